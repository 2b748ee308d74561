"""Where the files of a return are: a folder, with folders of years in it or without, a zip, a file.

Nothing is unpacked to disk: a member of a zip is read in memory.
"""

import io
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from analysis.core.errors import CareAnalysisError
from analysis.intake.returns.fault import Findings

TABLES = {".csv", ".txt", ".tsv", ".xml"}
WORKBOOKS = {".xlsx", ".xlsm", ".xls", ".xlsb", ".ods"}
MOST_BYTES = 1 << 30
_LOCKED = 0x1
_HIDDEN = ("__MACOSX", "Thumbs.db", "desktop.ini")


class NoSuchPathError(CareAnalysisError):
    """The path that was asked for is not there."""

    def __init__(self, path: Path) -> None:
        super().__init__(
            f"{path}: there is no such file or folder. Give the folder of a return, a zip of it, "
            "or one CSV or XML file."
        )


@dataclass(frozen=True, repr=False)
class Found:
    """A file of a return: its name below what was asked for, with folders, and its bytes.

    `path` is the same with the folder that was asked for, by which its year may be known.
    """

    name: str
    content: bytes
    path: PurePosixPath

    @property
    def suffix(self) -> str:
        """Its ending in lower case, as '.csv'."""
        return PurePosixPath(self.name).suffix.lower()

    def __repr__(self) -> str:
        """Its name and size; never what stands in it."""
        return f"Found({self.name}, {len(self.content):,} bytes)"


def found(path: Path, findings: Findings) -> list[Found]:
    """The tables at a path in the order of their names; what is no table is told.

    NoSuchPathError where nothing is there.
    """
    if not path.exists():
        raise NoSuchPathError(path)
    files = [each for each in _all(path, findings) if _is_table(each, findings)]
    if not files:
        findings.add("nothing_to_read", path.name)
    return files


def _all(path: Path, findings: Findings) -> Iterator[Found]:
    """Every file at a path that is not hidden, those inside zips too."""
    inside = sorted(p for p in path.rglob("*") if p.is_file()) if path.is_dir() else [path]
    folder = PurePosixPath(path.name if path.is_dir() else path.absolute().parent.name)
    for each in inside:
        name = each.relative_to(path).as_posix() if path.is_dir() else each.name
        if _hidden(name):
            continue
        try:
            size, content = each.stat().st_size, None
            if size <= MOST_BYTES and _wanted(name):
                content = each.read_bytes()
        except OSError:
            findings.add("unreadable_file", name)
            continue
        if size > MOST_BYTES:
            findings.add("too_large", name, most=f"{MOST_BYTES >> 20:,} MiB")
        elif name.lower().endswith(".zip"):
            yield from _unzipped(name, content or b"", folder, findings)
        else:
            yield Found(name, content or b"", folder / name)


def _unzipped(
    name: str, content: bytes, folder: PurePosixPath, findings: Findings
) -> Iterator[Found]:
    """The files in a zip, in memory; a locked, damaged or too large one is told."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            members = [m for m in packed.infolist() if not m.is_dir() and not _hidden(m.filename)]
            if any(m.flag_bits & _LOCKED for m in members):
                findings.add("zip_locked", name)
            elif sum(m.file_size for m in members) > MOST_BYTES:
                findings.add("too_large", name, most=f"{MOST_BYTES >> 20:,} MiB")
            else:
                for member in sorted(members, key=lambda m: m.filename):
                    called = f"{name}/{member.filename}"
                    read = PurePosixPath(called).suffix.lower() in TABLES
                    yield Found(called, packed.read(member) if read else b"", folder / called)
    except (zipfile.BadZipFile, NotImplementedError, OSError, EOFError, ValueError, RuntimeError):
        findings.add("zip_damaged", name)
    except zipfile.zlib.error:  # type: ignore[attr-defined]
        findings.add("zip_damaged", name)


def _hidden(name: str) -> bool:
    """Whether a file is one that systems leave behind, and nobody means."""
    parts = PurePosixPath(name).parts
    return any(p.startswith((".", "~$")) or p in _HIDDEN for p in parts)


def _wanted(name: str) -> bool:
    suffix = PurePosixPath(name).suffix.lower()
    return suffix in TABLES or suffix == ".zip"


def _is_table(file: Found, findings: Findings) -> bool:
    """Whether a file is CSV or XML by its name and first bytes; all else is told."""
    kind = ""
    if file.suffix == ".zip":
        kind = "zip_in_zip"
    elif file.suffix in WORKBOOKS or file.content[:4] in (b"PK\x03\x04", b"\xd0\xcf\x11\xe0"):
        kind = "workbook"
    elif file.suffix not in TABLES:
        kind = "other_file"
    elif not file.content.strip(b" \t\r\n\0\xef\xbb\xbf\xff\xfe,;"):
        kind = "file_empty"
    if kind:
        findings.add(kind, file.name)
    return not kind

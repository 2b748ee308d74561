"""Files with small numbers in them, for officers alone: how each is marked, and where they may lie.

What is marked is known again by its name and by what it holds, whatever it is called: the index,
the mirror, PDFs, the cluster and the commit hook refuse it outside a folder named for such files.
"""

import io
import zipfile
from collections.abc import Iterable, Iterator
from pathlib import Path, PurePosixPath

from analysis.core import paths
from analysis.core.errors import CareAnalysisError

WORDS = "Internal: holds small numbers"
SENTENCE = f"{WORDS}. Not to be published, shared or put on a website."
NAMED = "-INTERNAL"  # what stands in the name of a marked file
RUN_FILE = "run.json"  # what stands in every folder of reports
NOTE = "INTERNAL.txt"  # what stands in a folder that was named for such files
PROFILE = "profile"  # what the mark is called in a table, a record or a page
SOURCE = {".py", ".md", ".css"}  # they may quote the words
ENCODINGS = ("utf-8", "utf-16-le")
MOST_MEMBERS = 1000
PROPERTIES = "docProps/core.xml"
HEAD_BYTES, TAIL_BYTES = 4096, 65536  # a page and a table say it early, a Parquet file at its end


class InternalError(CareAnalysisError):
    """Internal figures where they may not be, or not where they are to be."""


def named(name: str) -> str:
    """The name of a file that is marked: 'counts.parquet' is 'counts-INTERNAL.parquet'."""
    path = PurePosixPath(name)
    return f"{path.stem}{NAMED}{path.suffix}"


def marked(name: str, content: bytes) -> bool:
    """Whether a file is marked, by its name, in its bytes, or in a member of a zip or workbook."""
    path = PurePosixPath(name)
    if path.suffix.lower() in SOURCE:
        return False
    if NAMED in path.stem or any(WORDS.encode(each) in content for each in ENCODINGS):
        return True
    return any(marked(*member) for member in _members(content))


def _members(content: bytes) -> Iterator[tuple[str, bytes]]:
    """The files in a zip, which a workbook is too; one that is locked counts by its name alone."""
    if not zipfile.is_zipfile(io.BytesIO(content)):
        return
    with zipfile.ZipFile(io.BytesIO(content)) as packed:
        for each in packed.infolist()[:MOST_MEMBERS]:
            yield each.filename, b"" if each.flag_bits & 0x1 else packed.read(each)


def check(out: Path, *, whole: bool) -> None:
    """InternalError for internal pages in a folder not named for them, or others in one that is."""
    if whole != is_folder(out):
        raise InternalError(
            f"{out} is no folder of internal figures; name one with --internal."
            if whole
            else f"{out} is a folder of internal figures; make pages for others elsewhere."
        )


def refuse(files: Iterable[Path], into: Path) -> None:
    """InternalError that names the marked ones of some files, unless they may lie in `into`."""
    found = [] if is_folder(into) else [str(p) for p in files if p.is_file() and _is_marked(p)]
    if found:
        raise InternalError(
            f"{', '.join(found)}: internal, with small numbers in it, and may lie only in a folder "
            f"that was named with --internal. Move it there from {into}, and ask again."
        )


def _is_marked(path: Path) -> bool:
    """Whether a file on the disk is marked; of most only the beginning counts."""
    with path.open("rb") as file:
        content = file.read(HEAD_BYTES)
        if path.suffix == ".parquet":
            file.seek(max(0, path.stat().st_size - TAIL_BYTES))
            content += file.read()
        elif zipfile.is_zipfile(file):
            with zipfile.ZipFile(file) as packed:
                own = PROPERTIES in packed.namelist()  # a workbook says it there
                content = packed.read(PROPERTIES) if own else path.read_bytes()
    return marked(path.name, content)


def is_folder(folder: Path) -> bool:
    """Whether a folder is one named for internal files, or lies in one; none where others look."""
    where = folder.resolve()
    return not public_place(where) and any((p / NOTE).is_file() for p in (where, *where.parents))


def public_place(folder: Path) -> Path | None:
    """The place of files for others that a folder is, lies in or holds; None where it is apart."""
    where, root = folder.resolve(), paths.root().resolve()
    for kept in (paths.reports().resolve(), root / "data", root / "work" / "staging"):
        if where.is_relative_to(kept) or kept.is_relative_to(where):
            return kept
    runs = (p for p in (where, *where.parents) if (p / RUN_FILE).is_file())
    return next((p for p in runs if not (p / NOTE).is_file()), None)

"""The register of sources: which file exactly each figure came from.

A folder of raw files may have a register of its own (the test excerpts do); otherwise the
project's `data/raw/sources.csv` holds. A file that is not the one registered stops the build.
"""

import csv
import hashlib
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from pathlib import Path

from analysis.catalogue.sources.source import GET_IT_AGAIN, Source, source_error
from analysis.core import paths

NAME = "sources.csv"
COLUMNS = (
    "id",
    "file",
    "publisher",
    "title",
    "release_date",
    "licence",
    "rows",
    "bytes",
    "sha256",
    "url",
    "note",
)


@dataclass
class Register:
    """What is known of each file by source id, and what this build has seen of it.

    `left_out` counts what readers left out, by reason. `open_to_new` takes files as they are
    (after every other check) instead of comparing them.
    """

    known: dict[str, dict[str, str]]
    open_to_new: bool = False
    seen: dict[str, dict[str, str]] = field(default_factory=dict)
    left_out: Counter[str] = field(default_factory=Counter)


_CURRENT: ContextVar[Register | None] = ContextVar("register", default=None)


def read(raw: Path) -> Register:
    """The register that goes with a folder of raw files."""
    own = raw / NAME
    path = own if own.is_file() else paths.raw() / NAME
    if not path.is_file():
        return Register({}, open_to_new=True)
    with path.open(encoding="utf-8", newline="") as lines:
        return Register({row["id"]: row for row in csv.DictReader(lines)})


@contextmanager
def using(register: Register) -> Iterator[Register]:
    """Hold files to this register while the block runs."""
    token = _CURRENT.set(register)
    try:
        yield register
    finally:
        _CURRENT.reset(token)


def confirm(source: Source, raw: Path, rows: int) -> None:
    """SourceError unless the file has the rows and the checksum that the register keeps."""
    register = _CURRENT.get() or read(raw)
    seen = register.seen[source.id] = entry(source, (raw / source.file).read_bytes(), rows)
    if register.open_to_new:
        return
    known = register.known.get(source.id)
    if known is None:
        remedy = "Run `care-analysis build --register` after checking the new file."
        found = f"none with the id '{source.id}'"
        raise source_error(source, "a file in the register of sources", found, remedy)
    if known["rows"] != seen["rows"]:
        remedy = f"{GET_IT_AGAIN} For a new edition, run `care-analysis build --register`."
        raise source_error(source, f"{int(known['rows']):,} rows of figures", f"{rows:,}", remedy)
    if known["sha256"] != seen["sha256"]:
        expected = f"the registered file (sha256 {known['sha256'][:12]}...)"
        found = f"another of the same form (sha256 {seen['sha256'][:12]}...)"
        remedy = f"{GET_IT_AGAIN} If the publisher revised it, add `--register` to the build."
        raise source_error(source, expected, found, remedy)


def leave_out(why: str, rows: int) -> None:
    """Count rows that a reader leaves out of this build, and why."""
    register = _CURRENT.get()
    if register is not None and rows:
        register.left_out[why] += rows


def write(register: Register, path: Path) -> None:
    """Write what was seen as the register, by id."""
    with path.open("w", encoding="utf-8", newline="") as out:
        writer = csv.DictWriter(out, fieldnames=COLUMNS, lineterminator="\n")
        writer.writeheader()
        writer.writerows(register.seen[key] for key in sorted(register.seen))


def entry(source: Source, content: bytes, rows: int) -> dict[str, str]:
    """A file's line of the register."""
    of_file = {
        "release_date": source.release,
        "rows": str(rows),
        "bytes": str(len(content)),
        "sha256": hashlib.sha256(content).hexdigest(),
    }
    return {c: of_file[c] if c in of_file else getattr(source, c) for c in COLUMNS}

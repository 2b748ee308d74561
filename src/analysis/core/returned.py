"""What was kept of councils' own returns: protected figures, read by the council's slug.

`pipeline.returns.prepare` writes a folder for each council; nothing of it names a child. Officers
may have them whole instead, from a folder of internal ones: see `whole`.
"""

import json
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pyarrow as pa

from analysis.core import internal, paths, shapes, stored
from analysis.core.integrity import RETURN_FILE as RECORD_FILE
from analysis.core.integrity import RETURNS_FOLDER as FOLDER
from analysis.core.integrity import TableError
from analysis.core.internal import InternalError

if TYPE_CHECKING:
    import pandas as pd

COUNTS_FILE, MEASURED_FILE = "counts.parquet", "measured.parquet"
STAYS_FILE = "stays.parquet"
FUTURES_FILE, CHANCES_FILE = "futures.parquet", "futures-places.parquet"
JUDGED_FILE = "futures-judged.parquet"
OF_HISTORIES = "-own"  # how the code of an area ends whose need is from councils' own histories
AHEAD_FILES = (FUTURES_FILE, CHANCES_FILE, JUDGED_FILE)
DAYS = ("period_end", "start", "end")
AS_AT, SYNTHETIC, ACCEPTED, RECONCILED = "as at", "synthetic", "accepted", "reconciled"
FUTURES, METHOD, LACKING, WHAT_IF = "futures", "method", "lacking", "what_if"

_inside: list[Path] = []  # folders of internal figures that are read from now, the last one first


@contextmanager
def whole(inside: Path) -> Iterator[None]:
    """While it lasts, councils' figures are whole, with small numbers, and kept in a folder.

    InternalError for a folder that was not named for internal figures.
    """
    if not internal.is_folder(inside):
        raise InternalError(
            f"{inside} is no folder of internal figures. `care-analysis return build NAME "
            "--internal DIR` makes one; say where it is in full."
        )
    _inside.append(inside.resolve())
    try:
        yield
    finally:
        _inside.pop()


def is_whole() -> bool:
    """Whether figures are read and written whole now."""
    return bool(_inside)


def read_whole(reads: Iterable[stored.Read]) -> bool:
    """Whether whole figures are among what was read (see `stored.READS`)."""
    return any(Path(name).is_absolute() for name, *_ in reads)


def folder(slug: str) -> Path:
    """Where a council's figures are kept."""
    return (_inside[-1] if _inside else paths.processed() / FOLDER) / slug


def file_name(file: str) -> str:
    """What one of the files is called: whole figures have a name that says so."""
    return internal.named(file) if _inside else file


def name(slug: str, file: str) -> str:
    """The name of a council's file under `data/processed`; in full where it is elsewhere."""
    own = f"{slug}/{file_name(file)}"
    return f"{_inside[-1].as_posix()}/{own}" if _inside else f"{FOLDER}/{own}"


def record(slug: str) -> dict[str, Any]:
    """What `return build` says of a council's figures; empty where it has no return.

    Keys: `as at` (the last day, ISO), `years`, `synthetic`, `accepted` (the reason for a number
    that is far from the published one, or ""), `repaired`, `faults`, `audit`, `reconciled` and
    `futures` (the `method` that its own past favours; why there are none, `lacking`; `what_if`: the
    scenarios, whether they are the council's `own`, and where prices are from).
    TableError where it cannot be read.
    """
    stored.READS.add((name(slug, RECORD_FILE), None, ()))
    path = folder(slug) / file_name(RECORD_FILE)
    if not path.is_file():
        return {}
    try:
        found = json.loads(path.read_bytes())
        date.fromisoformat(found[AS_AT])
    except (ValueError, RecursionError, KeyError, TypeError) as fault:
        raise _spoilt(slug, RECORD_FILE) from fault
    _check_profile(slug, found.get(internal.PROFILE, ""))
    return dict(found)


def counts(slug: str) -> "pd.DataFrame":
    """A council's protected counts, in the counts shape; TableError where they cannot be read."""
    return _table(slug, COUNTS_FILE, shapes.COUNTS)


def measured(slug: str) -> "pd.DataFrame":
    """The indicators measured from them, in the measured shape; TableError as for counts."""
    return _table(slug, MEASURED_FILE, shapes.MEASURED)


def stays(slug: str) -> "pd.DataFrame":
    """How long things took, in the stays shape; TableError as for counts."""
    return _table(slug, STAYS_FILE, shapes.STAYS)


def futures(slug: str) -> "pd.DataFrame":
    """Its children in months to come, in the projected shape; TableError as for counts."""
    return _table(slug, FUTURES_FILE, shapes.PROJECTED)


def chances(slug: str) -> "pd.DataFrame":
    """How likely so many places are not enough, in the chances shape; TableError as for counts."""
    return _table(slug, CHANCES_FILE, shapes.CHANCES)


def judged(slug: str) -> "pd.DataFrame":
    """How such forecasts did before, in the judged shape; TableError as for counts."""
    return _table(slug, JUDGED_FILE, shapes.JUDGED)


def rows(slug: str, file: str, columns: tuple[str, ...]) -> pa.Table:
    """A council's table as it is stored, without pandas; TableError where it cannot be read."""
    try:
        found = stored.rows(name(slug, file))
    except (pa.ArrowException, OSError, ValueError, LookupError) as fault:
        raise _spoilt(slug, file) from fault
    if tuple(found.column_names) != columns:
        raise _spoilt(slug, file)
    metadata = found.schema.metadata or {}
    _check_profile(slug, metadata.get(internal.PROFILE.encode(), b"").decode())
    return found


def _table(slug: str, file: str, columns: tuple[str, ...]) -> "pd.DataFrame":
    import pandas as pd

    from analysis.core import store

    frame = store.as_frame(rows(slug, file, columns))
    return frame.assign(**{each: pd.to_datetime(frame[each]) for each in DAYS if each in columns})


def _spoilt(slug: str, file: str) -> TableError:
    where = f" --internal {_inside[-1]}" if _inside else ""
    return TableError(
        f"{folder(slug) / file_name(file)} cannot be read: it was cut short or changed. "
        f"`care-analysis return build {slug}{where}` makes it again from the return."
    )


def _check_profile(slug: str, mark: str) -> None:
    """InternalError for whole figures where protected ones are to be, and the other way round."""
    if mark != (internal.SENTENCE if _inside else ""):
        raise InternalError(
            f"{folder(slug)} holds figures of another profile, internal or public. Remove that "
            f"folder, and make them again with `care-analysis return build {slug}`."
        )

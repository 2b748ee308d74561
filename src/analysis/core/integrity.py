"""Whether the built tables are those that were made together: every reader of one asks here first.

`build.json` and `forecast.json`, which are written with the tables, keep the sha256 of each; a
table that was altered, cut short, renamed or brought from another build is named with its remedy
before a figure of it is used. Only the standard library is needed, so that a run in which nothing
changed stays quick.
"""

import hashlib
import json
import time
from collections.abc import Iterable, Mapping
from itertools import chain
from pathlib import Path
from typing import Any

from analysis.core import paths
from analysis.core.errors import CareAnalysisError

COUNTS_FILE = "counts.parquet"
MEASURED_FILE = "measured.parquet"
NEIGHBOURS_FILE = "neighbours.parquet"
LATEST_FILE = "latest.parquet"
BOUNDARIES_FILE = "boundaries.parquet"
PROJECTED_FILE = "projected.parquet"
HINDCAST_FILE = "hindcast.parquet"
BACKTEST_FILE = "backtest.parquet"
RECORD_FILE = "build.json"
FORECAST_RECORD_FILE = "forecast.json"
MONITORING_FOLDER = "monitoring"  # what was prepared of councils' own files, a folder for each
RETURNS_FOLDER = "returns"  # the protected figures of councils' own returns, likewise
RETURN_FILE = "return.json"

BUILT = (BOUNDARIES_FILE, COUNTS_FILE, LATEST_FILE, MEASURED_FILE, NEIGHBOURS_FILE)
FORECAST = (BACKTEST_FILE, HINDCAST_FILE, PROJECTED_FILE)
RECORD_OF = {
    **dict.fromkeys(BUILT, RECORD_FILE),
    **dict.fromkeys(FORECAST, FORECAST_RECORD_FILE),
}
SUMS = "sha256"  # the entry of a record with the sha256 of each table
MADE_FROM = "sha256 of counts.parquet"  # the entry of a forecast with that of its counts

_MAKE = {
    RECORD_FILE: "`care-analysis build --raw DIR` makes them again from the published files",
    FORECAST_RECORD_FILE: "`care-analysis forecast` makes those of the forecast again",
}
_ENDS = b"PAR1"  # how every parquet file begins and ends
_SETTLED_NS = 100_000_000

# The sha256 of files, as each was: its path, size, time and number on the disk.
_known: dict[tuple[Path, int, int, int], str] = {}


class NotBuiltError(CareAnalysisError):
    """A table that a report needs is not there."""


class TableError(CareAnalysisError):
    """A table, or the record of one, that is not what was built."""


def check(name: str) -> Path:
    """Where a built table is, once it is known to be what its record says.

    NotBuiltError where it is not there; TableError for one that was altered, cut short or renamed,
    that comes from another build, or whose record cannot be read; also for a table of a forecast
    that was made from other counts than those beside it.
    """
    path, told_by = paths.processed() / name, RECORD_OF[name]
    if not path.is_file():
        raise NotBuiltError(_missing(name))
    expected = sums(told_by).get(name)
    if expected is None:
        why = "it is of an earlier version of this project, or was changed by hand"
        raise wrong(told_by, f"does not say what {name} is to be: {why}")
    if digest(path) != expected:
        raise wrong(name, f"is not the table that {told_by} was written with: {_fault(path)}")
    if told_by == FORECAST_RECORD_FILE:
        check_forecast()
    return path


def check_all(names: Iterable[str]) -> None:
    """Check each of these tables that is there, or is to be by its record; see `check`."""
    for name in names:
        if (paths.processed() / name).is_file() or name in _there(RECORD_OF[name]):
            check(name)


def check_forecast() -> None:
    """TableError where the forecast was made from other counts than the build wrote."""
    forecast = record(FORECAST_RECORD_FILE, needs=[MADE_FROM])
    if forecast[MADE_FROM] != sums(RECORD_FILE).get(COUNTS_FILE):
        raise TableError(
            f"The forecast beside data/processed/{RECORD_FILE} was made from other counts than "
            f"that build wrote: {FORECAST_RECORD_FILE} names another {COUNTS_FILE}. "
            f"{remedy(FORECAST_RECORD_FILE)}"
        )


def record(name: str, needs: Iterable[str] = ()) -> dict[str, Any]:
    """What a build or a forecast says of itself.

    NotBuiltError where it is not there, TableError where it cannot be read or lacks a needed entry.
    """
    path = paths.processed() / name
    if not path.is_file():
        raise NotBuiltError(
            f"{name} is not in data/processed: without it nothing tells whether the tables belong "
            f"together. {remedy(name)}"
        )
    try:
        found = json.loads(path.read_bytes())
    except (ValueError, RecursionError) as fault:
        where = ""
        if isinstance(fault, json.JSONDecodeError):
            where = f" (line {fault.lineno}, column {fault.colno})"
        raise wrong(name, f"is not JSON{where}" if path.stat().st_size else "is empty") from fault
    if not isinstance(found, dict):
        raise wrong(name, "is not a record with named entries")
    lost = [each for each in needs if each not in found]
    if lost:
        raise wrong(name, f"has no entry '{lost[0]}'")
    return found


def sums(name: str) -> Mapping[str, str]:
    """The sha256 of each table, as a record keeps them; none where it keeps none."""
    found = record(name).get(SUMS, {})
    return found if isinstance(found, dict) else {}


def _there(name: str) -> Mapping[str, str]:
    """As `sums`, and none where there is no record."""
    return sums(name) if (paths.processed() / name).is_file() else {}


def sums_of(folder: Path) -> dict[str, str]:
    """The sha256 of every table in a folder, for the record that is written with them."""
    return {path.name: digest(path) for path in tables_in(folder)}


def tables_in(folder: Path) -> list[Path]:
    """The tables in a folder, by name; a folder or a link that leads nowhere is none."""
    return sorted(path for path in folder.glob("*.parquet") if path.is_file())


def write_record(made: dict[str, Any], name: str, folder: Path) -> None:
    """Write what a build or a forecast says of itself to a folder, beside its tables.

    The sha256 of each of its tables there is put in; of tables that are not there, it stays.
    """
    there = {each: sha for each, sha in sums_of(folder).items() if RECORD_OF.get(each) == name}
    made[SUMS] = dict(sorted({**made.get(SUMS, {}), **there}.items()))
    text = json.dumps(made, indent=2, ensure_ascii=False) + "\n"
    (folder / name).write_text(text, encoding="utf-8", newline="\n")


def digest(path: Path) -> str:
    """The sha256 of a file, in hexadecimal; worked out once while the file stays as it is."""
    state = _state(path)
    if state in _known:
        return _known[state]
    with path.open("rb") as content:
        sha = hashlib.file_digest(content, "sha256").hexdigest()
    # A file written just now could be written again within the same tick of the clock.
    if time.time_ns() - state[2] > _SETTLED_NS:
        _known[state] = sha
    return sha


def trust(sums: Mapping[str, str], sizes: Mapping[str, tuple[int, int]]) -> None:
    """Take over what the run that began this process worked out of the tables.

    `sums` are their sha256 and `sizes` the size and time that each had then; a table that has
    another size or time now is not known.
    """
    for name, sha in sums.items():
        path = paths.processed() / name
        if path.is_file() and sizes.get(name) == _state(path)[1:3]:
            _known[_state(path)] = sha


def _state(path: Path) -> tuple[Path, int, int, int]:
    found = path.stat()
    return path, found.st_size, found.st_mtime_ns, found.st_ino


def wrong(name: str, why: str) -> TableError:
    """That a table or a record is not what was built, why, and what would do about it."""
    return TableError(f"data/processed/{name} {why}. {remedy(RECORD_OF.get(name, name))}")


def remedy(told_by: str) -> str:
    """What would do about a table or a record, as a sentence."""
    return (
        "`git restore data/processed` brings back the tables that came with this project; "
        f"{_MAKE[told_by]}."
    )


def _missing(name: str) -> str:
    """That a table is not there; or under which other name it is."""
    told_by = RECORD_OF[name]
    there, held = f"{name} is not in data/processed.", _there(told_by).get(name)
    for path in tables_in(paths.processed()):
        if digest(path) == held:
            return f"{there} What it held is there as {path.name}: give it its name back."
    return f"{there} {remedy(told_by)}"


def _fault(path: Path) -> str:
    """What is wrong with a table that has not the sha256 that it is to have, as far as one sees."""
    content = path.read_bytes()
    if not content:
        return "it is empty"
    for table, sha in chain.from_iterable(_there(name).items() for name in _MAKE):
        if sha == digest(path):
            return f"it holds what {table} is to hold"
    if not content.startswith(_ENDS):
        return "it is no parquet file"
    if not content.endswith(_ENDS):
        return "it was cut short"
    return "it was changed, or comes from another build"

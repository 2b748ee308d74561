"""A table's file as it came: taken out of its wrapping, and whole and the right one or refused."""

import csv
import io
import zipfile
from pathlib import Path

import pandas as pd

from analysis.intake.releases import responses
from analysis.intake.releases.changes import MOST_LISTED, NAMES, WHERE_AND_WHEN, listed
from analysis.intake.releases.offered_tables import Table, plain
from analysis.intake.releases.responses import FetchError, MayPassError, RefusedError

EVERYWHERE = (*WHERE_AND_WHEN, *NAMES)  # columns of every file
AGAIN = "Get it again from the publisher, and do not save it in a spreadsheet"


def table(content: bytes, encoding: str = "utf-8-sig") -> pd.DataFrame:
    """A published CSV with every cell as printed; blank lines do not count."""
    rows = _lines(content.decode(encoding))
    return pd.DataFrame(rows[1:], columns=pd.Index([c.strip() for c in rows[0]]), dtype="str")


def accept(content: bytes, rows: int | None, wanted: Table) -> pd.DataFrame:
    """The table of a file that is whole, has the rows promised, and is the one wanted.

    RefusedError says what is wrong with it otherwise: asking for the same bytes again would not
    mend any of these.
    """
    if responses.looks_like_a_web_page(content[:200]):
        raise RefusedError("it is a web page and not a table")
    try:
        text = content.decode("utf-8-sig")
        lines = _lines(text)
    except (UnicodeDecodeError, csv.Error) as fault:
        raise RefusedError("it is not CSV in UTF-8") from fault
    if not lines:
        raise RefusedError("it is empty")
    if "\0" in text:
        raise RefusedError("it has a NUL character in it, which no table has")
    header = [c.strip() for c in lines[0]]
    doubled = sorted({c for c in header if header.count(c) > 1})
    if doubled:
        raise RefusedError(f"its header has '{doubled[0]}' more than once")
    for number, line in enumerate(lines, 1):
        if len(line) != len(header):
            raise RefusedError(
                f"line {number:,} (blank ones not counted) has {len(line)} cells, and the header "
                f"{len(header)}"
            )
    if len(lines) == 1:
        raise RefusedError("it has a header and no rows")
    if rows is not None and len(lines) - 1 != rows:
        raise RefusedError(f"it has {len(lines) - 1:,} rows, and the publisher says {rows:,}")
    found = table(content)
    _demand_columns(found, wanted)
    _demand_newest_year(found, wanted)
    return found


def by_hand(path: Path, wanted: Table, tables: list[Table]) -> tuple[bytes, tuple[str, ...]]:
    """The bytes of a file that a person downloaded, as CSV, packed or in the service's ZIP.

    With what should be said of it: its name may not tell that it is this table's. Raises FetchError
    when it cannot be read, and RefusedError when its name is another table's.
    """
    try:
        content = path.read_bytes()
    except OSError as fault:
        raise FetchError(f"{path}: {fault.strerror or fault}.") from fault
    name = path.name
    if zipfile.is_zipfile(io.BytesIO(content)):
        name, content = _member(path, content, wanted)
    try:
        content = responses.unpacked(content)
    except MayPassError as fault:
        raise RefusedError("it is a packed file that is cut short or damaged") from fault
    if wanted.has_file(name):
        return content, ()
    others = [t.id for t in tables if t.has_file(name)]
    if others:
        raise RefusedError(f"{name} is the file of {others[0]}")
    known = f"{wanted.names[0]}.csv" if wanted.names else "a name that we do not know"
    return content, (f"{name} is not called {known}: it was known by its columns only.",)


def _member(path: Path, content: bytes, wanted: Table) -> tuple[str, bytes]:
    """The name and bytes of a table's CSV in a ZIP; RefusedError when it is not plain which."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            names = [n for n in packed.namelist() if n.lower().endswith(".csv")]
            fitting = [n for n in names if wanted.has_file(Path(n).name)] or names
            if len(fitting) == 1:
                return Path(fitting[0]).name, packed.read(fitting[0])
    except (OSError, zipfile.BadZipFile, RuntimeError) as fault:
        raise RefusedError(f"{path.name} is a ZIP that is cut short or damaged") from fault
    listed = ", ".join(plain(Path(n).name) for n in names[:MOST_LISTED]) or "none"
    raise RefusedError(f"{path.name} is a ZIP in which no one CSV has the name; it has: {listed}")


def _lines(text: str) -> list[list[str]]:
    """The lines of a CSV that are not blank."""
    return [
        x for x in csv.reader(io.StringIO(text, newline="")) if x and (len(x) > 1 or x[0].strip())
    ]


def _demand_columns(found: pd.DataFrame, wanted: Table) -> None:
    """RefusedError unless it has the columns of an edition that our reader knows."""
    lacking = wanted.lacking(found.columns)
    if not lacking:
        return
    known = {c for s in wanted.editions for c in (*s.columns, *sum(s.layouts, ()))}
    strange = [c for c in found.columns if c not in known and c not in EVERYWHERE]
    has = f"; new to us: {listed(strange)}" if strange else ""
    raise RefusedError(f"it lacks {listed(lacking)}, which our reader needs{has}")


def _demand_newest_year(found: pd.DataFrame, wanted: Table) -> None:
    """RefusedError for a file whose newest year is before the newest that we read."""
    column, years = wanted.newest.period_column, wanted.newest.years
    if not years:
        return
    periods = found[column].str.strip()
    strange = periods[~periods.str.fullmatch(r"\d{4}(\d{2})?")]
    if len(strange):
        raise RefusedError(f"its '{column}' has '{strange.iloc[0][:20]}', which is no year")
    ends = max(periods)
    if ends < max(years):
        raise RefusedError(f"it ends in {ends}, and we read to {max(years)}")

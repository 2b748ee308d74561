"""Reading a published file: it is what was expected, or the build stops and says why."""

import csv
import io
from collections.abc import Iterable
from difflib import get_close_matches
from pathlib import Path

import pandas as pd

from analysis.catalogue.sources.source import Source
from analysis.core import shapes
from analysis.core.errors import SourceError
from analysis.intake.tables import places, register

MARKERS = {
    "c": shapes.SUPPRESSED,
    "z": shapes.NOT_APPLICABLE,
    "x": shapes.NOT_AVAILABLE,
    "k": shapes.LOW,
    "low": shapes.LOW,
    "u": shapes.UNRELIABLE,
    "-": shapes.MISSING,
    "": shapes.MISSING,
    ":": shapes.NOT_AVAILABLE,
    ".": shapes.NOT_APPLICABLE,
    "..": shapes.NOT_AVAILABLE,
    "[x]": shapes.NOT_AVAILABLE,
}
THOUSANDS = r"-?\d{1,3}(,\d{3})+(\.\d+)?"
GET_IT_AGAIN = register.GET_IT_AGAIN


def read_csv(source: Source, raw: Path, *, skip: int = 0) -> pd.DataFrame:
    """A published CSV as text, every cell as printed, after checking what was declared of it."""
    path = find(source, raw)
    text = _decode(source, path.read_bytes())
    rows = list(csv.reader(io.StringIO(text, newline="")))[skip:]
    if not rows:
        raise SourceError(source.file, expected="a table", found="nothing", remedy=GET_IT_AGAIN)
    _check_cells(source, rows, skip)
    frame = pd.DataFrame(rows[1:], columns=pd.Index([c.strip() for c in rows[0]]), dtype="str")
    return check(source, frame, path)


def read_parquet(source: Source, raw: Path) -> pd.DataFrame:
    """A published table that is carried as parquet, after checking what was declared of it."""
    path = find(source, raw)
    try:
        frame = pd.read_parquet(path)
    except (OSError, ValueError) as fault:
        raise SourceError(
            source.file,
            expected="a whole parquet file",
            found=f"one that cannot be read ({type(fault).__name__})",
            remedy=GET_IT_AGAIN,
        ) from fault
    return check(source, frame, path)


def find(source: Source, raw: Path) -> Path:
    """The file's path; SourceError when it is not there."""
    path = raw / source.file
    if not path.is_file():
        raise SourceError(
            source.file,
            expected=f"the file '{source.title}' under {raw.name}/",
            found="no such file",
            remedy="Put the published file there, or point --raw at the folder that has it.",
        )
    return path


def check(source: Source, frame: pd.DataFrame, path: Path) -> pd.DataFrame:
    """The frame, if it has the columns and periods declared and is the file registered."""
    require(source, frame, source.lacking(map(str, frame.columns)))
    if source.years:
        found = sorted(frame[source.period_column].astype(str).unique())
        if found != sorted(source.years):
            raise SourceError(
                source.file,
                expected=f"the periods {', '.join(sorted(source.years))}",
                found=", ".join(found[:12]) or "none",
                remedy="Check that this is the right edition, or register the new one as a source.",
            )
    register.confirm(source, path, len(frame))
    return frame


def require(source: Source, frame: pd.DataFrame, columns: Iterable[str]) -> None:
    """SourceError unless the table has the columns; it names first what may be a new name."""
    columns = tuple(columns)
    absent = [c for c in columns if c not in frame.columns]
    if not absent:
        return
    known = {*source.columns, *columns}.union(*source.layouts)
    others = [str(c) for c in frame.columns if c not in known]
    closest = get_close_matches(absent[0], others, n=8, cutoff=0)
    raise SourceError(
        source.file,
        expected=f"a column '{absent[0]}'" + (f" and {absent[1:]}" if absent[1:] else ""),
        found=f"columns not expected: {closest}" if closest else "no such column",
        remedy="If the publisher renamed it, add the new name to the reader's labels.",
    )


def parse(text: pd.Series) -> tuple[pd.Series, pd.Series]:
    """Printed cells as (value, status): a number with status ok, or NaN with the reason.

    Raises ValueError that names the cell when one is neither a number nor a known marker.
    """
    printed = text.astype("str").str.strip().fillna("")
    value = pd.to_numeric(_without_commas(printed), errors="coerce")
    value = value.where(value.abs() != float("inf"))
    status = printed.map(MARKERS).where(value.isna(), shapes.OK)
    strange = status.isna()
    if strange.any():
        raise ValueError(f"'{printed[strange].iloc[0]}' is neither a number nor a known marker")
    return value.astype("float64"), status.astype("str")


def counts(
    source: Source,
    frame: pd.DataFrame,
    *,
    cells: str,
    unit: str,
    measure: pd.Series | str,
    dimension: pd.Series | str = shapes.ALL,
    category: pd.Series | str = shapes.ALL,
    period_end: pd.Series | None = None,
    area: pd.Series | None = None,
) -> pd.DataFrame:
    """Rows of a published table in the counts shape.

    `cells` is the column of printed figures; area and period are read from the standard columns
    of DfE tables unless given.
    """
    try:
        value, status = parse(frame[cells])
    except ValueError as fault:
        raise SourceError(
            source.file,
            expected=f"numbers or markers in column '{cells}'",
            found=str(fault),
            remedy="If it is a new marker, add it to the markers with its meaning.",
        ) from fault
    return pd.DataFrame(
        {
            "measure": measure,
            "area": places.area_codes(source, frame) if area is None else area,
            "period_end": march(frame["time_period"]) if period_end is None else period_end,
            "frequency": "annual",
            "dimension": dimension,
            "category": category,
            "value": value,
            "unit": unit,
            "status": status,
            "source": source.id,
            "release": source.release,
        },
        index=frame.index,
    )


def march(years: pd.Series) -> pd.Series:
    """31 March of each year: the snapshot, and the end of the reporting year."""
    return pd.to_datetime(years.astype("str") + "-03-31")


def school_year(periods: pd.Series) -> pd.Series:
    """31 August that ends the academic year: '202425' and '2024/25' end in 2025."""
    ends = "20" + periods.astype("str").str[-2:]
    return pd.to_datetime(ends + "-08-31")


def _decode(source: Source, content: bytes) -> str:
    try:
        return content.decode(source.encoding)
    except UnicodeDecodeError as fault:
        raise SourceError(
            source.file,
            expected=f"text encoded as {source.encoding}",
            found=f"a byte that is not, at position {fault.start:,}",
            remedy="Save it again as published; opening it in a spreadsheet may have changed it.",
        ) from fault


def _without_commas(printed: pd.Series) -> pd.Series:
    """Numbers with thousands separated by commas without them; a comma elsewhere stays."""
    if not printed.str.contains(",", regex=False).any():
        return printed
    grouped = printed.str.fullmatch(THOUSANDS)
    return printed.where(~grouped, printed.str.replace(",", "", regex=False))


def _check_cells(source: Source, rows: list[list[str]], skip: int) -> None:
    width = len(rows[0])
    for number, row in enumerate(rows, start=skip + 1):
        if len(row) != width:
            raise SourceError(
                source.file,
                expected=f"{width} cells in line {number}, as in the header",
                found=f"{len(row)}",
                remedy=GET_IT_AGAIN,
            )

"""A series of anyone's own: children in care by area and year, to try the forecast on."""

import re
from pathlib import Path

import pandas as pd

from analysis.core.errors import SourceError
from analysis.intake.local import spreadsheet

COLUMNS = ("area", "year", "value")
REMEDY = "Give a CSV file with the columns area, year, value and a row for each area and year."
YEARS = (1900, 2200)


def read(path: Path) -> pd.DataFrame:
    """The rows of a CSV file with columns area (text), year (whole) and value (a number, or blank
    where there is none); other columns are left aside.

    Raises SourceError, naming the line and column, for a missing column, a year or value that is
    none, a negative value, an area and year given twice, a row wider than the first line, and a
    file without rows.
    """
    table = _table(path)
    header = table.names
    absent = [name for name in COLUMNS if name not in header]
    if absent:
        raise SourceError(
            str(path),
            expected=f"the column{'s' if len(absent) > 1 else ''} {', '.join(absent)}",
            found=f"the columns {', '.join(header)}"
            if header
            else ("blank lines alone" if table.blank else "an empty file"),
            remedy=REMEDY,
        )
    twice = [name for name in COLUMNS if header.count(name) > 1]
    if twice:
        raise SourceError(
            f"{path} line {table.header}",
            expected=f"the column {twice[0]} once",
            found=f"it {header.count(twice[0])} times",
            remedy="Keep one of them.",
        )
    place = {name: header.index(name) for name in COLUMNS}
    rows = [_row(path, number, cells, place, len(header)) for number, cells in table.lines]
    if not rows:
        raise SourceError(
            str(path), expected="rows", found="none: nothing under its header", remedy=REMEDY
        )
    _check_once(path, rows)
    return pd.DataFrame([row[1:] for row in rows], columns=list(COLUMNS))


def _table(path: Path) -> spreadsheet.Table:
    """The header and each line under it that is not blank."""
    try:
        return spreadsheet.table(path.read_bytes().decode("utf-8-sig"), COLUMNS)
    except UnicodeDecodeError as fault:
        raise SourceError(
            str(path),
            expected="text in UTF-8",
            found=f"a byte that is none at place {fault.start}",
            remedy="Save the file as 'CSV UTF-8'.",
        ) from fault
    except spreadsheet.HandmadeError as fault:
        raise SourceError(
            f"{path} {fault.place}",
            expected=fault.expected,
            found=fault.found,
            remedy=f"{fault.remedy[0].upper()}{fault.remedy[1:]}",
        ) from None


def _row(
    path: Path, number: int, cells: list[str], place: dict[str, int], width: int
) -> tuple[int, str, int, float]:
    if any(cells[width:]):
        raise SourceError(
            f"{path} line {number}",
            expected=f"{width} columns, as in the first line",
            found=str(len(cells)),
            remedy="Write numbers without commas, and text with a comma in quotation marks.",
        )
    if len(cells) <= max(place.values()):
        raise SourceError(
            f"{path} line {number}",
            expected=f"{max(place.values()) + 1} columns or more",
            found=str(len(cells)),
            remedy=REMEDY,
        )
    area, year, value = (cells[place[name]] for name in COLUMNS)
    if not area:
        raise SourceError(
            f"{path} line {number}, column area",
            expected="the name or code of an area",
            found="nothing",
            remedy=REMEDY,
        )
    if not re.fullmatch(r"\d{4}", year) or not YEARS[0] <= int(year) <= YEARS[1]:
        raise SourceError(
            f"{path} line {number}, column year",
            expected="a year in four digits",
            found=f"'{year}'",
            remedy="Write the year of 31 March, such as 2025.",
        )
    return number, area, int(year), _value(path, number, value)


def _value(path: Path, number: int, value: str) -> float:
    if not value:
        return float("nan")
    if not re.fullmatch(r"\d+(\.\d+)?", value):
        raise SourceError(
            f"{path} line {number}, column value",
            expected="a number of children, zero or more, or nothing",
            found=f"'{value}'",
            remedy="Write digits without commas; leave the cell empty where there is no figure.",
        )
    return float(value)


def _check_once(path: Path, rows: list[tuple[int, str, int, float]]) -> None:
    seen: dict[tuple[str, int], int] = {}
    for number, area, year, _ in rows:
        if (area, year) in seen:
            raise SourceError(
                f"{path} line {number}",
                expected="each area and year once",
                found=f"{area} {year} again, as on line {seen[area, year]}",
                remedy="Keep one of the two lines.",
            )
        seen[area, year] = number

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
    names = table.names
    absent = [name for name in COLUMNS if name not in names]
    if absent:
        nothing = "blank lines alone" if table.blank else "an empty file"
        found = f"the columns {', '.join(names)}" if names else nothing
        plural = "s" if len(absent) > 1 else ""
        raise _error(path, "", f"the column{plural} {', '.join(absent)}", found)
    for name in COLUMNS:
        if names.count(name) > 1:
            at, times = f" line {table.header}", f"it {names.count(name)} times"
            raise _error(path, at, f"the column {name} once", times, "Keep one of them.")
    if not table.lines:
        raise _error(path, "", "rows", "none: nothing under its header")
    lines: dict[tuple[str, int], int] = {}
    rows = []
    for line in table.lines:
        area, year, value = _row(path, line, names)
        before = lines.setdefault((area, year), line.number)
        if before != line.number:
            again = f"{area} {year} again, as on line {before}"
            remedy = "Keep one of the two lines."
            raise _error(path, f" line {line.number}", "each area and year once", again, remedy)
        rows.append((area, year, value))
    return pd.DataFrame(rows, columns=list(COLUMNS))


def _table(path: Path) -> spreadsheet.Table:
    """The header and each line under it that is not blank."""
    try:
        return spreadsheet.table(path.read_bytes().decode("utf-8-sig"), COLUMNS)
    except UnicodeDecodeError as fault:
        found = f"a byte that is none at place {fault.start}"
        raise _error(path, "", "text in UTF-8", found, "Save the file as 'CSV UTF-8'.") from fault
    except spreadsheet.HandmadeError as fault:
        remedy = f"{fault.remedy[0].upper()}{fault.remedy[1:]}"
        raise _error(path, f" {fault.place}", fault.expected, fault.found, remedy) from None


def _row(path: Path, line: spreadsheet.Line, names: list[str]) -> tuple[str, int, float]:
    at, cells, needed = f" line {line.number}", line.cells, max(map(names.index, COLUMNS)) + 1
    if any(cells[len(names) :]):
        remedy = "Write numbers without commas, and text with a comma in quotation marks."
        wide = f"{len(names)} columns, as in the first line"
        raise _error(path, at, wide, str(len(cells)), remedy)
    if len(cells) < needed:
        raise _error(path, at, f"{needed} columns or more", str(len(cells)))
    area, year, value = (cells[names.index(name)] for name in COLUMNS)
    if not area:
        raise _error(path, f"{at}, column area", "the name or code of an area", "nothing")
    if not re.fullmatch(r"\d{4}", year) or not YEARS[0] <= int(year) <= YEARS[1]:
        remedy = "Write the year of 31 March, such as 2025."
        raise _error(path, f"{at}, column year", "a year in four digits", f"'{year}'", remedy)
    if value and not re.fullmatch(r"\d+(\.\d+)?", value):
        expected = "a number of children, zero or more, or nothing"
        remedy = "Write digits without commas; leave the cell empty where there is no figure."
        raise _error(path, f"{at}, column value", expected, f"'{value}'", remedy)
    return area, int(year), float(value or "nan")


def _error(path: Path, at: str, expected: str, found: str, remedy: str = REMEDY) -> SourceError:
    return SourceError(f"{path}{at}", expected=expected, found=found, remedy=remedy)

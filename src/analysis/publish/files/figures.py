"""The figures of a page as files beside it: everything as CSV, and an accessible workbook."""

import re
from pathlib import Path

import pandas as pd

from analysis.catalogue.areas import ENGLAND, Area
from analysis.core import shapes, store
from analysis.publish.files import workbook
from analysis.publish.render.page import Download

CSV_DECIMALS = 4
# What spreadsheets take for a formula, or pass over before one, full width included.
_FORMULA = re.compile(r"^\s*[=+\-@\uff1d\uff0b\uff0d\uff20]")


def write(report: str, area: Area, folder: Path) -> list[Download]:
    """Write `<report>.csv` and `<report>.xlsx` into a folder; returns how the page links them.

    The CSV has every measured row of the area, its region and England, in the measured shape, and
    the newest figures of its similar authorities.
    """
    rows = store.measured([area.code, area.region, ENGLAND])
    table = folder / f"{report}.csv"
    write_csv(pd.concat([rows, _neighbours(area)]), table)
    book = folder / f"{report}.xlsx"
    workbook.write(rows, area, book)
    return [link(table, "All figures, CSV"), link(book, "Tables by theme, Excel workbook")]


def link(file: Path, words: str) -> Download:
    """How a page links a file beside it: the words, and how large it is."""
    return Download(path=file.name, words=f"{words}, {_size(file)}")


def _neighbours(area: Area) -> pd.DataFrame:
    """The newest whole figures of the similar authorities, which the dot plots print."""
    beside = store.neighbours([area.code])
    codes = beside.loc[beside["model"] == shapes.NEIGHBOURS_2025, "neighbour"]
    rows = store.measured(codes)
    rows = rows[(rows["group"] == shapes.OWN) & (rows["dimension"] == shapes.ALL)]
    return rows[rows["period_end"] == rows.groupby("indicator")["period_end"].transform("max")]


def write_csv(rows: pd.DataFrame, path: Path, columns: tuple[str, ...] = shapes.MEASURED) -> None:
    """Rows as CSV with every column of their shape; a missing number is an empty cell."""
    days = rows.select_dtypes("datetime").columns
    dated = rows[list(columns)].copy()
    for name in dated.columns.intersection(days):
        dated[name] = rows[name].dt.strftime("%Y-%m-%d")
    numbers = dated.select_dtypes("number").columns
    dated[numbers] = dated[numbers].round(CSV_DECIMALS)
    for name in dated.columns.difference(numbers):
        dated[name] = dated[name].map({w: as_words(w) for w in dated[name].dropna().unique()})
    dated.to_csv(path, index=False, lineterminator="\n", encoding="utf-8")


def as_words(cell: object) -> object:
    """A word for a cell of a CSV: an apostrophe before what a spreadsheet would calculate.

    As OWASP's 'CSV Injection' advises; line ends become spaces, so that a row stays a line.
    """
    if not isinstance(cell, str):
        return cell
    line = " ".join(cell.split()) if "\n" in cell or "\r" in cell else cell
    return f"'{line}" if _FORMULA.match(line) else line


def _size(path: Path) -> str:
    return f"{max(1, round(path.stat().st_size / 1000)):,} kB"

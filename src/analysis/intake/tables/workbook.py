"""Published spreadsheets (.ods, .xlsx): a sheet as a table of text."""

import re
from pathlib import Path

import pandas as pd
from python_calamine import CalamineError, CalamineWorkbook

from analysis.catalogue.sources.source import Source
from analysis.core.errors import SourceError
from analysis.intake.tables import published_file


def read_table(source: Source, raw: Path, *, sheet: str, header: str) -> pd.DataFrame:
    """The table of one sheet as text, below the line whose first cell is `header`.

    Nothing is checked against the register yet. SourceError when the workbook cannot be read, has
    no sheet whose name begins with `sheet`, or the sheet no such line.
    """
    rows = read_rows(source, raw, sheet)
    at = header_at(source, rows, header)
    return table([plain(cell) for cell in rows[at]], rows[at + 1 :])


def read_rows(source: Source, raw: Path, sheet: str) -> list[list]:
    """Every line of the first sheet whose name begins with `sheet`; SourceError without one."""
    path = published_file.find(source, raw)
    try:
        book = CalamineWorkbook.from_path(path)
        named = [name for name in book.sheet_names if name.startswith(sheet)]
        rows = book.get_sheet_by_name(named[0]).to_python() if named else []
    except (CalamineError, OSError) as fault:
        raise SourceError(
            source.file,
            expected=f"a whole workbook with a sheet '{sheet}'",
            found=f"one that cannot be read ({type(fault).__name__})",
            remedy=published_file.GET_IT_AGAIN,
        ) from fault
    if not rows:
        raise SourceError(
            source.file,
            expected=f"a sheet '{sheet}' with a table",
            found=", ".join(book.sheet_names),
            remedy="If the publisher renamed the sheet, say so in the reader.",
        )
    return rows


def header_at(source: Source, rows: list[list], header: str) -> int:
    """The number of the first line whose first cell is `header`; SourceError without one."""
    for number, row in enumerate(rows):
        if row and row[0] == header:
            return number
    raise SourceError(
        source.file,
        expected=f"a header line that begins with '{header}'",
        found=f"none in {len(rows)} lines",
        remedy=published_file.GET_IT_AGAIN,
    )


def table(names: list[str], rows: list[list]) -> pd.DataFrame:
    """Lines of a sheet as a table of text without outer spaces."""
    cells = [[str(cell).strip() for cell in row] for row in rows]
    return pd.DataFrame(cells, columns=pd.Index(names), dtype="str")


def plain(cell: object) -> str:
    """A header on one line, with straight apostrophes and without the sheet's note marks."""
    text = " ".join(str(cell).replace("’", "'").split())
    return re.sub(r"\s*\[note \d+\]", "", text)

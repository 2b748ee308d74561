"""Tables as an accessible workbook, as the Analysis Function advises."""

import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime, time
from math import ceil
from pathlib import Path
from typing import Any

import gptables
import pandas as pd
from gptables.core.wrappers import GPWorkbook, GPWorksheet, Workbook, cell_autofit_width

from analysis.catalogue.sources.publications import PUBLICATIONS
from analysis.core import returned, shapes
from analysis.core.errors import CareAnalysisError
from analysis.core.internal import SENTENCE
from analysis.publish.files.columns import named

TOO_NEW_PANDAS = 4
LICENCE = "Contains public sector information licensed under the Open Government Licence v3.0."
SHORTHAND = {
    shapes.SUPPRESSED: "[c]",
    shapes.NOT_APPLICABLE: "[z]",
    shapes.NOT_AVAILABLE: "[x]",
    shapes.MISSING: "[x]",
    shapes.LOW: "[low]",
    shapes.UNRELIABLE: "[u]",
}

_IN_BRACKETS = re.compile(r"\[[\w\s]+\]")  # a shorthand, or the number of a note
_LETTER_OR_DIGIT = re.compile("[a-zA-Z0-9]")
_DIGITS = str.maketrans("123456789", "0" * 9)
Look = dict[str, Any]


def save(
    path: Path,
    title: str,
    intro: str,
    sheets: dict[str, gptables.GPTable],
    notes: Mapping[str, str],
    legend: list[str],
) -> tuple[str, ...]:
    """Sheets as an accessible workbook with a cover, contents and notes; the heads of its tables.

    It repeats to the byte, since the document is dated by its newest publication. Days are text,
    of which gptables would make bare numbers. That of an internal page says so in its title, on
    every sheet and on every printed one.

    Raises CareAnalysisError with pandas 4, installed past our bounds: gptables would fail midway.
    """
    if int(pd.__version__.partition(".")[0]) >= TOO_NEW_PANDAS:
        raise CareAnalysisError(
            f"pandas {pd.__version__} is installed. The workbooks are written with gptables, which "
            f"calls what pandas {TOO_NEW_PANDAS} has taken away. Run `python3 run.py setup`, or "
            f"install pandas below {TOO_NEW_PANDAS}."
        )
    for each in sheets.values():
        each.table = each.table.apply(_days_as_text)
    heads = dict.fromkeys(str(head) for each in sheets.values() for head in each.table)
    internal = returned.is_whole()
    if internal:
        title, intro = f"Internal: {title}", f"{SENTENCE} {intro}"
        for table in sheets.values():
            table.set_title(f"Internal: {table.title}")
    cover = gptables.Cover(cover_label="Cover", title=title, intro=[intro, LICENCE], about=legend)
    book = _Book(str(path), {"in_memory": True})
    book.add_worksheet(cover.cover_label).write_cover(cover)
    contents = book.make_table_of_contents(
        sheets, additional_elements=["subtitles", "scope", "source"]
    )
    book._update_annotations(sheets)
    said = {"Note reference": list(notes), "Note text": list(notes.values())}
    whole = {"Contents": contents, "Notes": book.make_notesheet(pd.DataFrame(said)), **sheets}
    for name, table in whole.items():
        book.add_worksheet(name).write_gptable(table, True, book._annotations)
    newest = max(p.released for p in PUBLICATIONS.values())
    dated = {"title": title, "created": datetime.combine(newest, time())}
    for sheet in book.worksheets() if internal else ():
        sheet.set_header(f"&C&B{SENTENCE}")
        sheet.set_footer(f"&C&B{SENTENCE}")
    book.set_properties(dated | {"comments": SENTENCE} if internal else dated)
    book.close()
    return tuple(heads)


class _Book(GPWorkbook):
    """What `gptables.produce_workbook` makes, of sheets that are written faster."""

    def add_worksheet(self, name: str | None = None, gridlines: str = "hide_all") -> "_Sheet":
        sheet: _Sheet = Workbook.add_worksheet(self, name, _Sheet)
        sheet.theme, sheet._workbook = self.theme, self
        sheet.hide_gridlines(2)
        return sheet


class _Sheet(GPWorksheet):
    """gptables' sheet, with a format for each column and numbers on the right under any heading.

    It is the same to the byte where no heading has a note; where one has, gptables sets the numbers
    under all others to the left.

    gptables keeps one for each cell in a table of pandas, which takes four fifths of its time. A
    table that it would change or refuse is left to it: one with a cell that is empty or has neither
    letter nor digit.
    """

    def _parse_table_urls(self, gptable: gptables.GPTable) -> None:
        cells = (cell for column in _columns(gptable.table) for cell in column)
        if any("](" in cell for cell in cells if isinstance(cell, str)):
            super()._parse_table_urls(gptable)

    def _write_table_elements(
        self, pos: list[int], gptable: gptables.GPTable, auto_width: bool
    ) -> list[int]:
        columns = _columns(gptable.table)
        heads = list(gptable.table)
        if gptable.table.isna().any(axis=None) or not all(map(_say_something, columns)):
            written: list[int] = super()._write_table_elements(pos, gptable, auto_width)
            return written
        top, theme = gptable.data_range[0], self.theme
        index = {at: getattr(theme, f"index_{n}_format") for n, at in gptable.index_columns.items()}
        of_heads, of_cells = [], []
        for at, (head, cells) in enumerate(zip(heads, columns, strict=True)):
            right = at not in (index or [0]) and _are_numbers(cells)
            side = {"align": "right" if right else "left"}
            of_heads.append(theme.column_heading_format | side)
            of_cells.append(index.get(at, theme.data_format) | side)
            self._widen_column(at, [([head], of_heads[-1]), (cells, of_cells[-1])])
        self._write_table_rows(top, [heads], of_heads)
        self._write_table_rows(top + 1, zip(*columns, strict=True), of_cells)
        self._mark_data_as_worksheet_table(gptable, pd.DataFrame([of_heads]))
        return [top + 1 + len(columns[0]), 0]

    def _write_table_rows(self, top: int, rows: Iterable[Sequence[Any]], looks: list[Look]) -> None:
        """Write rows of cells from a row on, each column in its format."""
        formats = [self._workbook.add_format(look) for look in looks]
        for row, cells in enumerate(rows, top):
            for at, cell in enumerate(cells):
                if isinstance(cell, dict | list):  # a link, or several lines
                    self._smart_write(row, at, cell, looks[at])
                else:
                    self.write(row, at, cell, formats[at])

    def _widen_column(self, at: int, parts: Iterable[tuple[list[Any], Look]]) -> None:
        """Make a column as wide as its widest cell; all digits are equally wide."""
        widths = [0]
        for cells, look in parts:
            for words in {self._get_cell_string(cell).translate(_DIGITS) for cell in cells}:
                line = self._get_longest_line(words)
                scale = self._get_scaling_factor(look, line)
                widths.append(ceil(cell_autofit_width(line) * scale))
        self.set_column_pixels(at, at, max(widths))


def _columns(table: pd.DataFrame) -> list[list[Any]]:
    return [table.iloc[:, at].tolist() for at in range(table.shape[1])]


def _say_something(cells: list[Any]) -> bool:
    """Whether there are cells, and each has a letter or a digit."""
    return bool(cells) and all(map(_LETTER_OR_DIGIT.search, set(map(str, cells))))


def _are_numbers(cells: list[Any]) -> bool:
    """Whether a column is one of numbers, but for shorthand."""
    plain = [c for c in cells if not (isinstance(c, str) and _IN_BRACKETS.search(c))]
    return bool(plain) and all(isinstance(cell, int | float) for cell in plain)


def figures(rows: pd.DataFrame) -> dict[str, pd.Series]:
    """The columns of measured rows in a sheet: unit, figure, limits and the counts behind it.

    What is missing has the shorthand for why.
    """
    told, whole = named.measured(rows), rows.astype(object)
    why = rows["status"].map(SHORTHAND).fillna("[z]")
    cells = {
        name: whole[name].where(rows[name].notna(), why if name == "value" else "[z]")
        for name in ("value", "lower95", "upper95", "numerator", "denominator")
    }
    return {
        "Unit": told["value_unit"],
        "Figure": cells["value"],
        "Lower limit": cells["lower95"],
        "Upper limit": cells["upper95"],
        "Numerator": cells["numerator"],
        "Unit of numerator": told["numerator_unit"].fillna("[z]"),
        "Denominator": cells["denominator"],
        "Unit of denominator": told["denominator_unit"].fillna("[z]"),
    }


def _days_as_text(cells: pd.Series) -> pd.Series:
    """A column of a sheet with its days as text, other cells as they are."""
    if not pd.api.types.is_datetime64_any_dtype(cells) and cells.dtype != object:
        return cells
    return cells.map(lambda c: f"{c:%Y-%m-%d}" if isinstance(c, date) and pd.notna(c) else c)

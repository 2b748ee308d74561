"""A table that a screen reader can walk and a narrow screen can scroll."""

import re
from html import escape

import pandas as pd

from analysis.errors import ShapeError

_NUMBER = re.compile(
    r"^\s*[~<>+−-]?\s*£?\d[\d,. ]*(%|p|k|m|bn|st|nd|rd|th)?(\s*(to|–|-|of)\s*[£+−-]?\d[\d,.]*%?)?"
    r"(\s*\([^)]*\))?\s*$"
)


def html_table(frame: pd.DataFrame, caption: str, *, notes: str = "", id: str = "") -> str:
    """The frame as an HTML table in a scroll region that the keyboard can reach.

    `frame` has a column for each column to print, named in words; cells are strings ready to
    print, missing values already as words; the first column is the header of its row. Its index
    is not printed. Raises ShapeError for an empty header, cell or table, or a cell not a string.
    """
    check_printable(frame, caption)
    columns = [str(c) for c in frame.columns]
    numeric = [_is_numeric(frame.iloc[:, n]) for n in range(len(columns))]
    head = "".join(
        f'<th scope="col"{_class(right)}>{escape(column)}</th>'
        for column, right in zip(columns, numeric, strict=True)
    )
    body = "".join(_row(row, numeric) for row in frame.itertuples(index=False, name=None))
    anchor = f' id="{escape(id)}"' if id else ""
    under = f'<p class="table-notes">{escape(notes)}</p>' if notes else ""
    return (
        f'<div class="scroll" role="group" tabindex="0" aria-label="{escape(caption)}">'
        f"<table{anchor}><caption>{escape(caption)}</caption>"
        f"<thead><tr>{head}</tr></thead><tbody>{body}</tbody></table></div>{under}"
    )


def check_printable(frame: pd.DataFrame, name: str) -> None:
    """Raise ShapeError unless every header and cell of the frame is a string with words in it."""
    if not name.strip():
        raise ShapeError("A table has no caption; give it one that says what it counts.")
    if frame.empty:
        raise ShapeError(f"The table '{name}' is empty; say in words that there are no figures.")
    headers = [str(c).strip() for c in frame.columns]
    if not all(headers) or len(set(headers)) < len(headers):
        raise ShapeError(f"The table '{name}' has an empty or repeated header: {headers}.")
    for column, header in enumerate(headers):
        for cell in frame.iloc[:, column]:
            if not isinstance(cell, str) or not cell.strip():
                raise ShapeError(
                    f"The table '{name}' has {cell!r} under '{header}'; every cell must be a "
                    "string ready to print, and a missing figure must say why in words."
                )


def _row(row: tuple[str, ...], numeric: list[bool]) -> str:
    first, *rest = row
    cells = "".join(
        f"<td{_class(right)}>{escape(cell)}</td>"
        for cell, right in zip(rest, numeric[1:], strict=True)
    )
    return f'<tr><th scope="row"{_class(numeric[0])}>{escape(first)}</th>{cells}</tr>'


def _class(right: bool) -> str:
    return ' class="number"' if right else ""


def _is_numeric(column: pd.Series) -> bool:
    """Whether a column holds numbers to align right: at least one, and most of what has digits."""
    with_digits = [cell for cell in column if any(c.isdigit() for c in cell)]
    numbers = [cell for cell in with_digits if _NUMBER.match(cell) and not _is_year(cell)]
    return bool(numbers) and len(numbers) * 2 > len(with_digits)


def _is_year(cell: str) -> bool:
    return re.fullmatch(r"\s*(19|20)\d\d(/\d\d)?\s*", cell) is not None

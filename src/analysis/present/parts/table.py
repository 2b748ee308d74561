"""A table that a screen reader can walk and a narrow screen can scroll."""

import re
from collections.abc import Mapping, Sequence
from html import escape

import pandas as pd

from analysis.core.errors import ShapeError

_NUMBER = re.compile(
    r"^\s*[~<>+−-]?\s*£?\d[\d,. ]*(%|p|k|m|bn|st|nd|rd|th)?(\s*(to|–|-|of)\s*[£+−-]?\d[\d,.]*%?)?"
    r"(\s*\([^)]*\))?\s*$"
)
_DIGIT = re.compile(r"\d")
_YEAR = re.compile(r"\s*(19|20)\d\d(/\d\d)?\s*")


def html_of(columns: Mapping[str, Sequence[str]], caption: str) -> str:
    """An HTML table in a scroll region that the keyboard can reach, of cells by header.

    `columns` are as `check_printable` gives them; the first is the header of each row.
    """
    right = ' class="number"'
    classes = [right if _is_numeric(cells) else "" for cells in columns.values()]
    head = "".join(
        f'<th scope="col"{kind}>{escape(column)}</th>'
        for column, kind in zip(columns, classes, strict=True)
    )
    body = "".join(_row(row, classes) for row in zip(*columns.values(), strict=True))
    return (
        f'<div class="scroll" role="group" tabindex="0" aria-label="{escape(caption)}">'
        f"<table><caption>{escape(caption)}</caption>"
        f"<thead><tr>{head}</tr></thead><tbody>{body}</tbody></table></div>"
    )


def check_printable(frame: pd.DataFrame, name: str) -> dict[str, list[str]]:
    """The cells of the frame by header; ShapeError unless every one is a string with words in it,
    and every header too.
    """
    if not name.strip():
        raise ShapeError("A table has no caption; give it one that says what it counts.")
    if frame.empty:
        raise ShapeError(f"The table '{name}' is empty; say in words that there are no figures.")
    headers = [str(c) for c in frame.columns]
    bare = [header.strip() for header in headers]
    if not all(bare) or len(set(bare)) < len(bare):
        raise ShapeError(f"The table '{name}' has an empty or repeated header: {bare}.")
    columns = dict(zip(headers, frame.to_numpy(dtype=object).T.tolist(), strict=True))
    for header, cells in columns.items():
        for cell in cells:
            if not isinstance(cell, str) or not cell.strip():
                raise ShapeError(
                    f"The table '{name}' has {cell!r} under '{header.strip()}'; every cell must be "
                    "a string ready to print, and a missing figure must say why in words."
                )
    return columns


def _row(row: Sequence[str], classes: Sequence[str]) -> str:
    first, *rest = row
    cells = "".join(
        f"<td{kind}>{escape(cell)}</td>" for cell, kind in zip(rest, classes[1:], strict=True)
    )
    return f'<tr><th scope="row"{classes[0]}>{escape(first)}</th>{cells}</tr>'


def _is_numeric(column: Sequence[str]) -> bool:
    """Whether a column holds numbers to align right: at least one, and most of what has digits."""
    with_digits = [cell for cell in column if _DIGIT.search(cell)]
    numbers = [cell for cell in with_digits if _NUMBER.match(cell) and not _YEAR.fullmatch(cell)]
    return bool(numbers) and len(numbers) * 2 > len(with_digits)

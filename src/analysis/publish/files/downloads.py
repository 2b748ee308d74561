"""A file beside a page: its link, and how a table becomes a CSV that any spreadsheet may open."""

import re
from dataclasses import dataclass
from pathlib import Path

import pandas as pd

CSV_DECIMALS = 4
# What spreadsheets take for a formula, or pass over before one, full width included.
_FORMULA = re.compile(r"^\s*[=+\-@\uff1d\uff0b\uff0d\uff20]")


@dataclass(frozen=True, kw_only=True)
class Download:
    """A file beside the page, and the words of the link to it ('CSV, 120 kB')."""

    path: str
    words: str


def link(file: Path, words: str) -> Download:
    """How a page links a file beside it: the words, and how large it is."""
    return Download(
        path=file.name, words=f"{words}, {max(1, round(file.stat().st_size / 1000)):,} kB"
    )


def write_csv(rows: pd.DataFrame, path: Path, columns: tuple[str, ...]) -> None:
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

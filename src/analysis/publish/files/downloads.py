"""A file beside a page: its link, and how a table becomes a CSV that any spreadsheet may open."""

import gzip
import re
from dataclasses import dataclass
from pathlib import Path
from typing import TextIO, cast

import pandas as pd

from analysis.core import returned
from analysis.publish.fingerprint import compressing

CSV_DECIMALS = 4
# Excel takes a CSV that does not begin with this mark for another encoding, and spoils '£' and 'é'.
ENCODING = "utf-8-sig"
# What spreadsheets take for a formula, or pass over before one, full width included; and words
# that they would make numbers of: '0301' and '5E2'.
_NOT_WORDS = re.compile(r"^\s*(?:[=+\-@\uff1d\uff0b\uff0d\uff20]|0\d+$|\d+[eE]\d+$)")


@dataclass(frozen=True, kw_only=True)
class Download:
    """A file beside the page, and the words of the link to it ('CSV, 120 kB').

    `about` says which meanings its columns have (see `columns.meanings`); `heads` are those of a
    workbook's tables, which a CSV has in its first line.
    """

    path: str
    words: str
    about: str = ""
    heads: tuple[str, ...] = ()


def link(file: Path, words: str, about: str = "", heads: tuple[str, ...] = ()) -> Download:
    """How a page links a file beside it: the words, and how large it is."""
    size = f"{max(1, round(file.stat().st_size / 1000)):,} kB"
    return Download(path=file.name, words=f"{words}, {size}", about=about, heads=heads)


def large_table(stem: str) -> str:
    """The file of a table of megabytes: compressed where a run is asked for that.

    That of an internal page is not, since each of its rows is marked.
    """
    return f"{stem}.csv.gz" if compressing() and not returned.is_whole() else f"{stem}.csv"


def opened(path: Path) -> TextIO:
    """A CSV, compressed or not, to be read."""
    if path.suffix == ".gz":
        return cast(TextIO, gzip.open(path, "rt", encoding=ENCODING, newline=""))
    return path.open(encoding=ENCODING, newline="")


def write_csv(rows: pd.DataFrame, path: Path) -> None:
    """Rows as CSV for a British Excel and for programs; a missing number is an empty cell.

    Days are written 2026-03-31, which no setting takes for another day; whole numbers are whole,
    others have at most CSV_DECIMALS decimals. It is compressed where the path ends in .gz; the same
    rows give the same bytes.
    """
    told = {}
    for name in rows:
        cells = rows[name]
        if pd.api.types.is_datetime64_any_dtype(cells):
            told[name] = cells.dt.strftime("%Y-%m-%d")
        elif pd.api.types.is_bool_dtype(cells):
            told[name] = cells
        elif pd.api.types.is_numeric_dtype(cells):
            told[name] = cells.map({n: as_number(n) for n in cells.dropna().unique()})
        else:
            told[name] = cells.map({w: as_words(w) for w in cells.dropna().unique()})
    pd.DataFrame(told, index=rows.index).to_csv(
        path,
        index=False,
        lineterminator="\n",
        encoding=ENCODING,
        compression={"method": "gzip", "mtime": 0} if path.suffix == ".gz" else None,
    )


def as_number(number: float) -> str:
    """A number for a cell of a CSV: 815.0 is '815', 4.9500 is '4.95'."""
    written = f"{number:.{CSV_DECIMALS}f}".rstrip("0").rstrip(".")
    return "0" if written == "-0" else written


def as_words(cell: object) -> object:
    """A word for a cell of a CSV: an apostrophe before what a spreadsheet would calculate.

    As OWASP's 'CSV Injection' advises; line ends become spaces, so that a row stays a line.
    """
    if not isinstance(cell, str):
        return cell
    line = " ".join(cell.split()) if "\n" in cell or "\r" in cell else cell
    return f"'{line}" if _NOT_WORDS.match(line) else line

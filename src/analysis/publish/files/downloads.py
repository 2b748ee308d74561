"""A file beside a page: its link, and how a table becomes a CSV that any spreadsheet may open."""

import csv
import gzip
import io
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, TextIO, cast

import numpy as np
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
    columns = [_cells(rows[name]) for name in rows]
    with _to_write(path) as out:
        lines = csv.writer(out, lineterminator="\n")
        lines.writerow(rows.columns)
        lines.writerows(zip(*columns, strict=True))


def _cells(column: pd.Series) -> list[object]:
    """What is written of a column; each different value is worked out once."""
    if pd.api.types.is_bool_dtype(column):
        return column.tolist()
    if pd.api.types.is_datetime64_any_dtype(column):
        column = column.dt.strftime("%Y-%m-%d")
    tell = as_number if pd.api.types.is_numeric_dtype(column) else as_words
    numbers, found = pd.factorize(column)  # a missing value has -1, which is the last
    told = np.array([*map(tell, found), ""], dtype=object)
    return told[numbers].tolist()


@contextmanager
def _to_write(path: Path) -> Iterator[TextIO]:
    """A CSV to be filled. The codec that puts the mark in itself is slow, a line at a time."""
    with (
        gzip.GzipFile(path, "wb", mtime=0) if path.suffix == ".gz" else path.open("wb") as file,
        io.TextIOWrapper(cast(BinaryIO, file), encoding="utf-8", newline="") as text,
    ):
        text.write("\ufeff")
        yield text


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

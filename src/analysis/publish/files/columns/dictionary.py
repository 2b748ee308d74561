"""A file that says what each column of the files beside a page means, made from their heads."""

import csv
from collections.abc import Iterator, Sequence
from pathlib import Path

import pandas as pd

from analysis.catalogue.areas import areas
from analysis.core.errors import CareAnalysisError
from analysis.publish.files import downloads
from analysis.publish.files.columns import meanings
from analysis.publish.files.downloads import Download

HEADS = ("file", "column", "meaning", "unit", "values")


def write(stem: str, files: Sequence[Download], folder: Path) -> list[Download]:
    """Write `<stem>-columns.csv` for the tables among some files; nothing where there are none.

    Columns are HEADS. CareAnalysisError for a column that nobody has described.
    """
    tables = {each: each.heads or _first_line(folder / each.path) for each in files}
    lines = [line for each, heads in tables.items() for line in _lines(each, heads)]
    if not lines:
        return []
    table = folder / f"{stem}-columns.csv"
    own = _lines(Download(path=table.name, words="", about=meanings.COLUMNS), HEADS)
    downloads.write_csv(pd.DataFrame([*lines, *own], columns=list(HEADS)), table)
    return [downloads.link(table, "What each column means, CSV")]


def _first_line(file: Path) -> tuple[str, ...]:
    """The heads of a CSV; none of another file."""
    if not file.name.endswith((".csv", ".csv.gz")):
        return ()
    with downloads.opened(file) as lines:
        return tuple(next(csv.reader(lines)))


def _lines(each: Download, heads: Sequence[str]) -> Iterator[tuple[str, ...]]:
    for head in heads:
        said, unit = _meaning(each, head)
        known = {} if each.heads else meanings.codes(each.about, head)
        values = "; ".join(f"{code}: {words}" for code, words in known.items())
        yield each.path, head, said, unit, values


def _meaning(each: Download, head: str) -> meanings.Meaning:
    if each.heads and head in {area.name for area in areas().values()}:
        return f"The figure of {head}", "see Unit"
    try:
        return meanings.meaning(each.about, head)
    except KeyError as unknown:
        raise CareAnalysisError(
            f"{each.path} has the column '{head}', of which nothing says what it means; describe "
            "it in publish/files/columns/meanings.py."
        ) from unknown

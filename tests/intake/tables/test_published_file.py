"""A published CSV is read as printed, and a line that does not fit its header is named."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from analysis.catalogue.sources.source import Source
from analysis.core.errors import SourceError
from analysis.intake.tables import published_file, register

TOWNS = Source(id="towns", file="towns.csv", publisher="X", title="Towns", release="2025-01-01")


def read(folder: Path, text: str, source: Source = TOWNS, **how: Any) -> list[list[str]]:
    """The cells of a file with such text."""
    (folder / TOWNS.file).write_text(text, encoding="utf-8-sig", newline="")
    with register.using(register.Register({}, open_to_new=True)):
        return published_file.read_csv(source, folder, **how).to_numpy().tolist()


@pytest.mark.parametrize("end", ["\n", "\r\n"])
@pytest.mark.parametrize(
    ("printed", "cells"),
    [
        ("1,NA\n,02\n", [["1", "NA"], ["", "02"]]),
        ('"a ""b""",c\n" d",e', [['a "b"', "c"], [" d", "e"]]),
        ('"a, b","c\n\nd"\n', [["a, b", "c\n\nd"]]),
        ('"a\nb",c\n', [["a\nb", "c"]]),
        ("", []),
    ],
)
def test_cells_are_text_as_printed(
    tmp_path: Path, end: str, printed: str, cells: list[list[str]]
) -> None:
    text = f"Title\nname,name\n{printed}".replace("\n", end)
    found = read(tmp_path, text, skip=1)
    assert [[cell.replace("\r\n", "\n") for cell in row] for row in found] == cells


@pytest.mark.parametrize(
    ("printed", "line", "found"),
    [
        ("1,2\n3\n", 3, 1),
        ("1,2,3\n", 2, 3),
        ("1,2\n\n3,4\n", 3, 0),
        ("1,2\n\n", 3, 0),
        ('"a\nb",2\n\n3,4\n', 3, 0),
    ],
)
def test_the_first_line_of_another_width_is_named(
    tmp_path: Path, printed: str, line: int, found: int
) -> None:
    with pytest.raises(SourceError, match=rf"2 cells in line {line}, .* found {found}\b"):
        read(tmp_path, f"a,b\n{printed}")


def test_only_the_columns_that_are_wanted_and_there_are_read(tmp_path: Path) -> None:
    found = read(tmp_path, " b,a,c\n1,2,3\n4,5,6\n", only=("a", "b", "d"))
    assert found == [["1", "2"], ["4", "5"]]


def test_an_absent_column_is_named_beside_the_nearest_that_was_not_wanted(
    tmp_path: Path,
) -> None:
    declared = replace(TOWNS, columns=("area", "children"))
    with pytest.raises(SourceError, match=r"a column 'children'; found columns .*'childen'"):
        read(tmp_path, "area,childen\nx,1\n", source=declared, only=declared.declared)

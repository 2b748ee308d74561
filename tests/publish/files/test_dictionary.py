"""The file that says what each column of the files beside a page means."""

from pathlib import Path

import pandas as pd
import pytest

from analysis.core import shapes
from analysis.core.errors import CareAnalysisError
from analysis.publish.files import gap
from analysis.publish.files.columns import dictionary, meanings
from analysis.publish.files.downloads import Download, link, write_csv


def described(tmp_path: Path, *heads: str, about: str = "") -> pd.DataFrame:
    """The dictionary of a table with some heads."""
    write_csv(pd.DataFrame({head: ["x"] for head in heads}), tmp_path / "few.csv")
    (made,) = dictionary.write("page", [link(tmp_path / "few.csv", "Few", about)], tmp_path)
    table = pd.read_csv(tmp_path / made.path, keep_default_na=False)
    return table[table["file"] == "few.csv"].set_index("column")


def test_it_says_the_meaning_the_unit_and_the_codes(tmp_path: Path) -> None:
    told = described(tmp_path, "value", "status", "status_name")
    assert told.loc["value", "unit"] == "see value_unit"
    assert "suppressed: suppressed to protect" in told.loc["status", "values"]
    assert told.loc["status_name", "meaning"] == "The words of status"


def test_a_column_may_mean_another_thing_in_another_file(tmp_path: Path) -> None:
    about = (meanings.FORECAST, meanings.OWN_RETURN)
    first, second = (described(tmp_path, "origin", about=a).loc["origin", "meaning"] for a in about)
    assert first != second


def test_every_column_of_the_shapes_and_of_the_gap_table_has_a_meaning() -> None:
    shaped = {meanings.FORECAST: shapes.PROJECTED, meanings.GAP: gap.COLUMNS, "": shapes.MEASURED}
    for about, columns in shaped.items():
        assert all(meanings.meaning(about, column)[0] for column in columns)


def test_a_column_that_nobody_has_described_stops_the_page(tmp_path: Path) -> None:
    with pytest.raises(CareAnalysisError, match=r"few\.csv has the column 'shoe_size'.*meanings"):
        described(tmp_path, "shoe_size")


def test_files_without_columns_have_none(tmp_path: Path) -> None:
    (tmp_path / "page.md").write_text("Words.", encoding="utf-8")
    assert dictionary.write("page", [Download(path="page.md", words="Words")], tmp_path) == []

"""A series of anyone's own: what is accepted, and what is refused by its line and column."""

import math
from pathlib import Path

import pytest

from analysis.core.errors import SourceError
from analysis.forecast.panel import from_series
from analysis.intake.local import series


@pytest.fixture
def wrote(tmp_path: Path):
    """Writes a file and gives its path."""

    def write(text: str | bytes) -> Path:
        path = tmp_path / "ours.csv"
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
        return path

    return write


def refusal(path: Path) -> str:
    """Why a file is refused."""
    with pytest.raises(SourceError) as refused:
        series.read(path)
    return str(refused.value)


def test_rows_come_as_area_year_and_value(wrote) -> None:
    rows = series.read(wrote("area,year,value\nAlderwick,2024,120\nAlderwick,2025,131\n"))
    assert [*rows.itertuples(index=False, name=None)] == [
        ("Alderwick", 2024, 120.0),
        ("Alderwick", 2025, 131.0),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "\ufeffarea,year,value\nAlderwick,2025,120\n",
        "\n\narea,year,value\n\n , ,\nAlderwick,2025,120\n\n",
        "area,year,value\r\nAlderwick,2025,120\r\n",
        " Area , YEAR,Value\n Alderwick , 2025 , 120 \n",
        "note,value,area,region,year\nx,120,Alderwick,North,2025\n",
        'area,year,value\n"Alderwick","2025","120"\n',
        "area;year;value\nAlderwick;2025;120\n",
        "area\tyear\tvalue\nAlderwick\t2025\t120\n",
        "sep=;\r\narea;year;value\r\nAlderwick;2025;120\r\n",
        "area,year,value,,\nAlderwick,2025,120,,\n,,,,\n",
    ],
    ids=[
        "mark",
        "blank lines",
        "Windows",
        "capitals and spaces",
        "other columns",
        "quotes",
        "semicolons",
        "tabs",
        "sep=",
        "empty columns",
    ],
)
def test_what_spreadsheets_make_of_it_is_accepted(wrote, text: str) -> None:
    rows = series.read(wrote(text))
    assert [*rows.itertuples(index=False, name=None)] == [("Alderwick", 2025, 120.0)]
    assert [*rows.columns] == ["area", "year", "value"]


def test_an_empty_cell_is_missing_and_a_nought_is_a_nought(wrote) -> None:
    rows = series.read(wrote("area,year,value\nAlderwick,2024,\nAlderwick,2025,0\n"))
    assert math.isnan(rows["value"][0])
    assert rows["value"][1] == 0


def test_a_code_stays_text(wrote) -> None:
    assert series.read(wrote("area,year,value\n007,2025,120\n"))["area"].tolist() == ["007"]


HEAD = "area,year,value\n"


@pytest.mark.parametrize(
    ("text", "where", "found"),
    [
        (HEAD + "A,2024,1\n,2025,2\n", "line 3, column area", "found nothing"),
        (HEAD + "A,25,1\n", "line 2, column year", "found '25'"),
        (HEAD + "A,2024-25,1\n", "line 2, column year", "found '2024-25'"),
        (HEAD + "A,2025.0,1\n", "line 2, column year", "found '2025.0'"),
        (HEAD + "A,1066,1\n", "line 2, column year", "found '1066'"),
        (HEAD + "A,9999,1\n", "line 2, column year", "found '9999'"),
        (HEAD + "A,,1\n", "line 2, column year", "found ''"),
        (HEAD + "A,2025,-1\n", "line 2, column value", "found '-1'"),
        (HEAD + 'A,2025,"1,204"\n', "line 2, column value", "found '1,204'"),
        (HEAD + "A,2025,c\n", "line 2, column value", "found 'c'"),
        (HEAD + "A,2025,nan\n", "line 2, column value", "found 'nan'"),
        (HEAD + "A,2025,1e3\n", "line 2, column value", "found '1e3'"),
        (HEAD + "\n\nA,2025\n", "line 4", "expected 3 columns or more; found 2"),
        (HEAD + "A,2025,1,204\n", "line 2", "expected 3 columns, as in the first line; found 4"),
        ("area,year,value,year\nA,2025,1,2025\n", "line 1", "found it 2 times"),
        (HEAD + "A,2025,1\nB,2025,2\nA,2025,1\n", "line 4", "A 2025 again, as on line 2"),
    ],
)
def test_a_fault_is_told_by_line_and_column(wrote, text: str, where: str, found: str) -> None:
    path = wrote(text)
    said = refusal(path)
    assert said.startswith(f"{path} {where}:")
    assert found in said


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("area,value\nA,1\n", "expected the column year; found the columns area, value"),
        ("area;year\nA;2025\n", "expected the column value; found the columns area, year"),
        ("", "found an empty file"),
        ("\n\n", "found blank lines alone"),
        (HEAD, "expected rows; found none: nothing under its header"),
    ],
    ids=["a column", "semicolons", "nothing", "blank", "no rows"],
)
def test_a_file_without_columns_or_rows_is_refused(wrote, text: str, said: str) -> None:
    path = wrote(text)
    assert refusal(path).startswith(f"{path}: ") and said in refusal(path)
    assert "Give a CSV file with the columns area, year, value" in refusal(path)


@pytest.mark.parametrize(
    ("text", "where", "found"),
    [
        ("Children in care\n" + HEAD + "A,2025,1\n", "line 1", "seems to stand on line 2"),
        ("Ours,,\n\n" + HEAD + "A,2025,1\n", "line 1", "seems to stand on line 3"),
        (HEAD + "A;2025;1\n", "line 2", "expected cells parted by commas"),
        (HEAD + "A\t2025\t1\n", "line 2", "found tabs"),
        (HEAD + "A\0,2025,1\n", "line 2, column area", "U+0000"),
        (HEAD + "A,2025,1\n" + 'B,2025,"' + "1\n" * 70_000, "line 3, column 3", "131,072"),
    ],
    ids=["a title", "a title and a gap", "semicolons", "tabs", "a control character", "no end"],
)
def test_what_stands_in_the_way_of_the_table_is_told_once(
    wrote, text: str, where: str, found: str
) -> None:
    path = wrote(text)
    said = refusal(path)
    assert said.startswith(f"{path} {where}: expected ") and found in said


def test_a_file_that_is_not_utf8_says_how_to_save_it(wrote) -> None:
    said = refusal(wrote("area,year,value\nÅlderwick,2025,1\n".encode("latin-1")))
    assert "a byte that is none at place 16" in said and "CSV UTF-8" in said


def test_the_panel_has_every_year_between_and_no_figure_that_was_not_given(wrote) -> None:
    rows = series.read(wrote(HEAD + "B,2023,8\nA,2020,5\nA,2022,\nB,2020,0\n"))
    panel = from_series(rows)
    assert panel.areas == ("A", "B")
    assert panel.years == (2020, 2021, 2022, 2023)
    count = panel.of("cla_31_march")
    assert count[0, 0] == 5 and count[1, 3] == 8 and count[1, 0] == 0
    assert sum(math.isnan(v) for v in count.ravel()) == 5
    assert [*panel.figures] == [("cla_31_march", "all", "all")] and not panel.country
    assert math.isnan(panel.total[1, 0])  # none in care: nothing to forecast from
    assert panel.revision == 0, "what our own figures taught goes with ours alone"

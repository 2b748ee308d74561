"""gptables, which writes the workbooks, beside pandas: what it calls that pandas 4 takes away."""

import tomllib
import warnings
from pathlib import Path

import gptables
import openpyxl
import pandas as pd
import pytest
from gptables.core.wrappers import GPWorksheet
from packaging.requirements import Requirement

from analysis.core.errors import CareAnalysisError
from analysis.publish.files import workbook
from analysis.publish.files.figures import LEGEND

ROOT = Path(__file__).resolve().parents[3]
# What pandas 3.1 says of calls that gptables 2.0.2 makes for every table with a column of numbers.
TAKEN_AWAY = (
    "Setting an item of incompatible dtype is deprecated",
    "The inplace keyword in DataFrame.sort_index is deprecated",
    "'future.no_silent_downcasting' is deprecated",
    "The copy keyword is deprecated",
)


TABLE = pd.DataFrame({"Area": ["Newtown", "Oldtown"], "Rate": [61.0, 72.5], "Few": [12, "[c]"]})


def save(path: Path, table: pd.DataFrame = TABLE, noted: bool = True) -> None:
    """A workbook with one table, which has words, numbers and a shorthand, or another."""
    sheet = gptables.GPTable(
        table=table,
        table_name="rates",
        title="Rates" if noted else "Rates $$one$$",
        subtitles=["Two invented towns"],
        scope="Invented",
        source="Invented",
        legend=LEGEND,
        table_notes={str(table.columns[1]): "$$one$$"} if noted else {},
        index_columns={1: 0},
    )
    notes = {"one": "A note."}
    workbook.save(path, "Rates", "Invented rates.", {"Rates": sheet}, notes, LEGEND)


def test_days_are_text_whichever_way_they_come(tmp_path: Path) -> None:
    """gptables would write 45747 for 31 March 2025."""
    day = pd.Timestamp("2025-03-31")
    table = pd.DataFrame({"Area": ["Newtown", "Oldtown"], "On": [day, day]})
    table["Or"] = pd.Series([day.date(), "[x]"], dtype=object)
    save(tmp_path / "days.xlsx", table)
    rows = [*openpyxl.load_workbook(tmp_path / "days.xlsx")["Rates"].values]
    assert ("Newtown", "2025-03-31", "2025-03-31") in rows
    assert ("Oldtown", "2025-03-31", "[x]") in rows


@pytest.mark.parametrize(
    "table",
    [
        TABLE,
        TABLE.assign(None_known="[z]", Mixed=[61, "Words"], Link="[Ours](https://example.org)"),
        TABLE.assign(Noted=["[note 1]", 61.5], Long=["Two\nlines, ONE OF THEM LOUD", "=1+1"]),
        TABLE[["Rate", "Area"]],
        TABLE.assign(Empty=["", 1.0]),
    ],
    ids=["plain", "mixed", "odd", "a number first", "left to gptables"],
)
@pytest.mark.filterwarnings("ignore:[\\s\\S]*Empty or null cell:UserWarning")
def test_a_workbook_is_the_one_that_gptables_alone_writes(
    table: pd.DataFrame, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ours, theirs = tmp_path / "ours.xlsx", tmp_path / "theirs.xlsx"
    save(ours, table, noted=False)
    monkeypatch.setattr(workbook, "_Sheet", GPWorksheet)
    save(theirs, table, noted=False)
    assert ours.read_bytes() == theirs.read_bytes()


def test_numbers_stand_on_the_right_also_where_another_heading_has_a_note(tmp_path: Path) -> None:
    save(tmp_path / "rates.xlsx")
    cells = [c for row in openpyxl.load_workbook(tmp_path / "rates.xlsx")["Rates"] for c in row]
    sides = {str(c.value).partition("\n")[0]: c.alignment.horizontal for c in cells if c.value}
    assert {sides[each] for each in ("61", "72.5", "12", "[c]", "Few")} == {"right"}
    assert {sides["Newtown"], sides["Area"]} == {"left"}


def test_a_cell_of_signs_alone_is_refused_as_gptables_does(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="only special characters"):
        save(tmp_path / "signs.xlsx", TABLE.assign(Sign=["-", "a word"]))


def test_gptables_calls_what_pandas_4_takes_away_and_no_more(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """When this fails, gptables has changed: CONTRIBUTING (Packages) says what to do then."""
    monkeypatch.setattr(workbook, "_Sheet", GPWorksheet)
    with warnings.catch_warnings(record=True) as told:
        warnings.simplefilter("always")
        save(tmp_path / "rates.xlsx")
    theirs = [w for w in told if Path(w.filename).is_relative_to(Path(gptables.__file__).parent)]
    said = {str(w.message) for w in theirs}
    assert {w.category for w in theirs} == {pd.errors.Pandas4Warning}
    assert {known for known in TAKEN_AWAY if any(known in each for each in said)} == set(TAKEN_AWAY)
    assert [each for each in said if not any(known in each for known in TAKEN_AWAY)] == []
    assert len(theirs) == len(told), "ours alone"


def test_no_version_that_would_not_work_is_asked_for() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    bounds = {r.name: r.specifier for r in map(Requirement, project["dependencies"])}
    assert not bounds["pandas"].contains(f"{workbook.TOO_NEW_PANDAS}.0.0", prereleases=True)
    assert not bounds["gptables"].contains("3.0.0", prereleases=True)
    assert bounds["gptables"].contains("2.0.2") and bounds["pandas"].contains(pd.__version__)


def test_a_pandas_that_is_too_new_is_told_before_anything_is_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pd, "__version__", "4.0.0rc0")
    with pytest.raises(CareAnalysisError, match=r"pandas 4\.0\.0rc0 is installed.*pandas below 4"):
        save(tmp_path / "rates.xlsx")
    assert list(tmp_path.iterdir()) == []

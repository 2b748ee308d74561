"""What a notebook may be asked: the same for the command and for papermill, in the same words.

papermill 2.7 turns the text of `-p` into numbers and truth values (nteract/papermill #55 and
#345); `as_papermill` is that function of its command line itself.
"""

from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from papermill.cli import _resolve_type as as_papermill

import running
from analysis import briefing
from analysis.briefing import explore
from analysis.catalogue import parameters
from analysis.catalogue.areas import reporting_area
from analysis.core.errors import CareAnalysisError, UnknownNameError
from analysis.publish.reports import REPORTS

TODAY = date(2026, 11, 24)
BRISTOL = reporting_area("Bristol")
Opens = Callable[..., Any]
OPENED: dict[str, Opens] = {
    "needs_analysis": lambda area, today="": briefing.open_figures(area, today),
    "sufficiency": briefing.open_outlook,
    "strategy_monitoring": briefing.open_progress,
    "young_people": briefing.open_strategy,
}


def by_papermill(name: str, written: Mapping[str, str], area: str = "801") -> Any:
    """What a report's notebook opens when papermill hands it what was written."""
    return OPENED[name](**{k: as_papermill(v) for k, v in {"area": area, **written}.items()})


def refusal(act: Callable[[], object]) -> str:
    with pytest.raises(CareAnalysisError) as refused:
        act()
    return str(refused.value)


def by_command(name: str, written: Mapping[str, str], out: Path) -> str:
    """Why the command refuses to make a report of Bristol with what was written."""
    chosen = REPORTS[name]
    return refusal(
        lambda: running.run(chosen, [BRISTOL], out=out, parameters=written, made=TODAY, quiet=True)
    )


def test_papermill_makes_a_number_of_a_code() -> None:
    assert as_papermill("301") == 301 and as_papermill("20260401") == 20260401
    assert as_papermill("True") is True and as_papermill("None") is None
    assert as_papermill("2024-25") == "2024-25"


@pytest.mark.parametrize("name", OPENED)
@pytest.mark.parametrize("written", ["801", "0801", "Bristol City Council"])
def test_a_code_is_that_council_in_every_notebook(name: str, written: str) -> None:
    there = by_papermill(name, {}, written)
    place = there.figures.area if name == "sufficiency" else there.area
    assert place == BRISTOL


def test_a_code_is_that_council_in_the_notebook_for_analysts() -> None:
    picker = explore.Picker(as_papermill("301"), "cla_rate", "2026-11-24")
    assert picker.figures.area.name == "Barking and Dagenham"


@pytest.mark.parametrize("name", OPENED)
@pytest.mark.parametrize("written", ["9999", "3.0", "True", "None", "nan", "Atlantis"])
def test_what_is_no_council_is_refused_by_its_name(name: str, written: str) -> None:
    said = refusal(lambda: by_papermill(name, {}, written))
    assert said.startswith(f"No area is called '{as_papermill(written)}'.")


DAYS = ["20260401", "May", "2026-13-01", "2026-W14-3", "True", "5.0", "0001-01-01", "9999-12-31"]


@pytest.mark.parametrize("name", OPENED)
@pytest.mark.parametrize("written", DAYS)
def test_a_day_is_refused_alike(name: str, written: str, tmp_path: Path) -> None:
    said = refusal(lambda: by_papermill(name, {"today": written}))
    assert said == by_command(name, {"today": written}, tmp_path / "out")
    assert said.startswith(f"'{written}' is no")


@pytest.mark.parametrize("written", DAYS)
def test_so_it_is_in_the_notebooks_for_england_and_for_analysts(written: str) -> None:
    for act in (
        lambda: briefing.open_country(as_papermill(written)),
        lambda: explore.Picker("Bristol", "cla_rate", as_papermill(written)),
    ):
        assert refusal(act).startswith(f"'{written}' is no")


ASKED = [
    {"quarter": "2026-27Q3"},
    {"quarter": "2026-27Q2", "today": "2026-09-30"},
    {"quarter": "2026"},
    {"quarter": "2025.5"},
    {"quarter": "True"},
    {"view": "partners"},
    {"view": "1"},
    {"view": "partner"},
    {"view": "partner", "which": "polise"},
    {"view": "priority", "which": "7"},
    {"view": "champion", "which": "../x"},
    {"which": "police"},
    {"which": "7"},
    {"override": "True"},
    {"override": "1"},
    {"override": "yes"},
    {"override": "TBC"},
    {"override": "Aisha, 14, asked for it"},
    {"override": "x" * 2000},
    {"override": "Seen by\x00 the panel"},
]


@pytest.mark.parametrize("written", ASKED, ids=[str(each)[:40] for each in ASKED])
def test_what_the_command_refuses_papermill_refuses_in_the_same_words(
    written: dict[str, str], tmp_path: Path
) -> None:
    asked = {"today": "2026-11-24", **written}
    said = refusal(lambda: by_papermill("strategy_monitoring", asked))
    assert said == by_command("strategy_monitoring", asked, tmp_path / "out")
    assert "Aisha" not in said


def test_a_quarter_that_has_ended_and_a_view_are_opened() -> None:
    written = {"today": "2026-11-24", "quarter": "2026-27Q2", "view": "priority", "which": "health"}
    there = by_papermill("strategy_monitoring", written)
    assert (there.quarter.code, there.view, there.which) == ("2026-27Q2", "priority", "health")


def test_a_reason_is_kept_as_it_was_written() -> None:
    reason = "The panel asked to see it before the owners are named."
    assert parameters.reason(reason) == reason
    assert parameters.reason("") == parameters.reason("  ") == ""


def test_a_council_without_a_strategy_is_refused_alike(tmp_path: Path) -> None:
    leeds = reporting_area("Leeds")
    chosen = REPORTS["young_people"]
    said = refusal(lambda: by_papermill("young_people", {}, "383"))
    assert said == refusal(lambda: running.run(chosen, [leeds], out=tmp_path / "out", quiet=True))


def test_an_id_of_figures_is_found_in_a_view() -> None:
    assert parameters.view("priority", 7, {"priority": ["7"]}, "Town") == ("priority", "7")
    with pytest.raises(UnknownNameError, match="Town has 7a"):
        parameters.view("priority", 7, {"priority": ["7a"]}, "Town")

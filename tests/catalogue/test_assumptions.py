"""Every assumption is a row that a reader can check, that is used, and that is printed."""

import importlib
import re
from pathlib import Path

import pytest

from analysis.catalogue.areas import ENGLAND
from analysis.catalogue.assumptions import (
    ASSUMPTIONS,
    COST,
    DEMAND,
    LEAD_MONTHS,
    SUPPLY,
    Assumption,
    values,
)
from analysis.core import store
from analysis.core.errors import CareAnalysisError
from analysis.forecast.scenarios import AS_NOW, SCENARIOS
from reading import faults

scenarios = importlib.import_module("analysis.briefing.sufficiency.scenarios")

SOURCE = Path(__file__).resolve().parents[2] / "src" / "analysis"
each = pytest.mark.parametrize("a", ASSUMPTIONS.values(), ids=[*ASSUMPTIONS])


def made(**changed: object) -> Assumption:
    """An assumption that is as it should be, but for what is changed."""
    return Assumption(
        **{
            "id": "a",
            "title": "A",
            "value": 5,
            "low": 1,
            "high": 9,
            "unit": "%",
            "source": "Somebody, 2025",
        }
        | changed
    )


@each
def test_it_has_words_a_unit_a_range_and_a_source(a: Assumption) -> None:
    assert re.fullmatch(r"[a-z][a-z_]+", a.id)
    assert a.title[0].isupper() and a.unit and len(a.source) > 15
    assert a.low < a.high and a.low <= a.value <= a.high
    for text in filter(None, (a.title, a.unit, a.source, a.note)):
        assert not faults(text, stops=False)
    assert not a.note or a.note.endswith(".")


@each
def test_a_sum_of_money_has_its_price_year(a: Assumption) -> None:
    assert not a.unit.startswith("£") or re.fullmatch(r"20\d\d-\d\d", a.price_year)
    assert not a.price_year or re.fullmatch(r"20\d\d-\d\d", a.price_year)


@each
def test_it_is_used_somewhere(a: Assumption) -> None:
    code = [p for p in SOURCE.rglob("*.py") if p != SOURCE / "catalogue" / "assumptions.py"]
    assert any(f'"{a.id}"' in p.read_text(encoding="utf-8") for p in code)


@each
def test_it_says_where_a_choice_is_a_choice(a: Assumption) -> None:
    """A source is a publication with its year, or says that it is this project's own choice."""
    own = "Stated assumption" in a.source or "Illustration of this project" in a.source
    assert own or re.search(r"20\d\d", a.source)


def test_every_file_of_them_is_joined_and_no_two_share_a_name() -> None:
    every = [*DEMAND, *SUPPLY, *COST]
    assert [a.id for a in every] == [*ASSUMPTIONS]
    assert len({a.title for a in every}) == len(every)
    assert values() == {a.id: a.value for a in every}


@pytest.mark.parametrize("a", LEAD_MONTHS.values(), ids=[*LEAD_MONTHS])
def test_how_long_a_place_takes_is_in_months_and_said_to_be_ours_where_it_is(a: Assumption) -> None:
    assert a.unit == "months" and a.id not in ASSUMPTIONS
    assert "our assumption" in a.source


def test_every_scenario_has_an_assumption_and_words() -> None:
    assert set(scenarios.MEANS) == set(SCENARIOS) - {AS_NOW}
    assert set(scenarios.TITLES) == set(SCENARIOS)
    assert {name for name, _ in scenarios.MEANS.values()} <= set(ASSUMPTIONS)


def test_an_assumption_that_nobody_could_check_is_refused() -> None:
    assert made().value == 5
    with pytest.raises(CareAnalysisError, match="'a': 10 is not between 1 and 9"):
        made(value=10)
    with pytest.raises(CareAnalysisError, match="'a': 0 is not between"):
        made(value=0)
    with pytest.raises(CareAnalysisError, match="'a' has no source"):
        made(source="  ")


def test_the_two_numbers_of_places_in_homes_say_what_each_counts() -> None:
    """14,511 in children's and secure homes; 15,742 with special schools registered as homes."""
    held = store.counts([ENGLAND])
    held = held[(held["period_end"].dt.year == 2025) & held["measure"].isin(["places", "homes"])]
    of = {(r.measure, r.category): round(r.value) for r in held.itertuples()}
    home, secure = of["places", "childrens_home"], of["places", "secure"]
    schools, every = of["places", "residential_special_school"], of["places", "all"]
    assert home + secure + schools == every
    low, cost = ASSUMPTIONS["homes_occupancy"].note, ASSUMPTIONS["own_home_places"].note
    for number in (home + secure, home, schools, every):
        assert f"{number:,}" in low
    assert f"{secure} secure" in low and "special schools" in low
    for number in (every, of["homes", "all"], schools, secure, home, of["homes", "childrens_home"]):
        assert f"{number:,}" in cost
    assert "special schools" in cost and "secure homes" in cost
    assert f"{every / of['homes', 'all']:.1f} a home" in cost
    assert f"{home / of['homes', 'childrens_home']:.1f} a home" in cost

"""Forecasts of a council's own past: nothing later is known in them, and who was better."""

import numpy as np
import pandas as pd
import pytest

from analysis.core.shapes import ALL
from analysis.forecast.histories import judging
from analysis.forecast.histories.careers import LEFT, OPEN, YEAR
from analysis.forecast.scores import SCORED, STILL
from cohorts import AS_AT, FIRST, careers

MIDDLE = {name: 100.0 + n - 3 for n, name in enumerate(SCORED)}


def town(until: int = AS_AT):
    """Ninety children aged 4, a tenth of whom leave each year, and as many come in their place."""
    spells = []
    for n in range(90):
        start = FIRST - 400
        for year in range(6):
            ends = FIRST + round(YEAR * year) + 7 * (n % 50)
            if n % 10 == year and ends <= until:
                spells.append((start - 1500, start, start, ends, 0, LEFT))
                start = ends
        spells.append((start - 1500, start, start, until + 1, 0, OPEN))
    return careers(spells, as_at=until)


@pytest.fixture(scope="module")
def cases() -> pd.DataFrame:
    days = [AS_AT - round(YEAR * back) for back in (5, 3, 2, 1)]
    return judging.cases(town(), days, seed=1)


def test_a_day_with_less_than_two_years_before_it_is_not_judged(cases: pd.DataFrame) -> None:
    assert set(cases["origin"]) == {AS_AT - round(YEAR * back) for back in (3, 2, 1)}


def test_what_came_later_does_not_change_what_was_foreseen(cases: pd.DataFrame) -> None:
    """The same day is foreseen alike by histories that end there a year later, or two."""
    day = AS_AT - round(YEAR * 2)
    earlier = judging.cases(town(AS_AT - 300), [day], seed=1)
    key = ["method", "months", "dimension", "category"]
    both = earlier.merge(cases[cases["origin"] == day], on=key, suffixes=("", "_later"))
    assert len(both) == len(earlier)
    for name in SCORED:
        assert np.array_equal(both[name], both[f"{name}_later"])


def test_the_number_that_came_is_that_of_the_later_histories(cases: pd.DataFrame) -> None:
    total = cases[cases["dimension"] == ALL]
    assert set(total["now"]) == set(total["actual"]) == {90}
    assert set(total["method"]) == {judging.HISTORIES, STILL}


def case(method: str, middle: float, **more) -> dict:
    said = {name: value - 100 + middle for name, value in MIDDLE.items()}
    return {
        **{"origin": 1, "months": 12, "dimension": ALL, "category": ALL, "now": 100},
        **{"actual": 100, "method": method},
        **said,
        **more,
    }


def test_scores_are_beside_no_change_in_the_same_cases() -> None:
    rows = [case(STILL, 104), case(judging.HISTORIES, 100), case(STILL, 100, origin=2)]
    table = judging.judged(pd.DataFrame(rows), "380").set_index("method")
    assert table.loc[judging.HISTORIES, "beside"] < 0.5
    assert table.loc[STILL, "beside"] == 1
    assert table.loc[judging.HISTORIES, ["missed", "leans", "held95"]].tolist() == [0, 0, 100]
    assert table.loc[STILL, "missed"] == pytest.approx(2)


def test_parts_of_few_children_are_not_judged() -> None:
    rows = [case(STILL, 10, now=19, actual=12, dimension="age", category="under_1")]
    assert judging.judged(pd.DataFrame(rows), "380").empty


@pytest.mark.parametrize(
    ("still", "ours", "many", "chosen"),
    [
        (104, 100, judging.ENOUGH, judging.HISTORIES),
        (100, 104, judging.ENOUGH, STILL),
        (100, 104, judging.ENOUGH - 1, judging.HISTORIES),  # too few to tell
    ],
)
def test_the_method_that_did_better_is_chosen(still, ours, many, chosen) -> None:
    rows = [
        case(method, middle, origin=n)
        for n in range(many)
        for method, middle in ((STILL, still), (judging.HISTORIES, ours))
    ]
    assert judging.better(judging.judged(pd.DataFrame(rows), "380")) == chosen


def test_ranges_of_no_change_over_longer_than_is_known_grow_as_a_random_walk() -> None:
    part = (ALL, ALL)
    past = [{part: 100 + n} for n in range(25)]
    near, far = (judging._errors(past, part, months) for months in (12, 48))
    assert near[-1] == 12
    assert far == pytest.approx(near * 2)

"""Scenarios as rows: what is told of each, beside "as now" and in the same futures."""

from datetime import date

import numpy as np
import pandas as pd
import pytest

from analysis.catalogue.local.changes import FEWER_ENTRIES, HOME_SOONER, MORE_CARERS, NEW_HOME
from analysis.core.shapes import ALL, QUANTILES
from analysis.forecast.histories.scenarios.changes import applied
from analysis.forecast.histories.scenarios.course import Flows
from analysis.forecast.histories.scenarios.effects import (
    COST,
    COST_DIFFERENCE,
    FEWER_OR_MORE,
    MIX,
    PRICE,
    UNMET,
    told,
)
from analysis.forecast.histories.summary import IN_CARE, TOGETHER
from analysis.forecast.scenarios import AS_NOW
from whatif import futures, level, scenario

YEAR = np.array([date(2025 + n // 12, n % 12 + 1, 1).toordinal() - 1 for n in range(3, 16)])
PRICES = np.array([7000.0, 700.0, 1400.0, 1400.0, 7000.0])
PROVIDERS = {"foster/own": [1], "foster/private": [2], TOGETHER: [0, 3]}


def rows(*scenarios, ends=YEAR, children=(30, 40, 50, 60), least=20) -> pd.DataFrame:
    """Two futures, the second with ten children more with our own carers."""
    one = level(*children, months=len(ends))
    two = one + np.array([0, 10, 0, 0])
    spared = [
        level(0, 1, 0, 0, futures=2, months=len(ends)) for s in scenarios if "entries" in s.name
    ]
    flows = Flows.of(futures(np.concatenate([one, two]), ends=ends, spared=spared))
    courses = applied(scenarios, flows)
    return told(courses, flows, PRICES, PROVIDERS, area="901", run="2025", least=least)


def central(found: pd.DataFrame, measure: str, made: str, category: str = ALL) -> list[float]:
    """The central figures of a scenario in order of time."""
    kept = (found["measure"] == measure) & (found["scenario"] == made)
    return (
        found[kept & (found["category"] == category)].sort_values("period_end")["central"].tolist()
    )


def test_as_now_has_children_pounds_and_no_difference() -> None:
    found = rows()
    assert set(found["scenario"]) == {AS_NOW}
    assert central(found, IN_CARE, AS_NOW) == [185] * 12
    week = 30 * 7000 + 45 * 700 + 50 * 1400 + 60 * 1400
    assert central(found, COST, AS_NOW) == pytest.approx([week * 365 / 7])
    assert not set(found["measure"]) & {FEWER_OR_MORE, COST_DIFFERENCE}


def test_a_difference_is_of_each_future_and_not_of_two_spreads() -> None:
    found = rows(scenario(FEWER_ENTRIES, 1))
    difference = found[(found["measure"] == FEWER_OR_MORE) & (found["dimension"] == ALL)]
    assert (difference[list(QUANTILES)] == -1).all(axis=None)
    assert central(found, COST_DIFFERENCE, FEWER_ENTRIES) == pytest.approx([-365 * 100])


def test_carers_move_children_and_their_pounds() -> None:
    found = rows(scenario(MORE_CARERS, 10, children_each=1.0))
    assert central(found, FEWER_OR_MORE, MORE_CARERS) == [0] * 12
    assert central(found, FEWER_OR_MORE, MORE_CARERS, "foster/own") == [10] * 12
    assert central(found, FEWER_OR_MORE, MORE_CARERS, "foster/private") == [-10] * 12
    assert central(found, COST_DIFFERENCE, MORE_CARERS) == pytest.approx([-10 * 365 * 100])


def test_a_home_is_paid_by_its_budget_in_place_of_fees() -> None:
    found = rows(scenario(NEW_HOME, 4, occupancy=1.0, running=1_000_000.0))
    saved = 4 * 365 * 1000.0
    assert central(found, COST_DIFFERENCE, NEW_HOME) == pytest.approx([1_000_000 - saved])
    assert central(found, FEWER_OR_MORE, NEW_HOME, TOGETHER) == [0] * 12


def test_mix_and_price_are_told_by_provider_as_they_may_be_shown() -> None:
    found = rows()
    assert set(found.loc[found["dimension"] == "provider", "category"]) == set(PROVIDERS)
    assert central(found, PRICE, AS_NOW, "foster/own") == [700]
    together = (30 * 7000 + 60 * 1400) / 90
    assert central(found, PRICE, AS_NOW, TOGETHER) == pytest.approx([together])
    assert central(found, MIX, AS_NOW, TOGETHER)[0] == pytest.approx(50 * (90 / 180 + 90 / 190))


def test_a_year_forecast_in_part_says_its_days_and_has_no_mix() -> None:
    half = YEAR[:7]
    found = rows(ends=half)
    cost = found[found["measure"] == COST]
    assert cost[["dimension", "category"]].values.tolist() == [["part_of_year", "183_days"]]
    assert not (found["measure"] == MIX).any()


def test_too_few_children_for_a_change_are_told_as_a_share_of_futures() -> None:
    found = rows(scenario(MORE_CARERS, 200), scenario(HOME_SOONER, 1))
    assert central(found, UNMET, MORE_CARERS) == [100]
    assert central(found, UNMET, HOME_SOONER) == [0]
    assert found.loc[found["measure"] == UNMET, list(QUANTILES)].isna().all(axis=None)


def test_a_scenario_that_would_tell_a_small_number_is_left_out_but_for_officers() -> None:
    few = {"children": (3, 40, 50, 60)}
    assert NEW_HOME not in set(rows(scenario(NEW_HOME, 4), **few)["scenario"])
    assert NEW_HOME in set(rows(scenario(NEW_HOME, 4), **few, least=0)["scenario"])

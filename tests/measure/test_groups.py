"""Groups beside all the others."""

import numpy as np
import pandas as pd
import pytest
from scipy import stats

from analysis.core.shapes import OK, SUPPRESSED
from analysis.measure.differences import newcombe_difference
from analysis.measure.groups import (
    LEVEL,
    beside_the_others,
    beside_the_rest,
    chance_of_differences,
)


def rows(*counts: tuple[float, float], status: str = OK) -> pd.DataFrame:
    numerator, denominator = zip(*counts, strict=True)
    return pd.DataFrame({"numerator": numerator, "denominator": denominator, "status": status})


def test_a_group_is_set_beside_all_the_others_and_not_beside_the_whole() -> None:
    found = beside_the_others(rows((30, 60), (10, 40)), 40, 100)
    assert list(found["others"]) == [25.0, 50.0]


@pytest.mark.parametrize(("number", "side"), [(95, "higher"), (80, ""), (60, "lower")])
def test_a_side_is_named_beyond_the_wide_interval_alone(number: int, side: str) -> None:
    """Of 300 others 80% do."""
    found = beside_the_others(rows((number, 100)), 240 + number, 400)
    assert found["side"].tolist() == [side]
    lower, upper = newcombe_difference(number, 100, 240, 300, LEVEL)
    assert (lower > 0, upper < 0) == (side == "higher", side == "lower")


def test_what_is_hidden_or_has_nobody_beside_it_is_not_tested() -> None:
    hidden = beside_the_others(rows((np.nan, 60), status=SUPPRESSED), 40, 100)
    alone = beside_the_others(rows((40, 100), (0, 0)), 40, 100)
    assert hidden["side"].tolist() == [""]
    assert alone["side"].tolist() == ["", ""]
    assert alone["others"].isna().all()


def test_few_of_many_groups_that_do_not_differ_are_named() -> None:
    """The level holds on 5,000 groups drawn at the share of the others."""
    chance = np.random.default_rng(1)
    x = chance.binomial(80, 0.7, 5000)
    rest = chance.binomial(400, 0.7, 5000)
    total = pd.Series(x + rest)
    groups = pd.DataFrame({"numerator": x, "denominator": 80, "status": OK})
    assert (beside_the_others(groups, total, 480)["side"] != "").mean() < 0.005


def test_the_chance_of_differences_is_that_of_a_table_of_two_columns() -> None:
    x, n = np.array([30, 45, 12, 60]), np.array([60, 70, 40, 80])
    table = stats.chi2_contingency([x, n - x], correction=False)
    assert chance_of_differences(x, n, "proportion") == pytest.approx(table.pvalue)


def test_the_chance_of_rates_is_that_of_counts_beside_those_expected() -> None:
    x, n = np.array([30.0, 45, 12, 60]), np.array([1000.0, 1200, 900, 1500])
    expected = n * x.sum() / n.sum()
    found = stats.chisquare(x, expected)
    assert chance_of_differences(x, n, "rate") == pytest.approx(found.pvalue)


def test_areas_without_counts_are_left_out_and_one_alone_is_not_tested() -> None:
    some = chance_of_differences([30, np.nan, 45], [60, 50, 70], "proportion")
    assert some == chance_of_differences([30, 45], [60, 70], "proportion")
    assert np.isnan(chance_of_differences([30, np.nan], [60, 50], "proportion"))
    assert np.isnan(chance_of_differences([0, 0], [60, 50], "rate"))


def test_areas_that_do_not_differ_are_seldom_called_different() -> None:
    """Of 2,000 regions of twelve alike authorities about 2 in 1,000 are beyond a chance of 0.2%."""
    drawn = np.random.default_rng(1)
    n = drawn.integers(100, 800, size=(2000, 12))
    x = drawn.binomial(n, 0.7)
    chances = [chance_of_differences(a, b, "proportion") for a, b in zip(x, n, strict=True)]
    assert np.mean(np.array(chances) < 0.002) < 0.006
    assert np.mean(np.array(chances) < 0.5) == pytest.approx(0.5, abs=0.04)


@pytest.mark.parametrize("kind", ["proportion", "rate"])
def test_who_differs_from_the_rest_is_set_beside_the_others_without_itself(kind: str) -> None:
    x, n = [70, 40, 40, np.nan], [100, 100, 100, 100]
    scale = 1 if kind == "proportion" else 100
    found = beside_the_rest(np.array(x), np.array(n) * scale, kind)
    assert found.tolist() == ["higher", "", "", ""]

"""Groups beside all the others."""

import numpy as np
import pandas as pd
import pytest

from analysis.core.shapes import OK, SUPPRESSED
from analysis.measure.differences import newcombe_difference
from analysis.measure.groups import LEVEL, beside_the_others


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

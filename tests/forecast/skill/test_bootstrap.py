"""Intervals of scores: areas drawn again and again, the method and no change together."""

import numpy as np
import pytest

from analysis.forecast.skill.bootstrap import COUNT, FEWEST_AREAS, SEED, intervals

RNG = np.random.default_rng


def ratio(sums):
    """One figure over another; and the mean of the first over areas, which are the third."""
    return {"ratio": sums[..., 0] / sums[..., 1], "mean": sums[..., 0] / sums[..., 2]}


def test_a_small_case_is_every_draw_of_its_areas() -> None:
    """Five areas, drawn as the seed says: the interval is that of the ratio of drawn sums."""
    sums = np.array([[1.0, 2, 1], [4, 3, 1], [2, 2, 1], [5, 7, 1], [1, 4, 1]])
    drawn = RNG([SEED, 5]).multinomial(5, [0.2] * 5, COUNT) @ sums
    low, high = intervals(sums, ratio)["ratio"]
    assert [low, high] == pytest.approx(np.quantile(drawn[:, 0] / drawn[:, 1], [0.025, 0.975]))


def test_the_interval_of_a_mean_is_about_two_standard_errors_to_either_side() -> None:
    values = RNG(1).normal(10, 2, 400)
    low, high = intervals(np.column_stack([values, values, np.ones(400)]), ratio)["mean"]
    error = values.std() / 20
    assert (low, high) == pytest.approx(
        (values.mean() - 1.96 * error, values.mean() + 1.96 * error), abs=0.03
    )


def test_what_both_share_cancels_out_of_a_ratio() -> None:
    """Areas that are hard for both are hard for both: paired, not each on its own."""
    hard = RNG(1).lognormal(0, 1, 200)
    paired = intervals(np.column_stack([0.9 * hard, hard, np.ones(200)]), ratio)["ratio"]
    assert paired == pytest.approx((0.9, 0.9))
    apart = np.column_stack([0.9 * RNG(2).permutation(hard), hard, np.ones(200)])
    low, high = intervals(apart, ratio)["ratio"]
    assert high - low > 0.1


def test_too_few_areas_have_no_interval() -> None:
    few = np.ones((FEWEST_AREAS - 1, 3))
    assert all(np.isnan(each).all() for each in intervals(few, ratio).values())


def test_the_same_every_time() -> None:
    sums = RNG(1).uniform(1, 2, (30, 3))
    assert intervals(sums, ratio) == intervals(sums, ratio)

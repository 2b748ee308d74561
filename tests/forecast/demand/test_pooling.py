"""Half of no change where a country's history is short: by hand, and never far from it."""

import numpy as np
import pytest

from analysis.core.shapes import QUANTILES
from analysis.forecast.demand.pooling import ALONE, ENOUGH, HALF, averaged, share
from analysis.forecast.naive_forecasts import no_change, quantiles
from analysis.forecast.scores import SCORED
from analysis.forecast.skill.backtest import table, total_cases
from simulated import plain, totals

RNG = np.random.default_rng


def test_a_short_history_is_halved_and_a_long_one_that_is_believed_stands_alone() -> None:
    growing = np.full(40, 0.03)
    assert [share(growing[:n]) for n in (0, 1, ENOUGH)] == [HALF] * 3
    assert share(growing[: ENOUGH + 1]) == ALONE
    turning = np.tile([0.03, 0.03, -0.03, -0.03], 10)
    assert share(turning) == HALF  # long, but nothing is expected of it


def test_each_quantile_is_the_mean_of_both() -> None:
    count = totals(RNG(1), areas=30)
    draws = count[:, -1] * np.exp(RNG(2).normal(0.1, 0.1, (4001, 30)))
    mixed = averaged(draws[:, :, None], count, 9, HALF)[:, :, 0]
    still = quantiles(no_change, count, 9, 1)
    assert still is not None
    for name in SCORED:
        own, both = (np.quantile(d, QUANTILES[name], axis=0) for d in (draws, mixed))
        assert both == pytest.approx((own + still[name]) / 2, rel=0.005)


def test_ranks_stay_so_that_a_high_draw_is_high_still() -> None:
    count = totals(RNG(1), areas=5)
    draws = count[:, -1] * np.exp(RNG(2).normal(0, 0.1, (500, 5)))
    mixed = averaged(draws[:, :, None], count, 9, HALF)[:, :, 0]
    np.testing.assert_array_equal(np.argsort(draws, axis=0), np.argsort(mixed, axis=0))


def test_without_a_share_or_an_earlier_error_the_draws_stay() -> None:
    count = totals(RNG(1), areas=5)
    draws = RNG(2).uniform(50, 90, (40, 5, 2))
    assert averaged(draws, count, 9, ALONE) is draws
    one = averaged(draws, count, 1, HALF)  # errors of one year are known, of two none
    assert (one[:, :, 0] != draws[:, :, 0]).any() and (one[:, :, 1] == draws[:, :, 1]).all()


def test_an_area_without_a_number_stays_without() -> None:
    count = totals(RNG(1), areas=5)
    count[2, 9] = np.nan
    draws = np.broadcast_to(count[:, 9], (40, 5))[:, :, None]
    mixed = averaged(draws, count, 9, HALF)
    assert np.isnan(mixed[:, 2]).all() and np.isfinite(np.delete(mixed, 2, axis=1)).all()


@pytest.mark.parametrize("seed", [1, 2])
def test_a_series_that_no_method_can_foresee_scores_about_as_no_change_does(seed: int) -> None:
    """A country that turns to and fro: ten years could mislead, and half of no change holds."""
    count = totals(RNG(seed), areas=120, shared=0.03)
    found = table(total_cases(plain(count), 2025)).set_index(["model", "group", "horizon", "score"])
    for horizon in (1, 2, 3):
        assert found["value"]["model", "all", horizon, "wis_ratio"] < 1.03

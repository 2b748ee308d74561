"""Forecasts that anyone could make, by hand."""

import numpy as np
import pytest

from analysis.forecast.naive_forecasts import BASELINES, quantiles
from analysis.forecast.scores import SCORED
from simulated import totals

NAN = float("nan")
COUNT = np.array([[100.0, 110, 130, 120], [200, 190, NAN, 180], [50, 50, 50, 50]])


@pytest.mark.parametrize(
    ("name", "place", "horizon", "expected"),
    [
        ("no_change", 1, 3, [110, 190, 50]),
        ("last_change", 1, 2, [130, 170, 50]),
        ("last_change", 0, 1, [NAN, NAN, NAN]),
        ("straight_line", 2, 1, [340 / 3 + 15 * 2, NAN, 50]),
        ("straight_line", 1, 1, [NAN, NAN, NAN]),
        # All together went from 350 to 350, then (without the hidden one) from 160 to 180.
        ("national_growth", 1, 1, [110, 190, 50]),
        ("national_growth", 2, 2, [130 * (18 / 16) ** 2, NAN, 50 * (18 / 16) ** 2]),
        ("national_growth", 0, 1, [NAN, NAN, NAN]),
    ],
)
def test_each_baseline_by_hand(name: str, place: int, horizon: int, expected: list[float]) -> None:
    assert BASELINES[name](COUNT, place, horizon) == pytest.approx(expected, nan_ok=True)


def test_a_straight_line_skips_years_that_are_not_published() -> None:
    # 200, 190, then 180 three years on: the slope by least squares over years 0, 1 and 3.
    slope = np.polyfit([0, 1, 3], [200, 190, 180], 1)
    found = BASELINES["straight_line"](COUNT, 3, 2)
    assert found[1] == pytest.approx(np.polyval(slope, 5))


def test_the_interval_is_the_pooled_relative_errors_made_before() -> None:
    count = np.array([[100.0, 110, 110], [200, 180, 180]])
    found = quantiles(BASELINES["no_change"], count, 2, 1)
    assert found is not None
    errors = [0.1, -0.1, 0.0, 0.0]  # of both towns, from both earlier years
    assert found["p90"] == pytest.approx(np.array([110, 180]) * (1 + np.quantile(errors, 0.9)))
    assert found["p50"] == pytest.approx([110, 180])


def test_without_an_earlier_error_there_is_no_interval() -> None:
    assert quantiles(BASELINES["no_change"], COUNT, 1, 2) == {}


@pytest.mark.parametrize("name", BASELINES)
@pytest.mark.parametrize("place", range(2, 8))
def test_no_baseline_looks_ahead(name: str, place: int) -> None:
    rng = np.random.default_rng(3)
    count = totals(rng)
    other = count.copy()
    other[:, place + 1 :] = rng.integers(1, 5000, other[:, place + 1 :].shape)
    for horizon in (1, 2, 3):
        one = quantiles(BASELINES[name], count, place, horizon)
        two = quantiles(BASELINES[name], other, place, horizon)
        assert (one is None) == (two is None)
        for level in SCORED if one and two else ():
            np.testing.assert_array_equal(one[level], two[level])

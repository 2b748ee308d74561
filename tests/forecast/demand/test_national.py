"""What all authorities share: drift, persistence and shocks of the country."""

import numpy as np
import pytest

from analysis.forecast.demand.national import (
    MOST_PERSISTENT,
    PRIOR_PERSISTENCE,
    PRIOR_SHOCK,
    SHOCK_FREEDOM,
    drift,
    persistence,
    shock_size,
    shocks,
)


def growth_of(carried: float, size: float, years: int, seed: int = 1) -> np.ndarray:
    """Growth by year of a country that carries over so much of it."""
    rng = np.random.default_rng(seed)
    growth = [0.0]
    for news in rng.normal(0, size, years):
        growth.append(carried * growth[-1] + news)
    return np.array(growth[1:])


def test_persistence_and_shocks_are_found_again_in_a_long_series() -> None:
    growth = growth_of(0.6, 0.03, 3000)
    assert persistence(growth) == pytest.approx(0.6, abs=0.05)
    assert shock_size(growth, 0.6) == pytest.approx(0.03, rel=0.05)


def test_a_short_or_calm_series_is_not_taken_for_a_calm_country() -> None:
    for growth in (np.array([]), np.array([0.0]), np.zeros(3)):
        assert persistence(growth) == pytest.approx(PRIOR_PERSISTENCE)
        assert shock_size(growth, 0.5) >= PRIOR_SHOCK * 0.7
    assert shock_size(np.array([]), 0.5) == pytest.approx(PRIOR_SHOCK)


def test_the_middle_is_shrunk_towards_no_change_and_the_range_is_not() -> None:
    """One number a year: what carries over is believed as the years show it, and no sooner."""
    few, many = growth_of(0.6, 0.03, 4), growth_of(0.6, 0.03, 3000)
    assert persistence(np.array([]), towards=0) == 0
    assert persistence(few, towards=0) < persistence(few)
    assert persistence(many, towards=0) == pytest.approx(persistence(many), abs=0.001)


def test_persistence_is_neither_negative_nor_one() -> None:
    assert persistence(np.array([0.1, -0.1, 0.1, -0.1, 0.1, -0.1])) == 0
    assert persistence(np.full(40, 0.1)) == MOST_PERSISTENT


def test_without_growth_there_is_no_drift() -> None:
    assert drift(np.array([]), 5) == pytest.approx(np.zeros(5))
    assert drift(np.array([0.03, 0.0]), 5) == pytest.approx(np.zeros(5))


def test_drift_carries_the_last_growth_on_less_each_year() -> None:
    growth = np.array([0.01, 0.02, 0.03])
    kept = persistence(growth, towards=0)
    yearly = np.diff(drift(growth, 5), prepend=0.0)
    assert yearly == pytest.approx(0.03 * kept ** np.arange(1, 6))
    assert drift(growth, 200)[-1] == pytest.approx(0.03 * kept / (1 - kept))
    assert drift(-growth, 5) == pytest.approx(-drift(growth, 5))


def test_shocks_have_the_size_that_the_years_so_far_show_and_carry_over() -> None:
    growth = growth_of(0.5, 0.02, 30)
    carried = persistence(growth)
    size = shock_size(growth, carried)
    drawn = shocks(growth, 3, 60_000, np.random.default_rng(2))
    one = size
    two = size * np.sqrt(1 + (1 + carried) ** 2)
    three = size * np.sqrt(1 + (1 + carried) ** 2 + (1 + carried + carried**2) ** 2)
    assert drawn.mean(axis=0) == pytest.approx(np.zeros(3), abs=0.03 * three)
    assert drawn.std(axis=0) == pytest.approx([one, two, three], rel=0.03)


def test_a_rare_year_is_far_from_the_others() -> None:
    drawn = shocks(growth_of(0.5, 0.02, 30), 1, 60_000, np.random.default_rng(2))[:, 0]
    beyond = (np.abs(drawn) > 3 * drawn.std()).mean()
    assert SHOCK_FREEDOM < 10
    assert beyond > 2 * 0.0027  # a normal distribution has 0.27% beyond three

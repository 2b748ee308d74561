"""Quantiles of many draws from one sort are those of numpy, to the bit."""

import numpy as np
import pytest

from analysis.core.shapes import QUANTILES
from analysis.forecast.quantiles import of_draws

LEVELS = [*QUANTILES.values()]


@pytest.mark.parametrize("count", [1, 2, 7, 2000])
def test_quantiles_are_those_of_numpy(count: int) -> None:
    draws = np.random.default_rng(count).gamma(2, 1e6, (count, 4, 5))
    assert np.array_equal(of_draws(draws, LEVELS), np.quantile(draws, LEVELS, axis=0))


def test_a_figure_that_is_missing_in_one_draw_has_no_quantiles() -> None:
    draws = np.ones((10, 2, 1))
    draws[3, 1] = np.nan
    assert np.isnan(of_draws(draws, LEVELS)).all(axis=0).ravel().tolist() == [False, True]


def test_whole_numbers_in_single_precision_give_the_same_quantiles() -> None:
    draws = np.random.default_rng(1).poisson(900, (999, 3, 2))
    exact = np.quantile(draws.astype("float64"), LEVELS, axis=0)
    assert np.array_equal(of_draws(draws.astype("float32"), LEVELS), exact)

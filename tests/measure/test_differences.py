"""Differences between two areas or two years, against published worked examples."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from statsmodels.stats.proportion import confint_proportions_2indep, proportion_confint
from statsmodels.stats.rates import confint_poisson_2indep

from analysis.core.errors import ShapeError
from analysis.measure.differences import (
    detectable_difference,
    gap_in_children,
    newcombe_difference,
    rate_difference_limits,
    rate_ratio_limits,
)
from analysis.measure.intervals import rate_limits

LEVELS = st.sampled_from([0.95, 0.998])
COUNTS = st.integers(1, 5_000)


@st.composite
def proportions(draw: st.DrawFn) -> tuple[int, int]:
    denominator = draw(st.integers(1, 5_000))
    return draw(st.integers(0, denominator)), denominator


@pytest.mark.parametrize(
    ("counts", "lower", "upper"),
    # Newcombe 1998, Statistics in Medicine 17:873-890, Table II, method 10, contrasts a to f; the
    # last is the trial of Perondi et al. in Fagerland et al. 2015 (0.0189 to 0.3404).
    [
        ((56, 70, 48, 80), 0.0524, 0.3339),
        ((9, 10, 3, 10), 0.1705, 0.8090),
        ((6, 7, 2, 7), 0.0582, 0.8062),
        ((5, 56, 0, 29), -0.0381, 0.1926),
        ((0, 10, 0, 20), -0.1611, 0.2775),
        ((0, 10, 0, 10), -0.2775, 0.2775),
        ((7, 34, 1, 34), 0.0189, 0.3404),
    ],
)
def test_newcombe_differences_match_the_published_table(
    counts: tuple[int, int, int, int], lower: float, upper: float
) -> None:
    assert newcombe_difference(*counts) == pytest.approx((lower, upper), abs=5e-5)


def test_rate_ratio_limits_match_the_published_example() -> None:
    # Fay, vignette of the R package rateratio.test: 2 events in 17,877 against 9 in 16,660 give
    # limits of 0.02177406 to 1.00054910.
    limits = rate_ratio_limits(2, 17_877, 9, 16_660)
    assert limits == pytest.approx((0.02177406, 1.00054910), abs=5e-9)


CASES = np.array([(0, 9, 3, 10), (9, 9, 3, 10), (56, 70, 48, 80), (1, 400, 0, 7), (5, 5, 0, 9)])


def test_newcombe_differences_agree_with_statsmodels() -> None:
    first, of_first, second, of_second = CASES.T
    theirs = confint_proportions_2indep(first, of_first, second, of_second, method="newcomb")
    ours = np.array(newcombe_difference(*CASES.T))
    assert ours == pytest.approx(np.array(theirs), abs=1e-12)


def test_rate_ratio_limits_agree_with_statsmodels() -> None:
    first, of_first, second, of_second = CASES[:4].T
    low, high = proportion_confint(first, first + second, 0.05, "beta")
    with np.errstate(divide="ignore"):
        theirs = [share / (1 - share) * of_second / of_first for share in (low, high)]
    ours = rate_ratio_limits(*CASES[:4].T)
    assert np.array(ours) == pytest.approx(np.array(theirs), rel=1e-12)


def test_rate_ratio_of_nothing_is_open_or_unknown() -> None:
    lower, upper = rate_ratio_limits([5, 0, 0], 100, [0, 5, 0], 100)
    assert np.isfinite(lower[0]) and upper[0] == np.inf
    assert lower[1] == 0 and np.isfinite(upper[1])
    assert np.isnan([lower[2], upper[2]]).all()


def test_rate_difference_limits_agree_with_statsmodels() -> None:
    ours = rate_difference_limits(7, 1_200, 3, 900, per=1)
    theirs = confint_poisson_2indep(
        7, 1_200, 3, 900, method="mover", compare="diff", method_mover="exact-c"
    )
    assert ours == pytest.approx(theirs)


def test_gap_in_children_is_the_count_less_the_benchmark_rates_children() -> None:
    # 64 per 10,000 of 60,000 children is 384; Byar's limits of 457 are 416.06 and 500.88.
    gap, lower, upper = gap_in_children(457, 60_000, 10_000, 64)
    assert (gap, lower, upper) == pytest.approx((73, 32.06, 116.88), abs=0.01)


def test_two_year_stability_at_146_children_could_show_10_to_11_points() -> None:
    assert 0.10 < detectable_difference(0.68 * 0.32, 146, 146) < 0.11


def test_the_detectable_difference_is_the_edge_of_significance() -> None:
    detectable = detectable_difference(0.5 * 0.5, 400, 400)
    inside, outside = (0.5 + detectable * np.array([-0.48, 0.48])) * 400, 0.55 * detectable * 400
    assert newcombe_difference(inside[1], 400, inside[0], 400)[0] < 0
    assert newcombe_difference(200 + outside, 400, 200 - outside, 400)[0] > 0


def test_the_detectable_rate_difference_is_the_poisson_form() -> None:
    # 1.96 x sqrt(2 x 400) = 55.4 children in a population of 100,000, or 5.54 per 10,000.
    detectable = detectable_difference(40 / 10_000, 100_000, 100_000) * 10_000
    assert detectable == pytest.approx(5.544, abs=0.001)


def test_missing_rows_stay_missing() -> None:
    n, d = pd.Series([3, np.nan, 3, 0]), pd.Series([10, 10, np.nan, 0])
    expected = [False, True, True, True]
    for limits in (
        newcombe_difference(n, d, 5, 10),
        newcombe_difference(5, 10, n, d),
        rate_ratio_limits(n, d, 5, 10),
        rate_difference_limits(n, d, 5, 10, per=100),
        gap_in_children(n, d, 100, 20),
        (detectable_difference(n / 10, d, 10),),
    ):
        for limit in limits:
            assert np.isnan(limit).tolist() == expected


def test_impossible_proportions_are_refused() -> None:
    with pytest.raises(ShapeError, match="larger than its denominator"):
        newcombe_difference(11, 10, 3, 10)


@given(proportions(), proportions(), LEVELS)
def test_newcombe_limits_hold_the_difference_within_minus_1_and_1(
    first: tuple[int, int], second: tuple[int, int], level: float
) -> None:
    lower, upper = newcombe_difference(*first, *second, level)
    difference = first[0] / first[1] - second[0] / second[1]
    assert -1 <= lower <= difference + 1e-12 and difference - 1e-12 <= upper <= 1


@given(proportions(), proportions(), LEVELS)
def test_swapping_two_proportions_turns_the_difference_round(
    first: tuple[int, int], second: tuple[int, int], level: float
) -> None:
    lower, upper = newcombe_difference(*first, *second, level)
    assert newcombe_difference(*second, *first, level) == pytest.approx((-upper, -lower))


@given(COUNTS, COUNTS, COUNTS, COUNTS)
def test_rate_limits_hold_the_ratio_and_the_difference_and_widen(
    x1: int, x2: int, pop1: int, pop2: int
) -> None:
    first, second = x1 / pop1, x2 / pop2
    ratio = [rate_ratio_limits(x1, pop1, x2, pop2, level) for level in (0.998, 0.95)]
    assert ratio[0][0] < ratio[1][0] < first / second < ratio[1][1] < ratio[0][1]
    gap = [rate_difference_limits(x1, pop1, x2, pop2, 1, level) for level in (0.998, 0.95)]
    assert gap[0][0] < gap[1][0] < first - second < gap[1][1] < gap[0][1]


@given(st.integers(0, 5_000), st.integers(5_000, 100_000), st.floats(0, 500), LEVELS)
def test_the_gap_in_children_agrees_with_the_verdict_on_the_rate(
    count: int, population: int, benchmark: float, level: float
) -> None:
    gap, *limits = gap_in_children(count, population, 10_000, benchmark, level)
    assert limits[0] <= gap < limits[1]
    assume(min(abs(limits[0]), abs(limits[1])) > 1e-6)
    rate = rate_limits(count, population, 10_000, level)
    assert (limits[0] > 0, limits[1] < 0) == (rate[0] > benchmark, rate[1] < benchmark)

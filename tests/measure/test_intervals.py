"""Limits of counts, rates, proportions and means, against published worked examples."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats
from statsmodels.stats.proportion import proportion_confint

from analysis.core.errors import ShapeError
from analysis.measure.intervals import (
    critical_value,
    poisson_limits,
    rate_limits,
    wilson_limits,
)

COUNTS = st.integers(0, 100_000)
LEVELS = st.sampled_from([0.95, 0.998])


@st.composite
def proportions(draw: st.DrawFn) -> tuple[int, int]:
    denominator = draw(st.integers(1, 50_000))
    return draw(st.integers(0, denominator)), denominator


@pytest.mark.parametrize(
    ("count", "lower", "upper"),
    # The exact 95% limits tabulated since Garwood 1936, Biometrika 28:437-442, and the example
    # `cipoisson(4)` in the documentation of R's survival package (1.089865 to 10.24153).
    [(0, 0.0, 3.689), (1, 0.0253, 5.572), (4, 1.089865, 10.24153), (5, 1.623, 11.668)],
)
def test_small_counts_have_the_exact_limits_of_published_tables(
    count: int, lower: float, upper: float
) -> None:
    assert poisson_limits(count) == pytest.approx((lower, upper), abs=5e-4)


def test_byar_limits_of_100_are_those_of_the_published_example() -> None:
    # The documentation of the byar software package (RubyGems), with z = 1.96: 100 observed gives
    # an upper limit of 121.628347 and, against 90 expected, a lower ratio of 0.904020.
    lower, upper = poisson_limits(100)
    assert upper == pytest.approx(121.628347, abs=5e-4)
    assert lower / 90 == pytest.approx(0.904020, abs=5e-6)


def test_byar_is_as_close_to_exact_as_its_users_say() -> None:
    # Public Health England 2018, Technical Guide: Confidence Intervals: from a count of 10, Byar's
    # 95% limits are within 0.2% of the exact ones.
    counts = np.arange(10, 2_000)
    lower, upper = poisson_limits(counts)
    assert np.allclose(lower, stats.chi2.ppf(0.025, 2 * counts) / 2, rtol=0.002, atol=0)
    assert np.allclose(upper, stats.chi2.isf(0.025, 2 * counts + 2) / 2, rtol=0.002, atol=0)


@pytest.mark.parametrize(
    ("numerator", "denominator", "lower", "upper"),
    # Newcombe 1998, Statistics in Medicine 17:857-872, Table I, method 3.
    [
        (81, 263, 0.2553, 0.3662),
        (15, 148, 0.0624, 0.1605),
        (0, 20, 0.0, 0.1611),
        (1, 29, 0.0061, 0.1718),
    ],
)
def test_wilson_limits_match_newcombe_1998(
    numerator: int, denominator: int, lower: float, upper: float
) -> None:
    assert wilson_limits(numerator, denominator) == pytest.approx((lower, upper), abs=5e-5)


def test_wilson_limits_agree_with_scipy_at_both_levels() -> None:
    for level in (0.95, 0.998):
        ours = wilson_limits(37, 52, level)
        theirs = stats.binomtest(37, 52).proportion_ci(level, method="wilson")
        assert ours == pytest.approx((theirs.low, theirs.high))


def test_rate_limits_are_those_of_the_count_over_the_population() -> None:
    lower, upper = rate_limits([5, 100], [10_000, 20_000], per=10_000)
    assert lower == pytest.approx([1.623, 81.3621 / 2], abs=5e-4)
    assert upper == pytest.approx([11.668, 121.628 / 2], abs=5e-4)


def test_critical_values_of_the_two_levels() -> None:
    assert critical_value(0.95) == pytest.approx(1.959964, abs=1e-6)
    assert critical_value(0.998) == pytest.approx(3.090232, abs=1e-6)
    for level in (0.9, 0.95, 0.998):
        assert critical_value(level) == stats.norm.isf((1 - level) / 2)


def test_nothing_is_said_of_nobody_or_of_the_missing() -> None:
    numerator = pd.Series([3, np.nan, 4, 0])
    denominator = pd.Series([10, 10, np.nan, 0])
    for limits in (
        wilson_limits(numerator, denominator),
        rate_limits(numerator, denominator, per=100),
    ):
        for limit in limits:
            assert np.isnan(limit).tolist() == [False, True, True, True]


def test_missing_values_of_pandas_integers_are_missing() -> None:
    lower, upper = poisson_limits(pd.Series([5, pd.NA], dtype="Int64"))
    assert np.isnan(lower).tolist() == np.isnan(upper).tolist() == [False, True]


def test_impossible_inputs_are_refused_in_words() -> None:
    with pytest.raises(ShapeError, match="count is negative in 1 rows, first -2"):
        poisson_limits([3, -2])
    with pytest.raises(ShapeError, match="larger than its denominator in 1 rows, first 11"):
        wilson_limits([5, 11], [10, 10])
    with pytest.raises(ShapeError, match="population is negative"):
        rate_limits(1, -5, per=100)
    with pytest.raises(ValueError, match="not 95"):
        poisson_limits(3, 95)


@given(COUNTS, LEVELS)
def test_poisson_limits_hold_the_count(count: int, level: float) -> None:
    lower, upper = poisson_limits(count, level)
    assert 0 <= lower <= count < upper


@given(proportions(), LEVELS)
def test_wilson_limits_hold_the_proportion_and_stay_within_0_and_1(
    proportion: tuple[int, int], level: float
) -> None:
    numerator, denominator = proportion
    lower, upper = wilson_limits(numerator, denominator, level)
    assert 0 <= lower <= numerator / denominator <= upper <= 1


@given(COUNTS, proportions())
def test_limits_are_wider_at_998_than_at_95(count: int, proportion: tuple[int, int]) -> None:
    for narrow, wide in (
        (poisson_limits(count, 0.95), poisson_limits(count, 0.998)),
        (wilson_limits(*proportion, 0.95), wilson_limits(*proportion, 0.998)),
    ):
        assert wide[0] <= narrow[0] and narrow[1] <= wide[1]
        assert wide[1] - wide[0] > narrow[1] - narrow[0]


@given(st.integers(10, 10_000), st.integers(1, 1_000), LEVELS)
def test_doubling_the_area_leaves_the_rate_and_narrows_its_limits(
    count: int, times: int, level: float
) -> None:
    population = count * times
    small = rate_limits(count, population, 10_000, level)
    large = rate_limits(2 * count, 2 * population, 10_000, level)
    assert small[0] < large[0] < 10_000 / times < large[1] < small[1]


@given(st.lists(proportions(), min_size=1, max_size=20), LEVELS)
def test_a_column_gets_the_limits_of_its_rows(rows: list[tuple[int, int]], level: float) -> None:
    numerator, denominator = np.array(rows).T
    columns = np.column_stack(wilson_limits(numerator, denominator, level))
    assert columns == pytest.approx(np.array([wilson_limits(n, d, level) for n, d in rows]))
    assert columns == pytest.approx(
        np.column_stack(proportion_confint(numerator, denominator, 1 - level, "wilson"))
    )

"""Differences between two areas, two years, or an area and a fixed benchmark.

Whole columns at once, as in `intervals`: NaN wherever an input is NaN. Two sets of overlapping
limits are never compared with each other; the difference has limits of its own.
"""

from typing import Any

import numpy as np
from scipy import special

from analysis.measure.intervals import (
    Floats,
    Limits,
    as_floats,
    as_proportion,
    check_level,
    critical_value,
    not_zero,
    poisson_limits,
    rate_limits,
    wilson_limits,
)


def newcombe_difference(n1: Any, d1: Any, n2: Any, d2: Any, level: float = 0.95) -> Limits:
    """Limits of the difference n1/d1 - n2/d2 between two independent proportions.

    The hybrid score interval, method 10 of Newcombe 1998, Statistics in Medicine 17:873-890.
    Answers are proportions between -1 and 1.
    """
    (low1, high1), (low2, high2) = wilson_limits(n1, d1, level), wilson_limits(n2, d2, level)
    n1, d1 = as_proportion(n1, d1)
    n2, d2 = as_proportion(n2, d2)
    share1, share2 = n1 / d1, n2 / d2
    lower = share1 - share2 - np.hypot(share1 - low1, high2 - share2)
    upper = share1 - share2 + np.hypot(high1 - share1, share2 - low2)
    return np.clip(lower, -1, 1), np.clip(upper, -1, 1)


def rate_ratio_limits(x1: Any, pop1: Any, x2: Any, pop2: Any, level: float = 0.95) -> Limits:
    """Exact limits of the ratio of two rates, (x1/pop1) / (x2/pop2).

    Given the total, the first count is binomial; its Clopper-Pearson limits become limits of the
    ratio (Lehmann 1986, Testing Statistical Hypotheses, p. 152; Fay's R package rateratio.test).
    The upper limit is infinite where the second count is zero; both are NaN where both counts are.
    """
    x1, pop1, x2, pop2 = as_floats(x1, pop1, x2, pop2)
    share, total = as_proportion(x1, x1 + x2)
    tail, others = (1 - check_level(level)) / 2, total - share
    none, every = (share == 0) & (total > 0), others == 0
    lower = np.where(none, 0.0, special.betaincinv(not_zero(share), others + 1, tail))
    upper = np.where(every, 1.0, special.betaincinv(share + 1, not_zero(others), 1 - tail))
    scale = not_zero(pop2) / not_zero(pop1)
    with np.errstate(divide="ignore"):
        return lower / (1 - lower) * scale, upper / (1 - upper) * scale


def rate_difference_limits(
    x1: Any, pop1: Any, x2: Any, pop2: Any, per: float, level: float = 0.95
) -> Limits:
    """Limits of the difference between two rates, each per `per` people.

    Each rate's own limits combined by squares (MOVER: Zou and Donner 2008, Statistics in Medicine
    27:1693-1702), with the exact and Byar limits of `rate_limits`. A count of children is a rate
    with both populations 1 and `per` 1.
    """
    x1, pop1, x2, pop2 = as_floats(x1, pop1, x2, pop2)
    first, second = x1 / not_zero(pop1) * per, x2 / not_zero(pop2) * per
    low1, high1 = rate_limits(x1, pop1, per, level)
    low2, high2 = rate_limits(x2, pop2, per, level)
    difference = first - second
    return (
        difference - np.hypot(first - low1, high2 - second),
        difference + np.hypot(high1 - first, second - low2),
    )


def gap_in_children(
    count: Any, population: Any, per: float, benchmark_rate: Any, level: float = 0.95
) -> tuple[Floats, Floats, Floats]:
    """Children above (positive) or below the number that the benchmark's rate would give here.

    The count less benchmark_rate x population / per, with the Poisson limits of the count less the
    same number; the benchmark is treated as fixed. Answers (gap, lower, upper), in children. More
    or fewer children is neither better nor worse.
    """
    count, population, benchmark_rate = as_floats(count, population, benchmark_rate)
    expected = benchmark_rate * not_zero(population) / per
    lower, upper = poisson_limits(count, level)
    return count - expected, lower - expected, upper - expected


def detectable_difference(variance: Any, n1: Any, n2: Any, level: float = 0.95) -> Floats:
    """Smallest difference between two groups of people that groups this large could show.

    z sqrt(variance (1/n1 + 1/n2)), where a two-sided test of no difference first becomes
    significant at the level. `variance` is that of one person: p (1 - p) for a proportion p, the
    rate itself for Poisson counts. The answer is a proportion, or a rate for one person.
    """
    variance, n1, n2 = as_floats(variance, n1, n2)
    return critical_value(level) * np.sqrt(variance * (1 / not_zero(n1) + 1 / not_zero(n2)))

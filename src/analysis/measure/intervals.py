"""Confidence limits for counts, rates and proportions, on whole columns at once.

Published figures of this kind count every child, so the limits do not describe sampling. They say
how far the figure could have fallen by chance under the same circumstances.

Every function takes numbers, arrays or Series, matched row by row (not by index), and answers with
arrays: NaN wherever an input is NaN or a denominator is zero. Levels are 0.95 or 0.998.
"""

from functools import cache
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from analysis.core.errors import ShapeError

Floats = NDArray[np.float64]
Limits = tuple[Floats, Floats]

BYAR_FROM = 10
# As scipy has them, which takes a fifth of a second to load.
DEVIATES = {0.95: 1.959963984540054, 0.998: 3.090232306167813}


def poisson_limits(count: Any, level: float = 0.95) -> Limits:
    """Lower and upper limits of a Poisson count: exact below 10, Byar's approximation from 10.

    Exact limits come from the chi-square distribution (Garwood 1936, Biometrika 28:437-442);
    Byar's approximation is that of Breslow and Day 1987, Statistical Methods in Cancer Research
    vol. II, p. 69. The change-over at 10 is that of Fingertips and PHEindicatormethods.
    Raises ShapeError for a negative count.
    """
    (count,) = as_floats(count)
    _refuse(count < 0, count, "a count is negative")
    tail, z = (1 - check_level(level)) / 2, critical_value(level)
    few = np.where(count < BYAR_FROM, count, np.nan)
    exact = _exact(few, tail)
    lower = np.where(count < BYAR_FROM, exact[0], _byar(count, -z))
    upper = np.where(count < BYAR_FROM, exact[1], _byar(count + 1, z))
    return np.where(count == 0, 0.0, lower)[()], upper[()]


def _exact(few: Floats, tail: float) -> Limits:
    """The quantiles of the chi-square distribution that bound a count."""
    if np.isnan(few).all():
        return few, few
    from scipy import special

    return special.gammaincinv(not_zero(few), tail), special.chdtri(2 * few + 2, tail) / 2


def rate_limits(count: Any, population: Any, per: Any, level: float = 0.95) -> Limits:
    """Limits of a crude rate per `per` people: the Poisson limits of the count over the population.

    The population is treated as known (Fingertips technical guidance, crude rates).
    """
    count, population, per = as_floats(count, population, per)
    _refuse(population < 0, population, "a population is negative")
    known = not_zero(population)
    lower, upper = poisson_limits(count, level)
    return lower / known * per, upper / known * per


def wilson_limits(numerator: Any, denominator: Any, level: float = 0.95) -> Limits:
    """Wilson score limits of a proportion, as proportions between 0 and 1.

    Wilson 1927, JASA 22:209-212; method 3 of Newcombe 1998, Statistics in Medicine 17:857-872.
    Raises ShapeError where a numerator is negative or larger than its denominator.
    """
    numerator, denominator = as_proportion(numerator, denominator)
    z, share = critical_value(level), numerator / denominator
    widened = 1 + z**2 / denominator
    middle = (share + z**2 / (2 * denominator)) / widened
    spread = np.sqrt(share * (1 - share) / denominator + z**2 / (4 * denominator**2))
    lower, upper = middle - z * spread / widened, middle + z * spread / widened
    none, every = (numerator == 0) & ~np.isnan(denominator), numerator == denominator
    return np.where(none, 0.0, lower)[()], np.where(every, 1.0, upper)[()]


@cache
def critical_value(level: float) -> float:
    """The two-sided normal deviate of a level: 1.96 for 0.95, 3.09 for 0.998."""
    if check_level(level) in DEVIATES:
        return DEVIATES[level]
    from scipy import special

    return -float(special.ndtri((1 - level) / 2))


def check_level(level: float) -> float:
    """The same level, or ValueError when it is not a proportion (95 given for 0.95)."""
    if not 0.5 <= level < 1:
        raise ValueError(f"A confidence level is a proportion such as 0.95 or 0.998, not {level}.")
    return level


def as_floats(*columns: Any) -> tuple[Floats, ...]:
    """Numbers, arrays or Series as float arrays of one common length, missing values as NaN."""
    return tuple(np.broadcast_arrays(*(_floats(column) for column in columns)))


def as_proportion(numerator: Any, denominator: Any) -> tuple[Floats, Floats]:
    """Both columns as floats, a zero denominator as NaN, or ShapeError if it is no proportion."""
    numerator, denominator = as_floats(numerator, denominator)
    _refuse(numerator < 0, numerator, "a numerator is negative")
    _refuse(numerator > denominator, numerator, "a numerator is larger than its denominator")
    return numerator, not_zero(denominator)


def not_zero(denominator: Floats) -> Floats:
    """The denominator with NaN for zero, since nothing can be said of nobody."""
    return np.where(denominator == 0, np.nan, denominator)


def _byar(count: Floats, z: float) -> Floats:
    known = np.where(count < BYAR_FROM, np.nan, count)
    limit: Floats = known * (1 - 1 / (9 * known) + z / (3 * np.sqrt(known))) ** 3
    return limit


def _floats(column: Any) -> Floats:
    if isinstance(column, pd.Series):
        return column.to_numpy(dtype=float, na_value=np.nan)
    return np.asarray(column, dtype=float)


def _refuse(wrong: Any, column: Floats, complaint: str) -> None:
    if np.any(wrong):
        first = np.atleast_1d(column)[np.atleast_1d(wrong)][0]
        raise ShapeError(f"intervals: {complaint} in {int(np.sum(wrong))} rows, first {first:g}.")

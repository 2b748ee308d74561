"""The forecast of the total averaged with "no change" where a country's history is short.

The mean of two forecasts' quantiles scores no worse than the mean of their scores, and such plain
averages are hard to beat (Clemen 1989, "Combining forecasts: a review and annotated bibliography",
International Journal of Forecasting 5). What all areas share is known from one number a year: ten
years of a series cannot tell whether a method beats "no change", and half of it goes into the
draws, with the errors that it made before as its range.
"""

import numpy as np

from analysis.core.shapes import QUANTILES
from analysis.forecast.demand import settings
from analysis.forecast.draws import Array
from analysis.forecast.naive_forecasts import no_change, quantiles
from analysis.forecast.scores import SCORED

HALF, ALONE = 0.5, 0.0  # how much of no change
ENOUGH = 10  # outcomes of the country, a year ahead, that a rule was judged on
ENDS = 0.001  # beyond the outermost quantiles no change's errors go on in a straight line to here


def share(growth: Array) -> float:
    """How much of no change goes into a forecast: none where the country's growth up to the origin
    has been foreseen from ten years or more and the rule believes it, else half."""
    believed = settings.carried(growth) > 0
    return ALONE if believed and settings.outcomes(growth) >= ENOUGH else HALF


def averaged(draws: Array, count: Array, place: int, share: float) -> Array:
    """Draws (draw x area x year) with a share of no change at the same rank in each column.

    `count` is areas x years, `place` that of the origin. Where no change has made no error yet so
    many years ahead, the draws stay as they are.
    """
    if not share:
        return draws
    out = draws.copy()
    at = (np.arange(len(draws)) + 0.5) / len(draws)
    for year in range(draws.shape[2]):
        plain = quantiles(no_change, count, place, year + 1)
        if not plain:
            continue
        column = draws[:, :, year]
        rank = np.argsort(np.argsort(column, axis=0), axis=0)
        still = np.stack([_by_rank(values, at) for values in zip(*plain.values(), strict=True)], 1)
        out[:, :, year] = (1 - share) * column + share * np.take_along_axis(still, rank, axis=0)
    return out


def _by_rank(values: tuple[float, ...], at: Array) -> Array:
    """The values at ranks between 0 and 1 of a distribution of which the quantiles are given."""
    known = np.array([QUANTILES[name] for name in SCORED])
    slope = (known[0] - ENDS) / (known[1] - known[0])
    low = values[0] - (values[1] - values[0]) * slope
    high = values[-1] + (values[-1] - values[-2]) * slope
    points = np.concatenate([[ENDS], known, [1 - ENDS]])
    return np.interp(at, points, np.array([max(low, 0.0), *values, high]))

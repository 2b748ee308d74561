"""How good a forecast was: error, bias, interval score and coverage.

The weighted interval score is that of Bracher, Ray, Gneiting and Reich (2021, "Evaluating
epidemic forecasts in an interval format", PLOS Computational Biology 17(2), equation 1): half the
error of the median and the scores of the 50, 80 and 95% intervals, each weighted by half its
alpha, over the number of intervals plus a half.
"""

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.floating]

LEVELS = {50: ("p25", "p75"), 80: ("p10", "p90"), 95: ("p025", "p975")}
SCORED = ("p025", "p10", "p25", "p50", "p75", "p90", "p975")


def interval_score(lower: Array, upper: Array, actual: Array, alpha: float) -> Array:
    """Width of a central interval plus 2/alpha of what lies outside it (Gneiting and Raftery
    2007, equation 43)."""
    below = np.maximum(lower - actual, 0)
    above = np.maximum(actual - upper, 0)
    return (upper - lower) + 2 / alpha * (below + above)


def weighted_interval_score(quantiles: dict[str, Array], actual: Array) -> Array:
    """The score of each forecast in the unit of the figure; lower is better."""
    total = 0.5 * np.abs(actual - quantiles["p50"])
    for level, (lower, upper) in LEVELS.items():
        alpha = 1 - level / 100
        score = interval_score(quantiles[lower], quantiles[upper], actual, alpha)
        total = total + alpha / 2 * score
    return total / (len(LEVELS) + 0.5)


def inside(quantiles: dict[str, Array], actual: Array, level: int) -> NDArray[np.bool_]:
    """Whether each outcome lay inside the central interval, its ends included."""
    lower, upper = LEVELS[level]
    return (quantiles[lower] <= actual) & (actual <= quantiles[upper])

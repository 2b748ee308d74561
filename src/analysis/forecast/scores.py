"""How good a forecast was: error, bias, interval score and coverage, by case and summed by area.

The weighted interval score is that of Bracher, Ray, Gneiting and Reich (2021, "Evaluating
epidemic forecasts in an interval format", PLOS Computational Biology 17(2), equation 1): half the
error of the median and the scores of the 50, 80 and 95% intervals, each weighted by half its
alpha, over the number of intervals plus a half.
"""

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from analysis.forecast.draws import Array, ratio

STILL = "no_change"
LEVELS = {50: ("p25", "p75"), 80: ("p10", "p90"), 95: ("p025", "p975")}
SCORED = ("p025", "p10", "p25", "p50", "p75", "p90", "p975")


def interval_score(lower: Array, upper: Array, actual: Array, alpha: float) -> Array:
    """Width of an interval plus 2/alpha of what is outside (Gneiting and Raftery 2007, eq. 43)."""
    outside = np.maximum(lower - actual, 0) + np.maximum(actual - upper, 0)
    return (upper - lower) + 2 / alpha * outside


def weighted_interval_score(quantiles: dict[str, Array], actual: Array) -> Array:
    """The score of each forecast in the unit of the figure; lower is better."""
    total = 0.5 * np.abs(actual - quantiles["p50"])
    for level, (lower, upper) in LEVELS.items():
        alpha = 1 - level / 100
        total += alpha / 2 * interval_score(quantiles[lower], quantiles[upper], actual, alpha)
    return total / (len(LEVELS) + 0.5)


def inside(quantiles: dict[str, Array], actual: Array, level: int) -> NDArray[np.bool_]:
    """Whether each outcome lay inside the central interval, its ends included."""
    lower, upper = LEVELS[level]
    return (quantiles[lower] <= actual) & (actual <= quantiles[upper])


def beside_no_change(judged: pd.DataFrame) -> pd.DataFrame:
    """Scored cases with the interval score of no change on the same case; nan where it has none."""
    key = ["group", "horizon", "area", "origin"]
    plain = judged.loc[judged["model"] == STILL, [*key, "wis"]].rename(columns={"wis": "still"})
    return judged.merge(plain, on=key, how="left")


def added(mine: pd.DataFrame) -> Array:
    """What each scored case adds to the figures that `scores` takes, cases x figures."""
    still = mine["still"].to_numpy(float)
    both, told = np.isfinite(still), np.isfinite(mine["relative"].to_numpy(float))
    relative = np.where(told, mine["relative"], 0.0)
    children = np.maximum(mine["now"].to_numpy(float), 1)
    figures = [
        np.ones(len(mine)),
        told,
        np.abs(relative),
        relative,
        mine["wis"],
        np.where(both, mine["wis"], 0),
        np.where(both, still, 0),
        np.abs(mine["error"]) / children,
        np.abs(mine["now"] - mine["actual"]) / children,
        *(mine[f"inside{level}"] for level in LEVELS),
        np.where(both, mine["wis_drawn"], 0),
        np.abs(mine["error_drawn"]) / children,
    ]
    return np.stack([np.asarray(f, dtype=float) for f in figures], axis=1)


def of_areas(figures: Array, areas: NDArray[np.int64]) -> Array:
    """The sums of cases' figures (`added`) by area, areas x figures."""
    codes, numbers = pd.factorize(areas)
    sums = np.zeros((len(numbers), figures.shape[1]))
    np.add.at(sums, codes, figures)
    return sums


def scores(sums: Array) -> dict[str, Array]:
    """Every score from sums of `added` (last axis); nan where nothing tells it."""
    cases, told, missed, lean, wis, ours, plain, error, still, *held, drawn, own = np.moveaxis(
        sums, -1, 0
    )
    middle = ratio(drawn, plain)
    return {
        "mape": 100 * ratio(missed, told),
        "bias": 100 * ratio(lean, told),
        "wis": ratio(wis, cases),
        "wis_ratio": ratio(ours, plain),
        "error_ratio": ratio(error, still),
        **{
            f"coverage{level}": 100 * ratio(each, cases)
            for level, each in zip(LEVELS, held, strict=True)
        },
        "middle_ratio": np.where(np.isnan(middle), ratio(own, still), middle),
    }

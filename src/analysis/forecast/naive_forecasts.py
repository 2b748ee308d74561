"""Forecasts that anyone could make, with the errors that they made before as their intervals."""

from collections.abc import Callable

import numpy as np

from analysis.core.shapes import QUANTILES
from analysis.forecast.draws import Array
from analysis.forecast.scores import SCORED

Baseline = Callable[[Array, int, int], Array]

FEWEST_YEARS = 3  # for a straight line


def no_change(count: Array, place: int, horizon: int) -> Array:
    """The last figure goes on."""
    return count[:, place]


def last_change(count: Array, place: int, horizon: int) -> Array:
    """The change of the last year goes on, year after year; nan without two years."""
    if place < 1:
        return np.full(len(count), np.nan)
    return count[:, place] + horizon * (count[:, place] - count[:, place - 1])


def straight_line(count: Array, place: int, horizon: int) -> Array:
    """A least-squares line through all years so far; nan with fewer than three of them."""
    known = count[:, : place + 1]
    there = np.isfinite(known)
    years = np.where(there, np.arange(place + 1), np.nan)
    out = np.full(len(count), np.nan)
    enough = (there.sum(axis=1) >= FEWEST_YEARS) & there[:, -1]
    if not enough.any():
        return out
    x, y = years[enough], known[enough]
    middle_x, middle_y = np.nanmean(x, axis=1), np.nanmean(y, axis=1)
    across = x - middle_x[:, None]
    slope = np.nansum(across * (y - middle_y[:, None]), axis=1) / np.nansum(across**2, axis=1)
    out[enough] = middle_y + slope * (place + horizon - middle_x)
    return out


def national_growth(count: Array, place: int, horizon: int) -> Array:
    """Every area grows as all of them together did in the last year; nan without two years."""
    if place < 1:
        return np.full(len(count), np.nan)
    pair = count[:, place - 1 : place + 1]
    sums = pair[np.isfinite(pair).all(axis=1)].sum(axis=0)
    if not sums.all():
        return np.full(len(count), np.nan)
    return count[:, place] * (sums[1] / sums[0]) ** horizon


BASELINES: dict[str, Baseline] = {
    "no_change": no_change,
    "last_change": last_change,
    "straight_line": straight_line,
    "national_growth": national_growth,
}


def quantiles(baseline: Baseline, count: Array, place: int, horizon: int) -> dict[str, Array]:
    """Quantiles of a baseline from the year at `place`, by name; none without earlier errors.

    The median is the baseline itself; around it lie the pooled relative errors that it made from
    every earlier year whose outcome was known by then.
    """
    errors = []
    for start in range(place - horizon + 1):
        said = baseline(count, start, horizon)
        made = (count[:, start + horizon] - said) / np.maximum(count[:, start], 1)
        errors.append(made[np.isfinite(made)])
    pooled = np.concatenate(errors) if errors else np.array([])
    if not len(pooled):
        return {}
    spread = np.quantile(pooled, [QUANTILES[name] for name in SCORED])
    spread[SCORED.index("p50")] = 0.0
    said, size = baseline(count, place, horizon), np.maximum(count[:, place], 1)
    return {name: said + size * spread[i] for i, name in enumerate(SCORED)}

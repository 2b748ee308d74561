"""Draws become projected rows: quantiles of each figure, area and year."""

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from analysis.core import shapes
from analysis.forecast.draws import Array, Draws, Key
from analysis.forecast.panel import CHILDREN, OLDER, YOUNGER
from analysis.forecast.random_walk import LONGEST_DIRECT

METHOD, LEVEL, NO_CHANGE = "model", "level of the third year", "no change"
EXTRAPOLATED = ", errors extrapolated"
PLAIN = (METHOD, LEVEL, NO_CHANGE)
METHODS = (*PLAIN, *(method + EXTRAPOLATED for method in PLAIN))
LEVELLED = (CHILDREN, YOUNGER, OLDER)  # whose middle stays at the level of the third year


def of_draws(draws: Array, levels: Sequence[float]) -> Array:
    """Quantiles over draws (the first axis), levels x the other axes: those of `np.quantile`.

    Draws are sorted once for all levels, several times faster than looking for each. nan where
    any draw is.
    """
    ordered = np.array(np.moveaxis(draws, 0, -1), order="C")
    ordered.sort(axis=-1)
    found = np.empty((len(levels), *draws.shape[1:]))
    for row, level in zip(found, levels, strict=True):
        at = level * (len(draws) - 1)
        places = [int(at), min(int(at) + 1, len(draws) - 1)]
        below, above = np.moveaxis(ordered[..., places], -1, 0).astype("float64")
        part = at - int(at)
        step = above - below
        row[...] = below + step * part if part < 0.5 else above - step * (1 - part)
    return np.where(np.isnan(ordered[..., -1]), np.nan, found)


def spread(draws: Array) -> Array:
    """The quantiles that are printed of draws, levels x area x year, rising at each level."""
    return np.maximum.accumulate(of_draws(draws, list(shapes.QUANTILES.values())), axis=0)


def projected(
    draws: Draws,
    *,
    run: str,
    origin: int,
    scenario: str,
    unit: Mapping[str, str],
    central: Mapping[Key, Array] | None = None,
    moved: Mapping[Key, Array] | None = None,
    spreads: Mapping[Key, Array] | None = None,
) -> pd.DataFrame:
    """Projected rows of every figure drawn; `unit` gives the unit of each measure.

    The central figure is the median of the draws, or that of `central` (area x year, nan for
    none) where the key has one, or `moved` from the median by so much; either is "no change":
    `method` says which. Beyond three years it says besides that errors are extrapolated from
    shorter forecasts. A figure that is missing (nan) in any draw is `not_available` and has no
    quantiles. `spreads` are those that are worked out already (`spread`).
    """
    known = spreads or {}
    told = np.stack(
        [known[key] if key in known else spread(array) for key, array in draws.values.items()], 1
    )
    there = ~np.isnan(told[0])
    middle = told[list(shapes.QUANTILES).index("p50")]
    still = np.full(there.shape, np.nan)
    for place, key in enumerate(draws.values):
        if moved and key in moved:
            still[place] = middle[place] + moved[key]
        elif central and key in central:
            still[place] = central[key]
    held = np.isfinite(still)
    figures, areas, years = there.shape
    ends = pd.DatetimeIndex([pd.Timestamp(year, 3, 31) for year in draws.years])
    figure = np.repeat(np.arange(figures), areas * years)
    measure, dimension, category = zip(*draws.values, strict=True)
    columns = {
        "run": run,
        "origin": origin,
        "scenario": scenario,
        "measure": _words(measure, figure),
        "area": _words(draws.areas, np.tile(np.repeat(np.arange(areas), years), figures)),
        "period_end": np.tile(ends, figures * areas),
        "dimension": _words(dimension, figure),
        "category": _words(category, figure),
        "unit": _words([unit[each] for each in measure], figure),
        "central": np.where(there & held, still, middle).ravel(),
        **{name: level.ravel() for name, level in zip(shapes.QUANTILES, told, strict=True)},
        "method": _words(METHODS, _method(draws, held, origin).ravel()),
        "status": _words((shapes.NOT_AVAILABLE, shapes.OK), there.ravel()),
    }
    return pd.DataFrame(columns)[list(shapes.PROJECTED)]


def _words(words: Sequence[str], numbers: NDArray[Any]) -> pd.api.extensions.ExtensionArray:
    """The words of these numbers, in a column."""
    return pd.array(list(words), dtype="str").take(numbers.astype("int64"))


def _method(draws: Draws, held: NDArray[np.bool_], origin: int) -> NDArray[np.int64]:
    """The place among METHODS of how each middle came about, figure x area x year; `held` are
    those that are no change.
    """
    far = np.array(draws.years) - origin > LONGEST_DIRECT
    levelled = np.array([measure in LEVELLED for measure, *_ in draws.values])[:, None, None]
    near = np.where(held, PLAIN.index(NO_CHANGE), far & levelled)
    return near + len(PLAIN) * far

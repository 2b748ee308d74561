"""Draws become projected rows: quantiles of each figure, area and year."""

from collections.abc import Mapping, Sequence

import numpy as np
import pandas as pd

from analysis.core import shapes
from analysis.forecast.draws import Array, Draws, Key
from analysis.forecast.panel import CHILDREN, OLDER, YOUNGER
from analysis.forecast.random_walk import LONGEST_DIRECT

METHOD, LEVEL, NO_CHANGE = "model", "level of the third year", "no change"
EXTRAPOLATED = ", errors extrapolated"
LEVELLED = (CHILDREN, YOUNGER, OLDER)  # whose middle stays at the level of the third year


def of_draws(draws: Array, levels: Sequence[float]) -> Array:
    """Quantiles over draws (the first axis), levels x the other axes: those of `np.quantile`.

    Draws are sorted once for all levels, several times faster than looking for each. nan where
    any draw is.
    """
    ordered = np.ascontiguousarray(np.moveaxis(draws, 0, -1))
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


def projected(
    draws: Draws,
    *,
    run: str,
    origin: int,
    scenario: str,
    unit: Mapping[str, str],
    central: Mapping[Key, Array] | None = None,
    moved: Mapping[Key, Array] | None = None,
) -> pd.DataFrame:
    """Projected rows of every figure drawn; `unit` gives the unit of each measure.

    The central figure is the median of the draws, or that of `central` (area x year, nan for
    none) where the key has one, or `moved` from the median by so much; either is "no change":
    `method` says which. Beyond three years it says besides that errors are extrapolated from
    shorter forecasts. A figure that is missing (nan) in any draw is `not_available` and has no
    quantiles.
    """
    still, more = central or {}, moved or {}
    parts = [
        _rows(draws, key, array, still.get(key), more.get(key)).assign(unit=unit[key[0]])
        for key, array in draws.values.items()
    ]
    rows = pd.concat(parts, ignore_index=True).assign(run=run, origin=origin, scenario=scenario)
    far = rows["period_end"].dt.year - origin > LONGEST_DIRECT
    held = far & rows["measure"].isin(LEVELLED) & (rows["method"] == METHOD)
    rows["method"] = rows["method"].mask(held, LEVEL)
    rows["method"] = rows["method"].mask(far, rows["method"] + EXTRAPOLATED)
    return rows[list(shapes.PROJECTED)]


def _rows(
    draws: Draws, key: Key, array: Array, central: Array | None, moved: Array | None
) -> pd.DataFrame:
    measure, dimension, category = key
    spread = np.maximum.accumulate(of_draws(array, list(shapes.QUANTILES.values())), axis=0)
    there = ~np.isnan(spread[0])
    middle = spread[list(shapes.QUANTILES).index("p50")]
    still = np.full(there.shape, np.nan) if central is None else central
    still = still if moved is None else middle + moved
    middle = np.where(there & np.isfinite(still), still, middle)
    quantiles = {name: spread[i].ravel() for i, name in enumerate(shapes.QUANTILES)}
    ends = [pd.Timestamp(year, 3, 31) for year in draws.years]
    return pd.DataFrame(
        {
            "measure": measure,
            "area": np.repeat(draws.areas, len(ends)),
            "period_end": np.tile(pd.DatetimeIndex(ends), len(draws.areas)),
            "dimension": dimension,
            "category": category,
            "central": middle.ravel(),
            **quantiles,
            "method": np.where(np.isfinite(still).ravel(), NO_CHANGE, METHOD),
            "status": np.where(there.ravel(), shapes.OK, shapes.NOT_AVAILABLE),
        }
    )

"""Care leavers, forecast as streams of their own from what is known of those about to leave."""

import numpy as np
from numpy.typing import NDArray

from analysis.forecast import random_walk
from analysis.forecast.demand import national, settings
from analysis.forecast.panel import CHILDREN, SIXTEEN, Panel, shared_growth, standardised
from analysis.forecast.random_walk import Series

Array = NDArray[np.floating]

YOUNGER, OLDER = "care_leavers_17_18", "care_leavers_19_21"


def leavers_series(panel: Panel, measure: str) -> Series:
    """Care leavers of an age in logs.

    Features: those about to come of this age against those who are of it (children of 16 and over
    for ages 17 to 18, leavers of 17 to 18 for 19 to 21), and the growth of the last year.
    """
    count = panel.of(measure)
    count = np.where(count > 0, count, np.nan)
    coming = panel.of(CHILDREN, *SIXTEEN) if measure == YOUNGER else panel.of(YOUNGER)
    with np.errstate(divide="ignore", invalid="ignore"):
        features = [np.log(coming / count), np.diff(np.log(count), axis=1, prepend=np.nan)]
    return Series(
        years=panel.years,
        x=np.log(count),
        noise=np.nan_to_num(1 / count, nan=1.0),
        known=np.stack([standardised(f) for f in features], axis=2),
    )


def forecast(
    panel: Panel, measure: str, origin: int, horizons: int, count: int, rng: np.random.Generator
) -> Array:
    """Draws of the care leavers of an age, draw x area x year, in whole young people."""
    series = leavers_series(panel, measure)
    place = panel.years.index(origin)
    growth = shared_growth(np.exp(series.x), place)
    growth = growth[np.flatnonzero(growth)[:1].sum() :]
    strength = settings.penalty(series, origin)
    size = settings.shock(growth)
    expected, own = random_walk.moves(series, origin, horizons, count, rng, penalty=strength)
    shared = national.shocks(growth, horizons, count, rng, size)
    centre = random_walk.held(expected + settings.drift(growth, horizons, size))
    now = np.exp(series.x[:, place])
    draws = now[None, :, None] * np.exp(centre[None] + own + shared[:, None, :])
    return np.floor(draws + rng.random(draws.shape))

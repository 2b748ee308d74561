"""Who will need a home: all streams of demand, drawn together for all authorities."""

from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from analysis.core.shapes import ALL
from analysis.forecast.demand import settings, shares, total
from analysis.forecast.draws import Array, Draws, Key
from analysis.forecast.panel import CHILDREN, OLDER, SIXTEEN, YOUNGER, Panel, logs_of, shared_growth
from analysis.forecast.random_walk import Series

LEAVERS = (YOUNGER, OLDER)


@dataclass(frozen=True, kw_only=True)
class Demand:
    """Draws of the years after the origin, and of the origin itself (draw x area).

    The origin varies between draws: published totals are revised, and hidden cells are imputed.
    """

    later: Draws
    now: dict[Key, Array]


def forecast(panel: Panel, origin: int, horizons: int, count: int, seed: int) -> Demand:
    """Children in care by placement, age and unaccompanied or not, and care leavers.

    Whole children, in single precision, which holds them exactly; in every draw the parts of each
    breakdown add up to the total. nan for an area that publishes no total, or no breakdown, at the
    origin.
    """
    rng = np.random.default_rng([seed, origin])
    whole = total.forecast(panel, origin, horizons, count, rng)
    rounded = np.floor(whole.draws + rng.random(whole.draws.shape)).astype("float32")
    later: dict[Key, Array] = {(CHILDREN, ALL, ALL): rounded}
    now: dict[Key, Array] = {(CHILDREN, ALL, ALL): whole.origin}
    for tree in shares.TREES:
        first, after = shares.shares(panel, tree, origin, whole.steps, rng)
        after *= rounded[:, :, :, None]
        parts = shares.whole_children(after, rng)
        for i, category in enumerate(tree.categories):
            later[(CHILDREN, tree.dimension, category)] = parts[:, :, :, i]
            now[(CHILDREN, tree.dimension, category)] = whole.origin * first[:, :, i]
    for measure in LEAVERS:
        later[(measure, ALL, ALL)] = leavers(panel, measure, origin, horizons, count, rng)
    return Demand(later=Draws(areas=panel.areas, years=whole.years, values=later), now=now)


@lru_cache(maxsize=8)
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
    return logs_of(count, panel.years, features)


def leavers(
    panel: Panel, measure: str, origin: int, horizons: int, count: int, rng: np.random.Generator
) -> Array:
    """Draws of the care leavers of an age, draw x area x year, in whole young people."""
    series = leavers_series(panel, measure)
    place = panel.years.index(origin)
    growth = shared_growth(np.exp(series.x), place)
    growth = growth[np.flatnonzero(growth)[:1].sum() :]
    size = settings.shock(growth)
    centre, own, shared = settings.changes(series, growth, origin, horizons, count, rng, size=size)
    now = np.exp(series.x[:, place])
    draws = now[None, :, None] * np.exp(centre + own + shared)
    return np.floor(draws + rng.random(draws.shape)).astype("float32")

"""Who will need a home: all streams of demand, drawn together for all authorities."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from analysis.core.shapes import ALL
from analysis.forecast.demand import care_leavers, shares, total
from analysis.forecast.draws import Draws, Key
from analysis.forecast.panel import CHILDREN, Panel

Array = NDArray[np.floating]

LEAVERS = (care_leavers.YOUNGER, care_leavers.OLDER)


@dataclass(frozen=True, kw_only=True)
class Demand:
    """Draws of the years after the origin, and of the origin itself (draw x area).

    The origin varies between draws: published totals are revised, and hidden cells are imputed.
    """

    later: Draws
    now: dict[Key, Array]


def forecast(panel: Panel, origin: int, horizons: int, count: int, seed: int) -> Demand:
    """Children in care by placement, age and unaccompanied or not, and care leavers.

    Whole children; in every draw the parts of each breakdown add up to the total. nan for an area
    that publishes no total, or no breakdown, at the origin.
    """
    rng = np.random.default_rng([seed, origin])
    whole = total.forecast(panel, origin, horizons, count, rng)
    rounded = np.floor(whole.draws + rng.random(whole.draws.shape))
    later: dict[Key, Array] = {(CHILDREN, ALL, ALL): rounded}
    now: dict[Key, Array] = {(CHILDREN, ALL, ALL): whole.origin}
    for tree in shares.TREES:
        first, after = shares.shares(panel, tree, origin, whole.steps, rng)
        parts = shares.whole_children(rounded[:, :, :, None] * after, rng)
        for i, category in enumerate(tree.categories):
            later[(CHILDREN, tree.dimension, category)] = parts[:, :, :, i]
            now[(CHILDREN, tree.dimension, category)] = whole.origin * first[:, :, i]
    for measure in LEAVERS:
        later[(measure, ALL, ALL)] = care_leavers.forecast(
            panel, measure, origin, horizons, count, rng
        )
    return Demand(later=Draws(areas=panel.areas, years=whole.years, values=later), now=now)

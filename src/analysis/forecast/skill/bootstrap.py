"""How far a score hangs on the areas that happen to be scored: a paired bootstrap over areas.

Whole areas are drawn with replacement (Efron and Tibshirani 1993, section 8.5: what belongs
together is drawn together), with every starting year of each, and with the method and "no change"
side by side, so that a ratio of the two is compared on the same areas. The years stay as they
were: an interval does not say how another ten years would have gone.
"""

from collections.abc import Callable, Mapping
from functools import lru_cache

import numpy as np

from analysis.forecast.draws import Array

Scores = Callable[[Array], Mapping[str, Array]]

COUNT, SEED = 1000, 2025
TAILS = (0.025, 0.975)
FEWEST_AREAS = 5  # fewer cannot tell how areas differ


def intervals(sums: Array, scores: Scores) -> dict[str, tuple[float, float]]:
    """The 95% percentile interval of each score; nan with fewer than five areas.

    `sums` (areas x figures) is what each area adds to the figures that `scores` are worked out
    from; `scores` takes figures on the last axis.
    """
    areas = len(sums)
    if areas < FEWEST_AREAS:
        return dict.fromkeys(scores(sums.sum(axis=0)), (np.nan, np.nan))
    drawn = scores(_times(areas).astype(float) @ sums)
    ends = np.quantile(np.stack([*drawn.values()]), TAILS, axis=1).T.tolist()
    return {name: (low, high) for name, (low, high) in zip(drawn, ends, strict=True)}


@lru_cache(maxsize=128)  # a third of a megabyte each; many groups have as many areas
def _times(areas: int) -> Array:
    """How often each area is drawn, draws x areas; the same for every score of so many areas."""
    rng = np.random.default_rng([SEED, areas])
    return rng.multinomial(areas, np.full(areas, 1 / areas), COUNT).astype("uint16")

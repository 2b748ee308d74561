"""The settings of the forecast, chosen by a rule that sees only what was known by the origin.

A forecast of an earlier year must not know how the years after it went, and neither may the choice
of its settings: the score of settings that were chosen with the scored years in sight promises
more than a year to come will keep. The rule (prequential, Dawid 1984): of a short list declared
here, the setting whose middle line missed least from every earlier origin whose outcome was known
by the origin, and "nothing is expected to change" where that missed no more, or where too little
is known to tell; the size of a shock goes by likelihood. Today's forecast follows the same rule.
"""

import math

import numpy as np
from numpy.random import Generator

from analysis.forecast import random_walk
from analysis.forecast.demand import national
from analysis.forecast.draws import Array
from analysis.forecast.random_walk import NOTHING, Series

PENALTIES = (1000.0, 100.0)  # of the ridge, besides NOTHING
CARRIED = (0.5, 1.0)  # of the growth that persistence carries over, besides none of it
SHOCKS = (0.06, 0.12, 0.25)  # prior size of a year's shared change, in logits or logs
FEWEST_OUTCOMES = 3  # of a country, a year ahead, before any drift is believed
HORIZONS = range(1, random_walk.LONGEST_DIRECT + 1)


def penalty(series: Series, origin: int) -> float:
    """The penalty of the regression on what is known of an area; NOTHING expects no change.

    The loss is the mean absolute difference of the areas' own changes from what was expected of
    them, over 1 to 3 years, each divided by the usual size of such a change.
    """
    losses: dict[float, list[Array]] = {each: [] for each in (NOTHING, *PENALTIES)}
    for place, start in enumerate(series.years):
        for horizon in HORIZONS:
            plain = random_walk.fit(series, start, horizon) if start + horizon <= origin else None
            if plain is None:
                continue
            scale = plain.scale(series.noise[:, place])
            for strength, missed in losses.items():
                found = random_walk.relearnt(series, start, plain, strength)
                missed.append(np.abs(random_walk.left(series, place, found, scale)))
    return _least({strength: _mean(missed) for strength, missed in losses.items()}, NOTHING)


def carried(growth: Array, shock: float = national.PRIOR_SHOCK) -> float:
    """How much of the growth that persistence carries over is expected: none, half or all of it.

    `growth` is log growth by year, oldest first, up to the origin. The loss is the mean absolute
    error of the growth over 1, 2 and 3 years, each divided by that of no growth.
    """
    if outcomes(growth) < FEWEST_OUTCOMES:
        return 0.0
    losses = dict.fromkeys((0.0, *CARRIED), 0.0)
    for horizon in HORIZONS:
        starts = range(1, len(growth) - horizon + 1)
        said = np.array([national.drift(growth[:s], horizon, shock)[-1] for s in starts])
        came = np.array([growth[s : s + horizon].sum() for s in starts])
        if np.abs(came).sum() > 0:
            for part in losses:
                losses[part] += float(np.abs(came - part * said).mean() / np.abs(came).mean())
    return _least(losses, 0.0)


def outcomes(growth: Array) -> int:
    """How many years of growth can be set beside what the years before them said."""
    return max(0, len(growth) - 1)


def changes(
    series: Series,
    growth: Array,
    origin: int,
    horizons: int,
    count: int,
    rng: Generator,
    *,
    size: float = national.PRIOR_SHOCK,
    steps: Array | None = None,
) -> tuple[Array, Array, Array]:
    """Expected changes, draws of areas' own about them and draws of what all areas share.

    From the origin to 1, 2, ... years later: area x year, draw x area x year, draw x 1 x year.
    `growth` is what all share, by year; `size` of its shocks (prior); `steps` as in `moves`.
    """
    strength = penalty(series, origin)
    expected, own = random_walk.moves(series, origin, horizons, count, rng, steps, strength)
    shared = national.shocks(growth, horizons, count, rng, size)
    drift = carried(growth, size) * national.drift(growth, horizons, size)
    return random_walk.held(expected + drift), own, shared[:, None, :]


def shock(growth: Array) -> float:
    """The prior size of a year's shared change under which the changes so far are likeliest.

    The smallest where none is known. `growth` are shared changes by year, oldest first.
    """
    return max(SHOCKS, key=lambda size: _likely(growth, size))


def _likely(growth: Array, size: float) -> float:
    """The log likelihood of shocks under Student's t of that size, but for a constant."""
    free = national.SHOCK_FREEDOM
    tails = np.log1p((growth / size) ** 2 / free).sum()
    return -float(tails * (free + 1) / 2 + len(growth) * math.log(size))


def _mean(parts: list[Array]) -> float:
    held = np.concatenate(parts) if parts else np.array([])
    return float(np.nanmean(held)) if np.isfinite(held).any() else math.nan


def _least(losses: dict[float, float], plain: float) -> float:
    """The setting of least loss; the plain one unless another missed less."""
    best = min(losses, key=lambda setting: (losses[setting], setting != plain))
    return best if losses[best] < losses[plain] else plain

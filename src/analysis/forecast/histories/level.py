"""How high a rate is now and may be: a level with a trend, that drifts and now and then jumps.

A particle filter (Gordon, Salmond and Smith 1993) goes through the months; each particle is one
possible level with its own trend and drift, from none at all to a lot. What the months say decides.
A trend is damped in months to come (Gardner and McKenzie 1985).
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

PARTICLES = 8000
DRIFTS = {0.0: 0.75, 0.01: 0.18, 0.02: 0.07}
"""The standard deviation of a month's change of the log level, and how likely each is before."""
TREND, NO_TREND, DAMPED = 0.004, 0.6, 0.97
"""The standard deviation of a trend of the log level a month, how likely it is that there is none,
and what is left of one a month later."""
JUMP, JUMP_SIZE = 1 / 60, 0.25
"""The chance of a jump in a month, and the standard deviation of its log."""
Array = NDArray[np.float64]


@dataclass(frozen=True)
class Level:
    """The level after the last month, as particles: its log, trend and drift, and its weight."""

    log: Array
    trend: Array
    drift: Array
    weight: Array

    @property
    def mean(self) -> float:
        """The expected level."""
        return float((np.exp(self.log) * self.weight).sum())

    def paths(self, rng: np.random.Generator, shocks: Array) -> Array:
        """Levels to come, one row for each row of `shocks`, standard normal, one column a month.

        The level drifts as it did, its trend is damped, and jumps are not foreseen.
        """
        picked = rng.choice(len(self.log), size=len(shocks), p=self.weight)
        steps = self.drift[picked, None] * shocks
        steps += self.trend[picked, None] * DAMPED ** np.arange(1, shocks.shape[1] + 1)
        return np.asarray(np.exp(self.log[picked, None] + steps.cumsum(axis=1)))


def filtered(events: Array, expected: Array, seed: int = 0) -> Level:
    """The level of `events` over `expected`, month by month, oldest first; at least one month."""
    rng = np.random.default_rng(seed)
    mean = (events.sum() + 0.5) / (expected.sum() + 0.5)
    trend = rng.normal(0, TREND, PARTICLES) * (rng.random(PARTICLES) >= NO_TREND)
    log = np.log(mean) + rng.normal(0, 0.4, PARTICLES) - trend * len(events) / 2
    drift = rng.choice(list(DRIFTS), PARTICLES, p=list(DRIFTS.values()))
    likely = np.zeros(PARTICLES)
    for seen, usual in zip(events, expected, strict=True):
        jumps = rng.random(PARTICLES) < JUMP
        log = log + trend + drift * rng.normal(size=PARTICLES)
        log = log + np.where(jumps, rng.normal(0, JUMP_SIZE, PARTICLES), 0.0)
        likely = likely + seen * log - np.exp(log) * usual
        weight = _weights(likely)
        if 1 / (weight**2).sum() < PARTICLES / 2:
            evenly = (np.arange(PARTICLES) + rng.random()) / PARTICLES
            kept = np.searchsorted(weight.cumsum(), evenly).clip(0, PARTICLES - 1)
            log, trend, drift = log[kept], trend[kept], drift[kept]
            likely = np.zeros(PARTICLES)
    return Level(log, trend, drift, _weights(likely))


def _weights(likely: Array) -> Array:
    weight = np.exp(likely - likely.max())
    return np.asarray(weight / weight.sum())

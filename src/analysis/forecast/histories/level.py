"""How high a rate is now and may be: a level with a trend, that drifts and now and then jumps.

A filter on a grid (Kitagawa 1987) goes through the months for each trend and drift, from none to a
lot. What the months say decides between them. A trend is damped in months to come (Gardner and
McKenzie 1985).
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

DRIFTS = {0.0: 0.9, 0.01: 0.1}
"""The standard deviation of a month's change of the log level, and how likely each is before."""
TRENDS = {0.0: 0.7, 0.003: 0.1, -0.003: 0.1, 0.006: 0.05, -0.006: 0.05}
"""Trends of the log level a month, and how likely each is before."""
DAMPED = 0.97
"""What is left of a trend one month later."""
GOES_BACK, STAYS = 0.5, 0.95
JUMP, JUMP_SIZES = 1 / 120, {0.25: 0.8, 1.0: 0.2}
"""The chance of a jump in a month; standard deviations of its log, and how likely each is."""
AROUND, STEP, WIDE = 0.4, 0.01, 2.0
"""The standard deviation of the log level before, and the step and half the width of the grid."""
Array = NDArray[np.float64]


@dataclass(frozen=True)
class Level:
    """The level after the last month, as points: its log, trend and drift, and its weight."""

    log: Array
    trend: Array
    drift: Array
    weight: Array
    usual: float

    @property
    def mean(self) -> float:
        """The expected level."""
        return float((np.exp(self.log) * self.weight).sum())

    def paths(self, rng: np.random.Generator, shocks: Array) -> Array:
        """Levels to come, one row for each row of `shocks`, standard normal, one column a month.

        The level drifts as it did, its trend is damped, and jumps are not foreseen.
        """
        picked = self._picked(rng, len(shocks))
        steps = self.drift[picked, None] * shocks
        ahead, log = np.arange(1, shocks.shape[1] + 1), self.log[picked, None]
        steps += self.trend[picked, None] * DAMPED**ahead
        goes = (rng.random(len(picked)) < GOES_BACK) & (self.trend[picked] == 0)
        back = np.where(goes[:, None], self.usual - log, 0.0)
        return np.asarray(np.exp(log + steps.cumsum(axis=1) + back * (1 - STAYS**ahead)))

    def _picked(self, rng: np.random.Generator, many: int) -> NDArray[np.int64]:
        """So many points by their weights, one from each of as many strata of the level."""
        order = np.argsort(self.log, kind="stable")
        part = (rng.permutation(many) + rng.random(many)) / many
        at = np.searchsorted(self.weight[order].cumsum(), part)
        return np.asarray(order[np.minimum(at, len(order) - 1)])


def filtered(events: Array, expected: Array) -> Level:
    """The level of `events` over `expected`, month by month, oldest first; at least one month.

    Points are levels after the last month: earlier ones differ from them by the trend.
    """
    mean = np.log((events.sum() + 0.5) / (expected.sum() + 0.5))
    away = np.arange(-WIDE, WIDE + STEP / 2, STEP)
    trend, drift = np.array(list(TRENDS))[:, None, None], np.array(list(DRIFTS))[:, None]
    ago = np.arange(len(events))[::-1]
    middle = (ago * expected).sum() / expected.sum()
    weight = _normal(away - trend * middle, AROUND) * np.array(list(DRIFTS.values()))[:, None]
    weight = weight * np.array(list(TRENDS.values()))[:, None, None]
    kernels = [_moves(away, each) for each in DRIFTS]
    for seen, usual, months in zip(events, expected, ago, strict=True):
        weight = np.stack([weight[:, n] @ each for n, each in enumerate(kernels)], axis=1)
        log = mean + away - trend * months
        likely = seen * log - np.exp(log) * usual
        weight = weight * np.exp(likely - likely.max())
        weight /= weight.sum()
    points = np.broadcast_arrays(mean + away, trend, drift, weight)
    return Level(*(each.ravel() for each in points), mean)


def _moves(away: Array, drift: float) -> Array:
    """The chance of going from each point of the grid to each other in a month."""
    apart = away[:, None] - away
    stays = _normal(apart, drift) if drift else np.eye(len(away))
    jumps = sum(share * _normal(apart, size) for size, share in JUMP_SIZES.items())
    return np.asarray((1 - JUMP) * stays + JUMP * jumps)


def _normal(apart: Array, spread: float) -> Array:
    """A normal density on the grid, of sum one."""
    density = np.exp(-((apart / spread) ** 2) / 2)
    return np.asarray(density / density.sum(-1, keepdims=True))

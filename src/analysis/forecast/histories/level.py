"""How high a rate is now and may be: a level with a trend, that drifts and now and then jumps.

A filter on a grid (Kitagawa 1987) goes through the months for each trend and drift, from none to a
lot. What the months say decides between them. A trend is damped in months to come (Gardner and
McKenzie 1985). How likely each was before was chosen on made-up authorities (docs/methods.md).
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

DRIFTS = {0.0: 0.8, 0.005: 0.2}
"""The standard deviation of a month's change of the log level, and how likely each is before."""
TRENDS = {0.0: 0.88, 0.003: 0.04, -0.003: 0.04, 0.006: 0.02, -0.006: 0.02}
"""Trends of the log level a month, and how likely each is before."""
DAMPED = 0.95
"""What is left of a trend one month later."""
GOES_BACK, STAYS = 0.4, 0.95
"""The share of futures in which a level without a trend goes back to the mean of all months, and
what is left one month later of what it was away."""
JUMP, JUMP_SIZES = 1 / 40, {0.25: 0.95, 1.0: 0.05}
"""The chance of a jump in a month; standard deviations of its log, and how likely each is."""
AROUND, STEP, WIDE = 0.4, 0.01, 2.0
"""The standard deviation of the log level before, and the step and half the width of the grid."""
Array = NDArray[np.float64]


@dataclass(frozen=True)
class Level:
    """The level after the last month, as points: its log, trend and drift, and its weight.

    `usual` is the log of the level of all months; `noise` the standard deviation of a month's log
    about the level, beyond chance.
    """

    log: Array
    trend: Array
    drift: Array
    weight: Array
    usual: float
    noise: float = 0.0

    @property
    def mean(self) -> float:
        """The expected level."""
        return float((np.exp(self.log) * self.weight).sum())

    def paths(self, rng: np.random.Generator, shocks: Array) -> Array:
        """Levels to come, one row for each row of `shocks`, standard normal, one column a month.

        The level drifts as it did, its trend is damped, and jumps are not foreseen; what is away
        from the mean of all months stays so in some futures and goes back in others.
        """
        picked = self._picked(rng, len(shocks))
        steps = self.drift[picked, None] * shocks
        ahead, log = np.arange(1, shocks.shape[1] + 1), self.log[picked, None]
        steps += self.trend[picked, None] * DAMPED**ahead
        goes = (rng.random(len(picked)) < GOES_BACK) & (self.trend[picked] == 0)
        back = np.where(goes[:, None], self.usual - log, 0.0)
        steps = steps.cumsum(axis=1) + back * (1 - STAYS**ahead) - self.noise**2 / 2
        return np.asarray(np.exp(log + steps + self.noise * rng.normal(size=steps.shape)))

    def _picked(self, rng: np.random.Generator, many: int) -> NDArray[np.int64]:
        """So many points by their weights, one from each of as many strata of the level."""
        order = np.argsort(self.log, kind="stable")
        part = (rng.permutation(many) + rng.random(many)) / many
        at = np.searchsorted(self.weight[order].cumsum(), part)
        return np.asarray(order[np.minimum(at, len(order) - 1)])


def filtered(events: Array, expected: Array, clumps: float = 1.0) -> Level:
    """The level of `events` over `expected`, month by month, oldest first; at least one month.

    Events that come `clumps` at a time say as much as so many times fewer (McCullagh and Nelder
    1989), and their months to come differ by more than chance. Points are levels after the last
    month: earlier ones differ from them by the trend.
    """
    mean = np.log((events.sum() + 0.5) / (expected.sum() + 0.5))
    away = np.arange(-WIDE, WIDE + STEP / 2, STEP)
    trend, drift = np.array(list(TRENDS))[:, None, None], np.array(list(DRIFTS))[:, None]
    ago = np.arange(len(events))[::-1]
    middle = (ago * expected).sum() / max(expected.sum(), 1e-9)
    weight = _normal(away - trend * middle, AROUND) * np.array(list(DRIFTS.values()))[:, None]
    weight = weight * np.array(list(TRENDS.values()))[:, None, None]
    kernels = [_moves(away, each) for each in DRIFTS]
    for seen, usual, months in zip(events, expected, ago, strict=True):
        weight = np.stack([weight[:, n] @ each for n, each in enumerate(kernels)], axis=1)
        log = mean + away - trend * months
        likely = (seen * log - np.exp(log) * usual) / clumps
        weight = weight * np.exp(likely - likely.max())
        weight /= weight.sum()
    points = [each.ravel() for each in np.broadcast_arrays(mean + away, trend, drift, weight)]
    noise = np.sqrt(np.log1p((clumps - 1) / max(events.mean(), 1.0)))
    return Level(points[0], points[1], points[2], points[3], float(mean), float(noise))


def clumps(events: Array, expected: Array) -> float:
    """The variance of events over that of chance, by the differences of months; at least 1."""
    apart = np.diff((events - expected) / np.sqrt(np.maximum(expected, 1.0)))
    return max(1.0, float((apart**2).mean() / 2)) if len(apart) else 1.0


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

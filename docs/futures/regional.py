"""The regional demand model, as we read its published method; it is on no package index.

cs-demand-model-regional (SocialFinanceDigitalLabs, MIT): a state is a band of age and a kind of
home. From one state to another goes, each day, the mean over all days of history of those who went
over those who were there the day before; as many come each day as came on average. The population
is taken forward a day at a time by that matrix, and what it calls a 95% band is two standard
deviations by a sum of variances, in which nothing is damped.
"""

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from analysis.forecast.histories.careers import LEFT, YEAR, Careers

CATEGORIES = {"foster": 0, "childrens_homes": 1, "supported": 2}
OTHER = 3
BANDS = np.array([0, 1, 5, 10, 16, 99]) * YEAR
STATES = (len(BANDS) - 1) * (OTHER + 1)


class Path(NamedTuple):
    """The total on each day from the last one known, and the half width of its band."""

    total: np.ndarray
    half: np.ndarray


@dataclass(frozen=True)
class Pieces:
    """Spells cut at the birthdays where bands begin: state, days, and the state that follows."""

    state: np.ndarray
    since: np.ndarray
    until: np.ndarray
    to: np.ndarray
    came: np.ndarray

    @classmethod
    def of(cls, c: Careers) -> "Pieces":
        """Of the spells of all children; LEFT stands for every end that no state follows."""
        kinds = np.array([CATEGORIES.get(kind, OTHER) for kind, _ in c.states])
        kind, after, parts = kinds[c.state], np.where(c.then >= 0, kinds[c.then], LEFT), []
        for band in range(len(BANDS) - 1):
            since = np.maximum(c.start, np.ceil(c.born + BANDS[band]))
            until = np.minimum(c.end, np.ceil(c.born + BANDS[band + 1]))
            turns = until < c.end
            to = np.where(turns, kind + (OTHER + 1) * (band + 1), after + (OTHER + 1) * band)
            to = np.where(~turns & (after == LEFT), LEFT, to)
            came = (c.start == c.began) & (since == c.start)
            part = (kind + (OTHER + 1) * band, since, until, to, came)
            parts.append([each[until > since] for each in part])
        return cls(*(np.concatenate(each).astype(int) for each in zip(*parts, strict=True)))


def forecast(c: Careers, days: int) -> Path:
    """Its path from the last day of some histories on."""
    p, length = Pieces.of(c), c.as_at - c.first + 1
    changes = np.zeros((length + 1, STATES))
    np.add.at(changes, (np.clip(p.since - c.first, 0, length), p.state), 1)
    np.add.at(changes, (np.clip(p.until - c.first, 0, length), p.state), -1)
    stock = changes.cumsum(axis=0)[:length]
    went = (p.until > c.first) & (p.until <= c.as_at) & (p.to != p.state)
    there = stock[p.until[went] - c.first - 1, p.state[went]]
    matrix = np.zeros((STATES + 1, STATES))
    np.add.at(matrix, (p.to[went], p.state[went]), 1 / there)
    matrix /= np.maximum((stock[:-1] > 0).sum(axis=0), 1)
    stays = np.diag(1 - matrix.sum(axis=0))
    matrix = matrix[:STATES] + stays
    came = (p.came == 1) & (p.since >= c.first) & (p.since <= c.as_at)
    entries = np.bincount(p.state[came], minlength=STATES) / (length + 1)
    population, variance, path = stock[-1], np.zeros(STATES), [(stock[-1].sum(), 0.0)]
    for _ in range(days):
        variance = variance + (matrix * (1 - matrix)) @ population + entries
        population = matrix @ population + entries
        path.append((population.sum(), 2 * np.sqrt(variance.sum())))
    return Path(*np.array(path).T)

"""How often children leave care and move, by age, time in care and kind of home.

Days and events are counted in cells of a Lexis diagram. A Poisson regression with a ridge (le
Cessie and van Houwelingen 1992) says what each cell is like by its age, time and kind; each cell's
own events then weigh as much against that as a gamma prior of its strength allows (Clayton and
Kaldor 1987). A cell with few days is therefore like its row and column, and one with many like
itself.
"""

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from analysis.forecast.histories.careers import ADULT, LEFT, YEAR, Careers, Days, eighteen

AGES = np.array([0, 1, 5, 10, 13, 16, 17, ADULT]) * YEAR
TIMES = np.array([0, 60, 180, 365, 730, 1095, 1825, np.inf])
"""Where bands of age and of time in care begin, in days."""
N_AGES, N_TIMES = len(AGES) - 1, len(TIMES) - 1
STRENGTH = (5.0, 500.0)
"""The least and the most events that the prior of a cell may be worth."""
RIDGE = 1.0
OWN_MOVES = 20.0
"""Moves that what is usual for an age counts for beside a kind's own moves."""
PHASED, PHASES = "adoption", 3
"""Being placed for adoption takes its time and then ends: so many phases of equal length."""
Array = NDArray[np.float64]


@dataclass(frozen=True)
class Gamma:
    """Independent gamma distributions of hazards a day, one for each cell."""

    shape: Array
    rate: Array

    @classmethod
    def of(cls, events: Array, days: Array, usual: Array, strength: float) -> "Gamma":
        """What events in so many days leave of a gamma prior that has the usual hazard for its mean
        and is worth `strength` events (Clayton and Kaldor 1987).
        """
        return cls(events + strength, days + strength / usual)

    @property
    def mean(self) -> Array:
        """The expected hazard of each cell."""
        return self.shape / self.rate

    def draw(self, rng: np.random.Generator) -> Array:
        """One hazard for each cell."""
        return np.asarray(rng.standard_gamma(self.shape) / self.rate)


@dataclass(frozen=True)
class Hazards:
    """Of leaving care before 18 and of moving, in cells alone x kind x age x time in care.

    `moves_to` has the chance of each state after a move, by kind and age; `phase` how many days a
    phase of the placement for adoption takes on average, and `adopted` the share of these
    placements that end care.
    """

    leave: Gamma
    move: Gamma
    moves_to: Array
    phase: float
    adopted: float


def fit(careers: Careers) -> Hazards:
    """The hazards that a council's histories tell."""
    days, left, moved = exposure(careers)
    at = careers.kinds.index(PHASED) if PHASED in careers.kinds else -1
    events = (left[:, at].sum(), moved[:, at].sum()) if at >= 0 else (0.0, 0.0)
    in_it = days[:, at].sum() if at >= 0 else 0.0
    return Hazards(
        leave=shrunk(days, left),
        move=shrunk(days, moved),
        moves_to=_destinations(careers),
        phase=(in_it + YEAR / 2) / (sum(events) + 1) / PHASES,
        adopted=(events[0] + 1.9) / (sum(events) + 2),
    )


def exposure(careers: Careers) -> tuple[Array, Array, Array]:
    """Days in care, children who left before 18 and moves, each alone x kind x age x time."""
    c, kind = careers, careers.kind_of[careers.state]
    alone = c.alone.astype(np.int64)
    shape = (2, len(c.kinds), N_AGES, N_TIMES)
    since, until = np.maximum(c.start, c.first), np.minimum(c.end, c.as_at + 1)
    days, left, moved = np.zeros(shape), np.zeros(shape), np.zeros(shape)
    for a in range(N_AGES):
        for t in range(N_TIMES):
            low = np.maximum(np.maximum(since, c.born + AGES[a]), c.began + TIMES[t])
            high = np.minimum(np.minimum(until, c.born + AGES[a + 1]), c.began + TIMES[t + 1])
            np.add.at(days[:, :, a, t], (alone, kind), np.maximum(high - low, 0.0))
    seen = (c.end > c.first) & (c.end <= c.as_at)
    place = (alone, kind, age_band(c.end - c.born), time_band(c.end - c.began))
    for into, which in ((left, before_18(c)), (moved, c.then >= 0)):
        chosen = seen & which
        np.add.at(into, tuple(each[chosen] for each in place), 1.0)
    return days, left, moved


def before_18(careers: Careers) -> NDArray[np.bool_]:
    """Which spells end care before the 18th birthday."""
    return (careers.then == LEFT) & (careers.end < eighteen(careers.born) - 1)


def age_band(days: NDArray[Any]) -> Days:
    """The band of an age in days."""
    return np.clip(np.searchsorted(AGES, days, side="right") - 1, 0, N_AGES - 1)


def time_band(days: NDArray[Any]) -> Days:
    """The band of a time in care in days."""
    return np.clip(np.searchsorted(TIMES, days, side="right") - 1, 0, N_TIMES - 1)


def shrunk(days: Array, events: Array) -> Gamma:
    """The gamma distribution of the hazard of each cell, from days and events in all of them."""
    design, penalty = _design(days.shape)
    e, d = np.maximum(days.ravel(), 1e-9), events.ravel()
    usual = np.exp(design @ ridge_poisson(design, d, e, penalty))
    expected = usual * e
    excess = ((d - expected) ** 2 - expected).sum()
    strength = np.clip((expected**2).sum() / max(excess, 1e-9), *STRENGTH)
    whole = days.shape
    return Gamma.of(d.reshape(whole), e.reshape(whole), usual.reshape(whole), float(strength))


def ridge_poisson(design: Array, events: Array, exposed: Array, penalty: Array) -> Array:
    """Coefficients of a log-linear Poisson model with an offset, by Newton's steps.

    The log-likelihood less half of `penalty` times the squared coefficients is at its highest.
    """
    b = np.zeros(design.shape[1])
    b[0] = np.log(max(events.sum(), 0.5) / exposed.sum())
    for _ in range(60):
        mean = exposed * np.exp(design @ b)
        slope = design.T @ (events - mean) - penalty * b
        step = np.linalg.solve(design.T @ (mean[:, None] * design) + np.diag(penalty), slope)
        b = b + np.clip(step, -2, 2)
        if np.abs(step).max() < 1e-9:
            break
    return b


def _design(shape: tuple[int, ...]) -> tuple[Array, Array]:
    """Columns for the whole, each factor and three pairs of them; the penalty of each column."""
    alone, kind, age, time = np.indices(shape).reshape(4, -1)
    factors = (kind, age, time, alone)
    pairs = (age * N_TIMES + time, kind * N_AGES + age, alone * N_TIMES + time)
    columns = [
        np.ones((alone.size, 1)),
        *(np.eye(each.max() + 1)[each] for each in factors + pairs),
    ]
    design = np.concatenate(columns, axis=1)
    return design, np.append(0.0, np.full(design.shape[1] - 1, RIDGE))


def _destinations(careers: Careers) -> Array:
    """The chance of each state after a move, kind x age x state (Dirichlet, shrunk twice)."""
    c = careers
    seen = (c.end > c.first) & (c.end <= c.as_at) & (c.then >= 0)
    moves = np.zeros((len(c.kinds), N_AGES, len(c.states)))
    place = (c.kind_of[c.state][seen], age_band(c.end - c.born)[seen], c.then[seen])
    np.add.at(moves, place, 1.0)
    whole = (moves.sum((0, 1)) + 0.1) / (moves.sum() + 0.1 * len(c.states))
    by_age = _share(moves.sum(0) + 5 * whole)
    by_kind = _share(moves.sum(1) + 5 * whole)
    usual = _share(np.sqrt(by_age[None] * by_kind[:, None]))
    return _share(moves + OWN_MOVES * usual)


def _share(weights: Array) -> Array:
    return np.asarray(weights / weights.sum(-1, keepdims=True))

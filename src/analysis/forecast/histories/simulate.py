"""Many futures of all children of a council together, month by month.

Futures come in groups; those of a group share their hazards, drawn from what is known of them, and
the level of leaving.
"""

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from analysis.forecast.histories import arrivals
from analysis.forecast.histories.arrivals import MONTH, OLDEST, Arrived, Stream
from analysis.forecast.histories.beginnings import aged
from analysis.forecast.histories.careers import Careers, Days, eighteen
from analysis.forecast.histories.events import Active, Courses, Rates
from analysis.forecast.histories.futures import Futures, Tally, bands
from analysis.forecast.histories.hazards import (
    N_AGES,
    N_TIMES,
    PHASED,
    PHASES,
    Hazards,
    age_band,
    before_18,
    fit,
    time_band,
)
from analysis.forecast.histories.level import Level, clumps, filtered

FUTURES, GROUPS, MONTHS = 2000, 50, 36
Array = NDArray[np.float64]


@dataclass(frozen=True)
class Model:
    """What a council's histories tell: hazards, the level of leaving, and two streams of entry."""

    careers: Careers
    hazards: Hazards
    leaving: Level
    streams: tuple[Stream, Stream]

    @classmethod
    def of(cls, careers: Careers) -> "Model":
        """The model of some histories."""
        careers = aged(careers)
        hazards = fit(careers)
        return cls(careers, hazards, _leaving(careers, hazards), arrivals.fit(careers))

    @property
    def placed(self) -> int:
        """The number of the kind that is a placement for adoption; -1 where there is none."""
        kinds = self.careers.kinds
        return kinds.index(PHASED) if PHASED in kinds else -1


def simulate(
    model: Model, seed: int, *, months: int = MONTHS, futures: int = FUTURES, groups: int = GROUPS
) -> Futures:
    """So many futures of so many months; the same seed gives the same numbers.

    Shocks that all councils share are the same in each future of every council.
    """
    c, ends = model.careers, arrivals.month_ends(model.careers.as_at, months)
    each = futures // groups
    common = np.random.default_rng(0).normal(size=(2, futures, months))
    rng = np.random.default_rng([seed, c.as_at])
    families = [
        arrivals.counts(stream, rng, ends, rng.normal(size=(futures, months)), shared)
        for stream, shared in zip(model.streams, common, strict=True)
    ]
    levels = model.leaving.paths(rng, rng.normal(size=(groups, months)))
    tally, new = Tally(ends, c.states, each), _new(months, len(c.kinds))
    turns, (here, there) = _Turns.of(ends), _here(model, ends, each)
    for group, own in enumerate(rng.spawn(groups)):
        part = slice(group * each, (group + 1) * each)
        courses = Courses(model.hazards, c.kind_of, months, tally, own)
        leave, move = model.hazards.leave.draw(own), model.hazards.move.draw(own)
        days = np.diff(ends)
        rates = here.rates(model, leave, move, days * levels[group], days)
        tally.still_here(there.future, there.band, there.since, 1)
        courses.run(there, rates, were_here=True)
        arrived = arrivals.children(model.streams, own, [many[part] for many in families])
        days = np.full(months, MONTH)
        days[0] /= 2
        rates = new.rates(model, leave, move, days * levels[group].mean(), days)
        tally.count(tally.came, arrived.future, arrived.month + 1)
        courses.run(_arriving(model, arrived, turns), rates, were_here=False)
        tally.close()
    return tally.futures()


def _leaving(careers: Careers, hazards: Hazards) -> Level:
    """The level of leaving before 18: children who left over those expected, by month."""
    c, edges = careers, arrivals.months_back(careers.first, careers.as_at)
    left = np.histogram(c.end[before_18(c)], edges + 0.5)[0].astype(float)
    kind, alone, mean = c.kind_of[c.state], c.alone.astype(int), hazards.leave.mean
    adult = eighteen(c.born)
    expected = []
    for low, high in zip(edges[:-1] + 1, edges[1:] + 1, strict=True):
        at = np.flatnonzero((c.start < high) & (c.end > low) & (adult > low))
        since = np.maximum(c.start[at], low)
        until = np.minimum(np.minimum(c.end[at], high), adult[at])
        middle = (since + until) // 2
        bands = age_band(middle - c.born[at]), time_band(middle - c.began[at])
        rate = mean[alone[at], kind[at], *bands]
        expected.append(float((rate * np.maximum(until - since, 0)).sum()))
    usual = np.array(expected)
    return filtered(left, usual, clumps(left, usual))


@dataclass(frozen=True)
class _Rows:
    """Children by what their hazards depend on, a row for all who are alike.

    `age` is the band of age, row x month, and `cells` the place of each hazard among all, row x
    kind of home x month.
    """

    age: Days
    cells: Days

    @classmethod
    def of(cls, alone: Days, age: Days, time: Days, kinds: int) -> "_Rows":
        """From bands of age and of time in care, row x month."""
        first = (alone[:, None] * kinds + np.arange(kinds)) * (N_AGES * N_TIMES)
        return cls(age, first[:, :, None] + (age * N_TIMES + time)[:, None])

    def rates(self, model: Model, leave: Array, move: Array, leaving: Array, days: Array) -> Rates:
        """Their rates by drawn hazards: `leaving` and `days` are the exposure of each month."""
        leaves, moves = leave.ravel().take(self.cells), move.ravel().take(self.cells)
        leaves *= leaving
        moves *= days
        return Rates.of(leaves, moves, self.age, model.placed, days / model.hazards.phase)


def _here(model: Model, ends: Days, futures: int) -> tuple[_Rows, Active]:
    """The children who are in care now, in each of so many futures, and their rows."""
    c, at = model.careers, model.careers.there(model.careers.as_at)
    middle = (ends[1:] + ends[:-1]) // 2
    born, alone = c.born[at], c.alone[at].astype(np.int64)
    each = (age_band(middle - born[:, None]), time_band(middle - c.began[at][:, None]))
    alike, row = np.unique(np.column_stack([alone, *each]), axis=0, return_inverse=True)
    alone, age, time = alike[:, 0], *np.split(alike[:, 1:], 2, axis=1)
    kind, nothing = c.kind_of[c.state[at]], np.zeros(len(at), dtype=np.int64)
    passed = (c.as_at - c.start[at]) / model.hazards.phase
    phase = len(c.kinds) - 1 + np.clip(passed.astype(np.int64), 0, PHASES - 1)
    band, turn = bands(ends, nothing, born)
    everyone = Active(
        future=nothing,
        row=row,
        came=nothing,
        state=c.state[at],
        kind=np.where((kind == model.placed) & (phase >= len(c.kinds)), phase, kind),
        band=band,
        turn=turn,
        adult=np.searchsorted(ends, eighteen(born)),
        limit=nothing + len(ends),
        time=np.zeros(len(at)),
        since=nothing,
    )
    many = everyone.at(np.repeat(np.arange(len(at)), futures))
    future = np.tile(np.arange(futures), len(at))
    return _Rows.of(alone, age, time, len(c.kinds)), replace(many, future=future)


def _new(months: int, kinds: int) -> _Rows:
    """A row for each age in months at the start: first of those with a family, then alone."""
    old, lag = np.indices((OLDEST + 1, months))
    days = age_band((old + lag + 0.25) * MONTH), time_band(np.maximum(lag * MONTH, 5))
    alone = np.repeat([0, 1], OLDEST + 1)
    age, time = (np.tile(each, (2, 1)) for each in days)
    return _Rows.of(alone, age, time, kinds)


def _arriving(model: Model, arrived: Arrived, turns: "_Turns") -> Active:
    """Those who come, from the middle of their month on."""
    months = turns.band.shape[1]
    at = arrived.age * months + arrived.month
    return Active(
        future=arrived.future,
        row=arrived.alone * (OLDEST + 1) + arrived.age,
        came=arrived.month,
        state=arrived.state,
        kind=model.careers.kind_of[arrived.state],
        band=turns.band.take(at),
        turn=turns.turn.take(at),
        adult=turns.adult.take(at),
        limit=np.full(len(at), months + 1),
        time=np.zeros(len(at)),
        since=arrived.month + 1,
    )


@dataclass(frozen=True)
class _Turns:
    """When those who come in a month, so many months old, turn the next age and 18: age x month."""

    band: Days
    turn: Days
    adult: Days

    @classmethod
    def of(cls, ends: Days) -> "_Turns":
        """By the last days of the months."""
        age, month = np.indices((OLDEST + 1, len(ends) - 1))
        born = ends[month + 1] - np.rint((age + 0.5) * MONTH + MONTH / 2).astype(np.int64)
        return cls(*bands(ends, month + 1, born), np.searchsorted(ends, eighteen(born)))

"""Many futures of all children of a council together, month by month.

Futures come in groups; those of a group share their hazards, drawn from what is known of them, and
the level of leaving.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from analysis.forecast.histories import arrivals
from analysis.forecast.histories.arrivals import MONTH, OLDEST, Arrived, Stream
from analysis.forecast.histories.careers import Careers, Days, eighteen
from analysis.forecast.histories.events import Courses, cells
from analysis.forecast.histories.fewer import Fewer
from analysis.forecast.histories.futures import BANDS, Futures, bands
from analysis.forecast.histories.hazards import (
    PHASED,
    PHASES,
    Hazards,
    age_band,
    before_18,
    fit,
    time_band,
)
from analysis.forecast.histories.level import Level, filtered
from analysis.forecast.histories.pool import Pool, together
from analysis.forecast.histories.tally import Active, Tally

FUTURES, GROUPS, MONTHS = 2000, 50, 36
HERE, NEW = 0, 1
"""Who is exposed to hazards: those who are there in days of the calendar, others since they came."""


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
        hazards = fit(careers)
        return cls(careers, hazards, _leaving(careers, hazards), arrivals.fit(careers))

    @property
    def placed(self) -> int:
        """The number of the kind that is a placement for adoption; -1 where there is none."""
        kinds = self.careers.kinds
        return kinds.index(PHASED) if PHASED in kinds else -1


def simulate(
    model: Model,
    seed: int,
    *,
    months: int = MONTHS,
    futures: int = FUTURES,
    groups: int = GROUPS,
    spared: Sequence[Fewer] = (),
) -> Futures:
    """So many futures of so many months; the same seed gives the same numbers.

    Shocks that all councils share are the same in each future of every council. Those whom each
    change of `spared` keeps out of care are counted with all others, and apart.
    """
    c, ends = model.careers, arrivals.month_ends(model.careers.as_at, months)
    common = np.random.default_rng(0).normal(size=(2, futures, months))
    rng = np.random.default_rng([seed, c.as_at])
    families = [
        arrivals.counts(stream, rng, ends, rng.normal(size=(futures, months)), shared)
        for stream, shared in zip(model.streams, common, strict=True)
    ]
    levels = model.leaving.paths(rng, rng.normal(size=(groups, months)))
    pool, tally = Pool(futures // groups), Tally(len(ends), len(c.states))
    (cells_here, here), (cells_new, turns) = _here(model, ends, pool, tally), _new(ends)
    first_new = cells_here.shape[1]
    cells = np.concatenate([cells_here, cells_new], axis=1)
    courses = Courses(model.hazards, c.kind_of, model.placed, cells, tally)
    days = np.column_stack([np.diff(ends), np.full(months, MONTH)])
    days[0, NEW] /= 2
    found, apart = [], []
    for group, own in enumerate(rng.spawn(groups)):
        leave, move = model.hazards.leave.draw(own), model.hazards.move.draw(own)
        level = np.column_stack([levels[group], np.full(months, levels[group].mean())])
        courses.rates(leave, move, days * level, days)
        part, dealt = slice(group * pool.futures, (group + 1) * pool.futures), pool.deal(own)
        shared = [pool.shared(many[part]) for many in families]
        arrived = arrivals.children(model.streams, own, shared)
        tally.clear()
        tally.still_here(here.place, here.cohort, here.since, 1)
        coming = _arriving(model, arrived, turns, tally, first_new)
        tally.flow(tally.came, coming.place, coming.since, coming.state)
        courses.run(here.and_then(coming), own)
        found.append(tally.standing(together(tally.counted(pool.rows), dealt)))
        for each in spared:
            future, child = each.among(arrived, dealt, months)
            apart.append(tally.of(future, len(here.who) + child, pool.futures))
    children, *flows = (np.concatenate(each) for each in zip(*found, strict=True))
    without = [np.concatenate(apart[n :: len(spared)]) for n in range(len(spared))]
    each = np.array(without, dtype=np.int32).reshape(-1, *children.shape)
    return Futures(ends, c.states, children, *flows, each)


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
    return filtered(left, np.array(expected))


def _here(model: Model, ends: Days, pool: Pool, tally: Tally) -> tuple[Days, Active]:
    """The children who are in care now, as often as a pool has them, and their cells of hazards.

    The cells are month x row, a row for all whose ages and times in care are alike.
    """
    c, at = model.careers, model.careers.there(model.careers.as_at)
    middle = (ends[1:] + ends[:-1]) // 2
    born = c.born[at]
    bands_of = age_band(middle - born[:, None]), time_band(middle - c.began[at][:, None])
    each = cells(c.alone[at], *(each.T for each in bands_of), HERE)
    alike, row = np.unique(each, axis=1, return_inverse=True)
    kind, nothing = c.kind_of[c.state[at]], np.zeros(len(at), dtype=np.int64)
    passed = (c.as_at - c.start[at]) / model.hazards.phase
    phase = len(c.kinds) - 1 + np.clip(passed.astype(np.int64), 0, PHASES - 1)
    band, turn = bands(ends, nothing, born)
    adult = np.searchsorted(ends, eighteen(born))
    everyone = Active(
        who=nothing,
        place=nothing,
        row=row,
        came=nothing,
        last=np.clip(adult, 1, len(ends)),
        state=c.state[at],
        kind=np.where((kind == model.placed) & (phase >= len(c.kinds)), phase, kind),
        band=band,
        turn=turn,
        cohort=band,
        since=nothing,
        month=nothing,
        part=np.zeros(len(at), dtype=np.float32),
    )
    child, in_row = pool.of(len(at))
    return alike, everyone.at(child, who=np.arange(len(child)), place=in_row * tally.width)


def _new(ends: Days) -> tuple[Days, "_Turns"]:
    """The cells of those who come, month x row, and when they turn the next age and 18.

    A row for each age in months at the start: first of those with a family, then alone.
    """
    lag, old = np.indices((len(ends) - 1, OLDEST + 1))
    age, time = age_band((old + lag + 0.25) * MONTH), time_band(np.maximum(lag * MONTH, 5))
    each = [cells(np.full(OLDEST + 1, alone), age, time, NEW) for alone in (0, 1)]
    return np.concatenate(each, axis=1), _Turns.of(ends)


def _arriving(model: Model, arrived: Arrived, turns: "_Turns", tally: Tally, first: int) -> Active:
    """Those who come, from the middle of their month on; `first` is the first of their rows."""
    at = arrived.age * turns.band.shape[1] + arrived.month
    nothing = np.zeros(len(at), dtype=np.int64)
    return Active(
        who=np.arange(len(at)),
        place=arrived.future * tally.width,
        row=first + arrived.alone * (OLDEST + 1) + arrived.age,
        came=arrived.month,
        last=turns.last.take(at),
        state=arrived.state,
        kind=model.careers.kind_of.take(arrived.state),
        band=turns.band.take(at),
        turn=turns.turn.take(at),
        cohort=nothing + len(BANDS),
        since=arrived.month + 1,
        month=nothing,
        part=np.zeros(len(at), dtype=np.float32),
    )


@dataclass(frozen=True)
class _Turns:
    """When those who come in a month, so many months old, turn the next age and 18: age x month."""

    band: Days
    turn: Days
    last: Days

    @classmethod
    def of(cls, ends: Days) -> "_Turns":
        """By the last days of the months."""
        age, month = np.indices((OLDEST + 1, len(ends) - 1))
        born = ends[month + 1] - np.rint((age + 0.5) * MONTH + MONTH / 2).astype(np.int64)
        adult = np.searchsorted(ends, eighteen(born))
        return cls(*bands(ends, month + 1, born), np.clip(adult, month + 1, len(ends)))

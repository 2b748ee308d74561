"""Many futures of all children of a council together, month by month.

Futures come in groups; those of a group share their hazards, drawn from what is known of them, the
level of leaving, and some of the courses of children: see `pool`.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from analysis.forecast.histories import arrivals
from analysis.forecast.histories.arrivals import MONTH, OLDEST, Stream
from analysis.forecast.histories.beginnings import aged
from analysis.forecast.histories.careers import Careers, Days, eighteen
from analysis.forecast.histories.drawing.events import Courses, cells
from analysis.forecast.histories.drawing.fewer import Fewer
from analysis.forecast.histories.drawing.pool import Pool
from analysis.forecast.histories.drawing.tally import Active, Tally
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
from analysis.forecast.histories.level import Array, Level, clumps, filtered

FUTURES, GROUPS, MONTHS = 2000, 50, 36
HERE, NEW = 0, 1
"""Whose exposure: those who are there have months of the calendar, others months of their own."""


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
    pool, rng = Pool(futures // groups), np.random.default_rng([seed, c.as_at])
    families = _families(model, rng, ends, pool.futures * groups)
    levels = model.leaving.paths(rng, rng.normal(size=(groups, months)))
    tally = Tally(pool.rows, len(ends), len(c.states), remembers=bool(spared))
    rows_here, here = _here(model, ends)
    rows_new, new = _new(ends, rows_here.shape[1])
    rows = np.concatenate([rows_here, rows_new], axis=1)
    courses = Courses(model.hazards, c.kind_of, model.placed, rows, tally)
    child, row = pool.of(len(here.who))
    here = here.at(child, place=row * tally.width)
    counted = [np.zeros((groups * pool.futures, *each), np.int32) for each in tally.shapes]
    apart = np.zeros((len(spared), *counted[0].shape), np.int32)
    kept_out = np.zeros((len(spared), len(counted[0])), np.int32)
    for group, own in enumerate(rng.spawn(groups)):
        part = slice(group * pool.futures, (group + 1) * pool.futures)
        dealt, many = pool.deal([each[part] for each in families], own)
        arrived = arrivals.children(model.streams, own, many)
        coming = new.at(
            (arrived.alone * (OLDEST + 1) + arrived.age) * months + arrived.month,
            place=arrived.future * tally.width,
            state=arrived.state,
            kind=c.kind_of.take(arrived.state),
        )
        leave, move = model.hazards.leave.draw(own), model.hazards.move.draw(own)
        courses.rates(leave, move, *_exposure(ends, levels[group]))
        tally.begin(here, coming)
        courses.run(here.and_then(coming), own)
        tally.into(counted, part, dealt)
        for n, each in enumerate(spared):
            future, child = each.among(arrived, dealt, months)
            apart[n, part] = tally.of(future, len(here.who) + child, pool.futures)
            kept_out[n, part] = np.bincount(future, minlength=pool.futures)
    children, cohorts, came, left, adults = counted
    still = cohorts[..., : len(BANDS)]
    return Futures(ends, c.states, children, still, came, left, adults, apart, kept_out)


def _families(model: Model, rng: np.random.Generator, ends: Days, futures: int) -> list[Days]:
    """Families of each stream who come in each future and month."""
    size = (futures, len(ends) - 1)
    common = np.random.default_rng(0).normal(size=(len(model.streams), *size))
    return [
        arrivals.counts(stream, rng, ends, rng.normal(size=size), shared)
        for stream, shared in zip(model.streams, common, strict=True)
    ]


def _exposure(ends: Days, level: Array) -> tuple[Array, Array]:
    """Days of leaving, by its level, and of moving: month x HERE and NEW."""
    days = np.column_stack([np.diff(ends), np.full(len(level), MONTH)])
    days[0, NEW] /= 2
    return days * np.column_stack([level, np.full(len(level), level.mean())]), days


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


def _here(model: Model, ends: Days) -> tuple[Days, Active]:
    """The children who are in care now, and their cells of hazards.

    The cells are month x row, a row for all whose ages and times in care are alike.
    """
    c, at = model.careers, model.careers.there(model.careers.as_at)
    middle = (ends[1:] + ends[:-1])[:, None] // 2
    born, kind = c.born[at], c.kind_of[c.state[at]]
    age, time = age_band(middle - born), time_band(middle - c.began[at])
    alike, row = np.unique(cells(c.alone[at], age, time, HERE), axis=1, return_inverse=True)
    passed = (c.as_at - c.start[at]) / model.hazards.phase
    phase = len(c.kinds) - 1 + np.clip(passed.astype(np.int64), 0, PHASES - 1)
    band, turn = bands(ends, np.zeros_like(at), born)
    return alike, Active.of(
        place=0,
        row=row,
        came=0,
        last=np.clip(np.searchsorted(ends, eighteen(born)), 1, len(ends)),
        state=c.state[at],
        kind=np.where((kind == model.placed) & (phase >= len(c.kinds)), phase, kind),
        band=band,
        turn=turn,
        cohort=band,
        since=0,
    )


def _new(ends: Days, first: int) -> tuple[Days, Active]:
    """Those who may come, by route, age in months and month, and their cells of hazards.

    The cells are month x row, a row for each route and age, which are numbered from `first` on.
    They come in the middle of a month, to no home yet.
    """
    months = len(ends) - 1
    lag, route, old = np.indices((months, 2, OLDEST + 1)).reshape(3, months, -1)
    age, time = age_band((old + lag + 0.25) * MONTH), time_band(np.maximum(lag * MONTH, 5))
    row, came = np.indices((2 * (OLDEST + 1), months)).reshape(2, -1)
    days_old = np.rint((row % (OLDEST + 1) + 0.5) * MONTH + MONTH / 2).astype(np.int64)
    born = ends[came + 1] - days_old
    band, turn = bands(ends, came + 1, born)
    return cells(route, age, time, NEW), Active.of(
        place=0,
        row=first + row,
        came=came,
        last=np.clip(np.searchsorted(ends, eighteen(born)), came + 1, len(ends)),
        state=0,
        kind=0,
        band=band,
        turn=turn,
        cohort=len(BANDS),
        since=came + 1,
    )

"""Who will come into care: families like those who came, as many as the level and season say."""

from dataclasses import dataclass
from datetime import date

import numpy as np
from numpy.typing import NDArray

from analysis.forecast.histories import level
from analysis.forecast.histories.careers import LEFT, YEAR, Careers, Days
from analysis.forecast.histories.level import Level

MONTH = YEAR / 12
OLDEST = 18 * 12 - 1
SEASON_WORTH = 30.0
"""Families that an even year counts for beside a month's own."""
BEFORE = 120
"""Months before the first return of which the children there on its first day tell."""
COMMON = 0.3
"""The share of a council's drift that it shares with the country (see docs/methods.md)."""
Array = NDArray[np.float64]


@dataclass(frozen=True)
class Stream:
    """Families of children who came alone, or who did not: members lie one after the other.

    `first` and `size` say where each family's are in `age` (months) and `state`; `season` is a
    factor for each month of the year; `level` the families a day.
    """

    first: Days
    size: Days
    age: Days
    state: Days
    season: Array
    level: Level


@dataclass(frozen=True)
class Arrived:
    """Children who come: in which future and month (from 0), how old in months, and to where."""

    future: Days
    month: Days
    age: Days
    state: Days
    alone: Days


def fit(careers: Careers) -> tuple[Stream, Stream]:
    """The stream of those who come with a family here, and of those who come alone."""
    c = careers
    new = np.flatnonzero((c.start == c.began) & (c.began > c.first) & (c.began <= c.as_at))
    edges = months_back(c.first, c.as_at)
    streams = []
    for alone in (False, True):
        at = new[c.alone[new] == alone]
        at = at[np.lexsort((c.family[at], c.began[at]))]
        opens = np.ones(len(at), dtype=bool)
        opens[1:] = (np.diff(c.began[at]) != 0) | (np.diff(c.family[at]) != 0)
        first = np.flatnonzero(opens)
        came = np.histogram(c.began[at][first], edges + 0.5)[0].astype(float)
        season, usual = _season(came, edges)
        earlier, stay = _before(c, c.alone == alone)
        earlier *= max(len(first), 1) / max(len(at), 1)
        streams.append(
            Stream(
                first=first,
                size=np.diff(np.append(first, len(at))),
                age=np.clip((c.began[at] - c.born[at]) / MONTH, 0, OLDEST).astype(np.int64),
                state=c.state[at],
                season=season,
                level=level.filtered(np.append(earlier, came), np.append(stay, usual)),
            )
        )
    return streams[0], streams[1]


def _before(careers: Careers, chosen: NDArray[np.bool_]) -> tuple[Array, Array]:
    """Children in care on the first day by the month before in which they came, the earliest first,
    and the days of each month by the share of children who are in care still so long after.

    That share is the product limit of stays that are seen from the first day on (Tsai, Jewell and
    Wang 1987).
    """
    c, months = careers, np.arange(BEFORE)
    at = np.flatnonzero(chosen & (c.end > c.first))
    began, end = c.began[at], c.end[at]
    since = (np.maximum(c.start[at], c.first) - began) / MONTH
    until = (end - began) / MONTH
    left = (c.then[at] == LEFT) & (end <= c.as_at)
    risk = np.array([((since <= n) & (until > n)).sum() for n in months])
    went = np.array([(left & (since <= n) & (until > n) & (until <= n + 1)).sum() for n in months])
    stay = np.append(1.0, np.cumprod(1 - went / np.maximum(risk, 1)))
    came = np.histogram(since[c.start[at] <= c.first], np.arange(BEFORE + 1))[0].astype(float)
    return came[::-1], MONTH * (stay[1:] + stay[:-1])[::-1] / 2


def months_back(first: int, as_at: int) -> Days:
    """The last days of months of the same length back from a day, the earliest first."""
    whole = int((as_at - first) / MONTH)
    return np.rint(as_at - np.arange(whole, -1, -1) * MONTH).astype(np.int64)


def month_ends(as_at: int, months: int) -> Days:
    """`as_at` and the last day of each of the calendar months after its own."""
    day = date.fromordinal(as_at)
    at = day.year * 12 + day.month
    firsts = [date((at + n) // 12, (at + n) % 12 + 1, 1) for n in range(1, months + 1)]
    return np.array([as_at, *(each.toordinal() - 1 for each in firsts)], dtype=np.int64)


def counts(
    stream: Stream, rng: np.random.Generator, ends: Days, own: Array, common: Array
) -> NDArray[np.int64]:
    """Families in each future and month; `own` and `common` are standard normal of that shape."""
    shocks = np.sqrt(1 - COMMON) * own + np.sqrt(COMMON) * common
    season = stream.season[_calendar(ends[1:]) - 1]
    usual = stream.level.paths(rng, shocks) * season * np.diff(ends)
    return rng.poisson(usual).astype(np.int64) if len(stream.first) else np.zeros(usual.shape, int)


def children(
    streams: tuple[Stream, Stream], rng: np.random.Generator, families: list[NDArray[np.int64]]
) -> Arrived:
    """The children of so many families in each future and month, each drawn from those who came."""
    found = []
    for alone, (stream, many) in enumerate(zip(streams, families, strict=True)):
        future, month = np.indices(many.shape).reshape(2, -1)
        total = int(many.sum())
        drawn = rng.integers(0, max(len(stream.first), 1), total)
        size = stream.size[drawn]
        within = np.arange(size.sum()) - np.repeat(size.cumsum() - size, size)
        at = np.repeat(stream.first[drawn], size) + within
        each = np.repeat(np.repeat(np.arange(many.size), many.ravel()), size)
        found.append(
            (future[each], month[each], stream.age[at], stream.state[at], np.full(len(at), alone))
        )
    return Arrived(*(np.concatenate(parts) for parts in zip(*found, strict=True)))


def _season(came: Array, edges: Days) -> tuple[Array, Array]:
    """A factor for each month of the year, shrunk to 1, and the days of each month by it."""
    month, days = _calendar(edges[1:]), np.diff(edges)
    usual = days * came.sum() / days.sum()
    factor = np.array(
        [
            (came[month == n].sum() + SEASON_WORTH) / (usual[month == n].sum() + SEASON_WORTH)
            for n in range(1, 13)
        ]
    )
    return factor, days * factor[month - 1]


def _calendar(days: Days) -> NDArray[np.int64]:
    """The month of the year in which the middle of a month that ends on each day lies."""
    return np.array([date.fromordinal(int(day) - 15).month for day in days], dtype=np.int64)

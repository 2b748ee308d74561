"""After 18: care leavers to 25, and who stays on with foster carers, in the same futures.

Who is a care leaver now grows older by the calendar; to them come those who turn 18 in each future.
A former relevant child is one looked after for 13 weeks since 14, some of them from 16 on (Children
Act 1989, section 23C; Children (Leaving Care) Act 2000), and may ask for support until 25 (Children
and Social Work Act 2017, section 3). Staying put: section 23CZA of the 1989 Act, until 21.
"""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from analysis.forecast.draws import Array
from analysis.forecast.histories.careers import ADULT, LEFT, YEAR, Careers, Days, eighteen
from analysis.forecast.histories.futures import Futures

AGES = {"18_to_20": (18, 21), "21_to_24": (21, 25)}
"""Groups of care leavers: from a birthday until before another."""
WEEKS_13, SINCE, UNTIL = 91, 14, 21
STAY_AT_18, STAY_AT_19 = "18", "19_20"
FOSTER = "foster"
EVEN = 1.0
"""What a council's own share of those who qualify is shrunk by: one of each kind."""


@dataclass(frozen=True)
class Leavers:
    """Young people at the end of each month in every future, future x month.

    `aged` by group of AGES; `staying_put` those who live on with their foster carers until 21.
    """

    aged: Mapping[str, NDArray[np.int64]]
    staying_put: NDArray[np.int64]


def qualify(careers: Careers) -> float:
    """The share of those who turned 18 in care that had been there for 13 weeks since 14."""
    c = careers
    adult = eighteen(c.born)
    grown = (c.then == LEFT) & (c.end >= adult - 1) & (c.end > c.first)
    since = np.maximum(c.began, c.born + np.rint(SINCE * YEAR).astype(np.int64))
    long = grown & (adult - since >= WEEKS_13)
    return float((long.sum() + EVEN) / (grown.sum() + 2 * EVEN))


def after_18(
    futures: Futures, born: Days, careers: Careers, stay: Mapping[str, float], seed: int
) -> Leavers:
    """Care leavers and those staying put.

    `born` are the days of birth of today's care leavers; `stay` the shares (0 to 1) of those
    leaving foster care at 18 who still live there three months later, and at 19 and 20.
    """
    rng = np.random.default_rng([seed, careers.as_at])
    ends, many = futures.ends, len(futures.total)
    new = rng.binomial(futures.adults.sum(2), qualify(careers))
    aged = {}
    for name, (first, last) in AGES.items():
        old = (ends - born[:, None]) / YEAR
        known = ((old >= first) & (old < last)).sum(0)
        aged[name] = np.tile(known, (many, 1)) + _within(new, ends, first - ADULT, last - ADULT)
    at = [n for n, (kind, _) in enumerate(futures.states) if kind == FOSTER]
    fostered = futures.adults[:, :, at].sum(2)
    before = _stayed_before(careers, ends, stay, rng, many)
    longer = rng.binomial(fostered, stay[STAY_AT_18])
    longest = rng.binomial(longer, min(stay[STAY_AT_19] / stay[STAY_AT_18], 1.0))
    staying = _within(longer, ends, 0, 1) + _within(longest, ends, 1, UNTIL - ADULT)
    return Leavers(aged, before + staying)


def _within(new: Array, ends: Days, first: float, last: float) -> NDArray[np.int64]:
    """Of those who turned 18 in each month, those from `first` to before `last` years later."""
    years = (ends[None, :] - ends[:, None]) / YEAR
    there = (years >= first) & (years < last) & (ends[None, :] >= ends[:, None])
    return np.asarray(new @ there.astype(np.int64))


def _stayed_before(
    careers: Careers, ends: Days, stay: Mapping[str, float], rng: np.random.Generator, many: int
) -> NDArray[np.int64]:
    """Those who left foster care at 18 before the first day, and stay: future x month."""
    c, adult = careers, eighteen(careers.born)
    kinds = np.array([kind == FOSTER for kind, _ in c.states])
    grown = (c.then == LEFT) & (c.end >= adult - 1) & (c.end > c.first) & kinds[c.state]
    old = (ends - adult[grown][:, None]) / YEAR
    chance = np.where(old[:, 0] < 1, stay[STAY_AT_18], stay[STAY_AT_19])
    now = rng.random((many, len(chance))) < chance
    later = rng.random((many, len(chance))) < min(stay[STAY_AT_19] / stay[STAY_AT_18], 1.0)
    first_year = (old >= 0) & (old < 1)
    then = (old >= 1) & (old < UNTIL - ADULT)
    moved_on = (old[:, 0] < 1)[None] & ~later
    return np.asarray(now @ first_year.astype(np.int64) + (now & ~moved_on) @ then.astype(np.int64))

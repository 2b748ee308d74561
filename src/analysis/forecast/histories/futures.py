"""Children counted at the end of each month in every future."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from analysis.forecast.histories.careers import YEAR, Days, State

BANDS = ("under_1", "1_to_4", "5_to_9", "10_to_15", "16_and_over")
"""The bands of age in which children are counted."""
CUTS = np.array([1, 5, 10, 16]) * YEAR
Numbers = NDArray[np.int32]


@dataclass(frozen=True, repr=False)
class Futures:
    """Children in care at the end of each month in every future.

    `ends` are the days, the first of them that of the histories; `children` is future x month x
    state x band of age; `here` future x month x band: those who are in care on the first day, by
    their age then. `came`, `left` (before 18) and `adults` (18 years old) are future x month x
    state, that come to or left, with nothing in the first month. `spared` are those among
    `children` whom each change spares, change x future x month x state x band: what is without
    them is what the change leaves. `states` as in `Careers`.
    """

    ends: Days
    states: tuple[State, ...]
    children: Numbers
    here: Numbers
    came: Numbers
    left: Numbers
    adults: Numbers
    spared: Numbers

    @property
    def total(self) -> Numbers:
        """All children, future x month."""
        return np.asarray(self.children.sum((2, 3)))

    def of_kind(self, kind: str) -> Numbers:
        """The children in a kind of home, future x month."""
        at = [n for n, (each, _) in enumerate(self.states) if each == kind]
        return np.asarray(self.children[:, :, at].sum((2, 3)))


def band_of(days: Days) -> Days:
    """The place in BANDS of each age in days."""
    return np.searchsorted(CUTS, days, side="right")


def bands(ends: Days, since: Days, born: Days) -> tuple[Days, Days]:
    """The band of age at the end of month `since`, and the month from which it is the next one.

    Nobody is in two bands of age after the first within the months of a forecast.
    """
    band = band_of(ends[since] - born)
    return band, np.searchsorted(ends, np.append(CUTS, np.inf)[band] + born)


class Tally:
    """Spells counted into `Futures`, group after group of futures, and those of some changes."""

    def __init__(self, ends: Days, states: tuple[State, ...], each: int, changes: int) -> None:
        self.ends, self.states, self.each, self.changes = ends, states, each, changes
        self.done: list[tuple[Numbers, ...]] = []
        self.months = len(ends)
        self._begin()

    def _begin(self) -> None:
        """Nothing counted yet; the place after the last month takes what comes later."""
        cells = self.each * (self.months + 1)
        self.more: list[list[Days]] = [[] for _ in range(1 + self.changes)]
        self.fewer: list[list[Days]] = [[] for _ in range(1 + self.changes)]
        self.here = np.zeros(cells * len(BANDS), dtype=np.int64)
        flows = (np.zeros(cells * len(self.states), dtype=np.int64) for _ in range(3))
        self.came, self.left, self.adults = flows

    def spells(
        self,
        future: Days,
        state: Days,
        band: Days,
        turn: Days,
        since: Days,
        stop: Days,
        marks: Days,
    ) -> None:
        """Children in a state from the end of month `since` until that of `stop`, without it.

        They are in a band of age until `turn`, as `bands` has it, and then in the next.
        """
        kept = np.flatnonzero(stop > since)
        future, state, band, turn, since, stop, marks = (
            each[kept] for each in (future, state, band, turn, since, stop, marks)
        )
        month = len(self.states) * len(BANDS)
        place = (future * ((self.months + 1) * len(self.states)) + state) * len(BANDS) + band
        begins = place + since * month + (turn <= since)
        ends = place + np.minimum(stop, self.months) * month + (turn < stop)
        crosses = np.flatnonzero((since < turn) & (turn < np.minimum(stop, self.months)))
        turns = place[crosses] + turn[crosses] * month
        self.more[0] += [begins, turns + 1]
        self.fewer[0] += [ends, turns]
        for n in range(self.changes):
            own, crossed = (marks >> n) & 1 == 1, (marks[crosses] >> n) & 1 == 1
            self.more[n + 1] += [begins[own], turns[crossed] + 1]
            self.fewer[n + 1] += [ends[own], turns[crossed]]

    def still_here(self, future: Days, band: Days, month: Days, sign: int) -> None:
        """Add `sign` from a month on to those who were there on the first day, in a band then."""
        place = future * (self.months + 1) + np.minimum(month, self.months)
        self._add(self.here, place * len(BANDS) + band, sign)

    def count(self, into: NDArray[np.int64], future: Days, month: Days, state: Days) -> None:
        """Add one to a flow for each future, month and state."""
        place = future * (self.months + 1) + np.minimum(month, self.months)
        self._add(into, place * len(self.states) + state, 1)

    def _add(self, into: NDArray[np.int64], place: Days, sign: int) -> None:
        into += sign * np.bincount(place, minlength=len(into))

    def close(self) -> None:
        """End a group and begin the next."""
        shape = (self.each, self.months + 1)
        changes = [
            self._standing(*places).reshape(*shape, len(self.states), len(BANDS)).cumsum(1)
            for places in zip(self.more, self.fewer, strict=True)
        ]
        here = self.here.reshape(*shape, len(BANDS)).cumsum(1)
        flows = (each.reshape(*shape, -1) for each in (self.came, self.left, self.adults))
        whole = (here, *flows, *changes)
        self.done.append(tuple(each[:, : self.months].astype(np.int32) for each in whole))
        self._begin()

    def _standing(self, more: list[Days], fewer: list[Days]) -> NDArray[np.int64]:
        """The changes of the numbers of children from spells that begin and end."""
        cells = self.each * (self.months + 1) * len(self.states) * len(BANDS)
        changes = np.zeros(cells, dtype=np.int64)
        for sign, places in ((1, more), (-1, fewer)):
            self._add(changes, np.concatenate(places), sign)
        return changes

    def futures(self) -> Futures:
        """All groups together."""
        here, came, left, adults, children, *spared = (
            np.concatenate(each) for each in zip(*self.done, strict=True)
        )
        each = np.array(spared).reshape(-1, *children.shape)
        return Futures(self.ends, self.states, children, here, came, left, adults, each)

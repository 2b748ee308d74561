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
    their age then. `came`, `left` (before 18) and `adults` (18 years old) are future x month, with
    nothing in the first. `states` as in `Careers`.
    """

    ends: Days
    states: tuple[State, ...]
    children: Numbers
    here: Numbers
    came: Numbers
    left: Numbers
    adults: Numbers

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
    """Spells counted into `Futures`, group after group of futures."""

    def __init__(self, ends: Days, states: tuple[State, ...], each: int) -> None:
        self.ends, self.states, self.each = ends, states, each
        self.done: list[tuple[Numbers, ...]] = []
        self.months = len(ends)
        self._begin()

    def _begin(self) -> None:
        """Nothing counted yet; the place after the last month takes what comes later."""
        cells = self.each * (self.months + 1)
        self.more: list[Days] = []
        self.fewer: list[Days] = []
        self.here = np.zeros(cells * len(BANDS), dtype=np.int64)
        self.came, self.left, self.adults = (np.zeros(cells, dtype=np.int64) for _ in range(3))

    def spells(
        self, future: Days, state: Days, band: Days, turn: Days, since: Days, stop: Days
    ) -> None:
        """Children in a state from the end of month `since` until that of `stop`, without it.

        They are in a band of age until `turn`, as `bands` has it, and then in the next.
        """
        kept = np.flatnonzero(stop > since)
        future, state, band, turn, since, stop = (
            each[kept] for each in (future, state, band, turn, since, stop)
        )
        month = len(self.states) * len(BANDS)
        place = (future * ((self.months + 1) * len(self.states)) + state) * len(BANDS) + band
        begins = place + since * month + (turn <= since)
        ends = place + np.minimum(stop, self.months) * month + (turn < stop)
        crosses = np.flatnonzero((since < turn) & (turn < np.minimum(stop, self.months)))
        turns = place[crosses] + turn[crosses] * month
        self.more += [begins, turns + 1]
        self.fewer += [ends, turns]

    def still_here(self, future: Days, band: Days, month: Days, sign: int) -> None:
        """Add `sign` from a month on to those who were there on the first day, in a band then."""
        place = future * (self.months + 1) + np.minimum(month, self.months)
        self._add(self.here, place * len(BANDS) + band, sign)

    def count(self, into: NDArray[np.int64], future: Days, month: Days) -> None:
        """Add one to a flow for each future and month."""
        self._add(into, future * (self.months + 1) + np.minimum(month, self.months), 1)

    def _add(self, into: NDArray[np.int64], place: Days, sign: int) -> None:
        into += sign * np.bincount(place, minlength=len(into))

    def close(self) -> None:
        """End a group and begin the next."""
        shape = (self.each, self.months + 1)
        cells = (*shape, len(self.states), len(BANDS))
        changes = np.zeros(int(np.prod(cells)), dtype=np.int64)
        for sign, places in ((1, self.more), (-1, self.fewer)):
            self._add(changes, np.concatenate(places), sign)
        children = changes.reshape(cells).cumsum(1)
        here = self.here.reshape(*shape, len(BANDS)).cumsum(1)
        flows = (each.reshape(shape) for each in (self.came, self.left, self.adults))
        whole = (children, here, *flows)
        self.done.append(tuple(each[:, : self.months].astype(np.int32) for each in whole))
        self._begin()

    def futures(self) -> Futures:
        """All groups together."""
        children, here, came, left, adults = (
            np.concatenate(each) for each in zip(*self.done, strict=True)
        )
        return Futures(self.ends, self.states, children, here, came, left, adults)

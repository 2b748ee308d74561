"""Children counted at the end of each month in every future."""

from dataclasses import dataclass, field

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


@dataclass
class Tally:
    """Spells counted into `Futures`, group after group of futures."""

    ends: Days
    states: tuple[State, ...]
    each: int
    done: list[tuple[Numbers, ...]] = field(default_factory=list)

    def __post_init__(self) -> None:
        """Begin the first group."""
        self._begin()

    def _begin(self) -> None:
        size = (self.each, len(self.ends))
        self.places: list[Days] = []
        self.signs: list[Days] = []
        self.here = np.zeros((*size, len(BANDS)), dtype=np.int32)
        self.came, self.left, self.adults = (np.zeros(size, dtype=np.int32) for _ in range(3))

    def spells(self, future: Days, state: Days, born: Days, since: Days, stop: Days) -> None:
        """Children in a state from the end of month `since` until that of `stop`, without it.

        Nobody is in two bands of age after the first within the months of a forecast.
        """
        kept = np.flatnonzero(stop > since)
        future, state, born, since, stop = (x[kept] for x in (future, state, born, since, stop))
        band = band_of(self.ends[since] - born)
        turns = np.append(CUTS, np.inf)[band] + born
        turn = np.minimum(np.searchsorted(self.ends, turns), stop)
        self._put(future, since, state, band, 1)
        self._put(future, turn, state, band, -1)
        crossed = np.flatnonzero(turn < stop)
        future, state, turn, stop, band = (x[crossed] for x in (future, state, turn, stop, band))
        self._put(future, turn, state, band + 1, 1)
        self._put(future, stop, state, band + 1, -1)

    def _put(self, future: Days, month: Days, state: Days, band: Days, sign: int) -> None:
        inside = np.flatnonzero(month < len(self.ends))
        place = (future[inside] * len(self.ends) + month[inside]) * len(self.states) + state[inside]
        self.places.append(place * len(BANDS) + band[inside])
        self.signs.append(np.full(len(inside), sign))

    def still_here(self, future: Days, born: Days, since: Days, stop: Days) -> None:
        """The same of children who were there on the first day, in whatever state."""
        band = band_of(self.ends[0] - born)
        for month, sign in ((since, 1), (stop, -1)):
            inside = np.flatnonzero((month < len(self.ends)) & (stop > since))
            np.add.at(self.here, (future[inside], month[inside], band[inside]), sign)

    def count(self, into: Numbers, future: Days, month: Days) -> None:
        """Add one to a flow for each future and month."""
        inside = month < len(self.ends)
        np.add.at(into, (future[inside], month[inside]), 1)

    def close(self) -> None:
        """End a group and begin the next."""
        shape = (self.each, len(self.ends), len(self.states), len(BANDS))
        place, sign = np.concatenate(self.places), np.concatenate(self.signs)
        changes = np.bincount(place, weights=sign, minlength=int(np.prod(shape))).reshape(shape)
        children = np.rint(changes.cumsum(1)).astype(np.int32)
        here = self.here.cumsum(1).astype(np.int32)
        self.done.append((children, here, self.came, self.left, self.adults))
        self._begin()

    def futures(self) -> Futures:
        """All groups together."""
        children, here, came, left, adults = (
            np.concatenate(each) for each in zip(*self.done, strict=True)
        )
        return Futures(self.ends, self.states, children, here, came, left, adults)

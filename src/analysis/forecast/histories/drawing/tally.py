"""What happens to children, counted by month, state and band of age in many rows."""

from dataclasses import dataclass, fields
from typing import Any

import numpy as np
from numpy.typing import NDArray

from analysis.forecast.histories.careers import Days
from analysis.forecast.histories.futures import BANDS, Numbers

Array = NDArray[np.float32]
_BANDS, _STOCKS = len(BANDS), 2


@dataclass(frozen=True)
class Active:
    """Children whose care goes on, one place of every array for each.

    `who` numbers them, `place` is where their row of a tally begins, `row` where their hazards do;
    these are summed to `so_far` since they came in month `came` (0 for those who were there). They
    are 18, or foreseen no further, at the end of month `last`. From the end of month `since` they
    are in `state`, a `kind` of home. `band` of age and `turn` are as in `futures.bands`, when they
    came; `cohort` is the band of those who were there, and one more than there are for others.
    """

    who: Numbers
    place: Numbers
    row: Numbers
    came: Numbers
    last: Numbers
    state: Numbers
    kind: Numbers
    band: Numbers
    turn: Numbers
    cohort: Numbers
    since: Numbers
    so_far: Array

    @classmethod
    def of(cls, **arrays: Any) -> "Active":
        """Children from arrays of any numbers, or one number for all."""
        sizes = np.broadcast_arrays(*arrays.values())
        whole = {name: each.astype(np.int32) for name, each in zip(arrays, sizes, strict=True)}
        so_far = np.zeros(len(sizes[0]), dtype=np.float32)
        return cls(who=np.arange(len(so_far), dtype=np.int32), so_far=so_far, **whole)

    def at(self, places: Days, **arrays: Any) -> "Active":
        """Some of them, with other arrays for some."""
        mine = {each.name: getattr(self, each.name) for each in fields(self)}
        found = {
            name: arrays[name].astype(mine[name].dtype, copy=False)
            if name in arrays
            else mine[name].take(places)
            for name in mine
        }
        return Active(**found)

    def and_then(self, more: "Active") -> "Active":
        """These and others, numbered on."""
        names = [each.name for each in fields(self) if each.name != "who"]
        both = {name: np.concatenate([getattr(self, name), getattr(more, name)]) for name in names}
        return Active(who=np.arange(len(both["row"]), dtype=np.int32), **both)


class Tally:
    """Rows of numbers: children in care, those of the first day, who come, leave and turn 18.

    While `remembers`, spells are kept, so that some children can be counted alone.
    """

    def __init__(self, rows: int, months: int, states: int, *, remembers: bool) -> None:
        self.months, self.states, self.remembers = months, states, remembers
        flow = (months, states)
        self.shapes = ((*flow, _BANDS), (months, _BANDS + 1), flow, flow, flow)
        ends = np.cumsum([int(np.prod(shape)) for shape in self.shapes])
        self.here, self.came, self.left, self.adults, self.width = (int(end) for end in ends)
        self.changes = np.zeros((rows, self.width), dtype=np.int32)
        self.told: list[tuple[int, Numbers, Numbers]] = []

    def begin(self, here: Active, coming: Active) -> None:
        """Count anew: who is there on the first day, and who comes."""
        self.changes.fill(0)
        self.told.clear()
        self._add(1, here.place + (self.here + here.cohort))
        self._add(1, coming.place + (coming.since * self.states + (self.came + coming.state)))

    def spells(self, a: Active, stop: Numbers) -> None:
        """Children in their state until the end of a month, without it.

        They are in a band of age until they turn the next, and then in that.
        """
        month = self.states * _BANDS
        cell, older = a.place + (a.state * _BANDS + a.band), a.turn <= a.since
        self._count(1, a.who, cell + (a.since * month + older))
        at = np.flatnonzero(stop < self.months)
        ends = stop.take(at) * month + (older | (a.turn < stop)).take(at)
        self._count(-1, a.who, cell.take(at) + ends, at)
        at = np.flatnonzero((a.since < a.turn) & (a.turn < stop))
        turns = cell.take(at) + a.turn.take(at) * month
        self._count(-1, a.who, turns, at)
        self._count(1, a.who, turns + 1, at)

    def _count(self, sign: int, who: Numbers, cell: Numbers, at: Days | None = None) -> None:
        self._add(sign, cell)
        if self.remembers:
            self.told.append((sign, who if at is None else who.take(at), cell))

    def _add(self, sign: int, cell: Numbers) -> None:
        np.add.at(self.changes.reshape(-1), cell, np.int32(sign))

    def leave(self, a: Active, at: Days, stop: Numbers, *, adults: bool) -> None:
        """Count some of them who leave care at the end of a month, before 18 or then."""
        place, month = a.place.take(at), stop.take(at)
        into = self.adults if adults else self.left
        self._add(1, place + (month * self.states + (into + a.state.take(at))))
        self._add(-1, place + (month * (_BANDS + 1) + (self.here + a.cohort.take(at))))

    def of(self, future: Days, who: Days, futures: int) -> Numbers:
        """Chosen children alone, those in care of each future: future x month x state x band."""
        many, size = int(who.max(initial=0)) + 1, int(np.prod(self.shapes[0]))
        chosen, changes = np.zeros(many, dtype=bool), np.zeros(futures * size, dtype=np.int32)
        chosen[who] = True
        for sign, whose, cell in self.told:
            at = np.flatnonzero(whose < many)
            at = at[chosen[whose[at]]]
            at = at[np.argsort(whose[at], kind="stable")]
            each = np.bincount(whose[at], minlength=many)
            n = each[who]
            told = at[within(n) + np.repeat((each.cumsum() - each)[who], n)]
            place = np.repeat(future, n) * size + cell[told] % self.width
            np.add.at(changes, place, np.int32(sign))
        return changes.reshape(futures, *self.shapes[0]).cumsum(1, dtype=np.int32)

    def into(self, whole: list[Numbers], futures: slice, dealt: Days) -> None:
        """Put numbers in the places of some futures, from the rows that make up each of them.

        `whole` has an array for each of `shapes`, future by future; `dealt` is of `Pool.deal`.
        """
        changes = self.changes.take(dealt[:, 0], axis=0)
        for row in dealt.T[1:]:
            changes += self.changes.take(row, axis=0)
        ends = [self.here, self.came, self.left, self.adults]
        parts = np.split(changes, ends, axis=1)
        for n, (array, part, shape) in enumerate(zip(whole, parts, self.shapes, strict=True)):
            change = part.reshape(-1, *shape)
            array[futures] = change.cumsum(1, dtype=np.int32) if n < _STOCKS else change


def within(sizes: Days) -> Days:
    """The place of each in its part, for parts of such sizes."""
    return np.arange(sizes.sum()) - np.repeat(sizes.cumsum() - sizes, sizes)

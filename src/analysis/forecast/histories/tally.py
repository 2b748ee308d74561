"""What happens to children, counted by month, state and band of age."""

from dataclasses import dataclass, fields
from typing import Any

import numpy as np
from numpy.typing import NDArray

from analysis.forecast.histories.careers import Days
from analysis.forecast.histories.futures import BANDS

Array = NDArray[np.float32]


@dataclass(frozen=True)
class Active:
    """Children whose care goes on, one place of every array for each.

    `who` numbers them, `place` is where they are counted, `row` that of their hazards. They came in
    month `came` (0 for those who were there), and are 18, or foreseen no further, at the end of
    month `last`. From the end of month `since` they are in `state`, a kind of home; `month` whole
    months and `part` of one after they came. `band` of age and `turn` are as in `futures.bands`,
    when they came; `cohort` is the band of those who were there, and one after the last for others.
    """

    who: Days
    place: Days
    row: Days
    came: Days
    last: Days
    state: Days
    kind: Days
    band: Days
    turn: Days
    cohort: Days
    since: Days
    month: Days
    part: Array

    def at(self, places: Days, **arrays: Any) -> "Active":
        """Some of them, with other arrays for some."""
        names = [each.name for each in fields(self) if each.name not in arrays]
        return Active(**{name: getattr(self, name).take(places) for name in names}, **arrays)

    def and_then(self, more: "Active") -> "Active":
        """These and others, numbered on."""
        pairs = {
            each.name: (getattr(self, each.name), getattr(more, each.name)) for each in fields(self)
        }
        pairs["who"] = (self.who, more.who + len(self.who))
        return Active(**{name: np.concatenate(pair) for name, pair in pairs.items()})


class Tally:
    """Rows of numbers of children: those in care, of the first day, who come, leave and turn 18."""

    def __init__(self, months: int, states: int) -> None:
        self.months, self.states = months, states
        flow = (months, states)
        self.shapes = ((*flow, len(BANDS)), (months, len(BANDS) + 1), flow, flow, flow)
        ends = np.cumsum([int(np.prod(shape)) for shape in self.shapes])
        self.here, self.came, self.left, self.adults, self.width = (int(end) for end in ends)
        self.clear()

    def clear(self) -> None:
        """Nothing counted yet."""
        self.begun: list[tuple[Days, Days]] = []
        self.ended: list[tuple[Days, Days]] = []
        self.others: list[tuple[int, Days]] = []

    def spells(self, a: Active, stop: Days) -> None:
        """Children in their state until the end of a month, without it.

        They are in a band of age until they turn the next, and then in that.
        """
        month = self.states * len(BANDS)
        cell, older = a.place + a.state * len(BANDS) + a.band, a.turn <= a.since
        self.begun.append((a.who, cell + a.since * month + older))
        at = np.flatnonzero(stop < self.months)
        older = older | (a.turn < stop)
        self.ended.append((a.who[at], cell[at] + stop[at] * month + older[at]))
        at = np.flatnonzero((a.since < a.turn) & (a.turn < np.minimum(stop, self.months)))
        turns = cell[at] + a.turn[at] * month
        self.begun.append((a.who[at], turns + 1))
        self.ended.append((a.who[at], turns))

    def still_here(self, place: Days, cohort: Days, month: Days, sign: int) -> None:
        """Add `sign` from a month on to those who were there on the first day."""
        self.others.append((sign, place + self.here + month * (len(BANDS) + 1) + cohort))

    def flow(self, into: int, place: Days, month: Days, state: Days) -> None:
        """Add one to `came`, `left` or `adults` for each month and state."""
        self.others.append((1, place + into + month * self.states + state))

    def counted(self, rows: int) -> NDArray[np.int64]:
        """The changes in each row, row x cell."""
        more = [cell for _, cell in self.begun] + [cell for sign, cell in self.others if sign > 0]
        fewer = [cell for _, cell in self.ended] + [cell for sign, cell in self.others if sign < 0]
        return _counts(more, fewer, rows * self.width).reshape(rows, -1)

    def of(self, future: Days, who: Days, futures: int) -> NDArray[np.int32]:
        """Chosen children alone, those in care of each future: future x month x state x band."""
        found = []
        many, size = int(who.max(initial=0)) + 1, int(np.prod(self.shapes[0]))
        chosen = np.zeros(many, dtype=bool)
        chosen[who] = True
        for parts in (self.begun, self.ended):
            whose, cell = (np.concatenate(each) for each in zip(*parts, strict=True))
            at = np.flatnonzero((whose < many) & chosen[np.minimum(whose, many - 1)])
            at = at[np.argsort(whose[at], kind="stable")]
            each = np.bincount(whose[at], minlength=many)
            n = each[who]
            place = at[within(n) + np.repeat((each.cumsum() - each)[who], n)]
            found.append([np.repeat(future, n) * size + cell[place] % self.width])
        changes = _counts(*found, futures * size).reshape(futures, *self.shapes[0])
        return changes.cumsum(1, dtype=np.int32)

    def standing(self, counted: NDArray[np.int64]) -> list[NDArray[np.int32]]:
        """Children, those of the first day, and who came, left and turned 18, in each future."""
        ends = [self.here, self.came, self.left, self.adults]
        children, here, *flows = (
            each.reshape(-1, *shape)
            for each, shape in zip(np.split(counted, ends, axis=1), self.shapes, strict=True)
        )
        stocks = [each.cumsum(1, dtype=np.int32) for each in (children, here[..., : len(BANDS)])]
        return stocks + [each.astype(np.int32) for each in flows]


def within(sizes: Days) -> Days:
    """The place of each in its part, for parts of such sizes."""
    return np.arange(sizes.sum()) - np.repeat(sizes.cumsum() - sizes, sizes)


def _counts(more: list[Days], fewer: list[Days], cells: int) -> NDArray[np.int64]:
    """How often each cell is told, less how often it is taken away."""
    up, down = (
        np.bincount(np.concatenate(each), minlength=cells) if each else np.zeros(cells, np.int64)
        for each in (more, fewer)
    )
    return np.asarray(up - down)

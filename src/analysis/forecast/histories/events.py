"""Event after event of many children in many futures, each drawn at once from summed hazards.

Competing risks (Prentice and others 1978): when the next event comes is drawn from the sum of the
hazards of leaving and moving, and which it is from their shares then. At 18 care ends for certain.
"""

from dataclasses import dataclass, fields

import numpy as np
from numpy.typing import NDArray

from analysis.forecast.histories.careers import Days
from analysis.forecast.histories.futures import Tally
from analysis.forecast.histories.hazards import PHASES, Hazards

Array = NDArray[np.float64]


@dataclass(frozen=True)
class Active:
    """Children whose care goes on, one place of every array for each in each future.

    `row` is the row of their hazards, `came` the month in which they came (0 for those who were
    there), `time` the months since; from the end of month `since` they are in `state`, a kind of
    home. `adult` is the first month that ends with their being 18, `limit` that from which a change
    to the forecast takes them out.
    """

    future: Days
    row: Days
    came: Days
    state: Days
    kind: Days
    born: Days
    adult: Days
    limit: Days
    time: Array
    since: Days

    def at(self, places: Days) -> "Active":
        """Some of them."""
        return Active(*(getattr(self, each.name)[places] for each in fields(self)))

    def changed(self, **arrays: Days | Array) -> "Active":
        """The same with other arrays."""
        return Active(*(arrays.get(f.name, getattr(self, f.name)) for f in fields(self)))


@dataclass(frozen=True)
class Rates:
    """Hazards summed over the months since coming, row x kind x month, from 0; `leaves` is the
    share of leaving in each month; `ages` the band of age of each row and month.

    The kinds of `phases` follow one another, from `placed` on: see `hazards.PHASED`.
    """

    summed: Array
    leaves: Array
    ages: Days
    placed: int

    @classmethod
    def of(cls, leave: Array, move: Array, ages: Days, placed: int, phase: Array) -> "Rates":
        """From hazards of each month, row x kind x month; `phase` those of ending a phase."""
        if placed >= 0:
            leave[:, placed], move[:, placed] = 0.0, phase
            more = np.broadcast_to(phase, (len(leave), PHASES - 1, len(phase)))
            leave = np.concatenate([leave, np.zeros_like(more)], axis=1)
            move = np.concatenate([move, more], axis=1)
        whole = leave + move
        summed = np.zeros((*whole.shape[:2], whole.shape[2] + 1))
        whole.cumsum(-1, out=summed[..., 1:])
        return cls(summed, leave / np.maximum(whole, 1e-300), ages, placed)


class Courses:
    """The courses of children through care, in one group of futures."""

    def __init__(
        self, hazards: Hazards, kind_of: Days, months: int, tally: Tally, rng: np.random.Generator
    ) -> None:
        self.hazards, self.kind_of, self.months = hazards, kind_of, months
        self.tally, self.rng = tally, rng
        self.kinds = int(kind_of.max()) + 1
        self.last_phase = self.kinds + PHASES - 2
        self.moves_to = hazards.moves_to.cumsum(-1)

    def run(self, active: Active, rates: Rates, *, were_here: bool) -> None:
        """Follow children until none is left in care within the months."""
        kinds, wide = rates.summed.shape[1:]
        apart = rates.summed[..., -1].max() + 1
        line = np.arange(len(rates.summed) * kinds) * apart
        searched = (rates.summed.reshape(-1, wide) + line[:, None]).ravel()
        last = rates.summed[..., -1].ravel() + line
        while len(active.row):
            at = active.row * kinds + active.kind
            month = np.minimum(active.time.astype(np.int64), wide - 2) + at * wide
            part = active.time - (month - at * wide)
            so_far = searched[month] + part * (searched[month + 1] - searched[month])
            when = so_far + self.rng.standard_exponential(len(at))
            time = np.full(len(at), 2.0 * self.months + 1)
            soon = np.flatnonzero(when < last[at])
            month = np.searchsorted(searched, when[soon]) - 1
            part = (when[soon] - searched[month]) / (searched[month + 1] - searched[month])
            time[soon] = month - at[soon] * wide + np.clip(part, 1e-9, 1)
            active = self._happens(active, rates, time, were_here=were_here)

    def _happens(self, a: Active, rates: Rates, time: Array, *, were_here: bool) -> Active:
        """Count what was until the next event, and go on with those whom it leaves in care."""
        event = a.came + np.ceil(time).astype(np.int64)
        stop = np.minimum(np.minimum(event, a.adult), a.limit)
        self.tally.spells(a.future, a.state, a.born, a.since, stop)
        if were_here:
            self.tally.still_here(a.future, a.born, a.since, stop)
        grown = np.flatnonzero((a.adult <= event) & (a.adult <= np.minimum(a.limit, self.months)))
        self.tally.count(self.tally.adults, a.future[grown], a.adult[grown])
        taken = np.flatnonzero((a.limit < np.minimum(event, a.adult)) & (a.limit > a.came + 1))
        self.tally.count(self.tally.left, a.future[taken], a.limit[taken])
        on = np.flatnonzero((event < np.minimum(a.adult, a.limit)) & (event <= self.months))
        a, event = a.changed(time=time).at(on), event[on]
        ends = self.rng.random(len(on)) < self._ends_care(a, rates)
        left = np.flatnonzero(ends)
        self.tally.count(self.tally.left, a.future[left], event[left])
        on = np.flatnonzero(~ends)
        a = a.changed(since=event).at(on)
        state, kind = self._next(a, rates)
        return a.changed(state=state, kind=kind)

    def _ends_care(self, a: Active, rates: Rates) -> Array:
        """The chance that an event ends care: of the last phase, that of being adopted."""
        share = rates.leaves[a.row, a.kind, _month(a.time)]
        return np.where(a.kind == self.last_phase, self.hazards.adopted, share)

    def _next(self, a: Active, rates: Rates) -> tuple[Days, Days]:
        """The state and kind after an event that does not end care."""
        placed = (a.kind == rates.placed) | (a.kind >= self.kinds)
        further = placed & (a.kind != self.last_phase)
        phase = np.where(a.kind == rates.placed, self.kinds, a.kind + 1)
        chances = self.moves_to[
            np.where(placed, rates.placed, a.kind), rates.ages[a.row, _month(a.time)]
        ]
        drawn = (self.rng.random(len(placed))[:, None] > chances).sum(1)
        to = np.where(further, a.state, np.minimum(drawn, chances.shape[1] - 1))
        return to, np.where(further, phase, self.kind_of[to])


def _month(time: Array) -> Days:
    """The place of the month in which a time lies that is not its very beginning."""
    return np.ceil(time).astype(np.int64) - 1

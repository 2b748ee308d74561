"""Event after event of many children in many futures, each drawn at once from summed hazards.

Competing risks (Prentice and others 1978): when the next event comes is drawn from the sum of the
hazards of leaving and moving, and which it is from their shares then. At 18 care ends for certain.
"""

from dataclasses import dataclass, fields
from typing import Any

import numpy as np
from numpy.typing import NDArray

from analysis.forecast.histories.careers import Days
from analysis.forecast.histories.futures import Tally
from analysis.forecast.histories.hazards import N_AGES, PHASES, Hazards

Array = NDArray[np.float64]


@dataclass(frozen=True)
class Active:
    """Children whose care goes on, one place of every array for each in each future.

    `row` is the row of their hazards, `came` the month in which they came (0 for those who were
    there), `time` the months since; from the end of month `since` they are in `state`, a kind of
    home. `band` of age and `turn` are as in `futures.bands`, when they came. `adult` is the first
    month that ends with their being 18; `marks` are as in `fewer.marks`.
    """

    future: Days
    row: Days
    came: Days
    state: Days
    kind: Days
    band: Days
    turn: Days
    adult: Days
    marks: Days
    time: Array
    since: Days

    def at(self, places: Days, **arrays: Any) -> "Active":
        """Some of them, with other arrays for some."""
        names = [each.name for each in fields(self) if each.name not in arrays]
        return Active(**{name: getattr(self, name)[places] for name in names}, **arrays)


@dataclass(frozen=True)
class Rates:
    """Hazards summed over the months since coming, row x kind x month, from 0; `leave` are those of
    leaving in each month; `ages` the band of age of each row and month.

    The kinds of `phases` follow one another, from `placed` on: see `hazards.PHASED`.
    """

    summed: Array
    leave: Array
    ages: Days
    placed: int

    @classmethod
    def of(cls, leave: Array, move: Array, ages: Days, placed: int, phase: Array) -> "Rates":
        """From hazards of each month, row x kind x month; `phase` those of ending a phase."""
        rows, kinds, months = leave.shape
        more = PHASES - 1 if placed >= 0 else 0
        summed = np.zeros((rows, kinds + more, months + 1))
        whole = summed[..., 1:]
        np.add(leave, move, out=whole[:, :kinds])
        if placed >= 0:
            whole[:, placed] = whole[:, kinds:] = phase
            leave[:, placed] = 0.0
        whole.cumsum(-1, out=whole)
        return cls(summed, leave, ages, placed)


class Courses:
    """The courses of children through care, in one group of futures."""

    def __init__(
        self, hazards: Hazards, kind_of: Days, months: int, tally: Tally, rng: np.random.Generator
    ) -> None:
        self.hazards, self.kind_of, self.months = hazards, kind_of, months
        self.tally, self.rng = tally, rng
        self.kinds = int(kind_of.max()) + 1
        self.last_phase = self.kinds + PHASES - 2
        self.states = len(kind_of)
        chances = hazards.moves_to.cumsum(-1)
        self.moves_to = np.insert(chances, 0, 0.0, axis=-1).ravel()

    def run(self, active: Active, rates: Rates, *, were_here: bool) -> None:
        """Follow children until none is left in care within the months."""
        while len(active.row):
            time = next_event(active, rates, self.rng)
            active = self._happens(active, rates, time, were_here=were_here)

    def _happens(self, a: Active, rates: Rates, time: Array, *, were_here: bool) -> Active:
        """Count what was until the next event, and go on with those whom it leaves in care."""
        event = a.came + np.ceil(time).astype(np.int64)
        stop = np.minimum(event, a.adult)
        self.tally.spells(a.future, a.state, a.band, a.turn, a.since, stop, a.marks)
        over = np.flatnonzero((a.adult <= event) & (a.adult <= self.months))
        self.tally.count(self.tally.adults, a.future[over], a.adult[over], a.state[over])
        on = np.flatnonzero((event < a.adult) & (event <= self.months))
        place = (a.row[on], a.kind[on], _month(time[on]))
        ends = self.rng.random(len(on)) < self._ends_care(*place, rates)
        left, on = on[ends], on[~ends]
        self.tally.count(self.tally.left, a.future[left], event[left], a.state[left])
        if were_here:
            gone = np.concatenate([over, left])
            self.tally.still_here(a.future[gone], a.band[gone], stop[gone], -1)
        row, kind, month = (each[~ends] for each in place)
        state, kind = self._next(a.state[on], row, kind, month, rates)
        return a.at(on, state=state, kind=kind, time=time[on], since=event[on])

    def _ends_care(self, row: Days, kind: Days, month: Days, rates: Rates) -> Array:
        """The chance that an event ends care: of the last phase, that of being adopted."""
        kinds, wide = rates.summed.shape[1:]
        at, summed = (row * kinds + kind) * wide + month, rates.summed.ravel()
        own = np.minimum(kind, self.kinds - 1)
        leave = rates.leave.ravel()[(row * self.kinds + own) * (wide - 1) + month]
        share = np.where(kind < self.kinds, leave / (summed[at + 1] - summed[at]), 0.0)
        return np.where(kind == self.last_phase, self.hazards.adopted, share)

    def _next(
        self, state: Days, row: Days, kind: Days, month: Days, rates: Rates
    ) -> tuple[Days, Days]:
        """The state and kind after an event that does not end care."""
        placed = (kind == rates.placed) | (kind >= self.kinds)
        further = placed & (kind != self.last_phase)
        phase = np.where(kind == rates.placed, self.kinds, kind + 1)
        of = np.where(placed, rates.placed, kind) * N_AGES + rates.ages[row, month]
        first = of * (self.states + 1)
        drawn = reached(self.moves_to, first, first + self.states, self.rng.random(len(of))) - first
        to = np.where(further, state, drawn)
        return to, np.where(further, phase, self.kind_of[to])


def next_event(active: Active, rates: Rates, rng: np.random.Generator) -> Array:
    """The months since coming until the next event of each, or more than there are."""
    _, kinds, wide = rates.summed.shape
    summed = rates.summed.ravel()
    first = (active.row * kinds + active.kind) * wide
    month = first + np.minimum(active.time.astype(np.int64), wide - 2)
    low = summed[month]
    so_far = low + (active.time - (month - first)) * (summed[month + 1] - low)
    when, last = so_far + rng.standard_exponential(len(first)), first + wide - 1
    time = np.full(len(first), 2.0 * wide)
    soon = np.flatnonzero(when < summed[last])
    when, first = when[soon], first[soon]
    month = reached(summed, month[soon], last[soon], when)
    low = summed[month]
    part = (when - low) / (summed[month + 1] - low)
    time[soon] = month - first + np.clip(part, 1e-9, 1)
    return time


def reached(rising: Array, first: Days, last: Days, target: Array) -> Days:
    """The last place before `last`, from `first` on, where what rises is below each target."""
    at, most = first, int((last - first).max(initial=1))
    for step in (1 << n for n in reversed(range(most.bit_length()))):
        further = np.minimum(at + step, last)
        at = np.where(rising[further] < target, further, at)
    return at


def _month(time: Array) -> Days:
    """The place of the month in which a time lies that is not its very beginning."""
    return np.ceil(time).astype(np.int64) - 1

"""Event after event of many children, each drawn at once from summed hazards.

Competing risks (Prentice and others 1978): when the next event comes is drawn from the sum of the
hazards of leaving and moving, and which it is from their shares then. At 18 care ends for certain.
"""

from typing import Any

import numpy as np
from numpy.typing import NDArray

from analysis.forecast.histories.careers import Days
from analysis.forecast.histories.drawing.tally import Active, Array, Tally
from analysis.forecast.histories.futures import Numbers
from analysis.forecast.histories.hazards import N_AGES, N_TIMES, PHASES, Hazards

Hazard = NDArray[np.float64]
CELLS = 2 * N_AGES * N_TIMES


def cells(alone: NDArray[Any], age: Days, time: Days, exposure: int) -> Days:
    """Where each month and row is among hazards: month x exposure x alone x age x time.

    From bands of age and of time in care, month x row, and one of two kinds of exposure.
    """
    month = np.arange(len(age))[:, None]
    return (month * 2 + exposure) * CELLS + (alone * N_AGES + age) * N_TIMES + time


class Courses:
    """The courses of children through care, group after group of those who share their hazards.

    `cells` are as the function says. Kinds of home are followed by the phases of a placement for
    adoption, from the second on: see `hazards.PHASED`; `placed` is its number, -1 for none.
    """

    def __init__(
        self, hazards: Hazards, kind_of: Days, placed: int, cells: Days, tally: Tally
    ) -> None:
        self.hazards, self.placed, self.tally = hazards, placed, tally
        self.cells, self.kind_of = cells.astype(np.int32), kind_of.astype(np.int32)
        self.homes = int(kind_of.max()) + 1
        self.kinds = self.homes + (PHASES - 1 if placed >= 0 else 0)
        self.months, self.wide = len(cells), cells.shape[1] * self.kinds
        self.summed = np.full((1 << self.months.bit_length(), self.wide), np.inf, np.float32)
        self.summed[0] = 0.0
        self.ages = (np.arange(self.months * 2 * CELLS) // N_TIMES % N_AGES).astype(np.int32)
        chances = hazards.moves_to.cumsum(-1)
        width = 1 << chances.shape[-1].bit_length()
        self.moves_to = np.full((*chances.shape[:-1], width), np.inf, np.float32)
        self.moves_to[..., 0] = 0.0
        self.moves_to[..., 1 : chances.shape[-1]] = chances[..., :-1]
        home, following = np.arange(self.kinds), np.zeros(self.kinds)
        if placed >= 0:
            home[self.homes :] = placed
            following[[placed, *range(self.homes, self.kinds - 1)]] = range(self.homes, self.kinds)
        self.chances_at = (home * N_AGES * width).astype(np.int32)
        self.next_phase = following.astype(np.int32)

    def rates(self, leave: Hazard, move: Hazard, leaving: Hazard, days: Hazard) -> None:
        """Take hazards a day; `leaving` and `days` are month x exposure."""
        shape = (self.months, 2, CELLS, self.kinds)
        whole, leaves = np.empty(shape), np.zeros(shape)
        own, moves = (
            each.transpose(0, 2, 3, 1).reshape(CELLS, self.homes) * exposed[..., None, None]
            for each, exposed in ((leave, leaving), (move, days))
        )
        whole[..., : self.homes] = own + moves
        leaves[..., : self.homes] = own / whole[..., : self.homes]
        if self.placed >= 0:
            phased = [self.placed, *range(self.homes, self.kinds)]
            whole[..., phased] = (days / self.hazards.phase)[..., None, None]
            leaves[..., phased] = 0.0
            leaves[..., -1] = self.hazards.adopted
        self.leaves = leaves.astype(np.float32).ravel()
        every = whole.reshape(-1, self.kinds).astype(np.float32)
        for month, cell in enumerate(self.cells):
            more = every.take(cell, axis=0).ravel()
            np.add(self.summed[month], more, out=self.summed[month + 1])

    def run(self, active: Active, rng: np.random.Generator) -> None:
        """Follow children until none is left in care within the months."""
        while len(active.row):
            active = self._happens(active, rng)

    def _happens(self, a: Active, rng: np.random.Generator) -> Active:
        """Count what was until the next event, and go on with those whom it leaves in care."""
        soon, month, part = self._next_event(a, rng)
        stop = a.last.copy()
        stop[soon] = np.maximum(a.came.take(soon) + month + 1, a.since.take(soon))
        self.tally.spells(a, stop)
        row, kind = a.row.take(soon), a.kind.take(soon)
        cell = self.cells.ravel().take(month * self.cells.shape[1] + row)
        share = self.leaves.take(cell * self.kinds + kind)
        drawn = rng.random(len(soon), dtype=np.float32)
        leaves, moves = np.flatnonzero(drawn < share), np.flatnonzero(drawn >= share)
        grows = a.last < self.tally.months
        grows[soon] = False
        for which, adults in ((np.flatnonzero(grows), True), (soon.take(leaves), False)):
            self.tally.leave(a, which, stop, adults=adults)
        on, month, row = soon.take(moves), month.take(moves), row.take(moves)
        share = share.take(moves)
        rest = (drawn.take(moves) - share) / (1 - share)
        state, kind = self._next(a.state.take(on), kind.take(moves), cell.take(moves), rest)
        at, summed = month * self.wide + (row * self.kinds + kind), self.summed.ravel()
        so_far = summed.take(at)
        so_far += part.take(moves) * (summed.take(at + self.wide) - so_far)
        since = stop.take(on)
        return a.at(on, state=state, kind=kind, row=row, since=since, so_far=so_far)

    def _next_event(self, a: Active, rng: np.random.Generator) -> tuple[Days, Numbers, Array]:
        """Who has one within the months, in which month since they came and part of it."""
        summed, wide, first = self.summed.ravel(), self.wide, a.row * self.kinds + a.kind
        when = rng.standard_exponential(len(first)).astype(np.float32)
        when += a.so_far
        soon = np.flatnonzero(when < summed.take((a.last - a.came - 1) * wide + first))
        when, first = when.take(soon), first.take(soon)
        at = reached(summed, first, when, len(self.summed), wide)
        low = summed.take(at)
        part = (when - low) / (summed.take(at + wide) - low)
        return soon, (at - first) // wide, part

    def _next(
        self, state: Numbers, kind: Numbers, cell: Numbers, drawn: Array
    ) -> tuple[Numbers, Numbers]:
        """The state and kind after an event that does not end care."""
        first = self.chances_at.take(kind) + self.ages.take(cell) * self.moves_to.shape[-1]
        to = reached(self.moves_to.ravel(), first, drawn, self.moves_to.shape[-1]) - first
        then = self.kind_of.take(to)
        phase = np.flatnonzero(self.next_phase.take(kind))
        to[phase], then[phase] = state[phase], self.next_phase[kind[phase]]
        return to, then


def reached(rising: Array, first: Numbers, target: Array, most: int, apart: int = 1) -> Numbers:
    """The last place where what rises from `first` on is below each target, or `first`.

    It rises over `most` places, a power of two, so far `apart`.
    """
    at, step = first.copy(), most * apart // 2
    while step >= apart:
        at += (rising.take(at + step) < target).view(np.int8) * np.int32(step)
        step //= 2
    return at

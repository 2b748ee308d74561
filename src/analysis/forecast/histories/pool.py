"""Futures of a group put together from courses of children that they share.

Children fall into blocks, and the courses of a block are drawn a few times; each future takes one
of these for each block. Any one future is therefore as if all its courses were drawn for it alone,
and two of a group have some in common, beside the hazards and the level that all of them have in
common: fewer courses are drawn, and futures spread as they would (see docs/methods.md).
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from analysis.forecast.histories.careers import Days

BLOCKS, LEAST, FUTURES_FOR_ONE = 5, 5, 8
"""Blocks of children, and how often the courses of each are drawn: once for so many futures of a
group, and as often as `LEAST`."""
ALIKE = 4
"""Futures to which about as many children come, and which have more of them in common."""


@dataclass(frozen=True)
class Pool:
    """Rows of courses for so many futures.

    First each drawing of each block, then what futures alike have in common, then what is their
    own.
    """

    futures: int

    @property
    def drawn(self) -> int:
        """How often the courses of each block are drawn."""
        return min(self.futures, max(LEAST, self.futures // FUTURES_FOR_ONE))

    @property
    def shared(self) -> tuple[int, int]:
        """The rows that are in more than one future: those of blocks, and of futures alike."""
        return BLOCKS * self.drawn, -(-self.futures // ALIKE)

    @property
    def rows(self) -> int:
        """The number of rows."""
        return sum(self.shared) + self.futures

    def of(self, many: int) -> tuple[Days, Days]:
        """So many children whom every future has, as often as they are drawn, and their rows."""
        drawing, child = np.indices((self.drawn, many)).reshape(2, -1)
        row = child % BLOCKS * self.drawn + drawing
        order = np.argsort(row, kind="stable")
        return child[order], row[order]

    def deal(self, streams: Sequence[Days], rng: np.random.Generator) -> tuple[Days, list[Days]]:
        """The rows that make up each future, and how many come to each in each month.

        `streams` has the numbers of each stream, future x month; the rows have the same in all.
        """
        blocks, groups = self.shared
        order = np.argsort(sum(many.sum(1) for many in streams), kind="stable")
        alike = np.empty_like(order)
        alike[order] = np.arange(self.futures) // ALIKE
        picked = np.tile(np.arange(self.futures) % self.drawn, (BLOCKS, 1))
        picked = rng.permuted(picked, axis=1) + np.arange(BLOCKS)[:, None] * self.drawn
        own = blocks + groups + np.arange(self.futures)
        dealt = np.column_stack([*picked, blocks + alike, own])
        first = np.arange(groups) * ALIKE
        found = []
        for many in streams:
            least = many.min(axis=0)
            common = np.minimum.reduceat(many[order], first, axis=0) - least
            of_block = (least + np.arange(BLOCKS)[:, None]) // BLOCKS
            rest = many - least - common[alike]
            found.append(np.concatenate([np.repeat(of_block, self.drawn, axis=0), common, rest]))
        return dealt, found

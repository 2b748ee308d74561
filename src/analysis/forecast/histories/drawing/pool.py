"""Futures of a group put together from courses of children that they share.

Children fall into blocks, and the courses of a block are drawn a few times; each future takes one
of these for each block. Any one future is therefore as if all its courses were drawn for it alone,
and two of a group have some in common, beside the hazards and the level that all of them have in
common: fewer courses are drawn, and futures spread as they would.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from analysis.forecast.histories.careers import Days

BLOCKS, LEAST, FUTURES_FOR_ONE = 5, 4, 10
"""Blocks of children, and how often the courses of each are drawn: once for so many futures of a
group, and as often as `LEAST`."""
ALIKE = (8, 2, 1)
"""So many futures to which about as many children come have more of them in common."""


@dataclass(frozen=True)
class Pool:
    """Rows of courses for so many futures.

    First each drawing of each block, then what some have in common, at last what is their own.
    """

    futures: int

    @property
    def drawn(self) -> int:
        """How often the courses of each block are drawn."""
        return min(self.futures, max(LEAST, self.futures // FUTURES_FOR_ONE))

    @property
    def rows(self) -> int:
        """The number of rows."""
        return BLOCKS * self.drawn + sum(-(-self.futures // size) for size in ALIKE)

    def of(self, many: int) -> tuple[Days, Days]:
        """So many children whom every future has, as often as they are drawn, and their rows."""
        drawing, child = np.indices((self.drawn, many)).reshape(2, -1)
        row = child % BLOCKS * self.drawn + drawing
        order = np.argsort(row, kind="stable")
        return child[order], row[order]

    def deal(self, streams: Sequence[Days], rng: np.random.Generator) -> tuple[Days, list[Days]]:
        """The rows that make up each future, and how many come to each row in each month.

        `streams` has the numbers that come to each future in each month, stream by stream.
        """
        picked = np.tile(np.arange(self.futures) % self.drawn, (BLOCKS, 1))
        dealt = [*(rng.permuted(picked, axis=1) + np.arange(BLOCKS)[:, None] * self.drawn)]
        least = [many.min(axis=0) for many in streams]
        shares = [(each + np.arange(BLOCKS)[:, None]) // BLOCKS for each in least]
        found = [[np.repeat(each, self.drawn, axis=0)] for each in shares]
        rest = [many - each for many, each in zip(streams, least, strict=True)]
        order = np.argsort(sum(many.sum(1) for many in streams), kind="stable")
        rank, first = np.argsort(order), BLOCKS * self.drawn
        for size in ALIKE:
            own, begins = rank // size, np.arange(0, self.futures, size)
            for rows, many in zip(found, rest, strict=True):
                rows.append(np.minimum.reduceat(many[order], begins, axis=0))
                many -= rows[-1][own]
            dealt.append(first + own)
            first += len(begins)
        return np.column_stack(dealt), [np.concatenate(rows) for rows in found]

"""Futures of a group put together from courses of children that they share.

Children fall into blocks, and the courses of a block are drawn a few times; each future takes one
of these for each block. Any one future is therefore as if all its courses were drawn for it alone,
and two of a group have some in common, beside the hazards and the level that all of them have in
common: fewer courses are drawn, and futures spread as they would (see docs/methods.md).
"""

from dataclasses import dataclass

import numpy as np

from analysis.forecast.histories.careers import Days

BLOCKS, LEAST, FUTURES_FOR_ONE = 5, 5, 8
"""Blocks of children, and how often the courses of each are drawn: once for so many futures of a
group, and as often as `LEAST`."""


@dataclass(frozen=True)
class Pool:
    """Rows of courses for so many futures: each drawing of each block, then what is their own."""

    futures: int

    @property
    def drawn(self) -> int:
        """How often the courses of each block are drawn."""
        return min(self.futures, max(LEAST, self.futures // FUTURES_FOR_ONE))

    @property
    def rows(self) -> int:
        """The number of rows."""
        return BLOCKS * self.drawn + self.futures

    def deal(self, rng: np.random.Generator) -> Days:
        """The rows that make up each future: future x blocks and its own."""
        dealt = np.tile(np.arange(self.futures) % self.drawn, (BLOCKS, 1))
        dealt = rng.permuted(dealt, axis=1) + np.arange(BLOCKS)[:, None] * self.drawn
        return np.column_stack([*dealt, BLOCKS * self.drawn + np.arange(self.futures)])

    def of(self, many: int) -> tuple[Days, Days]:
        """So many children whom every future has, as often as they are drawn, and their rows."""
        drawing, child = np.indices((self.drawn, many)).reshape(2, -1)
        row = child % BLOCKS * self.drawn + drawing
        order = np.argsort(row, kind="stable")
        return child[order], row[order]

    def shared(self, many: Days) -> Days:
        """Numbers in each future and month as those of each row, row x month.

        What all have at least is shared out to the blocks, and the rest is each future's own.
        """
        least = many.min(axis=0)
        blocks = (least + np.arange(BLOCKS)[:, None]) // BLOCKS
        return np.concatenate([np.repeat(blocks, self.drawn, axis=0), many - least])

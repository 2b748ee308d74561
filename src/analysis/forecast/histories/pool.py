"""Futures of a group put together from courses that they share, so that fewer need be drawn.

Children fall into blocks, and the courses of each block are drawn a few times; a future takes one
of these for each block. Any one future is as if all its courses were drawn for it alone. Two of a
group have about every tenth course in common, beside the hazards and the level that all of them
have in common.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from analysis.forecast.histories.careers import Days

BLOCKS, DRAWN = 10, 8
"""Blocks of children, and how often the courses of each are drawn for a group of futures."""


@dataclass(frozen=True)
class Pool:
    """So many `futures` from rows of courses: each drawing of each block, then what is their own."""

    futures: int

    @property
    def drawn(self) -> int:
        """How often the courses of a block are drawn: at most once for each future."""
        return min(DRAWN, self.futures)

    @property
    def rows(self) -> int:
        """The number of rows."""
        return BLOCKS * self.drawn + self.futures

    def deal(self, rng: np.random.Generator) -> Days:
        """The rows that make up each future, future x block and its own."""
        dealt = np.tile(np.arange(self.futures) % self.drawn, (BLOCKS, 1))
        dealt = rng.permuted(dealt, axis=1) + np.arange(BLOCKS)[:, None] * self.drawn
        return np.column_stack([*dealt, BLOCKS * self.drawn + np.arange(self.futures)])

    def of(self, many: int) -> tuple[Days, Days]:
        """So many children who are in every future, and their rows: each in those of its block."""
        child = np.tile(np.arange(many), self.drawn)
        row = (child % BLOCKS) * self.drawn + np.repeat(np.arange(self.drawn), many)
        order = np.argsort(row, kind="stable")
        return child[order], row[order]

    def shared(self, many: Days) -> Days:
        """Numbers in each future and month as those of each row, row x month.

        What all have at least is shared out to the blocks, and the rest is each future's own.
        """
        least = many.min(axis=0)
        blocks = (least + np.arange(BLOCKS)[:, None]) // BLOCKS
        return np.concatenate([np.repeat(blocks, self.drawn, axis=0), many - least])


def together(parts: NDArray[np.int64], dealt: Days) -> NDArray[np.int64]:
    """What each future counts, from what each row does and the rows that make it up."""
    whole = parts[dealt[:, 0]]
    for row in dealt.T[1:]:
        whole += parts[row]
    return whole

"""Children who would not have come: which of those who come in each future a change spares."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from analysis.forecast.histories.arrivals import Arrived


@dataclass(frozen=True)
class Fewer:
    """So many children a month who do not come, of those aged `youngest` to `oldest` in months.

    They are the first of each month from `begins` on, 1 being the first after the histories. What
    a month lacks, or is less than a child, is carried over to the next. `alone` says whether they
    come without a family; None takes either.
    """

    youngest: int
    oldest: int
    alone: bool | None
    a_month: float
    begins: int = 1

    def marked(self, arrived: Arrived, futures: int, months: int) -> NDArray[np.bool_]:
        """Which of those who come to so many futures and months they are."""
        fits = (arrived.age >= self.youngest) & (arrived.age <= self.oldest)
        fits &= arrived.month + 1 >= self.begins
        if self.alone is not None:
            fits &= arrived.alone == self.alone
        found = np.flatnonzero(fits)
        cell = arrived.future[found] * months + arrived.month[found]
        order = np.argsort(cell, kind="stable")
        found, cell = found[order], cell[order]
        many = np.bincount(cell, minlength=futures * months)
        place = np.arange(len(cell)) - (many.cumsum() - many)[cell]
        marked = np.zeros(len(fits), dtype=bool)
        taken = self._taken(many.reshape(futures, months))
        marked[found[place < taken.ravel()[cell]]] = True
        return marked

    def _taken(self, many: NDArray[np.int64]) -> NDArray[np.int64]:
        """How many of so many in each future and month."""
        months = np.arange(many.shape[1]) + 2 - self.begins
        wanted = np.floor(self.a_month * np.maximum(months, 0) + 1e-9).astype(np.int64)
        taken, so_far = np.zeros_like(many), np.zeros(len(many), dtype=np.int64)
        for month, whole in enumerate(wanted):
            taken[:, month] = np.minimum(many[:, month], whole - so_far)
            so_far += taken[:, month]
        return taken


def marks(
    spared: Sequence[Fewer], arrived: Arrived, futures: int, months: int
) -> NDArray[np.int64]:
    """For each child who comes, a bit for every change that spares it, the first the lowest."""
    marks = np.zeros(len(arrived.age), dtype=np.int64)
    for n, each in enumerate(spared):
        marks |= each.marked(arrived, futures, months).astype(np.int64) << n
    return marks

"""Children who would not have come: which of those who come in each future a change spares."""

from dataclasses import dataclass

import numpy as np

from analysis.forecast.histories.arrivals import Arrived
from analysis.forecast.histories.careers import Days
from analysis.forecast.histories.drawing.tally import within


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

    def among(self, arrived: Arrived, dealt: Days, months: int) -> tuple[Days, Days]:
        """Them: each one's future and place in `arrived`.

        `arrived.future` is a row of a `Pool`, and `dealt` has the rows that make up each future.
        """
        fits = (arrived.age >= self.youngest) & (arrived.age <= self.oldest)
        fits &= arrived.month + 1 >= self.begins
        if self.alone is not None:
            fits &= arrived.alone == self.alone
        found = np.flatnonzero(fits)
        cell = arrived.future[found] * months + arrived.month[found]
        found = found[np.argsort(cell, kind="stable")]
        many = np.bincount(cell, minlength=(dealt.max() + 1) * months)
        first = (many.cumsum() - many).reshape(-1, months)[dealt].ravel()
        each = many.reshape(-1, months)[dealt]
        before = each.cumsum(1) - each
        taken = np.clip(self._taken(each.sum(1))[:, None] - before, 0, each).ravel()
        future = np.repeat(np.arange(len(dealt)), dealt.shape[1] * months)
        return np.repeat(future, taken), found[np.repeat(first, taken) + within(taken)]

    def _taken(self, many: Days) -> Days:
        """How many of so many in each future and month."""
        months = np.arange(many.shape[1]) + 2 - self.begins
        wanted = np.floor(self.a_month * np.maximum(months, 0) + 1e-9).astype(np.int64)
        taken, so_far = np.zeros_like(many), np.zeros(len(many), dtype=np.int64)
        for month, whole in enumerate(wanted):
            taken[:, month] = np.minimum(many[:, month], whole - so_far)
            so_far += taken[:, month]
        return taken

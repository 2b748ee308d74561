"""Children counted at the end of each month in every future."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from analysis.forecast.histories.careers import YEAR, Days, State

BANDS = ("under_1", "1_to_4", "5_to_9", "10_to_15", "16_and_over")
"""The bands of age in which children are counted."""
CUTS = np.array([1, 5, 10, 16]) * YEAR
Numbers = NDArray[np.int32]


@dataclass(frozen=True, repr=False)
class Futures:
    """Children in care at the end of each month in every future.

    `ends` are the days, the first of them that of the histories; `children` is future x month x
    state x band of age; `here` future x month x band: those who are in care on the first day, by
    their age then. `came`, `left` (before 18) and `adults` (18 years old) are future x month x
    state, that come to or left, with nothing in the first month. `spared` are those among
    `children` whom each change spares, change x future x month x state x band: what is without
    them is what the change leaves; `kept_out` is how many it spares in all, change x future.
    `states` as in `Careers`.
    """

    ends: Days
    states: tuple[State, ...]
    children: Numbers
    here: Numbers
    came: Numbers
    left: Numbers
    adults: Numbers
    spared: Numbers
    kept_out: Numbers

    @property
    def total(self) -> Numbers:
        """All children, future x month."""
        return np.asarray(self.children.sum((2, 3)))

    def of_kind(self, kind: str) -> Numbers:
        """The children in a kind of home, future x month."""
        at = [n for n, (each, _) in enumerate(self.states) if each == kind]
        return np.asarray(self.children[:, :, at].sum((2, 3)))


def band_of(days: Days) -> Days:
    """The place in BANDS of each age in days."""
    return np.searchsorted(CUTS, days, side="right")


def bands(ends: Days, since: Days, born: Days) -> tuple[Days, Days]:
    """The band of age at the end of month `since`, and the month from which it is the next one.

    Nobody is in two bands of age after the first within the months of a forecast.
    """
    band = band_of(ends[since] - born)
    return band, np.searchsorted(ends, np.append(CUTS, np.inf)[band] + born)

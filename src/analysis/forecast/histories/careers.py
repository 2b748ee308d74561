"""Children's time in care as numbers, without who they are: what the model learns from.

Times are whole days (ordinals of `datetime.date`). A spell is the time in one kind of home with one
kind of provider; a period of care is one or more spells without a gap.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from analysis.core.errors import ShapeError

LEFT, OPEN = -1, -2
"""What follows a spell that ends care, and one that had not ended when it was last seen."""
YEAR = 365.25
ADULT = 18
Days = NDArray[np.int64]
State = tuple[str, str]
"""A kind of home and a kind of provider."""


@dataclass(frozen=True, repr=False)
class Careers:
    """Spells of a council's children, one in each place of every array.

    `born`, `began` (of the period of care), `start` and `end` are days; `end` is the first day
    without the spell, and the day after `as_at` where it goes on. `state` numbers `states`; `then`
    is the state that follows, LEFT or OPEN. `alone` are unaccompanied children; `family` is one
    number for all who came into care together. `first` is the first day on which all who were in
    care are known; a period that is `unsure` began before it, by `began` at the latest. Raises
    ShapeError for arrays of different lengths and spells without a day.
    """

    born: Days
    began: Days
    start: Days
    end: Days
    state: Days
    then: Days
    alone: NDArray[np.bool_]
    family: Days
    states: tuple[State, ...]
    first: int
    as_at: int
    unsure: NDArray[np.bool_]

    def __post_init__(self) -> None:
        """Refuse what is not a history."""
        days = (self.born, self.began, self.start, self.end, self.state, self.then, self.family)
        if len({len(each) for each in (*days, self.alone, self.unsure)}) != 1:
            raise ShapeError("careers: every array needs one place for each spell.")
        if (self.end <= self.start).any() or (self.start < self.began).any():
            raise ShapeError("careers: a spell has no day, or begins before its period of care.")

    def __repr__(self) -> str:
        return f"Careers({len(self.born):,} spells, {len(self.states)} states)"

    @property
    def kinds(self) -> tuple[str, ...]:
        """The kinds of home, in the order in which they first stand in `states`."""
        return tuple(dict.fromkeys(kind for kind, _ in self.states))

    @property
    def kind_of(self) -> NDArray[np.int64]:
        """The number of each state's kind."""
        return np.array([self.kinds.index(kind) for kind, _ in self.states], dtype=np.int64)

    def there(self, day: int) -> NDArray[np.int64]:
        """The places of the spells that have a day."""
        return np.flatnonzero((self.start <= day) & (self.end > day))

    def known_by(self, day: int) -> "Careers":
        """The same histories as they were known on an earlier day."""
        kept = self.start <= day
        later = self.end[kept] > day
        return Careers(
            born=self.born[kept],
            began=self.began[kept],
            start=self.start[kept],
            end=np.where(later, day + 1, self.end[kept]),
            state=self.state[kept],
            then=np.where(later, OPEN, self.then[kept]),
            alone=self.alone[kept],
            family=self.family[kept],
            states=self.states,
            first=self.first,
            as_at=day,
            unsure=self.unsure[kept],
        )


def eighteen(born: Days) -> Days:
    """The day of each 18th birthday, to within a day."""
    return (born + np.rint(ADULT * YEAR)).astype(np.int64)

"""Children by month and state, as they are now and as a scenario leaves them.

Numbers of children are future x month x state, and may be parts of a child: ten carers of 1.25
children each are 12.5.
"""

from dataclasses import dataclass
from datetime import date

import numpy as np
from numpy.typing import NDArray

from analysis.forecast.histories.careers import Careers, Days, State
from analysis.forecast.histories.futures import Futures
from analysis.forecast.histories.hazards import before_18
from analysis.forecast.histories.summary import LEAST

FOSTER, HOMES, OWN = "foster", "childrens_homes", "own"
OURS = ((FOSTER, OWN), (HOMES, OWN))
Array = NDArray[np.float64]


@dataclass(frozen=True, repr=False)
class Flows:
    """What scenarios need of futures: `children` and `left` are future x month x state, `spared`
    change x future x month x state. `states` has those that a scenario may add, at the end. `met`
    says how many children each change of entries spares in all, change x future. `stayed` is as
    the function tells it of the histories; empty takes all who leave to have been there long
    enough.
    """

    ends: Days
    states: tuple[State, ...]
    children: Array
    left: Array
    spared: Array
    met: NDArray[np.int32]
    stayed: tuple[float, ...] = ()

    @classmethod
    def of(cls, futures: Futures, *, stayed: tuple[float, ...] = ()) -> "Flows":
        """Of all ages together."""
        added = [each for each in OURS if each not in futures.states]

        def wider(numbers: NDArray[np.int32]) -> Array:
            return np.pad(numbers.astype(float), [(0, 0)] * (numbers.ndim - 1) + [(0, len(added))])

        return cls(
            ends=futures.ends,
            states=(*futures.states, *added),
            children=wider(futures.children.sum(-1)),
            left=wider(futures.left),
            spared=wider(futures.spared.sum(-1)),
            met=futures.kept_out,
            stayed=stayed,
        )


@dataclass(frozen=True, repr=False)
class Course:
    """Children as a scenario leaves them, future x month x state.

    `budgeted` are those among them whose home is paid by a yearly budget and not by the week;
    `running` what is paid from a day on, in pounds a year. `unmet` is, for each change, the share
    of futures (0 to 1) in which there were too few children for it in some month; nan where that
    is not known. `drawn_on` are the states that children are moved from, a tuple for each pool.
    """

    children: Array
    budgeted: Array
    running: tuple[tuple[date, float], ...] = ()
    unmet: tuple[float, ...] = ()
    drawn_on: tuple[tuple[int, ...], ...] = ()

    def may_be_told(self, now: Array, least: int = LEAST) -> bool:
        """Whether every pool that it moves children from has enough of them now (`now` by state):
        where they run out tells how few they are.
        """
        return all(now[list(pool)].sum() >= least for pool in self.drawn_on)


def as_now(flows: Flows) -> Course:
    """The futures without a change."""
    return Course(flows.children, np.zeros_like(flows.children))


def stayed(careers: Careers, months: int) -> tuple[float, ...]:
    """Of children who left before 18, the shares who were in care at the end of the month before
    that in which they left, of the one before it, and so on for so many months; () where none left.
    """
    left = before_18(careers)
    if not left.any():
        return ()
    began, ended = (_month(days[left]) for days in (careers.began, careers.end))
    return tuple(float((ended - began >= n).mean()) for n in range(1, months + 1))


def _month(days: Days) -> Days:
    """The number of the month of each day."""
    since_1970 = days - date(1970, 1, 1).toordinal()
    return since_1970.astype("datetime64[D]").astype("datetime64[M]").astype(np.int64)

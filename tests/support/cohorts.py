"""Histories of children who never lived, as numbers, and models of hazards that are known."""

from collections.abc import Sequence
from datetime import date

import numpy as np

from analysis.forecast.histories.arrivals import Stream
from analysis.forecast.histories.careers import OPEN, YEAR, Careers
from analysis.forecast.histories.hazards import N_AGES, N_TIMES, Gamma, Hazards
from analysis.forecast.histories.level import Level
from analysis.forecast.histories.simulate import Model

AS_AT = date(2025, 3, 31).toordinal()
FIRST = date(2020, 4, 1).toordinal()
FOSTER = (("foster", "own"),)
Spell = tuple[int, int, int, int, int, int]
CERTAIN = 1e12
"""A gamma of this shape is as good as its mean."""


def careers(
    spells: Sequence[Spell],
    *,
    states=FOSTER,
    alone=(),
    family=(),
    unsure=(),
    first=FIRST,
    as_at=AS_AT,
) -> Careers:
    """Of spells (born, began, start, end, state, then)."""
    born, began, start, end, state, then = np.array(spells, dtype=np.int64).reshape(-1, 6).T
    return Careers(
        born=born,
        began=began,
        start=start,
        end=end,
        state=state,
        then=then,
        alone=np.array(alone or [False] * len(born)),
        family=np.array(family or range(len(born))),
        states=states,
        first=first,
        as_at=as_at,
        unsure=np.array(unsure or [False] * len(born)),
    )


def in_care(many: int, age: float, *, days: int = 700, states=FOSTER, state: int = 0) -> Careers:
    """So many children of an age in years who came so many days ago, and are in care still."""
    spell = (AS_AT - round(age * YEAR), AS_AT - days, AS_AT - days, AS_AT + 1, state, OPEN)
    return careers([spell] * many, states=states)


def steady(level: float) -> Level:
    """A level that is known, and stays."""
    points = (np.array([each]) for each in (np.log(level), 0.0, 0.0, 1.0))
    return Level(*points, usual=float(np.log(level)))


def stream(age=(), state=(), *, a_day: float = 1e-9, season=(1.0,) * 12) -> Stream:
    """Families of one child each; nobody comes where no age in months is given."""
    ones = np.ones(len(age), dtype=np.int64)
    ages, states = (np.array(each, dtype=np.int64) for each in (age, state))
    return Stream(np.arange(len(age)), ones, ages, states, np.array(season), steady(a_day))


def model(
    histories: Careers,
    *,
    leave: float = 0.0,
    move: float = 0.0,
    phase: float = 100.0,
    coming: Stream | None = None,
) -> Model:
    """With one hazard of leaving and one of moving a day, whatever the age; moves go anywhere."""
    shape = (2, len(histories.kinds), N_AGES, N_TIMES)
    of = [
        Gamma(np.full(shape, CERTAIN), np.full(shape, CERTAIN / max(rate, 1e-15)))
        for rate in (leave, move)
    ]
    number = len(histories.states)
    moves_to = np.full((shape[1], N_AGES, number), 1 / number)
    hazards = Hazards(*of, moves_to=moves_to, phase=phase, adopted=1.0)
    return Model(histories, hazards, steady(1.0), (coming or stream(), stream()))

"""Futures made by hand, to which a scenario is applied, and scenarios of one change."""

from datetime import date

import numpy as np

from analysis.catalogue.local.changes import Change, Scenario
from analysis.forecast.histories.futures import BANDS, Futures

AS_AT = date(2025, 3, 31)
APRIL, MAY = date(2025, 4, 1), date(2025, 5, 1)
ENDS = np.array(
    [d.toordinal() for d in (AS_AT, date(2025, 4, 30), date(2025, 5, 31), date(2025, 6, 30))]
)
STATES = (
    ("childrens_homes", "private"),
    ("foster", "own"),
    ("foster", "private"),
    ("foster", "voluntary"),
)


def futures(by_state, *, left=None, spared=(), kept_out=None, states=STATES, ends=ENDS) -> Futures:
    """From children, and those who left, as future x month x state, all in one band of age."""
    whole = np.array(by_state, dtype=np.int32)
    nothing = np.zeros_like(whole)

    def in_a_band(numbers) -> np.ndarray:
        one = np.zeros(len(BANDS), dtype=np.int32)
        one[0] = 1
        return np.asarray(numbers, dtype=np.int32)[..., None] * one

    return Futures(
        ends=ends,
        states=states,
        children=in_a_band(whole),
        here=in_a_band(whole.sum(2)),
        came=nothing,
        left=nothing if left is None else np.array(left, dtype=np.int32),
        adults=nothing,
        spared=np.array([in_a_band(each) for each in spared], dtype=np.int32).reshape(
            -1, *whole.shape, len(BANDS)
        ),
        kept_out=np.zeros((len(spared), len(whole)), np.int32) if kept_out is None else kept_out,
    )


def level(*children: int, futures: int = 1, months: int = len(ENDS)) -> np.ndarray:
    """The same children by state in every month of every future."""
    return np.tile(np.array(children), (futures, months, 1))


def scenario(kind: str, number: float, begins: date = APRIL, **others) -> Scenario:
    """One change under the name of its kind."""
    change = Change(kind=kind, number=number, begins=begins, **others)
    return Scenario(name=kind, changes=(change,))

"""Fewer children who come: the very number that was asked, and nothing else that changes."""

import numpy as np
import pytest

from analysis.forecast.histories.drawing.fewer import Fewer
from analysis.forecast.histories.simulate import simulate
from cohorts import in_care, model, stream

SMALL = {"futures": 40, "groups": 4, "months": 24}
MANY = {"futures": 200, "groups": 50, "months": 24}
BABY, TEEN = 3, 180


def one(a_month: float, youngest: int = 0, oldest: int = 11, alone=None, begins: int = 1) -> Fewer:
    return Fewer(youngest=youngest, oldest=oldest, alone=alone, a_month=a_month, begins=begins)


def drawn(*spared: Fewer, a_day: float = 2.0, size=SMALL, **hazards: float):
    """Babies and teenagers who come, as many of one as of the other."""
    coming = stream(age=[BABY, TEEN], state=[0, 0], a_day=a_day)
    return simulate(model(in_care(20, 6.0), coming=coming, **hazards), 1, **size, spared=spared)


def kept_out(futures, change: int = 0):
    """All whom a change spares, future x month."""
    return futures.spared[change].sum((2, 3))


def test_one_child_a_month_is_one_child_a_month():
    """Where nobody leaves and enough come, each month has one child fewer than the last."""
    assert (kept_out(drawn(one(1.0))) == np.arange(25)).all()


@pytest.mark.parametrize(("a_month", "months"), [(0.1, 10), (0.25, 4), (2.5, 2)])
def test_parts_of_a_child_are_carried_over(a_month, months):
    found = kept_out(drawn(one(a_month)))
    assert (found[:, months] == round(a_month * months)).all()
    assert (found == np.floor(a_month * np.arange(25) + 1e-9)).all()


def test_a_month_in_which_too_few_come_is_made_up_for_later():
    """Of half as many as are to be spared each one is; of 1.2 as many most are, soon or late."""
    few, enough = (drawn(one(1.0), a_day=2 * babies / 30.4) for babies in (0.5, 1.2))
    ages = [futures.came.sum(2).cumsum(1) for futures in (few, enough)]
    assert 0 < kept_out(few)[:, -1].mean() < 0.75 * 24
    assert (kept_out(few) <= ages[0]).all()
    late = kept_out(enough)
    assert (late <= np.arange(25)).all() and late[:, -1].mean() > 0.85 * 24
    assert (np.diff(late, axis=1) > 1).any()


def test_it_begins_when_it_begins():
    found = kept_out(drawn(one(1.0, begins=13)))
    assert (found[:, :13] == 0).all() and (found[:, 24] == 12).all()


def test_only_those_of_the_ages_and_the_route_are_spared():
    babies, teens, either, alone, together = drawn(
        one(1.0),
        one(1.0, 180, 215),
        one(1.0, BABY + 1, TEEN - 1),
        one(1.0, alone=True),
        one(1.0, alone=False),
    ).spared.sum((1, 3))[:, 6]
    assert babies[0] == 40 * 6 and babies[1:].sum() == 0
    assert teens[3] == 40 * 6 and teens.sum() == 40 * 6
    assert either.sum() == 0 and alone.sum() == 0
    assert np.array_equal(together, babies)


def test_as_now_is_the_same_with_and_without():
    hazards = {"leave": 0.002, "move": 0.002}
    plain, changed = drawn(**hazards), drawn(one(1.0), one(2.0, 0, 215), **hazards)
    for name in ("children", "here", "came", "left", "adults"):
        assert getattr(plain, name).tobytes() == getattr(changed, name).tobytes()
    assert plain.spared.shape == (0, *plain.children.shape)
    assert changed.spared.shape == (2, *plain.children.shape)


def test_those_who_are_spared_are_among_the_children_and_leave_as_they_would_have():
    futures = drawn(one(1.0, 0, 215), size=MANY, leave=0.002)
    assert (futures.spared <= futures.children).all()
    before = (np.arange(24)[::-1] + 0.5) * 365.25 / 12
    expected = np.exp(-0.002 * before).sum()
    assert kept_out(futures)[:, -1].mean() == pytest.approx(expected, rel=0.05)


def test_without_all_who_come_those_are_left_who_were_there():
    futures = drawn(one(1e6, 0, 215), leave=0.002, move=0.002)
    assert np.array_equal(kept_out(futures), futures.total - futures.here.sum(2))

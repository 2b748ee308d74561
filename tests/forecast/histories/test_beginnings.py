"""When children came who were there before the first return."""

import numpy as np
import pytest

from analysis.forecast.histories.beginnings import aged
from analysis.forecast.histories.careers import LEFT, OPEN
from cohorts import AS_AT, FIRST, careers

LONG = 1000
AGE = 9 * 365


def spell(day: int, *, came: int, until: int, then: int) -> tuple[int, ...]:
    """A stay of somebody nine years old on a day."""
    return (day - AGE, came, came, until, 0, then)


def test_a_child_of_the_first_day_was_there_as_long_as_children_of_the_last():
    """Half of the last day's children came 1,000 days ago, the others 100; all that is known of
    the first day's is an episode of 50 days."""
    now = [spell(AS_AT, came=AS_AT - ago, until=AS_AT + 1, then=OPEN) for ago in [LONG, 100] * 100]
    then = [spell(FIRST, came=FIRST - 50, until=FIRST + 30, then=LEFT)] * 100
    then = [(born - n, *rest) for n, (born, *rest) in enumerate(then)]
    found = aged(careers(now + then, unsure=[False] * 200 + [True] * 100))
    days = FIRST - found.began[200:]
    assert set(days) == {100, LONG}
    assert (days == LONG).mean() == pytest.approx(0.5, abs=0.05)
    assert np.array_equal(found.began[:200], careers(now + then).began[:200])


def test_nobody_came_later_than_is_known_or_before_birth():
    now = [spell(AS_AT, came=AS_AT - LONG, until=AS_AT + 1, then=OPEN)] * 20
    then = [
        (FIRST - old, FIRST - known, FIRST - known, FIRST + 9, 0, LEFT)
        for old, known in [(AGE, LONG + 1), (AGE, 10), (3, 2)]
    ]
    found = aged(careers(now + then, unsure=[False] * 20 + [True] * 3))
    assert list(FIRST - found.began[20:]) == [LONG + 1, LONG, 2]


def test_a_child_who_is_sure_counts_among_the_first_days():
    """The sure ones have been there for 100 days; so the others were there for long."""
    now = [spell(AS_AT, came=AS_AT - ago, until=AS_AT + 1, then=OPEN) for ago in [LONG, 100] * 100]
    known = [spell(FIRST, came=FIRST - ago, until=FIRST + 30, then=LEFT) for ago in [100, 50] * 60]
    found = aged(careers(now + known, unsure=[False] * 200 + [False, True] * 60))
    assert (FIRST - found.began[201::2] == LONG).mean() > 0.9


def test_histories_in_which_all_is_known_stay_as_they_are():
    whole = careers([spell(AS_AT, came=AS_AT - LONG, until=AS_AT + 1, then=OPEN)])
    assert aged(whole) is whole

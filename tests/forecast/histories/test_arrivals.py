"""Entries: months, families that stay together, and the season."""

from datetime import date

import numpy as np
import pytest

from analysis.forecast.histories import arrivals
from analysis.forecast.histories.careers import LEFT, OPEN
from cohorts import AS_AT, FIRST, careers, stream


def test_months_end_with_their_last_days():
    ends = [date.fromordinal(int(d)) for d in arrivals.month_ends(date(2024, 1, 31).toordinal(), 3)]
    assert ends == [date(2024, 1, 31), date(2024, 2, 29), date(2024, 3, 31), date(2024, 4, 30)]
    in_it = arrivals.month_ends(date(2024, 12, 10).toordinal(), 1)
    assert date.fromordinal(int(in_it[1])) == date(2025, 1, 31)


def test_months_back_are_alike_and_end_with_the_day():
    back = arrivals.months_back(FIRST, AS_AT)
    assert back[-1] == AS_AT and back[0] >= FIRST and len(back) == 60
    assert set(np.diff(back)) <= {30, 31}


def test_brothers_and_sisters_come_together():
    """A family of three and one child alone here; another alone in the country."""
    day = AS_AT - 100
    spells = [(day - age * 400, day, day, day + 50, 0, LEFT) for age in (1, 3, 5, 9, 16)]
    whole = careers(spells, family=[7, 7, 7, 8, 9], alone=[False] * 4 + [True])
    families, alone = arrivals.fit(whole)
    assert sorted(families.size) == [1, 3] and list(alone.size) == [1]
    assert list(alone.age) == [210]
    many = [np.array([[4, 0]]), np.array([[0, 2]])]
    came = arrivals.children((families, alone), np.random.default_rng(1), many)
    assert 4 <= (came.alone == 0).sum() <= 12 and (came.alone == 1).sum() == 2
    assert set(came.month[came.alone == 0]) == {0} and set(came.month[came.alone == 1]) == {1}


def test_more_come_in_the_season_in_which_more_came():
    septembers = [date(year, 9, 5 + n).toordinal() for year in range(2020, 2025) for n in range(20)]
    others = [FIRST + n * 18 for n in range(100)]
    spells = [
        (day - 3000, day, day, day + 10, 0, LEFT) for day in septembers + others if day > FIRST
    ]
    season = arrivals.fit(careers(spells))[0].season
    assert season.argmax() == 8 and season[8] > 2 and season.max() / np.median(season) > 2.5


def test_as_many_come_as_level_days_and_season_say():
    season = np.array([1.0] * 8 + [3.0] + [1.0] * 3)
    made = stream(age=[60], state=[0], a_day=0.5, season=season)
    ends = arrivals.month_ends(AS_AT, 12)
    shape = (4000, 12)
    nothing = np.zeros(shape)
    came = arrivals.counts(made, np.random.default_rng(1), ends, nothing, nothing).mean(axis=0)
    months = [date.fromordinal(int(end)).month for end in ends[1:]]
    expected = 0.5 * np.diff(ends) * season[np.array(months) - 1]
    assert came == pytest.approx(expected, rel=0.03)


def spread(level):
    """The standard deviation of the log level."""
    middle = (level.log * level.weight).sum()
    return np.sqrt((level.weight * (level.log - middle) ** 2).sum())


def test_the_children_of_the_first_day_tell_how_many_came_before():
    """One child comes every ten days and stays for 1,000."""
    comes = range(FIRST - 1995, AS_AT, 10)
    whole = [
        (day - 3000, day, day, min(day + 1000, AS_AT + 1), 0, LEFT if day + 1000 <= AS_AT else OPEN)
        for day in comes
        if day + 1000 > FIRST
    ]
    all_known = arrivals.fit(careers(whole))[0].level
    entries_alone = arrivals.fit(careers([each for each in whole if each[1] > FIRST]))[0].level
    assert all_known.mean == pytest.approx(0.1, rel=0.03)
    assert spread(all_known) < spread(entries_alone)


def test_fewer_since_are_noticed_although_more_came_before():
    """One child came every five days before the first, and every ten since."""
    comes = [*range(FIRST - 998, FIRST, 5), *range(FIRST + 5, AS_AT, 10)]
    whole = [
        (day - 3000, day, day, min(day + 1000, AS_AT + 1), 0, LEFT if day + 1000 <= AS_AT else OPEN)
        for day in comes
    ]
    levels = arrivals.fit(careers(whole))[0].level
    assert 0.095 < levels.mean < 0.13

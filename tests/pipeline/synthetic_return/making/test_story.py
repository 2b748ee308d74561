"""Scenarios of made-up authorities: what they say happens, and without one nothing changes."""

from datetime import date
from functools import cache
from random import Random

import numpy as np
import pytest

from analysis.catalogue.areas import reporting_area
from analysis.pipeline.synthetic_return.making.authority import generate
from analysis.pipeline.synthetic_return.making.plans import family
from analysis.pipeline.synthetic_return.making.story import ScenarioError, Story, Told
from analysis.pipeline.synthetic_return.rates.scenarios import SCENARIOS

ORIGIN = date(2022, 3, 31).toordinal()


@cache
def stays(name: str, families: int = 8000):
    """First day, days of the first stay and whether alone, of children who come in eight years."""
    chance, story = Random(1), Told(name, ORIGIN)
    rows = [
        (each.plans[0].start, each.plans[0].end - each.plans[0].start, each.alone)
        for _ in range(families)
        for each in family(chance, ORIGIN - 1461, ORIGIN + 1461, story)
    ]
    return np.array(rows).T


def came(starts, first: int, until: int) -> float:
    """Stays begun a year, from a day (counted from the origin) until another."""
    inside = (starts >= ORIGIN + first) & (starts < ORIGIN + until)
    return inside.sum() / (until - first) * 365.25


def test_without_a_scenario_the_lives_are_those_of_the_usual_story():
    leeds = reporting_area("Leeds")
    assert generate(leeds, 60, 2, 1) == generate(leeds, 60, 2, 1, story=Story())
    assert generate(leeds, 60, 2, 1) != generate(leeds, 60, 2, 1, story=Told("wave", ORIGIN))


def test_steady_has_as_many_entries_and_as_many_alone_all_along():
    start, _, alone = stays("steady")
    assert came(start, 0, 1461) / came(start, -1461, 0) == pytest.approx(1, abs=0.1)
    shares = [alone[(start < ORIGIN) == before].mean() for before in (True, False)]
    assert shares[0] == pytest.approx(shares[1], abs=0.03)


def test_growing_grows_by_six_per_cent_a_year():
    start, _, _ = stays("growing")
    assert came(start, 0, 1461) / came(start, -1461, 0) == pytest.approx(np.exp(0.24), rel=0.1)


def test_a_policy_lowers_entries_and_shortens_stays_by_a_fifth():
    start, days, _ = stays("policy")
    assert came(start, -365, 1096) / came(start, -1460, -365) == pytest.approx(0.8, rel=0.07)
    usual, now = (
        days[(start >= ORIGIN + a) & (start < ORIGIN + b)] for a, b in ((-1460, -1100), (0, 360))
    )
    assert np.median(now) / np.median(usual) == pytest.approx(0.8, abs=0.15)


def test_a_stay_under_way_is_shortened_by_what_is_left_of_it():
    told, change = Told("policy", ORIGIN), ORIGIN - 365
    assert told.end(change - 500, change - 1) == change - 1
    assert told.end(change - 500, change + 100) == change + 80
    assert told.end(change + 10, change + 11) == change + 11
    assert Told("growing", ORIGIN).end(change, change + 100) == change + 100


def test_a_wave_is_of_those_alone_and_over_before_the_origin():
    start, _, alone = stays("wave")
    for who, times in ((start[alone == 1], 4), (start[alone == 0], 1)):
        usual = (came(who, -639 - 730, -90 - 730) + came(who, -639 + 730, -90 + 730)) / 2
        assert came(who, -639, -90) / usual == pytest.approx(times, rel=0.2)


def test_every_scenario_says_what_it_is_and_no_weight_is_above_one():
    last = ORIGIN + 5 * 365
    for name, scenario in SCENARIOS.items():
        assert scenario.says
        told = Told(name, ORIGIN)
        weights = [
            told.weight(d, last, alone=a) for d in range(ORIGIN - 2000, last, 30) for a in (0, 1)
        ]
        assert min(weights) > 0 and max(weights) <= 1


def test_another_name_is_refused():
    with pytest.raises(ScenarioError, match="'boom'; there are steady, growing, policy, wave"):
        Told("boom", ORIGIN)

"""After 18: known young people grow older by the calendar, and new ones join them."""

from dataclasses import replace

import numpy as np
import pytest

from analysis.forecast.histories.careers import LEFT, YEAR
from analysis.forecast.histories.futures import Futures
from analysis.forecast.histories.leavers import after_18, qualify
from analysis.forecast.histories.simulate import simulate
from cohorts import AS_AT, FIRST, careers, in_care, model

SURE = {"18": 1.0, "19_20": 1.0}
NOBODY = np.array([], dtype=np.int64)


def born(age: float) -> int:
    return AS_AT - round(age * YEAR)


def ahead(*ages: float, adults_in_month: int = 0, many: int = 0) -> tuple[Futures, np.ndarray]:
    """Futures in which so many turn 18 in a month, and the days of birth of those known."""
    drawn = simulate(model(in_care(1, 6.0)), 1, futures=2, groups=1)
    adults = np.zeros_like(drawn.adults)
    adults[:, adults_in_month, 0] = many
    return replace(drawn, adults=adults), np.array([born(age) for age in ages], dtype=np.int64)


def grown(many: int, *, days: int) -> tuple:
    """So many who turned 18 in foster care a year ago, after so many days in care."""
    end = AS_AT - 365
    return ((end - round(18 * YEAR), end - days, end - days, end, 0, LEFT),) * many


def test_who_is_known_moves_from_group_to_group_and_out_at_25() -> None:
    futures, known = ahead(17.5, 20.5, 24.5)
    found = after_18(futures, known, in_care(1, 6.0), SURE, 1).aged
    assert found["18_to_20"][0, [0, 12, 24]].tolist() == [1, 1, 1]
    assert found["21_to_24"][0, [0, 12, 24]].tolist() == [1, 1, 1]


def test_who_turns_18_is_a_care_leaver_from_then_on() -> None:
    futures, _ = ahead(adults_in_month=6, many=40)
    histories = careers(grown(2000, days=900))
    found = after_18(futures, NOBODY, histories, SURE, 1).aged["18_to_20"]
    assert found[0, 5] == 0
    assert found[0, 6] == found[0, 36] >= 39


@pytest.mark.parametrize(("days", "share"), [(900, 1.0), (92, 1.0), (80, 0.0)])
def test_thirteen_weeks_since_14_make_a_care_leaver(days: int, share: float) -> None:
    assert qualify(careers(grown(2000, days=days))) == pytest.approx(share, abs=0.001)


def test_nobody_known_gives_even_chances() -> None:
    assert qualify(in_care(3, 6.0)) == 0.5


def test_staying_put_ends_at_21_and_only_from_foster_care() -> None:
    histories = careers(grown(10, days=900), states=(("foster", "own"),))
    futures, _ = ahead()
    found = after_18(futures, NOBODY, histories, SURE, 1).staying_put
    assert (found[:, :24] == 10).all()
    assert (found[:, 25:] == 0).all()
    elsewhere = replace(histories, states=(("supported", "private"),))
    assert not after_18(futures, NOBODY, elsewhere, SURE, 1).staying_put.any()


def test_shares_are_those_given_and_fall_at_19() -> None:
    futures, _ = ahead(adults_in_month=1, many=20000)
    shares = {"18": 0.6, "19_20": 0.3}
    found = after_18(futures, NOBODY, in_care(1, 6.0), shares, 1).staying_put / 20000
    assert found[0, 2] == pytest.approx(0.6, abs=0.02)
    assert found[0, 20] == pytest.approx(0.3, abs=0.02)


def test_they_came_of_age_within_the_histories() -> None:
    early = [(FIRST - 8000, FIRST - 900, FIRST - 900, FIRST - 1, 0, LEFT)]
    assert qualify(careers(early)) == 0.5

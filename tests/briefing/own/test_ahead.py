"""A council's futures as a page asks for them: by figure, by whole year, and by places."""

from datetime import date

import pandas as pd
import pytest

from analysis.briefing.own.ahead import own_ahead
from analysis.core import returned
from analysis.core.shapes import ALL
from analysis.forecast.histories.summary import IN_CARE
from own_futures import FIRST, MONTHS, ahead, judged

YEAR = pd.Timestamp(2028, 3, 31)


def test_a_figure_is_asked_for_by_its_name_and_part() -> None:
    found = ahead()
    assert found.rows(IN_CARE)["period_end"].tolist() == [*MONTHS]
    assert set(found.rows(IN_CARE, "placement", "foster")["central"]) == {200}
    assert found.rows("never_heard_of").empty
    assert (found.first, found.last) == (FIRST, date(2029, 9, 30))


def test_whole_years_alone_are_told_as_years() -> None:
    assert [year.year for year in ahead().whole_years] == [2028, 2029]


@pytest.mark.parametrize(("places", "chance"), [(1, 100), (231, 95), (246, 20), (250, 0), (900, 0)])
def test_fewer_places_than_any_future_needs_are_too_few_for_certain(
    places: int, chance: float
) -> None:
    assert ahead().chance("foster", YEAR, places) == chance


def test_the_fewest_places_that_are_enough() -> None:
    assert [ahead().enough("foster", YEAR, chance) for chance in (20, 10, 0)] == [246, 248, 250]


@pytest.mark.parametrize(
    ("forecasts", "held", "narrow"), [(8, 60, True), (8, 80, False), (7, 0, False)]
)
def test_a_range_is_narrow_where_enough_forecasts_say_so(
    forecasts: int, held: float, narrow: bool
) -> None:
    told = judged(("age", "5_to_9", 12, "histories", forecasts, 1.0, held))
    assert ahead(judged=told).is_narrow("age", "5_to_9") is narrow
    assert not ahead(judged=told).is_narrow(ALL, ALL)


def test_a_page_of_a_day_before_the_returns_last_one_has_none() -> None:
    record = {"as at": "2026-09-30", returned.FUTURES: {"method": "histories", "lacking": ""}}
    assert own_ahead("nowhere", record, date(2026, 9, 29)) is None
    assert own_ahead("nowhere", {"as at": "2026-09-30"}, date(2026, 11, 1)) is None
    lacking = {**record, returned.FUTURES: {"method": "", "lacking": "too few"}}
    assert own_ahead("nowhere", lacking, date(2026, 11, 1)) is None

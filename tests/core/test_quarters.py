"""Quarters of a financial year: how they are written, when they are, and what is before them."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.core.quarters import Quarter, QuarterError, newest_whole, quarter, quarter_of

QUARTERS = st.builds(Quarter, st.integers(1991, 2090), st.integers(1, 4))


def test_the_second_quarter_is_july_to_september() -> None:
    found = quarter("2025-26Q2")
    assert (found.first, found.last) == (date(2025, 7, 1), date(2025, 9, 30))
    assert found.words == "July to September 2025"


def test_the_last_quarter_lies_in_the_next_calendar_year() -> None:
    found = quarter("2025-26Q4")
    assert (found.first, found.last) == (date(2026, 1, 1), date(2026, 3, 31))
    assert found.next.code == "2026-27Q1"


@pytest.mark.parametrize(
    "written", ["2025Q2", "2025-26Q5", "2025-27Q1", "2025/26Q1", "Q2 2025", "", "1999-00q1"]
)
def test_what_is_no_quarter_is_refused_with_an_example(written: str) -> None:
    with pytest.raises(QuarterError, match="2025-26Q2"):
        quarter(written)


def test_the_turn_of_a_century_is_written_with_two_digits() -> None:
    assert quarter("1999-00Q3").words == "October to December 1999"


def test_the_newest_whole_quarter_has_ended() -> None:
    assert newest_whole(date(2026, 11, 24)).code == "2026-27Q2"
    assert newest_whole(date(2026, 10, 1)).code == "2026-27Q2"
    assert newest_whole(date(2026, 9, 30)).code == "2026-27Q1"


@given(QUARTERS)
def test_a_quarter_reads_as_it_is_written(each: Quarter) -> None:
    assert quarter(each.code) == each
    assert quarter_of(each.first) == each == quarter_of(each.last)


@given(QUARTERS, st.integers(-40, 40))
def test_going_back_and_forth_ends_where_it_began(each: Quarter, many: int) -> None:
    assert each.back(many).back(-many) == each
    assert (each.back(1) < each) and each.previous.next == each


@given(QUARTERS)
def test_quarters_follow_one_another_without_a_gap(each: Quarter) -> None:
    assert each.last + timedelta(days=1) == each.next.first
    assert 90 <= (each.last - each.first).days + 1 <= 92

"""Rare events: a page shows the set of its quarter, and no two pages differ by a few events."""

from datetime import timedelta

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.core.quarters import Quarter
from analysis.core.shapes import OK, SUPPRESSED
from analysis.protect.events import BETWEEN_EVENTS, between_events, newest_sets

FIRST = Quarter(2023, 1)


def happened(quarters, late=()):
    """Events by quarter from FIRST on, ten days apart, received two weeks after the quarter."""
    rows, quarter = [], FIRST
    for many in quarters:
        rows += [
            (
                "exclusions",
                pd.Timestamp(quarter.first + timedelta(days=10 * n)),
                "school",
                (quarter.last + timedelta(days=14)).isoformat(),
            )
            for n in range(many)
        ]
        quarter = quarter.next
    rows += [("exclusions", pd.Timestamp(on), "school", release) for on, release in late]
    return pd.DataFrame(rows, columns=["indicator", "on", "source", "release"])


def on_page(events, quarter, day, threshold=5):
    """The gaps that the page of a quarter shows on a day."""
    told = between_events(events, "1", threshold)
    known = told[(told["period_end"] <= str(quarter.last)) & (told["release"] <= str(day))]
    return newest_sets(known)


def test_the_page_of_a_quarter_stays_as_it_was_when_later_events_come():
    events = happened([6, 0, 7, 8])
    then, now = FIRST.last + timedelta(days=20), FIRST.last + timedelta(days=700)
    first = on_page(events, FIRST, then)
    assert len(first) == 5
    pd.testing.assert_frame_equal(on_page(events, FIRST, now), first)


def test_new_events_wait_until_there_are_more_than_a_few():
    events, day = happened([6, 3, 2, 1, 5]), "2030-01-01"
    quarters = [FIRST]
    while len(quarters) < 5:
        quarters.append(quarters[-1].next)
    shown = [on_page(events, q, day) for q in quarters]
    assert [len(s) + 1 for s in shown] == [6, 6, 6, 12, 12]
    assert {str(s["period_end"].max().date()) for s in shown[:3]} == {str(FIRST.last)}


def test_an_event_that_came_late_is_told_with_the_quarter_before_it_was_received():
    late = [(FIRST.first + timedelta(days=85), "2024-02-03")]
    events = happened([6, 5], late)
    assert len(on_page(events, FIRST, "2030-01-01")) == 5
    assert len(on_page(events, FIRST.next, "2030-01-01")) == 5
    assert len(on_page(events, Quarter(2023, 3), "2030-01-01")) == 11


def test_before_the_first_set_nothing_tells_when_another_event_came():
    told = between_events(happened([1, 2, 2]), "1", 5)
    assert told["status"].tolist() == [SUPPRESSED]
    assert told["period_end"].tolist() == [pd.Timestamp(FIRST.last)]
    assert told["release"].tolist() == [(FIRST.last + timedelta(days=14)).isoformat()]


@pytest.mark.parametrize("threshold", [5, 7])
@settings(max_examples=80, deadline=None)
@given(
    quarters=st.lists(st.integers(0, 9), min_size=1, max_size=10),
    late=st.lists(st.tuples(st.integers(0, 700), st.integers(0, 400)), max_size=5),
)
def test_no_two_pages_of_any_quarter_and_day_differ_by_a_few_events(threshold, quarters, late):
    extra = [
        (FIRST.first + timedelta(days=a), (FIRST.first + timedelta(days=a + b)).isoformat())
        for a, b in late
    ]
    told = between_events(happened(quarters, extra), "1", threshold)
    sizes = {0}
    for quarter_end in set(told["period_end"]):
        for day in set(told["release"]):
            known = told[(told["period_end"] <= quarter_end) & (told["release"] <= day)]
            page = newest_sets(known)
            assert len(set(page["period_end"])) <= 1
            shown = page[page["status"] == OK]
            sizes.add(len(shown) + 1 if len(shown) else 0)
    assert not [a - b for a in sizes for b in sizes if 0 < a - b <= threshold]


def test_other_rows_are_left_as_they_are():
    told = between_events(happened([6, 6]), "1", 5)
    other = told.head(1).assign(
        dimension="all", category="all", period_end=pd.Timestamp(FIRST.last)
    )
    both = pd.concat([other, told], ignore_index=True)
    kept = newest_sets(both)
    assert len(kept[kept["dimension"] == "all"]) == 1
    assert len(kept[kept["dimension"] == BETWEEN_EVENTS]) == 11

"""When bodies meet, month by month, and which reports are due before which meeting."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.strategy.calendar import due, meetings
from analysis.strategy.schema.part import MONTHS
from analysis.strategy.schema.plan import Meeting
from analysis.strategy.schema.whole import Strategy

PANEL = Meeting(
    id="panel",
    body="Corporate Parenting Panel",
    frequency="quarterly",
    first=date(2024, 8, 31),
    reports=("strategy_monitoring", "young_people"),
    papers_days_before=8,
)
CABINET = Meeting(
    id="cabinet",
    body="Cabinet",
    frequency="yearly",
    first=date(2024, 2, 29),
    reports=("needs_analysis", "sufficiency"),
    papers_days_before=10,
)


def strategy(*calendar: Meeting) -> Strategy:
    return Strategy(
        area="Netherby",
        name="Our promise",
        starts=date(2024, 1, 1),
        ends=date(2025, 1, 1),
        source="minutes of an invented council",
        calendar=calendar,
    )


def days(meeting: Meeting, start: date, end: date) -> list[str]:
    return [s.on.isoformat() for s in meetings(strategy(meeting), start, end)]


def test_a_meeting_on_the_31st_is_on_the_last_day_of_a_shorter_month() -> None:
    assert days(PANEL, date(2024, 8, 31), date(2025, 8, 31)) == [
        "2024-08-31",
        "2024-11-30",
        "2025-02-28",
        "2025-05-31",
        "2025-08-31",
    ]
    assert days(CABINET, date(2024, 1, 1), date(2028, 12, 31)) == [
        "2024-02-29",
        "2025-02-28",
        "2026-02-28",
        "2027-02-28",
        "2028-02-29",
    ]


def test_there_is_no_meeting_before_the_first_and_both_ends_count() -> None:
    assert days(PANEL, date(2020, 1, 1), date(2024, 8, 30)) == []
    assert days(PANEL, date(2024, 11, 30), date(2024, 11, 30)) == ["2024-11-30"]
    assert days(PANEL, date(2024, 12, 1), date(2025, 2, 27)) == []


def test_meetings_of_several_bodies_come_in_order_of_their_days() -> None:
    found = meetings(strategy(PANEL, CABINET), date(2025, 1, 1), date(2025, 3, 31))
    assert [s.words for s in found] == [
        "Cabinet on 28 February 2025",
        "Corporate Parenting Panel on 28 February 2025",
    ]
    assert [s.papers for s in found] == [date(2025, 2, 18), date(2025, 2, 20)]


@given(
    first=st.dates(date(2000, 1, 1), date(2030, 12, 31)),
    frequency=st.sampled_from(sorted(MONTHS)),
    length=st.integers(0, 4000),
)
def test_meetings_keep_their_step_and_their_day(first: date, frequency: str, length: int) -> None:
    each = Meeting(id="x", body="Board", frequency=frequency, first=first, reports=())
    end = first + timedelta(days=length)
    found = [s.on for s in meetings(strategy(each), first, end)]
    step = MONTHS[frequency]
    assert found[0] == first and found[-1] <= end
    months = [12 * day.year + day.month for day in found]
    assert months == list(range(months[0], months[0] + step * len(found), step))
    ends = [(day + timedelta(days=1)).day == 1 for day in found]
    assert all(day.day == first.day or last for day, last in zip(found, ends, strict=True))
    assert all(day.day <= first.day for day in found)


@pytest.mark.parametrize(
    ("today", "expected"),
    [
        (date(2024, 8, 22), {}),
        (date(2024, 8, 23), {"strategy_monitoring": "2024-08-31", "young_people": "2024-08-31"}),
        (date(2024, 11, 21), {"strategy_monitoring": "2024-08-31", "young_people": "2024-08-31"}),
        (date(2024, 11, 22), {"strategy_monitoring": "2024-11-30", "young_people": "2024-11-30"}),
    ],
)
def test_a_report_is_due_from_the_day_its_papers_go_out(
    today: date, expected: dict[str, str]
) -> None:
    found = due(strategy(PANEL), today)
    assert {d.report: d.sitting.on.isoformat() for d in found} == expected


def test_a_quarterly_report_covers_the_newest_whole_quarter_before_its_papers() -> None:
    on_the_edge = PANEL.model_copy(update={"first": date(2024, 10, 9)})
    (progress, young) = due(strategy(on_the_edge), date(2024, 10, 5))
    assert progress.sitting.papers == date(2024, 10, 1)
    assert progress.quarter is not None and progress.quarter.code == "2024-25Q2"
    assert young.quarter is None
    (earlier, _) = due(
        strategy(on_the_edge.model_copy(update={"papers_days_before": 9})), date(2024, 10, 5)
    )
    assert earlier.quarter is not None and earlier.quarter.code == "2024-25Q1"


def test_yearly_reports_are_due_likewise_and_of_several_bodies_the_newest_counts() -> None:
    board = PANEL.model_copy(update={"id": "board", "body": "Board", "first": date(2025, 1, 15)})
    found = {
        d.report: d.sitting.words for d in due(strategy(PANEL, CABINET, board), date(2025, 2, 20))
    }
    assert found == {
        "needs_analysis": "Cabinet on 28 February 2025",
        "sufficiency": "Cabinet on 28 February 2025",
        "strategy_monitoring": "Corporate Parenting Panel on 28 February 2025",
        "young_people": "Corporate Parenting Panel on 28 February 2025",
    }
    before = {d.report: d.sitting.words for d in due(strategy(PANEL, board), date(2025, 2, 19))}
    assert set(before.values()) == {"Board on 15 January 2025"}


def test_a_strategy_past_its_end_is_still_due_and_one_without_a_calendar_is_not() -> None:
    assert due(strategy(PANEL), date(2031, 5, 31))[0].sitting.on == date(2031, 5, 31)
    assert due(strategy(), date(2031, 5, 31)) == []

"""Registers of a strategy: what is complete, on time, answered, closed and tied up."""

from datetime import date
from typing import Any

import pytest

from analysis.strategy import registers
from analysis.strategy.registers import Share
from strategies import action, shown, town

DAY = date(2026, 9, 30)


def test_a_share_is_told_in_words() -> None:
    assert Share(numerator=9, denominator=12).words == "9 of 12"


def test_an_action_is_complete_with_owner_how_due_and_effect() -> None:
    s = town(
        actions=[
            action("whole"),
            action("blank", owner_role=" ", how=""),
            action("undated", due=None),
            action("aimless", effect=[]),
        ]
    )
    assert registers.completeness(s) == Share(numerator=1, denominator=4)
    assert registers.action_gaps(s) == {
        "blank": ("owner_role", "how"),
        "undated": ("due",),
        "aimless": ("effect",),
    }


TIMED = town(
    actions=[
        action("early", status="done", evidence=shown(date(2026, 6, 1))),
        action("on-the-day", status="done", evidence=shown(date(2026, 6, 30))),
        action("late", status="done", evidence=shown(date(2026, 6, 1), date(2026, 7, 1))),
        action("open", status="under way", evidence=shown(date(2026, 5, 1))),
        action("stopped", status="stopped", evidence=shown(date(2026, 5, 1))),
        action("later", due=date(2026, 10, 1)),
        action("undated", due=None),
    ]
)


def test_on_time_is_done_by_the_due_date_of_what_was_due() -> None:
    assert registers.on_time(TIMED, DAY) == Share(numerator=2, denominator=4)
    assert registers.on_time(TIMED, date(2026, 6, 29)) == Share(numerator=0, denominator=0)


@pytest.mark.parametrize(
    ("day", "ids"),
    [
        (date(2026, 6, 30), []),
        (date(2026, 7, 1), ["open"]),
        (DAY, ["open"]),
        (date(2026, 10, 2), ["open", "later"]),
    ],
)
def test_what_is_overdue_depends_on_the_day(day: date, ids: list[str]) -> None:
    assert [a.id for a in registers.overdue(TIMED, day)] == ids


def test_what_was_done_later_was_overdue_before() -> None:
    s = town(actions=[action("late", status="done", evidence=shown(date(2026, 8, 1)))])
    assert [a.id for a in registers.overdue(s, date(2026, 7, 31))] == ["late"]
    assert registers.overdue(s, date(2026, 8, 1)) == ()


def test_an_indicator_has_baseline_target_comparator_and_source() -> None:
    figure = {"value": 5, "on": date(2026, 3, 31)}
    goal = {"value": 6, "on": date(2028, 3, 31)}
    s = town(
        indicators=[
            {"id": "whole", "indicator": "placed_foster", "baseline": figure, "target": goal},
            {"id": "no-goal", "indicator": "placed_foster", "baseline": figure},
            {"id": "neutral", "indicator": "cla_rate", "baseline": figure},
            {"id": "rare", "indicator": "permanent_exclusions", "supplier": "school"},
            {"id": "bare", "indicator": "took_part_in_review"},
        ]
    )
    assert registers.indicator_gaps(s) == {
        "no-goal": ("target",),
        "bare": ("baseline", "target", "comparator", "source"),
    }
    assert registers.indicators_complete(s) == Share(numerator=3, denominator=5)


def ask(id: str, **changed: Any) -> dict[str, Any]:
    return {"id": id, "on": date(2026, 5, 10), "body": "Panel", "asked": "Why?"} | changed


def test_an_ask_is_outstanding_until_the_day_of_its_answer() -> None:
    s = town(
        asks=[
            ask("in-time", answered=date(2026, 8, 10), answer="So"),
            ask("too-late", answered=date(2026, 8, 11), answer="So"),
            ask("open"),
            ask("own-date", due=date(2026, 12, 1)),
            ask("other-body", body="Nobody", answered=date(2026, 6, 1), answer="So"),
        ],
    )
    assert [a.id for a in registers.outstanding(s, DAY)] == ["open", "own-date"]
    assert [a.id for a in registers.outstanding(s, date(2026, 8, 9))] == [
        "in-time",
        "open",
        "own-date",
        "too-late",
    ]


def test_an_objective_has_a_champion_and_a_partner_that_supplies() -> None:
    need = {"need": "n", "supplier": "nhs", "frequency": "yearly", "form": "f", "status": "have"}
    s = town(
        objectives=[
            {"id": "a", "number": "1", "title": "t", "priorities": [], "champion_role": "Member"},
            {"id": "b", "number": "2", "title": "t", "priorities": []},
        ],
        information_needs=[need | {"id": "n", "objectives": ["a"]}],
    )
    assert registers.objectives_complete(s) == Share(numerator=1, denominator=2)
    assert registers.objective_gaps(s) == {"b": ("champion", "supplying partner")}


def promise(id: str, status: str, **changed: Any) -> dict[str, Any]:
    base = {"id": id, "on": date(2026, 5, 1), "who": "Council", "said": "s", "status": status}
    return base | changed


def test_closure_is_a_change_that_can_be_shown_or_a_reason() -> None:
    s = town(
        you_said=[
            promise(
                "changed", "did", responded=date(2026, 5, 11), evidence=shown(date(2026, 6, 1))
            ),
            promise("cannot", "cannot", because="Money", responded=date(2026, 5, 31)),
            promise("heard", "doing", responded=date(2026, 5, 5)),
            promise("moving", "doing", evidence=shown(date(2026, 6, 1))),
            promise("unheard", "doing"),
            promise("later", "doing", on=date(2026, 10, 1)),
        ]
    )
    found = registers.closure(s, DAY)
    assert found.closed == Share(numerator=2, denominator=5)
    assert [p.id for p in found.no_action] == ["heard", "unheard"]
    assert (found.median_days, found.answered) == (10, 3)
    early = registers.closure(s, date(2026, 5, 10))
    assert early.closed == Share(numerator=0, denominator=5)
    assert early.median_days == 4


def test_nothing_said_has_no_days() -> None:
    assert registers.closure(town(), DAY).median_days is None


def test_what_is_tied_to_nothing_from_need_to_promise_is_listed() -> None:
    priority = {"title": "t", "lead_role": "Head of Homes"}
    finding = {"says": "s", "indicator": "placed_foster"}
    s = town(
        priorities=[
            priority | {"id": "homes", "number": "1"},
            priority | {"id": "voice", "number": "2"},
        ],
        objectives=[{"id": "o", "number": "1", "title": "t", "priorities": ["homes"]}],
        findings=[
            finding | {"id": "f1", "priorities": ["homes"]},
            finding | {"id": "f2", "priorities": ["homes"]},
            finding | {"id": "f3"},
        ],
        indicators=[
            {"id": "i1", "indicator": "placed_foster", "priorities": ["homes"]},
            {"id": "i2", "indicator": "cla_rate", "objectives": ["o"]},
            {"id": "i3", "indicator": "cla_number"},
        ],
        actions=[action("a1"), action("a2", priorities=[])],
        you_said=[promise("p1", "doing", priorities=["voice"])],
    )
    assert [t.id for t in s.targets_of("homes")] == ["i1", "i2"]
    assert registers.loose(s) == {
        "findings that no priority answers": ("f3",),
        "priorities that answer no finding": ("voice",),
        "priorities without an indicator": ("voice",),
        "priorities without an action": ("voice",),
        "priorities about which nobody has said anything": ("homes",),
        "indicators of no priority": ("i3",),
        "actions for no priority": ("a2",),
    }

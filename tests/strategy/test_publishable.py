"""What stops a report of a strategy from being published, named so that it can be mended."""

from datetime import date

import pytest

from analysis.strategy import known, publishable
from strategies import action, shown, town

TODAY = date(2026, 9, 30)


def test_a_strategy_with_all_that_it_needs_is_published() -> None:
    done = action("done", status="done", evidence=shown(date(2026, 6, 1)))
    assert publishable.refusals(town(actions=[action("open"), done]), TODAY) == []


def test_each_action_says_what_it_lacks() -> None:
    s = town(
        actions=[
            action("a", owner_role=" "),
            action("b", how="", due=None, what="A long text " * 9),
            action("c", owner_role="", how="", due=None),
        ]
    )
    said = publishable.refusals(s, TODAY)
    assert said[0] == "Action 'a' (What) lacks an owner."
    assert said[1].startswith("Action 'b' (A long text A long")
    assert said[1].endswith("...) lacks how it is done and a due date.")
    assert said[2] == "Action 'c' (What) lacks an owner, how it is done and a due date."


def test_an_education_figure_stands_beside_all_pupils(monkeypatch: pytest.MonkeyPatch) -> None:
    s = town(
        indicators=[
            {"id": "school", "indicator": "attainment_8"},
            {"id": "plans", "indicator": "personal_education_plan_in_date"},
            {"id": "homes", "indicator": "placed_foster"},
        ]
    )
    assert publishable.refusals(s, TODAY) == []
    monkeypatch.setattr(known, "all_pupils", lambda name: name != "attainment_8")
    (said,) = publishable.refusals(s, TODAY)
    assert said.startswith("Indicator 'school' (Attainment 8 at 16) is an education figure without")


def test_what_is_done_was_done_by_the_day_of_the_page() -> None:
    s = town(actions=[action("a", status="done", evidence=shown(date(2026, 10, 1)))])
    assert publishable.refusals(s, TODAY) == [
        "Action 'a' is done, with no evidence of it by 30 September 2026."
    ]
    assert publishable.refusals(s, date(2026, 10, 1)) == []

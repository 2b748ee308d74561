"""Promises of a file that are late: their new days, their reasons, and what keeps them."""

from datetime import date

import pytest

import invented_young
from analysis.strategy.checks import claims, dates, links, texts
from analysis.strategy.faults import NOTE, Fault
from analysis.strategy.schema.whole import Contact
from invented_young import SAID

TODAY = invented_young.TODAY
LATE = {**SAID[2], "due": date(2026, 9, 30), "late_because": ""}


def found(**promise: object) -> list[Fault]:
    strategy = invented_young.strategy(you_said=[{**LATE, **promise}], actions=[])
    checks = (dates.faults(strategy, TODAY), claims.faults(strategy), links.references(strategy))
    return [fault for each in checks for fault in each if fault.item == LATE["id"]]


def test_a_late_promise_without_a_word_is_a_note_until_the_page_is_made() -> None:
    (note,) = found()
    assert note.severity == NOTE and "was due on 30 September 2026" in note.says
    assert "new_due or late_because" in note.remedy
    assert found(late_because="We had too few people.") == []
    assert found(new_due=date(2027, 3, 31)) == []


def test_a_new_day_lies_after_the_first() -> None:
    told = [f.remedy for f in found(new_due=date(2026, 6, 30), late_because="Because.")]
    assert told == ["the date lies after its due of 30 September 2026"]


@pytest.mark.parametrize("given", [{"new_due": date(2027, 3, 31)}, {"late_because": "Because."}])
def test_nothing_is_late_without_a_day_that_it_was_due(given: dict[str, object]) -> None:
    (fault,) = found(due=None, **given)
    assert "no due that it is late for" in fault.says and fault.severity != NOTE


def test_what_keeps_a_promise_is_an_action_of_the_file() -> None:
    (fault,) = found(late_because="Because.", kept_by=["nothing"])
    assert "has kept_by 'nothing', and there is no such action" in fault.says


@pytest.mark.parametrize("field", ["for_young_people", "advocate"])
def test_numbers_for_young_people_are_public_ones(field: str) -> None:
    def faults(number: str) -> list[Fault]:
        strategy = invented_young.strategy(contact={field: number})
        return [f for f in texts.faults(strategy) if f.path == ("contact", field)]

    assert faults("01632 960 101") == [] and faults("0800 1111 000") == []
    for wrong in ("07700 900123", "ring us", "01632 960 101 or 01632 960 102"):
        (fault,) = faults(wrong)
        assert f"in {field}" in f"{fault.says} in {field}" and "01632 960 001" in fault.remedy
    assert Contact.described()[field]

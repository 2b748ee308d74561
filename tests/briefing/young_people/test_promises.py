"""Promises that are late, whom to ring, each thing told once: what the page owes its readers."""

from datetime import date
from itertools import combinations
from typing import Any

import pytest
from bs4 import BeautifulSoup

import invented_young
from analysis.briefing.young_people import sections
from analysis.briefing.young_people.sections import NotForChildrenError
from analysis.catalogue.areas import area
from analysis.core import paths
from analysis.present.plain.plain_language import small_numbers, text_of, words
from analysis.strategy.parsing import reading
from invented_young import ACTIONS, SAID, TODAY, Opened, opened

LATE = {**SAID[2], "id": "late", "due": date(2026, 9, 30), "late_because": ""}
COUNCILS = sorted(p.stem for p in (paths.raw() / "strategies").glob("*.toml"))
SAME, LEAST = 0.5, 4  # a share of the words of the shorter card, without small ones; how many


def told(**changes: Any) -> str:
    there = opened(**changes)
    sections.before_you_read(there)
    return text_of(invented_young.html(there))


def test_what_is_late_without_a_word_stops_the_page_and_names_its_line() -> None:
    prepared = {"strategy file": "netherby.toml", "lines": {"you_said": {"late": 42}}}
    there = Opened(strategy=opened(you_said=[LATE]).strategy, prepared=prepared)
    with pytest.raises(NotForChildrenError) as refused:
        sections.before_you_read(there)
    assert "netherby.toml line 42: you_said 'late' was due on 30 September 2026" in str(
        refused.value
    )
    assert "write new_due or late_because" in str(refused.value)


def test_no_reason_to_publish_lets_a_late_promise_through() -> None:
    with pytest.raises(NotForChildrenError) as refused:
        sections.before_you_read(opened(you_said=[LATE]), "The board meets today.")
    assert "override" not in str(refused.value)


def test_a_late_action_that_the_page_tells_stops_it_too() -> None:
    late = {**ACTIONS[0], "due": date(2026, 6, 30)}
    with pytest.raises(NotForChildrenError, match="actions 'health-plans' was due on 30 June 2026"):
        sections.before_you_read(opened(actions=[late]))
    unseen = {**late, "plain": ""}
    sections.before_you_read(opened(actions=[unseen]))


def test_a_new_day_is_told_beside_the_first_one() -> None:
    text = told(you_said=[{**LATE, "new_due": date(2027, 6, 30)}])
    assert "We said by September 2026. Now we say by June 2027." in text


def test_a_reason_is_told_in_words_for_them() -> None:
    text = told(you_said=[{**LATE, "late_because": "we had too few people"}])
    assert "We said by September 2026. We are late.\nWhy: We had too few people." in text


def test_a_new_day_that_has_passed_is_not_enough() -> None:
    passed = {**LATE, "due": date(2026, 3, 31), "new_due": date(2026, 9, 30)}
    with pytest.raises(NotForChildrenError, match="late"):
        sections.before_you_read(opened(you_said=[passed]))


@pytest.mark.parametrize(
    ("contact", "said"),
    [
        ({}, "Ask your social worker for our number, and for that of an advocate."),
        ({"advocate": "0117 900 1000"}, "Ask your social worker for our number."),
        ({"for_young_people": "0117 900 1000"}, "Ask us for the number of an advocate."),
    ],
)
def test_where_a_number_is_missing_the_page_says_whom_to_ask(
    contact: dict[str, str], said: str
) -> None:
    assert said in told(contact=contact)


def test_the_councils_number_and_the_advocates_stand_beside_childlines() -> None:
    contact = {"for_young_people": "0117 900 1000", "advocate": "0800 900 2000"}
    text = told(contact=contact)
    card = next(line for line in text.splitlines() if "Childline" in line)
    assert "ring us on 0117 900 1000." in card and "an advocate on 0800 900 2000." in card
    assert "made up" not in card and small_numbers(text) == []


def test_it_says_when_the_law_was_last_checked_and_that_this_is_long_ago() -> None:
    assert "We checked the law in November 2026." in told()
    later = Opened(strategy=opened().strategy, today=date(2028, 1, 1))
    assert "That is more than a year ago." in sections.how_we_made_it(later)._repr_html_()
    assert "more than a year ago" not in told()


def test_a_number_that_nobody_has_says_so() -> None:
    text = told(contact={"for_young_people": "01632 960 101"})
    assert "ring us on 01632 960 101 (made up)." in text


def test_an_action_that_keeps_a_promise_is_told_once() -> None:
    kept = [{**SAID[1], "kept_by": ["health-plans"]}]
    text = told(you_said=kept)
    assert ACTIONS[0]["plain"] not in text and ACTIONS[1]["plain"] in text


def test_the_navigation_leads_nowhere_but_to_what_is_for_them() -> None:
    soup = BeautifulSoup(invented_young.html(opened()), "html.parser")
    links = [str(a["href"]) for a in soup.find_all("a")]
    assert links and all(link.startswith("#") for link in links)
    assert len(soup.select('nav[aria-label="On this page"] a')) == len(soup.select("main h2"))


@pytest.mark.parametrize("council", COUNCILS)
def test_no_card_says_again_what_another_says(council: str) -> None:
    strategy = reading.read(paths.raw() / f"strategies/{council}.toml", today=TODAY).strategy
    assert strategy is not None
    html = invented_young.html(Opened(strategy=strategy, area=area(strategy.area)))
    soup = BeautifulSoup(html, "html.parser")
    cards = [
        " ".join(p.get_text() for p in card.select(".voice, .answer > div > p:not(.told)"))
        for card in soup.select(".young-said > li, .young-changes > li")
    ]
    cards += [p.get_text(" ") for p in soup.select(".young-points > li")]
    for one, other in combinations(cards, 2):
        few = min(_large(one), _large(other), key=len)
        shared = _large(one) & _large(other)
        assert len(few) < LEAST or len(shared) < SAME * len(few), (one, other)


def _large(text: str) -> set[str]:
    return {word.lower() for word in words(text) if len(word) > 3} - {
        *("what", "your", "that", "help", "with", "will", "they", "this", "when", "have", "tell"),
        *("personal", "adviser", "social", "worker"),  # who somebody is, and not what is said
        *("children", "care", "young", "people", "leavers", "from", "more", "them", "want"),
    }

"""The page for young people: what it says and leaves out, how it reads, and how it looks."""

import ast
import re
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from bs4 import BeautifulSoup

import invented_page
import invented_young
from analysis.briefing.young_people import sections
from analysis.briefing.young_people.sections import NotForChildrenError
from analysis.catalogue.text.language import ALLOWED, to_avoid
from analysis.core.errors import ShapeError, UnknownNameError
from analysis.present.plain import cards as parts
from analysis.present.plain.plain_language import check as language
from analysis.present.plain.plain_language import small_numbers, text_of
from analysis.publish.check import check
from analysis.publish.render.page import export
from invented_young import ACTIONS, SAID
from reading_age import hardest, reading_age

OLDEST_READER = 11


@pytest.fixture(scope="module")
def html() -> str:
    return invented_young.html(invented_young.opened())


@pytest.fixture(scope="module")
def full() -> str:
    return invented_young.html(invented_young.full())


@pytest.fixture(scope="module", params=["html", "full"])
def each_page(request: pytest.FixtureRequest) -> str:
    return request.getfixturevalue(request.param)


def running(text: str) -> str:
    """The sentences of a text, without headings and labels, which make a page seem easier."""
    return "\n".join(line for line in text.splitlines() if line.endswith((".", "!", "?", "”")))


def said(page: str) -> list[str]:
    return [p.get_text() for p in BeautifulSoup(page, "html.parser").select(".young-said .voice")]


def test_the_page_passes_every_check_of_a_page(each_page: str) -> None:
    assert check(each_page) == each_page


def test_what_was_said_comes_first_then_change_rights_words_and_telling(html: str) -> None:
    soup = BeautifulSoup(html, "html.parser")
    assert [h.get_text() for h in soup.select("main h2")] == [
        "What you said, and what we did",
        "What will change",
        "Who we are, and what we must do for you",
        "What the words mean",
        "How to tell us more",
    ]


def test_it_reads_at_the_age_of_nine_to_eleven(each_page: str) -> None:
    text = text_of(each_page)
    assert reading_age(text) <= OLDEST_READER, hardest(text)
    assert reading_age(running(text)) <= OLDEST_READER, hardest(running(text))
    assert [s for s in hardest(running(text)) if len(s.text.split()) > 25] == []


def test_it_uses_no_word_that_children_asked_us_to_avoid(each_page: str) -> None:
    words = invented_young.strategy().words
    avoid = to_avoid(words.avoid, words.children, words.a_child, words.care_leavers)
    assert language(text_of(each_page), avoid, ALLOWED) == []
    assert language(text_of(each_page, "footer"), avoid, ALLOWED) == []


def test_it_shows_no_small_number_and_no_figures(each_page: str) -> None:
    text = text_of(each_page)
    assert small_numbers(text) == []
    assert set(re.findall(r"\d+", text)) <= {"2026", "2027", "25", "0800", "1111", "999"}
    assert "Figures to" not in each_page


def test_done_comes_first_then_what_is_being_done_then_what_cannot_be(html: str) -> None:
    assert said(html) == [
        "The internet at home is too slow for homework.",
        "It takes too long to read what is written about us.",
        "We want to see our brothers and sisters more often.",
        "We want a pet in each home.",
    ]


def test_each_answer_says_when_and_who_or_why_not(html: str) -> None:
    soup = BeautifulSoup(html, "html.parser")
    answers = [a.get_text(" ", strip=True) for a in soup.select(".answer")]
    assert answers == [
        "We did it We put faster internet into all of our homes. When: September 2026.",
        "We are doing it We are making a short guide that tells you how to see your file. "
        "When: We said by September 2026. We are late. Why: The guide was too long. We are making "
        "it short. Who: The head of the moving on team.",
        "We are doing it Each child will have a plan that says when they see their brothers and "
        "sisters. When: By March 2027. Who: The head of our care team.",
        "We can't do this. Here is why Some children who live there are allergic to fur. We asked "
        "foster carers who have pets to tell you about them before you move in.",
    ]


def test_only_changes_in_plain_words_for_a_priority_are_shown(html: str) -> None:
    soup = BeautifulSoup(html, "html.parser")
    shown = [c.get_text(" ", strip=True) for c in soup.select(".young-changes > li")]
    assert [s.split(" ")[0] for s in shown] == ["Going", "Coming", "Stopped"]
    assert shown[1] == (
        "Coming up We will open a new home near your schools and friends. "
        "When: By September 2027. Who: The person who finds good homes."
    )
    assert "no priority" not in html and "sufficiency" not in text_of(html).lower()


def test_without_owner_or_day_it_says_so_and_asks_to_be_asked() -> None:
    bare = {**ACTIONS[0], "owner_role": "", "due": None}
    shown = sections.what_will_change(invented_young.opened(actions=[bare]))._repr_html_()
    assert "We have not fixed a day yet" in shown and "We have not chosen who yet" in shown


def test_nothing_said_and_nothing_plain_is_said_in_a_sentence() -> None:
    there = invented_young.opened(you_said=[], actions=[])
    page = check(invented_young.html(there))
    assert "We have not written down what you told us yet" in page
    assert "We have not put this into plain words yet" in page


def test_the_councils_own_words_are_used() -> None:
    words = {
        "children": "cared for children",
        "care_leavers": "care experienced young people",
        "council_of_children": "My Voice",
        "tell_us_more": "Come to My Voice on a Friday.",
    }
    page = invented_young.html(invented_young.opened(words=words))
    text = text_of(page)
    assert "A group of cared for children." in text and "Come to My Voice on a Friday." in text
    assert "checked this page with our My Voice" in text
    assert "children in our care" not in text and "care leavers too" not in text


def test_a_real_page_does_not_say_that_it_is_an_example(html: str) -> None:
    assert "example" not in text_of(html).lower() and "made up" not in text_of(html)


def test_an_example_says_so_first_and_marks_what_is_made_up(full: str) -> None:
    text = text_of(full)
    assert text.index("This is an example page.") < text.index("You said")
    assert "Some of it is made up to show how it would look." in text
    assert text.count("Made up") == 4, "what was said and its answer each"


def test_where_all_is_made_up_the_notice_alone_says_so() -> None:
    promises = [{**each, "illustration": True} for each in SAID]
    there = invented_young.opened(you_said=promises, actions=[])
    page = text_of(invented_young.html(there))
    assert "This is an example page." in page and "Made up" not in page


def test_what_the_source_says_itself_is_not_made_up() -> None:
    minuted = ["said", "who", "on", "did", "status", "evidence"]
    promises = [{**SAID[0], "illustration": True, "minuted": minuted}]
    there = invented_young.opened(you_said=promises, actions=[])
    assert "example" not in text_of(invented_young.html(there))


@pytest.mark.parametrize("ours", ["did", "on", "who", "status", "evidence"])
def test_an_answer_that_the_source_does_not_give_is_partly_made_up(ours: str) -> None:
    minuted = [f for f in ("said", "who", "on", "did", "status", "evidence") if f != ours]
    promises = [{**SAID[0], "illustration": True, "minuted": minuted}, SAID[1]]
    page = text_of(invented_young.html(invented_young.opened(you_said=promises, actions=[])))
    assert page.count("Partly made up") == 1 and "This is an example page." in page


def test_a_plan_that_has_ended_says_so(html: str, full: str) -> None:
    assert "This plan is old." not in html
    assert "This plan is old. It ended in June 2026." in text_of(full).replace("\n", " ")


def test_how_it_was_checked_with_young_people_is_said(html: str) -> None:
    assert "We have not yet checked this page with our Children in Care Council." in html


def test_a_page_in_the_wrong_words_is_refused_with_all_of_them() -> None:
    bad = [{**SAID[0], "plain": "My placement and my siblings."}]
    there = replace(invented_young.opened(you_said=bad), refusals=("Action 'a' lacks an owner.",))
    with pytest.raises(NotForChildrenError) as caught:
        sections.before_you_read(there)
    for part in ("Action 'a' lacks an owner.", "say home", "say brothers and sisters", "override"):
        assert part in str(caught.value)


def test_an_override_is_told_on_the_page_in_its_own_words() -> None:
    bad = [{**SAID[0], "plain": "My placement is good."}]
    there = invented_young.opened(you_said=bad)
    page = text_of(invented_young.html(there, "The board meets <today>"))
    assert "This page was shared before it was finished." in page
    assert "The reason given was: “The board meets <today>”" in page


def test_a_small_number_is_refused_whatever_the_reason() -> None:
    bad = [{**SAID[0], "did": "We found new homes for 2 of you."}]
    with pytest.raises(NotForChildrenError, match="for 2 of you") as caught:
        sections.before_you_read(invented_young.opened(you_said=bad), "We must.")
    assert "override" not in str(caught.value)


def test_what_a_council_writes_is_escaped() -> None:
    bad = [{**SAID[0], "plain": "<script>x</script> & so"}]
    page = check(invented_young.html(invented_young.opened(you_said=bad, actions=[])))
    assert "&lt;script&gt;x&lt;/script&gt; &amp; so" in page


def test_every_picture_is_hidden_from_hearing_and_stands_beside_words(html: str) -> None:
    soup = BeautifulSoup(html, "html.parser")
    pictures = soup.select("main svg")
    assert len(pictures) >= 15
    assert all(p.get("aria-hidden") == "true" for p in pictures)
    assert all(p.parent.get_text(strip=True) for p in pictures)
    with pytest.raises(ShapeError, match="No picture is called 'cat'"):
        parts.icon("cat")


@pytest.mark.parametrize(
    "part", [parts.YouSaid([]), parts.Changes([]), parts.Points([]), parts.Meanings({})]
)
def test_an_empty_part_is_refused(part: Any) -> None:
    with pytest.raises(ShapeError, match="nothing"):
        part._repr_html_()


def test_only_the_young_profile_changes_a_page() -> None:
    assert not re.search(r"young[-.\"{ ]*(\{|said|words|>)", invented_page.html())
    with pytest.raises(UnknownNameError, match="No profile of a page is called 'yuong'"):
        export(invented_page.notebook(), title="T", area=invented_page.TOWN, profile="yuong")


def test_the_notebook_asks_only_what_is_answered_here() -> None:
    names = {"before_you_read", "what_you_said", "what_will_change", "who_we_are"}
    names |= {"what_words_mean", "how_to_tell_us", "how_we_made_it"}
    cells = invented_young.notebook().cells
    trees = [ast.walk(ast.parse(c.source)) for c in cells if c.cell_type == "code"]
    called = {n.func.attr for t in trees for n in t if isinstance(n, ast.Call)}
    assert called == names | {"open_strategy"}
    assert all(callable(getattr(sections, name)) for name in names)


def test_evidence_of_a_later_day_does_not_date_what_was_done() -> None:
    early = replace(invented_young.opened(), today=date(2026, 8, 1))
    assert "September 2026" not in sections.what_you_said(early)._repr_html_().split("We are")[0]

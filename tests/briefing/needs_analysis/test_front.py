"""Each section of the front page leads with one measure and says in two sentences what it is."""

import re
from functools import cache

import pytest

from analysis.briefing.figures import Figures, open_figures
from analysis.briefing.needs_analysis.front import (
    ASKED,
    CHANGED,
    FURTHEST,
    HEADLINE_RULE,
    MAIN,
    WORSENING,
    HeadlineMeasure,
    front_message,
    headline_measure,
)
from analysis.catalogue.areas import authorities
from analysis.catalogue.indicator import NEUTRAL
from analysis.catalogue.indicators import INDICATORS
from analysis.catalogue.local.sections import SECTIONS
from analysis.core.errors import UnknownNameError

TODAY = "2026-11-22"
MOST_WORDS = 25
SENTENCE = re.compile(r"(?<=[.?!]) (?=[A-Z])")
JUDGED = re.compile(
    r"good|worse|better|cannot be judged|could be chance|the same|Not tested|recorded|nothing is "
    r"published|confidentiality|not available|rounds to zero|not applicable|unreliable|missing from"
)


@cache
def opened(code: str) -> Figures:
    return open_figures(code, TODAY)


@cache
def fronts() -> dict[tuple[str, str], tuple[HeadlineMeasure, str]]:
    """The leading measure and message of every section of every authority."""
    found = {}
    for place in authorities():
        figures = open_figures(place.code, TODAY)
        for theme in SECTIONS:
            (said,) = front_message(figures, theme).paragraphs
            found[place.name, theme] = (headline_measure(figures, theme), said)
    return found


def test_every_section_of_every_authority_leads_with_one_of_its_measures() -> None:
    for (_, theme), (found, _) in fronts().items():
        assert found.indicator.id in SECTIONS[theme].measures


def test_a_message_has_four_sentences_at_most_of_25_words() -> None:
    for key, (_, said) in fronts().items():
        sentences = SENTENCE.split(said)
        assert len(sentences) <= 4, (key, said)
        for sentence in sentences:
            assert len(sentence.split()) <= MOST_WORDS, (key, sentence)


def test_a_message_says_whether_it_is_good_or_bad_or_cannot_be_told() -> None:
    unjudged = {key: said for key, (_, said) in fronts().items() if not JUDGED.search(said)}
    assert unjudged == {}


def test_no_message_has_an_odd_corner() -> None:
    odd = re.compile(r"nan|None|\(\)|  |\.\.|(\d+)% to \1%|0% to 0%|\{|, \.")
    assert {key: said for key, (_, said) in fronts().items() if odd.search(said)} == {}


def test_no_neutral_measure_is_called_better_or_worse() -> None:
    for key, (found, said) in fronts().items():
        if found.indicator.polarity == NEUTRAL:
            assert not re.search(r"better|worse|: good|is good", said), (key, said)


def test_every_rule_chooses_somewhere() -> None:
    assert {found.rule for found, _ in fronts().values()} == {
        *(WORSENING, FURTHEST, CHANGED, ASKED, MAIN)
    }


def test_what_cannot_be_tested_leads_only_where_nothing_else_can() -> None:
    for place in authorities()[::10]:
        figures = opened(place.code)
        for theme, section in SECTIONS.items():
            leads = headline_measure(figures, theme).indicator
            if not figures.here(leads.id).has_interval:
                others = [figures.here(name) for name in section.measures]
                assert not any(each.known and each.has_interval for each in others)


def test_a_fall_of_attainment_to_the_lowest_leads_education() -> None:
    """A reader of Bradford's page found this most alarming, and the page had it in a paragraph."""
    figures = opened("380")
    found = headline_measure(figures, "education")
    assert (found.indicator.id, found.rule) == ("english_maths_4", WORSENING)
    (said,) = front_message(figures, "education").paragraphs
    assert said == (
        "Grade 4 or above in English and mathematics: 12.2% here, 19.6% in similar authorities "
        "(2024/25). Worse than all 7, 3 clearly. Clearly worse than in 2021/22 (25.6%)."
    )


def test_a_good_figure_says_that_it_is_good() -> None:
    (said,) = front_message(opened("380"), "health").paragraphs
    assert said.startswith("Children whose emotional health is a cause for concern: 31% here, 44%")
    assert "Good: clearly better than similar authorities." in said


def test_an_unknown_section_is_refused_with_a_suggestion() -> None:
    with pytest.raises(UnknownNameError, match="Did you mean health"):
        headline_measure(opened("380"), "helth")


def test_the_rule_is_said_in_sentences_of_25_words() -> None:
    assert all(len(each.split()) <= MOST_WORDS for each in SENTENCE.split(HEADLINE_RULE))


@pytest.mark.parametrize("theme", SECTIONS)
def test_a_section_has_known_measures_that_are_compared_and_no_breakdown(theme: str) -> None:
    section = SECTIONS[theme]
    for name in section.measures:
        assert "neighbours" in INDICATORS[name].comparators
        assert not INDICATORS[name].split
    assert set(section.asked) <= set(section.measures)
    assert all(asked.endswith("?") for asked in section.asked.values())

"""Over all authorities: the five things, and the sentences about every figure, have no such fault.

Nothing is drawn. Every sixth authority is read each time, with those that a test names, and all of
them with the slow tests.
"""

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import pytest

from analysis.briefing.figures import open_figures
from analysis.briefing.needs_analysis.asks import for_priorities, questions, untestable_gap
from analysis.briefing.needs_analysis.choice import last_and_worsening, left_aside
from analysis.briefing.needs_analysis.evidence import say
from analysis.briefing.needs_analysis.front import front_message
from analysis.briefing.needs_analysis.summary import FIVE, ORDERED, five_things, how_chosen
from analysis.catalogue.areas import Area, authorities
from analysis.catalogue.indicator import Indicator
from analysis.catalogue.indicators import INDICATORS
from analysis.catalogue.local.sections import SECTIONS
from analysis.present.parts.prose import Bullets, Card
from analysis.present.words.headlines import headline, headline_over_time

WHOLE = [each for each in INDICATORS.values() if not each.split]
NAMED = ("Bradford", "City of London", "Isles of Scilly", "Kent", "Rutland")
MOST_WORDS = 25
CLAUSE = 6  # words that make a clause worth saying twice at most
ODD = re.compile(r"(?<![\d.])(\d[\d.,]*%?) to \1(?![\d.%])|\bnan\b|None|\(\)|  |\.\.|^\W|;\s*\.")
BESIDE = re.compile(r"(\d[\d.,]*)% in .*?, beside (\d[\d.,]*)%")
IN_FRONT = re.compile(r": (\d[\d.,]*)%? here, (\d[\d.,]*)%? in")
STEEP = re.compile(r"went from (\d[\d.]*)% to (\d[\d.]*)% between[^.;]*; no clear change")
RANKED = re.compile(
    r"(Clearly w|W)orse than all (?P<others>\d+) similar authorities with a figure"
    r"(, clearly than (?P<clear>\d+|none) of them)?; clearly worse than"
)
HARDLY = ("Isles of Scilly", "City of London")
WAYS = {"up": "rose", "down": "fell"}


@dataclass(frozen=True)
class Told:
    """What is told of an authority: its cards and what stands over them, the titles of what is
    worse than everywhere similar and worsening, the measures that unaccompanied children could
    explain, the messages of its front page, what members can ask, what it means for priorities,
    and of each figure its sentences, the headline of its years and that of its place among others.
    """

    cards: list[Card]
    lead: str
    chosen: str
    aside: list[Indicator]
    asked: list[str]
    gap: Indicator | None
    priorities: list[str]
    worst: list[str]
    fronts: list[str]
    figures: dict[str, tuple[str, str, str]]


Every = Mapping[str, Told]


@pytest.fixture(
    scope="module",
    params=[
        pytest.param(6, id="every sixth"),
        pytest.param(1, id="all", marks=pytest.mark.slow),
    ],
)
def every(request: pytest.FixtureRequest) -> Every:
    """What is told by authority."""
    places = [*authorities()[:: request.param], *(p for p in authorities() if p.name in NAMED)]
    return {place.name: told(place) for place in dict.fromkeys(places)}


def told(place: Area) -> Told:
    here = open_figures(place.code, "2026-11-22")
    figures = {}
    for i in (here.indicator(each.id) for each in WHOLE):
        change = here.change(i.id, years=5) if i.has_interval else None
        rows = here.rows(i.id)
        over_years = headline_over_time(i, rows, place, change)
        (said, *_) = say(here, i.id).paragraphs
        figures[i.id] = (said, over_years, headline(i, rows, place))
    shown, lines = five_things(here), for_priorities(here)
    return Told(
        cards=[*shown.cards],
        lead=shown.lead,
        chosen=" ".join(how_chosen(here).paragraphs),
        aside=left_aside(here),
        asked=[*questions(here).points],
        gap=untestable_gap(here),
        priorities=[*lines.points] if isinstance(lines, Bullets) else [],
        worst=[n.indicator.title for n in last_and_worsening(here, WHOLE)],
        fronts=[front_message(here, theme).paragraphs[0] for theme in SECTIONS],
        figures=figures,
    )


def texts(every: Every) -> Iterator[tuple[str, str, str]]:
    """Authority, indicator and text, of all sentences and headlines about figures."""
    for place, each in every.items():
        for name, about in each.figures.items():
            yield from ((place, name, text) for text in about)


def test_what_is_worse_than_everywhere_similar_and_worsening_is_among_the_five(
    every: Every,
) -> None:
    with_any = {place: each for place, each in every.items() if each.worst}
    assert len(with_any) > len(every) / 4
    for place, each in with_any.items():
        first = next(c for c in each.cards[1:] if not c.words.startswith("Unaccompanied"))
        assert first.words.startswith(f"{each.worst[0]}, "), place
        assert RANKED.match(first.implication), (place, first.implication)


def test_a_rank_and_its_certainty_are_told_apart(every: Every) -> None:
    """'Worse than in every similar authority' sounded certain where intervals held some."""
    texts = [c.implication for each in every.values() for c in each.cards]
    texts += [said for each in every.values() for said in each.fronts]
    found = [m for m in map(RANKED.search, texts) if m]
    assert found and not any("every similar authority" in said for said in texts)
    for each in found:
        if each["clear"]:
            clearly = 0 if each["clear"] == "none" else int(each["clear"])
            assert clearly < int(each["others"]), each[0]
    told = every["Bradford"].cards[1].implication
    assert told.startswith(
        "Worse than all 7 similar authorities with a figure, clearly than 3 of them; clearly worse "
        "than in 2021/22."
    )


def test_what_unaccompanied_children_could_explain_is_passed_over_and_said_so(
    every: Every,
) -> None:
    """Of those who leave care in Kent most came alone, and they are never adopted."""
    for place, each in every.items():
        titles = [i.title for i in each.aside]
        assert not [c for c in each.cards for t in titles if c.words.startswith(f"{t}, ")], place
        assert ("came to this country alone" in each.chosen) == bool(titles), place
    kent = every["Kent"]
    names = {i.id for i in kent.aside}
    assert {"adopted", "care_leavers_in_eet_17_18", "placed_foster"} <= names
    assert "care_leavers_in_eet_19_21" not in names
    assert kent.cards[1].number == "83%" and kent.cards[1].words.startswith("Unaccompanied")
    assert not every["Bradford"].aside and not every["Rutland"].aside


def test_each_card_is_a_finding_in_plain_words(every: Every) -> None:
    """Who, how much and beside whom are its headline, and no card is filler."""
    for place, each in every.items():
        for card in each.cards:
            assert "gives no reason" not in card.implication, place
            if card.comparator and "England" in card.comparator and "95%" in card.comparator:
                assert "in similar authorities" in card.words, (place, card.words)


def test_their_order_is_told_or_why_there_are_fewer_than_five(every: Every) -> None:
    for place, each in every.items():
        assert (each.lead == ORDERED) == (len(each.cards) == FIVE and place not in HARDLY), place
        if len(each.cards) < FIVE:
            assert re.match(r"(First .*)?(Fewer than|Not) five: ", each.lead), place
    assert every["Rutland"].lead == (
        "Fewer than five: of 51 measures that can be tested here, no other stands out."
    )
    assert len(every["Rutland"].cards) == 3


def test_a_large_gap_that_cannot_be_tested_is_a_question_and_no_finding(every: Every) -> None:
    gaps = {place: each for place, each in every.items() if each.gap}
    assert gaps and len(gaps) < len(every)
    for place, each in every.items():
        assert len(each.asked) == (4 if each.gap else 3), place
    for place, each in gaps.items():
        assert each.gap
        assert each.asked[-1].startswith(f"{each.gap.title}: ") and "tested" in each.asked[-1]
        assert not any(c.words.startswith(f"{each.gap.title}, ") for c in each.cards), place
    assert (
        every["Rutland"]
        .asked[-1]
        .startswith("School sessions missed: 23.0% here, 9.1% in similar authorities.")
    )


def test_the_findings_say_what_they_mean_for_priorities(every: Every) -> None:
    for place, each in every.items():
        assert len(each.priorities) <= FIVE, place
        kinds = [line.partition(" (")[0] for line in each.priorities]
        assert {*kinds} <= {"To improve", "To find out", "To keep", "To plan for"}, place
    assert every["Rutland"].priorities[0] == (
        "To improve (stability and permanence): Children with three or more social workers in the "
        "year: 67% here, 32.5% in similar authorities."
    )


def test_what_stands_over_and_under_the_cards_is_said_in_short_sentences(every: Every) -> None:
    for place, each in every.items():
        told = [each.lead, each.chosen, *(c.implication for c in each.cards), *each.priorities]
        for text in told:
            for sentence in re.split(r"(?<=[.?!]) (?=[A-Z'])", text):
                assert len(sentence.split()) <= MOST_WORDS, (place, sentence)


def test_a_fall_of_attainment_to_the_lowest_is_among_the_five_of_bradford(every: Every) -> None:
    """Its reader found it most alarming, and it stood in a paragraph of over a hundred words."""
    card = next(c for c in every["Bradford"].cards if "English and mathematics" in c.words)
    assert card.number == "12.2%, down from 25.6% in 2021/22"


def test_what_cannot_be_tested_is_not_among_the_five(every: Every) -> None:
    for place, each in every.items():
        assert 1 <= len(each.cards) <= FIVE
        for card in each.cards[1:]:
            tested = "95% interval" in card.comparator
            assert tested or "Services are planned" in card.implication, (place, card)


def test_a_good_figure_says_that_it_is_good(every: Every) -> None:
    good = [c for each in every.values() for c in each.cards if "Good: " in c.implication]
    assert len(good) > len(every) / 2
    assert all("clearly better" in c.implication for c in good)


def test_no_sentence_has_an_odd_corner(every: Every) -> None:
    """'0% to 0%' and the like."""
    assert {(place, name): t for place, name, t in texts(every) if ODD.search(t)} == {}


def test_no_figure_has_more_decimals_than_its_comparator(every: Every) -> None:
    said = [t for _, _, t in texts(every)] + [t for each in every.values() for t in each.fronts]
    pairs = [pair for t in said for rule in (BESIDE, IN_FRONT) for pair in rule.findall(t)]
    assert len(pairs) > 100
    for here, there in pairs:
        assert len(here.partition(".")[2]) <= len(there.partition(".")[2]), (here, there)


def test_no_clause_stands_more_than_twice_among_all_that_is_said_of_an_authority(
    every: Every,
) -> None:
    """A clause of six words or more that has no figure and no name of a measure."""
    for place, each in every.items():
        found: Counter[str] = Counter()
        for name, (said, _, _) in each.figures.items():
            parts = re.split(r"[.;:,()]\s|\s\(|\)|\.$", said.replace(INDICATORS[name].title, ""))
            clauses = {part.strip() for part in parts if len(part.split()) >= CLAUSE}
            found.update(clause for clause in clauses if not re.search(r"\d", clause))
        assert {clause: n for clause, n in found.items() if n > 2} == {}, place


def test_no_pair_of_sentences_about_a_figure_tells_of_a_change_and_of_none(every: Every) -> None:
    """A trend of five years stands in the place of 'no clear change', never beside it."""
    trends = 0
    for place, name, text in texts(every):
        assert "either way" not in text
        for sentence in text.split(". "):
            if "with the years between" in sentence:
                trends += 1
                assert "no clear change" not in sentence, (place, name)
                first, last = re.findall(r"from (\S+) to (\S+) ", sentence)[0]
                climbs = number(last) > number(first)
                assert climbs == ("clearly rose" in sentence), (place, name, sentence)
    assert trends


def number(printed: str) -> float:
    return float(printed.strip("%").replace(",", ""))


def test_headlines_and_sentences_about_a_figure_agree(every: Every) -> None:
    """On which way it moved, and on whether it differs from similar authorities."""
    compared = 0
    for place, each in every.items():
        for name, (said, over_years, beside) in each.figures.items():
            if "The last one published was" in said:
                continue
            if moved := re.search(r": (up|down) from", over_years):
                compared += 1
                assert f"clearly {WAYS[moved[1]]} from" in said, (place, name, over_years, said)
            if "level at" in over_years:
                assert "both times" in said, (place, name, over_years, said)
            if beside.endswith("no clear difference from similar authorities"):
                assert not re.search(r": clearly (higher|lower)\.", said), (place, name, said)
    assert compared > len(every)


def test_no_steep_climb_of_a_share_is_said_to_be_no_clear_change(every: Every) -> None:
    for place, name, text in texts(every):
        for first, last in STEEP.findall(text):
            assert abs(float(last) - float(first)) < 10.05, (place, name, text)

"""The five things to know, each with a small picture that follows from what its card says."""

import re

from analysis.briefing.needs_analysis.pictures import among, line
from analysis.catalogue.indicators import indicator
from analysis.present.parts.svg import as_data_uri
from briefed import cards, each_authority, opened

LARGEST = 30_000  # of five pictures together


@each_authority
def test_each_card_has_a_picture_of_few_bytes(code: str) -> None:
    drawn = [card.picture for card in cards(code).cards if card.picture]
    known = [card for card in cards(code).cards if re.match(r"[\d£]", card.number)]
    assert len(drawn) >= len(known)
    assert sum(len(as_data_uri(each.svg)) for each in drawn) < LARGEST


@each_authority
def test_a_change_and_the_size_are_lines_and_a_difference_is_a_dot_among_others(code: str) -> None:
    size, *rest = cards(code).cards
    if here_known := opened(code).here("cla_rate").known:
        assert size.picture and size.picture.alt.startswith("Children in care for every 10,000")
    drawn = {card: card.picture.alt for card in rest if card.picture}
    assert drawn or not here_known
    for card, alt in drawn.items():
        moved = re.search(r", (up|down) from ", card.number)
        untested = "95%" not in card.comparator
        assert alt.startswith("Dot at ") != bool(moved) or untested, card


@each_authority
def test_its_words_have_what_the_card_does_not_say(code: str) -> None:
    for card in cards(code).cards:
        told = f"{card.number} {card.words} {card.comparator} {card.implication}"
        alt = card.picture.alt if card.picture else ""
        figures = {*re.findall(r"\d[\d.]*", alt)} - {*re.findall(r"\d[\d.]*", told)}
        years = {*re.findall(r" in 20\d\d", alt)}
        assert figures or len(years) > 1 or not alt, card
    alts = [card.picture.alt for card in cards(code).cards if card.picture]
    assert len({*alts}) == len(alts)


def test_a_figure_that_is_compared_with_nobody_has_no_dots_but_a_line() -> None:
    here = opened("380")
    assert among(here, indicator("cla_number")) is None
    drawn = line(here, indicator("cla_number"))
    assert drawn and "England" not in drawn.alt

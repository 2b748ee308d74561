"""What the comparison shows and says, of all nine regions and of awkward sets of authorities."""

import re
from functools import cache
from typing import Any
from xml.etree import ElementTree

import nbformat
import pandas as pd
import pytest

from analysis import briefing
from analysis.briefing.comparison.common import TITLES, measures
from analysis.briefing.comparison.learning import ABOUT, alike, pairs
from analysis.briefing.comparison.opening import Together
from analysis.briefing.comparison.spread import SHORT, TOPICS, every_spread
from analysis.catalogue.areas import areas, authorities, whole_regions
from analysis.catalogue.indicator import HIGH, NEUTRAL
from analysis.catalogue.indicators import indicator
from analysis.core import shapes
from analysis.present.parts.exhibit import Exhibit
from analysis.present.parts.prose import Bullets, Cards, Prose
from analysis.present.text import wrapped
from analysis.publish.reports import REPORTS

TODAY = "2026-11-22"
REORGANISED = "Cumberland + Westmorland and Furness + North Northamptonshire = Begun anew"
PLACES = (
    *(each.name for each in whole_regions(authorities())),
    "Bristol + Devon",
    REORGANISED,
    "City of London + Isles of Scilly",
    "Isles of Scilly + Bristol",
)
MOST_WORDS = 25
SVG = "{http://www.w3.org/2000/svg}"

each_place = pytest.mark.parametrize("place", PLACES)


@cache
def opened(place: str) -> Together:
    return briefing.open_comparison(place, TODAY)


@cache
def shown(place: str) -> dict[str, Any]:
    """What every cell of the notebook shows, by its source."""
    notebook = nbformat.read(REPORTS["comparison"].notebook, as_version=4)
    sources = [c.source for c in notebook.cells if c.source.startswith("briefing.")]
    return {s: eval(s, {"briefing": briefing, "us": opened(place)}) for s in sources}


def exhibits(place: str) -> list[Exhibit]:
    return [each for each in shown(place).values() if isinstance(each, Exhibit)]


def sentences(place: str) -> list[str]:
    found = []
    for each in shown(place).values():
        if isinstance(each, Prose):
            found += each.paragraphs
        elif isinstance(each, Bullets):
            found += each.points
        elif isinstance(each, Cards):
            found += [t for c in each.cards for t in (c.words, c.comparator, c.implication)]
        elif isinstance(each, Exhibit):
            found += [each.headline, each.note]
    return [s for text in found for s in re.split(r"(?<=[.?:;])\s+", text) if s]


def heights(svg: str, words: str) -> list[float]:
    """How far down a picture some words stand."""
    found = []
    for text in ElementTree.fromstring(svg).iter(f"{SVG}text"):
        if "".join(text.itertext()).strip() == words:
            y = (
                text.get("y")
                or re.findall(r"translate\(\S+ (\S+?)\)", text.get("transform", ""))[0]
            )
            found.append(float(y))
    return found


@each_place
def test_no_table_or_chart_of_authorities_is_in_the_order_of_figures(place: str) -> None:
    """Not a league table: names are in their alphabet, in every table and from the top down."""
    names = sorted(a.name for a in opened(place).members)
    seen = 0
    for each in exhibits(place):
        if "Authority" in each.table:
            listed = [cell for cell in each.table["Authority"] if cell in names]
            assert listed == names, each.key
            assert each.svg
            last = 0.0
            for name in names:  # 'Somerset' is the second line of another name too
                tops = heights(each.svg, wrapped(name, 1.85)[0])
                last = next((top for top in tops if top > last), 0.0)
                assert last, (each.key, name)
            seen += 1
    assert seen == 6
    by_name = [p.name for p in pairs(opened(place))]
    order = [i.id for i in measures()]
    assert by_name == sorted(by_name, key=order.index)


@each_place
def test_measures_are_in_the_order_of_the_catalogue(place: str) -> None:
    drawn = shown(place)["briefing.in_common(us)"]
    if isinstance(drawn, Exhibit):
        titles = [TITLES[i.id] for i in measures()]
        told = list(drawn.table["Measure"])
        assert told == [t for t in titles if t in told]


@each_place
def test_a_hidden_figure_is_said_to_be_missing_and_nowhere_drawn(place: str) -> None:
    together = opened(place)
    for topic in TOPICS:
        each = shown(place)[f'briefing.authorities_beside(us, "{topic}")']
        for name in (n for n in SHORT if SHORT[n] in each.table):
            cells = dict(zip(each.table["Authority"], each.table[SHORT[name]], strict=True))
            for missing in together.without(name):
                assert not re.search(r"\d", cells[missing]), (topic, name, missing)
            for known, point in together.known(name).items():
                assert point.status == shapes.OK and re.search(r"\d", cells[known])


@each_place
def test_sentences_are_short_enough_to_hear(place: str) -> None:
    long = {s for s in sentences(place) if len(s.split()) > MOST_WORDS}
    assert long == set()


@each_place
def test_pictures_tell_figures_to_who_cannot_see_them(place: str) -> None:
    for each in exhibits(place):
        assert len(each.headline.split()) <= MOST_WORDS
        if each.svg:
            assert re.search(r"\d", each.alt), each.key


@each_place
def test_only_differences_beyond_chance_are_named(place: str) -> None:
    together = opened(place)
    for each in every_spread(together):
        assert set(each.sides) <= set(together.known(each.name))
        if not each.beyond:
            assert set(each.sides.values()) <= {""}


@each_place
def test_who_might_ask_whom_is_alike_and_worse_in_the_measure(place: str) -> None:
    together = opened(place)
    similar = {frozenset((a.name, b.name)) for a, b in alike(together)}
    ten = together.neighbours.groupby("area")["neighbour"].agg(set)
    code = {a.name: a.code for a in together.members}
    for pair in pairs(together):
        assert frozenset((pair.asks, pair.of)) in similar
        assert code[pair.of] in ten[code[pair.asks]] and code[pair.asks] in ten[code[pair.of]]
        better = pair.other.value >= pair.own.value
        assert (
            better == (indicator(pair.name).polarity == HIGH) or pair.own.value == pair.other.value
        )


@each_place
def test_all_together_is_the_region_as_published_or_the_counts_of_a_set(place: str) -> None:
    together = opened(place)
    for name in (n for n in SHORT if indicator(n).has_interval):
        whole = together.whole(name)
        known = [p for p in together.known(name).values() if p.numerator == p.numerator]
        if whole is None:
            assert not any(p.denominator > 0 for p in known)
        elif together.is_region:
            rows = together.rows(name)
            own = rows[(rows["area"] == together.place.code) & (rows["group"] == shapes.OWN)]
            now = own[own["period_end"] == together.day(name)]
            assert [whole.value] == list(now["value"])
        else:
            assert whole.of == len(known) <= len(together.members)
            assert whole.numerator == sum(p.numerator for p in known)


@each_place
def test_a_sum_over_the_years_has_the_same_authorities_in_every_year(place: str) -> None:
    rows = briefing.children_together(opened(place)).table
    assert len(rows) >= 1
    if place == REORGANISED:  # the youngest began in April 2023
        assert rows["Period"].iloc[0].endswith("2024")


def test_the_whole_of_a_set_says_nothing_of_who_is_hidden() -> None:
    """With one of two hidden the figure of both is the other's alone, and said to leave it out."""
    together = opened("Isles of Scilly + Bristol")
    whole = together.whole("cla_rate")
    assert whole and whole.of == 1
    assert "The sum leaves it out." in " ".join(sentences("Isles of Scilly + Bristol"))


def test_futures_of_a_region_are_told_and_those_of_a_set_explained() -> None:
    region = shown("South West")["briefing.need_ahead(us)"]
    assert list(region.table["Kind of home"]) == [
        "Foster care",
        "Children's homes",
        "Supported accommodation",
    ]
    assert re.search(r"\d+ \(\d+ to \d+\)", region.table["Children who will need one"].iloc[1])
    a_set = shown("Bristol + Devon")["briefing.need_ahead(us)"]
    assert "hand-over" in a_set.note and not re.search(r"\d", a_set.headline)


def test_the_opening_is_at_most_five_cards_and_says_that_it_ranks_nobody() -> None:
    cards = shown("South West")["briefing.compared_in_five(us)"]
    assert len(cards.cards) == 5
    told = shown("South West")["briefing.no_league_table(us)"]
    assert "not a league table" in told.title


def test_the_headline_of_a_picture_names_what_differs() -> None:
    south_west = opened("South West")
    for topic in TOPICS:
        each = shown("South West")[f'briefing.authorities_beside(us, "{topic}")']
        beyond = [s.name for s in every_spread(south_west) if s.beyond and s.name in TOPICS[topic]]
        assert all(SHORT[name].lower()[:20] in each.headline.lower() for name in beyond)


def test_every_question_says_what_it_is_about() -> None:
    asked = {i.id for i in measures() if i.polarity != NEUTRAL and i.kind == "proportion"}
    assert asked <= set(ABOUT)


def test_every_measure_of_the_page_is_one_of_the_catalogue() -> None:
    assert all(indicator(name).id == name for name in SHORT)
    assert {i.id for i in measures()} <= set(TITLES)


def test_no_old_figure_passes_for_a_present_one() -> None:
    """Of two authorities whose newest figures are hidden or none, nothing older is told instead."""
    together = opened("City of London + Isles of Scilly")
    assert together.day("cla_rate") == pd.Timestamp(2025, 3, 31)
    assert together.known("cla_rate") == {}
    first = shown("City of London + Isles of Scilly")["briefing.compared_in_five(us)"].cards[0]
    assert first.number == "Hidden"


def test_places_are_real_and_the_years_are_those_published() -> None:
    together = opened("South West")
    assert {a.code for a in together.members} <= set(areas())
    assert together.day("cla_rate") == pd.Timestamp(2025, 3, 31)

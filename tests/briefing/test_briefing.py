"""What the page says of a dozen awkward authorities: whole, true to its tables, and well put."""

import re

import pandas as pd
import pytest

import reading
from analysis import briefing
from analysis.briefing.figures import NEIGHBOURS
from analysis.briefing.needs_analysis.evidence import LEVERS
from analysis.catalogue.areas import ENGLAND
from analysis.catalogue.indicator import NEUTRAL
from analysis.catalogue.indicators import indicator
from analysis.catalogue.sources.publications import PUBLICATIONS
from analysis.core import shapes
from analysis.present import numbers, words
from analysis.present.parts.exhibit import Exhibit
from analysis.present.parts.in_front import InFront
from analysis.present.parts.prose import Bullets, Callout, Cards, Glossary, Prose
from analysis.present.parts.records import Stack
from briefed import (
    AWKWARD,
    TODAY,
    WHOLE,
    cards,
    each_authority,
    exhibits,
    opened,
    own_rows,
    said,
    shown,
    spoken,
)

TOO_EARLY = "2025-12-01"
VALUED = re.compile(r"\b(better|worse|improv\w*|deteriorat\w*|good|bad)\b", re.IGNORECASE)
DISCLAIMED = re.compile(
    r"not in itself better|neither higher nor lower is better|more is not worse"
)
MOVED = re.compile(r"(rose|fell|up|down) from (\S+) to (\S+)")
BESIDE = re.compile(
    r"beside (\S+) in similar authorities(?: \([^)]*\))?: (?:clearly )?(higher|lower|the same)"
)
GAP = re.compile(
    r"has (?:(?P<low>[\d,]+)(?: to (?P<high>[\d,]+))? (?P<way>more|fewer) child(?:ren)? than"
    r"|somewhere from (?P<fewer>[\d,]+) fewer to (?P<more>[\d,]+) more child(?:ren)? than"
    r"|about as many children as).*central estimate (?P<middle>[\d,]+)(?: (?P<side>more|fewer))?\)"
)


@each_authority
def test_every_cell_gives_something_to_read(code: str) -> None:
    kinds = (Exhibit, InFront, Prose, Cards, Bullets, Callout, Glossary, Stack)
    assert len(shown(code)) > 90
    assert all(isinstance(each, kinds) for each in shown(code).values())
    assert all(each._repr_html_() for each in shown(code).values())
    keys = [each.key for each in shown(code).values() if isinstance(each, Exhibit)]
    assert len(keys) == len(set(keys)) > 60


@each_authority
def test_every_sentence_is_well_put(code: str) -> None:
    texts = {text for each in shown(code).values() for text in reading.told(each)}
    assert len(texts) > 80
    wrong = [fault for text in texts for fault in reading.faults(text)]
    wrong += [
        fault
        for each in shown(code).values()
        for label in reading.labels(each)
        for fault in reading.faults(label, stops=False)
    ]
    assert wrong == []


@each_authority
def test_sentences_about_every_figure_are_well_put(code: str) -> None:
    texts = [text for told in spoken(code).values() for text in told]
    assert len(texts) == 2 * len(WHOLE)
    assert [fault for text in texts for fault in reading.faults(text)] == []


@each_authority
def test_no_neutral_figure_is_called_better_or_worse(code: str) -> None:
    told = {i.id: said(code, i.id) for i in WHOLE if i.polarity == NEUTRAL}
    told |= {
        row["Finding"]: f"{row['Kind']} {row['What it asks of the strategy']}"
        for row in briefing.priorities(opened(code)).table.to_dict("records")
        if row["Kind"] == "to understand"
    }
    assert len(told) > 30
    bare = {name: DISCLAIMED.sub("", text) for name, text in told.items()}
    assert {name: text for name, text in bare.items() if VALUED.search(text)} == {}


def test_a_figure_with_a_good_side_says_which() -> None:
    assert "Lower is better." in said("942", "placed_over_20_miles_outside")


@each_authority
def test_five_things_are_at_most_five(code: str) -> None:
    five = cards(code).cards
    assert 1 <= len(five) <= 5
    assert len({card.words for card in five}) == len(five)
    for card in five[1:]:
        assert card.implication, card
        name = card.words.split(", at ")[0].split(", year ")[0].split(", school year ")[0]
        found = [i for i in WHOLE if card.words.startswith(f"{i.title}, ")]
        assert found, name
        row = opened(code).value(found[-1].id)
        counted = row is not None and pd.notna(row.lower95)
        assert ("95% interval" in card.comparator) == counted, card
        hidden = row is None or row.status != shapes.OK
        assert bool(re.search(r"\d", card.number)) != hidden, card


@each_authority
def test_the_first_thing_is_how_many_children_are_in_care(code: str) -> None:
    first, number = cards(code).cards[0], opened(code).value("cla_number")
    if number is not None and number.status == shapes.OK:
        assert reading.number(first.number.split()[0]) == number.value
        assert "95% interval" in first.comparator
        assert "Fewer children in care is not in itself better." in first.implication
        assert "England: " in first.comparator
    else:
        assert not re.search(r"\d", first.number)
        assert numbers.why_missing(number.status) in first.words


@each_authority
def test_questions_are_three_or_four_and_are_questions(code: str) -> None:
    asked = briefing.questions(opened(code)).points
    assert len(set(asked)) == len(asked) in (3, 4)
    assert all(q.endswith("?") for q in asked)


@each_authority
def test_directions_agree_with_the_figures(code: str) -> None:
    texts = [said(code, i.id) for i in WHOLE] + [x.headline for x in exhibits(code, ".trend(")]
    texts += [text for card in cards(code).cards for text in (card.number, card.words)]
    for verb, start, end in (m.groups() for text in texts for m in MOVED.finditer(text)):
        before, after = (reading.number(n.rstrip(",.;")) for n in (start, end))
        assert (after > before) == (verb in ("rose", "up")) and before != after, (verb, start, end)


def test_some_figures_rose_and_some_fell() -> None:
    found = {m.group(1) for c in AWKWARD for i in WHOLE for m in MOVED.finditer(said(c, i.id))}
    assert {"rose", "fell"} <= found


@each_authority
def test_sides_of_the_median_agree_with_the_figures(code: str) -> None:
    compared = 0
    for i in WHOLE:
        own, sentence = opened(code).value(i.id), said(code, i.id)
        for median, side in BESIDE.findall(sentence):
            printed = numbers.figure(i, float(own.value))
            printed_median = reading.number(median)
            compared += 1
            if side == "the same":
                assert reading.number(printed) == pytest.approx(printed_median, abs=0.51), sentence
            else:
                raw = opened(code).value(i.id, group=NEIGHBOURS, statistic="median").value
                assert (own.value > raw) == (side == "higher"), sentence
                assert median == numbers.figure(i, float(raw), average=True)
    assert compared > 20 or code in ("201", "420")


@each_authority
def test_figures_in_sentences_and_headlines_are_in_the_table(code: str) -> None:
    trends = {x.key.removesuffix("-trend"): x for x in exhibits(code, ".trend(")}
    assert len(trends) > 25
    for name, exhibit in trends.items():
        table = reading.cells(exhibit)
        title = indicator(name).title
        assert reading.numbers(exhibit.headline.removeprefix(title)) <= table, exhibit.headline
        for sentence in reading.sentences(said(code, name)):
            bare = sentence.removeprefix(title)
            ends = [n.rstrip(",.;") for m in MOVED.finditer(bare) for n in m.groups()[1:]]
            ends += re.findall(r"beside (\S+) in similar authorities", bare)
            assert set(ends) <= table, sentence


@each_authority
def test_the_gap_in_children_holds_its_central_estimate(code: str) -> None:
    figures = opened(code)
    told = briefing.gap(figures).paragraphs
    own = figures.value("cla_rate")
    if own is None or own.status != shapes.OK:
        assert len(told) == 1 and "last one published" in told[0]
        return
    assert len(told) == 2
    for sentence in told:
        found = GAP.search(sentence)
        assert found, sentence
        part = {k: int(v.replace(",", "")) for k, v in found.groupdict().items() if _digits(v)}
        middle = part["middle"] * (-1 if found["side"] == "fewer" else 1)
        low, high = part.get("low", 0), part.get("high", part.get("low", 0))
        if "fewer" in part:
            low, high = -part["fewer"], part["more"]
        assert low <= middle <= high, sentence
        assert "not in itself better" in sentence
    expected = own.numerator - figures.value("cla_rate", ENGLAND).value * own.denominator / 10_000
    assert abs(expected) == pytest.approx(part["middle"], abs=0.51)


def _digits(text: str | None) -> bool:
    return bool(text and text[0].isdigit())


@each_authority
def test_the_headline_of_the_levers_agrees_with_its_table(code: str) -> None:
    exhibit = briefing.levers(opened(code))
    table = exhibit.table.set_index(exhibit.table.columns[0])
    assert len(table) == len(LEVERS)
    words = {1: ("more children come in", "fewer children come in")}
    words[3] = ("they stay longer", "they stay less long")
    for row, (more, fewer) in words.items():
        here, there = table.iloc[row, 0], table.iloc[row, 1]
        if not (re.search(r"\d", here) and re.search(r"\d", there)):
            assert more not in exhibit.headline and fewer not in exhibit.headline
            continue
        if more in exhibit.headline:
            assert reading.number(here) > reading.number(there), exhibit.headline
        if fewer in exhibit.headline:
            assert reading.number(here) < reading.number(there), exhibit.headline


@each_authority
def test_changes_are_told_only_up_to_the_newest_figure(code: str) -> None:
    for i in WHOLE:
        newest, sentence = opened(code).value(i.id), said(code, i.id)
        told = re.findall(r"(?:and|comparing .* and) (?:31 March )?(20\d\d(?:/\d\d)?)\b", sentence)
        if newest is None or newest.status != shapes.OK:
            assert "clear change" not in sentence and "between" not in sentence, sentence
        elif i.has_interval and told:
            assert told[-1][:2] == "20" and words.short(i, newest.period_end) in told, sentence
        moved = re.search(r"(rose|fell|went) from|both times|cannot be compared", sentence)
        assert not (moved and "too few years to compare" in sentence), sentence


def test_a_step_of_half_the_children_is_a_break_and_not_a_change() -> None:
    figures = opened("380")
    series = figures.series("external_provision").set_index("period_end")["value"]
    jump = series.diff().abs().max()
    assert jump > 25
    assert figures.change("external_provision", years=5).verdict == "series_break"
    sentence = said("380", "external_provision")
    assert "cannot be compared" in sentence and "step of" in sentence
    assert not re.search(r"rose from 2\d% to 8\d%", sentence)
    for row in briefing.priorities(figures).table.to_dict("records"):
        if row["Finding"].startswith("Children in external provision"):
            assert row["What it asks of the strategy"].startswith("First ask how it is recorded.")
    assert not any(c.words.startswith("Children in external") for c in cards("380").cards)


def test_a_chart_with_a_break_says_so() -> None:
    exhibit = briefing.trend(opened("380"), "external_provision")
    assert "the series changed" in exhibit.note
    assert "up from" not in exhibit.headline


def test_a_headline_does_not_join_figures_across_a_break() -> None:
    for code, name in (("380", "external_provision"), ("380", "attainment_8")):
        figures = opened(code)
        last = max(pd.Timestamp(b.on) for b in figures.indicator(name).breaks)
        before = own_rows(code, name).loc[lambda r, day=last: r["period_end"] < day, "value"]
        old = {numbers.figure(indicator(name), v) for v in before.dropna()}
        exhibit = briefing.trend(figures, name)
        printed = reading.numbers(exhibit.headline.removeprefix(exhibit.headline.split(":")[0]))
        assert not printed & old, exhibit.headline


def test_due_warns_when_a_release_is_late() -> None:
    callout = briefing.due(briefing.open_figures("380", TODAY))
    assert (callout.kind, callout.title) == ("warning", "Newer figures are due")
    assert PUBLICATIONS["cla"].title in callout.text
    assert PUBLICATIONS["cla"].data_to in callout.text


def test_due_says_of_a_release_that_is_out_what_it_goes_to() -> None:
    (out,) = [p for p in PUBLICATIONS.values() if p.newer]
    assert (out.id, out.newer, out.data_to) == ("stability", "31 March 2025", "31 March 2024")
    callout = briefing.due(briefing.open_figures("380", "2026-07-02"))
    assert f"{out.title} (figures to 31 March 2025 are out)" in callout.text
    lines = briefing.sources(briefing.open_figures("380", TODAY)).table
    line = lines[lines["Publication"].str.endswith(out.title)]
    assert line["Next due"].tolist() == ["figures to 31 March 2025 are out"]


def test_due_does_not_warn_before_a_release_is_late() -> None:
    callout = briefing.due(briefing.open_figures("380", TOO_EARLY))
    assert (callout.kind, callout.title) == ("information", "Figures are up to date")
    assert PUBLICATIONS["cla"].data_to in callout.text

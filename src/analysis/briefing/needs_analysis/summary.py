"""The first screen: five things to know, what is out of date, and questions members could ask."""

from typing import Any

import pandas as pd

from analysis.briefing.figures import NEIGHBOURS, Figures
from analysis.briefing.needs_analysis.evidence import gap
from analysis.catalogue.areas import ENGLAND
from analysis.catalogue.indicator import Indicator
from analysis.catalogue.indicators import INDICATORS, chosen, indicator
from analysis.catalogue.publications import PUBLICATIONS, overdue
from analysis.core import shapes
from analysis.measure.change import Change
from analysis.measure.notable import CONCERN, DIFFERENT, STRENGTH, Notable
from analysis.present import numbers, words
from analysis.present.parts.prose import Bullets, Callout, Card, Cards, Prose

FIVE = 5
SURE = 0.998
# Where hardly anything is published of children in care, what is known of the area's children.
AREA_ITSELF = ("population_0_17", "child_poverty", "cin_rate", "cpp_rate", "referral_rate")
SMALL = "Very small numbers are not published, so that no child can be known from them."
PLANNED_FOR = "Services are planned for this many."
UNTESTED = "It cannot be tested, so chance cannot be ruled out."
NONE_PERHAPS = "The authority may have had no child in care; only its own records can say."
RULE = (
    "The five things to know are chosen by rule: the size of the care population; the two measures "
    "that lie furthest on the unfavourable side of similar authorities and the one furthest on the "
    "favourable side, by more than chance (99.8%) and one of a theme; and the largest change over "
    "up to five years. Where there are fewer, the next."
)


def five_things(figures: Figures) -> Cards:
    """Five key figures chosen by rule, each with interval, comparator and implication."""
    found = [n for n in figures.differences if not n.doubtful]
    picked = _one_to_a_theme([n for n in found if n.verdict == CONCERN], 2, set())
    themes = {n.indicator.theme for n in picked}
    picked += _one_to_a_theme([n for n in found if n.verdict == STRENGTH], 1, themes)
    used = {"cla_rate", *(n.indicator.id for n in picked)}
    cards = [_size(figures), *(_notable(figures, n) for n in picked)]
    moved = _largest_change(figures, used)
    if moved:
        cards.append(moved[1])
        used.add(moved[0])
    rest = [n for n in found if n.indicator.id not in used and n.indicator.theme != "X"]
    rest = [n for n in rest if figures.indicator(n.indicator.id) == n.indicator]
    rest = sorted(rest, key=lambda n: n.verdict == DIFFERENT)
    cards += [_notable(figures, n) for n in rest]
    fallback = [i for i in (*_core(), *chosen(AREA_ITSELF)) if i.id not in used]
    fallback.sort(key=lambda i: not _published(figures, i))
    cards += [_plain(figures, i) for i in fallback]
    return Cards(cards[:FIVE])


def _one_to_a_theme(found: list[Notable], most: int, taken: set[str]) -> list[Notable]:
    """The first of each theme that is not taken: measures of a theme move together."""
    first: dict[str, Notable] = {}
    for n in found:
        if n.indicator.theme not in taken:
            first.setdefault(n.indicator.theme, n)
    return list(first.values())[:most]


def how_chosen() -> Prose:
    """That the five are chosen by rule; the rule itself stands under the methods."""
    return Prose(["Chosen by rule and not by hand: the rule is under 'How it was done'."])


def _published(figures: Figures, i: Indicator) -> bool:
    row = figures.value(i.id)
    return row is not None and row.status == shapes.OK


def _core() -> list[Indicator]:
    return [i for i in INDICATORS.values() if i.core and "neighbours" in i.comparators]


def _size(figures: Figures) -> Card:
    """How many children are in care, for the size of the area."""
    number, rate = indicator("cla_number"), indicator("cla_rate")
    own, of_10000 = figures.value("cla_number"), figures.value("cla_rate")
    day = number.label(figures.newest["cla_number"])
    if own is None or own.status != shapes.OK:
        status = shapes.NOT_AVAILABLE if own is None else str(own.status)
        return Card(
            number=numbers.reason(status).capitalize(),
            words=f"Children in care {day}: the number is {numbers.why_missing(status)}.",
            implication=SMALL if status == shapes.SUPPRESSED else NONE_PERHAPS,
        )
    told = f"in our care {day}"
    if of_10000 is not None and of_10000.status == shapes.OK:
        told += (
            f": {numbers.with_unit(rate, float(of_10000.value))} "
            f"(95% interval {_interval(rate, of_10000)})"
        )
    in_children = gap(figures).paragraphs[0]
    return Card(
        number=numbers.count(float(own.value)),
        words=told + ".",
        comparator=_beside(figures, rate),
        implication=in_children.removeprefix(f"{rate.title}: ").replace(
            "This is not a target: fewer", "Fewer"
        ),
    )


def _notable(figures: Figures, n: Notable) -> Card:
    row = figures.value(n.indicator.id)
    assert row is not None
    side = "higher" if n.distance > 0 else "lower"
    return _card(figures, n.indicator, row, words.implication(n.indicator, side))


def _plain(figures: Figures, i: Indicator) -> Card:
    """A core figure that does not stand out, or is not there."""
    row = figures.value(i.id)
    if row is None or row.status != shapes.OK:
        status = shapes.NOT_AVAILABLE if row is None else str(row.status)
        return Card(
            number=numbers.reason(status).capitalize(),
            words=f"{i.title}, {i.label(figures.newest[i.id])}: {numbers.why_missing(status)}.",
            comparator=_beside(figures, i),
            implication="The council's own records can tell members, in confidence.",
        )
    return _card(figures, i, row, _asks(figures, i, row))


def _asks(figures: Figures, i: Indicator, row: Any) -> str:
    """What a figure asks that was not tested at 99.8%: by its 95% interval, where it has one."""
    median = figures.value(i.id, group=NEIGHBOURS, statistic="median")
    if i.kind == "number":
        return PLANNED_FOR
    if median is None or pd.isna(median.value) or pd.isna(row.lower95):
        return UNTESTED
    if row.lower95 <= median.value <= row.upper95:
        return words.implication(i, "similar")
    return words.implication(i, "higher" if row.value > median.value else "lower")


def _card(figures: Figures, i: Indicator, row: Any, implication: str) -> Card:
    when = i.label(row.period_end)
    within = f" (95% interval {_interval(i, row)})" if pd.notna(row.lower95) else ""
    return Card(
        number=numbers.figure(i, float(row.value)),
        words=f"{i.title}, {when}{within}.",
        comparator=_beside(figures, i),
        implication=implication,
    )


def _beside(figures: Figures, i: Indicator) -> str:
    median = figures.value(i.id, group=NEIGHBOURS, statistic="median")
    england = figures.value(i.id, ENGLAND)
    parts = []
    if median is not None and pd.notna(median.value):
        printed = numbers.figure(i, float(median.value), average=True)
        parts.append(f"Similar authorities: {printed} (median)")
    if england is not None and pd.notna(england.value):
        parts.append(f"England: {numbers.figure(i, float(england.value))}")
    return "; ".join(parts) + "." if parts else "No comparator is published."


def _interval(i: Indicator, row: Any) -> str:
    return numbers.interval(i, float(row.lower95), float(row.upper95))


def _largest_change(figures: Figures, used: set[str]) -> tuple[str, Card] | None:
    """The core figure that changed most over five years, in widths of its interval."""
    changes = [
        (i, figures.change(i.id, years=5, level=SURE))
        for i in _core()
        if i.has_interval and i.id not in used
    ]
    moved = [
        (i, c) for i, c in changes if c.verdict in ("rose", "fell") and _is_firm(figures, i, c)
    ]
    if not moved:
        return None
    i, change = max(moved, key=lambda each: _widths(each[1]))
    row = figures.value(i.id)
    assert row is not None and change.from_value is not None and change.earlier is not None
    verb = "up" if change.verdict == "rose" else "down"
    before = f"{numbers.figure(i, change.from_value)} in {words.short(i, change.earlier)}"
    card = Card(
        number=f"{numbers.figure(i, float(row.value))}, {verb} from {before}",
        words=f"{i.title}, {i.label(row.period_end)} (95% interval {_interval(i, row)}).",
        comparator=_beside(figures, i),
        implication=f"A change of this size in {_years(change)} is more than chance would "
        "explain. Members can ask what lies behind it.",
    )
    return i.id, card


def _years(change: Change) -> str:
    assert change.earlier is not None and change.later is not None
    years = round((pd.Timestamp(change.later) - pd.Timestamp(change.earlier)).days / 365.25)
    return {3: "three years", 4: "four years", 5: "five years"}.get(years, f"{years} years")


def _is_firm(figures: Figures, i: Indicator, change: Change) -> bool:
    if change.later is None or 0 in (change.from_value, change.to_value):
        return False
    return pd.Timestamp(change.later) == figures.newest[i.id]


def _widths(change: Change) -> float:
    if change.difference is None or change.lower is None or change.upper is None:
        return 0.0
    return abs(change.difference) / max(change.upper - change.lower, 1e-9)


def due(figures: Figures) -> Callout:
    """Which releases should be out by now and are not in these figures."""
    used = tuple(dict.fromkeys(s for i in INDICATORS.values() for s in i.sources))
    late = [p for p in overdue(used, figures.today) if p.id != "cla_2024"]
    latest = PUBLICATIONS["cla"]
    dated = f"The main figures go to {latest.data_to} (published {_day(latest.released)})."
    if not late:
        return Callout(
            title="Figures are up to date",
            text=f"{dated} No newer release is due yet.",
            kind="information",
        )
    ordered = sorted(late, key=lambda p: p.id != "cla")
    names = "; ".join(f"{p.title} ({p.due})" for p in ordered[:2])
    more = f"; and {len(late) - 2} more, listed under Sources" if len(late) > 2 else ""
    return Callout(
        title="Newer figures are due",
        text=f"{dated} Due or out since: {names}{more}. Ask for "
        "this page to be made again before decisions rest on it.",
    )


def questions(figures: Figures) -> Bullets:
    """Three questions that members could ask, built from what stands out."""
    found = [n for n in figures.differences if not n.doubtful]
    picked = _one_to_a_theme([n for n in found if n.verdict == CONCERN], 2, set())
    themes = {n.indicator.theme for n in picked}
    picked += _one_to_a_theme([n for n in found if n.verdict == STRENGTH], 1, themes)
    asked = [_question(n) for n in picked]
    asked += STANDING_QUESTIONS
    return Bullets(points=asked[:3], lead="Questions that members could ask")


def _question(n: Notable) -> str:
    i = n.indicator
    here, there = numbers.figure(i, n.value), numbers.figure(i, n.median, average=True)
    if n.verdict == STRENGTH:
        return (
            f"{i.title}: {here} here, {there} in similar authorities. What do we do that works, "
            "and is it so for every group of children?"
        )
    return (
        f"{i.title}: {here} here, {there} in similar authorities. What is being done, who leads "
        "it, and when will the figures show it?"
    )


STANDING_QUESTIONS = [
    "What did children in care and care leavers themselves say this year, and what did we change?",
    "Which children are missing from these figures because the numbers are small, and how are "
    "they doing?",
    "Which of our homes are far from where children come from, and what would bring them nearer?",
]


def _day(day: object) -> str:
    return f"{day.day} {day:%B %Y}"  # type: ignore[attr-defined]

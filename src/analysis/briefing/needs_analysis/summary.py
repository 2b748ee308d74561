"""The first screen: five things to know, what is out of date, and questions members could ask."""

import pandas as pd

from analysis.briefing.figures import Figures, NewestFigure
from analysis.briefing.needs_analysis.evidence import gap
from analysis.briefing.needs_analysis.pictures import among, line
from analysis.briefing.parts import day, prose
from analysis.catalogue.indicator import Indicator
from analysis.catalogue.indicators import INDICATORS, chosen
from analysis.catalogue.sources.publications import PUBLICATIONS, overdue
from analysis.core import shapes
from analysis.measure.change import Change
from analysis.measure.notable import CONCERN, DIFFERENT, STRENGTH, Notable
from analysis.present import numbers, words
from analysis.present.parts.picture import Picture
from analysis.present.parts.prose import Bullets, Callout, Card, Cards, Prose

FIVE = 5
SURE = 0.998
# Where hardly anything is published of children in care, what is known of the area's children.
AREA_ITSELF = ("population_0_17", "child_poverty", "cin_rate", "cpp_rate", "referral_rate")
SMALL = "Very small numbers are not published, so that no child can be known from them."
PLANNED_FOR = "Services are planned for this many."
UNTESTED = "It cannot be tested, so chance cannot be ruled out."
NONE_PERHAPS = "The authority may have had no child in care; only its own records can say."
KEY = (
    "In the small pictures this area is dark, with its 95% interval as a bar or band; hollow dots "
    "are similar authorities, and dashed lines are England."
)
RULE = (
    "The five things to know are chosen by rule: the size of the care population; the two measures "
    "that lie furthest on the unfavourable side of similar authorities and the one furthest on the "
    "favourable side, by more than chance (99.8%) and one of a theme; and the largest change over "
    "up to five years. Where there are fewer, the next."
)


def five_things(figures: Figures) -> Cards:
    """Five key figures chosen by rule, each with interval, comparator and implication."""
    furthest = _furthest(figures)
    used = {"cla_rate", *(n.indicator.id for n in furthest)}
    cards = [_size(figures), *(_notable(figures, n) for n in furthest)]
    if moved := _largest_change(figures, used):
        cards.append(_changed(figures, *moved))
        used.add(moved[0].id)
    rest = [n for n in _firm(figures) if n.indicator.id not in used and n.indicator.theme != "X"]
    rest = [n for n in rest if figures.indicator(n.indicator.id) == n.indicator]
    rest.sort(key=lambda n: n.verdict == DIFFERENT)
    cards += [_notable(figures, n) for n in rest]
    fallback = [i for i in (*_core(), *chosen(AREA_ITSELF)) if i.id not in used]
    fallback.sort(key=lambda i: not figures.here(i.id).known)
    cards += [_core_card(figures, i) for i in fallback]
    return Cards(cards[:FIVE], key=KEY if any(c.picture for c in cards[:FIVE]) else "")


def _firm(figures: Figures) -> list[Notable]:
    """What differs from similar authorities, but for what may be a gap in records."""
    return [n for n in figures.differences if not n.doubtful]


def _furthest(figures: Figures) -> list[Notable]:
    """The two furthest on the unfavourable side and the one on the favourable, one of a theme."""
    found = _firm(figures)
    picked = _one_to_a_theme([n for n in found if n.verdict == CONCERN], 2, set())
    themes = {n.indicator.theme for n in picked}
    return picked + _one_to_a_theme([n for n in found if n.verdict == STRENGTH], 1, themes)


def _one_to_a_theme(found: list[Notable], most: int, taken: set[str]) -> list[Notable]:
    """The first of each theme that is not taken: measures of a theme move together."""
    first: dict[str, Notable] = {}
    for n in found:
        if n.indicator.theme not in taken:
            first.setdefault(n.indicator.theme, n)
    return list(first.values())[:most]


def how_chosen() -> Prose:
    """That the five are chosen by rule; the rule itself stands under the methods."""
    return prose("Chosen by rule and not by hand: the rule is under 'How it was done'.")


def _core() -> list[Indicator]:
    return [i for i in INDICATORS.values() if i.core and "neighbours" in i.comparators]


def _size(figures: Figures) -> Card:
    """How many children are in care, for the size of the area."""
    number, rate = figures.here("cla_number"), figures.here("cla_rate")
    on = number.indicator.label(figures.newest["cla_number"])
    if not number.known:
        return Card(
            number=number.printed.capitalize(),
            words=f"Children in care {on}: the number is {numbers.why_missing(number.status)}.",
            implication=SMALL if number.status == shapes.SUPPRESSED else NONE_PERHAPS,
            picture=line(figures, rate.indicator),
        )
    of_10000 = (
        f": {numbers.with_unit(rate.indicator, rate.number())} (95% interval {rate.interval})"
        if rate.known
        else ""
    )
    in_children = gap(figures).paragraphs[0].removeprefix(f"{rate.indicator.title}: ")
    return Card(
        number=numbers.count(number.number()),
        words=f"in our care {on}{of_10000}.",
        comparator=_beside(figures, rate.indicator),
        implication=in_children.replace("This is not a target: fewer", "Fewer"),
        picture=line(figures, rate.indicator),
    )


def _notable(figures: Figures, n: Notable) -> Card:
    side = "higher" if n.distance > 0 else "lower"
    own = figures.here(n.indicator.id)
    drawn = among(figures, n.indicator)
    return _card(figures, own, words.implication(n.indicator, side), drawn)


def _core_card(figures: Figures, i: Indicator) -> Card:
    """A core figure that does not stand out, or is not there."""
    own = figures.here(i.id)
    if own.known:
        drawn = among(figures, i) or line(figures, figures.indicator(i.id))
        return _card(figures, own, _asks(figures, own), drawn)
    when, why = i.label(figures.newest[i.id]), numbers.why_missing(own.status)
    return Card(
        number=own.printed.capitalize(),
        words=f"{i.title}, {when}: {why}.",
        comparator=_beside(figures, i),
        implication="The council's own records can tell members, in confidence.",
        picture=line(figures, figures.indicator(i.id)),
    )


def _asks(figures: Figures, own: NewestFigure) -> str:
    """What a figure asks that was not tested at 99.8%: by its 95% interval, where it has one."""
    i = own.indicator
    if i.kind == "number":
        return PLANNED_FOR
    side = own.side(figures.similar(i.id))
    return words.implication(i, side) if side else UNTESTED


def _card(
    figures: Figures,
    own: NewestFigure,
    implication: str,
    picture: Picture | None,
    number: str = "",
) -> Card:
    """One figure with its interval and comparators, as `number` where that says more."""
    within = f" (95% interval {own.interval})" if own.has_interval else ""
    return Card(
        number=number or own.printed,
        words=f"{own.indicator.title}, {own.when}{within}.",
        comparator=_beside(figures, own.indicator),
        implication=implication,
        picture=picture,
    )


def _beside(figures: Figures, i: Indicator) -> str:
    similar, england = figures.similar(i.id), figures.england(i.id)
    parts = [f"Similar authorities: {similar.printed} (median)"] if similar.known else []
    parts += [f"England: {england.printed}"] if england.known else []
    return "; ".join(parts) + "." if parts else "No comparator is published."


def _largest_change(figures: Figures, used: set[str]) -> tuple[Indicator, Change] | None:
    """The core figure that changed most over five years, in widths of its interval."""
    moved = [
        (i, change)
        for i in _core()
        if i.has_interval and i.id not in used
        if (change := figures.change(i.id, years=5, level=SURE)).verdict in ("rose", "fell")
        and 0 not in (change.from_value, change.to_value)
        and change.later is not None
        and pd.Timestamp(change.later) == figures.newest[i.id]
    ]
    return max(moved, key=lambda each: _widths(each[1]), default=None)


def _changed(figures: Figures, i: Indicator, change: Change) -> Card:
    """A figure with what it was, up to five years before."""
    own = figures.here(i.id)
    assert change.from_value is not None and change.earlier is not None
    days = (figures.newest[i.id] - pd.Timestamp(change.earlier)).days
    years = {3: "three years", 4: "four years", 5: "five years"}[round(days / 365.25)]
    verb = "up" if change.verdict == "rose" else "down"
    before = f"{numbers.figure(i, change.from_value)} in {words.short(i, change.earlier)}"
    implication = (
        f"A change of this size in {years} is more than chance would explain. Members "
        "can ask what lies behind it."
    )
    moved = f"{own.printed}, {verb} from {before}"
    return _card(figures, own, implication, line(figures, figures.indicator(i.id)), moved)


def _widths(change: Change) -> float:
    if change.difference is None or change.lower is None or change.upper is None:
        return 0.0
    return abs(change.difference) / max(change.upper - change.lower, 1e-9)


def due(figures: Figures) -> Callout:
    """Which releases should be out by now and are not in these figures."""
    used = tuple(dict.fromkeys(s for i in INDICATORS.values() for s in i.sources))
    late = [p for p in overdue(used, figures.today) if p.id != "cla_2024"]
    latest = PUBLICATIONS["cla"]
    dated = f"The main figures go to {latest.data_to} (published {day(latest.released)})."
    if not late:
        text = f"{dated} No newer release is due yet."
        return Callout(title="Figures are up to date", text=text, kind="information")
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
    asked = [*map(_question, _furthest(figures)), *STANDING_QUESTIONS]
    return Bullets(points=asked[:3], lead="Questions that members could ask")


def _question(n: Notable) -> str:
    i = n.indicator
    here, there = numbers.figure(i, n.value), numbers.figure(i, n.median, average=True)
    asked = (
        "What do we do that works, and is it so for every group of children?"
        if n.verdict == STRENGTH
        else "What is being done, who leads it, and when will the figures show it?"
    )
    return f"{i.title}: {here} here, {there} in similar authorities. {asked}"


STANDING_QUESTIONS = (
    "What did children in care and care leavers themselves say this year, and what did we change?",
    "Which children are missing from these figures because the numbers are small, and how are "
    "they doing?",
    "Which of our homes are far from where children come from, and what would bring them nearer?",
)

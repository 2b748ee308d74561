"""The first screen: five things to know, what is out of date, and questions members could ask."""

from collections.abc import Iterator
from itertools import islice

from analysis.briefing.figures import Figures, NewestFigure
from analysis.briefing.needs_analysis.choice import (
    Moved,
    furthest,
    largest_change,
    news,
    next_furthest,
    turn,
    untested,
    worsened,
)
from analysis.briefing.needs_analysis.evidence import gap
from analysis.briefing.needs_analysis.pictures import among, line
from analysis.briefing.parts import day, prose
from analysis.catalogue.indicator import Indicator
from analysis.catalogue.indicators import INDICATORS, chosen
from analysis.catalogue.sources.publications import PUBLICATIONS, overdue
from analysis.core import shapes
from analysis.measure.change import Change
from analysis.measure.notable import CONCERN, STRENGTH, Notable
from analysis.present import numbers, words
from analysis.present.parts.picture import Picture
from analysis.present.parts.prose import Bullets, Callout, Card, Cards, Prose

FIVE = 5
# Where hardly anything is published of children in care, what is known of the area's children.
AREA_ITSELF = ("population_0_17", "child_poverty", "cin_rate", "cpp_rate", "referral_rate")
SMALL = "Very small numbers are not published, so that no child can be known from them."
PLANNED_FOR = "Services are planned for this many."
NONE_PERHAPS = "The authority may have had no child in care; only its own records can say."
FEWER = "Fewer than five figures here can be tested; this one cannot."
KEY = (
    "In the small pictures this area is dark, with its 95% interval as a bar or band. Hollow dots "
    "are similar authorities, and dashed lines are England."
)
RULE = (
    "The five things to know are chosen by rule. First comes the size of the care population. Then "
    "come two measures of different themes on the unfavourable side: those worse than in every "
    "similar authority that have also worsened beyond chance (95%) over three to five years, then "
    "those furthest from similar authorities beyond chance (99.8%). Then come the one furthest on "
    "the favourable side (99.8%) and the largest change (99.8%). Where there are fewer, the next. "
    "What cannot be tested is not among them unless nothing else is left, and says so. The first "
    "test is 95% because it asks two things at once: few pupils sit examinations, so that at 99.8% "
    "alone no fall of attainment could come in front."
)


def five_things(figures: Figures) -> Cards:
    """Five key figures chosen by rule, each with interval, comparator and implication."""
    cards = [*islice(_in_order(figures), FIVE)]
    return Cards(cards, key=KEY if any(card.picture for card in cards) else "")


def _in_order(figures: Figures) -> Iterator[Card]:
    """The cards by RULE, drawn one after another as they are asked for."""
    first = furthest(figures)
    used = {"cla_rate", *(n.indicator.id for n in first)}
    yield _size(figures)
    yield from (_notable(figures, n) for n in first)
    if moved := largest_change(figures, [i for i in _core() if i.id not in used]):
        yield _changed(figures, moved)
        used.add(moved.indicator.id)
    others = next_furthest(figures, used)
    yield from (_notable(figures, n) for n in others)
    used |= {n.indicator.id for n in others}
    fallback = [i for i in (*_core(), *chosen(AREA_ITSELF)) if i.id not in used]
    fallback.sort(key=lambda i: untested(figures, i))
    yield from (_core_card(figures, i) for i in fallback)


def how_chosen() -> Prose:
    """That the five and the measure of each section are chosen by rule, and by which, in short."""
    return prose(
        "Chosen by rule and not by hand: what is worst and worsening, then what is furthest from "
        "similar authorities, then what changed most. "
        "'Clearly' means by more than chance alone would usually explain (95%). The annex has "
        "both rules in full."
    )


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
    i, own = n.indicator, figures.here(n.indicator.id)
    if n.beyond and n.verdict == CONCERN and worsened(figures, i):
        change = figures.change(i.id, years=5)
        drawn = line(figures, figures.indicator(i.id))
        return _card(figures, own, news(n, change), drawn, _from(i, own, change))
    return _card(figures, own, news(n), among(figures, i))


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
        implication=f"{FEWER} The council's own records can tell members, in confidence.",
        picture=line(figures, figures.indicator(i.id)),
    )


def _asks(figures: Figures, own: NewestFigure) -> str:
    """What a figure asks that was not tested at 99.8%: by its 95% interval, where it has one."""
    i = own.indicator
    if not own.has_interval:
        return f"{FEWER} {PLANNED_FOR}" if i.kind == "number" else FEWER
    return words.implication(i, own.side(figures.similar(i.id)))


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


def _changed(figures: Figures, moved: Moved) -> Card:
    """A figure with what it was, up to five years before."""
    i, own = moved.indicator, figures.here(moved.indicator.id)
    drawn = line(figures, figures.indicator(i.id))
    return _card(figures, own, turn(moved), drawn, _from(i, own, moved.change))


def _from(i: Indicator, own: NewestFigure, change: Change) -> str:
    """A figure and what it was before: '18%, up from 11% in 2020'."""
    assert change.from_value is not None and change.earlier is not None
    verb = "up" if change.verdict == "rose" else "down"
    before = numbers.figure(i, change.from_value)
    return f"{own.printed}, {verb} from {before} in {words.short(i, change.earlier)}"


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
    more = f". {len(late) - 2} more are listed under Sources" if len(late) > 2 else ""
    return Callout(
        title="Newer figures are due",
        text=f"{dated} Due or out since: {names}{more}. Ask for "
        "this page to be made again before decisions rest on it.",
    )


def questions(figures: Figures) -> Bullets:
    """Three questions that members could ask, built from what stands out."""
    asked = [*map(_question, furthest(figures)), *STANDING_QUESTIONS]
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

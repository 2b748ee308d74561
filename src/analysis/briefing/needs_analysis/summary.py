"""The first screen: five things to know, how they were chosen, and what is out of date."""

from collections.abc import Iterator
from itertools import islice

from analysis.briefing.figures import Figures, NewestFigure
from analysis.briefing.needs_analysis.choice import (
    Moved,
    firm,
    furthest,
    largest_change,
    left_aside,
    news,
    next_furthest,
    rank,
    turn,
    worsened,
)
from analysis.briefing.needs_analysis.evidence import gap
from analysis.briefing.needs_analysis.pictures import among, line
from analysis.briefing.parts import counted, day, prose
from analysis.catalogue.indicator import Indicator
from analysis.catalogue.indicators import INDICATORS, chosen
from analysis.catalogue.local.sections import SECTIONS
from analysis.catalogue.local.unaccompanied import MIXED, WHOM
from analysis.catalogue.sources.publications import PUBLICATIONS, overdue
from analysis.core import shapes
from analysis.measure.change import Change
from analysis.measure.notable import CONCERN, Notable
from analysis.present import numbers, words
from analysis.present.parts.picture import Picture
from analysis.present.parts.prose import Callout, Card, Cards, Prose
from analysis.present.words.comparisons import NOT_A_TARGET
from analysis.present.words.front import NO_COMPARATOR

FIVE, FEW = 5, 3  # so few cards need no word on their order
LONGEST = 12  # words of the two measures that are named where more were passed over
SUPPRESSED = "'Suppressed' means not published: so few are counted that a child might be known."
# Where hardly anything is published of children in care, what is known of the area's children.
AREA_ITSELF = ("population_0_17", "child_poverty", "cin_rate", "cpp_rate", "referral_rate")
SMALL = "Very small numbers are not published, so that no child can be known from them."
ORDERED = "First how many children, then what stands out most."
NOT_IN_ITSELF = "Fewer children in care is not in itself better."
PLANNED_FOR = "Services are planned for this many."
NONE_PERHAPS = "The authority may have had no child in care; only its own records can say."
KEY = (
    "In the small pictures this area is dark, with its 95% interval. Hollow dots are similar "
    "authorities (figures are their median), and dashed lines are England."
)
RULE = (
    "The five things to know are chosen by rule. First comes the size of the care population. Then "
    "come two measures of different themes on the unfavourable side: those worse than in every "
    "similar authority that have also worsened beyond chance (95%) over three to five years, then "
    "those furthest from similar authorities beyond chance (99.8%). Then come the one furthest on "
    "the favourable side (99.8%) and the largest change (99.8%). Where there are fewer, the next. "
    "What cannot be tested, or does not stand out, is not among them: the page then has fewer. "
    "The first test is 95% because it asks two things at once: few pupils sit examinations, so "
    "that at 99.8% alone no fall of attainment could come in front. A measure is passed over where "
    "more unaccompanied children than in similar authorities could alone set it apart. Their share "
    "of children in care, or of those who came in, is then a card of its own."
)


def five_things(figures: Figures) -> Cards:
    """Up to five key figures chosen by rule, each with interval, comparator and implication."""
    cards = [*islice(_in_order(figures), FIVE)]
    key = KEY if any(card.picture for card in cards) else ""
    return Cards(cards, key=key, lead=_lead(figures, len(cards)))


def _lead(figures: Figures, shown: int) -> str:
    """In what order the cards stand, and why there are fewer than five."""
    if not figures.here("cla_number").known:
        return "Not five: hardly anything on children in care is published here."
    if shown == FIVE:
        return ORDERED
    tested = sum(figures.here(i.id).has_interval for i in INDICATORS.values() if not i.split)
    ordered = f"{ORDERED} " if shown > FEW else ""
    return (
        f"{ordered}Fewer than five: of {counted(tested, 'measure')} that can be tested here, "
        "no other stands out."
    )


def _in_order(figures: Figures) -> Iterator[Card]:
    """The cards by RULE, drawn one after another as they are asked for."""
    first = furthest(figures)
    shares = {MIXED[i.id].share for i in left_aside(figures)}
    alone = [n for n in firm(figures) if n.indicator.id in shares][:1]
    used = {"cla_rate", *(n.indicator.id for n in (*alone, *first))}
    yield _size(figures)
    yield from (_notable(figures, n) for n in (*alone, *first))
    if moved := largest_change(figures, [i for i in _core() if i.id not in used]):
        yield _changed(figures, moved)
        used.add(moved.indicator.id)
    yield from (_notable(figures, n) for n in next_furthest(figures, used))
    if not figures.here("cla_number").known:
        yield from (_of_the_area(figures, i) for i in chosen(AREA_ITSELF) if _tells(figures, i))


def how_chosen(figures: Figures) -> Prose:
    """By which rules the five and what leads a section are chosen, and what was passed over."""
    return prose(
        "Chosen by rule (in full in the annex): what is worst and worsening, then furthest from "
        "similar authorities, then most changed. "
        "'Clearly' means by more than chance alone would usually explain (95%)."
        + (f" {SUPPRESSED}" if _any_suppressed(figures) else ""),
        _passed_over(figures),
    )


def _passed_over(figures: Figures) -> str:
    """What is not chosen because unaccompanied children could explain it; '' where nothing is."""
    found = left_aside(figures)
    if not found:
        return ""
    share = MIXED[found[0].id].share
    here, usual = figures.here(share).printed, figures.similar(share).printed
    two = [i.title for i in found[:2]]
    named = two if len(" ".join(two).split()) <= LONGEST else two[:1]
    more = f"; and {len(found) - len(named)} more" if len(found) > len(named) else ""
    measures, names = counted(len(found), "measure"), "; ".join(named)
    return (
        f"Of {WHOM[share]}, {here} came to this country alone ({usual} in similar authorities). "
        f"That alone could explain {measures}, not chosen here: {names}{more}."
    )


def _any_suppressed(figures: Figures) -> bool:
    names = [name for section in SECTIONS.values() for name in section.measures]
    return any(figures.here(name).status == shapes.SUPPRESSED for name in names)


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
        f": {numbers.with_unit(rate.indicator, rate.number())}{_elsewhere(figures, rate.indicator)}"
        if rate.known
        else ""
    )
    return Card(
        number=numbers.count(number.number()),
        words=f"in our care {on}{of_10000}.",
        comparator=_beside(figures, rate),
        implication=_in_children(figures, rate),
        picture=line(figures, rate.indicator),
    )


def _in_children(figures: Figures, rate: NewestFigure) -> str:
    """How many children more or fewer that is than at the rate of similar authorities."""
    if rate.side(figures.similar(rate.indicator.id)) == "similar":
        return f"The difference could be chance. {NOT_IN_ITSELF}"
    told = gap(figures).paragraphs[0].removeprefix(f"{rate.indicator.title}: ")
    return told.replace(NOT_A_TARGET, NOT_IN_ITSELF)


def _notable(figures: Figures, n: Notable) -> Card:
    i, own = n.indicator, figures.here(n.indicator.id)
    if n.beyond and n.verdict == CONCERN and worsened(figures, i):
        change = figures.change(i.id, years=5)
        drawn = line(figures, figures.indicator(i.id))
        told = news(n, change, rank(figures, i))
        return _card(figures, own, told, drawn, _from(i, own, change))
    return _card(figures, own, news(n), among(figures, i))


def _tells(figures: Figures, i: Indicator) -> bool:
    """Whether a figure of the area's children is a number to plan for, or stands out (95%)."""
    own = figures.here(i.id)
    return i.kind == "number" or own.side(figures.similar(i.id)) in ("higher", "lower")


def _of_the_area(figures: Figures, i: Indicator) -> Card:
    """A figure of the area's children, where hardly anything is published of those in care."""
    own = figures.here(i.id)
    asks = (
        PLANNED_FOR if i.kind == "number" else words.implication(i, own.side(figures.similar(i.id)))
    )
    drawn = among(figures, i) or line(figures, figures.indicator(i.id))
    return _card(figures, own, asks, drawn)


def _card(
    figures: Figures,
    own: NewestFigure,
    implication: str,
    picture: Picture | None,
    number: str = "",
) -> Card:
    """One figure with its interval and comparators, as `number` where that says more."""
    return Card(
        number=number or own.printed,
        words=f"{own.indicator.title}, {own.when}{_elsewhere(figures, own.indicator)}.",
        comparator=_beside(figures, own),
        implication=implication,
        picture=picture,
    )


def _elsewhere(figures: Figures, i: Indicator) -> str:
    similar = figures.similar(i.id)
    return f"; {similar.printed} in similar authorities" if similar.known else ""


def _beside(figures: Figures, own: NewestFigure) -> str:
    """The interval, and England."""
    england = figures.england(own.indicator.id)
    parts = [f"95% interval: {own.interval}."] if own.has_interval else []
    parts += [f"England: {england.printed}."] if england.known else []
    return "" if own.indicator.kind == "number" else " ".join(parts) or NO_COMPARATOR


def _changed(figures: Figures, moved: Moved) -> Card:
    """A figure with what it was, up to five years before."""
    i, own = moved.indicator, figures.here(moved.indicator.id)
    drawn = line(figures, figures.indicator(i.id))
    told = turn(moved, own.side(figures.similar(i.id)))
    return _card(figures, own, told, drawn, _from(i, own, moved.change))


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
        text=f"{dated} Due or out since: {names}{more}. Have this "
        "page made again with them before a decision is final.",
    )

"""The front page: for each section the one measure that leads it, and its message."""

from dataclasses import dataclass, replace

from analysis.briefing.figures import Figures
from analysis.briefing.needs_analysis.charts import trend
from analysis.briefing.needs_analysis.choice import (
    firm,
    largest_change,
    last_and_worsening,
    rank,
    unfair,
    untested,
)
from analysis.briefing.needs_analysis.together import together
from analysis.briefing.parts import brief, once, prose
from analysis.catalogue.indicator import Indicator
from analysis.catalogue.indicators import chosen
from analysis.catalogue.local.sections import SECTIONS, Section
from analysis.catalogue.local.unaccompanied import MIXED
from analysis.core.errors import UnknownNameError
from analysis.measure.notable import CONCERN, STRENGTH
from analysis.present.parts.exhibit import Exhibit
from analysis.present.parts.in_front import InFront
from analysis.present.parts.prose import Prose
from analysis.present.parts.records import Stack
from analysis.present.words.front import cannot_be_judged, message

WORSENING, FURTHEST, CHANGED, ASKED, MAIN = "worsening", "furthest", "changed", "asked", "main"
HEADLINE_RULE = (
    "Each section leads with what is worse than in every similar authority and worsening. Else it "
    "is what lies furthest from them beyond chance, unfavourable first. Else the largest change "
    "beyond chance; else what members asked for in meetings; else the main measure."
)
PANELS = 6
ORDER = {CONCERN: 0, STRENGTH: 1}


@dataclass(frozen=True)
class HeadlineMeasure:
    """The measure that leads a section, and by which rule: one of the five names above."""

    indicator: Indicator
    rule: str


def headline_measure(figures: Figures, theme: str) -> HeadlineMeasure:
    """The measure that leads a section of the front page (a key of SECTIONS), by HEADLINE_RULE.

    UnknownNameError where there is no such section. What cannot be tested leads only where no
    measure of the section that can be has a figure.
    """
    section = _section(theme)
    among = chosen(section.measures)
    if worst := last_and_worsening(figures, among):
        return HeadlineMeasure(worst[0].indicator, WORSENING)
    apart = [n for n in firm(figures) if n.indicator in among]
    if apart:
        return HeadlineMeasure(
            min(apart, key=lambda n: ORDER.get(n.verdict, 2)).indicator, FURTHEST
        )
    if moved := largest_change(figures, among):
        return HeadlineMeasure(moved.indicator, CHANGED)
    ordered = sorted(among, key=lambda i: (i.id not in section.asked, not i.core))
    first = min(ordered, key=lambda i: untested(figures, i))
    return HeadlineMeasure(first, ASKED if first.id in section.asked else MAIN)


def front_message(figures: Figures, theme: str) -> Prose:
    """What leads a section, beside whom, and whether it is good, bad or cannot be told.

    Sentences of at most 25 words each.
    """
    found = headline_measure(figures, theme)
    i = figures.indicator(found.indicator.id)
    change = figures.change(i.id, years=5)
    last = rank(figures, i) if found.rule == WORSENING else None
    instead = ""
    if unfair(figures, i):
        share = MIXED[i.id].share
        here, elsewhere = figures.here(share).printed, figures.similar(share).printed
        instead = cannot_be_judged(i, here, elsewhere)
    return prose(message(i, figures.rows(i.id), figures.area, change, last=last, instead=instead))


def front_section(figures: Figures, theme: str) -> InFront:
    """The message of a section over the years of its measure (see `front_tables` for the table).

    Where a section has panels, those of its other measures are beside it, on axes as long.
    """
    _, lead = _headline_and_lead(figures, theme)
    made = brief(_picture(figures, theme), _anchor(theme))
    assert isinstance(made, InFront)
    return replace(made, lead=lead)


def front_tables(figures: Figures) -> Stack:
    """The tables behind the pictures that stand in front, in the order of the sections."""
    return Stack(
        [replace(_picture(figures, t), svg=None, panels=(), folded=True) for t in SECTIONS]
    )


@once
def _picture(figures: Figures, theme: str) -> Exhibit:
    section, leads = _section(theme), headline_measure(figures, theme).indicator.id
    others = [name for name in section.panels if name != leads]
    shown = together(figures, leads, *others[: PANELS - 1]) if others else trend(figures, leads)
    headline, _ = _headline_and_lead(figures, theme)
    return replace(shown, key=_anchor(theme), headline=headline)


def _headline_and_lead(figures: Figures, theme: str) -> tuple[str, str]:
    """The first sentence of a section's message, without its full stop, and the second."""
    headline, _, lead = front_message(figures, theme).paragraphs[0].partition(". ")
    return headline.removesuffix("."), lead


def _anchor(theme: str) -> str:
    return f"in-front-{theme}"


def _section(theme: str) -> Section:
    if theme not in SECTIONS:
        raise UnknownNameError("section of the front page", theme, SECTIONS)
    return SECTIONS[theme]

"""How long children stay in care."""

from math import nan

from analysis.briefing.own.figures import OwnFigures
from analysis.briefing.own_return.times import (
    FEW,
    WORDED,
    YEAR,
    groups,
    line,
    one,
    with_stays,
    years,
)
from analysis.briefing.parts import prose
from analysis.catalogue.returns import stays as told
from analysis.core.shapes import ALL
from analysis.present import numbers
from analysis.present.charts.time.time_in_care import time_in_care
from analysis.present.parts.exhibit import Exhibit
from analysis.present.parts.prose import Prose
from analysis.present.words.returns import stays as words

BY = {"age": "by age at the start", "need": "by need at the start", "uasc": "by how they came"}
ENDS = (
    "A line ends where too few children are left to tell, or all have turned 18. Intervals are in "
    "the table."
)
LATE = (
    "Children still in care count for as long as they were seen. "
    "Children in care before the oldest return count from its first day on, where the returns tell "
    "when they came in; the others are left out."
)


@with_stays
def say_stays(own: OwnFigures) -> Prose:
    """Where the figures are from, how long children stay, and which ages stay longest."""
    halves = groups(own, f"{told.IN_CARE}_half", "age", nan)
    of = one(own, told.IN_CARE, ALL, ALL, YEAR)
    size = f" There are about {numbers.plain(of.size)} stays." if of.known else ""
    return prose(
        f"From {own.source}. Children who came into care, or were in it, "
        f"{years(own, told.IN_CARE)}; short breaks are left out.{size}",
        words.still_in_care(
            line(own, told.IN_CARE), one(own, f"{told.IN_CARE}_half", ALL, ALL, nan)
        ),
        words.longest_and_shortest(halves, WORDED["age"]),
    )


@with_stays
def say_stays_in_short(own: OwnFigures) -> Prose:
    """Where the figures are from and how long children stay, in a sentence."""
    half = one(own, f"{told.IN_CARE}_half", ALL, ALL, nan)
    said = words.still_in_care(line(own, told.IN_CARE), half)
    return prose(f"{said} This is from {own.source}.")


@with_stays
def stays(own: OwnFigures) -> Exhibit:
    """How many children are still in care as time goes on."""
    shares = line(own, told.IN_CARE)
    year = next((each for each in shares if each.months == YEAR and each.known), None)
    headline = "Too few children to say how long they stay"
    if year:
        headline = f"After a year, {year.value:.0f} of 100 children are still in care"
    return time_in_care(
        "stays",
        {"All children": shares},
        headline=headline,
        subtitle=f"Children still in care, by time since they came in, {own.area.name}, "
        f"{years(own, told.IN_CARE)}",
        source=own.source,
        notes=[LATE],
    )


@with_stays
def stays_by(own: OwnFigures, dimension: str) -> Exhibit | Prose:
    """The same by `age`, `need` or `uasc` at the start."""
    halves = groups(own, f"{told.IN_CARE}_half", dimension, nan)
    lines = {
        label: line(own, told.IN_CARE, dimension, name)
        for name, label in told.LABELS[dimension].items()
    }
    if sum(any(each.known for each in shares) for shares in lines.values()) < 2:
        return prose(FEW.format(f"how long children stay {BY[dimension]}"))
    known = [half for half in halves if half.known]
    headline = f"How long children stay, {BY[dimension]}"
    if len(known) > 1:
        first, last = (
            min(known, key=lambda half: half.value),
            max(known, key=lambda half: half.value),
        )
        headline = (
            f"Half have left within {first.value:.0f} months ({first.label.lower()}) to "
            f"{last.value:.0f} months ({last.label.lower()})"
        )
    return time_in_care(
        f"stays-{dimension}",
        lines,
        headline=headline,
        subtitle=f"Children still in care {BY[dimension]}, by time since they came in, "
        f"{own.area.name}",
        source=own.source,
        notes=[ENDS],
    )

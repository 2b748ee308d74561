"""The message of a section of the front page: a figure, beside whom, and whether it is good."""

import pandas as pd

from analysis.catalogue.areas import Area
from analysis.catalogue.indicator import HIGH, NEUTRAL, Indicator
from analysis.core.results import Change
from analysis.present import numbers
from analysis.present.rows import Comparator, Point, at, comparators, of, points
from analysis.present.words.changes import direction, short
from analysis.present.words.comparisons import ABOVE, BELOW, EQUAL, HIGHER, LOWER, side
from analysis.present.words.shapes import compared, turning_point

NEITHER = "in itself neither good nor bad"
UNTESTED = "The counts are not published, so it cannot be told whether that is more than chance."
ALONE = "Nobody is published beside it, so good or bad cannot be told."
RECORDED = "Ask first whether it was recorded: none or all is often a gap in the records."
FAR = 10.0  # percentage points from others, for a figure of none or all
PREFERRED = ("neighbours_2025", "england", "region")


def message(
    indicator: Indicator, rows: pd.DataFrame, area: Area, change: Change, *, last: bool = False
) -> str:
    """One or two sentences of at most 25 words; `change` is over three to five years.

    `last` says that the figure is worse than in every similar authority, and has worsened.
    """
    rows = of(indicator, rows)
    series = points(indicator, rows, area.code)
    if not series:
        return f"{indicator.title}: nothing is published for this area."
    own = series[-1]
    period = short(indicator, own.period_end)
    if not own.known:
        return f"{indicator.title}, {period}: {numbers.why_missing(own.status)}."
    here = f"{indicator.title}: {numbers.figure(indicator, own.value)} here"
    found = _beside(indicator, rows, area, own)
    if found is None:
        return f"{here} ({period}). {ALONE}"
    benchmark, other = found
    there = numbers.figure(indicator, benchmark.value, average=other.average)
    since = _since(indicator, rows, area, change)
    told = _last(indicator, change) if last else _judged(indicator, own, benchmark, other, since)
    return f"{here}, {there} in {other.label} ({period}). {told}"


def beside_others(indicator: Indicator, rows: pd.DataFrame, area: Area) -> str:
    """Whether the newest figure is good or bad beside others, in a sentence; '' where untested."""
    rows = of(indicator, rows)
    series = points(indicator, rows, area.code)
    if not series or not series[-1].known:
        return ""
    found = _beside(indicator, rows, area, series[-1])
    if found is None:
        return ""
    told = _judged(indicator, series[-1], *found, "")
    told = told.removeprefix("That is ").removeprefix("good: ")
    return "" if told == UNTESTED else f"{told[:1].upper()}{told[1:]}"


def _beside(
    indicator: Indicator, rows: pd.DataFrame, area: Area, own: Point
) -> tuple[Point, Comparator] | None:
    """The comparator that a figure stands beside first, and its figure; None without any."""
    every = comparators(indicator, rows, area)
    found = {c.key: (b, c) for c in every if (b := at(c.series, own.period_end))}
    return next((found[key] for key in PREFERRED if key in found), None)


def _last(indicator: Indicator, change: Change) -> str:
    assert change.earlier is not None and change.from_value is not None
    before = numbers.figure(indicator, change.from_value)
    return (
        "That is worse than in every similar authority, and clearly worse than in "
        f"{short(indicator, change.earlier)} ({before})."
    )


def _judged(
    indicator: Indicator, own: Point, benchmark: Point, other: Comparator, since: str
) -> str:
    """Whether a figure is good beside another, or bad, or what cannot be told; and how it moved."""
    where = side(indicator, own, benchmark.value, average=other.average)
    if where in (ABOVE, BELOW):
        return UNTESTED
    if own.numerator in (0, own.denominator) and abs(own.value - benchmark.value) >= FAR:
        return RECORDED
    if where in (HIGHER, LOWER):
        if indicator.polarity == NEUTRAL:
            return f"That is clearly {where}, {NEITHER}{since and f'; it {since}'}."
        better = (where == HIGHER) == (indicator.polarity == HIGH)
        told = "That is good: clearly better" if better else "That is clearly worse"
        return f"{told} than in {other.label}{since and f'; it {since}'}."
    told = "That is the same" if where == EQUAL else "The difference could be chance"
    if since.startswith("is clearly"):
        return f"{told}, but it {since}."
    return f"{told}, so it cannot be called good or bad{since and f'; it {since}'}."


def _since(indicator: Indicator, rows: pd.DataFrame, area: Area, change: Change) -> str:
    """How it moved, where that is beyond chance: 'is clearly worse than in 2020 (11%)'.

    'rose to 113 in 2023 and has fallen since' where it turned; '' where nothing can be said.
    """
    if change.earlier is None or change.from_value is None:
        return ""
    between = compared(indicator, rows, area, change)
    if turn := turning_point(between):
        ways = ("rose", "fallen") if turn.value > between[0].value else ("fell", "risen")
        far, year = numbers.figure(indicator, turn.value), short(indicator, turn.period_end)
        return f"{ways[0]} to {far} in {year} and has {ways[1]} since"
    way = direction(indicator, change)
    if not way:
        return ""
    before, year = numbers.figure(indicator, change.from_value), short(indicator, change.earlier)
    if indicator.polarity == NEUTRAL:
        return f"clearly {way} from {before} in {year}"
    better = "better" if (way == "rose") == (indicator.polarity == HIGH) else "worse"
    return f"is clearly {better} than in {year} ({before})"

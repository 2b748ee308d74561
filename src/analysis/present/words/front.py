"""The message of a section of the front page: a figure, beside whom, and whether it is good."""

from dataclasses import dataclass

import pandas as pd

from analysis.catalogue.areas import Area
from analysis.catalogue.indicator import HIGH, NEUTRAL, Indicator
from analysis.catalogue.local.unaccompanied import MIXED, WHOM
from analysis.core.results import Change
from analysis.present import numbers
from analysis.present.rows import Comparator, Point, at, comparators, of, points
from analysis.present.words.changes import direction, short
from analysis.present.words.comparisons import ABOVE, BELOW, EQUAL, HIGHER, LOWER, side
from analysis.present.words.shapes import compared, turning_point

NEITHER = "Neither good nor bad in itself."
UNTESTED = "Not tested: no counts are published."
NO_COMPARATOR = "No comparator is published."
RECORDED = "Ask first whether it was recorded."
FAR = 10.0  # percentage points from others, for a figure of none or all
PREFERRED = ("neighbours_2025", "england", "region")


@dataclass(frozen=True)
class Rank:
    """That a figure is the worst of all: of how many others, and how many lie beyond its 95%."""

    others: int
    clearly: int

    def __str__(self) -> str:
        """'worse than all 10 similar authorities with a figure, clearly than 7 of them'."""
        told = f"worse than all {self.others} similar authorities with a figure"
        if self.clearly == self.others:
            return f"clearly {told}"
        return f"{told}, clearly than {self.clearly or 'none'} of them"

    @property
    def in_short(self) -> str:
        """'Worse than all 10, 7 clearly', of similar authorities that were just named."""
        if self.clearly == self.others:
            return f"Clearly worse than all {self.others}"
        return f"Worse than all {self.others}, {self.clearly or 'none'} clearly"


def cannot_be_judged(indicator: Indicator, share: str, usual: str) -> str:
    """Why a figure is not called good or bad: who came alone, here and elsewhere as printed."""
    whom = WHOM[MIXED[indicator.id].share]
    return (
        f"This cannot be judged: {share} of {whom} came to this country alone, {usual} in similar "
        "authorities."
    )


def message(
    indicator: Indicator,
    rows: pd.DataFrame,
    area: Area,
    change: Change,
    *,
    last: Rank | None = None,
    instead: str = "",
) -> str:
    """Up to four sentences of at most 25 words; `change` is over three to five years.

    `last` is given where the figure is the worst of all, and has worsened; `instead` is said of a
    figure that is clearly higher or lower, but cannot be judged (see `alone`).
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
        return f"{here} ({period}). {NO_COMPARATOR}"
    benchmark, other = found
    there = numbers.figure(indicator, benchmark.value, average=other.average)
    since = _since(indicator, rows, area, change)
    where = side(indicator, own, benchmark.value, average=other.average)
    if last:
        told = _last(indicator, change, last)
    elif instead and where in (HIGHER, LOWER):
        told = instead
    else:
        told = _judged(indicator, own, benchmark, other, since)
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
    return "" if told == UNTESTED else told


def _beside(
    indicator: Indicator, rows: pd.DataFrame, area: Area, own: Point
) -> tuple[Point, Comparator] | None:
    """The comparator that a figure stands beside first, and its figure; None without any."""
    every = comparators(indicator, rows, area)
    found = {c.key: (b, c) for c in every if (b := at(c.series, own.period_end))}
    return next((found[key] for key in PREFERRED if key in found), None)


def _last(indicator: Indicator, change: Change, rank: Rank) -> str:
    assert change.earlier is not None and change.from_value is not None
    before = numbers.figure(indicator, change.from_value)
    since = f"Clearly worse than in {short(indicator, change.earlier)} ({before})."
    return f"{rank.in_short}. {since}"


def _judged(
    indicator: Indicator, own: Point, benchmark: Point, other: Comparator, since: str
) -> str:
    """Whether a figure is good beside another, or bad, or what cannot be told; and how it moved."""
    where = side(indicator, own, benchmark.value, average=other.average)
    if where in (ABOVE, BELOW):
        return UNTESTED
    if own.numerator in (0, own.denominator) and abs(own.value - benchmark.value) >= FAR:
        return RECORDED
    moved = f" It {since}." if since else ""
    if where in (HIGHER, LOWER):
        if indicator.polarity == NEUTRAL:
            return f"Clearly {where}. {NEITHER}{moved}"
        better = (where == HIGHER) == (indicator.polarity == HIGH)
        told = "Good: clearly better" if better else "Clearly worse"
        return f"{told} than {other.label}.{moved}"
    told = "That is the same" if where == EQUAL else "The difference could be chance"
    return f"{told}.{moved}"


def _since(indicator: Indicator, rows: pd.DataFrame, area: Area, change: Change) -> str:
    """How it moved, where that is beyond chance: 'is clearly worse than in 2020 (11%)'.

    'rose to 113 (2023), then fell' where it turned; '' where nothing can be said.
    """
    if change.earlier is None or change.from_value is None:
        return ""
    between = compared(indicator, rows, area, change)
    if turn := turning_point(between):
        ways = ("rose", "fell") if turn.value > between[0].value else ("fell", "rose")
        far, year = numbers.figure(indicator, turn.value), short(indicator, turn.period_end)
        return f"{ways[0]} to {far} ({year}), then {ways[1]}"
    way = direction(indicator, change)
    if not way:
        return ""
    before, year = numbers.figure(indicator, change.from_value), short(indicator, change.earlier)
    if indicator.polarity == NEUTRAL:
        return f"clearly {way} from {before} in {year}"
    better = "better" if (way == "rose") == (indicator.polarity == HIGH) else "worse"
    return f"is clearly {better} than in {year} ({before})"

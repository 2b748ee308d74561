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

NEITHER = "Neither good nor bad in itself."
UNTESTED = "Not tested: no counts are published."
ALONE = "Nobody is published beside it."
RECORDED = "Ask first whether it was recorded."
FAR = 10.0  # percentage points from others, for a figure of none or all
PREFERRED = ("neighbours_2025", "england", "region")


def message(
    indicator: Indicator, rows: pd.DataFrame, area: Area, change: Change, *, last: bool = False
) -> str:
    """Up to four sentences of at most 25 words; `change` is over three to five years.

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
    found = {c.key: c for c in comparators(indicator, rows, area) if at(c.series, own.period_end)}
    other = next((found[key] for key in PREFERRED if key in found), None)
    if other is None:
        return f"{here} ({period}). {ALONE}"
    benchmark = at(other.series, own.period_end)
    assert benchmark is not None
    there = numbers.figure(indicator, benchmark.value, average=other.average)
    since = _since(indicator, rows, area, change)
    told = _last(indicator, change) if last else _judged(indicator, own, benchmark, other, since)
    return f"{here}, {there} in {other.label} ({period}). {told}"


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

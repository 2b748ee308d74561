"""The shape of a published series: where it turned, where a new one began, and the years between.

A shape is read from the figures and their 95% intervals, and only from figures that may be
compared: those since the last break.
"""

from dataclasses import replace

import pandas as pd

from analysis.catalogue.areas import Area
from analysis.catalogue.indicator import Indicator
from analysis.core.results import Change
from analysis.present import numbers
from analysis.present.rows import Point, points
from analysis.present.words.changes import FAR, NO_CLEAR_CHANGE, direction, short

FEWEST = 3
"""Published figures in which a shape can be seen."""
NOTABLE = 0.1
"""Of a figure that cannot be tested: farther beyond both ends than this it is told between them."""
UP_OR_DOWN = {"rose": "up", "fell": "down"}


def since_break(indicator: Indicator, known: list[Point]) -> list[Point]:
    """The published figures that may be compared with the newest: those since the last break."""
    newest = known[-1].period_end
    days = [pd.Timestamp(b.on) for b in indicator.breaks if pd.Timestamp(b.on) <= newest]
    return [p for p in known if not days or p.period_end >= max(days)]


def compared(indicator: Indicator, rows: pd.DataFrame, area: Area, change: Change) -> list[Point]:
    """The published figures from the earlier end of a change to the newest; none without one."""
    known = [point for point in points(indicator, rows, area.code) if point.known]
    if not known or change.earlier is None:
        return []
    recent = since_break(indicator, known)
    return [p for p in recent if p.period_end.date() >= change.earlier]


def turning_point(compared: list[Point]) -> Point | None:
    """The figure between the first and the last from which a series turned, the farthest of them.

    Its 95% interval lies wholly above both ends, or wholly below both; None where none does.
    """
    if len(compared) < FEWEST:
        return None
    ends = [compared[0].value, compared[-1].value]
    low, high = min(ends), max(ends)
    beyond = [(max(p.lower - high, low - p.upper), p) for p in compared[1:-1] if p.limited]
    farthest, found = max(beyond, key=lambda each: each[0], default=(0.0, None))
    return found if farthest > 0 else None


def shape(indicator: Indicator, known: list[Point], change: Change, *, to_date: bool = True) -> str:
    """The shape of published figures in at most nine words, oldest first; `change` is over years.

    'up from 87 to 96 since 2020' or 'down ...' where the test says so; 'rose to 113 in 2023, now
    96' where the series turned; 'level at 15% since 2020'; 'no clear change, ...'; and for what
    cannot be tested, or is new, too short or of small numbers, figures and years alone. Both years
    are said unless the series goes on `to_date`.
    """
    recent = since_break(indicator, known)
    way = direction(indicator, change)
    since = [p for p in recent if change.earlier and p.period_end.date() >= change.earlier]
    for among in (since,) if way else (since, recent):
        if turn := turning_point(among):
            return _turned(indicator, among[0], turn, among[-1])
    if len(recent) < FEWEST:
        return _short(indicator, recent, broken=len(known) > len(recent))
    if since and (way or change.verdict == "no_evidence"):
        return _tested(indicator, change, way, to_date)
    first, *between, last = recent
    low, high = sorted((first.value, last.value))
    apart = {max(low - p.value, p.value - high): p for p in between}
    far = max(apart)
    odd = far > max(high - low, NOTABLE * abs(high)) and not any(p.limited for p in recent)
    return ", ".join(_in(indicator, p) for p in (first, *([apart[far]] * odd), last))


def _in(indicator: Indicator, point: Point) -> str:
    return f"{numbers.figure(indicator, point.value)} in {short(indicator, point.period_end)}"


def _short(indicator: Indicator, recent: list[Point], *, broken: bool) -> str:
    """A series of one or two figures: new after a break, or too short to have a shape."""
    told = ", ".join(_in(indicator, p) for p in recent)
    return f"{told}; new series" if broken else f"{told}; too short"


def _tested(indicator: Indicator, change: Change, way: str, to_date: bool) -> str:
    """What the test of a change says of a series that did not turn."""
    start, end, earlier, later = change.from_value, change.to_value, change.earlier, change.later
    assert start is not None and end is not None and earlier is not None and later is not None
    ends = [numbers.figure(indicator, value) for value in (start, end)]
    year, newest = short(indicator, earlier), short(indicator, later)
    when = f" since {year}" if to_date else f", {year} to {newest}"
    if way:
        return f"{UP_OR_DOWN[way]} from {' to '.join(ends)}{when}"
    if ends[0] == ends[1]:
        return f"level at {ends[1]}{when}"
    if numbers.is_share(indicator) and abs(end - start) >= FAR:
        return f"{ends[0]} in {year}, {ends[1]} in {newest}; small numbers"
    return f"{NO_CLEAR_CHANGE}, {' to '.join(ends)} since {year}"


def _turned(indicator: Indicator, first: Point, turn: Point, last: Point) -> str:
    way = "rose" if turn.value > first.value else "fell"
    return f"{way} to {_in(indicator, turn)}, now {numbers.figure(indicator, last.value)}"


def with_the_years_between(
    told: str, indicator: Indicator, change: Change, rows: pd.DataFrame, area: Area, trend: str
) -> str:
    """What is `told` of a change over several years, and what the years between add to it.

    Where the series turned, its farthest figure; where the ends show nothing clear and the test
    for `trend` ('rose', 'fell' or '') agrees with the printed ends, the trend instead of that.
    """
    if turn := turning_point(compared(indicator, rows, area, change)):
        far = numbers.figure(indicator, turn.value)
        return f"{told.rstrip('.')}; it was {far} in {short(indicator, turn.period_end)}."
    if change.verdict != "no_evidence" or not trend:
        return told
    if (
        direction(indicator, replace(change, verdict="rose" if trend == "rose" else "fell"))
        != trend
    ):
        return told
    between, mark, _ = told.rpartition(";")
    return f"{between}{mark} with the years between it clearly {trend}."

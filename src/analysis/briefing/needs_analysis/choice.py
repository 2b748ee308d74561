"""Which figures a page puts first: the tests and the order that its parts share."""

from dataclasses import dataclass

import pandas as pd

from analysis.briefing.figures import Figures
from analysis.catalogue.indicator import HIGH, LOW, NEUTRAL, Indicator
from analysis.measure.change import Change
from analysis.measure.notable import CONCERN, STATISTICS, Notable, placed
from analysis.present import numbers

SURE = 0.998
WORSE = {LOW: "rose", HIGH: "fell"}


def firm(figures: Figures) -> list[Notable]:
    """What differs from similar authorities at 99.8%, but for what may be a gap in records."""
    return [
        n
        for n in figures.differences
        if not n.doubtful
        and figures.indicator(n.indicator.id) == n.indicator
        and numbers.figure(n.indicator, n.value) != numbers.figure(n.indicator, n.median)
    ]


def last_and_worsening(figures: Figures, among: list[Indicator]) -> list[Notable]:
    """Figures worse than in every similar authority that have also worsened, furthest first.

    Worsened: by the 95% interval of the change over three to five years. Neither alone is enough
    to stand in front, but both together are: of measures that differ from others and have changed
    by chance alone, fewer than one in four hundred is last of eleven and has so worsened.
    """
    found = [n for i in among if (n := _last(figures, i)) and worsened(figures, i)]
    return sorted(found, key=lambda n: (n.indicator.theme == "X", -abs(n.distance)))


def _last(figures: Figures, i: Indicator) -> Notable | None:
    """Where a figure lies that is worse than in every similar authority; None where it is not."""
    own = figures.here(i.id)
    others = {each: figures.similar(i.id, each).number() for each in STATISTICS}
    if not own.known or not own.has_interval or not others["lowest"] < others["highest"]:
        return None
    found = placed(i, own.row, others)
    return found if found.beyond and found.verdict == CONCERN and not found.doubtful else None


def worsened(figures: Figures, i: Indicator, level: float = 0.95) -> bool:
    """Whether it changed to the side that nobody wants, beyond chance, over three to five years."""
    return i.polarity != NEUTRAL and figures.change(i.id, 5, level).verdict == WORSE[i.polarity]


@dataclass(frozen=True)
class Moved:
    """An indicator and its change over three to five years, which is beyond chance."""

    indicator: Indicator
    change: Change


def largest_change(figures: Figures, among: list[Indicator]) -> Moved | None:
    """What changed most over five years, in widths of its 99.8% interval; None where nothing did.

    A figure that was or is none at all is left out, and one that is not of the newest period.
    """
    moved = [
        Moved(i, change)
        for i in among
        if i.has_interval
        and (change := figures.change(i.id, years=5, level=SURE)).verdict in ("rose", "fell")
        and 0 not in (change.from_value, change.to_value)
        and change.later is not None
        and pd.Timestamp(change.later) == figures.newest[i.id]
    ]
    return max(moved, key=lambda each: _widths(each.change), default=None)


def _widths(change: Change) -> float:
    if change.difference is None or change.lower is None or change.upper is None:
        return 0.0
    return abs(change.difference) / max(change.upper - change.lower, 1e-9)

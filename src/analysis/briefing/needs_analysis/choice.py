"""Which figures a page puts first: the tests and the order that its parts share."""

from dataclasses import dataclass

import pandas as pd

from analysis.briefing.figures import NEIGHBOURS, Figures
from analysis.catalogue.indicator import HIGH, LOW, NEUTRAL, Indicator
from analysis.catalogue.indicators import INDICATORS
from analysis.catalogue.local.unaccompanied import MIXED
from analysis.measure.change import Change
from analysis.measure.notable import CONCERN, DIFFERENT, STATISTICS, STRENGTH, Notable, placed
from analysis.present import numbers, words
from analysis.present.rows import at, points
from analysis.present.words.front import Rank

SURE = 0.998
WORSE = {LOW: "rose", HIGH: "fell"}
MOVED = {"higher": "rose", "lower": "fell"}


def firm(figures: Figures) -> list[Notable]:
    """What differs from similar authorities at 99.8%, but for what may be a gap in records.

    Nor is it what more unaccompanied children could explain.
    """
    return [n for n in _apart(figures) if not unfair(figures, n.indicator)]


def _apart(figures: Figures) -> list[Notable]:
    return [
        n
        for n in figures.differences
        if not n.doubtful
        and figures.indicator(n.indicator.id) == n.indicator
        and numbers.figure(n.indicator, n.value) != numbers.figure(n.indicator, n.median)
    ]


def unfair(figures: Figures, i: Indicator) -> bool:
    """Whether more unaccompanied children than elsewhere (95%) could alone set a figure apart.

    With a share of them q in similar authorities, and p here (the upper end of its interval), the
    median m of these would become at least m (1 - p) / (1 - q), were none of those more counted,
    and (p - q) / (1 - q) more, were all. What lies outside 99.8% of both is not theirs.
    """
    mixed = MIXED.get(i.id)
    if mixed is None:
        return False
    more, usual = figures.here(mixed.share), figures.similar(mixed.share)
    own, median = figures.here(i.id), figures.similar(i.id)
    if more.side(usual) != "higher" or not own.has_interval or not median.known:
        return False
    p, q = more.limits[1] / 100, usual.number() / 100
    low = median.number() * (1 - p) / (1 - q)
    high = median.number() if mixed.seldom else low + 100 * (p - q) / (1 - q)
    return own.number("lower998") <= high and own.number("upper998") >= low


def left_aside(figures: Figures) -> list[Indicator]:
    """What would stand out, were it not that unaccompanied children could explain it."""
    worst = [i for i in INDICATORS.values() if not i.split and worsened(figures, i)]
    found = [n.indicator for n in _apart(figures)]
    found += [i for i in worst if i not in found and _last(figures, i)]
    return [i for i in found if unfair(figures, i) and not i.other_side_of]


def rank(figures: Figures, i: Indicator) -> Rank:
    """Beside how many similar authorities a figure is told, and how many it lies beyond (95%)."""
    codes = figures.beside.loc[figures.beside["model"] == NEIGHBOURS, "neighbour"]
    rows, day = figures.rows(i.id), figures.newest[i.id]
    found = [at(points(i, rows, code), day) for code in codes]
    others = [p.value for p in found if p]
    lower, upper = figures.here(i.id).limits
    return Rank(len(others), sum(not lower <= each <= upper for each in others))


def last_and_worsening(figures: Figures, among: list[Indicator]) -> list[Notable]:
    """Figures worse than in every similar authority that have also worsened, furthest first.

    Worsened: by the 95% interval of the change over three to five years. By chance alone one in
    eleven is last and one in forty has so worsened; both together are rare. This finds what 99.8%
    never can where few are counted: a year's examinations are taken by fewer than a hundred.
    """
    found = [
        n
        for i in among
        if (n := _last(figures, i)) and worsened(figures, i) and not unfair(figures, i)
    ]
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


def furthest(figures: Figures) -> list[Notable]:
    """Two on the unfavourable side and one on the favourable, of a theme each, which move together.

    On the unfavourable side first what is worse than in every similar authority and worsening.
    """
    found = firm(figures)
    worst = last_and_worsening(figures, [i for i in INDICATORS.values() if not i.split])
    picked = _one_to_a_theme([*worst, *(n for n in found if n.verdict == CONCERN)], 2, set())
    themes = {n.indicator.theme for n in picked}
    return picked + _one_to_a_theme([n for n in found if n.verdict == STRENGTH], 1, themes)


def next_furthest(figures: Figures, used: set[str]) -> list[Notable]:
    """The others that differ at 99.8%, for when there are fewer: neutral ones last, none of X."""
    rest = [n for n in firm(figures) if n.indicator.id not in used and n.indicator.theme != "X"]
    return sorted(rest, key=lambda n: n.verdict == DIFFERENT)


def _one_to_a_theme(found: list[Notable], most: int, taken: set[str]) -> list[Notable]:
    """The first of each theme that is not taken."""
    first: dict[str, Notable] = {}
    for n in found:
        if n.indicator.theme not in taken:
            first.setdefault(n.indicator.theme, n)
    return list(first.values())[:most]


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
        and not unfair(figures, i)
    ]
    return max(moved, key=lambda each: _widths(each.change), default=None)


def _widths(change: Change) -> float:
    if change.difference is None or change.lower is None or change.upper is None:
        return 0.0
    return abs(change.difference) / max(change.upper - change.lower, 1e-9)


def untested(figures: Figures, i: Indicator) -> int:
    """0 for a figure that can be tested, 1 for another one, 2 where there is none."""
    own = figures.here(i.id)
    return 2 if not own.known else 1 - own.has_interval


def news(n: Notable, change: Change | None = None, rank: Rank | None = None) -> str:
    """Whether a figure that stands out is good or bad, since when, and what it asks.

    A `change` and a `rank` are given where it is worst of all and has worsened.
    """
    i, where = n.indicator, "higher" if n.distance > 0 else "lower"
    asks = words.implication(i, where)
    if change and change.earlier and rank:
        since = words.short(i, change.earlier)
        return f"{str(rank).capitalize()}; clearly worse than in {since}. {asks}"
    told = {
        CONCERN: "Clearly worse than in similar authorities.",
        STRENGTH: "Good: clearly better than similar authorities.",
    }
    return f"{told.get(n.verdict, f'Clearly {where} than in similar authorities.')} {asks}"


def turn(moved: Moved, where: str = "") -> str:
    """Whether a change is for the better, and what it asks.

    `where` is 'higher' or 'lower' where the figure is clearly so than in similar authorities.
    """
    i, change = moved.indicator, moved.change
    assert change.earlier is not None
    if i.polarity == NEUTRAL:
        told = "A clear change, in itself neither good nor bad."
    else:
        now, beside = (_better(i, way) for way in (change.verdict, MOVED.get(where, "")))
        lead = "This is good: clearly" if now == "better" else "Clearly"
        told = f"{lead} {now} than in {words.short(i, change.earlier)}"
        if beside == now:
            told += ", and than in similar authorities."
        else:
            told += f". Still clearly {beside} than in similar authorities." if beside else "."
    return f"{told} Members can ask what lies behind it."


def _better(i: Indicator, way: str) -> str:
    """Whether a figure that 'rose' or 'fell' is 'better' or 'worse'; '' where it did neither."""
    return way and ("worse" if way == WORSE[i.polarity] else "better")

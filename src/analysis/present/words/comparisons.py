"""Sentences that set an authority beside others: England, its region, similar authorities, peers.

England and the region are treated as fixed and tested against the authority's own 95% interval;
similar authorities are described by their median and range, and by how many could be used.
"""

import math
import re

import pandas as pd

from analysis.catalogue.areas import Area
from analysis.catalogue.indicator import HIGH, LOW, NEUTRAL, Indicator
from analysis.core.shapes import NEIGHBOURS_2021
from analysis.present import numbers
from analysis.present.rows import NEIGHBOURS, Comparator, Point, at, comparator, latest, of, points
from analysis.present.words.changes import suppressed, when

HIGHER, LOWER, SIMILAR, EQUAL = "higher", "lower", "similar", "equal"
ABOVE, BELOW = "above", "below"
JUDGED = {
    HIGHER: "clearly higher",
    LOWER: "clearly lower",
    SIMILAR: "no clear difference",
    EQUAL: "the same",
    ABOVE: "higher, not tested",
    BELOW: "lower, not tested",
}
BETTER = {HIGH: " Higher is better.", LOW: " Lower is better.", NEUTRAL: ""}
NOT_A_TARGET = "This is not a target: fewer children in care is not in itself better."
A_SIZE = "This is the size of the difference, not a target."
PEERS = {
    "children_in_need": "children in need",
    "child_protection": "children with child protection plans",
}


def side(indicator: Indicator, own: Point, benchmark: float, *, average: bool = False) -> str:
    """Where a figure stands against a fixed benchmark, never against the printed figures.

    'higher' or 'lower' where the benchmark lies outside the figure's own 95% interval, 'similar'
    inside it, 'above' or 'below' where no interval can be given, 'equal' where both print alike.
    """
    printed = numbers.figure(indicator, benchmark, average=average)
    if math.isclose(own.value, benchmark) or numbers.figure(indicator, own.value) == printed:
        return EQUAL
    over = own.value > benchmark
    if not own.limited:
        return ABOVE if over else BELOW
    if own.lower <= benchmark <= own.upper:
        return SIMILAR
    return HIGHER if over else LOWER


def against(
    indicator: Indicator, rows: pd.DataFrame, area: Area, comparator_key: str = "england"
) -> str:
    """The newest figure beside a comparator: 'england', 'region', 'neighbours_2025' or '_2021'.

    The figure alone where the indicator is not compared with it (a number of children, say).
    """
    rows = of(indicator, rows)
    series = points(indicator, rows, area.code)
    if not series or not series[-1].known:
        return _no_figure(indicator, rows, area)
    own, other = series[-1], comparator(indicator, rows, area, comparator_key)
    benchmark = at(other.series, own.period_end)
    start = (
        f"{indicator.title}: {numbers.after_title(indicator, own.value)} in {area.name} "
        f"{when(indicator, own.period_end)}"
    )
    if comparator_key.split("_")[0] not in indicator.comparators:
        return f"{start}."
    if benchmark is None:
        return f"{start}. {_no_benchmark(other, own)}"
    if comparator_key in (NEIGHBOURS, NEIGHBOURS_2021):
        return f"{start}, {_beside_neighbours(indicator, rows, area, own, benchmark, other.key)}"
    return f"{start}, {_beside_fixed(indicator, own, benchmark, other.label)}"


def caution(indicator: Indicator, rows: pd.DataFrame, area: Area, group: str = NEIGHBOURS) -> str:
    """A warning where mean and median put the authority on different sides; '' otherwise."""
    rows = of(indicator, rows)
    own = latest(points(indicator, rows, area.code))
    if own is None:
        return ""
    median, mean = _statistics(indicator, rows, area, own, group, "median", "mean")
    if not median or not mean or (own.value - median.value) * (own.value - mean.value) >= 0:
        return ""
    printed = numbers.figure(indicator, mean.value, average=True)
    where = LOWER if own.value < mean.value else HIGHER
    return f"Take care: beside their mean ({printed}) it is {where}."


def gap(
    indicator: Indicator,
    area: Area,
    *,
    central: float,
    lower: float,
    upper: float,
    than: str = "at the median rate of similar authorities",
) -> str:
    """A difference in children with its 95% interval: positive where the authority has more."""
    if any(math.isnan(number) for number in (central, lower, upper)):
        return (
            f"{indicator.title}: the difference in children cannot be worked out for {area.name}."
        )
    low, high, middle = (round(number) for number in (lower, upper, central))
    warning = NOT_A_TARGET if indicator.polarity == NEUTRAL else A_SIZE
    estimate = numbers.plain(abs(middle))
    if low <= 0 <= high and middle:
        estimate += " more" if middle > 0 else " fewer"
    return (
        f"{indicator.title}: {area.name} has {_size(low, high)} {than} (central estimate "
        f"{estimate}). {warning}"
    )


def peers(indicator: Indicator, rows: pd.DataFrame, area: Area) -> str:
    """Children in care beside all pupils, children in need and on protection plans, same area."""
    rows = of(indicator, rows)
    own = latest(points(indicator, rows, area.code))
    if own is None:
        return _no_figure(indicator, rows, area)

    def beside(group: str) -> Point | None:
        return at(points(indicator, rows, area.code, group=group), own.period_end)

    start = (
        f"{indicator.title}: {numbers.after_title(indicator, own.value)} for children in care in "
        f"{area.name} {when(indicator, own.period_end)}"
    )
    others = [
        f"{numbers.figure(indicator, peer.value)} for {label}"
        for group, label in PEERS.items()
        if (peer := beside(group))
    ]
    ends = f" It was {' and '.join(others)}." if others else ""
    pupils = beside("all_pupils")
    if pupils is None:
        return f"{start}. No figure for all pupils there is published.{ends}"
    printed = numbers.figure(indicator, pupils.value)
    size = round(own.value, indicator.decimals) - round(pupils.value, indicator.decimals)
    told = f"a gap of {numbers.gap(indicator, size)}" if size else "the same figure"
    return f"{start}, and {printed} for all pupils: {told}.{ends}"


def usable(method: str) -> str:
    """How many neighbours could be used, from a row's method: '9 of the 10 have a ...'."""
    found = re.match(r"(\d+) of (\d+) usable(?:, (.+))?", method)
    if not found or found[1] == found[2]:
        return ""
    why = f" ({found[3]})" if found[3] else ""
    return f"{found[1]} of the {found[2]} have a published figure{why}"


def _no_figure(indicator: Indicator, rows: pd.DataFrame, area: Area) -> str:
    nowhere = f"{indicator.title}: no figure is published for {area.name}."
    return suppressed(indicator, rows, area) or nowhere


def _beside_fixed(indicator: Indicator, own: Point, benchmark: Point, label: str) -> str:
    where = side(indicator, own, benchmark.value)
    printed = numbers.figure(indicator, benchmark.value)
    if where == SIMILAR:
        return f"beside {printed} for {label}: {JUDGED[where]}."
    if where == EQUAL:
        return f"which is also the figure for {label}."
    return f"beside {printed} for {label}: {JUDGED[where]}.{BETTER[indicator.polarity]}"


def _beside_neighbours(
    indicator: Indicator, rows: pd.DataFrame, area: Area, own: Point, median: Point, group: str
) -> str:
    where = side(indicator, own, median.value, average=True)
    told = f"beside {numbers.figure(indicator, median.value, average=True)} in similar authorities"
    lowest, highest = _statistics(indicator, rows, area, own, group, "lowest", "highest")
    if lowest and highest:
        ends = (numbers.figure(indicator, end.value, average=True) for end in (lowest, highest))
        told += f" (median; {' to '.join(dict.fromkeys(ends))})"
    good = "" if where in (SIMILAR, EQUAL) else BETTER[indicator.polarity]
    how_many = usable(median.method)
    warning = caution(indicator, rows, area, group)
    return " ".join(
        filter(None, (f"{told}: {JUDGED[where]}.{good}", how_many and f"{how_many}.", warning))
    )


def _statistics(
    indicator: Indicator, rows: pd.DataFrame, area: Area, own: Point, group: str, *names: str
) -> list[Point | None]:
    """What similar authorities have in the period of a figure, by the names of statistics."""
    return [
        at(points(indicator, rows, area.code, group=group, statistic=each), own.period_end)
        for each in names
    ]


def _no_benchmark(other: Comparator, own: Point) -> str:
    if not other.average:
        return f"No figure for {other.label or 'the region'} is published for that period."
    missing = next((p for p in other.series if p.period_end == own.period_end), None)
    how_many = usable(missing.method) if missing else ""
    because = f": only {how_many}" if how_many else ""
    return f"Too few {other.label} published{because}."


def _size(low: int, high: int) -> str:
    """How many more or fewer children an interval says, up to 'than' or 'as'."""
    more, fewer = (
        numbers.count(end, f"{word} child", f"{word} children")
        for end, word in ((high, "more"), (-low, "fewer"))
    )
    if low == 0 == high:
        return "about as many children as"
    if low > 0:
        return f"{numbers.span(low, high)} more {'child' if high == 1 else 'children'} than"
    if high < 0:
        return f"{numbers.span(-high, -low)} fewer {'child' if low == -1 else 'children'} than"
    if 0 in (low, high):
        return f"up to {more if high else fewer} than"
    return f"somewhere from {numbers.plain(-low)} fewer to {more} than"

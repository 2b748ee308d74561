"""Headlines: the message of an exhibit in a dozen words."""

import pandas as pd

from analysis.catalogue.areas import Area
from analysis.catalogue.indicator import Indicator
from analysis.core.shapes import LOW as ROUNDS_TO_ZERO
from analysis.present import numbers
from analysis.present.rows import Comparator, Point, at, comparators, latest, of, points
from analysis.present.words.changes import ChangeLike, direction, short
from analysis.present.words.comparisons import ABOVE, BELOW, EQUAL, HIGHER, LOWER, SIMILAR, side

WHERE = {
    HIGHER: "higher than {usual}",
    LOWER: "lower than {usual}",
    ABOVE: "above {usual}",
    BELOW: "below {usual}",
    SIMILAR: "no clear difference from {plain}",
    EQUAL: "level with {plain}",
}

# A message in its own words for what members ask about first: higher, lower.
MESSAGES = {
    "cla_rate": (
        "More children in care than {usual}, for the area's size",
        "Fewer children in care than {usual}, for the area's size",
    ),
    "cla_started_rate": (
        "More children come into care than {usual}, for the area's size",
        "Fewer children come into care than {usual}, for the area's size",
    ),
    "cla_ceased_rate": (
        "More children leave care than {usual}, for the area's size",
        "Fewer children leave care than {usual}, for the area's size",
    ),
    "three_or_more_placements": (
        "A larger share had three or more placements than {usual}",
        "A smaller share had three or more placements than {usual}",
    ),
    "same_placement_two_years": (
        "A larger share stay in the same home than {usual}",
        "A smaller share stay in the same home than {usual}",
    ),
    "placed_over_20_miles_outside": (
        "A larger share live far from home than {usual}",
        "A smaller share live far from home than {usual}",
    ),
    "care_leavers_in_eet_19_21": (
        "A larger share of care leavers are learning or working than {usual}",
        "A smaller share of care leavers are learning or working than {usual}",
    ),
    "care_leavers_suitable_accommodation_19_21": (
        "A larger share of care leavers live in suitable homes than {usual}",
        "A smaller share of care leavers live in suitable homes than {usual}",
    ),
}


def headline(indicator: Indicator, rows: pd.DataFrame, area: Area) -> str:
    """Where the newest figure stands, against similar authorities or else England."""
    rows = of(indicator, rows)
    series = points(indicator, rows, area.code)
    own = latest(series)
    if own is None:
        return all_missing(indicator, series)
    found = {c.key: c for c in comparators(indicator, rows, area)}
    for key in ("neighbours_2025", "england", "region"):
        benchmark = at(found[key].series, own.period_end) if key in found else None
        if benchmark:
            return position(indicator, own, benchmark, found[key])
    return f"{indicator.title}: {numbers.after_title(indicator, own.value)}"


def position(indicator: Indicator, own: Point, benchmark: Point, other: Comparator) -> str:
    """One figure against one comparator, in words of its own where the catalogue has them."""
    where = side(indicator, own, benchmark.value, average=other.average)
    usual = f"is usual in {other.label}" if other.average else f"in {other.label}"
    if where in (HIGHER, LOWER) and indicator.id in MESSAGES:
        more, fewer = MESSAGES[indicator.id]
        return (more if where == HIGHER else fewer).format(usual=usual)
    usual = f"is usual in {other.label}" if other.average else other.label
    if where in (ABOVE, BELOW) and other.average:
        usual = f"the median of {other.label}"
    return f"{indicator.title}: {WHERE[where].format(usual=usual, plain=other.label)}"


def headline_over_time(
    indicator: Indicator, rows: pd.DataFrame, area: Area, change: ChangeLike | None = None
) -> str:
    """Two figures and their years; 'up' or 'down' only where a tested `change` says so."""
    rows = of(indicator, rows)
    series = points(indicator, rows, area.code)
    known = [point for point in series if point.known]
    if not known:
        return all_missing(indicator, series)
    if change and change.earlier and change.later and direction(indicator, change):
        assert change.from_value is not None and change.to_value is not None
        way = "up" if direction(indicator, change) == "rose" else "down"
        first, last = (numbers.figure(indicator, v) for v in (change.from_value, change.to_value))
        since = short(indicator, change.earlier)
        return f"{indicator.title}: {way} from {first} to {last} since {since}"
    known = since_break(indicator, known)
    first_point, last_point = known[0], known[-1]
    told = f"{numbers.figure(indicator, last_point.value)} in {_year(indicator, last_point)}"
    if first_point is last_point:
        return f"{indicator.title}: {told}"
    start = f"{numbers.figure(indicator, first_point.value)} in {_year(indicator, first_point)}"
    return f"{indicator.title}: {start}, {told}"


def since_break(indicator: Indicator, known: list[Point]) -> list[Point]:
    """The published figures that may be compared with the newest: those since the last break."""
    newest = known[-1].period_end
    days = [pd.Timestamp(b.on) for b in indicator.breaks if pd.Timestamp(b.on) <= newest]
    return [p for p in known if not days or p.period_end >= max(days)]


def all_missing(indicator: Indicator, series: list[Point]) -> str:
    """That no figure is published, and why."""
    statuses = {point.status for point in series}
    if not statuses:
        return f"{indicator.title}: no figures are published for this area"
    if len(statuses) > 1 or statuses == {ROUNDS_TO_ZERO}:
        return f"{indicator.title}: nothing can be shown; see the table"
    return f"{indicator.title}: figures are {numbers.why_missing(statuses.pop())}"


def _year(indicator: Indicator, point: Point) -> str:
    return short(indicator, point.period_end)

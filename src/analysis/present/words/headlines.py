"""Headlines: the message of an exhibit in a dozen words."""

import pandas as pd

from analysis.catalogue.areas import Area
from analysis.catalogue.indicator import Indicator
from analysis.core.results import Change
from analysis.core.shapes import LOW as ROUNDS_TO_ZERO
from analysis.present import numbers
from analysis.present.rows import Comparator, Point, at, comparators, latest, of, points
from analysis.present.words.comparisons import ABOVE, BELOW, EQUAL, HIGHER, LOWER, SIMILAR, side
from analysis.present.words.shapes import shape

WHERE = {
    HIGHER: "higher than {usual}",
    LOWER: "lower than {usual}",
    ABOVE: "above {usual}",
    BELOW: "below {usual}",
    SIMILAR: "no clear difference from {plain}",
    EQUAL: "level with {plain}",
}

# What members ask about first, in a message of its own words.
MORE_CHILDREN = {
    "cla_rate": "in care",
    "cla_started_rate": "come into care",
    "cla_ceased_rate": "leave care",
}
LARGER_SHARE = {
    "three_or_more_placements": "had three or more placements",
    "same_placement_two_years": "stay in the same home",
    "placed_over_20_miles_outside": "live far from home",
    "care_leavers_in_eet_19_21": "of care leavers are learning or working",
    "care_leavers_suitable_accommodation_19_21": "of care leavers live in suitable homes",
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
    usual = f"is usual in {other.label}" if other.average else other.label
    if where in (HIGHER, LOWER):
        than = usual if other.average else f"in {usual}"
        if doing := MORE_CHILDREN.get(indicator.id):
            more = "More" if where == HIGHER else "Fewer"
            return f"{more} children {doing} than {than}, for the area's size"
        if doing := LARGER_SHARE.get(indicator.id):
            larger = "larger" if where == HIGHER else "smaller"
            return f"A {larger} share {doing} than {than}"
    elif where in (ABOVE, BELOW) and other.average:
        usual = f"the median of {other.label}"
    return f"{indicator.title}: {WHERE[where].format(usual=usual, plain=other.label)}"


def headline_over_time(
    indicator: Indicator, rows: pd.DataFrame, area: Area, change: Change | None = None
) -> str:
    """The shape of the published series since its last break, in figures and years.

    See `shapes.shape`: a direction only where a tested `change` says so.
    """
    series = points(indicator, of(indicator, rows), area.code)
    known = [point for point in series if point.known]
    if not known:
        return all_missing(indicator, series)
    told = shape(indicator, known, change or Change(), to_date=series[-1].known)
    return f"{indicator.title}: {told}"


def all_missing(indicator: Indicator, series: list[Point]) -> str:
    """That no figure is published, and why."""
    statuses = {point.status for point in series}
    if not statuses:
        return f"{indicator.title}: no figures are published for this area"
    if len(statuses) > 1 or statuses == {ROUNDS_TO_ZERO}:
        return f"{indicator.title}: nothing can be shown; see the table"
    return f"{indicator.title}: figures are {numbers.why_missing(statuses.pop())}"

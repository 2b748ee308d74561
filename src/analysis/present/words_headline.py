"""Headlines, alternative text and implications: the message of an exhibit in a dozen words."""

import pandas as pd

from analysis.catalogue.areas import Area
from analysis.catalogue.indicator import LOW, NEUTRAL, Indicator
from analysis.present import numbers
from analysis.present.rows import Comparator, Point, at, comparators, latest, of, points
from analysis.present.words_against import ABOVE, BELOW, EQUAL, HIGHER, LOWER, SIMILAR, side
from analysis.present.words_time import ChangeLike, direction, short
from analysis.shapes import LOW as ROUNDS_TO_ZERO

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

# What a figure asks of the council, by theme. Questions and tasks only; nothing about causes.
BY_NUMBER = {
    "A": (
        "The plan needs enough homes, social workers and later support for this many children.",
        "Members can ask how families are helped, and whether every child who needs care gets it.",
    ),
    "B": (
        "Members can ask whether homes of this kind are the right ones, and are near enough.",
        "Members can ask what children live in instead, and whether that suits them.",
    ),
    "C": (
        "Members can ask what this spending buys for children.",
        "Members can ask whether this spending is enough for what children need.",
    ),
    "X": (
        "Plans should allow for a greater need for help among families here.",
        "Plans should still allow for neighbourhoods where the need for help is greater.",
    ),
}
TO_MEND = {
    "B": "Members can ask what homes are planned, where, and by when.",
    "C": "Members can ask what is being done about this cost, and by when.",
    "D": "Members can ask what is being done so that children have a lasting home.",
    "E": "Members can ask health partners what is being done, and by when.",
    "F": "Members can ask the virtual school what is being done, and for which pupils.",
    "G": "Members can ask partners how these children are being kept safe.",
    "H": "Members can ask what is offered to care leavers, and who misses out.",
    "J": "Members can ask how social workers are being recruited and kept.",
}
# The same for measures that their theme's question does not fit.
OF_ONE = {
    "placed_foster": "Members can ask how foster carers are found, paid and kept.",
    "three_or_more_social_workers": "Members can ask how social workers are kept, so that children "
    "need not start again with new ones.",
    "mid_year_school_moves": "Members can ask how school places are kept when a child moves home.",
    "adopted": "Members can ask how early adoption is considered, and for whom.",
    "remained_with_carers": "Members can ask who is offered to stay with their carers, and who is "
    "not.",
    "homes_good_or_outstanding": "Members can ask which homes our own children live in, and how "
    "they were judged.",
    "convicted": "Members can ask how homes and police deal with behaviour without court.",
    "sdq_concern": "Members can ask how long children wait for help, and from whom.",
    "sdq_received": "Members can ask why scores are missing, and for which children.",
}
TO_KEEP = "Members can ask what keeps this up, and whether it holds for every group of children."
NO_DIFFERENCE = "On its own this figure gives no reason to treat the area differently from others."


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
    first_point, last_point = known[0], known[-1]
    told = f"{numbers.figure(indicator, last_point.value)} in {_year(indicator, last_point)}"
    if first_point is last_point:
        return f"{indicator.title}: {told}"
    start = f"{numbers.figure(indicator, first_point.value)} in {_year(indicator, first_point)}"
    return f"{indicator.title}: {start}, {told}"


def all_missing(indicator: Indicator, series: list[Point]) -> str:
    """That no figure is published, and why."""
    statuses = {point.status for point in series}
    if not statuses:
        return f"{indicator.title}: no figures are published for this area"
    if len(statuses) > 1 or statuses == {ROUNDS_TO_ZERO}:
        return f"{indicator.title}: nothing can be shown; see the table"
    return f"{indicator.title}: figures are {numbers.why_missing(statuses.pop())}"


def implication(indicator: Indicator, where: str) -> str:
    """What a figure asks of the council; `where` is 'higher', 'lower', 'similar' and so on.

    From texts declared by theme; no causes, and never better or worse for a neutral indicator.
    """
    over, under = where in (HIGHER, ABOVE), where in (LOWER, BELOW)
    if not over and not under:
        return NO_DIFFERENCE
    if indicator.polarity == NEUTRAL:
        pair = BY_NUMBER.get(indicator.theme)
        return pair[0 if over else 1] if pair else ""
    unwanted = over == (indicator.polarity == LOW)
    to_mend = OF_ONE.get(indicator.id, TO_MEND.get(indicator.theme, ""))
    return to_mend if unwanted else TO_KEEP


def _year(indicator: Indicator, point: Point) -> str:
    return short(indicator, point.period_end)

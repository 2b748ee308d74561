"""Sentences about need and places in the years to come: how many more, how likely, what to do.

Every number is the quantile of simulated futures rounded to whole places, as the tables print it.
A gap above zero is places too few; below zero it is places to spare. Of a range across zero the
worse end is said first.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from math import isnan

from analysis.present import numbers
from analysis.present.words.places import KINDS, Kind

EIGHT_OF_TEN = "In eight of ten futures"
STILL = (
    "The middle future takes today's number of children, because our method has not done better "
    "than saying 'no change' for this kind of home."
)
PLANNED = 3
PROBABLY, HARDLY = 80, 20


@dataclass(frozen=True, kw_only=True)
class Range:
    """Quantiles of a gap or of need in one year, in places or children; nan where there is none.

    `p50` is the middle that is printed; `still` says that it takes today's number of children,
    `extrapolated` that the range is extrapolated from errors of shorter forecasts.
    """

    year: int
    p10: float
    p50: float
    p80: float
    p90: float
    still: bool = False
    extrapolated: bool = False

    @property
    def known(self) -> bool:
        """Whether there is a figure."""
        return not any(isnan(v) for v in (self.p10, self.p50, self.p80, self.p90))

    @property
    def low(self) -> int:
        """The lower end of eight of ten futures, as printed."""
        return round(self.p10)

    @property
    def middle(self) -> int:
        """The middle future, as printed."""
        return round(self.p50)

    @property
    def high(self) -> int:
        """The upper end of eight of ten futures, as printed."""
        return round(self.p90)


def planned(every: Sequence[Range]) -> Range:
    """The year that a page plans for: the third to come, the farthest that a backtest can score."""
    return every[min(PLANNED, len(every)) - 1]


def gap_in_places(kind: str, gap: Range) -> str:
    """How many more places eight of ten futures need, and a 1 in 5 chance of more."""
    words = KINDS[kind]
    if not gap.known:
        return no_gap(kind)
    by, low, high = f"by March {gap.year}", gap.low, gap.high
    if low > 0 or (low == 0 and high > 0):
        told = f"we need {_between(low, high, ' more')} {_places(words, low, high)} {by}"
    elif high < 0 or (high == 0 and low < 0):
        told = f"we have {_between(-high, -low)} {_places(words, -high, -low)} to spare {by}"
    elif low == high == 0:
        return f"{EIGHT_OF_TEN} we have as many {words.plural} as we need {by}."
    else:
        told = f"{words.plural} are between {_count(high)} too few and {_count(-low)} to spare {by}"
    return f"{EIGHT_OF_TEN} {told}; {_one_in_five(gap)}."


def gap_in_children(kind: str, gap: Range) -> str:
    """The same in children: how many would have no usable place of this kind."""
    words = KINDS[kind]
    if not gap.known:
        return no_gap(kind)
    if gap.high <= 0:
        return (
            f"In nine of ten futures there is a usable {words.singular} for every child who needs "
            "one."
        )
    low, high = max(gap.low, 0), gap.high
    have = "has" if high == 1 else "have"
    return (
        f"Counted in children, {_between(low, high)} {have} no usable {words.singular} as places "
        "are used now."
    )


def no_gap(kind: str) -> str:
    """Why there is no gap figure for a kind of home."""
    words = KINDS[kind]
    return f"There is no gap figure for {words.label.lower()}: {words.why_unknown}"


def chance(kind: str, year: int, percent: float) -> str:
    """In how many of ten futures there are too few places."""
    words = KINDS[kind]
    if isnan(percent):
        return no_gap(kind)
    few = f"there are too few {words.plural} for our children in March {year}"
    if percent < 5:
        return f"In fewer than 1 of 20 futures {few}."
    if percent > 95:
        return f"In more than 19 of 20 futures {few}."
    return f"In about {min(max(round(percent / 10), 1), 9)} of 10 futures {few}."


def verdict(kind: str, year: int, percent: float) -> str:
    """The chance of too few places as the message of a chart: probably too few, enough, or unsure.

    `percent` is that chance; nan where it is not known.
    """
    label = KINDS[kind].label
    if percent >= PROBABLY:
        return f"{label}: probably too few places we can use by March {year}"
    if percent <= HARDLY:
        return f"{label}: probably enough places we can use by March {year}"
    return f"{label}: too close to call whether places are enough by March {year}"


def reading(kind: str, gap: Range) -> str:
    """What is safe to plan for, and what should be kept flexible; no advice about any child."""
    words = KINDS[kind]
    if not gap.known:
        return no_gap(kind)
    low, high = gap.low, gap.high
    if low > 0:
        firm = (
            f"Nine of ten futures need {_at_least(low)} more {_places(words, low, low)}: "
            f"{'this is' if low == 1 else 'these are'} what can be planned as firm."
        )
        more = high - low
        if more == 0:
            return firm
        further = "1 further place is" if more == 1 else f"{_count(more)} further places are"
        return (
            f"{firm} Up to {further} needed only in some futures: they suit arrangements that "
            "can be shared with others or ended."
        )
    if high > 0:
        return (
            f"Some futures need no further {words.singular}, and some up to {_count(high)} more: "
            "arrangements that can be shared or ended suit this better than lasting ones."
        )
    return (
        "In number there are enough in nine of ten futures. Whether the places suit the "
        "children who need them, no published figure says."
    )


def to_providers(place: str, kind: str, gap: Range) -> str:
    """What a provider can read from the range: a market position in one sentence, no promise."""
    words = KINDS[kind]
    if not gap.known:
        return no_gap(kind)
    if gap.high <= 0:
        return (
            f"{place} expects to have enough {words.plural} in number up to March {gap.year} in "
            "nine of ten futures."
        )
    span = _between(max(gap.low, 0), gap.high, " more")
    middle = (
        f"{_count(gap.middle)} more"
        if gap.middle > 0
        else ("none more" if gap.middle == 0 else f"{_count(-gap.middle)} to spare")
    )
    return (
        f"By March {gap.year} {place} expects to need {span} "
        f"{_places(words, max(gap.low, 0), gap.high)} for its own children (eight of ten futures; "
        f"the middle one is {middle}). This is a range to plan with, not an order or a promise."
    )


def smaller_share(low: float, high: float, places: float) -> str:
    """How many places our share of homes, from `low` to `high` times the published, is about."""
    whole = round(places)
    if whole == 0:
        return "A smaller share of children's homes for our own children would change nothing."
    return (
        "Our share of children's homes is probably smaller than our share of all homes: in England "
        "67% of children in children's homes live outside their authority (National Audit Office, "
        f"2025). The futures have it between {low:g} and {high:g} times our share of all homes; "
        f"between these two ends lie {numbers.count(whole, 'place', 'places')}."
    )


def gap_headline(kind: str, gaps: Sequence[Range]) -> str:
    """The message of a chart about the gap over the years, from the year planned for."""
    words = KINDS[kind]
    last = planned(gaps)
    if not last.known:
        return f"{words.label}: no supply figure, so no gap"
    if last.low > 0:
        return f"{words.label}: {_between(last.low, last.high)} more needed by {last.year}"
    if last.high < 0:
        return f"{words.label}: {_between(-last.high, -last.low)} to spare by {last.year}"
    return f"{words.label}: {printed_span(last)} by {last.year}"


def printed_gap(value: float) -> str:
    """A gap as a table prints it: '9 too few', '3 to spare', 'none'."""
    if isnan(value):
        return "no supply figure"
    whole = round(value)
    if whole == 0:
        return "none"
    return f"{_count(whole)} too few" if whole > 0 else f"{_count(-whole)} to spare"


def printed_span(gap: Range) -> str:
    """Eight of ten futures as a table prints them: '3 to 9 too few', '3 too few to 5 to spare'."""
    if not gap.known:
        return printed_gap(float("nan"))
    low, high = printed_gap(gap.p10), printed_gap(gap.p90)
    if low == high:
        return low
    if 0 in (gap.low, gap.high):
        return f"up to {low if gap.high == 0 else high}"
    if gap.low > 0:
        return f"{_count(gap.low)} to {high}"
    if gap.high < 0:
        return f"{_count(-gap.high)} to {low}"
    return f"{high} to {low}"


def _one_in_five(gap: Range) -> str:
    """The upper tail: 1 in 5 beyond p80, or 1 in 10 beyond p90 where both print the same."""
    odds, end = ("1 in 5", round(gap.p80))
    if end >= gap.high:
        odds, end = "1 in 10", gap.high
    if end > 0:
        return f"there is a {odds} chance of needing more than {_count(end)}"
    if end < 0:
        return f"there is a {odds} chance of fewer than {_count(-end)} to spare"
    return f"there is a {odds} chance of too few"


def _between(low: int, high: int, more: str = "") -> str:
    """'between 3 and 9 more', '3 more', 'up to 9 more', in whole numbers from 0 up."""
    if low == high:
        return f"{_count(low) if low else 'none'}{more}"
    if low == 0:
        return f"up to {_count(high)}{more}"
    return f"between {_count(low)} and {_count(high)}{more}"


def _at_least(number: int) -> str:
    return f"at least {_count(number)}"


def _count(number: int) -> str:
    return numbers.plain(number)


def _places(words: Kind, low: int, high: int) -> str:
    return words.singular if low == high == 1 or (low == 0 and high == 1) else words.plural

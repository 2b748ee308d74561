"""Sentences about need and places in the years to come: how many more, how likely, what to do.

Every number is the quantile of simulated futures rounded to whole places, as the tables print it.
A gap above zero is places too few; below zero it is places to spare. Of a range across zero the
worse end is said first.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from math import isnan

from analysis.present.numbers import count, plain
from analysis.present.words.homes.places import KINDS, Kind

EIGHT_OF_TEN = "In eight of ten futures"
STILL = (
    "The middle future takes today's number of children, because our method has not done better "
    "than saying 'no change' for this kind of home."
)
FLEXIBLE = "share places with other councils, or agree contracts that can end"
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
        return not isnan(self.p10 + self.p50 + self.p80 + self.p90)

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


def firm(every: Sequence[Range]) -> int:
    """How many more places nine of ten futures need in each year: the fewest of them, 0 for none.

    What is built or approved stands for longer than one year.
    """
    return max(min(each.low for each in every), 0)


def gap_in_places(kind: str, gap: Range) -> str:
    """How many more places eight of ten futures need, and a 1 in 5 chance of more."""
    if not gap.known:
        return no_gap(kind)
    words, by, low, high = KINDS[kind], f"by March {gap.year}", gap.low, gap.high
    if low == high == 0:
        return f"{EIGHT_OF_TEN} we have as many {words.plural} as we need {by}."
    if low >= 0:
        told = f"we need {_between(low, high, ' more')} {_places(words, low, high)} {by}"
    elif high <= 0:
        told = f"we have {_between(-high, -low)} {_places(words, -high, -low)} to spare {by}"
    else:
        told = f"{words.plural} are between {plain(high)} too few and {plain(-low)} to spare {by}"
    return f"{EIGHT_OF_TEN} {told}; {_one_in_five(gap)}."


def gap_in_children(kind: str, gap: Range, occupancy: float) -> str:
    """The same in children, and why it is fewer: not all places can be lived in at one time.

    `occupancy` is the share of places that can, as assumed.
    """
    if not gap.known:
        return no_gap(kind)
    words = KINDS[kind]
    if gap.high <= 0:
        return f"In nine of ten futures there is a usable {words.singular} for every child."
    have = "child has" if gap.high == 1 else "children have"
    return (
        f"It is one shortage: {_between(max(gap.low, 0), gap.high)} {have} no usable "
        f"{words.singular}. Of 100 places {words.made} about {round(100 * occupancy)} can be "
        "lived in at a time."
    )


def must_be_true(kind: str, gap: Range, percent: float) -> str:
    """What would have to be so for a shortage, or for no shortage, and how likely that is.

    `gap` is counted in children and `percent` the chance of a shortage.
    """
    if not gap.known or isnan(percent):
        return no_gap(kind)
    words, middle = KINDS[kind], gap.middle
    many, one = plain(abs(middle)), abs(middle) == 1
    child = f"{'child' if one else 'children'} who {'needs' if one else 'need'} one"
    if middle > 0:
        more = count(middle, "more place", "more places")
        told = f"For enough usable {words.plural} it takes {many} fewer {child}, or {more}"
    elif middle == 0:
        told = f"For too few usable {words.plural} it takes one more child who needs one"
    else:
        fewer = f"one fewer of the {words.others}" if one else f"as many fewer {words.others}"
        told = f"For too few usable {words.plural} it takes {many} more {child}, or {fewer}"
    return f"{told}. There are too few in {odds(percent)} futures."


def outside(year: int, away: float, whole: float) -> str:
    """How many children live outside the area, beside a gap that counts homes inside it."""
    if isnan(away) or isnan(whole) or whole == 0:
        return "How many of our children live outside the area is not published."
    share = plain(100 * away / whole)
    return (
        f"Usable places in children's homes are those inside the area. On 31 March {year}, "
        f"{count(away)} of our {plain(whole)} ({share}%) lived outside it, in homes of every kind."
    )


def no_gap(kind: str) -> str:
    """Why there is no gap figure for a kind of home."""
    return f"There is no gap figure for {KINDS[kind].label.lower()}: {KINDS[kind].why_unknown}"


def chance(kind: str, year: int, percent: float) -> str:
    """In how many of ten futures there are too few places."""
    if isnan(percent):
        return no_gap(kind)
    few = f"there are too few {KINDS[kind].plural} for our children in March {year}"
    return f"In {odds(percent)} futures {few}."


def verdict(kind: str, year: int, percent: float) -> str:
    """The chance of too few places as the message of a chart: probably too few, enough, or unsure.

    `percent` is that chance; nan where it is not known.
    """
    told = "too close to call whether places are enough"
    if percent >= PROBABLY or percent <= HARDLY:
        few = "too few" if percent >= PROBABLY else "enough"
        told = f"probably {few} usable places"
    return f"{KINDS[kind].label}: {told} by March {year}"


def reading(kind: str, every: Sequence[Range], *, usable: bool = False) -> str:
    """What is safe to plan for, and what should be kept flexible; no advice about any child.

    `every` has the gap of each year to come: in places to approve or register, or in `usable` ones.
    """
    gap = planned(every)
    if not gap.known:
        return no_gap(kind)
    words, high, least = KINDS[kind], gap.high, firm(every)
    if usable:
        both = {name: f"usable {getattr(words, name)}" for name in ("singular", "plural")}
        words = replace(words, **both)
    if high <= 0:
        return (
            "In number there are enough in nine of ten futures. Whether the places suit the "
            "children who need them, no published figure says."
        )
    if least == 0:
        some = f"Some futures need no further {words.singular}, and some up to {plain(high)} more."
        return f"{some} That is no firm need: {FLEXIBLE}."
    told = (
        f"In nine of ten futures we need at least {plain(least)} more "
        f"{_places(words, least, least)}, every year to {every[-1].year}. Plan "
        f"{'this one' if least == 1 else 'these'} as firm."
    )
    if gap.low > least:
        alone = f"For {gap.year} alone it is {plain(gap.low)}"
        told += f" {alone}, but a home that is opened lasts for years."
    further = high - least
    if not further:
        return told
    return f"{told} Up to {plain(further)} more are needed in some futures: {FLEXIBLE}."


def to_providers(place: str, kind: str, gap: Range) -> str:
    """What a provider can read from the range: a market position in one sentence, no promise."""
    if not gap.known:
        return no_gap(kind)
    words, low, middle = KINDS[kind], max(gap.low, 0), gap.middle
    if gap.high <= 0:
        return (
            f"{place} expects to have enough {words.plural} in number up to March {gap.year} in "
            "nine of ten futures."
        )
    told = f"{plain(middle) if middle else 'none'} more" if middle >= 0 else printed_gap(middle)
    return (
        f"By March {gap.year} {place} expects to need {_between(low, gap.high, ' more')} "
        f"{_places(words, low, gap.high)} for its own children (eight of ten futures; "
        f"the middle one is {told}). This is a range to plan with, not an order or a promise."
    )


def smaller_share(low: float, high: float, places: float) -> str:
    """How many places our share of homes, from `low` to `high` times the published, is about."""
    if round(places) == 0:
        return "A smaller share of children's homes for our own children would change nothing."
    return (
        "Our share of children's homes is probably smaller than our share of all homes: in England "
        "67% of children in children's homes live outside their authority (National Audit Office, "
        f"2025). The futures have it between {low:g} and {high:g} times our share of all homes; "
        f"between these two ends lie {count(round(places), 'place', 'places')}."
    )


def gap_headline(kind: str, gaps: Sequence[Range]) -> str:
    """The message of a chart about the gap over the years, from the year planned for."""
    last = planned(gaps)
    if not last.known:
        told = "no supply figure, so no gap"
    elif last.low > 0:
        told = f"{_between(last.low, last.high)} more needed by {last.year}"
    elif last.high < 0:
        told = f"{_between(-last.high, -last.low)} to spare by {last.year}"
    else:
        told = f"{printed_span(last)} by {last.year}"
    return f"{KINDS[kind].label}: {told}"


def printed_gap(value: float) -> str:
    """A gap as a table prints it: '9 too few', '3 to spare', 'none'."""
    if isnan(value):
        return "no supply figure"
    whole = round(value)
    side = "too few" if whole > 0 else "to spare"
    return f"{plain(abs(whole))} {side}" if whole else "none"


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
        return f"{plain(gap.low)} to {high}"
    return f"{plain(-gap.high)} to {low}" if gap.high < 0 else f"{high} to {low}"


def odds(percent: float) -> str:
    """A chance as every sentence of the front page has it: 'about 3 of 10', 'more than 9 of 10'."""
    if not 5 <= percent <= 95:
        return "fewer than 1 of 10" if percent < 5 else "more than 9 of 10"
    return f"about {min(max(round(percent / 10), 1), 9)} of 10"


def _one_in_five(gap: Range) -> str:
    """The upper tail: 1 in 5 beyond p80, or 1 in 10 beyond p90 where both print the same."""
    odds, end = ("1 in 5", round(gap.p80))
    if end >= gap.high:
        odds, end = "1 in 10", gap.high
    told = "too few"
    if end:
        told = (
            f"needing more than {plain(end)}" if end > 0 else f"fewer than {plain(-end)} to spare"
        )
    return f"there is a {odds} chance of {told}"


def _between(low: int, high: int, more: str = "") -> str:
    """'between 3 and 9 more', '3 more', 'up to 9 more', in whole numbers from 0 up."""
    if low == high:
        return f"{plain(low) if low else 'none'}{more}"
    return f"{f'between {plain(low)} and' if low else 'up to'} {plain(high)}{more}"


def _places(words: Kind, low: int, high: int) -> str:
    return words.singular if high == 1 and low in (0, 1) else words.plural

"""Sentences about the homes there are: how many, whose, how good, and for whose children."""

from collections.abc import Mapping
from dataclasses import dataclass
from math import isnan

from analysis.catalogue.categories import CATEGORIES
from analysis.present import numbers
from analysis.present.parts.prose import listed

COMBINED = (
    "the number of our own foster places, or of our children in foster care, is not published "
    "(some councils report together with a neighbour)."
)


@dataclass(frozen=True)
class Kind:
    """A kind of home for which need stands beside places, in words.

    `home` is what a child needs, `why_unknown` why there may be no supply figure.
    """

    label: str
    singular: str
    plural: str
    home: str
    why_unknown: str


KINDS: dict[str, Kind] = {
    "foster": Kind("Foster care", "foster place", "foster places", "a foster home", COMBINED),
    "childrens_homes": Kind(
        "Children's homes",
        "place in a children's home in the area",
        "places in children's homes in the area",
        "a children's home",
        "the share of children placed in the area who are our own is not published.",
    ),
    "supported": Kind(
        "Supported accommodation",
        "place in supported accommodation",
        "places in supported accommodation",
        "supported accommodation",
        "Ofsted lists it by the provider's registered office, which may not be where young people "
        "live.",
    ),
}


def homes(
    place: str, year: int, homes: float, places: float, by_sector: Mapping[str, float]
) -> str:
    """How many children's homes and places there are in the area, and which sector has them.

    `by_sector` is places by the categories of `sector`.
    """
    if isnan(places) or isnan(homes):
        return f"No complete list of children's homes in {place} is published."
    if places == 0:
        return f"There was no children's home in {place} on 31 March {year}."
    names = CATEGORIES["sector"]
    shares = {c: by_sector[c] for c in names if by_sector.get(c, 0) > 0}
    told = [
        f"{_share(shares[c], places) if len(shares) > 1 else 'all'} with "
        f"{names[c][0].lower()}{names[c][1:]}"
        for c in sorted(shares, key=lambda c: (-shares[c], c))
    ]
    return (
        f"On 31 March {year} there {'was' if homes == 1 else 'were'} "
        f"{numbers.count(homes, 'home', 'homes')} with {_places(places)} in {place}, whichever "
        f"council uses them: {listed(told)}."
    )


def owners(owners: float, largest: float, places: float) -> str:
    """Who owns the places, and how much depends on the largest owner."""
    if isnan(owners) or owners == 0 or places == 0:
        return "No owner is listed."
    if owners == 1:
        return "They all belong to one owner, so one owner's decisions could change all of them."
    share = largest / places
    told = (
        f"They belong to {numbers.plain(owners)} owners; the largest has "
        f"{numbers.plain(largest)} of {numbers.plain(places)} places ({_share(largest, places)})"
    )
    if share >= 1 / 3:
        return f"{told}: the area depends on one owner for more than a third of its places."
    return f"{told}. Companies of one group count as several owners."


def judgements(homes: Mapping[str, float], year: int) -> str:
    """How Ofsted judged the homes; `homes` is their number by the categories of `judgement`."""
    known = {c: homes.get(c, 0.0) for c in CATEGORIES["judgement"]}
    total = sum(known.values())
    if total == 0:
        return "There is no home to judge."
    good = known["outstanding"] + known["good"]
    rest = {
        "requires_improvement": "to require improvement to be good",
        "inadequate": "inadequate",
    }
    told = [f"{numbers.plain(known[c])} {words}" for c, words in rest.items() if known[c]]
    others = f", {listed(told)}" if told else ""
    later = known["not_yet_judged"]
    waits = f"; {numbers.plain(later)} had not been judged yet" if later else ""
    return (
        f"Of {numbers.count(total, 'home', 'homes')} on 31 March {year}, Ofsted had judged "
        f"{numbers.plain(good)} good or outstanding{others}{waits}."
    )


def movements(opened: float, closed: float, first: int, last: int) -> str:
    """How many places opened and closed over some years (to 31 March of the last)."""
    if isnan(opened) or isnan(closed):
        return "How many homes opened and closed is not published for this area."
    if opened == closed == 0:
        return f"No place in children's homes opened or closed from April {first} to March {last}."
    return (
        f"Between April {first} and March {last}, {_places(opened) if opened else 'no place'} in "
        f"children's homes opened and {numbers.plain(closed) if closed else 'none'} closed. A home "
        "that changes owner counts in both."
    )


def own_share(year: int, own: float, placed: float) -> str:
    """How many of the children placed in the area are the area's own."""
    if isnan(own) or isnan(placed) or placed == 0:
        return "How many of the children placed in the area are our own is not published."
    return (
        f"On 31 March {year}, {numbers.count(placed)} in care lived in homes in our area, "
        f"{_share(own, placed)} of them our own. This is published for all kinds of home "
        "together, not for each kind."
    )


def net_use(year: int, here: float, elsewhere: float) -> str:
    """Children of other councils here beside our own children elsewhere."""
    if isnan(here) or isnan(elsewhere):
        return "How many children live across our boundary is not published."
    told = (
        f"On 31 March {year}, {numbers.count(elsewhere)} in our care lived outside our area and "
        f"{numbers.count(here)} in the care of other councils lived in it"
    )
    if here == elsewhere:
        return f"{told}: as many came in as went out."
    more = "came in than went out" if here > elsewhere else "went out than came in"
    return f"{told}: {numbers.plain(abs(here - elsewhere))} more {more}."


def fostering(places: Mapping[int, tuple[float, float]]) -> str:
    """Approved and filled places of the council's own mainstream carers, newest and oldest year.

    `places` is (approved, filled) by year.
    """
    known = {y: v for y, v in sorted(places.items()) if not isnan(v[0]) and not isnan(v[1])}
    if not known:
        return f"There are no foster places to show: {COMBINED}"
    first, last = min(known), max(known)
    approved, filled = known[last]
    told = (
        f"On 31 March {last} our own foster carers, relatives and friends aside, were approved "
        f"for {_places(approved)}, and {numbers.plain(filled)} "
        f"({_share(filled, approved)}) {'was' if filled == 1 else 'were'} filled."
    )
    if first == last:
        return told
    change = approved - known[first][0]
    moved = f"{numbers.plain(abs(change))} {'more' if change > 0 else 'fewer'} than"
    return f"{told} That is {moved if change else 'as many as'} on 31 March {first}."


def supported(year: int, places: float) -> str:
    """What is known of supported accommodation, and why it gives no supply figure."""
    if isnan(places):
        return "No list of supported accommodation is published for this area."
    return (
        f"On 31 March {year} providers whose registered office is in our area had "
        f"{_places(places) if places else 'no place'} in supported accommodation. Such places may "
        "be in other areas, so this is no supply figure."
    )


def _places(number: float) -> str:
    return numbers.count(number, "place", "places")


def _share(part: float, whole: float) -> str:
    percent = 100 * part / whole
    if 0 < percent < 0.5:
        return "under 1%"
    if 99.5 <= percent < 100:
        return "over 99%"
    return f"{numbers.plain(percent)}%"

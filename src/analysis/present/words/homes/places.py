"""Sentences about the homes there are: how many, whose, how good, and for whose children."""

from collections.abc import Mapping
from dataclasses import dataclass
from math import isnan

from analysis.catalogue.areas import Area
from analysis.catalogue.categories import CATEGORIES
from analysis.catalogue.local.trusts import trust_of
from analysis.present import numbers
from analysis.present.parts.prose import listed

COMBINED = (
    "the number of our own foster places, or of our children in foster care, is not published. "
    "Some councils report together with a neighbour."
)


@dataclass(frozen=True)
class Kind:
    """A kind of home for which need stands beside places, in words.

    `home` is what a child needs, `why_unknown` why there may be no supply figure; places of it are
    `made`, `others` are homes that could become fewer, and `assumed` says what its places rest on
    (`low` and `high` are the ends of the share of places that our own children use, `origin` the
    year from whose 31 March the forecast starts).
    """

    label: str
    singular: str
    plural: str
    home: str
    why_unknown: str
    made: str
    others: str
    assumed: str = ""


KINDS: dict[str, Kind] = {
    "foster": Kind(
        label="Foster care",
        singular="foster place",
        plural="foster places",
        home="a foster home",
        why_unknown=COMBINED,
        made="approved",
        others="homes of agencies and relatives",
        assumed="Agencies and relatives go on giving about as many homes as in March {origin}.",
    ),
    "childrens_homes": Kind(
        label="Children's homes",
        singular="place in a children's home in the area",
        plural="places in children's homes in the area",
        home="a children's home",
        why_unknown="the share of children placed in the area who are our own is not published.",
        made="registered",
        others="places there",
        assumed="Our own children use {low} to {high} of the places in these homes today; nobody "
        "publishes it.",
    ),
    "supported": Kind(
        label="Supported accommodation",
        singular="place in supported accommodation",
        plural="places in supported accommodation",
        home="supported accommodation",
        why_unknown="Ofsted lists it by the provider's registered office, which may not be where "
        "young people live.",
        made="registered",
        others="places that our young people use",
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


def with_trust(area: Area, headline: str) -> tuple[str, str]:
    """A headline that names the council's trust where its homes are recorded as a charity's, and a
    note on that; the same headline and no note where no trust runs the service.
    """
    trust = trust_of(area)
    if not trust:
        return headline, ""
    named = headline.replace("companies and charities", "companies, charities")
    named = named.replace("charities", f"{trust} and charities")
    return named, f"{trust} provides homes for the council: they are recorded as a charity's."


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


def moved(since: int, before: tuple[float, float], now: tuple[float, float]) -> str:
    """How approved and filled places changed: '60 fewer approved and 80 fewer filled than ...'."""
    names = ("approved", "filled")
    told = [
        f"{numbers.plain(abs(b - a))} {'more' if b > a else 'fewer'} {name}"
        for name, a, b in zip(names, before, now, strict=True)
        if a != b
    ]
    then = f"31 March {since}"
    return f"{listed(told).capitalize()} than on {then}." if told else f"As many as on {then}."


def empty(places: float) -> str:
    """How many approved places are not filled; '' for none."""
    if round(places) <= 0:
        return ""
    return f"Worked out: {numbers.plain(places)} not filled; how many are free is not published."


def of_registered(registered: float, year: int, usable: float, then: int) -> str:
    """How many of the registered places in the area our own children can use."""
    return (
        f"On 31 March {year}, {_places(registered)} {'was' if registered == 1 else 'were'} "
        "registered in children's homes in the area, for any council's children (counted). About "
        f"{numbers.plain(usable)} of {'it' if registered == 1 else 'them'} "
        f"{'is' if round(usable) == 1 else 'are'} usable for our own in March {then} (drawn)."
    )


def at_share(children: float, usual: float) -> str:
    """How many more or fewer children there are than at England's share."""
    apart = round(children) - round(usual)
    if apart == 0:
        return "Worked out: as many as at England's share."
    way = "more" if apart > 0 else "fewer"
    return f"Worked out: {numbers.plain(abs(apart))} {way} than at England's share."


def own_share_in_short(own: float, placed: float) -> str:
    """Whose children live in homes in the area, of all kinds; why that is not known."""
    if isnan(own) or isnan(placed) or placed == 0:
        return "How many children in the area are our own is not published."
    return (
        f"Of {numbers.plain(placed)} children placed in homes of all kinds here, "
        f"{_share(own, placed)} are our own."
    )


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

"""What a report says of money: sentences for a cabinet member for finance, each a tested function.

Pounds are printed by `pounds`, here and in the tables beside the sentences, so that they agree.
"""

from collections.abc import Mapping

from analysis.core.results import Bridge
from analysis.present.numbers import MILLION, MINUS, count, plain
from analysis.present.parts.prose import listed

EIGHT_OF_TEN = "8 of 10 futures"
TRAPS = (
    "A weekly cost is a year's spending divided by children, not a fee. For care as a whole and "
    "for fostering the children are those on 31 March; for residential care they are the days of "
    "care in the year. So the three cannot be added, and none can be compared with the fee for a "
    "child's week. An agency's fee leaves out what the council spends on finding and checking the "
    "home."
)
NOMINAL = "In the prices of each year: part of a rise is inflation."
CHANGED_NOMINAL = "Nothing is taken off for inflation."
LIKE_FOR_LIKE = (
    "Children who live with other providers often have different needs, so that a difference in "
    "price is not like for like."
)
SERVICE_WORDS = {
    "residential": "children's homes",
    "fostering": "foster homes",
    "other": "other support and homes",
    "all": "all children in our care",
}
CAUSE_WORDS = {
    "volume": "the number of children",
    "mix": "where they live",
    "price": "price",
}
THOUSAND, HALF = 1_000, 50
RETURNS_APART = 1.2


def pounds(value: float) -> str:
    """A sum: '£45.6 million' from a million up, else to the nearest £10,000: '£450,000'."""
    size = abs(value)
    sign = MINUS if value < 0 else ""
    if size >= MILLION - 5 * THOUSAND:
        return f"{sign}£{plain(size / MILLION, 1)} million"
    nearest = round(size / THOUSAND, -1) * THOUSAND
    return f"{sign if nearest else ''}£{plain(nearest)}"


def between(low: float, high: float) -> str:
    """A range of sums: '£45.6 and £50.2 million', '£450,000 and £1.2 million'."""
    first, last = pounds(low), pounds(high)
    if first.endswith(" million") and last.endswith(" million"):
        first = first.removesuffix(" million")
    return f"{first} and {last}"


def financial_year(end: int) -> str:
    """The financial year that ends on 31 March of a year: '2027-28'."""
    return f"{end - 1}-{end % 100:02d}"


def spend_forecast(end: int, low: float, middle: float, high: float, beside: str = "") -> str:
    """What will be spent in a financial year: the middle `beside` a known year, then the range.

    `low`, `middle` and `high` are the 10th, 50th and 90th percentile in pounds.
    """
    told = f"In {financial_year(end)} we expect to spend about {pounds(middle)} on children in our "
    told += f"care.{f' That is beside {beside}.' if beside else ''}"
    if pounds(low) == pounds(high):
        return f"{told} It is so in nearly all futures."
    return f"{told} In {EIGHT_OF_TEN} it is between {between(low, high)}."


def movable(shares: Mapping[str, float]) -> str:
    """Which part of what is not known of spending a council can move; '' where nothing is known.

    `shares` are the percent of the uncertainty by cause.
    """
    price = shares.get("price", float("nan"))
    if price != price:
        return ""
    return (
        f"The range is wide {_for_price(price)}, which a council can hardly move alone. It also "
        "rests on how many children there are and where they live: a council can move part of that."
    )


def movable_in_short(shares: Mapping[str, float]) -> str:
    """The same in a cell of a table; '' where nothing is known."""
    price = shares.get("price", float("nan"))
    if price != price:
        return ""
    return (
        f"The range is wide {_for_price(price)}, hardly ours to move. Numbers of children and "
        "their homes make the rest: we can move part."
    )


def _for_price(percent: float) -> str:
    """How much of the width of a range of spending is price, in a few words."""
    return "mostly because of prices" if percent > HALF else "partly because of prices"


def largest_saving(title: str, size: str, end: int, middle: float) -> str:
    """How far a council could move its spending, by the largest of the choices that were tried."""
    return (
        f"The largest saving of the choices tried is about {pounds(middle)} in "
        f"{financial_year(end)}. It would come from {title} ({size})."
    )


def a_place(kind: str, end: int, low: float, middle: float, high: float) -> str:
    """What a place of one kind of home costs in a financial year, in pounds, as it is drawn."""
    year = financial_year(end)
    return (
        f"{kind} costs about {thousands(middle)} in {year} (drawn: {thousands(low)} to "
        f"{thousands(high)})."
    )


def commits(places: str, low: float, middle: float, high: float) -> str:
    """What so many places commit a council to in each year: 'worked out' from drawn prices."""
    span = between(low, high).replace(" and ", " to ")
    return f"{places} would commit about {pounds(middle)} a year (worked out: {span})."


def paid_already(places: int, children: float, each: float) -> str:
    """How much of what more places commit, at `each` pounds, is new; '' where all of it is.

    `children` live in such homes beyond the places that are counted, and are paid for.
    """
    if not children >= 1:
        return ""
    lives, is_paid = ("lives", "is") if round(children) == 1 else ("live", "are")
    lead = "Not all of it is" if children < places else "It need not be"
    told = (
        f"{lead} new: {count(children)} (worked out) {lives} in such homes beyond those that we "
        f"count, and {is_paid} paid for already."
    )
    left = places - round(children)
    if left <= 0:
        return told
    new = count(left, "place is", "places are")
    return f"{told} The other {new} new: about {pounds(left * each)} a year (worked out)."


def price_published(prices: Mapping[str, float], end: int, whose: str) -> str:
    """On what published weekly prices, by kind of home, the cost of a place rests.

    `whose` tells the price: 'we pay', or who pays it where ours is not published.
    """
    told = listed([f"£{plain(price)} for {kind}" for kind, price in prices.items()])
    there = "" if whose == "we pay" else " in England, since ours is not at hand"
    return (
        f"A week cost {told}{there} in {financial_year(end)} (counted by the department). That is "
        "an average with overheads, not a fee."
    )


def thousands(value: float) -> str:
    """What a place costs, to the nearest thousand: '£41,000'."""
    return f"£{plain(round(value, -3))}"


def outturn(end: int, spent: float, low: float, middle: float, high: float, whose: str) -> str:
    """A year that is over: what was spent, beside what was drawn of it."""
    apart = round(100 * (spent / middle - 1))
    side = f"{abs(apart)}% {'above' if apart > 0 else 'below'}" if apart else "level with"
    where = "inside" if low <= spent <= high else "outside"
    return (
        f"{financial_year(end)} is over. The outturn was {pounds(spent)} ({whose}): {side} the "
        f"middle drawn ({pounds(middle)}), {where} the range. The forecast of later years "
        "does not use it yet."
    )


def contracts(end: int, signed: float, middle: float, whose: str) -> str:
    """Which part of what may be spent is under contract already."""
    share = plain(100 * signed / middle)
    return (
        f"Of {pounds(middle)} in {financial_year(end)}, {pounds(signed)} ({share}%) is in "
        f"contracts that run already ({whose})."
    )


def no_forecast(why: str) -> str:
    """That there is no forecast of spending, and why."""
    return f"There is no forecast of spending here, because {why}."


def bridge_said(bridge: Bridge, first: int, last: int, why: str = "") -> list[str]:
    """What a change in spending is made of, as sentences; `why` says what hinders a full bridge."""
    start, end = pounds(bridge.start), pounds(bridge.end)
    moved = f"was {end} in both years, comparing {_years(first, last)}"
    if start != end:
        verb, change = _moved(bridge.end - bridge.start), pounds(abs(bridge.end - bridge.start))
        moved = f"{verb} by {change} between {_years(first, last)}, from {start} to {end}"
    return [f"Spending on children in our care {moved}.", _parts(bridge, why), CHANGED_NOMINAL]


def returns_differ(change_percent: float, elsewhere_percent: float) -> str:
    """A caution where two published returns tell of different changes; '' where they agree.

    They differ where one factor of change is more than `RETURNS_APART` times the other.
    """
    one, other = 100 + change_percent, 100 + elsewhere_percent
    if not (one > 0 and other > 0) or max(one / other, other / one) <= RETURNS_APART:
        return ""
    here, there = (
        f"{_moved(change)} by {plain(abs(change))}%" if plain(change) != "0" else "stayed the same"
        for change in (one - 100, other - 100)
    )
    return (
        f"Read this with care: by another published return (section 251), spending {there} "
        f"where this one says that it {here}."
    )


def no_bridge(first: int, last: int, why: str) -> str:
    """That a change in spending cannot be explained, and why."""
    years = _years(first, last)
    return f"The change in spending between {years} cannot be divided up, because {why}."


def saving(title: str, size: str, end: int, low: float, middle: float, high: float) -> str:
    """What a scenario of some `size` saves: 10th, 50th and 90th percentile in pounds."""
    name, year = f"{title} ({size})", financial_year(end)
    if round(low, -4) == 0 and round(high, -4) == 0:
        return f"{name}: no difference to spending in {year} that could be told."
    if low < 0 < high:
        return (
            f"{name}: anything from {pounds(-low)} more to {pounds(high)} less to spend in {year}, "
            f"in {EIGHT_OF_TEN}."
        )
    way = "less" if low >= 0 else "more"
    ends = sorted((abs(low), abs(high)))
    return (
        f"{name}: {pounds(abs(middle))} {way} to spend in {year}, in the middle future "
        f"({between(*ends).replace(' and ', ' to ')} in {EIGHT_OF_TEN})."
    )


def change(pounds_more: float) -> str:
    """A change in spending with its sign: '+£1.2 million' costs, '−£450,000' saves."""
    told = pounds(pounds_more)
    return told if told == "£0" or told.startswith(MINUS) else f"+{told}"


def break_even(
    places: int, occupancy_percent: float, price_gbp_a_week: float, year: str, whose: str = "we pay"
) -> str:
    """How full a home of our own must be to cost no more than buying the same places.

    `whose` tells the price: 'we pay', or 'England pays' where ours is not published.
    """
    price = f"what {whose} for such a place (£{plain(round(price_gbp_a_week, -1))} a week, {year})"
    home = f"A home of our own with {count(places, 'place', 'places')}"
    if occupancy_percent > 100:
        return f"{home} would cost more than {price} even if it were always full."
    lived = plain(places * occupancy_percent / 100, 1).removesuffix(".0")
    who = "child" if lived == "1" else "children"
    return (
        f"{home} would cost no more than {price} if it were at least "
        f"{plain(occupancy_percent)}% full: {lived} {who} on an average day."
    )


def own_home_cost(cost_gbp_a_year: float, year: str, low: float, high: float) -> str:
    """On what cost a break-even rests; `low` and `high` are occupancies over its range."""
    highest = f" and {plain(high)}% at the highest"
    if high > 100:
        highest = ", and at the highest no occupancy would do"
    return (
        f"This assumes that a place costs us £{plain(cost_gbp_a_year)} a year in {year} prices, "
        "filled or not, for which no figure is published; it would be "
        f"{plain(low)}% full at the lowest cost assumed{highest}."
    )


def external_shift(
    first: int, last: int, share0: float, share1: float, fostering: float, homes: float
) -> str:
    """What a change in the external share may have cost; shares in percent, pounds a year.

    `fostering` is the cost at the assumed difference if every home were a foster home, `homes` the
    most that is assumed if every home were a children's home.
    """
    one, two = plain(share0), plain(share1)
    if one == two:
        return (
            f"{two}% of children in our care lived with private providers and charities on 31 "
            f"March of both {first} and {last}, so that there is no shift to put a cost on."
        )
    done = "cost" if share1 > share0 else "saved"
    return (
        "The share of children in our care who lived with private providers and charities "
        f"{_moved(share1 - share0)} from {one}% to {two}% between 31 March {first} and 31 March "
        f"{last}. What this {done} is "
        "not published: councils' returns do not divide spending between providers. At the price "
        f"differences assumed, it would have {done} {pounds(abs(fostering))} a year if all were "
        f"foster homes, and from nothing to {pounds(abs(homes))} a year if all were children's "
        f"homes. {LIKE_FOR_LIKE}"
    )


def price_record(service: str, years: int, covered_percent: float, origins: int) -> str:
    """How well past intervals of price did: '... held 8 of 10 times (5 past years tried)'."""
    return (
        f"For {SERVICE_WORDS[service]}, the range meant to hold 80% of prices "
        f"{count(years, 'year', 'years')} ahead held {plain(covered_percent)}% of them "
        f"({count(origins, 'past year', 'past years')} tried)."
    )


def _parts(bridge: Bridge, why: str) -> str:
    earlier, later = (plain(n) for n in bridge.children)
    many = f"the average number of children, {later} in both years"
    if earlier != later:
        many = (
            f"the average number of children, {earlier} in the first year and {later} in the last"
        )
    parts, rest = [(many, bridge.volume)], ""
    if bridge.mix is None:
        parts.append(("what a child costs, in whatever home", bridge.price))
        rest = f" Where children live and price cannot be told apart, because {why}."
    else:
        parts.append(("where children live", bridge.mix))
        parts.append(("what each kind of home costs", bridge.price))
    *told, last = (f"{_signed(value)} goes with {what}" for what, value in parts)
    return f"Divided up, {'; '.join(told)}; and {last}.{rest}"


def _years(first: int, last: int) -> str:
    return f"{financial_year(first)} and {financial_year(last)}"


def _moved(change: float) -> str:
    return "rose" if change > 0 else "fell"


def _signed(value: float) -> str:
    if pounds(value) == "£0":
        return "nothing"
    return f"{pounds(abs(value))} {'more' if value > 0 else 'less'}"

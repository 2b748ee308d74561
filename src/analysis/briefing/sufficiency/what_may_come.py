"""What may come: what is drawn of the third year to come, and what it rests on.

Where the council's own histories tell of a figure, it stands here by these alone; the forecast from
published figures of the same is in the annex, and a sentence says what it asks.
"""

from analysis.briefing.parts import bullets, prose, table
from analysis.briefing.sufficiency.cost.known import uncertain
from analysis.briefing.sufficiency.cost.spending import beside, no_forecast, spend_in
from analysis.briefing.sufficiency.demand import AHEAD, CHILDREN, NOT_ENOUGH, ahead, past
from analysis.briefing.sufficiency.outlook import Outlook, forecast_source
from analysis.briefing.sufficiency.own_ahead.decided import say_older, told_by_own
from analysis.briefing.sufficiency.own_ahead.opened import SUPPLIED, opened_of
from analysis.briefing.sufficiency.own_ahead.places import FIFTH, TENTH, InYear
from analysis.briefing.sufficiency.shortfall import chance_of, ranges
from analysis.briefing.sufficiency.supply import own_share
from analysis.catalogue.assumptions import ASSUMPTIONS
from analysis.core.shapes import OK
from analysis.forecast.histories.summary import IN_CARE
from analysis.present import numbers
from analysis.present.parts.exhibit import Exhibit
from analysis.present.parts.prose import Bullets, Prose
from analysis.present.words.homes import need_and_places, places, spending
from analysis.present.words.homes.forecast import Ahead
from analysis.present.words.homes.need_and_places import planned
from analysis.present.words.returns.ahead import in_words, of_year

COUNTED, IN_THE_MIDDLE = "counted", "in the middle"
MARKS = (
    "Counted: published by Ofsted or the department. Worked out: from counted figures. Drawn: of "
    "two thousand possible futures. Assumed: nobody publishes it."
)
AS_BEFORE = "Swings of the country and of this council go on as they were."
AS_NOW = "Children come, move and leave as they do now."


def say_what_may_come(here: Outlook) -> Prose:
    """From what the ranges are drawn, and what an older forecast of the same kinds of home asks."""
    own = told_by_own(here)
    if not own:
        return prose(
            "Each range is drawn from published figures, and stands beside what it assumes."
        )
    gaps = {kind: planned(ranges(here, kind, "gap_children")) for kind in own}
    year = next(iter(gaps.values())).year
    older = {k: chance_of(here, k, year) for k, gap in gaps.items() if gap.known}
    told = "Children and places are drawn from our own histories, spending from published figures."
    return prose(
        f"{told} Each range stands beside what it assumes.",
        *say_older(here, older, year).paragraphs,
    )


def what_it_takes(here: Outlook, *, older: bool = False) -> Bullets | Prose:
    """In a line for each kind of home: what a shortage or enough would take, and how likely.

    In front of the kinds that own histories do not tell of; in the annex of the others, `older`.
    """
    own, told = told_by_own(here), []
    for kind in SUPPLIED:
        gap = planned(ranges(here, kind, "gap_children"))
        if gap.known and (kind in own) == older:
            chance = chance_of(here, kind, gap.year)
            told.append(need_and_places.must_be_true(kind, gap, chance))
    return bullets(told)


def plan_ahead(here: Outlook) -> Exhibit | Prose:
    """What is drawn of the years ahead, how it is known, and what it would take to be so."""
    foreseen, own = ahead(here, CHILDREN), told_by_own(here)
    if not foreseen:
        return prose(NOT_ENOUGH)
    each = foreseen[AHEAD - 1]
    year = max([each.year, *(told.year.year for told in own.values())])
    published = "published figures"
    whence = f"our own histories; spending from {published}" if opened_of(here) else published
    return table(
        "plan-ahead",
        f"By {year}: what may be, and what each range rests on",
        f"Drawn from {whence}, in eight of ten futures, {here.name}",
        [
            _children(here, each),
            *(_own(here, own[k]) if k in own else _gap(here, k) for k in SUPPLIED),
            _money(here),
        ],
        source=forecast_source(front=True),
        note=MARKS,
    )


def _row(what: str, now: str, drawn: str, rests: str) -> dict[str, str]:
    return {
        "Figure, and now": f"{what}. Now: {now}.",
        "What may be (drawn)": drawn,
        "What it rests on (assumed)": rests,
    }


def _unknown(what: str, why: str) -> dict[str, str]:
    return _row(what, "not known", "not known", why)


def _children(here: Outlook, each: Ahead) -> dict[str, str]:
    """Children in care: by own histories where there are some, else by published figures."""
    if opened := opened_of(here):
        first, last = opened.spreads(IN_CARE)[0], opened.spreads(IN_CARE)[-1]
        now = f"{numbers.plain(first.middle)} ({opened.whose}, {in_words(first.day)})"
        what, rests, likely, central = in_words(last.day), AS_NOW, last.likely, last.middle
    else:
        newest = past(here, CHILDREN)[-1]
        now = f"{numbers.plain(newest.value)} ({COUNTED}, {newest.year})"
        what, rests = f"31 March {each.year}", AS_BEFORE
        likely, central = each.likely, each.central
    middle = numbers.plain(round(central))
    return _row(f"Children in our care, {what}", now, f"{likely} ({IN_THE_MIDDLE} {middle})", rests)


def _own(here: Outlook, told: InYear) -> dict[str, str]:
    """A kind of home by own histories: the usable places, and how many more would be enough."""
    homes, opened = told.homes, opened_of(here)
    assert opened
    more, most = (told.more(chance) for chance in (FIFTH, TENTH))
    more_are = f"{numbers.count(more, 'more is', 'more are')} enough" if more else "enough"
    enough = f"About {numbers.plain(told.there)} then; {more_are}"
    return _row(
        f"Usable {places.KINDS[homes.kind].plural}, {of_year(told.year.date())}",
        f"{homes.children_printed} children ({opened.whose}), {numbers.plain(homes.places)} places "
        "(drawn)",
        f"{enough} in 8 of 10 futures, and {numbers.plain(most)} more in 9 of 10",
        _assumed(here, homes.kind),
    )


def _gap(here: Outlook, kind: str) -> dict[str, str]:
    """The gap of one kind of home: the range beside what it would take to be otherwise."""
    gap = planned(ranges(here, kind, "gap_children"))
    what = f"Usable {places.KINDS[kind].plural}, 31 March {gap.year}"
    if not gap.known:
        return _unknown(what, need_and_places.no_gap(kind))
    return _row(
        what,
        _now(here, kind),
        f"{need_and_places.printed_span(gap)} "
        f"({IN_THE_MIDDLE} {need_and_places.printed_gap(gap.p50)})",
        f"{_assumed(here, kind)}{_newer(here, kind)}",
    )


def _assumed(here: Outlook, kind: str) -> str:
    """What the usable places of a kind of home rest on."""
    ours, share = ASSUMPTIONS["homes_own_share_factor"], own_share(here)
    ends = [n * share for n in (ours.low, ours.high)]
    low, high = (f"{numbers.plain(n)}%" if n == n else "an unknown part" for n in ends)
    return places.KINDS[kind].assumed.format(low=low, high=high, origin=here.origin)


def _now(here: Outlook, kind: str) -> str:
    """How many of our children live in this kind of home now."""
    now = past(here, CHILDREN, "placement", kind)
    if not now:
        return "not published"
    newest = now[-1]
    if newest.value != newest.value:
        return newest.printed
    return f"{numbers.count(newest.value)} ({COUNTED}, {newest.year})"


def _newer(here: Outlook, kind: str) -> str:
    """What the council's own return has since the year from which the range was drawn."""
    own = here.figures.own
    if own is None:
        return ""
    rows = own.counts
    found = (rows["measure"] == CHILDREN) & (rows["category"] == kind) & (rows["status"] == OK)
    newest = rows[found & (rows["dimension"] == "placement")].sort_values("period_end").tail(1)
    if newest.empty or newest["period_end"].iloc[0].year <= here.origin:
        return ""
    whose = "a made-up return" if own.made_up else "our own return"
    return (
        f" It starts from March {here.origin}; {whose} has "
        f"{numbers.count(newest['value'].iloc[0])} since."
    )


def _money(here: Outlook) -> dict[str, str]:
    """Spending: the middle beside this year, the range, and which part of it can be moved."""
    row = spend_in(here)
    if row is None:
        return _unknown("Spending on children in our care", no_forecast(here))
    year = int(row.period_end.year)
    near = beside(here, year)
    return _row(
        f"Spending on children in our care, {spending.financial_year(year)}",
        near.marked if near else "not published",
        f"{spending.pounds(row.central)} "
        f"({spending.between(row.p10, row.p90).replace(' and ', ' to ')})",
        spending.movable_in_short(uncertain(here, year)) or AS_BEFORE,
    )

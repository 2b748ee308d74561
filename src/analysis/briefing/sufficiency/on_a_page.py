"""The plan on a page: what is counted first, then what is drawn, beside what it rests on.

Every figure is marked: counted (somebody published it), worked out (from counted ones), drawn (of
possible futures), or assumed.
"""

from analysis.briefing.figures import Figures, NewestFigure
from analysis.briefing.parts import brief, bullets, day, prose, table
from analysis.briefing.sufficiency.cost.known import uncertain
from analysis.briefing.sufficiency.cost.spending import beside, no_forecast, spend_in
from analysis.briefing.sufficiency.demand import AHEAD, CHILDREN, NOT_ENOUGH, ahead, past
from analysis.briefing.sufficiency.outlook import Outlook, forecast_source
from analysis.briefing.sufficiency.shortfall import chance_of, outside, ranges
from analysis.briefing.sufficiency.shortfall import need_and_places as need_and_places_of
from analysis.briefing.sufficiency.supply import CHILDRENS_HOME, FOSTER, OWN_HERE
from analysis.catalogue.assumptions import ASSUMPTIONS
from analysis.catalogue.sources.publications import PUBLICATIONS
from analysis.core.shapes import OK
from analysis.present import numbers
from analysis.present.parts.exhibit import Exhibit
from analysis.present.parts.prose import Bullets, Card, Cards, Prose, listed
from analysis.present.parts.records import Shown
from analysis.present.words.front import message
from analysis.present.words.homes import need_and_places, places, spending
from analysis.present.words.homes.need_and_places import planned

COUNTED, IN_THE_MIDDLE = "counted", "in the middle"
FIRST = "foster"
SUPPLIED = (FIRST, "childrens_homes")
FAR, MOVES, IN_HOMES = (
    "placed_over_20_miles_outside",
    "three_or_more_placements",
    "placed_childrens_homes",
)
MARKS = (
    "Counted: published by Ofsted or the department. Worked out: from counted figures. Drawn: of "
    "two thousand possible futures. Assumed: nobody publishes it."
)
AS_BEFORE = "Swings of the country and of this council go on as they were."


def plan_on_a_page(here: Outlook) -> Cards:
    """What is counted: own foster places, far away, moves, children's homes and their places."""
    figures = here.figures
    return Cards(
        [
            _foster(here),
            _share(figures, FAR, "of our children live more than 20 miles away, outside the area"),
            _share(figures, MOVES, "of our children had three or more homes in the year"),
            _in_homes(figures),
            _homes_here(here),
        ]
    )


def plan_ahead(here: Outlook) -> Exhibit | Prose:
    """What is drawn of three years ahead, how it is known, and what it would take to be so."""
    foreseen = ahead(here, CHILDREN)
    if not foreseen:
        return prose(NOT_ENOUGH)
    each, now = foreseen[AHEAD - 1], past(here, CHILDREN)[-1]
    rows = [
        _row(
            f"Children in our care, 31 March {each.year}",
            f"{numbers.plain(now.value)} ({COUNTED}, {now.year})",
            f"{each.likely} ({IN_THE_MIDDLE} {numbers.plain(round(each.central))})",
            AS_BEFORE,
        ),
        *(_gap(here, kind) for kind in SUPPLIED),
        _money(here),
    ]
    return table(
        "plan-ahead",
        f"By {each.year}: what may be, and what each range rests on",
        f"Drawn from published figures, in eight of ten futures, {here.name}",
        rows,
        source=forecast_source(),
        note=MARKS,
    )


def say_what_may_come(here: Outlook) -> Prose:
    """From what the ranges of the plan are drawn, and which to decide by where there are two."""
    told = "Each range is drawn from published figures, and stands beside what it assumes."
    own = here.figures.own
    if own and own.ahead:
        told += " Our own histories, above, are newer: where the two differ, decide by those."
    return prose(told)


def what_it_takes(here: Outlook) -> Bullets | Prose:
    """In a line for each kind of home: what a shortage or enough would take, and how likely."""
    told = []
    for kind in SUPPLIED:
        gap = planned(ranges(here, kind, "gap_children"))
        if gap.known:
            chance = chance_of(here, kind, gap.year)
            told.append(need_and_places.must_be_true(kind, gap, chance))
    return bullets(told)


def enough_homes(here: Outlook) -> Shown:
    """Need beside places of the kind of home that has the largest gap, as it stands in front."""
    gaps = {kind: planned(ranges(here, kind, "gap_children")) for kind in SUPPLIED}
    known = {kind: gap.p50 for kind, gap in gaps.items() if gap.known}
    shown = need_and_places_of(here, max(known, key=lambda kind: known[kind]) if known else FIRST)
    return brief(shown)


def say_enough_homes(here: Outlook) -> Prose:
    """Which homes the gap counts, and how many of our children live outside the area."""
    return prose(outside(here))


def say_near_home(here: Outlook) -> Prose:
    """How many children live far from home, beside whom, and whether that is good."""
    figures, i = here.figures, here.figures.indicator(FAR)
    return prose(message(i, figures.rows(i.id), figures.area, figures.change(i.id, years=5)))


def say_dates(here: Outlook) -> Bullets:
    """How old the figures of the report are, and what newer ones start from."""
    figures, own = here.figures, here.figures.own
    points = [
        f"Published figures go to {PUBLICATIONS['cla'].data_to}; forecasts from them start there."
    ]
    if own:
        whose = "A made-up return" if own.made_up else "Our own return"
        points.append(f"{whose} goes to {own.to}; forecasts from our own histories start there.")
    if here.budgets.pounds:
        given = listed([*here.budgets.pounds]).capitalize()
        points.append(f"{given}: {here.budgets.whose}.")
    points.append(f"This page was made for {day(figures.today)}.")
    return Bullets(points=points)


def _row(what: str, now: str, drawn: str, rests: str) -> dict[str, str]:
    return {
        "Figure, and now": f"{what}. Now: {now}.",
        "What may be (drawn)": drawn,
        "What it rests on (assumed)": rests,
    }


def _unknown(what: str, why: str) -> dict[str, str]:
    return _row(what, "not known", "not known", why)


def _foster(here: Outlook) -> Card:
    """Approved and filled places of our own foster carers, and how both moved."""
    approved, filled = map(here.published.series, FOSTER)
    known = {
        y: (approved[y], filled[y])
        for y in approved
        if approved[y] + filled.get(y, approved[y]) > 0
    }
    known = {y: v for y, v in known.items() if v[1] == v[1]}
    if not known:
        return Card(number="Not published", words=f"Own foster places: {places.COMBINED}")
    (first, before), (last, now) = min(known.items()), max(known.items())
    return Card(
        number=f"{numbers.plain(now[1])} of {numbers.plain(now[0])}",
        words=f"approved places with our own foster carers are filled, 31 March {last}.",
        comparator="" if first == last else places.moved(first, before, now),
        implication=f"{COUNTED.capitalize()} by Ofsted; relatives and friends aside.",
    )


def _share(figures: Figures, name: str, words: str) -> Card:
    """A share of children with those of England and similar authorities."""
    own = figures.here(name)
    if not own.known:
        return _not_told(own, figures, name)
    many = own.count("numerator")
    return Card(
        number=own.printed,
        words=f"{words}: {many}, {own.when}.",
        comparator=_beside(figures, name),
        implication=f"{COUNTED.capitalize()} by the department.{_since(figures, name)}",
    )


def _in_homes(figures: Figures) -> Card:
    """Children in children's homes, and how many fewer there would be at England's share."""
    own, england = figures.here(IN_HOMES), figures.england(IN_HOMES)
    if not own.known:
        return _not_told(own, figures, IN_HOMES)
    children, here = own.number("numerator"), own.number("denominator")
    told = ""
    if england.known and children == children and here == here:
        usual = england.number("numerator") / england.number("denominator")
        told = places.at_share(children, usual * here)
    return Card(
        number=own.count("numerator"),
        words=f"of our children live in children's or secure homes ({own.printed}), {own.when}.",
        comparator=_beside(figures, IN_HOMES),
        implication=f"{COUNTED.capitalize()} by the department.{_since(figures, IN_HOMES)} {told}",
    )


def _homes_here(here: Outlook) -> Card:
    """Registered places in the area beside our own children in such homes, wherever they are."""
    counts = here.published
    year = counts.newest("places", *CHILDRENS_HOME)
    there = counts.at(year, "places", *CHILDRENS_HOME)
    if there != there:
        return Card(number="Not published", words="Places in children's homes in the area.")
    placed = counts.newest("children_placed_in_area")
    own, all_here = counts.at(placed, *OWN_HERE), counts.at(placed, "children_placed_in_area")
    return Card(
        number=numbers.count(there, "place", "places") if there else "No place",
        words=f"{'is' if there < 2 else 'are'} registered in children's homes in the area, for "
        f"any council's children, 31 March {year}.",
        comparator=places.own_share_in_short(own, all_here),
        implication=f"{COUNTED.capitalize()} by Ofsted and the department.",
    )


def _not_told(own: NewestFigure, figures: Figures, name: str) -> Card:
    when = own.indicator.label(figures.newest[name]) if name in figures.newest else "newest"
    return Card(
        number="Not shown",
        words=f"{own.indicator.title}, {when}: {numbers.why_missing(own.status)}.",
        comparator=_beside(figures, name),
    )


def _beside(figures: Figures, name: str) -> str:
    similar, england = figures.similar(name), figures.england(name)
    told = [f"England {england.printed}"] if england.known else []
    told += [f"similar authorities {similar.printed} (median)"] if similar.known else []
    return f"{'; '.join(told)}." if told else ""


def _since(figures: Figures, name: str) -> str:
    """The newer figure of the council's own return, where there is one."""
    own, here = figures.own, figures.here(name)
    if own is None:
        return ""
    newest = None if here.row is None else here.row.period_end
    later = own.after(figures.indicator(name), newest)
    shown = [p for p in later.series if p.known] if later else []
    if not shown:
        return ""
    i, whose = figures.indicator(name), "A made-up return" if own.made_up else "Our own return"
    return f" {whose}: {numbers.figure(i, shown[-1].value)}, {day(shown[-1].period_end)}."


def _gap(here: Outlook, kind: str) -> dict[str, str]:
    """The gap of one kind of home: the range beside what it would take to be otherwise."""
    gap = planned(ranges(here, kind, "gap_places"))
    label, ours = places.KINDS[kind].plural, ASSUMPTIONS["homes_own_share_factor"]
    what = f"{label[:1].upper()}{label[1:]}, 31 March {gap.year}"
    if not gap.known:
        return _unknown(what, need_and_places.no_gap(kind))
    return _row(
        what,
        _now(here, kind),
        f"{need_and_places.printed_span(gap)} "
        f"({IN_THE_MIDDLE} {need_and_places.printed_gap(gap.p50)})",
        f"{places.KINDS[kind].assumed.format(low=ours.low, high=ours.high)}{_newer(here, kind)}",
    )


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

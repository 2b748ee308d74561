"""The plan on a page: what is counted, each figure marked so; homes in the area, and near home.

Marks: counted (somebody published it), worked out (from counted ones), drawn (of possible futures),
or assumed. What is drawn stands in `what_may_come`.
"""

from analysis.briefing.figures import Figures, NewestFigure
from analysis.briefing.parts import brief, day, prose
from analysis.briefing.sufficiency.outlook import Outlook
from analysis.briefing.sufficiency.own_ahead.decided import told_by_own
from analysis.briefing.sufficiency.own_ahead.opened import SUPPLIED
from analysis.briefing.sufficiency.shortfall import need_and_places as need_and_places_of
from analysis.briefing.sufficiency.shortfall import outside, ranges, usable_now
from analysis.briefing.sufficiency.supply import CHILDRENS_HOME, OWN_HERE, own_foster_places
from analysis.catalogue.sources.publications import PUBLICATIONS
from analysis.present import numbers
from analysis.present.parts.prose import Bullets, Card, Cards, Prose, listed
from analysis.present.parts.records import Shown
from analysis.present.words.front import beside_others, message
from analysis.present.words.homes import places
from analysis.present.words.homes.need_and_places import planned

COUNTED = "counted"
FIRST, HOMES = SUPPLIED
FAR, MOVES, IN_HOMES = (
    "placed_over_20_miles_outside",
    "three_or_more_placements",
    "placed_childrens_homes",
)


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


def enough_homes(here: Outlook) -> Shown:
    """Need beside places of the kind of home that has the largest gap, as it stands in front.

    Nothing where the council's own histories tell of places, in the picture of their section.
    """
    own = told_by_own(here)
    gaps = {k: planned(ranges(here, k, "gap_children")) for k in SUPPLIED if k not in own}
    known = {kind: gap.p50 for kind, gap in gaps.items() if gap.known}
    if own and not known:
        return prose()
    shown = need_and_places_of(here, max(known, key=lambda kind: known[kind]) if known else FIRST)
    return brief(shown)


def say_enough_homes(here: Outlook) -> Prose:
    """How many children live outside the area, and how many registered places are usable."""
    counts, usable = here.published, usable_now(here, HOMES)
    year = counts.newest("places", *CHILDRENS_HOME)
    registered = counts.at(year, "places", *CHILDRENS_HOME)
    told = ""
    if registered > 0 and usable.known:
        told = places.of_registered(registered, year, usable.p50, usable.year)
    return prose(outside(here), told)


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


def _foster(here: Outlook) -> Card:
    """Approved and filled places of our own foster carers, and how both moved."""
    first, last = own_foster_places(here, first=True), own_foster_places(here)
    if first is None or last is None:
        return Card(number="Not published", words=f"Own foster places: {places.COMBINED}")
    before, now = ((each.approved, each.filled) for each in (first, last))
    return Card(
        number=f"{numbers.plain(last.filled)} of {numbers.plain(last.approved)}",
        words=f"approved places with our own foster carers are filled, 31 March {last.year}.",
        comparator="" if first == last else places.moved(first.year, before, now),
        implication=f"{COUNTED.capitalize()} by Ofsted; relatives and friends aside. "
        f"{places.empty(last.empty)}".strip(),
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
    judged = beside_others(figures.indicator(name), figures.rows(name), figures.area)
    return f"{'; '.join(told)}. {judged}".strip() if told else ""


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

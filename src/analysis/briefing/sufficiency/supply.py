"""What homes there are: whose, how good, for whose children, and what nobody publishes of them."""

import pandas as pd

from analysis.briefing.figures import source_line
from analysis.briefing.sufficiency.counts import Counted
from analysis.briefing.sufficiency.outlook import Outlook
from analysis.catalogue.indicators import chosen
from analysis.catalogue.indicators.not_published import (
    COMMISSIONERS,
    FOSTERING,
    NOT_PUBLISHED,
    SSDA903,
)
from analysis.catalogue.labels.categories import CATEGORIES
from analysis.core import shapes
from analysis.present import numbers
from analysis.present.charts.forecast import places_by_sector
from analysis.present.parts.exhibit import Exhibit
from analysis.present.parts.prose import Prose
from analysis.present.words import places as places_words

HOMES = ("homes_in_area", "home_places_in_area", "homes_good_or_outstanding")
FOSTER = ("foster_places_approved", "foster_places_filled")
ACROSS = ("placed_here_by_others", "placed_elsewhere")
UNKNOWN_REFS = ("B02", "B05", "A16", "B19", "B21", "B17", "B24")
LISTS_ONLY = (
    "Ofsted's lists of other years hold only homes that had been inspected, so they are not "
    "comparable. Homes of a children's trust may be listed as a charity's or a company's."
)


def say_homes(here: Outlook) -> Prose:
    """Children's homes in the area: how many, owners, judgements, openings, and for whom."""
    of, name = here.counted, here.figures.area.name
    year = of.newest("places", "home_type", "childrens_home")
    places = of.at(year, "places", "home_type", "childrens_home")
    homes = of.at(year, "homes", "home_type", "childrens_home")
    sectors = {c: of.at(year, "places", "sector", c) for c in CATEGORIES["sector"]}
    told = [places_words.homes(name, year, homes, places, sectors)]
    if places > 0:
        judged = {c: of.at(year, "homes", "judgement", c) for c in CATEGORIES["judgement"]}
        told += [
            places_words.owners(of.at(year, "owners"), of.at(year, "largest_owner_places"), places),
            places_words.judgements(judged, year),
        ]
    opened = of.series("places_opened", "home_type", "childrens_home")
    closed = of.series("places_closed", "home_type", "childrens_home")
    moved = (
        [
            places_words.movements(
                sum(opened.values()), sum(closed.values()), min(opened) - 1, max(opened)
            )
        ]
        if opened and closed
        else []
    )
    moved += _left_out(of, year)
    return Prose([" ".join(told), " ".join(moved)])


def _left_out(of: Counted, year: int) -> list[str]:
    """Secure homes and residential special schools in the area, which usable places leave out."""
    secure = of.at(year, "places", "home_type", "secure")
    schools = of.at(year, "places", "home_type", "residential_special_school")
    told = []
    if secure > 0:
        told.append(
            f"Secure homes in the area have {numbers.count(secure, 'place', 'places')} more, which "
            "the whole country uses."
        )
    if schools > 0:
        told.append(
            f"Residential special schools registered as homes have "
            f"{numbers.count(schools, 'place', 'places')} more."
        )
    return told


def say_use(here: Outlook) -> Prose:
    """Whose children live in the area's homes, and how many cross the boundary."""
    of = here.counted
    year = of.newest("children_placed_in_area")
    own = of.at(year, "children_placed_in_area", "responsibility", "own")
    others = of.at(year, "children_placed_in_area", "responsibility", "other_la")
    outside = of.at(year, "cla_31_march", "locality", "outside")
    return Prose(
        [
            places_words.own_share(year, own, of.at(year, "children_placed_in_area")),
            places_words.net_use(year, others, outside),
        ]
    )


def say_fostering(here: Outlook) -> Prose:
    """Places of the council's own foster carers, and what is not known of the others."""
    of = here.counted
    approved, filled = of.series("foster_places_approved"), of.series("foster_places_filled")
    places = {y: (approved[y], filled[y]) for y in approved if y in filled}
    return Prose(
        [
            places_words.fostering(places),
            "How many places independent fostering agencies could offer our children is not "
            "published, nor how many of our children live with relatives and friends who foster.",
        ]
    )


def say_supported(here: Outlook) -> Prose:
    """What is known of supported accommodation, and why it is no supply figure."""
    of = here.counted
    year = of.newest("supported_accommodation_places")
    return Prose([places_words.supported(year, of.at(year, "supported_accommodation_places"))])


def homes_by_sector(here: Outlook) -> Exhibit | Prose:
    """Places in children's homes by sector in the years of a complete list; nothing if none."""
    of, area = here.counted, here.figures.area
    by_sector = {c: of.series("places", "sector", c) for c in CATEGORIES["sector"]}
    if not any(any(years.values()) for years in by_sector.values()):
        return Prose([])
    source = source_line(chosen(HOMES))
    return places_by_sector.places_by_sector(by_sector, area, source=source, note=LISTS_ONLY)


def homes_over_time(here: Outlook) -> Exhibit:
    """Every year since 2016: places listed, opened and closed, and homes judged good or better."""
    of = here.counted
    home = ("home_type", "childrens_home")
    inspected = of.series("homes_inspected", *home)
    years = sorted({*inspected, *of.series("places_opened", *home), *of.series("places", *home)})
    lines = [
        {
            "Year to 31 March": str(year),
            "Places, complete lists": of.told(year, "places", *home),
            "Places opened": of.told(year, "places_opened", *home),
            "Places closed": of.told(year, "places_closed", *home),
            "Homes inspected": of.told(year, "homes_inspected", *home),
            "of them outstanding or good": _added(of, year),
        }
        for year in years
    ]
    return Exhibit(
        key="homes-over-time",
        headline="Children's homes in the area since 2016, as far as Ofsted lists them",
        subtitle=f"Children's homes in {here.figures.area.name}, whichever council uses them",
        alt="",
        table=pd.DataFrame(lines or [{"Year to 31 March": "every year", "Homes": "not listed"}]),
        source=source_line(chosen(HOMES)),
        note="Openings and closures are published for 2017 to 2023, complete lists for 2021, 2022 "
        "and 2025. Inspected homes are those with a full judgement.",
        folded=True,
    )


def foster_places(here: Outlook) -> Exhibit | Prose:
    """Approved and filled places of the council's own foster carers by year; nothing if none."""
    of = here.counted
    approved, filled = of.series("foster_places_approved"), of.series("foster_places_filled")
    if not any(places == places for places in approved.values()):
        return Prose([])
    lines = [
        {
            "31 March": str(year),
            "Approved places": of.told(year, "foster_places_approved"),
            "Filled": of.told(year, "foster_places_filled"),
            "Filled, % of approved": _share(filled.get(year), approved[year]),
        }
        for year in approved
    ]
    return Exhibit(
        key="foster-places",
        headline="Places with our own foster carers, approved and filled",
        subtitle=f"Mainstream places, relatives and friends aside, {here.figures.area.name}",
        alt="",
        table=pd.DataFrame(lines),
        source=source_line(chosen(FOSTER)),
        note="Rounded to the nearest 5 by Ofsted. Places not filled are vacant or not available; "
        "which of the two is not at hand by authority. Some councils report with a neighbour.",
    )


def across_the_boundary(here: Outlook) -> Exhibit:
    """Our children elsewhere and other councils' children here, year by year."""
    of = here.counted
    years = of.series("children_placed_in_area")
    lines = []
    for year in years:
        out = of.at(year, "cla_31_march", "locality", "outside")
        others = of.at(year, "children_placed_in_area", "responsibility", "other_la")
        own = of.at(year, "children_placed_in_area", "responsibility", "own")
        lines.append(
            {
                "31 March": str(year),
                "Our children outside the area": of.told(
                    year, "cla_31_march", "locality", "outside"
                ),
                "Other councils' children in the area": of.told(
                    year, "children_placed_in_area", "responsibility", "other_la"
                ),
                "Came in less went out": _difference(others, out),
                "Our own, % of children placed in the area": _share(own, years[year]),
            }
        )
    return Exhibit(
        key="across-the-boundary",
        headline="Who lives here from elsewhere, and which of our children live elsewhere",
        subtitle=f"Children in care on 31 March, all kinds of home, {here.figures.area.name}",
        alt="",
        table=pd.DataFrame(lines or [{"31 March": "every year", "Children": "not published"}]),
        source=source_line(chosen(("location_of_homes", *ACROSS))),
    )


def supply_unknown() -> Exhibit:
    """What no publication says of supply and use, why, and who could supply it."""
    listed = {n.ref: n for n in NOT_PUBLISHED}
    lines = [
        {"Not known": n.title, "Why": n.why, "Who could supply it": n.supplier}
        for n in (listed[ref] for ref in UNKNOWN_REFS)
    ]
    lines += [
        {
            "Not known": "Places that independent fostering agencies could offer",
            "Why": "Agencies are listed by their office, not by where carers live or whose "
            "children they take.",
            "Who could supply it": COMMISSIONERS,
        },
        {
            "Not known": "Where outside the area our children live",
            "Why": "Inside or outside the boundary, and the distance from home, are published; the "
            "place is not.",
            "Who could supply it": SSDA903,
        },
        {
            "Not known": "Which unfilled foster places are vacant, and which not available",
            "Why": "By authority only approved and filled places are at hand.",
            "Who could supply it": FOSTERING,
        },
        {
            "Not known": "The share of places in children's homes that our own children use",
            "Why": "The children placed in an area are published for all kinds of home together.",
            "Who could supply it": SSDA903,
        },
        {
            "Not known": "Where young people in supported accommodation live",
            "Why": "Ofsted lists providers by their registered office.",
            "Who could supply it": COMMISSIONERS,
        },
    ]
    return Exhibit(
        key="supply-unknown",
        headline="What we do not know about supply, and who could tell us",
        subtitle="Questions without a published answer for an authority",
        alt="",
        table=pd.DataFrame(lines),
        source="the list of indicators of this project",
    )


def _added(of: Counted, year: int) -> str:
    """Homes judged outstanding or good, of those inspected."""
    good = [of.at(year, "homes_inspected", "judgement", c) for c in ("outstanding", "good")]
    if any(pd.isna(n) for n in good):
        return numbers.reason(shapes.NOT_AVAILABLE)
    return numbers.plain(sum(good))


def _share(part: float | None, whole: float) -> str:
    if part is None or pd.isna(part) or pd.isna(whole) or whole == 0:
        return numbers.reason(shapes.NOT_AVAILABLE)
    return f"{numbers.plain(100 * part / whole)}%"


def _difference(one: float, other: float) -> str:
    if pd.isna(one) or pd.isna(other):
        return numbers.reason(shapes.NOT_AVAILABLE)
    return numbers.plain(one - other)

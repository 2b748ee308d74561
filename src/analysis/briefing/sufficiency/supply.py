"""What homes there are: whose, how good, for whose children, and what nobody publishes of them."""

from dataclasses import dataclass, replace
from math import isnan, nan

from analysis.briefing.figures import source_line
from analysis.briefing.parts import prose, table
from analysis.briefing.sufficiency.outlook import Outlook, PublishedCounts
from analysis.catalogue.categories import CATEGORIES
from analysis.catalogue.indicators import chosen
from analysis.catalogue.not_published import COMMISSIONERS, FOSTERING, SSDA903, unknown_here
from analysis.core import shapes
from analysis.present import numbers
from analysis.present.charts.forecast import places_by_sector
from analysis.present.parts.exhibit import Exhibit
from analysis.present.parts.prose import Prose
from analysis.present.words.homes import places as places_words

HOMES = ("homes_in_area", "home_places_in_area", "homes_good_or_outstanding")
FOSTER = ("foster_places_approved", "foster_places_filled")
ACROSS = ("placed_here_by_others", "placed_elsewhere")
CHILDRENS_HOME = ("home_type", "childrens_home")
OUTSIDE = ("cla_31_march", "locality", "outside")
OTHERS_HERE = ("children_placed_in_area", "responsibility", "other_la")
OWN_HERE = ("children_placed_in_area", "responsibility", "own")
UNKNOWN_REFS = ("B02", "B05", "A16", "B19", "B21", "B17", "B24")
UNKNOWN_BESIDE = (
    (
        "Places that independent fostering agencies could offer",
        "Agencies are listed by their office, not by where carers live or whose children they "
        "take.",
        COMMISSIONERS,
    ),
    (
        "Where outside the area our children live",
        "Inside or outside the boundary, and the distance from home, are published; the place is "
        "not.",
        SSDA903,
    ),
    (
        "Which unfilled foster places are vacant, and which not available",
        "By authority only approved and filled places are at hand.",
        FOSTERING,
    ),
    (
        "The share of places in children's homes that our own children use",
        "The children placed in an area are published for all kinds of home together.",
        SSDA903,
    ),
    (
        "Where young people in supported accommodation live",
        "Ofsted lists providers by their registered office.",
        COMMISSIONERS,
    ),
)
LISTS_ONLY = (
    "Ofsted's lists of other years hold only homes that had been inspected, so they are not "
    "comparable. Homes of a children's trust may be listed as a charity's or a company's."
)


@dataclass(frozen=True, kw_only=True)
class OwnFosterPlaces:
    """Places with the council's own foster carers on 31 March of a year."""

    year: int
    approved: float
    filled: float

    @property
    def empty(self) -> float:
        """Approved places that are not filled, whether or not a child could move in."""
        return self.approved - self.filled


def own_foster_places(here: Outlook, *, first: bool = False) -> OwnFosterPlaces | None:
    """The newest year (or the `first`) with both figures of places; None where none has them."""
    approved, filled = map(here.published.series, FOSTER)
    known = [
        OwnFosterPlaces(year=y, approved=approved[y], filled=filled[y])
        for y in sorted(approved)
        if approved[y] + filled.get(y, nan) > 0
    ]
    return known[0 if first else -1] if known else None


def own_share(here: Outlook) -> float:
    """Per cent of children placed in the area, in all kinds of home, who are our own, or nan."""
    year = here.published.newest("children_placed_in_area")
    placed = here.published.at(year, "children_placed_in_area")
    return 100 * here.published.at(year, *OWN_HERE) / placed if placed else nan


def say_homes(here: Outlook) -> Prose:
    """Children's homes in the area: how many, owners, judgements, openings, and for whom."""
    counts = here.published
    year = counts.newest("places", *CHILDRENS_HOME)
    places, homes = (counts.at(year, what, *CHILDRENS_HOME) for what in ("places", "homes"))
    sectors = {c: counts.at(year, "places", "sector", c) for c in CATEGORIES["sector"]}
    told = places_words.homes(here.name, year, homes, places, sectors)
    now = [places_words.with_trust(here.figures.area, told)[0]]
    if places > 0:
        owners, largest = (counts.at(year, m) for m in ("owners", "largest_owner_places"))
        judged = {c: counts.at(year, "homes", "judgement", c) for c in CATEGORIES["judgement"]}
        now += [places_words.owners(owners, largest, places), places_words.judgements(judged, year)]
    opened = counts.series("places_opened", *CHILDRENS_HOME)
    closed = counts.series("places_closed", *CHILDRENS_HOME)
    more = _left_out(counts, year)
    if opened and closed:
        moved = sum(opened.values()), sum(closed.values())
        more.insert(0, places_words.movements(*moved, min(opened) - 1, max(opened)))
    return prose(" ".join(now), " ".join(more))


def _left_out(counts: PublishedCounts, year: int) -> list[str]:
    """Secure homes and residential special schools in the area, which usable places leave out."""
    left_out = {
        "secure": "Secure homes in the area have {} more, which the whole country uses.",
        "residential_special_school": "Residential special schools registered as homes have {} "
        "more.",
    }
    return [
        sentence.format(numbers.count(places, "place", "places"))
        for kind, sentence in left_out.items()
        if (places := counts.at(year, "places", "home_type", kind)) > 0
    ]


def say_use(here: Outlook) -> Prose:
    """Whose children live in the area's homes, and how many cross the boundary."""
    counts = here.published
    year = counts.newest("children_placed_in_area")
    own, others, outside = (counts.at(year, *m) for m in (OWN_HERE, OTHERS_HERE, OUTSIDE))
    return prose(
        places_words.own_share(year, own, counts.at(year, "children_placed_in_area")),
        places_words.net_use(year, others, outside),
    )


def say_fostering(here: Outlook) -> Prose:
    """Places of the council's own foster carers, and what is not known of the others."""
    approved, filled = map(here.published.series, FOSTER)
    places = {y: (approved[y], filled[y]) for y in approved if y in filled}
    return prose(
        places_words.fostering(places),
        "How many places independent fostering agencies could offer our children is not "
        "published, nor how many of our children live with relatives and friends who foster.",
    )


def say_supported(here: Outlook) -> Prose:
    """What is known of supported accommodation, and why it is no supply figure."""
    counts, places = here.published, "supported_accommodation_places"
    year = counts.newest(places)
    return prose(places_words.supported(year, counts.at(year, places)))


def homes_by_sector(here: Outlook) -> Exhibit | Prose:
    """Places in children's homes by sector in the years of a complete list; nothing if none."""
    area = here.figures.area
    by_sector = {c: here.published.series("places", "sector", c) for c in CATEGORIES["sector"]}
    if not any(any(years.values()) for years in by_sector.values()):
        return prose()
    source = source_line(chosen(HOMES))
    shown = places_by_sector.places_by_sector(by_sector, area, source=source, note=LISTS_ONLY)
    return replace(shown, headline=places_words.with_trust(area, shown.headline)[0])


def homes_over_time(here: Outlook) -> Exhibit:
    """Every year since 2016: places listed, opened and closed, and homes judged good or better."""
    counts = here.published
    listed = ("homes_inspected", "places_opened", "places")
    rows = [
        {
            "Year to 31 March": str(year),
            "Places, complete lists": counts.printed(year, "places", *CHILDRENS_HOME),
            "Places opened": counts.printed(year, "places_opened", *CHILDRENS_HOME),
            "Places closed": counts.printed(year, "places_closed", *CHILDRENS_HOME),
            "Homes inspected": counts.printed(year, "homes_inspected", *CHILDRENS_HOME),
            "of them outstanding or good": _good(counts, year),
        }
        for year in sorted({y for m in listed for y in counts.series(m, *CHILDRENS_HOME)})
    ]
    return table(
        "homes-over-time",
        "Children's homes in the area since 2016, as far as Ofsted lists them",
        f"Children's homes in {here.name}, whichever council uses them",
        rows or [{"Year to 31 March": "every year", "Homes": "not listed"}],
        source=source_line(chosen(HOMES)),
        note="Openings and closures are published for 2017 to 2023, complete lists for 2021, 2022 "
        "and 2025. Inspected homes are those with a full judgement.",
        folded=True,
    )


def foster_places(here: Outlook) -> Exhibit | Prose:
    """Approved and filled places of the council's own foster carers by year; nothing if none."""
    approved, filled = map(here.published.series, FOSTER)
    if not any(places == places for places in approved.values()):
        return prose()
    rows = [
        {
            "31 March": str(year),
            "Approved places": here.published.printed(year, "foster_places_approved"),
            "Filled": here.published.printed(year, "foster_places_filled"),
            "Filled, % of approved": _share(filled.get(year, nan), approved[year]),
        }
        for year in approved
    ]
    return table(
        "foster-places",
        "Places with our own foster carers, approved and filled",
        f"Mainstream places, relatives and friends aside, {here.name}",
        rows,
        source=source_line(chosen(FOSTER)),
        note="Rounded to the nearest 5 by Ofsted. Places not filled are vacant or not available; "
        "which of the two is not at hand by authority. Some councils report with a neighbour.",
    )


def across_the_boundary(here: Outlook) -> Exhibit:
    """Our children elsewhere and other councils' children here, year by year."""
    counts = here.published
    rows = [
        {
            "31 March": str(year),
            "Our children outside the area": counts.printed(year, *OUTSIDE),
            "Other councils' children in the area": counts.printed(year, *OTHERS_HERE),
            "Came in less went out": _number(
                counts.at(year, *OTHERS_HERE) - counts.at(year, *OUTSIDE)
            ),
            "Our own, % of children placed in the area": _share(counts.at(year, *OWN_HERE), placed),
        }
        for year, placed in counts.series("children_placed_in_area").items()
    ]
    return table(
        "across-the-boundary",
        "Who lives here from elsewhere, and which of our children live elsewhere",
        f"Children in care on 31 March, all kinds of home, {here.name}",
        rows or [{"31 March": "every year", "Children": "not published"}],
        source=source_line(chosen(("location_of_homes", *ACROSS))),
    )


def supply_unknown(here: Outlook) -> Exhibit:
    """What no publication says of supply and use, why, and who could supply it; but for what the
    council's own return tells.
    """
    found = unknown_here(with_return=here.figures.own is not None)
    listed = {n.ref: (n.title, n.why, n.supplier) for n in found}
    heads = ("Not known", "Why", "Who could supply it")
    unknown = [*(listed[ref] for ref in UNKNOWN_REFS if ref in listed), *UNKNOWN_BESIDE]
    return table(
        "supply-unknown",
        "What we do not know about supply, and who could tell us",
        "Questions without a published answer for an authority",
        [dict(zip(heads, each, strict=True)) for each in unknown],
        source="the list of indicators of this project",
    )


def _good(counts: PublishedCounts, year: int) -> str:
    """Homes judged outstanding or good, of those inspected."""
    grades = ("outstanding", "good")
    return _number(sum(counts.at(year, "homes_inspected", "judgement", g) for g in grades))


def _share(part: float, whole: float) -> str:
    share = 100 * part / whole if whole else nan
    return _number(share) + ("" if isnan(share) else "%")


def _number(value: float) -> str:
    return numbers.reason(shapes.NOT_AVAILABLE) if isnan(value) else numbers.plain(value)

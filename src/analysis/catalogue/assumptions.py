"""The assumptions of the sufficiency report, each a row with its value, range, unit and source.

They are what no published figure of an authority settles, and a reader may change any.
"""

from dataclasses import dataclass
from typing import Any

from analysis.core.errors import CareAnalysisError


@dataclass(frozen=True, kw_only=True)
class Assumption:
    """A number that no figure of the authority settles, which a reader may change.

    `low` and `high` are the range within which others would put it; `price_year` is the financial
    year of a sum of money ("2023-24"), blank otherwise. Raises CareAnalysisError where the value
    lies outside its range or no source is given.
    """

    id: str
    title: str
    value: float
    low: float
    high: float
    unit: str
    source: str
    note: str = ""
    price_year: str = ""

    def __post_init__(self) -> None:
        """Refuse an assumption that nobody could check."""
        if not self.low <= self.value <= self.high:
            raise CareAnalysisError(
                f"Assumption '{self.id}': {self.value} is not between {self.low} and {self.high}."
            )
        if not self.source.strip():
            raise CareAnalysisError(f"Assumption '{self.id}' has no source.")


def ranged(value: float, *, low: float, high: float, unit: str) -> dict[str, Any]:
    """A value, the range within which others would put it, and its unit."""
    return {"value": value, "low": low, "high": high, "unit": unit}


_CHOICE = (
    "Illustration of this project, for the reader to change; the size is a choice and not a "
    "forecast of what any service would achieve."
)
CMA = (
    "Competition and Markets Authority, Children's social care market study, final report, "
    "March 2022"
)
UNIT_COSTS = (
    "Department for Education, weekly unit costs of children in care (section 251 returns), "
    "England, 2016-17 to 2024-25"
)

DEMAND: tuple[Assumption, ...] = (
    Assumption(
        id="fewer_starts_percent",
        title="Fewer entries: fewer children start to be looked after in each year",
        **ranged(10, low=0, high=30, unit="% of starts"),
        source=_CHOICE
        + " For scale: starts in England fell from 33,130 in 2023-24 to 32,270 in 2024-25, 3% "
        "(Department for Education, children looked after).",
    ),
    Assumption(
        id="more_exits_to_family_percent",
        title="More in family: more children leave care for special guardianship or home",
        **ranged(10, low=0, high=30, unit="% of those who leave so in a year"),
        source=_CHOICE
        + " The number who leave so is published (Department for Education, children who ceased "
        "to be looked after, by reason).",
    ),
    Assumption(
        id="homes_to_foster_percent",
        title="More foster carers: children who would live in children's homes live with a carer",
        **ranged(
            10,
            low=0,
            high=30,
            unit="% of children in children's homes, half of it in the first year",
        ),
        source=_CHOICE,
        note="Our own foster places grow by as many children as move.",
    ),
)

SUPPLY: tuple[Assumption, ...] = (
    Assumption(
        id="homes_occupancy",
        title="Places in children's homes that can be lived in at one time",
        **ranged(0.80, low=0.65, high=0.90, unit="share of registered places"),
        source="Independent Children's Homes Association, State of the Sector 2020: members report "
        "80% to 85%",
        note="A home keeps places empty to match children, to recruit or to repair. The low end is "
        "what England shows: 9,480 children in secure and children's homes on 31 March 2025 beside "
        "14,511 registered places in such homes (14,275 and 236 secure); special schools "
        "registered as homes have 1,231 more, which makes the 15,742 of all registered homes.",
    ),
    Assumption(
        id="homes_own_share_factor",
        title="Our share of children's homes beside our share of all homes in the area",
        **ranged(1.0, low=0.59, high=1.0, unit="times the published share"),
        source="The share of children placed in an area who are its own is published for all kinds "
        "of home together (Department for Education, children looked after, 2025)",
        note="1 takes the published share for children's homes too. It is probably too high: in "
        "March 2024, 67% of children in children's homes lived outside their authority (National "
        "Audit Office, September 2025) but 45% of all children in care, and 0.59 would allow for "
        "it. The gap in children's homes is then larger.",
    ),
    Assumption(
        id="foster_unfilled_available",
        title="Unfilled foster places that a child could move into",
        **ranged(0.40, low=0.25, high=0.55, unit="share of approved places that are not filled"),
        source="Ofsted, Fostering in England 2023 to 2024, as reported by Fostering News: about "
        "60% of councils' places filled and 16% of all places vacant; 2016 to 2017: 62%, 20%",
        note="The others are not available: carers take a break, keep a place for a sibling, or "
        "have a child who cannot share. By authority only approved and filled places are at hand.",
    ),
    Assumption(
        id="foster_occupancy",
        title="Approved foster places that can be lived in at one time",
        **ranged(0.76, low=0.70, high=0.85, unit="share of approved places"),
        source="Ofsted, Fostering in England 2023 to 2024, as reported by Fostering News: 60% "
        "filled and 16% vacant",
        note="It turns children without a place into places to approve: three children need about "
        "four approved places.",
    ),
    Assumption(
        id="other_fostering_held",
        title="Foster homes of agencies, relatives and friends that we go on using",
        **ranged(1.0, low=0.9, high=1.1, unit="times today's number"),
        source="Stated assumption: no figure of the capacity of independent agencies, or of "
        "relatives and friends, is published for an authority",
        note="Today's number is our children in foster care less the filled places of our own "
        "mainstream carers; it is held flat, and is an estimate across two publications.",
    ),
    Assumption(
        id="supply_growth_carried",
        title="Growth of the country's places that carries on",
        **ranged(
            0.75, low=0.0, high=1.5, unit="share of the average yearly growth published so far"
        ),
        source="Stated assumption; the growth itself is worked out from Ofsted's lists of homes "
        "since 2016 and from approved foster places since 2022",
        note="Each future draws a share between none and twice this one; the fall of the share of "
        "our own children carries on alike. Drawn from the list of 2022, the 95% intervals of "
        "places in homes held the list of 2025 in nine of ten authorities and the 80% intervals in "
        "six of ten: homes opened faster than in any year before.",
    ),
)

COST: tuple[Assumption, ...] = (
    Assumption(
        id="price_shocks_shared",
        title="How far prices of different homes rise together",
        **ranged(0.5, low=0.0, high=1.0, unit="correlation of yearly shocks"),
        source=UNIT_COSTS,
        note="The growth of residential care and of fostering had a correlation of 0.59 over eight "
        "years, which is too few to tell it from 0.5.",
    ),
    Assumption(
        id="price_shock_percent",
        title="Price shock: how much more every home costs in every year to come",
        **ranged(10, low=5, high=20, unit="% on top of the price expected"),
        source=UNIT_COSTS,
        note="Residential care rose by 19% in 2022-23, and by 9% a year on average in the other "
        "years: 10 points more in one year.",
    ),
    Assumption(
        id="external_difference_fostering",
        title="How much more a place with an independent fostering agency costs",
        **ranged(19, low=0, high=27, unit="% of the weekly cost of fostering"),
        price_year="2019-20",
        source=f"{CMA}, and interim report, October 2021",
        note="The average operating margin of the largest agencies (19%), as if nothing else "
        "differed: the report has indicative evidence that councils could provide some foster "
        "homes for less. High: what the agencies charged (£820 a week) above the average cost of "
        "fostering in 2019-20 (£600). Children with agencies often have greater needs, so that "
        "neither is like for like.",
    ),
    Assumption(
        id="external_difference_residential",
        title="How much more a place in a home run by another provider costs",
        **ranged(0, low=0, high=22.6, unit="% of the weekly cost of residential care"),
        price_year="2019-20",
        source=CMA,
        note="The report finds that councils' own homes and private homes cost much the same. "
        "High: the average operating margin of the 15 largest providers, 2016 to 2020.",
    ),
    Assumption(
        id="own_home_cost_per_place",
        title="What a place in a new children's home of our own costs, whether filled or not",
        **ranged(318_400, low=246_400, high=385_300, unit="£ a place a year"),
        price_year="2023-24",
        source="National Audit Office, Managing children's residential care, September 2025",
        note="The average spending on a place in a children's home in England, for want of a "
        "published cost of running one. Low: less the margin of the largest private providers "
        "(22.6%). High: the published unit cost of 2024-25 over a whole year. Put your own in its "
        "place.",
    ),
    Assumption(
        id="own_home_places",
        title="Places in a new children's home",
        **ranged(4, low=2, high=6, unit="places"),
        source="Ofsted, children's homes on 31 March 2025, England",
        note="15,742 places in 4,009 registered homes are 3.9 a home. That is with special schools "
        "registered as homes (1,231 places) and secure homes (236); the other 14,275 places, in "
        "3,946 children's homes, are 3.6 a home.",
    ),
)

# How long a decision takes to become a place a child can live in, by kind of home. No figure is
# worked out with them: they say by when to decide.
LEAD_MONTHS: dict[str, Assumption] = {
    "foster": Assumption(
        id="foster_lead_months",
        title="Recruiting a foster carer",
        **ranged(12, low=8, high=18, unit="months"),
        source="at most 8 months from an application to approval (Department for Education, "
        "Fostering services: national minimum standards, 2011); 4 to find carers, which is our "
        "assumption",
    ),
    "childrens_homes": Assumption(
        id="homes_lead_months",
        title="Opening a children's home",
        **ranged(18, low=12, high=30, unit="months"),
        source="our assumption: a house, planning permission, staff, and registration, for which "
        "Ofsted has named 6 to 18 months where an application is not urgent (reported by "
        "Harrison Clark Rickerbys, solicitors)",
    ),
}

ASSUMPTIONS: dict[str, Assumption] = {a.id: a for a in (*DEMAND, *SUPPLY, *COST)}


def values() -> dict[str, float]:
    """Every assumption's value by its id."""
    return {a.id: a.value for a in ASSUMPTIONS.values()}


def ranges() -> dict[str, tuple[float, float]]:
    """The low and the high end of every assumption by its id."""
    return {a.id: (a.low, a.high) for a in ASSUMPTIONS.values()}

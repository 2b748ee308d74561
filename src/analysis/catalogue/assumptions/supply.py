"""Assumptions of supply: what no figure of an authority says of the places it can use."""

from analysis.catalogue.assumptions.assumption import Assumption

HOMES_OCCUPANCY = Assumption(
    id="homes_occupancy",
    title="Places in children's homes that can be lived in at one time",
    value=0.80,
    low=0.65,
    high=0.90,
    unit="share of registered places",
    source="Independent Children's Homes Association, State of the Sector 2020: members report "
    "80% to 85%",
    note="A home keeps places empty to match children, to recruit or to repair. The low end is "
    "what England shows: 9,480 children in secure and children's homes on 31 March 2025 beside "
    "14,511 registered places in such homes (14,275 and 236 secure); special schools registered "
    "as homes have 1,231 more, which makes the 15,742 of all registered homes.",
)

HOMES_OWN_SHARE = Assumption(
    id="homes_own_share_factor",
    title="Our share of children's homes beside our share of all homes in the area",
    value=1.0,
    low=0.59,
    high=1.0,
    unit="times the published share",
    source="The share of children placed in an area who are its own is published for all kinds of "
    "home together (Department for Education, children looked after, 2025)",
    note="1 takes the published share for children's homes too. It is probably too high: in March "
    "2024, 67% of children in children's homes lived outside their authority (National Audit "
    "Office, September 2025) but 45% of all children in care, and 0.59 would allow for it. The "
    "gap in children's homes is then larger.",
)

FOSTER_AVAILABLE = Assumption(
    id="foster_unfilled_available",
    title="Unfilled foster places that a child could move into",
    value=0.40,
    low=0.25,
    high=0.55,
    unit="share of approved places that are not filled",
    source="Ofsted, Fostering in England 2023 to 2024, as reported by Fostering News: about 60% of "
    "councils' places filled and 16% of all places vacant; 2016 to 2017: 62%, 20%",
    note="The others are not available: carers take a break, keep a place for a sibling, or have "
    "a child who cannot share. By authority only approved and filled places are at hand.",
)

FOSTER_OCCUPANCY = Assumption(
    id="foster_occupancy",
    title="Approved foster places that can be lived in at one time",
    value=0.76,
    low=0.70,
    high=0.85,
    unit="share of approved places",
    source="Ofsted, Fostering in England 2023 to 2024, as reported by Fostering News: 60% filled "
    "and 16% vacant",
    note="It turns children without a place into places to approve: three children need about "
    "four approved places.",
)

OTHER_FOSTERING = Assumption(
    id="other_fostering_held",
    title="Foster homes of agencies, relatives and friends that we go on using",
    value=1.0,
    low=0.9,
    high=1.1,
    unit="times today's number",
    source="Stated assumption: no figure of the capacity of independent agencies, or of relatives "
    "and friends, is published for an authority",
    note="Today's number is our children in foster care less the filled places of our own "
    "mainstream carers; it is held flat, and is an estimate across two publications.",
)

GROWTH_CARRIED = Assumption(
    id="supply_growth_carried",
    title="Growth of the country's places that carries on",
    value=0.75,
    low=0.0,
    high=1.5,
    unit="share of the average yearly growth published so far",
    source="Stated assumption; the growth itself is worked out from Ofsted's lists of homes since "
    "2016 and from approved foster places since 2022",
    note="Each future draws a share between none and twice this one; the fall of the share of our "
    "own children carries on alike. Drawn from the list of 2022, the 95% intervals of places in "
    "homes held the list of 2025 in nine of ten authorities and the 80% intervals in six of ten: "
    "homes opened faster than in any year before.",
)

SUPPLY: tuple[Assumption, ...] = (
    HOMES_OCCUPANCY,
    HOMES_OWN_SHARE,
    FOSTER_AVAILABLE,
    FOSTER_OCCUPANCY,
    OTHER_FOSTERING,
    GROWTH_CARRIED,
)

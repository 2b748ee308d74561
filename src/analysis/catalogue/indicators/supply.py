"""Theme B: what homes there are in the area, and children placed across its boundary."""

from functools import partial

from analysis.catalogue.indicator import HIGH, NEUTRAL, Figure, Indicator
from analysis.catalogue.indicators.families import IN_CARE, SNAPSHOT, number, of

HOMES = "Children's homes registered with Ofsted in the area, whoever uses them"
FOSTER_PLACES = "Foster places of the authority's own fostering service, returned to Ofsted"
PLACES_APPROVED = Figure("foster_places_approved", "places")
HOME_PLACES = Figure("places", "places", "home_type", "childrens_home")
HOMES_INSPECTED = Figure("homes_inspected", "homes")
GOOD = ("outstanding", "good")

_number = partial(number, theme="B", period="31 march", sources=("cla_2024",))
_homes = partial(_number, cohort=HOMES, sources=("ofsted",))
_supply = partial(Indicator, theme="B", polarity=NEUTRAL, period="31 march")


INDICATORS = (
    _number(
        id="placed_here_by_others",
        ref="B20",
        title="Children of other authorities who live in this area",
        cohort="Children looked after on 31 March by other authorities and living in this area",
        numerator=Figure("placed_here_by_others"),
        definition="Children looked after by other authorities who were placed within this "
        "authority's boundary on 31 March.",
        why="Homes in the area are not all for the area's own children.",
    ),
    _number(
        id="placed_elsewhere",
        ref="B12",
        title="The authority's children who live in other areas",
        cohort=SNAPSHOT,
        numerator=Figure("placed_elsewhere"),
        definition="The authority's looked after children placed outside its boundary on 31 March.",
        why="Their schools, health services and police are somebody else's.",
    ),
    _number(
        id="net_gain_of_children",
        ref="B20",
        title="Children placed here by others, less our children placed elsewhere",
        kind="difference",
        cohort="Children looked after on 31 March, placed across this authority's boundary",
        numerator=Figure("placed_here_by_others"),
        denominator=Figure("placed_elsewhere"),
        published=Figure("net_gain"),
        definition="Children of other authorities placed in the area less the authority's own "
        "children placed outside it.",
        why="Above zero, the area takes in more children than it sends out.",
    ),
    _number(
        id="foster_places_approved",
        ref="B18",
        title="Approved places with the council's own foster carers",
        unit="places",
        cohort=FOSTER_PLACES,
        sources=("fostering",),
        numerator=PLACES_APPROVED,
        definition="Places for which the authority's own foster carers were approved on 31 March.",
        why="Each place with the council's own carers is a home near by.",
        caveat="Some authorities return together with a neighbour; an approved place may not be "
        "available.",
    ),
    _supply(
        id="foster_places_filled",
        ref="B18",
        title="Approved foster places that are filled",
        kind="proportion",
        unit="% of approved places",
        cohort=FOSTER_PLACES,
        sources=("fostering",),
        core=True,
        numerator=Figure("foster_places_filled", "places"),
        denominator=PLACES_APPROVED,
        definition="Places with the authority's own foster carers in which a child lived on 31 "
        "March, as a share of approved places; worked out by this project.",
        why="A place may be empty because it does not fit the child who needs one.",
    ),
    _homes(
        id="homes_in_area",
        ref="B20",
        title="Children's homes in the area",
        unit="homes",
        numerator=Figure("homes", "homes", "home_type", "childrens_home"),
        definition="Children's homes registered with Ofsted in the area on 31 March.",
        why="It is what the market offers near by, to every council.",
    ),
    _homes(
        id="home_places_in_area",
        ref="B20",
        title="Places in children's homes in the area",
        unit="places",
        numerator=HOME_PLACES,
        definition="Registered places in children's homes in the area on 31 March.",
        why="A registered place is not always open, staffed or right for a child.",
    ),
    _supply(
        id="home_places_per_100_children",
        ref="B20",
        title="Places in children's homes for every 100 children in care",
        kind="ratio",
        unit="places per 100 children in care",
        cohort=HOMES,
        sources=("ofsted", "cla"),
        numerator=HOME_PLACES,
        denominator=IN_CARE,
        definition="Registered places in children's homes in the area for every 100 children "
        "looked after by the authority; worked out by this project.",
        why="It sets the supply of homes here beside the children here.",
        caveat="The homes are used by other councils too.",
    ),
    _supply(
        id="homes_good_or_outstanding",
        ref="B22",
        title="Children's homes in the area judged good or outstanding",
        kind="proportion",
        unit="% of homes with a judgement",
        polarity=HIGH,
        cohort="Children's homes in the area that had a full inspection judgement on 31 March",
        sources=("ofsted",),
        numerator=of(HOMES_INSPECTED, "judgement", GOOD),
        denominator=of(HOMES_INSPECTED, "judgement", (*GOOD, "requires_improvement", "inadequate")),
        definition="Children's homes in the area judged good or outstanding at their latest full "
        "inspection; worked out from Ofsted's list.",
        why="It is about homes, not children: it does not say where our children live.",
    ),
)

"""Theme B: where children live, who provides the home, and how far away it is."""

from datetime import date
from functools import partial

from analysis.catalogue.indicator import HIGH, LOW, Break, Figure
from analysis.catalogue.indicators.families import IN_CARE, share, share_of_children_in_care, split

_share_of_children = partial(share_of_children_in_care, theme="B")
SUPPORTED_BREAK = Break(
    date(2023, 10, 28),
    "Supported accommodation had to be registered from 28 October 2023; former semi-independent "
    "homes that were not registered moved to 'other'.",
)

INDICATORS = (
    _share_of_children(
        id="placement_of_children",
        ref="B01",
        title="Where children in care live",
        definition="Children looked after on 31 March by the kind of home they lived in.",
        why="Most children do best in a family; some need another kind of home.",
        breaks=(SUPPORTED_BREAK,),
        **split(IN_CARE, "placement"),
    ),
    _share_of_children(
        id="placed_foster",
        ref="B01",
        title="Children who live with foster carers",
        polarity=HIGH,
        core=True,
        definition="Children looked after on 31 March who lived with foster carers, relatives and "
        "friends included.",
        why="A family home is right for most children.",
        **share(IN_CARE, "placement", "foster"),
    ),
    _share_of_children(
        id="placed_childrens_homes",
        ref="B03",
        title="Children who live in children's homes",
        definition="Children looked after on 31 March who lived in a children's home or a secure "
        "home.",
        why="These are the most expensive homes, and often far away.",
        **share(IN_CARE, "placement", "childrens_homes"),
    ),
    _share_of_children(
        id="placed_supported",
        ref="B04",
        title="Young people in supported accommodation",
        definition="Children looked after on 31 March who lived independently, semi-independently "
        "or in supported accommodation.",
        why="It may only be used for young people aged 16 and over.",
        breaks=(SUPPORTED_BREAK,),
        **share(IN_CARE, "placement", "supported"),
    ),
    _share_of_children(
        id="placed_with_parents",
        ref="B06",
        title="Children in care who live with their parents",
        definition="Children looked after on 31 March who lived with their parents or another "
        "person with parental responsibility.",
        why="The court order stays while the family is tested; it should not drift.",
        **share(IN_CARE, "placement", "parents"),
    ),
    _share_of_children(
        id="placed_for_adoption",
        ref="B07",
        title="Children placed for adoption",
        definition="Children looked after on 31 March who were placed with adopters.",
        why="They are on the way to a permanent family.",
        **share(IN_CARE, "placement", "adoption"),
    ),
    _share_of_children(
        id="placed_residential_schools",
        ref="B01",
        title="Children who live in residential schools",
        definition="Children looked after on 31 March who lived in a residential school.",
        why="Most of these children are disabled and live far from home.",
        **share(IN_CARE, "placement", "residential_schools"),
    ),
    _share_of_children(
        id="placed_other_residential",
        ref="B01",
        title="Children in other residential settings",
        definition="Children looked after on 31 March in care homes, family centres, hospitals, "
        "custody and other residential settings.",
        why="Small numbers, but among the most vulnerable children.",
        **share(IN_CARE, "placement", "other_residential"),
    ),
    _share_of_children(
        id="placed_other",
        ref="B08",
        title="Children in other placements, unregistered ones included",
        definition="Children looked after on 31 March in other placements; since October 2023 "
        "homes that are not registered are here.",
        why="Homes that nobody inspects are in this group.",
        breaks=(SUPPORTED_BREAK,),
        **share(IN_CARE, "placement", "other"),
    ),
    _share_of_children(
        id="provider_of_homes",
        ref="B09",
        title="Who provides the homes",
        definition="Children looked after on 31 March by who provided the home.",
        why="External homes are bought at a price the council does not set.",
        **split(IN_CARE, "provider"),
    ),
    _share_of_children(
        id="provided_by_own_authority",
        ref="B09",
        title="Children in the council's own provision",
        definition="Children looked after on 31 March whose home was provided by the authority "
        "itself.",
        why="The council can plan and support its own homes and carers.",
        **share(IN_CARE, "provider", "own"),
    ),
    _share_of_children(
        id="provided_privately",
        ref="B09",
        title="Children in private provision",
        definition="Children looked after on 31 March whose home was provided by a private "
        "company.",
        why="It is the largest part of external provision.",
        **share(IN_CARE, "provider", "private"),
    ),
    _share_of_children(
        id="external_provision",
        ref="B09",
        title="Children in external provision",
        core=True,
        definition="Children looked after on 31 March whose home was provided by a private "
        "company or a voluntary organisation; worked out where both numbers are published.",
        why="Members have asked why it rises and what it costs.",
        caveat="Children whose provider is not reported stay in the number divided by.",
        **share(IN_CARE, "provider", ("private", "voluntary")),
    ),
    _share_of_children(
        id="location_of_homes",
        ref="B14",
        title="How far from home children live",
        definition="Children looked after on 31 March by whether they lived inside the "
        "authority's boundary, and within 20 miles of home.",
        why="Near home, children keep family, friends and school.",
        **split(IN_CARE, "locality_distance"),
    ),
    _share_of_children(
        id="placed_outside",
        ref="B12",
        title="Children who live outside the authority's area",
        polarity=LOW,
        definition="Children looked after on 31 March who lived outside the authority's boundary, "
        "at any distance.",
        why="The law asks for enough homes in the authority's own area.",
        caveat="In a small or urban authority the other side of the boundary may be near home.",
        **share(IN_CARE, "locality", "outside"),
    ),
    _share_of_children(
        id="placed_over_20_miles",
        ref="B13",
        title="Children who live more than 20 miles from home",
        polarity=LOW,
        definition="Children looked after on 31 March who lived more than 20 miles from home, "
        "inside or outside the boundary.",
        why="Distance strains family ties and schooling.",
        caveat="Not the same as more than 20 miles and outside the area, which is smaller.",
        **share(IN_CARE, "distance", "over_20_miles"),
    ),
    _share_of_children(
        id="placed_over_20_miles_outside",
        ref="B14",
        title="Children who live more than 20 miles from home and outside the area",
        polarity=LOW,
        sources=("cla", "lait"),
        core=True,
        definition="Children looked after on 31 March who lived more than 20 miles from home and "
        "outside the authority's boundary.",
        why="These children are furthest from family, school and their social worker.",
        caveat="Three measures of distance are often confused: this one needs both.",
        **share(IN_CARE, "locality_distance", "outside_over_20"),
    ),
    _share_of_children(
        id="new_placements_over_20_miles_outside",
        ref="B15",
        title="New placements more than 20 miles from home and outside the area",
        unit="% of new placements",
        polarity=LOW,
        cohort="Placements that started in the year; a child may have several",
        period="year to march",
        definition="Placements that started in the year more than 20 miles from home and outside "
        "the authority's boundary, as a share of all new placements.",
        why="It shows where homes are being found now, not where children have long lived.",
        **share(Figure("new_placements"), "location", "outside_over_20"),
    ),
)

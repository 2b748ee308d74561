"""What is counted by group from a council's own return alone, and in which breakdowns.

Groups of the year are of its last 31 March; homes by age and kind are of the newest day.
"""

from analysis.catalogue.returns.categories import (
    AGES,
    ETHNICITY,
    LEGAL_STATUS,
    NEED,
    PLACEMENT,
    PROVIDER,
    SEX,
    of,
)
from analysis.catalogue.returns.codes.lists import REVIEW_CODE

PARTICIPATION = of(REVIEW_CODE)
NOT_REPORTED = "not_reported"
CATEGORIES_OF = {
    "age": tuple(AGES),
    "sex": tuple(dict.fromkeys(SEX.values())),
    "ethnicity": tuple(dict.fromkeys(ETHNICITY.values())),
    "need": tuple(dict.fromkeys(NEED.values())),
    "legal_status": tuple(dict.fromkeys(LEGAL_STATUS.values())),
    "uasc": ("uasc", "not_uasc"),
    "placement": tuple(dict.fromkeys(PLACEMENT.values())),
    "provider": (*dict.fromkeys(PROVIDER.values()), NOT_REPORTED),
    "participation": tuple(dict.fromkeys(PARTICIPATION.values())),
}

FEWEST_IN_CARE = 150
"""Where fewer are in care no groups are counted: nearly all would be hidden, others for them."""

WHO = ("sex", "age", "ethnicity", "need", "legal_status", "uasc")
"""Who a child is: the breakdowns of health."""
LIVES = ("age", "sex", "placement")
"""The breakdowns of being missing and of three or more homes."""
MOVED = ("age", "placement")
"""The breakdowns of moves, by age at the move and home left, and of distance."""

MOVES = {
    "moves_in_plan": ("care_plan",),
    "moves_by_carers": (
        "carer_requests_behaviour",
        "carer_requests_other",
        "resignation_or_closure",
    ),
}
"""Moves by reason, of which several are together."""

KINDS = {
    "foster": ("foster",),
    "childrens_homes": ("childrens_homes",),
    "supported": ("supported",),
    "elsewhere": ("adoption", "parents", "residential_schools", "other_residential", "other"),
}
PROVIDERS = {
    "own": ("own",),
    "private": ("private",),
    "voluntary": ("voluntary",),
    "others": ("other_la", "other_public", "parents", NOT_REPORTED),
}
"""Kinds of home and providers that are told by age; those with few children are together."""
IN_KIND = {kind: f"cla_31_march_in_{kind}" for kind in KINDS}
BY_PROVIDER = {name: f"cla_31_march_by_{name}" for name in PROVIDERS}
DISTANCE_KNOWN, FAR = "cla_31_march_distance_known", "cla_31_march_over_20_miles"
MISSING = "missing_of_in_care"
"""Children in care on 31 March who were missing in the year that ends then."""
SDQ_BANDS_OF_AGE = ("5_to_9", "10_to_15", "16_and_over")
REVIEWS, ON_TIME, TOOK_PART = "reviews_cohort", "reviews_on_time", "reviews_of_4_and_over"

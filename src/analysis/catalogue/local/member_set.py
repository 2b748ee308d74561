"""The 24 figures that members usually see, for a council that has supplied no strategy.

Each is a published indicator's id, or its number in the field's list where nobody publishes it.
"""

MEMBER_SET: dict[str, tuple[str, ...]] = {
    "Children in our care": ("cla_number", "cla_rate", "cla_started_rate"),
    "Where children live": (
        "placed_foster",
        "external_provision",
        "placed_over_20_miles_outside",
        "foster_places_approved",
        "B23",
    ),
    "What it costs": ("C05", "C07"),
    "Staying in one home, with one social worker": (
        "three_or_more_placements",
        "same_placement_two_years",
        "three_or_more_social_workers",
    ),
    "Health and wellbeing": ("health_assessment", "dental_check", "sdq_concern"),
    "Education": ("attainment_8", "absence_persistent", "F16"),
    "Safety": ("missing_during_year",),
    "Moving on": ("care_leavers_in_eet_19_21", "care_leavers_suitable_accommodation_19_21"),
    "Being heard": ("I02", "I09"),
}

"""Measures that young people who came to this country alone can make unfair to compare.

They have no family here to go back to and are seldom adopted; most are 16 or 17, live in supported
accommodation, become care leavers soon and have no school or health record here. Where an authority
has more of them than others, that alone can set such a measure apart.
"""

from dataclasses import dataclass

IN_CARE, CAME_IN = "uasc_share", "uasc_share_of_starts"
WHOM = {IN_CARE: "children in care", CAME_IN: "those who came into care"}


@dataclass(frozen=True)
class Mixed:
    """The published share of unaccompanied children that tells most of a measure's cohort.

    No publication has it for those who left care, nor for care leavers; that of those who came in
    is nearest. `seldom` says that hardly any of them is in the numerator.
    """

    share: str
    seldom: bool = False


MIXED = {
    **dict.fromkeys(
        (
            "adopted",
            "special_guardianship",
            "child_arrangements_order",
            "returned_home_planned",
            "returned_home_unplanned",
        ),
        Mixed(CAME_IN, seldom=True),
    ),
    **dict.fromkeys(
        (
            "new_placements_over_20_miles_outside",
            "remained_with_carers",
            "missing_more_than_once",
            *(
                f"care_leavers_{what}_{ages}"
                for what in ("in_eet", "suitable_accommodation", "in_touch")
                for ages in ("17_18", "19_21")
            ),
            "care_leavers_not_in_eet_19_21",
            "care_leavers_not_in_eet_other_19_21",
            "care_leavers_unsuitable_accommodation_19_21",
            "care_leavers_not_in_touch_19_21",
            "care_leavers_higher_education_19_21",
            "care_leavers_apprenticeship_19_21",
        ),
        Mixed(CAME_IN),
    ),
    **dict.fromkeys(
        (
            "placed_foster",
            "placed_outside",
            "placed_over_20_miles",
            "placed_over_20_miles_outside",
            "immunisations",
            "health_assessment",
            "english_maths_4",
            "english_maths_5",
            "attainment_8",
        ),
        Mixed(IN_CARE),
    ),
}

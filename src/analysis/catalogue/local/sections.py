"""The sections of the front page, their measures, and what members asked for in minutes."""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, kw_only=True)
class Section:
    """A section of the front page: the ids of its measures, the main one first.

    Those that end years ago, such as permanent exclusions, are left out. `asked` has those that
    elected members asked for in minuted meetings, each with what they asked. `panels` are shown
    side by side on axes of one length, where more than the leading one is to be seen.
    """

    title: str
    measures: tuple[str, ...]
    asked: Mapping[str, str] = field(default_factory=dict)
    panels: tuple[str, ...] = ()


SECTIONS: dict[str, Section] = {
    "coming_into_care": Section(
        title="Coming into care",
        measures=(
            "cla_started_rate",
            "cla_ceased_rate",
            "cla_rate",
            "started_under_1",
            "started_16_and_over",
            "uasc_share_of_starts",
            "cla_per_leaver",
        ),
        asked={
            "cla_rate": "How would the number in care come down towards the national average?",
            "cla_started_rate": "Which lever is behind the number: coming in, leaving or staying?",
        },
    ),
    "homes": Section(
        title="Homes",
        measures=(
            "placed_over_20_miles_outside",
            "placed_foster",
            "external_provision",
            "placed_childrens_homes",
            "placed_supported",
            "placed_outside",
            "new_placements_over_20_miles_outside",
            "foster_places_filled",
            "homes_good_or_outstanding",
        ),
        asked={
            "external_provision": "Why does the share of external provision rise, at what cost?"
        },
    ),
    "stability": Section(
        title="Stability",
        measures=(
            "three_or_more_placements",
            "same_placement_two_years",
            "three_or_more_social_workers",
            "three_or_more_placements_two_years",
            "mid_year_school_moves",
            "moves_asked_for_by_carers",
        ),
    ),
    "health": Section(
        title="Health",
        measures=(
            "health_assessment",
            "dental_check",
            "sdq_concern",
            "immunisations",
            "development_assessment",
            "sdq_received",
            "sdq_average",
            "substance_misuse",
        ),
        panels=(
            "health_assessment",
            "dental_check",
            "immunisations",
            "sdq_received",
            "sdq_concern",
            "substance_misuse",
        ),
        asked={
            "health_assessment": "Are health assessments in time?",
            "sdq_concern": "How are the children's emotional and mental health?",
        },
    ),
    "education": Section(
        title="Education",
        measures=(
            "absence_persistent",
            "english_maths_4",
            "ks2_rwm",
            "attainment_8",
            "english_maths_5",
            "absence_severe",
            "absence_overall",
            "suspended",
            "good_level_of_development",
        ),
        panels=(
            "english_maths_4",
            "ks2_rwm",
            "absence_persistent",
            "absence_severe",
            "suspended",
            "good_level_of_development",
        ),
        asked={
            "english_maths_4": "How is attainment beside that of mainstream pupils?",
            "ks2_rwm": "How is attainment beside that of mainstream pupils?",
        },
    ),
    "safety": Section(
        title="Safety",
        measures=(
            "missing_during_year",
            "missing_more_than_once",
            "convicted",
            "missing_incidents_per_child",
            "away_during_year",
        ),
    ),
    "permanence": Section(
        title="Permanence",
        measures=(
            "adopted",
            "special_guardianship",
            "returned_home_planned",
            "returned_home_unplanned",
            "child_arrangements_order",
            "left_care_at_18",
        ),
    ),
    "care_leavers": Section(
        title="Care leavers",
        measures=(
            "care_leavers_in_eet_19_21",
            "care_leavers_suitable_accommodation_19_21",
            "care_leavers_in_eet_17_18",
            "care_leavers_suitable_accommodation_17_18",
            "care_leavers_in_touch_19_21",
            "care_leavers_in_touch_17_18",
            "care_leavers_higher_education_19_21",
            "care_leavers_apprenticeship_19_21",
            "remained_with_carers",
            "staying_put_18",
            "staying_put_19_20",
        ),
        panels=(
            "care_leavers_in_eet_19_21",
            "care_leavers_suitable_accommodation_19_21",
            "care_leavers_in_touch_19_21",
            "care_leavers_in_eet_17_18",
            "care_leavers_suitable_accommodation_17_18",
            "staying_put_18",
        ),
        asked={"care_leavers_in_eet_19_21": "Are care leavers in education, work or training?"},
    ),
}

"""What a council's own counts are called beside the published ones, and why the two may differ.

Reasons are declared here: the rule by which a count of a return can differ from the department's
of the same day. A difference without a declared reason has none that we know.
"""

# The counts to look at first, with what a reader calls them.
HEADLINES = {
    "cla_31_march": "Children in care on the day",
    "cla_started": "Children who came into care in the year",
    "cla_ceased": "Children who left care in the year",
    "three_or_more_placements": "Children with three or more placements in the year",
    "same_placement_two_years": "Children in the same home for two years",
    "health_assessment": "Children with a health assessment",
    "missing_during_year": "Children who were missing in the year",
    "care_leavers_17_18": "Care leavers aged 17 and 18",
    "care_leavers_19_21": "Care leavers aged 19 to 21",
}
OTHERS = {
    "adopted_application": "Children adopted",
    "away_at_31_march": "Children away without permission on the day",
    "away_during_year": "Children away without permission in the year",
    "away_incidents": "Times that children were away without permission",
    "away_more_than_once": "Children away without permission more than once",
    "care_leavers_accommodation_17_18": "Homes of care leavers aged 17 and 18",
    "care_leavers_accommodation_19_21": "Homes of care leavers aged 19 to 21",
    "care_leavers_in_touch_17_18": "Contact with care leavers aged 17 and 18",
    "care_leavers_in_touch_19_21": "Contact with care leavers aged 19 to 21",
    "cla_12_months": "Children in care for twelve months",
    "cla_12_months_0_4": "Children in care for twelve months, aged under 5",
    "cla_12_months_5_16": "Children in care for twelve months, aged 5 to 16",
    "cla_12_months_10_17": "Children in care for twelve months, aged 10 to 17",
    "cla_during_year": "Children in care at any time in the year",
    "convicted": "Children convicted or cautioned",
    "dental_check": "Children seen by a dentist",
    "development_assessment": "Young children with a development check",
    "immunisations": "Children with up-to-date immunisations",
    "long_term_cohort": "Children under 16 in care for two and a half years",
    "missing_at_31_march": "Children missing on the day",
    "missing_incidents": "Times that children were missing",
    "missing_more_than_once": "Children missing more than once",
    "new_placements": "Placements that began in the year",
    "placement_changes": "Moves from one placement to another",
    "placement_stability_cohort": "Children in care on the day, counted for moves",
    "sdq_average": "Average score for emotional health",
    "sdq_borderline": "Children whose emotional health is borderline",
    "sdq_concern": "Children whose emotional health is a cause for concern",
    "sdq_normal": "Children whose emotional health is normal",
    "sdq_received": "Children with a score for emotional health",
    "short_term_placements": "Children only in short breaks",
    "social_worker_cohort": "Children in care on the day, counted for social workers",
    "special_guardianship": "Children who left for special guardianship",
    "substance_intervention": "Children with a substance problem who received help",
    "substance_misuse": "Children with a substance problem",
    "substance_refused": "Children with a substance problem who refused help",
    "three_or_more_placements_two_years": "Children with three or more placements in two years",
    "three_or_more_social_workers": "Children with three or more social workers",
    "two_year_cohort": "Children in care on the day and a year before",
}

LATE = "Records put right after the department counted change ours."
RULES = {
    LATE: ("cla_31_march", "cla_started", "cla_ceased", "cla_during_year", "cla_12_months"),
    "Short breaks are left out; a stay that was put right may have become one, or been one.": (
        "short_term_placements",
    ),
    "Temporary stays are no placement, and the same home after one goes on; the department's own "
    "steps are not published.": (
        "three_or_more_placements",
        "three_or_more_placements_two_years",
        "same_placement_two_years",
        "placement_changes",
        "new_placements",
    ),
    "Answers about health and offending are filled in at the year's end, some after the department "
    "counted.": (
        *("health_assessment", "dental_check", "immunisations", "development_assessment"),
        *("convicted", "substance_misuse", "substance_intervention", "substance_refused"),
        *("sdq_received", "sdq_normal", "sdq_borderline", "sdq_concern"),
    ),
    "The department prints the average to one decimal.": ("sdq_average",),
    "Incidents that were entered late are in ours.": (
        *("missing_during_year", "missing_incidents", "missing_more_than_once"),
        *("away_during_year", "away_incidents", "away_more_than_once"),
    ),
    "Young people are seen around their birthday; contact that was entered later is in ours.": (
        *("care_leavers_17_18", "care_leavers_19_21"),
        *("care_leavers_accommodation_17_18", "care_leavers_accommodation_19_21"),
        *("care_leavers_in_touch_17_18", "care_leavers_in_touch_19_21"),
    ),
}
BY_DIMENSION = {
    "uasc": "Whether a child came alone to seek asylum is counted by the day on which it ended.",
    "distance": "Distances are worked out from the postcodes at hand.",
    "locality_distance": "Distances are worked out from the postcodes at hand.",
    "location": "Distances are worked out from the postcodes at hand.",
    "reason": "A reason that is not known is counted among other reasons.",
}
"""By the breakdown, which tells more than the measure does."""

_BY_MEASURE = {measure: said for said, measures in RULES.items() for measure in measures}


def called(measure: str) -> str:
    """What a count is called beside the published one."""
    known = (HEADLINES | OTHERS).get(measure)
    return known or measure.replace("_", " ").capitalize()


def why(measure: str, dimension: str) -> str:
    """The rule that explains how a count can differ from the published one; '' where none does."""
    return BY_DIMENSION.get(dimension) or _BY_MEASURE.get(measure, "")

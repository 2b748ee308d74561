"""How counts from a return hang together, beyond breakdowns that add up to their total.

What a reader could subtract: numerators from their cohorts, groups from wider groups, and figures
that are the same children under two names.
"""

HEALTH = (
    "health_assessment",
    "dental_check",
    "immunisations",
    "substance_misuse",
    "cla_12_months_0_4",
    "cla_12_months_5_16",
    "cla_12_months_10_17",
)
# Each is a part of the other: the children left over can be worked out.
PART_OF = {
    **dict.fromkeys(HEALTH, "cla_12_months"),
    "cla_12_months": "two_year_cohort",
    "two_year_cohort": "cla_31_march",
    "long_term_cohort": "cla_12_months",
    "cla_31_march": "cla_during_year",
    "cla_ceased": "cla_during_year",
    "three_or_more_placements": "placement_stability_cohort",
    "three_or_more_placements_two_years": "two_year_cohort",
    "same_placement_two_years": "long_term_cohort",
    "development_assessment": "cla_12_months_0_4",
    "convicted": "cla_12_months_10_17",
    "sdq_received": "cla_12_months_5_16",
    "substance_intervention": "substance_misuse",
    "substance_refused": "substance_misuse",
    "missing_during_year": "cla_during_year",
    "missing_more_than_once": "missing_during_year",
    "missing_at_31_march": "missing_during_year",
    "away_during_year": "cla_during_year",
    "away_more_than_once": "away_during_year",
    "away_at_31_march": "away_during_year",
    "three_or_more_social_workers": "social_worker_cohort",
    "care_leavers_accommodation_17_18": "care_leavers_17_18",
    "care_leavers_accommodation_19_21": "care_leavers_19_21",
}
# The same children under another name.
SAME_AS = {
    "placement_stability_cohort": "cla_31_march",
    "social_worker_cohort": "cla_31_march",
    "care_leavers_in_touch_17_18": "care_leavers_17_18",
    "care_leavers_in_touch_19_21": "care_leavers_19_21",
}
# Totals that are a category of another measure.
CATEGORY_AS_TOTAL = {
    "adopted_application": ("cla_ceased", "reason", "adopted"),
    "special_guardianship": ("cla_ceased", "reason", "special_guardianship"),
}
# Measures that add up to another.
ADD_UP = {"sdq_received": ("sdq_normal", "sdq_borderline", "sdq_concern")}
# Categories that are others of the same dimension added up.
TOGETHER = {
    "eet": (
        "higher_education",
        "education_not_higher",
        "training_or_employment",
        "apprenticeship",
        "training_or_employment_not_apprenticeship",
    ),
    "not_eet": ("not_eet_illness", "not_eet_other", "not_eet_parenting"),
}
# Sums since April: what came since an earlier page of the year can be worked out.
CUMULATIVE = (
    "cla_started",
    "cla_ceased",
    "cla_during_year",
    "short_term_placements",
    "placement_changes",
    "new_placements",
    "missing_during_year",
    "missing_more_than_once",
    "missing_incidents",
    "away_during_year",
    "away_more_than_once",
    "away_incidents",
    "adopted_application",
    "special_guardianship",
)
# The last time in a year counts, so that the number of a category can become less.
LAST_COUNTS = ("cla_ceased", "adopted_application", "special_guardianship")
# Averages, and the number of children behind each.
MEANS = {"sdq_average": "sdq_received"}

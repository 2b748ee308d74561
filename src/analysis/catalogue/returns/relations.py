"""How counts from a return hang together, beyond breakdowns that add up to their total.

What a reader could subtract: numerators from their cohorts, groups from wider groups, and figures
that are the same children under two names. And which of them start again each April.
"""

from datetime import date

from analysis.catalogue.indicator import Indicator
from analysis.catalogue.returns.groups.counted import (
    BY_PROVIDER,
    DISTANCE_KNOWN,
    FAR,
    IN_KIND,
    KINDS,
    MISSING,
    MOVES,
    ON_TIME,
    PROVIDERS,
    REVIEWS,
)

IN_CARE = "cla_31_march"
HEALTH = (
    "health_assessment",
    "dental_check",
    "immunisations",
    "substance_misuse",
    "cla_12_months_0_4",
    "cla_12_months_5_16",
    "cla_12_months_10_17",
)
# Each is a part of the other, and so is each group of one of the same group of the other: the
# children left over can be worked out.
PART_OF = {
    **dict.fromkeys(HEALTH, "cla_12_months"),
    "cla_12_months": "two_year_cohort",
    "two_year_cohort": "cla_31_march",
    "long_term_cohort": "cla_12_months",
    "in_external_provision": "provider_recorded",
    "provider_recorded": "cla_31_march",
    "cla_31_march": "cla_during_year",
    "cla_ceased": "cla_during_year",
    "three_or_more_placements": "placement_stability_cohort",
    "three_or_more_placements_two_years": "two_year_cohort",
    "same_placement_two_years": "long_term_cohort",
    "development_assessment": "cla_12_months_0_4",
    "convicted": "cla_12_months_10_17",
    "sdq_received": "cla_12_months_5_16",
    "sdq_concern": "sdq_received",
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
    **dict.fromkeys(MOVES, "placement_changes"),
    MISSING: "missing_during_year",
    ON_TIME: REVIEWS,
    REVIEWS: IN_CARE,
    FAR: DISTANCE_KNOWN,
    DISTANCE_KNOWN: IN_CARE,
}
# What is a part of a second measure too.
ALSO_PART_OF = {MISSING: IN_CARE}
# Who is counted, and not what happened to them: to be in these tells nothing more.
COHORTS = (IN_CARE, "cla_12_months", "sdq_received", REVIEWS, DISTANCE_KNOWN)
# Groups that are by the day of the event, and not those of the measure that holds them.
OF_THE_EVENT = (("cla_ceased", "age"),)
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
    FAR: (IN_CARE, "distance", "over_20_miles"),
}
# Totals that are several categories of a measure added up. Councils count these each quarter.
EXTERNAL = ("other_la", "private", "voluntary")
COUNTED_EACH_QUARTER = {
    "in_external_provision": (IN_CARE, "provider", EXTERNAL),
    "provider_recorded": (IN_CARE, "provider", ("parents", "own", *EXTERNAL, "other_public")),
}
CATEGORIES_AS_TOTAL = {
    **COUNTED_EACH_QUARTER,
    **{each: ("placement_changes", "reason", reasons) for each, reasons in MOVES.items()},
    **{IN_KIND[each]: (IN_CARE, "placement", kinds) for each, kinds in KINDS.items()},
    **{BY_PROVIDER[each]: (IN_CARE, "provider", names) for each, names in PROVIDERS.items()},
    DISTANCE_KNOWN: (IN_CARE, "distance", ("within_20_miles", "over_20_miles")),
    "cla_12_months_0_4": ("cla_12_months", "age", ("under_1", "1_to_4")),
    "cla_12_months_10_17": ("cla_12_months", "age", ("10_to_15", "16_and_over")),
}
# Measures that add up to another, group by group where they have the same groups.
ADD_UP = (
    ("sdq_received", ("sdq_normal", "sdq_borderline", "sdq_concern")),
    (IN_CARE, tuple(IN_KIND.values())),
    (IN_CARE, tuple(BY_PROVIDER.values())),
)
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
# Of the children in care on the day, what happened to them since April.
SINCE_APRIL = ("three_or_more_placements", "three_or_more_social_workers")


def since_april(indicator: Indicator) -> bool:
    """Whether a figure of a return tells what happened from 1 April to its day.

    Only that of a 31 March is then of a whole year, as published figures are.
    """
    parts = (indicator.numerator, indicator.denominator, indicator.published)
    counted = {part.measure for part in parts if part}
    return indicator.period == "year to march" or bool(counted & {*CUMULATIVE, *SINCE_APRIL})


def counted_from(indicator: Indicator, day: date) -> date | None:
    """The 1 April from which a figure of a return is counted to its day; None for one of a day."""
    return date(day.year - (day.month < 4), 4, 1) if since_april(indicator) else None

"""Which measures of the counts a column of the return touches, as 'measure' or with a dimension.

The names are those of `counts.parquet`. Those that no publication has are told by their words.
"""

IN_CARE = ("cla_31_march", "cla_started", "cla_ceased", "cla_during_year", "short_term_placements")
_LONG_TERM = ("long_term_cohort", "same_placement_two_years")
_TWELVE_MONTHS = (
    "cla_12_months",
    "cla_12_months_0_4",
    "cla_12_months_5_16",
    "cla_12_months_10_17",
)
MOVES = (
    "three_or_more_placements",
    "three_or_more_placements_two_years",
    "same_placement_two_years",
    "new_placements",
    "placement_changes",
)
SAME_HOME = MOVES[:4]
CHANGE_REASON = ("placement_changes/reason",)
COHORTS = ("placement_stability_cohort", "two_year_cohort", "long_term_cohort")
SDQ = ("sdq_received", "sdq_normal", "sdq_borderline", "sdq_concern", "sdq_average")
SUBSTANCE = ("substance_misuse", "substance_intervention", "substance_refused")
HEALTH = (
    "health_assessment",
    "dental_check",
    "immunisations",
    "development_assessment",
    *SDQ,
    "convicted",
    *SUBSTANCE,
)
LEAVERS_ACTIVITY = ("care_leavers_17_18/activity", "care_leavers_19_21/activity")
LEAVERS_HOMES = ("care_leavers_accommodation_17_18", "care_leavers_accommodation_19_21")
LEAVERS = (
    "care_leavers_17_18",
    "care_leavers_19_21",
    *(f"care_leavers_{age}" for age in range(22, 26)),
    *LEAVERS_HOMES,
    *(f"care_leavers_accommodation_{age}" for age in range(22, 26)),
    "care_leavers_in_touch_17_18",
    "care_leavers_in_touch_19_21",
)
MISSING = (
    "missing_during_year",
    "missing_incidents",
    "missing_more_than_once",
    "missing_at_31_march",
    "away_during_year",
    "away_incidents",
    "away_more_than_once",
    "away_at_31_march",
)
WORKERS = ("three_or_more_social_workers",)
ADOPTION = ("adoption_stage_months", "adopted_placed_within_12_months")
REVIEWS = ("reviews on time",)
RETURNED = ("returns to care after permanence",)
LIBERTY = ("deprivation of liberty orders",)

EPISODES = (
    *IN_CARE,
    *COHORTS,
    *MOVES,
    *_TWELVE_MONTHS,
    "adopted_application",
    "special_guardianship",
    "social_worker_cohort",
)


def _by(dimension: str, *measures: str) -> tuple[str, ...]:
    return tuple(f"{measure}/{dimension}" for measure in measures)


BY_AGE = (*_by("age", *IN_CARE[:3]), *_LONG_TERM, *_TWELVE_MONTHS[1:])
BY_SEX = _by("sex", *IN_CARE[:3])
BY_ETHNICITY = _by("ethnicity", "cla_31_march")
BY_NEED = _by("need", "cla_31_march", "cla_started")
BY_STATUS = _by("legal_status", "cla_31_march", "cla_started")
BY_PLACE = (*_by("placement", "cla_31_march"), *MOVES)
BY_PROVIDER = _by("provider", "cla_31_march")
BY_REASON = ("cla_ceased", "cla_ceased/reason", "adopted_application", "special_guardianship")
BY_UASC = _by("uasc", *IN_CARE[:3])
BY_DISTANCE = _by("locality_distance", "cla_31_march")
BY_CHILD = (*BY_AGE, *BY_SEX, *BY_ETHNICITY)

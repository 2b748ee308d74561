"""What the department's printed labels mean: what happened to children during the year."""

from analysis.intake.dfe.cla_labels import BAR, Meaning, Table, grouped, split, total

_AT_31_MARCH = tuple(f"Children looked after {word} 31 March" for word in ("on", "at"))
_DURING = {
    "Children starting to be looked after": Meaning("cla_started"),
    "Children ceasing to be looked after": Meaning("cla_ceased"),
}
POPULATIONS: Table = {
    **{f"{printed} each year": Meaning("cla_31_march") for printed in _AT_31_MARCH},
    **{f"{printed} each year": meaning for printed, meaning in _DURING.items()},
}
# The population aged 0 to 17 that the rates divide by is the same in all three rows.
RATE_BASE: Table = {
    label: total("rate_base_0_17") if label.endswith("31 March each year") else None
    for label in POPULATIONS
}
_UASC = "unaccompanied asylum-seeking children"
TIME_SERIES: Table = {
    **{printed: Meaning("cla_31_march") for printed in _AT_31_MARCH},
    **{f"{printed} during the year": meaning for printed, meaning in _DURING.items()},
    **split(
        "cla_31_march",
        "uasc",
        {
            **{f"{printed} who were {_UASC}": "uasc" for printed in _AT_31_MARCH},
            f"{_AT_31_MARCH[0]} excluding {_UASC}": "not_uasc",
        },
    ),
    **split(
        "cla_ceased",
        "reason",
        {"Children looked after who were adopted during the year": "adopted"},
    ),
}

_ONE_YEAR, _TWO_YEARS = "CLA on 31 March", "CLA 2 years on 31 March"
_LONG_TERM = tuple(
    f"Children looked after continuously for at least 2.5 years {word} 31 March aged under 16 years"
    for word in ("on", "at")
)
_SAME_PLACEMENT = (
    "Living in the same placement for at least 2 years, or are placed for adoption and their "
    "adoption and their adoptive placement together with their previous placement, last for at "
    "least 2 years"
)
STABILITY: Table = grouped(
    {
        (_ONE_YEAR, "Children looked after at 31 March"): {
            "Total children": total("placement_stability_cohort"),
            "With 3 or more placements during the year": "three_or_more_placements",
        },
        _TWO_YEARS: {
            "Total children": total("two_year_cohort"),
            "With 3 or more placements during the previous 2 years": (
                "three_or_more_placements_two_years"
            ),
        },
        _LONG_TERM: {
            "Total children": total("long_term_cohort"),
            "Living with the same carer for at least 2 years": "same_placement_two_years",
            _SAME_PLACEMENT: "same_placement_two_years",
        },
    }
)

_ANY, _MID = "Any moves", "Mid-year moves"
_MID_TWO_YEARS = "With one or more mid-year moves during the previous 2 years"
SCHOOL_MOVES: Table = grouped(
    {
        f"{_ONE_YEAR}{BAR}{_ANY}": {
            "Total children": total("school_move_cohort"),
            "With one or more moves during the year": "school_moves",
            "At least one move": "school_moves",
        },
        f"{_ONE_YEAR}{BAR}{_MID}": {
            "Total children": None,
            "With one or more mid-year moves during the year": "mid_year_school_moves",
            "At least one mid-year move": "mid_year_school_moves",
        },
        f"{_TWO_YEARS}{BAR}{_ANY}": {
            "Total children": total("school_move_cohort_two_years"),
            "With one or more moves during the previous 2 years": "school_moves_two_years",
        },
        f"{_TWO_YEARS}{BAR}{_MID}": {
            "Total children": None,
            _MID_TWO_YEARS: "mid_year_school_moves_two_years",
        },
    }
)
SOCIAL_WORKERS: Table = grouped(
    {
        _ONE_YEAR: {
            "Total children": total("social_worker_cohort"),
            "3 or more social workers during the year": "three_or_more_social_workers",
        },
        _TWO_YEARS: {
            "Total children": total("social_worker_cohort_two_years"),
            "3 or more social workers during the previous 2 years": (
                "three_or_more_social_workers_two_years"
            ),
        },
    }
)

_LOCATIONS = {
    "Placed inside LA boundary less than 20 miles from home": "inside_within_20",
    "Placed inside LA boundary more than 20 miles from home": "inside_over_20",
    "Placed outside LA boundary less than 20 miles from home": "outside_within_20",
    "Placed outside LA boundary more than 20 miles from home": "outside_over_20",
    "Distance not known or not recorded": "not_known",
}
_REASONS = {
    "Allegation (s47)": "allegation",
    "Approval removed": "approval_removed",
    "Carer requests placement end other than due to child's behaviour": "carer_requests_other",
    "Carer requests placement ends due to child's behaviour": "carer_requests_behaviour",
    "Change in the status of a placement only": "status_only",
    "Change to/implementation of care plan": "care_plan",
    "Child requests placement to end": "child_requests",
    "Custody arrangement": "custody",
    "Other": "other",
    "Resignation or closure of provision": "resignation_or_closure",
    "Responsible/area authority requests placement ends": "authority_requests",
    "Standards of care concern": "standards_of_care",
}
# The file calls these numbers children; each counts a placement, and a child may have several.
NEW_PLACEMENTS: Table = grouped(
    {
        "Location of new placements during the year": {
            **split("new_placements", "location", _LOCATIONS),
            "Total new placements": total("new_placements"),
        },
        "Reason for placement change during the year": {
            **split("placement_changes", "reason", _REASONS),
            "Total placements changing": total("placement_changes"),
        },
    }
)

_CONVICTED = "Convicted or subject to youth cautions, or youth conditional cautions during the year"
HEALTH: Table = grouped(
    {
        "Health assessments: Children looked after all ages": {
            "Total all ages": total("cla_12_months"),
            "Had their annual health assessment": "health_assessment",
            "Had their immunisations up to date": "immunisations",
            "Had their teeth checked by a dentist": "dental_check",
        },
        "Development assessments: Children looked after ages 0 to 4 years": {
            "Total ages 0 to 4 years": total("cla_12_months_0_4"),
            "Development assessments up to date": "development_assessment",
        },
        "Convictions: Children looked after Ages 10 to 17 years": {
            "Total ages 10 to 17 years": total("cla_12_months_10_17"),
            _CONVICTED: "convicted",
        },
        "Ages 5 to 16 years with SDQ score": {
            "Total ages 5 to 16 years": total("cla_12_months_5_16"),
            "SDQ score was received": "sdq_received",
            "SDQ score is normal": "sdq_normal",
            "SDQ score is borderline": "sdq_borderline",
            "SDQ score is a cause for concern": "sdq_concern",
            # The mean score stands in the column of numbers.
            "SDQ average score": total("sdq_average", "score"),
        },
        "Substance misuse: Children looked after all ages": {
            "Identified as having a substance misuse problem": "substance_misuse",
            "Received an intervention for their substance misuse problem": "substance_intervention",
            "Offered intervention but refused it": "substance_refused",
            "Total all ages": None,
        },
    }
)

_AWAY = "away from placement without authorisation"
_PER_CHILD = "incidents per looked after child"
_MISSING, _WERE_AWAY = "had a missing incident during the year", f"were {_AWAY} during the year"
MISSING: Table = {
    "Children looked after during the year": total("cla_during_year"),
    f"Children who {_MISSING}": total("missing_during_year"),
    f"Percentage of children who {_MISSING}": total("missing_during_year", "percent"),
    f"Children who {_WERE_AWAY}": total("away_during_year"),
    f"Percentage of children who {_WERE_AWAY}": total("away_during_year", "percent"),
    "Children who went missing more than once during the year": total("missing_more_than_once"),
    f"Children who were {_AWAY} more than once during the year": total("away_more_than_once"),
    "Children missing at 31 March": total("missing_at_31_march"),
    f"Children {_AWAY} at 31 March": total("away_at_31_march"),
    "Number of missing incidents during the year": total("missing_incidents", "incidents"),
    f"Number of {_AWAY} incidents during the year": total("away_incidents", "incidents"),
    f"Average number of missing {_PER_CHILD} who went missing": total(
        "missing_incidents_per_child", "ratio"
    ),
    f"Average number of {_AWAY} {_PER_CHILD}": total("away_incidents_per_child", "ratio"),
}

_NET_GAIN = {
    "1. Children who are the responsibility of other LAs placed within this LA boundary": (
        "placed_here_by_others"
    ),
    "2. Children who are the responsibility of this LA placed outside the LA boundary": (
        "placed_elsewhere"
    ),
    "Net gain of children by responsible LA": "net_gain",
}
NET_GAIN: Table = {label: total(measure) for label, measure in _NET_GAIN.items()}
SHORT_TERM: Table = {
    "Children who were only looked after exclusively under a series of short term placements": (
        total("short_term_placements")
    ),
}

_APPLICATIONS = {
    "Adopted - application unopposed": "unopposed",
    "Adopted - consent dispensed with": "consent_dispensed",
}
_ORDER = "Special guardianship order made to"
_FORMER = f"{_ORDER} former foster carer"
_OTHER = f"{_ORDER} carer, other than former foster carer,"
_CARERS = {
    f"{_FORMER}s": "former_foster",
    f"{_FORMER}, who was/are a relative or friend": "former_foster_relative",
    f"{_FORMER}, other than relative or friend": "former_foster_other",
    f"{_ORDER} carers other than former foster carers": "other_carer",
    f"{_OTHER} who was/are a relative or friend": "other_carer_relative",
    f"{_OTHER} other than relative or friend": "other_carer_other",
}
SGO_ADOPTION: Table = grouped(
    {
        "Adopted": {
            "Total": total("adopted_application"),
            **split("adopted_application", "application", _APPLICATIONS),
        },
        "Special guardianship orders": {
            "Total": total("special_guardianship"),
            **split("special_guardianship", "carer", _CARERS),
        },
    }
)

_DECISION = "decision that child should be placed for adoption"
_STAGES = {
    f"1. Average time between entry into care and {_DECISION}": "entry_to_decision",
    f"2. Average time between {_DECISION} and matching of child and adopters": "decision_to_match",
    "3. Average time between date of matching and date placed for adoption": "match_to_placed",
    "4. Total average time between entry into care and date placed for adoption": "entry_to_placed",
    "5. Average time between date placed for adoption and the date child adopted": (
        "placed_to_adopted"
    ),
    "6. Total average time between entry into care and adoption": "entry_to_adopted",
}
ADOPTION_STAGES: Table = {
    **split("adoption_stage_months", "stage", _STAGES, unit="months"),
    "Children adopted who were placed for adoption within 12 months of the LA decision to place "
    "the child for adoption": total("adopted_placed_within_12_months"),
}

"""What the department's printed labels mean: what happened to children during the year."""

from analysis.intake.dfe.cla_labels import BAR, Meaning, Table, left_out, split, total


def _cohorts(groups: tuple[str, ...], rows: dict[str, Meaning | None]) -> dict[str, Meaning | None]:
    """Rows that are printed under each of several wordings of the same cohort."""
    return {f"{group}{BAR}{label}": meaning for group in groups for label, meaning in rows.items()}


POPULATIONS: Table = {
    "Children looked after on 31 March each year": Meaning("cla_31_march"),
    "Children looked after at 31 March each year": Meaning("cla_31_march"),
    "Children starting to be looked after each year": Meaning("cla_started"),
    "Children ceasing to be looked after each year": Meaning("cla_ceased"),
}
# The population aged 0 to 17 that the rates divide by is the same in all three rows.
RATE_BASE: Table = {
    label: total("rate_base_0_17") if meaning and meaning.measure == "cla_31_march" else None
    for label, meaning in POPULATIONS.items()
}
_UASC = "unaccompanied asylum-seeking children"
TIME_SERIES: Table = {
    "Children looked after on 31 March": Meaning("cla_31_march"),
    "Children looked after at 31 March": Meaning("cla_31_march"),
    "Children starting to be looked after during the year": Meaning("cla_started"),
    "Children ceasing to be looked after during the year": Meaning("cla_ceased"),
    **split(
        "cla_31_march",
        "uasc",
        {
            f"Children looked after on 31 March who were {_UASC}": "uasc",
            f"Children looked after at 31 March who were {_UASC}": "uasc",
            f"Children looked after on 31 March excluding {_UASC}": "not_uasc",
        },
    ),
    "Children looked after who were adopted during the year": Meaning(
        "cla_ceased", "reason", "adopted"
    ),
}

_ONE_YEAR = ("CLA on 31 March", "Children looked after at 31 March")
_TWO_YEARS = ("CLA 2 years on 31 March",)
_LONG_TERM = (
    "Children looked after continuously for at least 2.5 years on 31 March aged under 16 years",
    "Children looked after continuously for at least 2.5 years at 31 March aged under 16 years",
)
_SAME_PLACEMENT = (
    "Living in the same placement for at least 2 years, or are placed for adoption and their "
    "adoption and their adoptive placement together with their previous placement, last for at "
    "least 2 years"
)
STABILITY: Table = {
    **_cohorts(
        _ONE_YEAR,
        {
            "Total children": total("placement_stability_cohort"),
            "With 3 or more placements during the year": Meaning("three_or_more_placements"),
        },
    ),
    **_cohorts(
        _TWO_YEARS,
        {
            "Total children": total("two_year_cohort"),
            "With 3 or more placements during the previous 2 years": Meaning(
                "three_or_more_placements_two_years"
            ),
        },
    ),
    **_cohorts(
        _LONG_TERM,
        {
            "Total children": total("long_term_cohort"),
            "Living with the same carer for at least 2 years": Meaning("same_placement_two_years"),
            _SAME_PLACEMENT: Meaning("same_placement_two_years"),
        },
    ),
}

_ANY, _MID = f"Any moves{BAR}", f"Mid-year moves{BAR}"
SCHOOL_MOVES: Table = {
    **_cohorts(
        _ONE_YEAR[:1],
        {
            f"{_ANY}Total children": total("school_move_cohort"),
            f"{_ANY}With one or more moves during the year": Meaning("school_moves"),
            f"{_ANY}At least one move": Meaning("school_moves"),
            f"{_MID}Total children": None,
            f"{_MID}With one or more mid-year moves during the year": Meaning(
                "mid_year_school_moves"
            ),
            f"{_MID}At least one mid-year move": Meaning("mid_year_school_moves"),
        },
    ),
    **_cohorts(
        _TWO_YEARS,
        {
            f"{_ANY}Total children": total("school_move_cohort_two_years"),
            f"{_ANY}With one or more moves during the previous 2 years": Meaning(
                "school_moves_two_years"
            ),
            f"{_MID}Total children": None,
            f"{_MID}With one or more mid-year moves during the previous 2 years": Meaning(
                "mid_year_school_moves_two_years"
            ),
        },
    ),
}
SOCIAL_WORKERS: Table = {
    **_cohorts(
        _ONE_YEAR[:1],
        {
            "Total children": total("social_worker_cohort"),
            "3 or more social workers during the year": Meaning("three_or_more_social_workers"),
        },
    ),
    **_cohorts(
        _TWO_YEARS,
        {
            "Total children": total("social_worker_cohort_two_years"),
            "3 or more social workers during the previous 2 years": Meaning(
                "three_or_more_social_workers_two_years"
            ),
        },
    ),
}

_LOCATION = "Location of new placements during the year"
_CHANGE = "Reason for placement change during the year"
# The file calls these numbers children; each counts a placement, and a child may have several.
NEW_PLACEMENTS: Table = {
    **split(
        "new_placements",
        "location",
        {
            "Placed inside LA boundary less than 20 miles from home": "inside_within_20",
            "Placed inside LA boundary more than 20 miles from home": "inside_over_20",
            "Placed outside LA boundary less than 20 miles from home": "outside_within_20",
            "Placed outside LA boundary more than 20 miles from home": "outside_over_20",
            "Distance not known or not recorded": "not_known",
        },
        (_LOCATION,),
    ),
    f"{_LOCATION}{BAR}Total new placements": total("new_placements"),
    **split(
        "placement_changes",
        "reason",
        {
            "Allegation (s47)": "allegation",
            "Approval removed": "approval_removed",
            "Carer requests placement end other than due to child's behaviour": (
                "carer_requests_other"
            ),
            "Carer requests placement ends due to child's behaviour": "carer_requests_behaviour",
            "Change in the status of a placement only": "status_only",
            "Change to/implementation of care plan": "care_plan",
            "Child requests placement to end": "child_requests",
            "Custody arrangement": "custody",
            "Other": "other",
            "Resignation or closure of provision": "resignation_or_closure",
            "Responsible/area authority requests placement ends": "authority_requests",
            "Standards of care concern": "standards_of_care",
        },
        (_CHANGE,),
    ),
    f"{_CHANGE}{BAR}Total placements changing": total("placement_changes"),
}

_HEALTH = "Health assessments: Children looked after all ages"
_SUBSTANCE = "Substance misuse: Children looked after all ages"
_YOUNG = "Development assessments: Children looked after ages 0 to 4 years"
_CONVICTIONS = "Convictions: Children looked after Ages 10 to 17 years"
_SDQ = "Ages 5 to 16 years with SDQ score"
_CONVICTED = "Convicted or subject to youth cautions, or youth conditional cautions during the year"
HEALTH: Table = {
    f"{_HEALTH}{BAR}Total all ages": total("cla_12_months"),
    f"{_HEALTH}{BAR}Had their annual health assessment": Meaning("health_assessment"),
    f"{_HEALTH}{BAR}Had their immunisations up to date": Meaning("immunisations"),
    f"{_HEALTH}{BAR}Had their teeth checked by a dentist": Meaning("dental_check"),
    f"{_YOUNG}{BAR}Total ages 0 to 4 years": total("cla_12_months_0_4"),
    f"{_YOUNG}{BAR}Development assessments up to date": Meaning("development_assessment"),
    f"{_CONVICTIONS}{BAR}Total ages 10 to 17 years": total("cla_12_months_10_17"),
    f"{_CONVICTIONS}{BAR}{_CONVICTED}": Meaning("convicted"),
    f"{_SDQ}{BAR}Total ages 5 to 16 years": total("cla_12_months_5_16"),
    f"{_SDQ}{BAR}SDQ score was received": Meaning("sdq_received"),
    f"{_SDQ}{BAR}SDQ score is normal": Meaning("sdq_normal"),
    f"{_SDQ}{BAR}SDQ score is borderline": Meaning("sdq_borderline"),
    f"{_SDQ}{BAR}SDQ score is a cause for concern": Meaning("sdq_concern"),
    # The mean score stands in the column of numbers.
    f"{_SDQ}{BAR}SDQ average score": total("sdq_average", "score"),
    f"{_SUBSTANCE}{BAR}Identified as having a substance misuse problem": Meaning(
        "substance_misuse"
    ),
    f"{_SUBSTANCE}{BAR}Received an intervention for their substance misuse problem": Meaning(
        "substance_intervention"
    ),
    f"{_SUBSTANCE}{BAR}Offered intervention but refused it": Meaning("substance_refused"),
    **left_out((_SUBSTANCE,), "Total all ages"),
}

_AWAY = "away from placement without authorisation"
MISSING: Table = {
    "Children looked after during the year": total("cla_during_year"),
    "Children who had a missing incident during the year": total("missing_during_year"),
    "Percentage of children who had a missing incident during the year": total(
        "missing_during_year", "percent"
    ),
    "Children who went missing more than once during the year": total("missing_more_than_once"),
    "Children missing at 31 March": total("missing_at_31_march"),
    "Number of missing incidents during the year": total("missing_incidents", "incidents"),
    "Average number of missing incidents per looked after child who went missing": total(
        "missing_incidents_per_child", "ratio"
    ),
    f"Children who were {_AWAY} during the year": total("away_during_year"),
    f"Percentage of children who were {_AWAY} during the year": total(
        "away_during_year", "percent"
    ),
    f"Children who were {_AWAY} more than once during the year": total("away_more_than_once"),
    f"Children {_AWAY} at 31 March": total("away_at_31_march"),
    f"Number of {_AWAY} incidents during the year": total("away_incidents", "incidents"),
    f"Average number of {_AWAY} incidents per looked after child": total(
        "away_incidents_per_child", "ratio"
    ),
}

NET_GAIN: Table = {
    "1. Children who are the responsibility of other LAs placed within this LA boundary": total(
        "placed_here_by_others"
    ),
    "2. Children who are the responsibility of this LA placed outside the LA boundary": total(
        "placed_elsewhere"
    ),
    "Net gain of children by responsible LA": total("net_gain"),
}
SHORT_TERM: Table = {
    "Children who were only looked after exclusively under a series of short term placements": (
        total("short_term_placements")
    ),
}

_ADOPTED, _GUARDIANS = "Adopted", "Special guardianship orders"
_ORDER = "Special guardianship order made to"
SGO_ADOPTION: Table = {
    f"{_ADOPTED}{BAR}Total": total("adopted_application"),
    **split(
        "adopted_application",
        "application",
        {
            "Adopted - application unopposed": "unopposed",
            "Adopted - consent dispensed with": "consent_dispensed",
        },
        (_ADOPTED,),
    ),
    f"{_GUARDIANS}{BAR}Total": total("special_guardianship"),
    **split(
        "special_guardianship",
        "carer",
        {
            f"{_ORDER} former foster carers": "former_foster",
            f"{_ORDER} former foster carer, who was/are a relative or friend": (
                "former_foster_relative"
            ),
            f"{_ORDER} former foster carer, other than relative or friend": "former_foster_other",
            f"{_ORDER} carers other than former foster carers": "other_carer",
            f"{_ORDER} carer, other than former foster carer, who was/are a relative or friend": (
                "other_carer_relative"
            ),
            f"{_ORDER} carer, other than former foster carer, other than relative or friend": (
                "other_carer_other"
            ),
        },
        (_GUARDIANS,),
    ),
}

_DECISION = "decision that child should be placed for adoption"
ADOPTION_STAGES: Table = {
    **split(
        "adoption_stage_months",
        "stage",
        {
            f"1. Average time between entry into care and {_DECISION}": "entry_to_decision",
            f"2. Average time between {_DECISION} and matching of child and adopters": (
                "decision_to_match"
            ),
            "3. Average time between date of matching and date placed for adoption": (
                "match_to_placed"
            ),
            "4. Total average time between entry into care and date placed for adoption": (
                "entry_to_placed"
            ),
            "5. Average time between date placed for adoption and the date child adopted": (
                "placed_to_adopted"
            ),
            "6. Total average time between entry into care and adoption": "entry_to_adopted",
        },
        unit="months",
    ),
    "Children adopted who were placed for adoption within 12 months of the LA decision to place "
    "the child for adoption": total("adopted_placed_within_12_months"),
}

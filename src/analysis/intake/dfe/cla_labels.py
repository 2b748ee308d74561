"""What the department's printed labels mean: children looked after, edition by edition.

A table maps the printed labels of a row, joined by a bar, to a `Meaning`, or to None when the row
is left out because it repeats another. Wordings of every edition stand side by side.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from analysis.core.shapes import ALL

BAR = " | "


@dataclass(frozen=True)
class Meaning:
    """What a row counts. `unit` is that of its number; `percent` says if its share is kept too."""

    measure: str
    dimension: str = ALL
    category: str = ALL
    unit: str = "children"
    percent: bool = True


Table = Mapping[str, Meaning | None]
Group = str | tuple[str, ...]
"""The printed name of a group of rows, or its names in several editions."""


def total(measure: str, unit: str = "children") -> Meaning:
    """A cohort: its share is always 100 and is not kept."""
    return Meaning(measure, unit=unit, percent=False)


def split(
    measure: str, dimension: str, labels: Mapping[str, str], unit: str = "children"
) -> dict[str, Meaning | None]:
    """Meanings of a measure's breakdown: categories by printed label."""
    return {label: Meaning(measure, dimension, named, unit) for label, named in labels.items()}


def grouped(
    groups: Mapping[Group, Mapping[str, str | Meaning | None]],
) -> dict[str, Meaning | None]:
    """Rows under the printed names of their groups; a word is a measure whose share is kept."""
    return {
        f"{name}{BAR}{label}": Meaning(meaning) if isinstance(meaning, str) else meaning
        for group, rows in groups.items()
        for name in ((group,) if isinstance(group, str) else group)
        for label, meaning in rows.items()
    }


def _breakdowns(
    measure: str,
    groups: Mapping[Group, tuple[str, Mapping[str, str]]],
    others: Mapping[Group, Mapping[str, str | Meaning | None]] | None = None,
) -> Table:
    """A measure's breakdowns without their totals, which the table of numbers carries; and
    `others` as they are.
    """
    split_groups = {
        group: {**split(measure, dimension, labels), "Total": None}
        for group, (dimension, labels) in groups.items()
    }
    return grouped({**split_groups, **(others or {})})


_AGE = {
    "Under 1 year": "under_1",
    "1 to 4 years": "1_to_4",
    "5 to 9 years": "5_to_9",
    "10 to 15 years": "10_to_15",
}
AGE = {**_AGE, "16 years and over": "16_and_over"}
AGE_CEASING = {**_AGE, "16 years": "16", "17 years": "17", "18 years and over": "18_and_over"}
SEX = {"Female": "female", "Male": "male"}
ETHNICITY = {
    "White": "white",
    "Mixed or Multiple ethnic groups": "mixed",
    "Asian or Asian British": "asian",
    "Black, African, Caribbean or Black British": "black",
    "Other ethnic group": "other",
    "Refused or information not yet available": "not_known",
}
NEED = {
    "N1. Abuse or neglect": "n1_abuse_or_neglect",
    "N2. Child's disability": "n2_disability",
    "N3. Parental illness or disability": "n3_parental_illness",
    "N4. Family acute stress": "n4_acute_stress",
    "N4. Family in acute stress": "n4_acute_stress",
    "N5. Family dysfunction": "n5_family_dysfunction",
    "N6. Socially unacceptable behaviour": "n6_behaviour",
    "N7. Low income": "n7_low_income",
    "N8. Absent parenting": "n8_absent_parenting",
}
_ORDERS = {
    "Full care order": "full_care_order",
    "Interim care order": "interim_care_order",
    "Placement order granted": "placement_order",
}
LEGAL_STATUS = {
    **_ORDERS,
    "Voluntary agreements under S20 CA 1989": "voluntary_s20",
    "Detained for child protection": "detained_for_protection",
    "Youth justice legal statuses": "youth_justice",
}
LEGAL_STATUS_STARTING = {
    **_ORDERS,
    "Voluntary agreement under S20": "voluntary_s20",
    "Police protection in LA accommodation": "police_protection",
    "Emergency protection order": "emergency_protection_order",
    "Child assessment order and in LA accommodation": "child_assessment_order",
    "Remand": "remand",
    "LA accommodation under PACE 1989": "police_and_criminal_evidence_act",
    "Sentenced to youth rehabilitation order": "youth_rehabilitation_order",
}
PLACEMENT = {
    "Foster placements": "foster",
    "Secure homes and children's homes": "childrens_homes",
    "Independent and semi-independent living arrangements/supported accommodation": "supported",
    "Placed with parents or other person with parental responsibility": "parents",
    "Placed for adoption": "adoption",
    "Residential schools": "residential_schools",
    "Other residential settings": "other_residential",
    "Other placements": "other",
}
PROVIDER = {
    "Own provision (by the LA)": "own",
    "Other LA provision": "other_la",
    "Other public provision (e.g. by a PCT etc)": "other_public",
    "Private provision": "private",
    "Voluntary/third sector provision": "voluntary",
    "Parents or other person with parental responsibility": "parents",
    "Placement provider not reported": "not_reported",
}
LOCALITY = {
    "Placed inside the local authority boundary": "inside",
    "Placed outside the local authority boundary": "outside",
}
DISTANCE = {
    "Placed 20 miles or less from home": "within_20_miles",
    "Placed more than 20 miles from home": "over_20_miles",
    "Distance not known or not recorded": "not_known",
}
LOCALITY_DISTANCE = {
    "1. Placed inside the LA boundary, 20 miles or less from home": "inside_within_20",
    "2. Placed outside the LA boundary, 20 miles or less from home": "outside_within_20",
    "3. Placed inside the LA boundary, more than 20 miles from home": "inside_over_20",
    "4. Placed outside the LA boundary, more than 20 miles from home": "outside_over_20",
    "5. Placed inside the LA boundary, distance not known or not recorded": "inside_not_known",
    "6. Placed outside the LA boundary, distance not known or not recorded": "outside_not_known",
}
UASC = {
    "UASC": "uasc",
    "Unaccompanied asylum-seeking children": "uasc",
    "Non-UASC": "not_uasc",
    "Non-unaccompanied asylum-seeking children": "not_uasc",
    "Children excluding unaccompanied asylum-seeking children": "not_uasc",
}
RESPONSIBILITY = {
    "1. Own LA children placed internally within the local authority boundary": "own",
    "2. Other LA children externally placed within the local authority boundary": "other_la",
}
_HOME = "Returned home to live with parents or other person with parental responsibility which was"
REASON_CEASED = {
    "Adopted": "adopted",
    "Special guardianship order": "special_guardianship",
    "Special guardianship orders": "special_guardianship",
    "Residence order or child arrangement order granted": "child_arrangements",
    f"{_HOME} part of the care planning process": "returned_home_planned",
    f"{_HOME} not part of the care planning process": "returned_home_unplanned",
    "Left care to live with parents, relatives or other person with no parental responsibility": (
        "lived_with_relatives"
    ),
    "Aged 18 (or over) and remained with current carers": "remained_with_carers_at_18",
    "Moved into independent living (with supportive accommodation)": "independent_supported",
    "Moved into independent living (with no formalised support)": "independent_unsupported",
    "Care taken by another local authority": "care_by_other_la",
    "Sentenced to custody": "custody",
    "Accommodation on remand ended": "remand_ended",
    "Transferred to residential care funded by adult social services": "adult_residential",
    "Age assessment determined child aged 18 or over": "age_assessment",
    "Child moved abroad": "moved_abroad",
    "Died": "died",
    "Care ceased for any other reason": "other",
}

_DISTANCE = "Distance between home and placement"
_UASC = "Unaccompanied asylum-seeking children"
_SEX = ("Sex", "Gender")
_PLACED_HERE = split("children_placed_in_area", "responsibility", RESPONSIBILITY)
ON_31_MARCH = _breakdowns(
    "cla_31_march",
    {
        "Age group": ("age", AGE),
        _SEX: ("sex", SEX),
        "Ethnicity": ("ethnicity", ETHNICITY),
        "Category of need": ("need", NEED),
        "Legal status": ("legal_status", LEGAL_STATUS),
        "Placement": ("placement", PLACEMENT),
        "Place providers": ("provider", PROVIDER),
        "Locality of placement": ("locality", LOCALITY),
        _DISTANCE: ("distance", DISTANCE),
        f"{_DISTANCE} and locality of placement": ("locality_distance", LOCALITY_DISTANCE),
        _UASC: ("uasc", UASC),
    },
    {"LA of placement": {**_PLACED_HERE, "Total": total("children_placed_in_area")}},
)
_TAKEN = dict.fromkeys(("Not taken into care", "Total", "Total children"))
STARTED = _breakdowns(
    "cla_started",
    {
        ("Age group", "Age on starting"): ("age", AGE),
        _SEX: ("sex", SEX),
        "Category of need": ("need", NEED),
        "Legal status": ("legal_status", LEGAL_STATUS_STARTING),
        _UASC: ("uasc", UASC),
    },
    {"Taken into care": {"All children taken into care": "taken_into_care", **_TAKEN}},
)
# The 2022 edition's table of numbers is not carried: here its total is the first to be had.
STARTED_WITH_TOTAL: Table = {**STARTED, f"Age group{BAR}Total": total("cla_started")}
CEASED = _breakdowns(
    "cla_ceased",
    {
        "Age on ceasing": ("age", AGE_CEASING),
        _SEX: ("sex", SEX),
        "Reason episode ceased": ("reason", REASON_CEASED),
        _UASC: ("uasc", UASC),
    },
)

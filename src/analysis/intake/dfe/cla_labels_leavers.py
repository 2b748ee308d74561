"""What the department's printed labels mean: care leavers."""

from collections.abc import Mapping

from analysis.intake.dfe.cla_labels import BAR, Meaning, Table, split, total

UNIT = "young_people"
_17_TO_21 = {
    "17_18": ("17 to 18 years", "Aged 17 to 18"),
    "19_21": ("19 to 21 years", "Aged 19 to 21"),
}
_22_TO_25 = {str(age): (f"{age} years", f"Aged {age}") for age in range(22, 26)}
_NOT_EET = "Not in education, training or employment, owing to"


def _by_age(
    ages: Mapping[str, tuple[str, ...]],
    measure: str,
    dimension: str,
    labels: Mapping[str, str],
    whole: str,
    *,
    keep_whole: bool = True,
) -> dict[str, Meaning | None]:
    """A breakdown for each age, the age in the measure's name, with the cohort it divides."""
    table: dict[str, Meaning | None] = {}
    for age, printed in ages.items():
        name = f"{measure}_{age}"
        table |= split(name, dimension, labels, printed, UNIT)
        table |= {f"{p}{BAR}{whole}": total(name, UNIT) if keep_whole else None for p in printed}
    return table


ACTIVITY: Table = _by_age(
    _17_TO_21,
    "care_leavers",
    "activity",
    {
        "Education other than higher education": "education_not_higher",
        "Higher education i.e. studies beyond A level": "higher_education",
        "In an apprenticeship": "apprenticeship",
        "In training or employment": "training_or_employment",
        "In training or employment (excl. apprenticeship)": (
            "training_or_employment_not_apprenticeship"
        ),
        "Total in education, employment or training": "eet",
        "Total not in education, employment or training": "not_eet",
        f"{_NOT_EET} illness or disability": "not_eet_illness",
        f"{_NOT_EET} other reasons": "not_eet_other",
        f"{_NOT_EET} pregnancy or parenting": "not_eet_parenting",
        "Total information not known": "not_known",
    },
    "Total",
)
ACTIVITY_22_25: Table = _by_age(
    _22_TO_25,
    "care_leavers",
    "activity",
    {
        "Education, training or employment": "eet",
        "Not in education, training or employment": "not_eet",
        "Care leaver not in touch with the LA during the year": "not_in_touch",
    },
    "Total",
)
# Its total is that of the table of activity.
IN_TOUCH_22_25: Table = _by_age(
    _22_TO_25,
    "care_leavers",
    "in_touch",
    {
        "Young person has requested and received support": "received_support",
        "Care leaver not in touch": "not_in_touch",
    },
    "Total",
    keep_whole=False,
)
ACCOMMODATION: Table = _by_age(
    {**_17_TO_21, **_22_TO_25},
    "care_leavers_accommodation",
    "accommodation",
    {
        "Accommodation considered suitable": "suitable",
        "Accommodation considered unsuitable": "unsuitable",
        "Accommodation considered not suitable": "unsuitable",
        "No information": "no_information",
    },
    "Suitability total",
)
IN_TOUCH: Table = _by_age(
    _17_TO_21,
    "care_leavers_in_touch",
    "contact",
    {
        "Local authority in touch with care leaver": "in_touch",
        "Local authority not in touch with care leaver": "not_in_touch",
        "Young person no longer requires services": "no_longer_required",
        "Young person refuses contact": "refused",
    },
    "Total",
)

_ELIGIBLE = (
    "Young people who ceased to be looked after in a foster placement on their 18th birthday and "
    "were eligible for care leavers support"
)
_STAYED = "Total living with former foster carers in the current year"
STAYING_PUT: Table = {
    f"Aged 18{BAR}{_ELIGIBLE}": total("staying_put_eligible_18", UNIT),
    f"Aged 18{BAR}{_STAYED}": Meaning("staying_put_18", unit=UNIT),
    f"Aged 19 to 20{BAR}{_ELIGIBLE}": total("staying_put_eligible_19_20", UNIT),
    f"Aged 19 to 20{BAR}{_STAYED}": Meaning("staying_put_19_20", unit=UNIT),
}

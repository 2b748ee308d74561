"""What the department's printed labels mean: care leavers."""

from collections.abc import Mapping

from analysis.intake.dfe.cla_labels import Meaning, Table, grouped, split, total

UNIT = "young_people"
_17_TO_21 = {
    "17_18": ("17 to 18 years", "Aged 17 to 18"),
    "19_21": ("19 to 21 years", "Aged 19 to 21"),
}
_22_TO_25 = {str(age): (f"{age} years", f"Aged {age}") for age in range(22, 26)}
_ALL_AGES = {**_17_TO_21, **_22_TO_25}


def _by_age(
    ages: Mapping[str, tuple[str, ...]],
    measure: str,
    dimension: str,
    labels: Mapping[str, str],
    whole: str = "Total",
) -> Table:
    """A breakdown for each age, the age in the measure's name, with the cohort it divides."""
    return grouped(
        {
            printed: {
                **split(f"{measure}_{age}", dimension, labels, UNIT),
                whole: total(f"{measure}_{age}", UNIT),
            }
            for age, printed in ages.items()
        }
    )


_NOT_EET = "Not in education, training or employment, owing to"
_ACTIVITIES = {
    "Education other than higher education": "education_not_higher",
    "Higher education i.e. studies beyond A level": "higher_education",
    "In an apprenticeship": "apprenticeship",
    "In training or employment": "training_or_employment",
    "In training or employment (excl. apprenticeship)": "training_or_employment_not_apprenticeship",
    "Total in education, employment or training": "eet",
    "Total not in education, employment or training": "not_eet",
    f"{_NOT_EET} illness or disability": "not_eet_illness",
    f"{_NOT_EET} other reasons": "not_eet_other",
    f"{_NOT_EET} pregnancy or parenting": "not_eet_parenting",
    "Total information not known": "not_known",
}
_ACTIVITIES_22_25 = {
    "Education, training or employment": "eet",
    "Not in education, training or employment": "not_eet",
    "Care leaver not in touch with the LA during the year": "not_in_touch",
}
_SUPPORTED = {
    "Young person has requested and received support": "received_support",
    "Care leaver not in touch": "not_in_touch",
}
_SUITABILITY = {
    "Accommodation considered suitable": "suitable",
    "Accommodation considered unsuitable": "unsuitable",
    "Accommodation considered not suitable": "unsuitable",
    "No information": "no_information",
}
_CONTACT = {
    "Local authority in touch with care leaver": "in_touch",
    "Local authority not in touch with care leaver": "not_in_touch",
    "Young person no longer requires services": "no_longer_required",
    "Young person refuses contact": "refused",
}
ACTIVITY = _by_age(_17_TO_21, "care_leavers", "activity", _ACTIVITIES)
ACTIVITY_22_25 = _by_age(_22_TO_25, "care_leavers", "activity", _ACTIVITIES_22_25)
# Its total is that of the table of activity.
IN_TOUCH_22_25: Table = {
    label: meaning if meaning and meaning.percent else None
    for label, meaning in _by_age(_22_TO_25, "care_leavers", "in_touch", _SUPPORTED).items()
}
IN_TOUCH = _by_age(_17_TO_21, "care_leavers_in_touch", "contact", _CONTACT)
ACCOMMODATION = _by_age(
    _ALL_AGES, "care_leavers_accommodation", "accommodation", _SUITABILITY, "Suitability total"
)

_ELIGIBLE = (
    "Young people who ceased to be looked after in a foster placement on their 18th birthday and "
    "were eligible for care leavers support"
)
STAYING_PUT: Table = grouped(
    {
        f"Aged {printed}": {
            _ELIGIBLE: total(f"staying_put_eligible_{age}", UNIT),
            "Total living with former foster carers in the current year": Meaning(
                f"staying_put_{age}", unit=UNIT
            ),
        }
        for printed, age in (("18", "18"), ("19 to 20", "19_20"))
    }
)

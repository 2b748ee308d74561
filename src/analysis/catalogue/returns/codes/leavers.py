"""The codes of care leavers (OC3): whether in touch, what they do, where they live."""

from analysis.catalogue.returns.codes.code import Code, listed

IN_TOUCH = listed(
    Code("YES", "in touch", "in_touch"),
    Code("NO", "not in touch", "not_in_touch"),
    Code("REFU", "refuses contact", "refused"),
    Code("NREQ", "no longer needs services", "no_longer_required"),
    Code("DIED", "died"),
    Code("RHOM", "returned home for six months or more"),
)
NOT_COUNTED = ("DIED", "RHOM")
"""Those whom no figure of care leavers counts."""

_HIGHER, _OTHER = "higher_education", "education_not_higher"
_EITHER, _WORK = "training_or_employment", "training_or_employment_not_apprenticeship"
ACTIV = listed(
    Code("F1", "full time, higher education", _HIGHER),
    Code("P1", "part time, higher education", _HIGHER),
    Code("F2", "full time, other education", _OTHER),
    Code("P2", "part time, other education", _OTHER),
    Code("F3", "full time, training or work", _EITHER, until=2021, then="it is F4 or F5"),
    Code("P3", "part time, training or work", _EITHER, until=2021, then="it is P4 or P5"),
    Code("F4", "full time, apprenticeship", "apprenticeship", since=2022, then="it is F3"),
    Code("P4", "part time, apprenticeship", "apprenticeship", since=2022, then="it is P3"),
    Code("F5", "full time, training or work", _WORK, since=2022, then="it is F3"),
    Code("P5", "part time, training or work", _WORK, since=2022, then="it is P3"),
    Code("G4", "not, because of illness or disability", "not_eet_illness"),
    Code("G5", "not, for another reason", "not_eet_other"),
    Code("G6", "not, because of pregnancy or parenting", "not_eet_parenting"),
    Code("0", "not known", "not_known"),
)

_HOMES = {
    "B": "with parents or relatives",
    "C": "community home or NHS",
    "D": "semi-independent, transitional",
    "E": "supported lodgings",
    "G": "gone abroad",
    "H": "deported",
    "K": "ordinary lodgings",
    "R": "residence not known",
    "S": "no fixed abode",
    "T": "foyer",
    "U": "independent living",
    "V": "emergency accommodation",
    "W": "bed and breakfast",
    "X": "in custody",
    "Y": "other accommodation",
    "Z": "with former foster carers",
}
OUT_OF_COUNTS = ("G", "H", "R")
"""Homes of which no figure of accommodation is published: abroad, deported, not known."""
ACCOM = listed(
    *(
        Code(
            f"{letter}{digit}",
            f"{meaning}, {fit}",
            "" if letter in OUT_OF_COUNTS else fit,
        )
        for letter, meaning in _HOMES.items()
        for digit, fit in (("1", "suitable"), ("2", "unsuitable"))
    ),
    Code("0", "not known", "no_information"),
)

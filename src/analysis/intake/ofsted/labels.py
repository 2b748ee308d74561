"""How Ofsted spells authorities, kinds of provision, sectors and judgements.

Labels are compared without case: Ofsted prints both "Children's home" and "Children's Home".
"""

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class Spelling:
    """A name that Ofsted prints for an authority which our register calls something else.

    It holds for the days on which that authority existed.
    """

    printed: str
    area: str


SPELLINGS: tuple[Spelling, ...] = (
    Spelling(printed="Durham", area="840"),
    Spelling(printed="Southend on Sea", area="882"),
    Spelling(printed="St Helens", area="342"),
    Spelling(printed="Bournemouth, Christchurch & Poole", area="839"),
    Spelling(printed="Dorset", area="835"),
)

CHILDRENS_HOME = "childrens_home"
SECURE = "secure"
SPECIAL_SCHOOL = "residential_special_school"
HOME_TYPES = (CHILDRENS_HOME, SECURE, SPECIAL_SCHOOL)
FOSTERING = "independent_fostering_agency"
SUPPORTED = "supported_accommodation"
OTHER = "other"

PROVISION: dict[str, str] = {
    "children's home": CHILDRENS_HOME,
    "secure children's home": SECURE,
    "residential special school (registered as a children's home)": SPECIAL_SCHOOL,
    "independent fostering agency": FOSTERING,
    "supported accommodation": SUPPORTED,
    "adoption support agency": OTHER,
    "boarding school": OTHER,
    "cafcass": OTHER,
    "further education college with residential accommodation": OTHER,
    "residential family centre": OTHER,
    "residential holiday scheme for disabled children": OTHER,
    "residential special school": OTHER,
    "secure training centre": OTHER,
    "voluntary adoption agency": OTHER,
}

SECTORS: dict[str, str] = {
    "local authority": "local_authority",
    "private": "private",
    "voluntary": "voluntary",
    "health authority": "health",
}

NOT_YET_JUDGED = "not_yet_judged"
JUDGEMENTS: dict[str, str] = {
    "outstanding": "outstanding",
    "good": "good",
    "requires improvement to be good": "requires_improvement",
    "requires improvement": "requires_improvement",
    "adequate": "requires_improvement",
    "satisfactory": "requires_improvement",
    "inadequate": "inadequate",
    "": NOT_YET_JUDGED,
}
"""'Adequate' and 'satisfactory' are older grades that a few homes still had in 2016 to 2018; they
stand here with 'requires improvement', which replaced them."""

GRADES: dict[str, int] = {
    "outstanding": 1,
    "good": 2,
    "requires improvement to be good": 3,
    "inadequate": 4,
}

"""How Ofsted spells authorities, kinds of provision, sectors and judgements.

Labels are compared without case: Ofsted prints both "Children's home" and "Children's Home".
"""

SPELLINGS = {
    "Durham": "840",
    "Southend on Sea": "882",
    "St Helens": "342",
    "Bournemouth, Christchurch & Poole": "839",
    "Dorset": "835",
}
"""Names that Ofsted prints for authorities which our register calls something else; each holds for
the days on which its authority existed."""

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

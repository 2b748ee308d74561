"""Which category of the published counts each code of a return belongs to.

Written down here a second time on purpose, and not taken from the catalogue: the truth must not
share a mistake with what it is to judge.
"""

FEMALE_MALE = {"F": "female", "M": "male"}
AGES = ("under_1", "1_to_4", "5_to_9", "10_to_15", "16_and_over")
AGES_CEASED = ("under_1", "1_to_4", "5_to_9", "10_to_15", "16", "17", "18_and_over")
UASC = ("uasc", "not_uasc")
ETHNIC = {
    "white": "WBRI WIRI WOTH WIRT WROM",
    "mixed": "MWBC MWBA MWAS MOTH",
    "asian": "AIND APKN ABAN AOTH CHNE",
    "black": "BCRB BAFR BOTH",
    "other": "OOTH",
    "not_known": "REFU NOBT",
}
NEED = {
    "n1_abuse_or_neglect": "N1",
    "n2_disability": "N2",
    "n3_parental_illness": "N3",
    "n4_acute_stress": "N4",
    "n5_family_dysfunction": "N5",
    "n6_behaviour": "N6",
    "n7_low_income": "N7",
    "n8_absent_parenting": "N8",
}
STATUS = {
    "interim_care_order": "C1",
    "full_care_order": "C2",
    "placement_order": "D1 E1",
    "voluntary_s20": "V2",
    "detained_for_protection": "L1 L2 L3",
    "youth_justice": "J1 J2 J3",
}
STATUS_STARTED = {
    "interim_care_order": "C1",
    "full_care_order": "C2",
    "placement_order": "D1 E1",
    "voluntary_s20": "V2",
    "police_protection": "L1",
    "emergency_protection_order": "L2",
    "child_assessment_order": "L3",
    "remand": "J1",
    "police_and_criminal_evidence_act": "J2",
    "youth_rehabilitation_order": "J3",
}
KIND = {
    "foster": "U1 U2 U3 U4 U5 U6",
    "adoption": "A3 A4 A5 A6",
    "childrens_homes": "K1 K2",
    "supported": "H5 P2 K3",
    "parents": "P1",
    "residential_schools": "S1",
    "other_residential": "R1 R2 R3 R5",
    "other": "P3 Z1 Z11 Z12 Z13 Z14",
}
PROVIDER = {
    "parents": "PR0",
    "own": "PR1",
    "other_la": "PR2",
    "other_public": "PR3",
    "private": "PR4",
    "voluntary": "PR5",
    "not_reported": "",
}
REASON = {
    "adopted": "E11 E12",
    "special_guardianship": "E43 E44 E45 E46 E47 E48",
    "child_arrangements": "E41",
    "returned_home_planned": "E4A",
    "returned_home_unplanned": "E4B",
    "lived_with_relatives": "E13",
    "independent_supported": "E5",
    "independent_unsupported": "E6",
    "adult_residential": "E7",
    "other": "E8 E99",
    "custody": "E9",
    "remand_ended": "E14",
    "age_assessment": "E15",
    "moved_abroad": "E16",
    "remained_with_carers_at_18": "E17",
    "died": "E2",
    "care_by_other_la": "E3",
}
APPLICATION = {"unopposed": "E11", "consent_dispensed": "E12"}
CARER = {
    "former_foster_relative": "E45",
    "former_foster_other": "E46",
    "other_carer_relative": "E47",
    "other_carer_other": "E48",
}
CHANGE = {
    "care_plan": "CARPL",
    "resignation_or_closure": "CLOSE",
    "allegation": "ALLEG",
    "standards_of_care": "STAND",
    "approval_removed": "APPRR",
    "carer_requests_behaviour": "CREQB",
    "carer_requests_other": "CREQO",
    "child_requests": "CHILD",
    "authority_requests": "LAREQ",
    "status_only": "PLACE",
    "custody": "CUSTOD",
    "other": "OTHER LIIAF",
}
ACTIVITY = {
    "higher_education": "F1 P1",
    "education_not_higher": "F2 P2",
    "training_or_employment": "F3 P3",
    "apprenticeship": "F4 P4",
    "training_or_employment_not_apprenticeship": "F5 P5",
    "not_eet_illness": "G4",
    "not_eet_other": "G5",
    "not_eet_parenting": "G6",
    "not_known": "0",
}
CONTACT = {
    "in_touch": "YES",
    "not_in_touch": "NO",
    "refused": "REFU",
    "no_longer_required": "NREQ",
}


def category(meanings: dict[str, str], code: str, otherwise: str = "") -> str:
    """The category that a code belongs to, or `otherwise`."""
    for name, codes in meanings.items():
        if code == codes or (code and code in codes.split()):
            return name
    return otherwise


def age_band(years: int) -> str:
    """The published band of an age in care."""
    if years < 1:
        return "under_1"
    if years < 5:
        return "1_to_4"
    if years < 10:
        return "5_to_9"
    return "10_to_15" if years < 16 else "16_and_over"


def age_band_ceased(years: int) -> str:
    """The published band of an age at ceasing, which tells 16 from 17 and from 18 and over."""
    if years < 16:
        return age_band(years)
    return str(years) if years < 18 else "18_and_over"

"""The codes of episodes: why one began, legal status, need, placement, provider, how it ended."""

from analysis.catalogue.returns.codes.code import Code, alike, listed

RNE = listed(
    Code("S", "started to be looked after"),
    Code("L", "change of legal status only"),
    Code("P", "change of placement and carer only"),
    Code("T", "change of placement, same carer"),
    Code("B", "change of legal status, placement and carer"),
    Code("U", "change of legal status and placement, same carer"),
)
NEW_CARER = ("S", "P", "B")
"""Reasons with which a placement with another carer begins."""

LS = listed(
    Code("C1", "interim care order", "interim_care_order"),
    Code("C2", "full care order", "full_care_order"),
    Code("D1", "freeing order", "placement_order"),
    Code("E1", "placement order", "placement_order"),
    Code("V2", "section 20, single period", "voluntary_s20"),
    Code("V3", "short-term breaks, episodes recorded"),
    Code("V4", "short-term breaks, agreement recorded"),
    Code("L1", "police protection", "detained_for_protection"),
    Code("L2", "emergency protection order", "detained_for_protection"),
    Code("L3", "child assessment order", "detained_for_protection"),
    Code("J1", "on remand", "youth_justice"),
    Code("J2", "Police and Criminal Evidence Act", "youth_justice"),
    Code("J3", "youth rehabilitation order", "youth_justice"),
)
LEGAL_STATUS_AT_START = {
    "C1": "interim_care_order",
    "C2": "full_care_order",
    "D1": "placement_order",
    "E1": "placement_order",
    "V2": "voluntary_s20",
    "L1": "police_protection",
    "L2": "emergency_protection_order",
    "L3": "child_assessment_order",
    "J1": "remand",
    "J2": "police_and_criminal_evidence_act",
    "J3": "youth_rehabilitation_order",
}
"""The finer categories that are published of those who started."""
SHORT_BREAKS = ("V3", "V4")
"""Short-term placements, which headline figures leave out."""

CIN = listed(
    Code("N1", "abuse or neglect", "n1_abuse_or_neglect"),
    Code("N2", "child's disability", "n2_disability"),
    Code("N3", "parental illness or disability", "n3_parental_illness"),
    Code("N4", "family in acute stress", "n4_acute_stress"),
    Code("N5", "family dysfunction", "n5_family_dysfunction"),
    Code("N6", "socially unacceptable behaviour", "n6_behaviour"),
    Code("N7", "low income", "n7_low_income"),
    Code("N8", "absent parenting", "n8_absent_parenting"),
)

_NOW_K3 = "registered supported accommodation is K3"
_NOW_Z = "it was replaced by Z11 to Z14"
PLACE = listed(
    *alike(
        "foster",
        U1="fostered by a relative or friend, long term",
        U2="fostered by a relative or friend who is an approved adopter",
        U3="fostered by a relative or friend, not long term",
        U4="fostered by another carer, long term",
        U5="fostered by another carer who is an approved adopter",
        U6="fostered by another carer, not long term",
    ),
    *alike(
        "adoption",
        A3="placed for adoption with consent, with current foster carer",
        A4="placed for adoption with consent, not with current foster carer",
        A5="placed for adoption with placement order, with current foster carer",
        A6="placed for adoption with placement order, not with current foster carer",
    ),
    *alike("childrens_homes", K1="secure children's home", K2="children's home"),
    Code("K3", "registered supported accommodation", "supported", since=2024, then="H5 or P2"),
    Code("H5", "semi-independent living", "supported", until=2025, then=_NOW_K3),
    Code("P2", "independent living", "supported", until=2025, then=_NOW_K3),
    *alike("parents", P1="placed with own parents"),
    *alike("other", P3="residential employment"),
    *alike(
        "other_residential",
        R1="residential care home",
        R2="NHS or other medical or nursing establishment",
        R3="family centre or mother and baby unit",
        R5="young offender institution",
    ),
    *alike("residential_schools", S1="residential school"),
    *alike(
        "",
        T0="temporary move, all kinds",
        T1="temporary, in hospital",
        T2="temporary, on holiday",
        T3="temporary, carer on holiday",
        T4="temporary, another reason, seven days or less",
    ),
    Code("Z1", "other placement", "other", until=2025, then=_NOW_Z),
    *(
        Code(f"Z1{n}", "other placement, by kind", "other", since=2026, then="it is Z1")
        for n in range(1, 5)
    ),
)
TEMPORARY = ("T0", "T1", "T2", "T3", "T4")
FOSTER = ("U1", "U2", "U3", "U4", "U5", "U6")
FOR_ADOPTION = ("A3", "A4", "A5", "A6")

PLACE_PROVIDER = listed(
    Code("PR0", "parents or others with parental responsibility", "parents"),
    Code("PR1", "the authority itself", "own"),
    Code("PR2", "another authority", "other_la"),
    Code("PR3", "another public body", "other_public"),
    Code("PR4", "private", "private"),
    Code("PR5", "voluntary", "voluntary"),
)
NO_PROVIDER = (*TEMPORARY, "Z1", "Z11", "Z12", "Z13", "Z14")
"""Placements that have no provider in the return."""
WRONG_PROVIDER = {
    "PR1": ("P1", "R2", "R5"),
    "PR2": ("P1", "R2", "R5"),
    "PR3": ("P1", *FOR_ADOPTION, "K1", "K2", *FOSTER),
    "PR4": ("P1",),
    "PR5": ("P1",),
}
"""Placements that a provider cannot have; PR0 goes with P1 alone."""

_SGO = "special_guardianship"
_NOW_SGO = "it was replaced by E45 to E48"
REC = listed(
    Code("X1", "episode ceases, a new one begins the same day"),
    Code("E11", "adopted, unopposed", "adopted"),
    Code("E12", "adopted, consent dispensed with", "adopted"),
    Code("E2", "died", "died"),
    Code("E3", "care taken over by another authority", "care_by_other_la"),
    Code("E4A", "returned home, planned", "returned_home_planned"),
    Code("E4B", "returned home, not planned", "returned_home_unplanned"),
    Code("E13", "left to live with relatives or others", "lived_with_relatives"),
    Code("E41", "residence or child arrangements order", "child_arrangements"),
    Code("E43", "special guardianship, former foster carer", _SGO, until=2018, then=_NOW_SGO),
    Code("E44", "special guardianship, other carer", _SGO, until=2018, then=_NOW_SGO),
    Code("E45", "special guardianship, foster carer and relative", _SGO, since=2019),
    Code("E46", "special guardianship, foster carer, no relative", _SGO, since=2019),
    Code("E47", "special guardianship, other carer and relative", _SGO, since=2019),
    Code("E48", "special guardianship, other carer, no relative", _SGO, since=2019),
    Code("E5", "independent living with support", "independent_supported"),
    Code("E6", "independent living without support", "independent_unsupported"),
    Code("E7", "residential care of adult social care", "adult_residential"),
    Code("E8", "another reason", "other"),
    Code("E9", "custody", "custody"),
    Code("E14", "remand ended", "remand_ended"),
    Code("E15", "found to be 18 or over", "age_assessment"),
    Code("E16", "moved abroad", "moved_abroad"),
    Code("E17", "18 and stayed with carers", "remained_with_carers_at_18"),
    Code("E99", "reason unknown, put in by a repair of LIIA", "other"),
)
APPLICATION = {"E11": "unopposed", "E12": "consent_dispensed"}
CARER = {
    "E45": "former_foster_relative",
    "E46": "former_foster_other",
    "E47": "other_carer_relative",
    "E48": "other_carer_other",
}
"""Who became special guardian, and how a child was adopted, by reason for ceasing."""

REASON_PLACE_CHANGE = listed(
    Code("CARPL", "change to or carrying out of the care plan", "care_plan"),
    Code("CLOSE", "resignation of carer or closure of provision", "resignation_or_closure"),
    Code("ALLEG", "allegation", "allegation"),
    Code("STAND", "concern about standards of care", "standards_of_care"),
    Code("APPRR", "approval removed", "approval_removed"),
    Code("CREQB", "carer asked, because of behaviour", "carer_requests_behaviour"),
    Code("CREQO", "carer asked, for another reason", "carer_requests_other"),
    Code("CHILD", "child asked", "child_requests"),
    Code("LAREQ", "authority asked", "authority_requests"),
    Code("PLACE", "change in the status of the placement only", "status_only"),
    Code("CUSTOD", "custody", "custody", since=2019),
    Code("OTHER", "another reason", "other"),
    Code("LIIAF", "unknown, put in by a repair of LIIA", "other"),
)

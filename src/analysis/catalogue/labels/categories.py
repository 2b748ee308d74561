"""What the categories of each breakdown are called, in the order in which a chart lists them.

Words are those of a council meeting: homes where the publication says placements, children where
it says cases. A breakdown that counts the same children twice lists the parts before the sums.
"""

AGE = {
    "under_1": "Under 1",
    "1_to_4": "1 to 4",
    "5_to_9": "5 to 9",
    "10_to_15": "10 to 15",
    "16_and_over": "16 or 17",
    "16": "16",
    "17": "17",
    "18_and_over": "18 or over",
}

NEED = {
    "n1_abuse_or_neglect": "Abuse or neglect",
    "n2_disability": "Child's disability",
    "n3_parental_illness": "Parent's illness or disability",
    "n4_acute_stress": "Family in acute stress",
    "n5_family_dysfunction": "Family dysfunction",
    "n6_behaviour": "Socially unacceptable behaviour",
    "n7_low_income": "Low income",
    "n8_absent_parenting": "Absent parenting",
}

LEGAL_STATUS = {
    "full_care_order": "Full care order",
    "interim_care_order": "Interim care order",
    "placement_order": "Placement order",
    "voluntary_s20": "By agreement (section 20)",
    "detained_for_protection": "Detained for protection",
    "youth_justice": "Youth justice",
    "police_protection": "Police protection",
    "emergency_protection_order": "Emergency protection order",
    "child_assessment_order": "Child assessment order",
    "remand": "On remand",
    "police_and_criminal_evidence_act": "Police custody (PACE)",
    "youth_rehabilitation_order": "Youth rehabilitation order",
}

PLACEMENT = {
    "foster": "With foster carers",
    "childrens_homes": "Children's or secure homes",
    "supported": "Supported accommodation",
    "parents": "With parents",
    "adoption": "Placed for adoption",
    "residential_schools": "Residential schools",
    "other_residential": "Other residential settings",
    "other": "Other",
}

PROVIDER = {
    "own": "The council itself",
    "private": "Private providers",
    "voluntary": "Charities",
    "other_la": "Another council",
    "other_public": "Another public body",
    "parents": "Parents",
    "not_reported": "Not reported",
}

LOCALITY_DISTANCE = {
    "inside_within_20": "In the area, within 20 miles",
    "inside_over_20": "In the area, over 20 miles",
    "outside_within_20": "Outside, within 20 miles",
    "outside_over_20": "Outside, over 20 miles",
    "inside_not_known": "In the area, distance unknown",
    "outside_not_known": "Outside, distance unknown",
}

# Why children ceased to be looked after, then why a child moved from one home to another.
REASON = {
    "adopted": "Adopted",
    "special_guardianship": "Special guardianship",
    "child_arrangements": "Child arrangements order",
    "returned_home_planned": "Returned home as planned",
    "returned_home_unplanned": "Returned home, not planned",
    "lived_with_relatives": "Went to live with relatives",
    "remained_with_carers_at_18": "Stayed with carers at 18",
    "independent_supported": "Own home, with support",
    "independent_unsupported": "Own home, without support",
    "care_by_other_la": "Care by another council",
    "custody": "Custody",
    "remand_ended": "Remand ended",
    "adult_residential": "Adult residential care",
    "age_assessment": "Found to be 18 or over",
    "moved_abroad": "Moved abroad",
    "died": "Died",
    "care_plan": "The care plan",
    "child_requests": "The child asked",
    "carer_requests_behaviour": "Carer asked: behaviour",
    "carer_requests_other": "Carer asked: other reason",
    "standards_of_care": "Concern about standards",
    "allegation": "An allegation",
    "approval_removed": "Approval removed",
    "resignation_or_closure": "Resignation or closure",
    "authority_requests": "The council asked",
    "status_only": "Same home, new status",
    "other": "Other reasons",
}

ACTIVITY = {
    "education_not_higher": "Education, not higher",
    "higher_education": "Higher education",
    "apprenticeship": "Apprenticeship",
    "training_or_employment_not_apprenticeship": "Training or work, no apprenticeship",
    "training_or_employment": "Training or work",
    "not_eet_illness": "Not, because of illness or disability",
    "not_eet_parenting": "Not, because of parenting",
    "not_eet_other": "Not, for other reasons",
    "not_in_touch": "Not in touch",
    "not_known": "Not known",
    "eet": "All in education, training or work",
    "not_eet": "All not in education or work",
}

FACTOR = {
    "domestic_abuse_parent": "Domestic abuse of a parent",
    "domestic_abuse_child": "Domestic abuse of the child",
    "mental_health_parent": "Parent's mental health",
    "mental_health_child": "Child's mental health",
    "neglect": "Neglect",
    "emotional_abuse": "Emotional abuse",
    "physical_abuse_by_adult": "Physical abuse by an adult",
    "physical_abuse_by_child": "Physical abuse by a child",
    "sexual_abuse_by_adult": "Sexual abuse by an adult",
    "sexual_abuse_by_child": "Sexual abuse by a child",
    "drug_misuse_parent": "Parent's drug misuse",
    "drug_misuse_child": "Child's drug misuse",
    "alcohol_misuse_parent": "Parent's alcohol misuse",
    "alcohol_misuse_child": "Child's alcohol misuse",
    "learning_disability_child": "Child's learning disability",
    "learning_disability_parent": "Parent's learning disability",
    "physical_disability_child": "Child's physical disability",
    "physical_disability_parent": "Parent's physical disability",
    "going_missing": "Going missing",
    "child_sexual_exploitation": "Sexual exploitation",
    "child_criminal_exploitation": "Criminal exploitation",
    "gangs": "Gangs",
    "trafficking": "Trafficking",
    "self_harm": "Self-harm",
    "young_carer": "Young carer",
    "socially_unacceptable_behaviour": "Socially unacceptable behaviour",
    "unaccompanied_asylum_seeker": "Unaccompanied asylum-seeking child",
}

CATEGORIES: dict[str, dict[str, str]] = {
    "age": AGE,
    "sex": {"female": "Girls", "male": "Boys"},
    "ethnicity": {
        "white": "White",
        "mixed": "Mixed or multiple",
        "asian": "Asian or Asian British",
        "black": "Black, Caribbean or African",
        "other": "Other ethnic group",
        "not_known": "Refused or not yet known",
    },
    "need": NEED,
    "legal_status": LEGAL_STATUS,
    "placement": PLACEMENT,
    "provider": PROVIDER,
    "locality": {"inside": "In the area", "outside": "Outside the area"},
    "distance": {
        "within_20_miles": "Within 20 miles of home",
        "over_20_miles": "More than 20 miles from home",
        "not_known": "Distance not known",
    },
    "locality_distance": LOCALITY_DISTANCE,
    "location": {**LOCALITY_DISTANCE, "not_known": "Distance not known"},
    "uasc": {"uasc": "Unaccompanied children", "not_uasc": "All other children"},
    "responsibility": {"own": "The area's own children", "other_la": "Children of other areas"},
    "reason": REASON,
    "activity": ACTIVITY,
    "in_touch": {"received_support": "Asked for and had support", "not_in_touch": "Not in touch"},
    "accommodation": {
        "suitable": "Suitable",
        "unsuitable": "Not suitable",
        "no_information": "No information",
    },
    "contact": {
        "in_touch": "In touch",
        "not_in_touch": "Not in touch",
        "no_longer_required": "No longer needs the service",
        "refused": "Does not want contact",
    },
    "factor": FACTOR,
    "home_type": {
        "childrens_home": "Children's homes",
        "secure": "Secure homes",
        "residential_special_school": "Residential special schools",
    },
    "sector": {
        "local_authority": "Councils",
        "private": "Private providers",
        "voluntary": "Charities",
        "health": "Health bodies",
    },
    "judgement": {
        "outstanding": "Outstanding",
        "good": "Good",
        "requires_improvement": "Requires improvement",
        "inadequate": "Inadequate",
        "not_yet_judged": "Not yet judged",
    },
}

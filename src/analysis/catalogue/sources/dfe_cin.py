"""Children in need and child protection plans, year ending 31 March 2025 and before."""

from analysis.catalogue.sources.source import Figure, Source, wide_from_dfe, years
from analysis.catalogue.sources.statistics_service import FIND

# The publisher's column for each factor: one assessment can have several. Codes that were split
# or retired in 2021 (physical and sexual abuse with no perpetrator given) are left out.
_FACTORS = {
    "Alcohol_Misuse_child": "alcohol_misuse_child",
    "Alcohol_Misuse_parent": "alcohol_misuse_parent",
    "Drug_Misuse_child": "drug_misuse_child",
    "Drug_Misuse_parent": "drug_misuse_parent",
    "Domestic_Abuse_child": "domestic_abuse_child",
    "Domestic_Abuse_parent": "domestic_abuse_parent",
    "Mental_Health_child": "mental_health_child",
    "Mental_Health_parent": "mental_health_parent",
    "Learning_Disability_child": "learning_disability_child",
    "Learning_Disability_parent": "learning_disability_parent",
    "Physical_Disability_child": "physical_disability_child",
    "Physical_Disability_parent": "physical_disability_parent",
    "Young_Carer": "young_carer",
    "Unaccompanied_asylum_seeker": "unaccompanied_asylum_seeker",
    "Going_missing": "going_missing",
    "Child_sexual_exploitation": "child_sexual_exploitation",
    "Child_criminal_exploitation": "child_criminal_exploitation",
    "Trafficking": "trafficking",
    "Gangs": "gangs",
    "Socially_unacceptable_behaviour": "socially_unacceptable_behaviour",
    "Self_harm": "self_harm",
    "Neglect": "neglect",
    "Emotional_Abuse": "emotional_abuse",
    "Physical_Abuse_adult_on_child": "physical_abuse_by_adult",
    "Physical_Abuse_child_on_child": "physical_abuse_by_child",
    "Sexual_Abuse_adult_on_child": "sexual_abuse_by_adult",
    "Sexual_Abuse_child_on_child": "sexual_abuse_by_child",
}

# Working days from the section 47 enquiry to the initial child protection conference.
_DAYS = {"0-10": "up_to_10", "11-15": "11_to_15", "16-20": "16_to_20", "21+": "21_and_over"}

_BY_FACTOR = ("assessment_factors", "episodes", "factor")
_BY_DAYS = ("protection_conferences", "conferences", "working_days")


def _cin(
    table: str, file: str, *figures: Figure, data_set: str = "", first_year: int = 2013
) -> Source:
    return wide_from_dfe(
        figures,
        "category",
        id=f"dfe_cin_2025_{table}",
        file=f"13_cin_workforce/{file}_{first_year}_to_2025.csv",
        title="Children in need, reporting year 2025",
        release="2025-10-30",
        url=f"{FIND}children-in-need/2025",
        years=years(first_year, 2025),
        data_set=data_set,
    )


CHILDREN_IN_NEED = _cin(
    "children_in_need",
    "b1_children_in_need",
    Figure("At31_episodes", "cin_31_march", "children"),
    Figure("Anypoint_child", "cin_any_time", "children"),
)
REFERRALS = _cin(
    "referrals",
    "c1_children_in_need_referrals_and_rereferrals",
    Figure("referral_count", "referrals", "referrals"),
    Figure("rereferral_count", "rereferrals", "referrals"),
    Figure("rereferral_percent", "rereferrals", "percent"),
    data_set="342f9a01-26f0-2a71-91a1-f8bc0bee8b11",
)
FACTORS = _cin(
    "assessment_factors",
    "c3_factors_identified_at_end_of_assessment",
    Figure("Episodes_with_assessment_factor", "assessment_factors", "episodes"),
    *(Figure(column, *_BY_FACTOR, factor) for column, factor in _FACTORS.items()),
    first_year=2018,
)
ENQUIRIES = _cin(
    "enquiries",
    "c4_children_in_need_section_47s_and_icpcs",
    Figure("Section47", "section_47", "enquiries"),
    Figure("ICPC", "protection_conferences", "conferences"),
    *(Figure(f"Duration_{days}_days", *_BY_DAYS, named) for days, named in _DAYS.items()),
)
REPEAT_PLANS = _cin(
    "repeat_plans",
    "d3_cpps_subsequent_plan",
    Figure("CPP_start", "cpp_started", "children"),
    Figure("CPP_subsequent", "cpp_repeat", "children"),
    Figure("CPP_subsequent_percent", "cpp_repeat", "percent"),
)
PLANS_BY_LENGTH = _cin(
    "plans_by_length",
    "d5_cpps_at31march_by_duration",
    Figure("CPP_At31", "cpp_31_march", "children"),
    Figure("2_years_or_more", "cpp_two_years_plus", "children"),
    Figure("2_years_or_more_percent", "cpp_two_years_plus", "percent"),
)

SOURCES: tuple[Source, ...] = (
    *(CHILDREN_IN_NEED, REFERRALS, FACTORS),
    *(ENQUIRIES, REPEAT_PLANS, PLANS_BY_LENGTH),
)

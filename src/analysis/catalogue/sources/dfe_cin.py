"""Children in need and child protection plans, year ending 31 March 2025 and before."""

from analysis.catalogue.sources.source import Source

PLACE = ("time_period", "geographic_level", "region_code", "old_la_code", "category")
SINCE_2013 = tuple(str(year) for year in range(2013, 2026))
SINCE_2018 = tuple(str(year) for year in range(2018, 2026))


def _cin(
    table: str, file: str, years: tuple[str, ...], columns: tuple[str, ...], data_set: str = ""
) -> Source:
    return Source(
        id=f"dfe_cin_2025_{table}",
        file=f"13_cin_workforce/{file}.csv",
        publisher="Department for Education",
        title="Children in need, reporting year 2025",
        release="2025-10-30",
        url="https://explore-education-statistics.service.gov.uk/find-statistics/"
        "children-in-need/2025",
        columns=(*PLACE, *columns),
        years=years,
        data_set=data_set,
    )


CHILDREN_IN_NEED = _cin(
    "children_in_need",
    "b1_children_in_need_2013_to_2025",
    SINCE_2013,
    ("Anypoint_child", "At31_episodes"),
)
REFERRALS = _cin(
    "referrals",
    "c1_children_in_need_referrals_and_rereferrals_2013_to_2025",
    SINCE_2013,
    ("referral_count", "rereferral_count", "rereferral_percent"),
    data_set="342f9a01-26f0-2a71-91a1-f8bc0bee8b11",
)
FACTORS = _cin(
    "assessment_factors",
    "c3_factors_identified_at_end_of_assessment_2018_to_2025",
    SINCE_2018,
    ("Episodes_with_assessment_factor",),
)
ENQUIRIES = _cin(
    "enquiries",
    "c4_children_in_need_section_47s_and_icpcs_2013_to_2025",
    SINCE_2013,
    (
        "Section47",
        "ICPC",
        "Duration_0-10_days",
        "Duration_11-15_days",
        "Duration_16-20_days",
        "Duration_21+_days",
    ),
)
REPEAT_PLANS = _cin(
    "repeat_plans",
    "d3_cpps_subsequent_plan_2013_to_2025",
    SINCE_2013,
    ("CPP_start", "CPP_subsequent", "CPP_subsequent_percent"),
)
PLANS_BY_LENGTH = _cin(
    "plans_by_length",
    "d5_cpps_at31march_by_duration_2013_to_2025",
    SINCE_2013,
    ("CPP_At31", "2_years_or_more", "2_years_or_more_percent"),
)

SOURCES: tuple[Source, ...] = (
    CHILDREN_IN_NEED,
    REFERRALS,
    FACTORS,
    ENQUIRIES,
    REPEAT_PLANS,
    PLANS_BY_LENGTH,
)

"""Children in need and child protection plans, year ending 31 March 2025 and before."""

from analysis.catalogue.sources.source import PERIOD_AND_AREA, Source, from_dfe, years
from analysis.catalogue.sources.statistics_service import FIND


def _cin(
    table: str, file: str, *columns: str, data_set: str = "", first_year: int = 2013
) -> Source:
    return from_dfe(
        id=f"dfe_cin_2025_{table}",
        file=f"13_cin_workforce/{file}_{first_year}_to_2025.csv",
        title="Children in need, reporting year 2025",
        release="2025-10-30",
        url=f"{FIND}children-in-need/2025",
        columns=(*PERIOD_AND_AREA, "category", *columns),
        years=years(first_year, 2025),
        data_set=data_set,
    )


CHILDREN_IN_NEED = _cin(
    "children_in_need", "b1_children_in_need", "Anypoint_child", "At31_episodes"
)
REFERRALS = _cin(
    "referrals",
    "c1_children_in_need_referrals_and_rereferrals",
    "referral_count",
    "rereferral_count",
    "rereferral_percent",
    data_set="342f9a01-26f0-2a71-91a1-f8bc0bee8b11",
)
FACTORS = _cin(
    "assessment_factors",
    "c3_factors_identified_at_end_of_assessment",
    "Episodes_with_assessment_factor",
    first_year=2018,
)
ENQUIRIES = _cin(
    "enquiries",
    "c4_children_in_need_section_47s_and_icpcs",
    "Section47",
    "ICPC",
    *(f"Duration_{days}_days" for days in ("0-10", "11-15", "16-20", "21+")),
)
REPEAT_PLANS = _cin(
    "repeat_plans",
    "d3_cpps_subsequent_plan",
    "CPP_start",
    "CPP_subsequent",
    "CPP_subsequent_percent",
)
PLANS_BY_LENGTH = _cin(
    "plans_by_length",
    "d5_cpps_at31march_by_duration",
    "CPP_At31",
    "2_years_or_more",
    "2_years_or_more_percent",
)

SOURCES: tuple[Source, ...] = (
    CHILDREN_IN_NEED,
    REFERRALS,
    FACTORS,
    ENQUIRIES,
    REPEAT_PLANS,
    PLANS_BY_LENGTH,
)

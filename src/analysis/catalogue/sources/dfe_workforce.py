"""Children's social workers at 30 September, 2017 to 2025."""

from analysis.catalogue.sources.source import Figure, Source, wide_from_dfe, years
from analysis.catalogue.sources.statistics_service import FIND

FIGURES = (
    Figure("inpost_fte", "social_worker_fte", "fte"),
    Figure("leavers_fte", "social_worker_leavers_fte", "fte"),
    Figure("turnover_rate_fte", "social_worker_turnover", "percent"),
    Figure("agency_fte", "social_worker_agency_fte", "fte"),
    Figure("agency_rate_fte", "social_worker_agency", "percent"),
    Figure("vacancy_fte", "social_worker_vacancies_fte", "fte"),
    Figure("vacancy_rate_fte", "social_worker_vacancy", "percent"),
    Figure("cases", "social_worker_cases", "cases"),
    Figure("case_holders_fte", "social_worker_case_holders_fte", "fte"),
    Figure("caseload_fte", "social_worker_caseload", "cases_per_worker"),
    Figure("absence_rate_fte", "social_worker_absence", "percent"),
)

SOURCES: tuple[Source, ...] = (
    wide_from_dfe(
        FIGURES,
        id="dfe_workforce_2025_indicators",
        file="13_cin_workforce/csww_indicators_2017_to_2025.csv",
        title="Children's social work workforce, reporting year 2025",
        release="2026-03-19",
        url=f"{FIND}children-s-social-work-workforce/2025",
        years=years(2017, 2025),
        note="Full-time equivalents. Kingston upon Thames with Richmond upon Thames, and North "
        "with West Northamptonshire, return one figure for both: neither has one of its own.",
    ),
)

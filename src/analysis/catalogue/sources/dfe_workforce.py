"""Children's social workers at 30 September, 2017 to 2025."""

from analysis.catalogue.sources.source import PERIOD_AND_AREA, Source, from_dfe, years
from analysis.catalogue.sources.statistics_service import FIND

SOURCES: tuple[Source, ...] = (
    from_dfe(
        id="dfe_workforce_2025_indicators",
        file="13_cin_workforce/csww_indicators_2017_to_2025.csv",
        title="Children's social work workforce, reporting year 2025",
        release="2026-03-19",
        url=f"{FIND}children-s-social-work-workforce/2025",
        columns=(
            *PERIOD_AND_AREA,
            "inpost_fte",
            "leavers_fte",
            "turnover_rate_fte",
            "agency_fte",
            "agency_rate_fte",
            "vacancy_fte",
            "vacancy_rate_fte",
            "cases",
            "case_holders_fte",
            "caseload_fte",
            "absence_rate_fte",
        ),
        years=years(2017, 2025),
        note="Full-time equivalents. Kingston upon Thames with Richmond upon Thames, and North "
        "with West Northamptonshire, return one figure for both: neither has one of its own.",
    ),
)

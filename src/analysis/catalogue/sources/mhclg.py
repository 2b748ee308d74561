"""The ministry for housing, communities and local government: spending, and deprivation.

Form RO3 of the revenue outturn is what authorities spent on children's social care; the English
indices of deprivation are those of 2019 and 2025.
"""

from functools import partial

from analysis.catalogue.sources.source import Figure, Source

_from_mhclg = partial(Source, publisher="Ministry of Housing, Communities and Local Government")


def _outturn(year: int, file: str, release: str, missing: str) -> Source:
    label = f"{year - 1}-{year % 100}"
    return _from_mhclg(
        id=f"mhclg_ro3_{year}",
        file=f"08_finance/{file}",
        title=f"Revenue outturn {label}: social care and public health services (RO3), by "
        "authority",
        release=release,
        url="https://www.gov.uk/government/collections/"
        "local-authority-revenue-expenditure-and-financing",
        columns=("E-code", "ONS Code", "Class"),
        period_column="financial_year",
        years=(label,),
        note=f"{missing} authorities with children's services made no return in time.",
    )


OUTTURNS: tuple[Source, ...] = (
    _outturn(2023, "RO3_2022-23_data_by_LA.ods", "2023-12-14", "Four"),
    _outturn(2024, "RO3_2023-24_data_by_LA.ods", "2024-08-29", "First release: eleven"),
    _outturn(2025, "RO3_LA_Data_2024-25_data_by_LA.ods", "2025-12-04", "Three"),
)

_IDACI = (
    Figure("IDACI - Average score", "idaci_2019", "score"),
    Figure(
        "IDACI - Proportion  of LSOAs in most deprived 10% nationally",
        "idaci_2019_most_deprived_tenth",
        "percent",
    ),
)
IDACI_2019 = _from_mhclg(
    id="mhclg_idaci_2019_upper_tier",
    file="11_deprivation/idacilarge.csv",
    title="English indices of deprivation 2019, File 11: upper-tier summaries, IDACI",
    release="2019-09-26",
    url="https://www.gov.uk/government/statistics/english-indices-of-deprivation-2019",
    columns=("LAD19CD", *(figure.cells for figure in _IDACI)),
    figures=_IDACI,
    note="Income deprivation affecting children, on the authorities of 2019. No figure is "
    "printed for regions or England.",
)

IMD_2025 = _from_mhclg(
    id="mhclg_imd_2025_lower_tier",
    file="11_deprivation/imd2025_england_ltla24.parquet",
    title="English indices of deprivation 2025: lower-tier summaries",
    release="2025-10-30",
    url="https://www.gov.uk/government/statistics/english-indices-of-deprivation-2025",
    columns=("ltla24_code", "imd_average_score"),
    note="On the lower-tier authorities of 2024. Not published for counties, and not averaged "
    "here: a county has no figure. The table is carried as parquet, values as published.",
)

DEPRIVATION = (IDACI_2019, IMD_2025)

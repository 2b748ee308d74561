"""Deprivation: the English indices of 2019 and 2025."""

from analysis.catalogue.sources.source import Source

MHCLG = "Ministry of Housing, Communities and Local Government"

IDACI_2019 = Source(
    id="mhclg_idaci_2019_upper_tier",
    file="11_deprivation/idacilarge.csv",
    publisher=MHCLG,
    title="English indices of deprivation 2019, File 11: upper-tier summaries, IDACI",
    release="2019-09-26",
    url="https://www.gov.uk/government/statistics/english-indices-of-deprivation-2019",
    columns=(
        "LAD19CD",
        "IDACI - Average score",
        "IDACI - Proportion  of LSOAs in most deprived 10% nationally",
    ),
    note="Income deprivation affecting children, on the authorities of 2019. No figure is "
    "printed for regions or England.",
)

IMD_2025 = Source(
    id="mhclg_imd_2025_lower_tier",
    file="11_deprivation/imd2025_england_ltla24.parquet",
    publisher=MHCLG,
    title="English indices of deprivation 2025: lower-tier summaries",
    release="2025-10-30",
    url="https://www.gov.uk/government/statistics/english-indices-of-deprivation-2025",
    columns=("ltla24_code", "imd_average_score"),
    note="On the lower-tier authorities of 2024. Not published for counties, and not averaged "
    "here: a county has no figure. The table is carried as parquet, values as published.",
)

SOURCES: tuple[Source, ...] = (IDACI_2019, IMD_2025)

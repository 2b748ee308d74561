"""Revenue outturn of local authorities, form RO3: what they spent on children's social care."""

from analysis.catalogue.sources.source import Source

PUBLISHER = "Ministry of Housing, Communities and Local Government"
TITLE = "Revenue outturn {year}: social care and public health services (RO3), by authority"
IDENTITY = ("E-code", "ONS Code", "Class")


def _outturn(year: int, file: str, release: str, note: str) -> Source:
    label = f"{year - 1}-{year % 100}"
    return Source(
        id=f"mhclg_ro3_{year}",
        file=f"08_finance/{file}",
        publisher=PUBLISHER,
        title=TITLE.format(year=label),
        release=release,
        url="https://www.gov.uk/government/collections/"
        "local-authority-revenue-expenditure-and-financing",
        columns=IDENTITY,
        period_column="financial_year",
        years=(label,),
        note=note,
    )


SOURCES: tuple[Source, ...] = (
    _outturn(
        2023,
        "RO3_2022-23_data_by_LA.ods",
        "2023-12-14",
        "Four authorities with children's services made no return in time.",
    ),
    _outturn(
        2024,
        "RO3_2023-24_data_by_LA.ods",
        "2024-08-29",
        "First release: eleven authorities with children's services made no return in time.",
    ),
    _outturn(
        2025,
        "RO3_LA_Data_2024-25_data_by_LA.ods",
        "2025-12-04",
        "Three authorities with children's services made no return in time.",
    ),
)

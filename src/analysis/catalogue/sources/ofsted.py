"""Ofsted's lists of providers, of those that joined and left, and of authorities' judgements.

Ofsted publishes the list of providers in two forms. Those of 2021, 2022 and 2025 hold every
registered provider, inspected or not. Those of 2016 to 2020, 2023 and 2024 hold only providers
with a full inspection: they print no blank judgement, they have fewer homes than the main
findings of the same release (2,123 of 2,209 homes in 2018; 2,311 of 2,460 in 2020), and homes of
the later lists with an earlier registration date are not in them. The form is declared here as
`complete`, and the reader gives the two different measures.
"""

from dataclasses import KW_ONLY, dataclass
from functools import cached_property, partial
from typing import Any

from analysis.catalogue.sources.source import OGL, Source

ALL_RELEASES = "https://www.gov.uk/government/collections/childrens-social-care-statistics"
NOT_STATED = "The file states no day of release; the month is approximate."


_REGION = "Government Office Region"
_PROVIDER = ("URN", "Provision type", _REGION, "Local authority", "Sector", "Places")
_EXPERIENCES = "verall experiences and progress of children and young people"
OWNER = "Organisation which owns the provider"
_BECAME_ACTIVE = "First effective date (that the provider became active)"

_from_ofsted = partial(Source, publisher="Ofsted", url=ALL_RELEASES)


def _page(year: int) -> str:
    if year in (2016, 2024):
        return ALL_RELEASES
    name = "childrens-social-care" + ("-in-england" if year == 2025 else "-data-in-england")
    return f"https://www.gov.uk/government/statistics/{name}-{year}"


@dataclass(frozen=True)
class _Edition:
    """One list: `skip` lines of title, then a header whose names change over the years.

    `dated` names a column of dates that tell the year.
    """

    year: int
    release: str
    _: KW_ONLY
    skip: int = 0
    dated: str = "Registration date"
    encoding: str = "utf-8-sig"

    def _file(self, **own: Any) -> Source:
        page, encoding = _page(self.year), self.encoding
        return _from_ofsted(release=self.release, url=page, encoding=encoding, **own)


@dataclass(frozen=True)
class ProviderList(_Edition):
    """The providers of a year at 31 March; `judgement` names the column of the latest one."""

    complete: bool = False
    judgement: str = "O" + _EXPERIENCES
    premises: str = ""
    note: str = ""

    @cached_property
    def source(self) -> Source:
        """The file of the list."""
        others = (self.judgement, self.dated, OWNER if self.complete else "", self.premises)
        return self._file(
            id=f"ofsted_providers_{self.year}",
            file=f"07_ofsted/provider_at_march_{self.year}.csv",
            title=f"Children's social care data in England {self.year}: provider level at 31 March "
            f"{self.year}",
            columns=(*_PROVIDER, *filter(None, others)),
            note=self.note,
        )


@dataclass(frozen=True)
class Movements(_Edition):
    """The providers that joined or left the register in a year to 31 March."""

    @cached_property
    def source(self) -> Source:
        """The file of those that joined and left."""
        return self._file(
            id=f"ofsted_joiners_leavers_{self.year}",
            file=f"07_ofsted/joiners_leavers_{self.year - 2000}.csv",
            title=f"Children's social care data in England {self.year}: leavers and joiners",
            columns=(*_PROVIDER, "Joiner status", "Leaver status", self.dated),
        )


_EFFECTIVENESS = "Overall effectiveness"
_INSPECTED = "Inspection date"
LISTS: tuple[ProviderList, ...] = (
    ProviderList(
        2016, "2016-06-30", skip=1, judgement=_EFFECTIVENESS, dated=_INSPECTED, note=NOT_STATED
    ),
    ProviderList(2017, "2017-08-31", skip=1, judgement=_EFFECTIVENESS, dated=_INSPECTED),
    ProviderList(2018, "2019-02-04", skip=1, judgement=_EFFECTIVENESS, dated=_INSPECTED),
    ProviderList(2019, "2020-09-22", skip=1),
    ProviderList(2020, "2020-09-22", skip=1),
    ProviderList(2021, "2022-03-30", skip=1, complete=True),
    ProviderList(
        2022,
        "2022-07-07",
        skip=4,
        judgement="Latest full inspection o" + _EXPERIENCES,
        encoding="cp1252",
        complete=True,
    ),
    ProviderList(2023, "2023-09-08", skip=3),
    ProviderList(2024, "2024-07-31", skip=3, encoding="cp1252", note=NOT_STATED),
    ProviderList(
        2025, "2025-08-05", skip=3, premises="Supported accommodation premises", complete=True
    ),
)

MOVEMENTS: tuple[Movements, ...] = (
    Movements(2017, "2017-08-31", dated=_BECAME_ACTIVE),
    Movements(2018, "2019-02-04", dated=_BECAME_ACTIVE),
    Movements(2019, "2020-09-22"),
    Movements(2020, "2020-09-22"),
    Movements(2021, "2022-03-30"),
    Movements(2022, "2022-07-07", skip=3),
    Movements(2023, "2023-09-08", skip=3, dated=_BECAME_ACTIVE, encoding="cp1252"),
)

ILACS = _from_ofsted(
    id="ofsted_ilacs_2025",
    file="07_ofsted/LA_Inspection_Outcomes_as_at_31_March_2025.ods",
    title="Local authority inspection outcomes as at 31 March 2025",
    release="2025-09-25",
    columns=(
        "Local authority area code",
        "Inspection date",
        "Overall effectiveness",
        "The impact of leaders on social work practice with children and families",
        "The experiences and progress of children who need help and protection",
        "The experiences and progress of children in care",
        "The experiences and progress of care leavers",
    ),
)

OVERVIEW = Source(
    id="ofsted_ilacs_overview_2026",
    file="07_ofsted/ilacs_overview_2026-06-29.csv",
    publisher="Data to Insight",
    title="Ofsted ILACS outcomes, compiled from Ofsted's reports on 29 June 2026",
    release="2026-06-29",
    url="https://github.com/data-to-insight/ofsted-ilacs-scrape-tool",
    licence=f"{OGL} (judgements); MIT (compilation)",
    columns=(
        "la_code",
        "inspection_start_date",
        "overall_effectiveness_grade",
        "impact_of_leaders_grade",
        "help_and_protection_grade",
        "in_care_grade",
        "care_leavers_grade",
    ),
    compilation=True,
    note="Not a publication of Ofsted. Columns with inspectors' names and links were left out.",
)

_EDITIONS: tuple[ProviderList | Movements, ...] = (*LISTS, *MOVEMENTS)
SOURCES: tuple[Source, ...] = (*(each.source for each in _EDITIONS), ILACS, OVERVIEW)

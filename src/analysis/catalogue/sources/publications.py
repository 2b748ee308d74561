"""The publications that figures are cited from, and when the next release of each is due."""

from dataclasses import dataclass
from datetime import date
from functools import partial


@dataclass(frozen=True, kw_only=True)
class Publication:
    """A series of statistics as a reader would cite it.

    `data_to` is the period of the newest figures read here, in words; `next_due` the month in which
    the next release is expected (the first day of it). `newer` is the period of figures that are
    known to be out and are not read here; `next_due` is then the month in which they were seen.
    `service_id` is its id in the department's statistics service, the same from release to release.
    """

    id: str
    publisher: str
    title: str
    released: date
    data_to: str
    next_due: date
    url: str
    through: str = ""
    newer: str = ""
    service_id: str = ""

    @property
    def due(self) -> str:
        """When the next release is due, or that it is out."""
        return f"figures to {self.newer} are out" if self.newer else f"{self.next_due:%B %Y}"

    def late(self, today: date) -> bool:
        """Whether a release newer than the one read here is out, or should be by today."""
        return self.next_due <= today

    @property
    def citation(self) -> str:
        """Publisher, title and date, for a source line."""
        through = f", through {self.through}" if self.through else ""
        day = f"{self.released.day} {self.released:%B %Y}"
        return f"{self.publisher}, {self.title} ({day}{through})"


DFE = "Department for Education"
FIND = "https://explore-education-statistics.service.gov.uk/find-statistics/"
COLLECTIONS = "https://www.gov.uk/government/collections/"

_from_dfe = partial(Publication, publisher=DFE)
_from_ofsted = partial(
    Publication, publisher="Ofsted", url=COLLECTIONS + "childrens-social-care-statistics"
)
_through_lait = partial(
    Publication, released=date(2026, 4, 8), through="the Local Authority Interactive Tool"
)

PUBLICATIONS: dict[str, Publication] = {
    p.id: p
    for p in (
        _from_dfe(
            id="cla",
            title="Children looked after in England including adoptions",
            released=date(2025, 11, 26),
            data_to="31 March 2025",
            next_due=date(2026, 11, 1),
            url=FIND + "children-looked-after-in-england-including-adoptions",
            service_id="3260801d-601a-48c6-93b7-cf51680323d1",
        ),
        _from_dfe(
            id="cla_2024",
            title="Children looked after in England including adoptions, 2024 edition",
            released=date(2024, 11, 14),
            data_to="31 March 2024",
            next_due=date(2026, 11, 1),
            url=FIND + "children-looked-after-in-england-including-adoptions",
        ),
        _from_dfe(
            id="stability",
            title="Stability measures for children looked after in England",
            released=date(2026, 1, 21),
            data_to="31 March 2024",
            next_due=date(2026, 7, 1),
            newer="31 March 2025",
            url=FIND + "stability-measures-for-children-looked-after-in-england",
            service_id="27c27d79-290d-4cef-e5ec-08dd6e04ec1b",
        ),
        _from_dfe(
            id="outcomes",
            title="Outcomes for children in need, including children looked after",
            released=date(2026, 4, 2),
            data_to="school year 2024/25",
            next_due=date(2027, 4, 1),
            url=FIND + "outcomes-for-children-in-need-including-children-looked-after-by-local-"
            "authorities-in-england",
            service_id="f51895df-c682-45e6-b23e-3138ddbfdaeb",
        ),
        _from_dfe(
            id="lait",
            title="Local Authority Interactive Tool",
            released=date(2026, 4, 8),
            data_to="2025",
            next_due=date(2026, 12, 1),
            url="https://www.gov.uk/government/publications/local-authority-interactive-tool-lait",
        ),
        _through_lait(
            id="s251",
            publisher=DFE,
            title="LA and school expenditure (section 251 outturn)",
            data_to="2024-25",
            next_due=date(2026, 12, 1),
            url=FIND + "la-and-school-expenditure",
        ),
        Publication(
            id="ro3",
            publisher="Ministry of Housing, Communities and Local Government",
            title="Revenue outturn social care and public health services (RO3)",
            released=date(2025, 12, 4),
            data_to="2024-25",
            next_due=date(2026, 12, 1),
            url=COLLECTIONS + "local-authority-revenue-expenditure-and-financing",
        ),
        _from_ofsted(
            id="ofsted",
            title="Children's social care in England, provider level",
            released=date(2025, 7, 1),
            data_to="31 March 2025",
            next_due=date(2026, 7, 1),
        ),
        _from_ofsted(
            id="inspections",
            title="Local authority inspection outcomes",
            released=date(2025, 9, 25),
            data_to="31 March 2025",
            next_due=date(2026, 9, 1),
        ),
        Publication(
            id="inspections_compiled",
            publisher="Data to Insight",
            title="Inspection outcomes since, compiled from Ofsted's reports; not by Ofsted",
            released=date(2026, 6, 29),
            data_to="29 June 2026",
            next_due=date(2026, 9, 1),
            url="https://github.com/data-to-insight/ofsted-ilacs-scrape-tool",
        ),
        _through_lait(
            id="fostering",
            publisher="Ofsted",
            title="Fostering in England",
            data_to="31 March 2025",
            next_due=date(2026, 11, 1),
            url=COLLECTIONS + "fostering-in-england-statistics",
        ),
        Publication(
            id="population",
            publisher="Office for National Statistics",
            title="Mid-year population estimates",
            released=date(2025, 11, 26),
            data_to="mid-2024",
            next_due=date(2026, 11, 1),
            url="https://www.ons.gov.uk/peoplepopulationandcommunity/populationandmigration/populationestimates",
        ),
        _from_dfe(
            id="cin",
            title="Children in need",
            released=date(2025, 10, 30),
            data_to="31 March 2025",
            next_due=date(2026, 10, 1),
            url=FIND + "children-in-need",
            service_id="89869bba-0c00-40f7-b7d6-e28cb904ad37",
        ),
        _through_lait(
            id="cafcass",
            publisher="Cafcass",
            title="Care applications",
            data_to="2025",
            next_due=date(2026, 12, 1),
            url="https://www.cafcass.gov.uk/research-and-data",
        ),
        _from_dfe(
            id="workforce",
            title="Children's social work workforce",
            released=date(2026, 3, 19),
            data_to="30 September 2025",
            next_due=date(2027, 2, 1),
            url=FIND + "children-s-social-work-workforce",
            service_id="d8baee79-3c88-45f4-b12a-07b91e9b5c11",
        ),
        _through_lait(
            id="poverty",
            publisher="Department for Work and Pensions",
            title="Children in low income families",
            data_to="2025",
            next_due=date(2027, 3, 1),
            url=COLLECTIONS + "children-in-low-income-families-local-area-statistics",
        ),
        Publication(
            id="deprivation",
            publisher="Ministry of Housing, Communities and Local Government",
            title="English indices of deprivation 2019 and 2025",
            released=date(2025, 10, 30),
            data_to="2025",
            next_due=date(2029, 1, 1),
            url=COLLECTIONS + "english-indices-of-deprivation",
        ),
        _through_lait(
            id="youth_justice",
            publisher="Youth Justice Board",
            title="Youth justice statistics",
            data_to="2024",
            next_due=date(2027, 1, 1),
            url=COLLECTIONS + "youth-justice-statistics",
        ),
    )
}


def overdue(ids: tuple[str, ...], today: date) -> list[Publication]:
    """The publications whose next release is out or should be by today, soonest due first."""
    late = [PUBLICATIONS[i] for i in ids if PUBLICATIONS[i].late(today)]
    return sorted(late, key=lambda p: p.next_due)

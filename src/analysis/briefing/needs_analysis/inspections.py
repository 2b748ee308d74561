"""What Ofsted's inspectors judged of an authority, and who says so."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from analysis.briefing.figures import Figures
from analysis.briefing.parts import prose
from analysis.catalogue.sources import SOURCES
from analysis.catalogue.sources.source import Source
from analysis.core import shapes, store
from analysis.present.parts.prose import Prose
from analysis.present.words import inspections


@dataclass(frozen=True)
class Inspection:
    """An inspection: its first day, the grades (1 to 4) by question, and where they were read.

    `before_2023` says that it was too early for a judgement of care leavers.
    """

    began: date
    listed_at: date
    grades: Mapping[str, int]
    source: Source
    before_2023: bool


def inspected(figures: Figures) -> Prose:
    """The newest judgements of children in care and of care leavers; who said so, and when."""
    found = _inspections(figures.area.code)
    if not found:
        return prose(f"No inspection of {figures.area.name} is in the lists at hand.")
    newest = found[-1]
    sentences = [inspections.judged(figures.area.name, newest.began, newest.grades)]
    if newest.before_2023:
        sentences.append(inspections.no_judgement_of_care_leavers())
    source = newest.source
    published = date.fromisoformat(source.release)
    if not source.compilation:
        return prose(" ".join(sentences), inspections.by_ofsted(newest.listed_at, published))
    own_list_to = found[-2].listed_at if len(found) > 1 else None
    sentences += [inspections.before(i.began, i.grades) for i in found[:-1]]
    whose = inspections.by_another(source.publisher, published, own_list_to)
    return prose(" ".join(sentences), whose)


def _inspections(area: str) -> list[Inspection]:
    """The inspections of an authority that the lists have, oldest first."""
    grades = store.read(store.COUNTS_FILE, [area], where={"measure": "ilacs_judgement"})
    days = store.read(store.COUNTS_FILE, [area], where={"measure": "ilacs_inspected"})
    found = []
    for listed_at, value, source in zip(
        days["period_end"], days["value"], days["source"], strict=True
    ):
        then = grades[grades["period_end"] == listed_at].set_index("category")
        known = then["value"].dropna().astype(int).to_dict()
        found.append(
            Inspection(
                began=datetime.strptime(f"{value:.0f}", "%Y%m%d").date(),
                listed_at=listed_at.date(),
                grades={str(question): grade for question, grade in known.items()},
                source=SOURCES[str(source)],
                before_2023=then["status"].get("care_leavers") == shapes.NOT_APPLICABLE,
            )
        )
    return sorted(found, key=lambda each: each.listed_at)

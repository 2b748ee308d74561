"""What inspectors found, as a page says it: who said so, when, and who compiled it."""

from datetime import date

import pandas as pd
import pytest

from analysis.briefing.needs_analysis.inspections import inspected
from analysis.catalogue.areas import authorities
from analysis.catalogue.sources.ofsted import ILACS, OVERVIEW
from analysis.core import shapes, store
from analysis.present.words import inspections as inspections_words


class Opened:
    """As much of the opened figures as the sentences ask for."""

    def __init__(self, code: str, name: str = "Anytown") -> None:
        self.area = type("Area", (), {"code": code, "name": name})()


def said(code: str, monkeypatch, *inspections: tuple) -> list[str]:
    """The paragraphs for an authority with these inspections: source, period, day, grades."""
    rows = []
    for source, period_end, day, grades in inspections:
        base = {"period_end": pd.Timestamp(period_end), "source": source.id, "status": shapes.OK}
        rows.append({**base, "measure": "ilacs_inspected", "category": "all", "value": float(day)})
        for category, grade in grades.items():
            status = shapes.OK if grade else shapes.NOT_APPLICABLE
            told = {"measure": "ilacs_judgement", "category": category, "value": grade}
            rows.append({**base, **told, "status": status})
    table = pd.DataFrame(rows, columns=["measure", "category", "value", *base])
    monkeypatch.setattr(
        store, "read", lambda name, areas, where: table[table["measure"] == where["measure"]]
    )
    return list(inspected(Opened(code)).paragraphs)


OWN = (
    ILACS,
    "2025-03-31",
    20221121,
    {"experiences_in_care": 4, "care_leavers": None, "overall": 4},
)
SINCE = (
    OVERVIEW,
    "2026-06-29",
    20260112,
    {"experiences_in_care": 3, "care_leavers": 2, "overall": 3},
)


def test_ofsteds_own_list_is_named_with_its_day(monkeypatch):
    told, source = said("380", monkeypatch, OWN)
    assert told == (
        "Ofsted inspected Anytown in November 2022. Its judgements: children in care, "
        "'inadequate'; overall effectiveness, 'inadequate'. Care leavers have had a judgement of "
        "their own since January 2023 only: in this inspection that of children in care covered "
        "them."
    )
    assert source == (
        "Source: Ofsted's list of inspection outcomes at 31 March 2025 (25 September 2025)."
    )


def test_a_newer_inspection_says_who_compiled_it_and_that_it_is_not_ofsteds(monkeypatch):
    told, source = said("380", monkeypatch, OWN, SINCE)
    assert told == (
        "Ofsted inspected Anytown in January 2026. Its judgements: children in care, 'requires "
        "improvement to be good'; care leavers, 'good'; overall effectiveness, 'requires "
        "improvement to be good'. At the inspection before, in November 2022, Ofsted's own list "
        "has 'inadequate' for children in care."
    )
    assert source == (
        "Ofsted's own list here goes to 31 March 2025. The newer inspection is told as Data to "
        "Insight compiled it from Ofsted's reports on 29 June 2026. That is not Ofsted's own "
        "publication: read the report itself before decisions rest on it."
    )


def test_a_compilation_without_a_list_of_ofsteds_does_not_speak_of_one(monkeypatch):
    _, source = said("380", monkeypatch, SINCE)
    assert source.startswith("The newer inspection is told as Data to Insight compiled it")


@pytest.mark.parametrize("grade", inspections_words.GRADES)
def test_every_grade_has_its_words(grade):
    told = inspections_words.judged("Anytown", date(2026, 1, 12), {"experiences_in_care": grade})
    assert f"'{inspections_words.GRADES[grade]}'" in told


@pytest.mark.parametrize("area", authorities(), ids=lambda area: area.name)
def test_every_authority_is_told_of_an_inspection_and_of_who_says_so(area):
    told, source = inspected(Opened(area.code, area.name)).paragraphs
    assert told.startswith(f"Ofsted inspected {area.name} in ")
    assert "children in care, '" in told
    assert ("not Ofsted's own publication" in source) != source.startswith("Source: Ofsted's list")

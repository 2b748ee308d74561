"""The brief for an agenda pack: two sheets, five things, two pictures, what changed, questions."""

from datetime import date
from pathlib import Path

import pytest

import reading
import spoken
from analysis.catalogue.areas import areas
from analysis.publish.browser import pdf
from analysis.publish.reports import report
from analysis.publish.run import record
from browser import assert_page_is_good, sheets
from running import run

pytestmark = pytest.mark.notebook

CHOSEN = {"201": "City of London", "380": "Bradford", "420": "Isles of Scilly", "886": "Kent"}
each_page = pytest.mark.parametrize("code", CHOSEN, ids=CHOSEN.get)


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    folder, places = tmp_path_factory.mktemp("reports"), [areas()[code] for code in CHOSEN]
    done = run(report("brief"), places, out=folder, made=date(2026, 11, 22), quiet=True)
    assert [o.problem for o in done if o.outcome != record.MADE] == []
    return {o.area: folder / o.path for o in done}


@each_page
def test_it_has_five_things_two_pictures_what_changed_and_questions(pages, code: str) -> None:
    page = reading.soup(pages[code].read_text(encoding="utf-8"))
    assert page.h1.get_text() == f"Brief on children in care and care leavers: {CHOSEN[code]}"
    assert "igures to 31 March 2025" in page.select_one(".dated").get_text()
    assert 1 <= len(page.select(".cards > .card")) <= 5
    assert len(page.select("figure.in-front")) == 2
    changed = reading.section(page, "What changed since the year before").get_text()
    assert "could be tested against the year before" in changed
    asked = reading.section(page, "For the meeting").select("li")
    assert len(asked) in (3, 4) and all(each.get_text().endswith("?") for each in asked)
    annex = pages[code].with_name("brief-annex.html").read_text(encoding="utf-8")
    assert len(reading.soup(annex).select("figure.exhibit table")) >= 2


@each_page
def test_its_sentences_are_short_said_twice_at_most_and_without_odd_corners(
    pages, code: str
) -> None:
    assert spoken.faults(reading.soup(pages[code].read_text(encoding="utf-8"))) == {}


@pytest.mark.browser
@each_page
def test_it_prints_on_two_sheets(pages, chromium, code: str) -> None:
    assert sheets(pages[code], chromium) == 2


@pytest.mark.browser
def test_it_is_good_in_a_browser_and_as_a_tagged_pdf(pages, chromium) -> None:
    assert_page_is_good(pages["380"], chromium)
    (printed,) = pdf.write([pages["380"]])
    assert pdf.check(printed.read_bytes(), printed.name)

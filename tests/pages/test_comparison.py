"""The comparison of the largest region and of a set with a hidden authority, made whole."""

import re
from datetime import date
from pathlib import Path

import pandas as pd
import pytest
from bs4 import BeautifulSoup

import reading
import spoken
from analysis.catalogue.areas import Area, joined, members, region
from analysis.catalogue.areas import area as authority
from analysis.core.errors import CareAnalysisError
from analysis.pipeline import reporting
from analysis.publish import check
from analysis.publish.jobs import MADE
from analysis.publish.reports import REPORTS
from browser import assert_page_is_good
from running import run

pytestmark = pytest.mark.notebook

DAY, REPORT = date(2026, 11, 22), REPORTS["comparison"]
MOST_SHEETS, MOST_WORDS = 12, 5_000
LONDON = region("London")
PAIR = joined([authority("Bristol"), authority("Isles of Scilly")], "Two of the South West")
PLACES = {"regions/london": LONDON, "sets/two-of-the-south-west": PAIR}
ENDS = (".html", ".csv", "-gap.csv", "-gap.json", "-columns.csv")

each_page = pytest.mark.parametrize("where", PLACES)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Reports with the two pages in them, made as the command makes them."""
    out = tmp_path_factory.mktemp("reports")
    done = run(REPORT, list(PLACES.values()), out=out, made=DAY, quiet=True)
    assert [o.problem for o in done if o.outcome != MADE] == []
    assert [o.path for o in done] == [f"{where}/comparison.html" for where in PLACES]
    return out


@each_page
def test_the_page_passes_its_check_and_its_files_lie_beside_it(folder: Path, where: str) -> None:
    html = (folder / where / "comparison.html").read_text(encoding="utf-8")
    assert check.check(html) == html
    assert {p.name for p in (folder / where).iterdir()} == {f"comparison{end}" for end in ENDS}


@each_page
def test_the_page_is_read_in_fifteen_minutes(folder: Path, where: str) -> None:
    page = reading.soup((folder / where / "comparison.html").read_text(encoding="utf-8"))
    for each in page.select("style, script"):
        each.decompose()
    assert page.body
    assert len(page.body.get_text(" ").split()) <= MOST_WORDS


@each_page
def test_its_sentences_are_short_said_twice_at_most_and_without_odd_corners(
    folder: Path, where: str
) -> None:
    page = reading.soup((folder / where / "comparison.html").read_text(encoding="utf-8"))
    assert spoken.faults(page) == {}


@each_page
def test_the_file_names_every_authority_and_no_hidden_figure(folder: Path, where: str) -> None:
    rows = pd.read_csv(folder / where / "comparison.csv", dtype=str, keep_default_na=False)
    named = {a.name for a in members(PLACES[where])}
    assert named <= set(rows["area_name"])
    hidden = rows[rows["status"] == "suppressed"]
    assert len(hidden) and (hidden["value"] == "").all()


def test_the_index_lists_regions_and_sets_and_leads_to_them(folder: Path) -> None:
    page = BeautifulSoup((folder / "index.html").read_text(encoding="utf-8"), "html.parser")
    links = {a["href"]: a.get_text() for a in page.select("#together a")}
    assert links == {
        "regions/london/comparison.html": "London for London",
        "sets/two-of-the-south-west/comparison.html": "Two of the South West for Two of the South "
        "West",
    }
    back = (folder / "regions/london/comparison.html").read_text(encoding="utf-8")
    assert set(re.findall(r'href="([./]*index\.html)"', back)) == {"../../index.html"}


@pytest.mark.browser
@each_page
def test_the_page_is_good_in_a_browser_and_prints_on_twelve_sheets(
    folder: Path, where: str, chromium
) -> None:
    assert_page_is_good(folder / where / "comparison.html", chromium, MOST_SHEETS)


@pytest.mark.parametrize(
    ("names", "asked", "every", "called", "made"),
    [
        ((), "South West", False, "", ["South West"]),
        (("Devon", "Bristol"), None, False, "", ["Bristol and Devon"]),
        (("Devon", "Bristol"), None, False, "Two", ["Two"]),
        (("Hampshire",), "South West", False, "South and west", ["South and west"]),
    ],
)
def test_the_command_asks_for_a_region_or_a_set(
    names: tuple[str, ...], asked: str | None, every: bool, called: str, made: list[str]
) -> None:
    found = reporting.asked_places("comparison", names, asked, every, called)
    assert [each.name for each in found] == made


def test_all_compares_the_nine_regions_and_one_authority_alone_is_refused() -> None:
    assert len(reporting.asked_places("comparison", (), None, True)) == 9
    with pytest.raises(CareAnalysisError, match="two authorities or more"):
        reporting.asked_places("comparison", ("Devon",), None, False)
    with pytest.raises(CareAnalysisError, match="--name is for a set"):
        reporting.asked_places("needs_analysis", ("Devon",), None, False, "Two")
    with pytest.raises(CareAnalysisError, match="Say of whom"):
        reporting.asked_places("comparison", (), None, False)


def test_one_authority_has_no_comparison(tmp_path: Path) -> None:
    alone: list[Area] = [authority("Bristol")]
    with pytest.raises(CareAnalysisError, match="of a region, or of two authorities or more"):
        run(REPORT, alone, out=tmp_path, made=DAY, quiet=True)

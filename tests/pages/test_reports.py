"""Real pages of seven authorities, made once: what readers, listeners, printers and browsers get.

They are kept in one module so that pytest-xdist makes them in one process.
"""

import csv
import re
from datetime import date
from getpass import getuser
from pathlib import Path

import openpyxl
import pytest
from bs4 import BeautifulSoup

import reading
from analysis.catalogue.areas import ENGLAND, areas
from analysis.catalogue.sources.publications import PUBLICATIONS
from analysis.core import integrity, paths, returned, shapes, store
from analysis.publish.check import LARGEST_BYTES, check
from analysis.publish.fingerprint import stamp
from analysis.publish.render import two_pages
from analysis.publish.reports import report, tables
from analysis.publish.run import record
from analysis.publish.run.run import Outcome
from browser import assert_page_is_good, opened, violations
from running import run

pytestmark = pytest.mark.notebook

DAY = date(2026, 11, 22)
CHOSEN = {
    "201": "City of London",
    "330": "Birmingham",
    "380": "Bradford",
    "420": "Isles of Scilly",
    "839": "Bournemouth, Christchurch and Poole",
    "942": "Cumberland",
}
PRIVATE = re.compile(
    r"Traceback|/(home|root|tmp|usr|Users)/|[A-Z]:\\|site-packages|ipykernel|\.py\b"
)
NOT_SENTENCES = "figure p, .callout p, .figure, .eyebrow, .dated, .downloads, .up, .heading"

each_page = pytest.mark.parametrize("code", CHOSEN, ids=CHOSEN.get)
ENDS, OWN = (".html", "-annex.html", ".csv", ".xlsx", "-columns.csv"), ("-own-return.csv",)
MOST_WORDS, MOST_SHEETS = 5000, 12


def ours(code: str) -> tuple[str, ...]:
    """What the page of a council with a return of its own has beside it, too."""
    return OWN if returned.record(areas()[code].slug) else ()


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("reports")


@pytest.fixture(scope="module")
def made(folder: Path) -> dict[str, Outcome]:
    """The seven pages, made as the command makes them, by authority."""
    places = [areas()[code] for code in CHOSEN]
    done = run(report("needs_analysis"), places, out=folder, made=DAY, workers=2, quiet=True)
    assert [o.problem for o in done if o.outcome != record.MADE] == []
    return {outcome.area: outcome for outcome in done}


@pytest.fixture(scope="module")
def pages(made: dict[str, Outcome], folder: Path) -> dict[str, Path]:
    return {code: folder / outcome.path for code, outcome in made.items()}


@pytest.fixture(scope="module")
def annexes(pages: dict[str, Path]) -> dict[str, Path]:
    return {code: path.with_name(two_pages.annex_of(path.name)) for code, path in pages.items()}


@pytest.fixture(scope="module")
def fronts(pages: dict[str, Path]) -> dict[str, BeautifulSoup]:
    """What a board reads."""
    return {code: reading.soup(path.read_text(encoding="utf-8")) for code, path in pages.items()}


@pytest.fixture(scope="module")
def soups(annexes: dict[str, Path]) -> dict[str, BeautifulSoup]:
    """Every figure, table and method."""
    return {code: reading.soup(path.read_text(encoding="utf-8")) for code, path in annexes.items()}


def test_seven_pages_are_made_and_nothing_else_is_left(
    pages: dict[str, Path], folder: Path
) -> None:
    found = {p.relative_to(folder).as_posix() for p in folder.rglob("*") if p.is_file()}
    expected = {".run-lock", ".run/listed.jsonl", "index.html", "run.json"}
    for code in CHOSEN:
        expected.add(f".run/{areas()[code].slug}.json")
        expected |= {f"{areas()[code].slug}/needs_analysis{end}" for end in ENDS + ours(code)}
    assert found == expected
    assert set(pages) == set(CHOSEN)


@each_page
def test_both_pages_pass_their_own_check_and_are_small(
    pages: dict[str, Path], annexes: dict[str, Path], code: str
) -> None:
    front, annex = (path[code].read_text(encoding="utf-8") for path in (pages, annexes))
    assert check(front) == front and check(annex) == annex
    assert len(front.encode()) < 500_000 < len(annex.encode()) < LARGEST_BYTES == 1_750_000


@each_page
def test_the_front_is_read_in_fifteen_minutes(fronts: dict[str, BeautifulSoup], code: str) -> None:
    body = reading.soup(str(fronts[code].body))
    assert len(body.get_text(" ").split()) <= MOST_WORDS
    for section in body.select(".report > section"):
        assert len(section.select(":scope > figure")) <= 1
    assert not body.select("table")


@each_page
def test_nothing_private_is_on_the_pages(
    pages: dict[str, Path], annexes: dict[str, Path], code: str
) -> None:
    html = "\n".join(path[code].read_text(encoding="utf-8") for path in (pages, annexes))
    without_style = re.sub(r"<style>.*?</style>", "", html, flags=re.DOTALL)
    assert not PRIVATE.search(without_style)
    assert str(paths.root()) not in html
    user = getuser()
    assert user == "root" or not re.search(rf"\b{re.escape(user)}\b", without_style)


@each_page
def test_every_exhibit_has_headline_caption_table_and_source(
    soups: dict[str, BeautifulSoup], code: str
) -> None:
    figures = soups[code].select("figure.exhibit")
    assert len(figures) > 60
    for figure in figures:
        where = figure["id"]
        headline = figure.select_one("figcaption h3")
        assert headline and headline.select_one(".label"), where
        assert figure.select_one("figcaption .subtitle"), where
        table = figure.find("table")
        assert table and table.caption and table.caption.get_text(strip=True), where
        assert len(table.select("tbody tr")) >= 1, where
        assert all(th.get("scope") in ("row", "col") for th in table.find_all("th")), where
        assert all(c.get_text(strip=True) for c in table.find_all(["td", "th"])), where
        source = figure.select_one("p.source")
        assert source and re.match(r"Source: \S", source.get_text()), where


@each_page
def test_every_picture_says_what_it_shows(soups: dict[str, BeautifulSoup], code: str) -> None:
    pictures = soups[code].find_all("img")
    assert len(pictures) > 15
    for picture in pictures:
        alt = picture["alt"].strip()
        figure = picture.find_parent("figure")
        headline = figure.h3.get_text().split(": ", 1)[1]
        subtitle = figure.select_one(".subtitle").get_text()
        assert len(alt) > 30, figure["id"]
        assert alt.casefold() not in (headline.casefold(), subtitle.casefold())
        assert reading.faults(alt) == []
        assert picture["src"].startswith("data:image/svg+xml")
    alts = [picture["alt"] for picture in pictures]
    assert len(alts) == len(set(alts))


@pytest.mark.parametrize(("side", "fewest"), [("fronts", 15), ("soups", 60)])
@each_page
def test_every_paragraph_is_well_put(
    request: pytest.FixtureRequest, code: str, side: str, fewest: int
) -> None:
    page = reading.soup(str(request.getfixturevalue(side)[code]))
    for tag in page.select(NOT_SENTENCES):
        tag.decompose()
    texts = [t for t in reading.paragraphs(page) if len(t.split()) > 4]
    assert len(texts) > fewest
    leads = {t for t in texts if t.endswith(":") or t == "Questions that members could ask"}
    leads |= {t for t in texts if t.startswith("All figures") or (": " in t and side == "fronts")}
    assert [fault for t in texts for fault in reading.faults(t, stops=t not in leads)] == []


@each_page
def test_the_page_dates_its_figures_and_warns(fronts: dict[str, BeautifulSoup], code: str) -> None:
    page, latest = fronts[code], PUBLICATIONS["cla"]
    dated = page.select_one(".hero .dated").get_text()
    assert dated.startswith("Published figures to" if ours(code) else "Figures to")
    assert latest.data_to in dated
    *made_up, callout = [each.get_text() for each in page.select("section.summary .callout")]
    assert "Newer figures are due" in callout
    assert len(made_up) == len(ours(code))
    assert all(each.startswith("An example: some of this is made up") for each in made_up)
    assert latest.data_to in callout and latest.title in callout
    assert CHOSEN[code] in page.h1.get_text()
    assert CHOSEN[code] in page.title.get_text()


@each_page
def test_cards_come_first_and_questions_last(fronts: dict[str, BeautifulSoup], code: str) -> None:
    summary = fronts[code].select_one("section.summary")
    assert 1 <= len(summary.select("ol.cards > li.card")) <= 5
    asked = [li.get_text() for li in reading.section(fronts[code], "Questions to ask").select("li")]
    assert len(asked) in (3, 4) and all(q.endswith("?") for q in asked)


@each_page
def test_the_page_can_be_made_again(
    soups: dict[str, BeautifulSoup], folder: Path, code: str
) -> None:
    facts = {
        pair.dt.get_text(): pair.dd.get_text() for pair in soups[code].select("footer dl.facts div")
    }
    assert facts["Made on"] == "22 November 2026"
    assert f"area = {code}" in facts["Parameters"] and "today = 2026-11-22" in facts["Parameters"]
    assert facts["Code"].endswith(stamp().version)
    hashes = integrity.sums_of(paths.processed())
    assert len(hashes) >= 3
    for name, digest in hashes.items():
        assert facts[f"Data, {name}"] == f"sha256 {digest[:16]}"
    told = dict(record.every(folder))
    page = told[f"{areas()[code].slug}/needs_analysis.html"]
    assert page["data"] == hashes and page["code"] == stamp().version
    assert page["outcome"] == record.MADE and page["seconds"] > 0


@each_page
def test_the_page_reads_of_other_authorities_only_its_comparators(
    made: dict[str, Outcome], folder: Path, code: str
) -> None:
    """What is the same for every authority was worked out before; a map reads one indicator."""
    told = dict(record.every(folder))
    reads = told[made[code].path]["made_of"]["reads"]
    of_all = {name: [column for column, _ in where] for name, named, where, _ in reads if not named}
    own = {name: of_all.pop(name) for name in [*of_all] if name.startswith(returned.FOLDER)}
    assert {name.split("/")[1] for name in own} == {areas()[code].slug}
    assert of_all == {store.RECORD_FILE: [], store.LATEST_FILE: ["indicator"]}
    known_tables = {store.RECORD_FILE, *own, *tables([report("needs_analysis")])}
    assert {name for name, *_ in reads} <= known_tables
    beside = set(store.neighbours([code])["neighbour"])
    known = {code, areas()[code].region, ENGLAND, *beside}
    assert {each for _, named, _, _ in reads for each in named or ()} <= known


@each_page
def test_the_files_that_the_page_links_to_are_there(
    soups: dict[str, BeautifulSoup], pages: dict[str, Path], code: str
) -> None:
    links = [a["href"] for a in soups[code].select("a[href]") if not a["href"].startswith("#")]
    beside = [link for link in links if not link.startswith("https://")]
    files = {f"needs_analysis{end}" for end in ENDS[1:] + ours(code)}
    assert files - {"needs_analysis-annex.html"} | {"../index.html", "needs_analysis.html"} == set(
        beside
    )
    assert all((pages[code].parent / link).is_file() for link in beside)


@each_page
def test_the_csv_has_the_measured_shape_and_hides_what_is_hidden(
    pages: dict[str, Path], code: str
) -> None:
    with pages[code].with_suffix(".csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    assert [c for c in rows[0] if c in shapes.MEASURED] == [*shapes.MEASURED]
    own = [row for row in rows if row["area"] == code]
    assert len(own) > 1_000
    hidden = [row for row in own if row["status"] != shapes.OK]
    assert hidden
    assert all(row[c] == "" for row in hidden for c in ("value", *shapes.LIMITS))
    assert all(row["value"] for row in own if row["status"] == shapes.OK)


@each_page
def test_the_workbook_opens_and_names_the_authority(pages: dict[str, Path], code: str) -> None:
    book = openpyxl.load_workbook(pages[code].with_suffix(".xlsx"), read_only=True)
    first = book.worksheets[0]
    words = " ".join(str(cell) for row in first.iter_rows(values_only=True) for cell in row if cell)
    assert CHOSEN[code] in words
    assert len(book.sheetnames) >= 10


@pytest.mark.parametrize(("side", "sections", "more"), [("fronts", 16, 1), ("soups", 19, 3)])
@each_page
def test_the_sections_are_in_the_contents_list(
    request: pytest.FixtureRequest, code: str, side: str, sections: int, more: int
) -> None:
    page = request.getfixturevalue(side)[code]
    listed = [a.get_text() for a in page.select("nav.beside a")]
    assert listed == [h.get_text() for h in page.select(".report > section > h2")]
    assert len(listed) == sections + more * len(ours(code))
    unfilled = [a for a in page.select("main a") if not a.get_text(strip=True)]
    assert unfilled == []


def test_hidden_numbers_stay_hidden_on_the_smallest_pages(
    fronts: dict[str, BeautifulSoup], soups: dict[str, BeautifulSoup]
) -> None:
    first = fronts["201"].select_one("section.summary .card")
    assert first.select_one(".figure").get_text() == "Suppressed"
    gap = reading.section(soups["201"], "Children in our care now").get_text()
    assert "suppressed to protect confidentiality" in gap
    assert not re.search(r"more children than|fewer children than", gap)


def test_a_new_authority_says_when_it_began(soups: dict[str, BeautifulSoup]) -> None:
    quality = reading.section(soups["942"], "Methods, sources and accessibility").get_text()
    assert "Cumberland began on 1 April 2023" in quality
    assert "began on" not in reading.section(soups["330"], "Methods, sources and accessibility")


@pytest.mark.browser
@each_page
def test_both_pages_are_good_in_a_browser_and_the_front_prints_on_twelve_sheets(
    pages: dict[str, Path], annexes: dict[str, Path], chromium, code: str
) -> None:
    assert_page_is_good(pages[code], chromium, MOST_SHEETS)
    assert_page_is_good(annexes[code], chromium)


@pytest.mark.browser
def test_the_index_leads_to_a_page_from_the_keyboard(pages, folder: Path, chromium) -> None:
    with opened(folder / "index.html", chromium) as (page, noise):
        assert page.locator("#shown").inner_text() == f"{len(CHOSEN)} authorities shown"
        page.keyboard.press("Tab")
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement.id") == "search"
        page.keyboard.type("cumb")
        assert page.locator("#shown").inner_text() == "1 authority shown"
        for _ in range(6):
            if page.evaluate("document.activeElement.matches('main a[href$=\".html\"]')"):
                break
            page.keyboard.press("Tab")
        assert noise == []  # from here the reader leaves for other pages
        page.keyboard.press("Enter")
        page.wait_for_url("**/cumberland/needs_analysis.html")
        page.keyboard.press("Tab")
        page.keyboard.press("Enter")
        assert page.evaluate("document.activeElement.id") == "main"
        assert not [each for each in noise if not each.startswith("request: file:")]
        page.get_by_role("link", name="All reports").first.click()
        page.wait_for_url("**/index.html")


@pytest.mark.browser
def test_the_real_index_has_no_barrier(pages, folder: Path, chromium) -> None:
    with opened(folder / "index.html", chromium) as (page, noise):
        assert violations(page) == []
        assert noise == []

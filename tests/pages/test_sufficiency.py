"""Real sufficiency pages of awkward authorities and the methods page, made once and read.

They are kept in one module so that pytest-xdist makes them in one process.
"""

import csv
import json
import re
from datetime import date
from pathlib import Path

import openpyxl
import pytest
from bs4 import BeautifulSoup

import reading
import spoken
from analysis.catalogue.areas import ENGLAND, areas
from analysis.catalogue.categories import CATEGORIES
from analysis.core import returned, shapes, store
from analysis.present.parts.prose import listed
from analysis.present.words.homes.need_and_places import printed_gap
from analysis.publish.check import check
from analysis.publish.render import two_pages
from analysis.publish.reports import report
from analysis.publish.run import record
from analysis.publish.run.run import Outcome
from browser import assert_page_is_good
from running import run

pytestmark = pytest.mark.notebook

DAY = date(2026, 11, 22)
LARGEST_BYTES, MOST_WORDS = 1_200_000, 3_500
CHOSEN = {
    "201": "City of London",
    "330": "Birmingham",
    "380": "Bradford",
    "857": "Rutland",
    "942": "Cumberland",
    ENGLAND: "methods for England",
}
FORESEEN = ("330", "380", "857", "942")
FEW = "201"
NOT_SENTENCES = (
    "figure p, .callout p, .figure, .eyebrow, .dated, .downloads, .up, .heading, .annex, "
    ".card .implication"
)
FILES = {
    "sufficiency": ("sufficiency.csv", "sufficiency.xlsx", "sufficiency-gap.csv"),
    "methods": ("methods.csv",),
}

each_page = pytest.mark.parametrize("code", CHOSEN, ids=CHOSEN.get)
each_forecast = pytest.mark.parametrize("code", FORESEEN, ids=CHOSEN.get)


def name_of(code: str) -> str:
    return "methods" if code == ENGLAND else "sufficiency"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("reports")


@pytest.fixture(scope="module")
def made(folder: Path) -> dict[str, Outcome]:
    """The pages, made as the command makes them, by area."""
    councils = [areas()[code] for code in CHOSEN if code != ENGLAND]
    options = {"out": folder, "made": DAY, "quiet": True}
    done = run(report("sufficiency"), councils, workers=2, **options)
    done += run(report("methods"), [areas()[ENGLAND]], workers=1, **options)
    assert [o.problem for o in done if o.outcome != record.MADE] == []
    return {outcome.area: outcome for outcome in done}


@pytest.fixture(scope="module")
def pages(made: dict[str, Outcome], folder: Path) -> dict[str, Path]:
    return {code: folder / outcome.path for code, outcome in made.items()}


@pytest.fixture(scope="module")
def fronts(pages: dict[str, Path]) -> dict[str, BeautifulSoup]:
    """What a board reads, by area; the methods page has no other."""
    return {code: reading.soup(path.read_text(encoding="utf-8")) for code, path in pages.items()}


@pytest.fixture(scope="module")
def soups(pages: dict[str, Path]) -> dict[str, BeautifulSoup]:
    """The pages with every figure and table: the annex where a report has one."""
    whole = {code: annex_of(path) for code, path in pages.items()}
    return {code: reading.soup(path.read_text(encoding="utf-8")) for code, path in whole.items()}


def annex_of(page: Path) -> Path:
    """The annex of a page, or the page itself where it has none."""
    annex = page.with_name(two_pages.annex_of(page.name))
    return annex if annex.is_file() else page


def table(page: BeautifulSoup, key: str) -> list[list[str]]:
    """The cells of an exhibit's table, head first."""
    rows = page.select(f"figure#{key} table tr")
    return [[c.get_text(" ", strip=True) for c in row.find_all(["th", "td"])] for row in rows]


def plan(front: BeautifulSoup) -> dict[str, list[str]]:
    """The rows of the plan on a page by how their figure begins, without the head."""
    return {re.split("[,.]", row[0])[0]: row for row in table(front, "plan-ahead")[1:]}


def test_no_page_of_an_authority_reads_the_forecasts_of_all(
    made: dict[str, Outcome], folder: Path
) -> None:
    """Of tables without areas it reads the whole, and the scores of all, which are few."""
    told = dict(record.every(folder))
    of_none = {store.RECORD_FILE, store.FORECAST_RECORD_FILE, store.BOUNDARIES_FILE}
    for code in set(made) - {ENGLAND}:
        reads = told[made[code].path]["made_of"]["reads"]
        whole = {name for name, named, where, _ in reads if not named and not where}
        own = (f"{returned.FOLDER}/", "budgets/")
        whole -= {name for name in whole if name.startswith(own)}
        assert whole <= {*of_none, store.BACKTEST_FILE}, made[code].path


@each_page
def test_the_page_passes_its_own_check_and_is_small(pages: dict[str, Path], code: str) -> None:
    for page in {pages[code], annex_of(pages[code])}:
        html = page.read_text(encoding="utf-8")
        assert check(html) == html
        assert len(html.encode()) < LARGEST_BYTES


@each_page
def test_every_exhibit_has_headline_caption_table_and_source(
    soups: dict[str, BeautifulSoup], code: str
) -> None:
    for figure in soups[code].select("figure.exhibit"):
        where = figure["id"]
        assert figure.select_one("figcaption h3 .label"), where
        assert figure.table.caption.get_text(strip=True), where
        assert figure.table.select("tbody tr"), where
        assert all(c.get_text(strip=True) for c in figure.table.find_all(["td", "th"])), where
        assert re.match(r"Source: \S", figure.select_one("p.source").get_text()), where


@each_page
def test_every_picture_says_what_it_shows(soups: dict[str, BeautifulSoup], code: str) -> None:
    alts = [picture["alt"].strip() for picture in soups[code].find_all("img")]
    assert len(alts) >= 4 and len(alts) == len(set(alts))
    assert [fault for alt in alts for fault in reading.faults(alt)] == []


@each_page
@pytest.mark.parametrize("side", ["front", "annex"])
def test_every_paragraph_is_well_put_and_said_once(
    soups: dict[str, BeautifulSoup], fronts: dict[str, BeautifulSoup], code: str, side: str
) -> None:
    page = reading.soup(str((fronts if side == "front" else soups)[code]))
    for tag in page.select(NOT_SENTENCES):
        tag.decompose()
    texts = [t for t in reading.paragraphs(page) if len(t.split()) > 4]
    links = {p.get_text(" ", strip=True) for p in page.select("p:has(> a:last-child)")}
    leads = {t for t in texts if t.endswith(":") or t in links}
    assert [fault for t in texts for fault in reading.faults(t, stops=t not in leads)] == []
    for section in page.select(".report > section"):
        every = [p for p in section.find_all(["p", "li"]) if not p.find("p")]
        said = [p.get_text(" ", strip=True) for p in every]
        assert sorted({t for t in said if said.count(t) > 1}) == []


@each_page
def test_no_number_of_one_is_a_plural(soups: dict[str, BeautifulSoup], code: str) -> None:
    text = soups[code].select_one("main").get_text(" ")
    wrong = r"(?<![\d,.])1 (places|homes|children|owners|years|forecasts)\b"
    assert re.findall(rf".{{20}}{wrong}", text) == []


@each_page
def test_the_files_that_the_page_links_to_are_there(
    soups: dict[str, BeautifulSoup], pages: dict[str, Path], code: str
) -> None:
    links = {a["href"] for a in soups[code].select("a[href]")}
    beside = {x for x in links if not x.startswith(("https://", "#"))}
    assert {*FILES[name_of(code)], "../index.html"} <= beside
    assert all((pages[code].parent / link).is_file() for link in beside)
    inside = {x[1:] for x in links if x.startswith("#") and x != "#"}
    assert all(soups[code].find(id=x) for x in inside)


@each_forecast
def test_the_front_is_short(fronts: dict[str, BeautifulSoup], code: str) -> None:
    assert len(fronts[code].select_one("main").get_text(" ").split()) <= MOST_WORDS


@each_forecast
def test_the_plan_leads_with_what_is_counted(fronts: dict[str, BeautifulSoup], code: str) -> None:
    section = reading.section(fronts[code], "Plan on a page")
    marked = [card.get_text(" ", strip=True) for card in section.select(".card")]
    assert len(marked) == 5
    for card in marked:
        assert "Counted" in card or re.search("uppressed|ot published|ot available", card), card
    assert "to spare" not in " ".join(marked) and "too few" not in " ".join(marked)


@each_forecast
def test_the_plan_prints_the_figures_of_the_annex(
    soups: dict[str, BeautifulSoup], fronts: dict[str, BeautifulSoup], code: str
) -> None:
    page, rows = soups[code], plan(fronts[code])
    fan = {row[0]: row for row in table(page, "children-fan")}
    gaps = {row[0]: row for row in table(page, "gap-summary")}
    published = fronts[code].find(id="when-to-decide") is None
    if published:
        assert rows["Children in our care"][1].startswith(f"{fan['2028'][3]} (in the middle ")
    for kind, label in (
        ("Foster care", "Usable foster places"),
        ("Children's homes", "Usable places in children's homes in the area"),
    ):
        if published:
            assert rows[label][1] in (gaps[f"{kind}, 2028"][5], "not known")
        else:
            assert (
                " then; " in rows[label][1]
                and "more are enough in 8 of 10 futures" in rows[label][1]
            )
    said = reading.section(page, "What it costs").get_text()
    drawn = rows["Spending on children in our care"][1]
    if found := re.fullmatch(r"(.+) \((.+) to (.+)\)", drawn):
        middle, low, high = found.groups()
        assert f"about {middle} on children" in said and f"between {low} and {high}." in said
    else:
        assert drawn == "not known"


@each_forecast
def test_the_gap_is_told_for_the_year_of_the_plan(
    soups: dict[str, BeautifulSoup], fronts: dict[str, BeautifulSoup], code: str
) -> None:
    assert "2030" not in reading.section(fronts[code], "Plan on a page").get_text()
    for heading in ("Market position", "Actions"):
        assert "2030" not in reading.section(soups[code], heading).get_text(), heading
    gap = reading.section(soups[code], "The gap")
    assert "by March 2030" not in gap.get_text()


@each_forecast
def test_a_range_across_zero_says_the_worse_end_first(
    soups: dict[str, BeautifulSoup], code: str
) -> None:
    text = soups[code].select_one("main").get_text(" ")
    assert re.findall(r"to spare (?:to|and) [\d,]+ too few", text) == []


@each_forecast
def test_nothing_stands_for_a_hidden_number_in_the_year_that_hides_it(
    soups: dict[str, BeautifulSoup], code: str
) -> None:
    published = {row[0]: row[1] for row in table(soups[code], "placement_of_children-split")[1:]}
    ahead = {row[0]: row[1] for row in table(soups[code], "placement-ahead")[1:]}
    for label in CATEGORIES["placement"].values():
        assert (ahead[label] == "suppressed") == (published[label] == "suppressed"), label


@each_forecast
def test_kinds_of_home_are_listed_with_how_far_to_trust_them(
    soups: dict[str, BeautifulSoup], code: str
) -> None:
    section = reading.section(soups[code], "Did the last forecast work?")
    said = [li.get_text(" ", strip=True) for li in section.find_all("li")]
    labels = CATEGORIES["placement"].values()
    assert all(any(t.startswith(f"{label}: ") for t in said) for label in labels)
    assert max(len(t.split()) for t in said) <= 40


def test_without_a_forecast_the_page_says_so_once_in_a_section(
    soups: dict[str, BeautifulSoup], fronts: dict[str, BeautifulSoup]
) -> None:
    page, front = soups[FEW], fronts[FEW]
    assert front.find(id="plan-ahead") is None
    for section in (*page.select(".report > section"), *front.select(".report > section")):
        said = [p.get_text() for p in section.find_all("p")]
        assert sum("There is no forecast" in t for t in said) <= 1, section.h2.get_text()
    for key in ("children-fan", "placement-ahead", "gap-summary", "foster-need-and-places"):
        assert page.find(id=key) is None
    decided = reading.section(front, "What to decide, and what to ask").get_text()
    assert "says more than any forecast" in decided


def test_an_authority_without_published_spending_says_why(
    soups: dict[str, BeautifulSoup], fronts: dict[str, BeautifulSoup]
) -> None:
    costs = reading.section(soups["942"], "What it costs").get_text()
    assert "spending on children in care was not published for 2024-25" in costs
    assert soups["942"].find(id="savings") is None
    assert plan(fronts["942"])["Spending on children in our care"][1] == "not known"


@each_forecast
def test_the_csv_has_the_projected_shape_and_the_gap_table_agrees(
    pages: dict[str, Path], soups: dict[str, BeautifulSoup], code: str
) -> None:
    with pages[code].with_suffix(".csv").open(encoding="utf-8-sig", newline="") as file:
        heads = csv.DictReader(file).fieldnames or ()
    assert [c for c in heads if c in shapes.PROJECTED] == [*shapes.PROJECTED]
    beside = json.loads(pages[code].with_name("sufficiency-gap.json").read_text(encoding="utf-8"))
    row = next(
        r for r in beside["rows"] if (r["placement_type"], r["year"]) == ("childrens_homes", 2028)
    )
    middle = {line[0]: line[3] for line in table(soups[code], "gap-summary")}
    told = row["gap_places_central"]
    assert middle["Children's homes, 2028"] == printed_gap(float("nan") if told is None else told)
    book = openpyxl.load_workbook(pages[code].with_suffix(".xlsx"), read_only=True)
    assert len(book.sheetnames) >= 4


def test_the_methods_page_prints_what_was_aimed_for(
    soups: dict[str, BeautifulSoup], fronts: dict[str, BeautifulSoup]
) -> None:
    summary = fronts[ENGLAND].select_one("section.summary").get_text(" ")
    rows = {(r[0], r[1]): r for r in table(soups[ENGLAND], "backtest-total")}
    miss, ratio = (listed([rows["This method", h][n] for h in ("1", "2", "3")]) for n in (2, 4))
    assert "One, two and three years ahead " in summary
    assert f"The middle line missed an authority's number by {miss}" in summary
    assert f"Its score was {ratio} of that of no change" in summary
    assert "never for a decision about a child" in summary


def test_the_sentences_of_the_methods_page_are_short_and_said_twice_at_most(
    fronts: dict[str, BeautifulSoup],
) -> None:
    assert spoken.faults(fronts[ENGLAND]) == {}


@pytest.mark.browser
@pytest.mark.parametrize("code", [FEW, "380", ENGLAND], ids=CHOSEN.get)
def test_the_page_is_good_in_a_browser(pages: dict[str, Path], chromium, code: str) -> None:
    for page in {pages[code], annex_of(pages[code])}:
        assert_page_is_good(page, chromium)

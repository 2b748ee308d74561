"""Every report of awkward authorities and the index, as everybody meets them in a browser.

A few pages of the strategy report belong to every run of the tests; the whole, all reports of
eighteen authorities, is marked slow: `run.py test --all`. It counts what it looked at in
`work/everyone.json`. The pages of other reports that every run looks at are in `test_reports`,
`test_sufficiency_pages` and `test_young_people_seen`.
"""

import json
import tomllib
from collections import Counter
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from playwright.sync_api import Browser

import reading
import spoken
from analysis.catalogue.areas import ENGLAND, Area, areas, reporting_area
from analysis.core import paths
from analysis.pipeline import reporting, strategy_inputs
from analysis.publish.check import check
from analysis.publish.render import two_pages
from analysis.publish.run import record
from analysis.publish.run.progress import Bar
from browser import assert_page_is_good, looked_at, sheets

pytestmark = [pytest.mark.browser, pytest.mark.notebook]

DAY = date(2026, 11, 24)
FEW = ("Isles of Scilly", "Bristol")
AWKWARD = (
    "City of London",
    "Isles of Scilly",
    "Rutland",
    "Hackney",
    "Kingston upon Thames",
    "Sandwell",
    "Bradford",
    "Dorset",
    "Bournemouth, Christchurch and Poole",
    "North Northamptonshire",
    "Cumberland",
    "Westmorland and Furness",
    "Bristol",
    "Lancashire",
    "Herefordshire",
    "Cheshire East",
    "Birmingham",
    "Kent",
)
REPORTS = ("brief", "needs_analysis", "sufficiency", "strategy_monitoring")
FRONTS = (*REPORTS, "young_people", "methods")
ANNEXES = tuple(f"{report}-annex" for report in (*REPORTS, "methods"))
MOST_WORDS, MOST_SHEETS = 5000, {"brief": 2}
SHEETS = 12
SPOKEN = FRONTS  # held to spoken.faults
INDEX = "index.html"


def _make(report: str, places: list[Area], folder: Path) -> list[str]:
    """The paths of the pages made; the test fails where one was not."""
    given = {} if report == "methods" else {"today": DAY.isoformat()}
    quiet = reporting.Options(progress=Bar(quiet=True))
    done = reporting.make(report, places, folder, given, quiet)
    assert [o.problem for o in done if o.outcome != record.MADE] == []
    return [outcome.path for outcome in done]


@pytest.fixture(scope="module")
def few(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The strategy pages of a council with a strategy and of one without, where figures are few."""
    folder = tmp_path_factory.mktemp("few")
    _make("strategy_monitoring", [reporting_area(name) for name in FEW], folder)
    return folder


@pytest.mark.parametrize("name", FEW)
def test_a_strategy_page_is_good_in_a_browser(few: Path, chromium: Browser, name: str) -> None:
    page = few / reporting_area(name).slug / "strategy_monitoring.html"
    html = page.read_text(encoding="utf-8")
    assert check(html) == html
    assert_page_is_good(page, chromium)


@pytest.mark.parametrize("name", FEW)
def test_the_sentences_of_a_strategy_page_are_short_and_said_twice_at_most(
    few: Path, name: str
) -> None:
    assert _said_wrongly(few / reporting_area(name).slug / "strategy_monitoring.html") == {}


def _said_wrongly(page: Path) -> spoken.Faults:
    """What is wrong with a front page's sentences, but for those that the council wrote."""
    strategy = paths.raw() / "strategies" / f"{page.parent.name}.toml"
    own = tomllib.loads(strategy.read_text(encoding="utf-8")) if strategy.is_file() else {}
    return spoken.faults(reading.soup(page.read_text(encoding="utf-8")), [*spoken.written(own)])


@pytest.fixture(scope="module")
def everything(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """All pages of the awkward authorities, the methods page and the index, by path."""
    folder = tmp_path_factory.mktemp("everyone")
    places = [reporting_area(name) for name in AWKWARD]
    with_one = {place.code for place in strategy_inputs.with_strategy()}
    pages = [path for report in REPORTS for path in _make(report, places, folder)]
    pages += _make("young_people", [p for p in places if p.code in with_one], folder)
    pages += _make("methods", [areas()[ENGLAND]], folder)
    annexes = [each for each in map(two_pages.annex_of, pages) if (folder / each).is_file()]
    return {path: folder / path for path in (*pages, *annexes, INDEX)}


@pytest.fixture(scope="module")
def counted() -> Iterator[dict[str, dict[str, int]]]:
    """How many faults each page has, by the way in which it was looked at; written at the end."""
    counts: dict[str, dict[str, int]] = {}
    yield counts
    ways = Counter({w: 0 for page in counts.values() for w in page})
    for page in counts.values():
        ways.update(page)
    told = {"pages": len(counts), "faults": dict(ways), "by page": counts}
    path = paths.root() / "work" / "everyone.json"
    path.parent.mkdir(exist_ok=True)
    path.write_text(json.dumps(told, indent=1) + "\n", encoding="utf-8")


@pytest.mark.slow
@pytest.mark.parametrize("which", [*FRONTS, *ANNEXES, INDEX])
def test_every_page_of_awkward_authorities_is_good(
    everything: dict[str, Path],
    counted: dict[str, dict[str, int]],
    chromium: Browser,
    which: str,
) -> None:
    chosen = {path: page for path, page in everything.items() if which in (path, Path(path).stem)}
    assert chosen
    wrong = {}
    for path, page in chosen.items():
        found = looked_at(page, chromium)
        counted[path] = {way: len(faults) for way, faults in found.items()}
        wrong |= {f"{path}, {way}": faults for way, faults in found.items() if faults}
    assert wrong == {}


@pytest.mark.slow
@pytest.mark.parametrize("which", FRONTS)
def test_every_page_is_as_short_as_a_board_reads(
    everything: dict[str, Path], chromium: Browser, which: str
) -> None:
    most, chosen = (
        MOST_SHEETS.get(which, SHEETS),
        [page for path, page in everything.items() if Path(path).stem == which],
    )
    assert chosen
    for page in chosen:
        assert which not in SPOKEN or _said_wrongly(page) == {}, page
        body = reading.soup(page.read_text(encoding="utf-8")).body
        assert body and len(body.get_text(" ").split()) <= MOST_WORDS, page
        assert sheets(page, chromium) <= most, page

"""An index too large for one page: a front door, pages of regions or parts of them, a search."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from bs4 import BeautifulSoup

from analysis.catalogue.areas import Area, area, authorities, region
from analysis.publish.check import check
from analysis.publish.render import index, index_pages
from analysis.publish.render.index import Entry
from reading import PARSER

REGIONS = ("South West", "London", "North East")
SIZES = (200, 20, 40)
LARGEST = 50_000  # bytes of a page here, so that few areas are too many


def town(place: str, n: int) -> Area:
    """One of many invented towns of a region, among them one with an official name of its own."""
    name = (
        f"{'ABCDEFGHIJKLMNOPQRSTUVWXY'[n % 25]}{chr(97 + n // 25 % 26)}ton {place.split()[0]} {n}"
    )
    official = "Zennor & District" if (place, n) == ("South West", 7) else f"{name} Council"
    code = f"{region(place).code}{n}"
    return replace(
        area("Bristol"), code=code, name=name, official_name=official, region=region(place).code
    )


@pytest.fixture(scope="module", autouse=True)
def small_pages() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        for each in (index, index_pages):
            patch.setattr(each, "LARGEST_BYTES", LARGEST)
        yield


@pytest.fixture(scope="module")
def entries() -> list[Entry]:
    places = [town(name, n) for name, size in zip(REGIONS, SIZES, strict=True) for n in range(size)]
    methods = Entry(
        area=area("England"),
        report="methods",
        title="Methods",
        path="england/methods.html",
        data_to="",
    )
    return [methods, *map(of, places)]


def of(place: Area) -> Entry:
    return Entry(
        area=place,
        report="needs_analysis",
        title="Needs analysis",
        path=f"{place.slug}/needs_analysis.html",
        data_to="to 31 March 2025",
    )


@pytest.fixture(scope="module")
def folder(entries: list[Entry], tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("out")
    for each in entries:
        (out / each.path).parent.mkdir(exist_ok=True)
        (out / each.path).touch()
    index_pages.write(out, entries)
    return out


def soup(path: Path) -> BeautifulSoup:
    return BeautifulSoup(path.read_text(encoding="utf-8"), PARSER)


def test_every_page_is_under_the_limit_and_passes_its_check(folder: Path) -> None:
    pages = sorted(folder.glob("index*.html"))
    assert len(pages) > len(REGIONS) + 1
    for page in pages:
        html = page.read_text(encoding="utf-8")
        assert check(html, largest=LARGEST) == html


def test_every_authority_is_on_one_page_in_order_and_each_page_leads_back(
    folder: Path, entries: list[Entry]
) -> None:
    doors = [a["href"] for a in soup(folder / "index.html").select("section[data-region] a")]
    assert {folder / each for each in doors} == {*folder.glob("index-*.html")}
    listed = [a["href"] for each in doors for a in soup(folder / each).select("[data-search] a")]
    assert sorted(listed) == sorted(e.path for e in entries if not e.national)
    assert len(set(listed)) == len(listed)
    assert all(soup(folder / each).select_one('nav a[href="index.html"]') for each in doors)


def test_the_front_door_says_what_is_on_each_page(folder: Path) -> None:
    front = soup(folder / "index.html")
    by_region = {
        s.h2.get_text(): [a.get_text() for a in s.select("a")]
        for s in front.select("section[data-region]")
    }
    assert list(by_region) == ["London", "North East", "South West"]
    assert len(by_region["London"]) == 1 < len(by_region["South West"])
    assert by_region["London"][0].endswith(" (20 authorities)")
    assert all(" to " in words for words in by_region["South West"])
    assert [a["href"] for a in front.select("#england a")] == ["england/methods.html"]
    titles = [soup(page).h1.get_text() for page in folder.glob("index-*.html")]
    assert len(set(titles)) == len(titles)


def test_the_search_of_the_front_door_leads_to_the_page_of_every_name(
    folder: Path, entries: list[Entry]
) -> None:
    doors = soup(folder / "index.html").select("[data-search]")
    begin = {door.a["href"]: set(door["data-search"].split()) for door in doors}
    for path, prefixes in begin.items():
        for row in soup(folder / path).select("[data-search]"):
            assert {word[:3] for word in row["data-search"].split()} <= prefixes
    assert len([path for path, known in begin.items() if "zen" in known]) == 1


def test_only_pages_of_regions_that_changed_are_written(folder: Path, entries: list[Entry]) -> None:
    (london,) = folder.glob("index-london.html")
    others = set(folder.glob("index-*.html")) - {london}
    before = {page: page.stat().st_ino for page in others}
    changed = {of(town("London", 3)).folder}
    number = london.stat().st_ino
    index_pages.write(folder, entries, changed)
    assert {page: page.stat().st_ino for page in others} == before
    assert london.stat().st_ino != number


def test_pages_that_are_no_longer_needed_go(folder: Path, entries: list[Entry]) -> None:
    index_pages.write(folder, entries[:20], None, entries)
    assert [page.name for page in folder.glob("index*.html")] == ["index.html"]
    assert (folder / "index.html").read_text(encoding="utf-8") == index.build(folder, entries[:20])
    index_pages.write(folder, entries)
    assert len([*folder.glob("index-*.html")]) > len(REGIONS)


def test_a_small_index_is_one_page_as_it_was(tmp_path: Path, entries: list[Entry]) -> None:
    for each in entries[:3]:
        (tmp_path / each.path).parent.mkdir(exist_ok=True)
        (tmp_path / each.path).touch()
    made = index_pages.write(tmp_path, entries[:3])
    assert made.read_text(encoding="utf-8") == index.build(tmp_path, entries[:3])
    assert not [*tmp_path.glob("index-*.html")]


def test_an_index_of_many_quarters_lists_fewer_and_stays_one_page(tmp_path: Path) -> None:
    quarters = [f"20{n}-{n + 1}Q{q}" for n in range(20, 25) for q in (1, 2, 3, 4)]
    more = {"report": "strategy_monitoring", "title": "Progress", "named": True}
    pages = [
        replace(of(a), path=f"{a.slug}/{q}.html", quarter=q, about=f"quarter {q}", **more)
        for a in authorities()[:40]
        for q in quarters
    ]
    for each in pages:
        (tmp_path / each.path).parent.mkdir(exist_ok=True)
        (tmp_path / each.path).touch()
    made = index_pages.write(tmp_path, pages)
    assert made.read_text(encoding="utf-8") == index.build(tmp_path, pages)
    assert [page.name for page in tmp_path.glob("index*.html")] == ["index.html"]

"""The links between pages: to what is there, brought up to date whenever a report is made."""

from pathlib import Path

from bs4 import BeautifulSoup

import invented_page
from analysis.catalogue.areas import area, region
from analysis.publish.check import check
from analysis.publish.render import navigation
from analysis.publish.render.index import Entry

TITLES = {"needs_analysis": "Needs", "sufficiency": "Sufficiency of homes", "methods": "Methods"}


def entry(name: str, report: str) -> Entry:
    """A report of an authority, or of England."""
    place = area(name)
    path = f"{place.slug}/{report}.html"
    title = TITLES.get(report, report.capitalize())
    return Entry(area=place, report=report, title=title, path=path, data_to="")


def put(folder: Path, *entries: Entry) -> list[Entry]:
    """The invented page, made for each entry."""
    for each in entries:
        (folder / each.path).parent.mkdir(exist_ok=True)
        (folder / each.path).write_text(invented_page.html(), encoding="utf-8")
    return list(entries)


def linked(folder: Path, each: Entry) -> dict[str, str]:
    """What a page's links say, and where they lead."""
    page = BeautifulSoup((folder / each.path).read_text(encoding="utf-8"), "html.parser")
    (nav,) = page.select("nav[aria-label=Reports]")
    return {a.get_text(): a["href"] for a in nav.select("a")}


def test_a_page_leads_to_the_others_of_its_authority_then_to_england_and_the_index(
    tmp_path: Path,
) -> None:
    places = [("England", "methods"), ("Bristol", "sufficiency"), ("Bristol", "needs_analysis")]
    made = put(tmp_path, *[entry(*each) for each in places], entry("Hackney", "sufficiency"))
    navigation.write(tmp_path, made)
    assert list(linked(tmp_path, made[1]).items()) == [
        ("Needs analysis", "needs_analysis.html"),
        ("Methods", "../england/methods.html"),
        ("All reports", "../index.html"),
    ]
    assert list(linked(tmp_path, made[3])) == ["Methods", "All reports"]


def test_a_page_about_england_leads_to_the_index_alone(tmp_path: Path) -> None:
    made = put(tmp_path, entry("England", "methods"), entry("Bristol", "sufficiency"))
    navigation.write(tmp_path, made)
    assert linked(tmp_path, made[0]) == {"All reports": "../index.html"}


def test_every_link_leads_to_a_page_that_is_there(tmp_path: Path) -> None:
    made = put(tmp_path, entry("Bristol", "needs_analysis"), entry("Bristol", "sufficiency"))
    navigation.write(tmp_path, made)
    assert "Sufficiency" in linked(tmp_path, made[0])
    (tmp_path / made[1].path).unlink()
    navigation.write(tmp_path, made)
    assert list(linked(tmp_path, made[0])) == ["All reports"]


def test_only_pages_whose_links_change_are_written_and_nothing_else_in_them_is(
    tmp_path: Path,
) -> None:
    made = put(tmp_path, entry("Bristol", "needs_analysis"), entry("Bristol", "sufficiency"))
    made += put(tmp_path, entry("Hackney", "sufficiency"))
    before = (tmp_path / made[0].path).read_text(encoding="utf-8")
    changed = navigation.write(tmp_path, made)
    assert [path.parent.name for path in changed] == ["bristol", "bristol"]
    assert navigation.write(tmp_path, made) == []
    after = (tmp_path / made[0].path).read_text(encoding="utf-8")
    assert check(after) == after
    added = '<a href="sufficiency.html">Sufficiency</a> '
    assert after.replace(added, "") == before
    assert not [p for p in tmp_path.rglob("*") if p.name.startswith(".")]


def test_a_page_without_a_place_for_links_and_an_unknown_report_do_no_harm(tmp_path: Path) -> None:
    old = entry("Bristol", "needs_analysis")
    (tmp_path / "bristol").mkdir()
    (tmp_path / old.path).write_text("<p>An older page.</p>", encoding="utf-8")
    (other,) = put(tmp_path, entry("Bristol", "retired"))
    assert navigation.write(tmp_path, [old, other]) == [tmp_path / other.path]
    assert (tmp_path / old.path).read_text(encoding="utf-8") == "<p>An older page.</p>"
    assert "Retired" in navigation.links(old, [old, other])


def test_titles_are_escaped() -> None:
    odd = entry("Bristol", "<b>")
    assert "<b>" not in navigation.links(entry("Bristol", "sufficiency"), [odd])


def test_an_authority_leads_to_the_comparison_of_its_region_and_no_other(tmp_path: Path) -> None:
    regions = [
        Entry(
            area=region(name),
            report="comparison",
            title="Beside one another",
            path=f"{region(name).folder}/comparison.html",
            data_to="",
        )
        for name in ("London", "South West")
    ]
    for each in regions:
        (tmp_path / each.path).parent.mkdir(parents=True)
    made = put(tmp_path, *regions, entry("Hackney", "sufficiency"), entry("England", "methods"))
    navigation.write(tmp_path, made)
    assert linked(tmp_path, made[2]) == {
        "Comparison, London": "../regions/london/comparison.html",
        "Methods": "../england/methods.html",
        "All reports": "../index.html",
    }
    assert linked(tmp_path, made[0]) == {
        "Methods": "../../england/methods.html",
        "All reports": "../../index.html",
    }

"""The index as a file: what it lists, in what order, how large, and what it refuses."""

from dataclasses import replace

import pytest
from bs4 import BeautifulSoup

from analysis.catalogue.areas import area, authorities, joined, region, regions
from analysis.publish.check import PageError, script_hash
from analysis.publish.render import index, index_pages
from analysis.publish.render.index import Entry

REPORTS = (
    ("young_people", "What you said"),
    ("strategy_monitoring", "Strategy monitoring"),
    ("needs_analysis", "Needs"),
    ("retired", "A report of before"),
    ("sufficiency", "Sufficiency of homes"),
)
LISTED = [
    "Needs analysis",
    "Sufficiency",
    "Strategy progress",
    "For young people: what you said, what we did",
    "A report of before",
]


def entry(name, report="needs_analysis", title="Needs analysis", data_to="to 31 March 2025"):
    a = area(name)
    path = f"{a.slug}/{report}.html"
    return Entry(area=a, report=report, title=title, path=path, data_to=data_to)


def built(folder, entries):
    for each in entries:
        (folder / each.path).parent.mkdir(exist_ok=True)
        (folder / each.path).touch()
    return BeautifulSoup(index.build(folder, entries), "html.parser")


def test_authorities_are_listed_by_region_and_name(tmp_path):
    names = ["Wiltshire", "Hackney", "Bristol", "Barnet"]
    page = built(tmp_path, [entry(name) for name in names])
    listed = {
        section.h2.get_text(): [a.get_text() for a in section.select("a")]
        for section in page.select("section[data-region]")
    }
    assert list(listed.items()) == [
        ("London", ["Barnet", "Hackney"]),
        ("South West", ["Bristol", "Wiltshire"]),
    ]
    options = [option.get_text() for option in page.select("option")]
    assert options == ["All regions", "London", "South West"]


def test_only_reports_that_are_there_are_linked(tmp_path):
    built(tmp_path, [entry("Bristol")])
    html = index.build(tmp_path, [entry("Bristol"), entry("Hackney")])
    assert "bristol/needs_analysis.html" in html
    assert "Hackney" not in html


def test_an_empty_folder_says_what_to_do(tmp_path):
    page = BeautifulSoup(index.build(tmp_path, [entry("Hackney")]), "html.parser")
    assert "There are no reports in this folder yet" in page.main.get_text()
    assert page.script is None


def test_one_date_is_said_once_and_two_are_said_beside_each(tmp_path):
    same = built(tmp_path, [entry("Bristol"), entry("Hackney")])
    assert same.get_text().count("to 31 March 2025") == 1
    mixed = built(tmp_path, [entry("Bristol"), entry("Hackney", data_to="to 31 March 2024")])
    assert [d.get_text() for d in mixed.select("li .dated")] == [
        "to 31 March 2024",
        "to 31 March 2025",
    ]


def test_several_reports_are_named_for_their_authority_in_the_order_of_the_reports(tmp_path):
    page = built(tmp_path, [entry("Bristol", report, title) for report, title in REPORTS])
    assert [a.get_text() for a in page.select("li a")] == [f"{w} for Bristol" for w in LISTED]
    assert len(page.select("[data-search]")) == 1
    told = [dt.get_text() for dt in page.select(".guide dt")]
    assert told == ["Needs analysis", "Sufficiency", "Strategy progress", "For young people"]
    assert "councils' own quarterly figures" in page.select_one(".hero p").get_text()


def quarterly(quarter, view="all", about="", named=True, name="Bristol"):
    """A page of strategy progress for a quarter and a view."""
    end = "" if not named else f"-{quarter.lower()}" + ("" if view == "all" else f"-{view}")
    base = entry(name, f"strategy_monitoring{end}", "Progress")
    more = {"quarter": quarter, "view": view, "about": about or quarter, "named": named}
    return replace(base, report="strategy_monitoring", **more)


def test_the_newest_quarter_for_everyone_is_in_front_and_the_others_are_a_step_away(tmp_path):
    pages = [
        quarterly("2026-27Q1", about="April to June 2026"),
        quarterly("2026-27Q2", "partner-police", "July to September 2026, for the police"),
        quarterly("2026-27Q2", about="July to September 2026"),
        quarterly("2026-27Q2", about="July to September 2026", named=False),
        entry("Bristol"),
    ]
    page = built(tmp_path, pages)
    (bristol,) = page.select("[data-search]")
    front = [a["href"] for a in bristol.select(":scope > ul a")]
    assert front == ["bristol/needs_analysis.html", "bristol/strategy_monitoring.html"]
    others = [a.get_text() for a in bristol.select("details a")]
    assert others == [
        "July to September 2026 for Bristol",
        "July to September 2026, for the police for Bristol",
        "April to June 2026 for Bristol",
    ]


def test_an_old_page_at_the_address_that_stays_is_not_in_front_of_a_newer_quarter():
    old, new = quarterly("2026-27Q1", named=False), quarterly("2026-27Q2")
    view = quarterly("2026-27Q3", "partner-police")
    assert index.in_front([old, new, view]) == [new]
    assert index.in_front([view]) == [view]


def test_an_index_that_would_be_too_large_lists_fewer_quarters(tmp_path):
    quarters = [f"20{n}-{n + 1}Q{q}" for n in range(15, 25) for q in (1, 2, 3, 4)]
    pages = [
        quarterly(q, about=f"quarter {q}", name=a.code) for a in authorities() for q in quarters
    ]
    page = built(tmp_path, pages)
    (bristol,) = page.select('[data-search~="bristol"]')
    assert len(bristol.select("details a")) < len(quarters) - 1
    assert bristol.select("details li")[-1].get_text().endswith("more in the folder bristol")
    assert bristol.select_one("a")["href"] == "bristol/strategy_monitoring-2024-25q4.html"


def test_pages_about_england_come_last_and_stand_apart_from_the_search(tmp_path):
    methods = entry("England", "methods", "Methods")
    page = built(tmp_path, [entry("Bristol"), methods])
    *rest, last = page.select("main section")
    assert last.h2.get_text() == "England"
    assert [a["href"] for a in last.select("a")] == ["england/methods.html"]
    assert [a.get_text() for section in rest for a in section.select("a")] == ["Bristol"]
    assert len(page.select("[data-search]")) == 1
    assert [o.get_text() for o in page.select("option")] == ["All regions", "South West"]
    controls = page.select_one("#controls")
    assert last in controls.find_next_siblings("section")
    assert page.select_one(".hero p").get_text().startswith("Needs analysis. Made from")


def test_a_page_about_england_may_stand_alone(tmp_path):
    page = built(tmp_path, [entry("England", "methods", "Methods")])
    assert [a.get_text() for a in page.select("main section a")] == ["Methods"]
    assert page.script is None
    assert "no reports" not in page.main.get_text().casefold()


def test_a_search_finds_official_names_codes_and_aliases(tmp_path):
    town = replace(area("Bristol"), aliases=("St Édith's-on-Avon",))
    page = built(tmp_path, [replace(entry("Bristol"), area=town)])
    found = set(page.select_one("[data-search]")["data-search"].split())
    assert {"bristol", "city", "of", "801", "st", "ediths", "on", "avon"} <= found


def test_every_authority_with_five_reports_is_under_300_kb(tmp_path):
    entries = [entry(a.code, *report) for a in authorities() for report in REPORTS]
    page = built(tmp_path, entries)
    assert len(page.select("[data-search]")) == len(authorities())
    assert len(page.select("section[data-region]")) == len([r for r in regions() if not r.region])
    assert len(index_pages.write(tmp_path, entries).read_bytes()) < index.LARGEST_BYTES


def test_the_policy_names_the_one_script(tmp_path):
    page = built(tmp_path, [entry("Bristol")])
    policy = page.find("meta", attrs={"http-equiv": "Content-Security-Policy"})["content"]
    assert len(page.find_all("script")) == 1
    assert f"script-src {script_hash(page.script.get_text())};" in policy


def test_names_are_escaped_and_faults_refused(tmp_path):
    odd = replace(entry("Bristol"), area=replace(area("Bristol"), name="<b>Bristol</b>"))
    assert built(tmp_path, [odd]).select_one("li a b") is None
    with pytest.raises(PageError, match="The index of reports was not written"):
        built(tmp_path, [entry("Bristol", data_to="to nan")])


def test_regions_and_sets_have_a_place_of_their_own_and_are_no_authority(tmp_path):
    places = (
        joined([area("Devon"), area("Bristol")], "Two"),
        region("South West"),
        region("London"),
    )
    pages = [
        Entry(
            area=place,
            report="comparison",
            title="Comparison",
            path=f"{place.folder}/comparison.html",
            data_to="to 31 March 2025",
        )
        for place in places
    ]
    for each in pages:
        (tmp_path / each.path).parent.mkdir(parents=True)
    page = built(tmp_path, [*pages, entry("Bristol")])
    listed = [a["href"] for a in page.select("#together a")]
    assert listed == [
        "regions/london/comparison.html",
        "regions/south-west/comparison.html",
        "sets/two/comparison.html",
    ]
    assert len(page.select("[data-search]")) == 1

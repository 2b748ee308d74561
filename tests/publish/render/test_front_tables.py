"""Tables of a front page: blocks for a phone that are still tables to who listens."""

import pytest
from bs4 import BeautifulSoup, Tag
from playwright.sync_api import Browser

import invented_page
from analysis.present.parts.table import html_of
from analysis.publish.render.layout import arrange
from analysis.publish.render.two_pages import sides
from browser import PHONE, on_a_phone, opened

WIDE = {
    "Home": ["Foster care", "Other"],
    "Children": ["12", "3"],
    "Decide by": ["now", "March 2027"],
}
TWO = {"Home": ["Foster care"], "Children": ["12"]}
BODY = f"<h2>One</h2>{html_of(WIDE, 'Homes by kind')}{html_of(TWO, 'Homes and children')}"


def tables(*, front: bool) -> list[Tag]:
    side = sides("a.html")[0 if front else 1]
    return [*BeautifulSoup(arrange(BODY, side).body, "html.parser").find_all("table")]


def test_each_cell_of_a_wide_table_in_front_has_its_role_and_the_header_of_its_column() -> None:
    wide, two = tables(front=True)
    assert wide["role"] == "table" and wide["class"] == ["stacked"]
    assert [h["role"] for h in wide.select("thead th")] == ["columnheader"] * 3
    assert [h["role"] for h in wide.select("tbody th")] == ["rowheader"] * 2
    assert {part["role"] for part in wide.select("thead, tbody")} == {"rowgroup"}
    assert {row["role"] for row in wide.select("tr")} == {"row"}
    told = [(c["role"], c["data-label"], c.get_text()) for c in wide.select("tr:last-child td")]
    assert told == [("cell", "Children", "3"), ("cell", "Decide by", "March 2027")]
    assert two["class"] == ["slim"] and not two.has_attr("role")


def test_tables_of_an_annex_are_left_as_they_are() -> None:
    assert [t.attrs for t in tables(front=False)] == [{}, {}]


@pytest.mark.browser
def test_on_a_phone_it_does_not_scroll_and_is_still_a_table(tmp_path, chromium: Browser) -> None:
    page = tmp_path / "page.html"
    page.write_text(invented_page.html(), encoding="utf-8")
    assert on_a_phone(page, chromium) == []
    with opened(page, chromium, PHONE) as (shown, _):
        table = shown.locator("#placements-table table")
        assert table.evaluate("e => getComputedStyle(e).display") == "block"
        alone = shown.get_by_role("table", name="Children looked after at 31 March 2025")
        assert alone.get_by_role("columnheader").all_inner_texts()[0] == "Year to 31 March"
        assert alone.get_by_role("row").count() == 1 + len(invented_page.YEARS)
        assert alone.get_by_role("rowheader", name="2021").count() == 1
        assert alone.get_by_role("cell").count() == 4 * len(invented_page.YEARS)

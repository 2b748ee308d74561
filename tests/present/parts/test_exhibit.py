"""Exhibits, tables and the other things a page shows: what they refuse, and what they say."""

import base64
import xml.etree.ElementTree as ET
from dataclasses import replace
from urllib.parse import unquote

import pandas as pd
import pytest
from bs4 import BeautifulSoup

import invented_page
from analysis.core.errors import ShapeError
from analysis.present.parts.picture import Picture
from analysis.present.parts.prose import Bullets, Callout, Card, Cards, Glossary, Prose
from analysis.present.parts.svg import as_data_uri, size_px
from analysis.present.parts.table import check_printable, html_of


@pytest.fixture
def exhibit():
    return invented_page.trend()


def html_table(frame, caption):
    return html_of(check_printable(frame, caption), caption)


def parsed(html):
    return BeautifulSoup(html, "html.parser")


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"alt": " "}, "no alternative text"),
        ({"alt": "netherby now cares for more children, than similar authorities."}, "repeats"),
        (
            {"alt": "Children looked after for each 10,000 children aged 0 to 17 at 31 March"},
            "repeats",
        ),
        ({"source": ""}, "no source"),
        ({"headline": ""}, "no headline"),
        ({"headline": "word " * 26}, "has 26 words"),
        ({"key": "3 rates"}, "is no anchor"),
        ({"svg": "<svg viewBox='0 0 1 1'></svg>"}, "width and height"),
    ],
)
def test_an_exhibit_that_somebody_could_not_use_is_refused(exhibit, change, said):
    with pytest.raises(ShapeError, match=said):
        replace(exhibit, **change)._repr_html_()


def test_a_picture_has_its_words_its_size_and_its_table(exhibit):
    figure = parsed(exhibit._repr_html_()).figure
    image = figure.img
    assert figure["id"] == "cla_rate-trend"
    assert figure.find(id=figure["aria-labelledby"]).get_text() == exhibit.headline
    assert image["alt"] == exhibit.alt
    assert (image["width"], image["height"]) == ("560", "300")
    assert figure.summary.get_text() == f"Figures behind this chart: {exhibit.headline}"
    assert len(figure.select("details tbody tr")) == len(exhibit.table)
    assert figure.select_one(".source").get_text().startswith("Source: Department")


def test_without_a_picture_the_table_stands_open(exhibit):
    figure = parsed(replace(exhibit, svg=None, alt="")._repr_html_()).figure
    assert figure.details is None and figure.img is None
    assert figure.table.caption.get_text() == exhibit.subtitle


def test_markup_in_words_is_shown_and_not_run(exhibit):
    bad = "<script>x</script> & \"quotes\" 'n'"
    table = pd.DataFrame({bad: [bad], "Rate": ["1"]})
    worse = replace(exhibit, headline=bad, alt=f"{bad} drawn", table=table, note=bad)
    shown = parsed(worse._repr_html_())
    assert shown.script is None
    assert shown.img["alt"] == f"{bad} drawn"
    assert shown.select_one("tbody th").get_text() == bad


def test_the_drawing_stands_in_its_address_as_it_is():
    uri = as_data_uri(invented_page.drawing())
    told = unquote(uri.removeprefix("data:image/svg+xml,"))
    drawn = ET.fromstring(told)
    line = next(drawn.iter("{http://www.w3.org/2000/svg}polyline"))
    assert line.get("points").startswith("60,114 135,108")
    assert "'Arial'" in drawn.get("style") or '"Arial"' in drawn.get("style")
    assert len(uri) < len("data:image/svg+xml;base64," + base64.b64encode(told.encode()).decode())


def test_names_of_groups_and_groups_of_one_thing_are_left_out_and_nothing_else():
    svg = (
        '<svg><defs><path id="i0" d="M0,1L2,0"/></defs><g id="own"><g><use href="#i0"/></g></g>'
        '<g id="key"><text>a "b"</text><text transform="rotate(90 1 2)">c</text></g></svg>'
    )
    told = unquote(as_data_uri(svg).removeprefix("data:image/svg+xml,")).replace("'", '"')
    assert told == (
        '<svg><defs><path id="i0" d="M0,1L2,0"/></defs><use href="#i0"/>'
        '<g><text>a "b"</text><text transform="rotate(90 1 2)">c</text></g></svg>'
    )


@pytest.mark.parametrize(
    ("opening", "size"),
    [
        ('<svg width="72pt" height="36pt">', (96, 48)),
        ('<svg width="1in" height="2in">', (96, 192)),
        ('<svg stroke-width="9" height="20px" width="10">', (10, 20)),
    ],
)
def test_the_size_on_the_screen(opening, size):
    assert size_px(opening) == size


def test_a_table_has_a_caption_scopes_and_no_empty_cell():
    table = parsed(html_table(invented_page.figures(), "Rates"))
    assert table.caption.get_text() == "Rates"
    assert {th["scope"] for th in table.select("thead th")} == {"col"}
    assert [th["scope"] for th in table.select("tbody th")] == ["row"] * 5
    assert table.div["tabindex"] == "0" and table.div["aria-label"] == "Rates"
    assert all(cell.get_text(strip=True) for cell in table.find_all(["th", "td"]))


def test_numbers_stand_to_the_right_and_words_and_years_to_the_left():
    table = parsed(html_table(invented_page.figures(), "Rates"))
    right = [bool(th.get("class")) for th in table.select("thead th")]
    assert right == [False, True, True, True, True]


@pytest.mark.parametrize(
    ("frame", "said"),
    [
        (pd.DataFrame({"Year": ["2025"], "Rate": [float("nan")]}), "nan under 'Rate'"),
        (pd.DataFrame({"Year": ["2025"], "Rate": [""]}), "'' under 'Rate'"),
        (pd.DataFrame({"Year": ["2025"], "": ["1"]}), "empty or repeated header"),
        (pd.DataFrame([["1", "2"]], columns=["A", "A"]), "empty or repeated header"),
        (pd.DataFrame({"Year": []}), "is empty"),
    ],
)
def test_a_table_that_is_not_ready_to_print_is_refused(frame, said):
    with pytest.raises(ShapeError, match=said):
        html_table(frame, "Rates")


def test_a_table_needs_a_caption():
    with pytest.raises(ShapeError, match="no caption"):
        html_table(invented_page.figures(), " ")


@pytest.mark.parametrize(
    "thing",
    [
        Prose(["a <b>"]),
        Bullets(points=["a <b>"], lead="a <b>"),
        Callout(title="a <b>", text="a <b>"),
        Cards([Card(number="a <b>", words="a <b>", comparator="a <b>", implication="a <b>")]),
        Glossary({"a <b>": "a <b>"}, title="a <b>"),
    ],
)
def test_everything_is_escaped(thing):
    shown = parsed(thing._repr_html_())
    assert shown.b is None
    assert "a <b>" in shown.get_text()


@pytest.mark.parametrize(
    "wrong",
    [
        lambda: Callout(title="", text="Late"),
        lambda: Callout(title="Late", text="Late", kind="loud"),
        lambda: Card(number="3", words=" "),
        lambda: Cards([])._repr_html_(),
        lambda: Bullets(points=[])._repr_html_(),
    ],
)
def test_what_says_nothing_is_refused(wrong):
    with pytest.raises(ShapeError):
        wrong()


def test_the_glossary_is_in_alphabetical_order():
    terms = parsed(Glossary({"section 20": "x", "Care leaver": "y"})._repr_html_()).find_all("dt")
    assert [term.get_text() for term in terms] == ["Care leaver", "section 20"]


def test_panels_are_a_list_and_what_is_not_drawn_is_another(exhibit):
    one = Picture(svg=invented_page.drawing(), alt="A line from 62 to 76.", title="Rate: 76")
    none = Picture(svg="", alt="", title="Score: suppressed")
    figure = parsed(replace(exhibit, svg=None, alt="", panels=(one, none))._repr_html_()).figure
    assert [li.get_text() for li in figure.select("ul.panels > li")] == [one.title]
    assert [li.get_text() for li in figure.select(".subtitle + ul > li")] == [none.title]
    assert [img["alt"] for img in figure.select("img")] == [one.alt]
    assert figure.details.summary.get_text().startswith("Figures behind this chart")


def test_panels_of_which_none_is_drawn_have_their_table_open(exhibit):
    none = Picture(svg="", alt="", title="Score: suppressed")
    figure = parsed(replace(exhibit, svg=None, alt="", panels=(none,))._repr_html_()).figure
    assert figure.details is None and figure.table


def test_a_phone_gets_its_own_drawing_that_no_space_cuts_short(exhibit):
    figure = parsed(exhibit._repr_html_()).figure
    source = figure.select_one(".picture > picture > source")
    assert source["media"] == "(max-width: 36rem)" and source["width"] == "347"
    assert source["srcset"].startswith("data:image/svg+xml,") and " " not in source["srcset"]
    assert figure.img["alt"] == exhibit.alt


def test_a_drawing_too_wide_for_a_phone_needs_one_that_is_not(exhibit):
    with pytest.raises(ShapeError, match="too wide for a phone"):
        replace(exhibit, narrow=None)
    slim = replace(exhibit, svg=invented_page.drawing(260), narrow=None)
    assert parsed(slim._repr_html_()).figure.select_one(".picture.small > img")

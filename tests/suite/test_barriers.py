"""The measures of `barriers` see what they are for: each is shown a page with its fault."""

from pathlib import Path

import pytest
from playwright.sync_api import Browser

import invented_page
from analysis.core.atomic import write
from barriers import in_forced_colours, unreadable, without_mouse
from browser import (
    NARROW,
    all_opened,
    looked_at,
    opened,
    scrolled_boxes,
    small_words,
    spaced_out,
    violations,
)

pytestmark = pytest.mark.browser

COVERED = "section.summary .card:nth-child(2) { margin-top: -4rem }"
SET_ROLE = "(all, role) => all.forEach(e => e.setAttribute('role', role))"
CUT = "section.summary .card { height: 3rem; overflow: hidden }"


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write(invented_page.html(), tmp_path_factory.mktemp("netherby") / "page.html")


@pytest.mark.parametrize(
    ("style", "measure", "seen"),
    [
        (COVERED, unreadable, "cover each other"),
        (CUT, unreadable, "cut off"),
        (".callout { height: 8.2rem; overflow: hidden }", spaced_out, "cut off"),
        (":focus-visible { outline: none !important }", without_mouse, "its focus does not show"),
        (".skip:focus { left: -99rem }", without_mouse, "out of sight"),
        (".hero { position: sticky; top: 0; height: 99vh; z-index: 9 }", without_mouse, "covers"),
        (".card { border: 0 !important }", in_forced_colours, "no edge"),
        ("img { forced-color-adjust: auto !important }", in_forced_colours, "without its paper"),
        ("main a { text-decoration: none !important }", in_forced_colours, "only colour tells"),
        ("td { color: #999 }", all_opened, "color-contrast"),
        ("tr:last-child td { color: #999 }", all_opened, "color-contrast"),
        (".report { min-width: 40rem }", all_opened, "scrolls sideways"),
        ("main p { white-space: nowrap; overflow: auto }", scrolled_boxes, " px in "),
        (".picture img { max-width: 50% }", lambda page: small_words(page, 8), " px: "),
    ],
)
def test_a_planted_fault_is_seen(path: Path, chromium: Browser, style, measure, seen) -> None:
    with opened(path, chromium, NARROW) as (page, _):
        if measure is not without_mouse:  # for which a page must be untouched
            assert [x for x in measure(page) if seen in x] == []
        page.add_style_tag(content=style)
        assert [x for x in measure(page) if seen in x] != []


def test_the_page_without_a_fault_is_walked_without_a_mouse(path: Path, chromium: Browser) -> None:
    with opened(path, chromium, NARROW) as (page, _):
        assert without_mouse(page) == []


@pytest.mark.parametrize(
    ("put", "instead", "seen"),
    [
        ('<a class="skip" href="#main">Skip to the report</a>', "", "no skip link"),
        (
            'role="group" tabindex="0"',
            'role="group" style="overflow: auto; white-space: nowrap"',
            "no key scrolls",
        ),
        ("Plain</strong>", 'Plain</strong><a href="#top" tabindex="3">x</a>', "order of the stops"),
    ],
)
def test_a_page_that_a_keyboard_cannot_walk_is_seen(
    path: Path, tmp_path: Path, chromium: Browser, put: str, instead: str, seen: str
) -> None:
    html = path.read_text(encoding="utf-8")
    assert put in html
    spoilt = write(html.replace(put, instead), tmp_path / "page.html")
    with opened(spoilt, chromium, NARROW) as (page, _):
        page.evaluate("document.querySelectorAll('details').forEach(d => { d.open = true })")
        assert [x for x in without_mouse(page) if seen in x] != []


@pytest.mark.parametrize(
    ("cell", "seen"),
    [
        ("<td>Seventh <img src='data:,'></td>", "image-alt"),
        ("<td><span aria-labelledby='nothing' role='checkbox'>7</span></td>", "aria"),
        ("<td style='color: #aaa'>Seventh</td>", "color-contrast"),
        ("<td>Seventh</td><style>tr:nth-child(8) td { color: #aaa }</style>", "color-contrast"),
    ],
)
def test_a_fault_deep_in_a_long_table_is_seen_and_the_page_is_left_as_it_was(
    path: Path, chromium: Browser, cell: str, seen: str
) -> None:
    rows = [f"<tr><td>Row {n}</td></tr>" for n in range(6)]
    every = "".join([*rows, f"<tr>{cell}</tr>", *rows])
    table = f"<table><thead><tr><th>Rows</th></tr></thead><tbody>{every}</tbody></table>"
    with opened(path, chromium, NARROW) as (page, _):
        page.evaluate("table => document.querySelector('main').innerHTML += table", table)
        for part, role in (
            ("table", "table"),
            ("tr", "row"),
            ("th", "columnheader"),
            ("td", "cell"),
        ):
            page.eval_on_selector_all(f"main > table {part}, main > {part}", SET_ROLE, role)
        before = page.evaluate("document.body.outerHTML")
        found = violations(page)
        assert [x for x in found if seen in x] != [] and [x for x in found if seen not in x] == []
        assert page.evaluate("document.body.outerHTML") == before


def test_a_request_a_message_and_sheets_of_paper_are_counted(
    path: Path, tmp_path: Path, chromium: Browser
) -> None:
    html = path.read_text(encoding="utf-8")
    asking = '<img src="https://x.test/a.png" alt="a picture from elsewhere"></main>'
    spoilt = write(html.replace("</main>", asking), tmp_path / "page.html")
    found = looked_at(spoilt, chromium, most_sheets=1)
    assert [line[:13] for line in found["printed"]] == ["it prints on "]
    assert all(
        any("x.test" in line for line in wrong)
        for way, wrong in found.items()
        if way not in ("forced colours", "printed")
    )


def test_what_the_dark_hides_is_seen(path: Path, tmp_path: Path, chromium: Browser) -> None:
    hiding = "@media (prefers-color-scheme: dark) { .callout { display: none } }</style>"
    html = path.read_text(encoding="utf-8").replace("</style>", hiding, 1)
    found = looked_at(write(html, tmp_path / "page.html"), chromium)
    assert {way for way, wrong in found.items() if "other elements" in "".join(wrong)} == {
        *("1280 px, dark", "forced colours")
    }

"""A headless Chromium for the tests, and what every page must be in it."""

import os
import re
import shutil
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import pytest
from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Browser, Page, sync_playwright

from barriers import PAINTED, in_forced_colours, seen, unreadable, without_mouse
from left_out import NO_BROWSER
from waiting import GENEROUS

ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]
STANDARDS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
# What depends on how a page is painted, and laid out; other rules read what is there and seen.
OF_COLOURS = ["color-contrast", "link-in-text-block"]
OF_LAYOUT = [*OF_COLOURS, "target-size", "scrollable-region-focusable"]
WIDE, NARROW, PHONE = 1280, 320, 375
LEAST_WORDS_PX = 11  # of a drawing on a phone
A4_PX = {"width": 688, "height": 1016}  # 210 x 297 mm less the margins of @page, at 96 px an inch

SPACED_OUT = """* { line-height: 1.5 !important; letter-spacing: .12em !important;
word-spacing: .16em !important; } p { margin-bottom: 2em !important; }"""


def chromium_path() -> str | None:
    """The Chromium to use: CARE_ANALYSIS_CHROMIUM, else the first one found."""
    names = ("chromium", "chromium-browser", "google-chrome")
    found = (shutil.which(name) for name in names)
    return os.environ.get("CARE_ANALYSIS_CHROMIUM") or next(filter(None, found), None)


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """A headless Chromium; skips where there is none, unless CARE_ANALYSIS_REQUIRE_BROWSER=1."""
    path = chromium_path()
    if path is None:
        if os.environ.get("CARE_ANALYSIS_REQUIRE_BROWSER") == "1":
            pytest.fail(f"{NO_BROWSER.why}: {NO_BROWSER.how}")
        pytest.skip(NO_BROWSER.why)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=path, args=ARGUMENTS, timeout=1000 * GENEROUS
        )
        yield browser
        browser.close()


@contextmanager
def opened(
    path: Path, browser: Browser, width: int = WIDE, *, scheme: str = "light"
) -> Iterator[tuple[Page, list[str]]]:
    """The page at a width, and a list that collects console messages and requests."""
    context = browser.new_context(
        viewport={"width": width, "height": 800},
        color_scheme=scheme,  # type: ignore[arg-type]
        reduced_motion="reduce",
    )
    context.set_default_timeout(1000 * GENEROUS)
    page, noise = context.new_page(), []
    page.on("console", lambda message: noise.append(f"console: {message.text}"))
    page.on("pageerror", lambda error: noise.append(f"error: {error}"))
    own = path.resolve().as_uri()
    page.on("request", lambda r: noise.append(f"request: {r.url[:120]}") if _leaves(r, own) else 0)
    _go(page, path)
    try:
        yield page, noise
    finally:
        context.close()


def _go(page: Page, path: Path) -> None:
    page.goto(path.resolve().as_uri())
    page.wait_for_function("document.hasFocus()")  # or a first Tab goes nowhere


def opened_anew(page: Page, path: Path, width: int) -> None:
    """Have a page be as it is opened at another width, for less than it takes to open one more."""
    page.emulate_media(media="null", color_scheme="light", forced_colors="none")
    page.set_viewport_size({"width": width, "height": 800})
    page.goto("about:blank")
    _go(page, path)


def _leaves(request, own: str) -> bool:
    return not request.url.startswith("data:") and request.url.split("#")[0] != own


def violations(page: Page, rules: Sequence[str] = ()) -> list[str]:
    """What axe finds wrong, by all rules or by some: rule, then each element with its reason.

    Contrast is measured of one text of each way in which text is painted: see `PAINTED`.
    """
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE_SCRIPT)
    tags = {"type": "tag", "values": STANDARDS}
    only = {"type": "rule", "values": [*rules]} if rules else tags
    response = page.evaluate(PAINTED, {"runOnly": only, "resultTypes": ["violations"]})
    assert response["passes"], "axe checked nothing"
    return [
        f"{rule['id']} ({rule['impact']}): {node['html'][:160]} {node.get('failureSummary', '')}"
        for rule in response["violations"]
        for node in rule["nodes"]
    ]


def sideways(page: Page) -> list[str]:
    """Elements that make the page scroll sideways; those inside a scroll region may be wide."""
    return page.evaluate(
        """() => document.documentElement.scrollWidth <= window.innerWidth ? [] :
        [...document.querySelectorAll('body *')]
          .filter(e => !e.closest('.scroll, .picture') && !e.closest('.unseen, .skip')
                       && e.getBoundingClientRect().right > window.innerWidth + 1)
          .slice(0, 5).map(e => e.outerHTML.slice(0, 120)).concat('the page scrolls sideways')"""
    )


def scrolled_boxes(page: Page) -> list[str]:
    """Elements that scroll sideways in a box of their own, but for the tables of an annex.

    Words for screen readers alone do not count.
    """
    return page.evaluate(
        """() => [...document.querySelectorAll('body *')].filter(e =>
            e.checkVisibility() && getComputedStyle(e).display !== 'inline'
            && !e.closest('.unseen, .skip, .exhibit caption, .stacked thead')
            && !e.matches('.scroll:has(> table:not(.stacked, .slim))')
            && e.scrollWidth > e.clientWidth + 1)
          .map(e => `${e.scrollWidth} px in ${e.clientWidth}: ${e.outerHTML.slice(0, 120)}`)"""
    )


def small_words(page: Page, least: float) -> list[str]:
    """Words of drawings less than so many pixels high, by the sizes that the drawing gives them.

    Drawings of which none has words are as much of a fault.
    """
    return page.evaluate(
        """least => { let words = 0, drawings = 0, found = []
          for (const e of document.querySelectorAll('img')) {
            if (!e.checkVisibility() || !e.currentSrc.startsWith('data:image/svg')) continue
            drawings += 1
            const text = decodeURIComponent(e.currentSrc.slice(e.currentSrc.indexOf(',') + 1))
            const svg = new DOMParser().parseFromString(text, 'image/svg+xml').documentElement
            const style = getComputedStyle(e), [, , wide] = svg.getAttribute('viewBox').split(' ')
            const inner = e.clientWidth - parseFloat(style.paddingLeft)
              - parseFloat(style.paddingRight)
            for (const word of svg.querySelectorAll('text')) {
              let holder = word
              while (holder.style && !holder.style.fontSize) holder = holder.parentElement
              const size = parseFloat(holder.style.fontSize) * inner / wide
              words += 1
              if (!(size >= least)) found.push(`${size.toFixed(1)} px: ${word.textContent}`)
            }
          }
          return words || !drawings ? found : ['no drawing has words'] }""",
        least,
    )


def on_a_phone(path: Path, browser: Browser) -> list[str]:
    """What scrolls sideways or has words under 11 pixels in a drawing, all opened, at 375 px."""
    with opened(path, browser, PHONE) as (page, noise):
        page.evaluate("document.querySelectorAll('details').forEach(d => { d.open = true })")
        return [*_on_a_phone(page), *noise]


def _on_a_phone(page: Page) -> list[str]:
    return [*sideways(page), *scrolled_boxes(page), *small_words(page, LEAST_WORDS_PX)]


def small_targets(page: Page) -> list[str]:
    """Buttons, fields, summaries and links outside sentences lower than 24 px."""
    return page.evaluate(
        """() => [...document.querySelectorAll('button, input, select, summary, nav a, footer a')]
          .filter(e => e.checkVisibility() && e.getBoundingClientRect().height < 24)
          .map(e => e.outerHTML.slice(0, 120))"""
    )


def all_opened(page: Page) -> list[str]:
    """What is wrong once every closed part is opened."""
    page.evaluate("document.querySelectorAll('details').forEach(d => { d.open = true })")
    return [*violations(page), *sideways(page), *unreadable(page)]


def spaced_out(page: Page) -> list[str]:
    """What a reader loses who sets more space between lines, words and letters (WCAG 1.4.12)."""
    spaced = page.add_style_tag(content=SPACED_OUT)
    found = [*sideways(page), *unreadable(page)]
    spaced.evaluate("style => style.remove()")
    return found


def looked_at(path: Path, browser: Browser, most_sheets: int | None = None) -> dict[str, list[str]]:
    """What is wrong with a page, by the way in which it was looked at; empty lists are good.

    At three widths, in the light and the dark, in forced colours, on paper, with every part opened,
    with more space in the text, and from the keyboard alone; what the page asks of the network or
    says to the console is in each of the screen. The dark and forced colours change how a page is
    painted, and must show the same elements as the light; what is seen on a narrow screen is seen
    there with every part opened too: so all rules of axe are asked of the light and of the opened,
    those of layout at each width, and those of colours in each way. A page is opened anew for each
    walk with the keyboard.
    """
    with opened(path, browser, WIDE) as (page, noise):
        light = [*without_mouse(page), *violations(page), *_laid_out(page)]
        there = seen(page)
        page.emulate_media(color_scheme="dark")
        dark = [*violations(page, OF_COLOURS), *_laid_out(page), *_others(there, page)]
        forced = [*in_forced_colours(page), *violations(page, OF_COLOURS), *_others(there, page)]
        page.emulate_media(color_scheme="light", forced_colors="none")
        found = {f"{WIDE} px, light": [*light, *noise], f"{WIDE} px, dark": [*dark, *noise]}
        found |= {"forced colours": forced, "printed": _print_faults(page, most_sheets)}
        opened_anew(page, path, NARROW)
        light = [*without_mouse(page), *violations(page, OF_LAYOUT), *_laid_out(page)]
        every = [*all_opened(page), *spaced_out(page)]
        page.set_viewport_size({"width": PHONE, "height": 800})
        phone = _on_a_phone(page)
        found |= {f"{NARROW} px, light": [*light, *noise], "all opened": [*every, *noise]}
        return found | {f"{PHONE} px": [*phone, *noise]}


def _laid_out(page: Page) -> list[str]:
    return [*sideways(page), *small_targets(page), *unreadable(page), *spaced_out(page)]


def _others(there: str, page: Page) -> list[str]:
    return [] if seen(page) == there else ["other elements are seen than in the light"]


def assert_page_is_good(path: Path, browser: Browser, most_sheets: int | None = None) -> None:
    """A report that WCAG 2.2 AA, a narrow screen, a keyboard and a sheet of paper all accept.

    `most_sheets` are those of A4 that it may print on.
    """
    looked = looked_at(path, browser, most_sheets)
    wrong = {way: faults for way, faults in looked.items() if faults}
    assert not wrong, f"{path.name}: {wrong}"


def assert_all_opened_is_good(path: Path, browser: Browser) -> None:
    """The same with every closed part opened, on a narrow screen."""
    with opened(path, browser, NARROW) as (page, noise):
        assert all_opened(page) == [], f"{path.name}, opened"
        assert noise == [], f"{path.name}, opened"


def _print_faults(page: Page, most_sheets: int | None) -> list[str]:
    """What is wrong on paper: a report's summary fits on one sheet of A4, tables of charts print
    open, and the PDF has tags and an outline. A page for young people has no summary of its own.
    """
    page.set_viewport_size(A4_PX)
    page.emulate_media(media="print")
    found = []
    bottom = page.evaluate(
        """scrollTo(0, 0),
        document.querySelector('body:not(.young) section.summary')
            ?.getBoundingClientRect().bottom ?? 0"""
    )
    if bottom > A4_PX["height"]:
        found.append(f"the summary is {bottom:.0f} px high")
    found += page.evaluate(
        """[...document.querySelectorAll('.exhibit:not(.folded) details > :not(summary)')]
           .filter(e => !e.checkVisibility())
           .map(e => 'printed closed: ' + e.outerHTML.slice(0, 80))"""
    )
    pdf = page.pdf(prefer_css_page_size=True, tagged=True, outline=True)
    if most_sheets and _sheets(pdf) > most_sheets:
        found.append(f"it prints on {_sheets(pdf)} sheets")
    needed = (b"%PDF-", b"/StructTreeRoot", b"/Lang (en-GB)", b"/Outlines")
    return found + [f"the PDF lacks {mark!r}" for mark in needed if mark not in pdf]


def sheets(path: Path, browser: Browser) -> int:
    """On how many sheets of A4 a page prints."""
    with opened(path, browser) as (page, _):
        printed = page.pdf(prefer_css_page_size=True)
    return _sheets(printed)


def _sheets(pdf: bytes) -> int:
    return len(re.findall(rb"/Type\s*/Page\b", pdf))

"""The page for young people as it is met: on a screen, on a phone, in the dark and on paper."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Browser

import invented_young
from analysis.core.atomic import write
from analysis.publish.check import check
from browser import (
    A4_PX,
    NARROW,
    SPACED_OUT,
    WIDE,
    assert_all_opened_is_good,
    opened,
    sideways,
    small_targets,
    violations,
)

pytestmark = pytest.mark.browser

SCREEN_PX, MOST_SCREENS, FEWEST_SCREENS = 800, 4, 2
MOST_SHEETS, FEWEST_SHEETS = 4, 2
BODY_REM = 1.35


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The fullest page that there should be."""
    html = invented_young.html(invented_young.full())
    return write(check(html), tmp_path_factory.mktemp("netherby") / "young_people.html")


@pytest.mark.parametrize(("width", "scheme"), [(WIDE, "light"), (NARROW, "light"), (WIDE, "dark")])
def test_everybody_can_use_it(path: Path, chromium: Browser, width: int, scheme: str) -> None:
    with opened(path, chromium, width, scheme=scheme) as (page, noise):
        assert violations(page) == []
        assert sideways(page) == []
        assert small_targets(page) == []
        page.add_style_tag(content=SPACED_OUT)
        assert sideways(page) == []
        assert noise == []


def test_it_is_as_good_with_every_part_opened(path: Path, chromium: Browser) -> None:
    assert_all_opened_is_good(path, chromium)


def test_the_fullest_page_has_two_to_four_screens_in_large_type(
    path: Path, chromium: Browser
) -> None:
    with opened(path, chromium) as (page, _):
        height = page.evaluate("document.documentElement.scrollHeight")
        size = page.evaluate(
            "parseFloat(getComputedStyle(document.querySelector('main')).fontSize)"
        )
    assert FEWEST_SCREENS <= height / SCREEN_PX <= MOST_SCREENS
    assert size >= BODY_REM * 16


def test_what_you_said_begins_on_the_first_screen(path: Path, chromium: Browser) -> None:
    with opened(path, chromium) as (page, _):
        bottom = page.evaluate(
            "document.querySelector('.young-said .answer').getBoundingClientRect().bottom"
        )
    assert bottom <= SCREEN_PX


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_pictures_stand_out_from_what_is_behind_them(
    path: Path, chromium: Browser, scheme: str
) -> None:
    with opened(path, chromium, scheme=scheme) as (page, _):
        pairs = page.evaluate(
            """() => [...document.querySelectorAll('main .icon')].map(icon => {
              let behind = icon.parentElement
              while (getComputedStyle(behind).backgroundColor === 'rgba(0, 0, 0, 0)')
                behind = behind.parentElement
              return [getComputedStyle(icon).color, getComputedStyle(behind).backgroundColor]
            })"""
        )
    assert len(pairs) >= 15
    assert min(contrast(*pair) for pair in pairs) >= 3


def test_it_prints_in_large_type_on_two_to_four_sheets(path: Path, chromium: Browser) -> None:
    with opened(path, chromium) as (page, _):
        page.set_viewport_size(A4_PX)
        page.emulate_media(media="print")
        height = page.evaluate("document.documentElement.scrollHeight")
        size = page.evaluate(
            "parseFloat(getComputedStyle(document.querySelector('main')).fontSize)"
        )
        pdf = page.pdf(prefer_css_page_size=True)
    assert size >= 14 * 96 / 72 - 0.1
    assert pdf.startswith(b"%PDF-")
    sheets = len(re.findall(rb"/Type\s*/Page\b", pdf))
    assert FEWEST_SHEETS <= sheets <= MOST_SHEETS
    assert FEWEST_SHEETS - 1 < height / A4_PX["height"] <= MOST_SHEETS


def contrast(one: str, other: str) -> float:
    """The contrast of two colours written 'rgb(r, g, b)', from 1 to 21 (WCAG 2.2)."""
    low, high = sorted(map(_luminance, (one, other)))
    return (high + 0.05) / (low + 0.05)


def _luminance(colour: str) -> float:
    red, green, blue = (int(c) / 255 for c in re.findall(r"\d+", colour)[:3])
    linear = (
        c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in (red, green, blue)
    )
    return sum(w * c for w, c in zip((0.2126, 0.7152, 0.0722), linear, strict=True))

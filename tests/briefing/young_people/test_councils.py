"""The young people's pages of the five councils, from their own strategy files."""

from pathlib import Path

import pytest
from playwright.sync_api import Browser

import invented_young
from analysis.briefing.young_people import sections
from analysis.catalogue.areas import area
from analysis.catalogue.text.language import ALLOWED, to_avoid
from analysis.core import paths
from analysis.core.atomic import write
from analysis.present.plain.plain_language import check as language
from analysis.present.plain.plain_language import small_numbers, text_of
from analysis.publish.check import check
from analysis.strategy import publishable
from analysis.strategy.parsing import reading
from browser import NARROW, opened, sideways, violations
from reading_age import hardest, reading_age

COUNCILS = ("bradford", "bristol", "cheshire-east", "herefordshire", "lancashire")
OLDEST_READER = 11
SCREEN_PX, MOST_SCREENS = 800, 4


@pytest.fixture(scope="module", params=COUNCILS)
def there(request: pytest.FixtureRequest) -> invented_young.Opened:
    strategy = reading.read(paths.root() / f"data/raw/strategies/{request.param}.toml").strategy
    assert strategy is not None
    stops = tuple(publishable.refusals(strategy, invented_young.TODAY))
    return invented_young.Opened(strategy=strategy, area=area(strategy.area), refusals=stops)


@pytest.fixture(scope="module")
def html(there: invented_young.Opened) -> str:
    return check(invented_young.html(there))


def test_nothing_stops_it(there: invented_young.Opened) -> None:
    notices = sections.before_you_read(there)._repr_html_()
    assert "This plan is old." in notices and "This is an example page." in notices


def test_it_reads_at_the_age_of_nine_to_eleven(html: str) -> None:
    text = text_of(html)
    running = "\n".join(line for line in text.splitlines() if line.endswith((".", "!", "?", "”")))
    assert reading_age(text) <= OLDEST_READER, hardest(text)
    assert reading_age(running) <= OLDEST_READER, hardest(running)


def test_its_words_are_kind_and_no_number_is_small(html: str, there: invented_young.Opened) -> None:
    assert there.strategy is not None
    words = there.strategy.words
    used = (words.children, words.a_child, words.care_leavers, words.council_of_children)
    assert language(text_of(html), to_avoid(words.avoid, *used), ALLOWED) == []
    assert small_numbers(text_of(html)) == []


def test_it_has_something_done_something_to_do_and_a_change_for_them(html: str) -> None:
    text = text_of(html)
    assert "We did it" in text and "We are doing it" in text and "Here is why" in text
    assert html.count('class="young-changes"') == 1 and html.count('class="young-said"') == 1


@pytest.mark.browser
def test_it_has_at_most_four_screens_and_everybody_can_use_it(
    html: str, chromium: Browser, tmp_path: Path
) -> None:
    path = write(html, tmp_path / "young_people.html")
    with opened(path, chromium) as (page, noise):
        assert page.evaluate("document.documentElement.scrollHeight") <= MOST_SCREENS * SCREEN_PX
        assert violations(page) == [] and noise == []
    with opened(path, chromium, NARROW) as (page, _):
        assert sideways(page) == []

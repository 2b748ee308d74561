"""An exhibit on a front page: no table, but a link to it, and words that do without it."""

from dataclasses import replace

import pandas as pd
import pytest
from bs4 import BeautifulSoup

import invented_page
from analysis.briefing import brief
from analysis.core.errors import ShapeError
from analysis.present.charts.time.trend import BAND
from analysis.present.parts.in_front import InFront
from analysis.present.parts.prose import Prose
from analysis.publish.check import PageError, check


def figure(shown):
    return BeautifulSoup(shown._repr_html_(), "html.parser").figure


def test_it_has_message_picture_and_source_and_no_table():
    whole = invented_page.trend()
    shown = figure(brief(whole))
    assert shown.h3.get_text() == whole.headline and shown.img["alt"] == whole.alt
    assert shown.table is None and shown.details is None
    assert shown["aria-labelledby"] == shown.h3["id"] and shown["id"] != whole.key


def test_its_link_leads_to_the_whole_exhibit_and_is_told_apart_by_the_headline():
    link = figure(brief(invented_page.trend())).a
    assert link["href"] == "annex#cla_rate-trend" and link.get_text() == "All figures"
    assert figure(brief(invented_page.trend(), "rates")).a["href"] == "annex#rates"
    assert link["aria-describedby"] == "cla_rate-trend-in-front-title"


def test_what_the_page_says_once_is_not_under_each_picture():
    noted = replace(invented_page.trend(), note=f"{BAND} Dotted line: the series changed.")
    assert figure(brief(noted)).select_one(".note").get_text() == (
        "Dotted line: the series changed."
    )


def test_of_several_publications_the_first_is_named():
    cited = replace(invented_page.trend(), source="Ofsted, Homes (1 July 2025); Cafcass; ONS")
    told = figure(brief(cited)).select_one(".source").get_text()
    assert told == "Source: Ofsted, Homes (1 July 2025); and 2 more. All figures"


def test_words_in_the_place_of_a_chart_stay_as_they_are():
    words = Prose(["Nothing is published."])
    assert brief(words) is words


def test_nothing_drawn_is_told_by_the_headline_alone():
    shown = figure(brief(replace(invented_page.trend(), svg=None, alt="")))
    assert shown.img is None and shown.h3.get_text() and shown.a["href"]


@pytest.mark.parametrize("more", ["annex", "https://example.org/#figures", ""])
def test_a_link_that_leads_to_no_table_is_refused(more):
    with pytest.raises(ShapeError, match=r"leads to no table.*#cla_rate-trend"):
        InFront(invented_page.trend(), more)


def test_figures_that_only_the_table_tells_are_refused():
    mute = replace(invented_page.trend(), alt="A line that rises and one that stays where it was.")
    with pytest.raises(ShapeError, match="its alternative text has no figure"):
        brief(mute)
    words = pd.DataFrame({"Year": ["2024", "2025"], "Netherby": ["suppressed", "suppressed"]})
    assert brief(replace(mute, table=words))


def test_a_page_passes_with_it_and_is_refused_without_the_link():
    page = invented_page.html()
    in_front = brief(invented_page.trend("left-home"))._repr_html_()
    check(page.replace("</main>", f"{in_front}</main>"))
    bare = in_front.replace('href="annex#left-home"', 'href="index.html"')
    with pytest.raises(PageError, match="neither its table nor a link"):
        check(page.replace("</main>", f"{bare}</main>"))


def test_words_drawn_for_a_phone_are_looked_at_too():
    leaky = invented_page.drawing().replace(">Town<", ">rose to None<")
    shown = replace(invented_page.trend("for-a-phone"), narrow=leaky)._repr_html_()
    with pytest.raises(PageError, match="a missing value printed as a word of code"):
        check(invented_page.html().replace("</main>", f"{shown}</main>"))

"""A report on two pages: what stands in front, what stands in the annex, and links between them."""

import pytest
from bs4 import BeautifulSoup
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_output

import invented_page
from analysis.briefing import brief
from analysis.publish.check import PageError, check
from analysis.publish.render import render, two_pages

TREND = invented_page.trend()
TABLE = '<td class="number">'


def shown(html):
    """A cell that was run and showed some HTML."""
    return new_code_cell("1", outputs=[new_output("display_data", data={"text/html": html})])


def annex_begins(words="# Annex: every figure"):
    """The cell with the tag."""
    return new_markdown_cell(words, metadata={"tags": ["annex"]})


def pages(front, annex):
    """Both pages of a report as soups, by what they are."""
    notebook = new_notebook(cells=[*front, annex_begins(), *annex])
    made = render._pages(notebook, "homes.html", "Homes", area=invented_page.TOWN)
    assert list(made) == ["homes-annex.html", "homes.html"]
    return [BeautifulSoup(check(html), "html.parser") for html in reversed(made.values())]


def both():
    """A figure on both pages, and links either way."""
    front = [
        new_markdown_cell(
            "## Care\n\nSee [](#cla_rate-trend), [methods](#methods), [Care](annex#care)."
        ),
        shown(TREND._repr_html_()),
    ]
    annex = [
        new_markdown_cell("## Care\n\nAs [the questions](#questions) ask, [](#cla_rate-trend)."),
        shown(TREND._repr_html_()),
        new_markdown_cell("## Methods"),
    ]
    return pages([*front, new_markdown_cell("## Questions")], annex)


def links(soup):
    """Where the links of the report itself lead, with their words."""
    return [(a["href"], a.get_text()) for a in soup.select(".report a")]


def test_a_notebook_without_the_tag_is_one_page():
    notebook = new_notebook(cells=[new_markdown_cell("## Care")])
    assert list(render._pages(notebook, "homes.html", "Homes", area=invented_page.TOWN)) == [
        "homes.html"
    ]


def test_figures_are_numbered_in_the_annex_alone():
    front, annex = both()
    assert not front.select(".label")
    assert annex.select_one(".label").get_text() == "Figure 1: "


def test_links_lead_to_the_page_that_has_their_anchor():
    front, annex = both()
    assert links(front)[:3] == [
        ("homes-annex.html#cla_rate-trend", "Figure 1 in the annex"),
        ("homes-annex.html#methods", "methods"),
        ("homes-annex.html#care", "Care"),
    ]
    assert links(annex)[:2] == [
        ("homes.html#questions", "the questions"),
        ("#cla_rate-trend", "Figure 1"),
    ]


def test_each_page_leads_to_the_other_and_says_which_it_is():
    front, annex = both()
    assert front.select_one(".hero a")["href"] == "homes-annex.html"
    assert annex.select_one(".masthead a")["href"] == "homes.html"
    assert front.h1.get_text() == "Homes"
    assert annex.h1.get_text() == "Homes. Annex: every figure"


def test_a_figure_in_front_leads_to_its_table():
    care = [new_markdown_cell("## Care"), shown(brief(TREND)._repr_html_())]
    front, _ = pages(care, [new_markdown_cell("## Care"), shown(TREND._repr_html_())])
    assert not front.select(".report table")
    assert links(front) == [("homes-annex.html#cla_rate-trend", "All figures")]


def test_a_link_that_leads_nowhere_is_refused():
    with pytest.raises(PageError, match=r"homes-annex\.html leads to '#nowhere'"):
        pages([new_markdown_cell("## Care")], [new_markdown_cell("See [that](#nowhere).")])


@pytest.mark.parametrize(
    "cells",
    [
        [annex_begins(), annex_begins()],
        [annex_begins("## Not a name")],
        [new_code_cell("1", metadata={"tags": ["annex"]})],
    ],
)
def test_a_tag_that_begins_no_annex_is_refused(cells):
    with pytest.raises(PageError, match="is for one cell"):
        two_pages.parted(new_notebook(cells=cells))


@pytest.mark.parametrize(
    ("page", "annex"),
    [
        ("bradford/sufficiency.html", "bradford/sufficiency-annex.html"),
        ("needs_analysis-INTERNAL.html", "needs_analysis-annex-INTERNAL.html"),
        ("monitoring-2025-26q2.html", "monitoring-2025-26q2-annex.html"),
    ],
)
def test_the_name_of_an_annex(page, annex):
    assert two_pages.annex_of(page) == annex

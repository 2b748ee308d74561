"""The gate refuses a page that shows a hidden figure, wherever in the page it stands."""

import base64
from urllib.parse import quote

import pytest

from analysis.protect.gate import GateError, HiddenCell, check, check_csv

TITLE, PERIOD = "Health history given at 18", "July to September 2025"
HIDDEN = HiddenCell(
    title=TITLE,
    period=PERIOD,
    numerator=3,
    denominator=57,
    known_as=("health_passport_given",),
    periods=("2025-26Q2",),
)


def page(body):
    return f"<html lang='en-GB'><body><h1>Progress</h1>{body}</body></html>"


def table(cell, *, caption="Local figures", head=PERIOD, row=TITLE):
    return (
        f"<table><caption>{caption}</caption><thead><tr><th>Measure</th><th>April to June 2025</th>"
        f"<th>{head}</th></tr></thead><tbody><tr><th>{row}</th><td>3%</td><td>{cell}</td></tr>"
        "</tbody></table>"
    )


def refused(html, **asked):
    with pytest.raises(GateError) as raised:
        check(page(html), [HIDDEN], **asked)
    return str(raised.value)


def test_a_page_that_says_suppressed_passes_unchanged():
    html = page(
        table("suppressed")
        + f"<p>{TITLE}: the figure for {PERIOD} is suppressed. 48 of 60 plans were shared.</p>"
        + "<p>3 of 14 actions have no owner. Seven quarters, 2 of 3 near the edge.</p>"
    )
    assert check(html, [HIDDEN]) == html


@pytest.mark.parametrize("cell", ["3", "3 of 57", "5%", "5.3%", "5% (3 of 57)"])
def test_a_hidden_figure_in_its_cell_is_found(cell):
    assert f"'{TITLE}' for {PERIOD} stands in a table" in refused(table(cell))


def test_a_table_with_quarters_down_the_side_under_the_heading_of_the_indicator():
    html = (
        f"<figure><figcaption><h3>{TITLE}</h3></figcaption><table><caption>Figures</caption>"
        f"<tr><th>Quarter</th><th>Bristol</th><th>Average</th></tr>"
        f"<tr><th>{PERIOD}</th><td>3 of 57</td><td>3</td></tr></table></figure>"
    )
    assert "stands in a table" in refused(html)
    allowed = html.replace("3 of 57", "suppressed")
    assert check(page(allowed), [HIDDEN])


def test_the_error_says_where_and_never_what():
    told = refused(table("3 of 57"))
    assert "3 of" not in told and "57" not in told and "under 'july to september 2025'" in told


def test_the_same_number_in_another_place_is_no_fault():
    assert check(page(table("suppressed", row="Other").replace("suppressed", "3")), [HIDDEN])


SAID = f"{TITLE}: 3 young people in {PERIOD}."


@pytest.mark.parametrize(
    "html",
    [
        f"<p>{SAID}</p>",
        f"<p>{TITLE} was 5% in {PERIOD}.</p>",
        f"<p>In {PERIOD} {TITLE.lower()} stood at 3 of 57.</p>",
        f'<img alt="{TITLE}, in {PERIOD} it was 3." src="data:image/png;base64,AAAA">',
        f'<div aria-label="{TITLE} for {PERIOD} is 5%">x</div>',
        f"<svg><title>{TITLE}</title><desc>{SAID}</desc></svg>",
        f"<img alt='a' src='data:image/svg+xml,{quote(f'<svg><text>{SAID}</text></svg>')}'>",
        "<img alt='a' src='data:image/svg+xml;base64,"
        + base64.b64encode(f"<svg><text>{SAID}</text></svg>".encode()).decode()
        + "'>",
        f"<!-- {TITLE} {PERIOD} 3 -->",
        f'<p data-figure="{TITLE}|{PERIOD}|3">x</p>',
        '<script>{"indicator":"health_passport_given","period":"2025-26Q2","n":3}</script>',
        f'<a href="data:text/csv,{quote(f"{TITLE},{PERIOD},3,57")}">Download</a>',
        f'<a href="figures.csv?{quote(f"{TITLE}={PERIOD}={3}")}">Download</a>',
        f"<p><strong>{TITLE}</strong> in {PERIOD} was <em>3</em></p>",
    ],
)
def test_a_hidden_figure_is_found_wherever_it_is_said(html):
    assert TITLE in refused(html)


def test_the_quarter_of_a_year_is_no_share_of_a_few():
    assert check(page(f"<p>{TITLE}, quarter 2 of 2026-27.</p>"), titles=[TITLE])
    with pytest.raises(GateError, match="a share of a few children"):
        check(page(f"<p>{TITLE}, 2 of 2026.</p>"), titles=[TITLE])


@pytest.mark.parametrize(
    "words", ["3 of 57 children", "2 out of 40 young people", "55 of 57", "4 of the 5 care leavers"]
)
def test_a_share_of_a_few_is_found_beside_a_local_title_even_if_nobody_named_the_cell(words):
    with pytest.raises(GateError, match="a share of a few children"):
        check(page(f"<p>Reviews on time: {words} in spring.</p>"), titles=["Reviews on time"])


def test_a_few_children_are_found_without_any_title():
    with pytest.raises(GateError, match="a few children"):
        check(page("<p>It was so for 3 of 40 children.</p>"))
    assert check(page("<p>It was so for 36 of 40 children; 3 of 40 homes.</p>"))


def test_a_published_complement_of_a_few_is_not_ours_to_hide():
    assert check(page("<p>Dental checks: 250 of 252 children.</p>"))


def test_a_hidden_cohort_is_found_too():
    hidden = HiddenCell(title=TITLE, period=PERIOD, numerator=0, denominator=4, of_hidden=True)
    with pytest.raises(GateError):
        check(page(table("4")), [hidden])
    assert check(page(table("suppressed").replace("<td>3%</td>", "<td>4%</td>")), [hidden])


def test_every_fault_is_told_at_once():
    other = HiddenCell(title="Reviews on time", period=PERIOD, numerator=2, denominator=30)
    html = page(table("3") + f"<p>Reviews on time: 2 children in {PERIOD}.</p>")
    with pytest.raises(GateError) as raised:
        check(html, [HIDDEN, other])
    assert len(raised.value.faults) == 2


def test_a_table_offered_as_csv_is_held_to_the_same():
    head = "indicator,period,numerator,denominator\n"
    clean = head + "health_passport_given,2025-26Q2,suppressed,57\n"
    assert check_csv(clean, [HIDDEN]) == clean
    with pytest.raises(GateError, match="stands in a table"):
        check_csv(head + "health_passport_given,2025-26Q2,3,57\n", [HIDDEN])

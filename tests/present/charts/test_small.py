"""Pictures as small as a card: the marks of the large ones, few words, and all in the picture."""

import re
import xml.etree.ElementTree as ET
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.catalogue.indicator import Break
from analysis.core.errors import ShapeError
from analysis.present import drawing
from analysis.present.charts import Among, small_dots, small_line
from analysis.present.charts.comparison.small_dots import SIDE, WIDE
from analysis.present.charts.time.small_line import Frame, Shared
from analysis.present.charts.time.trend_drawing import Trend
from analysis.present.parts.picture import Picture
from analysis.present.parts.prose import Card, Cards
from analysis.present.parts.svg import as_data_uri, size_px
from analysis.present.rows import comparators, points
from analysis.present.text import POINTS_PER_INCH, text_inches
from towns import EMPTYMINSTER, HUSHFORD, ORDINARTON, RATE, SHARE, TOWNS, frame, town_rows
from towns import limited_row as limited

LARGEST = 9_000


def trend_of(indicator, area):
    rows = town_rows(indicator, area)
    others = [c for c in comparators(indicator, rows, area) if c.key == "england"]
    return Trend(
        indicator=indicator, area=area, own=points(indicator, rows, area.code), others=others
    )


def among(value=60.0, half=5.0, others=(55, 58, 58, 61, 70), england=66.0):
    rows = frame([limited(SHARE, "1", 2025, value, half)])
    return Among(indicator=SHARE, own=points(SHARE, rows, "1")[0], others=others, england=england)


def groups(picture, gid):
    return len(re.findall(rf'id="{gid}"', picture.svg))


def words_of(picture):
    return [t.text for t in ET.fromstring(picture.svg).iter("{http://www.w3.org/2000/svg}text")]


@pytest.mark.parametrize("area", TOWNS, ids=lambda area: area.name)
def test_a_small_line_fits_a_phone_and_few_bytes(area):
    drawn = small_line(trend_of(RATE, area))
    if not drawn.svg:
        pytest.fail("an invented town has no figure to draw") if area is ORDINARTON else None
        return
    assert size_px(drawn.svg)[0] <= 288 and len(as_data_uri(drawn.svg)) < LARGEST


def test_a_small_line_has_its_band_its_ends_and_england():
    drawn = small_line(trend_of(RATE, ORDINARTON))
    assert groups(drawn, "own") == groups(drawn, "england") == 1
    assert {"2016", "2025", "70", "76", "England 66", "per 10,000 children"} == {*words_of(drawn)}
    assert drawn.alt.startswith(
        "Children in care for every 10,000 children: 70 in 2016, 77 in 2024"
    )
    assert "76 in 2025, its 95% band then 72 to 80; England 66" in drawn.alt


def test_missing_years_and_breaks_are_told_and_drawn():
    hushed = small_line(trend_of(RATE, HUSHFORD))
    assert groups(hushed, "own") == 2 and "3 years without a figure" in hushed.alt
    broken = replace(RATE, breaks=(Break(on=date(2020, 1, 1), why="Counted anew."),))
    drawn = small_line(replace(trend_of(RATE, ORDINARTON), indicator=broken))
    assert groups(drawn, "break") == 1 and "The series changed" in drawn.alt


def test_without_a_figure_nothing_is_drawn_and_the_title_stays():
    nothing = replace(trend_of(RATE, EMPTYMINSTER), own=[])
    drawn = small_line(nothing, title="Children in care: not published")
    assert (drawn.svg, drawn.html(), drawn.title) == ("", "", "Children in care: not published")


def test_on_shared_axes_the_side_has_numbers_and_the_end_the_figure_alone():
    shown = trend_of(SHARE, ORDINARTON)
    y = drawing.Axis(ends=(0, 100), printed="{:g}".format, most=2)
    shared = Shared(span=(735_000, shown.span[1]), years={736_000: "2016"}, y=y)
    drawn = small_line(shown, Frame(shared=shared, named=()))
    assert {*words_of(drawn)} == {"0", "50", "100", "2016", "76%"}


def test_the_own_dot_has_its_interval_over_the_dots_of_the_others_and_england():
    drawn = small_dots(among())
    assert groups(drawn, "mark-own") == groups(drawn, "interval") == groups(drawn, "reference") == 1
    assert groups(drawn, "mark-neighbour") == 5
    assert drawn.alt == (
        "Dot at 60% beside those of 5 similar authorities, from 55% to 70%: 2 are higher. "
        "England: 66%."
    )


def test_without_england_no_line_is_drawn_and_none_is_said_to_be_higher():
    drawn = small_dots(among(value=90.0, england=None))
    assert groups(drawn, "reference") == 0 and "none is higher." in drawn.alt
    assert "England" not in drawn.alt


@given(
    value=st.floats(0, 100),
    half=st.floats(0, 40),
    england=st.floats(0, 100),
    others=st.lists(st.floats(0, 100), min_size=3, max_size=10),
)
def test_no_words_leave_the_picture(value, half, england, others):
    drawn = small_dots(among(value, half, others, england)).svg
    for text in ET.fromstring(drawn).iter("{http://www.w3.org/2000/svg}text"):
        x = float(text.get("x") or re.search(r"translate\(([-\d.]+)", text.get("transform"))[1])
        anchor = re.search(r"text-anchor:(\w+)", text.get("style") or "")
        wide = text_inches(text.text, 9) * POINTS_PER_INCH
        start = x - wide / 2 if anchor and anchor[1] == "middle" else x
        assert start > -1 and start + wide < WIDE * POINTS_PER_INCH + SIDE * POINTS_PER_INCH


def test_a_card_shows_its_picture_and_refuses_one_without_figures():
    drawn = small_dots(among())
    shown = Cards([Card(number="60%", words="saw a dentist.", picture=drawn)], key="Dark: here.")
    html = shown._repr_html_()
    assert 'class="card drawn"' in html and f'alt="{drawn.alt}"' in html
    assert html.endswith('<p class="key">Dark: here.</p>')
    with pytest.raises(ShapeError, match="say its figures"):
        Picture(svg=drawn.svg, alt="Dots.")

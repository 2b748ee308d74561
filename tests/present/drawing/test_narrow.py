"""Charts as a phone gets them: as wide as they are drawn, with every word and every mark."""

import re
import xml.etree.ElementTree as ET

import pytest

from analysis.present import charts, drawing
from analysis.present.parts.svg import size_px
from analysis.present.text import POINTS_PER_INCH, TEXT_POINTS
from towns import (
    HUSHFORD,
    NEIGHBOUR_NAMES,
    ORDINARTON,
    PLACEMENTS,
    RATE,
    SCORE,
    peer_rows,
    split_rows,
    town_rows,
)

SOURCE = "Invented figures"
EXHIBITS = {
    "trend": lambda: charts.trend(RATE, town_rows(RATE, ORDINARTON), ORDINARTON, source=SOURCE),
    "hidden": lambda: charts.trend(RATE, town_rows(RATE, HUSHFORD), HUSHFORD, source=SOURCE),
    "dots": lambda: charts.dot_plot(
        RATE, town_rows(RATE, ORDINARTON), ORDINARTON, source=SOURCE, names=NEIGHBOUR_NAMES
    ),
    "split": lambda: charts.breakdown(
        PLACEMENTS,
        split_rows(ORDINARTON),
        ORDINARTON,
        source=SOURCE,
        categories={"foster": "With foster carers", "childrens_homes": "Children's homes"},
    ),
    "peers": lambda: charts.pupil_groups([SCORE], peer_rows(ORDINARTON), ORDINARTON, source=SOURCE),
}


SVG = "{http://www.w3.org/2000/svg}"
SHOWN_PX = 341  # a screen of 375 less its margins and the picture's edge


def words_of(svg: str) -> list[ET.Element]:
    return [*ET.fromstring(svg).iter(f"{SVG}text")]


def groups_of(svg: str, gid: str) -> list[ET.Element]:
    return [g for g in ET.fromstring(svg).iter(f"{SVG}g") if g.get("id") == gid]


@pytest.mark.parametrize("name", EXHIBITS)
def test_it_is_drawn_as_narrow_as_a_phone_with_the_same_marks(name: str) -> None:
    made = EXHIBITS[name]()
    assert made.svg and made.narrow
    assert size_px(made.svg)[0] == 691 and size_px(made.narrow)[0] == 355
    for mark in ('id="own"', 'id="mark-own"', 'id="interval"', 'id="england"'):
        assert made.narrow.count(mark) == made.svg.count(mark)


@pytest.mark.parametrize("name", EXHIBITS)
def test_every_figure_that_is_printed_is_printed_there_too(name: str) -> None:
    made = EXHIBITS[name]()
    wide, narrow = (" ".join(w.text or "" for w in words_of(s)) for s in (made.svg, made.narrow))
    years = re.compile(r"^(20)?\d\d(/\d\d)?$")
    figures = {w for w in wide.split() if re.search(r"\d", w) and not years.match(w)}
    assert figures <= {*narrow.split()} and figures


@pytest.mark.parametrize("name", EXHIBITS)
def test_no_words_begin_or_end_beyond_its_edges(name: str) -> None:
    for word in words_of(EXHIBITS[name]().narrow):
        x = float(word.get("x") or 0)
        assert 0 <= x <= drawing.sheet.NARROW_INCHES * POINTS_PER_INCH, word.text


def test_names_of_lines_stand_under_the_plot_where_their_ends_have_no_room() -> None:
    made = EXHIBITS["trend"]()
    key = [w.text for g in groups_of(made.narrow, "key") for w in g.iter(f"{SVG}text")]
    ends = [w.text for g in groups_of(made.narrow, "end-label") for w in g.iter(f"{SVG}text")]
    assert [text.rsplit(" ", 1)[0] for text in key] == [
        "Ordinarton",
        "England",
        "North East",
        "Similar authorities",
    ]
    assert [text.rsplit(" ", 1)[1] for text in key] == ends


@pytest.mark.parametrize("name", EXHIBITS)
def test_words_are_eleven_pixels_high_on_a_phone_of_375(name: str) -> None:
    svg = EXHIBITS[name]().narrow
    scale = SHOWN_PX / float(ET.fromstring(svg).get("viewBox").split()[2])
    own = [re.search(r"font-size:([\d.]+)px", w.get("style", "")) for w in words_of(svg)]
    sizes = [float(size[1]) if size else TEXT_POINTS for size in own]
    assert sizes and svg.startswith(f'<svg style="font-size:{TEXT_POINTS}px;')
    assert min(sizes) * scale >= 11


def test_a_foot_with_many_names_tells_as_many_as_have_room_and_the_last() -> None:
    names = {float(n): f"Mar {2020 + n}" for n in range(12)}
    x = drawing.Axis(ends=(0, 11), ticks=names, printed=names.__getitem__)
    y = drawing.Axis(ends=(0, 1))
    with drawing.narrow():
        plot = drawing.Plot(x, y, [], tall=1, left=0.5, right=0.5)
        told = [w.text for w in words_of(drawing.drawn(plot.figure))]
    assert "Mar 2031" in told and 3 <= len(told) < 12
    wide = drawing.Plot(x, y, [], tall=1, left=0.5, right=0.5)
    assert len(words_of(drawing.drawn(wide.figure))) == 12


def test_outside_it_everything_is_as_wide_as_ever() -> None:
    with drawing.narrow():
        assert drawing.is_narrow() and drawing.width() == drawing.sheet.NARROW_INCHES
    assert not drawing.is_narrow() and drawing.width() == drawing.WIDTH_INCHES

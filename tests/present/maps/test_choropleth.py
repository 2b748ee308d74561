"""The map: invented towns on squared paper, and every real authority's map in words."""

import re
from itertools import pairwise
from types import SimpleNamespace

import numpy as np
import pandas as pd
import pytest

import reading
from analysis.briefing.sufficiency import providers
from analysis.catalogue.areas import area, authorities
from analysis.catalogue.indicators import indicator
from analysis.core import shapes, store
from analysis.present.drawing import chart
from analysis.present.maps import choropleth
from analysis.present.maps.classes import SHADES, classes
from analysis.present.maps.outlines import contains, middle, outline, polygons, shape
from analysis.present.maps.view import NARROWEST_M, view
from analysis.present.parts.svg import as_data_uri

PLACES = indicator("home_places_per_100_children")
END = pd.Timestamp(2025, 3, 31)
LARGEST_BYTES = 160_000
DRAWN = ["Bradford", "Hackney", "City of London", "Isles of Scilly", "North Yorkshire", "Kent"]
KM = 1000


def square(west: float, south: float, side: float = 10, hole: bool = False) -> str:
    """A square in kilometres, as WKT in metres; with a hole in its middle fifth."""

    def ring(x: float, y: float, s: float) -> str:
        at = [(x, y), (x + s, y), (x + s, y + s), (x, y + s), (x, y)]
        return "(" + ",".join(f"{round(a * KM)} {round(b * KM)}" for a, b in at) + ")"

    inner = ring(west + 0.4 * side, south + 0.4 * side, side / 5)
    return f"({ring(west, south, side)}{',' + inner if hole else ''})"


def country(**towns: str) -> pd.DataFrame:
    return pd.DataFrame(
        {"area": list(towns), "outline": [f"MULTIPOLYGON({wkt})" for wkt in towns.values()]}
    )


def rows(**figures: float | str) -> pd.DataFrame:
    """Measured rows of one period: a number, or the status of a missing one."""
    told = {
        code: (np.nan, given) if isinstance(given, str) else (float(given), shapes.OK)
        for code, given in figures.items()
    }
    blank = dict.fromkeys((*shapes.LIMITS,), np.nan)
    records = [
        {
            **dict.fromkeys(shapes.MEASURED, ""),
            **blank,
            "indicator": PLACES.id,
            "area": code,
            "period_end": END,
            "dimension": shapes.ALL,
            "category": shapes.ALL,
            "group": shapes.OWN,
            "statistic": "own",
            "value": value,
            "numerator": value * 2,
            "denominator": np.nan if np.isnan(value) else 200.0,
            "status": status,
        }
        for code, (value, status) in told.items()
    ]
    return pd.DataFrame(records)[list(shapes.MEASURED)]


TOWNS = country(
    **{
        "380": square(0, 0),
        "n1": square(10, 0),
        "n2": square(-10, 0),
        "n3": square(0, 10),
        "far": square(900, 900),
    }
)
NAMES = {"n1": "Netherby", "n2": "Overby", "n3": "Thornby", "far": "Farby"}


def mapped(boundaries: pd.DataFrame = TOWNS, **figures: float | str):
    given = rows(**{code.replace("own", "380"): figure for code, figure in figures.items()})
    return choropleth.choropleth(
        PLACES, given, boundaries, area("380"), source="Ofsted", names=dict(NAMES)
    )


# What it says


@pytest.mark.parametrize(
    ("figures", "said"),
    [
        ({"own": 11, "n1": 12, "n2": 3, "n3": 40}, "2 of 3 authorities around it have more"),
        ({"own": 11, "n1": 12, "n2": 3, "n3": 4}, "1 of 3 authorities around it has more"),
        ({"own": 11, "n1": 11, "n2": 3, "n3": 4}, "none of 3 authorities around it has more"),
        ({"own": 1, "n1": 11, "n2": 3, "n3": 4}, "all 3 authorities around it have more"),
        ({"own": 1, "n1": 11, "n2": "suppressed"}, "the one authority near it has more"),
        ({"own": 11.4, "n1": 11.1, "n2": 10.6}, "none of 2 authorities around it has more"),
    ],
)
def test_the_headline_counts_those_around_that_have_more_as_printed(figures, said):
    assert mapped(**figures).headline.endswith(
        f" 11 in Bradford; {said}".replace(" 11 ", f" {round(figures['own'])} ")
    )


def test_an_authority_without_a_figure_is_said_to_have_none_and_hatched():
    exhibit = mapped(own="suppressed", n1=4, n2=9, n3=12)
    assert exhibit.headline.endswith("no figure for Bradford (suppressed)")
    assert "Bradford is hatched: it has no figure." in exhibit.alt
    assert "Hatched: no figure is published." in exhibit.note
    assert exhibit.table.iloc[-1].tolist() == ["Bradford", *["suppressed"] * 3]
    assert "url(#" in exhibit.svg and ">no figure<" in exhibit.svg


def test_without_a_missing_figure_nothing_is_hatched():
    exhibit = mapped(own=11, n1=4, n2=9, n3=12)
    assert "atched" not in exhibit.note + exhibit.alt
    assert ">no figure<" not in exhibit.svg


def test_the_table_has_those_in_view_from_the_highest_down_and_no_others():
    table = mapped(own=11, n1=4, n2="suppressed", n3=12, far=99).table
    assert list(table["Authority"]) == ["Thornby", "Bradford", "Netherby", "Overby"]
    assert list(table[PLACES.title]) == ["12", "11", "4", "suppressed"]
    assert list(table["Places"]) == ["24", "22", "8", "suppressed"]


def test_an_authority_that_the_figures_do_not_know_is_not_published():
    table = mapped(own=11, n1=4).table.set_index("Authority")
    assert table.loc["Overby", PLACES.title] == "not published"


def test_nothing_published_anywhere_gives_words_and_no_picture():
    exhibit = mapped(own="suppressed", n1="suppressed")
    assert exhibit.svg is None and "suppressed" in exhibit.table.to_string()


def test_an_older_figure_does_not_stand_for_a_newer_one_that_is_missing():
    old = rows(**{"380": 50}).assign(period_end=pd.Timestamp(2022, 3, 31))
    both = pd.concat([old, rows(**{"380": "suppressed", "n1": 4, "n2": 5})])
    exhibit = choropleth.choropleth(
        PLACES, both, TOWNS, area("380"), source="Ofsted", names=dict(NAMES)
    )
    assert "no figure for Bradford" in exhibit.headline
    assert "50" not in exhibit.table.to_string()


# What it draws


def test_the_own_authority_is_outlined_last_and_named():
    svg = mapped(own=11, n1=4, n2=9, n3=12).svg
    assert svg.count('id="own"') >= 1
    assert svg.index('id="n1"') < svg.index('id="380"') < svg.index('id="own"')
    assert ">Bradford<" in svg and ">Overby<" in svg


def test_a_tiny_authority_is_named_beside_its_land():
    tiny = country(**{"380": square(0, 0, 0.4), "n1": square(0.4, 0), "n2": square(-10, 0)})
    exhibit = mapped(tiny, own=11, n1=4, n2=9)
    assert 'id="own-name"' in exhibit.svg and ">Bradford<" in exhibit.svg


def test_shades_rise_from_light_to_dark():
    def light(shade: str) -> float:
        red, green, blue = (int(shade[i : i + 2], 16) for i in (1, 3, 5))
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue

    steps = [light(shade) for shade in SHADES]
    assert all(a - b > 25 for a, b in pairwise(steps)), "grey tells them apart"


# Classes


def test_classes_are_fifths_and_their_words_leave_no_gap():
    grades = classes(PLACES, list(range(1, 101)))
    assert grades.labels() == ["up to 20", "21 to 40", "41 to 60", "61 to 80", "81 and over"]
    assert [grades.of(v) for v in (0, 20, 20.4, 20.6, 81, 500)] == [0, 0, 0, 1, 4, 4]
    assert [grades.shade(n) for n in range(5)] == [0, 1, 2, 3, 4]


@pytest.mark.parametrize(
    ("values", "labels"),
    [
        ([], ["every figure"]),
        ([7, 7, 7], ["every figure"]),
        ([0, 0, 0, 0, 9], ["up to 0", "1 and over"]),
        ([1, 2, 3, float("nan")], ["up to 1", "2", "3 and over"]),
    ],
)
def test_few_or_equal_figures_give_fewer_classes(values, labels):
    assert classes(PLACES, values).labels() == labels


# Where


def outlines(boundaries: pd.DataFrame):
    return {a: outline(w) for a, w in zip(boundaries["area"], boundaries["outline"], strict=True)}


def test_the_view_holds_the_whole_authority_and_has_the_shape_of_the_picture():
    seen = view("380", outlines(TOWNS), 1.25)
    west, south, east, north = seen.box
    assert west < 0 and south < 0 and east > 10 * KM and north > 10 * KM
    assert (east - west) / (north - south) == pytest.approx(1.25)
    assert set(seen.places) == {"380", "n1", "n2", "n3"}


def test_an_island_is_seen_with_the_next_shore():
    alone = country(**{"380": square(0, 0, 2), "n1": square(45, 0, 80)})
    assert "n1" in view("380", outlines(alone), 1.25).places


def test_a_town_is_not_drawn_larger_than_it_can_be_read():
    packed = country(**{"380": square(0, 0, 1), "n1": square(1, 0, 1)})
    assert view("380", outlines(packed), 1.25).width == NARROWEST_M


def test_a_word_is_put_where_there_is_most_room_and_not_in_a_hole():
    holed = outline(f"MULTIPOLYGON({square(0, 0, 10, hole=True)})")
    everything = (-1e6, -1e6, 1e6, 1e6)
    at = middle(holed, everything)
    assert contains(holed, np.array([at])).all()
    assert not contains(holed, np.array([[5000.0, 5000.0]])).any()
    assert middle(holed, (20_000, 0, 30_000, 10_000)) is None


def test_thinning_keeps_shared_corners_together_and_never_loses_an_area():
    one, other = (outline(f"MULTIPOLYGON({square(west, 0)})") for west in (0, 10))
    corners = [{tuple(v) for v in shape(each, 700).vertices.tolist()} for each in (one, other)]
    assert len(corners[0] & corners[1]) == 2
    assert len(shape(one, 1e9).vertices) >= 4


def test_reading_wkt_gives_its_polygons_with_holes():
    found = polygons(f"MULTIPOLYGON({square(0, 0, 10, hole=True)},{square(50, 0)})")
    assert [len(rings) for rings in found] == [2, 1]
    assert found[1][0].tolist()[0] == [50_000, 0]


# Every authority


@pytest.fixture(scope="module")
def everyone() -> pd.DataFrame:
    whole = {"indicator": PLACES.id, "group": shapes.OWN, "dimension": shapes.ALL}
    found = store.read(store.MEASURED_FILE, where=whole)
    return found[found["area"].isin([a.code for a in authorities()])]


def test_every_authority_has_a_map_in_words_that_agree_with_its_table(everyone, monkeypatch):
    monkeypatch.setattr(chart, "drawn", lambda _: '<svg width="1pt" height="1pt"></svg>')
    boundaries = store.boundaries()
    for each in authorities():
        exhibit = choropleth.choropleth(PLACES, everyone, boundaries, each, source="Ofsted")
        table = exhibit.table.set_index("Authority")[PLACES.title]
        assert 2 <= len(table) <= 60, each.name
        assert reading.faults(exhibit.alt) == [] and reading.faults(exhibit.note) == []
        assert reading.faults(exhibit.headline, stops=False) == []
        own = table[each.name]
        if own.isdigit():
            around = [int(v) for name, v in table.items() if v.isdigit() and name != each.name]
            assert f" {own} in {each.name}" in exhibit.headline
            more = sum(v > int(own) for v in around)
            counted = re.search(r"; (none|all|\d+|the one)", exhibit.headline)[1]
            expected = {0: "none", len(around): "all"}.get(more, str(more))
            assert counted in (expected, "the one"), each.name


@pytest.mark.parametrize("name", DRAWN)
def test_the_map_of_a_page_is_small_and_names_its_sources(name):
    outlook = SimpleNamespace(figures=SimpleNamespace(area=area(name)))
    exhibit = providers.place_map(outlook)
    assert len(as_data_uri(exhibit.svg)) < LARGEST_BYTES
    assert "Contains OS data © Crown copyright and database right" in exhibit.source
    assert "Ofsted" in exhibit.source and "31 March 2025" in exhibit.subtitle
    words = re.findall(r"<text[^>]*>([^<]*)<", exhibit.svg)
    assert set(name.split()) <= set(" ".join(words).split())
    assert any(word.endswith(" km") for word in words)
    assert exhibit.svg == providers.place_map(outlook).svg, "the same bytes each time"

"""Boundaries: degrees become metres, every authority once, and files that are not what they are."""

import json
import re
from itertools import pairwise
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from analysis.catalogue.areas import areas, authorities
from analysis.catalogue.sources.ons import BOUNDARIES
from analysis.core import shapes, store
from analysis.intake import boundaries
from analysis.present.maps.outlines import polygons
from excerpted import EXCERPTS, copy, opened, refused

(SOURCE,) = BOUNDARIES
LARGEST_BYTES = 200_000


@pytest.fixture(scope="module")
def outlines() -> pd.Series:
    with opened():
        rows = boundaries.read(EXCERPTS)
    assert tuple(rows.columns) == shapes.BOUNDARIES
    return rows.set_index("area")["outline"]


@pytest.fixture(scope="module")
def built() -> pd.Series:
    return store.boundaries().set_index("area")["outline"]


def spoilt(raw: Path, change) -> str:
    """What the reader says of a changed copy."""
    path = copy(SOURCE, raw)
    document = json.loads(path.read_text(encoding="utf-8"))
    change(document["features"])
    path.write_text(json.dumps(document), encoding="utf-8")
    with opened():
        return str(refused(boundaries.read, raw, BOUNDARIES))


def square_km(outline: str) -> float:
    """The area of an outline, its holes taken out."""

    def ring(corners: np.ndarray) -> float:
        x, y = corners[:, 0], corners[:, 1]
        return abs(float(np.dot(x[:-1], y[1:]) - np.dot(x[1:], y[:-1]))) / 2

    return sum(ring(rings[0]) - sum(map(ring, rings[1:])) for rings in polygons(outline)) / 1e6


def test_the_projection_gives_the_published_worked_example():
    """Snyder 1987, Map Projections: A Working Manual, p. 268: the sphere of radius 1."""
    longitude = np.array([-73.5 - -75.0 + boundaries.CENTRAL_MERIDIAN])
    x, y = boundaries.projected(longitude, np.array([40.5]))
    assert x[0] / boundaries.EARTH_RADIUS_M == pytest.approx(0.0199077, abs=1e-7)
    assert y[0] / boundaries.EARTH_RADIUS_M == pytest.approx(0.7070276, abs=1e-7)


def test_a_known_distance_is_right_within_a_fifth_of_a_per_cent():
    """London to Manchester, along a great circle of 262.2 km on a sphere of the same radius."""
    x, y = boundaries.projected(np.array([-0.1278, -2.2426]), np.array([51.5074, 53.4808]))
    assert np.hypot(x[1] - x[0], y[1] - y[0]) / 1000 == pytest.approx(262.2, rel=0.002)


def test_each_authority_is_there_once_by_its_three_digit_code(outlines, built):
    assert list(outlines.index) == ["204", "380", "420", "801", "942"]
    assert list(built.index) == sorted(a.code for a in authorities())


def test_outlines_are_rings_that_close(outlines):
    for outline in outlines:
        assert re.fullmatch(r"MULTIPOLYGON\(\(\([-\d ,()]+\)\)\)", outline)
        for rings in polygons(outline):
            for ring in rings:
                assert len(ring) >= boundaries.FEWEST_CORNERS
                assert (ring[0] == ring[-1]).all()
                assert (ring % boundaries.ROUNDED_TO_M == 0).all()
                assert all((one != other).any() for one, other in pairwise(ring))


@pytest.mark.parametrize(("code", "km2"), [("204", 19), ("380", 366), ("801", 110), ("420", 16)])
def test_areas_are_about_those_that_the_ons_publishes(outlines, code, km2):
    assert square_km(outlines[code]) == pytest.approx(km2, rel=0.15), areas()[code].name


def test_england_is_whole(built):
    assert sum(square_km(outline) for outline in built) == pytest.approx(130_300, rel=0.01)


def test_neighbours_share_corners_exactly(built):
    def corners(code: str) -> set[tuple[int, int]]:
        rings = [ring for rings in polygons(built[code]) for ring in rings]
        return {tuple(c) for ring in rings for c in ring.tolist()}

    assert len(corners("380") & corners("383")) > 10, "Bradford and Leeds"
    assert not corners("380") & corners("801")


def test_a_line_left_behind_in_a_collection_is_no_area(outlines):
    """Cumberland's feature has polygons and a line."""
    raw = json.loads((EXCERPTS / SOURCE.file).read_text(encoding="utf-8"))["features"]
    (mixed,) = [f for f in raw if f["geometry"]["type"] == "GeometryCollection"]
    assert {g["type"] for g in mixed["geometry"]["geometries"]} == {"MultiPolygon", "LineString"}
    assert square_km(outlines["942"]) == pytest.approx(3012, rel=0.05)


def test_the_table_is_small():
    assert (store.paths.processed() / store.BOUNDARIES_FILE).stat().st_size < LARGEST_BYTES


def test_an_unknown_code_is_named(tmp_path):
    def change(features):
        features[0]["properties"]["areacd"] = "E06999999"

    assert "an area 'E06999999'" in spoilt(tmp_path, change)


def test_an_authority_given_twice_or_ended_is_refused(tmp_path):
    assert "again, or of an authority that has ended" in spoilt(
        tmp_path, lambda features: features.append(features[0])
    )

    def ended(features):
        features[0]["properties"]["areacd"] = "E10000006"

    assert "'909' again, or of an authority that has ended" in spoilt(tmp_path, ended)


def test_a_feature_without_an_area_is_named(tmp_path):
    def change(features):
        name = features[0]["properties"]["areanm"]
        features[0]["geometry"] = {"type": "LineString", "coordinates": [[0, 0], [1, 1]]}
        features[0]["properties"]["areanm"] = f"{name} as a line"

    assert "as a line" in spoilt(tmp_path, change)


def test_a_renamed_property_is_named(tmp_path):
    def change(features):
        for feature in features:
            feature["properties"]["UTLA25CD"] = feature["properties"].pop("areacd")

    assert "a column 'areacd'" in spoilt(tmp_path, change)

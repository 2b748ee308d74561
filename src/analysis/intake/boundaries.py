"""Boundaries: longitude and latitude as published become outlines in metres, ready to be drawn."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from analysis.catalogue.areas import authorities
from analysis.catalogue.sources.ons import BOUNDARIES as SOURCES
from analysis.catalogue.sources.source import Source, source_error
from analysis.core import shapes
from analysis.intake.tables import places, published_file

EARTH_RADIUS_M = 6_371_008.8
CENTRAL_MERIDIAN = -2.0
ROUNDED_TO_M = 10
FEWEST_CORNERS = 4  # a triangle, and its first corner again

Ring = NDArray[np.int64]


def read(raw: Path, sources: tuple[Source, ...] = SOURCES) -> pd.DataFrame:
    """The outline of each authority (shapes.BOUNDARIES), by area: WKT, metres east and north.

    Two authorities that share a boundary share its corners exactly. Raises SourceError if the
    file is wrong.
    """
    (source,) = sources
    content = published_file.find(source, raw).read_bytes()
    properties, geometries = _features(source, content)
    named = published_file.check(source, pd.DataFrame(properties, dtype="str"), raw)
    area = places.gss_codes(source, named["areacd"])
    shapes_of = zip(geometries, named["areanm"], strict=True)
    outlines = [_outline(source, geometry, name) for geometry, name in shapes_of]
    rows = pd.DataFrame({"area": area, "outline": outlines})
    _check_areas(source, rows["area"])
    return rows.sort_values("area").reset_index(drop=True)[list(shapes.BOUNDARIES)]


def projected(longitude: NDArray[Any], latitude: NDArray[Any]) -> tuple[NDArray[Any], NDArray[Any]]:
    """Degrees as metres east of 2° west and north of the equator, true to shape.

    Transverse Mercator on a sphere, Snyder 1987, Map Projections: A Working Manual, equations 8-1
    to 8-5 (p. 58), at scale 1. Over England lengths are right within 0.2%.
    """
    north, east = np.radians(latitude), np.radians(np.asarray(longitude) - CENTRAL_MERIDIAN)
    x = EARTH_RADIUS_M * np.arctanh(np.cos(north) * np.sin(east))
    y = EARTH_RADIUS_M * np.arctan2(np.tan(north), np.cos(east))
    return x, y


def _features(source: Source, content: bytes) -> tuple[list[Any], list[Any]]:
    """The properties and the geometries of the features."""
    try:
        features = json.loads(content)["features"]
        return [f["properties"] for f in features], [f["geometry"] for f in features]
    except (ValueError, KeyError, TypeError) as fault:
        found = f"one that cannot be read ({type(fault).__name__})"
        raise source_error(source, "a whole GeoJSON file with features", found) from fault


def _outline(source: Source, geometry: dict[str, Any], name: str) -> str:
    """A MULTIPOLYGON in WKT; a ring that is smaller than the rounding goes."""
    polygons = [
        [ring for ring in map(_ring, polygon) if len(ring) >= FEWEST_CORNERS]
        for polygon in _polygons(geometry)
    ]
    written = [f"({','.join(map(_written, rings))})" for rings in polygons if rings]
    if not written:
        raise source_error(source, "a polygon for each authority", f"none for {name}")
    return f"MULTIPOLYGON({','.join(written)})"


def _polygons(geometry: dict[str, Any]) -> Iterator[list[Any]]:
    """The polygons of a geometry, each a list of rings; lines that were left behind are no area."""
    if geometry["type"] == "Polygon":
        yield geometry["coordinates"]
    elif geometry["type"] == "MultiPolygon":
        yield from geometry["coordinates"]
    elif geometry["type"] == "GeometryCollection":
        for part in geometry["geometries"]:
            yield from _polygons(part)


def _ring(degrees: list[list[float]]) -> Ring:
    """A ring in rounded metres, a corner that falls on the one before it left out."""
    corners = np.asarray(degrees, dtype="float64")
    metres = np.column_stack(projected(corners[:, 0], corners[:, 1]))
    rounded = (np.rint(metres / ROUNDED_TO_M) * ROUNDED_TO_M).astype("int64")
    moved = np.any(np.diff(rounded, axis=0) != 0, axis=1)
    kept: Ring = rounded[np.concatenate([[True], moved])]
    return kept


def _written(ring: Ring) -> str:
    return f"({','.join(f'{x} {y}' for x, y in ring.tolist())})"


def _check_areas(source: Source, codes: pd.Series) -> None:
    """SourceError when an area is there twice, or is no authority that exists now."""
    living = {a.code for a in authorities()}
    wrong = [*codes[codes.duplicated()], *(code for code in codes if code not in living)]
    if wrong:
        expected = "one outline for each authority that exists now"
        found = f"'{wrong[0]}' again, or of an authority that has ended"
        remedy = "Check that this is the edition of the newest boundaries."
        raise source_error(source, expected, found, remedy)

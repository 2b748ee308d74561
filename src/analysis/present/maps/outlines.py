"""Outlines of areas as arrays that can be drawn: read from WKT, measured, and thinned for a scale.

Distances are in the unit of the outlines (metres, as `store.boundaries` has them).
"""

import re
from dataclasses import dataclass
from functools import cache, cached_property

import numpy as np
from matplotlib.path import Path as Shape
from numpy.typing import NDArray

Ring = NDArray[np.int64]
Array = NDArray[np.float64]
FEWEST_CORNERS = 4
_CELLS = 24

_POLYGON = re.compile(r"\(\((.*?)\)\)")


@dataclass(frozen=True, kw_only=True)
class Outline:
    """An area's polygons; `corners` are all its corners, `box` is west, south, east, north."""

    polygons: list[list[Ring]]
    corners: Ring
    box: tuple[float, float, float, float]

    @cached_property
    def largest(self) -> Ring:
        """The outer ring of its largest polygon."""
        return max((rings[0] for rings in self.polygons), key=lambda ring: abs(_signed_area(ring)))


@cache
def outline(wkt: str) -> Outline:
    """An outline from its WKT (`MULTIPOLYGON(((x y,...)))`)."""
    found = polygons(wkt)
    corners = np.concatenate([ring for rings in found for ring in rings])
    west, south = corners.min(axis=0)
    east, north = corners.max(axis=0)
    return Outline(polygons=found, corners=corners, box=(west, south, east, north))


def polygons(wkt: str) -> list[list[Ring]]:
    """The polygons of a WKT MULTIPOLYGON: each a list of rings, its outer ring first."""
    inside = wkt.removeprefix("MULTIPOLYGON(").removesuffix(")")
    return [[_ring(ring) for ring in text.split("),(")] for text in _POLYGON.findall(inside)]


def shape(area: Outline, finest: float) -> Shape:
    """The outline as one path, its corners rounded to `finest` and no corner twice in a row.

    Rounding keeps corners that two areas share together, so that no gap opens between them. A
    ring too small to be seen at this scale goes, unless nothing would be left.
    """
    rings = [ring for rings in area.polygons for ring in rings]
    thinned = [thin for thin in (_thinned(ring, finest) for ring in rings) if len(thin) > 3]
    paths = [Shape(ring, closed=True) for ring in thinned or [area.largest.astype("float64")]]
    return Shape.make_compound_path(*paths)


def middle(area: Outline, within: tuple[float, float, float, float]) -> tuple[float, float] | None:
    """The point of the area farthest from its edge, of those within a box; None if there is none.

    Found on a grid of 24 by 24 cells: near enough to put a word there.
    """
    west, south = np.maximum(area.box[:2], within[:2])
    east, north = np.minimum(area.box[2:], within[2:])
    if west >= east or south >= north:
        return None
    x = west + (np.arange(_CELLS) + 0.5) * (east - west) / _CELLS
    y = south + (np.arange(_CELLS) + 0.5) * (north - south) / _CELLS
    grid = np.stack(np.meshgrid(x, y), axis=-1).reshape(-1, 2)
    inside = grid[contains(area, grid)]
    if not len(inside):
        return None
    from_edge = nearest(inside, area.corners)
    sides = np.stack([inside[:, 0] - within[0], within[2] - inside[:, 0]])
    ends = np.stack([inside[:, 1] - within[1], within[3] - inside[:, 1]])
    room = np.minimum(from_edge, np.minimum(sides.min(axis=0), ends.min(axis=0)))
    best = inside[int(np.argmax(room))]
    return float(best[0]), float(best[1])


def contains(area: Outline, points: Array) -> NDArray[np.bool_]:
    """Which points lie in an area, the holes in it left out."""
    found = np.zeros(len(points), dtype=bool)
    for outer, *holes in area.polygons:
        inside = Shape(outer).contains_points(points)
        for hole in holes:
            inside &= ~Shape(hole).contains_points(points)
        found |= inside
    return found


def nearest(points: Array, corners: Ring | Array) -> Array:
    """The distance of each point to the nearest of some corners."""
    east, north = (
        points[:, None, axis] - corners[None, :, axis].astype("float64") for axis in (0, 1)
    )
    return np.sqrt((east**2 + north**2).min(axis=1))


def _ring(text: str) -> Ring:
    return np.array(text.strip("()").replace(",", " ").split(), dtype="int64").reshape(-1, 2)


def _thinned(ring: Ring, finest: float) -> Array:
    rounded = np.rint(ring / finest) * finest
    moved = np.any(np.diff(rounded, axis=0) != 0, axis=1)
    return rounded[np.concatenate([[True], moved])]


def _signed_area(ring: Ring) -> float:
    x, y = ring[:, 0].astype("float64"), ring[:, 1].astype("float64")
    return float(np.dot(x[:-1], y[1:]) - np.dot(x[1:], y[:-1])) / 2

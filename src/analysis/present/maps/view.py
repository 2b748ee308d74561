"""What part of England a map about one authority shows, and which authorities are in it."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from analysis.catalogue.areas import Area
from analysis.catalogue.indicator import Indicator
from analysis.present import drawing
from analysis.present.maps.classes import Classes
from analysis.present.maps.outlines import Outline, middle, nearest
from analysis.present.rows import Point, name

RADIUS_M = 60_000
MOST_AROUND = 10
MARGIN = 0.06
NARROWEST_M = 10_000

Names = dict[str, str]
Box = tuple[float, float, float, float]


@dataclass(frozen=True, kw_only=True)
class View:
    """The box of a map (west, south, east, north), and the roomiest place of all land within it."""

    box: Box
    places: Mapping[str, tuple[float, float]]

    @property
    def width(self) -> float:
        """From west to east, in metres."""
        return self.box[2] - self.box[0]


@dataclass(frozen=True, kw_only=True)
class Mapped:
    """All that a map shows, None for what has no figure; `names` has areas outside the register."""

    indicator: Indicator
    area: Area
    names: Names
    view: View
    outlines: Mapping[str, Outline]
    figures: Mapping[str, Point | None]
    classes: Classes

    @property
    def around(self) -> dict[str, Point]:
        """The figures of those around the authority, of those that have one."""
        others = (code for code in self.figures if code != self.area.code)
        return {code: point for code in others if (point := self.known(code))}

    @property
    def hatched(self) -> bool:
        """Whether an authority in the view has no figure."""
        return not all(map(self.known, self.figures))

    def name(self, code: str) -> str:
        """What an authority is called."""
        return name(code, self.names)

    def known(self, code: str) -> Point | None:
        """The figure of an authority, where it has one."""
        point = self.figures.get(code)
        return point if point and point.known else None

    def printed(self, code: str) -> str:
        """The figure of an authority as printed, or the words for a missing one."""
        return drawing.printed(self.indicator, self.figures.get(code))

    def shade(self, code: str) -> int | None:
        """Which of the shades an authority has; None without a figure."""
        point = self.known(code)
        return self.classes.shade(self.classes.of(point.value)) if point else None


def view(own: str, outlines: Mapping[str, Outline], shape: float) -> View:
    """The whole authority, the centres of the ten nearest within 60 km, and some land of another.

    `shape` is the width of the picture divided by its height. In a town the ten nearest are near
    and the scale is large; an island's map reaches to the next shore.
    """
    mine = outlines[own]
    centres = {code: _centre(outline) for code, outline in outlines.items() if code != own}
    here = np.array(_centre(mine))
    apart = {code: float(np.hypot(*(np.array(c) - here))) for code, c in centres.items()}
    near = sorted((code for code in apart if apart[code] <= RADIUS_M), key=lambda c: apart[c])
    points = [centres[code] for code in near[:MOST_AROUND]]
    if others := [outline for code, outline in outlines.items() if code != own]:
        points.append(_next_shore(mine, others))
    easts, norths = zip(mine.box[:2], mine.box[2:], *points, strict=True)
    box = _fitted((min(easts), min(norths), max(easts), max(norths)), shape)
    named = {code: middle(outline, box) for code, outline in outlines.items()}
    return View(box=box, places={code: place for code, place in named.items() if place})


def _centre(outline: Outline) -> tuple[float, float]:
    """The middle of the box round its largest part, so that islands do not move it."""
    low, high = outline.largest.min(axis=0), outline.largest.max(axis=0)
    east, north = (low + high) / 2
    return float(east), float(north)


def _next_shore(mine: Outline, others: list[Outline]) -> tuple[float, float]:
    """The corner of another authority that is nearest to the edge of this one."""
    corners = np.concatenate([outline.corners for outline in others])
    west, south, east, north = mine.box
    x = np.clip(corners[:, 0], west, east) - corners[:, 0]
    y = np.clip(corners[:, 1], south, north) - corners[:, 1]
    likely = corners[np.argsort(np.hypot(x, y), kind="stable")[:200]]
    found = likely[int(np.argmin(nearest(likely.astype("float64"), mine.corners)))]
    return float(found[0]), float(found[1])


def _fitted(box: Box, shape: float) -> Box:
    """The box with a margin, widened or heightened to the shape of the picture."""
    east, north = (box[0] + box[2]) / 2, (box[1] + box[3]) / 2
    width = max((box[2] - box[0]) * (1 + 2 * MARGIN), NARROWEST_M)
    height = max((box[3] - box[1]) * (1 + 2 * MARGIN), NARROWEST_M / shape)
    width = max(width, height * shape)
    height = width / shape
    return east - width / 2, north - height / 2, east + width / 2, north + height / 2

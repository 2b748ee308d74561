"""The words on a map: names and figures where they fit, and the authority's own always."""

from collections.abc import Iterator
from typing import Any

import numpy as np

from analysis.present import drawing
from analysis.present.maps.outlines import Outline, contains
from analysis.present.maps.view import Box, Mapped
from analysis.present.text import POINTS_PER_INCH, text_inches, wrapped

ON_SHADES = (drawing.INK, drawing.INK, drawing.INK, "#FFFFFF", "#FFFFFF")
POINTS = 9.0
LINE = 1.2
WIDEST_INCHES, WIDEST_BESIDE_INCHES = 1.15, 1.6

Place = tuple[float, float]


def names(shown: Mapped, metres: float) -> Iterator[drawing.Mark]:
    """The own name and figure, then others' that fit inside their land; `metres` are of an inch."""
    marks, own = _own(shown, metres)
    yield from marks
    for code, at in shown.view.places.items():
        if code == shown.area.code:
            continue
        figure = [shown.printed(code)] if shown.known(code) else []
        full, narrow = (
            [*wrapped(shown.name(code), wide), *figure]
            for wide in (WIDEST_INCHES, WIDEST_INCHES / 2)
        )
        for lines in (full, narrow, figure):  # the most telling first
            box = _around(at, *_size(lines, metres))
            if not _meet(box, own) and _inside(box, shown.outlines[code], shown.view.box):
                yield _written(at, lines, _ink(shown, code))
                break


def _own(shown: Mapped, metres: float) -> tuple[list[drawing.Mark], Box]:
    """The authority's own name: inside where it fits, else beside it in a box with a line to it."""
    code = shown.area.code
    own, figure, at = shown.name(code), shown.printed(code), shown.view.places[code]
    for wide in (WIDEST_INCHES, WIDEST_INCHES / 2):
        lines = [*wrapped(own, wide, bold=True), figure]
        box = _around(at, *_size(lines, metres, bold=True))
        if _inside(box, shown.outlines[code], shown.view.box):
            return [_written(at, lines, _ink(shown, code), bold=True)], box
    lines = [*wrapped(own, WIDEST_BESIDE_INCHES, bold=True), figure]
    to, box = _beside(shown, lines, metres)
    ground = dict[str, Any](facecolor="white", edgecolor=drawing.INK, linewidth=0.8, pad=3)
    marks = [
        drawing.line([at[0], to[0]], [at[1], to[1]], color=drawing.INK, linewidth=1),
        drawing.line(
            [at[0]], [at[1]], linestyle="none", marker="o", color=drawing.INK, markersize=2.5
        ),
        _written(to, lines, drawing.INK, bold=True, bbox=ground, gid="own-name"),
    ]
    return marks, box


def _beside(shown: Mapped, lines: list[str], metres: float) -> tuple[Place, Box]:
    """Where the own name stands when it does not fit: clear of the authority, within the map."""
    west, south, east, north = shown.view.box
    left, low, right, high = shown.outlines[shown.area.code].box
    wide, tall = _size(lines, metres, bold=True)
    gap = 0.16 * metres
    x = min(max((left + right) / 2, west + wide / 2 + gap), east - wide / 2 - gap)
    above, below = high + gap + tall / 2, low - gap - tall / 2
    y = north - tall / 2 - gap
    if above <= y:
        y = above
    elif below - tall / 2 - gap >= south:
        y = below
    return (x, y), _around((x, y), wide + gap, tall + gap)


def _written(at: Place, lines: list[str], colour: str, **style: Any) -> drawing.Mark:
    middle = dict[str, Any](ha="center", va="center", points=POINTS, linespacing=LINE)
    return drawing.words(at, "\n".join(lines), colour=colour, **middle, **style)


def _ink(shown: Mapped, code: str) -> str:
    shade = shown.shade(code)
    return drawing.INK if shade is None else ON_SHADES[shade]


def _size(lines: list[str], metres: float, bold: bool = False) -> tuple[float, float]:
    """How wide and tall some lines are, in metres on the map."""
    wide = max((text_inches(text, POINTS, bold) for text in lines), default=0.0)
    return wide * metres, len(lines) * POINTS * LINE / POINTS_PER_INCH * metres


def _around(at: Place, wide: float, tall: float) -> Box:
    return at[0] - wide / 2, at[1] - tall / 2, at[0] + wide / 2, at[1] + tall / 2


def _inside(box: Box, outline: Outline, frame: Box) -> bool:
    """Whether a box lies within the land of an authority and within the map."""
    if box[0] == box[2]:
        return False
    if box[0] < frame[0] or box[1] < frame[1] or box[2] > frame[2] or box[3] > frame[3]:
        return False
    x, y = np.meshgrid(np.linspace(box[0], box[2], 7), np.linspace(box[1], box[3], 5))
    return bool(contains(outline, np.column_stack([x.ravel(), y.ravel()])).all())


def _meet(one: Box, other: Box) -> bool:
    return not (one[2] < other[0] or other[2] < one[0] or one[3] < other[1] or other[3] < one[1])

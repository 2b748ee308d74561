"""The words on a map: names and figures where they fit, the authority's own always, and a scale."""

from collections.abc import Iterator, Mapping
from typing import Protocol

import numpy as np
from matplotlib.axes import Axes
from matplotlib.patches import Rectangle

from analysis.catalogue.areas import Area
from analysis.present.charts.drawing.frame import INK, MID_GREY
from analysis.present.maps.classes import Classes
from analysis.present.maps.outlines import Outline, contains
from analysis.present.maps.view import View
from analysis.present.rows import Point, name
from analysis.present.text import POINTS_PER_INCH, text_inches, wrapped

WORDS_ON = (INK, INK, INK, "#FFFFFF", "#FFFFFF")  # words on each of the shades
POINTS = 9.0
LINE = 1.2
WIDEST_INCHES = 1.15
SCALES_KM = (1, 2, 5, 10, 20, 50)

Box = tuple[float, float, float, float]


class Shown(Protocol):
    """What the words need of a map."""

    @property
    def area(self) -> Area: ...
    @property
    def view(self) -> View: ...
    @property
    def outlines(self) -> Mapping[str, Outline]: ...
    @property
    def classes(self) -> Classes: ...
    def known(self, code: str) -> Point | None: ...
    def printed(self, code: str) -> str: ...


def place(axes: Axes, shown: Shown, names: dict[str, str], map_inches: float) -> None:
    """Put the authority's own name and figure, then those of others that fit inside their land."""
    metres = shown.view.width / map_inches
    own = _place_own(axes, shown, names, metres)
    for code in shown.view.places:
        if code == shown.area.code:
            continue
        for lines in _choices(shown, code, names):
            box = _box(shown.view.places[code], lines, metres)
            if not _meet(box, own) and _inside(box, shown.outlines[code], shown.view.box):
                _write(axes, shown.view.places[code], lines, _ink(shown, code))
                break


def swatch(
    axes: Axes,
    middle_left: tuple[float, float],
    width: float,
    height: float,
    fill: str,
    hatch: str | None,
) -> None:
    """A small box of a shade in the key, beside the map; sizes as fractions of the axes."""
    axes.add_patch(
        Rectangle(
            (middle_left[0], middle_left[1] - height / 2),
            width,
            height,
            transform=axes.transAxes,
            clip_on=False,
            facecolor=fill,
            edgecolor=MID_GREY,
            linewidth=0.5,
            hatch=hatch,
        )
    )


def scale(axes: Axes, width_m: float, map_inches: float, left: tuple[float, float]) -> None:
    """A bar of a round number of kilometres, at most a third of an inch over one inch long."""
    fitting = [km for km in SCALES_KM if km * 1000 / width_m * map_inches <= 1.35]
    km = max(fitting, default=SCALES_KM[0])
    long = km * 1000 / width_m
    axes.plot(
        [left[0], left[0] + long],
        [left[1], left[1]],
        transform=axes.transAxes,
        clip_on=False,
        color=INK,
        linewidth=1.5,
        solid_capstyle="butt",
    )
    axes.annotate(
        f"{km} km",
        left,
        xycoords="axes fraction",
        xytext=(0, 4),
        textcoords="offset points",
        fontsize=POINTS,
        va="bottom",
        annotation_clip=False,
    )


def _choices(shown: Shown, code: str, names: dict[str, str]) -> Iterator[list[str]]:
    """What may be written in an authority, the most telling first."""
    figure = [shown.printed(code)] if shown.known(code) else []
    called = name(code, names)
    yield [*wrapped(called, WIDEST_INCHES), *figure]
    yield [*wrapped(called, WIDEST_INCHES / 2), *figure]
    yield figure


def _place_own(axes: Axes, shown: Shown, names: dict[str, str], metres: float) -> Box:
    """The authority's own name: inside where it fits, else beside it in a box with a line to it."""
    code = shown.area.code
    figure = shown.printed(code)
    at = shown.view.places[code]
    for wide in (WIDEST_INCHES, WIDEST_INCHES / 2):
        lines = [*wrapped(name(code, names), wide, bold=True), figure]
        box = _box(at, lines, metres, bold=True)
        if _inside(box, shown.outlines[code], shown.view.box):
            _write(axes, at, lines, _ink(shown, code), bold=True)
            return box
    lines = [*wrapped(name(code, names), 1.6, bold=True), figure]
    to, box = _beside(shown, lines, metres)
    axes.plot([at[0], to[0]], [at[1], to[1]], color=INK, linewidth=1)
    axes.plot([at[0]], [at[1]], "o", color=INK, markersize=2.5)
    ground = {"facecolor": "white", "edgecolor": INK, "linewidth": 0.8, "pad": 3}
    axes.text(
        *to,
        "\n".join(lines),
        ha="center",
        va="center",
        fontsize=POINTS,
        fontweight="bold",
        color=INK,
        linespacing=LINE,
        bbox=ground,
        gid="own-name",
    )
    return box


def _beside(shown: Shown, lines: list[str], metres: float) -> tuple[tuple[float, float], Box]:
    """Where the own name stands when it does not fit: clear of the authority, within the map."""
    west, south, east, north = shown.view.box
    left, low, right, high = shown.outlines[shown.area.code].box
    wide, tall = _size(lines, metres, bold=True)
    gap = 0.16 * metres
    x = min(max((left + right) / 2, west + wide / 2 + gap), east - wide / 2 - gap)
    above, below = high + gap + tall / 2, low - gap - tall / 2
    if above + tall / 2 + gap <= north:
        y = above
    elif below - tall / 2 - gap >= south:
        y = below
    else:
        y = north - tall / 2 - gap
    return (x, y), _around((x, y), wide + gap, tall + gap)


def _write(
    axes: Axes, at: tuple[float, float], lines: list[str], colour: str, bold: bool = False
) -> None:
    axes.text(
        *at,
        "\n".join(lines),
        ha="center",
        va="center",
        fontsize=POINTS,
        fontweight="bold" if bold else "normal",
        color=colour,
        linespacing=LINE,
    )


def _ink(shown: Shown, code: str) -> str:
    point = shown.known(code)
    if point is None:
        return INK
    return WORDS_ON[shown.classes.shade(shown.classes.of(point.value))]


def _size(lines: list[str], metres: float, bold: bool = False) -> tuple[float, float]:
    """How wide and tall some lines are, in metres on the map."""
    wide = max((text_inches(line, POINTS, bold) for line in lines), default=0.0)
    return wide * metres, len(lines) * POINTS * LINE / POINTS_PER_INCH * metres


def _box(at: tuple[float, float], lines: list[str], metres: float, bold: bool = False) -> Box:
    return _around(at, *_size(lines, metres, bold))


def _around(at: tuple[float, float], wide: float, tall: float) -> Box:
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

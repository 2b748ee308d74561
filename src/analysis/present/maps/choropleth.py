"""A map of one figure for an authority and those around it, in five shades; no tiles, no roads."""

from collections.abc import Mapping
from dataclasses import dataclass

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import PathPatch

from analysis.catalogue.areas import Area
from analysis.catalogue.indicator import Indicator
from analysis.core.shapes import OK
from analysis.present import numbers
from analysis.present.charts.drawing.frame import (
    INK,
    MID_GREY,
    MISSING_FILL,
    WIDTH_INCHES,
    drawn,
    sheet,
    the_figure,
    unpublished,
)
from analysis.present.charts.drawing.pen import words
from analysis.present.maps import labels
from analysis.present.maps.classes import SHADES, Classes, classes
from analysis.present.maps.outlines import Outline, outline, shape
from analysis.present.maps.view import View, view
from analysis.present.parts.exhibit import Exhibit
from analysis.present.rows import Point, name, of, points
from analysis.present.text import POINTS_PER_INCH
from analysis.present.words import maps

HEIGHT_INCHES, MAP_INCHES = 4.7, 5.0
EDGE_INCHES = 0.03
KEY_LEFT_INCHES = 0.15
HATCH = "/////"
FINEST_POINTS = 0.75


@dataclass(frozen=True, kw_only=True)
class Mapped:
    """All that a map shows: the figure of each authority in the view, None where it has none."""

    indicator: Indicator
    area: Area
    view: View
    outlines: Mapping[str, Outline]
    figures: Mapping[str, Point | None]
    classes: Classes

    def known(self, code: str) -> Point | None:
        """The figure of an authority, where it has one."""
        point = self.figures.get(code)
        return point if point and point.known else None

    def printed(self, code: str) -> str:
        """The figure of an authority as printed, or the words for a missing one."""
        point = self.figures.get(code)
        if point is None:
            return numbers.reason("not_available")
        return numbers.figure(self.indicator, point.value, point.status)


def map_of(
    indicator: Indicator,
    rows: pd.DataFrame,
    boundaries: pd.DataFrame,
    area: Area,
    *,
    source: str,
    names: dict[str, str] | None = None,
) -> Exhibit:
    """The newest figure of the area and of each authority around it, on a map, with a table.

    `rows` are measured rows of one indicator for all authorities, since the shades are fifths of
    all; `boundaries` their outlines (shapes.BOUNDARIES, metres). `names` names areas outside the
    register. An authority without a figure is hatched and said to have none.
    """
    key = f"{indicator.id}-map"
    rows = of(indicator, rows)
    when = _newest(rows)
    if when is None:
        series = points(indicator, rows, area.code)
        return unpublished(key, indicator, area, series, source)
    figures = _figures(indicator, rows[rows["period_end"] == when])
    shown = _mapped(indicator, area, boundaries, figures)
    told = maps.told(indicator, area, _named(shown, names), shown.classes)
    return Exhibit(
        key=key,
        headline=told.headline,
        subtitle=maps.subtitle(indicator, area, when),
        alt=told.alt,
        table=told.table,
        source=source,
        svg=drawn(lambda: map_figure(shown, names)),
        note=told.note,
    )


def map_figure(shown: Mapped, names: dict[str, str] | None = None) -> Figure:
    """The picture alone: the map, and to its right the key and the scale."""
    right = WIDTH_INCHES - MAP_INCHES - EDGE_INCHES
    axes = sheet(HEIGHT_INCHES, EDGE_INCHES, right, EDGE_INCHES, EDGE_INCHES, Axes)
    west, south, east, north = shown.view.box
    axes.set_xlim(west, east)
    axes.set_ylim(south, north)
    axes.grid(False)
    axes.set_xticks([])
    axes.set_yticks([])
    for side in axes.spines.values():
        side.set(visible=True, color=MID_GREY, linewidth=0.6)
    finest = FINEST_POINTS * shown.view.width / (MAP_INCHES * POINTS_PER_INCH)
    for code in shown.view.places:
        if code != shown.area.code:
            _draw(axes, shown, code, finest)
    _draw(axes, shown, shown.area.code, finest)
    labels.place(axes, shown, names or {}, MAP_INCHES)
    _key(axes, shown)
    return the_figure(axes)


def _mapped(
    indicator: Indicator,
    area: Area,
    boundaries: pd.DataFrame,
    figures: Mapping[str, Point],
) -> Mapped:
    outlines = {
        str(code): outline(wkt)
        for code, wkt in zip(boundaries["area"], boundaries["outline"], strict=True)
    }
    tall = HEIGHT_INCHES - 2 * EDGE_INCHES
    seen = view(area.code, outlines, MAP_INCHES / tall)
    known = [p.value for code, p in figures.items() if p.known and code in outlines]
    return Mapped(
        indicator=indicator,
        area=area,
        view=seen,
        outlines={code: outlines[code] for code in seen.places},
        figures={code: figures.get(code) for code in seen.places},
        classes=classes(indicator, known),
    )


def _newest(rows: pd.DataFrame) -> pd.Timestamp | None:
    """The newest period in which any authority has a figure."""
    ends = rows.loc[rows["status"] == OK, "period_end"]
    return None if ends.empty else pd.Timestamp(ends.max())


def _figures(indicator: Indicator, rows: pd.DataFrame) -> dict[str, Point]:
    """The figure of each authority in one period."""
    each = {str(code): points(indicator, rows, str(code)) for code in rows["area"].unique()}
    return {code: series[-1] for code, series in each.items() if series}


def _named(shown: Mapped, names: dict[str, str] | None) -> list[tuple[str, str, Point | None]]:
    return [(code, name(code, names), shown.figures[code]) for code in shown.view.places]


def _draw(axes: Axes, shown: Mapped, code: str, finest: float) -> None:
    """One authority in its shade, or hatched; the report's own with a heavy line round it."""
    path = shape(shown.outlines[code], finest)
    point, mine = shown.known(code), code == shown.area.code
    fill = SHADES[shown.classes.shade(shown.classes.of(point.value))] if point else MISSING_FILL
    hatch = None if point else HATCH
    edge, width = ("white", 3.6) if mine else (MID_GREY, 0.5)
    if hatch and mine:
        edge = MID_GREY  # the hatching has the colour of the edge
    axes.add_artist(
        PathPatch(path, facecolor=fill, edgecolor=edge, linewidth=width, hatch=hatch, gid=code)
    )
    if mine:
        axes.add_artist(PathPatch(path, facecolor="none", edgecolor=INK, linewidth=1.8, gid="own"))


def _key(axes: Axes, shown: Mapped) -> None:
    """The shades with what they mean, the hatching where it is used, and a scale."""
    tall = HEIGHT_INCHES - 2 * EDGE_INCHES

    def at(inches_right: float, inches_down: float) -> tuple[float, float]:
        return 1 + inches_right / MAP_INCHES, 1 - inches_down / tall

    def write(text: str, x: float, y: float, bold: bool = False) -> None:
        words(axes, at(x, y), text, where=axes.transAxes, bold=bold)

    lines = maps.key_heading(shown.indicator)
    for n, line in enumerate(lines):
        write(line, KEY_LEFT_INCHES, 0.12 + 0.17 * n, bold=True)
    top = 0.12 + 0.17 * len(lines) + 0.14
    entries: list[tuple[str, str, str | None]] = [
        (SHADES[shown.classes.shade(n)], label, None)
        for n, label in enumerate(shown.classes.labels())
    ]
    if any(shown.known(code) is None for code in shown.view.places):
        entries.append((MISSING_FILL, "no figure", HATCH))
    for n, (fill, label, hatch) in enumerate(entries):
        y = top + 0.27 * n
        labels.swatch(axes, at(KEY_LEFT_INCHES, y), 0.3 / MAP_INCHES, 0.2 / tall, fill, hatch)
        write(label, KEY_LEFT_INCHES + 0.4, y)
    labels.scale(axes, shown.view.width, MAP_INCHES, at(KEY_LEFT_INCHES, tall - 0.32))

"""A map of one figure for an authority and those around it, in five shades; no tiles, no roads."""

from collections.abc import Iterator
from typing import Any

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.patches import PathPatch, Rectangle

from analysis.catalogue.areas import Area
from analysis.catalogue.indicator import Indicator
from analysis.core.shapes import OK
from analysis.present import drawing
from analysis.present.maps import labels, words
from analysis.present.maps.classes import SHADES, classes
from analysis.present.maps.outlines import outline, shape
from analysis.present.maps.view import Mapped, Names, view
from analysis.present.rows import of, points
from analysis.present.text import POINTS_PER_INCH, wrapped

EDGE_INCHES, MAP_INCHES = 0.03, 5.0
TALL_INCHES = 4.64
KEY_LEFT_INCHES, KEY_INCHES = 0.15, 1.9
HATCH = "/////"
FINEST_POINTS = 0.75
SCALES_KM = (1, 2, 5, 10, 20, 50)


def choropleth(
    indicator: Indicator,
    rows: pd.DataFrame,
    boundaries: pd.DataFrame,
    area: Area,
    *,
    source: str,
    names: Names | None = None,
) -> drawing.Exhibit:
    """The newest figure of the area and of each authority around it, on a map, with a table.

    `rows` are measured rows of one indicator for all authorities, since the shades are fifths of
    all; `boundaries` their outlines (shapes.BOUNDARIES, metres). `names` names areas outside the
    register. An authority without a figure is hatched and said to have none.
    """
    key = f"{indicator.id}-map"
    rows = of(indicator, rows)
    when = rows.loc[rows["status"] == OK, "period_end"].max()  # the newest of any authority
    if pd.isna(when):
        return drawing.unpublished(key, indicator, area, points(indicator, rows, area.code), source)
    shown = _mapped(indicator, area, boundaries, rows[rows["period_end"] == when], names or {})
    return drawing.exhibit(
        key,
        plot(shown),
        headline=words.headline(shown),
        subtitle=words.subtitle(shown, when),
        alt=words.alt(shown),
        table=words.table(shown),
        source=source,
        notes=words.notes(shown),
    )


def plot(shown: Mapped) -> drawing.Plot:
    """The picture alone: the map, and to its right the key and the scale."""
    west, south, east, north = shown.view.box
    finest = FINEST_POINTS * shown.view.width / (MAP_INCHES * POINTS_PER_INCH)
    codes = sorted(shown.view.places, key=lambda code: code == shown.area.code)
    marks = [
        _frame(),
        *(_land(shown, code, finest) for code in codes),
        *labels.names(shown, shown.view.width / MAP_INCHES),
        *_key(shown),
        *_scale(shown.view.width),
    ]
    right = drawing.WIDTH_INCHES - MAP_INCHES - EDGE_INCHES
    sides = dict[str, float](left=EDGE_INCHES, right=right, top=EDGE_INCHES, bottom=EDGE_INCHES)
    x, y = drawing.Axis(ends=(west, east)), drawing.Axis(ends=(south, north))
    return drawing.Plot(x, y, marks, tall=TALL_INCHES, kind=Axes, **sides)


def _mapped(
    indicator: Indicator, area: Area, boundaries: pd.DataFrame, rows: pd.DataFrame, names: Names
) -> Mapped:
    """What lies around the area, with the figures of one period."""
    wkt = zip(boundaries["area"].astype(str), boundaries["outline"], strict=True)
    outlines = {code: outline(text) for code, text in wkt}
    around = view(area.code, outlines, MAP_INCHES / TALL_INCHES)
    codes = rows["area"].astype(str).unique()
    figures = {code: each[-1] for code in codes if (each := points(indicator, rows, code))}
    known = [p.value for code, p in figures.items() if p.known and code in outlines]
    return Mapped(
        indicator=indicator,
        area=area,
        names=names,
        view=around,
        outlines={code: outlines[code] for code in around.places},
        figures={code: figures.get(code) for code in around.places},
        classes=classes(indicator, known),
    )


@drawing.mark
def _frame(axes: Axes) -> None:
    axes.grid(False)
    axes.set_xticks([])
    axes.set_yticks([])
    for side in axes.spines.values():
        side.set(visible=True, color=drawing.MID_GREY, linewidth=0.6)


@drawing.mark
def _land(axes: Axes, shown: Mapped, code: str, finest: float) -> None:
    """One authority in its shade, or hatched; the report's own with a heavy line round it."""
    path, shade = shape(shown.outlines[code], finest), shown.shade(code)
    mine, hatched = code == shown.area.code, shade is None
    # The hatching has the colour of the edge.
    edge, width = ("white" if mine and not hatched else drawing.MID_GREY), (3.6 if mine else 0.5)
    axes.add_artist(PathPatch(path, edgecolor=edge, linewidth=width, gid=code, **_fill(shade)))
    if mine:
        axes.add_artist(
            PathPatch(path, facecolor="none", edgecolor=drawing.INK, linewidth=1.8, gid="own")
        )


def _key(shown: Mapped) -> Iterator[drawing.Mark]:
    """The shades with what they mean, and the hatching where it is used."""
    unit = shown.indicator.unit
    heading = wrapped(unit[:1].upper() + unit[1:], KEY_INCHES, bold=True)
    for n, text in enumerate(heading):
        yield drawing.words(_beside(0, 0.12 + 0.17 * n), text, shares="xy", bold=True)
    top = 0.12 + 0.17 * len(heading) + 0.14
    entries: list[tuple[int | None, str]] = [
        (shown.classes.shade(n), label) for n, label in enumerate(shown.classes.labels())
    ]
    if shown.hatched:
        entries.append((None, "no figure"))
    for n, (shade, label) in enumerate(entries):
        y = top + 0.27 * n
        yield _swatch(_beside(0, y), shade)
        yield drawing.words(_beside(0.4, y), label, shares="xy")


@drawing.mark
def _swatch(axes: Axes, middle_left: tuple[float, float], shade: int | None) -> None:
    """A small box of a shade in the key, beside the map."""
    x, y = middle_left
    wide, tall = 0.3 / MAP_INCHES, 0.2 / TALL_INCHES
    style = dict[str, Any](
        transform=axes.transAxes, clip_on=False, edgecolor=drawing.MID_GREY, linewidth=0.5
    )
    axes.add_patch(Rectangle((x, y - tall / 2), wide, tall, **style, **_fill(shade)))


def _scale(width_m: float) -> Iterator[drawing.Mark]:
    """A bar of a round number of kilometres, at most a third of an inch over one inch long."""
    fitting = [km for km in SCALES_KM if km * 1000 / width_m * MAP_INCHES <= 1.35]
    km = max(fitting, default=SCALES_KM[0])
    x, y = _beside(0, TALL_INCHES - 0.32)
    style = dict[str, Any](clip_on=False, color=drawing.INK, linewidth=1.5, solid_capstyle="butt")
    yield drawing.line([x, x + km * 1000 / width_m], [y, y], shares="xy", **style)
    place = dict[str, Any](shares="xy", nudge=(0, 4), va="bottom")
    yield drawing.words((x, y), f"{km} km", points=labels.POINTS, **place)


def _beside(inches_right: float, inches_down: float) -> tuple[float, float]:
    """A place right of the map, in shares of it."""
    return 1 + (KEY_LEFT_INCHES + inches_right) / MAP_INCHES, 1 - inches_down / TALL_INCHES


def _fill(shade: int | None) -> dict[str, Any]:
    """How land is filled: in one of the shades, or hatched."""
    if shade is None:
        return {"facecolor": drawing.MISSING_FILL, "hatch": HATCH}
    return {"facecolor": SHADES[shade], "hatch": None}

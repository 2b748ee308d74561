"""A map of one figure for an authority and those around it, in five shades; no tiles, no roads."""

from collections.abc import Iterator
from dataclasses import dataclass
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

EDGE_INCHES, MAP_INCHES, TALL_INCHES = 0.03, 5.0, 4.64
KEY_INCHES, HEAD_INCHES, ENTRY_INCHES, SCALE_INCHES = 1.9, 0.17, 0.27, 0.32
HATCH = "/////"
FINEST_POINTS = 0.75
SCALES_KM = (1, 2, 5, 10, 20, 50)


@dataclass(frozen=True, kw_only=True)
class Layout:
    """The inches of a map, where its key begins from its upper left corner, and how it is set out.

    `scale` are the inches from the foot of the map down to the scale.
    """

    wide: float
    key: tuple[float, float]
    key_wide: float
    columns: int
    scale: float = -SCALE_INCHES

    @property
    def tall(self) -> float:
        """Every map has one shape."""
        return self.wide * TALL_INCHES / MAP_INCHES

    def at(self, right: float, down: float) -> tuple[float, float]:
        """A place from where the key begins, in shares of the map."""
        return (self.key[0] + right) / self.wide, 1 - (self.key[1] + down) / self.tall


DESK = Layout(wide=MAP_INCHES, key=(MAP_INCHES + 0.15, 0), key_wide=KEY_INCHES, columns=1)


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
        lambda: plot(shown),
        headline=words.headline(shown),
        subtitle=words.subtitle(shown, when),
        alt=words.alt(shown),
        table=words.table(shown),
        source=source,
        notes=words.notes(shown),
    )


def plot(shown: Mapped) -> drawing.Plot:
    """The picture alone: the map, and to its right, or on a phone under it, key and scale."""
    west, south, east, north = shown.view.box
    set_out, below = _on_a_phone(shown) if drawing.is_narrow() else (DESK, EDGE_INCHES)
    metres = shown.view.width / set_out.wide
    finest = FINEST_POINTS * metres / POINTS_PER_INCH
    codes = sorted(shown.view.places, key=lambda code: code == shown.area.code)
    marks = [
        _frame(),
        *(_land(shown, code, finest) for code in codes),
        *labels.names(shown, metres),
        *_key(shown, set_out),
        *_scale(metres, set_out),
    ]
    right = drawing.width() - set_out.wide - EDGE_INCHES
    sides = dict[str, float](left=EDGE_INCHES, right=right, top=EDGE_INCHES, bottom=below)
    x, y = drawing.Axis(ends=(west, east)), drawing.Axis(ends=(south, north))
    return drawing.Plot(x, y, marks, tall=set_out.tall, kind=Axes, **sides)


def _on_a_phone(shown: Mapped) -> tuple[Layout, float]:
    """A map as wide as the sheet, and the inches of key and scale under it."""
    wide = drawing.width() - 2 * EDGE_INCHES
    tall = wide * TALL_INCHES / MAP_INCHES
    rows = -(-len(_entries(shown)) // 2)
    key = 0.15 + HEAD_INCHES * (len(_heading(shown, wide)) + 1) + ENTRY_INCHES * rows
    set_out = Layout(wide=wide, key=(0, tall + 0.1), key_wide=wide, columns=2, scale=key + 0.2)
    return set_out, key + 0.3


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


def _heading(shown: Mapped, inches: float) -> list[str]:
    unit = shown.indicator.unit
    return wrapped(unit[:1].upper() + unit[1:], inches, bold=True)


def _entries(shown: Mapped) -> list[tuple[int | None, str]]:
    """The shades with what they mean, and the hatching where it is used."""
    shades = [(shown.classes.shade(n), label) for n, label in enumerate(shown.classes.labels())]
    return [*shades, *([(None, "no figure")] if shown.hatched else [])]


def _key(shown: Mapped, set_out: Layout) -> Iterator[drawing.Mark]:
    """The unit over the shades, in columns from top to bottom."""
    heading, entries = _heading(shown, set_out.key_wide), _entries(shown)
    for n, text in enumerate(heading):
        yield drawing.words(set_out.at(0, 0.12 + HEAD_INCHES * n), text, shares="xy", bold=True)
    top, rows = 0.26 + HEAD_INCHES * len(heading), -(-len(entries) // set_out.columns)
    for n, (shade, label) in enumerate(entries):
        x = set_out.key_wide / set_out.columns * (n // rows)
        y = top + ENTRY_INCHES * (n % rows)
        yield _swatch(set_out.at(x, y), set_out, shade)
        yield drawing.words(set_out.at(x + 0.4, y), label, shares="xy")


@drawing.mark
def _swatch(
    axes: Axes, middle_left: tuple[float, float], set_out: Layout, shade: int | None
) -> None:
    """A small box of a shade in the key, beside the map."""
    x, y = middle_left
    wide, tall = 0.3 / set_out.wide, 0.2 / set_out.tall
    style = dict[str, Any](
        transform=axes.transAxes, clip_on=False, edgecolor=drawing.MID_GREY, linewidth=0.5
    )
    axes.add_patch(Rectangle((x, y - tall / 2), wide, tall, **style, **_fill(shade)))


def _scale(metres: float, set_out: Layout) -> Iterator[drawing.Mark]:
    """A bar of a round number of kilometres, at most a third of an inch over one inch long.

    `metres` are of an inch.
    """
    km = max([km for km in SCALES_KM if km * 1000 / metres <= 1.35], default=SCALES_KM[0])
    x, y = set_out.at(0, set_out.tall - set_out.key[1] + set_out.scale)
    style = dict[str, Any](clip_on=False, color=drawing.INK, linewidth=1.5, solid_capstyle="butt")
    long = km * 1000 / metres / set_out.wide
    yield drawing.line([x, x + long], [y, y], shares="xy", **style)
    place = dict[str, Any](shares="xy", nudge=(0, 4), va="bottom")
    yield drawing.words((x, y), f"{km} km", points=labels.POINTS, **place)


def _fill(shade: int | None) -> dict[str, Any]:
    """How land is filled: in one of the shades, or hatched."""
    if shade is None:
        return {"facecolor": drawing.MISSING_FILL, "hatch": HATCH}
    return {"facecolor": SHADES[shade], "hatch": None}

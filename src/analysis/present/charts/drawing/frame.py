"""What every chart shares: the style, the page it is drawn on, and its way into an Exhibit.

Nothing is measured to fit: margins are fixed and text is placed by its approximate width, which
is several times faster than a tight layout and gives the same bytes wherever it is drawn.
"""

import re
from collections.abc import Callable
from datetime import date
from io import StringIO

import pandas as pd
from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.axis import XAxis, YAxis
from matplotlib.backends.backend_svg import RendererSVG
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle
from matplotlib.spines import Spine
from matplotlib.transforms import IdentityTransform, Transform

from analysis.catalogue.areas import Area
from analysis.catalogue.indicator import Indicator
from analysis.present import numbers
from analysis.present.charts.drawing.style import as_readers_see_it, house_style
from analysis.present.parts.exhibit import Exhibit
from analysis.present.rows import Point
from analysis.present.text import POINTS_PER_INCH
from analysis.present.words import headlines
from analysis.present.words.changes import period

WIDTH_INCHES = 7.2
OWN_COLOUR, BAND_COLOUR = "#12436D", "#C9D6E2"
DARK_GREY, MID_GREY, LIGHT_GREY = "#3D3D3D", "#6B6B6B", "#BFBFBF"
EVENT_COLOUR = "#801650"
MISSING_FILL, INK = "#EDEDED", "#0B0C0C"
_blank_sheets: list[Axes] = []


class _Tickless:
    """An axis that keeps no ticks, so that none is made only to be told what it may not show."""

    def set_clip_path(self, path: object, transform: object = None) -> None:
        """Nothing: there are no ticks to clip."""

    def set_tick_params(self, *args: object, **kwargs: object) -> None:
        """Nothing: there are no ticks to set."""

    def get_children(self) -> list[Artist]:
        """None, so that to look through a sheet makes no ticks either."""
        return []


class _X(_Tickless, XAxis):
    """Across."""


class _Y(_Tickless, YAxis):
    """Up."""


class _Ground(Rectangle):
    """The whole of a plot, as a unit square that needs no working out of its place."""

    def get_patch_transform(self) -> Transform:
        return IdentityTransform()


class PlainAxes(Axes):
    """Axes without edges and ticks of their own: `axes` draws what a chart wants of them.

    matplotlib's documented hooks for an own projection, and half the work of its usual axes.
    """

    def _init_axis(self) -> None:
        self.xaxis, self.yaxis = _X(self, clear=False), _Y(self, clear=False)

    def _gen_axes_spines(self) -> dict[str, Spine]:
        return {}

    def _gen_axes_patch(self) -> Rectangle:
        return _Ground((0, 0), 1, 1)


def sheet(
    height_inches: float,
    left: float,
    right: float,
    top: float,
    bottom: float,
    kind: type[Axes] = PlainAxes,
) -> Axes:
    """Axes on a new sheet of the usual width, with margins in inches; plain ones if not said."""
    width = WIDTH_INCHES - left - right
    height = height_inches - top - bottom
    box = (
        left / WIDTH_INCHES,
        bottom / height_inches,
        width / WIDTH_INCHES,
        height / height_inches,
    )
    axes = _blank_sheets.pop() if kind is PlainAxes and _blank_sheets else _blank(kind)
    the_figure(axes).set_size_inches(WIDTH_INCHES, height_inches)
    axes.set_position(box)
    return axes


def lay_out(sheets: int) -> None:
    """Have blank plain sheets ready, in a process that those which draw are forked from."""
    with house_style():
        _blank_sheets.extend(_blank(PlainAxes) for _ in range(sheets))


def _blank(kind: type[Axes]) -> Axes:
    figure = Figure(figsize=(WIDTH_INCHES, WIDTH_INCHES))
    axes = figure.add_axes(kind(figure, (0, 0, 1, 1)))
    if kind is PlainAxes:
        axes.set_axis_off()
    return axes


def the_figure(axes: Axes) -> Figure:
    """The sheet that axes were drawn on."""
    figure = axes.get_figure()
    assert isinstance(figure, Figure)
    return figure


def svg(figure: Figure) -> str:
    """The picture as SVG text: the same bytes for the same figures."""
    page = StringIO()
    width, height = figure.get_size_inches() * POINTS_PER_INCH
    pen = RendererSVG(width, height, page, metadata={"Date": None, "Creator": None})
    figure.draw(pen)
    pen.finalize()
    drawing = as_readers_see_it(page.getvalue())
    return re.sub(r"[ \t]+$", "", drawing, flags=re.MULTILINE)


def drawn(draw: Callable[[], Figure]) -> str:
    """The SVG of a figure drawn and saved under `house_style`."""
    with house_style():
        return svg(draw())


def tick_text(indicator: Indicator, value: float) -> str:
    """A number on an axis: as a figure, without decimals that say nothing."""
    printed = numbers.figure(indicator, value)
    return re.sub(r"\.0+(?=%|m|$)", "", printed.replace(" million", "m"))


def spread(wanted: list[float], apart: float, low: float, high: float) -> list[float]:
    """Positions as near to those wanted as they can be, at least `apart` and within the ends."""
    order = sorted(range(len(wanted)), key=lambda i: (wanted[i], i))
    placed = [min(max(wanted[i], low), high) for i in order]
    for _ in range(50):
        for i in range(1, len(placed)):
            overlap = apart - (placed[i] - placed[i - 1])
            if overlap > 0:
                placed[i - 1] -= overlap / 2
                placed[i] += overlap / 2
        if placed:
            placed = _inside(placed, low, high)
    for i in range(1, len(placed)):
        placed[i] = max(placed[i], placed[i - 1] + apart)
    return [placed[order.index(i)] for i in range(len(wanted))]


def subtitle(indicator: Indicator, area: Area | str, first: date, last: date) -> str:
    """Measure, unit, population, period and area in one line."""
    place = area if isinstance(area, str) else area.name
    unit = "number of children" if indicator.unit == "children" else indicator.unit
    measure = indicator.title if "10,000" in indicator.title else f"{indicator.title}, {unit}"
    return f"{measure}. {indicator.cohort.rstrip('.')}. {place}, {period(indicator, first, last)}."


def unpublished(
    key: str, indicator: Indicator, area: Area, series: list[Point], source: str
) -> Exhibit:
    """An exhibit without a picture, which says that nothing is published, and why."""
    table = pd.DataFrame(
        {
            "Period": [indicator.label(p.period_end).removeprefix("at ") for p in series],
            area.name: [numbers.figure(indicator, p.value, p.status) for p in series],
        }
    )
    if table.empty:
        table = pd.DataFrame({"Period": ["Every period"], area.name: ["not published"]})
    return Exhibit(
        key=key,
        headline=headlines.all_missing(indicator, series),
        subtitle=f"{indicator.title}, {indicator.unit}. {area.name}.",
        alt="",
        table=table,
        source=source,
        note="Nothing is put in the place of a figure that is not published.",
    )


def _inside(placed: list[float], low: float, high: float) -> list[float]:
    shift = max(low - placed[0], 0) - max(placed[-1] - high, 0)
    return [p + shift for p in placed] if len(placed) > 1 else [min(max(placed[0], low), high)]

"""The marks of a chart, declared before there is a sheet: lines, bands, boxes and words.

A mark is whatever draws on axes whose limits are set. matplotlib's own `plot`, `text` and
`annotate` also look for colours, units and new limits of the axes, and measure every text; for
`line`, `box` and `words` all of these are given, and SVG places words by their anchor.
"""

from collections.abc import Callable, Sequence
from copy import copy
from functools import cache, lru_cache
from math import nan
from typing import Any, Concatenate, ParamSpec

from matplotlib import rcParams
from matplotlib.axes import Axes
from matplotlib.backend_bases import RendererBase
from matplotlib.colors import to_rgba
from matplotlib.font_manager import FontProperties
from matplotlib.lines import Line2D
from matplotlib.patches import Rectangle
from matplotlib.text import Text
from matplotlib.textpath import text_to_path
from matplotlib.transforms import Affine2D, Transform
from numpy.typing import ArrayLike

from analysis.present.drawing.sheet import the_figure
from analysis.present.drawing.style import INK, MISSING_FILL, OWN_COLOUR
from analysis.present.text import TEXT_POINTS

Mark = Callable[[Axes], object]
Declared = ParamSpec("Declared")

# From a line of words to its base, by where the words are held: it stands `up` and hangs `down`.
_TO_BASE: dict[str, Callable[[float, float], float]] = {
    "top": lambda up, down: -up,
    "center": lambda up, down: (down - up) / 2,
    "center_baseline": lambda up, down: -up / 2,
    "bottom": lambda up, down: down,
}
_EM = 100
_stands: dict[FontProperties, tuple[float, float]] = {}


def mark(draw: Callable[Concatenate[Axes, Declared], object]) -> Callable[Declared, Mark]:
    """A way to draw on axes as one to declare now and to draw when there are axes."""

    def declare(*args: Declared.args, **kwargs: Declared.kwargs) -> Mark:
        return lambda axes: draw(axes, *args, **kwargs)

    return declare


upright, across = mark(Axes.axvline), mark(Axes.axhline)


class Words(Text):
    """One level line of words, placed by the height of its font and never measured or cut off."""

    def set_clip_path(self, path: Any, transform: Transform | None = None) -> None:
        """Nothing: words are never cut off."""

    def draw(self, renderer: RendererBase) -> None:
        """Write the words where they are held."""
        renderer.open_group("text", self.get_gid())
        x, y = self.get_transform().transform(self.get_position())
        font = self.get_fontproperties()
        base = y + _TO_BASE[self.get_verticalalignment()](*_up_and_down(self, renderer))
        ink = renderer.new_gc()
        ink.set_foreground(to_rgba(self.get_color()), isRGBA=True)
        top = renderer.get_canvas_width_height()[1]
        renderer.draw_text(ink, x, top - base, self.get_text(), font, 0.0, mtext=self)
        ink.restore()
        renderer.close_group("text")


class _Line(Line2D):
    """A line that asks for the edge of the plot only where it is cut off there."""

    def set_clip_path(self, path: Any, transform: Transform | None = None) -> None:
        """The edge, unless nothing is cut off."""
        if self.get_clip_on():
            super().set_clip_path(path, transform)


@mark
def line(axes: Axes, x: ArrayLike, y: ArrayLike, *, shares: str = "", **style: Any) -> None:
    """A line, or points alone; `shares` as for words, `style` as for a Line2D."""
    made = copy(_styled(*style.items()))
    made.set_data(x, y)
    made.set_transform(_in(axes, shares))
    axes.add_artist(made)


@lru_cache(maxsize=512)
def _styled(*style: tuple[str, Any]) -> _Line:
    """A line of nothing in a style, for copies: to read its style is most of making one."""
    return _Line([], [], **dict(style))


def own_line(x: ArrayLike, y: ArrayLike, **style: Any) -> Mark:
    """The authority's own published figures."""
    usual = dict[str, Any](color=OWN_COLOUR, linewidth=2.4, marker="o", markersize=5, gid="own")
    return line(x, y, **usual | style)


@mark
def band(
    axes: Axes, x: ArrayLike, low: ArrayLike, high: ArrayLike, *, zorder: float = 1.5, **style: Any
) -> None:
    """What lies between two lines, without an edge; `style` as for fill_between."""
    axes.fill_between(x, low, high, linewidth=0, zorder=zorder, **style)


def whisker(x: Sequence[float], low: Sequence[float], high: Sequence[float], **style: Any) -> Mark:
    """Upright lines from one height to another, as one line with gaps; `style` as for a line."""
    ends = ((value, end) for value, *both in zip(x, low, high, strict=True) for end in (*both, nan))
    across, up = zip(*ends, strict=True)
    return line(across, up, solid_capstyle="butt", **style)


@mark
def missing(axes: Axes, start: float, end: float, **style: Any) -> None:
    """A grey column over places without a figure; `style` as for axvspan."""
    axes.axvspan(start, end, color=MISSING_FILL, linewidth=0, **style)


@mark
def box(axes: Axes, corner: tuple[float, float], wide: float, tall: float, **style: Any) -> None:
    """A rectangle from its lower left corner; `style` as for a Rectangle."""
    axes.add_artist(Rectangle(corner, wide, tall, **style))


@mark
def ground(axes: Axes, corner: tuple[float, float], wide: float, tall: float) -> None:
    """White in shares of the plot, over grid and reference lines and under all figures."""
    style = dict[str, Any](color="white", linewidth=0, zorder=2.2, clip_on=False)
    axes.add_artist(Rectangle(corner, wide, tall, transform=axes.transAxes, **style))


@mark
def words(
    axes: Axes,
    at: tuple[float, float],
    text: str,
    *,
    shares: str = "",
    nudge: tuple[float, float] = (0, 0),
    ha: str = "left",
    va: str = "center",
    points: float = TEXT_POINTS,
    bold: bool = False,
    colour: str = INK,
    gid: str | None = None,
    on_sheet: bool = False,
    **style: Any,
) -> None:
    """Words held at a place, moved by `nudge` points; of 'x', 'y' or 'xy' `shares` of the plot.

    They are the plot's, which tells its message by them, or those of the sheet it is on. No words
    are none drawn.
    """
    if not text:
        return
    place = _in(axes, shares)
    if nudge != (0, 0):
        place = place + Affine2D().translate(*nudge)
    looks = (points, bold, colour, ha, va, *rcParams["font.family"])
    measured = style or "\n" in text
    written = _lettered(Text, *looks, **style) if measured else copy(_level(*looks))
    written.set_position(at)
    written.set_text(text)
    written.set_transform(place)
    written.set_clip_on(False)
    written.set_gid(gid)
    (the_figure(axes) if on_sheet else axes).add_artist(written)


def _lettered(
    kind: type[Text],
    points: float,
    bold: bool,
    colour: str,
    ha: str,
    va: str,
    *family: str,
    **style: Any,
) -> Text:
    """No words yet in a font, with an end and a line of them to be held by."""
    font = _font(points, bold, *family)
    return kind(ha=ha, va=va, fontproperties=font, color=colour, **style)


@lru_cache(maxsize=512)
def _level(*looks: Any) -> Text:
    """Level words that look so, for copies: to read their style is most of making them."""
    return _lettered(Words, *looks)


def _in(axes: Axes, shares: str) -> Transform:
    """What a place is given in: numbers on both axes, or shares of the plot."""
    by_axis = {"x": axes.get_yaxis_transform, "y": axes.get_xaxis_transform}
    return by_axis[shares]() if shares in by_axis else axes.transAxes if shares else axes.transData


@cache
def _font(points: float, bold: bool, *family: str) -> FontProperties:
    return FontProperties(family=[*family], size=points, weight="bold" if bold else "normal")


def _up_and_down(words: Words, renderer: RendererBase) -> tuple[float, float]:
    """How far words stand above their base and hang below it: as their font, or beyond it."""
    font = words.get_fontproperties()
    if font not in _stands:
        probe = Text(0, 0, " ", fontproperties=font, figure=words.get_figure())
        box = probe.get_window_extent(renderer)
        _stands[font] = (box.y1, -box.y0)
    up, down = _stands[font]
    large = _font(_EM, font.get_weight() == "bold", *font.get_family())
    reaches = [_reach(letter, large) for letter in set(words.get_text())]
    above, below = map(max, zip(*reaches, strict=True))
    share = font.get_size_in_points() / _EM
    return max(up, share * above), max(down, share * below)


@cache
def _reach(letter: str, font: FontProperties) -> tuple[float, float]:
    """How far a letter goes above its base and below it, in points of a font of 100."""
    _, tall, below = text_to_path.get_text_width_height_descent(letter, font, ismath=False)
    return tall - below, below

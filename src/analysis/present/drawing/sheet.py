"""The sheet that a chart is drawn on, and its way into SVG.

Nothing is measured to fit: margins are fixed and text is placed by its approximate width, which
is several times faster than a tight layout and gives the same bytes wherever it is drawn.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.axis import XAxis, YAxis
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle
from matplotlib.spines import Spine
from matplotlib.transforms import IdentityTransform, Transform

from analysis.present.drawing.pen import Pen
from analysis.present.drawing.style import families, house_style
from analysis.present.text import POINTS_PER_INCH

# A narrow sheet is about as wide as a phone shows it, so that words keep their size there.
WIDTH_INCHES, NARROW_INCHES = 7.2, 3.7
_width: ContextVar[float] = ContextVar("width", default=WIDTH_INCHES)
_blank_sheets: list[Axes] = []


def width() -> float:
    """How wide a sheet is now, in inches."""
    return _width.get()


def is_narrow() -> bool:
    """Whether what is declared now is for a phone."""
    return width() < WIDTH_INCHES


@contextmanager
def narrow() -> Iterator[None]:
    """Plots are declared and drawn for a phone, where they are as wide as they are drawn."""
    before = _width.set(NARROW_INCHES)
    try:
        yield
    finally:
        _width.reset(before)


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
    """Axes without edges and ticks of their own: an `Axis` draws what a chart wants of them.

    matplotlib's documented hooks for an own projection, and half the work of its usual axes.
    """

    def _init_axis(self) -> None:
        self.xaxis, self.yaxis = _X(self, clear=False), _Y(self, clear=False)

    def _gen_axes_spines(self) -> dict[str, Spine]:
        return {}

    def _gen_axes_patch(self) -> Rectangle:
        return _Ground((0, 0), 1, 1)


def sheet(
    tall: float,
    left: float,
    right: float,
    top: float,
    bottom: float,
    kind: type[Axes] = PlainAxes,
    width: float = WIDTH_INCHES,
) -> Axes:
    """Axes `tall` inches high on a new sheet of a width, with margins in inches."""
    wide, height = width - left - right, top + tall + bottom
    share = (height - top - bottom) / height
    box = (left / width, bottom / height, wide / width, share)
    axes = _blank_sheets.pop() if kind is PlainAxes and _blank_sheets else _blank(kind)
    the_figure(axes).set_size_inches(width, height)
    axes.set_position(box)
    return axes


def _wipe(figure: Figure) -> None:
    """Have a plain sheet blank for the next chart: a new one costs a sixth of all drawing."""
    axes, *_ = figure.axes
    if not isinstance(axes, PlainAxes) or axes.get_legend():
        return
    kinds = (axes.lines, axes.patches, axes.collections, axes.texts, axes.artists, figure.artists)
    for artist in [artist for kind in kinds for artist in kind]:
        artist.remove()
    _blank_sheets.append(axes)


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


def drawn(draw: Callable[[], Figure]) -> str:
    """The SVG of a figure drawn under `house_style`: the same bytes for the same figures.

    The figure is wiped afterwards.
    """
    with house_style():
        figure = draw()
        svg = as_svg(figure)
        _wipe(figure)
    return svg


def as_svg(figure: Figure) -> str:
    """The SVG of a figure, for whatever screen it was made."""
    width, height = figure.get_size_inches() * POINTS_PER_INCH
    dots, pen = figure.dpi, Pen(width, height, families())
    figure.dpi = POINTS_PER_INCH
    try:
        figure.draw(pen)
    finally:
        figure.dpi = dots
    return pen.svg()

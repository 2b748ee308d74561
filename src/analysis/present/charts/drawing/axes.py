"""Round numbers, their lines and their words along a plot, drawn as few artists.

matplotlib keeps five artists for each tick and measures every one of them twice, which is more
work than all the rest of a plain chart. Here all lines of an axis are one line with gaps.
"""

from collections.abc import Callable, Iterable, Sequence
from math import nan

from matplotlib.axes import Axes
from matplotlib.ticker import MaxNLocator

from analysis.present.charts.drawing.frame import the_figure
from analysis.present.charts.drawing.pen import line, words
from analysis.present.text import POINTS_PER_INCH

GRID_COLOUR, EDGE_COLOUR = "#D9D9D9", "#767676"
GRID_POINTS, EDGE_POINTS = 0.6, 0.8
MARK_POINTS, APART_POINTS = 3, 3.5  # a tick's length, and from there to its words
STEPS = (1, 2, 2.5, 5, 10)
NEAR = 1e-9
MOST_TICKS = 6


def round_ticks(
    ends: tuple[float, float], most: int = MOST_TICKS, *, whole: bool = False
) -> list[float]:
    """At most `most` + 1 round numbers between two ends; whole ones where asked."""
    low, high = sorted(ends)
    found = MaxNLocator(most, steps=STEPS, integer=whole).tick_values(low, high)
    slack = (high - low) * NEAR
    return [float(x) for x in found if low - slack <= x <= high + slack]


def scale_x(
    axes: Axes, ticks: Iterable[float], printed: Callable[[float], str], *, grid: bool = False
) -> None:
    """The line under a plot with marks and words at some numbers, and lines up where asked.

    For axes whose limits are set, and in place of matplotlib's own.
    """
    axes.set_axis_off()
    shown = list(ticks)
    down = POINTS_PER_INCH * _inches(axes)[1]
    shares = [_share(x, axes.get_xlim()) for x in shown]
    if grid:
        _lines(axes, [((s, s), (0, 1)) for s in shares], GRID_COLOUR, GRID_POINTS, 0.5)
    marks = [((s, s), (0, -MARK_POINTS / down)) for s in shares]
    _lines(axes, [((0, 1), (0, 0)), *marks], EDGE_COLOUR, EDGE_POINTS, 2.5)
    at = -(MARK_POINTS + APART_POINTS) / down
    for share, x in zip(shares, shown, strict=True):
        _words(axes, share, at, printed(x), ha="center", va="top")


def scale_y(axes: Axes, ticks: Iterable[float], printed: Callable[[float], str]) -> None:
    """Lines across a plot at some numbers, with the numbers at their left."""
    axes.set_axis_off()
    shown = list(ticks)
    left = -APART_POINTS / (POINTS_PER_INCH * _inches(axes)[0])
    shares = [_share(y, axes.get_ylim()) for y in shown]
    _lines(axes, [((0, 1), (s, s)) for s in shares], GRID_COLOUR, GRID_POINTS, 0.5)
    for share, y in zip(shares, shown, strict=True):
        _words(axes, left, share, printed(y), ha="right", va="center_baseline")


def _words(axes: Axes, x: float, y: float, text: str, *, ha: str, va: str) -> None:
    """Words of an axis, which belong to the sheet, so that those of the plot are its message."""
    words(axes, (x, y), text, where=axes.transAxes, ha=ha, va=va, on_sheet=True)


def _lines(
    axes: Axes,
    lines: Sequence[tuple[tuple[float, float], tuple[float, float]]],
    colour: str,
    width: float,
    zorder: float,
) -> None:
    """Several lines, in shares of the plot, as one."""
    x = [value for (start, end), _ in lines for value in (start, end, nan)]
    y = [value for _, (start, end) in lines for value in (start, end, nan)]
    line(
        axes,
        x,
        y,
        color=colour,
        linewidth=width,
        zorder=zorder,
        transform=axes.transAxes,
        clip_on=False,
        solid_capstyle="butt",
    )


def _share(value: float, ends: tuple[float, float]) -> float:
    return (value - ends[0]) / (ends[1] - ends[0])


def _inches(axes: Axes) -> tuple[float, float]:
    """How wide and how high the plot is."""
    wide, tall = the_figure(axes).get_size_inches()
    box = axes.get_position()
    return box.width * wide, box.height * tall

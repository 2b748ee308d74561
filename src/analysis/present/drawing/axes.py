"""Round numbers, their lines and their words along a plot, drawn as few artists.

matplotlib keeps five artists for each tick and measures every one of them twice, which is more
work than all the rest of a plain chart. Here all lines of an axis are one line with gaps.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from math import ceil, nan
from typing import Any

from matplotlib.axes import Axes
from matplotlib.ticker import MaxNLocator

from analysis.present.drawing.marks import line, words
from analysis.present.drawing.sheet import is_narrow, the_figure
from analysis.present.text import POINTS_PER_INCH, text_inches

GRID_COLOUR, EDGE_COLOUR = "#D9D9D9", "#767676"
GRID_POINTS, EDGE_POINTS = 0.6, 0.8
MARK_POINTS, APART_POINTS = 3, 3.5  # a tick's length, and from there to its words
STEPS = (1, 2, 2.5, 5, 10)
NEAR = 1e-9
MOST_TICKS = 6
WORDS_APART_INCHES = 0.05
NOT_FROM_ZERO = "The axis starts above zero."


@dataclass(frozen=True, kw_only=True)
class Axis:
    """The ends of one side of a plot, and how its ticks are `printed`, which None leaves out.

    The ticks are round numbers, at most `most` + 1 and `whole` ones where asked, or those given.
    Up the side they are lines across the plot; along the foot marks, and lines with a `grid`. On a
    narrow sheet only those with room for their words are told, unless they are names: `all_told`.
    """

    ends: tuple[float, float]
    printed: Callable[[float], str] | None = None
    ticks: Iterable[float] | None = None
    most: int = MOST_TICKS
    whole: bool = False
    grid: bool = False
    all_told: bool = False

    @property
    def numbers(self) -> list[float]:
        """Where its ticks stand."""
        if self.ticks is not None:
            return list(self.ticks)
        low, high = sorted(self.ends)
        found = MaxNLocator(self.most, steps=STEPS, integer=self.whole).tick_values(low, high)
        slack = (high - low) * NEAR
        return [float(x) for x in found if low - slack <= x <= high + slack]

    def share(self, value: float) -> float:
        """How far along the axis a number is, 0 where it starts and 1 where it ends."""
        return (value - self.ends[0]) / (self.ends[1] - self.ends[0])

    def draw_foot(self, axes: Axes) -> None:
        """The line under a plot with marks and words, and lines up where asked."""
        if self.printed is None:
            return
        ticks = self._with_room(axes)
        down = POINTS_PER_INCH * axes.get_position().height * the_figure(axes).get_figheight()
        shares = [self.share(x) for x in ticks]
        if self.grid:
            _lines(axes, [((s, s), (0, 1)) for s in shares], GRID_COLOUR, GRID_POINTS, 0.5)
        marks = [((s, s), (0, -MARK_POINTS / down)) for s in shares]
        _lines(axes, [((0, 1), (0, 0)), *marks], EDGE_COLOUR, EDGE_POINTS, 2.5)
        at = -(MARK_POINTS + APART_POINTS) / down
        for share, x in zip(shares, ticks, strict=True):
            _words(axes, share, at, self.printed(x), ha="center", va="top")

    def _with_room(self, axes: Axes) -> list[float]:
        """Its ticks; on a narrow sheet only as many, back from the last, as have room for words."""
        ticks = self.numbers
        if not is_narrow() or self.all_told or self.printed is None or len(ticks) < 2:
            return ticks
        lines = [line for x in ticks for line in self.printed(x).split("\n")]
        wide = axes.get_position().width * the_figure(axes).get_figwidth()
        room = wide * abs(self.share(ticks[-1]) - self.share(ticks[0])) / (len(ticks) - 1)
        step = ceil((max(map(text_inches, lines)) + WORDS_APART_INCHES) / room)
        return ticks[::-1][::step][::-1]

    def draw_side(self, axes: Axes) -> None:
        """Lines across a plot, with the numbers at their left."""
        if self.printed is None:
            return
        wide = axes.get_position().width * the_figure(axes).get_figwidth()
        left = -APART_POINTS / (POINTS_PER_INCH * wide)
        ticks = self.numbers
        shares = [self.share(y) for y in ticks]
        _lines(axes, [((0, 1), (s, s)) for s in shares], GRID_COLOUR, GRID_POINTS, 0.5)
        for share, y in zip(shares, ticks, strict=True):
            _words(axes, left, share, self.printed(y), ha="right", va="center_baseline")


def _words(axes: Axes, x: float, y: float, text: str, *, ha: str, va: str) -> None:
    """Words of an axis, which belong to the sheet, so that those of the plot are its message."""
    words((x, y), text, shares="xy", ha=ha, va=va, on_sheet=True)(axes)


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
    style = dict[str, Any](clip_on=False, solid_capstyle="butt")
    line(x, y, shares="xy", color=colour, linewidth=width, zorder=zorder, **style)(axes)

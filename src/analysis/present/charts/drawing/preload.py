"""What charts need once, done in a process that those which draw are forked from."""

from string import printable

from matplotlib.axes import Axes
from matplotlib.figure import Figure

from analysis.present.charts.drawing.frame import PlainAxes, drawn, lay_out, sheet, the_figure
from analysis.present.charts.drawing.pen import line, words
from analysis.present.text import TEXT_POINTS

LETTERS = "".join(printable.split()) + " £−–←→"
SHEETS = 60  # somewhat more than the largest report has


def first_use() -> None:
    """Draw all letters on charts of nothing, and lay out blank sheets for real ones."""
    drawn(lambda: _nothing(Axes))
    drawn(lambda: _nothing(PlainAxes))
    lay_out(SHEETS)


def _nothing(kind: type[Axes]) -> Figure:
    axes = sheet(2, 0.5, 0.5, 0.5, 0.5, kind)
    for points in (9, TEXT_POINTS):
        for bold in (False, True):
            words(axes, (0, 0), LETTERS, points=points, bold=bold)
    axes.fill_between([0, 1], [0, 1], [1, 2])
    line(axes, [0, 1], [0, 1], marker="o", label="A line")
    axes.legend()
    return the_figure(axes)

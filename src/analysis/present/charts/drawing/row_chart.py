"""The plain row chart: names at the left, marks in the middle, printed figures at the right.

The heads of the printed columns carry the marks, so that no separate key is needed.
"""

from dataclasses import dataclass

from matplotlib.axes import Axes

from analysis.present.charts.drawing.frame import (
    DARK_GREY,
    INK,
    MID_GREY,
    OWN_COLOUR,
    WIDTH_INCHES,
    sheet,
)
from analysis.present.charts.drawing.pen import line, words
from analysis.present.text import TEXT_POINTS, text_inches, wrapped

ROW_INCHES, LINE_INCHES, HEAD_INCHES, FOOT_INCHES = 0.28, 0.165, 0.42, 0.38
LONGEST_LABEL_INCHES, COLUMN_GAP_INCHES, NAME_INCHES = 2.3, 0.16, 1.1

# Shape tells marks apart as well as colour and fill.
MARKS: dict[str, dict] = {
    "own": {"marker": "o", "color": OWN_COLOUR, "markersize": 8},
    "england": {
        "marker": "D",
        "color": DARK_GREY,
        "markersize": 6,
        "markerfacecolor": "white",
        "markeredgewidth": 1.4,
    },
    "neighbour": {"marker": "o", "color": MID_GREY, "markersize": 6},
    "need": {"marker": "s", "color": "#801650", "markersize": 6.5},
    "pupils": {
        "marker": "D",
        "color": DARK_GREY,
        "markersize": 6.5,
        "markerfacecolor": "white",
        "markeredgewidth": 1.4,
    },
    "median": {"marker": "|", "color": DARK_GREY, "markersize": 13, "markeredgewidth": 2.2},
}


@dataclass(frozen=True, kw_only=True)
class Column:
    """A column of printed figures; `mark` is the key of the mark it explains, '' for none."""

    head: str
    cells: list[str]
    mark: str = ""
    bold: bool = False

    @property
    def inches(self) -> float:
        """The width that its longest cell or line of its head needs."""
        cells = (text_inches(cell, bold=self.bold and any_digit(cell)) for cell in self.cells)
        heads = (text_inches(line, 9, self.bold) for line in self.head.split("\n"))
        return max(*cells, max(heads) + (0.2 if self.mark else 0)) + COLUMN_GAP_INCHES


def row_sheet(
    labels: list[str],
    columns: list[Column],
    *,
    bold: int | None = None,
    below: list[str] | None = None,
    foot: bool = True,
    label_inches: float = LONGEST_LABEL_INCHES,
    head_inches: float = HEAD_INCHES,
) -> Axes:
    """Axes with a row for each label, the first at the top, and the columns printed beside them.

    `below` is a small second line under each label; `bold` the row of the area itself.
    """
    row = ROW_INCHES * (1.5 if below else 1)
    lines = [wrapped(text, label_inches, bold=i == bold) for i, text in enumerate(labels)]
    tallest = max(len(each) for each in lines) + (1 if below else 0)
    row = max(ROW_INCHES, LINE_INCHES * tallest + 0.05)
    widths = [text_inches(t, bold=i == bold) for i, each in enumerate(lines) for t in each]
    left = max([*widths, *(text_inches(text, 9) for text in below or [])]) + 0.12
    right = sum(c.inches for c in columns) + 0.1
    bottom = FOOT_INCHES if foot else 0.1
    axes = sheet(head_inches + row * len(labels) + bottom, left, right, head_inches, bottom)
    axes.set_ylim(len(labels) - 0.5, -0.5)
    axes.set_axis_off()
    _label(axes, lines, below or [""] * len(lines), bold, left, row)
    _print(axes, columns, bold, row * len(labels))
    return axes


def place(axes: Axes, mark: str, x: float, y: float) -> None:
    """One mark."""
    style = {"linestyle": "none", "zorder": 4, "gid": f"mark-{mark}", "clip_on": False}
    line(axes, [x], [y], **style, **MARKS[mark])


def bar(axes: Axes, low: float, high: float, y: float, colour: str, width: float = 1.4) -> None:
    """A thin line from `low` to `high`: an interval."""
    if low == low and high == high:
        line(axes, [low, high], [y, y], color=colour, linewidth=width, zorder=3, gid="interval")


def mark_line(axes: Axes, x: float, text: str, level: int, *, dashed: bool) -> None:
    """A vertical line with its words above the plot, on one of two levels so that none meet."""
    dash = (0, (5, 2)) if dashed else "-"
    axes.axvline(x, color=DARK_GREY, linewidth=1.2, linestyle=dash, zorder=2, gid="reference")
    low, high = axes.get_xlim()
    share = (x - low) / (high - low)
    side = "left" if share < 0.5 else "right"
    words(
        axes,
        (x, 1),
        text,
        where=axes.get_xaxis_transform(),
        nudge=(-2 if side == "left" else 2, 4 + 13 * level),
        ha=side,
        va="bottom",
        points=9,
        colour=DARK_GREY,
    )


def _label(
    axes: Axes,
    lines: list[list[str]],
    below: list[str],
    bold: int | None,
    left: float,
    row: float,
) -> None:
    """Each label, in as many lines as it needs, with its small second line, centred on its row."""
    x = -(left - 0.02) / (axes.get_position().width * WIDTH_INCHES)
    step = LINE_INCHES / row
    for i, (label, small) in enumerate(zip(lines, below, strict=True)):
        texts = [(text, False) for text in label] + ([(small, True)] if small else [])
        top = i - step * (len(texts) - 1) / 2
        for k, (text, is_small) in enumerate(texts):
            own = i == bold and not is_small
            words(
                axes,
                (x, top + step * k),
                text,
                where=axes.get_yaxis_transform(),
                points=9 if is_small else TEXT_POINTS,
                bold=own,
                colour=OWN_COLOUR if own else MID_GREY if is_small else INK,
            )


def _print(axes: Axes, columns: list[Column], bold: int | None, tall: float) -> None:
    wide = axes.get_position().width * WIDTH_INCHES
    edge = 0.06
    for column in columns:
        edge += column.inches
        x = 1 + edge / wide
        for i, cell in enumerate(column.cells):
            a_figure = any_digit(cell)
            own = a_figure and (column.bold or i == bold)
            words(
                axes,
                (x, i),
                cell,
                where=axes.get_yaxis_transform(),
                ha="right",
                points=TEXT_POINTS if a_figure else 9,
                bold=own,
                colour=OWN_COLOUR if own else INK if a_figure else MID_GREY,
            )
        _head(axes, column, x, wide, tall)


def _head(axes: Axes, column: Column, x: float, wide: float, tall: float) -> None:
    if not column.head:
        return
    y = 1 + 0.06 / tall
    axes.text(
        x,
        y,
        column.head,
        transform=axes.transAxes,
        ha="right",
        va="bottom",
        fontsize=9,
        linespacing=1.15,
        fontweight="bold" if column.bold else "normal",
        color=OWN_COLOUR if column.bold else DARK_GREY,
    )
    if column.mark:
        last = column.head.split("\n")[-1]
        at = x - (text_inches(last, 9, column.bold) + 0.1) / wide
        style = {"transform": axes.transAxes, "linestyle": "none", "clip_on": False}
        line(axes, [at], [y + 0.07 / tall], **style, **MARKS[column.mark])


def any_digit(cell: str) -> bool:
    """Whether a cell prints a figure rather than words for a missing one."""
    return any(character.isdigit() for character in cell)

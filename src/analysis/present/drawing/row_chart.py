"""The plain row chart: names at the left, marks in the middle, printed figures at the right.

The heads of the printed columns carry the marks, so that no separate key is needed.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from math import nan
from typing import Any

from matplotlib.axes import Axes

from analysis.present.drawing.axes import Axis
from analysis.present.drawing.chart import Plot
from analysis.present.drawing.marks import Mark, line, mark, upright, words
from analysis.present.drawing.sheet import is_narrow, the_figure, width
from analysis.present.drawing.style import DARK_GREY, EVENT_COLOUR, INK, MID_GREY, OWN_COLOUR
from analysis.present.text import POINTS_PER_INCH, TEXT_POINTS, text_inches, wrapped

ROW_INCHES, LINE_INCHES, HEAD_INCHES, FOOT_INCHES, NO_FOOT_INCHES = 0.28, 0.165, 0.42, 0.38, 0.1
# On a narrow sheet: from its edges, for a row under its label, and the least for a plot.
EDGE_INCHES, UNDER_INCHES, LEAST_PLOT_INCHES = 0.14, 0.34, 1.2
LONGEST_LABEL_INCHES, COLUMN_GAP_INCHES, NAME_INCHES = 2.3, 0.16, 1.1

# Shape tells marks apart as well as colour and fill.
_HOLLOW = dict[str, Any](marker="D", color=DARK_GREY, markerfacecolor="white", markeredgewidth=1.4)
MARKS: dict[str, dict[str, Any]] = {
    "own": {"marker": "o", "color": OWN_COLOUR, "markersize": 8},
    "england": {**_HOLLOW, "markersize": 6},
    "return": {**_HOLLOW, "marker": "s", "color": OWN_COLOUR, "markersize": 6.5},
    "neighbour": {"marker": "o", "color": MID_GREY, "markersize": 6},
    "need": {"marker": "s", "color": EVENT_COLOUR, "markersize": 6.5},
    "pupils": {**_HOLLOW, "markersize": 6.5},
    "median": {"marker": "|", "color": DARK_GREY, "markersize": 13, "markeredgewidth": 2.2},
}


@dataclass(frozen=True, kw_only=True)
class Column:
    """The head of a column of printed figures; `mark` is the key of the mark it explains."""

    head: str
    mark: str = ""
    bold: bool = False

    def inches(self, cells: Sequence[str]) -> float:
        """The width that its longest cell or line of its head needs."""
        wide = (text_inches(cell, bold=self.bold and any_digit(cell)) for cell in cells)
        heads = (text_inches(line, 9, self.bold) for line in self.head.split("\n"))
        return max(*wide, max(heads) + (0.2 if self.mark else 0)) + COLUMN_GAP_INCHES


@dataclass(frozen=True, kw_only=True)
class Row:
    """One row: its label over a small second line, a cell for each column, and what is drawn.

    `dots` has numbers by the key of their mark, later ones over those before; `bar` is a line
    between two numbers. A missing number (NaN) is not drawn.
    """

    label: str
    cells: Sequence[str]
    below: str = ""
    dots: Mapping[str, float] = field(default_factory=dict)
    bar: tuple[float, float] = (float("nan"), float("nan"))
    bar_colour: str = OWN_COLOUR
    bar_points: float = 3
    bold: bool = False

    def marks(self, y: int) -> Iterator[Mark]:
        """Its bar and its dots, at a height."""
        low, high = self.bar
        if low == low and high == high:
            style = dict[str, Any](color=self.bar_colour, linewidth=self.bar_points, zorder=3)
            yield line([low, high], [y, y], gid="interval", **style)
        for kind, x in self.dots.items():
            if x == x:
                style = dict[str, Any](linestyle="none", zorder=4, clip_on=False)
                yield line([x], [y], gid=f"mark-{kind}", **style, **MARKS[kind])


def own_column(name: str) -> Column:
    """The column of the authority itself, its name in lines above it."""
    return Column(head="\n".join(wrapped(name, NAME_INCHES, bold=True)), mark="own", bold=True)


def row_chart(
    rows: Sequence[Row],
    columns: Sequence[Column],
    x: Axis,
    *,
    marks: Iterable[Mark] = (),
    label_inches: float = LONGEST_LABEL_INCHES,
) -> Plot:
    """The rows from the top, the first at 0, with the columns printed beside them.

    On a narrow sheet labels and figures stand over their row, which is as wide as the sheet.
    """
    beside = sum(c.inches([row.cells[n] for row in rows]) for n, c in enumerate(columns))
    if is_narrow():
        return _over_rows(rows, columns, x, marks, beside)
    lines = [wrapped(row.label, label_inches, bold=row.bold) for row in rows]
    tall = max(ROW_INCHES, LINE_INCHES * _most(rows, lines) + 0.05)
    widths = [
        max(*(text_inches(text, bold=row.bold) for text in each), text_inches(row.below, 9))
        for row, each in zip(rows, lines, strict=True)
    ]
    left, right = max(widths) + 0.12, 0.1 + beside
    wide, step = width() - left - right, LINE_INCHES / tall
    drawn = [
        *_labels(rows, lines, -(left - 0.02) / wide, step),
        *_printed(rows, columns, wide, tall * len(rows)),
        *(each for y, row in enumerate(rows) for each in row.marks(y)),
        *marks,
    ]
    y = Axis(ends=(len(rows) - 0.5, -0.5))
    return Plot(x, y, drawn, tall=tall * len(rows), left=left, right=right, **_margins(columns, x))


def _over_rows(
    rows: Sequence[Row],
    columns: Sequence[Column],
    x: Axis,
    marks: Iterable[Mark],
    beside: float,
) -> Plot:
    """The same on a narrow sheet: a label over its row, and under the label the figures where there
    is no room for them beside the row.
    """
    fits = width() - EDGE_INCHES - beside >= LEAST_PLOT_INCHES
    right = 0.1 + beside if fits else EDGE_INCHES
    wide = width() - EDGE_INCHES - right
    lines = [wrapped(row.label, width() - 0.2, bold=row.bold) for row in rows]
    over = LINE_INCHES * (_most(rows, lines) + (not fits))
    tall = over + UNDER_INCHES
    step, up = LINE_INCHES / tall, (over + UNDER_INCHES * 0.4) / tall
    within = (0, 0) if fits else (beside, UNDER_INCHES * 0.4 / tall + step / 2)
    drawn = [
        *_labels(rows, lines, -0.04 / wide, step, up),
        *_printed(rows, columns, wide, tall * len(rows), *within),
        *(each for y, row in enumerate(rows) for each in row.marks(y)),
        *marks,
        _ground(len(rows), over / tall),
    ]
    y = Axis(ends=(len(rows) - up, -up))
    edges = dict[str, Any](left=EDGE_INCHES, right=right, **_margins(columns, x))
    return Plot(x, y, drawn, tall=tall * len(rows), **edges)


@mark
def _ground(axes: Axes, rows: int, share: float) -> None:
    """White under the words over each row, a share of it, so that no line runs through them."""
    inches = axes.get_position().height * the_figure(axes).get_figheight() * share / rows
    y = [at for n in range(rows) for at in [1 - (n + share / 2) / rows] * 2 + [nan]]
    style = dict[str, Any](color="white", linewidth=POINTS_PER_INCH * inches, zorder=2.2)
    line([0, 1, nan] * rows, y, shares="xy", solid_capstyle="butt", **style)(axes)


def _most(rows: Sequence[Row], lines: Sequence[list[str]]) -> int:
    """The most lines that a label has."""
    return max(len(each) + bool(row.below) for row, each in zip(rows, lines, strict=True))


def _margins(columns: Sequence[Column], x: Axis) -> dict[str, Any]:
    """The room for heads above, and for numbers below where there are any."""
    heads = max(c.head.count("\n") + 1 for c in columns)
    return {
        "top": HEAD_INCHES + LINE_INCHES * max(0, heads - 2),
        "bottom": FOOT_INCHES if x.printed else NO_FOOT_INCHES,
    }


@mark
def reference(axes: Axes, x: float, text: str, level: int = 0, *, dashed: bool = False) -> None:
    """A vertical line with its words above the plot, on one of two levels so that none meet."""
    dash = (0, (5, 2)) if dashed else "-"
    upright(x, color=DARK_GREY, linewidth=1.2, linestyle=dash, zorder=2, gid="reference")(axes)
    low, high = axes.get_xlim()
    share, box = (x - low) / (high - low), axes.get_position()
    sheet = the_figure(axes).get_figwidth()
    at, needed = sheet * (box.x0 + share * box.width), text_inches(text, 9)
    side = "left" if share < 0.5 else "right"
    beyond = min(sheet - at - needed, 0) if side == "left" else max(needed - at, 0)
    nudge = ((-2 if side == "left" else 2) + POINTS_PER_INCH * beyond, 4 + 13 * level)
    style = dict[str, Any](ha=side, va="bottom", points=9, colour=DARK_GREY)
    words((x, 1), text, shares="y", nudge=nudge, **style)(axes)


def _labels(
    rows: Sequence[Row], lines: Sequence[list[str]], x: float, step: float, up: float = 0
) -> Iterator[Mark]:
    """Each label, in as many lines as it needs, with its small second line.

    They are centred on their row, or begin so far `up` over it.
    """
    for y, (row, label) in enumerate(zip(rows, lines, strict=True)):
        own, small = OWN_COLOUR if row.bold else INK, [row.below] if row.below else []
        top = y - up + step / 2 if up else y - step * (len(label) + len(small) - 1) / 2
        for k, text in enumerate(label):
            yield words((x, top + step * k), text, shares="x", bold=row.bold, colour=own)
        for text in small:
            at = (x, top + step * len(label))
            yield words(at, text, shares="x", points=9, colour=MID_GREY)


def _printed(
    rows: Sequence[Row],
    columns: Sequence[Column],
    wide: float,
    tall: float,
    within: float = 0,
    up: float = 0,
) -> Iterator[Mark]:
    """The cells of each row beside the plot, or so many inches `within` it and so far `up`."""
    edge = -within if within else 0.06
    for n, column in enumerate(columns):
        cells = [row.cells[n] for row in rows]
        edge += column.inches(cells)
        x = 1 + edge / wide
        for y, (row, cell) in enumerate(zip(rows, cells, strict=True)):
            colour, points = (INK, TEXT_POINTS) if any_digit(cell) else (MID_GREY, 9)
            own = any_digit(cell) and (column.bold or row.bold)
            style = dict[str, Any](points=points, bold=own, colour=OWN_COLOUR if own else colour)
            yield words((x, y - up), cell, shares="x", ha="right", **style)
        yield from _head(column, x, wide, tall)


def _head(column: Column, x: float, wide: float, tall: float) -> Iterator[Mark]:
    y = 1 + 0.06 / tall
    colour = OWN_COLOUR if column.bold else DARK_GREY
    style = dict[str, Any](shares="xy", ha="right", va="bottom", points=9, linespacing=1.15)
    yield words((x, y), column.head, bold=column.bold, colour=colour, **style)
    if column.mark:
        last = column.head.split("\n")[-1]
        at = x - (text_inches(last, 9, column.bold) + 0.1) / wide
        style = dict[str, Any](linestyle="none", clip_on=False, **MARKS[column.mark])
        yield line([at], [y + 0.07 / tall], shares="xy", **style)


def any_digit(cell: str) -> bool:
    """Whether a cell prints a figure rather than words for a missing one."""
    return any(character.isdigit() for character in cell)

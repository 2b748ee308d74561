"""What the workbench's charts share: a sheet, its words, and its alternative text."""

from collections.abc import Iterable
from html import escape
from typing import Any, cast

import matplotlib as mpl
import matplotlib.pyplot as plt
import pandas as pd
import seaborn.objects as so
from IPython.display import display
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.ticker import MaxNLocator

from analysis.briefing.workbench.tidy import CHOSEN, COUNTRY, NEIGHBOUR, OTHER, REGION
from analysis.catalogue.indicator import Indicator
from analysis.core.errors import CareAnalysisError
from analysis.present import drawing, numbers
from analysis.present.drawing.axes import STEPS
from analysis.present.drawing.style import house_style, style
from analysis.present.parts.svg import as_data_uri, size_px
from analysis.present.text import clipped, wrapped

SHARP = 144  # dots an inch of a picture that is not drawn by lines
MOST_CHOSEN = 4  # that colours and marks tell apart
HUES = tuple(each["color"] for each in style()["axes.prop_cycle"])
SHAPES = ("o", "s", "^", "D")
COLOURS = {
    CHOSEN: drawing.OWN_COLOUR,
    NEIGHBOUR: drawing.MID_GREY,
    REGION: drawing.DARK_GREY,
    COUNTRY: drawing.DARK_GREY,
    OTHER: drawing.LIGHT_GREY,
}
MARKS = {CHOSEN: "o", NEIGHBOUR: "o", REGION: "D", COUNTRY: "s", OTHER: "o"}
FILLED = {CHOSEN: True, NEIGHBOUR: False, REGION: True, COUNTRY: True, OTHER: True}
BY_ROLE = {"color": "role", "marker": "role", "fill": "role"}
SCALES = dict[str, Any](color=COLOURS, marker=MARKS, fill=FILLED)
INTERVALS = (
    "Bars: 95% interval, from the counts; a dot alone has none, or one no wider than itself."
)


class Chart(Figure):
    """A figure in the house style that a notebook shows with its alternative text, `alt`."""

    alt = ""

    def draw(self, renderer: Any) -> None:
        """Draw, what is made only now in the house style too; nothing before it is finished.

        seaborn has a swarm drawn as soon as its dots are there, and again with all the rest.
        """
        if self.alt:
            with house_style():
                super().draw(renderer)

    def _repr_html_(self) -> str:
        svg = drawing.as_svg(self)
        width, height = size_px(svg)
        return (
            f'<img src="{as_data_uri(svg)}" alt="{escape(self.alt)}" width="{width}" '
            f'height="{height}" style="max-width:100%;height:auto">'
        )


class ChartAxes(Axes):
    """Axes that, as the last thing of a cell, show their chart once and not their name."""

    def _ipython_display_(self) -> None:
        chart = cast(Chart, self.get_figure())
        shown_anyway = "inline" in mpl.get_backend() and plt.fignum_exists(chart.number)
        if not shown_anyway:
            display(chart)


class SmallCharts(list[Axes]):
    """The axes of one chart, which show it once and not their names."""

    def _ipython_display_(self) -> None:
        cast(ChartAxes, self[0])._ipython_display_()


def sheet(tall: float, title: str, rows: int = 1, columns: int = 1) -> list[Axes]:
    """Axes in the house style under a title, `tall` inches together: one row after the other."""
    wide = drawing.WIDTH_INCHES
    heading = wrapped(title, wide - 0.8, bold=True)
    size, axes = (wide, tall + 0.2 * len(heading)), {"axes_class": ChartAxes}
    with house_style():
        chart = plt.figure(FigureClass=Chart, figsize=size, dpi=SHARP, layout="constrained")
        chart.suptitle("\n".join(heading), x=0.01, ha="left", weight="bold", size=11)
        shared = dict[str, Any](sharex=rows * columns > 1, sharey=rows * columns > 1)
        found = chart.subplots(rows, columns, squeeze=False, subplot_kw=axes, **shared)
    return [*found.flat]


def finish(axes: Axes, alt: str, *notes: str) -> Axes:
    """The same axes, once their chart has its alternative text and its notes at the foot."""
    chart = cast(Chart, axes.get_figure())
    chart.alt = clipped(alt)
    text = "\n".join(line for note in notes if note for line in wrapped(note, 6.9))
    if text:
        chart.supxlabel(text, x=0.01, ha="left", size=9, color=drawing.DARK_GREY)
    return axes


def plotted(axes: Axes, rows: pd.DataFrame, **variables: Any) -> so.Plot:
    """A plot of seaborn's objects on axes, without a style of its own."""
    return so.Plot(rows, **variables).on(axes).theme(dict(style()))


def number_axis(axis: Any, i: Indicator, values: Iterable[float], *, from_zero: bool = True) -> str:
    """End an axis at figures as the reports do, print its ticks; a note where it has no zero.

    It starts at zero unless all are far from it, or where that is not wanted.
    """
    known = [v for v in values if v == v]
    if not known:
        return ""
    low, high = min(known), max(known)
    pad = (high - low or abs(high) or 1) * 0.06
    from_zero = from_zero and 0 <= low <= 0.5 * high
    start = 0 if from_zero else low - pad
    room = 0.015 * high if from_zero and axis.axis_name == "x" else 0  # for a dot at zero
    axis._set_lim(start - room, high + pad, auto=None)
    axis.set_major_locator(MaxNLocator(6, steps=STEPS, integer=i.decimals == 0))
    axis.set_major_formatter(lambda v, _: drawing.tick_text(i, v))
    return "" if from_zero or low < 0 else drawing.NOT_FROM_ZERO


def limits(rows: pd.DataFrame) -> list[float]:
    """All ends that an axis has to hold: values and their intervals."""
    return [*rows["value"], *rows["lower95"], *rows["upper95"]]


def said(i: Indicator, row: Any) -> str:
    """A figure with its interval in words: '94 (91 to 98)', or why there is none."""
    if row.value != row.value:
        return f"not shown: {row.why}"
    figure = numbers.figure(i, row.value)
    if row.lower95 != row.lower95:
        return figure
    return f"{figure} ({numbers.interval(i, row.lower95, row.upper95)})"


def few(rows: pd.DataFrame, instead: str) -> list[str]:
    """The names of the areas chosen; CareAnalysisError for more than colours can tell apart."""
    found = [*dict.fromkeys(rows.loc[rows["role"] == CHOSEN, "area"])]
    if len(found) > MOST_CHOSEN:
        raise CareAnalysisError(
            f"{len(found)} areas are chosen, and colours tell {MOST_CHOSEN} apart; {instead}."
        )
    return found


def heading(i: Indicator, category: str) -> str:
    """What is measured, of a category where there is one."""
    return f"{i.title}: {category.lower()}" if category else i.title


def barred(rows: pd.DataFrame) -> str:
    """What the bars of rows are, where any has one."""
    return (
        INTERVALS if rows["lower95"].notna().any() else "No interval is worked out of this measure."
    )


def hollow(rows: pd.DataFrame) -> str:
    """What hollow dots are, where there are any."""
    return "Hollow: statistical neighbours." if (rows["role"] == NEIGHBOUR).any() else ""


def printed(i: Indicator, row: Any) -> str:
    """A figure as printed; '' for one that is missing."""
    return numbers.figure(i, row.value) if row.value == row.value else ""


def subject(i: Indicator, rows: pd.DataFrame) -> str:
    """What one period's chart is of, in alternative text."""
    return f"{i.title}, {rows['when'].iloc[0]}"


def each(rows: pd.DataFrame) -> Iterable[Any]:
    """The rows one by one, their cells by name."""
    return rows.itertuples()

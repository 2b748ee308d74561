"""Charts of one period: areas beside one another, among all, and one figure against another."""

from typing import Any

import pandas as pd
import seaborn as sns
import seaborn.objects as so
from matplotlib.axes import Axes

from analysis.briefing.workbench import chart, tidy
from analysis.briefing.workbench.tidy import CHOSEN, COUNTRY, NEIGHBOUR, OTHER, REGION, Names
from analysis.catalogue.indicator import Indicator
from analysis.catalogue.indicators import indicator
from analysis.present import drawing, numbers

ROW_INCHES, SWARM_INCHES, SWARM_POINTS = 0.27, 1.5, 3.6
STEP = 0.17  # of a swarm's height, from one row below it to the next
NEIGHBOURS_ARE = "Hollow: statistical neighbours."


def compare(
    name: str, areas: Names, year: int | None = None, *, category: str = "", title: str = ""
) -> Axes:
    """The newest figures (or a year's) of areas, neighbours, region and England, by name.

    A dot and its 95% interval on the x axis, in the indicator's unit; from the highest down, those
    that are missing last, with the reason. `category` is needed where the indicator is split.
    """
    i, rows = _rows(name, areas, year, category)
    rows = rows.sort_values(["value", "area"], ascending=[False, True], na_position="last")
    rows = rows.assign(y=range(len(rows)))
    (axes,) = chart.sheet(1.1 + ROW_INCHES * len(rows), title or chart.heading(i, category))
    _dots(axes, rows)
    known = rows[rows["value"].notna()]
    note = chart.number_axis(axes.xaxis, i, chart.limits(known))
    for row in rows[rows["value"].isna()].itertuples():
        axes.annotate(row.why, (0.02, row.y), xycoords=axes.get_yaxis_transform(), va="center",
                      size=9, color=drawing.MID_GREY)
    axes.set_yticks(rows["y"], [f"{r.area}  {_printed(i, r)}" for r in rows.itertuples()])
    for label, role in zip(axes.get_yticklabels(), rows["role"], strict=True):
        own = role == CHOSEN
        label.set(weight="bold" if own else "normal", color=chart.COLOURS[role] if own else drawing.INK)
    axes.set_ylim(len(rows) - 0.4, -0.6)
    _level(axes, i, rows)
    return chart.finish(
        axes,
        f"Dot plot. {_told(i, rows)}",
        f"{_barred(rows)} {_hollow(rows)} Square: England. {note} Not a league table: where "
        "intervals overlap much, the order says little.",
    )


def spread(
    name: str, areas: Names = (), year: int | None = None, *, by_region: bool = False,
    category: str = "", title: str = "",
) -> Axes:
    """Every authority as a dot, and those chosen below with their 95% intervals, among them.

    The x axis is in the indicator's unit. `by_region` gives each region a row of its own.
    """


def relate(x: str, y: str, areas: Names = (), year: int | None = None, *, title: str = "") -> Axes:
    """Two indicators of every authority against each other, those chosen with 95% intervals.

    Both axes are in their indicator's unit. Under the title stands Spearman's rank correlation of
    the authorities that have both figures; it says what goes together and not why.
    """


def _rows(
    name: str, areas: Names, year: int | None, category: str = "", *, others: bool = False
) -> tuple[Indicator, pd.DataFrame]:
    """The rows of the newest period of those chosen, or of a year."""
    i = indicator(name)
    rows = tidy.of_category(i, tidy.figures(name, areas, year, others=others), category)
    return i, tidy.newest(rows)

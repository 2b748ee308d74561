"""Whether ranges are honest: how many outcomes lay below each percentile that was foretold."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import ceil

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from analysis.present import numbers
from analysis.present.charts.drawing.frame import (
    DARK_GREY,
    MID_GREY,
    OWN_COLOUR,
    drawn,
    sheet,
    the_figure,
)
from analysis.present.parts.exhibit import Exhibit
from analysis.present.text import TEXT_POINTS, clipped

PLOT_INCHES, TOP_INCHES, BOTTOM_INCHES, LEFT_INCHES, RIGHT_INCHES = 3.2, 0.12, 0.55, 0.65, 1.6
LINES = {
    1: (OWN_COLOUR, "o", "-"),
    2: ("#801650", "s", (0, (6, 2))),
    3: (DARK_GREY, "D", (0, (2, 1.2))),
}


@dataclass(frozen=True, kw_only=True)
class Below:
    """For one number of years ahead: the share of outcomes, in per cent, below each percentile."""

    years: int
    observed: Mapping[float, float]
    cases: int


def calibration(key: str, found: Sequence[Below], *, source: str) -> Exhibit:
    """A line for each number of years ahead, beside the line where outcomes should lie."""
    worst = max(
        (abs(seen - said) for each in found for said, seen in each.observed.items()), default=0
    )
    return Exhibit(
        key=key,
        headline="Outcomes fell within "
        f"{numbers.count(ceil(worst), 'point', 'points')} of where they should",
        subtitle="Share of outcomes below each percentile foretold, per cent, children in care on "
        "31 March, all authorities",
        alt=_alt(found),
        table=_table(found),
        source=source,
        svg=drawn(lambda: calibration_figure(found)),
        note="The thin line is where all points lie if ranges are honest. Above it at the left, or "
        "below it at the right, the ranges are too narrow.",
    )


def calibration_figure(found: Sequence[Below]) -> Figure:
    """The picture alone."""
    height = TOP_INCHES + PLOT_INCHES + BOTTOM_INCHES
    axes = sheet(height, LEFT_INCHES, RIGHT_INCHES, TOP_INCHES, BOTTOM_INCHES, Axes)
    axes.set_xlim(0, 100)
    axes.set_ylim(0, 100)
    axes.plot([0, 100], [0, 100], color=MID_GREY, linewidth=1, gid="honest")
    for place, each in enumerate(found):
        colour, marker, dash = LINES[each.years]
        said = list(each.observed)
        axes.plot(
            said,
            [each.observed[s] for s in said],
            color=colour,
            marker=marker,
            linestyle=dash,
            linewidth=1.6,
            markersize=5.5,
            clip_on=False,
            gid=f"ahead-{each.years}",
        )
        axes.annotate(
            _ahead(each.years),
            xy=(1.03, 0.95 - 0.09 * place),
            xycoords="axes fraction",
            color=colour,
            fontsize=TEXT_POINTS,
            fontweight="bold",
            annotation_clip=False,
        )
    axes.set_xlabel("Percentile foretold")
    axes.set_ylabel("Outcomes below it, %")
    return the_figure(axes)


def _table(found: Sequence[Below]) -> pd.DataFrame:
    levels = list(found[0].observed)
    table = {"Percentile foretold": [numbers.plain(s, 1 if s % 1 else 0) for s in levels]}
    for each in found:
        table[f"{_ahead(each.years)} ({numbers.plain(each.cases)} forecasts)"] = [
            f"{each.observed[s]:.1f}%" for s in levels
        ]
    return pd.DataFrame(table)


def _alt(found: Sequence[Below]) -> str:
    told = "; ".join(
        f"{_ahead(each.years)} {each.observed[10.0]:.0f}% below the 10th and "
        f"{each.observed[90.0]:.0f}% below the 90th percentile"
        for each in found
    )
    return clipped(f"Calibration chart of three lines near the diagonal: {told}.")


def _ahead(years: int) -> str:
    return "1 year ahead" if years == 1 else f"{years} years ahead"

"""Every authority round the figure of all together, with limits widened for ordinary variation.

Only where authorities differ little enough for a funnel to say anything; otherwise use `dot_plot`.
"""

from collections.abc import Iterator
from datetime import date
from functools import partial
from typing import Any

import pandas as pd
from matplotlib.axes import Axes

from analysis.catalogue.areas import Area
from analysis.catalogue.indicator import Indicator
from analysis.core.results import Funnel
from analysis.present import drawing, numbers

POSITION_WORDS = {
    "within": "within the range expected of authorities this size",
    "above 95%": "above most authorities of this size (outside 95% limits)",
    "below 95%": "below most authorities of this size (outside 95% limits)",
    "above 99.8%": "far above what is expected of this size (outside 99.8% limits)",
    "below 99.8%": "far below what is expected of this size (outside 99.8% limits)",
}
HEADLINES = {
    "within": "within the expected range for its size",
    "above 95%": "higher than expected for its size",
    "below 95%": "lower than expected for its size",
    "above 99.8%": "much higher than expected for its size",
    "below 99.8%": "much lower than expected for its size",
}

curve = drawing.mark(Axes.plot)
annotate = partial(drawing.mark(Axes.annotate), textcoords="offset points")


def funnel_plot(
    indicator: Indicator, result: Funnel, area: Area, *, period_end: date, source: str
) -> drawing.Exhibit:
    """The funnel with the area marked; `result.authorities` is indexed by area code.

    Raises ValueError where the funnel is not informative or the area is not in it: show dots.
    """
    if not result.is_informative:
        raise ValueError(f"A funnel of {indicator.id} says nothing: show dots instead.")
    if area.code not in result.authorities.index:
        raise ValueError(f"{area.name} is not in the funnel of {indicator.id}: show dots instead.")
    own = numbers.figure(indicator, float(result.authorities["value"][area.code]))
    everyone = numbers.figure(indicator, result.benchmark)
    positions = result.authorities["position"]
    position = str(positions[area.code])
    inside = f"{int((positions == 'within').sum())} of {len(positions)}"
    table = {
        area.name: own,
        "All authorities together": everyone,
        "Where the area lies": position,
        "Authorities within 95% limits": inside,
    }
    return drawing.exhibit(
        f"{indicator.id}-funnel",
        lambda: plot(indicator, result, area),
        headline=f"{indicator.title}: {HEADLINES[position]}",
        subtitle=drawing.subtitle(indicator, f"{area.name} and England", period_end, period_end),
        alt=f"Funnel plot of {len(positions)} authorities by size. {area.name} is at {own}, "
        f"{POSITION_WORDS[position]}; all together are at {everyone}.",
        table={"What": list(table), "Figure": list(table.values())},
        source=source,
        notes=[
            "Each dot is an authority. Inside the curves, differences are of the ordinary size; "
            "the limits allow for real differences between authorities as well as for chance."
        ],
    )


def plot(indicator: Indicator, result: Funnel, area: Area) -> drawing.Plot:
    """The picture alone, on matplotlib's own axes for their scale of logarithms."""
    others = result.authorities.drop(index=area.code)
    ends = [*result.authorities["value"], *result.limits["lower95"], *result.limits["upper95"]]
    top = max(ends) + 0.08 * (max(ends) - min(ends))
    marks = [
        *_curves(result.limits),
        drawing.across(result.benchmark, color=drawing.DARK_GREY, linewidth=1),
        curve(others["denominator"], others["value"], "o", color=drawing.MID_GREY, markersize=4),
        *_own_marks(indicator, result, area),
        _ticks(indicator),
    ]
    y = drawing.Axis(ends=(max(0.0, min(ends) * 0.95), top))
    sides = dict[str, float](left=0.6, right=0.55, top=0.15, bottom=0.5)
    return drawing.Plot(None, y, marks, tall=2.75, kind=Axes, **sides)


def _curves(limits: pd.DataFrame) -> Iterator[drawing.Mark]:
    x = limits["denominator"]
    for name, told, dash in (("95", "95%", (0, (5, 2))), ("998", "99.8%", "-")):
        for side in ("lower", "upper"):
            style = dict[str, Any](color=drawing.DARK_GREY, linewidth=1, linestyle=dash)
            yield curve(x, limits[f"{side}{name}"], **style)
        end = (x.iloc[-1], limits[f"upper{name}"].iloc[-1])
        yield annotate(told, end, xytext=(4, 0), va="center", fontsize=9, color=drawing.DARK_GREY)


def _own_marks(indicator: Indicator, result: Funnel, area: Area) -> list[drawing.Mark]:
    value, size = map(float, result.authorities.loc[area.code, ["value", "denominator"]])
    sizes = result.limits["denominator"]
    right_half = size > (sizes.min() * sizes.max()) ** 0.5
    return [
        curve([size], [value], "o", color=drawing.OWN_COLOUR, markersize=9, mec="white", gid="own"),
        annotate(
            f"{area.name} {numbers.figure(indicator, value)}",
            (size, value),
            xytext=(-9 if right_half else 9, 7),
            ha="right" if right_half else "left",
            color=drawing.OWN_COLOUR,
            fontweight="bold",
            bbox={"facecolor": "white", "edgecolor": "none", "pad": 1},
        ),
    ]


@drawing.mark
def _ticks(axes: Axes, indicator: Indicator) -> None:
    axes.set_xscale("log")
    axes.xaxis.set_major_formatter(lambda x, _: numbers.plain(x))
    axes.xaxis.set_minor_formatter(lambda x, _: "")
    axes.yaxis.set_major_formatter(lambda y, _: drawing.tick_text(indicator, y))
    axes.set_xlabel("Children counted, small authorities at the left", fontsize=9.5)

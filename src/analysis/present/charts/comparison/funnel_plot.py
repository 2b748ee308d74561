"""Every authority round the figure of all together, with limits widened for ordinary variation.

Only where authorities differ little enough for a funnel to say anything; otherwise use `dots`.
"""

from datetime import date
from typing import Protocol

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from analysis.catalogue.areas import Area
from analysis.catalogue.indicator import Indicator
from analysis.present import numbers
from analysis.present.charts.drawing.frame import (
    DARK_GREY,
    MID_GREY,
    OWN_COLOUR,
    drawn,
    sheet,
    subtitle,
    the_figure,
    tick_text,
)
from analysis.present.parts.exhibit import Exhibit
from analysis.present.text import clipped

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


class FunnelLike(Protocol):
    """What the picture needs of a funnel (see analysis.measure.funnel)."""

    @property
    def benchmark(self) -> float: ...
    @property
    def limits(self) -> pd.DataFrame: ...
    @property
    def authorities(self) -> pd.DataFrame: ...
    @property
    def is_informative(self) -> bool: ...


def funnel(
    indicator: Indicator, result: FunnelLike, area: Area, *, period_end: date, source: str
) -> Exhibit:
    """The funnel with the area marked; `result.authorities` is indexed by area code.

    Raises ValueError where the funnel is not informative or the area is not in it: show `dots`.
    """
    if not result.is_informative:
        raise ValueError(f"A funnel of {indicator.id} says nothing: show dots instead.")
    if area.code not in result.authorities.index:
        raise ValueError(f"{area.name} is not in the funnel of {indicator.id}: show dots instead.")
    value, _ = _own(result, area)
    printed = numbers.figure(indicator, value)
    everyone = numbers.figure(indicator, result.benchmark)
    position = str(result.authorities.at[area.code, "position"])
    return Exhibit(
        key=f"{indicator.id}-funnel",
        headline=f"{indicator.title}: {HEADLINES[position]}",
        subtitle=subtitle(indicator, f"{area.name} and England", period_end, period_end),
        alt=clipped(
            f"Funnel plot of {len(result.authorities)} authorities by size. {area.name} is at "
            f"{printed}, {POSITION_WORDS[position]}; all together are at {everyone}."
        ),
        table=_table(indicator, result, area),
        source=source,
        svg=drawn(lambda: funnel_figure(indicator, result, area)),
        note="Each dot is an authority. Inside the curves, differences are of the ordinary size; "
        "the limits allow for real differences between authorities as well as for chance.",
    )


def funnel_figure(indicator: Indicator, result: FunnelLike, area: Area) -> Figure:
    """The picture alone."""
    axes = sheet(3.4, 0.6, 0.55, 0.15, 0.5, Axes)
    others = result.authorities.drop(index=area.code)
    value, size = _own(result, area)
    limits = result.limits
    for name, dash in (("95", (0, (5, 2))), ("998", "-")):
        for side in ("lower", "upper"):
            axes.plot(
                limits["denominator"],
                limits[f"{side}{name}"],
                color=DARK_GREY,
                linewidth=1,
                linestyle=dash,
            )
        axes.annotate(
            "95%" if name == "95" else "99.8%",
            (limits["denominator"].iloc[-1], limits[f"upper{name}"].iloc[-1]),
            xytext=(4, 0),
            textcoords="offset points",
            va="center",
            fontsize=9,
            color=DARK_GREY,
        )
    axes.axhline(result.benchmark, color=DARK_GREY, linewidth=1)
    axes.plot(others["denominator"], others["value"], "o", color=MID_GREY, markersize=4)
    axes.plot(
        [size],
        [value],
        "o",
        color=OWN_COLOUR,
        markersize=9,
        mec="white",
        gid="own",
    )
    ends = [*result.authorities["value"], *limits["lower95"], *limits["upper95"]]
    top = max(ends) + 0.08 * (max(ends) - min(ends))
    axes.set_ylim(max(0.0, min(ends) * 0.95), top)
    axes.set_xscale("log")
    axes.xaxis.set_major_formatter(lambda x, _: numbers.plain(x))
    axes.xaxis.set_minor_formatter(lambda x, _: "")
    axes.yaxis.set_major_formatter(lambda y, _: tick_text(indicator, y))
    axes.set_xlabel("Children counted, small authorities at the left", fontsize=9.5)
    right_half = size > (limits["denominator"].min() * limits["denominator"].max()) ** 0.5
    axes.annotate(
        f"{area.name} {numbers.figure(indicator, value)}",
        (size, value),
        xytext=(-9 if right_half else 9, 7),
        textcoords="offset points",
        ha="right" if right_half else "left",
        color=OWN_COLOUR,
        fontweight="bold",
        bbox={"facecolor": "white", "edgecolor": "none", "pad": 1},
    )
    return the_figure(axes)


def _own(result: FunnelLike, area: Area) -> tuple[float, float]:
    """The area's figure and how many children stand behind it."""
    found = result.authorities
    return float(found["value"][area.code]), float(found["denominator"][area.code])


def _table(indicator: Indicator, result: FunnelLike, area: Area) -> pd.DataFrame:
    value, _ = _own(result, area)
    inside = int((result.authorities["position"] == "within").sum())
    records = [
        (area.name, numbers.figure(indicator, value)),
        ("All authorities together", numbers.figure(indicator, result.benchmark)),
        ("Where the area lies", str(result.authorities.at[area.code, "position"])),
        ("Authorities within 95% limits", f"{inside} of {len(result.authorities)}"),
    ]
    return pd.DataFrame(records, columns=["What", "Figure"])

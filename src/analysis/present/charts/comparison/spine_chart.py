"""Many indicators at once: where an authority lies in the range of its similar authorities."""

from collections.abc import Sequence
from dataclasses import dataclass

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from analysis.catalogue.areas import ENGLAND, Area
from analysis.catalogue.indicator import HIGH, NEUTRAL, Indicator
from analysis.present import numbers
from analysis.present.charts.drawing.frame import LIGHT_GREY, MID_GREY, drawn, the_figure
from analysis.present.charts.drawing.pen import box
from analysis.present.charts.drawing.row_chart import (
    HEAD_INCHES,
    LINE_INCHES,
    NAME_INCHES,
    Column,
    place,
    row_sheet,
)
from analysis.present.parts.exhibit import Exhibit
from analysis.present.rows import NEIGHBOURS, Point, at, latest, of, points
from analysis.present.text import clipped, wrapped


@dataclass(frozen=True, kw_only=True)
class Place:
    """One indicator's own figure beside the range and median of similar authorities and England."""

    indicator: Indicator
    own: Point | None
    status: str
    others: dict[str, Point]

    def printed(self, which: str) -> str:
        """'own', 'median', 'lowest', 'highest' or 'england' as printed."""
        if which == "own":
            if self.own is None:
                return numbers.reason(self.status)
            return numbers.figure(self.indicator, self.own.value)
        found = self.others.get(which)
        if found is None:
            return numbers.reason("not_available")
        return numbers.figure(self.indicator, found.value, average=which != "england")

    def share(self, value: float) -> float:
        """A value as a share of this row's own range, 0 at its least and 1 at its greatest."""
        values = [p.value for p in self.others.values()] + ([self.own.value] if self.own else [])
        low, high = min(values), max(values)
        return 0.5 if low == high else (value - low) / (high - low)


def spine(
    indicators: Sequence[Indicator],
    rows: pd.DataFrame,
    area: Area,
    *,
    source: str,
    key: str = "spine",
) -> Exhibit:
    """A row for each indicator, each to its own scale: range and median of similar authorities.

    The area is a dot, England a diamond; words, not colours, say which way is better.
    """
    shown = [_place(i, rows, area) for i in indicators]
    subtitle = (
        f"Newest published figure of each measure, from the lowest to the highest of "
        f"similar authorities. {area.name}."
    )
    if not any(each.own for each in shown):
        return Exhibit(
            key=key,
            headline=f"None of these figures is published for {area.name}",
            subtitle=subtitle,
            alt="",
            table=_table(shown),
            source=source,
        )
    return Exhibit(
        key=key,
        headline=_headline(shown, area),
        subtitle=subtitle,
        alt=_alt(shown, area),
        table=_table(shown),
        source=source,
        svg=drawn(lambda: spine_figure(shown, area)),
        note="Each row has its own scale, lowest at the left: compare within a row, not between "
        "rows. Where a measure says neither higher nor lower is better, more is not worse.",
    )


def spine_figure(shown: list[Place], area: Area) -> Figure:
    """The picture alone."""
    lines = wrapped(area.name, NAME_INCHES, bold=True)
    head = "\n".join(lines)
    columns = [
        Column(head=head, cells=[e.printed("own") for e in shown], mark="own", bold=True),
        Column(head="Median", cells=[e.printed("median") for e in shown], mark="median"),
        Column(head="England", cells=[e.printed("england") for e in shown], mark="england"),
    ]
    titles = [each.indicator.title for each in shown]
    below = [_good(each.indicator) for each in shown]
    tall = HEAD_INCHES + LINE_INCHES * max(0, len(lines) - 2)
    axes = row_sheet(titles, columns, below=below, foot=False, label_inches=2.7, head_inches=tall)
    axes.set_xlim(-0.06, 1.06)
    for y, each in enumerate(shown):
        _draw(axes, each, y)
    return the_figure(axes)


def _draw(axes: Axes, each: Place, y: int) -> None:
    low, high = each.others.get("lowest"), each.others.get("highest")
    if low and high and each.own:
        start, end = each.share(low.value), each.share(high.value)
        corner, wide = (start, y - 0.34 / 2), max(end - start, 0.004)
        style = {"facecolor": LIGHT_GREY, "edgecolor": MID_GREY, "linewidth": 0.8, "zorder": 2}
        box(axes, corner, wide, 0.34, **style)
    if each.own is None:
        return
    for which in ("median", "england"):
        if which in each.others:
            place(axes, which, each.share(each.others[which].value), y)
    place(axes, "own", each.share(each.own.value), y)


def _place(indicator: Indicator, rows: pd.DataFrame, area: Area) -> Place:
    rows = of(indicator, rows)
    series = points(indicator, rows, area.code)
    own = latest(series)
    if own is None:
        status = series[-1].status if series else "not_available"
        return Place(indicator=indicator, own=None, status=status, others={})
    found = {
        which: at(
            points(indicator, rows, area.code, group=NEIGHBOURS, statistic=which), own.period_end
        )
        for which in ("lowest", "median", "highest")
    }
    found["england"] = at(points(indicator, rows, ENGLAND), own.period_end)
    others = {which: point for which, point in found.items() if point}
    return Place(indicator=indicator, own=own, status=own.status, others=others)


def _good(indicator: Indicator) -> str:
    if indicator.polarity == NEUTRAL:
        return "neither way is better"
    return (
        "higher is better \N{RIGHTWARDS ARROW}"
        if indicator.polarity == HIGH
        else ("\N{LEFTWARDS ARROW} lower is better")
    )


def _headline(shown: list[Place], area: Area) -> str:
    compared = [e for e in shown if e.own and "lowest" in e.others and "highest" in e.others]
    if not compared:
        return f"{area.name}: too few figures from similar authorities to compare"
    outside = sum(_outside(e) for e in compared)
    if outside == 0:
        return f"Of {len(compared)} measures none lies beyond all similar authorities"
    lies = "lies" if outside == 1 else "lie"
    return f"{outside} of {len(compared)} measures {lies} beyond all similar authorities"


def _alt(shown: list[Place], area: Area) -> str:
    outside = [f"{e.indicator.title} {e.printed('own')}" for e in shown if e.own and _outside(e)]
    last = next(e for e in reversed(shown) if e.own)
    told = "; ".join(outside[:3]) if outside else "none"
    rows = "1 row" if len(shown) == 1 else f"{len(shown)} rows"
    return clipped(
        f"{rows}, a dot for {area.name} in the range of similar authorities; last row "
        f"{last.printed('own')}. Beyond it: {told}."
    )


def _outside(each: Place) -> bool:
    low, high = each.others.get("lowest"), each.others.get("highest")
    if each.own is None or low is None or high is None:
        return False
    return each.own.value < low.value or each.own.value > high.value


def _table(shown: list[Place]) -> pd.DataFrame:
    return pd.DataFrame(
        {
            "Measure": [each.indicator.title for each in shown],
            "Period": [_period(each) for each in shown],
            "Own figure": [each.printed("own") for each in shown],
            "Lowest similar authority": [each.printed("lowest") for each in shown],
            "Median": [each.printed("median") for each in shown],
            "Highest similar authority": [each.printed("highest") for each in shown],
            "England": [each.printed("england") for each in shown],
        }
    )


def _period(each: Place) -> str:
    if each.own is None:
        return "no year"
    return each.indicator.label(each.own.period_end).removeprefix("at ")

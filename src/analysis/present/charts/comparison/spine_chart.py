"""Many indicators at once: where an authority lies in the range of its similar authorities."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd

from analysis.catalogue.areas import ENGLAND, Area
from analysis.catalogue.indicator import HIGH, NEUTRAL, Indicator
from analysis.present import numbers
from analysis.present.charts import drawing
from analysis.present.parts.exhibit import Exhibit
from analysis.present.rows import NEIGHBOURS, Point, at, latest, of, points

BOX = 0.34  # of a row
RANGE = ("lowest", "median", "highest")


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
            return (
                drawing.printed(self.indicator, self.own)
                if self.own
                else numbers.reason(self.status)
            )
        return drawing.printed(self.indicator, self.others.get(which), average=which != "england")

    @property
    def ends(self) -> tuple[float, float] | None:
        """The lowest and the highest of similar authorities, where all is known."""
        if self.own is None or not {"lowest", "highest"} <= self.others.keys():
            return None
        return self.others["lowest"].value, self.others["highest"].value

    @property
    def outside(self) -> bool:
        """Whether its own figure lies beyond those of all similar authorities."""
        if self.own is None or self.ends is None:
            return False
        return not self.ends[0] <= self.own.value <= self.ends[1]

    @property
    def dots(self) -> dict[str, float]:
        """The shares of what is marked: median, England and its own."""
        marked = {which: self.others.get(which) for which in ("median", "england")}
        found = {**marked, "own": self.own}
        return {which: self.share(p.value) for which, p in found.items() if p and self.own}

    def share(self, value: float) -> float:
        """A value as a share of this row's own range, 0 at its least and 1 at its greatest."""
        values = [p.value for p in self.others.values()] + ([self.own.value] if self.own else [])
        low, high = min(values), max(values)
        return 0.5 if low == high else (value - low) / (high - low)


def spine_chart(
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
    shown = [place_of(i, rows, area) for i in indicators]
    published = any(each.own for each in shown)
    heads = {
        "Own figure": "own",
        "Lowest similar authority": "lowest",
        "Median": "median",
        "Highest similar authority": "highest",
        "England": "england",
    }
    return drawing.exhibit(
        key,
        spine_plot(shown, area) if published else None,
        headline=_headline(shown, area),
        subtitle="Newest published figure of each measure, from the lowest to the highest of "
        f"similar authorities. {area.name}.",
        alt=_alt(shown, area) if published else "",
        table={
            "Measure": [each.indicator.title for each in shown],
            "Period": [_period(each) for each in shown],
            **{head: [each.printed(which) for each in shown] for head, which in heads.items()},
        },
        source=source,
        notes=[
            "Each row has its own scale, lowest at the left: compare within a row, not between "
            "rows. Where a measure says neither higher nor lower is better, more is not worse."
            if published
            else ""
        ],
    )


def spine_plot(shown: Sequence[Place], area: Area) -> drawing.Plot:
    """The picture alone."""
    rows = [
        drawing.Row(
            label=each.indicator.title,
            cells=[each.printed(which) for which in ("own", "median", "england")],
            below=_better(each.indicator),
            dots=each.dots,
        )
        for each in shown
    ]
    columns = [
        drawing.own_column(area.name),
        drawing.Column(head="Median", mark="median"),
        drawing.Column(head="England", mark="england"),
    ]
    boxes = [_range(each, y) for y, each in enumerate(shown) if each.ends]
    return drawing.row_chart(
        rows, columns, drawing.Axis(ends=(-0.06, 1.06)), marks=boxes, label_inches=2.7
    )


def _range(each: Place, y: int) -> drawing.Mark:
    start, end = map(each.share, each.ends or ())
    style = dict[str, Any](
        facecolor=drawing.LIGHT_GREY, edgecolor=drawing.MID_GREY, linewidth=0.8, zorder=2
    )
    return drawing.box((start, y - BOX / 2), max(end - start, 0.004), BOX, **style)


def place_of(indicator: Indicator, rows: pd.DataFrame, area: Area) -> Place:
    """The newest own figure, and those of the others in the same period."""
    rows = of(indicator, rows)
    series = points(indicator, rows, area.code)
    own = latest(series)
    if own is None:
        status = series[-1].status if series else "not_available"
        return Place(indicator=indicator, own=None, status=status, others={})
    beside = {
        which: points(indicator, rows, area.code, group=NEIGHBOURS, statistic=which)
        for which in RANGE
    }
    beside["england"] = points(indicator, rows, ENGLAND)
    found = {which: at(each, own.period_end) for which, each in beside.items()}
    others = {which: point for which, point in found.items() if point}
    return Place(indicator=indicator, own=own, status=own.status, others=others)


def _better(indicator: Indicator) -> str:
    if indicator.polarity == NEUTRAL:
        return "neither way is better"
    if indicator.polarity == HIGH:
        return "higher is better \N{RIGHTWARDS ARROW}"
    return "\N{LEFTWARDS ARROW} lower is better"


def _headline(shown: Sequence[Place], area: Area) -> str:
    compared = [e for e in shown if e.ends]
    if not any(e.own for e in shown):
        return f"None of these figures is published for {area.name}"
    if not compared:
        return f"{area.name}: too few figures from similar authorities to compare"
    outside = sum(e.outside for e in compared)
    if outside == 0:
        return f"Of {len(compared)} measures none lies beyond all similar authorities"
    lies = "lies" if outside == 1 else "lie"
    return f"{outside} of {len(compared)} measures {lies} beyond all similar authorities"


def _alt(shown: Sequence[Place], area: Area) -> str:
    outside = [f"{e.indicator.title} {e.printed('own')}" for e in shown if e.outside]
    last = next(e for e in reversed(shown) if e.own)
    rows = "1 row" if len(shown) == 1 else f"{len(shown)} rows"
    return (
        f"{rows}, a dot for {area.name} in the range of similar authorities; last row "
        f"{last.printed('own')}. Beyond it: {'; '.join(outside[:3]) or 'none'}."
    )


def _period(each: Place) -> str:
    return each.indicator.label(each.own.period_end).removeprefix("at ") if each.own else "no year"

"""Many indicators at once: where an authority lies in the range of its similar authorities."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import inf
from typing import Any

import pandas as pd

from analysis.catalogue.areas import ENGLAND, Area
from analysis.catalogue.indicator import HIGH, LOW, NEUTRAL, Indicator
from analysis.present import drawing, numbers
from analysis.present.rows import NEIGHBOURS, Point, at, latest, of, points
from analysis.present.words.changes import short

BOX = 0.34  # of a row
BETTER = {
    HIGH: "higher is better \N{RIGHTWARDS ARROW}",
    LOW: "\N{LEFTWARDS ARROW} lower is better",
    NEUTRAL: "neither way is better",
}
RANGE, DOTS = ("lowest", "median", "highest"), ("median", "england", "own")


@dataclass(frozen=True, kw_only=True)
class Place:
    """One indicator's own figure beside England's and the range and median of similar authorities.

    `figures` are 'own', 'lowest', 'median', 'highest' and 'england' where known, and none without
    its own, of which `status` says why it is missing. They are of the year `older` where its own
    figure of the newest one is missing.
    """

    indicator: Indicator
    status: str
    figures: dict[str, Point]
    older: str = ""

    @property
    def title(self) -> str:
        """What is measured, with the year of an older figure."""
        return f"{self.indicator.title} ({self.older})" if self.older else self.indicator.title

    def printed(self, which: str) -> str:
        """A figure as printed, or the words for a missing one."""
        point = self.figures.get(which)
        if point is None and which == "own":
            return numbers.reason(self.status)
        return drawing.printed(self.indicator, point, average=which not in ("own", "england"))

    @property
    def ends(self) -> tuple[float, float] | None:
        """The lowest and the highest of similar authorities, where both are known."""
        low, high = self.figures.get("lowest"), self.figures.get("highest")
        return (low.value, high.value) if low and high else None

    @property
    def outside(self) -> bool:
        """Whether its own newest figure lies beyond those of all similar authorities."""
        low, high = self.ends or (-inf, inf)
        return (
            bool(self.figures) and not self.older and not low <= self.figures["own"].value <= high
        )

    @property
    def clearly_outside(self) -> bool:
        """Whether its 95% interval lies beyond them too."""
        low, high = self.ends or (-inf, inf)
        own = self.figures.get("own")
        return self.outside and own is not None and (own.lower > high or own.upper < low)

    def share(self, value: float) -> float:
        """A value as a share of this row's own range, 0 at its least and 1 at its greatest."""
        values = [p.value for p in self.figures.values()]
        low, high = min(values), max(values)
        return 0.5 if low == high else (value - low) / (high - low)


def spine_chart(
    indicators: Sequence[Indicator], rows: pd.DataFrame, area: Area, *, source: str
) -> drawing.Exhibit:
    """A row for each indicator, each to its own scale: range and median of similar authorities.

    The area is a dot, England a diamond; words, not colours, say which way is better.
    """
    shown = [place_of(i, rows, area) for i in indicators]
    published = any(each.figures for each in shown)
    heads = {
        "Own figure": "own",
        "Lowest similar authority": "lowest",
        "Median": "median",
        "Highest similar authority": "highest",
        "England": "england",
    }
    return drawing.exhibit(
        "spine",
        (lambda: plot(shown, area)) if published else None,
        headline=_headline(shown, area),
        subtitle="Newest published figure of each measure, from the lowest to the highest of "
        f"similar authorities. {area.name}.",
        alt=_alt(shown, area) if published else "",
        table={
            "Measure": [each.title for each in shown],
            "Period": [
                e.indicator.label(e.figures["own"].period_end).removeprefix("at ")
                if e.figures
                else "no year"
                for e in shown
            ],
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


def plot(shown: Sequence[Place], area: Area) -> drawing.Plot:
    """The picture alone."""
    rows = [
        drawing.Row(
            label=each.title,
            cells=[each.printed(which) for which in ("own", "median", "england")],
            below=BETTER[each.indicator.polarity],
            dots={w: each.share(each.figures[w].value) for w in DOTS if w in each.figures},
        )
        for each in shown
    ]
    columns = [
        drawing.own_column(area.name),
        drawing.Column(head="Median", mark="median"),
        drawing.Column(head="England", mark="england"),
    ]
    boxes = [_range(each, y) for y, each in enumerate(shown) if each.ends]
    x = drawing.Axis(ends=(-0.06, 1.06))
    return drawing.row_chart(rows, columns, x, marks=boxes, label_inches=2.7)


def _range(each: Place, y: int) -> drawing.Mark:
    start, end = map(each.share, each.ends or ())
    style = dict[str, Any](facecolor=drawing.LIGHT_GREY, edgecolor=drawing.MID_GREY, linewidth=0.8)
    return drawing.box((start, y - BOX / 2), max(end - start, 0.004), BOX, zorder=2, **style)


def place_of(indicator: Indicator, rows: pd.DataFrame, area: Area) -> Place:
    """The newest own figure, and those of the others in the same period."""
    rows = of(indicator, rows)
    series = points(indicator, rows, area.code)
    own = latest(series)
    if own is None:
        status = series[-1].status if series else "not_available"
        return Place(indicator=indicator, status=status, figures={})
    beside = {
        which: points(indicator, rows, area.code, group=NEIGHBOURS, statistic=which)
        for which in RANGE
    }
    beside["england"] = points(indicator, rows, ENGLAND)
    found = {which: at(each, own.period_end) for which, each in beside.items()} | {"own": own}
    figures = {which: point for which, point in found.items() if point}
    older = "" if own is series[-1] else short(indicator, own.period_end)
    return Place(indicator=indicator, status=own.status, figures=figures, older=older)


def _headline(shown: Sequence[Place], area: Area) -> str:
    compared = [e for e in shown if e.ends and not e.older]
    if not any(e.figures for e in shown):
        return f"None of these figures is published for {area.name}"
    if not compared:
        return f"{area.name}: too few figures from similar authorities to compare"
    outside = sum(e.outside for e in compared)
    if outside == 0:
        return (
            f"Of {len(compared)} measures with new figures none lies beyond all similar authorities"
        )
    lies = "lies" if outside == 1 else "lie"
    clear = sum(e.clearly_outside for e in compared)
    certain = "clearly" if clear == outside else f"{clear or 'none'} of them clearly"
    return (
        f"Of {len(compared)} measures with new figures {outside} {lies} beyond all similar "
        f"authorities, {certain}"
    )


def _alt(shown: Sequence[Place], area: Area) -> str:
    outside = [f"{e.indicator.title} {e.printed('own')}" for e in shown if e.outside]
    last = next(e for e in reversed(shown) if e.figures)
    rows = "1 row" if len(shown) == 1 else f"{len(shown)} rows"
    return (
        f"{rows}, a dot for {area.name} in the range of similar authorities; last row "
        f"{last.printed('own')}. Beyond it: {'; '.join(outside[:3]) or 'none'}."
    )

"""The categories of one breakdown, the area beside England, for the newest published year."""

from collections.abc import Mapping

import pandas as pd
from matplotlib.figure import Figure

from analysis.catalogue.areas import ENGLAND, Area
from analysis.catalogue.indicator import Indicator
from analysis.present import numbers
from analysis.present.charts.drawing.axes import round_ticks, scale_x
from analysis.present.charts.drawing.frame import (
    OWN_COLOUR,
    drawn,
    subtitle,
    the_figure,
    tick_text,
    unpublished,
)
from analysis.present.charts.drawing.row_chart import (
    HEAD_INCHES,
    LINE_INCHES,
    NAME_INCHES,
    Column,
    bar,
    place,
    row_sheet,
)
from analysis.present.parts.exhibit import Exhibit
from analysis.present.rows import Point, of, points
from analysis.present.text import clipped, wrapped

PROPER_NAMES = ("White", "Asian", "Black")
Row = tuple[str, Point, Point | None]


def split(
    indicator: Indicator,
    rows: pd.DataFrame,
    area: Area,
    *,
    source: str,
    categories: Mapping[str, str],
) -> Exhibit:
    """Each category as a dot with its 95% interval, England as a diamond, figures beside them.

    `categories` maps a category to its words, in the order of the chart. A suppressed category is
    named and has no mark.
    """
    key = f"{indicator.id}-split"
    rows = of(indicator, rows)
    shown = _rows(indicator, rows, area, categories)
    if not any(own.known for _, own, _ in shown):
        return unpublished(key, indicator, area, _by_period(indicator, rows, area), source)
    day = shown[0][1].period_end
    return Exhibit(
        key=key,
        headline=_headline(indicator, shown),
        subtitle=subtitle(indicator, area, day, day),
        alt=_alt(indicator, area, shown),
        table=_table(indicator, area, shown),
        source=source,
        svg=drawn(lambda: split_figure(indicator, area, shown)),
        note=_note(shown),
    )


def split_figure(indicator: Indicator, area: Area, shown: list[Row]) -> Figure:
    """The picture alone."""
    own = [numbers.figure(indicator, p.value, p.status) for _, p, _ in shown]
    england = [_england(indicator, point) for _, _, point in shown]
    lines = wrapped(area.name, NAME_INCHES, bold=True)
    columns = [Column(head="\n".join(lines), cells=own, mark="own", bold=True)]
    if any(point for _, _, point in shown):
        columns.append(Column(head="England", cells=england, mark="england"))
    tall = HEAD_INCHES + LINE_INCHES * max(0, len(lines) - 2)
    axes = row_sheet([label for label, _, _ in shown], columns, head_inches=tall)
    ends = [v for _, p, e in shown for v in (p.value, p.upper, e.value if e else 0) if v == v]
    axes.set_xlim(0, max(*ends, 1e-9) * 1.04)
    for y, (_, point, benchmark) in enumerate(shown):
        if benchmark and benchmark.known:
            place(axes, "england", benchmark.value, y)
        if point.known:
            bar(axes, point.lower, point.upper, y, OWN_COLOUR, 1.8)
            place(axes, "own", point.value, y)
    ticks = round_ticks(axes.get_xlim())
    scale_x(axes, ticks, lambda x: tick_text(indicator, x), grid=True)
    return the_figure(axes)


def _rows(
    indicator: Indicator, rows: pd.DataFrame, area: Area, categories: Mapping[str, str]
) -> list[Row]:
    """Own and England's figure for each category in the newest year, whatever it shows."""
    series = {c: _series(indicator, rows, area.code, c) for c in categories}
    days = [p.period_end for each in series.values() for p in each]
    if not days:
        return []
    day = max(days)
    found = []
    for category, label in categories.items():
        own = _on(series[category], day)
        if own:
            england = _on(_series(indicator, rows, ENGLAND, category), day)
            found.append((label, own, england))
    return found


def _series(indicator: Indicator, rows: pd.DataFrame, code: str, category: str) -> list[Point]:
    return points(indicator, rows, code, dimension=indicator.split, category=category)


def _on(series: list[Point], day: pd.Timestamp) -> Point | None:
    return next((p for p in series if p.period_end == day), None)


def _by_period(indicator: Indicator, rows: pd.DataFrame, area: Area) -> list[Point]:
    """One missing figure for each period, for the table of a chart that cannot be drawn."""
    categories = rows.loc[rows["area"] == area.code, "category"].unique()
    by_day = {p.period_end: p for c in categories for p in _series(indicator, rows, area.code, c)}
    return [by_day[day] for day in sorted(by_day)]


def _headline(indicator: Indicator, shown: list[Row]) -> str:
    label, own, _ = max((r for r in shown if r[1].known), key=lambda r: r[1].value)
    if own.value == 0:
        hidden = any(not point.known for _, point, _ in shown)
        told = "the groups that have children are not shown" if hidden else "every group is 0"
        return f"{indicator.title}: {told}"
    inside = label if label.startswith(PROPER_NAMES) else label[0].lower() + label[1:]
    return f"{indicator.title}: most often {inside}, {_f(indicator, own)}"


def _alt(indicator: Indicator, area: Area, shown: list[Row]) -> str:
    largest = sorted((r for r in shown if r[1].known), key=lambda r: -r[1].value)[:3]
    told = "; ".join(
        f"{label} {_f(indicator, own)}" + (f" (England {_f(indicator, e)})" if e else "")
        for label, own, e in largest
    )
    hidden = sum(not own.known for _, own, _ in shown)
    gaps = f" {hidden} group{'s have' if hidden > 1 else ' has'} no figure." if hidden else ""
    return clipped(f"Dot plot of {len(shown)} groups in {area.name}, largest first: {told}.{gaps}")


def _table(indicator: Indicator, area: Area, shown: list[Row]) -> pd.DataFrame:
    table = {
        "Group": [label for label, _, _ in shown],
        area.name: [_f(indicator, own) for _, own, _ in shown],
    }
    if any(own.limited for _, own, _ in shown):
        table["95% interval"] = [
            numbers.interval(indicator, p.lower, p.upper) if p.known else numbers.reason(p.status)
            for _, p, _ in shown
        ]
    table["England"] = [_england(indicator, point) for _, _, point in shown]
    return pd.DataFrame(table)


def _note(shown: list[Row]) -> str:
    notes = []
    if any(own.limited for _, own, _ in shown):
        notes.append("Lines are 95% intervals of the area's own figures.")
    hidden = sorted({numbers.why_missing(own.status) for _, own, _ in shown if not own.known})
    if hidden:
        notes.append(f"A group without a dot is {' or '.join(hidden)}.")
    return " ".join(notes)


def _england(indicator: Indicator, point: Point | None) -> str:
    return _f(indicator, point) if point else numbers.reason("not_available")


def _f(indicator: Indicator, point: Point) -> str:
    return numbers.figure(indicator, point.value, point.status)

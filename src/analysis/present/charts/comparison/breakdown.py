"""The categories of one breakdown, the area beside England, for the newest published year."""

from collections.abc import Mapping
from math import nan

import pandas as pd

from analysis.catalogue.areas import Area
from analysis.catalogue.indicator import Indicator
from analysis.present import drawing
from analysis.present.returned import Returned
from analysis.present.rows import Point, of, points
from analysis.present.words import groups

Category = tuple[str, Point, Point | None]
Ours = Mapping[str, Returned]


def breakdown(
    indicator: Indicator,
    rows: pd.DataFrame,
    area: Area,
    *,
    source: str,
    categories: Mapping[str, str],
    returned: Ours | None = None,
) -> drawing.Exhibit:
    """Each category as a dot with its 95% interval, England as a diamond, figures beside them.

    `categories` maps a category to its words, in the order of the chart. A suppressed category is
    named and has no mark. `returned` has what the council's own return says of categories, of a
    newer day: a hollow square, and a column.
    """
    key = f"{indicator.id}-split"
    rows = of(indicator, rows)
    shown = in_newest_year(indicator, rows, area, categories)
    if not any(own.known for _, own, _ in shown):
        return drawing.unpublished(key, indicator, area, _by_period(indicator, rows, area), source)
    day = shown[0][1].period_end
    hidden = drawing.why_missing(own for _, own, _ in shown)
    limited = any(own.limited for _, own, _ in shown)
    figures = {
        "Group": [label for label, _, _ in shown],
        area.name: [drawing.printed(indicator, own) for _, own, _ in shown],
        "95% interval": [drawing.interval(indicator, own) for _, own, _ in shown],
        "England": [drawing.printed(indicator, england) for _, _, england in shown],
    }
    ours = {categories[c]: each for c, each in (returned or {}).items()}
    return drawing.exhibit(
        key,
        lambda: plot(indicator, area, shown, ours),
        headline=groups.headline_of_groups(indicator, rows, area, categories),
        subtitle=drawing.subtitle(indicator, area, day, day),
        alt=_alt(indicator, area, shown, ours),
        table={head: each for head, each in figures.items() if limited or head != "95% interval"}
        | _of_return(indicator, shown, ours),
        source=source,
        notes=[
            "Lines are 95% intervals of the area's own figures." if limited else "",
            f"A group without a dot is {hidden}." if hidden else "",
            next((each.note("squares") for each in ours.values()), ""),
            _without_square(ours),
        ],
    )


def plot(
    indicator: Indicator, area: Area, shown: list[Category], ours: Ours | None = None
) -> drawing.Plot:
    """The picture alone; `ours` is what the council's own return says, by label."""
    ours = ours or {}
    compared = any(england for _, _, england in shown)
    newest = {label: ours[label].series[-1] for label, _, _ in shown if label in ours}
    rows = [
        drawing.Row(
            label=label,
            cells=[
                drawing.printed(indicator, own),
                *([drawing.printed(indicator, england)] * compared),
                drawing.printed(indicator, newest.get(label)),
            ],
            dots={
                "england": england.value if england else nan,
                "own": own.value,
                "return": newest[label].value if label in newest else nan,
            },
            bar=(own.lower, own.upper),
            bar_points=1.8,
        )
        for label, own, england in shown
    ]
    columns = [
        drawing.own_column(area.name),
        *([drawing.Column(head="England", mark="england")] * compared),
        *(drawing.Column(head=each.head, mark="return") for each in [*ours.values()][:1]),
    ]
    ends = [v for _, p, e in shown for v in (p.value, p.upper, e.value if e else 0) if v == v]
    ends += [p.value for p in newest.values() if p.known]
    most = max(*ends, 1e-9) * 1.04
    x = drawing.Axis(ends=(0, most), printed=lambda x: drawing.tick_text(indicator, x), grid=True)
    return drawing.row_chart(rows, columns, x)


def in_newest_year(
    indicator: Indicator, rows: pd.DataFrame, area: Area, categories: Mapping[str, str]
) -> list[Category]:
    """Label, own and England's figure of each category in the newest year, whatever it shows."""
    return [*groups.in_newest_year(indicator, rows, area, categories).values()]


def _title(ours: Ours) -> str:
    """The head of the column of the return: its origin and the day of its figures."""
    return next((each.title(each.series[-1]) for each in ours.values()), "")


def _of_return(indicator: Indicator, shown: list[Category], ours: Ours) -> dict[str, list[str]]:
    """The columns of the return: each category with its interval, or why it is not shown."""
    title = _title(ours)
    points = [ours[label].series[-1] if label in ours else None for label, _, _ in shown]
    columns = {
        title: [drawing.printed(indicator, each) for each in points],
        f"{title}: 95% interval": [drawing.interval(indicator, each) for each in points],
    }
    return columns if ours else {}


def _without_square(ours: Ours) -> str:
    """Why some categories have no figure of the return; '' where all have one."""
    why = drawing.why_missing(each.series[-1] for each in ours.values())
    return f"A group without a square is {why} in the return." if why else ""


def _series(indicator: Indicator, rows: pd.DataFrame, code: str, category: str) -> list[Point]:
    return points(indicator, rows, code, dimension=indicator.split, category=category)


def _by_period(indicator: Indicator, rows: pd.DataFrame, area: Area) -> list[Point]:
    """One missing figure for each period, for the table of a chart that cannot be drawn."""
    categories = rows.loc[rows["area"] == area.code, "category"].unique()
    by_day = {p.period_end: p for c in categories for p in _series(indicator, rows, area.code, c)}
    return [by_day[day] for day in sorted(by_day)]


def _alt(indicator: Indicator, area: Area, shown: list[Category], ours: Ours) -> str:
    largest = sorted((r for r in shown if r[1].known), key=lambda r: -r[1].value)[:3]
    told = "; ".join(
        f"{label} {drawing.printed(indicator, own)}"
        + (
            f" (England {drawing.printed(indicator, england)}{_own_alt(indicator, ours, label)})"
            if england
            else ""
        )
        for label, own, england in largest
    )
    hidden = sum(not own.known for _, own, _ in shown)
    gaps = f" {hidden} group{'s have' if hidden > 1 else ' has'} no figure." if hidden else ""
    return f"Dot plot of {len(shown)} groups in {area.name}, largest first: {told}.{gaps}"


def _own_alt(indicator: Indicator, ours: Ours, label: str) -> str:
    """What the return says of a category, in the alternative text."""
    if label not in ours:
        return ""
    return f", {ours[label].origin} {drawing.printed(indicator, ours[label].series[-1])}"

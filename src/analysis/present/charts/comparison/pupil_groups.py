"""Children in care beside children in need and all pupils, for several education indicators."""

from collections.abc import Sequence
from dataclasses import dataclass

import pandas as pd
from matplotlib.figure import Figure

from analysis.catalogue.areas import Area
from analysis.catalogue.indicator import Indicator
from analysis.present import numbers
from analysis.present.charts.drawing.axes import round_ticks, scale_x
from analysis.present.charts.drawing.frame import MID_GREY, drawn, the_figure
from analysis.present.charts.drawing.row_chart import Column, bar, place, row_sheet
from analysis.present.parts.exhibit import Exhibit
from analysis.present.rows import Point, of, points
from analysis.present.text import LONGEST_ALT, clipped

GROUPS = {"self": "own", "children_in_need": "need", "all_pupils": "pupils"}
HEADS = {"self": "In care", "children_in_need": "In need", "all_pupils": "All pupils"}


@dataclass(frozen=True, kw_only=True)
class Beside:
    """One indicator in its newest year, by group; a figure of an older year would mislead here."""

    indicator: Indicator
    year: str
    figures: dict[str, Point]

    def printed(self, group: str) -> str:
        """A group's figure, or the words for a missing one."""
        point = self.figures.get(group)
        if point is None:
            return numbers.reason("not_available")
        return numbers.figure(self.indicator, point.value, point.status)

    @property
    def gap(self) -> float | None:
        """Children in care less all pupils, as printed; None where either is missing."""
        own, pupils = self.figures.get("self"), self.figures.get("all_pupils")
        if own is None or pupils is None or not own.known or not pupils.known:
            return None
        places = self.indicator.decimals
        return round(round(own.value, places) - round(pupils.value, places), places)

    @property
    def printed_gap(self) -> str:
        """The gap with its sign: '+3.1', '−28.7', 'no gap'."""
        if self.gap is None:
            return "not shown"
        sign = "+" if self.gap > 0 else ""
        return sign + numbers.plain(self.gap, self.indicator.decimals)


def peers(
    indicators: Sequence[Indicator],
    rows: pd.DataFrame,
    area: Area,
    *,
    source: str,
    key: str = "education-peers",
) -> Exhibit:
    """A row for each indicator with a mark for each group and the gap printed.

    The gap is children in care less all pupils, in the indicator's own unit. Raises ValueError for
    an indicator that is a gap already.
    """
    for each in indicators:
        if each.kind == "difference":
            raise ValueError(f"{each.id} is itself a gap; give peers the figure it is worked from.")
    shown = [_beside(i, rows, area) for i in indicators]
    table = _table(shown)
    subtitle = (
        "Children looked after for at least a year, children in need and all pupils; percentages "
        f"unless said otherwise. {area.name}, newest published year of each."
    )
    if not any(each.gap is not None for each in shown):
        return Exhibit(
            key=key,
            headline="No education figure for children in care can be set beside all pupils",
            subtitle=subtitle,
            alt="",
            table=table,
            source=source,
            note=_why(shown),
        )
    return Exhibit(
        key=key,
        headline=_headline(shown),
        subtitle=subtitle,
        alt=_alt(shown, area),
        table=table,
        source=source,
        svg=drawn(lambda: peers_figure(shown)),
        note=f"The gap is children in care less all pupils, as printed. {_why(shown)}".strip(),
    )


def peers_figure(shown: list[Beside]) -> Figure:
    """The picture alone."""
    columns = [
        Column(
            head=HEADS[group],
            cells=[each.printed(group) for each in shown],
            mark=mark,
            bold=group == "self",
        )
        for group, mark in GROUPS.items()
    ]
    columns.append(Column(head="Gap", cells=[each.printed_gap for each in shown]))
    below = [_below(each) for each in shown]
    axes = row_sheet(
        [each.indicator.title for each in shown], columns, below=below, label_inches=2.15
    )
    known = [[p.value for p in each.figures.values() if p.known] for each in shown]
    every = [value for values in known for value in values]
    axes.set_xlim(min(0, *every), max(*every, 0) * 1.03)
    for y, (each, values) in enumerate(zip(shown, known, strict=True)):
        if len(values) > 1:
            bar(axes, min(values), max(values), y, MID_GREY, 1.2)
        for group, mark in reversed(GROUPS.items()):
            point = each.figures.get(group)
            if point and point.known:
                place(axes, mark, point.value, y)
    scale_x(axes, round_ticks(axes.get_xlim(), 5), lambda x: f"{x:g}", grid=True)
    return the_figure(axes)


def _beside(indicator: Indicator, rows: pd.DataFrame, area: Area) -> Beside:
    rows = of(indicator, rows)
    series = {g: points(indicator, rows, area.code, group=g) for g in GROUPS}
    own = next(reversed(series["self"]), None)
    if own is None:
        return Beside(indicator=indicator, year="no year", figures={})
    same = {g: [p for p in s if p.period_end == own.period_end] for g, s in series.items()}
    return Beside(
        indicator=indicator,
        year=indicator.label(own.period_end),
        figures={group: found[0] for group, found in same.items() if found},
    )


def _below(each: Beside) -> str:
    unit = "" if numbers.is_share(each.indicator) else f"{numbers.unit_after(each.indicator)}, "
    return f"{unit.removeprefix(', ')}{each.year.removeprefix('school year ')}"


def _headline(shown: list[Beside]) -> str:
    """The gap of the first indicator that has one: the caller's order is the order of interest."""
    first = next(each for each in shown if each.gap is not None)
    assert first.gap is not None
    if not first.gap:
        return f"{first.indicator.title}: the printed figure is that of all pupils"
    where = "above" if first.gap > 0 else "below"
    size = numbers.gap(first.indicator, first.gap)
    return f"{first.indicator.title}: children in care are {size} {where} all pupils"


def _alt(shown: list[Beside], area: Area) -> str:
    """As many pairs of figures as there is room for, and how many more the table has."""
    told = [
        f"{each.indicator.title} {each.printed('self')} and {each.printed('all_pupils')}"
        for each in shown
        if each.gap is not None
    ]
    start = f"Marks for children in care and all pupils in {area.name}: "
    fitting = 1
    while fitting < len(told) and len(start + "; ".join(told[: fitting + 1])) < LONGEST_ALT - 20:
        fitting += 1
    rest = len(told) - fitting
    more = f"; and {rest} more" if rest else ""
    return clipped(f"{start}{'; '.join(told[:fitting])}{more}.")


def _table(shown: list[Beside]) -> pd.DataFrame:
    return pd.DataFrame(
        {
            "Measure": [each.indicator.title for each in shown],
            "Period": [each.year.removeprefix("at ") for each in shown],
            "Children in care": [each.printed("self") for each in shown],
            "Children in need": [each.printed("children_in_need") for each in shown],
            "All pupils": [each.printed("all_pupils") for each in shown],
            "Gap": [each.printed_gap for each in shown],
        }
    )


def _why(shown: list[Beside]) -> str:
    hidden = sorted(
        {
            numbers.why_missing(p.status)
            for each in shown
            for p in each.figures.values()
            if not p.known
        }
    )
    return f"Where there is no mark the figure is {' or '.join(hidden)}." if hidden else ""

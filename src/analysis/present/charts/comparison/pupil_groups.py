"""Children in care beside children in need and all pupils: a row for each measure."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import nan

import pandas as pd

from analysis.catalogue.areas import Area
from analysis.catalogue.indicator import Indicator
from analysis.present import drawing, numbers
from analysis.present.rows import Point, of, on, points
from analysis.present.text import LONGEST_ALT

# Each group: its mark, and its words over the chart and in the table.
GROUPS = {
    "self": ("own", "In care", "Children in care"),
    "children_in_need": ("need", "In need", "Children in need"),
    "all_pupils": ("pupils", "All pupils", "All pupils"),
}


@dataclass(frozen=True, kw_only=True)
class Beside:
    """One indicator in its newest year, by group; a figure of an older year would mislead here."""

    indicator: Indicator
    year: str
    figures: dict[str, Point]

    @property
    def known(self) -> dict[str, float]:
        """The figures that there are."""
        return {group: p.value for group, p in self.figures.items() if p.known}

    @property
    def span(self) -> tuple[float, float]:
        """From the least figure to the greatest, missing where there are not two."""
        every = self.known.values()
        return (min(every), max(every)) if len(every) > 1 else (nan, nan)

    def printed(self, group: str) -> str:
        """A group's figure, or the words for a missing one."""
        return drawing.printed(self.indicator, self.figures.get(group))

    @property
    def gap(self) -> float | None:
        """Children in care less all pupils, as printed; None where either is missing."""
        if not {"self", "all_pupils"} <= self.known.keys():
            return None
        places = self.indicator.decimals
        own, pupils = (round(self.known[group], places) for group in ("self", "all_pupils"))
        return round(own - pupils, places)

    @property
    def printed_gap(self) -> str:
        """The gap with its sign: '+3.1', '−28.7', 'no gap'."""
        if self.gap is None:
            return "not shown"
        sign = "+" if self.gap > 0 else ""
        return sign + numbers.plain(self.gap, self.indicator.decimals)


def pupil_groups(
    indicators: Sequence[Indicator],
    rows: pd.DataFrame,
    area: Area,
    *,
    source: str,
    key: str = "education-peers",
) -> drawing.Exhibit:
    """A row for each indicator with a mark for each group and the gap printed.

    The gap is children in care less all pupils, in the indicator's own unit. Raises ValueError for
    an indicator that is a gap already.
    """
    for each in indicators:
        if each.kind == "difference":
            raise ValueError(f"{each.id} is itself a gap; give peers the figure it is worked from.")
    shown = [in_newest_year(i, rows, area) for i in indicators]
    compared = any(each.gap is not None for each in shown)
    why = drawing.why_missing(p for each in shown for p in each.figures.values())
    return drawing.exhibit(
        key,
        (lambda: plot(shown)) if compared else None,
        headline=_headline(shown),
        subtitle="Children looked after for at least a year, children in need and all pupils; "
        f"percentages unless said otherwise. {area.name}, newest published year of each.",
        alt=_alt(shown, area) if compared else "",
        table={
            "Measure": [each.indicator.title for each in shown],
            "Period": [each.year.removeprefix("at ") for each in shown],
            **{
                head: [each.printed(group) for each in shown]
                for group, (_, _, head) in GROUPS.items()
            },
            "Gap": [each.printed_gap for each in shown],
        },
        source=source,
        notes=[
            "The gap is children in care less all pupils, as printed." if compared else "",
            f"Where there is no mark the figure is {why}." if why else "",
        ],
    )


def plot(shown: Sequence[Beside]) -> drawing.Plot:
    """The picture alone."""
    columns = [
        drawing.Column(head=head, mark=mark, bold=group == "self")
        for group, (mark, head, _) in GROUPS.items()
    ]
    rows = [
        drawing.Row(
            label=each.indicator.title,
            cells=[*map(each.printed, GROUPS), each.printed_gap],
            below=_below(each),
            dots={GROUPS[g][0]: each.known[g] for g in reversed(GROUPS) if g in each.known},
            bar=each.span,
            bar_colour=drawing.MID_GREY,
            bar_points=1.2,
        )
        for each in shown
    ]
    every = [value for each in shown for value in each.known.values()]
    ends = min(0, *every), max(*every, 0) * 1.03
    x = drawing.Axis(ends=ends, printed=lambda x: f"{x:g}", most=5, grid=True)
    return drawing.row_chart(rows, [*columns, drawing.Column(head="Gap")], x, label_inches=2.15)


def in_newest_year(indicator: Indicator, rows: pd.DataFrame, area: Area) -> Beside:
    """The figures of all groups in the newest year that children in care have a row of."""
    rows = of(indicator, rows)
    series = {g: points(indicator, rows, area.code, group=g) for g in GROUPS}
    if not series["self"]:
        return Beside(indicator=indicator, year="no year", figures={})
    day = series["self"][-1].period_end
    figures = {g: point for g, each in series.items() if (point := on(each, day))}
    return Beside(indicator=indicator, year=indicator.label(day), figures=figures)


def _below(each: Beside) -> str:
    unit = "" if numbers.is_share(each.indicator) else f"{numbers.unit_after(each.indicator)}, "
    return f"{unit.removeprefix(', ')}{each.year.removeprefix('school year ')}"


def _headline(shown: Sequence[Beside]) -> str:
    """The gap of the first indicator that has one: the caller's order is the order of interest."""
    for each in shown:
        title, gap = each.indicator.title, each.gap
        if gap == 0:
            return f"{title}: the printed figure is that of all pupils"
        if gap is not None:
            where = "above" if gap > 0 else "below"
            size = numbers.gap(each.indicator, gap)
            return f"{title}: children in care are {size} {where} all pupils"
    return "No education figure for children in care can be set beside all pupils"


def _alt(shown: Sequence[Beside], area: Area) -> str:
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
    return f"{start}{'; '.join(told[:fitting])}{more}."

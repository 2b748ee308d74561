"""Places in children's homes in the area by sector, in the years of a complete list."""

from collections.abc import Mapping

import pandas as pd
from matplotlib.figure import Figure

from analysis.catalogue.areas import Area
from analysis.catalogue.labels.categories import CATEGORIES
from analysis.present import numbers
from analysis.present.charts.drawing.axes import round_ticks, scale_x
from analysis.present.charts.drawing.frame import MID_GREY, drawn, the_figure
from analysis.present.charts.drawing.row_chart import Column, bar, place, row_sheet
from analysis.present.parts.exhibit import Exhibit
from analysis.present.parts.prose import listed
from analysis.present.text import clipped

Years = Mapping[int, float]


def places_by_sector(
    by_sector: Mapping[str, Years], area: Area, *, source: str, note: str = ""
) -> Exhibit:
    """A row for each sector: places in the newest list as a dot, in the oldest as a diamond.

    `by_sector` has places by year for each category of `sector`; a sector that never had a place
    in the area is left out. Raises ValueError where there is no place at all.
    """
    shown = {c: years for c, years in by_sector.items() if any(years.values())}
    if not shown:
        raise ValueError(f"There is no place in a children's home in {area.name} to draw.")
    years = sorted({y for each in shown.values() for y in each})
    return Exhibit(
        key="places-by-sector",
        headline=_headline(shown, years),
        subtitle=f"Registered places in children's homes in {area.name}, whichever council uses "
        f"them, on 31 March {_years(years)}",
        alt=_alt(shown, years),
        table=_table(shown, years),
        source=source,
        svg=drawn(lambda: sector_figure(shown, years)),
        note=note,
    )


def sector_figure(shown: Mapping[str, Years], years: list[int]) -> Figure:
    """The picture alone."""
    names = CATEGORIES["sector"]
    first, last = years[0], years[-1]
    marks = {last: "own"} if first == last else {first: "england", last: "own"}
    columns = [
        Column(
            head=str(year),
            cells=[numbers.plain(each.get(year, 0)) for each in shown.values()],
            mark=marks.get(year, ""),
            bold=year == last,
        )
        for year in years
    ]
    axes = row_sheet([names[c] for c in shown], columns)
    most = max(v for each in shown.values() for v in each.values())
    axes.set_xlim(-0.03 * most, 1.06 * most)
    scale_x(axes, round_ticks(axes.get_xlim(), whole=True), numbers.plain, grid=True)
    for y, each in enumerate(shown.values()):
        if first != last:
            bar(axes, each[first], each[last], y, MID_GREY)
            place(axes, "england", each[first], y)
        place(axes, "own", each[last], y)
    return the_figure(axes)


def _headline(shown: Mapping[str, Years], years: list[int]) -> str:
    """Which sector has most places now, and its share."""
    last = years[-1]
    total = sum(each[last] for each in shown.values())
    if total == 0:
        return f"No place in children's homes in the area in {last}"
    most = max(shown, key=lambda c: shown[c][last])
    share = 100 * shown[most][last] / total
    name = CATEGORIES["sector"][most]
    told = "all" if share == 100 else f"{numbers.plain(min(share, 99))}% of"
    return f"{name} have {told} places in children's homes here"


def _alt(shown: Mapping[str, Years], years: list[int]) -> str:
    first, last = years[0], years[-1]
    told = "; ".join(
        f"{CATEGORIES['sector'][c]} {numbers.plain(each[last])} in {last}"
        + (f" and {numbers.plain(each[first])} in {first}" if first != last else "")
        for c, each in shown.items()
    )
    return clipped(f"Dot chart of places by sector: {told}.")


def _table(shown: Mapping[str, Years], years: list[int]) -> pd.DataFrame:
    names = CATEGORIES["sector"]
    lines = [
        {"Sector": names[c], **{f"{y}": numbers.plain(each[y]) for y in years}}
        for c, each in shown.items()
    ]
    totals = {f"{y}": numbers.plain(sum(e[y] for e in shown.values())) for y in years}
    return pd.DataFrame([*lines, {"Sector": "All", **totals}])


def _years(years: list[int]) -> str:
    return listed([str(y) for y in years])

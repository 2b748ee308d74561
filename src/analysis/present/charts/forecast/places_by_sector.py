"""Places in children's homes in the area by sector, in the years of a complete list."""

from collections.abc import Mapping
from math import nan

import pandas as pd

from analysis.catalogue.areas import Area
from analysis.catalogue.categories import CATEGORIES
from analysis.present import drawing, numbers
from analysis.present.parts.prose import listed

Years = Mapping[int, float]
NAMES = CATEGORIES["sector"]


def places_by_sector(
    by_sector: Mapping[str, Years], area: Area, *, source: str, note: str = ""
) -> drawing.Exhibit:
    """A row for each sector: places in the newest list as a dot, in the oldest as a diamond.

    `by_sector` has places by year for each category of `sector`; a sector that never had a place
    in the area is left out. Raises ValueError where there is no place at all.
    """
    shown = {NAMES[c]: years for c, years in by_sector.items() if any(years.values())}
    if not shown:
        raise ValueError(f"There is no place in a children's home in {area.name} to draw.")
    years = sorted({y for each in shown.values() for y in each})
    return drawing.exhibit(
        "places-by-sector",
        lambda: plot(shown, years),
        headline=_headline(shown, years[-1]),
        subtitle=f"Registered places in children's homes in {area.name}, whichever council uses "
        f"them, on 31 March {listed([str(y) for y in years])}",
        alt=_alt(shown, years[0], years[-1]),
        table=_table(shown, years),
        source=source,
        notes=[note],
    )


def plot(shown: Mapping[str, Years], years: list[int]) -> drawing.Plot:
    """The picture alone."""
    first, last = years[0], years[-1]
    kinds = {first: "england", last: "own"}
    rows = [
        drawing.Row(
            label=name,
            cells=[numbers.plain(each.get(year, 0)) for year in years],
            dots={kind: each[year] for year, kind in kinds.items()},
            bar=(each[first], each[last]) if first != last else (nan, nan),
            bar_colour=drawing.MID_GREY,
            bar_points=1.4,
        )
        for name, each in shown.items()
    ]
    columns = [drawing.Column(head=str(y), mark=kinds.get(y, ""), bold=y == last) for y in years]
    most = max(v for each in shown.values() for v in each.values())
    x = drawing.Axis(ends=(-0.03 * most, 1.06 * most), printed=numbers.plain, whole=True, grid=True)
    return drawing.row_chart(rows, columns, x)


def _headline(shown: Mapping[str, Years], last: int) -> str:
    """Which sector has most places now, and its share."""
    total = sum(each[last] for each in shown.values())
    if total == 0:
        return f"No place in children's homes in the area in {last}"
    name = max(shown, key=lambda sector: shown[sector][last])
    share = 100 * shown[name][last] / total
    told = "all" if share == 100 else f"{numbers.plain(min(share, 99))}% of"
    return f"{name} have {told} places in children's homes here"


def _alt(shown: Mapping[str, Years], first: int, last: int) -> str:
    told = "; ".join(
        f"{name} {numbers.plain(each[last])} in {last}"
        + (f" and {numbers.plain(each[first])} in {first}" if first != last else "")
        for name, each in shown.items()
    )
    return f"Dot chart of places by sector: {told}."


def _table(shown: Mapping[str, Years], years: list[int]) -> pd.DataFrame:
    totals = {y: sum(each[y] for each in shown.values()) for y in years}
    return pd.DataFrame(
        {"Sector": name, **{str(y): numbers.plain(each[y]) for y in years}}
        for name, each in [*shown.items(), ("All", totals)]
    )

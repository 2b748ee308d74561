"""The figures of a page as files beside it: everything as CSV, and an accessible workbook."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import gptables
import pandas as pd

from analysis.catalogue.areas import ENGLAND, SET, Area, areas, members
from analysis.catalogue.indicator import THEMES, Indicator
from analysis.catalogue.indicators import INDICATORS, of_theme
from analysis.catalogue.sources.publications import PUBLICATIONS
from analysis.core import shapes, store
from analysis.publish.files import own_return, workbook
from analysis.publish.files.columns import meanings, named, words
from analysis.publish.files.downloads import Download, large_table, link, write_csv

LEGEND = [
    "[c] suppressed by the publisher to protect confidentiality",
    "[x] not available",
    "[z] not applicable, or no interval because no counts are published",
    "[low] more than zero but rounds to zero",
    "[u] published as unreliable",
]
NOTES = {
    "limits": "Limits are a 95% interval for the rate or share behind the figure, worked out from "
    "the published counts.",
    "similar": "The median of those of the ten statistical neighbours (2025 model) that have a "
    "published figure; at least five must have one.",
}
SIMILAR = "Similar authorities (median)"
NOTED = {"Lower limit": "$$limits$$", "Upper limit": "$$limits$$"}


def write(report: str, area: Area, folder: Path, given: Mapping[str, Any]) -> list[Download]:
    """Write `<report>.csv` and `<report>.xlsx` into a folder; returns how the page links them.

    The CSV has every measured row of the area, its region and England, with words and units (see
    `columns.named`), and the newest figures of its similar authorities; it is compressed where
    that is asked for. The workbook has a sheet more where the area has a return of its own, up to
    the page's day (`given`).
    """
    rows = store.measured([area.code, area.region, ENGLAND])
    table, book = folder / large_table(report), folder / f"{report}.xlsx"
    whole = pd.concat([rows, _neighbours(area)], ignore_index=True)
    write_csv(named.measured(whole), table)
    heads = write_workbook(rows, area, book, own_return.known(area, given))
    return [
        link(table, f"All figures, CSV{' compressed by gzip' * (table.suffix == '.gz')}"),
        link(book, "Tables by theme, Excel workbook", meanings.FIGURES_BOOK, heads),
    ]


def write_together(report: str, area: Area, folder: Path) -> list[Download]:
    """Write `<report>.csv`: the newest whole figures of the authorities of a region or a set, of
    the region itself, and of England.
    """
    table = folder / f"{report}.csv"
    codes = [a.code for a in members(area)] + [area.code] * (area.kind != SET) + [ENGLAND]
    rows = store.measured(codes, where={"group": shapes.OWN, "dimension": shapes.ALL})
    write_csv(named.measured(_newest(rows).reset_index(drop=True)), table)
    return [link(table, "Newest figures of each authority, CSV")]


def _newest(rows: pd.DataFrame) -> pd.DataFrame:
    """The rows of each indicator's newest period."""
    return rows[rows["period_end"] == rows.groupby("indicator")["period_end"].transform("max")]


def _neighbours(area: Area) -> pd.DataFrame:
    """The newest whole figures of the similar authorities, which the dot plots print."""
    beside = store.neighbours([area.code])
    codes = beside.loc[beside["model"] == shapes.NEIGHBOURS_2025, "neighbour"]
    rows = store.measured(codes)
    return _newest(rows[(rows["group"] == shapes.OWN) & (rows["dimension"] == shapes.ALL)])


def write_workbook(
    rows: pd.DataFrame, area: Area, path: Path, ours: pd.DataFrame
) -> tuple[str, ...]:
    """One sheet for each theme with the newest figures, and one with every year, as .xlsx; the
    heads of its tables.

    `rows` are measured rows of the area, its region and England; `ours` those of its own return, a
    sheet more where there are any. The same rows give the same bytes.
    """
    whole = rows[(rows["dimension"] == shapes.ALL) & rows["indicator"].isin(list(INDICATORS))]
    newest = _Newest(whole, area)
    sheets = {f"{theme}_newest": _newest_sheet(newest, area, theme) for theme in THEMES}
    sheets["Every_year"] = _years_sheet(whole, area)
    title = f"Children in care and care leavers: figures for {area.name}"
    intro = "Published figures for one local authority, with comparators."
    notes = NOTES
    if len(ours):
        sheets[own_return.SHEET] = own_return.sheet(ours, area, LEGEND, NOTED)
        notes = {**NOTES, **own_return.NOTE}
        intro += f" The sheet {own_return.SHEET} has figures that are not published."
    return workbook.save(path, title, intro, sheets, notes, LEGEND)


class _Newest:
    """The figures of each indicator's newest period: the newest of the area, or else of any.

    `rows` are measured rows of whole indicators; `periods` are the days those periods end on.
    """

    def __init__(self, rows: pd.DataFrame, area: Area) -> None:
        own = rows["group"] == shapes.OWN
        its = rows[own & (rows["area"] == area.code)].groupby("indicator")["period_end"].max()
        newest = its.combine_first(rows.groupby("indicator")["period_end"].max())
        now = rows[rows["period_end"] == rows["indicator"].map(newest)]
        shown = now[(now["group"] == shapes.OWN) | (now["statistic"] == "median")]
        firsts = shown.drop_duplicates(["indicator", "area", "group"])
        self.periods = {str(name): day for name, day in newest.dropna().items()}
        self._rows = firsts.set_index(["indicator", "area", "group"]).to_dict("index")

    def cell(
        self, indicator: Indicator, code: str, column: str = "value", group: str = shapes.OWN
    ) -> object:
        """A number, or the shorthand for why there is none."""
        row = self._rows.get((indicator.id, code, group))
        if row is None:
            return "[x]"
        if pd.notna(row[column]):
            return float(row[column])
        return workbook.SHORTHAND.get(str(row["status"]), "[z]")


def _newest_sheet(figures: _Newest, area: Area, theme: str) -> gptables.GPTable:
    names = dict.fromkeys(source for i in of_theme(theme) for source in i.sources)
    return gptables.GPTable(
        table=pd.DataFrame([_line(figures, area, i) for i in of_theme(theme)]),
        table_name=f"newest_{theme}",
        title=f"{THEMES[theme]}: newest published figures",
        subtitles=[
            f"{area.name}, with England, region and the median of similar authorities; each row "
            "names its unit"
        ],
        scope=f"{area.name}, newest period published for each indicator",
        source="; ".join(PUBLICATIONS[name].citation for name in names),
        legend=LEGEND,
        table_notes={**NOTED, SIMILAR: "$$similar$$"},
        index_columns={1: 0},
    )


def _line(figures: _Newest, area: Area, indicator: Indicator) -> dict[str, object]:
    period = figures.periods.get(indicator.id)
    return {
        "Indicator": indicator.title,
        "Period": indicator.label(period) if period is not None else "[x]",
        "Unit": words.without_signs(indicator.unit),
        area.name: figures.cell(indicator, area.code),
        "Lower limit": figures.cell(indicator, area.code, "lower95"),
        "Upper limit": figures.cell(indicator, area.code, "upper95"),
        "England": figures.cell(indicator, ENGLAND),
        areas()[area.region].name: figures.cell(indicator, area.region),
        SIMILAR: figures.cell(indicator, area.code, group=shapes.NEIGHBOURS_2025),
    }


def _years_sheet(rows: pd.DataFrame, area: Area) -> gptables.GPTable:
    own = rows[(rows["area"] == area.code) & (rows["group"] == shapes.OWN)]
    order = {name: place for place, name in enumerate(INDICATORS)}
    own = own.assign(place=own["indicator"].map(order)).sort_values(["place", "period_end"])
    ends = zip(own["indicator"], own["period_end"], strict=True)
    table = {
        "Indicator": own["indicator"].map({i.id: i.title for i in INDICATORS.values()}),
        "Period": [INDICATORS[name].label(end) for name, end in ends],
        "Period ending": own["period_end"].dt.strftime("%Y-%m-%d"),
        **workbook.figures(own),
    }
    return gptables.GPTable(
        table=pd.DataFrame(table).reset_index(drop=True),
        table_name="every_year",
        title=f"Every published year for {area.name}",
        subtitles=["One row for each indicator and period, with its unit"],
        scope=f"{area.name}, all periods carried",
        source="As listed on the sheets of newest figures",
        legend=LEGEND,
        table_notes=NOTED,
        index_columns={1: 0},
    )

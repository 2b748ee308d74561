"""The forecast of one authority as files beside its page: a CSV, and an accessible workbook."""

from pathlib import Path

import gptables
import pandas as pd

from analysis.catalogue.areas import Area
from analysis.core import shapes, store
from analysis.publish.files import projected_names, workbook
from analysis.publish.files.downloads import Download, link, write_csv

POUNDS = ("gbp", "gbp_per_week")
LIMITS = {"Lower 80%": "p10", "Upper 80%": "p90", "Lower 95%": "p025", "Upper 95%": "p975"}
LEGEND = [
    "[x] no figure to forecast from",
    "[z] not applicable, or a figure that has no interval",
]
NOTES = {
    "middle": "The figure to plan with first: half of the futures lie above it. Four and five "
    "years ahead it stays at about the level of the third year.",
    "limits": "Of ten futures that the forecast draws, eight lie within the 80% limits; of a "
    "hundred, 95 lie within the 95% limits.",
}
NOTED = {"Middle": "$$middle$$", **dict.fromkeys(LIMITS, "$$limits$$")}


def write(report: str, area: Area, folder: Path) -> list[Download]:
    """Write `<report>.csv` and `<report>.xlsx` into a folder; returns how the page links them.

    The CSV has every projected row of the area in the projected shape; the workbook has the same
    figures in words, a sheet for each topic.
    """
    rows = store.projected([area.code])
    table, book = folder / f"{report}.csv", folder / f"{report}.xlsx"
    write_csv(rows, table, shapes.PROJECTED)
    write_workbook(rows, area, book)
    return [
        link(table, "Every figure of the forecast, CSV"),
        link(book, "Forecast by topic, Excel workbook"),
    ]


def write_workbook(rows: pd.DataFrame, area: Area, path: Path) -> None:
    """Projected rows of an area as .xlsx, a sheet for each topic that has rows.

    The same rows give the same bytes. Raises KeyError for a measure without a name.
    """
    sheets = {
        name: _sheet(rows[rows["measure"].isin(measures)], area, name, title)
        for name, (title, measures) in projected_names.TOPICS.items()
        if rows["measure"].isin(measures).any()
    }
    title = f"Homes for children in care: forecast for {area.name}"
    intro = "A forecast for one local authority, made from published figures; not a target."
    workbook.save(path, title, intro, sheets, NOTES, LEGEND)


def _sheet(rows: pd.DataFrame, area: Area, name: str, title: str) -> gptables.GPTable:
    return gptables.GPTable(
        table=_table(rows),
        table_name=name.lower(),
        title=title,
        subtitles=["One row for each figure, breakdown, scenario and year"],
        scope=f"{area.name}, forecast from 31 March {rows['origin'].iloc[0]}",
        source="Care Analysis, from the publications listed on the page",
        legend=LEGEND,
        table_notes=NOTED,
        index_columns={1: 0},
    )


def _table(rows: pd.DataFrame) -> pd.DataFrame:
    """The rows in words, a missing figure as the shorthand for why."""
    pairs = zip(rows["dimension"], rows["category"], strict=True)
    columns: dict[str, object] = {
        "Figure": [projected_names.MEASURES[measure] for measure in rows["measure"]],
        "Breakdown": [projected_names.breakdown(*pair) for pair in pairs],
        "Scenario": [projected_names.SCENARIOS[scenario] for scenario in rows["scenario"]],
        "Year ending": rows["period_end"].dt.strftime("%Y-%m-%d").to_list(),
        "Unit": [projected_names.UNITS[unit] for unit in rows["unit"]],
        "Middle": _cells(rows, "central"),
    }
    return pd.DataFrame(columns | {head: _cells(rows, name) for head, name in LIMITS.items()})


def _cells(rows: pd.DataFrame, column: str) -> list[object]:
    """Numbers to a tenth, pounds whole; a shorthand where there is none."""
    given = zip(rows[column], rows["unit"], rows["status"], strict=True)
    return [
        workbook.SHORTHAND.get(status, "[z]")
        if pd.isna(value)
        else round(float(value), 0 if unit in POUNDS else 1)
        for value, unit, status in given
    ]

"""The forecast of one authority as files beside its page: a CSV, and an accessible workbook."""

from collections.abc import Mapping
from pathlib import Path

import gptables
import pandas as pd

from analysis.catalogue.areas import Area
from analysis.core import store
from analysis.publish.files import workbook
from analysis.publish.files.columns import meanings, named
from analysis.publish.files.columns.words import BREAKDOWNS, SCENARIOS, UNITS
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

# The sheets of a workbook: a name, a title, and the measures in it with what each is called.
TOPICS: dict[str, tuple[str, dict[str, str]]] = {
    "Children": (
        "Children in our care and care leavers in the years to come",
        {
            "cla_31_march": "Children in our care on 31 March",
            "care_leavers_17_18": "Care leavers aged 17 or 18",
            "care_leavers_19_21": "Care leavers aged 19 to 21",
        },
    ),
    "Places": (
        "Places needed and places that there are",
        {
            "places_needed": "Places needed",
            "places_usable": "Places that our children can use",
            "gap_places": "Places needed, less places that our children can use",
            "gap_children": "Children, less those for whom there is a place",
            "gap_chance": "Chance of needing more places than there are",
        },
    ),
    "Money": (
        "Spending, prices and savings",
        {
            "spend": "Spending in the financial year",
            "price": "Cost of a week",
            "saving": "Spending as now, less spending in the scenario",
            "spend_uncertainty": "Share of the uncertainty in spending",
        },
    ),
}


def write(report: str, area: Area, folder: Path) -> list[Download]:
    """Write `<report>.csv` and `<report>.xlsx` into a folder; returns how the page links them.

    The CSV has every row with words and units (see `columns.named`); the workbook the same figures
    in words, by topic.
    """
    rows = store.projected([area.code])
    table, book = folder / f"{report}.csv", folder / f"{report}.xlsx"
    called = {measure: name for _, names in TOPICS.values() for measure, name in names.items()}
    write_csv(named.projected(rows, called, TOPICS["Money"][1]), table)
    heads = write_workbook(rows, area, book)
    return [
        link(table, "Every figure of the forecast, CSV", meanings.FORECAST),
        link(book, "Forecast by topic, Excel workbook", meanings.FORECAST_BOOK, heads),
    ]


def write_workbook(rows: pd.DataFrame, area: Area, path: Path) -> tuple[str, ...]:
    """Projected rows of an area as .xlsx, a sheet for each topic that has rows; their heads.

    The same rows give the same bytes. Raises KeyError for a measure without a name.
    """
    sheets = {
        name: _sheet(rows[rows["measure"].isin(called)], area, name)
        for name, (_, called) in TOPICS.items()
        if rows["measure"].isin(called).any()
    }
    title = f"Homes for children in care: forecast for {area.name}"
    intro = "A forecast for one local authority, made from published figures; not a target."
    return workbook.save(path, title, intro, sheets, NOTES, LEGEND)


def _sheet(rows: pd.DataFrame, area: Area, name: str) -> gptables.GPTable:
    title, called = TOPICS[name]
    return gptables.GPTable(
        table=_table(rows, called),
        table_name=name.lower(),
        title=title,
        subtitles=["One row for each figure, breakdown, scenario and year, with its unit"],
        scope=f"{area.name}, forecast from 31 March {rows['origin'].iloc[0]}",
        source="Care Analysis, from the publications listed on the page",
        legend=LEGEND,
        table_notes=NOTED,
        index_columns={1: 0},
    )


def _table(rows: pd.DataFrame, called: Mapping[str, str]) -> pd.DataFrame:
    """The rows in words, a missing figure as the shorthand for why."""
    pairs = zip(rows["dimension"], rows["category"], strict=True)
    columns: dict[str, object] = {
        "Forecast of": [called[measure] for measure in rows["measure"]],
        "Breakdown": [BREAKDOWNS[dimension][category] for dimension, category in pairs],
        "Scenario": [SCENARIOS[scenario] for scenario in rows["scenario"]],
        "Year ending": rows["period_end"].dt.strftime("%Y-%m-%d").to_list(),
        "Unit": [UNITS[unit] for unit in rows["unit"]],
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

"""The figures of a council's own return as a file beside its page, and a sheet of its workbook."""

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

import gptables
import pandas as pd

from analysis.catalogue import parameters
from analysis.catalogue.areas import Area
from analysis.catalogue.indicators import INDICATORS
from analysis.catalogue.returns.relations import counted_from
from analysis.core import returned, shapes
from analysis.publish.files import workbook
from analysis.publish.files.columns import meanings, named, words
from analysis.publish.files.columns.named import COUNTED_FROM
from analysis.publish.files.downloads import Download, link, write_csv

SHEET = "Own_return"
NOTE = {
    "counted_from": "Counted from this day to the day of the figure; a figure that ends on another "
    "day than 31 March is of part of a year. Empty where a figure is of one day."
}


def write(stem: str, area: Area, folder: Path, given: Mapping[str, Any]) -> list[Download]:
    """Write `<stem>-own-return.csv`; nothing where the council has no return of its own.

    Measured rows up to the page's day, with their `origin` and the day they are counted from.
    """
    rows = known(area, given)
    if rows.empty:
        return []
    table = folder / f"{stem}-own-return.csv"
    write_csv(named.measured(rows, words.COUNTED), table)
    return [link(table, f"{rows[shapes.ORIGIN].iloc[0].capitalize()}, CSV", meanings.OWN_RETURN)]


def known(area: Area, given: Mapping[str, Any]) -> pd.DataFrame:
    """The measured rows of a council's own return up to the page's day; none without a return."""
    record = returned.record(area.slug)
    if not record:
        return pd.DataFrame()
    last = parameters.day(given.get("today", "")) or date.today()
    rows = returned.measured(area.slug)
    rows = rows[rows["period_end"] <= pd.Timestamp(last)]
    return with_start(rows.assign(**{shapes.ORIGIN: shapes.origin(record[returned.SYNTHETIC])}))


def with_start(rows: pd.DataFrame) -> pd.DataFrame:
    """Rows of a return with the day that each is counted from; none for a figure of one day."""
    since = [
        counted_from(INDICATORS[name], day.date()) if name in INDICATORS else None
        for name, day in zip(rows["indicator"], rows["period_end"], strict=True)
    ]
    return rows.assign(**{COUNTED_FROM: pd.Series(since, index=rows.index, dtype="datetime64[s]")})


def sheet(
    rows: pd.DataFrame, area: Area, legend: list[str], notes: Mapping[str, str]
) -> gptables.GPTable:
    """The whole figures of `known` rows as a sheet of a workbook."""
    whole = rows[(rows["dimension"] == shapes.ALL) & rows["indicator"].isin(list(INDICATORS))]
    order = {name: place for place, name in enumerate(INDICATORS)}
    whole = whole.assign(place=whole["indicator"].map(order)).sort_values(["place", "period_end"])
    since = whole[COUNTED_FROM].dt.strftime("%Y-%m-%d")
    table = {
        "Indicator": whole["indicator"].map({i.id: i.title for i in INDICATORS.values()}),
        "Counted from": since.where(whole[COUNTED_FROM].notna(), "[z]"),
        "Day": whole["period_end"].dt.strftime("%Y-%m-%d"),
        **workbook.figures(whole),
        "Origin": whole[shapes.ORIGIN],
    }
    made_up = (whole[shapes.ORIGIN] == shapes.MADE_UP_RETURN).any()
    return gptables.GPTable(
        table=pd.DataFrame(table).reset_index(drop=True),
        table_name="own_return",
        title="A made-up return: an example, no child in it is real"
        if made_up
        else f"Figures of {area.name}'s own return, not published",
        subtitles=[
            "One row for each indicator and day, with its unit; small numbers are "
            f"{'whole' if returned.is_whole() else 'hidden'}"
        ],
        scope=f"{area.name}, all days counted",
        source="A made-up return" if made_up else f"{area.name}'s own return (SSDA903)",
        legend=legend,
        table_notes={**notes, "Counted from": "$$counted_from$$"},
        index_columns={1: 0},
    )

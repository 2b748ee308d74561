"""The tables of a report as an accessible workbook, as the Analysis Function advises."""

from datetime import datetime, time
from pathlib import Path

import gptables
import pandas as pd

from analysis import shapes
from analysis.catalogue.areas import ENGLAND, Area, areas
from analysis.catalogue.indicator import THEMES, Indicator
from analysis.catalogue.indicators import INDICATORS, of_theme
from analysis.catalogue.publications import PUBLICATIONS

SHORTHAND = {
    shapes.SUPPRESSED: "[c]",
    shapes.NOT_APPLICABLE: "[z]",
    shapes.NOT_AVAILABLE: "[x]",
    shapes.MISSING: "[x]",
    shapes.LOW: "[low]",
    shapes.UNRELIABLE: "[u]",
}
LEGEND = [
    "[c] suppressed by the publisher to protect confidentiality",
    "[x] not available",
    "[z] not applicable, or no interval because no counts are published",
    "[low] more than zero but rounds to zero",
    "[u] published as unreliable",
]
NOTES = pd.DataFrame(
    {
        "Note reference": ["limits", "similar"],
        "Note text": [
            "Limits are a 95% interval for the rate or share behind the figure, worked out from "
            "the published counts.",
            "The median of those of the ten statistical neighbours (2025 model) that have a "
            "published figure; at least five must have one.",
        ],
    }
)
SIMILAR = "Similar authorities (median)"
NOTED = {"Lower limit": "$$limits$$", "Upper limit": "$$limits$$"}


def write(rows: pd.DataFrame, area: Area, path: Path) -> None:
    """One sheet for each theme with the newest figures, and one with every year, as .xlsx.

    `rows` are measured rows of the area, its region and England. The same rows give the same bytes:
    the document is dated by its newest publication.
    """
    whole = rows[(rows["dimension"] == shapes.ALL) & rows["indicator"].isin(list(INDICATORS))]
    sheets = {
        f"{letter}_newest": _newest_sheet(whole, area, letter, words)
        for letter, words in THEMES.items()
    }
    sheets["Every_year"] = _years_sheet(whole, area)
    title = f"Children in care and care leavers: figures for {area.name}"
    intro = "Published figures for one local authority, with comparators."
    save(path, title, intro, sheets, NOTES, LEGEND)


def save(
    path: Path,
    title: str,
    intro: str,
    sheets: dict[str, gptables.GPTable],
    notes: pd.DataFrame,
    legend: list[str],
) -> None:
    """Sheets as an accessible workbook with a cover, contents and notes; repeats to the byte."""
    licence = "Contains public sector information licensed under the Open Government Licence v3.0."
    book = gptables.produce_workbook(
        filename=str(path),
        sheets=sheets,
        cover=gptables.Cover(
            cover_label="Cover", title=title, intro=[intro, licence], about=legend
        ),
        notes_table=notes,
        contentsheet_options={"additional_elements": ["subtitles", "scope", "source"]},
        auto_width=True,
    )
    newest = max(p.released for p in PUBLICATIONS.values())
    book.set_properties({"title": title, "created": datetime.combine(newest, time())})
    book.close()


def _newest_sheet(rows: pd.DataFrame, area: Area, letter: str, words: str) -> gptables.GPTable:
    table = pd.DataFrame([_newest(rows, area, i) for i in of_theme(letter)])
    return gptables.GPTable(
        table=table,
        table_name=f"newest_{letter}",
        title=f"{words}: newest published figures",
        subtitles=[f"{area.name}, with England, region and the median of similar authorities"],
        scope=f"{area.name}, newest period published for each indicator",
        source=_sources(of_theme(letter)),
        legend=LEGEND,
        table_notes={**NOTED, SIMILAR: "$$similar$$"},
        index_columns={1: 0},
    )


def _newest(rows: pd.DataFrame, area: Area, indicator: Indicator) -> dict[str, object]:
    mine = rows[rows["indicator"] == indicator.id]
    own = mine[(mine["area"] == area.code) & (mine["group"] == shapes.OWN)]
    dated = mine if own.empty else own
    period = dated["period_end"].max()
    now = mine[mine["period_end"] == period]
    return {
        "Indicator": indicator.title,
        "Period": indicator.label(period) if pd.notna(period) else "[x]",
        "Unit": _unit(indicator),
        area.name: _cell(now, area.code),
        "Lower limit": _cell(now, area.code, "lower95"),
        "Upper limit": _cell(now, area.code, "upper95"),
        "England": _cell(now, ENGLAND),
        areas()[area.region].name: _cell(now, area.region),
        SIMILAR: _cell(now, area.code, group=shapes.NEIGHBOURS_2025),
    }


def _cell(rows: pd.DataFrame, code: str, column: str = "value", group: str = shapes.OWN) -> object:
    """A number, or the shorthand for why there is none."""
    chosen = rows[(rows["area"] == code) & (rows["group"] == group)]
    if group != shapes.OWN:
        chosen = chosen[chosen["statistic"] == "median"]
    if chosen.empty:
        return "[x]"
    row = chosen.iloc[0]
    if pd.notna(row[column]):
        return float(row[column])
    return SHORTHAND.get(str(row["status"]), "[z]")


def _years_sheet(rows: pd.DataFrame, area: Area) -> gptables.GPTable:
    own = rows[(rows["area"] == area.code) & (rows["group"] == shapes.OWN)]
    order = {name: place for place, name in enumerate(INDICATORS)}
    own = own.assign(place=own["indicator"].map(order)).sort_values(["place", "period_end"])
    titles = {i.id: i.title for i in INDICATORS.values()}
    shown = own["value"].astype(object).where(own["value"].notna(), own["status"].map(SHORTHAND))
    table = pd.DataFrame(
        {
            "Indicator": own["indicator"].map(titles),
            "Period ending": own["period_end"].dt.strftime("%Y-%m-%d"),
            "Unit": own["indicator"].map({i.id: _unit(i) for i in INDICATORS.values()}),
            "Figure": shown,
            "Lower limit": own["lower95"].astype(object).where(own["lower95"].notna(), "[z]"),
            "Upper limit": own["upper95"].astype(object).where(own["upper95"].notna(), "[z]"),
        }
    )
    return gptables.GPTable(
        table=table.reset_index(drop=True),
        table_name="every_year",
        title=f"Every published year for {area.name}",
        subtitles=["One row for each indicator and period"],
        scope=f"{area.name}, all periods carried",
        source="As listed on the sheets of newest figures",
        legend=LEGEND,
        table_notes=NOTED,
        index_columns={1: 0},
    )


def _unit(indicator: Indicator) -> str:
    """The unit without symbols, which a screen reader may not say."""
    return indicator.unit.replace("£", "pounds").replace("%", "per cent")


def _sources(indicators: list[Indicator]) -> str:
    names = dict.fromkeys(s for i in indicators for s in i.sources)
    return "; ".join(PUBLICATIONS[name].citation for name in names)

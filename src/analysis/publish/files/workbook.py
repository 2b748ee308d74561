"""The tables of a report as an accessible workbook, as the Analysis Function advises."""

from datetime import datetime, time
from pathlib import Path

import gptables
import pandas as pd

from analysis.catalogue.areas import ENGLAND, Area, areas
from analysis.catalogue.indicator import THEMES, Indicator
from analysis.catalogue.indicators import INDICATORS, of_theme
from analysis.catalogue.publications import PUBLICATIONS
from analysis.core import shapes
from analysis.core.errors import CareAnalysisError

TOO_NEW_PANDAS = 4
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
    newest = _Newest(whole, area)
    sheets = {
        f"{letter}_newest": _newest_sheet(newest, area, letter, words)
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
    """Sheets as an accessible workbook with a cover, contents and notes; repeats to the byte.

    Raises CareAnalysisError with a pandas that gptables cannot run with.
    """
    _check_pandas()
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


def _check_pandas() -> None:
    """Refuse pandas 4, which was installed past our bounds: gptables would fail midway."""
    if int(pd.__version__.partition(".")[0]) >= TOO_NEW_PANDAS:
        raise CareAnalysisError(
            f"pandas {pd.__version__} is installed. The workbooks are written with gptables, which "
            f"calls what pandas {TOO_NEW_PANDAS} has taken away. Run `python3 run.py setup`, or "
            f"install pandas below {TOO_NEW_PANDAS}."
        )


def _newest_sheet(figures: "_Newest", area: Area, letter: str, words: str) -> gptables.GPTable:
    table = pd.DataFrame([_line(figures, area, i) for i in of_theme(letter)])
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


def _line(figures: "_Newest", area: Area, indicator: Indicator) -> dict[str, object]:
    period = figures.periods.get(indicator.id)
    return {
        "Indicator": indicator.title,
        "Period": indicator.label(period) if period is not None else "[x]",
        "Unit": _unit(indicator),
        area.name: figures.cell(indicator, area.code),
        "Lower limit": figures.cell(indicator, area.code, "lower95"),
        "Upper limit": figures.cell(indicator, area.code, "upper95"),
        "England": figures.cell(indicator, ENGLAND),
        areas()[area.region].name: figures.cell(indicator, area.region),
        SIMILAR: figures.cell(indicator, area.code, group=shapes.NEIGHBOURS_2025),
    }


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

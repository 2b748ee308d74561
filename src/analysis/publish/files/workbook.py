"""Tables as an accessible workbook, as the Analysis Function advises."""

from collections.abc import Mapping
from datetime import date, datetime, time
from pathlib import Path

import gptables
import pandas as pd

from analysis.catalogue.sources.publications import PUBLICATIONS
from analysis.core import returned, shapes
from analysis.core.errors import CareAnalysisError
from analysis.core.internal import SENTENCE
from analysis.publish.files.columns import named

TOO_NEW_PANDAS = 4
LICENCE = "Contains public sector information licensed under the Open Government Licence v3.0."
SHORTHAND = {
    shapes.SUPPRESSED: "[c]",
    shapes.NOT_APPLICABLE: "[z]",
    shapes.NOT_AVAILABLE: "[x]",
    shapes.MISSING: "[x]",
    shapes.LOW: "[low]",
    shapes.UNRELIABLE: "[u]",
}


def save(
    path: Path,
    title: str,
    intro: str,
    sheets: dict[str, gptables.GPTable],
    notes: Mapping[str, str],
    legend: list[str],
) -> tuple[str, ...]:
    """Sheets as an accessible workbook with a cover, contents and notes; the heads of its tables.

    It repeats to the byte, since the document is dated by its newest publication. Days are text,
    of which gptables would make bare numbers. That of an internal page says so in its title, on
    every sheet and on every printed one.

    Raises CareAnalysisError with pandas 4, installed past our bounds: gptables would fail midway.
    """
    if int(pd.__version__.partition(".")[0]) >= TOO_NEW_PANDAS:
        raise CareAnalysisError(
            f"pandas {pd.__version__} is installed. The workbooks are written with gptables, which "
            f"calls what pandas {TOO_NEW_PANDAS} has taken away. Run `python3 run.py setup`, or "
            f"install pandas below {TOO_NEW_PANDAS}."
        )
    for each in sheets.values():
        each.table = each.table.apply(_days_as_text)
    heads = dict.fromkeys(str(head) for each in sheets.values() for head in each.table)
    internal = returned.is_whole()
    if internal:
        title, intro = f"Internal: {title}", f"{SENTENCE} {intro}"
        for table in sheets.values():
            table.set_title(f"Internal: {table.title}")
    book = gptables.produce_workbook(
        filename=str(path),
        sheets=sheets,
        cover=gptables.Cover(
            cover_label="Cover", title=title, intro=[intro, LICENCE], about=legend
        ),
        notes_table=pd.DataFrame(
            {"Note reference": list(notes), "Note text": list(notes.values())}
        ),
        contentsheet_options={"additional_elements": ["subtitles", "scope", "source"]},
        auto_width=True,
    )
    newest = max(p.released for p in PUBLICATIONS.values())
    said = {"title": title, "created": datetime.combine(newest, time())}
    for sheet in book.worksheets() if internal else ():
        sheet.set_header(f"&C&B{SENTENCE}")
        sheet.set_footer(f"&C&B{SENTENCE}")
    book.set_properties(said | {"comments": SENTENCE} if internal else said)
    book.close()
    return tuple(heads)


def figures(rows: pd.DataFrame) -> dict[str, pd.Series]:
    """The columns of measured rows in a sheet: unit, figure, limits and the counts behind it.

    What is missing has the shorthand for why.
    """
    told, whole = named.measured(rows), rows.astype(object)
    why = rows["status"].map(SHORTHAND).fillna("[z]")
    cells = {
        name: whole[name].where(rows[name].notna(), why if name == "value" else "[z]")
        for name in ("value", "lower95", "upper95", "numerator", "denominator")
    }
    return {
        "Unit": told["value_unit"],
        "Figure": cells["value"],
        "Lower limit": cells["lower95"],
        "Upper limit": cells["upper95"],
        "Numerator": cells["numerator"],
        "Unit of numerator": told["numerator_unit"].fillna("[z]"),
        "Denominator": cells["denominator"],
        "Unit of denominator": told["denominator_unit"].fillna("[z]"),
    }


def _days_as_text(cells: pd.Series) -> pd.Series:
    """A column of a sheet with its days as text, other cells as they are."""
    if not pd.api.types.is_datetime64_any_dtype(cells) and cells.dtype != object:
        return cells
    return cells.map(lambda c: f"{c:%Y-%m-%d}" if isinstance(c, date) and pd.notna(c) else c)

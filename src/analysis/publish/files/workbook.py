"""Tables as an accessible workbook, as the Analysis Function advises."""

from collections.abc import Mapping
from datetime import datetime, time
from pathlib import Path

import gptables
import pandas as pd

from analysis.catalogue.indicator import Indicator
from analysis.catalogue.sources.publications import PUBLICATIONS
from analysis.core import returned, shapes
from analysis.core.errors import CareAnalysisError
from analysis.core.internal import SENTENCE

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
) -> None:
    """Sheets as an accessible workbook with a cover, contents and notes; repeats to the byte, since
    the document is dated by its newest publication. That of an internal page says so in its title,
    on every sheet and on every printed one.

    Raises CareAnalysisError with pandas 4, installed past our bounds: gptables would fail midway.
    """
    if int(pd.__version__.partition(".")[0]) >= TOO_NEW_PANDAS:
        raise CareAnalysisError(
            f"pandas {pd.__version__} is installed. The workbooks are written with gptables, which "
            f"calls what pandas {TOO_NEW_PANDAS} has taken away. Run `python3 run.py setup`, or "
            f"install pandas below {TOO_NEW_PANDAS}."
        )
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


def unit(indicator: Indicator) -> str:
    """The unit without symbols, which a screen reader may not say."""
    return indicator.unit.replace("£", "pounds").replace("%", "per cent")

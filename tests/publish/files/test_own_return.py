"""The figures of a council's own return beside its page, with their origin."""

from pathlib import Path

import openpyxl
import pandas as pd

from analysis.catalogue.areas import area
from analysis.catalogue.indicators import INDICATORS
from analysis.core import returned, shapes
from analysis.publish.files import attachments, figures, own_return
from analysis.publish.reports import REPORTS

WITH, WITHOUT = area("Herefordshire"), area("Kent")
GIVEN = {"today": "2026-11-22"}
STEM = "needs_analysis"


def test_the_csv_has_every_row_with_its_origin_and_what_it_is_counted_from(tmp_path: Path) -> None:
    (link,) = own_return.write(STEM, WITH, tmp_path, GIVEN)
    assert link.path == f"{STEM}-own-return.csv" and link.words.startswith("Made-up return, CSV")
    rows = pd.read_csv(tmp_path / link.path, dtype=str, keep_default_na=False)
    shape = (*shapes.MEASURED, "origin", "counted_from")
    assert [c for c in rows if c in shape] == [*shape]
    assert len(rows) == len(returned.measured(WITH.slug))
    assert set(rows["origin"]) == {"made-up return"}
    since = rows.set_index(["indicator", "period_end"])["counted_from"]
    assert since["cla_rate", "2026-09-30"] == ""
    period = rows.set_index(["indicator", "period_end"])["period"]
    assert period["cla_rate", "2026-09-30"] == "on 30 September 2026"
    assert period["cla_started_rate", "2026-09-30"] == "1 April 2026 to 30 September 2026"
    assert since["cla_started_rate", "2026-09-30"] == "2026-04-01"
    assert since["cla_started_rate", "2026-03-31"] == "2025-04-01"


def test_it_ends_with_the_day_of_the_page(tmp_path: Path) -> None:
    own_return.write(STEM, WITH, tmp_path, {"today": "2026-07-01"})
    rows = pd.read_csv(tmp_path / f"{STEM}-own-return.csv")
    assert rows["period_end"].max() == "2026-06-30"


def test_without_a_return_there_is_no_file_and_no_sheet(tmp_path: Path) -> None:
    assert own_return.write(STEM, WITHOUT, tmp_path, GIVEN) == []
    figures.write(STEM, WITHOUT, tmp_path, GIVEN)
    book = openpyxl.load_workbook(tmp_path / f"{STEM}.xlsx")
    assert own_return.SHEET not in book.sheetnames


def test_the_workbook_has_a_sheet_more_and_published_figures_stay_apart(tmp_path: Path) -> None:
    for name in ("needs_analysis", "sufficiency"):
        links = attachments.write(REPORTS[name], WITH, tmp_path, name, GIVEN)
        assert f"{name}-own-return.csv" in [link.path for link in links]
    assert "origin" not in (tmp_path / f"{STEM}.csv").read_text(encoding="utf-8-sig").split("\n")[0]
    book = openpyxl.load_workbook(tmp_path / f"{STEM}.xlsx")
    cells = [cell for row in book[own_return.SHEET].iter_rows(values_only=True) for cell in row]
    assert "A made-up return: an example, no child in it is real" in cells
    newest = own_return.known(WITH, GIVEN)
    newest = newest[newest["indicator"].isin([*INDICATORS])]
    whole = newest[(newest["dimension"] == shapes.ALL)]
    assert cells.count("made-up return") == len(whole)
    assert "[c]" in cells

"""The contact sheet: every chart of a page once, under its number and title, in one picture."""

import struct
from pathlib import Path

import pytest
import typer
from playwright.sync_api import Browser
from typer.testing import CliRunner

import invented_page
from analysis.cli import app
from analysis.core.atomic import write
from analysis.core.errors import CareAnalysisError
from analysis.publish.browser import contact_sheet
from analysis.publish.check import POLICY

TITLE = invented_page.trend().headline


@pytest.fixture
def page(tmp_path: Path) -> Path:
    return write(invented_page.html(), tmp_path / "netherby" / "needs_analysis.html")


def test_every_chart_has_its_number_and_title(page: Path) -> None:
    found = contact_sheet.charts(page.read_text(encoding="utf-8"))
    assert [(c.number, c.title) for c in found] == [("Figure 1", TITLE), ("Figure 2", TITLE)]
    html = contact_sheet.sheet("Netherby", found)
    assert html.count("<figcaption>Figure 1: ") == 1 and html.count("<img ") == 2
    assert all(chart.picture.startswith("data:image/svg+xml,") for chart in found)
    assert f'<meta http-equiv="Content-Security-Policy" content="{POLICY}">' in html


@pytest.mark.browser
def test_the_picture_is_a_png_with_something_on_it(page: Path, chromium: Browser) -> None:
    out = page.with_name("sheet.png")
    assert len(contact_sheet.write(page, out)) == 2
    content = out.read_bytes()
    assert content.startswith(b"\x89PNG\r\n")
    width, height = struct.unpack(">II", content[16:24])
    assert width == contact_sheet.COLUMNS * contact_sheet.COLUMN_PX + 32
    assert height > 300 and len(content) > 10_000


def test_a_page_without_charts_and_no_page_are_refused(tmp_path: Path) -> None:
    with pytest.raises(CareAnalysisError, match=r"There is no page .*care-analysis report"):
        contact_sheet.write(tmp_path / "none.html", tmp_path / "x.png")
    bare = write("<html><title>x</title></html>", tmp_path / "bare.html")
    with pytest.raises(CareAnalysisError, match="has no charts"):
        contact_sheet.write(bare, tmp_path / "x.png")
    assert not (tmp_path / "x.png").exists()


def test_the_command_finds_the_page_of_an_authority_and_of_england(tmp_path: Path) -> None:
    def said(*words: str) -> str:
        asked = ["contact-sheet", *words, "--reports", str(tmp_path)]
        return " ".join(CliRunner().invoke(app.app, asked).output.split())

    assert "isles-of-scilly/sufficiency.html" in said("-a", "Isles of Scilly", "-r", "sufficiency")
    assert "england/methods.html" in said("-r", "methods")
    assert "Did you mean sufficiency" in said("-a", "Leeds", "-r", "suficiency")
    assert "say --area" in said("-r", "sufficiency")
    assert "Name a page" in said()


def test_contact_sheet_is_a_command() -> None:
    names = typer.main.get_command(app.app).commands  # type: ignore[attr-defined]
    assert "contact-sheet" in names

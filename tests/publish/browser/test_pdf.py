"""A page as a PDF: tagged, in its language, with an outline, and with no path of a computer."""

import os
import re
from pathlib import Path

import pytest
from playwright.sync_api import Browser

import invented_page
from analysis.cli import finished_pages
from analysis.core.atomic import write
from analysis.publish.browser import chromium as browsers
from analysis.publish.browser import pdf
from analysis.publish.browser.chromium import BrowserError
from analysis.publish.browser.pdf import PdfError
from analysis.publish.run import record
from analysis.publish.run.run import FAILED, Outcome

WHOLE = b"%PDF-1.4 /StructTreeRoot /Lang /Outlines"


def outcome(path: str, came_to: str = record.MADE) -> Outcome:
    return Outcome(area="999", path=path, outcome=came_to, seconds=1.0)


@pytest.fixture
def page(tmp_path: Path) -> Path:
    return write(invented_page.html(), tmp_path / "netherby" / "needs_analysis.html")


@pytest.mark.browser
def test_the_pdf_has_tags_language_and_an_outline(page: Path, chromium: Browser) -> None:
    (made,) = pdf.write([page])
    assert made == page.with_suffix(".pdf")
    content = made.read_bytes()
    assert re.search(rb"/Lang\s*\(en-GB\)", content)
    assert b"/MarkInfo" in content and b"/S /Table" in content and b"/S /TH" in content
    titles = re.findall(rb"/Title \(([^)]*)\)", content)
    assert f"Figure 1: {invented_page.trend().headline}".encode() in titles
    assert b"How many children are in our care?" in titles
    assert content.count(b"/Alt ") >= 2
    assert b"file:" not in content and str(page.parent).encode() not in content
    assert [p.name for p in page.parent.iterdir() if p.suffix not in (".html", ".pdf")] == []


@pytest.mark.parametrize(
    ("content", "fault"),
    [
        (WHOLE.replace(b"/StructTreeRoot", b""), "lacks tags"),
        (WHOLE.replace(b"/Lang", b""), "lacks its language"),
        (WHOLE.replace(b"/Outlines", b""), "lacks an outline"),
        (WHOLE.replace(b"%PDF-", b"<html>"), "lacks the mark"),
        (WHOLE + b" /URI (file:///home/someone/x.html)", "a path on this computer"),
    ],
)
def test_a_pdf_is_refused_that_some_reader_could_not_use(content: bytes, fault: str) -> None:
    assert pdf.check(WHOLE, "a.html") == WHOLE
    with pytest.raises(PdfError, match=f"PDF of a.html was not written.*{fault}"):
        pdf.check(content, "a.html")


@pytest.mark.browser
def test_one_bad_pdf_does_not_keep_the_others_back(page: Path, chromium: Browser) -> None:
    bad = write("<!doctype html><title>No language</title><p>x", page.with_name("bad.html"))
    with pytest.raises(PdfError, match=r"bad\.html") as caught:
        pdf.write([bad, page])
    assert "needs_analysis" not in str(caught.value)
    assert page.with_suffix(".pdf").is_file() and not bad.with_suffix(".pdf").exists()


def test_only_a_pdf_older_than_its_page_is_outdated(page: Path) -> None:
    assert pdf.outdated([page, page.with_name("none.html")]) == [page]
    made = page.with_suffix(".pdf")
    made.write_bytes(WHOLE)
    assert pdf.outdated([page]) == []
    os.utime(made, ns=(0, page.stat().st_mtime_ns - 1))
    assert pdf.outdated([page]) == [page]


def test_a_run_without_pdfs_leaves_none_that_tells_of_an_older_page(page: Path) -> None:
    old, kept = page.with_suffix(".pdf"), page.with_name("sufficiency.pdf")
    for each in (old, kept):
        each.write_bytes(WHOLE)
        os.utime(each, ns=(0, 0))
    write("made before", page.with_name("sufficiency.html"))
    done = [outcome("netherby/needs_analysis.html"), outcome("netherby/sufficiency.html", FAILED)]
    finished_pages.settle(done, page.parents[1], wanted=False, quiet=True)
    assert not old.exists() and kept.is_file()


def test_without_a_browser_it_says_what_would_do(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(browsers.VARIABLE, raising=False)
    monkeypatch.setattr(browsers, "USUAL", ("no-such-browser", "/no/such/browser"))
    with pytest.raises(BrowserError, match=r"No Chromium, Chrome or Edge was found.*Install"):
        finished_pages.check_browser()


def test_a_browser_that_is_not_there_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(browsers.VARIABLE, "/no/such/browser")
    with pytest.raises(BrowserError, match="says '/no/such/browser'"):
        finished_pages.check_browser()


def test_a_browser_that_does_not_start_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    broken = tmp_path / "chromium"
    broken.write_text("#!/bin/sh\nexit 1\n", encoding="utf-8")
    broken.chmod(0o755)
    monkeypatch.setenv(browsers.VARIABLE, str(broken))
    with pytest.raises(BrowserError, match=r"chromium did not start"):
        finished_pages.check_browser()

"""A page as a tagged PDF with its headings as an outline, for readers who print or archive.

The page is printed by its own style sheet: the summary on a sheet of its own, the tables open.
"""

import re
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from analysis.core import internal
from analysis.core.atomic import write_bytes
from analysis.core.errors import CareAnalysisError
from analysis.publish.browser import chromium

if TYPE_CHECKING:
    from playwright.sync_api import Browser

_NEEDED = {
    b"%PDF-": "the mark of a PDF",
    b"/StructTreeRoot": "tags for screen readers",
    b"/Lang": "its language",
    b"/Outlines": "an outline of its headings",
}
# A link to a file beside the page would print where that file is on this computer.
_PATH = re.compile(rb"/URI\s*\(file:")


class PdfError(CareAnalysisError):
    """A PDF that lacks what a screen reader needs, or says what it should not."""


def write(pages: Iterable[Path]) -> list[Path]:
    """Print each page to a PDF beside it, with its name; one browser for all of them.

    BrowserError without one, InternalError for an internal page outside a folder named for such.
    PdfError, once the others are written, names those that may not be.
    """
    written, faults, pages = list[Path](), list[str](), list(pages)
    for page in pages:
        internal.refuse([page], page.parent)

    def print_all(browser: "Browser") -> None:
        for page in pages:
            printed = _printed(page.read_text(encoding="utf-8"), browser)
            try:
                written.append(write_bytes(check(printed, page.name), page.with_suffix(".pdf")))
            except PdfError as fault:
                faults.append(str(fault))

    chromium.using(print_all)
    if faults:
        raise PdfError("\n".join(faults))
    return written


def outdated(pages: Iterable[Path]) -> list[Path]:
    """Those of the pages that have no PDF beside them, or one that was printed before the page."""

    def changed(path: Path) -> int:
        return path.stat().st_mtime_ns if path.is_file() else -1

    return [p for p in pages if p.is_file() and changed(p.with_suffix(".pdf")) < changed(p)]


def check(pdf: bytes, page: str) -> bytes:
    """The same PDF; PdfError that lists what it lacks, or that it shows where its page lies."""
    faults = [f"it lacks {what}" for mark, what in _NEEDED.items() if mark not in pdf]
    if _PATH.search(pdf):
        faults.append("a link of it shows a path on this computer")
    if faults:
        raise PdfError(f"The PDF of {page} was not written: {'; '.join(faults)}.")
    return pdf


def _printed(html: str, browser: "Browser") -> bytes:
    """The PDF of a page that is handed over as text, so that it has no address to give away."""
    with browser.new_context(offline=True, java_script_enabled=False) as context:
        sheet = context.new_page()
        sheet.set_content(html)
        return sheet.pdf(prefer_css_page_size=True, tagged=True, outline=True)

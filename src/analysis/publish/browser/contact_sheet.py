"""One picture with all charts of a page, to read through them before the page goes out."""

from dataclasses import dataclass
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING

from bs4 import BeautifulSoup

from analysis.core import internal
from analysis.core.atomic import write_bytes
from analysis.core.errors import CareAnalysisError
from analysis.publish.browser import chromium
from analysis.publish.check import POLICY
from analysis.publish.render.layout import PARSER

if TYPE_CHECKING:
    from playwright.sync_api import Browser

COLUMNS, COLUMN_PX = 3, 560
_STYLE = f"""body {{ margin: 16px; background: #fff; color: #0b0c0c; font: 15px Arial, sans-serif;
width: {COLUMNS * COLUMN_PX}px; }} h1 {{ font-size: 24px; }} main {{ columns: {COLUMNS};
column-gap: 16px; }} figure {{ break-inside: avoid; margin: 0 0 16px; border: 1px solid #b6bec6;
padding: 8px; }} figcaption {{ font-weight: 700; margin-bottom: 6px; }} img {{ width: 100%;
height: auto; display: block; }}"""


@dataclass(frozen=True, kw_only=True)
class Chart:
    """A chart of a page: 'Figure 3', its title, and its picture as a data URI."""

    number: str
    title: str
    picture: str


def charts(html: str) -> list[Chart]:
    """The charts of a page in its order."""
    found = []
    for image in BeautifulSoup(html, PARSER).select("figure.exhibit img"):
        figure = image.find_parent("figure")
        parts = (figure.select_one(each) if figure else None for each in ("h3", "h3 .label"))
        whole, number = (part.get_text() if part else "" for part in parts)
        title = whole.removeprefix(number).strip()
        number = number.rstrip(": ") or "Figure"
        found.append(Chart(number=number, title=title, picture=str(image["src"])))
    return found


def sheet(name: str, found: list[Chart]) -> str:
    """The charts side by side as HTML, each under its number and title; `name` stands over all."""
    figures = "".join(
        f"<figure><figcaption>{escape(chart.number)}: {escape(chart.title)}</figcaption>"
        f'<img src="{escape(chart.picture)}" alt=""></figure>'
        for chart in found
    )
    return (
        f'<!doctype html><html lang="en-GB"><head><meta charset="utf-8">'
        f'<meta http-equiv="Content-Security-Policy" content="{POLICY}"><style>{_STYLE}</style>'
        f"</head><body><h1>{escape(name)}</h1><main>{figures}</main></body></html>"
    )


def write(page: Path, out: Path) -> list[Chart]:
    """Write the PNG with all charts of a page; returns the charts that are on it.

    CareAnalysisError for a page that is not there or has no charts, BrowserError without a browser,
    InternalError for an internal page unless both are in a folder that is named for such.
    """
    if not page.is_file():
        raise CareAnalysisError(f"There is no page {page}; make it with `care-analysis report`.")
    for folder in (page.parent, out.parent):
        internal.refuse([page], folder)
    html = page.read_text(encoding="utf-8")
    found = charts(html)
    if not found:
        raise CareAnalysisError(f"{page} has no charts, so there is nothing to lay out.")
    title = BeautifulSoup(html, PARSER).title
    laid_out = sheet(title.get_text() if title else page.stem, found)
    write_bytes(chromium.using(lambda browser: _photograph(laid_out, browser)), out)
    return found


def _photograph(html: str, browser: "Browser") -> bytes:
    context = browser.new_context(
        offline=True,
        java_script_enabled=False,
        viewport={"width": COLUMNS * COLUMN_PX + 32, "height": 800},
    )
    view = context.new_page()
    view.set_content(html)
    return view.screenshot(full_page=True)

"""What the strategy notebook shows for the five councils and for one without a strategy."""

import ast
import re
from functools import cache

import nbformat
from bs4 import BeautifulSoup
from nbconvert.filters.markdown import markdown2html

from analysis import briefing
from analysis.briefing.strategy_monitoring.opening import Progress
from analysis.publish.reports import REPORTS

TODAY = "2026-11-24"
QUARTER = "2026-27Q2"
COUNCILS = ("Bristol", "Herefordshire", "Lancashire", "Cheshire East", "Bradford")
WITHOUT = "Leeds"


@cache
def opened(council: str, view: str = "all", which: str = "") -> Progress:
    """A council's strategy on the day of the tests."""
    return briefing.open_progress(council, QUARTER, view, which, TODAY)


@cache
def cells() -> tuple[tuple[str, str], ...]:
    """The cells of the notebook after the parameters and the opening: kind and source."""
    notebook = nbformat.read(REPORTS["strategy_monitoring"].notebook, as_version=4)
    opens = next(n for n, c in enumerate(notebook.cells) if "open_progress" in c.source)
    return tuple((c.cell_type, c.source) for c in notebook.cells[opens + 1 :])


@cache
def page(council: str, view: str = "all", which: str = "") -> str:
    """Everything that the notebook's cells show, as HTML, in order; marks of left-out parts too."""
    there = opened(council, view, which)
    names = {
        "briefing": briefing,
        "there": there,
        "here": there.figures,
        "area": council,
        "today": TODAY,
    }
    shown = []
    for kind, source in cells():
        if kind == "markdown":
            shown.append(re.sub(r'<a class="anchor-link".*?</a>', "", markdown2html(source)))
            continue
        last = ast.parse(source).body[-1]
        if isinstance(last, ast.Expr):
            shown.append(eval(source, names)._repr_html_())
        else:
            exec(source, names)
    return "\n".join(shown)


@cache
def words(council: str, view: str = "all", which: str = "") -> str:
    """The words of the page, without the tables that are folded away."""
    soup = BeautifulSoup(page(council, view, which), "html.parser")
    for folded in soup.find_all("details"):
        folded.decompose()
    return re.sub(r"\s+", " ", soup.get_text(" "))


def section(council: str, start: str, end: str) -> str:
    """The words between two phrases."""
    told = words(council)
    assert start in told and end in told, (start, end)
    return told[told.index(start) : told.index(end, told.index(start))]

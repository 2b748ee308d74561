"""A dozen awkward authorities, and what the notebook shows and says of them, for several tests."""

from functools import cache

import nbformat
import pandas as pd
import pytest

from analysis import briefing
from analysis.briefing.figures import Figures
from analysis.catalogue.indicators import INDICATORS
from analysis.core import shapes, store
from analysis.present.parts.exhibit import Exhibit
from analysis.present.parts.prose import Cards
from analysis.present.parts.records import LeftOut
from analysis.publish.reports import REPORTS

TODAY = "2026-11-22"
AWKWARD = {
    "201": "City of London",
    "204": "Hackney",
    "314": "Kingston upon Thames",
    "333": "Sandwell",
    "380": "Bradford",
    "420": "Isles of Scilly",
    "838": "Dorset",
    "839": "Bournemouth, Christchurch and Poole",
    "857": "Rutland",
    "940": "North Northamptonshire",
    "942": "Cumberland",
    "943": "Westmorland and Furness",
}
WHOLE = [i for i in INDICATORS.values() if not i.split]
each_authority = pytest.mark.parametrize("code", AWKWARD, ids=AWKWARD.get)


@cache
def opened(code: str) -> Figures:
    """The figures of an authority on the day of the tests."""
    return briefing.open_figures(code, TODAY)


@cache
def cells() -> tuple[str, ...]:
    """The cells of the notebook that show something."""
    notebook = nbformat.read(REPORTS["needs_analysis"].notebook, as_version=4)
    sources = [cell.source for cell in notebook.cells if cell.cell_type == "code"]
    return tuple(source for source in sources if source.startswith("briefing."))


@cache
def show(code: str, source: str) -> object:
    """What one cell of the notebook shows for an authority."""
    return eval(source, {"briefing": briefing, "here": opened(code)})


def shown(code: str) -> dict[str, object]:
    """What every cell of the notebook shows for an authority, by the cell's source.

    Sections that go where there is no return are left out, and what only some pages say.
    """
    found = {source: show(code, source) for source in cells()}
    return {
        source: each
        for source, each in found.items()
        if not isinstance(each, LeftOut) and not (_of_some(source) and not each._repr_html_())  # type: ignore[attr-defined]
    }


OF_SOME = tuple(
    f"briefing.{name}("
    for name in (
        "by_group",
        "own_banner",
        "say_groups",
        "say_unless_return",
        "schooling_unknown",
        "took_part",
        "with_return",
    )
)


def _of_some(source: str) -> bool:
    """Whether a cell shows something only where there is a return of the council, or none."""
    return source.startswith(OF_SOME)


def exhibits(code: str, call: str) -> list[Exhibit]:
    """What the cells that call a function show, where they show an exhibit."""
    found = [show(code, source) for source in cells() if call in source]
    return [each for each in found if isinstance(each, Exhibit)]


@cache
def cards(code: str) -> Cards:
    """The five things to know."""
    return briefing.five_things(opened(code))


@cache
def spoken(code: str) -> dict[str, tuple[str, str]]:
    """What is said of every whole figure: its place and changes, and why it matters."""
    return {i.id: tuple(briefing.say(opened(code), i.id).paragraphs) for i in WHOLE}


def said(code: str, name: str) -> str:
    """The sentences about a figure's place and changes, without why it matters."""
    return spoken(code)[name][0]


@cache
def measured(code: str) -> dict[tuple[str, bool], pd.DataFrame]:
    """An authority's own rows straight from the built table, by indicator and whether whole."""
    rows = store.measured([code])
    rows = rows[(rows["area"] == code) & (rows["group"] == shapes.OWN)].sort_values("period_end")
    return dict(tuple(rows.groupby(["indicator", rows["dimension"] == shapes.ALL])))


def own_rows(code: str, name: str) -> pd.DataFrame:
    """An authority's own whole figures of an indicator, oldest first."""
    return measured(code).get((name, True), pd.DataFrame(columns=list(shapes.MEASURED)))

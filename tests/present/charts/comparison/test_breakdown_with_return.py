"""The categories of a breakdown with what a council's own return says of each."""

import pandas as pd

from analysis.catalogue.categories import CATEGORIES
from analysis.core.shapes import OK, SUPPRESSED
from analysis.present import charts
from analysis.present.parts.exhibit import Exhibit
from analysis.present.returned import Returned
from analysis.present.rows import Point
from towns import ORDINARTON, PLACEMENTS, split_rows

NAN = float("nan")
DAY = pd.Timestamp(2026, 9, 30)
HOMES = CATEGORIES["placement"]


def ours(value: float, status: str = OK) -> Returned:
    ends = (value - 2, value + 2)
    return Returned(series=[Point(DAY, value, *ends, NAN, NAN, "Wilson", status)], made_up=False)


def split(**returned: Returned) -> Exhibit:
    rows = split_rows(ORDINARTON)
    return charts.breakdown(
        PLACEMENTS, rows, ORDINARTON, source="Invented", categories=HOMES, returned=returned
    )


def test_each_category_has_its_figure_its_interval_and_the_reason_where_it_is_hidden() -> None:
    shown = split(foster=ours(70), supported=ours(NAN, SUPPRESSED))
    table = shown.table.set_index("Group")
    head = "Own return, 30 September 2026"
    assert table.loc[HOMES["foster"], head] == "70%"
    assert table.loc[HOMES["foster"], f"{head}: 95% interval"] == "68% to 72%"
    assert table.loc[HOMES["supported"], head] == "suppressed"
    assert table.loc[HOMES["parents"], head] == "not published"
    assert "Hollow squares: the council's own return, not published." in shown.note
    assert "A group without a square is suppressed" in shown.note
    assert "own return 70%" in shown.alt


def test_without_a_return_the_exhibit_is_as_it_was() -> None:
    plain = charts.breakdown(
        PLACEMENTS, split_rows(ORDINARTON), ORDINARTON, source="Invented", categories=HOMES
    )
    assert split()._repr_html_() == plain._repr_html_()
    assert "return" not in plain._repr_html_()

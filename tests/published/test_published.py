"""Every figure of an authority beside the publication it cites."""

import random

import pytest

from analysis.catalogue.indicators import INDICATORS
from published import NEEDS_SHARED, Printed, is_number, measured, printed
from published_cells import CORRECTED, FILES, MARKERS, TABLES


def disagreement(cell: Printed) -> str:
    """How our figure differs from the printed one; empty when it does not."""
    ours = measured().get((cell.area, cell.day, cell.indicator))
    if ours is None:
        return f"{cell}: we have no row"
    corrected = CORRECTED.get((cell.area, cell.day, cell.indicator))
    if corrected:
        same = cell.cell == "0" and ours["status"] == corrected
    elif is_number(cell.cell):
        same = ours[cell.column] == float(cell.cell.replace(",", ""))
        # The count behind a share that the publisher does not print is not carried to the page.
        same |= cell.column == "numerator" and ours["status"] != "ok"
    else:
        missing = ours[cell.column] != ours[cell.column]
        same = missing and (cell.column != "value" or ours["status"] == MARKERS[cell.cell])
    return "" if same else f"{cell}: ours is {ours}"


@pytest.mark.parametrize("file", FILES)
def test_every_authoritys_figure_is_the_published_one(file: str) -> None:
    cells = list(printed(FILES[file]))
    assert {c.indicator for c in cells} == {name for name, _ in FILES[file].cells.values()}
    wrong = [each for each in map(disagreement, cells) if each]
    assert wrong == [], f"{len(wrong)} of {len(cells)}"


@NEEDS_SHARED
@pytest.mark.shared
def test_at_least_1000_authority_figures_chosen_by_chance_are_the_published_ones() -> None:
    cells = [c for table in TABLES for c in printed(table) if is_number(c.cell)]
    assert len(cells) > 20_000
    chosen = random.Random(2025).sample(cells, 2_000)
    kinds = {INDICATORS[c.indicator].kind for c in chosen}
    assert {"number", "rate", "proportion", "mean", "percentage"} <= kinds
    assert len({c.area for c in chosen}) > 145
    assert [each for each in map(disagreement, chosen) if each] == []

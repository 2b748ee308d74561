"""Measured rows made by hand, in place of the built tables, and no chart left open."""

from collections.abc import Iterable, Iterator
from typing import Any

import matplotlib.pyplot as plt
import pandas as pd
import pytest

from analysis.catalogue.areas import ENGLAND, area
from analysis.catalogue.indicators import indicator
from analysis.core import shapes, store
from towns import frame, series

BRADFORD, LEEDS, KENT, YORKSHIRE = "380", "383", "886", "E12000003"
FAR, STABLE, EXTERNAL, FOSTER = (
    "placed_over_20_miles_outside",
    "same_placement_two_years",
    "external_provision",
    "placement_of_children",
)


@pytest.fixture(autouse=True)
def closed() -> Iterator[None]:
    """Charts are drawn without a window and closed."""
    plt.switch_backend("agg")
    yield
    plt.close("all")


@pytest.fixture
def by_hand(monkeypatch: pytest.MonkeyPatch) -> pd.DataFrame:
    """Bradford with a gap in 2022 and a step in 2024; Leeds, its neighbour; Kent; the region."""
    far, stable, external = map(indicator, (FAR, STABLE, EXTERNAL))
    rows = frame(
        [
            *series(far, ENGLAND, {2021: 15, 2022: 16, 2023: 16, 2024: 17, 2025: 18}, 0.2),
            *series(far, YORKSHIRE, {2021: 13, 2022: 13, 2023: 14, 2024: 14, 2025: 14}, 1),
            *series(far, BRADFORD, {2025: 18, 2024: 17, 2023: 15, 2022: None, 2021: 12}, 3),
            *series(far, LEEDS, {2024: 18, 2025: None}, 2),
            *series(far, KENT, {2024: 9, 2025: 8}, 2),
            *series(stable, BRADFORD, {2025: 71}, 4),
            *series(stable, KENT, {2025: 60}, 4),
            *series(stable, LEEDS, {2025: 75}, 4),
            *series(stable, ENGLAND, {2025: 69}, 1),
            *series(external, BRADFORD, {2022: 30, 2023: 36, 2024: 88, 2025: 89}),
            *series(external, ENGLAND, {2022: 45, 2023: 46, 2024: 46, 2025: 47}),
            *series(indicator("cla_number"), BRADFORD, {2024: 1400, 2025: 1366}),
            *series(indicator("cla_number"), KENT, {2024: 1500, 2025: 1700}),
            *series(indicator("cla_number"), ENGLAND, {2024: 83000, 2025: 81000}),
            *series(indicator("progress_8"), BRADFORD, {2023: -1.4, 2024: None}),
            *series(indicator("progress_8"), KENT, {2023: -1.2, 2024: None}),
            *_split(2025, {"foster": 64, "parents": None}),
        ]
    )
    beside = pd.DataFrame(
        [(shapes.NEIGHBOURS_2025, BRADFORD, 1, LEEDS, 1.0)], columns=list(shapes.NEIGHBOURS)
    )

    def measured(areas: Iterable[str] | None, columns: list[str], where: dict) -> pd.DataFrame:
        found = rows[rows["area"].isin([*areas])] if areas is not None else rows
        for column, word in where.items():
            found = found[found[column] == word]
        return found[columns]

    def everywhere(columns: list[str], where: dict[str, str], group: str) -> pd.DataFrame:
        return measured(None, columns, {**where, "group": group})

    monkeypatch.setattr(store, "measured", measured)
    monkeypatch.setattr(store, "everywhere", everywhere)
    monkeypatch.setattr(store, "neighbours", lambda codes: beside[beside["area"].isin(codes)])
    assert area("Kent").code == KENT
    return rows


def _split(year: int, values: dict[str, float | None]) -> list[dict[str, Any]]:
    made = [series(indicator(FOSTER), BRADFORD, {year: v})[0] for v in values.values()]
    return [
        row | {"dimension": "placement", "category": c} for c, row in zip(values, made, strict=True)
    ]

"""Draws add up over areas, and become rows whose quantiles rise."""

from typing import Any

import numpy as np
import pandas as pd
import pytest

from analysis.core.errors import ShapeError
from analysis.core.shapes import ALL, NOT_AVAILABLE, OK, PROJECTED, QUANTILES, check_projected
from analysis.forecast.draws import Draws, side_by_side
from analysis.forecast.quantiles import projected

TOTAL = ("cla_31_march", ALL, ALL)
FOSTER = ("cla_31_march", "placement", "foster")
HOMES = ("cla_31_march", "placement", "childrens_homes")
NAMED = {"run": "2025-abcdef01", "origin": 2025, "scenario": "as_now"}
UNIT = {"cla_31_march": "children"}


@pytest.fixture
def draws() -> Draws:
    """Three towns over two years; the third publishes nothing, the second no placements."""
    rng = np.random.default_rng(1)
    values = {key: rng.poisson(100, (500, 3, 2)).astype(float) for key in (TOTAL, FOSTER, HOMES)}
    for array in values.values():
        array[:, 2] = np.nan
    values[FOSTER][:, 1] = np.nan
    return Draws(areas=("101", "102", "103"), years=(2026, 2027), values=values)


def table(draws: Draws, **changed: Any) -> pd.DataFrame:
    """The rows of draws, sorted as nothing asks for."""
    return projected(draws, unit=UNIT, **(NAMED | changed))


def test_draws_of_a_figure_lie_side_by_side_in_memory_and_stay_as_they_were() -> None:
    array = np.random.default_rng(1).random((50, 3, 2))
    moved = side_by_side(array)
    assert np.array_equal(moved, array)
    assert moved.strides[0] == array.itemsize and (moved * 2).strides[0] == array.itemsize


def test_arrays_of_another_shape_are_refused() -> None:
    good, bad = np.zeros((5, 2, 3)), np.zeros((5, 3, 2))
    with pytest.raises(ShapeError, match=r"expected \(draws, 2 areas, 3 years\)"):
        Draws(areas=("1", "2"), years=(2026, 2027, 2028), values={TOTAL: good, FOSTER: bad})


def test_draws_of_some_areas_keep_the_order_given(draws: Draws) -> None:
    some = draws.only(["102", "101"])
    np.testing.assert_array_equal(some.of("cla_31_march")[:, 0], draws.of("cla_31_march")[:, 1])
    assert draws.count == 500


def test_a_sum_is_of_draws_and_not_of_quantiles(draws: Draws) -> None:
    both = draws.summed({"region": ["101", "102"]}).of("cla_31_march")[:, 0, 0]
    one, two = draws.of("cla_31_march")[:, 0, 0], draws.of("cla_31_march")[:, 1, 0]
    np.testing.assert_array_equal(both, one + two)
    of_quantiles = np.quantile(one, 0.9) + np.quantile(two, 0.9)
    assert np.quantile(both, 0.9) < of_quantiles


def test_sums_leave_out_what_is_missing_and_never_count_it_as_zero(draws: Draws) -> None:
    grouped = draws.summed({"region": ["101", "102", "103", "999"], "empty": ["103"]})
    np.testing.assert_array_equal(grouped.of(*FOSTER)[:, 0], draws.of(*FOSTER)[:, 0])
    assert np.isnan(grouped.of(*TOTAL)[:, 1]).all()


def test_an_area_missing_in_one_year_is_left_out_of_every_year(draws: Draws) -> None:
    draws.values[TOTAL][:, 1, 1] = np.nan
    region = draws.summed({"region": ["101", "102"]}).of(*TOTAL)[:, 0]
    np.testing.assert_array_equal(region, draws.of(*TOTAL)[:, 0])


def test_rows_have_the_projected_shape_and_rise(draws: Draws) -> None:
    rows = check_projected(table(draws))
    assert list(rows.columns) == list(PROJECTED)
    assert len(rows) == 3 * 3 * 2
    there = rows[rows["status"] == OK]
    assert (there[list(QUANTILES)].diff(axis=1).iloc[:, 1:] >= 0).all(axis=None)
    first = there.iloc[0]
    expected = np.quantile(draws.of("cla_31_march")[:, 0, 0], list(QUANTILES.values()))
    assert first[list(QUANTILES)].to_numpy(float) == pytest.approx(expected)
    assert (first["area"], first["period_end"]) == ("101", pd.Timestamp(2026, 3, 31))
    assert first["central"] == first["p50"]


def test_missing_in_one_draw_is_missing_without_any_quantile(draws: Draws) -> None:
    draws.values[TOTAL][7, 0, 1] = np.nan
    rows = table(draws)
    missing = rows[rows["status"] == NOT_AVAILABLE]
    assert len(missing) == 1 + 3 * 2 + 2
    assert missing[["central", *QUANTILES]].isna().all(axis=None)


def test_a_central_figure_may_be_given_but_not_to_what_is_missing(draws: Draws) -> None:
    rows = table(draws, central={TOTAL: np.full((3, 2), 77.0)})
    whole = rows[rows["dimension"] == ALL]
    assert whole.loc[whole["area"] != "103", "central"].eq(77).all()
    assert whole.loc[whole["area"] == "103", "central"].isna().all()
    check_projected(rows)


def spoilt(rows: pd.DataFrame, column: str, value: Any) -> pd.DataFrame:
    """The rows with one cell of the first changed."""
    rows = rows.copy()
    rows.loc[0, column] = value
    return rows


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (lambda r: r.drop(columns="p05"), "columns are"),
        (lambda r: r[[*PROJECTED[::-1]]], "columns are"),
        (lambda r: spoilt(r, "status", "guessed"), "status has"),
        (lambda r: spoilt(r, "central", np.nan), "1 rows with status .* contradict central"),
        (lambda r: spoilt(r, "status", NOT_AVAILABLE), "1 rows with status .* contradict central"),
        (lambda r: pd.concat([r, r.iloc[[0]]], ignore_index=True), "1 rows are given twice"),
        (lambda r: spoilt(r, "p25", np.nan), "some quantiles of a row are missing"),
        (lambda r: spoilt(r, "p10", 1e6), "do not rise from p025 to p975"),
    ],
)
def test_the_shape_refuses_what_it_says_it_refuses(draws: Draws, change, told: str) -> None:
    with pytest.raises(ShapeError, match=told):
        check_projected(change(table(draws)))

"""Words as categories: the same cells, in the same order, as the words themselves."""

import numpy as np
import pandas as pd
import pytest

from analysis.core import compact as module
from analysis.core.compact import compact, joined, named, numbered, once

NORTH = pd.DataFrame({"area": ["b", "a", "c"], "status": ["ok", "low", "ok"], "value": [1, 2, 3]})
SOUTH = pd.DataFrame({"area": ["aa", "b"], "status": ["suppressed", "ok"], "value": [4, 5]})


def test_a_compact_table_has_the_same_cells_and_leaves_the_given_one_as_it_was() -> None:
    before = NORTH.copy()
    small = compact(NORTH)
    assert small["area"].tolist() == ["b", "a", "c"] and small["value"].tolist() == [1, 2, 3]
    assert isinstance(small["area"].dtype, pd.CategoricalDtype)
    pd.testing.assert_frame_equal(NORTH, before)
    pd.testing.assert_frame_equal(compact(small), small)


def test_rows_sort_as_their_words_do_also_where_tables_were_joined() -> None:
    both = joined([compact(NORTH), compact(SOUTH)])
    assert both["area"].tolist() == ["b", "a", "c", "aa", "b"]
    assert both.sort_values("area", kind="stable")["value"].tolist() == [2, 4, 1, 5, 3]
    shuffled = NORTH.assign(area=pd.Categorical(NORTH["area"], categories=["c", "b", "a"]))
    assert compact(shuffled).sort_values("area")["area"].tolist() == ["a", "b", "c"]


def test_a_column_without_a_word_joins_one_with_words() -> None:
    blank = NORTH.assign(area=pd.Series([None] * 3, dtype="category"))
    assert joined([compact(blank), compact(NORTH)])["area"].tolist()[3:] == ["b", "a", "c"]


def test_a_status_that_no_row_has_can_still_be_given() -> None:
    small = compact(NORTH)
    small.loc[0, "status"] = "unreliable"
    assert small["status"].tolist() == ["unreliable", "low", "ok"]


MIXED = pd.DataFrame(
    {
        "area": ["b", "a", "b", None, "a", "b"],
        "day": pd.to_datetime(["2025-03-31", "2024-03-31", "2024-03-31", "2024-03-31"] * 2)[:6],
        "rank": [2, 1, 1, 3, 2, 2],
        "status": "ok",
    }
)


@pytest.mark.parametrize("largest", [module.LARGEST, 5])
def test_numbers_sort_and_equal_as_the_columns_do(monkeypatch, largest: int) -> None:
    """Also where so many different cells are possible that numbers would be too large."""
    monkeypatch.setattr(module, "LARGEST", largest)
    by, rows = ["area", "day", "rank"], compact(MIXED)
    sorted_rows = rows.sort_values(by, kind="stable", na_position="first")
    found = numbered(rows, by)
    assert np.argsort(found, kind="stable").tolist() == sorted_rows.index.tolist()
    assert pd.Series(found).duplicated().tolist() == rows.duplicated(by).tolist()


@pytest.mark.parametrize("kind", ["str", "category"])
def test_words_are_named_and_one_without_a_name_has_none(kind: str) -> None:
    """Two words may have one name; a cell without a word has none either."""
    words = pd.Series(["b", "a", None, "c", "b"], index=[*"vwxyz"], dtype=kind, name="town")
    found = named(words, {"a": "north", "b": "south", "d": "north"})
    assert found.dropna().to_dict() == {"v": "south", "w": "north", "z": "south"}
    assert found.name == "town" and found.index.tolist() == [*"vwxyz"]


def test_each_different_row_is_read_once() -> None:
    read: list[list[str]] = []

    def shouted(rows: pd.DataFrame) -> pd.Series:
        read.append(rows["area"].fillna("none").tolist())
        return rows["area"].str.upper() + rows["rank"].astype("str")

    rows = MIXED[["area", "rank"]].set_axis(list("uvwxyz"))
    found = once(rows, shouted)
    assert read == [["b", "a", "b", "none", "a"]]
    assert found.dropna().to_dict() == {"u": "B2", "v": "A1", "w": "B1", "y": "A2", "z": "B2"}

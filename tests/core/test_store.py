"""The built tables: the same rows give the same bytes, and one area is read without the others."""

from pathlib import Path

import pandas as pd
import pyarrow.parquet as pq
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import sealed
from analysis.core import integrity, paths, shapes, store
from analysis.core.errors import CareAnalysisError
from towns import RATE, TOWNS, frame, town_rows


@pytest.fixture
def processed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder of built tables that the store reads from."""
    monkeypatch.setenv("CARE_ANALYSIS_HOME", str(tmp_path))
    folder = paths.processed()
    folder.mkdir(parents=True)
    return folder


@pytest.fixture(scope="module")
def rows() -> pd.DataFrame:
    """Measured rows of the invented towns, sorted by area as the build leaves them."""
    every = [town_rows(RATE, town) for town in TOWNS]
    table = pd.concat(every, ignore_index=True).drop_duplicates(list(shapes.MEASURED_KEY))
    return table.sort_values(["area", *shapes.MEASURED_KEY], kind="stable", ignore_index=True)


def same(one: pd.DataFrame, other: pd.DataFrame) -> None:
    """Fail unless two frames hold the same rows; how text and days are held may differ."""
    pd.testing.assert_frame_equal(
        one.reset_index(drop=True), other.reset_index(drop=True), check_dtype=False
    )


def test_what_is_written_is_what_is_read(processed: Path, rows: pd.DataFrame) -> None:
    sealed.put(rows, processed / store.MEASURED_FILE)
    back = store.measured()
    same(back, rows)
    assert shapes.check_measured(back) is back
    assert back["period_end"].dt.year.max() == 2025
    assert (back["indicator"] + "!").iloc[0] == "cla_rate!"


def test_one_area_is_read_without_the_others(processed: Path, rows: pd.DataFrame) -> None:
    sealed.put(rows, processed / store.MEASURED_FILE)
    same(store.measured(["2"]), rows[rows["area"] == "2"])
    same(store.measured(["4", "1"]), rows[rows["area"].isin(["1", "4"])])
    nowhere = store.measured(["999"])
    assert nowhere.empty
    assert tuple(nowhere.columns) == shapes.MEASURED


def test_a_group_everywhere_is_what_a_read_gives_also_once_the_table_is_another(
    processed: Path, rows: pd.DataFrame
) -> None:
    """It is kept, and a page depends on the rows that it asked for and on no others."""
    columns, where = ["area", "indicator", "value"], {"indicator": rows["indicator"].iloc[0]}
    for table in (rows, rows[rows["area"] != "2"]):
        sealed.put(table, processed / store.MEASURED_FILE)
        expected = store.measured(None, columns, {**where, "group": shapes.OWN})
        assert len(expected)
        store.READS.clear()
        same(store.everywhere(columns, where, shapes.OWN), expected)
        wanted = (*where.items(), ("group", shapes.OWN))
        assert {(store.MEASURED_FILE, None, wanted)} == store.READS


def test_no_areas_are_no_rows(processed: Path, rows: pd.DataFrame) -> None:
    sealed.put(rows, processed / store.MEASURED_FILE)
    assert store.measured([]).empty


def test_each_area_has_a_row_group_of_its_own(processed: Path, rows: pd.DataFrame) -> None:
    sealed.put(rows, processed / store.MEASURED_FILE)
    file = pq.ParquetFile(processed / store.MEASURED_FILE)
    assert file.num_row_groups == rows["area"].nunique()
    for group in range(file.num_row_groups):
        areas = file.read_row_group(group, columns=["area"]).column("area").to_pylist()
        assert len(set(areas)) == 1


def test_the_same_rows_give_the_same_bytes(processed: Path, rows: pd.DataFrame) -> None:
    for name in ("one", "two"):
        store.write(rows.copy(), processed / f"{name}.parquet")
    assert (processed / "one.parquet").read_bytes() == (processed / "two.parquet").read_bytes()
    changed = rows.assign(value=rows["value"] + 1)
    store.write(changed, processed / "two.parquet")
    sums = integrity.sums_of(processed)
    assert sums["one.parquet"] != sums["two.parquet"]


def test_only_some_columns_are_read_when_asked(processed: Path, rows: pd.DataFrame) -> None:
    sealed.put(rows, processed / store.MEASURED_FILE)
    back = store.read(store.MEASURED_FILE, ["1"], ["value", "status"])
    assert list(back.columns) == ["value", "status"]
    assert len(back) == (rows["area"] == "1").sum()


def test_a_table_that_is_not_built_is_named_with_what_to_do(processed: Path) -> None:
    with pytest.raises(store.NotBuiltError) as refused:
        store.counts()
    message = str(refused.value)
    assert message.startswith("counts.parquet is not in data/processed.")
    assert "care-analysis build --raw" in message
    assert isinstance(refused.value, CareAnalysisError)
    assert integrity.sums_of(processed) == {}


def test_an_empty_table_keeps_its_columns(processed: Path) -> None:
    sealed.put(frame([]), processed / store.MEASURED_FILE)
    assert tuple(store.measured().columns) == shapes.MEASURED
    assert store.measured().empty


@settings(
    max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None
)
@given(
    values=st.lists(
        st.tuples(
            st.sampled_from(["380", "801", "E92000001"]),
            st.one_of(st.none(), st.floats(-1e9, 1e9, allow_nan=False)),
            st.text("abcé£'|\n", max_size=5),
        ),
        min_size=1,
        max_size=30,
    ),
    quick=st.booleans(),
)
def test_any_rows_survive_the_round_trip(
    processed: Path, values: list[tuple[str, float | None, str]], quick: bool
) -> None:
    table = pd.DataFrame(values, columns=["area", "value", "word"])
    table = table.astype({"value": float}).sort_values("area", kind="stable", ignore_index=True)
    table["count"] = table["value"]
    store.write(table, processed / "any.parquet", quick=quick)
    same(store.read("any.parquet"), table)
    for area in table["area"].unique():
        same(store.read("any.parquet", [area]), table[table["area"] == area])


def test_the_built_tables_are_small_and_fit_the_register_of_areas() -> None:
    tables = sorted(paths.processed().glob("*.parquet"))
    assert {store.COUNTS_FILE, store.MEASURED_FILE, store.NEIGHBOURS_FILE} <= {
        t.name for t in tables
    }
    forecast = {store.PROJECTED_FILE, store.HINDCAST_FILE, store.BACKTEST_FILE}
    assert sum(t.stat().st_size for t in tables if t.name not in forecast) <= 12_000_000
    assert sum(t.stat().st_size for t in tables if t.name in forecast) <= 6_000_000
    assert set(integrity.sums_of(paths.processed())) == {t.name for t in tables}
    neighbours = store.neighbours(["380"])
    assert neighbours.groupby("model").size().to_dict() == {
        "neighbours_2021": 10,
        "neighbours_2025": 10,
    }
    assert list(neighbours["rank"]) == [*range(1, 11)] * 2

"""Archived forecasts: kept as they were published, and scored when their years come."""

import json
import shutil
from datetime import date
from pathlib import Path

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from analysis.briefing.sufficiency import track_record
from analysis.catalogue.areas import areas
from analysis.core import paths, shapes, store
from analysis.core.errors import SourceError
from analysis.core.shapes import ALL, NOT_AVAILABLE, OK, QUANTILES
from analysis.forecast import scenarios
from analysis.forecast.skill import backtest
from analysis.pipeline.forecast import archive, step
from analysis.pipeline.forecast.inputs import Inputs, read_inputs
from foreseen import CHILDREN, outlook, real

TOTAL, FOSTER = (CHILDREN, ALL, ALL), (CHILDREN, "placement", "foster")
LEAVERS = ("care_leavers_19_21", ALL, ALL)
RUN, DAY = "2022-invented", date(2023, 1, 9)
BRADFORD, CITY = "380", "201"


def row(area: str, year: int, middle: float, key=TOTAL, **changed: object) -> dict[str, object]:
    """One projected row of an invented forecast from 2022: eight of ten futures within a tenth."""
    measure, dimension, category = key
    spread = np.linspace(0.85, 1.15, len(QUANTILES)) * middle
    return {
        "run": RUN,
        "origin": 2022,
        "scenario": "as_now",
        "measure": measure,
        "area": area,
        "period_end": pd.Timestamp(year, 3, 31),
        "dimension": dimension,
        "category": category,
        "unit": "young_people" if measure.startswith("care_leavers") else "children",
        "central": middle,
        **dict(zip(QUANTILES, spread, strict=True)),
        "method": "invented",
        "status": OK,
    } | changed


def rows(*records: dict[str, object]) -> pd.DataFrame:
    """Records in the projected shape, in the order of areas."""
    frame = pd.DataFrame(sorted(records, key=lambda r: r["area"]), columns=list(shapes.PROJECTED))
    return shapes.check_projected(frame)


def forecast_of_2022() -> pd.DataFrame:
    """Bradford's total, foster care and care leavers, and the City's total, to 2027."""
    years = range(2023, 2028)
    records = [row(BRADFORD, y, 1450.0) for y in years] + [row(CITY, y, 12.0) for y in years]
    records += [row(BRADFORD, y, 900.0, FOSTER) for y in years]
    records += [row(BRADFORD, y, 470.0, LEAVERS) for y in years]
    return rows(*records)


@pytest.fixture(scope="module")
def inputs() -> Inputs:
    """The committed counts."""
    return read_inputs()


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An archive of the test's own."""
    monkeypatch.setattr(archive, "folder", lambda: tmp_path / "forecasts")
    return tmp_path / "forecasts"


# --- Keeping ------------------------------------------------------------------------------------


def test_a_forecast_comes_back_with_its_day_and_hash(folder: Path) -> None:
    path = archive.write(forecast_of_2022(), "abc123", DAY)
    assert path == folder / f"{RUN}.parquet"
    assert pq.read_schema(path).metadata[archive.HASH] == b"abc123"
    back = archive.read()
    assert set(back["archived_on"]) == {"2023-01-09"}
    pd.testing.assert_frame_equal(
        back[list(shapes.PROJECTED)], forecast_of_2022(), check_dtype=False
    )
    assert [p.name for p in folder.iterdir()] == [path.name]


def test_only_demand_of_authorities_as_things_are_is_kept(folder: Path) -> None:
    none = dict.fromkeys(("central", *QUANTILES), float("nan")) | {"status": NOT_AVAILABLE}
    mine = row(BRADFORD, 2023, 1450.0)
    archive.write(
        rows(
            mine,
            row(BRADFORD, 2023, 1300.0, scenario="fewer_entries"),
            row(BRADFORD, 2023, 9e6, ("spend", "service", ALL), unit="gbp"),
            row(BRADFORD, 2023, 40.0, ("gap_children", "placement", "foster")),
            row(CITY, 2023, 1.0, **none),
            row("E12000003", 2023, 9000.0),
        ),
        "hash",
        DAY,
    )
    kept = archive.read()
    assert kept[["area", "scenario", "measure"]].to_numpy().tolist() == [
        [BRADFORD, "as_now", CHILDREN]
    ]


def test_a_run_that_is_archived_is_left_as_it_is(folder: Path) -> None:
    path = archive.write(forecast_of_2022(), "hash", DAY)
    before = path.read_bytes()
    again = archive.write(forecast_of_2022(), "hash", date(2024, 2, 2))
    assert again == path and path.read_bytes() == before
    assert archive.listed(archive.read()) == [
        {"run": RUN, "archived on": "2023-01-09", "years": [2023, 2024, 2025, 2026, 2027]}
    ]


def test_an_archived_forecast_is_scored_by_the_figure_that_it_printed(folder: Path, inputs) -> None:
    archive.write(rows(row(BRADFORD, 2023, 1450.0, central=1444.0)), "hash", DAY)
    cases = archive.cases(archive.read(), inputs.counts)
    assert [*cases["p50"]] == [1444.0]


@pytest.mark.parametrize("trouble", ["number", "fewer", "method", "counts"])
def test_another_forecast_under_an_archived_name_is_refused(folder: Path, trouble: str) -> None:
    path = archive.write(forecast_of_2022(), "hash", DAY)
    before = path.read_bytes()
    other = forecast_of_2022()
    if trouble == "number":
        other.loc[3, "p90"] += 1.0
    elif trouble == "fewer":
        other = other.iloc[:-1]
    elif trouble == "method":
        other["method"] = "no change"
    with pytest.raises(archive.ArchivedError) as told:
        archive.write(other, "hash" if trouble != "counts" else "other", DAY)
    for words in (path.name, "Raise METHOD in src/analysis/pipeline/forecast/inputs.py", "remove"):
        assert words in str(told.value)
    assert path.read_bytes() == before and [*folder.iterdir()] == [path]


def test_an_archive_without_forecasts_is_empty(folder: Path) -> None:
    assert archive.read().empty and archive.listed(archive.read()) == []
    assert [*archive.read().columns] == [*shapes.PROJECTED, "archived_on"]


def cut_short(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:400])


def not_parquet(path: Path) -> None:
    path.write_text("area,year,value\n", encoding="utf-8")


def without_day(path: Path) -> None:
    pq.write_table(pq.read_table(path).replace_schema_metadata(None), path)


def without_column(path: Path) -> None:
    pq.write_table(pq.read_table(path).drop_columns(["p80"]), path)


@pytest.mark.parametrize("spoil", [cut_short, not_parquet, without_day, without_column])
def test_a_spoilt_file_is_named_with_what_would_do(folder: Path, spoil) -> None:
    spoil(archive.write(forecast_of_2022(), "hash", DAY))
    with pytest.raises(SourceError, match=rf"^{RUN}\.parquet: expected") as refused:
        archive.read()
    assert "care-analysis forecast --archive" in str(refused.value)
    assert not isinstance(refused.value, pa.ArrowInvalid)


# --- Scoring ------------------------------------------------------------------------------------


@pytest.fixture
def cases(folder: Path, inputs: Inputs) -> pd.DataFrame:
    """The archived forecast of 2022 beside the committed counts."""
    archive.write(forecast_of_2022(), "hash", DAY)
    return archive.cases(archive.read(), inputs.counts)


def published(inputs: Inputs, area: str, year: int, key=TOTAL) -> float:
    """The committed figure of an area."""
    panel = inputs.panel
    return panel.of(*key)[panel.areas.index(area), panel.years.index(year)]


def test_a_case_has_what_was_said_and_what_happened(cases, inputs) -> None:
    mine = cases[(cases["area"] == BRADFORD) & (cases["dimension"] == ALL)]
    mine = mine[mine["measure"] == CHILDREN].set_index("horizon")
    assert [*mine.index] == [1, 2, 3]  # 2026 and 2027 have not come
    for horizon, case in mine.iterrows():
        assert case["actual"] == published(inputs, BRADFORD, 2022 + horizon)
        assert case["now"] == published(inputs, BRADFORD, 2022)
        assert case["p50"] == 1450.0 and case["model"] == backtest.MODEL
    assert len(cases[cases["dimension"] == "placement"]) == 3
    assert len(cases[cases["measure"] == LEAVERS[0]]) == 3


def test_a_hidden_outcome_or_start_has_no_case(cases, inputs) -> None:
    assert np.isnan(published(inputs, CITY, 2025))
    assert sorted(cases.loc[cases["area"] == CITY, "horizon"]) == [1, 2]
    then = archive.read().assign(origin=2025)  # the City's number of 2025 is hidden
    assert CITY not in set(archive.cases(then, inputs.counts)["area"])


def test_archived_cases_are_scored_apart_from_the_backtest_and_by_part(cases, inputs) -> None:
    fresh = backtest.total_cases(inputs.panel, 2025, [1], [2024])
    alone = backtest.table(fresh)
    both = backtest.table(pd.concat([fresh, cases], ignore_index=True))
    day = "archived on 2023-01-09"
    added = {day, f"{day}, placement: foster", f"{day}, {LEAVERS[0]}"}
    assert set(both["group"]) - set(alone["group"]) == added
    pd.testing.assert_frame_equal(
        both[~both["group"].isin(added)].reset_index(drop=True), alone, check_dtype=False
    )
    whole = both[(both["group"] == day) & (both["horizon"] == 3)].set_index("score")
    actual = published(inputs, BRADFORD, 2025)
    assert whole.loc["mape", "value"] == pytest.approx(100 * abs(1450 - actual) / actual)
    assert whole.loc["mape", "cases"] == 1


def test_an_empty_archive_has_no_cases(folder: Path, inputs) -> None:
    assert archive.cases(archive.read(), inputs.counts).empty


# --- In a run -----------------------------------------------------------------------------------


@pytest.fixture
def quick(inputs: Inputs, monkeypatch: pytest.MonkeyPatch) -> None:
    """A forecast step that backtests one year and draws one scenario."""
    few = backtest.total_cases(inputs.panel, 2025, [1], [2024])
    monkeypatch.setattr(step, "read_inputs", lambda: inputs)
    monkeypatch.setattr(step, "backtest_cases", lambda *_: few.assign(label=None))
    monkeypatch.setattr(scenarios, "SCENARIOS", ("as_now",))


def test_a_forecast_run_scores_what_was_archived_and_keeps_itself(
    folder: Path, quick: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    old = archive.write(forecast_of_2022(), "hash", DAY).read_bytes()
    out = tmp_path / "processed"
    record = step.forecast(out, draws=8, quiet=True, keep=True)
    assert [a["run"] for a in record["archived"]] == [RUN, record["run"]]
    assert json.loads((out / store.FORECAST_RECORD_FILE).read_text("utf-8")) == record
    assert (folder / f"{RUN}.parquet").read_bytes() == old
    now = real(BRADFORD)
    shutil.copyfile(paths.processed() / store.RECORD_FILE, out / store.RECORD_FILE)
    monkeypatch.setattr(paths, "processed", lambda: out)
    assert store.forecast_record() == record and len(store.projected([BRADFORD]))
    table = store.read(store.BACKTEST_FILE)
    assert "archived on 2023-01-09" in set(table["group"])
    cases = store.read(store.HINDCAST_FILE, [BRADFORD])
    scored = cases[cases["label"].str.startswith("archived", na=False)]
    assert len(scored) == 9
    here = outlook(areas()[BRADFORD], now.counts, now.projected, cases)
    assert len(here.archived) == 9 and not here.archived.index.isin(here.hindcast.index).any()
    assert track_record.archived(here).paragraphs[2] == (
        "The forecast from March 2022 said 1,320 to 1,580 children for March 2025 in eight of ten "
        "futures. There were 1,366: inside the range."
    )


def test_a_run_without_archive_keeps_nothing(folder: Path, quick: None, tmp_path: Path) -> None:
    assert step.forecast(tmp_path / "out", draws=8, quiet=True)["archived"] == []
    assert not folder.exists()


def test_a_run_that_fails_archives_nothing(
    folder: Path, quick: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise RuntimeError("the scores broke")

    monkeypatch.setattr(backtest, "table", fail)
    with pytest.raises(RuntimeError, match="the scores broke"):
        step.forecast(tmp_path / "out", draws=4, quiet=True, keep=True)
    assert not folder.exists() and not (tmp_path / "out").exists()


def test_a_spoilt_archive_is_told_before_anything_is_drawn(
    folder: Path, quick: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    cut_short(archive.write(forecast_of_2022(), "hash", DAY))
    monkeypatch.setattr(step.Future, "drawn", None)
    with pytest.raises(SourceError, match=RUN):
        step.forecast(tmp_path / "out", draws=4, quiet=True)


def test_the_committed_archive_is_read_and_named_in_the_record() -> None:
    held = archive.read()
    assert archive.listed(held) == store.forecast_record()["archived"]
    assert set(held["status"]) == {OK} and set(held["scenario"]) == {"as_now"}
    for run, mine in held.groupby("run"):
        assert (archive.folder() / f"{run}.parquet").is_file()
        assert not mine.duplicated(list(shapes.PROJECTED_KEY)).any()

"""The commands of the sufficiency report: forecast, backtest and gap."""

import json
import re
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

import simulated
from analysis.catalogue.areas import authorities_in, region
from analysis.core import paths, store
from analysis.forecast.skill import backtest
from analysis.pipeline.forecast import step
from analysis.pipeline.forecast.scores import PRINTED
from commands import answered, call, refused

ALL = "all"


@pytest.fixture
def ours(tmp_path: Path) -> Path:
    """A series of sixty invented areas over ten years."""
    count = simulated.totals(np.random.default_rng(5))
    rows = [(f"Town {i}", 2016 + y, v) for i, row in enumerate(count) for y, v in enumerate(row)]
    path = tmp_path / "ours.csv"
    pd.DataFrame(rows, columns=["area", "year", "value"]).to_csv(path, index=False)
    return path


# --- backtest -----------------------------------------------------------------------------------


def test_the_whole_backtest_is_written_and_is_the_committed_one(tmp_path: Path) -> None:
    """The one test that runs all of it, about a dozen seconds."""
    file = tmp_path / "new" / "scores.csv"
    said = answered("backtest", "--csv", str(file))
    table = pd.read_csv(file)
    assert said.splitlines()[-1] == f"Wrote {len(table):,} rows to {file}."
    assert {*backtest.TABLE} <= {*table} and (table["score_name"] != "").all()
    assert not table.duplicated(["model", "horizon", "group", "score"]).any()
    assert set(table["score"]) == set(backtest.SCORES)
    assert {ALL, *backtest.THIRDS, "placement: foster", "uasc: uasc"} <= set(table["group"])
    assert set(table.loc[table["group"] == ALL, "horizon"]) == {1, 2, 3, 4}
    held = store.read(store.BACKTEST_FILE)
    held = held[~held["group"].str.startswith("archived")]
    key = ["model", "horizon", "group", "score"]
    pd.testing.assert_series_equal(
        table.set_index(key)["value"].sort_index(),
        held.set_index(key)["value"].sort_index(),
        check_index_type=False,
        rtol=0,
        atol=6e-5,
    )


def test_one_horizon_of_a_series_is_written_alone(ours: Path, tmp_path: Path) -> None:
    file = tmp_path / "scores.csv"
    answered("backtest", "--series", str(ours), "--horizon", "2", "--csv", str(file))
    table = pd.read_csv(file)
    assert set(table["horizon"]) == {2}
    assert set(table["group"]) == {ALL, *backtest.THIRDS}
    models = table["model"].nunique()
    assert len(table) == models * 4 * len(backtest.SCORES) and models == 5


def test_scores_are_printed_a_line_each(ours: Path) -> None:
    lines = answered("backtest", "--series", str(ours), "--horizon", "1").splitlines()
    told, lines = lines[:4], lines[4:]
    assert "'no change'" in told[0] and "paired bootstrap over areas" in told[1]
    assert told[2].startswith("60 areas, 2016 to 2025: 60 with a number in every year; 0 new")
    assert lines[0].split() == ["group", "horizon", "model", *PRINTED, "cases", "origins"]
    assert len(lines) == 1 + 4 * 5
    first = next(line for line in lines[1:] if line.split()[:3] == [ALL, "1", "model"])
    scores = re.findall(r"([-\d.]+) \(([-\d.]+) to ([-\d.]+)\)", first)
    assert len(scores) == len(PRINTED)
    assert all(float(low) <= float(value) <= float(high) for value, low, high in scores)
    assert 60 < float(scores[PRINTED.index("coverage80")][0]) < 95


def test_a_series_needs_no_built_table(
    ours: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "empty").mkdir()
    monkeypatch.setenv("CARE_ANALYSIS_HOME", str(tmp_path / "empty"))
    assert "no_change" in answered("backtest", "--series", str(ours), "--horizon", "1")
    assert "care-analysis build --raw DIR" in refused("backtest", "--horizon", "1")


def test_a_series_that_cannot_be_scored_says_why(tmp_path: Path) -> None:
    path = tmp_path / "ours.csv"
    path.write_text("area,year,value\nA,2025,1\nA,2025,2\n", encoding="utf-8")
    assert f"{path} line 3: expected each area and year once" in refused(
        "backtest", "--series", str(path)
    )
    path.write_text("area,year,value\nA,2024,10\nA,2025,12\n", encoding="utf-8")
    assert "Give more years or areas" in refused("backtest", "--series", str(path))
    assert str(tmp_path / "no.csv") in refused("backtest", "--series", str(tmp_path / "no.csv"))


@pytest.mark.parametrize("horizon", ["0", "two"])
def test_a_horizon_that_is_no_number_of_years_is_a_usage_error(horizon: str) -> None:
    assert call("backtest", "--horizon", horizon).exit_code == 2


def test_a_horizon_that_no_year_can_score_is_answered_in_words() -> None:
    told = refused("backtest", "--horizon", "5")
    assert told.startswith("No forecast 5 years ahead can be scored: ")
    assert "known from 2016 to 2025" in told
    assert "The longest that can be scored is 4 years ahead." in told


# --- forecast -----------------------------------------------------------------------------------


@pytest.mark.parametrize("archive", [False, True])
def test_forecast_says_what_it_made_and_where(
    archive: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[tuple[object, bool]] = []

    def made(out: Path | None, *, keep: bool) -> dict[str, object]:
        asked.append((out, keep))
        return {"run": "2025-abc", "projected rows": 12345, "areas": 165}

    monkeypatch.setattr(step, "forecast", made)
    words = ["forecast", "--out", str(tmp_path), *(["--archive"] if archive else [])]
    said = answered(*words)
    assert said.startswith(
        f"Forecast 2025-abc: 12,345 projected rows of 165 areas in {tmp_path}.\n"
    )
    assert (f"Archived in {paths.raw() / 'forecasts'}." in said) == archive
    assert asked == [(tmp_path, archive)]


def test_forecast_without_built_tables_asks_for_them(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CARE_ANALYSIS_HOME", str(tmp_path))
    assert "care-analysis build --raw DIR" in refused("forecast")
    assert not [*tmp_path.iterdir()]


# --- gap ----------------------------------------------------------------------------------------


def test_the_gap_is_printed_in_ranges_and_words() -> None:
    lines = answered("gap", "--area", "Bradford").splitlines()
    assert len(lines) == 1 + 3 * 5
    assert all("Bradford" in line for line in lines[1:])
    supported = [line for line in lines if "Supported accommodation" in line]
    assert len(supported) == 5 and all("no supply figure" in line for line in supported)
    assert "nan" not in "\n".join(lines).casefold()


def test_a_region_has_its_own_rows_and_those_of_its_authorities(tmp_path: Path) -> None:
    table, document = tmp_path / "new" / "gap.csv", tmp_path / "new" / "gap.json"
    said = answered("gap", "--region", "North East", "--csv", str(table), "--json", str(document))
    rows = pd.read_csv(table, dtype={"area_code": str})
    place = region("North East")
    assert {*rows["area_code"]} == {place.code, *(a.code for a in authorities_in(place))}
    assert said.count(f"Wrote {len(rows):,} rows to ") == 2
    held = json.loads(document.read_text("utf-8"))
    assert len(held["rows"]) == len(rows) and held["schema_version"]
    whole = rows[(rows["area_code"] == place.code) & (rows["placement_type"] == "foster")]
    parts = rows[(rows["area_code"] != place.code) & (rows["placement_type"] == "foster")]
    last = whole[whole["year"] == 2028].iloc[0]
    summed = parts[parts["year"] == 2028]
    assert last["need_p50"] == pytest.approx(summed["need_p50"].sum(), rel=0.03)
    assert last["need_p90"] < summed["need_p90"].sum()  # draws are added, not quantiles
    assert last["need_p10"] > summed["need_p10"].sum()


def test_a_gap_for_nobody_or_somebody_unknown_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "gap.csv"
    assert "Say for whom: --area NAME" in refused("gap", "--csv", str(file))
    assert "Did you mean Bradford" in refused("gap", "--area", "Bradfrd", "--csv", str(file))
    assert "Did you mean North West" in refused("gap", "--region", "North Wst")
    assert "Cumberland" in refused("gap", "--area", "Cumbria")
    assert not file.exists()

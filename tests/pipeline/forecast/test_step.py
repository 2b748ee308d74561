"""The forecast step: the committed tables say what they were made from, and agree with the code."""

import hashlib
import json
import math

import numpy as np
import pandas as pd
import pytest

from analysis.catalogue.areas import ENGLAND, authorities, regions
from analysis.catalogue.assumptions import values
from analysis.core import paths, shapes, store
from analysis.core.shapes import ALL, NOT_AVAILABLE, OK, QUANTILES
from analysis.forecast import central, scenarios
from analysis.forecast.demand import streams
from analysis.forecast.demand.shares import TREES
from analysis.forecast.draws import Draws
from analysis.forecast.panel import CHILDREN
from analysis.forecast.quantiles import EXTRAPOLATED, LEVEL, METHOD, NO_CHANGE
from analysis.forecast.random_walk import LONGEST_DIRECT
from analysis.forecast.skill import backtest
from analysis.intake.combine import newest
from analysis.pipeline.forecast import archive, step
from analysis.pipeline.forecast.future import HORIZONS, UNITS, Future
from analysis.pipeline.forecast.inputs import Inputs, read_inputs

AUTHORITIES = {a.code for a in authorities()}
REGIONS = {r.code for r in regions()}
KEY = ["measure", "dimension", "category", "area"]
DRAWS = 30


@pytest.fixture(scope="module")
def record() -> dict:
    """What the committed forecast says of itself."""
    return json.loads((paths.processed() / store.FORECAST_RECORD_FILE).read_text("utf-8"))


@pytest.fixture(scope="module")
def rows() -> pd.DataFrame:
    """The committed forecast."""
    return store.projected()


@pytest.fixture(scope="module")
def hindcast() -> pd.DataFrame:
    """The committed cases of the backtest."""
    return store.read(store.HINDCAST_FILE)


@pytest.fixture(scope="module")
def inputs() -> Inputs:
    """The committed counts, as a forecast takes them."""
    return read_inputs()


@pytest.fixture(scope="module")
def future(inputs) -> Future:
    """A few draws of everything, made now."""
    return Future.drawn(inputs, DRAWS, 2025)


@pytest.fixture(scope="module")
def children(rows, inputs) -> pd.DataFrame:
    """Committed rows of children in care as things are, with the figure published in 2025."""
    now = rows[(rows["scenario"] == "as_now") & (rows["measure"] == CHILDREN)]
    published = {
        (*key, code): value
        for key, array in inputs.panel.figures.items()
        for code, value in zip(inputs.panel.areas, array[:, -1], strict=True)
    }
    newest = [published.get(k, math.nan) for k in now[KEY].itertuples(index=False, name=None)]
    return now.assign(newest=newest, ahead=now["period_end"].dt.year - now["origin"])


# --- The committed tables ---------------------------------------------------------------------


def test_the_forecast_was_made_from_the_committed_counts(record, rows, inputs) -> None:
    held = (paths.processed() / store.COUNTS_FILE).read_bytes()
    assert record["sha256 of counts.parquet"] == hashlib.sha256(held).hexdigest()
    assert record["run"] == inputs.run
    assert set(rows["run"]) == {record["run"]}
    assert set(rows["origin"]) == {record["origin"]} == {inputs.origin}
    assert record["projected rows"] == len(rows)
    assert record["draws"] == 2000


def test_the_forecast_has_the_projected_shape(rows) -> None:
    shapes.check_projected(rows)
    assert rows["area"].is_monotonic_increasing


def test_the_forecast_is_for_every_authority_region_and_england(rows, record) -> None:
    assert len(AUTHORITIES) == 153
    assert len(REGIONS) == 11  # nine, and Inner and Outer London
    assert set(rows["area"]) == AUTHORITIES | REGIONS | {ENGLAND}
    assert record["areas"] == 165


def test_every_area_has_every_part_of_every_year(children) -> None:
    wanted = 5 * (1 + sum(len(tree.categories) for tree in TREES))
    assert (children.groupby("area").size() == wanted).all()
    assert set(children["period_end"].dt.year) == set(range(2026, 2031))  # the origin is not told


def test_the_scenarios_are_those_of_the_project(rows) -> None:
    assert set(rows["scenario"]) == set(scenarios.SCENARIOS)


def test_a_figure_is_a_number_with_quantiles_or_says_that_it_is_not_available(children) -> None:
    there = children["status"] == OK
    assert set(children["status"]) <= {OK, NOT_AVAILABLE}
    assert children.loc[there, ["central", *QUANTILES]].notna().all(axis=None)
    assert children.loc[~there, ["central", *QUANTILES]].isna().all(axis=None)
    assert (children.loc[there, "p025"] >= 0).all()


def test_only_an_authority_without_a_newest_total_has_no_forecast(children) -> None:
    whole = children[(children["dimension"] == ALL) & children["area"].isin(AUTHORITIES)]
    missing = set(whole.loc[whole["status"] != OK, "area"])
    assert missing == set(whole.loc[whole["newest"].isna(), "area"])


def test_the_central_line_is_the_middle_of_the_draws_and_steps_back_nowhere(children) -> None:
    there = children[children["status"] == OK]
    drawn = there[~there["method"].str.startswith(NO_CHANGE)]
    assert (drawn["central"] == drawn["p50"]).all()
    whole = there[(there["dimension"] == ALL) & (there["newest"] > 200)]
    line = whole.pivot(index="area", columns="ahead", values="central")
    assert ((line[4] / line[3] - 1).abs() < 0.03).all()


def test_the_method_says_which_central_line_it_is(children) -> None:
    near = children["ahead"] <= LONGEST_DIRECT
    assert set(children.loc[near, "method"]) == {METHOD, NO_CHANGE}
    assert set(children.loc[~near, "method"]) == {LEVEL + EXTRAPOLATED, NO_CHANGE + EXTRAPOLATED}


def test_errors_are_extrapolated_at_four_and_five_years_in_every_measure(rows) -> None:
    """Children, care leavers, places, gap, chances, spending, prices, savings and their shares."""
    ahead = rows["period_end"].dt.year - rows["origin"]
    said = rows["method"].str.endswith(EXTRAPOLATED)
    assert (said == (ahead > 3)).all()
    assert set(rows.loc[said, "measure"]) == set(rows["measure"]) == set(UNITS)


def test_where_no_change_is_not_beaten_the_middle_line_is_todays_number(children) -> None:
    """Of the kinds that the committed backtest says, of all authorities that publish it, and no
    other; a hidden number is not printed."""
    kept = central.not_beaten(store.read(store.BACKTEST_FILE))
    keys = zip(children["measure"], children["dimension"], children["category"], strict=True)
    lost = pd.Series([backtest.group_of(k) in kept for k in keys], index=children.index)
    assert 1 <= children[lost]["category"].nunique() <= 8
    mine = children["area"].isin(AUTHORITIES) & (children["status"] == OK)
    today = lost & mine & children["newest"].notna()
    still = children["method"].str.startswith(NO_CHANGE)
    assert (still[mine] == today[mine]).all() and not still[
        ~children["area"].isin(AUTHORITIES)
    ].any()
    assert (children.loc[today, "central"] == children.loc[today, "newest"]).all()


def test_a_gap_in_a_kind_that_stays_as_today_moves_with_its_need(rows, inputs) -> None:
    """Of every kind whose need is no change; needed places are today's number as well."""
    now = rows[(rows["scenario"] == "as_now") & rows["method"].str.startswith(NO_CHANGE)]
    key = ["area", "category", "period_end"]
    wide = now.pivot(index=key, columns="measure", values=["central", "p50"])
    wide = wide[wide["central"]["gap_children"].notna()]
    assert len(wide) >= 100
    moved = wide["central"] - wide["p50"]
    assert (wide["central"]["places_needed"] == wide["central"][CHILDREN]).all()
    assert moved["gap_children"].to_numpy() == pytest.approx(moved[CHILDREN].to_numpy(), abs=0.11)
    occupancy = values()["homes_occupancy"]
    homes = moved.xs("childrens_homes", level="category")
    assert (homes["gap_places"] * occupancy).to_numpy() == pytest.approx(
        homes["gap_children"].to_numpy(), abs=0.11
    )


def test_a_scenario_shows_in_a_middle_line_that_stays_as_today(rows) -> None:
    """Its middle lies from today's number as far as the middle of its draws from that of as now."""
    kept = rows[rows["method"].str.startswith(NO_CHANGE) & (rows["measure"] == CHILDREN)]
    key = ["area", "dimension", "category", "period_end"]
    wide = kept.pivot(index=key, columns="scenario", values=["central", "p50"])
    for scenario in ("fewer_entries", "more_in_family", "more_foster_carers"):
        each = wide
        effect = each["central"][scenario] - each["central"]["as_now"]
        drawn = each["p50"][scenario] - each["p50"]["as_now"]
        there = each["central"][scenario].notna() & (each["central"][scenario] > 0)
        assert effect[there].to_numpy() == pytest.approx(drawn[there].to_numpy(), abs=0.21)
        assert (effect[there] < 0).mean() > 0.1


def test_a_central_line_lies_within_eight_of_ten_futures(children) -> None:
    there = children[children["status"] == OK]
    outside = (there["central"] < there["p10"]) | (there["central"] > there["p90"])
    assert outside.mean() < 0.002


def test_intervals_widen_with_the_years(children) -> None:
    whole = children[(children["dimension"] == ALL) & (children["status"] == OK)]
    width = (whole["p90"] - whole["p10"]) / whole["p50"]
    by_year = width.groupby(whole["ahead"]).median()
    assert by_year.is_monotonic_increasing


def test_england_is_a_sum_of_draws_with_shared_shocks(children) -> None:
    """Narrower than the sum of its authorities' quantiles, wider than if they had no ties."""
    whole = children[(children["dimension"] == ALL) & (children["ahead"] == 3)]
    whole = whole[whole["status"] == OK].set_index("area")
    half = whole["p90"] - whole["p50"]
    ours = half[half.index.isin(AUTHORITIES)]
    assert np.sqrt((ours**2).sum()) * 1.5 < half[ENGLAND] < ours.sum() * 0.8


def test_the_hindcast_compares_with_what_was_published(hindcast, inputs) -> None:
    plain = hindcast[hindcast["label"].isna()] if "label" in hindcast else hindcast
    assert not plain.duplicated([*KEY, "origin", "horizon"]).any()
    panel = inputs.panel
    places = {code: i for i, code in enumerate(panel.areas)}
    row = plain["area"].map(places).to_numpy(int)
    year = plain["origin"].to_numpy(int) - panel.years[0]
    for key, held in plain.groupby(
        ["measure", "dimension", "category"], observed=True
    ).indices.items():
        figure = panel.of(*map(str, key))
        at = year[held] + plain["horizon"].to_numpy(int)[held]
        np.testing.assert_array_equal(figure[row[held], at], plain["actual"].to_numpy()[held])
        np.testing.assert_array_equal(figure[row[held], year[held]], plain["now"].to_numpy()[held])


def test_the_committed_backtest_is_that_of_this_code(hindcast, inputs) -> None:
    fresh = backtest.total_cases(inputs.panel, 2025, [1, 2], [2021])
    fresh = fresh[fresh["model"] == backtest.MODEL].sort_values(["area", "horizon"])
    whole = (hindcast["measure"] == CHILDREN) & (hindcast["dimension"] == ALL)
    whole &= (hindcast["origin"] == 2021) & (hindcast["horizon"] <= 2)
    held = hindcast[whole].sort_values(["area", "horizon"])
    assert [*held["area"]] == [*fresh["area"]]
    np.testing.assert_allclose(
        held[list(backtest.SCORED)], fresh[list(backtest.SCORED)], atol=0.0501
    )


def test_the_committed_scores_follow_from_the_committed_cases(hindcast, record) -> None:
    table = store.read(store.BACKTEST_FILE)
    told = table[(table["model"] == backtest.MODEL) & (table["group"] == ALL)]
    told = told.set_index(["horizon", "score"])
    plain = hindcast[hindcast["label"].isna()] if "label" in hindcast else hindcast
    whole = plain[(plain["measure"] == CHILDREN) & (plain["dimension"] == ALL)]
    judged = backtest.scored(whole.assign(model=backtest.MODEL))
    for horizon, mine in judged.groupby("horizon"):
        assert told.loc[(horizon, "wis"), "cases"] == len(mine)
        assert told.loc[(horizon, "wis"), "value"] == pytest.approx(mine["wis"].mean(), rel=0.002)
        covered = 100 * mine["inside80"].mean()
        assert told.loc[(horizon, "coverage80"), "value"] == pytest.approx(covered, abs=0.7)
        assert told.loc[(horizon, "wis"), "above_zero"] == (mine["actual"] > 0).sum()
    each = table[(table["score"] == "wis") & ~table["group"].isin(backtest.THIRDS)]
    assert each["cases"].sum() <= record["backtest cases"]


# --- The step, made now with a few draws --------------------------------------------------------


def test_parts_add_up_in_every_draw_of_every_scenario(inputs, future) -> None:
    drawn = streams.forecast(inputs.panel, inputs.origin, HORIZONS, DRAWS, 2025).later
    everything = drawn.only(future.need.areas)
    for key, array in future.need.values.items():
        np.testing.assert_array_equal(array, everything.values[key])
    for name in scenarios.SCENARIOS:
        check_sums(scenarios.apply(name, everything, future.moving, values()))


def test_what_no_scenario_tells_of_has_rows_as_things_are(future) -> None:
    told = pd.concat(future.others)
    assert set(told["scenario"]) == {"as_now"}
    assert set(told["dimension"]) == {ALL, "age", "uasc"}
    assert not set(told["measure"] + told["dimension"]) & {CHILDREN + ALL}
    assert set(told["area"]) == {*future.need.areas, *future.groups}


def check_sums(need: Draws) -> None:
    """Parts of every breakdown add up to the total, whole and not negative, where there is one."""
    total = need.of(CHILDREN)
    for tree in TREES:
        parts = np.stack([need.of(CHILDREN, tree.dimension, c) for c in tree.categories])
        there = np.isfinite(parts).all(axis=(0, 1, 3))
        assert there.sum() >= 140
        np.testing.assert_array_equal(parts.sum(axis=0)[:, there], total[:, there])
        assert parts[:, :, there].min() >= 0
        assert (parts[:, :, there] % 1 == 0).all()


def test_regions_add_up_to_england_in_every_draw(future) -> None:
    nine = [r.code for r in regions() if r.code.startswith("E12")]
    summed = future.need.summed(future.groups).of(CHILDREN)
    at = {code: i for i, code in enumerate(future.groups)}
    assert len(nine) == 9
    np.testing.assert_array_equal(
        summed[:, [at[c] for c in nine]].sum(axis=1), summed[:, at[ENGLAND]]
    )
    known = np.isfinite(future.need.of(CHILDREN)).all(axis=(0, 2))
    np.testing.assert_array_equal(
        future.need.of(CHILDREN)[:, known].sum(axis=1), summed[:, at[ENGLAND]]
    )


def test_a_scenario_differs_from_as_now_by_its_assumption_alone(future) -> None:
    then = scenarios.apply("fewer_entries", future.need, future.moving, values())
    fewer = future.need.of(CHILDREN) - then.of(CHILDREN)
    known = np.isfinite(fewer)
    assert (fewer[known] >= 0).all()
    assert np.nanmean(fewer[:, :, 4]) > np.nanmean(fewer[:, :, 0]) > 0


def test_the_same_seed_writes_the_same_bytes(inputs, tmp_path, monkeypatch) -> None:
    few = backtest.total_cases(inputs.panel, 2025, [1], [2024])
    monkeypatch.setattr(step, "read_inputs", lambda: inputs)
    monkeypatch.setattr(step, "backtest_cases", lambda *_: few)
    monkeypatch.setattr(scenarios, "SCENARIOS", ("as_now",))
    monkeypatch.setattr(archive, "read", lambda: pd.DataFrame(columns=shapes.PROJECTED))
    monkeypatch.setattr(archive, "cases", lambda *_: pd.DataFrame(columns=few.columns))
    wrote = {}
    for name in ("one", "two"):
        record = step.forecast(tmp_path / name, draws=8, seed=1, quiet=True)
        files = sorted((tmp_path / name).iterdir())
        wrote[name] = {f.name: hashlib.sha256(f.read_bytes()).hexdigest() for f in files}
        assert record["draws"] == 8 and record["seed"] == 1
    assert set(wrote["one"]) == {
        store.PROJECTED_FILE,
        store.HINDCAST_FILE,
        store.BACKTEST_FILE,
        store.FORECAST_RECORD_FILE,
    }
    assert wrote["one"] == wrote["two"]
    assert not [*tmp_path.glob(".building-*")]


def test_nothing_is_written_unless_all_is_made(inputs, tmp_path, monkeypatch) -> None:
    def fail(*_: object) -> None:
        raise RuntimeError("the backtest broke")

    monkeypatch.setattr(step, "read_inputs", lambda: inputs)
    monkeypatch.setattr(step, "backtest_cases", fail)
    monkeypatch.setattr(scenarios, "SCENARIOS", ("as_now",))
    with pytest.raises(RuntimeError, match="the backtest broke"):
        step.forecast(tmp_path / "out", draws=4, quiet=True)
    assert not (tmp_path / "out").exists()


def test_the_newest_release_of_a_figure_is_taken() -> None:
    count = dict.fromkeys(shapes.COUNTS, "x") | {"value": 1.0, "release": "2024-11-14"}
    counts = pd.DataFrame([count | {"value": 2.0, "release": "2025-11-20"}, count])
    assert newest(counts)["value"].tolist() == [2.0]

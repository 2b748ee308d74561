"""The backtest as a step: of the built counts, of a series of anyone's own, and as printed."""

from pathlib import Path

import numpy as np
import pandas as pd
import pytest

import simulated
from analysis.core import store
from analysis.core.shapes import ALL
from analysis.forecast import panel
from analysis.forecast.panel import CHILDREN
from analysis.forecast.random_walk import TooFewYearsError
from analysis.forecast.skill import backtest
from analysis.pipeline.forecast import inputs as inputs_module
from analysis.pipeline.forecast import scores
from analysis.pipeline.forecast.inputs import Inputs, read_inputs
from analysis.pipeline.forecast.scores import scores_in_words

EVERY = "one, two, three and four years ahead"


@pytest.fixture(scope="module")
def inputs() -> Inputs:
    """The committed counts."""
    return read_inputs()


@pytest.fixture(scope="module")
def invented() -> np.ndarray:
    """Children in care of sixty invented areas over ten years."""
    return simulated.totals(np.random.default_rng(5))


def file(folder: Path, count: np.ndarray, names: list[str] | None = None) -> Path:
    """A CSV file of a series; a missing value is an empty cell."""
    names = names or [f"Town {place}" for place in range(len(count))]
    lines = [
        f"{name},{2016 + year},{'' if np.isnan(value) else int(value)}"
        for name, values in zip(names, count, strict=True)
        for year, value in enumerate(values)
    ]
    path = folder / "ours.csv"
    path.write_text("\n".join(["area,year,value", *lines, ""]), encoding="utf-8")
    return path


def scored_table(series: Path, horizon: int | None = None) -> pd.DataFrame:
    """The scores of a series without their words."""
    return scores.scored(series, horizon)[0]


@pytest.fixture
def nothing_of_ours(monkeypatch: pytest.MonkeyPatch) -> None:
    """No built table can be read."""

    def refuse(*_: object, **__: object) -> None:
        raise AssertionError("a built table was read")

    for place in (store, scores, inputs_module):
        monkeypatch.setattr(place, "read_inputs", refuse, raising=False)
    for name in ("read", "counts", "measured", "projected", "neighbours"):
        monkeypatch.setattr(store, name, refuse)


# --- A series of anyone's own -------------------------------------------------------------------


def test_a_series_is_scored_alone(tmp_path: Path, invented, nothing_of_ours: None) -> None:
    table = scored_table(file(tmp_path, invented))
    assert tuple(table.columns) == backtest.TABLE
    assert set(table["group"]) == {ALL, *backtest.THIRDS}
    assert set(table["horizon"]) == {1, 2, 3, 4}
    assert {"model", "no_change", "last_change", "straight_line", "national_growth"} == set(
        table["model"]
    )
    mine = table[(table["model"] == "model") & (table["group"] == ALL)]
    mine = mine.set_index(["horizon", "score"])["value"]
    assert 60 <= mine[1, "coverage80"] <= 95
    assert 0 < mine[1, "mape"] < mine[3, "mape"]


def test_a_series_gives_the_same_scores_whatever_its_areas_are_called(
    tmp_path: Path, invented, nothing_of_ours: None
) -> None:
    """Codes that are ours mean nothing: '380' is not Bradford here."""
    codes = [str(200 + place) for place in range(len(invented))]
    named = [f"Town {place:02}" for place in range(len(invented))]
    one = scored_table(file(tmp_path, invented, codes), 1)
    two = scored_table(file(tmp_path, invented, named), 1)
    pd.testing.assert_frame_equal(one, two)


def test_one_horizon_of_a_series_is_that_of_them_all(
    tmp_path: Path, invented, nothing_of_ours: None
) -> None:
    path = file(tmp_path, invented)
    every, two = scored_table(path), scored_table(path, 2)
    assert set(two["horizon"]) == {2}
    wanted = every[every["horizon"] == 2].set_index(["model", "group", "score"])["value"]
    found = two.set_index(["model", "group", "score"])["value"]
    pd.testing.assert_series_equal(found.sort_index(), wanted.sort_index())


def test_an_area_without_children_and_a_gap_in_the_years_do_no_harm(
    tmp_path: Path, invented, nothing_of_ours: None
) -> None:
    holed = invented.copy()
    holed[0] = 0
    holed[1, 4:6] = np.nan
    holed[2, -1] = 0
    table = scored_table(file(tmp_path, holed))
    value = table.set_index(["model", "horizon", "group", "score"])["value"]
    assert np.isfinite(value["model", 1, ALL, "mape"])
    whole = scored_table(file(tmp_path, invented), 1)
    cases = whole.set_index(["model", "group", "score"])["cases"]["model", ALL, "mape"]
    less = table.set_index(["model", "horizon", "group", "score"])["cases"]["model", 1, ALL, "mape"]
    assert cases - 20 < less < cases


@pytest.mark.parametrize(
    ("areas", "years", "horizon"), [(60, 2, None), (1, 3, None), (60, 1, None), (1, 3, 3)]
)
def test_a_short_series_is_told_what_would_be_enough(
    tmp_path: Path, invented, areas: int, years: int, horizon: int | None
) -> None:
    path = file(tmp_path, invented[:areas, :years])
    with pytest.raises(TooFewYearsError, match="Give more years or areas") as refused:
        scored_table(path, horizon)
    last = 2015 + years
    assert f"known from 2016 to {last}" in str(refused.value)
    assert "there must be 2 changes" in str(refused.value)


@pytest.mark.parametrize(
    ("years", "horizon", "most"), [(4, 3, 1), (10, 5, 4), (9, 9, 4), (7, 4, 3)]
)
def test_a_horizon_that_cannot_be_scored_is_told_the_longest_that_can(
    tmp_path: Path, invented, years: int, horizon: int, most: int
) -> None:
    path = file(tmp_path, invented[:60, :years])
    with pytest.raises(TooFewYearsError) as refused:
        scored_table(path, horizon)
    told = str(refused.value)
    assert told.startswith(f"No forecast {horizon} years ahead can be scored: ")
    assert f"The longest that can be scored is {most} year" in told
    assert set(scored_table(path, most)["horizon"]) == {most}


def test_values_that_are_all_missing_are_too_few(tmp_path: Path, invented) -> None:
    with pytest.raises(TooFewYearsError):
        scored_table(file(tmp_path, np.full_like(invented, np.nan)))


@pytest.mark.filterwarnings("ignore::RuntimeWarning")  # one area has no change beside its country
def test_a_series_of_one_area_is_scored_when_it_is_long(tmp_path: Path) -> None:
    rng = np.random.default_rng(3)
    long = np.round(400 * np.exp(np.cumsum(rng.normal(0, 0.05, (1, 45)), axis=1)))
    table = scored_table(file(tmp_path, long), 1)
    whole = table[(table["model"] == "model") & (table["group"] == ALL)]
    assert whole["cases"].iloc[0] == whole["origins"].iloc[0] > 10
    assert np.isfinite(whole["value"]).all()


# --- The built counts ---------------------------------------------------------------------------


def test_the_newest_year_is_scored_as_it_was_first_published_too(inputs) -> None:
    last = inputs.origin - 1
    then = scores.as_first_published(inputs, last)
    assert then.areas == inputs.panel.areas and then.years == inputs.panel.years
    held = store.counts()
    mine = held[(held["measure"] == CHILDREN) & (held["dimension"] == ALL)]
    mine = mine[(mine["unit"] == "children") & (mine["period_end"].dt.year == last)]
    mine = mine[mine["area"].isin(then.areas)].sort_values("release")
    first = mine.groupby("area")["value"].first()
    place = then.years.index(last)
    column = pd.Series(then.of(CHILDREN)[:, place], index=list(then.areas)).loc[first.index]
    np.testing.assert_array_equal(column.to_numpy(), first.to_numpy())
    revised = mine.groupby("area")["value"].last() != first
    now = inputs.panel.of(CHILDREN)[:, place]
    changed = pd.Series(now, index=list(then.areas))[first.index] != first
    assert revised.sum() > 20 and changed[revised].all()


def test_the_outcome_of_that_year_is_as_it_is_known_now(inputs) -> None:
    then = scores.as_first_published(inputs, inputs.origin - 1)
    np.testing.assert_array_equal(then.of(CHILDREN)[:, -1], inputs.panel.of(CHILDREN)[:, -1])


def test_one_horizon_of_the_committed_backtest_is_that_of_a_run_of_its_own(inputs) -> None:
    cases = scores.backtest_cases(inputs, horizons=[4])
    assert set(cases["horizon"]) == {4} and set(cases["dimension"]) == {ALL}
    fresh = backtest.table(cases)
    held = store.read(store.BACKTEST_FILE)
    whole = (held["horizon"] == 4) & (held["group"] == ALL)
    key = ["model", "score"]
    pd.testing.assert_series_equal(
        fresh[fresh["group"] == ALL].set_index(key)["value"].sort_index(),
        held[whole].set_index(key)["value"].sort_index(),
        check_exact=False,
        rtol=1e-9,
        check_index_type=False,
    )


def test_areas_with_zeros_gaps_and_ends_are_told_apart(tmp_path: Path, invented) -> None:
    """One new, one abolished, one with a gap, one of noughts, one with a nought and a gap."""
    holed = invented[:40].copy()
    holed[0, :2], holed[1, 7:], holed[2, 4] = np.nan, np.nan, np.nan
    holed[3], holed[4, 2], holed[4, 6] = 0, 0, np.nan
    told = " ".join(scores.scored(file(tmp_path, holed), 1)[1])
    assert "40 areas, 2016 to 2025: 36 with a number in every year; 1 new (first number" in told
    assert "1 abolished or no longer published (last number before 2025)" in told
    assert "2 with a gap between two numbers; 2 with a zero in some year; 0 without" in told


def test_what_is_not_beaten_is_said_first(tmp_path: Path, invented) -> None:
    table, told = scores.scored(file(tmp_path, invented[:40]))
    assert told[-3].startswith("Each forecast and each setting of it")
    assert "paired bootstrap over areas (1,000 draws, seed 2025" in told[-3]
    ratios = (table["model"] == "model") & (table["score"] == "wis_ratio")
    for value, high, first in (
        (
            1.02,
            1.1,
            f"The method does not beat 'no change' {EVERY}: use the range.",
        ),
        (
            0.98,
            1.1,
            f"Whether it beats 'no change' {EVERY} could be chance: ",
        ),
        (0.98, 0.99, "The method beats 'no change' at every number of years that is scored."),
    ):
        made = table.assign(
            value=table["value"].mask(ratios, value), high=table["high"].mask(ratios, high)
        )
        assert scores_in_words(made)[0].startswith(first)


def test_kinds_that_do_not_beat_no_change_are_named_before_the_total_that_does() -> None:
    """And only at the years ahead that were asked for."""
    table = store.read(store.BACKTEST_FILE)
    told = scores_in_words(table[table["horizon"] == 3])
    assert told[0].startswith("By kind it does not beat 'no change' for ")
    assert "placement: foster (three years ahead)" in told[0] and "(two" not in told[0]
    assert "third" not in told[0] and "across a break" not in told[0]
    assert told[1].startswith("For the total the method beats 'no change' ")


def test_too_few_areas_for_an_interval_is_not_called_an_interval(tmp_path: Path, invented) -> None:
    _, told = scores.scored(file(tmp_path, invented[:4]))
    assert "the interval of its score reaches 1" not in " ".join(told)


# --- As printed ---------------------------------------------------------------------------------


def test_printed_scores_have_a_line_for_each_group_years_ahead_and_model() -> None:
    table = store.read(store.BACKTEST_FILE)
    printed = scores.printed_scores(table)
    keys = ["group", "horizon", "model"]
    assert [*printed.columns] == [*keys, *scores.PRINTED, "cases", "origins"]
    assert not printed.duplicated(keys).any()
    assert len(printed) == len(table[keys].drop_duplicates())
    line = printed[(printed["group"] == ALL) & (printed["model"] == "model")].iloc[0]
    told = table[(table["group"] == ALL) & (table["model"] == "model")]
    told = told[told["horizon"] == line["horizon"]].set_index("score")
    for score, digits in (("mape", 1), ("wis_ratio", 3), ("coverage80", 1)):
        value, low, high = (f"{told.loc[score, n]:.{digits}f}" for n in ("value", "low", "high"))
        assert line[score] == f"{value} ({low} to {high})"
    assert not printed.isin(["nan"]).any(axis=None)


def test_what_our_own_figures_taught_moves_no_score_of_another_series(
    tmp_path: Path, invented, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The size of revisions goes with our own panel alone."""
    path = file(tmp_path, invented[:40, :8])
    before = scored_table(path, 1)
    monkeypatch.setattr(panel, "REVISION", 0.7)
    pd.testing.assert_frame_equal(before, scored_table(path, 1))
    ours = read_inputs().panel
    assert ours.revision == 0.7

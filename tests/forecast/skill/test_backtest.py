"""Would it have worked? The purpose in numbers on the committed counts, and scores by hand."""

import dataclasses

import numpy as np
import pandas as pd
import pytest

from analysis.core import store
from analysis.core.shapes import ALL
from analysis.forecast.central import not_beaten
from analysis.forecast.demand import settings, shares
from analysis.forecast.naive_forecasts import BASELINES
from analysis.forecast.random_walk import LONGEST_DIRECT, TooFewYearsError
from analysis.forecast.scores import SCORED
from analysis.forecast.skill import backtest
from analysis.forecast.skill.backtest import (
    MODEL,
    SCORES,
    TABLE,
    THIRDS,
    crosses_break,
    part_cases,
    scored,
    table,
    total_cases,
)
from analysis.pipeline.forecast.inputs import read_inputs
from simulated import plain, totals

RNG = np.random.default_rng
SEED = 2025
TARGET = {1: 0.95, 2: 0.93, 3: 0.92}  # prequential: every setting chosen before the year scored
# Parts whose median does not beat no change over all horizons; the page says so of each.


@pytest.fixture(scope="module")
def panel():
    """The panel of the committed counts."""
    return read_inputs().panel


@pytest.fixture(scope="module")
def whole(panel) -> pd.DataFrame:
    """Every case of the total."""
    return total_cases(panel, SEED)


@pytest.fixture(scope="module")
def parts(panel) -> pd.DataFrame:
    """Every case of the parts and of care leavers."""
    return part_cases(panel, SEED)


@pytest.fixture(scope="module")
def scores() -> pd.Series:
    """Each committed score by model, group, horizon and name; `commands_forecast` works them all
    out again.
    """
    found = store.read(store.BACKTEST_FILE)
    found = found[~found["group"].str.startswith("archived")]
    return found.set_index(["model", "group", "horizon", "score"])["value"]


def own(cases: pd.DataFrame, *, longest: int = 3) -> pd.DataFrame:
    """The model's scored cases up to so many years ahead, with their group and third."""
    mine = cases[(cases["model"] == MODEL) & (cases["horizon"] <= longest)]
    judged = scored(mine)
    judged["group"] = backtest._group(judged)
    return judged


# --- The purpose in numbers -------------------------------------------------------------------


@pytest.mark.parametrize(("level", "least", "most"), [(80, 75, 85), (95, 92, 97.5)])
def test_intervals_cover_what_they_say_at_one_to_three_years(
    whole, scores, level: int, least: float, most: float
) -> None:
    assert least <= 100 * own(whole)[f"inside{level}"].mean() <= most
    for horizon in (1, 2, 3):
        assert least <= scores[MODEL, ALL, horizon, f"coverage{level}"] <= most


def test_in_each_third_by_size_eighty_per_cent_is_72_to_88(whole, scores) -> None:
    judged = own(whole)
    covered = 100 * judged.groupby(backtest._third(judged))["inside80"].mean()
    assert set(covered.index) == set(THIRDS)
    assert covered.between(72, 88).all()
    for third in THIRDS:
        for horizon in (1, 2, 3):
            assert 72 <= scores[MODEL, third, horizon, "coverage80"] <= 88


@pytest.mark.parametrize("horizon", [1, 2, 3])
def test_the_score_beats_no_change_by_the_target(scores, horizon: int) -> None:
    assert scores[MODEL, ALL, horizon, "wis_ratio"] <= TARGET[horizon]


@pytest.mark.parametrize("horizon", [1, 2, 3])
def test_the_score_beats_no_change_beyond_the_chance_of_areas(whole, horizon: int) -> None:
    told = table(whole)
    row = told[(told["model"] == MODEL) & (told["group"] == ALL) & (told["horizon"] == horizon)]
    row = row.set_index("score").loc["wis_ratio"]
    assert row["low"] < row["value"] < row["high"] < 1


@pytest.mark.parametrize("horizon", [1, 2, 3])
def test_no_simple_forecast_scores_better(scores, horizon: int) -> None:
    ours = scores[MODEL, ALL, horizon, "wis_ratio"]
    assert all(ours < scores[name, ALL, horizon, "wis_ratio"] for name in BASELINES)


def test_expected_changes_are_used_just_as_far_as_they_help(scores) -> None:
    """At four years the level of the third is held, and does a little better than no change."""
    for horizon in range(1, LONGEST_DIRECT + 2):
        assert scores[MODEL, ALL, horizon, "error_ratio"] < 1


def test_the_bias_of_the_total_is_below_one_per_cent_up_to_three_years(scores) -> None:
    assert max(abs(scores[MODEL, ALL, horizon, "bias"]) for horizon in (1, 2, 3)) < 1


def test_each_score_says_how_many_origins_stand_behind_it(whole) -> None:
    found = table(whole).set_index(["model", "group", "horizon", "score"])["origins"]
    assert [found[MODEL, ALL, h, "wis"] for h in (1, 2, 3, 4)] == [8, 6, 4, 2]
    assert 5 not in found.index.get_level_values("horizon")


def test_intervals_of_most_parts_cover_seven_in_ten_or_more(parts) -> None:
    """Parts are scored on the larger, published cells; what falls short is named."""
    covered = 100 * own(parts).groupby("group")["inside80"].mean()
    short = {g for g, value in covered.items() if value < 70}
    named = {"placement: supported", "placement: other", "placement: supported, across a break"}
    assert short - {"placement: other, across a break"} <= named
    assert covered[["placement: foster", "placement: childrens_homes"]].between(75, 92).all()
    ages = covered[covered.index.str.startswith("age")]
    assert len(ages) == 5 and ages.between(75, 94).all()


def paired_error(cases: pd.DataFrame) -> pd.DataFrame:
    """Mean absolute percentage error of the model and of no change, on the same cases."""
    judged = own(cases)
    judged = judged[~judged["group"].str.endswith("across a break") & (judged["actual"] > 0)]
    still = (judged["now"] - judged["actual"]).abs() / judged["actual"]
    told = judged.assign(ours=judged["relative"].abs(), still=still)
    return 100 * told.groupby("group")[["ours", "still"]].mean()


def test_the_parts_beat_no_change_but_for_those_that_print_todays_number(whole, parts) -> None:
    kept = not_beaten(table(pd.concat([whole, parts], ignore_index=True)))
    assert {"placement: other_residential", "placement: foster"} <= kept.keys()
    proven = {"placement: parents", "placement: adoption", "uasc: uasc", ALL}
    proven |= {f"age: {c}" for c in shares.AGE.categories}
    assert kept.keys().isdisjoint(proven | {"care_leavers_17_18", "care_leavers_19_21"})
    error = paired_error(parts)
    worse = set(error.index[error["ours"] >= error["still"]])
    assert worse <= kept.keys()


def test_care_leavers_are_foreseen_much_better_than_no_change(scores) -> None:
    assert scores[MODEL, "care_leavers_17_18", 1, "wis_ratio"] < 0.75
    assert scores[MODEL, "care_leavers_19_21", 1, "wis_ratio"] < 0.85


def test_expected_changes_of_ages_and_leavers_are_used_and_help(panel, parts, monkeypatch) -> None:
    """Against the same forecast without them, by the interval score of every such group."""
    used = own(parts).groupby("group")["wis"].mean()
    monkeypatch.setattr(backtest, "DRAWS", 400)
    monkeypatch.setattr(settings, "PENALTIES", ())
    monkeypatch.setattr(settings, "CARRIED", ())
    without = own(part_cases(panel, SEED)).groupby("group")["wis"].mean()
    groups = [g for g in used.index if g.startswith(("age", "care_leavers"))]
    assert len(groups) == 7
    assert all(used[group] < without[group] for group in groups), (used - without)[groups]


# --- Nothing looks ahead ----------------------------------------------------------------------


@pytest.mark.parametrize("year", [2020, 2023, 2025])
def test_a_year_touches_only_cases_that_start_or_end_in_it_or_later(panel, whole, year) -> None:
    place = panel.years.index(year)
    figures = {}
    for key, array in panel.figures.items():
        other = array.copy()
        other[:, place:] *= 1.7
        figures[key] = other
    country = {y: v * (1.7 if y >= year else 1) for y, v in panel.country.items()}
    spoilt = total_cases(dataclasses.replace(panel, figures=figures, country=country), SEED)
    before = whole["origin"] < year
    assert before.any()
    columns = [*backtest.CASES, "now", *SCORED]
    pd.testing.assert_frame_equal(
        whole.loc[before, columns].reset_index(drop=True),
        spoilt.loc[spoilt["origin"] < year, columns].reset_index(drop=True),
    )


def test_what_is_said_of_a_horizon_does_not_depend_on_which_are_scored(panel, whole) -> None:
    alone = total_cases(panel, SEED, [2])
    together = whole[whole["horizon"] == 2].reset_index(drop=True)
    pd.testing.assert_frame_equal(alone, together)


def test_another_seed_gives_other_intervals(panel, whole) -> None:
    assert not total_cases(panel, SEED + 1)["p10"].equals(whole["p10"])


# --- A series of anyone's own -----------------------------------------------------------------


def test_a_series_alone_can_be_forecast_and_scored() -> None:
    mine = plain(totals(RNG(5), areas=150, years=10))
    found = table(total_cases(mine, SEED))
    assert list(found.columns) == list(TABLE)
    assert set(found["model"]) == {MODEL, *BASELINES}
    covered = found[(found["model"] == MODEL) & (found["group"] == ALL)]
    covered = covered[(covered["score"] == "coverage80") & (covered["horizon"] <= 3)]["value"]
    assert covered.between(68, 92).all()
    assert part_cases(mine, SEED).empty


def test_nothing_of_ours_is_used_for_a_series_of_someone_elses(monkeypatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise AssertionError("a published table was opened")

    monkeypatch.setattr("analysis.core.store.read", refuse)
    monkeypatch.setattr("pathlib.Path.open", refuse)
    monkeypatch.setattr("pyarrow.parquet.read_table", refuse)
    assert len(total_cases(plain(totals(RNG(5), areas=30, years=6)), SEED))


def test_a_small_series_is_scored_from_the_first_year_with_enough_before_it() -> None:
    few = total_cases(plain(totals(RNG(5), areas=1, years=10)), SEED, [1])
    assert few["origin"].min() == 2018  # one area has two changes after two years
    assert few["origin"].max() == 2024


@pytest.mark.parametrize("areas", [1, 2, 5, 40])
@pytest.mark.parametrize("years", [4, 5, 7])
def test_a_series_of_any_length_from_four_years_is_scored_with_what_it_has(
    areas: int, years: int
) -> None:
    cases = total_cases(plain(totals(RNG(5), areas=areas, years=years)), SEED)
    mine = cases[cases["model"] == MODEL]
    assert mine["horizon"].max() == (years - 1) // 2
    assert set(mine["area"]) == {f"{100 + i}" for i in range(areas)}
    assert mine[list(SCORED)].apply(np.isfinite).all(axis=None)
    assert (mine["p975"] > mine["p025"]).all()


@pytest.mark.parametrize(("areas", "years"), [(1, 3), (100, 2), (100, 1)])
def test_a_series_that_is_too_short_is_refused_in_words(areas: int, years: int) -> None:
    with pytest.raises(TooFewYearsError, match="Give more years or areas"):
        total_cases(plain(totals(RNG(5), areas=areas, years=years)), SEED)


def test_gaps_in_a_series_are_no_cases_and_no_zeros() -> None:
    count = totals(RNG(5), areas=60, years=8)
    count[0, 3:5], count[1, 6], count[2, :4] = np.nan, 0, np.nan
    cases = total_cases(plain(count), SEED, [1])
    assert not ((cases["area"] == "100") & cases["origin"].isin([2018, 2019, 2020])).any()
    assert not ((cases["area"] == "101") & cases["origin"].isin([2021, 2022])).any()
    assert (cases["now"] > 0).all() and cases["actual"].notna().all()
    assert cases[list(SCORED)].notna().all(axis=None)


# --- Scores by hand ---------------------------------------------------------------------------


def case(model: str, area: str, actual: float, middle: float, half: float, **more) -> dict:
    """A case of the total from 2020 with 100 children then, and an interval about `middle`."""
    spread = dict(zip(SCORED, middle + half * np.arange(-3, 4), strict=True))
    known = {"measure": "cla_31_march", "dimension": ALL, "category": ALL}
    when = {"origin": 2020, "horizon": 1, "now": 100.0}
    return {"model": model, "area": area, "actual": actual, **known, **when, **spread, **more}


def test_the_table_by_hand() -> None:
    cases = pd.DataFrame(
        [
            case(MODEL, "1", actual=100, middle=110, half=4),  # inside 95% (98 to 122) alone
            case(MODEL, "2", actual=200, middle=190, half=10),  # on the end of 50%
            case("no_change", "1", actual=100, middle=100, half=4),
        ]
    )
    value = table(cases).set_index(["model", "group", "score"])["value"]
    assert value[MODEL, ALL, "mape"] == pytest.approx((10 + 5) / 2)
    assert value[MODEL, ALL, "bias"] == pytest.approx((10 - 5) / 2)
    assert [value[MODEL, ALL, f"coverage{k}"] for k in (50, 80, 95)] == [50, 50, 100]
    first = (5 + 0.25 * (8 + 4 * 6) + 0.1 * (16 + 10 * 2) + 0.025 * 24) / 3.5 / 100
    second = (5 + 0.25 * 20 + 0.1 * 40 + 0.025 * 60) / 3.5 / 100
    still = (0.25 * 8 + 0.1 * 16 + 0.025 * 24) / 3.5 / 100
    assert value[MODEL, ALL, "wis"] == pytest.approx((first + second) / 2)
    # The ratio is on the cases that both have: the first area alone.
    assert value[MODEL, ALL, "wis_ratio"] == pytest.approx(first / still)
    assert value["no_change", ALL, "wis_ratio"] == 1
    assert set(table(cases)["score"]) == set(SCORES)


def test_thirds_are_by_children_at_the_origin_within_each_origin() -> None:
    cases = pd.DataFrame(
        [
            case(MODEL, f"{i}", actual=100, middle=100, half=1, now=10.0 * i, origin=origin)
            for origin in (2020, 2021)
            for i in range(1, 10)
        ]
    )
    third = backtest._third(cases)
    assert [*third[:9]] == [*third[9:]] == [t for t in THIRDS for _ in range(3)]


def test_an_outcome_of_none_has_no_percentage_error() -> None:
    judged = scored(pd.DataFrame([case(MODEL, "1", actual=0, middle=3, half=1)]))
    assert np.isnan(judged["relative"].iloc[0])
    assert judged["error"].iloc[0] == 3


@pytest.mark.parametrize(
    ("category", "origin", "horizon", "crossed"),
    [
        ("supported", 2022, 1, False),
        ("supported", 2023, 1, True),
        ("supported", 2021, 3, True),
        ("other", 2024, 1, True),
        ("foster", 2023, 1, False),
    ],
)
def test_cases_across_a_change_of_definition_stand_apart(
    category: str, origin: int, horizon: int, crossed: bool
) -> None:
    named = {"dimension": "placement", "category": category, "origin": origin, "horizon": horizon}
    cases = pd.DataFrame([case(MODEL, "1", actual=9, middle=9, half=1, **named)])
    assert crosses_break(cases).tolist() == [crossed]
    group = f"placement: {category}" + (", across a break" if crossed else "")
    assert set(table(cases)["group"]) == {group}

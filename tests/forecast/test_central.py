"""The figure to print first: which kinds keep today's number, judged by a backtest alone."""

import numpy as np
import pandas as pd
import pytest

from analysis.core.shapes import ALL, check_projected
from analysis.forecast.central import as_printed, as_today, beside_no_change, not_beaten
from analysis.forecast.draws import Draws
from analysis.forecast.quantiles import EXTRAPOLATED, LEVEL, METHOD, NO_CHANGE, projected
from analysis.forecast.scores import SCORED
from analysis.forecast.skill import backtest
from analysis.forecast.skill.backtest import TABLE
from analysis.forecast.supply.gap import gap_rows

CHILDREN = "cla_31_march"
HOMES, FOSTER = ((CHILDREN, "placement", k) for k in ("childrens_homes", "foster"))
WHOLE, SUPPORTED = (CHILDREN, ALL, ALL), (CHILDREN, "placement", "supported")
NAN = float("nan")
SAID = {"run": "invented", "origin": 2025, "unit": {CHILDREN: "children"}}


def scores(group: str, *ratios: tuple[float, float], model: str = "model") -> list[tuple]:
    """Rows of a backtest table: interval and error ratio at 1, 2, ... years ahead."""
    return [
        (model, horizon, group, score, value, NAN, NAN, 100, 3, 98)
        for horizon, pair in enumerate(ratios, start=1)
        for score, value in zip(("wis_ratio", "error_ratio"), pair, strict=True)
    ]


@pytest.mark.parametrize(
    ("ratios", "lost"),
    [
        (((0.9, 1.2), (0.99, 1.0), (NAN, 0.99)), None),
        (((0.9, 0.9), (1.0, 0.9), (NAN, 0.9)), (2,)),
        (((0.9, 0.9), (0.9, 0.9), (NAN, 1.01)), (3,)),
        (((1.3, 0.9), (1.1, 0.9), (NAN, 1.0)), (1, 2, 3)),
    ],
    ids=["the interval score decides", "a tie is no win", "by the error without it", "all"],
)
def test_no_change_is_beaten_by_score_or_where_it_has_none_by_error(ratios, lost) -> None:
    other = scores("placement: foster", (0.5, 0.5)) + scores("x", (2.0, 2.0), model="no_change")
    table = pd.DataFrame([*scores("placement: x", *ratios), *other], columns=list(TABLE))
    assert not_beaten(table) == ({} if lost is None else {"placement: x": lost})


def test_one_starting_year_is_too_little_to_judge_by() -> None:
    lost = pd.DataFrame(scores("placement: x", (1.2, 1.2)), columns=list(TABLE))
    assert not_beaten(lost) == {"placement: x": (1,)}
    assert not_beaten(lost.assign(origins=1)) == {}


def test_the_total_beats_no_change_beyond_chance_by_chance_or_not() -> None:
    """At 1 to 5 years: not scored, no better, up to no change, without an interval, and below."""
    ratios, highs = (NAN, 1.0, 0.98, 0.98, 0.98), (NAN, 1.1, 1.0, NAN, 0.99)
    table = pd.DataFrame(scores(ALL, *((each, 0.5) for each in ratios)), columns=list(TABLE))
    table["high"] = table["horizon"].map(dict(enumerate(highs, start=1)))
    other = scores("placement: x", (1.2, 1.2)) + scores(ALL, (1.0, 1.0), model="no_change")
    told = pd.concat([table, pd.DataFrame(other, columns=list(TABLE))], ignore_index=True)
    assert beside_no_change(told) == ([2], [3, 4], [5])


def cases(origin: int, area: str, horizon: int = 1, kind: str = "foster", **changed) -> list[dict]:
    """A case of the method, whose middle is far too high, and of no change, which is right."""
    about = {"measure": CHILDREN, "dimension": "placement", "category": kind, "area": area}
    when = {"origin": origin, "horizon": horizon, "now": 100.0, "actual": 100.0, **changed}
    return [
        {"model": model, **about, **when, **{n: middle + 5.0 * i for i, n in enumerate(SCORED, -3)}}
        for model, middle in (("model", 140.0), ("no_change", 100.0))
    ]


def test_the_middle_of_an_earlier_year_is_what_would_have_been_printed_then() -> None:
    """From 2020 nothing had been scored, from 2021 one start, from 2022 two: it is given up."""
    held = pd.DataFrame([c for y in range(2020, 2024) for a in "ABC" for c in cases(y, a)])
    printed = as_printed(held)
    mine = printed[printed["model"] == "model"].groupby("origin")
    assert mine["p50"].unique().map(list).to_dict() == {
        2020: [140.0],
        2021: [140.0],
        2022: [100.0],
        2023: [100.0],
    }
    assert (mine["drawn"].unique().map(list) == [[140.0]] * 4).all()
    assert printed.loc[printed["model"] == "no_change", "p50"].eq(100).all()
    table = backtest.table(printed).set_index(["model", "score"])["value"]
    assert table["model", "wis_ratio"] < table["model", "middle_ratio"]


def test_no_middle_hangs_on_an_outcome_that_was_not_known() -> None:
    """Two years ahead: the starts of 2020 and 2021 are both known from 2023 on, not in 2022."""
    held = pd.DataFrame(
        [c for y in range(2020, 2024) for a in "ABC" for c in cases(y, a, horizon=2)]
    )
    mine = as_printed(held)[lambda d: d["model"] == "model"].set_index("origin")["p50"]
    assert (mine[[2020, 2021, 2022]] == 140).all() and (mine[2023] == 100).all()


def draws(factor: float = 1.0) -> Draws:
    rng = np.random.default_rng(1)
    kinds = (WHOLE, HOMES, FOSTER, SUPPORTED)
    values = {key: np.round(rng.gamma(40, 1.5, (501, 3, 5)) * factor) for key in kinds}
    for key in (FOSTER, SUPPORTED):
        values[key][:, 2] = NAN
    return Draws(areas=("1", "2", "3"), years=tuple(range(2026, 2031)), values=values)


TODAY = {HOMES: np.array([41.0, NAN, 7.0])}


def test_todays_number_is_printed_in_every_year_and_a_hidden_one_never() -> None:
    need = draws()
    rows = projected(need, scenario="as_now", central=as_today(need, need, TODAY), **SAID)
    homes = check_projected(rows)[lambda r: r["category"] == "childrens_homes"]
    told = homes.set_index("area")
    assert (told.loc["1", "central"] == 41).all() and (told.loc["3", "central"] == 7).all()
    assert (told.loc["2", "central"] == told.loc["2", "p50"]).all()
    assert set(told.loc["2", "method"]) == {METHOD, LEVEL + EXTRAPOLATED}
    assert [*told.loc["1", "method"]] == [NO_CHANGE] * 3 + [NO_CHANGE + EXTRAPOLATED] * 2
    others = rows[(rows["category"] != "childrens_homes") & (rows["status"] == "ok")]
    assert (others["central"] == others["p50"]).all()


def test_a_scenario_moves_todays_number_by_its_effect() -> None:
    as_now, fewer = draws(), draws(0.8)
    middle = as_today(fewer, as_now, TODAY)[HOMES]
    effect = np.median(fewer.of(*HOMES), axis=0) - np.median(as_now.of(*HOMES), axis=0)
    assert (effect < -5).all()
    assert middle[0] == pytest.approx(41 + effect[0])
    assert (middle[2] == 0).all()  # seven children less twelve
    assert np.isnan(middle[1]).all()


def test_the_gap_moves_with_need_and_keeps_its_range_and_chance() -> None:
    need = draws()
    usable = {("places_usable", *key[1:]): np.full((501, 3, 5), 30.0) for key in (HOMES, FOSTER)}
    usable["places_usable", "placement", "supported"] = np.full((501, 3, 5), NAN)
    share = {"foster": 0.75, "childrens_homes": 0.8}
    said = {"run": "invented", "origin": 2025, "scenario": "as_now"}
    plain = gap_rows(need, usable, share, **said)
    moved = gap_rows(need, usable, share, central=as_today(need, need, TODAY), **said)
    check_projected(moved)
    first = (moved["area"] == "1") & (moved["category"] == "childrens_homes")
    central = moved[first].pivot(index="period_end", columns="measure", values="central")
    assert (central["places_needed"] == 41).all()
    assert (central["gap_children"] == 41 - 30).all()
    assert central["gap_places"].to_numpy() == pytest.approx(11 / 0.8)
    rest = [c for c in plain.columns if c not in ("central", "method")]
    pd.testing.assert_frame_equal(plain[rest], moved[rest])
    changed = plain["central"].ne(moved["central"]) & plain["central"].notna()
    assert set(moved.loc[changed, "measure"]) == {"places_needed", "gap_children", "gap_places"}
    assert set(moved.loc[changed, "area"]) == {"1", "3"}


def test_every_measure_says_that_errors_are_extrapolated_far_ahead() -> None:
    need = draws()
    rows = projected(need, scenario="as_now", **SAID)
    far = rows["period_end"].dt.year > 2028
    assert (rows["method"].str.endswith(EXTRAPOLATED) == far).all()
    assert set(rows.loc[~far, "method"]) == {METHOD}

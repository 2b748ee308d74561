"""Price paths: learnt from published unit costs alone, shared by all areas, backtested."""

import numpy as np
import pandas as pd
import pytest

import invented_money as money
from analysis.briefing.sufficiency.outlook import newest
from analysis.catalogue.areas import ENGLAND, authorities
from analysis.core import store
from analysis.forecast.cost import price
from analysis.forecast.cost.price import SERVICES


def drawn(history: pd.DataFrame, count: int = 400, seed: int = 3, **changed):
    return price.price_draws(
        history, money.TOWNS, money.AHEAD, count, np.random.default_rng(seed), **changed
    )


def test_a_path_has_a_draw_an_area_and_a_year():
    paths = drawn(money.history())
    assert {key[2] for key in paths} == set(SERVICES)
    assert all(path.shape == (400, len(money.TOWNS), 3) for path in paths.values())
    assert all((path > 0).all() for path in paths.values())


def test_the_same_seed_gives_the_same_paths():
    first, again = drawn(money.history()), drawn(money.history())
    other = drawn(money.history(), seed=4)
    key = ("price_growth", "service", "residential")
    assert (first[key] == again[key]).all()
    assert (first[key] != other[key]).any()


def test_steady_growth_in_the_past_is_the_middle_of_what_is_to_come():
    path = drawn(money.history())[("price_growth", "service", "residential")]
    assert np.median(path, axis=(0, 1)) == pytest.approx([1.08, 1.08**2, 1.08**3], rel=0.02)


def test_the_range_widens_with_the_years():
    path = drawn(money.history())[("price_growth", "service", "fostering")]
    low, high = np.quantile(path, [0.1, 0.9], axis=(0, 1))
    width = np.log(high / low)
    assert width[0] < width[1] < width[2]


def test_only_years_before_the_first_are_used():
    history = money.history()
    later = pd.to_datetime(history["period_end"]).dt.year > 2022
    spoilt = history.assign(value=history["value"].where(~later, history["value"] * 7))
    rng = [np.random.default_rng(5) for _ in range(2)]
    paths = [
        price.price_draws(h, money.TOWNS, [2023, 2024], 50, r)
        for h, r in zip((history, spoilt), rng, strict=True)
    ]
    for key, path in paths[0].items():
        assert (path == paths[1][key]).all()


def test_in_each_draw_the_towns_together_go_where_england_goes():
    """A national shock is shared: the spread of the mean is about as wide as that of a town."""
    path = drawn(money.history())[("price_growth", "service", "residential")]
    together = path.mean(axis=1).std(axis=0)
    assert (together > 0.8 * path.std(axis=0).mean(axis=0)).all()


def test_local_departures_shrink_with_size():
    rng = np.random.default_rng(1)
    size = np.tile(np.repeat([50.0, 5000.0], 100)[:, None], (1, 9))
    noise = rng.standard_normal((200, 9)) / np.sqrt(size)
    found = price.fit_local(np.exp(noise), np.ones(9), size, 3)
    variance = found.spread[:, :1] + found.spread[:, 1:] / np.array([50.0, 5000.0])
    assert (variance[:, 0] > 5 * variance[:, 1]).all()


def test_noise_is_pulled_back_and_a_lasting_distance_is_not():
    rng = np.random.default_rng(2)
    size = np.full((300, 9), 100.0)
    noise = np.exp(0.2 * rng.standard_normal((300, 9)))
    lasting = np.exp(np.repeat(0.2 * rng.standard_normal((300, 1)), 9, axis=1))
    assert price.fit_local(noise, np.ones(9), size, 2).pull == pytest.approx([1, 1], abs=0.1)
    assert price.fit_local(lasting, np.ones(9), size, 2).pull == pytest.approx([0, 0], abs=0.01)


def test_the_rest_of_the_cost_is_what_homes_and_fostering_leave():
    costs = price.unit_costs(money.history(), ["3"], [2024])
    at = {s: money.cost(s, 2024, "3") for s in ("residential", "fostering", "cla")}
    left = at["cla"] - 0.1 * at["residential"] - 0.7 * at["fostering"]
    assert costs["other"][0, 0] == pytest.approx(left)


def test_the_rest_is_missing_where_a_kind_of_home_is_hidden():
    hidden = money.history({("cla_31_march", "3", 2024, "foster"): money.NAN})
    costs = price.unit_costs(hidden, ["3"], [2023, 2024])
    assert np.isfinite(costs["other"][0, 0]) and np.isnan(costs["other"][0, 1])
    assert np.isfinite(costs["fostering"]).all()


def test_the_newest_release_wins():
    old = money.row(
        "unit_cost_fostering", "3", 2025, 1.0, unit="gbp_per_week", release="2020-01-01"
    )
    history = pd.concat([pd.DataFrame([old]), money.history()], ignore_index=True)
    found = price.wide(history, "unit_cost_fostering", ["3"], [2025], unit="gbp_per_week")
    assert found[0, 0] == pytest.approx(money.cost("fostering", 2025, "3"))


@pytest.fixture(scope="module")
def published():
    codes = [a.code for a in authorities()]
    counts = store.counts([*codes, ENGLAND])
    measures = counts["measure"].astype(str)
    wanted = measures.str.startswith("unit_cost") | (measures == "cla_31_march")
    return codes, newest(counts[wanted])


def test_englands_residential_price_is_that_of_the_domain_notes(published):
    """Notes 9.3: 5,025 > 5,980 > 6,775 > 7,385 a week, +19%, +13%, +9%."""
    costs = price.unit_costs(published[1], [ENGLAND], [2022, 2023, 2024, 2025])
    assert costs["residential"][0].tolist() == [5025, 5980, 6775, 7385]
    growth = 100 * (costs["residential"][0, 1:] / costs["residential"][0, :-1] - 1)
    assert growth.round().tolist() == [19, 13, 9]


def test_past_ranges_held_about_as_often_as_they_should(published):
    codes, history = published
    scores = price.backtest(history, codes, np.random.default_rng(1), draws=300)
    assert scores["horizon"].tolist() == [1, 2, 3] * 3
    residential = scores[scores["service"] == "residential"]
    assert residential["origins"].tolist() == [6, 5, 4]
    assert (scores["scored"] > 100).all()
    assert scores["covered_percent"].between(70, 90).all(), scores.to_string()

"""All streams of demand: parts add up in whole children, nothing looks ahead, seeds repeat."""

import numpy as np
import pytest

from analysis.core.shapes import ALL
from analysis.forecast.demand.shares import AGE, TREES
from analysis.forecast.demand.streams import LEAVERS, Demand, forecast, leavers, leavers_series
from analysis.forecast.panel import CHILDREN, OLDER, SIXTEEN, YOUNGER
from analysis.forecast.random_walk import TooFewYearsError
from simulated import TOTAL, after, full, hidden, plain, totals

RNG = np.random.default_rng
GONE, UNBROKEN = 3, 7


@pytest.fixture(scope="module")
def drawn() -> Demand:
    """Futures of 40 towns; one has no total in 2025, another no ages, a third hides a pair."""
    panel = hidden(full(), ALL, (ALL,), GONE, 2025)
    panel = hidden(panel, "age", AGE.categories, UNBROKEN, 2025)
    panel = hidden(panel, "placement", ("adoption", "other"), 11, 2025)
    return forecast(panel, 2025, 5, 200, seed=1)


@pytest.mark.parametrize("tree", TREES, ids=lambda t: t.dimension)
def test_parts_add_up_to_the_total_in_every_draw_in_whole_children(drawn: Demand, tree) -> None:
    later = drawn.later
    parts = np.stack([later.of(CHILDREN, tree.dimension, c) for c in tree.categories])
    there = np.isfinite(parts).all(axis=(0, 1, 3))
    assert there.sum() >= 38
    np.testing.assert_array_equal(parts.sum(axis=0)[:, there], later.of(CHILDREN)[:, there])
    assert (parts[:, :, there] == np.round(parts[:, :, there])).all()
    assert parts[:, :, there].min() >= 0


def test_every_figure_is_whole_and_not_negative(drawn: Demand) -> None:
    for key, array in drawn.later.values.items():
        known = array[np.isfinite(array)]
        assert (known == np.round(known)).all(), key
        assert known.min() >= 0, key


def test_an_area_without_an_origin_figure_is_missing_and_not_zero(drawn: Demand) -> None:
    for key, array in drawn.later.values.items():
        missing = np.isnan(array).all(axis=(0, 2))
        expected = {GONE} if key[0] == CHILDREN else set()
        expected |= {UNBROKEN} if key[1] == "age" else set()
        assert set(np.flatnonzero(missing)) == expected, key
        assert np.isfinite(array[:, ~missing]).all(), key


def test_a_region_is_the_sum_of_its_draws_and_leaves_out_what_is_missing(drawn: Demand) -> None:
    areas = drawn.later.areas
    region = drawn.later.summed({"north": [areas[0], areas[1], areas[GONE]], "no": [areas[GONE]]})
    whole = drawn.later.of(CHILDREN)
    np.testing.assert_array_equal(region.of(CHILDREN)[:, 0], whole[:, 0] + whole[:, 1])
    assert np.isnan(region.of(CHILDREN)[:, 1]).all()


def test_the_origin_is_certain_only_where_it_is_published(drawn: Demand) -> None:
    adoption = drawn.now[(CHILDREN, "placement", "adoption")]
    total = drawn.now[TOTAL]
    assert (adoption / total)[:, 11].std() > 10 * (adoption / total)[:, 12].std()
    assert (adoption[:, 11] > 0).mean() > 0.5


@pytest.mark.parametrize("origin", [2020, 2022, 2024])
def test_nothing_after_the_origin_changes_any_stream(origin: int) -> None:
    panel = full()
    one = forecast(panel, origin, 3, 25, seed=1)
    two = forecast(after(panel, origin), origin, 3, 25, seed=1)
    assert set(one.later.values) == set(two.later.values)
    for key, array in one.later.values.items():
        np.testing.assert_array_equal(array, two.later.values[key], err_msg=str(key))


def test_the_same_seed_gives_the_same_bytes_and_another_does_not() -> None:
    panel = full()
    one, two, other = (forecast(panel, 2025, 2, 25, seed) for seed in (1, 1, 2))
    for key, array in one.later.values.items():
        assert array.tobytes() == two.later.values[key].tobytes()
        assert array.tobytes() != other.later.values[key].tobytes()


def test_too_few_towns_are_refused() -> None:
    with pytest.raises(TooFewYearsError, match="Fewer than 2 changes are known up to 2018"):
        forecast(plain(totals(RNG(1), areas=1), 2017), 2018, 2, 10, seed=1)


@pytest.mark.parametrize("measure", LEAVERS)
def test_more_about_to_come_of_age_means_more_care_leavers(measure: str) -> None:
    """Figures made so that leavers follow those a year younger are seen to do so."""
    panel = full(areas=150)
    feeder = (CHILDREN, *SIXTEEN) if measure == YOUNGER else (YOUNGER, ALL, ALL)
    coming, count = panel.figures[feeder], panel.of(measure).copy()
    usual = (count / coming).mean()
    for year in range(1, count.shape[1]):
        pull = np.log(usual * coming[:, year - 1] / count[:, year - 1])
        count[:, year] = np.round(count[:, year - 1] * np.exp(0.6 * pull))
    coming = coming.copy()
    coming[0, -1], coming[1, -1] = coming[0, -1] * 1.6, coming[1, -1] / 1.6
    figures = {**panel.figures, (measure, ALL, ALL): count, feeder: coming}
    told = type(panel)(areas=panel.areas, years=panel.years, figures=figures)
    drawn = leavers(told, measure, 2025, 1, 500, RNG(1))
    ratio = np.median(drawn[:, :, 0], axis=0) / count[:, -1]
    assert ratio[0] > 1.1 > 1.0 > ratio[1]


def test_care_leavers_that_are_not_published_are_missing() -> None:
    panel = full()
    count = panel.of(OLDER).copy()
    count[2, -1], count[4, -1] = np.nan, 0
    figures = {**panel.figures, (OLDER, ALL, ALL): count}
    told = type(panel)(areas=panel.areas, years=panel.years, figures=figures)
    drawn = leavers(told, OLDER, 2025, 2, 20, RNG(1))
    assert np.isnan(drawn[:, [2, 4]]).all()
    assert np.isnan(leavers_series(told, OLDER).x[[2, 4], -1]).all()
    assert np.isfinite(np.delete(drawn, [2, 4], axis=1)).all()

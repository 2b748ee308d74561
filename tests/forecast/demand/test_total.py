"""Children in care of all authorities together, in simulated countries, never looking ahead."""

import dataclasses

import numpy as np
import pytest

from analysis.forecast.demand import national
from analysis.forecast.demand.total import forecast, level
from analysis.forecast.panel import REVISION, Panel
from analysis.forecast.random_walk import LONGEST_DIRECT
from simulated import after, full, plain, totals

RNG = np.random.default_rng


@pytest.fixture(scope="module")
def covered() -> dict[int, float]:
    """Per cent of outcomes inside intervals, 1 to 3 years ahead, in 24 simulated countries."""
    inside: dict[int, list[float]] = {50: [], 80: [], 95: []}
    for seed in range(24):
        count = totals(RNG(seed), areas=100, years=11)
        drawn = forecast(plain(count[:, :8]), 2023, 3, 400, RNG(seed)).draws
        for nominal, found in inside.items():
            tail = (100 - nominal) / 200
            low, high = np.quantile(drawn, [tail, 1 - tail], axis=0)
            found.append(100 * ((low <= count[:, 8:]) & (count[:, 8:] <= high)).mean())
    return {nominal: float(np.mean(found)) for nominal, found in inside.items()}


def test_in_a_simulated_world_with_shared_shocks_intervals_cover_what_they_say(covered) -> None:
    assert 75 <= covered[80] <= 85
    assert 92 <= covered[95] <= 97.5
    assert 44 <= covered[50] <= 58


@pytest.mark.parametrize("origin", range(2019, 2025))
def test_nothing_after_the_origin_changes_a_draw(origin: int) -> None:
    panel = full()
    panel = dataclasses.replace(
        panel, country=dict(zip(panel.years, panel.total.sum(axis=0), strict=True))
    )
    one = forecast(panel, origin, 4, 50, RNG(1))
    two = forecast(after(panel, origin), origin, 4, 50, RNG(1))
    np.testing.assert_array_equal(one.draws, two.draws)
    np.testing.assert_array_equal(one.origin, two.origin)


def test_an_area_without_a_figure_at_the_origin_has_no_forecast() -> None:
    count = totals(RNG(1))
    count[3, -1] = np.nan
    count[4, -1] = 0
    drawn = forecast(plain(count), 2025, 5, 50, RNG(1)).draws
    assert np.isnan(drawn[:, [3, 4]]).all()
    assert np.isfinite(np.delete(drawn, [3, 4], axis=1)).all()


def known_since_1996(panel: Panel, growth: float) -> Panel:
    """The panel with a country that has grown by as much every year for thirty years."""
    return dataclasses.replace(
        panel, country={year: 50_000 * (1 + growth) ** (year - 1996) for year in range(1996, 2026)}
    )


def test_beyond_the_useful_years_the_centre_stays_where_it_is() -> None:
    count = np.round(totals(RNG(1), shared=0) * 1.04 ** np.arange(10))  # a growing country
    panel = known_since_1996(plain(count), 0.04)
    drawn = forecast(panel, 2025, 5, 4000, RNG(1)).draws
    middle = np.log(np.median(drawn.sum(axis=1), axis=0) / count[:, -1].sum())
    grown = national.drift(panel.national_growth(2025), 5)
    assert LONGEST_DIRECT == 3
    assert middle[:3] == pytest.approx(grown[:3], abs=0.015)
    assert middle[:3].min() > 0.005
    assert middle[3:] == pytest.approx(np.full(2, middle[2]), abs=0.01)
    assert grown[4] > grown[2] + 0.005  # the drift itself would go on


def test_own_changes_add_nothing_to_the_country() -> None:
    now = np.array([100.0, 900.0, np.nan])
    own = level(RNG(1).normal(0, 0.3, (4000, 3, 2)), now)
    mean = (np.exp(own[:, :2]) * now[:2, None]).sum(axis=1).mean(axis=0)
    assert mean == pytest.approx([1000, 1000])


def test_authorities_add_up_to_no_more_than_the_country_however_far_they_stray() -> None:
    count = totals(RNG(1), areas=150, own=0.2, shared=0.0)
    count[:, 1:] *= count[:, :1].sum() / count[:, 1:].sum(axis=0)  # a country that stands still
    drawn = forecast(plain(count), 2025, 5, 3000, RNG(1)).draws
    middle = np.median(drawn.sum(axis=1), axis=0) / count[:, -1].sum()
    assert middle[3:] == pytest.approx(np.ones(2), abs=0.02)  # not e^(0.2^2 * 5 / 2) = 1.1


def test_the_origin_itself_is_uncertain_by_the_revisions() -> None:
    panel = plain(totals(RNG(1)))
    ours = dataclasses.replace(panel, revision=REVISION)
    drawn = forecast(ours, 2025, 1, 4000, RNG(1)).origin
    assert (drawn / panel.total[:, -1]).std(axis=0) == pytest.approx(REVISION, rel=0.1)
    assert (forecast(panel, 2025, 1, 10, RNG(1)).origin == panel.total[:, -1]).all()


def test_a_number_that_has_been_revised_already_is_not_revised_again() -> None:
    ours = dataclasses.replace(plain(totals(RNG(1))), revision=REVISION)
    place = ours.years.index(2023)
    assert (forecast(ours, 2023, 1, 10, RNG(1)).origin == ours.total[:, place]).all()


def test_the_country_is_less_certain_than_authorities_would_be_alone() -> None:
    """Shocks are shared: the sum of draws is wider than independent authorities would make it."""
    drawn = forecast(plain(totals(RNG(1), areas=150, shared=0.03)), 2025, 3, 2000, RNG(1)).draws
    together = drawn.sum(axis=1).std(axis=0)
    alone = np.sqrt((drawn.std(axis=0) ** 2).sum(axis=0))
    assert (together > 1.5 * alone).all()


def test_a_smaller_place_has_a_wider_interval() -> None:
    panel = known_since_1996(plain(totals(RNG(1), chance=2.0)), 0.02)
    low, high = np.quantile(forecast(panel, 2025, 1, 2000, RNG(1)).draws[:, :, 0], [0.1, 0.9], 0)
    width, now = (high - low) / panel.total[:, -1], panel.total[:, -1]
    assert width[now < 150].mean() > 1.3 * width[now > 600].mean()


def test_the_same_seed_gives_the_same_future_and_another_does_not() -> None:
    panel = plain(totals(RNG(1)))
    one, two, other = (forecast(panel, 2025, 3, 20, RNG(s)).draws for s in (1, 1, 2))
    assert one.tobytes() == two.tobytes() != other.tobytes()

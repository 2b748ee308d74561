"""The level of a rate: what the months say, and how it goes on."""

from dataclasses import replace

import numpy as np
import pytest

from analysis.forecast.histories import level
from cohorts import steady


def test_without_drift_it_is_the_gamma_posterior(monkeypatch):
    """Poisson counts about one level: the gamma of all events over all that was expected."""
    monkeypatch.setattr(level, "DRIFTS", {0.0: 1.0})
    monkeypatch.setattr(level, "TRENDS", {0.0: 1.0})
    monkeypatch.setattr(level, "JUMP", 0.0)
    events, usual = np.random.default_rng(3).poisson(6.0, 60).astype(float), np.full(60, 5.0)
    found = level.filtered(events, usual)
    mean = events.sum() / usual.sum()
    assert found.mean == pytest.approx(mean, rel=0.005)
    spread = np.sqrt(((np.exp(found.log) - found.mean) ** 2 * found.weight).sum())
    assert spread == pytest.approx(np.sqrt(events.sum()) / usual.sum(), rel=0.05)


def test_a_higher_level_of_the_last_year_is_noticed():
    usual = np.full(60, 20.0)
    events = np.where(np.arange(60) < 42, 20.0, 30.0)
    assert 1.25 < level.filtered(events, usual).mean < 1.6
    assert level.filtered(np.full(60, 20.0), usual).mean == pytest.approx(1, abs=0.05)


def test_a_level_that_grows_goes_on_growing_but_slower():
    usual = np.full(60, 60.0)
    found = level.filtered(np.rint(60 * 1.01 ** np.arange(60)), usual)
    paths = found.paths(np.random.default_rng(1), np.zeros((4000, 36))).mean(axis=0)
    assert paths[0] < paths[-1] < paths[0] * 1.01**35


def test_a_known_level_stays_and_drift_spreads_it():
    rng = np.random.default_rng(1)
    shocks = rng.normal(size=(500, 24))
    assert steady(2.0).paths(rng, shocks) == pytest.approx(2.0)
    drifting = level.Level(*(np.array([each]) for each in (0.0, 0.0, 0.02, 1.0)), usual=0.0)
    spread = np.log(drifting.paths(rng, shocks)).std(axis=0)
    assert spread == pytest.approx(0.02 * np.sqrt(np.arange(1, 25)), rel=0.15)


def test_a_level_that_changed_stays_in_some_futures_and_goes_back_in_the_others():
    changed = replace(steady(2.0), usual=0.0)
    last = changed.paths(np.random.default_rng(1), np.zeros((2000, 120)))[:, -1]
    back = np.isclose(last, 1.0, atol=0.01)
    assert back.mean() == pytest.approx(level.GOES_BACK, abs=0.05)
    assert last[~back] == pytest.approx(2.0)


def test_a_wave_that_is_over_is_over():
    """Four times as many for 18 months, then as before for three."""
    events = np.concatenate([np.full(39, 3.0), np.full(18, 12.0), np.full(3, 3.0)])
    assert level.filtered(events, np.full(60, 3.0)).mean < 1.5


def test_the_points_drawn_are_as_many_as_their_weights_say():
    three = level.Level(
        np.log([1.0, 2.0, 3.0]), np.zeros(3), np.zeros(3), np.array([0.5, 0.3, 0.2]), usual=0.0
    )
    first = three.paths(np.random.default_rng(1), np.zeros((1000, 1)))[:, 0]
    near = np.array([1.0, 2.0, 3.0])[:, None]
    assert (np.abs(first - near) < 0.2).sum(axis=1) == pytest.approx([500, 300, 200], abs=2)


def test_events_in_clumps_are_found_and_say_less():
    """Three at a time: three times the variance of chance, also where the level changed."""
    rng, usual = np.random.default_rng(5), np.full(600, 30.0)
    level_of = np.where(np.arange(600) < 300, 1.0, 1.3)
    events = 3.0 * rng.poisson(10 * level_of)
    assert level.clumps(events, usual) == pytest.approx(3.5, rel=0.15)
    assert level.clumps(rng.poisson(usual).astype(float), usual) == pytest.approx(1, abs=0.15)
    one, three = (level.filtered(events[:60], usual[:60], each) for each in (1.0, 3.0))
    assert spread(three) > 1.1 * spread(one)
    months = three.paths(np.random.default_rng(1), np.zeros((2000, 1)))
    assert np.log(months).std() == pytest.approx(np.hypot(spread(three), three.noise), rel=0.1)


def spread(of: level.Level) -> float:
    """The standard deviation of the log level."""
    middle = (of.log * of.weight).sum()
    return float(np.sqrt((of.weight * (of.log - middle) ** 2).sum()))


def test_the_same_months_give_the_same_level():
    months = np.arange(24.0) % 5, np.full(24, 2.0)
    assert np.array_equal(level.filtered(*months).log, level.filtered(*months).log)

"""Hazards: days counted as by hand, regression as in statsmodels, cells shrunk as they should."""

import numpy as np
import pytest
import statsmodels.api as sm
from hypothesis import given
from hypothesis import strategies as st

from analysis.forecast.histories.careers import ADULT, LEFT, OPEN, YEAR, eighteen
from analysis.forecast.histories.hazards import Gamma, exposure, fit, ridge_poisson, shrunk
from cohorts import AS_AT, FIRST, careers

BORN = 700_000
TWO = (("foster", "own"), ("supported", "private"))


def test_days_and_events_are_those_of_a_lexis_diagram_drawn_by_hand():
    """Came at 300 days old, moved at 500, left at 900; known from the day of being 310."""
    whole = careers(
        [
            (BORN, BORN + 300, BORN + 300, BORN + 500, 0, 1),
            (BORN, BORN + 300, BORN + 500, BORN + 900, 1, LEFT),
        ],
        states=TWO,
        first=BORN + 310,
        as_at=BORN + 2000,
    )
    days, left, moved = exposure(whole)
    by_hand = {(0, 0, 0): 50, (0, 0, 1): 5.25, (0, 1, 1): 114.75, (0, 1, 2): 20}
    by_hand |= {(1, 1, 2): 165, (1, 1, 3): 235}
    expected = np.zeros_like(days)
    for (kind, age, time), each in by_hand.items():
        expected[0, kind, age, time] = each
    assert days == pytest.approx(expected)
    assert np.argwhere(moved).tolist() == [[0, 0, 1, 2]]
    assert np.argwhere(left).tolist() == [[0, 1, 1, 3]]


@given(st.lists(st.tuples(st.integers(0, 7000), st.integers(1, 3000)), min_size=1, max_size=9))
def test_every_day_in_care_before_18_is_counted_once(made):
    spells = [
        (FIRST - old, FIRST, FIRST, min(FIRST + stay, AS_AT + 1), 0, OPEN) for old, stay in made
    ]
    whole = careers(spells)
    until = np.minimum(whole.end, whole.born + ADULT * YEAR)
    expected = np.maximum(until - np.maximum(whole.start, whole.first), 0).sum()
    assert exposure(whole)[0].sum() == pytest.approx(expected)


def test_ends_at_18_are_not_learnt_as_leaving():
    born = AS_AT - 19 * 365
    adult = int(eighteen(np.array([born]))[0])
    spell = (born, FIRST, FIRST, adult, 0, LEFT)
    assert exposure(careers([spell]))[1].sum() == 0
    earlier = (*spell[:3], adult - 30, 0, LEFT)
    assert exposure(careers([earlier]))[1].sum() == 1


def test_regression_without_a_ridge_is_that_of_statsmodels():
    rng = np.random.default_rng(1)
    design = np.column_stack([np.ones(80), rng.normal(size=80), rng.random(80) < 0.5])
    exposed = rng.uniform(100, 2000, 80)
    events = rng.poisson(exposed * np.exp(design @ [-4.0, 0.4, -0.7])).astype(float)
    family = sm.families.Poisson()
    theirs = sm.GLM(events, design, family=family, offset=np.log(exposed)).fit()
    ours = ridge_poisson(design, events, exposed, np.full(3, 1e-9))
    assert ours == pytest.approx(theirs.params, abs=1e-6)
    assert abs(ridge_poisson(design, events, exposed, np.array([0, 1e6, 0]))[1]) < 1e-3


def test_regression_of_dobsons_trial_is_as_published():
    """Dobson 1990, page 93; the example of `glm` in R prints these coefficients."""
    counts = np.array([18, 17, 15, 20, 10, 20, 25, 13, 12], dtype=float)
    outcome, treatment = np.tile([0, 1, 2], 3), np.repeat([0, 1, 2], 3)
    factors = [outcome == 1, outcome == 2, treatment == 1, treatment == 2]
    design = np.column_stack([np.ones(9), *factors]).astype(float)
    found = ridge_poisson(design, counts, np.ones(9), np.full(5, 1e-9))
    assert found == pytest.approx([3.0445, -0.4543, -0.2930, 0, 0], abs=5e-5)


@pytest.mark.parametrize(("deaths", "rate"), [(0, 4.55e-5), (1, 4.77e-5), (2, 5.00e-5)])
def test_shrinkage_of_a_small_county_is_as_published(deaths, rate):
    """Gelman and others 2013, section 2.7: 1,000 people in ten years, prior gamma(20, 430,000)."""
    events, years, usual = np.array([deaths]), np.array([10 * 1000]), np.array([20 / 430_000])
    assert Gamma.of(events, years, usual, 20.0).mean == pytest.approx(rate, abs=5e-8)


def test_a_cell_with_many_days_is_like_itself_and_one_with_few_like_its_neighbours():
    shape = (2, 2, 7, 7)
    days, events = np.full(shape, 1e5), np.full(shape, 100.0)
    events[0, 0, 3, 3] = 400
    own = shrunk(days, events).mean[0, 0, 3, 3]
    assert own == pytest.approx(0.004, rel=0.15)
    days[0, 0, 3, 3], events[0, 0, 3, 3] = 100, 2
    assert shrunk(days, events).mean[0, 0, 3, 3] == pytest.approx(0.001, rel=0.2)


def test_the_drawn_hazards_have_the_mean_that_is_told():
    rng = np.random.default_rng(1)
    fitted = shrunk(np.full((2, 1, 7, 7), 1e4), rng.poisson(20, (2, 1, 7, 7)).astype(float))
    drawn = np.mean([fitted.draw(rng) for _ in range(4000)], axis=0)
    assert drawn == pytest.approx(fitted.mean, rel=0.03)


def test_moves_are_learnt_and_the_chances_of_all_states_add_up():
    spells = [
        (AS_AT - 4000, AS_AT - 900, AS_AT - 900, AS_AT - 500, 0, 1),
        (AS_AT - 4000, AS_AT - 900, AS_AT - 500, AS_AT + 1, 1, OPEN),
    ]
    moves_to = fit(careers(spells * 200, states=TWO)).moves_to
    assert moves_to.sum(-1) == pytest.approx(1)
    assert moves_to[0, 3, 1] > 0.95

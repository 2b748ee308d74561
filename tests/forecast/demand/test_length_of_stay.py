"""Lengths of stay: first principles, known distributions and a simulation."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.core.errors import CareAnalysisError
from analysis.forecast.demand.length_of_stay import SHAPES, Stay, stay

STAYS = [Stay(mean=2.4, shape=s) for s in (0.5, 0.8, 1.0, 1.6)]


def a_year(known: Stay, in_care: float) -> float:
    """Children in care for a year or more, in a steady state of these stays."""
    return in_care * (1 - float(known.still_here(1.0)) / known.mean)


def test_children_in_care_are_starts_times_the_mean_stay() -> None:
    found = stay(in_care=450, starts=150, in_care_a_year=330)
    assert found.mean == pytest.approx(3)
    assert 150 * float(found.still_here(500.0)) == pytest.approx(450, rel=1e-6)


def test_an_exponential_stay_is_found_exactly() -> None:
    found = stay(in_care=200, starts=100, in_care_a_year=200 * np.exp(-0.5))
    assert (found.mean, found.shape) == pytest.approx((2, 1), rel=1e-6)
    years = np.array([0.5, 1.0, 4.0])
    assert found.still_here(years) == pytest.approx(2 * (1 - np.exp(-years / 2)))
    assert found.would_be_here(years) == pytest.approx(2 * (1 - np.exp(-years / 2)), rel=1e-4)


@given(st.floats(1.2, 6), st.floats(0.35, 2.5))
def test_a_known_stay_is_found_again_from_what_it_leaves_in_care(mean: float, shape: float) -> None:
    known = Stay(mean=mean, shape=shape)
    found = stay(in_care=100 * mean, starts=100, in_care_a_year=a_year(known, 100 * mean))
    assert (found.mean, found.shape) == pytest.approx((mean, shape), rel=1e-3)


@pytest.mark.parametrize("known", STAYS)
def test_one_more_start_a_month_adds_twelve_mean_stays_in_the_end_and_less_within_five_years(
    known: Stay,
) -> None:
    years = np.array([1.0, 2.0, 3.0, 4.0, 5.0])
    added = 12 * known.still_here(years)
    assert 12 * float(known.still_here(1000.0)) == pytest.approx(12 * known.mean, rel=1e-3)
    assert (np.diff(added) > 0).all()
    assert (added < 12 * known.mean).all()
    assert (added <= 12 * years).all()  # no more than have come


@pytest.mark.parametrize("known", STAYS)
def test_those_still_here_are_each_start_times_its_survival(known: Stay) -> None:
    came = (np.arange(36_000) + 0.5) / 12_000  # through three years, one by one
    survived = np.exp(-((came / known.scale) ** known.shape))
    assert float(known.still_here(3.0)) == pytest.approx(survived.mean() * 3, rel=1e-3)


@pytest.mark.parametrize("known", STAYS)
def test_those_who_leave_early_would_have_stayed_as_a_simulation_says(known: Stay) -> None:
    rng = np.random.default_rng(7)
    stays = known.scale * rng.weibull(known.shape, 400_000)
    met = rng.choice(stays, 200_000, p=stays / stays.sum())  # on a day, the longer stay is met
    left = met * rng.random(len(met))
    went = rng.uniform(0, 4, len(met))  # one more a year leaves, through four years
    simulated = 4 * (left > 4 - went).mean()
    assert known.would_be_here(4.0)[0] == pytest.approx(simulated, rel=0.015)


@pytest.mark.parametrize(
    "figures", [(0, 100, 50), (200, 0, 50), (200, 100, 0), (200, 100, 200), (200, 100, 250)]
)
def test_figures_that_cannot_belong_together_are_refused(figures: tuple[float, ...]) -> None:
    with pytest.raises(CareAnalysisError, match="A length of stay cannot come of"):
        stay(*figures)


@pytest.mark.parametrize("in_care_a_year", [1, 199.9])
def test_a_share_that_no_stay_explains_is_refused(in_care_a_year: float) -> None:
    with pytest.raises(CareAnalysisError, match="fits no length of stay"):
        stay(in_care=200, starts=50, in_care_a_year=in_care_a_year)


def test_the_shapes_tried_run_from_very_uneven_to_nearly_equal_stays() -> None:
    assert SHAPES[0] < 1 < SHAPES[1]

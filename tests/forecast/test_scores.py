"""How good a forecast was: scores by hand and against other ways of writing them."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from analysis.core.shapes import QUANTILES
from analysis.forecast.scores import (
    LEVELS,
    SCORED,
    inside,
    interval_score,
    weighted_interval_score,
)


def said(*values: float) -> dict[str, np.ndarray]:
    """Quantiles of one forecast, from p025 to p975."""
    return {name: np.array([v], float) for name, v in zip(SCORED, values, strict=True)}


def pinball(quantiles: dict[str, np.ndarray], actual: float) -> float:
    """The sum of the quantile losses: an independent way to the same score."""
    loss = 0.0
    for name, value in quantiles.items():
        level, error = QUANTILES[name], actual - float(value[0])
        loss += level * error if error >= 0 else (level - 1) * error
    return loss


@pytest.mark.parametrize(
    ("actual", "score"),
    [
        (15, 10),  # inside: the width
        (20, 10),  # on the end: the width
        (25, 10 + 2 / 0.2 * 5),  # five above an 80% interval
        (8, 10 + 2 / 0.2 * 2),
    ],
)
def test_the_interval_score_is_the_width_and_a_fine_for_what_lies_outside(
    actual: float, score: float
) -> None:
    # Gneiting and Raftery 2007, equation 43, for an interval of 10 to 20 at alpha 0.2.
    found = interval_score(np.array([10.0]), np.array([20.0]), np.array([float(actual)]), 0.2)
    assert found == pytest.approx(score)


def test_the_weighted_interval_score_by_hand() -> None:
    # Bracher et al. 2021, equation 1, with intervals 40-60 (95%), 44-56 (80%), 48-52 (50%).
    forecast = said(40, 44, 48, 50, 52, 56, 60)
    by_hand = (0.5 * 8 + 0.25 * (4 + 4 * 6) + 0.1 * (12 + 10 * 2) + 0.025 * 20) / 3.5
    assert weighted_interval_score(forecast, np.array([58.0])) == pytest.approx(by_hand)


@given(
    st.lists(st.floats(0, 1000), min_size=len(SCORED), max_size=len(SCORED)).map(sorted),
    st.floats(0, 1000),
)
def test_the_weighted_interval_score_is_twice_the_mean_quantile_loss(
    values: list[float], actual: float
) -> None:
    forecast = said(*values)
    score = weighted_interval_score(forecast, np.array([actual]))[0]
    assert score == pytest.approx(2 * pinball(forecast, actual) / len(SCORED), abs=1e-9)


def test_a_forecast_without_spread_scores_its_absolute_error() -> None:
    assert weighted_interval_score(said(*[50] * 7), np.array([62.0])) == pytest.approx(12)


def test_nothing_scores_better_than_the_truth() -> None:
    happened = np.random.default_rng(1).normal(0, 1, 40_000)

    def mean_score(centre: float, spread: float) -> float:
        levels = [QUANTILES[name] for name in SCORED]
        values = stats.norm.ppf(levels, centre, spread)
        forecast = {n: np.full_like(happened, v) for n, v in zip(SCORED, values, strict=True)}
        return float(weighted_interval_score(forecast, happened).mean())

    true = mean_score(0, 1)
    assert all(true < mean_score(*wrong) for wrong in [(0.3, 1), (-0.3, 1), (0, 0.7), (0, 1.4)])


@pytest.mark.parametrize(
    ("actual", "within"),
    [
        (40, {95}),
        (39.9, set()),
        (44, {80, 95}),
        (52, {50, 80, 95}),
        (56, {80, 95}),
        (60, {95}),
        (60.1, set()),
    ],
)
def test_the_ends_of_an_interval_belong_to_it(actual: float, within: set[int]) -> None:
    forecast = said(40, 44, 48, 50, 52, 56, 60)
    assert {k for k in LEVELS if inside(forecast, np.array([actual]), k)[0]} == within


def test_the_levels_are_what_their_quantiles_say() -> None:
    for level, (lower, upper) in LEVELS.items():
        assert QUANTILES[upper] - QUANTILES[lower] == pytest.approx(level / 100)
        assert QUANTILES[upper] + QUANTILES[lower] == pytest.approx(1)

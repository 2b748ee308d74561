"""The rule that chooses settings: worked by hand, and blind to every year that it must not see."""

import dataclasses
import math

import numpy as np
import pytest
from scipy import stats

from analysis.forecast.demand import national, settings
from analysis.forecast.panel import total_series
from analysis.forecast.random_walk import NOTHING, Series, moves
from simulated import after, full, plain, totals

RNG = np.random.default_rng


def leaning(slope: float, *, areas: int = 150, years: int = 10, seed: int = 1) -> Series:
    """Walks whose yearly change leans on one known figure by `slope`."""
    rng = RNG(seed)
    known = rng.normal(0, 1, (areas, years, 1))
    step = rng.normal(0, 0.06, (areas, years))
    step[:, 1:] += slope * known[:, :-1, 0]
    noise = np.full((areas, years), 1e-3)
    return Series(
        years=tuple(range(2016, 2016 + years)), x=np.cumsum(step, 1), noise=noise, known=known
    )


def test_what_helped_from_earlier_years_is_used_and_what_did_not_is_not() -> None:
    assert settings.penalty(leaning(0.05), 2025) == 100
    for seed in range(4):  # what is known has nothing to do with the changes
        useless = leaning(0.0, seed=seed)
        strength = settings.penalty(useless, 2025)
        expected, own = moves(useless, 2025, 1, 400, RNG(1), penalty=strength)
        assert expected.std() < 0.1 * own.std(), "nothing is expected, or next to it"


def test_nothing_is_expected_before_an_outcome_is_known() -> None:
    """From 2017 one change is known, but no forecast made before it: there is none to score."""
    true = leaning(0.05)
    assert settings.penalty(true, 2016) == settings.penalty(true, 2017) == NOTHING
    assert settings.penalty(true, 2018) < NOTHING


@pytest.mark.parametrize("origin", range(2017, 2025))
def test_no_setting_hangs_on_a_later_year(origin: int) -> None:
    panel = full()
    if origin not in panel.years:
        panel = plain(totals(RNG(1)))
    spoilt = after(panel, origin)
    one, two = total_series(panel), total_series(spoilt)
    assert settings.penalty(one, origin) == settings.penalty(two, origin)
    assert settings.carried(panel.national_growth(origin)) == settings.carried(
        spoilt.national_growth(origin)
    )


def test_how_much_growth_carries_over_by_hand() -> None:
    """Five years of growth. Persistence is least squares through nought, shrunk towards none by
    three years of the prior shock; the growth after each start is set beside what it says.
    """
    growth = np.array([0.04, 0.03, 0.03, 0.02, 0.02])
    prior = 3 * 0.02**2 / (1 - 0.5**2)
    carries = [
        0.0,
        0.04 * 0.03 / (0.04**2 + prior),
        (0.04 * 0.03 + 0.03 * 0.03) / (0.04**2 + 0.03**2 + prior),
        (0.04 * 0.03 + 0.03 * 0.03 + 0.03 * 0.02) / (0.04**2 + 2 * 0.03**2 + prior),
    ]
    said = [growth[place] * carried for place, carried in enumerate(carries)]
    assert [national.drift(growth[: s + 1], 1)[0] for s in range(4)] == pytest.approx(said)
    missed = {share: np.abs(growth[1:] - share * np.array(said)).sum() for share in (0, 0.5, 1)}
    assert missed[1] < missed[0.5] < missed[0]  # growth went on, by less than all of it
    assert settings.carried(growth) == 1.0


def test_growth_that_turns_is_not_carried_on() -> None:
    turning = np.array([0.03, 0.03, -0.03, -0.03, 0.03, 0.03, -0.03, -0.03])
    assert settings.carried(turning) == 0.0


def test_too_few_outcomes_expect_no_drift() -> None:
    growing = np.full(9, 0.03)
    assert [settings.carried(growing[:n]) > 0 for n in range(6)] == [False] * 4 + [True] * 2
    assert settings.outcomes(growing[:4]) == settings.FEWEST_OUTCOMES
    assert settings.carried(np.zeros(9)) == 0.0


def test_the_size_of_shared_changes_is_the_likeliest_of_the_list() -> None:
    rng = RNG(3)
    for size in settings.SHOCKS:
        assert settings.shock(rng.normal(0, size, 40)) == size
    assert settings.shock(np.array([])) == settings.SHOCKS[0]


def test_what_is_likeliest_is_so_under_students_t() -> None:
    for seed in range(20):
        growth = RNG(seed).normal(0, 0.02, 9)
        likely = [
            stats.t.logpdf(growth, national.SHOCK_FREEDOM, scale=size).sum()
            for size in settings.SHOCKS
        ]
        assert settings.shock(growth) == settings.SHOCKS[int(np.argmax(likely))]


def test_the_lists_are_short_and_begin_with_no_change() -> None:
    assert len(settings.PENALTIES) + 1 <= 3 and math.isinf(NOTHING)
    assert len(settings.CARRIED) + 1 <= 3 and len(settings.SHOCKS) <= 3


def test_an_area_without_a_number_takes_no_part() -> None:
    true = leaning(0.05)
    x = true.x.copy()
    x[:20, 3:6] = np.nan
    assert settings.penalty(dataclasses.replace(true, x=x), 2025) == 100

"""What all authorities share: growth of the country, drawn once and used in every authority.

Growth of one year carries over in part into the next (a first-order autoregression about zero).
Its persistence and the size of its shocks are estimated from the years up to the origin, with a
weak prior worth three years, so that a short series is not taken for a calm one.
"""

import numpy as np

from analysis.forecast.draws import Array

PRIOR_YEARS = 3
PRIOR_PERSISTENCE = 0.5
MOST_PERSISTENT = 0.9
PRIOR_SHOCK = 0.02
SHOCK_FREEDOM = 6  # degrees of freedom of the shocks: one year in forty is far from the others


def persistence(
    growth: Array, shock: float = PRIOR_SHOCK, towards: float = PRIOR_PERSISTENCE
) -> float:
    """How much of a year's growth carries over, between 0 and 0.9.

    `growth` is log growth by year, oldest first; least squares through the origin, shrunk
    `towards` what is taken for granted until years say otherwise.
    """
    before, after = growth[:-1], growth[1:]
    prior = PRIOR_YEARS * (shock / (1 - PRIOR_PERSISTENCE**2) ** 0.5) ** 2
    value = (before @ after + towards * prior) / (before @ before + prior)
    return float(np.clip(value, 0, MOST_PERSISTENT))


def shock_size(growth: Array, carried: float, shock: float = PRIOR_SHOCK) -> float:
    """Standard deviation of what a year adds to what was carried over, shrunk to `shock`."""
    left = growth[1:] - carried * growth[:-1]
    return float(np.sqrt((left @ left + PRIOR_YEARS * shock**2) / (len(left) + PRIOR_YEARS)))


def drift(growth: Array, horizons: int, shock: float = PRIOR_SHOCK) -> Array:
    """Expected log growth from the origin to 1, 2, ... years later; shape (horizons,).

    What the years so far show of persistence, shrunk towards none: towards no change.
    """
    if len(growth) == 0:
        return np.zeros(horizons)
    powers = persistence(growth, shock, towards=0.0) ** np.arange(1, horizons + 1)
    return growth[-1] * np.cumsum(powers)


def shocks(
    growth: Array, horizons: int, count: int, rng: np.random.Generator, shock: float = PRIOR_SHOCK
) -> Array:
    """Draws of what the country does beyond its drift, from the origin; shape (count, horizons)."""
    carried = persistence(growth, shock)
    size = shock_size(growth, carried, shock)
    spread = (1 - 2 / SHOCK_FREEDOM) ** 0.5
    news = rng.standard_t(SHOCK_FREEDOM, (count, horizons)) * spread * size
    for year in range(1, horizons):
        news[:, year] += carried * news[:, year - 1]
    return np.cumsum(news, axis=1)

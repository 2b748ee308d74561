"""Children in care at 31 March, forecast for all authorities together.

An authority's future is what the country does (`national`) and what the authority does beside it
(`random_walk`). "No change" is hard to beat: what is expected is chosen by a rule that sees only
earlier years (`settings`), and half of no change goes in where the country's history is short
(`pooling`). After three years the central line stays at the level of the third, and the draws lie
about it: five years ahead nothing can be scored.
"""

from dataclasses import dataclass

import numpy as np

from analysis.forecast.demand import pooling, settings
from analysis.forecast.draws import Array
from analysis.forecast.panel import Panel, total_series


@dataclass(frozen=True, kw_only=True)
class TotalForecast:
    """Draws of children in care: `draws` is draw x area x year; `origin` is draw x area.

    `steps` say how high each year of a draw lies among those that could be (standard normal).
    """

    years: tuple[int, ...]
    origin: Array
    draws: Array
    steps: Array


def forecast(
    panel: Panel, origin: int, horizons: int, count: int, rng: np.random.Generator
) -> TotalForecast:
    """Draws of the number in care 1 to `horizons` years after 31 March of `origin`.

    Uses nothing after the origin. nan for an area without a figure at the origin. Raises
    TooFewYearsError where fewer than two changes are known by then.
    """
    series = total_series(panel)
    growth = panel.national_growth(origin)
    steps = rng.standard_normal((count, len(panel.areas), horizons))
    centre, own, shared = settings.changes(
        series, growth, origin, horizons, count, rng, steps=steps
    )
    newest = origin == panel.years[-1]
    revised = rng.normal(0, panel.revision if newest else 0.0, own.shape[:2])
    place = panel.years.index(origin)
    now = panel.total[:, place]
    start = now * np.exp(revised)
    alone = start[:, :, None] * np.exp(centre + level(own, now) + shared)
    draws = pooling.averaged(alone, panel.total, place, pooling.share(growth))
    return TotalForecast(
        years=tuple(range(origin + 1, origin + horizons + 1)),
        origin=start,
        draws=draws,
        steps=steps,
    )


def level(own: Array, now: Array) -> Array:
    """Own changes less what they add to the country on average, so that its growth is its own.

    Changes are drawn in logs, and a mean of exponentials exceeds the exponential of the mean:
    without this, authorities would add up to more than the country's drift says.
    """
    weight = np.nan_to_num(now) / np.nansum(now)
    added = (np.exp(own) * weight[None, :, None]).sum(axis=1).mean(axis=0)
    return own - np.log(added)

"""Events that happen a few times a year: told by the days between one and the next.

A point is the time since the event before, so a high point is a long time without one. For what
should not happen, longer is better.
"""

import numpy as np
import pandas as pd

from analysis.catalogue.indicator import HIGH, LOW
from analysis.core.errors import ShapeError
from analysis.measure.control_charts import limits
from analysis.measure.control_charts.rules import Floats, signals

POWER = 3.6


def t_chart(between: pd.DataFrame, polarity: str) -> limits.Process:
    """A t-chart: times to the power 1/3.6 on an individuals chart, its limits turned back to days.

    Nelson 1994, Journal of Quality Technology 26:235-239; Montgomery's days between failures.
    `between` has `days`, oldest first; `polarity` is that of the events (low is good: fewer). A
    lower limit below zero is no limit.
    """
    days = between["days"].dropna().to_numpy(dtype=float)
    if (days < 0).any():
        raise ShapeError("Days between events cannot be negative; give the events oldest first.")
    count, judged = len(days), days
    middle = float(np.median(days)) if count >= limits.LEAST_TO_CHART else np.nan
    levels = shown = (middle, np.nan, np.nan)
    if count >= limits.LEAST_FOR_LIMITS:
        judged = transformed(days)
        middle = float(judged.mean())
        reach = limits.LIMITS_BY_RANGE * limits.mean_moving_range(judged)
        levels = (middle, middle - reach, middle + reach)
        low = (middle - reach) ** POWER if middle > reach else np.nan
        shown = (middle**POWER, low, (middle + reach) ** POWER)
    found = signals(judged, *limits.everywhere(count, *levels), [0] * count)
    order = np.arange(1, count + 1)
    return limits.charted(
        pd.DataFrame({"order": order, "value": days, "segment": 0, "status": "ok"}),
        limits.everywhere(count, *shown),
        found,
        polarity,
        "t-chart",
        lambda _: f"too few events to chart; it needs at least {limits.LEAST_TO_CHART + 1}",
        better={LOW: HIGH, HIGH: LOW}.get(polarity, polarity),
    )


def transformed(days: Floats) -> Floats:
    """Times made nearly normal: to the power 1/3.6 (Nelson 1994)."""
    return np.power(days, 1 / POWER)

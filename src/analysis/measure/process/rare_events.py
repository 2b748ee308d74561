"""Events that happen a few times a year: told by the days between one and the next.

A point is the time since the event before, so a high point is a long time without one. For what
should not happen, longer is better.
"""

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from analysis.catalogue.indicator import HIGH, LOW, NEUTRAL
from analysis.core.errors import ShapeError
from analysis.measure.process.limits import (
    LEAST_FOR_LIMITS,
    LEAST_TO_CHART,
    LIMITS_BY_RANGE,
    NONE,
    RUN_CHART,
    SETTLED_FROM,
    Floats,
    Process,
    mean_moving_range,
)
from analysis.measure.process.rules import Strings, meanings, signals

T_CHART, G_CHART = "t-chart", "g-chart"
POWER = 3.6
MEDIAN_OF_GEOMETRIC = 0.693
RARE = ("order", "value", "centre", "lower", "upper", "segment", "signal", "meaning", "status")
_LONGER_IS = {LOW: HIGH, HIGH: LOW, NEUTRAL: NEUTRAL}


def t_chart(between: pd.DataFrame, polarity: str) -> Process:
    """A t-chart: times to the power 1/3.6 on an individuals chart, its limits turned back to days.

    Nelson 1994, Journal of Quality Technology 26:235-239; Montgomery's days between failures.
    `between` has `days`, oldest first; `polarity` is that of the events (low is good: fewer). A
    lower limit below zero is no limit.
    """
    days = _days(between)
    moved = transformed(days)
    centre = np.full(len(days), np.nan)
    lower, upper = centre.copy(), centre.copy()
    if len(days) >= LEAST_FOR_LIMITS:
        reach = LIMITS_BY_RANGE * mean_moving_range(moved)
        middle = float(np.nanmean(moved))
        centre[:], upper[:] = middle**POWER, (middle + reach) ** POWER
        lower[:] = (middle - reach) ** POWER if middle > reach else np.nan
        found = _signals(moved, middle, middle - reach, middle + reach)
        return _told(days, (centre, lower, upper), found, polarity, T_CHART)
    median = float(np.median(days)) if len(days) >= LEAST_TO_CHART else np.nan
    centre[:] = median
    return _told(days, (centre, lower, upper), _signals(days, median), polarity, T_CHART)


def g_chart(between: pd.DataFrame, polarity: str) -> Process:
    """A g-chart: for whole days between events, by the geometric distribution.

    Upper limit g + 3 sqrt(g (g + 1)) by the mean g, centre at the median 0.693 g so that runs can
    be judged, no lower limit: Provost and Murray 2011, The Health Care Data Guide, pp. 228-229;
    Benneyan 2001, Health Care Management Science 4:305-318.
    """
    days = _days(between)
    centre = np.full(len(days), np.nan)
    lower, upper = centre.copy(), centre.copy()
    if len(days) >= LEAST_FOR_LIMITS:
        mean = float(days.mean())
        centre[:] = MEDIAN_OF_GEOMETRIC * mean
        upper[:] = mean + 3 * np.sqrt(mean * (mean + 1))
    elif len(days) >= LEAST_TO_CHART:
        centre[:] = np.median(days)
    found = signals(days, centre, lower, upper, [0] * len(days))
    return _told(days, (centre, lower, upper), found, polarity, G_CHART)


def transformed(days: Floats) -> Floats:
    """Times made nearly normal: to the power 1/3.6 (Nelson 1994)."""
    return np.power(days, 1 / POWER)


def _days(between: pd.DataFrame) -> Floats:
    days = between["days"].to_numpy(dtype=float)
    days = days[~np.isnan(days)]
    if (days < 0).any():
        raise ShapeError("Days between events cannot be negative; give the events oldest first.")
    return days


Found = tuple[Strings, NDArray[np.int_]]
Limits = tuple[Floats, Floats, Floats]


def _signals(value: Floats, centre: float, lower: float = np.nan, upper: float = np.nan) -> Found:
    """The signals of a chart whose limits are the same at every point."""
    middle, low, high = (np.full(len(value), level) for level in (centre, lower, upper))
    return signals(value, middle, low, high, [0] * len(value))


def _told(days: Floats, limits: Limits, found: Found, polarity: str, method: str) -> Process:
    centre, lower, upper = limits
    signal, way = found
    longer = _LONGER_IS.get(polarity, polarity)
    count = len(days)
    rows = pd.DataFrame(
        {
            "order": np.arange(1, count + 1),
            "value": days,
            "centre": centre,
            "lower": lower,
            "upper": upper,
            "segment": 0,
            "signal": signal,
            "meaning": meanings(way, longer),
            "status": "ok",
        }
    )[list(RARE)]
    refused = ""
    if count < LEAST_TO_CHART:
        method = NONE
        refused = f"too few events to chart; it needs at least {LEAST_TO_CHART + 1}"
    elif count < LEAST_FOR_LIMITS:
        method = RUN_CHART
    return Process(
        rows=rows,
        method=method,
        polarity=polarity,
        points=count,
        trial=LEAST_FOR_LIMITS <= count < SETTLED_FROM,
        refused=refused,
    )

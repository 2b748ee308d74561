"""How long things last: the share still there after so many days, and when a share has ended.

*Times* are a frame with `days` seen, whether that was the `event`, or it was seen no longer, and
`entry`, up to which day it could not be seen to end (-1: from the first day). The estimate is that
of Kaplan and Meier (1958, JASA 53:457-481), with delayed entry for times that are seen from later
on (left truncation: Klein and Moeschberger 2003, Survival Analysis, section 4.6).
"""

from collections.abc import Iterable
from dataclasses import dataclass
from math import inf, nan

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from statsmodels.duration.survfunc import SurvfuncRight

from analysis.measure.intervals import Floats, critical_value


@dataclass(frozen=True)
class Share:
    """The share (0 to 1) for which the event has not come by the end of a day, and its limits.

    `at_risk` are still there and seen after the day; `ended` the events by then.
    """

    value: float
    lower95: float
    upper95: float
    at_risk: int
    ended: int


def still_there(times: pd.DataFrame, days: Iterable[float]) -> list[Share]:
    """The share at the end of each of some days.

    Limits are 95% log-log limits from Greenwood's variance (Kalbfleisch and Prentice 2002, p. 18),
    missing where the share is 0 or 1. All are missing (NaN) where nobody is seen that long.
    """
    curve = _curve(times)
    return [
        Share(
            *_at(curve, times, day),
            at_risk=int(((times["days"] > day) & (times["entry"] < day)).sum()),
            ended=int((times["event"] & (times["days"] <= day)).sum()),
        )
        for day in days
    ]


def time_until(times: pd.DataFrame, share: float) -> tuple[float, float, float]:
    """The days after which a share (0 to 1) has had the event, with its 95% limits.

    Missing (NaN) where the share is not reached while somebody is seen; a limit that is not reached
    is infinite. The limits are where those of the curve (log-log) reach the share: Brookmeyer and
    Crowley 1982, Biometrics 38:29-41.
    """
    curve = _curve(times)
    if curve is None or np.isnan(curve.quantile(share)):
        return nan, nan, inf
    lower, upper = _limits(curve.surv_prob, curve.surv_prob_se)
    return (
        float(curve.quantile(share)),
        _first(curve.surv_times, lower <= 1 - share),
        _first(curve.surv_times, upper <= 1 - share),
    )


def _curve(times: pd.DataFrame) -> SurvfuncRight | None:
    if not times["event"].any():
        return None
    days, entry = times["days"].to_numpy(dtype=float), times["entry"].to_numpy(dtype=float)
    return SurvfuncRight(days, times["event"].to_numpy(dtype=int), entry=entry)


def _limits(value: Floats, error: Floats) -> tuple[Floats, Floats]:
    """95% log-log limits of shares; missing where one is 0 or 1."""
    open_ = np.where((value > 0) & (value < 1), value, np.nan)
    spread = critical_value(0.95) * error / (open_ * np.abs(np.log(open_)))
    return open_ ** np.exp(spread), open_ ** np.exp(-spread)


def _first(days: Floats, reached: NDArray[np.bool_]) -> float:
    return float(days[reached.argmax()]) if reached.any() else inf


def _at(curve: SurvfuncRight | None, times: pd.DataFrame, day: float) -> tuple[float, float, float]:
    if not (times["days"] >= day).any() and not (len(times) and times["event"].all()):
        return nan, nan, nan
    place = -1 if curve is None else int(np.searchsorted(curve.surv_times, day, "right")) - 1
    if curve is None or place < 0:
        return 1.0, nan, nan
    value, error = curve.surv_prob[place : place + 1], curve.surv_prob_se[place : place + 1]
    lower, upper = _limits(value, error)
    return float(value[0]), float(lower[0]), float(upper[0])

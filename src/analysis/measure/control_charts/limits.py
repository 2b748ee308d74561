"""Process limits for quarterly figures: what chance alone would do, and what is more than that.

Individuals (XmR) charts for numbers and averages, p-charts for shares of changing cohorts, by the
rules of NHS England's Making Data Count. Fewer than twelve points give trial limits, fewer than six
a run chart with a median only, fewer than five no chart. Limits start anew only on given days.
Never for sums that grow through the year, nor for rolling periods, which repeat most of themselves.
"""

from collections.abc import Callable, Iterable
from datetime import date

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from analysis.catalogue.local import COUNT, MEAN, PROPORTION, LocalIndicator
from analysis.core.errors import CareAnalysisError, ShapeError
from analysis.core.results import Process
from analysis.measure.control_charts.rules import Floats, Signals, meanings, signals
from analysis.measure.intervals import as_proportion

LIMITED = XMR, P_CHART, P_PRIME = "XmR", "p-chart", "p'-chart"
RUN_CHART, NONE = "run chart", "none"
LEAST_TO_CHART, LEAST_FOR_LIMITS, SETTLED_FROM = 5, 6, 12
# 3 / 1.128: Shewhart's constant d2 for moving ranges of two.
LIMITS_BY_RANGE, D2 = 2.66, 1.128
# From this spread of z between neighbouring points chance alone does not explain the ups and downs.
OVERDISPERSED_FROM = 1.25
Limits = tuple[Floats, Floats, Floats]  # centre, lower, upper
COLUMNS = ["value", "centre", "lower", "upper", "segment", "signal", "meaning", "status"]


class ProcessError(CareAnalysisError):
    """Process limits asked for what can have none."""


def process(
    series: pd.DataFrame, indicator: LocalIndicator, rebase: Iterable[date] = ()
) -> Process:
    """The process chart that suits a local indicator; `series` is that of quarterly_series.

    ProcessError for sums since April and for rare events, which have charts of their own.
    """
    if indicator.cumulative:
        raise ProcessError(
            f"{indicator.title} grows through the year, so process limits mean nothing for it; "
            "compare it with where the year should be by now (assurance.expected_by_now)."
        )
    if indicator.kind == PROPORTION:
        wide = True if indicator.carried_over else None
        return p_chart(series, indicator.polarity, rebase=rebase, overdispersed=wide)
    if indicator.kind not in (COUNT, MEAN):
        raise ProcessError(
            f"{indicator.title} is told by the time between events; see rare_events."
        )
    return xmr(series, indicator.polarity, rebase=rebase)


def xmr(points: pd.DataFrame, polarity: str, *, rebase: Iterable[date] = ()) -> Process:
    """An individuals chart: mean plus and minus 2.66 times the mean moving range.

    Wheeler 2000, Understanding Variation; `points` has period_end and value. A gap gives no moving
    range. Values are not clipped at zero.
    """
    value = points["value"].to_numpy(dtype=float)
    segment = _segments(points, rebase)
    centre, lower, upper = everywhere(len(value))
    for part in np.unique(segment):
        at = segment == part
        known = np.count_nonzero(~np.isnan(value[at]))
        if known >= LEAST_FOR_LIMITS:
            centre[at] = np.nanmean(value[at])
            reach = LIMITS_BY_RANGE * mean_moving_range(value[at])
            lower[at], upper[at] = centre[at] - reach, centre[at] + reach
        elif known >= LEAST_TO_CHART:
            centre[at] = np.nanmedian(value[at])
    return _by_quarter(points, value, (centre, lower, upper), segment, polarity, XMR)


def p_chart(
    points: pd.DataFrame,
    polarity: str,
    *,
    rebase: Iterable[date] = (),
    overdispersed: bool | None = None,
) -> Process:
    """A p-chart: limits of each point by the size of its cohort, in percent, within 0 and 100.

    Montgomery, Introduction to Statistical Quality Control, chapter 7; `points` has period_end,
    numerator and denominator. With `overdispersed` limits are widened by the spread of z (p': Laney
    2002, Quality Engineering 14:531-537), and never narrowed, since neighbouring figures of the
    same children are alike; None widens them where that spread is above 1.25.
    """
    n, d = as_proportion(points["numerator"], points["denominator"])
    d = np.where(np.isnan(n), np.nan, d)
    value = 100 * n / d
    segment = _segments(points, rebase)
    centre, lower, upper = everywhere(len(value))
    method = P_CHART
    for part in np.unique(segment):
        here = segment == part
        at = here & ~np.isnan(value)
        if at.sum() >= LEAST_FOR_LIMITS:
            p = n[at].sum() / d[at].sum()
            sigma = np.sqrt(p * (1 - p) / d[here])
            spread = sigma_z(value[here] / 100, p, sigma)
            wide = spread > OVERDISPERSED_FROM if overdispersed is None else overdispersed
            method = P_PRIME if wide else P_CHART
            reach = 300 * sigma * (max(spread, 1.0) if wide else 1.0)
            centre[here] = 100 * p
            lower[here] = np.maximum(100 * p - reach, 0)
            upper[here] = np.minimum(100 * p + reach, 100)
        elif at.sum() >= LEAST_TO_CHART:
            centre[here] = np.median(value[at])
    return _by_quarter(points, value, (centre, lower, upper), segment, polarity, method)


def everywhere(
    points: int, centre: float = np.nan, lower: float = np.nan, upper: float = np.nan
) -> Limits:
    """The same centre and limits at every point; missing unless given."""
    return np.full(points, centre), np.full(points, lower), np.full(points, upper)


def sigma_z(share: Floats, mean: float, sigma: Floats) -> float:
    """The spread of z from moving ranges of neighbouring points: 1 by chance alone (Laney 2002)."""
    with np.errstate(invalid="ignore", divide="ignore"):
        z = np.where(sigma > 0, (share - mean) / sigma, np.nan)
    spread = mean_moving_range(z) / D2
    return float(spread) if spread > 0 else 1.0


def mean_moving_range(value: Floats) -> float:
    """The mean difference between neighbouring points, gaps left out; NaN where there are none."""
    moving = np.abs(np.diff(value))
    moving = moving[~np.isnan(moving)]
    return float(moving.mean()) if len(moving) else float("nan")


def _segments(points: pd.DataFrame, rebase: Iterable[date]) -> NDArray[np.int_]:
    """Which stretch each point is in; a new one starts with the first period that ends after."""
    ends = pd.to_datetime(points["period_end"])
    if not ends.is_monotonic_increasing or ends.duplicated().any():
        raise ShapeError("A process chart needs one point a period, oldest first.")
    starts = [pd.Timestamp(day) for day in sorted(rebase)]
    return np.array([sum(start <= end for start in starts) for end in ends], dtype=int)


def _by_quarter(
    points: pd.DataFrame,
    value: Floats,
    limits: Limits,
    segment: NDArray[np.int_],
    polarity: str,
    method: str,
) -> Process:
    def too_few(count: int) -> str:
        since = " since the limits were started anew" if segment.any() else ""
        many = f"only {count} quarter{' has' if count == 1 else 's have'}"
        found = many if count else "no quarter has"
        return f"{found} a figure{since}; a chart needs at least {LEAST_TO_CHART}"

    status = points["status"].to_numpy() if "status" in points else ""
    ends = pd.to_datetime(points["period_end"]).to_numpy()
    rows = pd.DataFrame({"period_end": ends, "value": value, "segment": segment, "status": status})
    found = signals(value, *limits, segment.tolist())
    return charted(rows, limits, found, polarity, method, too_few)


def charted(
    rows: pd.DataFrame,
    limits: Limits,
    found: Signals,
    polarity: str,
    method: str,
    too_few: Callable[[int], str],
    *,
    better: str = "",
) -> Process:
    """A process by its points, of which `rows` has when, value, segment and status.

    `too_few` says of a number of points why they are no chart; `better` is which way is better,
    where that is not the `polarity` of what is counted.
    """
    centre, lower, upper = limits
    signal, way = found
    rows = rows.assign(centre=centre, lower=lower, upper=upper, signal=signal)
    rows["meaning"] = meanings(way, better or polarity)
    count = int(rows.loc[rows["segment"] == rows["segment"].max(), "value"].count())
    refused = too_few(count) if count < LEAST_TO_CHART else ""
    if count < LEAST_FOR_LIMITS:
        method = NONE if refused else RUN_CHART
    return Process(
        rows=rows[[rows.columns[0], *COLUMNS]],
        method=method,
        polarity=polarity,
        points=count,
        trial=LEAST_FOR_LIMITS <= count < SETTLED_FROM,
        refused=refused,
    )

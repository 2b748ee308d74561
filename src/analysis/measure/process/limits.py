"""Process limits for quarterly figures: what chance alone would do, and what is more than that.

Individuals (XmR) charts for numbers and averages, p-charts for shares of changing cohorts, by the
rules of NHS England's Making Data Count. Fewer than twelve points give trial limits, fewer than six
a run chart with a median only, fewer than five no chart. Limits start anew only on given days.
Never for sums that grow through the year, nor for rolling periods, which repeat most of themselves.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from analysis.catalogue.local import COUNT, MEAN, PROPORTION, LocalIndicator
from analysis.core.errors import CareAnalysisError, ShapeError
from analysis.measure.intervals import as_proportion
from analysis.measure.process.rules import meanings, signals

XMR, P_CHART, P_PRIME, RUN_CHART, NONE = "XmR", "p-chart", "p'-chart", "run chart", "none"
LEAST_TO_CHART, LEAST_FOR_LIMITS, SETTLED_FROM = 5, 6, 12
# 3 / 1.128 and 3.267: Shewhart's constants d2 and D4 for moving ranges of two.
LIMITS_BY_RANGE, RANGE_LIMIT, D2 = 2.66, 3.267, 1.128
# From this spread of z between neighbouring points chance alone does not explain the ups and downs.
OVERDISPERSED_FROM = 1.25
PROCESS = (
    "period_end",
    "value",
    "centre",
    "lower",
    "upper",
    "segment",
    "signal",
    "meaning",
    "status",
)
Floats = NDArray[np.float64]


class ProcessError(CareAnalysisError):
    """Process limits asked for what can have none."""


@dataclass(frozen=True, kw_only=True)
class Process:
    """A series with its limits: `rows` has the columns PROCESS, a row for each quarter.

    `method` names the chart of the newest stretch, `trial` says that its limits rest on fewer than
    twelve points, `refused` why there is no chart, '' where there is. `sigma_z` is the spread of a
    p-chart's z, 1 by chance alone.
    """

    rows: pd.DataFrame
    method: str
    polarity: str
    points: int
    trial: bool = False
    refused: str = ""
    sigma_z: float = 1.0

    @property
    def limited(self) -> bool:
        """Whether the newest stretch has limits."""
        return self.method in (XMR, P_CHART, P_PRIME)

    @property
    def last(self) -> pd.Series | None:
        """The newest row that has a figure."""
        known = self.rows[self.rows["value"].notna()]
        return None if known.empty else known.iloc[-1]


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


def xmr(
    points: pd.DataFrame,
    polarity: str,
    *,
    rebase: Iterable[date] = (),
    screen_outliers: bool = False,
    rolling: bool = False,
) -> Process:
    """An individuals chart: mean plus and minus 2.66 times the mean moving range.

    Wheeler 2000, Understanding Variation; `points` has period_end and value. A gap gives no moving
    range. `screen_outliers` leaves out ranges above 3.267 times their mean, once, as R's
    NHSRplotthedots does. Values are not clipped at zero.
    """
    _refuse_rolling(rolling)
    value = points["value"].to_numpy(dtype=float)
    segment = _segments(points, rebase)
    centre, lower, upper = (np.full(len(value), np.nan) for _ in range(3))
    for part in np.unique(segment):
        at = segment == part
        known = int((~np.isnan(value[at])).sum())
        if known >= LEAST_FOR_LIMITS:
            centre[at] = np.nanmean(value[at])
            reach = LIMITS_BY_RANGE * mean_moving_range(value[at], screen_outliers)
            lower[at], upper[at] = centre[at] - reach, centre[at] + reach
        elif known >= LEAST_TO_CHART:
            centre[at] = np.nanmedian(value[at])
    return _told(points, value, (centre, lower, upper), segment, polarity, XMR)


def p_chart(
    points: pd.DataFrame,
    polarity: str,
    *,
    rebase: Iterable[date] = (),
    overdispersed: bool | None = None,
    rolling: bool = False,
) -> Process:
    """A p-chart: limits of each point by the size of its cohort, in percent, within 0 and 100.

    Montgomery, Introduction to Statistical Quality Control, chapter 7; `points` has period_end,
    numerator and denominator. With `overdispersed` limits are widened by the spread of z (p': Laney
    2002, Quality Engineering 14:531-537), and never narrowed, since neighbouring figures of the
    same children are alike; None widens them where that spread is above 1.25.
    """
    _refuse_rolling(rolling)
    n, d = as_proportion(points["numerator"], points["denominator"])
    known = ~np.isnan(n) & ~np.isnan(d)
    value = np.where(known, 100 * n / np.where(known, d, 1), np.nan)
    segment = _segments(points, rebase)
    centre, lower, upper = (np.full(len(value), np.nan) for _ in range(3))
    method, spread = P_CHART, 1.0
    for part in np.unique(segment):
        at = (segment == part) & known
        here = segment == part
        if at.sum() < LEAST_TO_CHART:
            continue
        if at.sum() < LEAST_FOR_LIMITS:
            centre[here] = np.median(value[at])
            continue
        p = n[at].sum() / d[at].sum()
        sigma = np.sqrt(p * (1 - p) / np.where(here & known, d, np.nan))
        spread = sigma_z(value[here] / 100, p, sigma[here])
        wide = spread > OVERDISPERSED_FROM if overdispersed is None else overdispersed
        method = P_PRIME if wide else P_CHART
        reach = 300 * sigma * (max(spread, 1.0) if wide else 1.0)
        centre[here] = 100 * p
        lower = np.where(here, np.maximum(100 * p - reach, 0), lower)
        upper = np.where(here, np.minimum(100 * p + reach, 100), upper)
    limits = (centre, lower, upper)
    return _told(points, value, limits, segment, polarity, method, float(spread))


def sigma_z(share: Floats, mean: float, sigma: Floats) -> float:
    """The spread of z from moving ranges of neighbouring points: 1 by chance alone (Laney 2002)."""
    with np.errstate(invalid="ignore", divide="ignore"):
        z = np.where(sigma > 0, (share - mean) / sigma, np.nan)
    spread = mean_moving_range(z) / D2
    return float(spread) if spread > 0 else 1.0


def mean_moving_range(value: Floats, screen_outliers: bool = False) -> float:
    """The mean difference between neighbouring points, gaps left out; NaN where there are none."""
    moving = np.abs(np.diff(value))
    moving = moving[~np.isnan(moving)]
    if not len(moving):
        return float("nan")
    if screen_outliers:
        moving = moving[moving <= RANGE_LIMIT * moving.mean()]
    return float(moving.mean())


def _refuse_rolling(rolling: bool) -> None:
    if rolling:
        raise ProcessError(
            "A rolling period repeats most of the one before it, so process limits mean nothing "
            "for it; give the figures of single quarters."
        )


def _segments(points: pd.DataFrame, rebase: Iterable[date]) -> NDArray[np.int_]:
    """Which stretch each point is in; a new one starts with the first period that ends after."""
    ends = pd.to_datetime(points["period_end"])
    if not ends.is_monotonic_increasing or ends.duplicated().any():
        raise ShapeError("A process chart needs one point a period, oldest first.")
    starts = [pd.Timestamp(day) for day in sorted(rebase)]
    return np.array([sum(start <= end for start in starts) for end in ends], dtype=int)


def _told(
    points: pd.DataFrame,
    value: Floats,
    limits: tuple[Floats, Floats, Floats],
    segment: NDArray[np.int_],
    polarity: str,
    method: str,
    spread: float = 1.0,
) -> Process:
    centre, lower, upper = limits
    found, way = signals(value, centre, lower, upper, segment.tolist())
    rows = pd.DataFrame(
        {
            "period_end": pd.to_datetime(points["period_end"]).to_numpy(),
            "value": value,
            "centre": centre,
            "lower": lower,
            "upper": upper,
            "segment": segment,
            "signal": found,
            "meaning": meanings(way, polarity),
            "status": points["status"].to_numpy() if "status" in points else "",
        }
    )[list(PROCESS)]
    newest = segment[-1] if len(segment) else 0
    count = int((~np.isnan(value) & (segment == newest)).sum())
    if count < LEAST_TO_CHART:
        method = NONE
    elif count < LEAST_FOR_LIMITS:
        method = RUN_CHART
    return Process(
        rows=rows,
        method=method,
        polarity=polarity,
        points=count,
        trial=LEAST_FOR_LIMITS <= count < SETTLED_FROM,
        refused=_why_not(count, newest > 0) if method == NONE else "",
        sigma_z=spread,
    )


def _why_not(count: int, rebased: bool) -> str:
    since = " since the limits were started anew" if rebased else ""
    many = {0: "no quarter has", 1: "only 1 quarter has"}.get(count, f"only {count} quarters have")
    return f"{many} a figure{since}; a chart needs at least {LEAST_TO_CHART}"

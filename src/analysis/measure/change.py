"""Change over time in one published series, and small cohorts pooled over three years.

A direction is claimed only when the printed figures differ that way and the counts behind them
could not easily have done so by chance. "No evidence of change" is not "no change": `detectable`
says how large a change would have had to be to show.
"""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date
from functools import partial
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy import special

from analysis.core.errors import ShapeError
from analysis.core.results import Change, Verdict
from analysis.core.shapes import MEASURED, OK, OWN
from analysis.measure import differences
from analysis.measure.intervals import Floats, wilson_limits

PROPORTION, RATE, NUMBER = "proportion", "rate", "number"
PERCENT = 100.0
COUNTS = ["numerator", "denominator"]
SERIES_KEY = ["indicator", "area", "dimension", "category"]

THREE_YEARS, POOLED = "three_years", "pooled"
WILSON, POOLED_METHOD = "Wilson", "Wilson, three years pooled"

INCREASING, DECREASING = "increasing", "decreasing"
NO_TREND, NO_TREND_TEST = "no significant change", "no trend test possible"
TREND_POINTS, TREND_LEVEL = 5, 0.998

POINT_WORDS, POINT_NUMBERS = ("status", "group"), ("value", "numerator", "denominator")
POINT = np.dtype(
    [
        ("period_end", "datetime64[ns]"),
        *((name, object) for name in POINT_WORDS),
        *((name, float) for name in POINT_NUMBERS),
    ]
)
Points = NDArray[Any]
Series = pd.DataFrame | Points  # measured rows, or what `as_points` gives of them


def last_change(
    series: Series,
    kind: str,
    per: float | None = None,
    breaks: Iterable[date] = (),
    level: float = 0.95,
    months: tuple[int, int] = (12, 12),
) -> Change:
    """The newest published point against the one exactly a year before.

    `series` is one series in the measured shape. Proportions are compared by Newcombe's difference,
    rates (`per` people, required) and numbers of children as Poisson counts; any other kind, and
    figures published without counts, answer 'no_test'. A break is the date from which figures are
    of another kind: a comparison with one between its period ends is 'series_break'. With other
    `months`, against the earliest published so many before: points on this side of a break are
    preferred, and 'series_break' is the answer only where there is none.
    """
    if kind == RATE and per is None:
        raise ValueError("A rate needs `per`, the number of people that it is given for.")
    if per is None:
        per = PERCENT if kind == PROPORTION else 1.0
    points = _sorted(series)
    points = points[points["status"] == OK]
    if not len(points):
        return Change()
    newest = points[-1:]
    ago = _months(newest["period_end"])[0] - _months(points["period_end"])
    candidates = points[(ago >= months[0]) & (ago <= months[1])]
    if not len(candidates):
        return _of_ends(candidates, newest)
    end, breaks = newest["period_end"][0], list(breaks)
    joined = [not _straddles(start, end, breaks) for start in candidates["period_end"]]
    if not any(joined):
        return replace(_of_ends(candidates, newest), verdict="series_break")
    return _compared(candidates[joined][:1], newest, kind, per, level)


# The newest point against the earliest published three to five years before it.
five_year_change = partial(last_change, months=(36, 60))


def trend_marker(series: Series, kind: str, breaks: Iterable[date] = ()) -> str:
    """Direction of the last five yearly points, as the Fingertips trend marker.

    A chi-square test for trend at 99.8%, and no marker where leaving out any one point turns the
    slope round (Fingertips Public Health Technical Guidance, Trend markers). 'no trend test
    possible' without five consecutive years of counts, across a break, or for overlapping years.
    """
    recent = _sorted(series)[-TREND_POINTS:]
    whole = len(recent) == TREND_POINTS and (np.diff(_months(recent["period_end"])) == 12).all()
    if not whole or (recent["status"] != OK).any() or (recent["group"] == THREE_YEARS).any():
        return NO_TREND_TEST
    counts, exposure = _counts(recent, kind)
    ends = recent["period_end"]
    if _straddles(ends[0], ends[-1], breaks) or np.isnan(counts + exposure).any():
        return NO_TREND_TEST
    return _direction(counts, exposure, recent["value"], kind)


def trend_test(counts: Any, exposure: Any, times: Any, kind: str) -> tuple[Floats, Floats]:
    """Chi-square for linear trend (1 degree of freedom) and the slope's score, along the last axis.

    Cochran-Armitage for proportions (Armitage 1955, Biometrics 11:375-386); for rates and numbers
    the same score test with the variance of Poisson counts. NaN where there are no events at all.
    """
    counts, exposure, times = (np.asarray(column, float) for column in (counts, exposure, times))
    total = exposure.sum(axis=-1, keepdims=True)
    pooled = counts.sum(axis=-1, keepdims=True) / total
    away = times - (exposure * times).sum(axis=-1, keepdims=True) / total
    unit = pooled * (1 - pooled) if kind == PROPORTION else pooled
    variance = (unit * exposure * away**2).sum(axis=-1)
    score = (counts * away).sum(axis=-1)
    return score**2 / np.where(variance > 0, variance, np.nan), score


def pool_three_years(
    frame: pd.DataFrame, breaks: Mapping[str, Iterable[date]] | None = None
) -> pd.DataFrame:
    """Percentages over each run of three consecutive years, with Wilson limits.

    `frame` holds measured rows; its own proportions (group 'self', method 'Wilson') are pooled.
    Numerator and denominator are summed only where both are published in all three years, and
    never across one of the indicator's `breaks`. Windows overlap and are dated by their last year.
    Answers measured rows with group 'three_years' and statistic 'pooled'.
    """
    rows = _three_whole_years(frame, breaks or {})
    share = rows["numerator"] / rows["denominator"] * PERCENT
    limits = {}
    for name, level in (("95", 0.95), ("998", 0.998)):
        lower, upper = wilson_limits(rows["numerator"], rows["denominator"], level)
        limits[f"lower{name}"] = np.minimum(lower * PERCENT, share)
        limits[f"upper{name}"] = np.maximum(upper * PERCENT, share)
    rows = rows.assign(value=share, group=THREE_YEARS, statistic=POOLED, **limits)
    return rows.assign(method=POOLED_METHOD, status=OK)[list(MEASURED)].reset_index(drop=True)


def _of_ends(first: Points, last: Points) -> Change:
    """A change without a test from the first of some points, where there is one, to the last."""
    later = Change(later=_day(last), to_value=float(last["value"][0]))
    if not len(first):
        return later
    return replace(later, earlier=_day(first), from_value=float(first["value"][0]))


def _day(points: Points) -> date:
    return pd.Timestamp(points["period_end"][0]).date()


def _compared(first: Points, last: Points, kind: str, per: float, level: float) -> Change:
    difference = round(float(last["value"][0]) - float(first["value"][0]), 9)
    found = replace(_of_ends(first, last), difference=difference, verdict="no_test")
    tested = _tested(first, last, kind, per, level)
    if tested is None:
        return found
    lower, upper = min(tested[0], difference), max(tested[1], difference)
    verdict: Verdict = "rose" if lower > 0 else "fell" if upper < 0 else "no_evidence"
    nearest = max if verdict == "no_evidence" else min
    detectable = nearest(tested[2], abs(difference))
    return replace(found, lower=lower, upper=upper, verdict=verdict, detectable=detectable)


def _tested(
    first: Points, last: Points, kind: str, per: float, level: float
) -> tuple[float, float, float] | None:
    """Limits of last less first and the detectable difference, or None without counts."""
    (x1, n1), (x2, n2) = _counts(last, kind), _counts(first, kind)
    if np.isnan(x1 + n1 + x2 + n2).any():
        return None
    pooled = (x1 + x2) / (n1 + n2)
    if kind == PROPORTION:
        limits = differences.newcombe_difference(x1, n1, x2, n2, level)
        pooled, (lower, upper) = pooled * (1 - pooled), (end * per for end in limits)
    else:
        lower, upper = differences.rate_difference_limits(x1, n1, x2, n2, per, level)
        low_ratio, high_ratio = differences.rate_ratio_limits(x1, n1, x2, n2, level)
        if not (low_ratio[0] > 1 or high_ratio[0] < 1):  # the exact ratio allows for no change
            lower, upper = np.minimum(lower, 0), np.maximum(upper, 0)
    detectable = differences.detectable_difference(pooled, n1, n2, level) * per
    return float(lower[0]), float(upper[0]), float(detectable[0])


def _direction(counts: Floats, exposure: Floats, printed: Floats, kind: str) -> str:
    times = np.arange(len(counts), dtype=float)
    chi_square, score = trend_test(counts, exposure, times, kind)
    others = np.array([np.delete(np.arange(len(counts)), left) for left in range(len(counts))])
    without_one = trend_test(counts[others], exposure[others], times[others], kind)[1]
    as_printed = (printed * (times - times.mean())).sum()
    turned = np.sign([*without_one, as_printed]) != np.sign(score)
    if not chi_square > special.chdtri(1, 1 - TREND_LEVEL) or turned.any():
        return NO_TREND
    return INCREASING if score > 0 else DECREASING


def _three_whole_years(frame: pd.DataFrame, breaks: Mapping[str, Iterable[date]]) -> pd.DataFrame:
    proportions = (frame["group"] == OWN) & (frame["method"] == WILSON)
    own = frame[proportions & (frame["status"] == OK)].dropna(subset=COUNTS)
    own = own.sort_values([*SERIES_KEY, "period_end"]).reset_index(drop=True)
    if (doubled := own.duplicated([*SERIES_KEY, "period_end"])).any():
        first = own.loc[doubled, [*SERIES_KEY, "period_end"]].iloc[0].to_dict()
        raise ShapeError(f"change: expected one series; two rows have the same date, as {first}.")
    series = own.groupby(SERIES_KEY, observed=True, sort=False)[["period_end", *COUNTS]]
    before, start = series.shift(1), series.shift(2)
    month = _months(own["period_end"])
    whole = (month - _months(before["period_end"]) == 12) & (
        month - _months(start["period_end"]) == 24
    )
    for indicator, dates in breaks.items():
        for broken in map(pd.Timestamp, dates):
            inside = (start["period_end"] < broken) & (broken <= own["period_end"])
            whole &= ~((own["indicator"] == indicator) & inside)
    own[COUNTS] = own[COUNTS] + before[COUNTS] + start[COUNTS]
    return own[whole & (own["denominator"] > 0)]


def as_points(series: pd.DataFrame) -> Points:
    """What measured rows say of each date, in their order, as the tests of change take it: a plain
    array of POINT, since a frame is slow to pick from.
    """
    points = np.empty(len(series), dtype=POINT)
    points["period_end"] = pd.to_datetime(series["period_end"]).to_numpy("datetime64[ns]")
    for name in POINT_WORDS:
        points[name] = series[name].to_numpy(dtype=object)
    for name in POINT_NUMBERS:
        points[name] = series[name].to_numpy(dtype=float, na_value=np.nan)
    return points


def _sorted(series: Series) -> Points:
    """One series in order of its dates."""
    points = as_points(series) if isinstance(series, pd.DataFrame) else series
    points = points[np.argsort(points["period_end"], kind="stable")]
    ends = points["period_end"]
    doubled = ends[1:][ends[1:] == ends[:-1]]
    if len(doubled):
        day = pd.Timestamp(doubled[0]).date()
        raise ShapeError(f"change: expected one series; two rows have the same date, {day}.")
    return points


def _counts(points: Points, kind: str) -> tuple[Floats, Floats]:
    """Events and exposure of each point; the exposure is NaN where the two cannot be tested."""
    counts = points["numerator"]
    if kind == NUMBER:
        return np.where(np.isnan(counts), points["value"], counts), np.ones(len(points))
    exposure = points["denominator"]
    if kind not in (PROPORTION, RATE):
        exposure = np.full(len(points), np.nan)
    if kind == PROPORTION:
        exposure = np.where(counts > exposure, np.nan, exposure)
    return counts, np.where(exposure > 0, exposure, np.nan)


def _months(ends: Any) -> NDArray[np.int64]:
    return np.asarray(ends, "datetime64[M]").astype(np.int64)


def _straddles(start: np.datetime64, end: np.datetime64, breaks: Iterable[date]) -> bool:
    return any(start < np.datetime64(broken) <= end for broken in breaks)

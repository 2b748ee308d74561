"""Whether a target will be met: by what the process does by itself, not by one quarter's figure.

A sum that grows through the year is set against where the year should be by now.
"""

import numpy as np
import pandas as pd

from analysis.catalogue.indicator import HIGH, NEUTRAL, POLARITIES
from analysis.catalogue.local import COUNT
from analysis.core.errors import ShapeError
from analysis.core.quarters import Quarter, quarter_of
from analysis.core.results import Assurance, Expected, Process
from analysis.core.shapes import SUPPRESSED
from analysis.measure.control_charts.limits import LIMITED
from analysis.measure.intervals import poisson_limits

WILL_MEET, WILL_MISS = "will reliably meet", "will reliably miss"
MAY_OR_MAY_NOT, CANNOT_TELL = "may or may not", "cannot tell yet"

BY_LIMITS, BY_INTERVAL, BY_SUM = "process limits", "95% interval", "sum since April"
ABOVE, BELOW, ABOUT = "above", "below", "about"
ALREADY_PAST = "already past the year's target"
CHANGING = "it is changing, so the limits of the past do not say what it will do"
SAME_CHILDREN = (
    "most of those counted are the same from one quarter to the next, so the limits are narrower "
    "than they should be"
)


def from_process(
    process: Process,
    target: float | None,
    polarity: str = "",
    *,
    decimals: int = 0,
    carried_over: bool = False,
) -> Assurance:
    """The status by the limits of the newest point: a target beyond them is met, or missed, always.

    `polarity` is the indicator's unless given. Trial limits, a run chart or no chart cannot tell,
    nor can the limits of a process that its newest point, or its whole course, shows to be
    changing. Limits and target are compared as printed, with `decimals`. Where most of those
    counted stay the same (`carried_over`) the target must lie beyond limits twice as far from the
    average.
    """
    polarity = polarity or process.polarity
    none = _untargeted(target, polarity)
    if none or target is None:
        return Assurance("", BY_LIMITS, none)
    last, why = process.last, process.refused
    if last is None:
        return Assurance(CANNOT_TELL, BY_LIMITS, why or "there is no figure")
    if not why and (process.trial or process.method not in LIMITED):
        why = f"{process.points} quarters are too few for limits that hold; it needs 12"
    if not why and (last["signal"] or process.travelled):
        why = CHANGING
    if why:
        return Assurance(CANNOT_TELL, BY_LIMITS, why)
    low, centre, high = (float(last[column]) for column in ("lower", "centre", "upper"))
    found = _beside(low, high, target, polarity, decimals, BY_LIMITS)
    if carried_over and found.status != MAY_OR_MAY_NOT:
        wide = 2 * low - centre, 2 * high - centre
        if _beside(*wide, target, polarity, decimals, BY_LIMITS).status != found.status:
            return Assurance(CANNOT_TELL, BY_LIMITS, SAME_CHILDREN)
    return found


def from_interval(
    lower95: float, upper95: float, target: float | None, polarity: str, decimals: int = 0
) -> Assurance:
    """The status of a published yearly figure by its 95% interval, in the figure's unit.

    Interval and target are compared as printed, with `decimals`.
    """
    none = _untargeted(target, polarity)
    if none or target is None:
        return Assurance("", BY_INTERVAL, none)
    if np.isnan(lower95) or np.isnan(upper95):
        return Assurance(CANNOT_TELL, BY_INTERVAL, "the figure has no interval")
    return _beside(lower95, upper95, target, polarity, decimals, BY_INTERVAL)


def printed(value: float, decimals: int = 0) -> float:
    """A figure as a table prints it, as a number."""
    return float(f"{value:.{decimals}f}")


def from_sum(expected: Expected, polarity: str, decimals: int = 0) -> Assurance:
    """The status of a sum since April: beyond the year's target already, or not known before March.

    Without an earlier year, or without a figure, it cannot be told.
    """
    if none := _untargeted(expected.target, polarity):
        return Assurance("", BY_SUM, none)
    if np.isnan(expected.value):
        return Assurance(CANNOT_TELL, BY_SUM, "there is no figure")
    over = printed(expected.value, decimals) - printed(expected.target, decimals)
    if over > 0 or (over == 0 and polarity == HIGH):
        return Assurance(WILL_MEET if polarity == HIGH else WILL_MISS, BY_SUM, ALREADY_PAST)
    if not expected.years:
        return Assurance(CANNOT_TELL, BY_SUM, "there is no earlier year to go by")
    return Assurance(MAY_OR_MAY_NOT, BY_SUM, "the year is not over")


def expected_by_now(
    series: pd.DataFrame, quarter: Quarter, target: float, kind: str = ""
) -> Expected:
    """Where the year should be by a quarter: the target, times the share that earlier years had.

    `series` is that of quarterly_series for a sum since April. Without a whole earlier year each
    quarter is taken to add the same. Never judged by process limits. A share has its interval in
    lower95 and upper95; a number (`kind` 'count') has Poisson's.
    """
    known = series[series["value"].notna()]
    figures = dict(zip(_quarters(known), map(float, known["value"]), strict=True))
    shares = {
        year: figures[Quarter(year, quarter.number)] / figures[Quarter(year, 4)]
        for year in sorted({q.year for q in figures if q.year < quarter.year})
        if figures.get(Quarter(year, 4), 0.0) > 0 and Quarter(year, quarter.number) in figures
    }
    found = list(shares.values()) or [quarter.number / 4]
    value = figures.get(quarter, float("nan"))
    low, high = target * min(found), target * max(found)
    hidden = series[series["status"] == SUPPRESSED] if "status" in series else series[:0]
    used = [
        q for q in _quarters(hidden) if q.year < quarter.year and q.number in (quarter.number, 4)
    ]
    return Expected(
        quarter=quarter,
        target=target,
        by_now=target * float(np.mean(found)),
        low=low,
        high=high,
        years=tuple(shares),
        value=value,
        place=_place(*_interval(series, quarter, value, kind), low, high),
        hidden_years=len({q.year for q in used}),
    )


def same_quarter(series: pd.DataFrame, quarter: Quarter) -> pd.DataFrame:
    """The same quarter of every year up to this one, oldest first: a sum is compared only so."""
    wanted = [q.number == quarter.number and q <= quarter for q in _quarters(series)]
    return series[wanted].reset_index(drop=True)


def _quarters(series: pd.DataFrame) -> list[Quarter]:
    return [quarter_of(day.date()) for day in pd.to_datetime(series["period_end"])]


def _interval(
    series: pd.DataFrame, quarter: Quarter, value: float, kind: str
) -> tuple[float, float]:
    """The 95% interval of a quarter's figure; the figure itself where it has none."""
    if kind == COUNT and not np.isnan(value):
        lower, upper = poisson_limits(value)
        return float(lower), float(upper)
    if {"lower95", "upper95"} <= {*series.columns}:
        at = pd.to_datetime(series["period_end"]) == pd.Timestamp(quarter.last)
        ends = series.loc[at, ["lower95", "upper95"]].astype(float).dropna()
        if len(ends):
            return float(ends["lower95"].iloc[0]), float(ends["upper95"].iloc[0])
    return value, value


def _place(lower95: float, upper95: float, low: float, high: float) -> str:
    """Where a figure with its interval stands beside the range of earlier years."""
    if np.isnan(lower95):
        return ""
    return ABOVE if lower95 > high else BELOW if upper95 < low else ABOUT


def _untargeted(target: float | None, polarity: str) -> str:
    """Why there is no status at all; '' where there may be one."""
    if polarity not in POLARITIES:
        raise ShapeError(f"A polarity is one of {POLARITIES}, not '{polarity}'.")
    if polarity == NEUTRAL:
        return "neither more nor fewer is better, so it has no target"
    return "it has no target" if target is None or np.isnan(target) else ""


def _beside(
    low: float, high: float, target: float, polarity: str, decimals: int, method: str
) -> Assurance:
    """The status by the ends of a range and the target as a reader sees them."""
    low, high, target = (printed(value, decimals) for value in (low, high, target))
    where = "above" if low > target else "below" if high < target else "around"
    met, missed = (low >= target, high < target)
    if polarity != HIGH:
        met, missed = (high <= target, low > target)
    status = WILL_MEET if met else WILL_MISS if missed else MAY_OR_MAY_NOT
    return Assurance(status, method, f"the range that chance explains lies {where} the target")

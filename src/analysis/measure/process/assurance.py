"""Whether a target will be met: by what the process does by itself, not by one quarter's figure.

A sum that grows through the year is set against where the year should be by now.
"""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from analysis.catalogue.indicator import HIGH, NEUTRAL, POLARITIES
from analysis.catalogue.local import COUNT, LocalIndicator
from analysis.core.errors import ShapeError
from analysis.core.quarters import Quarter, quarter_of
from analysis.core.shapes import SUPPRESSED
from analysis.measure.intervals import poisson_limits
from analysis.measure.process.limits import Process

WILL_MEET = "will reliably meet"
MAY_OR_MAY_NOT = "may or may not"
WILL_MISS = "will reliably miss"
CANNOT_TELL = "cannot tell yet"
NO_STATUS = ""
STATUSES = (WILL_MEET, MAY_OR_MAY_NOT, WILL_MISS, CANNOT_TELL)

BY_LIMITS, BY_INTERVAL, BY_SUM = "process limits", "95% interval", "sum since April"
EARLIER_YEARS, EQUAL_QUARTERS = "earlier years", "equal quarters"
ABOVE, BELOW, ABOUT = "above", "below", "about"
ALREADY_PAST = "already past the year's target"
SAME_CHILDREN = (
    "most of those counted are the same from one quarter to the next, so the limits are narrower "
    "than they should be"
)


@dataclass(frozen=True, kw_only=True)
class Assurance:
    """The status of an indicator against its target, how it was found and why.

    `status` is one of STATUSES, or '' for a neutral indicator or one without a target.
    """

    status: str
    method: str
    why: str


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
    nor can the limits of a process that the newest point shows to be changing. Limits and target
    are compared as printed, with `decimals`. Where most of those counted stay the same
    (`carried_over`) the target must lie beyond limits twice as far from the average.
    """
    polarity = polarity or process.polarity
    if (none := _none(target, polarity, BY_LIMITS)) or target is None:
        return none or _answer(NO_STATUS, BY_LIMITS, "it has no target")
    last = process.last
    if process.refused or last is None:
        return _answer(CANNOT_TELL, BY_LIMITS, process.refused or "there is no figure")
    if not process.limited or process.trial:
        return _answer(
            CANNOT_TELL,
            BY_LIMITS,
            f"{process.points} quarters are too few for limits that hold; it needs 12",
        )
    if last["signal"]:
        why = "it is changing, so the limits of the past do not say what it will do"
        return _answer(CANNOT_TELL, BY_LIMITS, why)
    low, centre, high = (float(last[column]) for column in ("lower", "centre", "upper"))
    status, why = _printed_status(low, high, target, polarity, decimals)
    if carried_over and status in (WILL_MEET, WILL_MISS):
        wide = (2 * low - centre, 2 * high - centre)
        if _printed_status(*wide, target, polarity, decimals)[0] != status:
            return _answer(CANNOT_TELL, BY_LIMITS, SAME_CHILDREN)
    return _answer(status, BY_LIMITS, why)


def from_interval(
    lower95: float, upper95: float, target: float | None, polarity: str, decimals: int = 0
) -> Assurance:
    """The status of a published yearly figure by its 95% interval, in the figure's unit.

    Interval and target are compared as printed, with `decimals`.
    """
    if (none := _none(target, polarity, BY_INTERVAL)) or target is None:
        return none or _answer(NO_STATUS, BY_INTERVAL, "it has no target")
    if np.isnan(lower95) or np.isnan(upper95):
        return _answer(CANNOT_TELL, BY_INTERVAL, "the figure has no interval")
    status, why = _printed_status(lower95, upper95, target, polarity, decimals)
    return _answer(status, BY_INTERVAL, why)


def printed(value: float, decimals: int = 0) -> float:
    """A figure as a table prints it, as a number."""
    return float(f"{value:.{decimals}f}")


@dataclass(frozen=True, kw_only=True)
class Expected:
    """Where a sum since April should be by a quarter, to end the year on its target.

    `by_now` with its range `low` to `high` over earlier years, in the unit of the target; `years`
    are the years whose share of the year's total was taken (as they began), `method` how it was
    found, `value` the figure itself and `place` where it stands: 'above' or 'below' where all of
    its 95% interval lies there, 'about', or '' where it is not known. `hidden_years` is how many
    earlier years could not be used because a figure is suppressed.
    """

    quarter: Quarter
    target: float
    by_now: float
    low: float
    high: float
    method: str
    years: tuple[int, ...]
    value: float
    place: str
    hidden_years: int = 0


def from_sum(expected: Expected, polarity: str, decimals: int = 0) -> Assurance:
    """The status of a sum since April: beyond the year's target already, or not known before March.

    Without an earlier year, or without a figure, it cannot be told.
    """
    if none := _none(expected.target, polarity, BY_SUM):
        return none
    if np.isnan(expected.value):
        return _answer(CANNOT_TELL, BY_SUM, "there is no figure")
    over = printed(expected.value, decimals) - printed(expected.target, decimals)
    if polarity == HIGH and over >= 0:
        return _answer(WILL_MEET, BY_SUM, ALREADY_PAST)
    if polarity != HIGH and over > 0:
        return _answer(WILL_MISS, BY_SUM, ALREADY_PAST)
    if not expected.years:
        return _answer(CANNOT_TELL, BY_SUM, "there is no earlier year to go by")
    return _answer(MAY_OR_MAY_NOT, BY_SUM, "the year is not over")


def expected_by_now(
    series: pd.DataFrame, quarter: Quarter, target: float, kind: str = ""
) -> Expected:
    """Where the year should be by a quarter: the target, times the share that earlier years had.

    `series` is that of quarterly_series for a sum since April. Without a whole earlier year each
    quarter is taken to add the same. Never judged by process limits. A share has its interval in
    lower95 and upper95; a number (`kind` 'count') has Poisson's.
    """
    by_quarter = _by_quarter(series)
    shares = {
        year: by_quarter[Quarter(year, quarter.number)] / by_quarter[Quarter(year, 4)]
        for year in sorted({q.year for q in by_quarter if q.year < quarter.year})
        if by_quarter.get(Quarter(year, 4), 0.0) > 0 and Quarter(year, quarter.number) in by_quarter
    }
    found = list(shares.values()) or [quarter.number / 4]
    value = by_quarter.get(quarter, float("nan"))
    low, high = target * min(found), target * max(found)
    return Expected(
        quarter=quarter,
        target=target,
        by_now=target * float(np.mean(found)),
        low=low,
        high=high,
        method=EARLIER_YEARS if shares else EQUAL_QUARTERS,
        years=tuple(shares),
        value=value,
        place=_place(*_interval(series, quarter, value, kind), low, high),
        hidden_years=_hidden_years(series, quarter),
    )


def same_quarter(series: pd.DataFrame, quarter: Quarter) -> pd.DataFrame:
    """The same quarter of every year up to this one, oldest first: a sum is compared only so."""
    ends = [quarter_of(day.date()) for day in pd.to_datetime(series["period_end"])]
    wanted = [q.number == quarter.number and q <= quarter for q in ends]
    return series[wanted].reset_index(drop=True)


def is_judged_by_limits(indicator: LocalIndicator) -> bool:
    """Whether process limits may be drawn for an indicator at all."""
    return not indicator.cumulative


def _by_quarter(series: pd.DataFrame) -> dict[Quarter, float]:
    known = series[series["value"].notna()]
    days = pd.to_datetime(known["period_end"])
    return {quarter_of(d.date()): float(v) for d, v in zip(days, known["value"], strict=True)}


def _interval(
    series: pd.DataFrame, quarter: Quarter, value: float, kind: str
) -> tuple[float, float]:
    """The 95% interval of a quarter's figure; the figure itself where it has none."""
    if kind == COUNT and not np.isnan(value):
        lower, upper = poisson_limits(value)
        return float(lower), float(upper)
    if {"lower95", "upper95"} <= {*series.columns}:
        at = series[pd.to_datetime(series["period_end"]) == pd.Timestamp(quarter.last)]
        ends = at[["lower95", "upper95"]].astype(float)
        if len(ends) and ends.notna().all(axis=None):
            return float(ends["lower95"].iloc[0]), float(ends["upper95"].iloc[0])
    return value, value


def _hidden_years(series: pd.DataFrame, quarter: Quarter) -> int:
    """Earlier years of which the same quarter or the last one is suppressed."""
    if "status" not in series:
        return 0
    hidden = series[series["status"] == SUPPRESSED]
    gone = [quarter_of(day.date()) for day in pd.to_datetime(hidden["period_end"])]
    used = (quarter.number, 4)
    return len({q.year for q in gone if q.year < quarter.year and q.number in used})


def _place(lower95: float, upper95: float, low: float, high: float) -> str:
    """Where a figure with its interval stands beside the range of earlier years."""
    if np.isnan(lower95):
        return ""
    return ABOVE if lower95 > high else BELOW if upper95 < low else ABOUT


def _none(target: float | None, polarity: str, method: str) -> Assurance | None:
    if polarity not in POLARITIES:
        raise ShapeError(f"A polarity is one of {POLARITIES}, not '{polarity}'.")
    if polarity == NEUTRAL:
        return _answer(NO_STATUS, method, "neither more nor fewer is better, so it has no target")
    if target is None or np.isnan(target):
        return _answer(NO_STATUS, method, "it has no target")
    return None


def _beyond(low: float, high: float, target: float, polarity: str) -> str:
    met, missed = (low >= target, high < target)
    if polarity != HIGH:
        met, missed = (high <= target, low > target)
    return WILL_MEET if met else WILL_MISS if missed else MAY_OR_MAY_NOT


def _printed_status(
    low: float, high: float, target: float, polarity: str, decimals: int
) -> tuple[str, str]:
    """The status and why, by the ends and the target as a reader sees them."""
    low, high, target = (printed(value, decimals) for value in (low, high, target))
    return _beyond(low, high, target, polarity), _why(low, high, target)


def _why(low: float, high: float, target: float) -> str:
    where = "above" if low > target else "below" if high < target else "around"
    return f"the range that chance explains lies {where} the target"


def _answer(status: str, method: str, why: str) -> Assurance:
    return Assurance(status=status, method=method, why=why)

"""Whether a target will be met: by what the process does by itself, not by one quarter's figure.

A sum that grows through the year is set against where the year should be by now.
"""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from analysis.catalogue.indicator import HIGH, NEUTRAL, POLARITIES
from analysis.catalogue.local import LocalIndicator
from analysis.errors import ShapeError
from analysis.measure.process import Process
from analysis.measure.rules import IMPROVING, WORSENING
from analysis.quarters import Quarter, quarter_of

WILL_MEET = "will reliably meet"
MAY_OR_MAY_NOT = "may or may not"
WILL_MISS = "will reliably miss"
CANNOT_TELL = "cannot tell yet"
NO_STATUS = ""
# A process that is changing has left the limits by which it would be judged.
_CHANGING = ((IMPROVING, WILL_MISS), (WORSENING, WILL_MEET))
STATUSES = (WILL_MEET, MAY_OR_MAY_NOT, WILL_MISS, CANNOT_TELL)

BY_LIMITS, BY_INTERVAL = "process limits", "95% interval"
EARLIER_YEARS, EQUAL_QUARTERS = "earlier years", "equal quarters"
ABOVE, BELOW, ABOUT = "above", "below", "about"


@dataclass(frozen=True, kw_only=True)
class Assurance:
    """The status of an indicator against its target, how it was found and why.

    `status` is one of STATUSES, or '' for a neutral indicator or one without a target.
    """

    status: str
    method: str
    why: str


def from_process(process: Process, target: float | None, polarity: str = "") -> Assurance:
    """The status by the limits of the newest point: a target beyond them is met, or missed, always.

    `polarity` is the indicator's unless given. Trial limits, a run chart or no chart cannot tell,
    nor can the limits of a process that the newest point shows to be changing away from them.
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
    low, high = float(last["lower"]), float(last["upper"])
    status = _beyond(low, high, target, polarity)
    if (str(last["meaning"]), status) in _CHANGING:
        why = "it is changing, so the limits of the past do not say what it will do"
        return _answer(CANNOT_TELL, BY_LIMITS, why)
    return _answer(status, BY_LIMITS, _why(low, high, target))


def from_interval(lower95: float, upper95: float, target: float | None, polarity: str) -> Assurance:
    """The status of a published yearly figure by its 95% interval, in the figure's unit."""
    if (none := _none(target, polarity, BY_INTERVAL)) or target is None:
        return none or _answer(NO_STATUS, BY_INTERVAL, "it has no target")
    if np.isnan(lower95) or np.isnan(upper95):
        return _answer(CANNOT_TELL, BY_INTERVAL, "the figure has no interval")
    status = _beyond(lower95, upper95, target, polarity)
    return _answer(status, BY_INTERVAL, _why(lower95, upper95, target))


@dataclass(frozen=True, kw_only=True)
class Expected:
    """Where a sum since April should be by a quarter, to end the year on its target.

    `by_now` with its range `low` to `high` over earlier years, in the unit of the target; `years`
    are the years whose share of the year's total was taken (as they began), `method` how it was
    found, `value` the figure itself and `place` where it stands: 'above', 'below' or 'about' there,
    '' where it is not known.
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


def expected_by_now(series: pd.DataFrame, quarter: Quarter, target: float) -> Expected:
    """Where the year should be by a quarter: the target, times the share that earlier years had.

    `series` is that of measure.local for a sum since April. Without a whole earlier year each
    quarter is taken to add the same. Never judged by process limits.
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
        place=_place(value, low, high),
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


def _place(value: float, low: float, high: float) -> str:
    if np.isnan(value):
        return ""
    return ABOVE if value > high else BELOW if value < low else ABOUT


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


def _why(low: float, high: float, target: float) -> str:
    where = "above" if low > target else "below" if high < target else "around"
    return f"the range that chance explains lies {where} the target"


def _answer(status: str, method: str, why: str) -> Assurance:
    return Assurance(status=status, method=method, why=why)

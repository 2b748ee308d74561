"""How long children stay, who comes back, first homes and the way to a permanent family.

Times of single children exist in memory only. What is kept are whole percentages and months, with
their intervals, of groups that are large enough (`printable`), and sizes to the nearest ten.
"""

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from math import isfinite, isnan, nan
from typing import Any

import pandas as pd

from analysis.catalogue.returns import stays as told
from analysis.core import shapes
from analysis.core.shapes import ALL, NOT_AVAILABLE, OK, SUPPRESSED
from analysis.intake.returns.histories import Histories
from analysis.intake.returns.times.leavers import left_window, returned_times, started_before
from analysis.intake.returns.times.permanence import stage_times
from analysis.intake.returns.times.stays import (
    day_before,
    first_home_times,
    in_care_times,
    window,
)
from analysis.measure.intervals import wilson_limits
from analysis.measure.survival import still_there, time_until
from analysis.pipeline.returns.protection.printable import (
    ENOUGH,
    LEAST,
    told_by_time,
    told_of_groups,
)

KAPLAN_MEIER, WILSON = "Kaplan-Meier, log-log", "Wilson"
Row = dict[str, Any]
Window = tuple[pd.Timestamp, pd.Timestamp]
Figure = tuple[float, float, float]
Told = tuple[Figure, bool]
"""A figure with its limits, and whether there are enough on either side of it."""


def stays(past: Histories) -> pd.DataFrame:
    """Every figure about time that the returns can tell, protected, in the stays shape."""
    now = pd.Timestamp(past.as_at)
    lately, ever = window(past), (day_before(past), now)
    in_care, homes = in_care_times(past), first_home_times(past)
    rows = [
        *_over(ever, _shares_by_time(told.IN_CARE, in_care, ("age", "need", "uasc"))),
        *_over(
            left_window(past),
            _shares_by_time(told.RETURNED, returned_times(past), ("age", "left_to")),
        ),
        *_over(lately, _shares_by_time(told.SAME_HOME, homes, ("age", "kind"))),
        *_over(lately, _first_homes(homes)),
        *_over(lately, _before(started_before(past))),
        *_over(lately, _stages(stage_times(past))),
    ]
    made = pd.DataFrame(rows).assign(area=past.area)
    return shapes.check_stays(made[list(shapes.STAYS)])


def days_of(months: int) -> int:
    """The days of so many months."""
    return round(months * told.DAYS_A_MONTH)


def _over(years: Window, rows: Iterable[Row]) -> Iterator[Row]:
    for row in rows:
        yield {"start": years[0] + pd.Timedelta(days=1), "end": years[1], **row}


def _groups(
    frame: pd.DataFrame, dimensions: Sequence[str]
) -> Iterator[tuple[str, str, pd.DataFrame]]:
    """All of them, then each group of each dimension, in the order of their words."""
    yield ALL, ALL, frame
    for dimension in dimensions:
        for name in told.LABELS[dimension]:
            yield dimension, name, frame[frame[dimension] == name]


def _shares_by_time(
    statistic: str, times: pd.DataFrame, dimensions: tuple[str, ...]
) -> Iterator[Row]:
    """Shares after so many months, by group; of those still in care, the months for half too."""
    months = told.MONTHS[statistic]
    days = [days_of(month) for month in months]
    shown = told_by_time(times, dimensions, days)
    share = _came_back if statistic == told.RETURNED else _still
    for dimension, name, group in _groups(times, dimensions):
        for month, day, (figure, enough) in zip(months, days, share(group, days), strict=True):
            may = enough and (dimension, name, day) in shown
            yield _row(statistic, dimension, name, month, figure, len(group), may)
        if statistic == told.IN_CARE:
            printed = [day for day in days if (dimension, name, day) in shown]
            yield from _half(statistic, dimension, name, group, printed)


def _still(times: pd.DataFrame, days: Sequence[int]) -> Iterator[Told]:
    for each in still_there(times, days):
        figure = (100 * each.value, 100 * each.lower95, 100 * each.upper95)
        yield figure, each.at_risk >= ENOUGH or isnan(each.value)


def _came_back(times: pd.DataFrame, days: Sequence[int]) -> Iterator[Told]:
    for each in still_there(times, days):
        yield _wilson(each.ended, len(times)), True


def _wilson(number: int, of: int) -> Figure:
    low, high = wilson_limits(number, of)
    return (100 * number / of if of else nan), 100 * float(low), 100 * float(high)


def _half(
    statistic: str, dimension: str, name: str, times: pd.DataFrame, printed: Sequence[int]
) -> Iterator[Row]:
    """The months in which half had left, where enough left between these and those printed."""
    found = time_until(times, told.QUARTERS["half"])
    ended = times.loc[times["event"], "days"]
    near = [((ended > min(found[0], day)) & (ended <= max(found[0], day))).sum() for day in printed]
    apart = bool(near) and all(number >= ENOUGH or number == 0 for number in near)
    yield _row(
        f"{statistic}_half",
        dimension,
        name,
        nan,
        _in_months(found),
        len(times),
        apart and _spread(times, [found[0]]),
    )


def _spread(times: pd.DataFrame, days: Sequence[float]) -> bool:
    """Whether enough ended before the first of some days, between them and after the last."""
    known = [day for day in days if day == day]
    if len(times) < LEAST or not known:
        return len(times) >= LEAST
    found = still_there(times, known)
    steps = [after - before for before, after in pairwise([0, *(each.ended for each in found)])]
    return min(steps) >= ENOUGH and found[-1].at_risk >= ENOUGH


def _in_months(found: Figure) -> list[float]:
    return [round(day / told.DAYS_A_MONTH) if isfinite(day) else nan for day in found]


def _first_homes(homes: pd.DataFrame) -> Iterator[Row]:
    """The share of each age placed first in each kind of home."""
    shown = told_of_groups(homes["age"], homes["kind"])
    for dimension, name, group in _groups(homes, ("age",)):
        for kind in told.LABELS["kind"]:
            figure = _wilson(int((group["kind"] == kind).sum()), len(group))
            may = (ALL, name, kind) in shown
            yield _row(f"{told.FIRST_HOME}{kind}", dimension, name, nan, figure, len(group), may)


def _before(new: pd.DataFrame) -> Iterator[Row]:
    """The shares of those who started that had been in care, or in permanence, before."""
    for statistic, column in ((told.BEFORE, "before"), (told.PERMANENCE, "permanence")):
        said = new[column].dropna()
        number, of = int(said.sum()), len(said)
        may = of >= LEAST and ENOUGH <= number <= of - ENOUGH
        yield _row(statistic, ALL, ALL, nan, _wilson(number, of), of, may)


def _stages(found: dict[str, pd.DataFrame]) -> Iterator[Row]:
    """The months in which a quarter, half and three quarters came to the end of each stage."""
    for stage, times in found.items():
        ends = {name: time_until(times, share) for name, share in told.QUARTERS.items()}
        may = _spread(times, [end[0] for end in ends.values()])
        for name, end in ends.items():
            yield _row(stage, "share", name, nan, _in_months(end), len(times), may)


def _row(
    statistic: str,
    dimension: str,
    name: str,
    months: float,
    figure: Sequence[float],
    size: int,
    may: bool,
) -> Row:
    """A figure rounded to whole numbers, or the reason why there is none."""
    known = figure[0] == figure[0]
    status = (OK if known else NOT_AVAILABLE) if may else SUPPRESSED
    value, low, high = (round(each) if each == each else nan for each in figure)
    if status != OK:
        value = low = high = nan
    wilson = statistic.startswith((told.RETURNED, told.FIRST_HOME, told.BEFORE, told.PERMANENCE))
    return {
        "statistic": statistic,
        "dimension": dimension,
        "category": name,
        "months": months,
        "value": float(value),
        "lower95": float(low),
        "upper95": float(high),
        "size": round(size, -1) if may else nan,
        "method": WILSON if wilson else KAPLAN_MEIER,
        "status": status,
    }

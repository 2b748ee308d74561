"""A council's own quarterly figures as a series: one row a quarter, gaps and revisions included."""

import math
from collections.abc import Sequence
from operator import itemgetter
from typing import Any, NamedTuple

import numpy as np
import pandas as pd

from analysis.catalogue.local import MEAN, PROPORTION, RARE, LocalIndicator
from analysis.core.quarters import Quarter, quarter_of
from analysis.core.shapes import ALL, MISSING, OK
from analysis.measure.intervals import wilson_limits

SERIES = (
    "period_end",
    "numerator",
    "denominator",
    "value",
    "lower95",
    "upper95",
    "status",
    "source",
    "revised",
    "revised_by_few",
)
BETWEEN = ("order", "days", "status", "period_end")
_BETWEEN_EVENTS = "between events"
_BY_A_FEW = "revised by a few"
_TOLD = (
    *("period_end", "release", "dimension", "frequency", "category"),
    *("value", "status", "source"),
)
_IN_ORDER = itemgetter(0, 1)


def series(
    counts: pd.DataFrame, indicator: LocalIndicator, to: Quarter | None = None
) -> pd.DataFrame:
    """The newest release of each quarter up to `to`, oldest first; columns are SERIES.

    `counts` are protected local counts of one area. `value` is in the indicator's unit, percent
    for a share, with Wilson's 95% interval; it is missing where either count is. Quarters between
    the first and the last that nobody gave are missing. `revised` says that an older release of
    the quarter was another figure, `revised_by_few` that a newer one differs by so few that the
    older one stays.
    """
    figure = _newest(counts, indicator.id)
    of = _newest(counts, f"{indicator.id}/of")
    days = _every_quarter([day for day in figure if to is None or day <= pd.Timestamp(to.last)])
    given = [
        (figure[day], of.get(day, _NOTHING)) if day in figure else (_NOTHING, _NOTHING)
        for day in days
    ]
    return pd.DataFrame(
        {
            "period_end": pd.DatetimeIndex(days),
            **_valued(given, indicator),
            "source": [each.source for each, _ in given],
            "revised": [each.revised or cohort.revised for each, cohort in given],
            "revised_by_few": [each.by_few or cohort.by_few for each, cohort in given],
        }
    )[list(SERIES)]


def between(counts: pd.DataFrame, indicator: LocalIndicator) -> pd.DataFrame:
    """Days between one rare event and the next, oldest first; columns are BETWEEN.

    The newest set of those given (see protect.events), told up to `period_end`. Empty where no
    event was given; one row without a number where there are too few to show.
    """
    wanted = (counts["measure"] == indicator.id) & (counts["dimension"] == _BETWEEN_EVENTS)
    rows = counts[wanted].sort_values("category")
    rows = rows[rows["period_end"] == rows["period_end"].max()]
    return pd.DataFrame(
        {
            "order": range(1, len(rows) + 1),
            "days": rows["value"].to_numpy(dtype=float),
            "status": rows["status"].to_numpy(),
            "period_end": rows["period_end"].to_numpy(),
        }
    )


class _Given(NamedTuple):
    """A quarter's figure in the newest release that stands, and what became of older ones."""

    value: float = math.nan
    status: str = MISSING
    source: str = ""
    revised: bool = False
    by_few: bool = False


_NOTHING = _Given()


def _newest(counts: pd.DataFrame, measure: str) -> dict[pd.Timestamp, _Given]:
    """By quarter, the newest release that stands, and whether others are other figures."""
    rows = counts[counts["measure"] == measure]
    columns = (rows[name].tolist() for name in _TOLD)
    few: set[pd.Timestamp] = set()
    releases: dict[pd.Timestamp, list[tuple[float, str, str]]] = {}
    for day, _, *kind, value, status, source in sorted(zip(*columns, strict=True), key=_IN_ORDER):
        if kind == [ALL, "quarter", _BY_A_FEW]:
            few.add(day)
        elif kind == [ALL, "quarter", ALL]:
            releases.setdefault(day, []).append((value, status, source))
    found = {}
    for day, held in releases.items():
        value, status, source = held[-1]
        revised = _differ([value for value, status, _ in held if status != MISSING])
        found[day] = _Given(value, status, source, revised, day in few)
    return found


def _differ(values: Sequence[float]) -> bool:
    """Whether the releases of a quarter gave different figures; a hidden one is as no other."""
    return len({None if pd.isna(value) else float(value) for value in values}) > 1


def _every_quarter(days: Sequence[pd.Timestamp]) -> list[pd.Timestamp]:
    """The last days of all quarters from the first of these days to the last."""
    if not days:
        return []
    quarter, last = quarter_of(min(days).date()), quarter_of(max(days).date())
    found = []
    while quarter <= last:
        found.append(pd.Timestamp(quarter.last))
        quarter = quarter.next
    return found


def _valued(given: Sequence[tuple[_Given, _Given]], indicator: LocalIndicator) -> dict[str, Any]:
    """Numerator, denominator, value, interval and status, by the kind of indicator."""
    figure = np.array([each.value for each, _ in given], dtype=float)
    of = np.array([cohort.value for _, cohort in given], dtype=float)
    blank = np.full(len(given), np.nan)
    columns: dict[str, Any] = {"numerator": blank, "denominator": blank, "value": figure}
    columns |= {"lower95": blank, "upper95": blank}
    status = np.array([each.status for each, _ in given], dtype=object)
    if indicator.kind == MEAN:
        columns["denominator"] = of
    if indicator.kind == PROPORTION:
        columns |= _share(figure, of)
        unpaired = (status == OK) & np.isnan(columns["value"])
        other = np.array([cohort.status for _, cohort in given], dtype=object)
        status = np.where(unpaired, np.where(of == 0, "not_applicable", other), status)
    if indicator.kind == RARE:
        columns["value"] = blank
    return {**columns, "status": status}


def _share(figure: Any, of: Any) -> dict[str, Any]:
    lower, upper = wilson_limits(figure, of)
    with np.errstate(invalid="ignore", divide="ignore"):
        value = np.where(of > 0, 100 * figure / np.where(of > 0, of, 1), np.nan)
    return {
        "numerator": figure,
        "denominator": of,
        "value": value,
        "lower95": 100 * lower,
        "upper95": 100 * upper,
    }

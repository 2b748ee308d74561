"""A council's own quarterly figures as a series: one row a quarter, gaps and revisions included."""

import math
from collections.abc import Sequence
from operator import itemgetter
from typing import Any, NamedTuple

import numpy as np
import pandas as pd

from analysis.catalogue.local import MEAN, PROPORTION, RARE, LocalIndicator
from analysis.core.quarters import Quarter
from analysis.core.shapes import ALL, MISSING, NOT_APPLICABLE, OK
from analysis.measure.intervals import wilson_limits

COUNTED = ("numerator", "denominator", "value", "lower95", "upper95", "status")
SERIES = ("period_end", *COUNTED, "source", "revised", "revised_by_few")
BETWEEN = ("order", "days", "status", "period_end")
_BETWEEN_EVENTS = "between events"
_BY_A_FEW = "revised by a few"
_TOLD = ["period_end", "release", "dimension", "frequency", "category", "value", "status", "source"]


def series(
    counts: pd.DataFrame, indicator: LocalIndicator, to: Quarter | None = None
) -> pd.DataFrame:
    """The newest release of each quarter up to `to`, oldest first; columns are SERIES.

    `counts` are protected local counts of one area. `value` is in the indicator's unit, percent
    for a share, with Wilson's 95% interval; it is missing where either count is. Quarters between
    the first and the last that nobody gave are missing. `revised` says that an older release of
    the quarter was another figure, `revised_by_few` that a newer one differs by too few to stand.
    """
    figure, of = _newest(counts, indicator.id), _newest(counts, f"{indicator.id}/of")
    given = [day for day in figure if to is None or day <= pd.Timestamp(to.last)]
    days = [*pd.date_range(min(given), max(given), freq="QE")] if given else []
    found = [figure.get(day, _NOTHING) for day in days]
    cohort = [of.get(day, _NOTHING) if day in figure else _NOTHING for day in days]
    both = [*zip(found, cohort, strict=True)]
    return pd.DataFrame(
        {
            "period_end": pd.DatetimeIndex(days),
            **_counted(found, cohort, indicator.kind),
            "source": [each.source for each in found],
            "revised": [x.revised or n.revised for x, n in both],
            "revised_by_few": [x.by_few or n.by_few for x, n in both],
        }
    )


def between(counts: pd.DataFrame, indicator: LocalIndicator) -> pd.DataFrame:
    """Days between one rare event and the next, oldest first; columns are BETWEEN.

    The newest set of those given (see protect.events), told up to `period_end`. Empty where no
    event was given; one row without a number where there are too few to show.
    """
    wanted = (counts["measure"] == indicator.id) & (counts["dimension"] == _BETWEEN_EVENTS)
    rows = counts[wanted].sort_values("category")
    rows = rows[rows["period_end"] == rows["period_end"].max()].reset_index(drop=True)
    return rows.assign(order=rows.index + 1, days=rows["value"].astype(float))[list(BETWEEN)]


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
    rows = counts.loc[counts["measure"] == measure, _TOLD].itertuples(index=False, name=None)
    few: set[pd.Timestamp] = set()
    releases: dict[pd.Timestamp, list[tuple[float, str, str]]] = {}
    for day, _, *kind, value, status, source in sorted(rows, key=itemgetter(0, 1)):
        if kind == [ALL, "quarter", _BY_A_FEW]:
            few.add(day)
        elif kind == [ALL, "quarter", ALL]:
            releases.setdefault(day, []).append((value, status, source))
    found = {}
    for day, held in releases.items():
        value, status, source = held[-1]
        # A hidden figure is as no other.
        figures = {None if pd.isna(v) else float(v) for v, status, _ in held if status != MISSING}
        found[day] = _Given(value, status, source, len(figures) > 1, day in few)
    return found


def _counted(found: Sequence[_Given], cohort: Sequence[_Given], kind: str) -> dict[str, Any]:
    """The columns COUNTED, by the kind of indicator."""
    value = np.array([each.value for each in found], dtype=float)
    of = np.array([each.value for each in cohort], dtype=float)
    status = np.array([each.status for each in found], dtype=object)
    columns: dict[str, Any] = dict.fromkeys(COUNTED, np.full(len(found), np.nan))
    columns |= {"value": value, "status": status}
    if kind == MEAN:
        columns["denominator"] = of
    if kind == RARE:
        columns["value"] = columns["numerator"]
    if kind == PROPORTION:
        lower, upper = (100 * end for end in wilson_limits(value, of))
        share = 100 * value / np.where(of > 0, of, np.nan)
        columns |= {"numerator": value, "denominator": of, "value": share}
        columns |= {"lower95": lower, "upper95": upper}
        other = np.array([each.status for each in cohort], dtype=object)
        unpaired = np.where(of == 0, NOT_APPLICABLE, other)
        columns["status"] = np.where((status == OK) & np.isnan(share), unpaired, status)
    return columns

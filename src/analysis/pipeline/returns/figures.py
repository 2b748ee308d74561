"""A council's return to its figures on each day: counted, protected together, measured.

Unprotected counts exist in this process only. Days are taken in their order, and what an earlier
day of the same year shows is never changed by a later one.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

import pandas as pd

from analysis.core import shapes, store
from analysis.core.quarters import quarter_of
from analysis.intake.combine import newest
from analysis.intake.returns.counts.counting import counts
from analysis.intake.returns.histories import Histories
from analysis.pipeline.returns.measuring import measured
from analysis.pipeline.returns.protecting import Audit, protected

QUARTERS = 12  # of the last three years


@dataclass(frozen=True)
class Figures:
    """A council's figures from its return: `counts` protected, in the counts shape, `measured` in
    the measured shape, and an audit for each day.
    """

    counts: pd.DataFrame
    measured: pd.DataFrame
    audits: tuple[Audit, ...]


def figures(past: Histories, *, whole: bool = False) -> Figures:
    """The figures of every 31 March that the returns cover, of each quarter's end in the last three
    years, and of the newest day; `whole` ones are not protected, and for officers alone.
    """
    published = newest(store.counts(areas=[past.area]))
    published = published.assign(period_end=pd.to_datetime(published["period_end"]))
    shown: list[pd.DataFrame] = []
    audits = []
    for day in days(past):
        table = counts(past, day)
        if not whole:
            theirs = published[published["period_end"] == pd.Timestamp(day)]
            table, audit = protected(table, theirs, before=_same_year(shown, day))
            audits.append(audit)
        shown.append(table)
    together = shapes.check_counts(pd.concat(shown, ignore_index=True))
    return Figures(together, measured(together, published), tuple(audits))


def days(past: Histories) -> list[date]:
    """The days of the figures, the earliest first."""
    marches = {date(year, 3, 31) for year in range(past.first.year + 1, past.as_at.year + 1)}
    newest_quarter = quarter_of(past.as_at)
    quarters = {newest_quarter.back(n).last for n in range(QUARTERS + 1)}
    found = {*marches, *quarters, past.as_at}
    return sorted(day for day in found if past.first < day <= past.as_at)


def _same_year(shown: Iterable[pd.DataFrame], day: date) -> pd.DataFrame | None:
    """What earlier days of a day's collection year show."""
    april = date(day.year - (day.month < 4), 4, 1)
    earlier = [t for t in shown if t["period_end"].iloc[0] >= pd.Timestamp(april)]
    return pd.concat(earlier, ignore_index=True) if earlier else None

"""A council's return to its figures on each day: counted, protected together, measured.

Unprotected counts exist in this process only. Days are taken in their order, and what was shown
of a day, by an earlier build too, is never changed by a later one.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

import pandas as pd

from analysis.core import shapes, store
from analysis.core.quarters import quarter_of
from analysis.intake.combine import newest
from analysis.intake.returns.counts.counting import counts
from analysis.intake.returns.files.names import collection_year
from analysis.intake.returns.histories import Histories
from analysis.pipeline.returns.measuring import measured
from analysis.pipeline.returns.protection.protecting import Audit, protected
from analysis.pipeline.returns.protection.shown import (
    Shown,
    Stands,
    changed,
    hidden_before,
    replaced,
    worth_revising,
)

QUARTERS = 12  # of the last three years


@dataclass(frozen=True)
class Figures:
    """A council's figures from its return: `counts` protected, in the counts shape, `measured` in
    the measured shape, and an audit for each day. `stands`: the days that are as an earlier build
    showed them; `again`: those counted again; `replaced`: their editions before, as `shown` has
    them.
    """

    counts: pd.DataFrame
    measured: pd.DataFrame
    audits: tuple[Audit, ...]
    stands: tuple[Stands, ...]
    again: tuple[date, ...]
    replaced: pd.DataFrame

    @property
    def told(self) -> list[Audit | Stands]:
        """What officers are told of each day, in the order of days."""
        stands = {f"{each.day:%d %B %Y}": each for each in self.stands}
        return [stands.get(audit.day, audit) for audit in self.audits]


def figures(
    past: Histories,
    earlier: Shown | None = None,
    *,
    revise: bool = False,
    made_up: bool = False,
    whole: bool = False,
) -> Figures:
    """The figures of every 31 March that the returns cover, of each quarter's end in the last three
    years, and of the newest day.

    A day of an `earlier` build stands as it was shown; with `revise` it is counted again where a
    figure changes by more than a few. Of children who are `made_up` the department prints nothing.
    `whole` figures are not protected, and for officers alone.
    """
    published = newest(store.counts(areas=[past.area]))
    published = published.assign(period_end=pd.to_datetime(published["period_end"]))
    if whole:
        together = pd.concat([counts(past, day) for day in days(past)], ignore_index=True)
        return Figures(together, measured(together, published), (), (), (), replaced({}))
    held = earlier or Shown()
    editions, audits = dict(held.days), dict(held.audits)
    stands, again = [], []
    for day in sorted({*days(past), *held.days}):
        mine = counts(past, day) if past.first < day <= past.as_at else None
        old = held.days.get(day, ())
        if old and (mine is None or not revise or not worth_revising(old[-1], mine)):
            stands.append(Stands(day, None if mine is None else len(changed(old[-1], mine))))
            continue
        assert mine is not None
        of_day = published["period_end"] == pd.Timestamp(day)
        theirs = None if made_up else published[of_day]
        table, audit = protected(
            mine, theirs, before=_of_year(editions, day), hidden_before=hidden_before(old)
        )
        editions[day], audits[audit.day] = (*old, table), audit
        again += [day] if old else []
    shown = dict(sorted(editions.items()))
    together = pd.concat([each[-1] for each in shown.values()], ignore_index=True)
    return Figures(
        shapes.check_counts(together),
        measured(together, published),
        tuple(audits[f"{day:%d %B %Y}"] for day in shown),
        tuple(stands),
        tuple(again),
        replaced(shown),
    )


def days(past: Histories) -> list[date]:
    """The days of the figures, the earliest first."""
    marches = {date(year, 3, 31) for year in range(past.first.year + 1, past.as_at.year + 1)}
    newest_quarter = quarter_of(past.as_at)
    quarters = {newest_quarter.back(n).last for n in range(QUARTERS + 1)}
    found = {*marches, *quarters, past.as_at}
    return sorted(day for day in found if past.first < day <= past.as_at)


def _of_year(editions: Mapping[date, tuple[pd.DataFrame, ...]], day: date) -> list[pd.DataFrame]:
    """Every edition of every day in a day's collection year that was shown."""
    year = collection_year(day)
    return [
        rows
        for other, of_day in editions.items()
        if collection_year(other) == year
        for rows in of_day
    ]

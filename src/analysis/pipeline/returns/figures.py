"""A council's return to its figures on each day: counted, protected together, measured.

Unprotected counts exist in this process only. Days are taken in their order, and what an earlier
day of the same year shows is never changed by a later one.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date

import pandas as pd

from analysis.catalogue.areas import ENGLAND
from analysis.catalogue.indicator import Figure, Indicator
from analysis.catalogue.indicators import INDICATORS
from analysis.catalogue.returns.groups.measures import OWN_INDICATORS
from analysis.catalogue.returns.relations import MEANS
from analysis.core import shapes, store
from analysis.core.quarters import quarter_of
from analysis.intake.combine import newest
from analysis.intake.returns.counts.counting import counts
from analysis.intake.returns.histories import Histories
from analysis.measure.indicators import measure
from analysis.pipeline.returns.protecting import Audit, protected

QUARTERS = 12  # of the last three years
BASE = "rate_base_0_17"


@dataclass(frozen=True)
class Figures:
    """A council's figures from its return: `counts` protected, in the counts shape, `measured` in
    the measured shape, and an audit for each day.
    """

    counts: pd.DataFrame
    measured: pd.DataFrame
    audits: tuple[Audit, ...]


def figures(past: Histories) -> Figures:
    """The figures of every 31 March that the returns cover, of each quarter's end in the last three
    years, and of the newest day.
    """
    published = newest(store.counts(areas=[past.area]))
    published = published.assign(period_end=pd.to_datetime(published["period_end"]))
    shown: list[pd.DataFrame] = []
    audits = []
    for day in days(past):
        mine = counts(past, day)
        theirs = published[published["period_end"] == pd.Timestamp(day)]
        table, audit = protected(mine, theirs, before=_same_year(shown, day))
        shown.append(table)
        audits.append(audit)
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


def measured(counted: pd.DataFrame, published: pd.DataFrame) -> pd.DataFrame:
    """Protected counts of a return as measured rows of the catalogue's indicators, and of groups.

    A rate is for the children that the department divides by, those of the newest year it has.
    """
    base = _base(counted, published)
    chosen = [*_measurable(set(counted["measure"])), *of_groups(counted)]
    return measure(pd.concat([counted, base], ignore_index=True), chosen)


def _measurable(there: set[str]) -> Iterator[Indicator]:
    """The indicators whose figures a return has, measured from counts and never as printed."""
    for each in INDICATORS.values():
        if each.numerator is None:
            mean = each.published
            if mean is not None and mean.measure in MEANS and mean.measure in there:
                yield each
        elif {_measure(each.numerator), _measure(each.denominator)} <= {*there, BASE, ""}:
            yield replace(each, published=None)


def of_groups(counted: pd.DataFrame) -> list[Indicator]:
    """The indicators of groups whose counts there are."""
    there = {*zip(counted["measure"], counted["dimension"], strict=True)}
    return [
        each
        for each in OWN_INDICATORS.values()
        if {(f.measure, f.dimension) for f in (each.numerator, each.denominator) if f} <= there
    ]


def _measure(figure: Figure | None) -> str:
    return figure.measure if figure else ""


def _base(counted: pd.DataFrame, published: pd.DataFrame) -> pd.DataFrame:
    """The children of the area on each day of the counts."""
    known = published[(published["measure"] == BASE) & (published["area"] != ENGLAND)]
    known = known.sort_values("period_end")
    wanted = pd.DataFrame({"period_end": sorted(counted["period_end"].unique())})
    return pd.merge_asof(
        wanted.astype({"period_end": "datetime64[s]"}),
        known.assign(of=known["period_end"].astype("datetime64[s]")).drop(columns="period_end"),
        left_on="period_end",
        right_on="of",
    ).dropna(subset="measure")[list(shapes.COUNTS)]

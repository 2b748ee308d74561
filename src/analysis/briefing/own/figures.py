"""The figures of a council's own return, which stand beside the published ones."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from math import isnan
from typing import Any

import pandas as pd

from analysis.briefing.own.ahead import OwnAhead, own_ahead
from analysis.briefing.parts import day
from analysis.catalogue.areas import Area
from analysis.catalogue.indicator import Indicator
from analysis.catalogue.returns.relations import since_april
from analysis.core import internal, returned
from analysis.core.internal import InternalError
from analysis.core.shapes import ALL
from analysis.present.returned import Returned
from analysis.present.rows import Point, points

STAY_NUMBERS = ("value", "lower95", "upper95", "size")
Stay = tuple[float, float, float, float, str]


@dataclass(frozen=True, eq=False)
class OwnFigures:
    """Figures of a council's return up to its last day, `as_at`: protected, or whole for officers.

    `measured` has the measured shape with days of 31 March and of quarters' ends; `counts` the
    counts behind them; `stays` how long things took, in the stays shape, none on a page of a day
    before the return's last one, up to which children are followed; `ahead` its futures, None
    where it has none or on such a page; `record` what the build said of them (see
    `core.returned.record`).
    """

    area: Area
    as_at: date
    measured: pd.DataFrame
    counts: pd.DataFrame
    stays: pd.DataFrame
    record: Mapping[str, Any]
    ahead: OwnAhead | None = None

    @property
    def made_up(self) -> bool:
        """Whether the return is an example in which no child is real."""
        return bool(self.record[returned.SYNTHETIC])

    @property
    def whole(self) -> bool:
        """Whether small numbers are in it, so that it is for officers alone."""
        return internal.PROFILE in self.record

    @property
    def to(self) -> str:
        """Its last day in words."""
        return day(self.as_at)

    @property
    def source(self) -> str:
        """Where its figures are from, as a line under a chart."""
        mark = f". {internal.WORDS}" if self.whole else ""
        return return_source(self.area, self.as_at, made_up=self.made_up) + mark

    @cached_property
    def stay_of(self) -> Mapping[tuple[str, str, str, float | None], Stay]:
        """Value, lower and upper limit, size and status of `stays` by statistic, dimension,
        category and months; None are the months of a time.
        """
        rows = self.stays
        keys = zip(*(rows[name] for name in ("statistic", "dimension", "category")), strict=True)
        told = zip(
            *(rows[name].astype(float) for name in STAY_NUMBERS), rows["status"], strict=True
        )
        months = (None if isnan(each) else each for each in rows["months"])
        found: dict[Any, Any] = {}
        for key, month, figures in zip(keys, months, told, strict=True):
            found.setdefault((*key, month), figures)
        return found

    def series(self, indicator: Indicator, category: str = ALL) -> list[Point]:
        """The figures that can stand beside published ones, oldest first: not those of part of a
        year.
        """
        dimension = ALL if category == ALL else indicator.split
        found = points(
            indicator, self.measured, self.area.code, dimension=dimension, category=category
        )
        whole_years = since_april(indicator)
        return [
            p for p in found if not whole_years or (p.period_end.month, p.period_end.day) == (3, 31)
        ]

    def after(
        self, indicator: Indicator, day: pd.Timestamp | None, category: str = ALL
    ) -> Returned | None:
        """The figures newer than a day, shown or not; None where there is none."""
        later = [p for p in self.series(indicator, category) if day is None or p.period_end > day]
        return Returned(series=later, made_up=self.made_up) if later else None


def return_source(area: Area, as_at: date, *, made_up: bool) -> str:
    """Where the figures of a council's return to a day are from, as a line under a chart."""
    to = day(as_at)
    if made_up:
        return f"a made-up return to {to}; no child in it is real"
    return f"{area.name}'s own return to {to}; not published"


def own_figures(area: Area, today: date) -> OwnFigures | None:
    """The figures of a council's own return that were known by a day; None where it has none.

    TableError where they cannot be read; InternalError where whole ones are asked for and there are
    none.
    """
    record = returned.record(area.slug)
    if not record and returned.is_whole():
        raise InternalError(
            f"{returned.folder(area.slug).parent} has no figures of {area.name}; `care-analysis "
            f"return build {area.slug} --internal` with that folder makes them."
        )
    if not record:
        return None
    counts, measured = (
        rows[rows["period_end"] <= pd.Timestamp(today)]
        for rows in (returned.counts(area.slug), returned.measured(area.slug))
    )
    if counts.empty:
        return None
    last = date.fromisoformat(record[returned.AS_AT])
    as_at = min(last, counts["period_end"].max().date())
    stays = returned.stays(area.slug)
    return OwnFigures(
        area=area,
        as_at=as_at,
        measured=measured,
        counts=counts,
        stays=stays if last <= today else stays.iloc[:0],
        record=record,
        ahead=own_ahead(area.slug, record, today),
    )

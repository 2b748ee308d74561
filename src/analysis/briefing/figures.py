"""The figures that a report about one authority draws on, opened once."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

import pandas as pd

from analysis import shapes, store
from analysis.catalogue.areas import ENGLAND, Area, areas, reporting_area
from analysis.catalogue.indicator import Indicator
from analysis.catalogue.indicators import INDICATORS, indicator
from analysis.catalogue.publications import PUBLICATIONS
from analysis.measure.change import Change, five_year_change, last_change

NEIGHBOURS = "neighbours_2025"


@dataclass(frozen=True)
class Figures:
    """Measured rows of an authority, its neighbours, its region and England, by indicator.

    `newest` is the newest period published for each indicator; `beside` the statistical
    neighbours under each model, closest first; `today` the day on which the report is made.
    """

    area: Area
    today: date
    by_indicator: Mapping[str, pd.DataFrame]
    newest: Mapping[str, pd.Timestamp]
    beside: pd.DataFrame

    @property
    def region(self) -> Area:
        """The region it is compared with; Inner or Outer London for a London borough."""
        return areas()[self.area.region]

    def rows(self, name: str) -> pd.DataFrame:
        """All rows of one indicator."""
        return self.by_indicator[indicator(name).id]

    def all_rows(self, chosen: list[Indicator]) -> pd.DataFrame:
        """All rows of some indicators."""
        return pd.concat([self.by_indicator[i.id] for i in chosen], ignore_index=True)

    def value(
        self,
        name: str,
        code: str | None = None,
        group: str = shapes.OWN,
        statistic: str = "own",
        when: pd.Timestamp | None = None,
    ) -> pd.Series | None:
        """The row of a whole figure in the newest period (or another), if there is one."""
        rows = self.rows(name)
        chosen = rows[
            (rows["area"] == (code or self.area.code))
            & (rows["group"] == group)
            & (rows["statistic"] == statistic)
            & (rows["dimension"] == shapes.ALL)
            & (rows["period_end"] == (when or self.newest[name]))
        ]
        return None if chosen.empty else chosen.iloc[0]

    def series(self, name: str) -> pd.DataFrame:
        """The authority's own figures of an indicator, every period."""
        rows = self.rows(name)
        own = (rows["area"] == self.area.code) & (rows["group"] == shapes.OWN)
        return rows[own & (rows["dimension"] == shapes.ALL)]

    def change(self, name: str, years: int = 1) -> Change:
        """The change from the year before, or over five years."""
        i = indicator(name)
        test = last_change if years == 1 else five_year_change
        per = i.per if i.kind == "rate" else None
        return test(self.series(name), i.kind, per, [b.on for b in i.breaks])


def open_figures(name: str, today: str = "") -> Figures:
    """The figures of an authority by name or code; AbolishedAreaError or UnknownNameError.

    `today` (ISO) decides which releases are overdue; the day it is run when blank.
    """
    area = reporting_area(name)
    beside = store.neighbours([area.code])
    codes = {area.code, area.region, ENGLAND, *beside["neighbour"]}
    rows = store.measured(codes)
    kept = (rows["group"] == shapes.OWN) | (rows["area"] == area.code)
    rows = rows[kept & rows["indicator"].isin(list(INDICATORS))]
    own = rows[(rows["group"] == shapes.OWN) & (rows["area"] == area.code)]
    newest = own.groupby("indicator")["period_end"].max().to_dict()
    elsewhere = rows.groupby("indicator")["period_end"].max().to_dict()
    empty = rows.iloc[:0]
    by_indicator = dict(tuple(rows.groupby("indicator", sort=False)))
    return Figures(
        area=area,
        today=date.fromisoformat(today) if today else date.today(),
        by_indicator={name: by_indicator.get(name, empty) for name in INDICATORS},
        newest={**elsewhere, **newest},
        beside=beside,
    )


def source_line(chosen: list[Indicator]) -> str:
    """The publications behind some indicators, as a reader would cite them."""
    ids = dict.fromkeys(s for i in chosen for s in i.sources)
    return "; ".join(PUBLICATIONS[name].citation for name in ids)

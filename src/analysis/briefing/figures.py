"""The figures that a report about one authority draws on, opened once."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from typing import Any

import pandas as pd

from analysis import shapes, store
from analysis.catalogue.areas import ENGLAND, Area, areas, reporting_area
from analysis.catalogue.indicator import Indicator
from analysis.catalogue.indicators import INDICATORS, indicator
from analysis.catalogue.publications import PUBLICATIONS
from analysis.measure.change import Change, five_year_change, last_change
from analysis.measure.notable import Notable, notable
from analysis.measure.steps import steps

NEIGHBOURS = shapes.NEIGHBOURS_2025
RECORDED_BY_PROVIDER = ("provided_by_own_authority", "provided_privately", "external_provision")


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
        self, name: str, code: str | None = None, group: str = shapes.OWN, statistic: str = "own"
    ) -> Any | None:
        """The row of a whole figure in its newest period, a field for each column, if any."""
        return self._now.get((indicator(name).id, code or self.area.code, group, statistic))

    @cached_property
    def _now(self) -> dict[tuple[str, str, str, str], Any]:
        """The rows of newest periods by indicator, area, group and statistic."""
        rows = pd.concat(self.by_indicator.values(), ignore_index=True)
        newest = rows["period_end"] == rows["indicator"].map(dict(self.newest))
        chosen = rows[newest & (rows["dimension"] == shapes.ALL)]
        keys = zip(*(chosen[c] for c in ("indicator", "area", "group", "statistic")), strict=True)
        return dict(zip(keys, chosen.itertuples(), strict=True))

    @cached_property
    def differences(self) -> list[Notable]:
        """What differs from similar authorities at 99.8%, the most first."""
        whole = [i for i in INDICATORS.values() if not i.split]
        return notable(self.all_rows(whole), self.area.code, whole, self.newest)

    @property
    def findings(self) -> list[Notable]:
        """Those of the differences that are beyond all similar authorities."""
        return [n for n in self.differences if n.beyond]

    def series(self, name: str) -> pd.DataFrame:
        """The authority's own figures of an indicator, every period."""
        rows = self.rows(name)
        own = (rows["area"] == self.area.code) & (rows["group"] == shapes.OWN)
        return rows[own & (rows["dimension"] == shapes.ALL)]

    def indicator(self, name: str) -> Indicator:
        """The indicator, with a break wherever this authority's own recording changed."""
        i = indicator(name)
        if i.id not in RECORDED_BY_PROVIDER:
            return i
        return replace(i, breaks=(*i.breaks, *steps(self.series(name))))

    def change(self, name: str, years: int = 1, level: float = 0.95) -> Change:
        """The change from the year before, or over five years."""
        i = self.indicator(name)
        test = last_change if years == 1 else five_year_change
        per = i.per if i.kind == "rate" else None
        return test(self.series(name), i.kind, per, [b.on for b in i.breaks], level)


def open_figures(name: str, today: str = "") -> Figures:
    """The figures of an authority by name or code; AbolishedAreaError or UnknownNameError.

    `today` (ISO) decides which releases are overdue; the day it is run when blank.
    """
    area = reporting_area(name)
    beside = store.neighbours([area.code])
    present = beside.loc[beside["model"] == NEIGHBOURS, "neighbour"]
    codes = {area.code, area.region, ENGLAND, *present}
    rows = store.beside(area.code, codes)
    rows = rows[rows["indicator"].isin(list(INDICATORS))]
    own = rows[(rows["group"] == shapes.OWN) & (rows["area"] == area.code)]
    newest = {**_newest(rows), **_newest(own)}
    empty = rows.iloc[:0]
    by_indicator = dict(tuple(rows.groupby("indicator", sort=False)))
    return Figures(
        area=area,
        today=date.fromisoformat(today) if today else date.today(),
        by_indicator={name: by_indicator.get(name, empty) for name in INDICATORS},
        newest=newest,
        beside=beside,
    )


def _newest(rows: pd.DataFrame) -> dict[str, pd.Timestamp]:
    """Each indicator's newest period."""
    found = rows.groupby("indicator")["period_end"].max()
    return {str(name): pd.Timestamp(when) for name, when in found.items()}


def source_line(chosen: list[Indicator]) -> str:
    """The publications behind some indicators, as a reader would cite them."""
    ids = dict.fromkeys(s for i in chosen for s in i.sources)
    return "; ".join(PUBLICATIONS[name].citation for name in ids)

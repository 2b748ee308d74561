"""The figures that a report about one authority draws on, opened once."""

from collections.abc import Mapping
from contextlib import nullcontext
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from analysis.briefing.own.figures import OwnFigures, own_figures
from analysis.briefing.parts import once
from analysis.catalogue import parameters
from analysis.catalogue.areas import ENGLAND, Area
from analysis.catalogue.indicator import Indicator
from analysis.catalogue.indicators import INDICATORS, indicator
from analysis.catalogue.sources.publications import PUBLICATIONS
from analysis.core import returned, shapes, store
from analysis.measure.change import POINT, Change, Points, as_points, five_year_change, last_change
from analysis.measure.notable import Notable, notable
from analysis.measure.steps import steps
from analysis.present import numbers
from analysis.present.rows import cut

NEIGHBOURS = shapes.NEIGHBOURS_2025
NO_POINTS = np.empty(0, dtype=POINT)
RECORDED_BY_PROVIDER = ("provided_by_own_authority", "provided_privately", "external_provision")


@dataclass(frozen=True)
class NewestFigure:
    """A whole figure in its newest period: its measured row, if any is published.

    An `average` is of similar authorities, and printed with a decimal where it has one.
    """

    indicator: Indicator
    row: Any | None
    average: bool = False

    @property
    def status(self) -> str:
        """Why there is no figure, or that there is one."""
        return shapes.NOT_AVAILABLE if self.row is None else str(self.row.status)

    @property
    def known(self) -> bool:
        """Whether there is a figure."""
        return self.status == shapes.OK

    def number(self, column: str = "value") -> float:
        """The value, or the number in another column; nan where there is none."""
        return float("nan") if self.row is None else float(getattr(self.row, column))

    @property
    def limits(self) -> tuple[float, float]:
        """The ends of the 95% interval; nan where there is none."""
        return self.number("lower95"), self.number("upper95")

    @property
    def has_interval(self) -> bool:
        """Whether counts stand behind it that give it an interval."""
        return not np.isnan(self.limits[0])

    def side(self, benchmark: "NewestFigure", without_interval: float = float("nan")) -> str:
        """'higher', 'lower' or 'similar' beside another by the 95% interval; '' where untested.

        A figure without an interval is similar within a share of itself, where one is given.
        """
        share, other = without_interval, benchmark.number()
        around = (self.number() * (1 - share), self.number() * (1 + share))
        lower, upper = self.limits if self.has_interval else around
        if np.isnan([lower, upper, other]).any():
            return ""
        return "higher" if lower > other else "lower" if upper < other else "similar"

    @property
    def when(self) -> str:
        """Its period in words; ValueError where nothing is published."""
        if self.row is None:
            raise ValueError(f"Nothing is published of '{self.indicator.id}'.")
        return self.indicator.label(self.row.period_end)

    @property
    def printed(self) -> str:
        """The figure as a table prints it, or the reason why there is none."""
        return numbers.figure(self.indicator, self.number(), self.status, average=self.average)

    def count(self, column: str) -> str:
        """A number behind the figure as a table prints it, or the reason why there is none."""
        number = self.number(column)
        return numbers.reason(self.status) if np.isnan(number) else numbers.plain(number)

    @property
    def interval(self) -> str:
        """The 95% interval in words."""
        return numbers.interval(self.indicator, *self.limits)


@dataclass(frozen=True)
class Figures:
    """Measured rows of an authority, its neighbours, its region and England.

    `measured` has those of an indicator together; `newest` is the newest period published for each
    (the authority's own, or else any); `beside` the statistical neighbours under each model,
    closest first; `today` the day on which the report is made; `own` what the authority's own
    return says, where it has one.
    """

    area: Area
    today: date
    measured: pd.DataFrame
    newest: Mapping[str, pd.Timestamp]
    beside: pd.DataFrame
    own: OwnFigures | None = None

    def rows(self, name: str) -> pd.DataFrame:
        """All rows of one indicator."""
        wanted = indicator(name).id
        if wanted not in self._picked:
            self._picked[wanted] = cut(self.measured, self._where.get(wanted, slice(0)))
        return self._picked[wanted]

    def all_rows(self, chosen: list[Indicator]) -> pd.DataFrame:
        """All rows of some indicators."""
        return pd.concat([self.rows(i.id) for i in chosen], ignore_index=True)

    @cached_property
    def _picked(self) -> dict[str, pd.DataFrame]:
        """The rows of the indicators that were asked for."""
        return {}

    @cached_property
    def _where(self) -> dict[str, slice]:
        return _runs(self.measured["indicator"])

    @cached_property
    def _whole(self) -> NDArray[np.bool_]:
        """Which rows are whole figures of the authority itself."""
        rows = self.measured
        own = (rows["area"] == self.area.code) & (rows["group"] == shapes.OWN)
        return (own & (rows["dimension"] == shapes.ALL)).to_numpy(dtype=bool)

    def value(
        self, name: str, code: str | None = None, group: str = shapes.OWN, statistic: str = "own"
    ) -> Any | None:
        """The row of a whole figure of the authority, its region or England when newest, if any."""
        return self._now.get((indicator(name).id, code or self.area.code, group, statistic))

    def here(self, name: str) -> NewestFigure:
        """The authority's own newest figure."""
        return NewestFigure(indicator(name), self.value(name))

    def england(self, name: str) -> NewestFigure:
        """England's newest figure."""
        return NewestFigure(indicator(name), self.value(name, ENGLAND))

    def similar(
        self, name: str, statistic: str = "median", model: str = NEIGHBOURS
    ) -> NewestFigure:
        """What similar authorities have in the newest period: their median, or another average."""
        row = self.value(name, group=model, statistic=statistic)
        return NewestFigure(indicator(name), row, average=True)

    @cached_property
    def _now(self) -> dict[tuple[str, str, str, str], Any]:
        """The rows of newest periods by indicator, area, group and statistic; no neighbour's."""
        rows, areas = self.measured, [self.area.code, self.area.region, ENGLAND]
        rows = rows[(rows["dimension"] == shapes.ALL) & rows["area"].isin(areas)]
        chosen = rows[rows["period_end"] == rows["indicator"].map(dict(self.newest))]
        keys = zip(*(chosen[c] for c in ("indicator", "area", "group", "statistic")), strict=True)
        return dict(zip(keys, chosen.itertuples(), strict=True))

    @cached_property
    def differences(self) -> list[Notable]:
        """What differs from similar authorities at 99.8%, the most first."""
        whole = [i for i in INDICATORS.values() if not i.split]
        return notable(self.measured, self.area.code, whole, self.newest)

    @property
    def findings(self) -> list[Notable]:
        """Those of the differences that are beyond all similar authorities."""
        return [n for n in self.differences if n.beyond]

    def series(self, name: str) -> pd.DataFrame:
        """The authority's own figures of an indicator, every period."""
        own = self._whole[self._where.get(indicator(name).id, slice(0))]
        return self.rows(name)[own]

    def points(self, name: str) -> Points:
        """The same as the tests of change take it, which is quicker: see `measure.change`."""
        return self._points.get(indicator(name).id, NO_POINTS)

    @cached_property
    def _points(self) -> dict[str, Points]:
        own = self.measured[self._whole]
        found = as_points(own)
        return {name: found[at] for name, at in _runs(own["indicator"]).items()}

    def indicator(self, name: str) -> Indicator:
        """The indicator, with a break wherever this authority's own recording changed."""
        return self._stepped.get(name) or indicator(name)

    @cached_property
    def _stepped(self) -> dict[str, Indicator]:
        """Indicators whose recording may have changed here, with a break where it has."""
        found = map(indicator, RECORDED_BY_PROVIDER)
        return {i.id: replace(i, breaks=(*i.breaks, *steps(self.series(i.id)))) for i in found}

    @property
    def recording_change(self) -> str:
        """When and how this authority's recording of providers changed last; '' if it did not."""
        breaks = self.indicator("external_provision").breaks
        return f"{breaks[-1].on:%B %Y}: {breaks[-1].why}" if breaks else ""

    @once
    def change(self, name: str, years: int = 1, level: float = 0.95) -> Change:
        """The change from the year before, or over five years."""
        i = self.indicator(name)
        test = last_change if years == 1 else five_year_change
        per = i.per if i.kind == "rate" else None
        return test(self.points(name), i.kind, per, [b.on for b in i.breaks], level)


def open_figures(name: str, today: str = "", internal: str = "") -> Figures:
    """The figures of an authority by name or code; AbolishedAreaError or UnknownNameError.

    `today` (ISO) decides which releases are overdue; the day it is run when blank. `internal` is
    for officers who explore: a folder of its own figures with small numbers (see docs/returns.md).
    """
    area, day = parameters.place(name), parameters.day(today) or date.today()
    beside = store.neighbours([area.code])
    present = beside.loc[beside["model"] == NEIGHBOURS, "neighbour"]
    codes = {area.code, area.region, ENGLAND, *present}
    rows = _together(store.beside(area.code, codes))
    own = rows[(rows["group"] == shapes.OWN) & (rows["area"] == area.code)]
    every, its = (each.groupby("indicator")["period_end"].max() for each in (rows, own))
    newest = {str(name): pd.Timestamp(when) for name, when in its.combine_first(every).items()}
    with returned.whole(Path(internal)) if internal else nullcontext():
        own_return = own_figures(area, day)
    return Figures(
        area=area,
        today=day,
        measured=rows,
        newest=newest,
        beside=beside,
        own=own_return,
    )


def _together(rows: pd.DataFrame) -> pd.DataFrame:
    """The rows of indicators of the catalogue: those of each together, otherwise in their order."""
    place = {name: n for n, name in enumerate(INDICATORS)}
    at = np.array([place.get(name, -1) for name in rows["indicator"].to_numpy(dtype=object)])
    return rows.iloc[np.argsort(at, kind="stable")[(at < 0).sum() :]]


def _runs(words: pd.Series) -> dict[str, slice]:
    """From where to where each word stands; ShapeError where equal ones do not stand together."""
    found = words.to_numpy(dtype=object)
    starts = [0, *np.flatnonzero(found[1:] != found[:-1]) + 1, len(found)]
    runs = {found[a]: slice(a, b) for a, b in pairwise(starts) if a < b}
    if sum(run.stop - run.start for run in runs.values()) != len(found):
        raise shapes.ShapeError("The rows of an indicator must stand together in Figures.measured.")
    return runs


def source_line(chosen: list[Indicator]) -> str:
    """The publications behind some indicators, as a reader would cite them."""
    ids = dict.fromkeys(s for i in chosen for s in i.sources)
    return "; ".join(PUBLICATIONS[name].citation for name in ids)

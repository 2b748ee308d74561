"""The figures of a council's own return, which stand beside the published ones."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

import pandas as pd

from analysis.catalogue.areas import Area
from analysis.core import returned


@dataclass(frozen=True)
class OwnFigures:
    """Protected figures of a council's return up to its last day, `as_at`.

    `measured` has the measured shape with days of 31 March and of quarters' ends; `counts` the
    counts behind them; `stays` how long things took, in the stays shape, none on a page of a day
    before the return's last one, up to which children are followed; `record` what the build said
    of them (see `core.returned.record`).
    """

    area: Area
    as_at: date
    measured: pd.DataFrame
    counts: pd.DataFrame
    stays: pd.DataFrame
    record: Mapping[str, Any]

    @property
    def made_up(self) -> bool:
        """Whether the return is an example in which no child is real."""
        return bool(self.record[returned.SYNTHETIC])

    @property
    def source(self) -> str:
        """Where its figures are from, as a line under a chart."""
        day = f"{self.as_at.day} {self.as_at:%B %Y}"
        if self.made_up:
            return f"a made-up return to {day}; no child in it is real"
        return f"{self.area.name}'s own return to {day}; not published"


def own_figures(area: Area, today: date) -> OwnFigures | None:
    """The figures of a council's own return that were known by a day; None where it has none.

    TableError where they cannot be read.
    """
    record = returned.record(area.slug)
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
    )

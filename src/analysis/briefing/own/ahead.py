"""The futures that a council's own return gives it, as a page of a day may tell them."""

from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

import numpy as np
import pandas as pd

from analysis.core import returned
from analysis.core.shapes import ALL
from analysis.forecast.histories.judging import ENOUGH, HISTORIES
from analysis.forecast.histories.summary import IN_CARE
from analysis.forecast.scenarios import AS_NOW
from analysis.present.words.homes.forecast import NARROW


@dataclass(frozen=True)
class OwnAhead:
    """A council's futures from its last day: `projected`, `chances` and `judged` in their shapes.

    `method` is the one that its own past favours (see `forecast.histories.judging`).
    """

    projected: pd.DataFrame
    chances: pd.DataFrame
    judged: pd.DataFrame
    method: str

    def rows(self, measure: str, dimension: str = ALL, category: str = ALL) -> pd.DataFrame:
        """One figure by the day or the year it is of, the first one first; empty without it."""
        key = (measure, dimension, category)
        return (
            self._as_now.get_group(key) if key in self._as_now.groups else self.projected.iloc[:0]
        )

    @cached_property
    def _as_now(self) -> Any:
        rows = self.projected[self.projected["scenario"] == AS_NOW].sort_values("period_end")
        return rows.groupby(["measure", "dimension", "category"])

    @cached_property
    def first(self) -> date:
        """The day on which they begin."""
        return self._days.iloc[0].date()

    @cached_property
    def last(self) -> date:
        """The day on which they end."""
        return self._days.iloc[-1].date()

    @cached_property
    def whole_years(self) -> list[pd.Timestamp]:
        """The ends of the years to 31 March that are ahead from their first to their last day."""
        ends = [pd.Timestamp(year, 3, 31) for year in range(self.first.year, self.last.year + 1)]
        return [
            end
            for end in ends
            if self.first <= end.replace(year=end.year - 1).date() and end.date() <= self.last
        ]

    def chance(self, kind: str, year: pd.Timestamp, places: int) -> float:
        """In how many per cent of futures so many places are not enough in a year."""
        rows = self._places(kind, year)
        if places < rows["places"].min():
            return 100.0
        return float(rows["chance"].to_numpy()[rows["places"].to_numpy() == places].sum())

    def enough(self, kind: str, year: pd.Timestamp, chance: float) -> int:
        """The fewest places that are too few in at most such a chance, in per cent."""
        rows = self._places(kind, year)
        return int(rows.loc[rows["chance"] <= chance, "places"].min())

    def years_of(self, kind: str) -> list[pd.Timestamp]:
        """The years with chances for a kind of home, parts of years too; none where it has none."""
        return sorted(year for of, year in self._of_year if of == kind)

    def is_narrow(self, dimension: str, category: str) -> bool:
        """Whether the range of eight of ten held too little of a part on the council's own past."""
        rows = self.judged[self.judged["method"] == HISTORIES]
        rows = rows[(rows["dimension"] == dimension) & (rows["category"] == category)]
        rows = rows[rows["forecasts"] >= ENOUGH]
        return len(rows) > 0 and bool(
            np.average(rows["held80"], weights=rows["forecasts"]) < NARROW
        )

    def _places(self, kind: str, year: pd.Timestamp) -> pd.DataFrame:
        return self._of_year.get((kind, year), self.chances.iloc[:0])

    @cached_property
    def _of_year(self) -> dict[Any, pd.DataFrame]:
        return dict(iter(self.chances.groupby(["placement", "period_end"])))

    @cached_property
    def _days(self) -> pd.Series:
        return self.rows(IN_CARE)["period_end"]


def own_ahead(slug: str, record: dict[str, Any], today: date) -> OwnAhead | None:
    """A council's futures; None where its return gives none, or ends after the page's day.

    TableError where they cannot be read.
    """
    kept = record.get(returned.FUTURES, {})
    if not kept.get(returned.METHOD) or date.fromisoformat(record[returned.AS_AT]) > today:
        return None
    return OwnAhead(
        returned.futures(slug),
        returned.chances(slug),
        returned.judged(slug),
        kept[returned.METHOD],
    )

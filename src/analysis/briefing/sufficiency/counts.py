"""The counts of one authority, looked up by figure and year."""

from typing import Any

import pandas as pd

from analysis.core import shapes
from analysis.present import numbers

NO_COUNTS = ("percent", "per_10000")
Row = tuple[int, float, str]


class Counted:
    """Counts by measure, dimension and category: year, value and status of each, oldest first."""

    def __init__(self, counts: pd.DataFrame) -> None:
        whole = counts[~counts["unit"].isin(NO_COUNTS)].sort_values("period_end", kind="stable")
        names = ("measure", "dimension", "category")
        words = (whole[name].to_numpy(dtype=object) for name in names)
        years = pd.DatetimeIndex(whole["period_end"]).year.tolist()
        values = whole["value"].astype(float).tolist()
        cells = zip(years, values, whole["status"].to_numpy(dtype=object), strict=True)
        self._rows: dict[tuple[Any, ...], list[Row]] = {}
        for key, row in zip(zip(*words, strict=True), cells, strict=True):
            self._rows.setdefault(key, []).append(row)

    def rows(
        self, measure: str, dimension: str = shapes.ALL, category: str = shapes.ALL
    ) -> list[Row]:
        """Year, value and status of one figure, oldest first; empty when there is none."""
        return self._rows.get((measure, dimension, category), [])

    def series(
        self, measure: str, dimension: str = shapes.ALL, category: str = shapes.ALL
    ) -> dict[int, float]:
        """The figure by year, nan where it is not published; empty when there is none."""
        rows = self.rows(measure, dimension, category)
        return {year: value for year, value, _ in rows}

    def at(
        self, year: int, measure: str, dimension: str = shapes.ALL, category: str = shapes.ALL
    ) -> float:
        """One figure, nan where there is none."""
        return self.series(measure, dimension, category).get(year, float("nan"))

    def newest(self, measure: str, dimension: str = shapes.ALL, category: str = shapes.ALL) -> int:
        """The newest year of a figure; 0 where there is none."""
        return max(self.series(measure, dimension, category), default=0)

    def told(
        self, year: int, measure: str, dimension: str = shapes.ALL, category: str = shapes.ALL
    ) -> str:
        """One figure as a table prints it, or the reason why there is none."""
        rows = self.rows(measure, dimension, category)
        found = next((row for row in rows if row[0] == year), None)
        if found is None:
            return numbers.reason(shapes.NOT_AVAILABLE)
        _, value, status = found
        return numbers.reason(str(status)) if pd.isna(value) else numbers.plain(float(value))

"""Rows of a truth, each begun at nought, so that an empty category is a row too."""

from collections.abc import Iterable
from datetime import date

import pandas as pd

ALL = "all"
COLUMNS = ("measure", "area", "period_end", "dimension", "category", "value", "unit")


class Tally:
    """Counts by measure, dimension and category. What was not expected cannot be counted."""

    def __init__(self) -> None:
        self._values: dict[tuple[str, str, str], float] = {}
        self._units: dict[str, str] = {}

    def expect(
        self,
        measure: str,
        dimension: str = ALL,
        categories: Iterable[str] = (ALL,),
        unit: str = "children",
    ) -> None:
        """Begin rows at nought."""
        self._units[measure] = unit
        for each in categories:
            self._values[measure, dimension, each] = 0

    def count(
        self, measure: str, dimension: str = ALL, category: str = ALL, more: float = 1
    ) -> None:
        """One more in a row, or so many; KeyError where the row is not expected."""
        self._values[measure, dimension, category] += more

    def frame(self, area: str, day: date) -> pd.DataFrame:
        """The rows as a frame of COLUMNS, in the order in which they were expected."""
        rows = [
            (measure, area, day, dimension, category, float(value), self._units[measure])
            for (measure, dimension, category), value in self._values.items()
        ]
        return pd.DataFrame(rows, columns=list(COLUMNS))

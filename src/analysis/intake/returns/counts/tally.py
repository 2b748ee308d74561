"""Counting children into rows of the counts shape."""

from collections.abc import Iterable, Mapping
from copy import copy
from datetime import date

import numpy as np
import pandas as pd

from analysis.catalogue.returns.categories import NOT_KNOWN
from analysis.core import shapes

SOURCE = "return"
CHILDREN = "children"


class Tally:
    """The counts of one council on one day, gathered measure by measure."""

    def __init__(self, area: str, day: date, as_at: date) -> None:
        self.area, self.day, self.as_at = area, day, as_at
        self._rows: list[tuple[str, str, str, float, str, str]] = []
        self._known = True

    def if_known(self, known: bool) -> "Tally":
        """This tally; where not known, the same one to which every figure is not available."""
        other = copy(self)
        other._known = self._known and known
        return other

    def total(self, measure: str, value: float, unit: str = CHILDREN) -> None:
        """One figure; a missing value (NaN) is not available."""
        self.part(measure, shapes.ALL, shapes.ALL, value, unit)

    def split(
        self,
        measure: str,
        dimension: str,
        names: pd.Series,
        categories: Iterable[str],
        unit: str = CHILDREN,
    ) -> None:
        """A figure for each category, zeros too; what is in none is `not_known`, if there is any.

        `names` has the category of each child or event counted, missing where it is in none.
        """
        each = names.astype("category").array
        number = np.bincount(each.codes + 1, minlength=len(each.categories) + 1)
        found = dict(zip(each.categories, number[1:], strict=True))
        found[NOT_KNOWN] = found.get(NOT_KNOWN, 0) + number[0]
        known = list(dict.fromkeys(categories))
        unplaced = [NOT_KNOWN] if found[NOT_KNOWN] and NOT_KNOWN not in known else []
        for name in (*known, *unplaced):
            self.part(measure, dimension, name, found.get(name, 0), unit)

    def part(
        self, measure: str, dimension: str, category: str, value: float, unit: str = CHILDREN
    ) -> None:
        """One category of a dimension; a missing value (NaN) is not available."""
        there = self._known and value == value
        status = shapes.OK if there else shapes.NOT_AVAILABLE
        number = float(value) if there else float("nan")
        self._rows.append((measure, dimension, category, number, unit, status))

    def counts(self) -> pd.DataFrame:
        """All of it in the counts shape: unprotected, for memory only."""
        columns = ["measure", "dimension", "category", "value", "unit", "status"]
        at_march = (self.day.month, self.day.day) == (3, 31)
        return pd.DataFrame(self._rows, columns=columns).assign(
            area=self.area,
            period_end=pd.Timestamp(self.day),
            frequency="annual" if at_march else "in_year",
            source=SOURCE,
            release=self.as_at.isoformat(),
        )[list(shapes.COUNTS)]


def coded(
    codes: pd.Series, categories: Mapping[str, str], otherwise: str | None = None
) -> pd.Series:
    """The category of each code; `otherwise` where the code is missing or in none."""
    names = [*dict.fromkeys([*categories.values(), *([otherwise] if otherwise else [])])]
    held = codes.astype("category").array
    found = [categories.get(code, otherwise) for code in (*held.categories, None)]
    places = np.array([-1 if name is None else names.index(name) for name in found])
    each = pd.Categorical.from_codes(places[held.codes], pd.Index(names))
    return pd.Series(each, index=codes.index)


def banded(years: pd.Series, bands: Mapping[str, int]) -> pd.Series:
    """The band of each age in whole years: `bands` has the first year of each, rising."""
    at = np.searchsorted(list(bands.values()), years.fillna(-1).to_numpy(), side="right") - 1
    return pd.Series(pd.Categorical.from_codes(at, pd.Index([*bands])), index=years.index)


def age(born: pd.Series, on: pd.Series | pd.Timestamp) -> pd.Series:
    """Age in whole years on a day; a child born on 29 February has a birthday on 1 March.

    Missing where the date of birth is missing or after the day.
    """
    day = on if isinstance(on, pd.Series) else pd.Series(on, index=born.index)
    had_birthday = (day.dt.month * 100 + day.dt.day) >= (born.dt.month * 100 + born.dt.day)
    years = day.dt.year - born.dt.year - (~had_birthday).astype("int64")
    return years.where(born <= day)


def years_before(day: date, years: int, months: int = 0) -> pd.Timestamp:
    """The same day of the month, years and months earlier; the month's last day if it has none."""
    return pd.Timestamp(day) - pd.DateOffset(years=years, months=months)

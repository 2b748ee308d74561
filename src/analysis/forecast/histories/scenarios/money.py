"""Children by month as pounds by financial year, 1 April to 31 March, in each future.

A month's children are those at its end, for all of its days. Prices stay those of their year.
"""

from dataclasses import dataclass
from datetime import date

import numpy as np

from analysis.forecast.histories.careers import Days
from analysis.forecast.histories.scenarios.course import Array, Course


@dataclass(frozen=True, repr=False)
class Years:
    """Financial years by the calendar year in which they end, and how much of each is forecast.

    `weeks` is month x year: the weeks of each month that lie in the year; `days` those of each
    year, and `first` and `last` the first and last day that are forecast.
    """

    ends: tuple[int, ...]
    weeks: Array
    days: Days
    first: int
    last: int

    @classmethod
    def of(cls, ends: Days) -> "Years":
        """Those of months that end on these days, the first of which is that of the histories."""
        first, last = int(ends[0]) + 1, int(ends[-1])
        years = tuple(range(_year_of(first), _year_of(last) + 1))
        begins, stops = _bounds(years)
        since = np.append(ends[0], ends[:-1])[:, None]
        days = np.minimum(ends[:, None], stops) - np.maximum(since, begins - 1)
        return cls(years, np.maximum(days, 0) / 7, stops - begins + 1, first, last)

    @property
    def whole(self) -> tuple[bool, ...]:
        """Whether each year is forecast from its first day to its last."""
        return tuple(bool(n) for n in np.isclose(self.weeks.sum(0) * 7, self.days))

    def shares_after(self, day: date) -> Array:
        """The share of each year that is forecast and not before a day."""
        begins, stops = _bounds(self.ends)
        since = np.maximum(begins, max(self.first, day.toordinal()))
        days = np.minimum(stops, self.last) - since + 1
        return np.asarray(np.maximum(days, 0) / self.days)


@dataclass(frozen=True, repr=False)
class Spent:
    """Weeks of children in each year, future x state x year: all, and those paid by the week."""

    years: Years
    all: Array
    paid: Array
    running: tuple[tuple[date, float], ...]

    @classmethod
    def of(cls, course: Course, years: Years) -> "Spent":
        """Those of a course of children; where a home has a budget, its children cost no fee."""
        everyone, budgeted = (
            np.tensordot(children, years.weeks, axes=(1, 0))
            for children in (course.children, course.budgeted)
        )
        return cls(years, everyone, everyone - budgeted, course.running)

    def pounds(self, weekly: Array) -> Array:
        """What they cost in each year, future x year, with all budgets for all of their days.

        `weekly` is the price of a week in each state; states without one (nan) cost nothing here.
        """
        fees = np.einsum("fsy,s->fy", self.paid, np.nan_to_num(weekly))
        return fees + sum(amount * self.years.shares_after(day) for day, amount in self.running)

    def mix(self, part: list[int]) -> Array:
        """The percentage of all children's weeks that are spent in some states, future x year."""
        return np.asarray(100 * self.all[:, part].sum(1) / np.maximum(self.all.sum(1), 1e-9))

    def mean_price(self, weekly: Array, part: list[int]) -> Array:
        """The mean price of a week that is paid in some states, future x year; nan where nobody
        lives there. States without a price are left out.
        """
        priced = [n for n in part if np.isfinite(weekly[n])]
        paid = self.paid[:, priced]
        with np.errstate(invalid="ignore"):
            return np.asarray(np.einsum("fsy,s->fy", paid, weekly[priced]) / paid.sum(1))


def _bounds(years: tuple[int, ...]) -> tuple[Days, Days]:
    """The first and last day of each financial year."""
    begins = [date(year - 1, 4, 1).toordinal() for year in years]
    stops = [date(year, 3, 31).toordinal() for year in years]
    return np.array(begins), np.array(stops)


def _year_of(day: int) -> int:
    """The calendar year in which the financial year of a day ends."""
    found = date.fromordinal(day)
    return found.year + (found.month > 3)

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


def child_weeks(children: Array, years: Years) -> Array:
    """Weeks of children (future x month x state) in each year: future x state x year."""
    return np.einsum("fms,my->fsy", children, years.weeks, optimize=True)


def pounds(course: Course, weekly: Array, years: Years) -> Array:
    """What a course of children costs in each year, future x year.

    `weekly` is the price of a week in each state; states without one (nan) cost nothing here.
    Children whose home has a budget cost no fee, and the budget is paid for all of its days.
    """
    paid = child_weeks(course.children - course.budgeted, years)
    fees = np.einsum("fsy,s->fy", paid, np.nan_to_num(weekly))
    return fees + sum(amount * years.shares_after(day) for day, amount in course.running)


def mix(course: Course, years: Years, part: list[int]) -> Array:
    """The percentage of all children's weeks that are spent in some states, future x year."""
    spent = child_weeks(course.children, years)
    return np.asarray(100 * spent[:, part].sum(1) / np.maximum(spent.sum(1), 1e-9))


def mean_price(course: Course, weekly: Array, years: Years, part: list[int]) -> Array:
    """The mean price of a week in those of some states that have one and no budget, future x year;
    nan where nobody lives there.
    """
    priced = [n for n in part if np.isfinite(weekly[n])]
    paid = child_weeks(course.children - course.budgeted, years)[:, priced]
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

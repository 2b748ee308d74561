"""Quarters of a council's financial year: `2025-26Q2` is July to September 2025."""

import re
from dataclasses import dataclass
from datetime import date, timedelta

from analysis.core.errors import CareAnalysisError

# The Children Act 1989 came into force in October 1991; nobody keeps quarters from before it.
FIRST_YEAR, LAST_YEAR = 1991, 2100
_WRITTEN = re.compile(r"(\d{4})-(\d{2})Q([1-4])")
_MONTHS = ("April to June", "July to September", "October to December", "January to March")


class QuarterError(CareAnalysisError):
    """What was given is not a quarter of a financial year."""


@dataclass(frozen=True, order=True)
class Quarter:
    """A quarter, by the calendar year in which its financial year begins and its number, 1 to 4."""

    year: int
    number: int

    @property
    def code(self) -> str:
        """As it is written in files and parameters: '2025-26Q2'."""
        return f"{self.year}-{(self.year + 1) % 100:02d}Q{self.number}"

    @property
    def first(self) -> date:
        """Its first day."""
        return date(self.year + (self.number == 4), (3 * self.number) % 12 + 1, 1)

    @property
    def last(self) -> date:
        """Its last day."""
        return self.next.first - timedelta(days=1)

    @property
    def next(self) -> "Quarter":
        """The quarter after it."""
        return self.back(-1)

    @property
    def previous(self) -> "Quarter":
        """The quarter before it."""
        return self.back(1)

    @property
    def words(self) -> str:
        """As a reader would say it: 'July to September 2025'."""
        return f"{_MONTHS[self.number - 1]} {self.first.year}"

    def back(self, quarters: int) -> "Quarter":
        """The quarter so many before it (after it where `quarters` is below 0)."""
        years, left = divmod(4 * self.year + self.number - 1 - quarters, 4)
        return Quarter(years, left + 1)


def quarter(written: str) -> Quarter:
    """The quarter written as '2025-26Q2'; QuarterError for all else, and for an impossible year."""
    found = _WRITTEN.fullmatch(written.strip())
    if not found or (int(found[1]) + 1) % 100 != int(found[2]):
        raise QuarterError(
            f"'{written}' is not a quarter of a financial year; write 2025-26Q2 for July to "
            "September 2025."
        )
    if not FIRST_YEAR <= int(found[1]) < LAST_YEAR:
        raise QuarterError(
            f"There is no figure of the quarter '{written}'; give one from {FIRST_YEAR} to "
            f"{LAST_YEAR}."
        )
    return Quarter(int(found[1]), int(found[3]))


def in_time(day: date) -> bool:
    """Whether a figure or a page can be of a day."""
    return FIRST_YEAR <= day.year <= LAST_YEAR


def quarter_of(day: date) -> Quarter:
    """The quarter that a day lies in."""
    return Quarter(day.year - (day.month < 4), (day.month - 4) % 12 // 3 + 1)


def newest_whole(today: date) -> Quarter:
    """The newest quarter that had ended before a day."""
    return quarter_of(today).previous

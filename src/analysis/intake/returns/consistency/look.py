"""Records laid out so that rules across rows are quick: children as numbers, facts by year."""

from datetime import date
from functools import cached_property

import numpy as np
import pandas as pd

from analysis.catalogue.returns.codes.care import SHORT_BREAKS
from analysis.catalogue.returns.tables import TABLES
from analysis.intake.returns.fault import Findings
from analysis.intake.returns.files.names import first_day, last_day
from analysis.intake.returns.records import Records

Days = np.ndarray
"""Days of numpy, datetime64[D], with NaT."""


class Look:
    """A look at records: their tables, with children and years as whole numbers from 0.

    `child[table]` and `year[table]` have a number for each row; a key is year x children + child.
    """

    def __init__(self, records: Records, findings: Findings) -> None:
        self.records, self.findings = records, findings
        self.tables = records.tables
        self.years = records.years
        told = [frame["CHILD"] for frame in self.tables.values()]
        numbers, self.ids = pd.factorize(pd.concat(told, ignore_index=True))
        parts = np.split(numbers, np.cumsum([len(each) for each in told])[:-1])
        self.child = dict(zip(self.tables, parts, strict=True))
        every = np.array(self.years)
        self.year = {n: np.searchsorted(every, f["YEAR"]) for n, f in self.tables.items()}

    def __repr__(self) -> str:
        """The records' own repr, which shows counts only."""
        return f"Look({self.records!r})"

    @property
    def children(self) -> int:
        """How many children there are in all tables of all years."""
        return max(len(self.ids), 1)

    def key(self, table: str) -> np.ndarray:
        """Year and child of each row in one number."""
        return self.year[table] * self.children + self.child[table]

    def days(self, table: str, column: str) -> Days:
        """A date column as days of numpy."""
        return self.tables[table][column].to_numpy().astype("datetime64[D]")

    def codes(self, table: str, column: str) -> np.ndarray:
        """A code column as texts, None where it is missing: for comparing with few codes."""
        categories = self.tables[table][column].cat
        names = np.array([*categories.categories, None], dtype=object)
        return names[categories.codes]

    def is_in(self, table: str, column: str, wanted: tuple[str, ...]) -> np.ndarray:
        """Where a code is one of some."""
        codes = self.tables[table][column].cat
        among = np.array([*(c in wanted for c in codes.categories), False])
        return among[codes.codes]

    def first(self, table: str) -> Days:
        """The first day of the year of each row."""
        days = np.array([first_day(year) for year in self.years], dtype="datetime64[D]")
        return days[self.year[table]]

    def last(self, table: str) -> Days:
        """The last day of the year of each row; of the newest, the last that it covers."""
        days = np.array([self.last_of(year) for year in self.years], dtype="datetime64[D]")
        return days[self.year[table]]

    def last_of(self, year: int) -> date:
        """The last day that the return of a year covers."""
        return self.records.as_at if year == self.years[-1] else last_day(year)

    @cached_property
    def born(self) -> Days:
        """The date of birth by year and child, from the header: flat, at a row's key."""
        return self.by_child("header", self.days("header", "DOB"), np.datetime64("NaT", "D"))

    def by_child(self, table: str, values: np.ndarray, otherwise: object) -> np.ndarray:
        """A value for each year and child, at its key; that of the last row where there are
        several, `otherwise` where there is none.
        """
        found = np.full(len(self.years) * self.children, otherwise, dtype=values.dtype)
        found[self.key(table)] = values
        return found

    def there(self, table: str) -> np.ndarray:
        """Whether a year and child has a row in a table, at its key."""
        return self.by_child(table, np.ones(len(self.tables[table]), dtype=bool), False)

    @cached_property
    def short_breaks(self) -> np.ndarray:
        """Where an episode is of short-term breaks."""
        return self.is_in("episodes", "LS", SHORT_BREAKS)

    def given(self, table: str) -> np.ndarray:
        """Whether the year of each row of the records' years has a table, by place of the year."""
        return np.array([self.records.has(table, year) for year in self.years])

    def tell(
        self, kind: str, table: str, wrong: np.ndarray, column: str = "", **words: object
    ) -> None:
        """Tell of the rows of a table where `wrong`, one fault for each file."""
        if not wrong.any():
            return
        frame, declared = self.tables[table], TABLES[table]
        files, lines = frame["FILE"].to_numpy()[wrong], frame["LINE"].to_numpy()[wrong]
        children = self.child[table][wrong]
        touches = declared.column(column).touches if column else ()
        for file in np.unique(files):
            of = files == file
            self.findings.add(
                kind,
                self.records.files[file],
                column,
                table=table,
                lines=lines[of],
                children=len(np.unique(children[of])),
                touches=touches or declared.touches,
                **words,  # type: ignore[arg-type]
            )

    def tell_years(
        self, kind: str, table: str, wrong: np.ndarray, column: str = "", **words: object
    ) -> None:
        """Tell of rows, apart for each year, whose words are `year`, `first` and `last` too."""
        for place, year in enumerate(self.years):
            of = wrong & (self.year[table] == place)
            last = self.last_of(year)
            days = {"first": spoken(first_day(year)), "last": spoken(last)}
            self.tell(kind, table, of, column, year=year, **days, **words)


def first_rows(key: np.ndarray, wrong: np.ndarray) -> np.ndarray:
    """`wrong` at the first row alone of each key that has a wrong row."""
    at = np.flatnonzero(wrong)
    found = np.zeros(len(wrong), dtype=bool)
    found[at[np.unique(key[at], return_index=True)[1]]] = True
    return found


def spoken(day: date) -> str:
    """'31 March 2025'."""
    return f"{day.day} {day:%B %Y}"


def birthday(born: Days, age: int) -> Days:
    """The day on which somebody born on a day becomes an age; 1 March for 29 February."""
    month = born.astype("datetime64[M]")
    return (month + np.timedelta64(12 * age, "M")).astype("datetime64[D]") + (
        born - month.astype("datetime64[D]")
    )

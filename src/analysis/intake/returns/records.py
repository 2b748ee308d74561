"""What a council's returns hold once they were read: a frame for each table, all years stacked.

This is what reading hands to repair and to counting. A record of a child never leaves the process
that read it: nothing here is written to disk, and no repr shows a value.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from typing import Any

import pandas as pd

from analysis.catalogue.returns.codes import lists as codes
from analysis.catalogue.returns.tables import ADDED, CODE, DATE, FLAG, NUMBER, TABLES, Column

FIGURES = {FLAG, NUMBER}
DAY = "datetime64[s]"
ADDED_TYPES = dict(zip(ADDED, ("int16", "int16", "int32"), strict=True))


@dataclass(frozen=True, repr=False)
class Records:
    """What a council's returns hold, all years stacked; repr prints counts only.

    `area` is its DfE code, or "" when not known; `as_at` the last day that the newest return
    covers: 31 March of its year, or an extract's day; `years` the collection years read, oldest
    first (2025 ends on 31 March 2025); `files` the names of the files read, in the order of FILE.

    `tables` has every table of `catalogue.returns.tables.TABLES`, empty where no file holds it,
    with its declared columns in their order and then YEAR (collection year, int16), FILE (int16)
    and LINE (int32: line of the file, whose header is line 1; of XML, the number of the element
    among those of its table). CHILD, postcodes, UPN, URN and SW_ID are `str`; dates
    `datetime64[s]`, NaT when blank or unreadable; codes `category` of upper-case text, missing
    when blank or not known in that year; numbers and flags `float32`. SEX is M, F or U in every
    year.

    `given` are the tables of years that a file held, with rows or without: no rows of a table
    that was given are none, no rows of one that was not are not known (see `has`).
    """

    area: str
    as_at: date
    years: tuple[int, ...]
    files: tuple[str, ...]
    tables: dict[str, pd.DataFrame]
    given: frozenset[tuple[str, int]] | None = None

    def has(self, table: str, year: int) -> bool:
        """Whether a table of a collection year was given, be it without rows."""
        if self.given is not None:
            return (table, year) in self.given
        return bool((self.tables[table]["YEAR"] == year).any())

    def with_tables(self, **tables: pd.DataFrame) -> "Records":
        """The same records with other frames for some tables."""
        return replace(self, tables={**self.tables, **tables})

    def __repr__(self) -> str:
        """Counts only: 'Records(area 380, 5 years, 12,345 episodes, 3,210 header, ...)'."""
        held = (f"{len(frame):,} {name}" for name, frame in self.tables.items() if len(frame))
        years = f"{len(self.years)} year{'s' * (len(self.years) != 1)}"
        return f"Records({', '.join([f'area {self.area or chr(63)}', years, *held])})"


def empty(table: str) -> pd.DataFrame:
    """A frame with the columns and types of a table, and no rows."""
    named = {c.name: pd.Series(dtype=dtype_of(c)) for c in TABLES[table].columns}
    added = {name: pd.Series(dtype=kind) for name, kind in ADDED_TYPES.items()}
    return pd.DataFrame({**named, **added})


@cache
def dtype_of(column: Column) -> str | pd.CategoricalDtype:
    """The type that a column of records has."""
    if column.kind == CODE:
        return pd.CategoricalDtype(list(codes.categories(column.codes)))
    return DAY if column.kind == DATE else "float32" if column.kind in FIGURES else "str"


def frame(table: str, columns: Mapping[str, Any], year: int = 0, file: int = 0) -> pd.DataFrame:
    """A frame of a table from some of its columns, for tests and generators.

    Values are as records have them (dates as anything that pandas takes for a date); what is not
    given is missing; YEAR, FILE and LINE are `year`, `file` and 2, 3, ... where not given.
    KeyError where a column is not the table's.
    """
    declared = TABLES[table]
    for name in columns:
        if name not in (*declared.names, *ADDED):
            raise KeyError(f"{table} has no column {name}")
    bare = {n: v.array if isinstance(v, pd.Series) else v for n, v in columns.items()}
    index = pd.RangeIndex(max((len(pd.Series(v)) for v in bare.values()), default=0))
    made = {
        c.name: pd.Series(bare.get(c.name), index=index, dtype=dtype_of(c))
        for c in declared.columns
    }
    added = {"YEAR": year, "FILE": file, "LINE": index.to_numpy() + 2}
    for name, kind in ADDED_TYPES.items():
        made[name] = pd.Series(bare.get(name, added[name]), index=index, dtype=kind)
    return pd.DataFrame(made)

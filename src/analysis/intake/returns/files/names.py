"""The collection year, or the day of an extract, that a folder's or file's name says.

'2025', '2024_25', '2024-25', '2024/25' and '2024-2025' are the collection year that ends on 31
March 2025; '2025-09-30' and '20250930' are an extract of that day, of the collection year 2026.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import PurePosixPath

_DAY = re.compile(r"(?<!\d)(20\d\d)[-_.]?(0[1-9]|1[0-2])[-_.]?(0[1-9]|[12]\d|3[01])(?!\d)")
_TWO = re.compile(r"(?<!\d)(20\d\d)\s*[-_/ .]\s*(?:20)?(\d\d)(?!\d)")
_ONE = re.compile(r"(?<!\d)(20\d\d)(?!\d)")


@dataclass(frozen=True)
class Named:
    """What a name says: a collection year, and the day of an extract where it gives one.

    `bare` where it says one year alone, as '2025', which some name by the year it begins in.
    """

    year: int
    day: date | None = None
    bare: bool = field(default=False, compare=False)


def collection_year(day: date) -> int:
    """The collection year that a day lies in: 1 April 2024 to 31 March 2025 is 2025."""
    return day.year + ((day.month, day.day) >= (4, 1))


def first_day(year: int) -> date:
    """1 April, with which a collection year begins."""
    return date(year - 1, 4, 1)


def last_day(year: int) -> date:
    """31 March, with which a collection year ends."""
    return date(year, 3, 31)


def named(path: PurePosixPath) -> Named | None:
    """What the path of a file says: its name, or the nearest folder that says one thing only.

    The day in a file's own name is left aside: it is mostly the day on which it was exported.
    """
    for part in (path.stem, *(folder.name for folder in path.parents)):
        said = {each for each in _said(part) if part != path.stem or each.day is None}
        if len(said) == 1:
            return said.pop()
    return None


def _said(part: str) -> Iterator[Named]:
    """Every year or day that a part of a path says."""
    rest = part
    for found in _DAY.finditer(part):
        try:
            day = date(int(found[1]), int(found[2]), int(found[3]))
        except ValueError:
            continue
        rest = rest.replace(found[0], " ")
        yield Named(collection_year(day), day)
    for found in _TWO.finditer(rest):
        if int(found[2]) == (int(found[1]) + 1) % 100:
            rest = rest.replace(found[0], " ")
            yield Named(int(found[1]) + 1)
    for found in _ONE.finditer(rest):
        yield Named(int(found[1]), bare=True)

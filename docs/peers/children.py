"""Children who never lived, each with one difficulty for whoever reads a return of 2025-26."""

from collections.abc import Mapping
from datetime import date
from itertools import pairwise

from analysis.catalogue.areas import reporting_area
from analysis.pipeline.synthetic_return.lives import (
    Away,
    Break,
    Child,
    Health,
    Home,
    Stay,
    Synthetic,
)

YEARS = (2022, 2023, 2024, 2025, 2026)
POST, OWN = "ZB9 9ZZ", "YA9 9ZZ"
TRANSITION = date(2023, 10, 28)


def stay(start: date, kind: str = "U4", end: date | None = None, reason: str = "") -> Stay:
    """Care in one home."""
    home = Home(start, [(start, kind)], "PR1", "SC900001", POST)
    return Stay(start, [(start, "C2")], [home], end=end, reason=reason)


def _supported() -> Stay:
    """H5, then P2, then K3, in three homes."""
    first = date(2021, 9, 6)
    homes = [
        Home(first, [(first, "H5")], "PR4", "", POST, why="CARPL"),
        Home(date(2022, 9, 5), [(date(2022, 9, 5), "P2")], "PR4", "", POST, why="CARPL"),
        Home(TRANSITION, [(TRANSITION, "K3")], "PR4", "SC900002", POST),
    ]
    for before, after in pairwise(homes):
        before.end = after.start
    return Stay(first, [(first, "V2")], homes)


def _hospital() -> Stay:
    """In foster care, and in hospital for a month over 31 March 2026."""
    there = stay(date(2024, 5, 7))
    there.away.append(Away(date(2026, 3, 16), date(2026, 4, 17), "T1", POST))
    return there


def _break(status: str, start: date, end: date) -> list[Break]:
    return [Break(start, end, status, "K2", "PR1", "SC900003", POST)]


def _child(said: str, dob: date, *stays: Stay, **more: object) -> tuple[str, Child]:
    made = Child("", dob, "M", "WBRI", "A123456789012", OWN, stays=[*stays])
    for name, value in more.items():
        setattr(made, name, value)
    return said, made


MADE: Mapping[str, Child] = dict(
    [
        _child(
            "16 on 31 March, with one carer since 2014", date(2010, 3, 31), stay(date(2014, 6, 2))
        ),
        _child("16 a day later", date(2010, 4, 1), stay(date(2014, 6, 2))),
        _child(
            "born on 29 February 2016, in care since 2018",
            date(2016, 2, 29),
            stay(date(2018, 4, 9)),
        ),
        _child(
            "one year old on 31 March, and came that day",
            date(2025, 3, 31),
            stay(date(2026, 3, 31)),
        ),
        _child("came at two days old, now 14 months", date(2025, 1, 20), stay(date(2025, 1, 22))),
        _child("under 1", date(2025, 9, 1), stay(date(2025, 9, 3))),
        _child("H5, then P2, then K3", date(2008, 5, 3), _supported()),
        _child(
            "short break under V3 over 31 March",
            date(2014, 7, 8),
            breaks=_break("V3", date(2026, 3, 28), date(2026, 4, 3)),
        ),
        _child(
            "short breaks under V4 all year",
            date(2014, 7, 9),
            breaks=_break("V4", date(2025, 2, 3), date(2026, 5, 5)),
        ),
        _child("fostered, in hospital (T1) on 31 March", date(2015, 8, 4), _hospital()),
        _child(
            "alone, status ended in February",
            date(2009, 6, 6),
            stay(date(2024, 8, 5)),
            uasc=True,
            duc=date(2026, 2, 2),
        ),
        _child(
            "left on 31 March, after three years",
            date(2012, 2, 7),
            stay(date(2023, 1, 9), "U4", date(2026, 3, 31), "E4A"),
        ),
        _child("came on 1 April 2025", date(2013, 3, 5), stay(date(2025, 4, 1))),
        _child(
            "came twice in the year",
            date(2011, 9, 9),
            stay(date(2025, 5, 1), "U6", date(2025, 6, 2), "E4A"),
            stay(date(2025, 11, 3), "U6"),
        ),
        _child(
            "10 on 31 March, conviction not told",
            date(2016, 3, 31),
            stay(date(2020, 2, 3)),
            health={2026: Health(sdq=9)},
        ),
        _child(
            "10 the day before, conviction not told",
            date(2016, 3, 30),
            stay(date(2020, 2, 3)),
            health={2026: Health(sdq=9)},
        ),
        _child(
            "in care for ten days each January",
            date(2013, 10, 8),
            *(stay(date(y, 1, 10), "U6", date(y, 1, 20), "E4A") for y in YEARS),
        ),
    ]
)


def difficult() -> Synthetic:
    """The children as an authority of their own, numbered from 1 in the order of MADE."""
    area = reporting_area("Bradford")
    for number, child in enumerate(MADE.values(), start=1):
        child.id = f"{900_000_000 + number}"
    return Synthetic(area.code, area.name, YEARS, 0, tuple(MADE.values()), {})

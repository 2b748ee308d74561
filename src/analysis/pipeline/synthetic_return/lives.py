"""The life of a made-up child in care, as it happened and not as a return cuts it up.

A stay is a period of care; a home is a placement with one carer, however often its code or the
legal status changed; a move that ends with coming back to the same home is only time away. A day
on which something ends is the first day without it. `None` for an end: it has not ended.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

Dated = list[tuple[date, str]]
"""Codes with the day from which each holds, oldest first."""

NO_PROVIDER = ("Z1", "Z11", "Z12", "Z13", "Z14")
"""Kinds of home that have no provider in a return."""


@dataclass(slots=True)
class Home:
    """A placement with one carer: its codes (PLACE), provider, URN and postcode.

    `end` is the day on which the child left for good; where the stay ended it is the stay's end,
    and where the child went away and never came back the day of going away. `why` is the reason
    (REASON_PLACE_CHANGE) for going on to the next home.
    """

    start: date
    kinds: Dated
    provider: str = ""
    urn: str = ""
    post: str = ""
    end: date | None = None
    why: str = ""


@dataclass(slots=True)
class Away:
    """A temporary move (T0 to T4)."""

    start: date
    end: date | None
    code: str
    post: str = ""


@dataclass(slots=True)
class Stay:
    """A period of care: legal statuses (LS), homes, and how it ended (REC)."""

    start: date
    orders: Dated
    homes: list[Home]
    need: str = "N1"
    end: date | None = None
    reason: str = ""
    away: list[Away] = field(default_factory=list)


@dataclass(slots=True)
class Break:
    """A short-term placement (LS V3 or V4), which headline figures leave out."""

    start: date
    end: date | None
    status: str
    kind: str
    provider: str
    urn: str = ""
    post: str = ""


@dataclass(slots=True)
class Incident:
    """A time when a child was missing (M) or away without authorisation (A)."""

    kind: str
    start: date
    end: date | None


@dataclass(slots=True)
class Worker:
    """The time for which a child had a social worker."""

    id: str
    start: date
    end: date | None = None
    reason: str = ""


@dataclass(slots=True)
class Health:
    """What is said of a child of the 12-month cohort (OC2) on one 31 March; None is left blank."""

    sdq: int | None = None
    no_sdq: str = ""
    convicted: bool | None = None
    development: bool | None = None
    immunised: bool = True
    teeth: bool = True
    assessed: bool = True
    misuse: bool = False
    received: bool | None = None
    offered: bool | None = None


@dataclass(slots=True)
class Leaver:
    """What is said of a care leaver (OC3) on one 31 March."""

    in_touch: str
    activity: str
    accommodation: str


@dataclass(slots=True)
class Adoption:
    """A decision that a child should be placed for adoption, and what came of it.

    `reversed` is the day on which the decision was given up, for the reason `why` (RD1 to RD4).
    """

    decided: date
    matched: date | None = None
    foster_care: bool = False
    adopters: str = "MF"
    status: str = "L11"
    reversed: date | None = None
    why: str = ""


@dataclass(slots=True)
class Permanence:
    """What a return says of earlier permanence (PREV_PERM) of a child who started on a day."""

    started: date
    code: str = "Z1"
    authority: str = ""
    day: str = ""


@dataclass(slots=True)
class Child:
    """A made-up child with all that a return can say of them.

    `duc` is the day on which an unaccompanied child ceased to be one; `health` and `leaver` are by
    collection year; `mother` is the date of birth of her own child.
    """

    id: str
    dob: date
    sex: str
    ethnic: str
    upn: str = ""
    home_post: str = ""
    uasc: bool = False
    duc: date | None = None
    mother: date | None = None
    stays: list[Stay] = field(default_factory=list)
    breaks: list[Break] = field(default_factory=list)
    incidents: list[Incident] = field(default_factory=list)
    reviews: Dated = field(default_factory=list)
    workers: list[Worker] = field(default_factory=list)
    liberty: list[tuple[date, date | None]] = field(default_factory=list)
    adoption: Adoption | None = None
    permanence: list[Permanence] = field(default_factory=list)
    health: dict[int, Health] = field(default_factory=dict)
    leaver: dict[int, Leaver] = field(default_factory=dict)


@dataclass(frozen=True)
class Place:
    """A postcode that does not exist: metres east and north, and the authority (DfE code)."""

    easting: int
    northing: int
    la: str


@dataclass(frozen=True, repr=False)
class Synthetic:
    """A made-up authority: its code and name, its collection years, its children, its postcodes.

    A collection year is named by the year in which it ends: 2026 ends on 31 March 2026.
    """

    area: str
    name: str
    years: tuple[int, ...]
    seed: int
    children: tuple[Child, ...]
    places: Mapping[str, Place]


def year_start(day: date) -> date:
    """The 1 April with which the collection year of a day begins."""
    return date(day.year if (day.month, day.day) >= (4, 1) else day.year - 1, 4, 1)


def collection_year(day: date) -> int:
    """The year in which the collection year of a day ends."""
    return year_start(day).year + 1


def age_on(dob: date, day: date) -> int:
    """Whole years on a day; somebody born on 29 February is a year older on 1 March."""
    return day.year - dob.year - ((day.month, day.day) < (dob.month, dob.day))


def birthday(dob: date, years: int) -> date:
    """The day on which somebody is that old: 1 March for those born on 29 February."""
    try:
        return dob.replace(year=dob.year + years)
    except ValueError:
        return date(dob.year + years, 3, 1)


def holds(dated: Dated, day: date) -> str:
    """The code that holds on a day: the last one from on or before it, "" where none does."""
    found = ""
    for begun, code in dated:
        if begun > day:
            break
        found = code
    return found


def months_before(day: date, months: int) -> date:
    """The same day so many calendar months earlier, or the last of that month where it has none.

    Two and a half years before 31 March 2025 is 30 September 2022.
    """
    year, month = divmod(day.year * 12 + day.month - 1 - months, 12)
    for last in (day.day, 30, 29, 28):
        try:
            return date(year, month + 1, min(day.day, last))
        except ValueError:
            continue
    raise AssertionError(day)

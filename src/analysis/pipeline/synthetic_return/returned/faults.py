"""Faults on demand: what goes wrong in real returns, planted in made-up ones and counted.

A fault changes what files say, never what is true: the truth stays that of the children. `mended`
says whether a reader that keeps to the declared repairs comes to the same counts all the same.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import islice
from random import Random

from analysis.core.errors import CareAnalysisError, suggest
from analysis.pipeline.synthetic_return.returned import layout
from analysis.pipeline.synthetic_return.returned.episodes import GOES_ON
from analysis.pipeline.synthetic_return.returned.layout import Returns, Row
from analysis.pipeline.synthetic_return.returned.tables import text

Place = tuple[int, str, Row]
"""A row where it stands: its year, its table and itself."""
CHILD = 0
DECOM, STATUS, KIND, DEC, ENDED = (
    layout.columns("episodes").index(name) for name in ("DECOM", "LS", "PLACE", "DEC", "REC")
)
SEX, BORN, UPN = (layout.columns("header").index(name) for name in ("SEX", "DOB", "UPN"))
SERIAL_FROM = date(1899, 12, 30)
"""The day from which spreadsheets number days."""


class UnknownFaultError(CareAnalysisError):
    """A kind of fault that cannot be planted."""


@dataclass(frozen=True)
class Fault:
    """A kind of fault: what is wrong, whether it can be mended, and how one is planted.

    `plant` yields once for each that it has planted, and ends when no more can be.
    """

    says: str
    mended: bool
    plant: Callable[[Random, Returns], Iterator[None]]


def plant(returns: Returns, faults: Mapping[str, int], seed: int) -> dict[str, int]:
    """Plant so many faults of each kind, in place, and say how many there was room for.

    They are planted in the order of FAULTS, so that whole lines are taken away before single cells
    are spoilt. UnknownFaultError for a kind that is not in FAULTS.
    """
    for kind in faults:
        if kind not in FAULTS:
            close = suggest(kind, FAULTS)
            meant = f" Did you mean {' or '.join(close)}?" if close else ""
            known = ", ".join(FAULTS)
            raise UnknownFaultError(f"No fault is called '{kind}'.{meant} There are: {known}.")
    planted = {}
    for kind in (each for each in FAULTS if each in faults):
        ways = FAULTS[kind].plant(Random(f"{seed}/{kind}"), returns)
        planted[kind] = sum(1 for _ in islice(ways, faults[kind]))
    return planted


def _shuffled(chance: Random, returns: Returns, table: str) -> list[Place]:
    """The rows of a table of all years, in an order of chance."""
    rows = [(year, table, row) for year in returns for row in returns[year][table]]
    chance.shuffle(rows)
    return rows


def _moves(chance: Random, returns: Returns) -> Iterator[tuple[Row, Row]]:
    """Episodes that go on in another one of the same return, with it, each child once."""
    after = {
        (year, row[CHILD], row[DECOM]): row for year in returns for row in returns[year]["episodes"]
    }
    seen = set()
    for year, _, row in _shuffled(chance, returns, "episodes"):
        following = after.get((year, row[CHILD], row[DEC]))
        if row[ENDED] == GOES_ON and following is not None and row[CHILD] not in seen:
            seen.add(row[CHILD])
            yield row, following


def _day(written: str) -> date:
    day, month, year = written.split("/")
    return date(int(year), int(month), int(day))


def _duplicated(chance: Random, returns: Returns) -> Iterator[None]:
    for year, table, row in _shuffled(chance, returns, "episodes"):
        returns[year][table].append(list(row))
        yield


def _stale(chance: Random, returns: Returns) -> Iterator[None]:
    """The last return of a child that left is without the child, which was in the one before."""
    open_before = {
        (year + 1, row[CHILD], row[DECOM])
        for year in returns
        for row in returns[year]["episodes"]
        if not row[DEC]
    }
    rows: dict[tuple[int, str], list[Row]] = {}
    for year in returns:
        for row in returns[year]["episodes"]:
            rows.setdefault((year, row[CHILD]), []).append(row)
    for year, _, row in _shuffled(chance, returns, "episodes"):
        alone = len(rows[year, row[CHILD]]) == 1 and (year + 1, row[CHILD]) not in rows
        left = row[ENDED] not in ("", GOES_ON) and row[STATUS] not in ("V3", "V4")
        if alone and left and (year, row[CHILD], row[DECOM]) in open_before:
            for table in returns[year]:
                if table not in ("header", "oc3"):
                    kept = [each for each in returns[year][table] if each[CHILD] != row[CHILD]]
                    returns[year][table][:] = kept
            yield


def _overlapping(chance: Random, returns: Returns) -> Iterator[None]:
    for row, following in _moves(chance, returns):
        longest = (_day(following[DEC]) - _day(row[DEC])).days if following[DEC] else 9
        if longest > 1:
            days = 1 + int(chance.random() * min(9, longest - 1))
            row[DEC] = text(_day(row[DEC]) + timedelta(days=days))
            yield


def _a_day_apart(chance: Random, returns: Returns) -> Iterator[None]:
    for row, _ in _moves(chance, returns):
        day = _day(row[DEC])
        if (day - _day(row[DECOM])).days > 1 and (day.month, day.day) != (4, 1):
            row[DEC] = text(day - timedelta(days=1))
            yield


def _in_cells(
    table: str, column: int, change: Callable[[str, int], str]
) -> Callable[[Random, Returns], Iterator[None]]:
    """A fault of single cells: what they become, by what they say and the year."""

    def _plant(chance: Random, returns: Returns) -> Iterator[None]:
        for year, _, row in _shuffled(chance, returns, table):
            changed = change(row[column], year)
            if changed != row[column]:
                row[column] = changed
                yield

    return _plant


def _swapped(written: str, _: int) -> str:
    if written.count("/") != 2:  # spoilt already
        return written
    day, month, year = written.split("/")
    return f"{month}/{day}/{year}" if int(day) <= 12 else written


def _serial(written: str, _: int) -> str:
    return str((_day(written) - SERIAL_FROM).days)


def _other_sex(written: str, year: int) -> str:
    letters = {"1": "M", "2": "F"} if year < layout.LETTERS_SINCE else {"M": "1", "F": "2"}
    return letters.get(written, written)


def _other_kind(written: str, year: int) -> str:
    if written in ("H5", "P2") and year <= 2023:
        return "K3"
    if written == "K3" and year >= layout.KINDS_OF_OTHER_SINCE:
        return "H5"
    return written


def _later(written: str, _: int) -> str:
    """Born thirty years later: after every episode."""
    return f"{written[:6]}{int(written[6:]) + 30}"


def _headless(chance: Random, returns: Returns) -> Iterator[None]:
    seen = set()
    for _, _, row in _shuffled(chance, returns, "episodes"):
        if row[CHILD] not in seen:
            seen.add(row[CHILD])
            for tables in returns.values():
                kept = [each for each in tables["header"] if each[CHILD] != row[CHILD]]
                tables["header"][:] = kept
            yield


def _outside_cohort(chance: Random, returns: Returns) -> Iterator[None]:
    """A line of OC2 for a child that was not in care for a year."""
    told = {(year, row[CHILD]) for year in returns for row in returns[year]["oc2"]}
    born = {row[CHILD]: row[BORN] for year in returns for row in returns[year]["header"]}
    for year, _, row in _shuffled(chance, returns, "episodes"):
        if (year, row[CHILD]) not in told:
            told.add((year, row[CHILD]))
            said = ["", "SDQ4", "", "", "1", "1", "1", "0", "", ""]
            returns[year]["oc2"].append([row[CHILD], born.get(row[CHILD], ""), *said])
            yield


FAULTS: Mapping[str, Fault] = {
    "stale_open": Fault(
        "an episode that was open is not in the next return, in which it ended", False, _stale
    ),
    "overlap": Fault("an episode ends some days after the next begins", True, _overlapping),
    "gap_of_a_day": Fault("an episode ends the day before the next begins", True, _a_day_apart),
    "other_years_place": Fault(
        "supported accommodation is in the code of other years",
        False,
        _in_cells("episodes", KIND, _other_kind),
    ),
    "lower_case": Fault(
        "a legal status is in lower case",
        True,
        _in_cells("episodes", STATUS, lambda written, _: written.lower()),
    ),
    "spaces": Fault(
        "a kind of placement has a space before and after it",
        True,
        _in_cells("episodes", KIND, lambda written, _: f" {written.strip()} "),
    ),
    "excel_dates": Fault(
        "a beginning is a spreadsheet's number of the day",
        False,
        _in_cells("episodes", DECOM, _serial),
    ),
    "excel_upn": Fault(
        "a pupil number has become a power of ten",
        True,
        _in_cells("header", UPN, lambda written, _: "8.01E+11" if len(written) > 4 else written),
    ),
    "swapped_dates": Fault(
        "day and month of a beginning are swapped", False, _in_cells("episodes", DECOM, _swapped)
    ),
    "born_later": Fault(
        "a child is born after its episodes", False, _in_cells("header", BORN, _later)
    ),
    "no_header": Fault("a child with episodes is in no header", False, _headless),
    "other_years_sex": Fault(
        "sex is in the codes of other years", True, _in_cells("header", SEX, _other_sex)
    ),
    "outside_cohort": Fault(
        "a child in care for less than a year has a line of OC2", True, _outside_cohort
    ),
    "duplicated_rows": Fault("a line of episodes is there twice", True, _duplicated),
}
"""The kinds of fault that can be planted, by name."""
EACH = 5
USUAL = dict.fromkeys(FAULTS, EACH)
"""Some of each."""

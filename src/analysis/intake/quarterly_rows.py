"""One line of a quarterly file, checked: what it gives, or every fault that it has."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from analysis.catalogue import personal_details, placeholders
from analysis.catalogue.local import COUNT, LOCAL, MEAN, PROPORTION, RARE, LocalIndicator
from analysis.errors import suggest
from analysis.intake import quarterly_cells as cells
from analysis.quarters import Quarter, quarter_of
from analysis.shapes import MISSING, NOT_APPLICABLE, OK, SUPPRESSED

COLUMNS = ("indicator", "period", "numerator", "denominator", "value", "supplier", "received_on")
LONGEST_FOUND = 40
NOT_REPEATED = "what is not repeated here"


@dataclass(frozen=True, kw_only=True)
class Fault:
    """What is wrong in one cell: where, what was found, and what would do."""

    line: int
    column: str
    found: str
    remedy: str

    def __str__(self) -> str:
        found = self.found if len(self.found) <= LONGEST_FOUND else self.found[:37] + "..."
        return f"line {self.line}, {self.column}: found '{found}'; {self.remedy}"


@dataclass(frozen=True, kw_only=True)
class Row:
    """A checked line: a figure for a quarter, or one rare event (`event` is its day)."""

    line: int
    indicator: LocalIndicator
    quarter: Quarter
    figure: float | None
    of: float | None
    status: str
    supplier: str
    received: date
    event: date | None = None


def check(line: int, given: dict[str, str]) -> tuple[Row | None, list[Fault]]:
    """A line as a row, or None with its faults."""
    faults: list[Fault] = []

    def amiss(column: str, remedy: str) -> None:
        faults.append(Fault(line=line, column=column, found=given[column], remedy=remedy))

    indicator = LOCAL.get(given["indicator"])
    if indicator is None:
        near = suggest(given["indicator"], LOCAL)
        amiss("indicator", f"use {' or '.join(near)}." if near else "it is not a local indicator.")
    if not given["supplier"]:
        amiss("supplier", "name who supplied it, such as virtual-school.")
    received = _day(given["received_on"])
    if received is None:
        amiss("received_on", "give the day it was received, as 2025-10-14 or 14/10/2025.")
    if indicator is None:
        return None, faults
    found, event, said = _when(indicator, given)
    if said:
        amiss("period", said)
    if found and received and received < (event or found.last):
        amiss("received_on", "that is before the period ended; check both dates.")
    faults += _supplier(line, given["supplier"])
    figure, of, status, more = _figures(indicator, given)
    for column, remedy in more:
        amiss(column, remedy)
    if faults or found is None or received is None:
        return None, faults
    row = Row(
        line=line,
        indicator=indicator,
        quarter=found,
        figure=figure,
        of=of,
        status=status,
        supplier=given["supplier"],
        received=received,
        event=event,
    )
    return row, []


Figures = tuple[float | None, float | None, str, list[tuple[str, str]]]


def _figures(indicator: LocalIndicator, given: dict[str, str]) -> Figures:
    """The figure, what it is of, its status, and faults as (column, remedy)."""
    asked = ("numerator", "denominator", "value")
    if cells.is_suppressed(*(given[c] for c in asked)):
        return None, None, SUPPRESSED, []
    numbers: dict[str, float | None] = {}
    faults = []
    for column in asked:
        try:
            numbers[column] = cells.number(given[column])
        except ValueError as fault:
            negative = "negative" in str(fault)
            faults.append(
                (column, "it is negative; nothing here can be." if negative else "give a number.")
            )
    if faults:
        return None, None, MISSING, faults
    if all(number is None for number in numbers.values()):
        return None, None, MISSING, []
    n, d, v = (numbers[c] for c in asked)
    faults = list(_KINDS[indicator.kind](given, n, d, v))
    if indicator.kind == PROPORTION:
        return n, d, OK, faults
    if indicator.kind == MEAN:
        mean = v if v is not None else (n / d if n is not None and d else None)
        return mean, d, NOT_APPLICABLE if d == 0 else OK, faults
    return (v if v is not None else n), None, OK, faults


Given = dict[str, str]
Number = float | None
Complaints = Iterator[tuple[str, str]]


def _proportion(given: Given, n: Number, d: Number, v: Number) -> Complaints:
    if n is None or d is None:
        yield "numerator" if n is None else "denominator", "give both numerator and denominator."
        return
    for column, number in (("numerator", n), ("denominator", d)):
        if number != int(number):
            yield column, "a number of children is whole."
    if n > d:
        yield "numerator", f"it is larger than the denominator {given['denominator']}."
    elif v is not None and not (d == 0 and v == 0):
        worked = 100 * n / d if d else float("nan")
        if not abs(v - worked) <= _rounding(given):
            yield (
                "value",
                f"{given['numerator']} of {given['denominator']} is {worked:.1f}%; mend one of "
                "them, or leave the value empty and it is worked out.",
            )


def _mean(given: Given, n: Number, d: Number, v: Number) -> Complaints:
    if d is None:
        yield "denominator", "say how many the average is of."
    elif d == 0:
        if v is not None and v > 0:
            yield "value", "an average of nobody has no value; leave it empty."
    elif v is None and n is None:
        yield "value", "give the average."
    elif v is not None and n is not None and abs(v - n / d) > _rounding(given):
        worked = f"{given['numerator']} divided by {given['denominator']} is {n / d:.1f}"
        yield "value", f"{worked}; mend one of them."


def _rounding(given: Given) -> float:
    """How far a value may be from what is worked out, given its decimals."""
    return 0.5 * 10 ** -cells.decimals(given["value"]) + 1e-9


def _count(given: Given, n: Number, d: Number, v: Number) -> Complaints:
    figure = v if v is not None else n
    column = "value" if v is not None else "numerator"
    if d is not None:
        yield "denominator", "this is a number of children, not a share; leave it empty."
    if figure is None:
        yield "value", "give the number."
    elif figure != int(figure):
        yield column, "a number of children is whole."
    elif n is not None and v is not None and n != v:
        yield "value", f"it differs from the numerator {given['numerator']}; give one of them."


def _rare(given: Given, n: Number, d: Number, v: Number) -> Complaints:
    figure = v if v is not None else n
    a_day = _day(given["period"]) is not None
    if figure not in ((1, None) if a_day else (0,)):
        yield "value", "give one row for each event, with its day as period, and no other number."


_KINDS = {PROPORTION: _proportion, MEAN: _mean, COUNT: _count, RARE: _rare}


def _when(indicator: LocalIndicator, given: Given) -> tuple[Quarter | None, date | None, str]:
    """The quarter, the day of a rare event, and what is wrong with the period, if anything is."""
    cell = given["period"]
    event = _day(cell)
    if indicator.kind == RARE and event is not None:
        return quarter_of(event), event, ""
    try:
        return cells.period(cell), None, ""
    except ValueError:
        return (
            None,
            None,
            "give a quarter of a financial year: July to September 2025 is 2025-26Q2.",
        )


def _day(cell: str) -> date | None:
    try:
        return cells.day(cell)
    except ValueError:
        return None


def _supplier(line: int, written: str) -> Iterator[Fault]:
    """A supplier that stands for nobody, or that tells of one person: pages print it."""
    if not written:
        return
    found = personal_details.found(written)
    if found:
        says = f"it has what looks like {found[0]}; name the body alone, such as virtual-school."
        yield Fault(line=line, column="supplier", found=NOT_REPEATED, remedy=says)
    elif placeholders.says_nothing(written):
        says = "that says nothing; name who supplied it, such as virtual-school."
        yield Fault(line=line, column="supplier", found=written, remedy=says)

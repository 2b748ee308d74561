"""One line of a quarterly file, checked: what it gives, or every fault that it has."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from analysis.catalogue.local import COUNT, LOCAL, MEAN, PROPORTION, RARE, LocalIndicator
from analysis.catalogue.text import personal_details, placeholders
from analysis.core.errors import suggest
from analysis.core.quarters import Quarter, quarter_of
from analysis.core.shapes import MISSING, NOT_APPLICABLE, OK, SUPPRESSED
from analysis.intake.local import cells

COLUMNS = ("indicator", "period", "numerator", "denominator", "value", "supplier", "received_on")
FIGURES = ("numerator", "denominator", "value")
LONGEST_FOUND = 40
HIDDEN = ("c", "*", "[c]")
"""What stands for a figure that the supplier hid."""
NOT_REPEATED = "what is not repeated here"
MOST_COUNTED, LONGEST_SUPPLIER = 100_000, 200
RECEIVED = "give the day it was received, as 2025-10-14 or 14/10/2025."
PERIOD = "give a quarter of a financial year: July to September 2025 is 2025-26Q2."


@dataclass(frozen=True)
class Fault:
    """What is wrong in one cell: where, what was found, and what would do."""

    line: int
    column: str
    found: str
    remedy: str

    def __str__(self) -> str:
        found = self.found if len(self.found) <= LONGEST_FOUND else self.found[:37] + "..."
        return f"line {self.line}, {self.column}: found '{found}'; {self.remedy}"


@dataclass(frozen=True)
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
    faults = [*_supplier(line, given["supplier"])]

    def amiss(column: str, remedy: str) -> None:
        faults.append(Fault(line, column, given[column], remedy))

    indicator = LOCAL.get(given["indicator"])
    if indicator is None:
        near = suggest(given["indicator"], LOCAL)
        amiss("indicator", f"use {' or '.join(near)}." if near else "it is not a local indicator.")
    for column in (column for column in COLUMNS if not {*given[column]}.isdisjoint("\r\n\t")):
        amiss(column, "write it in one line; a quotation mark may be missing at its end.")
    received, remedy = _day(given["received_on"], RECEIVED)
    if received is None:
        amiss("received_on", remedy)
    if indicator is None:
        return None, faults
    found, event, said = _when(indicator, given)
    if said:
        amiss("period", said)
    if found and received and received < (event or found.last):
        amiss("received_on", "that is before the period ended; check both dates.")
    figure, of, status, more = _figures(indicator, given)
    for column, remedy in more:
        amiss(column, remedy)
    if faults or found is None or received is None:
        return None, faults
    return Row(line, indicator, found, figure, of, status, given["supplier"], received, event), []


Given = dict[str, str]
Number = float | None
Complaints = Iterator[tuple[str, str]]
Figures = tuple[Number, Number, str, list[tuple[str, str]]]


def _figures(indicator: LocalIndicator, given: dict[str, str]) -> Figures:
    """The figure, what it is of, its status, and faults as (column, remedy)."""
    shown = [column for column in FIGURES if given[column].casefold() not in HIDDEN]
    numbers: dict[str, Number] = {}
    faults = []
    for column in shown:
        percent = column == "value" and indicator.share
        try:
            numbers[column] = number = cells.number(given[column], percent=percent)
        except ValueError as fault:
            faults.append((column, str(fault)))
            continue
        # The sum that an average is of may be larger than any council counts.
        is_sum = indicator.kind == MEAN and column == "numerator"
        if not is_sum and (number or 0) > MOST_COUNTED:
            faults.append((column, f"no council counts more than {MOST_COUNTED:,}; mend it."))
    if faults or len(shown) < len(FIGURES) or all(each is None for each in numbers.values()):
        status = SUPPRESSED if len(shown) < len(FIGURES) and not faults else MISSING
        return None, None, status, faults
    n, d, v = (numbers[c] for c in FIGURES)
    faults = list(_KINDS[indicator.kind](indicator, given, n, d, v))
    if indicator.kind == PROPORTION:
        return n, d, OK, faults
    if indicator.kind == MEAN:
        mean = v if v is not None else (n / d if n is not None and d else None)
        return mean, d, NOT_APPLICABLE if d == 0 else OK, faults
    return (v if v is not None else n), None, OK, faults


def _proportion(_: LocalIndicator, given: Given, n: Number, d: Number, v: Number) -> Complaints:
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
        if abs(v - worked) <= _rounding(given):
            return
        of = f"{given['numerator']} of {given['denominator']} is {worked:.1f}%"
        remedy = f"{of}; mend one of them, or leave the value empty and it is worked out."
        if v <= 1 and abs(100 * v - worked) <= 1:
            remedy = f"that is a share of 1 and not percent; {of}: leave the value empty."
        yield "value", remedy


def _mean(i: LocalIndicator, given: Given, n: Number, d: Number, v: Number) -> Complaints:
    if d is None:
        yield "denominator", "say how many the average is of."
        return
    if d != int(d):
        yield "denominator", "a number of children is whole."
        return
    if d == 0:
        if v is not None and v > 0:
            yield "value", "an average of nobody has no value; leave it empty."
        return
    if v is None and n is None:
        yield "value", "give the average."
        return
    column, mean = ("value", v) if v is not None else ("numerator", (n or 0) / d)
    if mean and not i.least <= mean <= i.most:
        told = f"{i.unit}, or is 0" if column == "value" else f"{i.unit}, and this gives {mean:g}"
        yield column, f"an average here is from {i.least:g} to {i.most:,g} {told}; mend it."
    elif v is not None and n is not None and abs(v - n / d) > _rounding(given):
        worked = f"{given['numerator']} divided by {given['denominator']} is {n / d:.1f}"
        yield "value", f"{worked}; mend one of them."


def _rounding(given: Given) -> float:
    """How far a value may be from what is worked out, given its decimals."""
    return 0.5 * 10 ** -cells.decimals(given["value"]) + 1e-9


def _count(_: LocalIndicator, given: Given, n: Number, d: Number, v: Number) -> Complaints:
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


def _rare(_: LocalIndicator, given: Given, n: Number, d: Number, v: Number) -> Complaints:
    figure = v if v is not None else n
    event = _day(given["period"])[0]
    if figure not in ((1, None) if event else (0,)):
        yield "value", "give one row for each event, with its day as period, and no other number."
    if d is not None:
        yield "denominator", "an event is of nothing; leave it empty."


_KINDS = {PROPORTION: _proportion, MEAN: _mean, COUNT: _count, RARE: _rare}


def _when(indicator: LocalIndicator, given: Given) -> tuple[Quarter | None, date | None, str]:
    """The quarter, the day of a rare event, and what is wrong with the period, if anything is."""
    cell = given["period"]
    event = _day(cell)[0]
    if indicator.kind == RARE and event is not None:
        return quarter_of(event), event, ""
    try:
        return cells.period(cell), None, ""
    except cells.OutOfTimeError as fault:
        return None, None, str(fault)
    except ValueError:
        return None, None, PERIOD


def _day(cell: str, otherwise: str = "") -> tuple[date | None, str]:
    """The day in a cell; or None, and the remedy."""
    try:
        return cells.day(cell), ""
    except cells.OutOfTimeError as fault:
        return None, str(fault)
    except ValueError:
        return None, otherwise


def _supplier(line: int, written: str) -> Iterator[Fault]:
    """A supplier that stands for nobody, or that tells of one person: pages print it."""
    found = personal_details.found(written)
    if not written:
        yield Fault(line, "supplier", written, "name who supplied it, such as virtual-school.")
    elif len(written) > LONGEST_SUPPLIER:
        says = f"it has {len(written):,} characters, and {LONGEST_SUPPLIER} at most are printed."
        yield Fault(line, "supplier", NOT_REPEATED, says)
    elif found:
        says = f"it has what looks like {found[0]}; name the body alone, such as virtual-school."
        yield Fault(line, "supplier", NOT_REPEATED, says)
    elif placeholders.says_nothing(written):
        says = "that says nothing; name who supplied it, such as virtual-school."
        yield Fault(line, "supplier", written, says)

"""A council's own quarterly figures, from a CSV that people keep in a spreadsheet, to counts.

One line for each indicator and quarter, or for each rare event; see data/raw/examples/README.md.
The file holds sums only, never a child, and what it gives is not yet protected.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from itertools import chain
from pathlib import Path

import pandas as pd

from analysis.catalogue.local import MEAN, PROPORTION, RARE, LocalIndicator, local
from analysis.core.quarters import Quarter
from analysis.core.shapes import ALL, COUNTS, MISSING, OK, check_counts
from analysis.intake.local.columns import QuarterlyError as QuarterlyError
from analysis.intake.local.columns import table_of
from analysis.intake.local.lines import Fault, Row, check
from analysis.intake.local.spreadsheet import Table

OF = "of"
EVENTS = ("indicator", "on", "source", "release")


@dataclass(frozen=True, kw_only=True)
class Supplied:
    """What suppliers gave: `counts` in the counts shape, and the days of rare `events`.

    The measure '<id>/of' holds denominators. A quarter that nobody supplied has status missing and
    its supplier as source. `events` has columns indicator, on, source, release. `later` are the
    numbers of lines that were left out: of a later quarter than was asked for, or received later.
    `no_event` are the rare indicators that have lines and no event, with the supplier of each.
    """

    counts: pd.DataFrame
    events: pd.DataFrame
    later: tuple[int, ...] = ()
    no_event: Mapping[str, str] = field(default_factory=dict)


def _counts_of(rows: Iterable[dict[str, object]]) -> pd.DataFrame:
    counts = pd.DataFrame(rows, columns=list(COUNTS))
    counts["period_end"] = pd.to_datetime(counts["period_end"])
    counts["value"] = counts["value"].astype("float64")
    return check_counts(counts)


def read(
    path: Path,
    area: str,
    *,
    expected: Mapping[str, str] | None = None,
    first: Quarter | None = None,
    last: Quarter | None = None,
    received_by: date | None = None,
) -> Supplied:
    """The figures of one file for an area (code); QuarterlyError lists all faults at once.

    `expected` says which indicators are to be there and who supplies each; a quarter without a
    figure, from the first that the indicator has (or `first`) to `last`, is missing. Without
    `last` it is the newest quarter in the file. What was received after `received_by`, or tells of
    a quarter after `last`, is left out, and `later` says which lines.
    """
    if not path.is_file():
        if path.exists() or path.is_symlink():
            why = "it is a folder, or a link that leads nowhere; put the file itself there."
            raise QuarterlyError(path.name, [why])
        raise QuarterlyError(path.name, ["there is no such file; put it there, or name another."])
    rows, faults = _checked(table_of(path))
    faults += [*_given_twice(rows), *_none_and_some(rows), *_falling(rows)]
    if faults:
        ordered = sorted(faults, key=lambda f: (f.line, f.column))
        raise QuarterlyError(path.name, [f"{path.name} {fault}" for fault in ordered])
    later = tuple(
        row.line
        for row in rows
        if (received_by is not None and row.received > received_by)
        or (last is not None and row.quarter > last)
    )
    rows = [row for row in rows if row.line not in later]
    figures = [_given(row, area) for row in rows if row.indicator.kind != RARE]
    absent = _absent(rows, dict(expected or {}), area, first, last)
    counts = _counts_of(chain(*figures, *absent))
    return Supplied(counts=counts, events=_events(rows), later=later, no_event=_no_event(rows))


def _checked(table: Table) -> tuple[list[Row], list[Fault]]:
    rows, faults, names = [], [], table.names
    for line, given in table.lines:
        if len(given) == len(names):
            row, wrong = check(line, dict(zip(names, given, strict=True)))
            rows += [] if row is None else [row]
            faults += wrong
            continue
        why = "a number with a comma needs quotation marks"
        if any("\n" in cell for cell in given):
            why = "a quotation mark may be missing at a cell's end"
        remedy = f"a line has {len(names)}; {why}."
        faults.append(Fault(line, "cells", f"{len(given)} cells", remedy))
    return rows, faults


def _given_twice(rows: list[Row]) -> Iterator[Fault]:
    """Two figures for one quarter in one delivery, or one event in two deliveries."""
    figures: dict[tuple[str, Quarter, date], Row] = {}
    events: dict[tuple[str, date], Row] = {}
    for row in rows:
        if row.event is None:
            before = figures.setdefault((row.indicator.id, row.quarter, row.received), row)
            remedy = "has given it; keep one, or give the later one its own received_on."
            found = row.quarter.code
        else:
            before = events.setdefault((row.indicator.id, row.event), row)
            remedy, found = "has given that event.", row.event.isoformat()
        if before is not row and (row.event is None or before.received != row.received):
            yield Fault(row.line, "period", found, f"line {before.line} {remedy}")


def _none_and_some(rows: list[Row]) -> Iterator[Fault]:
    """A rare event in a quarter of which a line of the same day or later says that there was none.

    An event that came later than that line corrects it.
    """
    for row in rows:
        if row.indicator.kind != RARE or row.event is not None or row.status != OK:
            continue
        same = [e for e in rows if e.indicator is row.indicator and e.quarter == row.quarter]
        for event in (e for e in same if e.event is not None and e.received <= row.received):
            remedy = f"line {event.line} gives an event of {row.quarter.code}; keep one of them."
            yield Fault(row.line, "value", "0", remedy)


def _falling(rows: list[Row]) -> Iterator[Fault]:
    """A sum since April that is smaller than it was in an earlier quarter of the year."""
    newest: dict[tuple[str, Quarter], Row] = {}
    for row in sorted(rows, key=lambda r: r.received):
        if row.indicator.cumulative and row.status == OK:
            newest[row.indicator.id, row.quarter] = row
    for (id, quarter), row in newest.items():
        before = [r for (i, q), r in newest.items() if i == id and q.year == quarter.year]
        before = [r for r in before if r.quarter < quarter]
        for column, size in (("numerator", "figure"), ("denominator", "of")):
            most = max((getattr(r, size) or 0 for r in before), default=0)
            if (getattr(row, size) or 0) < most:
                remedy = f"a sum since April cannot fall; earlier in the year it was {most:g}."
                yield Fault(row.line, column, f"{getattr(row, size):g}", remedy)


def _given(row: Row, area: str) -> list[dict[str, object]]:
    """The figure of a row as counts."""
    figure, of = (row.figure, row.status), (row.of, row.status if row.of is None else OK)
    day = row.received.isoformat()
    return _counts(row.indicator, area, row.quarter, row.supplier, day, figure, of)


def _counts(
    indicator: LocalIndicator,
    area: str,
    quarter: Quarter,
    supplier: str,
    release: str = "",
    figure: tuple[float | None, str] = (None, MISSING),
    of: tuple[float | None, str] = (None, MISSING),
) -> list[dict[str, object]]:
    """The row of a figure, and that of its denominator where it has one; each (value, status)."""
    shared = {
        "area": area,
        "period_end": quarter.last,
        "frequency": "quarter",
        "dimension": ALL,
        "category": ALL,
        "source": supplier,
        "release": release,
    }
    named = [(indicator.id, indicator.unit, *figure)]
    if indicator.kind in (PROPORTION, MEAN):
        named.append((f"{indicator.id}/{OF}", OF, *of))
    return [
        {**shared, "measure": measure, "unit": unit, "value": value, "status": status}
        for measure, unit, number, status in named
        for value in [number if status == OK else None]
    ]


def _absent(
    rows: list[Row],
    expected: dict[str, str],
    area: str,
    first: Quarter | None,
    last: Quarter | None,
) -> Iterator[list[dict[str, object]]]:
    """Rows for every quarter in which an indicator should have a figure and nobody gave one."""
    everything = [row.quarter for row in rows]
    last = last or max(everything, default=None)
    first = first or min(everything, default=last)
    if first is None or last is None:
        return
    suppliers = {row.indicator.id: row.supplier for row in rows}
    for id, supplier in (suppliers | expected).items():
        have = {row.quarter for row in rows if row.indicator.id == id}
        quarter = min(have, default=first)
        if local(id).kind == RARE:
            quarter, have = last, {last} if have else set()
        while quarter <= last:
            if quarter not in have:
                yield _counts(local(id), area, quarter, supplier)
            quarter = quarter.next


def _no_event(rows: list[Row]) -> dict[str, str]:
    happened = {row.indicator.id for row in rows if row.event is not None}
    none = [row for row in rows if row.indicator.kind == RARE and row.status == OK]
    return {r.indicator.id: r.supplier for r in none if r.indicator.id not in happened}


def _events(rows: list[Row]) -> pd.DataFrame:
    happened = sorted(
        (row.indicator.id, row.event, row.supplier, row.received.isoformat())
        for row in rows
        if row.event is not None
    )
    events = pd.DataFrame(happened, columns=list(EVENTS))
    return events.assign(on=pd.to_datetime(events["on"]))


NOTHING = Supplied(counts=_counts_of([]), events=_events([]))
"""What a council has given that has no file."""

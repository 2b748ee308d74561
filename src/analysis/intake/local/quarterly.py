"""A council's own quarterly figures, from a CSV that people keep in a spreadsheet, to counts.

One line for each indicator and quarter, or for each rare event; see data/raw/examples/README.md.
The file holds sums only, never a child, and what it gives is not yet protected.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

import pandas as pd

from analysis.catalogue.local import RARE, local
from analysis.core.quarters import Quarter
from analysis.core.shapes import ALL, COUNTS, MISSING, OK, check_counts
from analysis.intake.local.rows import Fault, Row, check
from analysis.intake.local.spreadsheet import Table
from analysis.intake.local.table import QuarterlyError as QuarterlyError
from analysis.intake.local.table import table_of

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
    later = tuple(row.line for row in rows if not _by_then(row, last, received_by))
    rows = [row for row in rows if row.line not in later]
    figures = [row for row in rows if row.indicator.kind != RARE]
    told = [_counts(row, area) for row in figures]
    absent = _absent(rows, dict(expected or {}), area, first, last)
    counts = pd.DataFrame([c for each in [*told, *absent] for c in each], columns=list(COUNTS))
    counts["period_end"] = pd.to_datetime(counts["period_end"])
    counts["value"] = counts["value"].astype("float64")
    return Supplied(
        counts=check_counts(counts), events=_events(rows), later=later, no_event=_no_event(rows)
    )


def _checked(table: Table) -> tuple[list[Row], list[Fault]]:
    rows, faults, names = [], [], table.names
    for line, given in table.lines:
        if len(given) != len(names):
            why = "a number with a comma needs quotation marks"
            if any("\n" in cell for cell in given):
                why = "a quotation mark may be missing at a cell's end"
            remedy = f"a line has {len(names)}; {why}."
            faults.append(
                Fault(line=line, column="cells", found=f"{len(given)} cells", remedy=remedy)
            )
            continue
        row, wrong = check(line, dict(zip(names, given, strict=True)))
        faults += wrong
        if row is not None:
            rows.append(row)
    return rows, faults


def _by_then(row: Row, last: Quarter | None, received_by: date | None) -> bool:
    """Whether a row tells of no later quarter, and was received by a day."""
    known = received_by is None or row.received <= received_by
    return known and (last is None or row.quarter <= last)


def _given_twice(rows: list[Row]) -> Iterator[Fault]:
    """Two figures for one quarter in one delivery, or one event in two deliveries."""
    seen: dict[tuple[str, Quarter, date], Row] = {}
    days: dict[tuple[str, date], Row] = {}
    for row in rows:
        i = row.indicator.id
        if row.event is None:
            before = seen.setdefault((i, row.quarter, row.received), row)
        else:
            before = days.setdefault((i, row.event), row)
            if before.received == row.received:
                before = row
        if before is not row:
            yield Fault(
                line=row.line,
                column="period",
                found=row.event.isoformat() if row.event else row.quarter.code,
                remedy=f"line {before.line} has given it; keep one, or give the later one its own "
                "received_on."
                if row.event is None
                else f"line {before.line} has given that event.",
            )


def _none_and_some(rows: list[Row]) -> Iterator[Fault]:
    """A rare event in a quarter of which a line of the same day or later says that there was none.

    An event that came later than that line corrects it.
    """
    for row in rows:
        if row.indicator.kind != RARE or row.event is not None or row.status != OK:
            continue
        same = [e for e in rows if e.indicator is row.indicator and e.quarter == row.quarter]
        for event in (e for e in same if e.event is not None and e.received <= row.received):
            yield Fault(
                line=row.line,
                column="value",
                found="0",
                remedy=f"line {event.line} gives an event of {row.quarter.code}; keep one of them.",
            )


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
                yield Fault(
                    line=row.line,
                    column=column,
                    found=f"{getattr(row, size):g}",
                    remedy=f"a sum since April cannot fall; earlier in the year it was {most:g}.",
                )


def _counts(row: Row, area: str) -> list[dict[str, object]]:
    """The figure's row, and its denominator's where it has one."""
    i = row.indicator
    shared = _frame(area, row.quarter, row.supplier, row.received.isoformat())
    figure = _value(row.figure, row.status)
    rows = [shared | {"measure": i.id, "unit": i.unit} | figure]
    if i.kind in ("proportion", "mean"):
        of = row.status if row.of is None else OK
        rows.append(shared | {"measure": f"{i.id}/{OF}", "unit": OF} | _value(row.of, of))
    return rows


def _value(number: float | None, status: str) -> dict[str, object]:
    return {"value": number if status == OK else None, "status": status}


def _frame(area: str, quarter: Quarter, source: str, release: str) -> dict[str, object]:
    return {
        "area": area,
        "period_end": quarter.last,
        "frequency": "quarter",
        "dimension": ALL,
        "category": ALL,
        "source": source,
        "release": release,
    }


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
    suppliers = {row.indicator.id: row.supplier for row in rows}
    for id, supplier in (suppliers | expected).items():
        have = {row.quarter for row in rows if row.indicator.id == id}
        if first is None or last is None:
            continue
        indicator = local(id)
        quarter = last if indicator.kind == RARE else min(have, default=first)
        told = {*have} if indicator.kind != RARE or not have else {last}
        while quarter <= last:
            if quarter not in told:
                yield _absent_rows(indicator.kind, id, _frame(area, quarter, supplier, ""))
            quarter = quarter.next


def _absent_rows(kind: str, id: str, shared: dict[str, object]) -> list[dict[str, object]]:
    absent: dict[str, object] = {"value": None, "status": MISSING}
    rows = [shared | absent | {"measure": id, "unit": local(id).unit}]
    if kind in ("proportion", "mean"):
        rows.append(shared | absent | {"measure": f"{id}/{OF}", "unit": OF})
    return rows


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

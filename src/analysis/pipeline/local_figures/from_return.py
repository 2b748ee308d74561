"""Local figures of a quarter from a council's own return, beside those that were typed.

What is read here is protected already: see `pipeline.returns`. A figure is hidden where any count
it is worked out from is, since a typed one in its place would open that count.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

import pandas as pd

from analysis.catalogue.areas import Area
from analysis.catalogue.local import LOCAL
from analysis.catalogue.local.from_return import FROM_RETURN, FromReturn
from analysis.core import returned
from analysis.core.quarters import Quarter, newest_whole, quarter_of
from analysis.core.shapes import ALL, COUNTS, OK, RETURNED, SUPPRESSED
from analysis.protect.suppress import OF

QUARTERS = 12  # of the last three years
HIDDEN = float("nan")


@dataclass(frozen=True)
class FromAReturn:
    """What a council's return gives: `counts` in the shape of local ones, protected and of the
    `RETURNED`; `as_at` its last day, and whether it is made up.
    """

    counts: pd.DataFrame
    as_at: date
    made_up: bool


def quarters(place: Area, today: date) -> FromAReturn | None:
    """The local figures of the last three years of quarters up to the return's last day.

    None without a return, and with one that goes beyond `today`: it was not there yet.
    """
    record = returned.record(place.slug)
    if not record:
        return None
    as_at = date.fromisoformat(record[returned.AS_AT])
    if as_at > today:
        return None
    held = returned.counts(place.slug)
    newest = newest_whole(as_at) if as_at < quarter_of(as_at).last else quarter_of(as_at)
    rows = [
        row
        for n in range(QUARTERS)
        for id, given in FROM_RETURN.items()
        for row in _rows(held, id, given, newest.back(n))
    ]
    counts = pd.DataFrame(rows, columns=["measure", "unit", "value", "status", "period_end"])
    counts = counts.assign(
        area=place.code,
        frequency="quarter",
        dimension=ALL,
        category=ALL,
        source=RETURNED,
        release=as_at.isoformat(),
        period_end=pd.to_datetime(counts["period_end"]),
    )
    return FromAReturn(counts[list(COUNTS)], as_at, bool(record[returned.SYNTHETIC]))


def _rows(
    held: pd.DataFrame, id: str, given: FromReturn, quarter: Quarter
) -> Iterator[tuple[Any, ...]]:
    """The row of a figure in a quarter and that of what it is of; none where it is not counted."""
    number = _number(held, given.figure, quarter)
    if given.since_april and quarter.number > 1 and number is not None:
        before = _number(held, given.figure, quarter.previous)
        number = None if before is None else number - before
    of = _number(held, given.of, quarter) if given.of else 0.0
    if number is None or of is None:
        return
    number = HIDDEN if of != of else number
    named = [(id, LOCAL[id].unit, number), *([(f"{id}{OF}", "of", of)] if given.of else [])]
    for measure, unit, value in named:
        yield measure, unit, value, OK if value == value else SUPPRESSED, quarter.last


def _number(held: pd.DataFrame, measure: str, quarter: Quarter) -> float | None:
    """A number on the last day of a quarter; NaN where it is hidden, None where it is not there."""
    rows = held[(held["measure"] == measure) & (held["dimension"] == ALL)]
    rows = rows[rows["period_end"] == pd.Timestamp(quarter.last)]
    rows = rows[rows["status"].isin([OK, SUPPRESSED])]
    return None if rows.empty else float(rows["value"].iloc[0])

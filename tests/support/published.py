"""Published files read again without any of our own readers, and our rows to set beside them.

The files are read with the standard library where they are text and with pyarrow where they are
not. Without the full files, the excerpts of them are read; the built tables are the same.
"""

import csv
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import NamedTuple

import pyarrow.parquet as pq

from analysis.catalogue.areas import areas
from analysis.core import shapes, store
from left_out import NO_PUBLISHED

SHARED = Path(__file__).parents[3] / "shared" / "data"
EXCERPTS = Path(__file__).parents[1] / "excerpts"
RAW = SHARED if SHARED.is_dir() else EXCERPTS
NEEDS_SHARED = NO_PUBLISHED.on(RAW == EXCERPTS)


class Table(NamedTuple):
    """A published file: its month and day, and which cell answers which indicator.

    `cells` maps a column and labels that pick a row ('column=label; ...') to an indicator and the
    column of measured rows that holds the same number.
    """

    file: str
    day: str
    cells: dict[tuple[str, str], tuple[str, str]]


ON_THE_DAY = "Children looked after on 31 March each year"
FIRST_YEAR = 2015  # the tables on children in need begin in 2013; ours begin here


class Printed(NamedTuple):
    """One cell of a published file, and where ours should be found."""

    area: str
    day: str
    indicator: str
    column: str
    cell: str


def rows_of(file: str) -> Iterator[dict[str, str]]:
    """The rows of a published file as text, whatever its form."""
    path = RAW / file
    if path.suffix == ".parquet":
        columns = ["time_period", "old_la_code", "cla_group", "characteristic", "percentage"]
        several = pq.read_table(path, columns=[*columns, "geographic_level", "population_count"])
        for row in several.to_pylist():
            if row.pop("population_count") == ON_THE_DAY:  # the file says everything three times
                yield {key: str(value) for key, value in row.items()}
        return
    with path.open(encoding="utf-8-sig", newline="") as lines:
        yield from csv.DictReader(lines)


def printed(table: Table) -> Iterator[Printed]:
    """Every cell of an authority that the table declares, former authorities left out."""
    chosen = {
        (column, tuple(tuple(p.split("=", 1)) for p in labels.split("; ") if p)): ours
        for (column, labels), ours in table.cells.items()
    }
    for row in rows_of(table.file):
        if row["geographic_level"] != "Local authority" or len(row["old_la_code"]) != 3:
            continue
        if areas()[row["old_la_code"]].abolished:
            continue
        year = row["time_period"] if len(row["time_period"]) == 4 else f"20{row['time_period'][4:]}"
        if int(year) < FIRST_YEAR:
            continue
        for (column, labels), (indicator, ours) in chosen.items():
            if all(row[key] == label for key, label in labels):
                cell = row[column].strip()
                yield Printed(row["old_la_code"], f"{year}-{table.day}", indicator, ours, cell)


def is_number(cell: str) -> bool:
    """Whether a published cell holds a number rather than a marker."""
    return cell.replace(".", "", 1).removeprefix("-").replace(",", "").isdigit()


@cache
def measured() -> dict[tuple[str, str, str], dict[str, object]]:
    """Own rows without splits, by area, day and indicator."""
    columns = ["area", "period_end", "indicator", "dimension", "group", "value", "status"]
    rows = store.read(store.MEASURED_FILE, columns=[*columns, "numerator", "denominator"])
    rows = rows[(rows["group"] == shapes.OWN) & (rows["dimension"] == shapes.ALL)]
    days = rows["period_end"].dt.strftime("%Y-%m-%d")
    keys = zip(rows["area"], days, rows["indicator"], strict=True)
    wanted = rows[["value", "status", "numerator", "denominator"]].to_dict("records")
    return dict(zip(keys, wanted, strict=True))

"""What a council pays for a week in each kind of home: a small CSV of fees, or its placements."""

from datetime import date
from pathlib import Path

import pandas as pd

from analysis.catalogue.categories import CATEGORIES
from analysis.intake.local import cells, placements
from analysis.intake.local.council_file import (
    Checked,
    Given,
    lines_of,
    one_of,
    rows_of,
    table_of,
)

NEEDED = ("home", "provider", "weekly_fee", "price_year")
MAY = ("children",)
COLUMNS = ("kind", "provider", "weekly_gbp", "price_year")
HOMES, PROVIDERS = CATEGORIES["placement"], CATEGORIES["provider"]
ALL_OTHERS = "all"
LEAST_FEE, MOST_FEE = 20, 50_000


def read(path: Path, as_at: date) -> pd.DataFrame:
    """Weekly fees: kind, provider ('' for all that have no line), weekly_gbp and price_year.

    A file with a line for each placement is averaged by the weeks of children in the year to
    `as_at`, and only averages of six children or more leave it: see `placements.averages`.
    CouncilFileError lists every fault by line and column.
    """
    table = table_of(path, (*NEEDED, *MAY, *placements.KNOWN))
    if placements.is_one(table):
        return placements.averages(path.name, table, as_at)
    lines = lines_of(path.name, table, NEEDED, MAY)
    rows = rows_of(path.name, lines, _line, "has that home and provider too.")
    return pd.DataFrame(rows, columns=list(COLUMNS))


def _line(given: Given) -> tuple[tuple[str, str, float, str], list[object]]:
    line = Checked(given)
    also = {title: name for name, title in HOMES.items()}
    providers = {title: name for name, title in PROVIDERS.items()}
    kind = line.cell("home", one_of(HOMES, also=also), "")
    provider = line.cell("provider", one_of((*PROVIDERS, ALL_OTHERS), also=providers), ALL_OTHERS)
    fee = line.cell("weekly_fee", weekly_fee, 0.0)
    year = line.cell("price_year", _year, "")
    for column in ("home", "weekly_fee", "price_year"):
        if not given.cells[column]:
            line.amiss(column, "fill it in.")
    children = line.cell("children", cells.number, None)
    if children is not None and 0 < children < placements.LEAST_CHILDREN:
        line.amiss("children", placements.TOO_FEW)
    return (kind, "" if provider == ALL_OTHERS else provider, fee, year), [*line.faults]


def weekly_fee(written: str) -> float:
    """Pounds a week; ValueError for what no week costs."""
    fee = cells.number(written.removeprefix("£"))
    if fee is None or not LEAST_FEE <= fee <= MOST_FEE:
        raise ValueError(f"give pounds a week, from {LEAST_FEE} to {MOST_FEE:,}.")
    return fee


def _year(written: str) -> str:
    """A financial year, as '2025-26'."""
    begins, _, ends = written.replace("/", "-").partition("-")
    if not (begins.isdecimal() and len(begins) == 4 and ends == f"{(int(begins) + 1) % 100:02d}"):
        raise ValueError("give the financial year of the prices, as 2025-26.")
    return f"{begins}-{ends}"

"""What a council spent, budgeted and has under contract for children in its care: a small CSV."""

from pathlib import Path

import pandas as pd

from analysis.core.shapes import BUDGET, CONTRACTS, OUTTURN, SUMS
from analysis.intake.local import cells
from analysis.intake.local.council_file import (
    Checked,
    Given,
    lines_of,
    one_of,
    rows_of,
    table_of,
)

NEEDED = ("year", "kind", "pounds")
LEAST, MOST = 10_000, 5_000_000_000
FIRST = 2000


def read(path: Path) -> pd.DataFrame:
    """A council's own sums by financial year: `end` (the year of its 31 March), `kind`, `pounds`.

    CouncilFileError lists every fault by line and column.
    """
    lines = lines_of(path.name, table_of(path, NEEDED), NEEDED, ())
    rows = rows_of(path.name, lines, _line, "has that year and kind too; keep one.")
    return pd.DataFrame(rows, columns=list(SUMS)).sort_values(["end", "kind"])


def _line(given: Given) -> tuple[tuple[int, str, float], list[object]]:
    line = Checked(given)
    end = line.cell("year", _end, 0)
    kind = line.cell("kind", one_of((OUTTURN, BUDGET, CONTRACTS)), "")
    pounds = line.cell("pounds", _pounds, 0.0)
    for column in NEEDED:
        if not given.cells[column]:
            line.amiss(column, "fill it in.")
    return (end, kind, pounds), [*line.faults]


def _end(written: str) -> int:
    """The year in which a financial year ends, of '2025-26' or '2025/26'."""
    begins, _, ends = written.replace("/", "-").partition("-")
    known = begins.isdecimal() and len(begins) == 4 and int(begins) >= FIRST
    if not (known and ends == f"{(int(begins) + 1) % 100:02d}"):
        raise ValueError("give a financial year, as 2025-26.")
    return int(begins) + 1


def _pounds(written: str) -> float:
    """A sum in whole pounds; ValueError for what no council can have meant."""
    sum_ = cells.number(written.removeprefix("£"))
    if sum_ is None or not LEAST <= sum_ <= MOST:
        raise ValueError(
            f"give whole pounds, from {LEAST:,} to {MOST:,}: 171500000, not 171.5 or thousands."
        )
    return sum_

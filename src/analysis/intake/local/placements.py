"""Mean weekly fees from a file with a line for each placement, as the placements standard has it.

The standard (version 2, July 2025, and what regional data teams made of it in 2026) has the type of
placement and what it costs a week, in all or as core, support and education. A line is of a child:
it is read here, and nothing but averages of six children or more leaves. No fault repeats a cell.
"""

import re
from collections.abc import Callable
from datetime import date, timedelta

import numpy as np
import pandas as pd

from analysis.intake.local import cells
from analysis.intake.local.council_file import Checked, CouncilFileError, Given
from analysis.intake.local.lines import NOT_REPEATED
from analysis.intake.local.spreadsheet import Table

ALIASES = {
    "child": ("child_id", "child", "local_identifier"),
    "type": ("placement_type", "type_of_placement"),
    "provider": ("provider_type", "provider", "sector"),
    "total": ("total_weekly_cost",),
    "core": ("core_cost", "core_weekly_cost", "weekly_core_cost"),
    "support": ("support_cost", "support_weekly_cost", "weekly_support_cost"),
    "education": ("education_cost", "education_weekly_cost", "weekly_education_cost"),
    "start": ("placement_start_date", "start_date", "date_started"),
    "end": ("placement_end_date", "end_date", "date_ended"),
}
"""What each column may be called, in lower case and without what stands in brackets."""
KNOWN = tuple(name for names in ALIASES.values() for name in names)
TYPES = {
    "residential": "childrens_homes",
    "foster": "foster",
    "fostering": "foster",
    "supported accommodation": "supported",
}
PROVIDERS = {
    "own": "own",
    "in-house": "own",
    "local authority": "own",
    "private": "private",
    "independent": "private",
    "voluntary": "voluntary",
    "charity": "voluntary",
}
LEAST_CHILDREN, NEAREST = 6, 5
TOO_FEW = (
    f"an average of fewer than {LEAST_CHILDREN} children may tell of one; put providers together, "
    "or leave the line out."
)
DAYS = 365
COSTS = ("total", "core", "support", "education")
_BRACKETS = re.compile(r"_*\(.*?\)")


def is_one(table: Table) -> bool:
    """Whether a table has a line for each placement."""
    return bool({"child", "type"} & {*_places(table)})


def averages(file: str, table: Table, as_at: date) -> pd.DataFrame:
    """The mean weekly fee by kind of home and provider, weighted by the weeks of children in the
    year to `as_at`; to the nearest 5 pounds. Columns as `fees.read` has them.

    A fee is core and support, or the total where the file has no core; education is not in it.
    Providers with fewer than six children are averaged together, and left out where they have
    fewer than six so too. Without a start each placement counts alike; lines without a cost are in
    no average. CouncilFileError tells line and column, and never what stands there.
    """
    rows = _rows(file, table, as_at)
    rows = rows[(rows["weeks"] > 0) & rows["fee"].notna()]
    year = as_at.year + (as_at.month > 3)
    found = []
    for kind, of_kind in rows.groupby("kind"):
        children = of_kind.groupby("provider")["child"].nunique()
        enough = children.index[children >= LEAST_CHILDREN]
        few = children.index.difference(enough)
        for together in (*([name] for name in enough), [*few]):
            part = of_kind[of_kind["provider"].isin(together)]
            if part["child"].nunique() >= LEAST_CHILDREN:
                mean = NEAREST * round(np.average(part["fee"], weights=part["weeks"]) / NEAREST)
                found += [(kind, name, float(mean)) for name in together]
    frame = pd.DataFrame(found, columns=["kind", "provider", "weekly_gbp"])
    return frame.assign(price_year=f"{year - 1}-{year % 100:02d}")


def _places(table: Table) -> dict[str, int]:
    """Where each column stands that is known."""
    names = [_BRACKETS.sub("", name).strip("_?") for name in table.names]
    found = {}
    for column, aliases in ALIASES.items():
        at = [names.index(each) for each in aliases if each in names]
        found.update({column: at[0]} if at else {})
    return found


def _rows(file: str, table: Table, as_at: date) -> pd.DataFrame:
    """Each placement's child, kind, provider, fee a week and weeks in the year to `as_at`."""
    at = _places(table)
    absent = [f"'{ALIASES[c][0]}'" for c in ("child", "type") if c not in at]
    absent += ["'total_weekly_cost' or 'core_cost'"] if not {"total", "core"} & {*at} else []
    if absent:
        raise CouncilFileError(file, [f"line {table.header}: add {', '.join(absent)}."])
    names = {column: table.names[place] for column, place in at.items()}
    rows, faults = [], list[object]()
    for number, line in table.lines:
        if len(line) != len(table.names):
            faults.append(
                f"line {number}: it has {len(line)} cells, the header {len(table.names)}."
            )
            continue
        placement = _Placement(Given(number, {c: line[place] for c, place in at.items()}), names)
        rows.append(placement.row(as_at))
        faults += placement.faults
    if faults:
        raise CouncilFileError(file, faults)
    frame = pd.DataFrame(rows, columns=["child", "kind", "provider", "fee", "weeks"])
    return frame[(frame["child"] != "") & (frame["kind"] != "")].astype({"fee": float})


class _Placement(Checked):
    """A child's line: a fault tells its place and what would do, and never what it holds."""

    def __init__(self, given: Given, names: dict[str, str]) -> None:
        super().__init__(given)
        self.names = names

    def amiss(self, column: str, remedy: str, found: str | None = None) -> None:
        """Keep a fault of a column, whatever it holds."""
        super().amiss(self.names[column], REMEDIES[column], NOT_REPEATED)

    def row(self, as_at: date) -> tuple[str, str, str, float | None, float]:
        """Its child, kind, provider, fee and weeks."""
        start = self.cell("start", cells.day, None)
        end = min(self.cell("end", cells.day, as_at), as_at)
        begins = as_at - timedelta(days=DAYS - 1)
        weeks = ((end - max(start, begins)).days + 1) / 7 if start else 1.0
        fee = self.cell("core", cells.number, None)
        if fee is None:
            fee = self.cell("total", cells.number, None)
        else:
            fee += self.cell("support", cells.number, None) or 0.0
        kind, provider = (
            self.cell(column, _word(words), "")
            for column, words in (("type", TYPES), ("provider", PROVIDERS))
        )
        return self.given.cells["child"], kind, provider, fee, weeks


def _word(words: dict[str, str]) -> Callable[[str], str]:
    def read(written: str) -> str:
        found = words.get(written.casefold())
        if found is None:
            raise ValueError
        return found

    return read


REMEDIES = {
    "type": f"use {', '.join(TYPES)}.",
    "provider": f"use {', '.join(PROVIDERS)}.",
    **dict.fromkeys(("start", "end"), "give a day, as 2025-09-30 or 30/09/2025."),
    **dict.fromkeys(COSTS, "give pounds a week as a number, or nothing."),
}
"""What would do in each column; what stands there may be of a child, and is not repeated."""

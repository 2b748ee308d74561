"""A council's own outturn, budget and contracts for children in its care, as they were prepared.

`pipeline.budgets` writes a file for each council that gave some: sums of money, of no child.
"""

import json
from dataclasses import dataclass, field
from datetime import date

import pandas as pd

from analysis.core import atomic, paths, store
from analysis.core.shapes import OUTTURN, SUMS


@dataclass(frozen=True)
class Budgets:
    """Pounds by kind and by the year of a 31 March, and whether they are an example, made up."""

    pounds: dict[str, dict[int, float]] = field(default_factory=dict)
    made_up: bool = False

    def of(self, kind: str, end: int) -> float | None:
        """A sum of a financial year, None where it was not given."""
        return self.pounds.get(kind, {}).get(end)

    def outturn(self, today: date) -> dict[int, float]:
        """What was spent in the years that were over by a day."""
        known = self.pounds.get(OUTTURN, {})
        return {end: spent for end, spent in known.items() if date(end, 3, 31) < today}

    @property
    def whose(self) -> str:
        """Whose they are, in a sentence."""
        return "made up as an example" if self.made_up else "the council's own"


def write(slug: str, rows: pd.DataFrame, *, made_up: bool) -> None:
    """Keep a council's sums: rows with `end`, `kind` and `pounds`."""
    told = {"made up": made_up, "sums": rows[[*SUMS]].to_dict("records")}
    atomic.write(json.dumps(told, indent=1) + "\n", paths.budget(slug))


def read(slug: str) -> Budgets:
    """A council's sums; none where it gave none. TableError where they cannot be read."""
    name = paths.budget(slug).relative_to(paths.processed()).as_posix()
    store.READS.add((name, None, ()))
    if not paths.budget(slug).is_file():
        return Budgets()
    try:
        told = json.loads(paths.budget(slug).read_bytes())
        pounds: dict[str, dict[int, float]] = {}
        for row in told["sums"]:
            pounds.setdefault(str(row["kind"]), {})[int(row["end"])] = float(row["pounds"])
        return Budgets(pounds, bool(told["made up"]))
    except (ValueError, RecursionError, KeyError, TypeError) as fault:
        raise store.TableError(
            f"data/processed/{name} cannot be read. Remove it and make the council's sufficiency "
            "report again, which prepares it anew."
        ) from fault

"""What a forecast starts from: the newest counts, and the panel of them."""

import hashlib
import json
from dataclasses import dataclass

import pandas as pd

from analysis.catalogue.areas import ENGLAND, areas
from analysis.catalogue.assumptions import ranges, values
from analysis.core import integrity, paths, shapes, store
from analysis.forecast.panel import CHILDREN, Panel, from_counts
from analysis.intake.combine import newest

COUNTED = ("children", "young_people")  # the units of counts of people
USED = (*COUNTED, "places", "homes", "gbp", "gbp_per_week")  # units of all that a forecast uses
METHOD = 3  # raise it when the method changes, so that an archived forecast keeps its name


@dataclass(frozen=True, kw_only=True)
class Inputs:
    """What a forecast starts from: newest counts, the panel of them, and the newest year.

    `counts` are of the units in USED; `held` has the older figures besides that were revised.
    """

    held: pd.DataFrame
    counts: pd.DataFrame
    panel: Panel
    origin: int
    hash: str

    @property
    def run(self) -> str:
        """The name of the forecast: its origin and a hash of all that it is made of."""
        made_of = json.dumps([self.hash, METHOD, values(), ranges()])
        return f"{self.origin}-{hashlib.sha256(made_of.encode()).hexdigest()[:8]}"


def read_inputs() -> Inputs:
    """The built counts as inputs; an error where they are not there, or not what was built."""
    held = store.whole(store.COUNTS_FILE)
    held = held[held["unit"].isin(USED)]
    counts = newest(held)
    totals = counts[(counts["measure"] == CHILDREN) & (counts["dimension"] == shapes.ALL)]
    origin = int(totals.loc[totals["unit"] == "children", "period_end"].max().year)
    used = counts[counts["unit"].isin(COUNTED)]
    codes = sorted(a.code for a in areas().values() if a.kind == "authority")
    first = int(totals.loc[totals["area"] == codes[0], "period_end"].min().year)
    panel = from_counts(used, codes, range(first, origin + 1), ENGLAND)
    digest = integrity.digest(paths.processed() / store.COUNTS_FILE)
    return Inputs(held=held, counts=counts, panel=panel, origin=origin, hash=digest)

"""What a council's scenarios change, in children and in pounds: its own, or four examples."""

from collections.abc import Hashable
from dataclasses import dataclass
from datetime import date
from typing import Any

import pandas as pd

from analysis.catalogue.areas import ENGLAND, Area
from analysis.catalogue.assumptions import values
from analysis.catalogue.local.changes import KINDS, Scenario, examples
from analysis.core import paths, shapes, store
from analysis.forecast.histories.careers import Careers
from analysis.forecast.histories.futures import Futures
from analysis.forecast.histories.scenarios import changes, course, effects, prices
from analysis.forecast.histories.scenarios.course import Flows
from analysis.forecast.histories.summary import LEAST
from analysis.intake.combine import newest
from analysis.intake.local import fees, scenarios

FOLDER, SCENARIOS, FEES = "what_if", "scenarios.csv", "fees.csv"
DEARER = {
    "foster": "external_difference_fostering",
    "childrens_homes": "external_difference_residential",
}
LONGEST = 24
"""The most months by which a scenario may send children home sooner."""
NEAREST = {
    effects.COST: -3,
    effects.COST_DIFFERENCE: -3,
    effects.PRICE: -1,
}
"""The digits to which pounds are told, so that no number of children can be worked out of them."""


@dataclass(frozen=True)
class WhatIf:
    """The scenarios of a council and what it pays: from its files, where it has them."""

    scenarios: tuple[Scenario, ...]
    fees: pd.DataFrame
    own: bool

    @classmethod
    def of(cls, place: Area, as_at: date) -> "WhatIf":
        """Those of `data/raw/what_if/<council>`; CouncilFileError for files with faults."""
        folder = paths.raw() / FOLDER / place.slug
        given, paid = folder / SCENARIOS, folder / FEES
        own = given.is_file()
        return cls(
            scenarios.read(given) if own else examples(as_at, values()),
            fees.read(paid, as_at) if paid.is_file() else _no_fees(),
            own,
        )

    def described(self) -> list[dict[str, object]]:
        """The scenarios for the record: name, and each change's kind, number, unit and month."""
        return [
            {
                "name": each.name,
                "changes": [
                    {
                        "kind": change.kind,
                        "title": KINDS[change.kind].title,
                        "number": change.number,
                        "unit": KINDS[change.kind].unit,
                        "from": change.begins.isoformat(),
                        "running_cost": change.running,
                    }
                    for change in each.changes
                ],
            }
            for each in self.scenarios
        ]


@dataclass(frozen=True, repr=False)
class Told:
    """Rows of "as now" and every scenario in the projected shape, and where prices are from."""

    rows: pd.DataFrame
    prices: list[dict[Hashable, Any]]


def told(
    asked: WhatIf,
    futures: Futures,
    known: Careers,
    providers: effects.Parts,
    *,
    area: str,
    run: str,
    whole: bool = False,
) -> Told:
    """What the scenarios change; `futures` were drawn with `changes.spared_by` of them.

    Pounds are to the nearest thousand and weekly prices to the nearest ten.
    """
    flows = Flows.of(futures, stayed=course.stayed(known, LONGEST))
    last = date.fromordinal(known.as_at)
    counts = newest(store.counts([area, ENGLAND]))
    table = prices.weekly(
        flows.states,
        flows.children[0, 0],
        asked.fees,
        prices.published(counts, area, last.year),
        {kind: values()[name] for kind, name in DEARER.items()},
    )
    courses = changes.applied(asked.scenarios, flows)
    rows = effects.told(
        courses,
        flows,
        table["weekly_gbp"].to_numpy(float),
        providers,
        area=area,
        run=run,
        least=0 if whole else LEAST,
    )
    for measure, digits in NEAREST.items():
        at, figures = rows["measure"] == measure, ["central", *shapes.QUANTILES]
        rows.loc[at, figures] = rows.loc[at, figures].astype(float).round(digits)
    sources = table[["kind", "source", "price_year"]].drop_duplicates().sort_values("kind")
    return Told(rows, sources.to_dict("records"))


def _no_fees() -> pd.DataFrame:
    return pd.DataFrame(columns=list(fees.COLUMNS))

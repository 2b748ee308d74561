"""Our counts of a 31 March beside those the department prints for it."""

from collections.abc import Iterable
from dataclasses import dataclass

import pandas as pd

from analysis.core import shapes, store
from analysis.intake.combine import newest

HEADLINE = "cla_31_march"
MOST_APART = 0.01
KEY = ["measure", "period_end", "dimension", "category"]


@dataclass(frozen=True)
class Reconciled:
    """One figure of ours beside the published one."""

    measure: str
    day: str
    dimension: str
    category: str
    ours: float
    published: float

    @property
    def difference(self) -> float:
        """Ours less theirs."""
        return self.ours - self.published

    @property
    def said(self) -> str:
        """The sentence for an analyst."""
        return (
            f"{self.measure} on {self.day} is {self.ours:,.0f} in the return and "
            f"{self.published:,.0f} as published."
        )


def reconciled(counts: pd.DataFrame, area: str) -> tuple[Reconciled, ...]:
    """Every shown count that the department also prints for the area and day, in its order."""
    published = newest(store.counts(areas=[area]))
    theirs = published.assign(period_end=pd.to_datetime(published["period_end"]))
    both = _known(counts).merge(_known(theirs), on=[*KEY, "unit"], suffixes=("", "_published"))
    return tuple(
        Reconciled(measure, f"{day:%Y-%m-%d}", dimension, category, float(ours), float(theirs))
        for measure, day, dimension, category, ours, theirs in zip(
            *(both[column] for column in (*KEY, "value", "value_published")), strict=True
        )
    )


def refused(beside: Iterable[Reconciled]) -> list[Reconciled]:
    """The headline numbers that are more than 1% apart."""
    return [
        each
        for each in beside
        if (each.measure, each.dimension) == (HEADLINE, shapes.ALL)
        and abs(each.difference) > MOST_APART * each.published
    ]


def _known(counts: pd.DataFrame) -> pd.DataFrame:
    rows = counts[counts["status"] == shapes.OK]
    return rows[[*KEY, "unit", "value"]].astype(dict.fromkeys((*KEY, "unit"), "object"))

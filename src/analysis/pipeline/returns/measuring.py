"""Counts of a return as measured rows of the catalogue's indicators."""

from collections.abc import Iterator
from dataclasses import replace

import pandas as pd

from analysis.catalogue.areas import ENGLAND
from analysis.catalogue.indicator import Figure, Indicator
from analysis.catalogue.indicators import INDICATORS
from analysis.catalogue.returns.groups.measures import OWN_INDICATORS
from analysis.catalogue.returns.relations import MEANS
from analysis.core import shapes
from analysis.measure.indicators import measure

BASE = "rate_base_0_17"


def measured(counted: pd.DataFrame, published: pd.DataFrame) -> pd.DataFrame:
    """Protected counts of a return as measured rows of the catalogue's indicators, and of groups.

    A rate is for the children that the department divides by, those of the newest year it has.
    """
    base = _base(counted, published)
    chosen = [*_measurable(set(counted["measure"])), *of_groups(counted)]
    return measure(pd.concat([counted, base], ignore_index=True), chosen)


def _measurable(there: set[str]) -> Iterator[Indicator]:
    """The indicators whose figures a return has, measured from counts and never as printed."""
    for each in INDICATORS.values():
        if each.numerator is None:
            mean = each.published
            if mean is not None and mean.measure in MEANS and mean.measure in there:
                yield each
        elif {_measure(each.numerator), _measure(each.denominator)} <= {*there, BASE, ""}:
            yield replace(each, published=None)


def of_groups(counted: pd.DataFrame) -> list[Indicator]:
    """The indicators of groups whose counts there are."""
    there = {*zip(counted["measure"], counted["dimension"], strict=True)}
    return [
        each
        for each in OWN_INDICATORS.values()
        if {(f.measure, f.dimension) for f in (each.numerator, each.denominator) if f} <= there
    ]


def _measure(figure: Figure | None) -> str:
    return figure.measure if figure else ""


def _base(counted: pd.DataFrame, published: pd.DataFrame) -> pd.DataFrame:
    """The children of the area on each day of the counts."""
    known = published[(published["measure"] == BASE) & (published["area"] != ENGLAND)]
    known = known.sort_values("period_end")
    wanted = pd.DataFrame({"period_end": sorted(counted["period_end"].unique())})
    return pd.merge_asof(
        wanted.astype({"period_end": "datetime64[s]"}),
        known.assign(of=known["period_end"].astype("datetime64[s]")).drop(columns="period_end"),
        left_on="period_end",
        right_on="of",
    ).dropna(subset="measure")[list(shapes.COUNTS)]

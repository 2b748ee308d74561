"""Compared with whom: the statistical neighbours of each authority, under each model.

The median, the mean and the pooled value of the ten can put an authority on different sides, so
all are given, with the range and with how many of the ten could be used.
"""

from collections.abc import Iterable

import numpy as np
import pandas as pd

from analysis.catalogue.areas import areas
from analysis.catalogue.indicator import Indicator
from analysis.core import shapes

SERIES = ["indicator", "period_end", "dimension", "category"]
FEWEST = 5
STATISTICS = ("median", "mean", "pooled", "lowest", "highest")


def neighbour_rows(
    own: pd.DataFrame, neighbours: pd.DataFrame, indicators: Iterable[Indicator]
) -> pd.DataFrame:
    """Rows of group `neighbours_2025` and `neighbours_2021` for every authority.

    `own` holds rows of group `self`; `neighbours` the models (shapes.NEIGHBOURS). A statistic is
    given when at least five of the ten have a published figure; `method` says how many had. A
    comparator is taken as fixed, so it has no interval.
    """
    catalogue = {i.id: i for i in indicators}
    compared = [name for name, i in catalogue.items() if "neighbours" in i.comparators]
    columns = ["area", *SERIES, "value", "status", "numerator", "denominator"]
    wanted = own.loc[own["indicator"].isin(compared), columns].rename(columns={"area": "neighbour"})
    beside = neighbours[["model", "area", "neighbour"]].merge(wanted, on="neighbour")
    if beside.empty:
        return pd.DataFrame(columns=list(shapes.MEASURED))
    ends, known = beside["period_end"], beside[beside["value"].notna()]
    newest = beside["indicator"].map(known.groupby("indicator")["period_end"].max().to_dict())
    # The model before the present one is kept for the newest period only: it is there to show how
    # much the choice of model matters now.
    wanted_model = (beside["model"] != shapes.NEIGHBOURS_2021) | (ends >= pd.to_datetime(newest))
    # An authority is not compared with others before it began.
    starts = {a.code: pd.Timestamp(a.start) for a in areas().values() if a.start}
    too_early = ends < pd.to_datetime(beside["area"].map(starts))
    summary = _summary(beside[wanted_model & ~too_early])
    rows = pd.concat([_rows(summary, statistic) for statistic in STATISTICS], ignore_index=True)
    factor = {name: i.factor for name, i in catalogue.items()}
    scaled = rows["value"] * rows["indicator"].map(factor)
    value = rows["value"].where(rows["statistic"] != "pooled", scaled)
    # One more decimal than the indicator prints.
    tens = 10.0 ** rows["indicator"].map({name: i.decimals + 1 for name, i in catalogue.items()})
    return rows.assign(value=(value * tens).round() / tens)[list(shapes.MEASURED)]


def _summary(beside: pd.DataFrame) -> pd.DataFrame:
    """Per authority, model and series: the statistics and how many neighbours had what."""
    both = beside["numerator"].notna() & (beside["denominator"] > 0) & beside["value"].notna()
    beside = beside.assign(
        x=beside["numerator"].where(both),
        n=beside["denominator"].where(both),
        suppressed=beside["status"] == shapes.SUPPRESSED,
    )
    summary = beside.groupby(["model", "area", *SERIES], sort=False).agg(
        median=("value", "median"),
        mean=("value", "mean"),
        lowest=("value", "min"),
        highest=("value", "max"),
        usable=("value", "count"),
        suppressed=("suppressed", "sum"),
        x=("x", "sum"),
        n=("n", "sum"),
        counted=("x", "count"),
    )
    return summary.reset_index()


def _rows(summary: pd.DataFrame, statistic: str) -> pd.DataFrame:
    enough, counts = summary["usable"] >= FEWEST, pd.DataFrame()
    if statistic == "pooled":
        # A pooled value exists only where counts do; elsewhere the row would say nothing.
        summary = summary[summary["counted"] > 0].assign(pooled=lambda s: s["x"] / s["n"])
        enough = (summary[["usable", "counted"]] >= FEWEST).all(axis=1) & (summary["n"] > 0)
        counts = summary[["x", "n"]].set_axis(["numerator", "denominator"], axis=1)
    usable, hidden = summary["usable"].astype(str) + " of 10 usable", summary["suppressed"]
    return summary[["area", *SERIES]].assign(
        group=summary["model"],
        statistic=statistic,
        **dict.fromkeys((*shapes.LIMITS, "numerator", "denominator"), np.nan)
        | {str(name): column.where(enough) for name, column in counts.items()},
        value=summary[statistic].where(enough),
        status=np.where(enough, shapes.OK, shapes.NOT_AVAILABLE),
        method=usable.mask(hidden > 0, usable + ", " + hidden.astype(str) + " suppressed"),
    )

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
# The model before the present one is kept for the newest period only: it is there to show how
# much the choice of model matters now.
OLDER_MODEL = shapes.NEIGHBOURS_2021
OLDER_MODEL_PERIODS = 1
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
    wanted = own[own["indicator"].isin([i for i, x in catalogue.items() if _compared(x)])]
    columns = ["area", *SERIES, "value", "status", "numerator", "denominator"]
    beside = neighbours[["model", "area", "neighbour"]].merge(
        wanted[columns].rename(columns={"area": "neighbour"}), on="neighbour"
    )
    if beside.empty:
        return pd.DataFrame(columns=list(shapes.MEASURED))
    beside = beside[((beside["model"] != OLDER_MODEL) | _is_new(beside)) & ~_too_early(beside)]
    summary = _summary(beside)
    rows = pd.concat([_rows(summary, statistic) for statistic in STATISTICS], ignore_index=True)
    pooled = rows["statistic"] == "pooled"
    scale = {i: x.per if x.kind == "rate" else 100 for i, x in catalogue.items()}
    rows["value"] = rows["value"].where(~pooled, rows["value"] * rows["indicator"].map(scale))
    rows["value"] = _rounded(rows["value"], rows["indicator"], catalogue)
    return rows[list(shapes.MEASURED)]


def _compared(indicator: Indicator) -> bool:
    return "neighbours" in indicator.comparators


def _is_new(rows: pd.DataFrame) -> pd.Series:
    """Whether a row is of the newest period (or periods) in which its indicator has a figure."""
    dated = rows.loc[rows["value"].notna(), ["indicator", "period_end"]].drop_duplicates()
    if dated.empty:
        return pd.Series(False, index=rows.index)
    newest = dated.sort_values("period_end").groupby("indicator").tail(OLDER_MODEL_PERIODS)
    first = newest.groupby("indicator")["period_end"].min()
    return rows["period_end"] >= pd.to_datetime(rows["indicator"].map(first))


def _too_early(rows: pd.DataFrame) -> pd.Series:
    """Whether a row would compare an authority with others before it began."""
    starts = {a.code: pd.Timestamp(a.start) for a in areas().values() if a.start}
    return rows["period_end"] < pd.to_datetime(rows["area"].map(starts))


def _summary(beside: pd.DataFrame) -> pd.DataFrame:
    """Per authority, model and series: the statistics and how many neighbours had what."""
    both = beside["numerator"].notna() & (beside["denominator"] > 0) & beside["value"].notna()
    beside = beside.assign(
        x=beside["numerator"].where(both),
        n=beside["denominator"].where(both),
        suppressed=beside["status"] == shapes.SUPPRESSED,
    )
    keys = ["model", "area", *SERIES]
    summary = beside.groupby(keys, sort=False).agg(
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
    enough = summary["usable"] >= FEWEST
    rows = summary[["area", *SERIES]].assign(
        group=summary["model"], statistic=statistic, numerator=np.nan, denominator=np.nan
    )
    if statistic == "pooled":
        enough &= (summary["counted"] >= FEWEST) & (summary["n"] > 0)
        rows["numerator"] = summary["x"].where(enough)
        rows["denominator"] = summary["n"].where(enough)
        value = summary["x"] / summary["n"]
    else:
        value = summary[statistic]
    rows["value"] = value.where(enough)
    rows["status"] = np.where(enough, shapes.OK, shapes.NOT_AVAILABLE)
    rows["method"] = _usable_in_words(summary)
    rows[list(shapes.LIMITS)] = np.nan
    # A pooled value exists only where counts do; elsewhere the row would say nothing.
    return rows if statistic != "pooled" else rows[summary["counted"] > 0]


def _usable_in_words(summary: pd.DataFrame) -> pd.Series:
    words = summary["usable"].astype(str) + " of 10 usable"
    hidden = summary["suppressed"]
    return words.mask(hidden > 0, words + ", " + hidden.astype(str) + " suppressed")


def _rounded(values: pd.Series, ids: pd.Series, catalogue: dict[str, Indicator]) -> pd.Series:
    """Values to one more decimal than the indicator prints."""
    decimals = ids.map({i: x.decimals + 1 for i, x in catalogue.items()})
    tens = 10.0**decimals
    return (values * tens).round() / tens

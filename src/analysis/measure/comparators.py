"""Compared with whom: the statistical neighbours of each authority, under each model.

The median, the mean and the pooled value of the ten can put an authority on different sides, so
all are given, with the range and with how many of the ten could be used.
"""

from collections.abc import Iterable
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from analysis.catalogue.areas import areas
from analysis.catalogue.indicator import Indicator
from analysis.core import shapes
from analysis.core.compact import once

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
    summary = _summary(own.loc[own["indicator"].isin(compared), columns], neighbours)
    if summary.empty:
        return pd.DataFrame(columns=list(shapes.MEASURED))
    rows = pd.concat([_rows(summary, statistic) for statistic in STATISTICS], ignore_index=True)
    factor = rows["indicator"].map({name: i.factor for name, i in catalogue.items()})
    scaled = rows["value"] * factor.astype("float64")
    value = rows["value"].where(rows["statistic"] != "pooled", scaled)
    # One more decimal than the indicator prints.
    more = rows["indicator"].map({name: i.decimals + 1 for name, i in catalogue.items()})
    tens = 10.0 ** more.astype("float64")
    return rows.assign(value=(value * tens).round() / tens)[list(shapes.MEASURED)]


def _summary(figures: pd.DataFrame, neighbours: pd.DataFrame) -> pd.DataFrame:
    """Per authority, model and series: the statistics and how many neighbours had what."""
    ten = neighbours.pivot(index=["model", "area"], columns="rank", values="neighbour")
    groups = ten.index.to_frame(index=False).astype("category")
    places = pd.Index(figures["area"].unique())
    by_series = figures.groupby(SERIES, sort=False, observed=True)
    series = by_series.head(1)[SERIES].reset_index(drop=True)
    # The row of each series and area, -1 where there is none, as for nobody in the last column.
    row = np.full((len(series), len(places) + 1), -1)
    row[by_series.ngroup(), places.get_indexer(figures["area"])] = np.arange(len(figures))
    members = places.get_indexer(ten.to_numpy().ravel()).reshape(ten.shape)
    beside = row[:, members]
    compared = (beside >= 0).any(axis=2) & _in_time(series, groups, figures, neighbours)
    of_series, of_group = np.nonzero(compared)
    counted = pd.DataFrame(_statistics(figures, beside[compared]))
    counted["method"] = once(counted[["usable", "suppressed"]], _method)
    named = [groups.take(of_group), series.take(of_series), counted]
    return pd.concat([part.reset_index(drop=True) for part in named], axis=1)


def _method(counted: pd.DataFrame) -> pd.Series:
    """How many of ten neighbours had a figure, and how many had theirs hidden, in words."""
    usable, hidden = counted["usable"].astype(str) + " of 10 usable", counted["suppressed"]
    words = usable.mask(hidden > 0, usable + ", " + hidden.astype(str) + " suppressed")
    return words.astype("category")


def _in_time(
    series: pd.DataFrame, groups: pd.DataFrame, figures: pd.DataFrame, neighbours: pd.DataFrame
) -> NDArray[np.bool_]:
    """Whether each series (down) is compared in each group (across).

    Not with others before an authority began. The model before the present one is kept for the
    newest period only: it is there to show how much the choice of model matters now.
    """
    known = figures[figures["value"].notna() & figures["area"].isin(neighbours["neighbour"])]
    newest = known.groupby("indicator", observed=True)["period_end"].max().to_dict()
    ends = series["period_end"].to_numpy()
    last = series["indicator"].map(newest).astype("datetime64[s]").to_numpy()
    begun = {a.code: pd.Timestamp(a.start) for a in areas().values() if a.start}
    starts = groups["area"].map(begun).astype("datetime64[s]").to_numpy()
    present = (groups["model"] != shapes.NEIGHBOURS_2021).to_numpy()
    return (present | (ends >= last)[:, None]) & ~(ends[:, None] < starts)


def _statistics(figures: pd.DataFrame, beside: NDArray[np.int64]) -> dict[str, NDArray[Any]]:
    """The statistics of rows of figures by number (comparisons x neighbours), -1 for none."""
    value, x, n = (
        np.append(figures[name].to_numpy(float), np.nan)[beside]
        for name in ("value", "numerator", "denominator")
    )
    hidden = np.append(figures["status"] == shapes.SUPPRESSED, False)[beside]
    both = np.isfinite(x) & (n > 0) & np.isfinite(value)
    usable = np.isfinite(value).sum(axis=1)
    ordered = np.sort(value, axis=1)
    lower, upper, last = (
        np.take_along_axis(ordered, np.maximum(at, 0)[:, None], axis=1)[:, 0]
        for at in ((usable - 1) // 2, usable // 2, usable - 1)
    )
    return {
        "median": (lower + upper) / 2,
        "mean": _summed(value) / np.where(usable, usable, np.nan),
        "lowest": ordered[:, 0],
        "highest": last,
        "usable": usable,
        "suppressed": hidden.sum(axis=1),
        "x": np.where(both, x, 0).sum(axis=1),
        "n": np.where(both, n, 0).sum(axis=1),
        "counted": both.sum(axis=1),
    }


def _summed(rows: NDArray[np.float64]) -> NDArray[np.float64]:
    """The sum of the known numbers of each row, without the error of rounding (Kahan 1965): means
    often lie half-way between two printed figures.
    """
    total, lost = np.zeros((2, len(rows)))
    for column in rows.T:
        known = np.isfinite(column)
        step = column - lost
        grown = total + step
        lost = np.where(known, (grown - total) - step, lost)
        total = np.where(known, grown, total)
    return total


def _rows(summary: pd.DataFrame, statistic: str) -> pd.DataFrame:
    enough, counts = summary["usable"] >= FEWEST, pd.DataFrame()
    if statistic == "pooled":
        # A pooled value exists only where counts do; elsewhere the row would say nothing.
        summary = summary[summary["counted"] > 0].assign(pooled=lambda s: s["x"] / s["n"])
        enough = (summary[["usable", "counted"]] >= FEWEST).all(axis=1) & (summary["n"] > 0)
        counts = summary[["x", "n"]].set_axis(["numerator", "denominator"], axis=1)
    return summary[["area", *SERIES, "method"]].assign(
        group=summary["model"],
        statistic=pd.Categorical([statistic], STATISTICS).repeat(len(summary)),
        **dict.fromkeys((*shapes.LIMITS, "numerator", "denominator"), np.nan)
        | {str(name): column.where(enough) for name, column in counts.items()},
        value=summary[statistic].where(enough),
        status=np.where(enough, shapes.OK, shapes.NOT_AVAILABLE),
    )

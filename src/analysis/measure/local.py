"""A council's own quarterly figures as a series: one row a quarter, gaps and revisions included."""

from typing import Any

import numpy as np
import pandas as pd

from analysis.catalogue.local import MEAN, PROPORTION, RARE, LocalIndicator
from analysis.measure.intervals import wilson_limits
from analysis.quarters import Quarter
from analysis.shapes import ALL, MISSING, OK

SERIES = (
    "period_end",
    "numerator",
    "denominator",
    "value",
    "lower95",
    "upper95",
    "status",
    "source",
    "revised",
    "revised_by_few",
)
BETWEEN = ("order", "days", "status", "period_end")
_BETWEEN_EVENTS = "between events"
_BY_A_FEW = "revised by a few"


def series(
    counts: pd.DataFrame, indicator: LocalIndicator, to: Quarter | None = None
) -> pd.DataFrame:
    """The newest release of each quarter up to `to`, oldest first; columns are SERIES.

    `counts` are protected local counts of one area. `value` is in the indicator's unit, percent
    for a share, with Wilson's 95% interval; it is missing where either count is. Quarters between
    the first and the last that nobody gave are missing. `revised` says that an older release of
    the quarter was another figure, `revised_by_few` that a newer one differs by so few that the
    older one stays.
    """
    own = counts[(counts["dimension"] == ALL) & (counts["frequency"] == "quarter")]
    figure = _newest(own[own["measure"] == indicator.id])
    of = _newest(own[own["measure"] == f"{indicator.id}/of"])
    table = figure.join(of[["value", "status", "revised", "revised_by_few"]].add_suffix("_of"))
    if to is not None:
        table = table[table.index <= pd.Timestamp(to.last)]
    if len(table):
        every = pd.date_range(table.index.min(), table.index.max(), freq="QE-MAR")
        table = table.reindex(every.rename("period_end"))
    table["status"] = table["status"].fillna(MISSING)
    table["source"] = table["source"].fillna("")
    revised = table["revised"].eq(True) | table["revised_of"].eq(True)
    few = table["revised_by_few"].eq(True) | table["revised_by_few_of"].eq(True)
    rows = _valued(table, indicator).assign(revised=revised, revised_by_few=few)
    rows = rows.reset_index(names="period_end")
    return rows[list(SERIES)]


def between(counts: pd.DataFrame, indicator: LocalIndicator) -> pd.DataFrame:
    """Days between one rare event and the next, oldest first; columns are BETWEEN.

    The newest set of those given (see protect.events), told up to `period_end`. Empty where no
    event was given; one row without a number where there are too few to show.
    """
    wanted = (counts["measure"] == indicator.id) & (counts["dimension"] == _BETWEEN_EVENTS)
    rows = counts[wanted].sort_values("category")
    rows = rows[rows["period_end"] == rows["period_end"].max()]
    return pd.DataFrame(
        {
            "order": range(1, len(rows) + 1),
            "days": rows["value"].to_numpy(dtype=float),
            "status": rows["status"].to_numpy(),
            "period_end": rows["period_end"].to_numpy(),
        }
    )


def _newest(rows: pd.DataFrame) -> pd.DataFrame:
    """By quarter, the newest release that stands, and whether others are other figures."""
    few = set(rows.loc[rows["category"] == _BY_A_FEW, "period_end"])
    rows = rows[rows["category"] == ALL]
    if rows.empty:
        columns = pd.Index(["value", "status", "source", "revised", "revised_by_few"])
        return pd.DataFrame(columns=columns, index=pd.DatetimeIndex([], name="period_end"))
    ordered = rows.assign(value=rows["value"].astype(float)).sort_values(["period_end", "release"])
    given = ordered[ordered["status"] != MISSING]
    each = given["value"].fillna(-1.0).groupby(given["period_end"])
    told = each.max() != each.min()
    newest = ordered.groupby("period_end").last()[["status", "source"]]
    last = ordered.drop_duplicates("period_end", keep="last").set_index("period_end")["value"]
    return newest.assign(
        value=last,
        revised=told.reindex(newest.index, fill_value=False),
        revised_by_few=newest.index.isin(few),
    )


def _valued(table: pd.DataFrame, indicator: LocalIndicator) -> pd.DataFrame:
    """Numerator, denominator, value and interval, by the kind of indicator."""
    figure = table["value"].to_numpy(dtype=float, na_value=np.nan)
    of = table["value_of"].to_numpy(dtype=float, na_value=np.nan)
    blank = np.full(len(table), np.nan)
    columns: dict[str, Any] = {"numerator": blank, "denominator": blank, "value": figure}
    columns |= {"lower95": blank, "upper95": blank}
    status = table["status"].to_numpy(dtype=object)
    if indicator.kind == MEAN:
        columns["denominator"] = of
    if indicator.kind == PROPORTION:
        columns |= _share(figure, of)
        unpaired = (status == OK) & np.isnan(columns["value"])
        other = table["status_of"].fillna(MISSING).to_numpy(dtype=object)
        status = np.where(unpaired, np.where(of == 0, "not_applicable", other), status)
    if indicator.kind == RARE:
        columns["value"] = blank
    return table[["source"]].assign(**columns, status=status)


def _share(figure: Any, of: Any) -> dict[str, Any]:
    lower, upper = wilson_limits(figure, of)
    with np.errstate(invalid="ignore", divide="ignore"):
        value = np.where(of > 0, 100 * figure / np.where(of > 0, of, 1), np.nan)
    return {
        "numerator": figure,
        "denominator": of,
        "value": value,
        "lower95": 100 * lower,
        "upper95": 100 * upper,
    }

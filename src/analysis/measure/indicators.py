"""Counts become measured rows: the published value, and an interval from the counts behind it."""

from collections.abc import Iterable
from typing import Literal

import numpy as np
import pandas as pd

from analysis.catalogue.areas import areas
from analysis.catalogue.indicator import Figure, Indicator
from analysis.core import shapes
from analysis.measure.intervals import rate_limits, wilson_limits

PLACE = ["area", "period_end"]
PUBLISHED = "published"
OTHER_GROUPS = ("all_pupils", "children_in_need", "child_protection")
# The order in which one missing part explains a figure that needs several.
WORST_FIRST = (
    shapes.SUPPRESSED,
    shapes.NOT_AVAILABLE,
    shapes.UNRELIABLE,
    shapes.MISSING,
    shapes.LOW,
    shapes.NOT_APPLICABLE,
    shapes.OK,
)
RANK = {status: rank for rank, status in enumerate(WORST_FIRST)}
STATUS = dict(enumerate(WORST_FIRST))
PARTS = ("published", "numerator", "denominator")


def measure(counts: pd.DataFrame, indicators: Iterable[Indicator]) -> pd.DataFrame:
    """Every indicator for every area and period that the counts have, in the measured shape.

    `counts` holds one figure for each key (the newest). Rows have group `self`; education
    indicators also have rows of group `all_pupils`, `children_in_need` and `child_protection`.
    """
    by_measure = {str(name): part for name, part in counts.groupby("measure", sort=False)}
    frames = [f for i in indicators for f in (own_rows(by_measure, i), *peer_rows(by_measure, i))]
    return pd.concat([f for f in frames if len(f)], ignore_index=True)[list(shapes.MEASURED)]


def own_rows(by_measure: dict[str, pd.DataFrame], indicator: Indicator) -> pd.DataFrame:
    """One indicator's rows of group `self`."""
    figures = {name: figure for name in PARTS if (figure := getattr(indicator, name)) is not None}
    parts = {name: _pick(by_measure, each, indicator.split) for name, each in figures.items()}
    table = _join(parts, [*PLACE, "category"] if indicator.split else PLACE)
    if table.empty:
        return table
    value, status = _worked_out(indicator, table)
    published = table["published_status"].notna()
    status = table["published_status"].where(published, status)
    counted = indicator.kind != "number"  # a number is its own count
    rows = table[PLACE].assign(
        indicator=indicator.id,
        dimension=indicator.split or shapes.ALL,
        category=table["category"] if indicator.split else shapes.ALL,
        group=shapes.OWN,
        statistic="own",
        value=table["published"].where(published, value),
        status=status,
        method=np.where(published, PUBLISHED, "from counts"),
        numerator=table["numerator"].where(counted & (status == shapes.OK)),
        denominator=table["denominator"],
    )
    return with_limits(protected(rows) if indicator.split else rows, indicator)


def protected(rows: pd.DataFrame) -> pd.DataFrame:
    """The rows of a breakdown with every group hidden where all groups but hidden ones are 0.

    The publisher hides a small group and prints zeros beside it: together they tell which it is.
    """
    place = [rows[column] for column in PLACE]
    hidden = rows["status"] == shapes.SUPPRESSED
    others = (rows["value"].isna() | (rows["value"] == 0)) & (rows["status"] != shapes.LOW)
    told = hidden.groupby(place).transform("any") & others.groupby(place).transform("all")
    return rows.assign(
        value=rows["value"].mask(told),
        numerator=rows["numerator"].mask(told),
        status=rows["status"].mask(told, shapes.SUPPRESSED),
    )


def peer_rows(by_measure: dict[str, pd.DataFrame], indicator: Indicator) -> list[pd.DataFrame]:
    """The same figure for all pupils, children in need and children on protection plans."""
    return [
        _pick(by_measure, figure, "").assign(
            indicator=indicator.id,
            dimension=shapes.ALL,
            category=shapes.ALL,
            group=group,
            statistic=PUBLISHED,
            method=PUBLISHED,
            **dict.fromkeys((*shapes.LIMITS, "numerator", "denominator"), np.nan),
        )
        for group in OTHER_GROUPS
        if (figure := getattr(indicator, group)) is not None
    ]


def with_limits(rows: pd.DataFrame, indicator: Indicator) -> pd.DataFrame:
    """The rows with 95% and 99.8% limits where both counts stand behind a value.

    Exact Poisson below a count of 10 and Byar above for rates; Wilson for proportions. There are
    none where the counts at hand are not those of the printed value: before `counts_from`, and
    where the two differ by more than rounding. The limits are given to two decimals and widened to
    hold the printed value, which the publisher rounded.
    """
    x, n, value = rows["numerator"], rows["denominator"].astype(float), rows["value"]
    factor = indicator.per if indicator.kind == "rate" else 100
    apart = (factor * x / n.where(n > 0) - value).abs()
    usable = value.notna() & x.notna() & (n > 0) & (apart <= 0.5 * 10.0**-indicator.decimals + 1e-9)
    if indicator.counts_from is not None:
        usable &= rows["period_end"] >= pd.Timestamp(indicator.counts_from)
    method, rows = rows["method"], rows.assign(**dict.fromkeys(shapes.LIMITS, np.nan))
    if indicator.kind == "proportion":
        usable &= x <= n
        method = method.mask(usable, "Wilson")
    elif indicator.kind == "rate":
        method = method.mask(usable, np.where(x < 10, "exact Poisson", "Byar"))
    else:
        return rows
    for level, name in ((0.95, "95"), (0.998, "998")):
        if indicator.kind == "rate":
            low, high = rate_limits(x[usable], n[usable], indicator.per, level)
        else:
            low, high = (100 * end for end in wilson_limits(x[usable], n[usable], level))
        rows.loc[usable, f"lower{name}"] = np.minimum(np.round(low, 2), value[usable])
        rows.loc[usable, f"upper{name}"] = np.maximum(np.round(high, 2), value[usable])
    return rows.assign(method=method)


def complete(own: pd.DataFrame) -> pd.DataFrame:
    """The rows of group `self` with one more for each figure an authority lacks.

    A row is added for every living authority, series and period for which some authority has a
    row: `not_applicable` where the authority did not exist, else `not_available`.
    """
    series = ["indicator", "dimension", "category", "period_end"]
    living = [a for a in areas().values() if a.kind == "authority" and not a.abolished]
    codes = pd.DataFrame({"area": [a.code for a in living]})
    local = own[own["area"].isin(codes["area"])]
    grid = local[series].drop_duplicates().merge(codes, how="cross")
    beside = grid.merge(local[[*series, "area"]], how="left", indicator=True)
    gaps = beside[beside["_merge"] == "left_only"].drop(columns="_merge")
    starts = gaps["area"].map({a.code: pd.Timestamp(a.start) for a in living if a.start})
    gaps = gaps.assign(
        group=shapes.OWN,
        statistic="own",
        method="no figure",
        status=np.where(gaps["period_end"] < starts, shapes.NOT_APPLICABLE, shapes.NOT_AVAILABLE),
        **dict.fromkeys(("value", *shapes.LIMITS, "numerator", "denominator"), np.nan),
    )
    return pd.concat([own, gaps[list(own.columns)]], ignore_index=True)


def _worked_out(indicator: Indicator, table: pd.DataFrame) -> tuple[pd.Series, pd.Series]:
    """The value worked out from the counts, and its status."""
    x, n = table["numerator"], table["denominator"]
    value, status = x, table["numerator_status"]
    if indicator.kind not in ("number", "money"):
        ranks = table[["numerator_status", "denominator_status"]].apply(lambda c: c.map(RANK))
        status = ranks.min(axis=1).where(ranks.notna().all(axis=1)).map(STATUS)
        factor = 100 if indicator.kind == "proportion" else indicator.per
        value = x - n if indicator.kind == "difference" else x / n.where(n > 0) * factor
        value = value.round(indicator.decimals)
        status = status.mask((status == shapes.OK) & value.isna(), shapes.NOT_APPLICABLE)
    status = status.astype(object).fillna(shapes.MISSING)
    return value.where(status == shapes.OK), status


def _pick(by_measure: dict[str, pd.DataFrame], figure: Figure, split: str) -> pd.DataFrame:
    """`value` and `status` of a figure by area and period (and category, when split)."""
    table = by_measure.get(figure.measure)
    columns = [*PLACE, "category", "value", "status"]
    if table is None:
        return pd.DataFrame(columns=columns)
    chosen = table[(table["unit"] == figure.unit) & (table["dimension"] == figure.dimension)]
    if split and figure.dimension == split:
        return chosen[columns]
    chosen = chosen[chosen["category"].isin(figure.categories)]
    if len(figure.categories) == 1:
        return chosen[columns]
    return _added_up(chosen, len(figure.categories))[columns]


def _added_up(chosen: pd.DataFrame, parts: int) -> pd.DataFrame:
    """The sum of several categories, given only where every one of them is published."""
    grouped = chosen.assign(rank=chosen["status"].map(RANK)).groupby(PLACE, sort=False)
    summed = grouped.agg(value=("value", "sum"), rank=("rank", "min"), n=("value", "size"))
    status = summed["rank"].map(STATUS)
    status = status.mask((summed["n"] < parts) & (status == shapes.OK), shapes.NOT_AVAILABLE)
    summed = summed.assign(status=status, value=summed["value"].where(status == shapes.OK))
    return summed.reset_index().assign(category=shapes.ALL)


def _join(parts: dict[str, pd.DataFrame], keys: list[str]) -> pd.DataFrame:
    """The parts side by side, of rows of which the publication or all counts needed say something.

    A part without categories serves every category of the others.
    """
    table: pd.DataFrame | None = None
    for name, part in parts.items():
        named = part.rename(columns={"value": name, "status": f"{name}_status"})
        on = keys if (part["category"] != shapes.ALL).any() else PLACE
        if on == PLACE:
            named = named.drop(columns="category")
        if table is None:
            table = named
        else:
            how: Literal["left", "outer"] = "left" if name == "denominator" else "outer"
            once: Literal["many_to_one", "1:1"] = "many_to_one" if on == PLACE else "1:1"
            table = table.merge(named, on=on, how=how, validate=once)
    assert table is not None
    counts = [f"{name}_status" for name in parts if name != "published"]
    for name in set(PARTS) - set(parts):
        table[[name, f"{name}_status"]] = np.nan
    told = table[counts].notna().all(axis=1) | table["published_status"].notna()
    return table[told].reset_index(drop=True)

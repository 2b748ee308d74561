"""Counts become measured rows: the published value, and an interval from the counts behind it."""

from collections.abc import Iterable

import numpy as np
import pandas as pd

from analysis.catalogue.areas import areas
from analysis.catalogue.indicator import Indicator
from analysis.core import shapes
from analysis.measure.intervals import rate_limits, wilson_limits
from analysis.measure.parts import PARTS, PLACE, Lookup, of_rank, rank, side_by_side

PUBLISHED = "published"
OTHER_GROUPS = ("all_pupils", "children_in_need", "child_protection")
UNSCALED = ("number", "money")
RATE, PROPORTION = "rate", "proportion"


def measure(counts: pd.DataFrame, indicators: Iterable[Indicator]) -> pd.DataFrame:
    """Every indicator for every area and period that the counts have, in the measured shape.

    `counts` holds one figure for each key (the newest). Rows have group `self`; education
    indicators also have rows of group `all_pupils`, `children_in_need` and `child_protection`.
    """
    lookup, listed = Lookup(counts), list(indicators)
    others = [g for g in OTHER_GROUPS if any(getattr(each, g) for each in listed)]
    frames = [own_rows(lookup, listed), *(peer_rows(lookup, listed, g) for g in others)]
    rows = pd.concat([f for f in frames if len(f)], ignore_index=True)
    place = {each.id: number for number, each in enumerate(listed)}
    order = np.argsort(rows["indicator"].map(place), kind="stable")
    return rows.take(order).reset_index(drop=True)[list(shapes.MEASURED)]


def own_rows(lookup: Lookup, indicators: list[Indicator]) -> pd.DataFrame:
    """The rows of group `self`, those of an indicator together."""
    table = side_by_side(lookup, indicators)
    declared = _declared(indicators).take(table["indicator"].cat.codes.to_numpy())
    table = pd.concat([table, declared.set_axis(table.index)], axis=1)
    value, status = _worked_out(table)
    published = table["published_status"].notna()
    status = table["published_status"].where(published, status)
    counted = table["kind"] != "number"  # a number is its own count
    rows = table.assign(
        group=shapes.OWN,
        statistic="own",
        value=table["published"].where(published, value),
        status=status,
        method=np.where(published, PUBLISHED, "from counts"),
        numerator=table["numerator"].where(counted & (status == shapes.OK)),
        **dict.fromkeys(shapes.LIMITS, np.nan),
    )
    return with_limits(protected(rows))


def _declared(indicators: list[Indicator]) -> pd.DataFrame:
    """What the indicators declare of how they are worked out, a row for each.

    `apart`: how far rounding alone takes a printed value from its counts.
    """
    return pd.DataFrame(
        {
            "kind": pd.Categorical([i.kind for i in indicators]),
            "factor": [i.factor for i in indicators],
            "decimals": [i.decimals for i in indicators],
            "apart": [0.5 * 10.0**-i.decimals + 1e-9 for i in indicators],
            "dimension": pd.Categorical([i.split or shapes.ALL for i in indicators]),
            "counts_from": pd.Series([i.counts_from for i in indicators], dtype="datetime64[s]"),
        }
    )


def protected(rows: pd.DataFrame) -> pd.DataFrame:
    """The rows with every group of a breakdown hidden where all groups but hidden ones are 0.

    The publisher hides a small group and prints zeros beside it: together they tell which it is.
    """
    split = rows[rows["dimension"] != shapes.ALL]
    place = [split[column] for column in ("indicator", *PLACE)]
    hidden = split["status"] == shapes.SUPPRESSED
    others = (split["value"].isna() | (split["value"] == 0)) & (split["status"] != shapes.LOW)
    told = hidden.groupby(place).transform("any") & others.groupby(place).transform("all")
    told = told.reindex(rows.index, fill_value=False)
    return rows.assign(
        value=rows["value"].mask(told),
        numerator=rows["numerator"].mask(told),
        status=rows["status"].mask(told, shapes.SUPPRESSED),
    )


def peer_rows(lookup: Lookup, indicators: list[Indicator], group: str) -> pd.DataFrame:
    """The same figures for all pupils, children in need or children on protection plans."""
    return lookup.part(group, indicators).assign(
        dimension=shapes.ALL,
        category=shapes.ALL,
        group=group,
        statistic=PUBLISHED,
        method=PUBLISHED,
        **dict.fromkeys((*shapes.LIMITS, "numerator", "denominator"), np.nan),
    )


def with_limits(rows: pd.DataFrame) -> pd.DataFrame:
    """The rows with 95% and 99.8% limits where both counts stand behind a value.

    Exact Poisson below a count of 10 and Byar above for rates; Wilson for proportions. There are
    none where the counts at hand are not those of the printed value: before `counts_from`, and
    where the two differ by more than rounding. The limits are given to two decimals and widened to
    hold the printed value, which the publisher rounded.
    """
    x, n, value = rows["numerator"], rows["denominator"], rows["value"]
    apart = (rows["factor"] * x / n.where(n > 0) - value).abs()
    usable = value.notna() & x.notna() & (n > 0) & (apart <= rows["apart"])
    usable &= ~(rows["period_end"] < rows["counts_from"])
    rates = usable & (rows["kind"] == RATE)
    shares = usable & (rows["kind"] == PROPORTION) & (x <= n)
    method = rows["method"].mask(shares, "Wilson")
    method = method.mask(rates, np.where(x < 10, "exact Poisson", "Byar"))
    rows = rows.assign(method=method)
    for level, name in ((0.95, "95"), (0.998, "998")):
        of_rates = rate_limits(x[rates], n[rates], rows.loc[rates, "factor"], level)
        of_shares = (100 * end for end in wilson_limits(x[shares], n[shares], level))
        for kind, (low, high) in ((rates, of_rates), (shares, of_shares)):
            rows.loc[kind, f"lower{name}"] = np.minimum(np.round(low, 2), value[kind])
            rows.loc[kind, f"upper{name}"] = np.maximum(np.round(high, 2), value[kind])
    return rows


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


def _worked_out(table: pd.DataFrame) -> tuple[pd.Series, pd.Series]:
    """The values worked out from the counts, and their status."""
    x, n, kind = table["numerator"], table["denominator"], table["kind"]
    parts = pd.DataFrame({part: rank(table[f"{part}_status"]) for part in PARTS[1:]})
    scaled = (x - n).where(kind == "difference", x / n.where(n > 0) * table["factor"])
    for decimals in table["decimals"].unique():
        scaled = scaled.where(table["decimals"] != decimals, scaled.round(decimals))
    status = of_rank(parts.min(axis=1, skipna=False))
    status = status.mask((status == shapes.OK) & scaled.isna(), shapes.NOT_APPLICABLE)
    plain = kind.isin(UNSCALED)
    status = table["numerator_status"].where(plain, status).fillna(shapes.MISSING)
    return x.where(plain, scaled).where(status == shapes.OK), status

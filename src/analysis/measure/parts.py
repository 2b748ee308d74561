"""The figures behind indicators, found in counts: published, numerator and denominator."""

from collections.abc import Iterable
from typing import Any

import numpy as np
import pandas as pd

from analysis.catalogue.indicator import Figure, Indicator
from analysis.core import shapes

PLACE = ["area", "period_end"]
KEY = ["indicator", *PLACE, "category"]
PARTS = ("published", "numerator", "denominator")
WORDS = ("area", "category", "status")
NOWHERE = np.array([], dtype="int64")
FOUND = [*PLACE, "category", "value", "status"]
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


class Lookup:
    """Counts by measure, unit and dimension, so that figures of many indicators are found at once.

    `counts` holds one figure for each key (the newest).
    """

    def __init__(self, counts: pd.DataFrame) -> None:
        found = counts[FOUND].astype(dict.fromkeys(WORDS, "category"))
        names = sorted({*found["category"].unique(), shapes.ALL})
        self._counts = found.assign(
            category=found["category"].cat.set_categories(names),
            status=found["status"].cat.set_categories(WORST_FIRST),
        )
        grouped = counts.groupby(["measure", "unit", "dimension"], sort=False)
        self._rows: dict[Any, np.ndarray] = dict(grouped.indices)  # type: ignore[arg-type]
        self._codes = self._counts["category"].cat.codes.to_numpy()
        self._code = {name: code for code, name in enumerate(names)}

    def part(self, name: str, indicators: Iterable[Indicator]) -> pd.DataFrame:
        """One figure of every indicator that has it, such as its `numerator`.

        `value` and `status` by indicator, area, period and category, which is `all` unless the
        indicator is split by it. Words are categories, `indicator` in the order given.
        """
        listed = list(indicators)
        figures = {i.id: (f, i.split) for i in listed if (f := getattr(i, name)) is not None}
        at = [self._at(figure, split) for figure, split in figures.values()]
        ids = pd.Categorical([*figures], [i.id for i in listed])
        rows = self._counts.take(np.concatenate([*at, NOWHERE]))
        rows = rows.assign(indicator=ids.repeat([len(each) for each in at]))
        single = {each for each, (f, split) in figures.items() if f.dimension != split}
        rows["category"] = rows["category"].mask(rows["indicator"].isin(single), shapes.ALL)
        several = {each: len(figures[each][0].categories) for each in single}
        several = {each: number for each, number in several.items() if number > 1}
        if not several:
            return rows[["indicator", *FOUND]].reset_index(drop=True)
        add_up = rows["indicator"].isin(several)
        return pd.concat([rows[~add_up], _added_up(rows[add_up], several)], ignore_index=True)

    def _at(self, figure: Figure, split: str) -> np.ndarray:
        """The places of a figure's rows."""
        rows = self._rows.get((figure.measure, figure.unit, figure.dimension), NOWHERE)
        if figure.dimension == split:
            return rows
        wanted = [self._code.get(category, -1) for category in figure.categories]
        return rows[np.isin(self._codes[rows], wanted)]


def rank(statuses: pd.Series) -> pd.Series:
    """How far each status of a figure found goes in explaining another, the furthest first; NaN
    where missing.
    """
    codes = statuses.cat.codes.astype("float64")
    return codes.where(codes >= 0)


def of_rank(ranks: pd.Series) -> pd.Series:
    """The statuses of ranks, missing where these are."""
    codes = ranks.fillna(-1).to_numpy("int8")
    return pd.Series(pd.Categorical.from_codes(codes, pd.Index(WORST_FIRST)), ranks.index)


def _added_up(rows: pd.DataFrame, several: dict[str, int]) -> pd.DataFrame:
    """The sum of several categories, given only where every one of them is published."""
    grouped = rows.assign(rank=rank(rows["status"])).groupby(KEY, sort=False)
    summed = grouped.agg(value=("value", "sum"), rank=("rank", "min"), n=("value", "size"))
    summed = summed.reset_index()
    status = of_rank(summed["rank"])
    lacking = summed["n"] < summed["indicator"].map(several).astype("float64")
    status = status.mask(lacking & (status == shapes.OK), shapes.NOT_AVAILABLE)
    return summed.assign(status=status, value=summed["value"].where(status == shapes.OK))[
        ["indicator", *FOUND]
    ]


def side_by_side(lookup: Lookup, indicators: list[Indicator]) -> pd.DataFrame:
    """The parts of indicators side by side, of rows of which the publication or all counts needed
    say something: each part and its status by indicator, area, period and category.

    A denominator that is not split serves every category of its numerator.
    """
    published, numerator, denominator = (
        lookup.part(name, indicators).rename(columns={"value": name, "status": f"{name}_status"})
        for name in PARTS
    )
    table = published.merge(numerator, on=KEY, how="outer", validate="1:1")
    split = {i.id for i in indicators if i.denominator and i.denominator.dimension == i.split}
    each, of = table["indicator"].isin(split), denominator["indicator"].isin(split)
    whole = denominator[~of].drop(columns="category")
    table = pd.concat(
        [
            table[~each].merge(whole, on=KEY[:-1], how="left", validate="many_to_one"),
            table[each].merge(denominator[of], on=KEY, how="left", validate="1:1"),
        ],
        ignore_index=True,
    )
    told = pd.Series(True, index=table.index)
    for name in PARTS[1:]:
        needed = {i.id for i in indicators if getattr(i, name) is not None}
        told &= table[f"{name}_status"].notna() | ~table["indicator"].isin(needed)
    return table[told | table["published_status"].notna()].reset_index(drop=True)

"""What stands out: a rule chooses the few figures that a page opens with.

Comparing a hundred figures finds some differences by chance, and authorities differ from one
another by more than chance on nearly everything. So a figure stands out only where the median of
similar authorities lies outside its 99.8% interval, and most where it lies beyond all of them.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

import pandas as pd

from analysis.catalogue.indicator import HIGH, LOW, NEUTRAL, Indicator
from analysis.shapes import ALL, NEIGHBOURS_2025, OWN

CONCERN, STRENGTH, DIFFERENT = "concern", "strength", "different"
FAR_POINTS = 10.0


@dataclass(frozen=True, kw_only=True)
class Notable:
    """A figure that stands out from similar authorities, and how far.

    `distance` is the difference from their median in halves of their range: beyond 1 or -1, the
    authority is outside the range when the median is in its middle.
    """

    indicator: Indicator
    verdict: str
    distance: float
    period_end: pd.Timestamp
    value: float
    median: float
    none_or_all: bool
    beyond: bool

    @property
    def doubtful(self) -> bool:
        """Whether it is none or all where others are far from it, as when records have a gap."""
        return self.none_or_all and abs(self.value - self.median) >= FAR_POINTS


def notable(
    rows: pd.DataFrame,
    area: str,
    indicators: Iterable[Indicator],
    newest: Mapping[str, pd.Timestamp],
) -> list[Notable]:
    """Figures of the newest period that stand out: those beyond all others, then the furthest.

    `rows` are measured rows; `newest` gives each indicator's newest published period, so that an
    old figure never passes for a present one. Figures without an interval never stand out.
    """
    catalogue = {i.id: i for i in indicators}
    now = rows["period_end"] == rows["indicator"].map(dict(newest))
    mine = rows[now & (rows["dimension"] == ALL) & (rows["area"] == area)]
    own = mine[(mine["group"] == OWN) & mine["lower998"].notna()].set_index("indicator")
    beside = mine[mine["group"] == NEIGHBOURS_2025]
    beside = beside.pivot_table(index="indicator", columns="statistic", values="value")
    beside = beside.reindex(columns=["median", "lowest", "highest"]).dropna()
    table = own.join(beside, how="inner")
    table = table[table.index.isin(list(catalogue)) & (table["highest"] > table["lowest"])]
    tested = (table["median"] < table["lower998"]) | (table["median"] > table["upper998"])
    found = [_notable(catalogue[str(row.Index)], row) for row in table[tested].itertuples()]
    return sorted(found, key=lambda n: (not n.beyond, -abs(n.distance)))


def _notable(indicator: Indicator, row: Any) -> Notable:
    distance = (row.value - row.median) / ((row.highest - row.lowest) / 2)
    return Notable(
        indicator=indicator,
        verdict=_verdict(indicator, distance),
        distance=float(distance),
        period_end=row.period_end,
        value=float(row.value),
        median=float(row.median),
        none_or_all=row.numerator in (0, row.denominator),
        beyond=bool(row.value < row.lowest or row.value > row.highest),
    )


def _verdict(indicator: Indicator, distance: float) -> str:
    if indicator.polarity == NEUTRAL:
        return DIFFERENT
    good = {HIGH: distance > 0, LOW: distance < 0}[indicator.polarity]
    if good:
        return DIFFERENT if indicator.other_side_of else STRENGTH
    return CONCERN

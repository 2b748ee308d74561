"""What stands out: a rule chooses the few figures that a page opens with.

Comparing a hundred figures finds some differences by chance, and authorities differ from one
another by more than chance on nearly everything. So a figure stands out only where the median of
similar authorities lies outside its 99.8% interval, and most where it lies beyond all of them.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

import pandas as pd

from analysis.catalogue.indicator import HIGH, NEUTRAL, Indicator
from analysis.core.shapes import ALL, NEIGHBOURS_2025, OWN

CONCERN, STRENGTH, DIFFERENT = "concern", "strength", "different"
FAR_POINTS = 10.0
STATISTICS = ("median", "lowest", "highest")
Range = dict[str, float]  # what similar authorities have, by statistic


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
    mine = rows[(rows["area"] == area) & (rows["dimension"] == ALL)]
    mine = mine[mine["group"].isin([OWN, NEIGHBOURS_2025])]
    mine = mine[mine["period_end"] == mine["indicator"].map(dict(newest))]
    own: dict[str, Any] = {}
    beside: dict[str, Range] = {}
    row: Any
    for row in mine.itertuples():
        if row.group == OWN:
            own[row.indicator] = row
        else:
            beside.setdefault(row.indicator, {})[row.statistic] = row.value
    found = [
        placed(i, own[i.id], beside[i.id])
        for i in indicators
        if i.id in own and i.id in beside and _stands_out(own[i.id], beside[i.id])
    ]
    return sorted(found, key=lambda n: (not n.beyond, -abs(n.distance)))


def _stands_out(row: Any, others: Range) -> bool:
    """Whether the median lies outside the interval: no comparison with a missing number is true."""
    median, lowest, highest = (others.get(each, float("nan")) for each in STATISTICS)
    tested = median < row.lower998 or median > row.upper998
    return bool(tested and highest > lowest and row.lower998 == row.lower998)


def placed(indicator: Indicator, row: Any, others: Range) -> Notable:
    """Where a measured row lies among similar authorities: their median, lowest and highest, which
    are not all the same. Nothing is tested here.
    """
    median, lowest, highest = (others[each] for each in STATISTICS)
    distance = (row.value - median) / ((highest - lowest) / 2)
    verdict = DIFFERENT
    if indicator.polarity != NEUTRAL:
        good = distance > 0 if indicator.polarity == HIGH else distance < 0
        verdict = CONCERN if not good else DIFFERENT if indicator.other_side_of else STRENGTH
    return Notable(
        indicator=indicator,
        verdict=verdict,
        distance=float(distance),
        period_end=row.period_end,
        value=float(row.value),
        median=median,
        none_or_all=row.numerator in (0, row.denominator),
        beyond=bool(row.value < lowest or row.value > highest),
    )

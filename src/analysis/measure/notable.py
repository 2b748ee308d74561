"""What stands out: a rule chooses the few figures that a page opens with.

Comparing a hundred figures finds some differences by chance, so a figure stands out only where
the benchmark lies outside its 99.8% interval.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import pandas as pd

from analysis.catalogue.indicator import HIGH, LOW, NEUTRAL, Indicator
from analysis.shapes import ALL, OWN

CONCERN, STRENGTH, DIFFERENT = "concern", "strength", "different"
NEIGHBOURS = "neighbours_2025"


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


def notable(
    rows: pd.DataFrame,
    area: str,
    indicators: Iterable[Indicator],
    newest: Mapping[str, pd.Timestamp],
) -> list[Notable]:
    """Figures of the newest period that stand out, the furthest first.

    `rows` are measured rows; `newest` gives each indicator's newest published period, so that an
    old figure never passes for a present one. Figures without an interval never stand out.
    """
    whole = rows[(rows["dimension"] == ALL) & (rows["area"] == area)]
    by_indicator = dict(tuple(whole.groupby("indicator", sort=False)))
    found = (
        _judge(i, by_indicator[i.id], newest.get(i.id)) for i in indicators if i.id in by_indicator
    )
    return sorted((n for n in found if n), key=lambda n: -abs(n.distance))


def _judge(
    indicator: Indicator, rows: pd.DataFrame, period_end: pd.Timestamp | None
) -> Notable | None:
    now = rows[rows["period_end"] == period_end]
    own = now[(now["group"] == OWN) & now["value"].notna() & now["lower998"].notna()]
    beside = now[now["group"] == NEIGHBOURS].set_index("statistic")["value"]
    if own.empty or beside.reindex(["median", "lowest", "highest"]).isna().any():
        return None
    mine = own.iloc[0]
    median, spread = beside["median"], beside["highest"] - beside["lowest"]
    if mine["lower998"] <= median <= mine["upper998"] or spread <= 0:
        return None
    distance = float((mine["value"] - median) / (spread / 2))
    return Notable(
        indicator=indicator,
        verdict=_verdict(indicator, distance),
        distance=distance,
        period_end=mine["period_end"],
        value=float(mine["value"]),
        median=float(median),
    )


def _verdict(indicator: Indicator, distance: float) -> str:
    if indicator.polarity == NEUTRAL:
        return DIFFERENT
    good = {HIGH: distance > 0, LOW: distance < 0}[indicator.polarity]
    return STRENGTH if good else CONCERN

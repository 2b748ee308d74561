"""Steps in how one authority records: too large for a year to be a change in children's lives.

Where a children's trust takes over or hands back, the same homes are recorded under another kind
of provider, and half of an authority's children seem to move in a year.
"""

import pandas as pd

from analysis.catalogue.indicator import Break

LARGEST_IN_A_YEAR = 25.0


def steps(series: pd.DataFrame) -> tuple[Break, ...]:
    """A break at each step of 25 points or more between two published years of a share.

    `series` is one series in the measured shape, in percent.
    """
    known = series[series["value"].notna()].sort_values("period_end")
    size = known["value"].diff()
    return tuple(
        Break(
            on=pd.Timestamp(period_end).date(),
            why=f"A step of {abs(points):.0f} points in a year: how homes are recorded changed, as "
            "when a children's trust takes over or hands back.",
        )
        for period_end, points in zip(known["period_end"], size, strict=True)
        if abs(points) >= LARGEST_IN_A_YEAR
    )

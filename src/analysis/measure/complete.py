"""Every period in which others have a figure has a row, so that a gap says why it is one."""

import numpy as np
import pandas as pd

from analysis.catalogue.areas import areas
from analysis.core import shapes


def complete(own: pd.DataFrame) -> pd.DataFrame:
    """The rows of group `self` with one more for each figure an authority lacks.

    A row is added for every living authority, series and period for which some authority has a
    row: `not_applicable` where the authority did not exist, `not_available` where the publication
    has no figure for it.
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

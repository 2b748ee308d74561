"""Who comes back into care, and who had been in it before."""

from math import nan

import pandas as pd

from analysis.catalogue.returns import categories
from analysis.catalogue.returns.stays import (
    EARLIER_PERMANENCE,
    FOLLOWED_MONTHS,
    LEFT_TO,
    NOT_FOLLOWED,
    OTHER,
    POOLED_MONTHS,
)
from analysis.intake.returns.counts.tally import age, banded, coded, years_before
from analysis.intake.returns.histories import Histories
from analysis.intake.returns.times.stays import TIMES, day_before, periods, window

ADULT = 18


def left_window(past: Histories) -> tuple[pd.Timestamp, pd.Timestamp]:
    """The day before the years in which those who are followed left, and the last day of them."""
    end = years_before(past.as_at, 0, months=FOLLOWED_MONTHS)
    return max(end - pd.DateOffset(months=POOLED_MONTHS), day_before(past)), end


def returned_times(past: Histories) -> pd.DataFrame:
    """Times from leaving care to coming back, with `age` at leaving and `left_to`.

    One row a child: the first time that it left in the three years that ended a year before the
    last day. Left out are those who were 18, or whose end is in NOT_FOLLOWED.
    """
    rows = periods(past)
    again = rows["start"].shift(-1).where(rows["CHILD"] == rows["CHILD"].shift(-1))
    after, until = left_window(past)
    years = age(rows["DOB"], rows["end"])
    left = (rows["end"] > after) & (rows["end"] <= until) & (years < ADULT)
    left &= ~rows["why"].isin(NOT_FOLLOWED)
    rows = rows.assign(again=again, age=banded(years, categories.AGES).astype("object"))[left]
    rows = rows.drop_duplicates("CHILD")
    back = rows["again"] > rows["end"]
    seen = rows["again"].where(back, pd.Timestamp(past.as_at))
    return rows.assign(
        days=(seen - rows["end"]).dt.days,
        event=back,
        entry=-1,
        left_to=coded(rows["why"], LEFT_TO, OTHER).astype("object"),
    )[[*TIMES, "age", "left_to"]]


def started_before(past: Histories) -> pd.DataFrame:
    """Children who started in the last three years, each at the first of these starts: `before`,
    whether the returns tell of an earlier period of care, and `permanence`, whether of earlier
    adoption, special guardianship or a child arrangements order (missing where no return has the
    table).
    """
    rows = periods(past)
    earlier = rows.duplicated("CHILD")
    new = rows[(rows["start"] > window(past)[0]) & rows["known"]].drop_duplicates("CHILD")
    said = past.tables["prev_perm"]
    had = said.loc[said["PREV_PERM"].isin(EARLIER_PERMANENCE), "CHILD"]
    permanence = new["CHILD"].isin(had) if len(said) else nan
    return pd.DataFrame({"before": earlier.reindex(new.index), "permanence": permanence})

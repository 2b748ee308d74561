"""Every count of a council on a day, from its histories."""

from datetime import date

import pandas as pd

from analysis.core import shapes
from analysis.intake.returns.counts.by_group import count_by_group, count_homes_by_age
from analysis.intake.returns.counts.care_leavers import count_care_leavers
from analysis.intake.returns.counts.flows import count_flows
from analysis.intake.returns.counts.in_care import count_in_care
from analysis.intake.returns.counts.outcomes import (
    count_health,
    count_missing,
    count_social_workers,
)
from analysis.intake.returns.counts.reviews import count_reviews
from analysis.intake.returns.counts.stability import count_stability
from analysis.intake.returns.counts.tally import Tally
from analysis.intake.returns.counts.where import count_where
from analysis.intake.returns.histories import Histories

COUNTERS = (
    count_in_care,
    count_where,
    count_flows,
    count_stability,
    count_health,
    count_missing,
    count_social_workers,
    count_care_leavers,
    count_by_group,
    count_reviews,
    count_homes_by_age,
)


def counts(past: Histories, day: date) -> pd.DataFrame:
    """Every count on a day from the first that the returns cover to the last, in the counts shape.

    Measures of a year count from 1 April to the day. Unprotected: for memory only. ValueError
    when the returns do not cover the day.
    """
    if not past.first <= day <= past.as_at:
        raise ValueError(f"the returns cover {past.first} to {past.as_at}, not {day}")
    tally = Tally(past.area, day, past.as_at)
    for count in COUNTERS:
        count(past, pd.Timestamp(day), tally)
    return shapes.check_counts(tally.counts())

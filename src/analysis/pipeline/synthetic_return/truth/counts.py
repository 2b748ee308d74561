"""The truth of a made-up authority on a day, in the shape of counts."""

from datetime import date, timedelta

import pandas as pd

from analysis.core.errors import CareAnalysisError
from analysis.pipeline.synthetic_return.lives import Synthetic, months_before
from analysis.pipeline.synthetic_return.truth import (
    care,
    groups,
    moves,
    outcomes,
    reviews,
    where,
)
from analysis.pipeline.synthetic_return.truth.tally import Tally


class NoTruthError(CareAnalysisError):
    """A day that a made-up authority does not reach."""


def truth(
    synthetic: Synthetic,
    day: date,
    *,
    distances: bool = False,
    by_group: bool = False,
    homes_by_age: bool = False,
) -> pd.DataFrame:
    """What is true on a day: a row for each measure, dimension and category, noughts too.

    Columns measure, area, period_end (a date), dimension, category, value (a float) and unit, by
    the definitions in issue 12. It is counted from the lives of the children, one after the other,
    and not from the return, so that whatever reads a return can be held against it. What is of the
    year is from 1 April up to the day; health (OC2) and care leavers (OC3) are of 31 March alone,
    social workers of collection years from 2024. `distances` adds where children live, for
    readers that have the coordinates; `by_group` and `homes_by_age` what a reader counts on the
    last 31 March, and on the newest day, alone. Raises NoTruthError for a day outside the years.
    """
    first, last = date(synthetic.years[0] - 1, 4, 1), date(synthetic.years[-1], 3, 31)
    if not first <= day <= last:
        raise NoTruthError(
            f"The made-up returns of {synthetic.name} are from {first} to {last}; asked for {day}."
        )
    tally = Tally()
    care.count(synthetic.children, day, tally)
    moves.count(synthetic.children, day, tally)
    outcomes.count(synthetic.children, day, tally)
    if distances:
        where.count(synthetic, day, tally)
    if by_group:
        groups.count_year(synthetic.children, day, tally)
        reviews.count(synthetic, day, tally)
    if homes_by_age:
        groups.count_homes(synthetic, day, tally, distances=distances)
    return tally.frame(synthetic.area, day)


REACHES_BACK = {
    **dict.fromkeys((*outcomes.COHORTS, *outcomes.HEALTH, "sdq_average"), moves.ONE_YEAR),
    **dict.fromkeys(("two_year_cohort", "three_or_more_placements_two_years"), moves.TWO_YEARS),
    **dict.fromkeys(("reviews_cohort", "reviews_on_time"), moves.TWO_YEARS),
    **dict.fromkeys(("long_term_cohort", "same_placement_two_years"), moves.LONG_TERM),
}
"""How many months before a day a reader must see to count a measure of it."""


def untold(synthetic: Synthetic, day: date) -> tuple[str, ...]:
    """The measures of a day that its returns cannot tell, since they reach back before the first.

    A return has no episode that ended before its year, so that of a child who moved it is not known
    how long it was in care before the first return. The truth has those figures all the same.
    """
    first = date(synthetic.years[0] - 1, 4, 1)
    return tuple(
        measure
        for measure, months in REACHES_BACK.items()
        if months_before(day, months) + timedelta(days=1) < first
    )

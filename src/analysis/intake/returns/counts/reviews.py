"""Reviews on time, and how children took part in them.

A review is due within 20 working days of coming into care, the second within three months of the
first, each later one within six months of the one before: Care Planning, Placement and Case Review
(England) Regulations 2010, regulation 33. No figure of it is published, so the definition is ours.
"""

import pandas as pd

from analysis.catalogue.returns import categories
from analysis.catalogue.returns.groups import counted as by
from analysis.intake.returns.counts.by_group import last_march
from analysis.intake.returns.counts.flows import during_year
from analysis.intake.returns.counts.in_care import in_care, year_start
from analysis.intake.returns.counts.stability import NOT_KNOWN, reaches
from analysis.intake.returns.counts.tally import Tally, age, banded, coded, years_before
from analysis.intake.returns.counts.working_days import working_days_after
from analysis.intake.returns.histories import Histories

WORKING_DAYS = 20
SECOND, LATER = pd.DateOffset(months=3), pd.DateOffset(months=6)


def count_reviews(past: Histories, day: pd.Timestamp, tally: Tally) -> None:
    """Children whose reviews were never late in the year, and reviews by how the child took part.

    On the last 31 March alone. Of children in care on it, those whose first review was due by then;
    not available where the returns begin less than a year before the year.
    """
    if day != last_march(past):
        return
    tally = tally.if_known(past.has("reviews", day))
    held = past.tables["reviews"].drop_duplicates(["CHILD", "REVIEW"], keep="last")
    inside = held["REVIEW"].between(year_start(day), day)
    _count_participation(held[inside & held["CHILD"].isin(during_year(past, day))], tally)
    if not reaches(past, years_before(day, 2)):
        tally.total(by.REVIEWS, NOT_KNOWN)
        tally.total(by.ON_TIME, NOT_KNOWN)
        return
    there = in_care(past, day)
    seen = there["began"].where(there["began"] >= pd.Timestamp(past.first))
    due = working_days_after(seen, WORKING_DAYS)
    cohort = there[due.isna() | (due <= day)]
    late = late_in_year(cohort, due.loc[cohort.index], held, day)
    bands = banded(age(cohort["DOB"], day), categories.AGES)
    for measure, children in ((by.REVIEWS, bands), (by.ON_TIME, bands[~late])):
        tally.total(measure, len(children))
        if len(there) >= by.FEWEST_IN_CARE:
            tally.split(measure, "age", children, categories.AGES)


def late_in_year(
    cohort: pd.DataFrame, due: pd.Series, held: pd.DataFrame, day: pd.Timestamp
) -> pd.Series:
    """Whether a review of each child was overdue on any day of the year up to `day`.

    `cohort` has CHILD and `began`; `due` the day of the first review, missing where care began
    before the returns do: then the reviews that are seen are later ones, six months apart.
    """
    rows = cohort[["CHILD", "began"]].assign(due=due, row=cohort.index)
    seen = rows.merge(held[["CHILD", "REVIEW"]], on="CHILD")
    seen = seen[(seen["REVIEW"] >= seen["began"]) & (seen["REVIEW"] <= day)]
    seen = seen.sort_values(["row", "REVIEW"]).reset_index(drop=True)
    # After the last review comes one that is not held yet.
    never = rows.assign(REVIEW=day + pd.Timedelta(days=1))
    both = pd.concat([seen, never]).sort_values(["row", "REVIEW"], kind="stable")
    before = both.groupby("row")["REVIEW"].shift(1)
    second = (both.groupby("row").cumcount() == 1) & both["due"].notna()
    within = (before + SECOND).where(second, before + LATER)
    until = within.where(before.notna(), both["due"].fillna(year_start(day) - LATER))
    overdue = (both["REVIEW"] > until) & (until < day) & (both["REVIEW"] >= year_start(day))
    return cohort.index.to_series().isin(both.loc[overdue, "row"])


def _count_participation(held: pd.DataFrame, tally: Tally) -> None:
    """Reviews of children of 4 and over in the year, by whether and how they took part."""
    how = coded(held["REVIEW_CODE"], by.PARTICIPATION).dropna()
    tally.total(by.TOOK_PART, len(how), unit="reviews")
    tally.split(
        by.TOOK_PART, "participation", how, by.CATEGORIES_OF["participation"], unit="reviews"
    )

"""Moves: three or more placements, the same home for two years, and why placements changed."""

import numpy as np
import pandas as pd

from analysis.catalogue.returns import categories
from analysis.catalogue.returns.codes.care import FOR_ADOPTION
from analysis.intake.returns.counts.in_care import in_care, year_start
from analysis.intake.returns.counts.tally import Tally, age, coded, years_before
from analysis.intake.returns.histories import Histories
from analysis.intake.returns.repair import GOES_ON

MANY = 3
PLACEMENT_CHANGED = ("P", "B", "T", "U")
NOT_KNOWN = float("nan")


def count_stability(past: Histories, day: pd.Timestamp, tally: Tally) -> None:
    """Placements, and changes of them, in the year and the years up to the day.

    A measure that looks back further than the oldest return is not available.
    """
    there = in_care(past, day)
    tally.total("placement_stability_cohort", len(there))
    tally.total("three_or_more_placements", int(moved_often(past, day, there).sum()))
    _count_two_years(past, day, there, tally)
    _count_same_home(past, day, there, tally)
    _count_changes(past, day, tally)


def moved_often(past: Histories, day: pd.Timestamp, there: pd.DataFrame) -> pd.Series:
    """Whether each child in care had three or more placements in the year up to the day."""
    return there["CHILD"].isin(_many_placements(past, year_start(day), day))


def reaches(past: Histories, back_to: pd.Timestamp) -> bool:
    """Whether the returns begin by the day after this one."""
    return pd.Timestamp(past.first) <= back_to + pd.Timedelta(days=1)


def _many_placements(past: Histories, after: pd.Timestamp, day: pd.Timestamp) -> pd.Index:
    """CHILD of those with three or more placements with a day from `after` to `day`."""
    rows = past.episodes
    lasting = ~rows["temporary"] & (rows["DECOM"] <= day) & (rows["ends"] > after)
    placements = rows.loc[lasting, ["CHILD", "placement"]].drop_duplicates("placement")
    number = placements["CHILD"].value_counts()
    return number.index[number >= MANY]


def _count_two_years(past: Histories, day: pd.Timestamp, there: pd.DataFrame, tally: Tally) -> None:
    """Of children in care on the day and on the same day a year before, as the department's cohort.

    It prints 59,430 of them in England in 2025, more than the 58,530 who were in care for twelve
    months: they need not have been in care without a gap, nor for two years.
    """
    since = years_before(day, 2)
    cohort = there[there["CHILD"].isin(in_care(past, years_before(day, 1))["CHILD"])]
    many = cohort["CHILD"].isin(_many_placements(past, since + pd.Timedelta(days=1), day))
    known = reaches(past, since)
    tally.total("two_year_cohort", len(cohort) if known else NOT_KNOWN)
    tally.total("three_or_more_placements_two_years", int(many.sum()) if known else NOT_KNOWN)


def _count_same_home(past: Histories, day: pd.Timestamp, there: pd.DataFrame, tally: Tally) -> None:
    """Of children under 16 in care for two and a half years, those in one home for two."""
    since = years_before(day, 2, months=6)
    young = age(there["DOB"], day) < categories.AGES["16_and_over"]
    cohort = there[young & (there["began"] <= since)]
    adopted = cohort["where"].isin(FOR_ADOPTION)
    together = pd.concat([cohort.loc[~adopted, "placed"], _placed_before(past, cohort[adopted])])
    settled = together <= years_before(day, 2)
    known = reaches(past, since)
    tally.total("long_term_cohort", len(cohort) if known else NOT_KNOWN)
    tally.total("same_placement_two_years", int(settled.sum()) if known else NOT_KNOWN)


def _placed_before(past: Histories, cohort: pd.DataFrame) -> pd.Series:
    """The day on which the placement before began, in the same period; else the placement's own."""
    rows = past.episodes
    wanted = cohort["placement"] - 1
    found = rows.loc[rows["placement"].isin(wanted[wanted > 0]), ["placement", "placed", "period"]]
    first = found.drop_duplicates("placement").set_index("placement")
    before = first.reindex(wanted).set_index(cohort.index)
    return before["placed"].where(before["period"] == cohort["period"], cohort["placed"])


def changes(past: Histories, day: pd.Timestamp) -> pd.DataFrame:
    """The episodes that ended with a change of placement in the year, and `why`, its category."""
    rows = past.episodes
    ended = (rows["REC"] == GOES_ON) & rows["DEC"].between(year_start(day), day)
    at = np.flatnonzero(ended & ~rows["temporary"])
    at = at[at + 1 < len(rows)]
    each, following = rows.iloc[at], rows.iloc[at + 1].set_axis(rows.index[at])
    changed = (each["period"] == following["period"]) & ~following["temporary"]
    changed &= following["RNE"].isin(PLACEMENT_CHANGED)
    each = each[changed]
    why = coded(each["REASON_PLACE_CHANGE"], categories.REASON_CHANGED, "other")
    return each.assign(why=why)


def _count_changes(past: Histories, day: pd.Timestamp, tally: Tally) -> None:
    changed = changes(past, day)
    tally.total("placement_changes", len(changed))
    names = categories.REASON_CHANGED.values()
    tally.split("placement_changes", "reason", changed["why"], names)
    rows = past.episodes
    inside = rows["DECOM"].between(year_start(day), day)
    tally.total("new_placements", int((rows["new"] & inside).sum()))

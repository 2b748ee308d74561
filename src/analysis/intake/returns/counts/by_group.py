"""Groups of children beside one another: what published tables give for all of them alone.

What is of a year is counted on the last 31 March; where children live, on the newest day.
"""

from collections.abc import Iterable

import pandas as pd

from analysis.catalogue.returns import categories
from analysis.catalogue.returns.groups import counted as by
from analysis.intake.returns.counts.in_care import in_care, unaccompanied
from analysis.intake.returns.counts.outcomes import SDQ_AGES, SDQ_BANDS, incidents_of_year
from analysis.intake.returns.counts.stability import changes, moved_often
from analysis.intake.returns.counts.tally import Tally, age, banded, coded, years_before
from analysis.intake.returns.counts.where import distance_of
from analysis.intake.returns.files.names import collection_year
from analysis.intake.returns.histories import Histories

ANSWERS = {
    "health_assessment": "HEALTH_ASSESSMENT",
    "dental_check": "TEETH_CHECK",
    "immunisations": "IMMUNISATIONS",
}


def last_march(past: Histories) -> pd.Timestamp:
    """The newest 31 March that the returns cover; it may be before the first of them."""
    return pd.Timestamp(past.as_at.year - ((past.as_at.month, past.as_at.day) < (3, 31)), 3, 31)


def count_by_group(past: Histories, day: pd.Timestamp, tally: Tally) -> None:
    """Health, moves and being missing of a year, by group: on the last 31 March alone.

    None where fewer than FEWEST_IN_CARE are in care, nor of homes by age.
    """
    there = in_care(past, day)
    if day != last_march(past) or len(there) < by.FEWEST_IN_CARE:
        return
    often = there[moved_often(past, day, there)]
    groups = groups_of(past, there, day)
    _split(tally, "three_or_more_placements", groups.loc[often.index], by.LIVES)
    _count_health(past, day, there, groups, tally)
    _count_moves(past, day, tally)
    _count_missing(past, day, there, groups, tally)


def count_homes_by_age(past: Histories, day: pd.Timestamp, tally: Tally) -> None:
    """Kinds of home, providers and distance of children in care, by age: on the newest day."""
    there = in_care(past, day)
    if day != pd.Timestamp(past.as_at) or len(there) < by.FEWEST_IN_CARE:
        return
    groups = groups_of(past, there, day)
    for dimension, several, measures in (
        ("placement", by.KINDS, by.IN_KIND),
        ("provider", by.PROVIDERS, by.BY_PROVIDER),
    ):
        for name, categories_of in several.items():
            found = groups[dimension].isin(categories_of)
            _count(tally, measures[name], groups[found], ("age",))
    if past.places is not None:
        far = distance_of(past, there)
        _count(tally, by.DISTANCE_KNOWN, groups[far != categories.NOT_KNOWN], by.MOVED)
        _count(tally, by.FAR, groups[far == "over_20_miles"], by.MOVED)


def groups_of(past: Histories, rows: pd.DataFrame, on: pd.Series | pd.Timestamp) -> pd.DataFrame:
    """The category of each episode's child in every breakdown but that of `uasc`.

    `on` is the day of the age, or one for each episode.
    """
    return pd.DataFrame(
        {
            "age": banded(age(rows["DOB"], on), categories.AGES),
            "sex": coded(rows["SEX"], categories.SEX),
            "ethnicity": coded(rows["ETHNIC"], categories.ETHNICITY),
            "need": coded(rows["CIN"], categories.NEED),
            "legal_status": coded(rows["LS"], categories.LEGAL_STATUS),
            "placement": coded(rows["where"], categories.PLACEMENT, "other"),
            "provider": coded(rows["provider"], categories.PROVIDER, by.NOT_REPORTED),
        },
        index=rows.index,
    )


def _count(
    tally: Tally, measure: str, groups: pd.DataFrame, dimensions: Iterable[str], unit: str = ""
) -> None:
    """A measure and its breakdowns."""
    tally.total(measure, len(groups), *([unit] if unit else []))
    _split(tally, measure, groups, dimensions, unit)


def _split(
    tally: Tally, measure: str, groups: pd.DataFrame, dimensions: Iterable[str], unit: str = ""
) -> None:
    for dimension in dimensions:
        known = by.CATEGORIES_OF[dimension]
        tally.split(measure, dimension, groups[dimension], known, *([unit] if unit else []))


def _count_health(
    past: Histories, day: pd.Timestamp, there: pd.DataFrame, groups: pd.DataFrame, tally: Tally
) -> None:
    """Of children in care for twelve months; scores of those of the ages that have one."""
    answers = past.answers("oc2", day).set_index("CHILD")
    who = [each for each in by.WHO if each != "uasc" or past.has("uasc", day)]
    cohort = there[there["began"] <= years_before(day, 1)]
    said = answers.reindex(cohort["CHILD"]).set_index(cohort.index)
    alone = cohort["CHILD"].isin(unaccompanied(past, collection_year(day), day))
    groups = groups.assign(uasc=alone.map({True: "uasc", False: "not_uasc"}))
    _split(tally, "cla_12_months", groups.loc[cohort.index], who)
    tally = tally.if_known(past.has("oc2", day))
    for measure, column in ANSWERS.items():
        _split(tally, measure, groups.loc[said.index[said[column] == 1]], who)
    score = said["SDQ_SCORE"].where(age(cohort["DOB"], day).between(*SDQ_AGES)).dropna()
    concern = score[score.between(*SDQ_BANDS["sdq_concern"])]
    without_age = [dimension for dimension in who if dimension != "age"]
    for measure, rows in (("sdq_received", score), ("sdq_concern", concern)):
        scored = groups.loc[rows.index]
        _split(tally, measure, scored, without_age)
        tally.split(measure, "age", scored["age"], by.SDQ_BANDS_OF_AGE)


def _count_moves(past: Histories, day: pd.Timestamp, tally: Tally) -> None:
    """Moves by age at the move and kind of home left, and the reasons given for them."""
    moves = changes(past, day)
    groups = groups_of(past, moves, moves["DEC"])
    _split(tally, "placement_changes", groups, by.MOVED)
    for measure, reasons in by.MOVES.items():
        _count(tally, measure, groups[moves["why"].isin(reasons)], by.MOVED)


def _count_missing(
    past: Histories, day: pd.Timestamp, there: pd.DataFrame, groups: pd.DataFrame, tally: Tally
) -> None:
    """Of children in care on the day, those who were missing in the year, by their home now."""
    incidents = incidents_of_year(past, day)
    missing = incidents.loc[incidents["MISSING"] == "M", "CHILD"]
    tally = tally.if_known(past.has("missing", day))
    _count(tally, by.MISSING, groups[there["CHILD"].isin(missing)], by.LIVES)

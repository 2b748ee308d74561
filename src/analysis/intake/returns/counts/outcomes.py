"""Health, convictions, missing episodes and social workers of children in care."""

import pandas as pd

from analysis.intake.returns.counts.flows import during_year
from analysis.intake.returns.counts.in_care import in_care, year_start
from analysis.intake.returns.counts.tally import Tally, age, years_before
from analysis.intake.returns.files.names import collection_year
from analysis.intake.returns.histories import Histories

SDQ_AGES = (5, 16)
AGES_OF_COHORTS = {"0_4": (0, 4), "5_16": SDQ_AGES, "10_17": (10, 17)}
# Scores of the strengths and difficulties questionnaire as filled in by carers.
SDQ_BANDS = {"sdq_normal": (0, 13), "sdq_borderline": (14, 16), "sdq_concern": (17, 40)}
# Counted where the return says 1, of the ages given.
FLAGS = {
    "health_assessment": ("HEALTH_ASSESSMENT", None),
    "dental_check": ("TEETH_CHECK", None),
    "immunisations": ("IMMUNISATIONS", None),
    "development_assessment": ("HEALTH_CHECK", AGES_OF_COHORTS["0_4"]),
    "convicted": ("CONVICTED", AGES_OF_COHORTS["10_17"]),
    "substance_misuse": ("SUBSTANCE_MISUSE", None),
}
INCIDENTS = {"missing": "M", "away": "A"}
MANY_WORKERS = 3
WORKERS_SINCE = 2024


def count_health(past: Histories, day: pd.Timestamp, tally: Tally) -> None:
    """The outcomes of children in care on the day and for the twelve months before it."""
    there = in_care(past, day)
    cohort = there[there["began"] <= years_before(day, 1)]
    years = age(cohort["DOB"], day)
    tally.total("cla_12_months", len(cohort))
    for name, ages in AGES_OF_COHORTS.items():
        tally.total(f"cla_12_months_{name}", int(years.between(*ages).sum()))
    if not past.filled_in("oc2", day):
        return
    tally = tally.if_known(past.has("oc2", day))
    asked = cohort[["CHILD"]].assign(age=years).merge(past.answers("oc2", day), on="CHILD")
    for measure, (column, of_ages) in FLAGS.items():
        yes = (asked[column] == 1) & (asked["age"].between(*of_ages) if of_ages else True)
        tally.total(measure, int(yes.sum()))
    _count_help(asked, tally)
    _count_sdq(asked, tally)


def _count_help(asked: pd.DataFrame, tally: Tally) -> None:
    misuse = asked[asked["SUBSTANCE_MISUSE"] == 1]
    helped = misuse["INTERVENTION_RECEIVED"] == 1
    tally.total("substance_intervention", int(helped.sum()))
    refused = (misuse["INTERVENTION_OFFERED"] == 1) & ~helped
    tally.total("substance_refused", int(refused.sum()))


def _count_sdq(asked: pd.DataFrame, tally: Tally) -> None:
    score = asked.loc[asked["age"].between(*SDQ_AGES), "SDQ_SCORE"].dropna()
    tally.total("sdq_received", len(score))
    for measure, band in SDQ_BANDS.items():
        tally.total(measure, int(score.between(*band).sum()))
    tally.total("sdq_average", float(score.astype("float64").mean()), unit="score")


def count_missing(past: Histories, day: pd.Timestamp, tally: Tally) -> None:
    """Children missing or away without authorisation in the year up to the day."""
    there = in_care(past, day)["CHILD"]
    rows = incidents_of_year(past, day)
    tally = tally.if_known(past.has("missing", day))
    for name, code in INCIDENTS.items():
        incidents = rows[rows["MISSING"] == code]
        each = incidents.groupby("CHILD").size()
        now = incidents[incidents["MIS_END"].isna() | (incidents["MIS_END"] > day)]
        tally.total(f"{name}_during_year", len(each))
        tally.total(f"{name}_more_than_once", int((each > 1).sum()))
        tally.total(f"{name}_incidents", len(incidents), unit="incidents")
        tally.total(f"{name}_at_31_march", now.loc[now["CHILD"].isin(there), "CHILD"].nunique())


def incidents_of_year(past: Histories, day: pd.Timestamp) -> pd.DataFrame:
    """The incidents with a day in the year, of children in care in it."""
    # An incident that was open recurs in the next year's return, which says how it ended.
    table = past.tables["missing"].sort_values("YEAR", kind="stable")
    table = table.drop_duplicates(["CHILD", "MISSING", "MIS_START"], keep="last")
    over = table["MIS_END"] < year_start(day)
    present = during_year(past, day)
    return table[(table["MIS_START"] <= day) & ~over & table["CHILD"].isin(present)]


def count_social_workers(past: Histories, day: pd.Timestamp, tally: Tally) -> None:
    """Children with three or more social workers in the year, from collection year 2024."""
    table = past.tables["social_worker"]
    rows = table[table["YEAR"] == collection_year(day)]
    if collection_year(day) < WORKERS_SINCE:
        return
    inside = (rows["SW_DECOM"] <= day) & ~(rows["SW_DEC"] <= year_start(day))
    workers = rows[inside].drop_duplicates(["CHILD", "SW_DECOM"]).groupby("CHILD").size()
    there = in_care(past, day)["CHILD"]
    tally.total("social_worker_cohort", len(there))
    many = there.isin(workers.index[workers >= MANY_WORKERS])
    tally = tally.if_known(past.has("social_worker", day))
    tally.total("three_or_more_social_workers", int(many.sum()))

"""Who came into care, who left, and who was there at all in the year up to a day."""

import pandas as pd

from analysis.catalogue.returns import categories
from analysis.catalogue.returns.codes.care import APPLICATION, CARER, LEGAL_STATUS_AT_START
from analysis.intake.returns.counts.in_care import (
    split_children,
    split_unaccompanied,
    unaccompanied,
    year_start,
)
from analysis.intake.returns.counts.tally import Tally, age, coded
from analysis.intake.returns.files.names import collection_year
from analysis.intake.returns.histories import Histories

STARTED, CEASED = "cla_started", "cla_ceased"


def count_flows(past: Histories, day: pd.Timestamp, tally: Tally) -> None:
    """Starts, ceases and children in care at any time, from 1 April to the day."""
    _count_started(past, day, tally)
    _count_ceased(past, day, tally)
    present = during_year(past, day)
    tally.total("cla_during_year", len(present))
    respite = past.respite
    short = respite[(respite["DECOM"] <= day) & ~(respite["DEC"] < year_start(day))]
    tally.total("short_term_placements", len(set(short["CHILD"]) - set(present)))


def during_year(past: Histories, day: pd.Timestamp) -> pd.Series:
    """CHILD of everyone in care on any day from 1 April to the day, each once."""
    rows = past.episodes
    there = (rows["DECOM"] <= day) & (rows["ends"] > year_start(day))
    return rows.loc[there, "CHILD"].drop_duplicates()


def started(past: Histories, day: pd.Timestamp) -> pd.DataFrame:
    """The first episode of each child's first period of care that began in the year, to the day."""
    rows = past.episodes
    begins = (rows["DECOM"] == rows["began"]) & rows["DECOM"].between(year_start(day), day)
    return rows[begins].drop_duplicates("CHILD")


def ceased(past: Histories, day: pd.Timestamp) -> pd.DataFrame:
    """The last episode of each child's last period of care that ended in the year, to the day."""
    rows = past.episodes
    ends = (rows["period"] != rows["period"].shift(-1)) & rows["DEC"].between(year_start(day), day)
    return rows[ends].drop_duplicates("CHILD", keep="last")


def _count_started(past: Histories, day: pd.Timestamp, tally: Tally) -> None:
    new = started(past, day)
    tally.total(STARTED, len(new))
    split_children(tally, STARTED, new, age(new["DOB"], new["DECOM"]))
    for dimension, codes, names in (
        ("need", new["CIN"], categories.NEED),
        ("legal_status", new["LS"], LEGAL_STATUS_AT_START),
    ):
        tally.split(STARTED, dimension, coded(codes, names), names.values())
    _split_alone(past, day, tally, STARTED, new.set_index("CHILD")["DECOM"])


def _count_ceased(past: Histories, day: pd.Timestamp, tally: Tally) -> None:
    gone = ceased(past, day)
    tally.total(CEASED, len(gone))
    split_children(tally, CEASED, gone, age(gone["DOB"], gone["DEC"]), categories.AGES_AT_END)
    reason = coded(gone["REC"], categories.REASON_CEASED, "other")
    tally.split(CEASED, "reason", reason, categories.REASON_CEASED.values())
    # The status often ceases on the day that care does, at 18: it is that of the day before.
    last_day = gone.set_index("CHILD")["DEC"] - pd.Timedelta(days=1)
    _split_alone(past, day, tally, CEASED, last_day)
    for measure, dimension, names, among in (
        ("adopted_application", "application", APPLICATION, "adopted"),
        ("special_guardianship", "carer", CARER, "special_guardianship"),
    ):
        codes = gone.loc[reason == among, "REC"]
        tally.total(measure, len(codes))
        tally.split(measure, dimension, coded(codes, names), names.values())


def _split_alone(
    past: Histories, day: pd.Timestamp, tally: Tally, measure: str, on: pd.Series
) -> None:
    """A count of starts or ceases by whether the child came alone; `on`: the day of each CHILD."""
    alone = unaccompanied(past, collection_year(day), on)
    tally = tally.if_known(past.has("uasc", day))
    split_unaccompanied(tally, measure, pd.Series(on.index.isin(alone)))

"""Who is in care on a day."""

import pandas as pd

from analysis.catalogue.returns import categories, relations
from analysis.intake.returns.counts.tally import Tally, age, banded, coded
from analysis.intake.returns.files.names import collection_year
from analysis.intake.returns.histories import Histories

IN_CARE = "cla_31_march"


def in_care(past: Histories, day: pd.Timestamp) -> pd.DataFrame:
    """The episode that each child in care is in on a day, one row a child.

    Begun on the day or before, and not ended on it: a child who leaves is not in care that day.
    """
    rows = past.episodes
    return rows[(rows["DECOM"] <= day) & (rows["ends"] > day)]


def unaccompanied(past: Histories, year: int, on: pd.Series | pd.Timestamp) -> pd.Series:
    """The children in the return's table of unaccompanied children whose status had not ceased.

    CHILD of each, for a collection year; `on` is the day it is asked for, or one for each child.
    """
    rows = past.tables["uasc"]
    rows = rows[rows["YEAR"] == year]
    day = on.reindex(rows["CHILD"]).to_numpy() if isinstance(on, pd.Series) else on
    return rows.loc[rows["DUC"].isna() | (rows["DUC"] > day), "CHILD"]


def year_start(day: pd.Timestamp) -> pd.Timestamp:
    """1 April of the collection year that a day is in."""
    return pd.Timestamp(collection_year(day) - 1, 4, 1)


def count_in_care(past: Histories, day: pd.Timestamp, tally: Tally) -> None:
    """The number in care on the day and its breakdowns."""
    there = in_care(past, day)
    tally.total(IN_CARE, len(there))
    split_children(tally, IN_CARE, there, age(there["DOB"], day))
    alone = there["CHILD"].isin(unaccompanied(past, collection_year(day), day))
    split_unaccompanied(tally.if_known(past.has("uasc", day)), IN_CARE, alone)
    for dimension, codes, names in (
        ("ethnicity", there["ETHNIC"], categories.ETHNICITY),
        ("need", there["CIN"], categories.NEED),
        ("legal_status", there["LS"], categories.LEGAL_STATUS),
    ):
        tally.split(IN_CARE, dimension, coded(codes, names), names.values())
    homes = coded(there["where"], categories.PLACEMENT, "other")
    tally.split(IN_CARE, "placement", homes, categories.PLACEMENT.values())
    provider = coded(there["provider"], categories.PROVIDER, "not_reported")
    tally.split(IN_CARE, "provider", provider, (*categories.PROVIDER.values(), "not_reported"))
    for measure, (_, _, together) in relations.COUNTED_EACH_QUARTER.items():
        tally.total(measure, int(provider.isin(together).sum()))


def split_children(
    tally: Tally,
    measure: str,
    children: pd.DataFrame,
    years: pd.Series,
    bands: dict[str, int] = categories.AGES,
) -> None:
    """A count of children by age in `bands` and by sex."""
    tally.split(measure, "age", banded(years, bands), bands)
    sex = coded(children["SEX"], categories.SEX)
    tally.split(measure, "sex", sex, categories.SEX.values())


def split_unaccompanied(tally: Tally, measure: str, alone: pd.Series) -> None:
    """A count of children by whether they came alone to seek asylum."""
    for name, of in (("uasc", alone), ("not_uasc", ~alone)):
        tally.part(measure, "uasc", name, int(of.sum()))

"""How long children stay in care, and in their first home."""

import pandas as pd

from analysis.catalogue.returns import categories
from analysis.catalogue.returns.stays import FIRST_KIND, NEED, OTHER, POOLED_MONTHS
from analysis.intake.returns.counts.tally import age, banded, coded
from analysis.intake.returns.histories import Histories
from analysis.intake.returns.repair import STARTS

TIMES = ["days", "event", "entry"]


def periods(past: Histories) -> pd.DataFrame:
    """One row a period of care that began by the last day, in the order of children and starts.

    Its first episode, with `start`, `end` (NaT: not by the last day), `why` (REC of the last),
    `known` (whether the returns tell the start: its first episode is one), `age` and `need` at the
    start, and `uasc`.
    """
    rows, as_at = past.episodes, pd.Timestamp(past.as_at)
    rows = rows[rows["DECOM"] <= as_at]
    first = rows.drop_duplicates("period")
    last = rows.drop_duplicates("period", keep="last").set_index(first.index)
    ended = last["DEC"] <= as_at
    return first.assign(
        start=first["DECOM"],
        end=last["DEC"].where(ended),
        why=last["REC"].astype("object").where(ended),
        known=(first["RNE"] == STARTS).to_numpy(),
        age=banded(age(first["DOB"], first["DECOM"]), categories.AGES)
        .astype("object")
        .fillna(OTHER),
        need=coded(first["CIN"], NEED, OTHER).astype("object"),
        uasc=_alone(past, first).map({True: "uasc", False: "not_uasc"}),
    )


def in_care_times(past: Histories) -> pd.DataFrame:
    """Times from the start of a period of care to its end, with `age`, `need` and `uasc`.

    Children in care before the oldest return enter on its first day; those of them whose start no
    return tells are left out.
    """
    rows = periods(past)
    rows = rows[rows["known"]]
    entry = (pd.Timestamp(past.first) - rows["start"]).dt.days.clip(lower=0) - 1
    until = rows["end"].fillna(pd.Timestamp(past.as_at))
    times = rows.assign(
        days=(until - rows["start"]).dt.days, event=rows["end"].notna(), entry=entry
    )
    return times.loc[times["days"] > times["entry"], [*TIMES, "age", "need", "uasc"]]


def first_home_times(past: Histories) -> pd.DataFrame:
    """Times in the first home of periods of care begun in the last three years, with `age` at the
    start and `kind` of home. The event is a move; a child who leaves care is seen no longer.
    """
    begun = periods(past)
    inside = begun["start"] > window(past)[0]
    begun = begun[begun["known"] & inside].set_index("period")
    rows = past.episodes
    rows = rows[(rows["DECOM"] <= pd.Timestamp(past.as_at)) & (rows["placement"] > 0)]
    rows = rows[rows["period"].isin(begun.index) & ~rows["temporary"]]
    homes = rows.drop_duplicates("placement")
    first = homes.drop_duplicates("period").set_index("period")
    left = rows.groupby("placement")["ends"].max().reindex(first["placement"]).to_numpy()
    moved = first.index.isin(homes.loc[homes.duplicated("period"), "period"])
    gone = begun["end"].reindex(first.index).fillna(pd.Timestamp(past.as_at))
    until = gone.where(~moved, pd.Series(left, index=first.index))
    return pd.DataFrame(
        {
            "days": (until - first["DECOM"]).dt.days,
            "event": moved,
            "entry": -1,
            "age": begun["age"].reindex(first.index),
            "kind": coded(first["PLACE"], FIRST_KIND, OTHER).astype("object"),
        }
    )


def window(past: Histories, months: int = POOLED_MONTHS) -> tuple[pd.Timestamp, pd.Timestamp]:
    """The day before the years put together, at the earliest that before the oldest return, and
    their last day, the last of the returns.
    """
    end = pd.Timestamp(past.as_at)
    return max(end - pd.DateOffset(months=months), day_before(past)), end


def day_before(past: Histories) -> pd.Timestamp:
    """The day before the first that the returns cover."""
    return pd.Timestamp(past.first) - pd.Timedelta(days=1)


def _alone(past: Histories, first: pd.DataFrame) -> pd.Series:
    """Whether each child was unaccompanied at the start, or at the first return if that is later,
    by the return of that year."""
    since = pd.Timestamp(past.first)
    seen = first["DECOM"].where(first["DECOM"] > since, since)
    year = (seen.dt.year + (seen.dt.month > 3)).astype("int64")
    rows = past.tables["uasc"].drop_duplicates(["CHILD", "YEAR"], keep="last")
    table = rows.astype({"YEAR": "int64"}).set_index(["CHILD", "YEAR"])["DUC"]
    asked = pd.MultiIndex.from_arrays([first["CHILD"], year])
    ceased = pd.Series(table.reindex(asked).to_numpy(), index=first.index)
    there = pd.Series(asked.isin(table.index), index=first.index)
    return there & ~(ceased <= first["DECOM"])

"""Repaired episodes as histories: periods of care, and the placements in them.

A history never leaves the process: what is written anywhere is counts.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

import pandas as pd

from analysis.catalogue.returns.codes_of_care import (
    FOSTER,
    NEW_CARER,
    SHORT_BREAKS,
    TEMPORARY,
)
from analysis.intake.returns.files.names import collection_year
from analysis.intake.returns.records import Records
from analysis.intake.returns.repair import GOES_ON, Repaired, repair, without_header

FACTS = ["CHILD", "SEX", "DOB", "ETHNIC", "YEAR"]
SAME_HOME = ["home", "URN", "PL_POST"]
# Codes that are the same home: foster care, and what was Z1 until 2025.
KIND_OF_HOME = dict.fromkeys(FOSTER, "foster") | dict.fromkeys(
    ("Z1", "Z11", "Z12", "Z13", "Z14"), "other"
)
NEVER = pd.Timestamp("2200-01-01")


@dataclass(frozen=True, repr=False)
class Histories:
    """What is known of each child over all returns of a council.

    `episodes`: one row an episode of care, respite left out, sorted by child and start, with the
    child's SEX, DOB and ETHNIC, `period` and `placement` (numbers; 0 where a temporary move is in
    no placement yet), `where`, `provider` and `post` (PLACE, PLACE_PROVIDER and PL_POST of the
    placement, through temporary moves) and `ends` (DEC, or a day that never comes). `respite`: the
    episodes under V3 and V4. `tables`: the others, as read. `first` is the first day of the oldest
    return; `places` the coordinates of postcodes, where they are at hand.
    """

    area: str
    as_at: date
    first: date
    episodes: pd.DataFrame
    respite: pd.DataFrame
    tables: Mapping[str, pd.DataFrame] = field(default_factory=dict)
    repaired: tuple[Repaired, ...] = ()
    places: pd.DataFrame | None = None

    def answers(self, table: str, day: pd.Timestamp) -> pd.DataFrame:
        """The rows of a table that is filled in once for the end of a return (OC2, OC3), one a
        child: none on a day that is not the last of its return.
        """
        rows = self.tables[table]
        if day != pd.Timestamp(self.as_at) and (day.month, day.day) != (3, 31):
            return rows.iloc[:0]
        return rows[rows["YEAR"] == collection_year(day)].drop_duplicates("CHILD", keep="last")

    def __repr__(self) -> str:
        return f"Histories({self.area!r}, {self.as_at}, {len(self.episodes)} episodes)"


def histories(records: Records, places: pd.DataFrame | None = None) -> Histories:
    """The histories of the children in a council's returns, repaired.

    `places` as `coordinates.coordinates` has it.
    """
    headers = children(records.tables["header"])
    episodes, repaired = repair(records.tables["episodes"], max(records.years))
    strangers = without_header(episodes["CHILD"], headers["CHILD"])
    is_respite = episodes["LS"].isin(SHORT_BREAKS)
    known = episodes.merge(headers.drop(columns="YEAR"), on="CHILD", how="left")
    return Histories(
        area=records.area,
        as_at=records.as_at,
        first=date(min(records.years) - 1, 4, 1),
        episodes=with_placements(with_periods(known[~is_respite.to_numpy()])),
        respite=known[is_respite.to_numpy()],
        tables={name: t for name, t in records.tables.items() if name not in ("episodes",)},
        repaired=(*repaired, strangers) if strangers.episodes else repaired,
        places=places,
    )


def children(header: pd.DataFrame) -> pd.DataFrame:
    """One row a child: the facts of the latest return that has the child."""
    latest = header[FACTS].sort_values(["CHILD", "YEAR"], kind="stable")
    return latest.drop_duplicates("CHILD", keep="last")


def with_periods(episodes: pd.DataFrame) -> pd.DataFrame:
    """Episodes with `period`, `ends`, and `began`, the first day of the period.

    A period of care goes on while the episode before ended with X1 on the day this one begins.
    """
    before = episodes.shift(1)
    goes_on = (
        (episodes["CHILD"] == before["CHILD"])
        & (before["REC"] == GOES_ON)
        & (before["DEC"] == episodes["DECOM"])
    )
    period = (~goes_on).cumsum().rename("period")
    return episodes.assign(
        period=period,
        began=episodes.groupby(period)["DECOM"].transform("min"),
        ends=episodes["DEC"].fillna(NEVER),
    )


def with_placements(episodes: pd.DataFrame) -> pd.DataFrame:
    """Episodes with `placement`, `where`, `provider` and `placed`, its first day, and whether each
    is `new`: begins a placement, or has the same carer with another code.

    S, P and B begin a placement, and so does the first episode of a period; L, T and U go on with
    it. A temporary move (T0 to T4) is none, and an episode after it in the same home as before it
    goes on with the placement before.
    """
    rows = episodes.assign(
        home=episodes["PLACE"].astype("object").replace(KIND_OF_HOME),
        temporary=episodes["PLACE"].isin(TEMPORARY),
    )
    lasting = rows[~rows["temporary"]]
    before = lasting.shift(1)
    after_temporary = rows["temporary"].shift(1, fill_value=False).loc[lasting.index]
    same_home = (_text(lasting) == _text(before)).all(axis=1)
    returned = after_temporary & same_home
    first = lasting["period"] != before["period"]
    begins = first | (lasting["RNE"].isin(NEW_CARER) & ~returned)
    begins |= lasting["RNE"].isna() & ~same_home
    status_only = lasting["RNE"].isin(("T", "U")) & ~returned
    rows["new"] = (begins | status_only).reindex(rows.index, fill_value=False)
    rows["placement"] = begins.cumsum().reindex(rows.index)
    rows["where"] = lasting["PLACE"].astype("object").reindex(rows.index)
    rows["provider"] = lasting["PLACE_PROVIDER"].astype("object").fillna("").reindex(rows.index)
    rows["post"] = lasting["PL_POST"].astype("object").fillna("").reindex(rows.index)
    through = rows.groupby("period")[["placement", "where", "provider", "post"]].ffill()
    rows = rows.assign(**through)
    rows["placement"] = rows["placement"].fillna(0).astype("int64")
    placed = rows.loc[~rows["temporary"]].groupby("placement")["DECOM"].min()
    return rows.assign(placed=placed.reindex(rows["placement"]).to_numpy())


def _text(rows: pd.DataFrame) -> pd.DataFrame:
    return rows[SAME_HOME].astype("object").fillna("")

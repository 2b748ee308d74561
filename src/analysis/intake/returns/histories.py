"""Repaired episodes as histories: periods of care, and the placements in them.

A history never leaves the process: what is written anywhere is counts.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

import numpy as np
import pandas as pd

from analysis.catalogue.returns.codes.care import (
    FOSTER,
    NEW_CARER,
    SHORT_BREAKS,
    TEMPORARY,
)
from analysis.catalogue.returns.tables import TABLES
from analysis.intake.returns.files.names import collection_year
from analysis.intake.returns.records import Records
from analysis.intake.returns.repair import GOES_ON, Repaired, repair, without_header

# Where a row stood.
STOOD = ["FILE", "LINE"]
FACTS = ["SEX", "DOB", "ETHNIC"]
# What is told of a placement, through the temporary moves in it.
TOLD = {"where": "PLACE", "provider": "PLACE_PROVIDER", "post": "PL_POST"}
TEXTS = ("HOME_POST", "PL_POST", "URN")
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
    episodes under V3 and V4. `tables`: the others, as read. In all of them CHILD is a number that
    stands for the child here alone. `given` are the tables of collection years that a return held,
    with rows or without. `first` is the first day of the oldest return; `places` the coordinates of
    postcodes, where they are at hand.
    """

    area: str
    as_at: date
    first: date
    episodes: pd.DataFrame
    respite: pd.DataFrame
    tables: Mapping[str, pd.DataFrame]
    given: frozenset[tuple[str, int]]
    repaired: tuple[Repaired, ...] = ()
    places: pd.DataFrame | None = None

    def has(self, table: str, day: pd.Timestamp) -> bool:
        """Whether the return of a day's collection year held a table; without rows, one in which
        nobody need be.
        """
        given = (table, collection_year(day)) in self.given
        return given and not (TABLES[table].everybody and self.answers(table, day).empty)

    def filled_in(self, table: str, day: pd.Timestamp) -> bool:
        """Whether a day is one that a table is filled in for (OC2, OC3): a 31 March, or the last
        day of an extract that has rows of it.
        """
        extract = day == pd.Timestamp(self.as_at) and not self.answers(table, day).empty
        return extract or (day.month, day.day) == (3, 31)

    def answers(self, table: str, day: pd.Timestamp) -> pd.DataFrame:
        """The rows of a table of a day's collection year, one a child."""
        rows = self.tables[table]
        return rows[rows["YEAR"] == collection_year(day)].drop_duplicates("CHILD", keep="last")

    def __repr__(self) -> str:
        return f"Histories({self.area!r}, {self.as_at}, {len(self.episodes)} episodes)"


def histories(records: Records, places: pd.DataFrame | None = None) -> Histories:
    """The histories of the children in a council's returns, repaired.

    `places` as `coordinates.coordinates` has it.
    """
    tables = _numbered(records.tables)
    headers = children(tables["header"])
    told = tables.pop("episodes")
    told = told.assign(**{name: told[name].astype("category") for name in TEXTS})
    episodes, repaired = repair(told, max(records.years))
    strangers = without_header(episodes["CHILD"].unique(), headers.index)
    facts = headers.reindex(episodes["CHILD"]).set_axis(episodes.index)
    known = pd.concat([episodes, facts], axis=1)
    is_respite = episodes["LS"].isin(SHORT_BREAKS)
    return Histories(
        area=records.area,
        as_at=records.as_at,
        first=date(min(records.years) - 1, 4, 1),
        episodes=with_placements(with_periods(known[~is_respite])).drop(columns=STOOD),
        respite=known[is_respite],
        tables=tables,
        given=frozenset(
            (name, year) for name in tables for year in records.years if records.has(name, year)
        ),
        repaired=(*repaired, strangers) if strangers.episodes else repaired,
        places=places,
    )


def _numbered(tables: Mapping[str, pd.DataFrame]) -> dict[str, pd.DataFrame]:
    """The tables with a number for CHILD, in the order of the council's own."""
    every = pd.concat([frame["CHILD"] for frame in tables.values()])
    numbers, _ = pd.factorize(every, sort=True)
    each = np.split(numbers, np.cumsum([len(frame) for frame in tables.values()])[:-1])
    return {
        name: frame.drop(columns=STOOD if name != "episodes" else []).assign(CHILD=number)
        for (name, frame), number in zip(tables.items(), each, strict=True)
    }


def children(header: pd.DataFrame) -> pd.DataFrame:
    """The facts of the latest return that has the child, by CHILD."""
    latest = header.sort_values("YEAR", kind="stable").drop_duplicates("CHILD", keep="last")
    return latest.set_index("CHILD")[FACTS]


def with_periods(episodes: pd.DataFrame) -> pd.DataFrame:
    """Episodes with `period`, `ends`, and `began`, the first day of the period.

    A period of care goes on while the episode before ended with X1 on the day this one begins.
    """
    before = episodes[["CHILD", "REC", "DEC"]].shift(1)
    goes_on = (
        (episodes["CHILD"] == before["CHILD"])
        & (before["REC"] == GOES_ON)
        & (before["DEC"] == episodes["DECOM"])
    )
    period = (~goes_on).cumsum()
    began = episodes.loc[~goes_on, "DECOM"].array.take(period.to_numpy() - 1)
    return episodes.assign(period=period, began=began, ends=episodes["DEC"].fillna(NEVER))


def with_placements(episodes: pd.DataFrame) -> pd.DataFrame:
    """Episodes with `placement`, `where`, `provider` and `placed`, its first day, and whether each
    is `new`: begins a placement, or has the same carer with another code.

    S, P and B begin a placement, and so does the first episode of a period; L, T and U go on with
    it. A temporary move (T0 to T4) is none, and an episode after it in the same home as before it
    goes on with the placement before.
    """
    temporary = episodes["PLACE"].isin(TEMPORARY)
    lasting = episodes[~temporary]
    after_temporary = temporary.shift(1, fill_value=False)[~temporary]
    same_home = _same_as_before(lasting)
    returned = after_temporary & same_home
    first = lasting["period"] != lasting["period"].shift(1)
    begins = first | (lasting["RNE"].isin(NEW_CARER) & ~returned)
    begins |= lasting["RNE"].isna() & ~same_home
    status_only = lasting["RNE"].isin(("T", "U")) & ~returned
    at = _last_lasting(episodes["period"].to_numpy(), temporary.to_numpy())
    placement = np.append(begins.cumsum(), 0)[at]
    started = lasting.loc[begins, "DECOM"].array.take(placement - 1, allow_fill=True)
    told = {name: lasting[of].array.take(at, allow_fill=True) for name, of in TOLD.items()}
    return episodes.assign(
        temporary=temporary,
        new=(begins | status_only).reindex(episodes.index, fill_value=False),
        placement=placement,
        placed=started,
        **told,
    )


def _last_lasting(period: np.ndarray, temporary: np.ndarray) -> np.ndarray:
    """Of each episode, the place among lasting ones of the last one up to it in its period; -1
    where there is none.
    """
    at = np.cumsum(~temporary) - 1
    return np.where(np.append(period[~temporary], 0)[at] == period, at, -1)


def _same_as_before(lasting: pd.DataFrame) -> pd.Series:
    """Whether each is in the same home, of the same kind, as the one before."""
    homes = lasting["PLACE"].cat.categories
    kinds, _ = pd.factorize(homes.map(lambda code: KIND_OF_HOME.get(code, code)))
    kind = np.append(kinds, -1)[lasting["PLACE"].cat.codes]
    same = kind == np.roll(kind, 1)
    for name in ("URN", "PL_POST"):
        codes = lasting[name].cat.codes.to_numpy()
        same &= codes == np.roll(codes, 1)
    return pd.Series(same, index=lasting.index)

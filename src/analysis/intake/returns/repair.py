"""Episodes of several returns made into one row an episode, by the declared rules.

Each rule is in `catalogue.returns.repairs`, and what it touched is counted. Rows are sorted by
child and start, so that the next row of the same child is the next episode.
"""

from collections.abc import Iterable
from dataclasses import dataclass

import pandas as pd

from analysis.catalogue.returns.repairs import REPAIRS

GOES_ON = "X1"
UNKNOWN = "E99"
STARTS = "S"
EPISODE = ["CHILD", "DECOM"]
PLACE_IN_FILE = ["YEAR", "FILE", "LINE"]


@dataclass(frozen=True)
class Repaired:
    """How many episodes a rule touched."""

    rule: str
    episodes: int

    @property
    def said(self) -> str:
        """The sentence for a reader."""
        noun = "episode was" if self.episodes == 1 else "episodes were"
        return f"{self.episodes:,} {noun} {REPAIRS[self.rule].said}."

    def for_everybody(self, few: int) -> str:
        """The sentence with a number of up to `few` as 'fewer than' one more."""
        if self.episodes > few:
            return self.said
        return f"Fewer than {few + 1} episodes were {REPAIRS[self.rule].said}."


def repair(episodes: pd.DataFrame, newest: int) -> tuple[pd.DataFrame, tuple[Repaired, ...]]:
    """Episodes in the shape of `Records` as one row each, and how many each rule touched.

    `newest` is the collection year of the newest return.

    Sorted by child and start; every episode ends (DEC) on or before the day the next of the same
    child starts. Episodes without a start are left out: reading has told of them.
    """
    told: dict[str, int] = {}
    rows = episodes[episodes["DECOM"].notna()].sort_values([*EPISODE, *PLACE_IN_FILE])
    rows = _once(rows, told)
    rows, told["ends_first"] = _without(rows, rows["DEC"] < rows["DECOM"])
    for mend in (_left_open, _overlapping, _one_day_gap, _broken_off):
        rows, told[mend.__name__[1:]] = mend(rows, newest)
    return rows.reset_index(drop=True), _told(told)


def _told(counted: dict[str, int]) -> tuple[Repaired, ...]:
    return tuple(Repaired(rule, counted[rule]) for rule in REPAIRS if counted.get(rule))


def _without(rows: pd.DataFrame, out: pd.Series) -> tuple[pd.DataFrame, int]:
    return rows[~out], int(out.sum())


def _once(rows: pd.DataFrame, told: dict[str, int]) -> pd.DataFrame:
    """One row for each child and start: the latest return's, and the last of it."""
    said = [column for column in rows.columns if column not in ("FILE", "LINE")]
    alike = rows.duplicated([*EPISODE, "YEAR"], keep=False)
    same = rows.loc[alike, said].duplicated(keep="last").reindex(rows.index, fill_value=False)
    rows, told["repeated"] = _without(rows, same)
    # By year within each start: the last is of the latest return.
    latest = rows.drop_duplicates(EPISODE, keep="last")
    older = len(rows) - len(rows.merge(latest[[*EPISODE, "YEAR"]]))
    told["recurring"], told["same_start"] = older, len(rows) - older - len(latest)
    return latest


def next_of_child(rows: pd.DataFrame, column: str) -> pd.Series:
    """Of each episode, this column of the same child's next one; missing for the last."""
    return rows[column].shift(-1).where(rows["CHILD"] == rows["CHILD"].shift(-1))


def _ended(rows: pd.DataFrame, which: pd.Series, on: pd.Series, why: str) -> pd.DataFrame:
    """The rows with those that `which` names ended on a day, for a reason."""
    return rows.assign(DEC=rows["DEC"].where(~which, on), REC=rows["REC"].where(~which, why))


def _left_open(rows: pd.DataFrame, newest: int) -> tuple[pd.DataFrame, int]:
    """Open, absent from the newer returns, and not followed by an episode that goes on from it."""
    goes_on = next_of_child(rows, "RNE").notna() & (next_of_child(rows, "RNE") != STARTS)
    left = rows["DEC"].isna() & (rows["YEAR"] < newest) & ~goes_on
    return _ended(rows, left, last_days(rows["YEAR"]), UNKNOWN), int(left.sum())


def _overlapping(rows: pd.DataFrame, _newest: int) -> tuple[pd.DataFrame, int]:
    following = next_of_child(rows, "DECOM")
    late = following.notna() & (rows["DEC"].isna() | (rows["DEC"] > following))
    starts = next_of_child(rows, "RNE") == STARTS
    rows = _ended(rows, late & ~starts, following, GOES_ON)
    rows = rows.assign(DEC=rows["DEC"].where(~(late & starts), following))
    blank = late & starts & rows["REC"].isna()
    return _ended(rows, blank, rows["DEC"], UNKNOWN), int(late.sum())


def _one_day_gap(rows: pd.DataFrame, _newest: int) -> tuple[pd.DataFrame, int]:
    following = next_of_child(rows, "DECOM")
    gap = (following - rows["DEC"]) == pd.Timedelta(days=1)
    joined = gap & rows["REC"].isin([GOES_ON]) & (next_of_child(rows, "RNE") != STARTS)
    return rows.assign(DEC=rows["DEC"].where(~joined, following)), int(joined.sum())


def _broken_off(rows: pd.DataFrame, _newest: int) -> tuple[pd.DataFrame, int]:
    """Said to go on (X1, or no reason) with no episode that begins on the day it ends."""
    goes_on = rows["DEC"].notna() & (rows["REC"].isna() | (rows["REC"] == GOES_ON))
    broken = goes_on & (next_of_child(rows, "DECOM") != rows["DEC"])
    rows = _ended(rows, broken, rows["DEC"], UNKNOWN)
    return _ended(rows, goes_on & ~broken, rows["DEC"], GOES_ON), int(broken.sum())


def last_days(years: pd.Series) -> pd.Series:
    """31 March of each collection year."""
    return years.map({y: pd.Timestamp(y, 3, 31) for y in years.unique()}).astype("datetime64[s]")


def without_header(children: Iterable[str], headers: Iterable[str]) -> Repaired:
    """How many children have episodes and no header."""
    return Repaired("no_header", len(set(children) - set(headers)))

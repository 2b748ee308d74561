"""Whether the episodes of a child follow one another, within the return of a year."""

from dataclasses import dataclass

import numpy as np

from analysis.catalogue.returns.codes.care import TEMPORARY
from analysis.intake.returns.consistency.look import Days, Look

FAR = np.datetime64("2200-01-01", "D")
_MOVES = ("P", "B", "T", "U")


@dataclass(frozen=True)
class Sequence:
    """Episodes but for short breaks in order of year, child and start.

    `at` is the row of each in the table; `again` says that the one before is of the same year and
    child; `start` and `end` are days, FAR where it goes on.
    """

    at: np.ndarray
    again: np.ndarray
    start: Days
    end: Days

    @property
    def ended(self) -> np.ndarray:
        """Whether it has an end."""
        return self.end < FAR

    @property
    def followed(self) -> np.ndarray:
        """Whether another of the same year and child comes after it."""
        return np.append(self.again[1:], False)


def sequence(look: Look) -> Sequence:
    """The episodes of records in their order."""
    start, end = look.days("episodes", "DECOM"), look.days("episodes", "DEC")
    rows = np.flatnonzero(~look.short_breaks & ~np.isnat(start))
    key = look.key("episodes")[rows]
    end = np.where(np.isnat(end), FAR, end)
    order = np.lexsort((end[rows], start[rows], key))
    at, key = rows[order], key[order]
    again = np.append(False, key[1:] == key[:-1]) if len(key) else np.zeros(0, dtype=bool)
    return Sequence(at, again, start[at], end[at])


def _tell(look: Look, kind: str, each: Sequence, wrong: np.ndarray, column: str) -> None:
    rows = np.zeros(len(look.tables["episodes"]), dtype=bool)
    rows[each.at[wrong]] = True
    look.tell(kind, "episodes", rows, column)


def follow(look: Look) -> None:
    """Overlaps, gaps, and what is said of how an episode began and ended."""
    each = sequence(look)
    if not len(each.at):
        return
    before_end = np.append(FAR, each.end[:-1])
    before_start = np.append(FAR, each.start[:-1])
    both_open = each.again & (before_end == FAR) & (each.end == FAR)
    overlap = each.again & (each.start < before_end) & (each.start > before_start) & ~both_open
    _tell(look, "episodes_overlap", each, overlap, "DECOM")
    _tell(look, "two_open_episodes", each, _once(each, both_open), "DEC")
    x1 = look.is_in("episodes", "REC", ("X1",))[each.at]
    ceased = look.tables["episodes"]["REC"].notna().to_numpy()[each.at] & ~x1
    s = look.is_in("episodes", "RNE", ("S",))[each.at]
    after_x1 = np.append(False, x1[:-1]) & each.again
    same_day = each.again & (each.start == before_end)
    gap = np.append((after_x1 & (each.start > before_end))[1:], False)
    _tell(look, "gap_after_x1", each, gap, "DEC")
    _tell(look, "x1_at_the_end", each, x1 & ~each.followed & each.ended, "REC")
    _tell(look, "start_inside_period", each, s & after_x1 & same_day, "RNE")
    after_end = np.append(False, ceased[:-1]) & each.again
    _tell(look, "follows_an_end", each, after_end & same_day, "DECOM")
    in_year = each.start >= look.first("episodes")[each.at]
    begins = in_year & (~each.again | (after_end & (each.start > before_end)))
    no_s = look.tables["episodes"]["RNE"].notna().to_numpy()[each.at] & ~s
    _tell(look, "period_without_start", each, begins & no_s, "RNE")
    _moved(look, each, x1)


def _once(each: Sequence, wrong: np.ndarray) -> np.ndarray:
    """`wrong` at the first of each run of the same child."""
    return wrong & ~np.append(False, wrong[:-1] & each.again[1:])


def _moved(look: Look, each: Sequence, x1: np.ndarray) -> None:
    """Moves in the year, neither from nor to a temporary place, without their reason."""
    why = look.tables["episodes"]["REASON_PLACE_CHANGE"].isna().to_numpy()[each.at]
    settled = ~look.is_in("episodes", "PLACE", TEMPORARY)[each.at]
    arrives = look.is_in("episodes", "RNE", _MOVES)[each.at] & settled & each.again
    leaves = np.append(arrives[1:], False) & settled & x1
    in_year = each.end >= look.first("episodes")[each.at]
    _tell(look, "change_without_reason", each, leaves & why & in_year, "REASON_PLACE_CHANGE")


RULES = (follow,)

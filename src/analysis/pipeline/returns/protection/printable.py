"""Which shares of children may be printed, so that no small number of them can be worked out.

What is printed are whole percentages and sizes to the nearest ten. Protection takes it that the
numbers behind them were printed, and hides what `protect.linked` would hide of these; it also
leaves out groups that are too small to tell anything of.
"""

from collections.abc import Collection, Sequence
from typing import Any

import pandas as pd

from analysis.core.shapes import ALL
from analysis.protect.linked.cells import Cell, Linked, Sum, complement_of
from analysis.protect.linked.hide import hide
from analysis.protect.suppress import THRESHOLD

LEAST, ENOUGH = 30, 6
"""The fewest in a group of which anything is told; the fewest on either side of a share."""
NUMBER, FEW = "number", "few"
Told = set[tuple[str, str, Any]]


def told_by_time(times: pd.DataFrame, dimensions: Sequence[str], days: Sequence[int]) -> Told:
    """The shares by time that may be printed: dimension, category and day of each.

    `times` as in `intake.returns.times`, with the category in each of the `dimensions`. Guarded
    are those in whom the event came by each day, between one day and the next, and not by then.
    """
    whole = _Cells()
    whole.by_time(ALL, ALL, times, days)
    fixed = dict.fromkeys(whole.printed, True)
    fixed |= dict.fromkeys(whole.hidden(), False)
    told = whole.told(fixed)
    for dimension in dimensions if len(times) >= LEAST else ():
        cells, large = _Cells(), _large(times[dimension])
        cells.by_time(ALL, ALL, times, days)
        for name in sorted(large.unique()):
            cells.by_time(dimension, name, times[large == name], days)
        cells.unprinted |= {cell for cell in cells.values if cell[-1] == FEW}
        for key in (NUMBER, *days):
            parts = [(key, dimension, name) for name in sorted(large.unique())]
            cells.add_up((key, ALL, ALL), parts)
        hidden = cells.hidden(fixed)
        told |= cells.told({cell: cell not in hidden for cell in cells.printed}, dimension)
    return told


def _large(groups: pd.Series) -> pd.Series:
    """Groups of which something may be told; the others are one, which is not."""
    return groups.where(groups.map(groups.value_counts()) >= LEAST, FEW)


def told_of_groups(groups: pd.Series, kinds: pd.Series) -> Told:
    """The shares of kinds within groups that may be printed: 'all', group and kind of each.

    Guarded are the numbers of a kind in a group, and of all others in it.
    """
    cells, names = _Cells(), sorted(kinds.unique())
    table = pd.crosstab(_large(groups), kinds, margins=True, margins_name=ALL)
    for group, row in table.iterrows():
        cells.values |= {(kind, ALL, group): int(number) for kind, number in row.items()}
        for kind in names:
            cells.rest((ALL, ALL, group), (kind, ALL, group))
        cells.add_up((ALL, ALL, group), [(kind, ALL, group) for kind in names])
    cells.unprinted |= {cell for cell in cells.values if cell[-1] == FEW}
    for kind in table.columns:
        cells.add_up((kind, ALL, ALL), [(kind, ALL, group) for group in table.index[:-1]])
    hidden = cells.hidden()
    return {
        (ALL, group, kind)
        for kind, _, group in cells.printed
        if kind != ALL
        and not {(kind, ALL, group), (ALL, ALL, group)} & {*hidden}
        and cells.values[ALL, ALL, group] >= LEAST
    }


class _Cells:
    """Numbers of children and how they add up, gathered for `protect.linked`."""

    def __init__(self) -> None:
        self.values: dict[Cell, int] = {}
        self.sums: list[Sum] = []
        self.unprinted: set[Cell] = set()

    @property
    def printed(self) -> list[Cell]:
        """The cells that are printed, if nothing hinders."""
        return [cell for cell in self.values if cell not in self.unprinted]

    def by_time(self, dimension: str, name: str, times: pd.DataFrame, days: Sequence[int]) -> None:
        """A group: its number, of how many the event came by each day, and between the days."""
        number = (NUMBER, dimension, name)
        self.values[number] = len(times)
        before: Cell | None = None
        for day in days:
            cell = (day, dimension, name)
            self.values[cell] = int((times["event"] & (times["days"] <= day)).sum())
            self.rest(number, cell)
            if before:
                self.rest(cell, before)
            before = cell

    def rest(self, whole: Cell, part: Cell) -> None:
        """Those of the whole who are not in the part, which can be worked out."""
        left = complement_of((whole, part))
        self.values[left] = self.values[whole] - self.values[part]
        self.unprinted.add(left)
        self.sums.append(Sum(whole, (part, left)))

    def add_up(self, whole: Cell, parts: Sequence[Cell]) -> None:
        """Parts that make a whole."""
        self.sums.append(Sum(whole, tuple(parts)))

    def hidden(self, fixed: dict[Cell, bool] | None = None) -> Collection[Cell]:
        """The cells to hide, of which some are settled already."""
        if not any(0 < number <= THRESHOLD for number in self.values.values()):
            return ()
        settled = {cell: shown for cell, shown in (fixed or {}).items() if cell in self.values}
        return hide(Linked(self.values, tuple(self.sums), frozenset(self.unprinted), settled)).cells

    def told(self, shown: dict[Cell, bool], dimension: str = ALL) -> Told:
        """What of a dimension is shown, of groups that are large enough."""
        cells = [cell for cell in self.printed if cell[1] == dimension and cell[0] != NUMBER]
        numbers = {(key, of, name): (NUMBER, of, name) for key, of, name in cells}
        return {
            (of, name, key)
            for key, of, name in cells
            if shown[key, of, name]
            and shown[numbers[key, of, name]]
            and self.values[numbers[key, of, name]] >= LEAST
            and self.values[key, of, name] >= ENOUGH
        }

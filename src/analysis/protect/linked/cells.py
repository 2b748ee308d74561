"""Cells of linked tables, and how they add up."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

# Whatever tells one cell from another, such as its measure, dimension and category.
Cell = Any


@dataclass(frozen=True)
class Sum:
    """The parts of a whole add up to it; every cell is 0 or more."""

    whole: Cell
    parts: tuple[Cell, ...]

    @property
    def cells(self) -> tuple[Cell, ...]:
        """The whole and its parts."""
        return (self.whole, *self.parts)


@dataclass(frozen=True)
class Linked:
    """Whole numbers of children, and what a reader knows of how they add up.

    `values`: every cell's number. `sums`: how cells add up. `unprinted`: cells that no table prints
    and anybody can work out where the others of a sum are printed, such as a complement. `fixed`:
    cells whose printing is settled: True where another publication prints them, False where an
    earlier page hid them for good.
    """

    values: Mapping[Cell, int]
    sums: tuple[Sum, ...]
    unprinted: frozenset[Cell] = frozenset()
    fixed: Mapping[Cell, bool] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Refuse sums that the numbers do not keep, and cells without a number."""
        for each in self.sums:
            missing = [cell for cell in each.cells if cell not in self.values]
            if missing:
                raise ValueError(f"a sum has a cell without a number: {missing[0]}")
            if self.values[each.whole] != sum(self.values[part] for part in each.parts):
                raise ValueError(f"the parts of {each.whole} do not add up to it")

    @property
    def may_hide(self) -> set[Cell]:
        """The cells that tables print and that may be hidden."""
        return set(self.values) - self.unprinted - set(self.fixed)

    def unknown(self, hidden: Iterable[Cell]) -> list[Cell]:
        """The cells that no reader sees where these are hidden, each once."""
        settled = [cell for cell, printed in self.fixed.items() if not printed]
        never = [cell for cell in self.values if cell in self.unprinted]
        return list(dict.fromkeys([*hidden, *settled, *never]))

    def sums_of(self, cells: Iterable[Cell]) -> list[Sum]:
        """The sums that any of these cells is in."""
        wanted = set(cells)
        return [each for each in self.sums if not wanted.isdisjoint(each.cells)]


def complement_of(numerator: Cell) -> tuple[str, Cell]:
    """The cell of those who are in the denominator and not in the numerator."""
    return ("not", numerator)

"""What an attacker can work out of hidden cells: the least and the most that each can be.

For each hidden cell the lowest and the highest number that all printed cells and all sums together
allow, by linear programming (HiGHS through scipy). Source: Fischetti and Salazar (2001), 'Solving
the cell suppression problem on tabular data with linear constraints', Management Science 47(7).
"""

from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from math import ceil, floor, inf

import numpy as np
from scipy.optimize import linprog
from scipy.sparse import csr_array, lil_array
from scipy.sparse.csgraph import connected_components

from analysis.protect.linked.cells import Cell, Linked, Sum

ROUNDING = 1e-6  # HiGHS keeps its constraints to 1e-7
UNBOUNDED = 3  # scipy's status


@dataclass(frozen=True)
class Bounds:
    """The least and the most that a hidden cell can be: whole numbers; `most` may be infinite."""

    least: int
    most: float

    @property
    def width(self) -> float:
        """How far apart they are."""
        return self.most - self.least


@dataclass(frozen=True)
class Attack:
    """An attacker who has every printed cell, and knows how cells add up."""

    linked: Linked
    _known: dict[frozenset[Cell], dict[Cell, Bounds]] = field(default_factory=dict)

    def bounds(self, hidden: Collection[Cell]) -> dict[Cell, Bounds]:
        """What can be worked out of every hidden cell, and of every one that is never printed.

        `hidden` are the cells that tables would print and do not show.
        """
        found: dict[Cell, Bounds] = {}
        for cells, sums in self._parts(self.linked.unknown(hidden)):
            part = frozenset(cells)
            if part not in self._known:
                self._known[part] = self._worked_out(cells, sums)
            found |= self._known[part]
        return found

    def _parts(self, unknown: list[Cell]) -> Iterator[tuple[list[Cell], list[Sum]]]:
        """Unknown cells that hang together by sums, each group with its sums."""
        number = {cell: n for n, cell in enumerate(unknown)}
        sums = self.linked.sums_of(unknown)
        rows = [[number[cell] for cell in each.cells if cell in number] for each in sums]
        together = lil_array((len(unknown), len(unknown)), dtype="int8")
        for row in rows:
            together[row[0], row] = 1
        count, group = connected_components(csr_array(together), directed=False)
        for n in range(count):
            cells = [cell for cell, at in number.items() if group[at] == n]
            yield cells, [s for s, row in zip(sums, rows, strict=True) if group[row[0]] == n]

    def _worked_out(self, cells: list[Cell], sums: list[Sum]) -> dict[Cell, Bounds]:
        if not sums:
            return dict.fromkeys(cells, Bounds(0, inf))
        if len(sums) == 1:
            return _of_one_sum(self.linked, cells, sums[0])
        matrix, right = equations(self.linked, cells, sums)
        found = {}
        for n, cell in enumerate(cells):
            least = _extreme(matrix, right, n, 1)
            most = -_extreme(matrix, right, n, -1)
            whole = most if most == inf else floor(most + ROUNDING)
            found[cell] = Bounds(ceil(least - ROUNDING), whole)
        return found


def _of_one_sum(linked: Linked, cells: list[Cell], only: Sum) -> dict[Cell, Bounds]:
    """The bounds of unknown cells of a single sum, which need no programming."""
    known = sum(linked.values[part] for part in only.parts if part not in cells)
    if only.whole in cells:
        alone = len(cells) == 1
        found = dict.fromkeys(cells, Bounds(0, inf))
        return found | {only.whole: Bounds(known, known if alone else inf)}
    left = linked.values[only.whole] - known
    return dict.fromkeys(cells, Bounds(0 if len(cells) > 1 else left, left))


def equations(linked: Linked, cells: list[Cell], sums: list[Sum]) -> tuple[csr_array, np.ndarray]:
    """The sums as a matrix over the unknown cells, and what the known ones leave for them."""
    column = {cell: n for n, cell in enumerate(cells)}
    matrix = lil_array((len(sums), len(cells)))
    right = np.zeros(len(sums))
    for row, each in enumerate(sums):
        for cell, sign in ((each.whole, 1), *((part, -1) for part in each.parts)):
            if cell in column:
                matrix[row, column[cell]] += sign
            else:
                right[row] -= sign * linked.values[cell]
    return csr_array(matrix), right


def _extreme(matrix: csr_array, right: np.ndarray, column: int, sign: int) -> float:
    """The least of `sign` times one unknown, all being 0 or more."""
    cost = np.zeros(matrix.shape[1])
    cost[column] = sign
    found = linprog(cost, A_eq=matrix, b_eq=right, bounds=(0, None), method="highs")
    if found.status == UNBOUNDED:
        return -inf
    if not found.success:
        raise ArithmeticError(f"the bounds of a hidden cell could not be found: {found.message}")
    return float(found.fun)

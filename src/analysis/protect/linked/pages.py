"""What can be worked out from several pages together: of several days, or of one day corrected.

Unlike `attack` it needs no number that is not printed, so it serves for pages of earlier builds.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from math import ceil, floor, inf

import numpy as np
from scipy.optimize import linprog
from scipy.sparse import csr_array
from scipy.sparse.csgraph import connected_components

from analysis.protect.linked.attack import ROUNDING, UNBOUNDED, Bounds
from analysis.protect.linked.cells import Cell

INFEASIBLE = 2  # scipy's status


@dataclass(frozen=True)
class Pages:
    """What pages tell: `printed`, the numbers; `zero`, sums of cells with signs that come to 0. A
    cell that is not printed is 0 or more.
    """

    printed: Mapping[Cell, int]
    zero: list[Mapping[Cell, int]] = field(default_factory=list)

    def narrow(self, watched: Iterable[Cell], width: int) -> dict[Cell, Bounds]:
        """Of the watched cells those that can be worked out to within less than the width.

        Where pages contradict each other, as corrected ones may, nothing can be worked out.
        """
        wanted = {cell for cell in watched if cell not in self.printed}
        found: dict[Cell, Bounds] = {}
        for cells, matrix, right in self._parts():
            for at, cell in enumerate(cells):
                if cell in wanted and (bounds := _bounds(matrix, right, at)) is not None:
                    found[cell] = bounds
        return {cell: each for cell, each in found.items() if each.width < width}

    def _parts(self) -> Iterator[tuple[list[Cell], csr_array, np.ndarray]]:
        """Cells that are not printed, in groups that hang together, each with its sums."""
        open_sums = [each for each in self.zero if any(c not in self.printed for c in each)]
        cells = list(dict.fromkeys(c for s in open_sums for c in s if c not in self.printed))
        at = {cell: n for n, cell in enumerate(cells)}
        entries = [
            (row, at[c], sign)
            for row, each in enumerate(open_sums)
            for c, sign in each.items()
            if c in at
        ]
        rows, columns, signs = np.array(entries, dtype=int).reshape(-1, 3).T
        matrix = csr_array((signs.astype(float), (rows, columns)), (len(open_sums), len(cells)))
        right = np.array(
            [
                -sum(self.printed[c] * k for c, k in s.items() if c in self.printed)
                for s in open_sums
            ]
        )
        _, group = connected_components(abs(matrix.T) @ abs(matrix), directed=False)
        first = group[columns][np.unique(rows, return_index=True)[1]]
        for number in np.unique(group):
            mine = np.flatnonzero(group == number)
            sums = np.flatnonzero(first == number)
            yield [cells[n] for n in mine], matrix[sums][:, mine], right[sums]


def _bounds(matrix: csr_array, right: np.ndarray, at: int) -> Bounds | None:
    ends = []
    for sign in (1, -1):
        cost = np.zeros(matrix.shape[1])
        cost[at] = sign
        found = linprog(cost, A_eq=matrix, b_eq=right, bounds=(0, None), method="highs")
        if found.status == INFEASIBLE:
            return None
        ends.append(-inf if found.status == UNBOUNDED else float(found.fun))
    most = -ends[1]
    return Bounds(ceil(ends[0] - ROUNDING), inf if most == inf else floor(most + ROUNDING))

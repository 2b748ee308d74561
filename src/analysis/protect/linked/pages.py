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

from analysis.protect.linked.attack import Bounds
from analysis.protect.linked.cells import Cell
from analysis.protect.linked.programs import ROUNDING

UNBOUNDED = 3  # scipy's status


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
        wanted, found = set(watched), {}
        for cells, matrix, right in self._parts():
            seen = _Seen(matrix, right)
            for at, cell in enumerate(cells):
                if cell in wanted and (bounds := seen.narrower(at, width)) is not None:
                    found[cell] = bounds
        return found

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


class _Seen:
    """The least and the most of every cell in the fillings that were found so far: most cells are
    seen to be open before anybody asks for them.
    """

    def __init__(self, matrix: csr_array, right: np.ndarray) -> None:
        self._matrix, self._right = matrix, right
        self._least, self._most = np.full(matrix.shape[1], inf), np.full(matrix.shape[1], -inf)

    def narrower(self, at: int, width: int) -> Bounds | None:
        """The bounds of a cell where they are less than the width apart."""
        for sign in (1, -1):
            if (bounds := self._bounds(at)).width >= width or not self._look(at, sign):
                return None
        bounds = self._bounds(at)
        return bounds if bounds.width < width else None

    def _bounds(self, at: int) -> Bounds:
        if self._most[at] == -inf:
            return Bounds(0, 0)
        least, most = self._least[at] - ROUNDING, self._most[at] + ROUNDING
        return Bounds(ceil(least), most if most == inf else floor(most))

    def _look(self, at: int, sign: int) -> bool:
        """The filling in which a cell is least (1) or most (-1); False where there is none."""
        cost = np.zeros(self._matrix.shape[1])
        cost[at] = sign
        found = linprog(cost, A_eq=self._matrix, b_eq=self._right, bounds=(0, None), method="highs")
        if found.status == UNBOUNDED:
            self._most[at] = inf
            self._least[at] = min(self._least[at], 0)
        elif found.success:
            self._least = np.minimum(self._least, found.x)
            self._most = np.maximum(self._most, found.x)
        return bool(found.success or found.status == UNBOUNDED)

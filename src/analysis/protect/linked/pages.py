"""What can be worked out from several pages together: of several days, or of one day corrected.

Unlike `attack` it needs no number that is not printed, so it serves for pages of earlier builds.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

import numpy as np
from scipy.sparse import coo_array
from scipy.sparse.csgraph import connected_components

from analysis.protect.linked.attack import Bounds, narrow
from analysis.protect.linked.cells import Cell
from analysis.protect.linked.programs import System, possible


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
        wanted = set(watched)
        parts = [each for each in self._parts() if not wanted.isdisjoint(each[0])]
        told = possible([system for _, system in parts])
        parts = [each for each, fits in zip(parts, told, strict=True) if fits]
        return narrow(parts, width, wanted)

    def _parts(self) -> Iterator[tuple[list[Cell], System]]:
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
        right = np.array(
            [
                -sum(self.printed[c] * k for c, k in s.items() if c in self.printed)
                for s in open_sums
            ]
        )
        matrix = coo_array((signs.astype(float), (rows, columns)), (len(open_sums), len(cells)))
        _, group = connected_components(abs(matrix.T) @ abs(matrix), directed=False)
        order = np.argsort(group[columns], kind="stable")
        starts = np.flatnonzero(np.diff(group[columns][order])) + 1
        for mine in np.split(order, starts) if len(order) else ():
            sums, down = np.unique(rows[mine], return_inverse=True)
            these, along = np.unique(columns[mine], return_inverse=True)
            shape = len(sums), len(these)
            part = coo_array((signs[mine].astype(float), (down, along)), shape=shape)
            yield [cells[n] for n in these], System(part, right[sums])

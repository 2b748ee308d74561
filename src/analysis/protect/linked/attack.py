"""What an attacker can work out of hidden cells: the least and the most that each can be.

For each hidden cell the lowest and the highest number that all printed cells and all sums together
allow, by linear programming (HiGHS through scipy). Source: Fischetti and Salazar (2001), 'Solving
the cell suppression problem on tabular data with linear constraints', Management Science 47(7).
"""

from collections.abc import Collection, Container, Iterator, Sequence
from dataclasses import dataclass, field
from math import ceil, floor, inf
from typing import Any

import numpy as np
from scipy.sparse import coo_array
from scipy.sparse.csgraph import connected_components

from analysis.protect.linked.cells import Cell, Linked, Sum
from analysis.protect.linked.programs import ROUNDING, System, extremes, fillings, ranges, system


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
class Part:
    """Unknown cells that hang together by sums."""

    cells: frozenset[Cell]
    sums: tuple[Sum, ...]


_Known = tuple[frozenset[Cell], dict[Cell, Bounds]]


@dataclass(frozen=True)
class Attack:
    """An attacker who has every printed cell, and knows how cells add up."""

    linked: Linked
    _known: dict[frozenset[Cell], dict[Cell, Bounds]] = field(default_factory=dict)
    _narrow: dict[tuple[Any, ...], dict[Cell, Bounds]] = field(default_factory=dict)

    def bounds(self, hidden: Collection[Cell]) -> dict[Cell, Bounds]:
        """What can be worked out of every hidden cell, and of every one that is never printed.

        `hidden` are the cells that tables would print and do not show.
        """
        parts = self._parts(self.linked.unknown(hidden))
        self._known.update(self._worked_out([p for p in parts if p.cells not in self._known]))
        return {cell: b for part in parts for cell, b in self._known[part.cells].items()}

    def narrow(
        self, hidden: Collection[Cell], width: int, wanted: frozenset[Cell]
    ) -> dict[Cell, Bounds]:
        """Of the wanted cells those that `bounds` tells to within less than the width."""
        parts = self._parts(self.linked.unknown(hidden))
        new = [part for part in parts if (part.cells, width, wanted) not in self._narrow]
        several = [part for part in new if len(part.sums) > 1]
        systems = [([*p.cells], system(self.linked, [*p.cells], p.sums)) for p in several]
        found = narrow(systems, width, wanted)
        for part in new:
            told = _of_one_sum(self.linked, part) if len(part.sums) < 2 else found
            mine = (part.cells & wanted).intersection(told)
            narrower = {cell: told[cell] for cell in mine if told[cell].width < width}
            self._narrow[part.cells, width, wanted] = narrower
        every = (self._narrow[part.cells, width, wanted] for part in parts)
        return {cell: bounds for of_part in every for cell, bounds in of_part.items()}

    def _parts(self, unknown: list[Cell]) -> list[Part]:
        """Unknown cells that hang together by sums, each group with its sums."""
        number = {cell: n for n, cell in enumerate(unknown)}
        sums = self.linked.sums_of(unknown)
        rows = [[number[cell] for cell in each.cells if cell in number] for each in sums]
        ends = np.array([(row[0], at) for row in rows for at in row], dtype="int32").reshape(-1, 2)
        edges = coo_array((np.ones(len(ends)), tuple(ends.T)), shape=(len(unknown),) * 2)
        count, group = connected_components(edges, directed=False)
        cells: list[list[Cell]] = [[] for _ in range(count)]
        for cell, at in zip(unknown, group, strict=True):
            cells[at].append(cell)
        theirs: list[list[Sum]] = [[] for _ in range(count)]
        for each, row in zip(sums, rows, strict=True):
            theirs[group[row[0]]].append(each)
        return [Part(frozenset(c), tuple(s)) for c, s in zip(cells, theirs, strict=True)]

    def _worked_out(self, parts: Sequence[Part]) -> Iterator[_Known]:
        for part in parts:
            if len(part.sums) < 2:
                yield part.cells, _of_one_sum(self.linked, part)
        several = [part for part in parts if len(part.sums) > 1]
        systems = [system(self.linked, [*part.cells], part.sums) for part in several]
        for part, found in zip(several, ranges(systems) if systems else (), strict=True):
            each = (_whole(*ends) for ends in found.tolist())
            yield part.cells, dict(zip(part.cells, each, strict=True))


def narrow(
    parts: Sequence[tuple[Sequence[Cell], System]],
    width: int,
    wanted: Container[Cell],
) -> dict[Cell, Bounds]:
    """The wanted cells of some systems that can be worked out to within less than the width."""
    # Most are seen to be open in two fillings, before anybody asks how far they can go.
    seen = fillings([each for _, each in parts])
    asked = [
        (cell, each, at)
        for (cells, each), ends in zip(parts, seen, strict=True)
        for at, (cell, between) in enumerate(zip(cells, ends.tolist(), strict=True))
        if cell in wanted and _whole(*between).width < width
    ]
    found = extremes([(each, at) for _, each, at in asked]).tolist()
    every = {cell: _whole(*ends) for (cell, _, _), ends in zip(asked, found, strict=True)}
    return {cell: bounds for cell, bounds in every.items() if bounds.width < width}


def _whole(least: float, most: float) -> Bounds:
    return Bounds(ceil(least - ROUNDING), most if most == inf else floor(most + ROUNDING))


def _of_one_sum(linked: Linked, part: Part) -> dict[Cell, Bounds]:
    """The bounds of unknown cells of one sum, or of none, which need no programming."""
    if not part.sums:
        return dict.fromkeys(part.cells, Bounds(0, inf))
    (only,) = part.sums
    known = sum(linked.values[each] for each in only.parts if each not in part.cells)
    alone = len(part.cells) == 1
    if only.whole in part.cells:
        found = dict.fromkeys(part.cells, Bounds(0, inf))
        return found | {only.whole: Bounds(known, known if alone else inf)}
    left = linked.values[only.whole] - known
    return dict.fromkeys(part.cells, Bounds(left if alone else 0, left))

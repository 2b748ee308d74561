"""Which cells to hide, so that no small number can be worked out from those that are shown.

Small cells first. Then, for each that an attacker can still work out, the cheapest set of others
that opens it, by linear programming; at the end what turns out not to be needed is shown again.
Source: Kelly, Golden and Assad (1992), 'Cell suppression: disclosure protection for sensitive
tabular data', Networks 22(4).
"""

from collections.abc import Callable, Collection
from dataclasses import dataclass
from math import inf

import numpy as np
from scipy.optimize import linprog
from scipy.sparse import csr_array, hstack, vstack

from analysis.protect.linked.attack import Attack, Bounds
from analysis.protect.linked.cells import Cell, Linked, Sum
from analysis.protect.linked.programs import ROUNDING, system
from analysis.protect.suppress import THRESHOLD

WIDTH = 5
# To hide a nought or a whole tells more than it costs: last of all.
NOUGHT, WHOLE = 1_000.0, 10.0


@dataclass(frozen=True)
class Hidden:
    """The cells that are hidden, by why, and the attack's answer on them.

    `small`: from 1 to the threshold; `others`: so that none of those can be worked out. `bounds`:
    what an attacker can work out of each. `public`: small ones that can be worked out from what
    others print, whatever is hidden here.
    """

    small: frozenset[Cell]
    others: frozenset[Cell]
    bounds: dict[Cell, Bounds]
    public: frozenset[Cell] = frozenset()

    @property
    def cells(self) -> frozenset[Cell]:
        """All of them."""
        return self.small | self.others

    @property
    def narrowest(self) -> float:
        """The width of the narrowest interval of a hidden cell that is not public already."""
        kept = self.cells - self.public
        return min((self.bounds[cell].width for cell in kept), default=inf)


def hide(
    linked: Linked,
    *,
    threshold: int = THRESHOLD,
    width: int = WIDTH,
    also: Collection[Cell] = (),
) -> Hidden:
    """The cells to hide: small ones, and few others, so that each keeps a wide interval.

    A number from 1 to `threshold` is small, and so is each of `also`. Every hidden cell, and every
    small one that no table prints, stays open over at least `width`, unless what others print
    tells it whatever is hidden here.
    """
    small = {cell for cell, value in linked.values.items() if 0 < value <= threshold} | set(also)
    hidden = small & linked.may_hide
    primary = frozenset(hidden)
    attack, price = Attack(linked), _prices(linked)
    public = attack.narrow(linked.may_hide, width, frozenset(linked.values)).keys()
    kept = frozenset((linked.may_hide | small) - set(linked.fixed) - public)
    while narrow := attack.narrow(hidden, width, kept):
        narrowest = min(narrow, key=lambda cell: (narrow[cell].width, str(cell)))
        hidden |= _opening(linked, hidden, narrowest, width, price)
    for cell in sorted(hidden - primary, key=lambda c: (-price(c), str(c))):
        if not attack.narrow(hidden - {cell}, width, kept):
            hidden = hidden - {cell}
    others = frozenset(hidden) - primary
    told = (primary | (small - linked.may_hide)) & public
    return Hidden(primary, others, attack.bounds(hidden), frozenset(told))


def _prices(linked: Linked) -> Callable[[Cell], float]:
    """What hiding a cell costs: the children that are no longer told of."""
    wholes = {each.whole for each in linked.sums}

    def price(cell: Cell) -> float:
        return (linked.values[cell] or NOUGHT) * (WHOLE if cell in wholes else 1.0)

    return price


def _opening(
    linked: Linked,
    hidden: Collection[Cell],
    cell: Cell,
    width: int,
    price: Callable[[Cell], float],
) -> set[Cell]:
    """The cells that must be hidden too for one to be open over the width, at the least cost.

    Two other fillings of the table are looked for that keep every sum, of which one has more in the
    cell and the other has less, the width apart; what differs in either from the truth is hidden.
    """
    cells, sums = _around(linked, cell)
    unknown, may = set(linked.unknown(hidden)), linked.may_hide
    settled = [c not in unknown and c not in may for c in cells]
    costs = np.array([0.0 if c in unknown else price(c) for c in cells])
    less = np.array([float(linked.values[c]) for c in cells])
    more = np.where(settled, 0.0, np.inf)
    less = np.where(settled, 0.0, less)
    matrix = system(linked, cells, sums).matrix
    change = hstack([matrix, -matrix], format="csr")  # more in a cell, less in a cell
    nothing = csr_array(change.shape)
    both = hstack([change, nothing], format="csr"), hstack([nothing, change], format="csr")
    apart = np.zeros(4 * len(cells))
    at = cells.index(cell)
    # The first filling less the second, in this cell.
    apart[[at, len(cells) + at, 2 * len(cells) + at, 3 * len(cells) + at]] = 1, -1, -1, 1
    found = linprog(
        np.tile(costs, 4),
        A_eq=vstack([*both, csr_array(apart[np.newaxis])]),
        b_eq=np.r_[np.zeros(2 * len(sums)), float(width)],
        bounds=np.c_[np.zeros(4 * len(cells)), np.r_[more, less, more, less]],
        method="highs",
    )
    if not found.success:
        raise ArithmeticError(f"no other filling of the tables was found: {found.message}")
    moved = found.x.reshape(4, len(cells)).max(axis=0) > ROUNDING
    return {c for c, moves in zip(cells, moved, strict=True) if moves and c not in unknown}


def _around(linked: Linked, cell: Cell) -> tuple[list[Cell], list[Sum]]:
    """Every cell that hangs together with one by sums, whether hidden or not, with these sums."""
    cells, sums = {cell}, linked.sums_of([cell])
    while len(wider := {cell} | {c for each in sums for c in each.cells}) > len(cells):
        cells = wider
        sums = linked.sums_of(cells)
    return sorted(cells, key=str), sums

"""An attacker who is not the product's own: whole numbers by branch and bound (HiGHS through
scipy's `milp`), on tables as they are printed, with the sums that any reader knows.
"""

from collections.abc import Collection, Hashable, Iterator, Mapping

import numpy as np
import pandas as pd
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.sparse import csr_array
from scipy.sparse.csgraph import connected_components

from analysis.catalogue.returns import relations
from analysis.core.shapes import ALL, OK, SUPPRESSED

# With it HiGHS can miss the best: findings/scipy-milp-stops-before-the-best.sh
NO_PRESOLVE = {"presolve": False}
KEY = ["measure", "dimension", "category"]
Name = Hashable


class Attacker:
    """What is known of numbers: their limits, and sums of them between limits.

    `partial`: the breakdowns, by measure and dimension, that not everybody of a total is in.
    """

    def __init__(self, partial: Collection[tuple[str, str]] = ()) -> None:
        self.partial = partial
        self._at: dict[Name, int] = {}
        self._lower: list[float] = []
        self._upper: list[float] = []
        self._sums: list[tuple[dict[int, float], float, float]] = []

    def learn(self, name: Name, least: float = 0, most: float = np.inf) -> None:
        """A number, and between what it lies."""
        number = self._at.setdefault(name, len(self._at))
        if number == len(self._lower):
            self._lower.append(0)
            self._upper.append(np.inf)
        self._lower[number] = max(self._lower[number], least)
        self._upper[number] = min(self._upper[number], most)

    def knows(self, name: Name) -> bool:
        """Whether there is such a number."""
        return name in self._at

    def add(self, terms: Mapping[Name, float], least: float, most: float) -> None:
        """A sum of numbers, each with its factor, and between what it lies."""
        self._sums.append(({self._at[name]: f for name, f in terms.items()}, least, most))

    def read(self, shown: pd.DataFrame, tag: Name = "") -> None:
        """The counts of one day as they are printed, and how they add up; named by tag and key."""
        counted = shown["status"].isin([OK, SUPPRESSED])
        rows = shown[counted & (shown["unit"] != "score")]
        for *key, value in rows[[*KEY, "value"]].astype("object").itertuples(index=False):
            known = not np.isnan(value)
            self.learn((tag, *key), value if known else 0, value if known else np.inf)
        for (measure, dimension), part in rows.groupby(["measure", "dimension"], observed=True):
            whole, names = (tag, measure, ALL, ALL), set(part["category"])
            for name in names & set(relations.TOGETHER):
                parts = [(tag, measure, dimension, n) for n in relations.TOGETHER[name]]
                if held := [p for p in parts if self.knows(p)]:
                    self.add({(tag, measure, dimension, name): 1} | dict.fromkeys(held, -1), 0, 0)
            if dimension != ALL and self.knows(whole):
                several = {n for n in names if names & set(relations.TOGETHER.get(n, ()))}
                cells = [(tag, measure, dimension, n) for n in names - several]
                left = np.inf if (measure, dimension) in self.partial else 0
                self.add({whole: 1} | dict.fromkeys(cells, -1), 0, left)
        for part, whole in relations.PART_OF.items():
            self._compare((tag, part, ALL, ALL), (tag, whole, ALL, ALL), np.inf)
        for one, other in relations.SAME_AS.items():
            self._compare((tag, one, ALL, ALL), (tag, other, ALL, ALL), 0)
        for one, (measure, dimension, category) in relations.CATEGORY_AS_TOTAL.items():
            self._compare((tag, one, ALL, ALL), (tag, measure, dimension, category), 0)

    def grows(self, before: Name, after: Name) -> None:
        """The second number is at least the first."""
        self._compare(before, after, np.inf)

    def _compare(self, part: Name, whole: Name, most: float) -> None:
        if self.knows(part) and self.knows(whole):
            self.add({whole: 1, part: -1}, 0, most)

    def unknown(self) -> Iterator[tuple[Name, float, float]]:
        """Each number that is not printed, with the least and the most that it can be."""
        lower, upper = np.array(self._lower), np.array(self._upper)
        matrix, least, most = self._matrix()
        free = np.flatnonzero(lower < upper)
        known = lower == upper
        taken = matrix[:, known] @ lower[known]
        inside, least, most = matrix[:, free], least - taken, most - taken
        joined = (abs(inside).T @ abs(inside)).astype(bool)
        _, group = connected_components(joined, directed=False)
        names = list(self._at)
        for number, of in enumerate(free):
            mine = np.flatnonzero(group == group[number])
            rows = np.flatnonzero(np.diff(inside[:, mine].tocsr().indptr))
            limits = Bounds(lower[free][mine], upper[free][mine])
            sums = [LinearConstraint(inside[rows][:, mine], least[rows], most[rows])]
            at = int(np.searchsorted(mine, number))
            ends = [_end(at, sign, limits, sums if len(rows) else []) for sign in (1, -1)]
            yield names[of], ends[0], ends[1]

    def _matrix(self) -> tuple[csr_array, np.ndarray, np.ndarray]:
        rows = [row for row, (terms, _, _) in enumerate(self._sums) for _ in terms]
        columns = [at for terms, _, _ in self._sums for at in terms]
        factors = [f for terms, _, _ in self._sums for f in terms.values()]
        shape = (len(self._sums), len(self._at))
        limits = np.array([(low, high) for _, low, high in self._sums]).reshape(-1, 2)
        return csr_array((factors, (rows, columns)), shape=shape), limits[:, 0], limits[:, 1]


def _end(at: int, sign: int, limits: Bounds, sums: list[LinearConstraint]) -> float:
    cost = np.zeros(len(limits.lb))
    cost[at] = sign
    got = milp(cost, constraints=sums, bounds=limits, integrality=1, options=NO_PRESOLVE)
    if got.status not in (0, 3, 4):
        raise ArithmeticError(got.message)
    return float(sign * round(got.fun)) if got.status == 0 else sign * -np.inf

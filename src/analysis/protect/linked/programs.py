"""How far unknown numbers can go that keep some sums, by linear programming (HiGHS through scipy).

Many questions make one program, each with numbers of its own: to set a program up takes far longer
than to solve one of a few cells.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from scipy.optimize import linprog
from scipy.sparse import coo_array, hstack

from analysis.protect.linked.cells import Cell, Linked, Sum

ROUNDING = 1e-6  # HiGHS keeps its constraints to 1e-7
MOST_UNKNOWNS = 2_000
"""So many numbers in one program: of more, two programs are solved sooner."""


@dataclass(frozen=True)
class System:
    """Sums as a matrix over unknown cells, each 0 or more, and what known ones leave for them."""

    matrix: coo_array
    right: np.ndarray

    @property
    def unknowns(self) -> int:
        """How many unknown cells it has."""
        return int(self.matrix.shape[1])


_Question = tuple[System, int, int]
"""The least (1) or the most (-1) of an unknown of a system, by its place."""


def system(linked: Linked, cells: Sequence[Cell], sums: Sequence[Sum]) -> System:
    """The sums of unknown cells as a system."""
    column = {cell: n for n, cell in enumerate(cells)}
    right, found = np.zeros(len(sums)), []
    for row, each in enumerate(sums):
        for cell, sign in ((each.whole, 1), *((part, -1) for part in each.parts)):
            if cell in column:
                found.append((row, column[cell], sign))
            else:
                right[row] -= sign * linked.values[cell]
    rows, columns, signs = np.array(found, dtype=np.int64).reshape(-1, 3).T
    matrix = coo_array((signs.astype(float), (rows, columns)), shape=(len(sums), len(cells)))
    return System(matrix, right)


def ranges(systems: Sequence[System]) -> list[np.ndarray]:
    """The least and the most, infinite where there is none, of the unknowns of each system."""
    every = [(each, at) for each in systems for at in range(each.unknowns)]
    found = np.full((len(every), 2), np.inf)
    bounded = _bounded(systems)
    asked = [question for question, ends in zip(every, bounded, strict=True) if ends]
    found[bounded] = extremes(asked)
    endless = [question for question, ends in zip(every, bounded, strict=True) if not ends]
    found[~bounded, 0] = _answers([(each, at, 1) for each, at in endless])
    return np.split(found, np.cumsum([each.unknowns for each in systems])[:-1])


def extremes(questions: Sequence[tuple[System, int]]) -> np.ndarray:
    """The least and the most of unknowns that have both, by their places."""
    both = [(each, at, sign) for sign in (1, -1) for each, at in questions]
    return _answers(both).reshape(2, -1).T


def possible(systems: Sequence[System]) -> list[bool]:
    """Whether any numbers keep the sums of each system: all are asked together, and by halves
    where some cannot.
    """
    if not systems:
        return []
    matrix, right = _beside(systems)
    nothing = np.zeros(matrix.shape[1])
    if linprog(nothing, A_eq=matrix, b_eq=right, bounds=(0, None), method="highs").success:
        return [True] * len(systems)
    half = len(systems) // 2
    return [*possible(systems[:half]), *possible(systems[half:])] if half else [False]


def fillings(systems: Sequence[System]) -> list[np.ndarray]:
    """The least and the most of each unknown in two fillings: of all together the least, and of
    those that have a most, the most. An unknown without one is infinite.
    """
    if not systems:
        return []
    bounded = _bounded(systems)
    matrix, right = _beside([*systems, *systems])
    cost = np.r_[np.ones(len(bounded)), -1.0 * bounded]
    two = _solved(cost, matrix, right, (0, None)).reshape(2, -1)
    found = np.c_[two.min(axis=0), np.where(bounded, two.max(axis=0), np.inf)]
    return np.split(found, np.cumsum([each.unknowns for each in systems])[:-1])


def _bounded(systems: Sequence[System]) -> np.ndarray:
    """Whether each unknown has a most: nothing that leaves all sums as they are adds to it.

    Of a change that adds to every number that can grow, a part of at most 1 is counted for each.
    """
    matrix, right = _beside(systems)
    size = matrix.shape[1]
    cost, ends = np.r_[-np.ones(size), np.zeros(size)], np.r_[np.ones(size), np.full(size, np.inf)]
    ends = np.c_[np.zeros(2 * size), ends]
    grown = _solved(cost, hstack([matrix, matrix]), np.zeros(len(right)), ends)
    bounded: np.ndarray = grown[:size] < 0.5
    return bounded


def _answers(questions: Sequence[_Question]) -> np.ndarray:
    """The answer to each question."""
    found = [np.zeros(0)]
    for asked in _programs(questions):
        matrix, right = _beside([each for each, _, _ in asked])
        starts = np.cumsum([0, *(each.unknowns for each, _, _ in asked)])[:-1]
        places = starts + [at for _, at, _ in asked]
        cost = np.zeros(matrix.shape[1])
        cost[places] = [sign for _, _, sign in asked]
        found.append(_solved(cost, matrix, right, (0, None))[places])
    return np.concatenate(found)


def _programs(questions: Sequence[_Question]) -> Iterator[Sequence[_Question]]:
    """The questions of each program, in their order."""
    first = size = 0
    for number, (each, _, _) in enumerate(questions):
        if size and size + each.unknowns > MOST_UNKNOWNS:
            yield questions[first:number]
            first, size = number, 0
        size += each.unknowns
    if size:
        yield questions[first:]


def _beside(systems: Sequence[System]) -> tuple[coo_array, np.ndarray]:
    """Systems side by side, none of which knows of another."""
    down = np.cumsum([0, *(len(each.right) for each in systems)])
    along = np.cumsum([0, *(each.unknowns for each in systems)])
    rows = np.concatenate([each.matrix.row + n for each, n in zip(systems, down, strict=False)])
    at = np.concatenate([each.matrix.col + n for each, n in zip(systems, along, strict=False)])
    signs = np.concatenate([each.matrix.data for each in systems])
    right = np.concatenate([each.right for each in systems])
    return coo_array((signs, (rows, at)), shape=(down[-1], along[-1])), right


def _solved(cost: np.ndarray, matrix: coo_array, right: np.ndarray, ends: Any) -> np.ndarray:
    """The numbers between their ends that keep the sums at the least cost."""
    found = linprog(cost, A_eq=matrix, b_eq=right, bounds=ends, method="highs")
    if not found.success:
        raise ArithmeticError(f"the bounds of hidden cells could not be found: {found.message}")
    numbers: np.ndarray = found.x
    return numbers

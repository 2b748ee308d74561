"""The least and the most of unknown cells, asked one at a time or many at once."""

import numpy as np
import pytest
from scipy.optimize import linprog

from analysis.protect.linked import programs
from analysis.protect.linked.cells import Linked, Sum

VALUES = {"all": 60, "a": 10, "b": 20, "c": 30, "x": 25, "y": 35, "of": 70, "rest": 10}
LINKED = Linked(
    VALUES,
    (Sum("all", ("a", "b", "c")), Sum("all", ("x", "y")), Sum("of", ("all", "rest"))),
)


def asked(*unknown: str) -> programs.System:
    return programs.system(LINKED, unknown, LINKED.sums_of(unknown))


def one_by_one(system: programs.System) -> np.ndarray:
    """The same by a program for each question."""
    found = []
    for at in range(system.unknowns):
        for sign in (1, -1):
            cost = np.eye(system.unknowns)[at] * sign
            told = linprog(cost, A_eq=system.matrix, b_eq=system.right, bounds=(0, None))
            found.append(sign * told.fun if told.success else np.inf)
    return np.array(found).reshape(-1, 2)


@pytest.mark.parametrize("most", [1, 7, 2_000])
def test_questions_asked_together_have_the_answers_of_each_alone(
    most: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(programs, "MOST_UNKNOWNS", most)
    systems = [
        asked("a", "b"),
        asked("all", "a", "b", "x"),
        asked("of", "rest", "all", "c", "y"),
        asked("of", "all"),
    ]
    for system, found in zip(systems, programs.ranges(systems), strict=True):
        assert found == pytest.approx(one_by_one(system), abs=1e-6)


def test_what_nothing_bounds_has_no_most() -> None:
    (found,) = programs.ranges([asked("of", "rest", "all", "c", "y")])
    assert np.isinf(found[:, 1]).all()
    (found,) = programs.ranges([asked("a", "b", "x")])
    assert found.tolist() == [[0, 30], [0, 30], [25, 25]]

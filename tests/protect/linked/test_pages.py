"""Pages of several days tell together what none of them tells alone."""

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.optimize import linprog

from analysis.protect.linked.attack import Bounds
from analysis.protect.linked.pages import Pages

WIDTH = 5
WHOLE, A, B = ("june", "all"), ("june", "a"), ("june", "b")
LATER_A, LATER_B = ("march", "a"), ("march", "b")
SUM = {WHOLE: 1, A: -1, B: -1}


def grew(before: tuple, after: tuple) -> dict:
    return {after: 1, before: -1, ("since", before): -1}


def test_two_hidden_numbers_of_one_page_are_open() -> None:
    assert Pages({WHOLE: 20}, [SUM]).narrow([A, B], WIDTH) == {}


def test_later_numbers_say_how_many_there_were_at_most() -> None:
    later = Pages({WHOLE: 20, LATER_A: 15, LATER_B: 8}, [SUM, grew(A, LATER_A), grew(B, LATER_B)])
    assert later.narrow([A, B], WIDTH) == {A: Bounds(12, 15), B: Bounds(5, 8)}
    assert later.narrow([B], 3) == {}


def test_nought_later_was_nought_before() -> None:
    assert Pages({LATER_A: 0}, [grew(A, LATER_A)]).narrow([A], WIDTH) == {A: Bounds(0, 0)}


def test_what_nothing_limits_is_open() -> None:
    assert Pages({A: 7}, [grew(A, LATER_A)]).narrow([LATER_A], WIDTH) == {}


def test_pages_that_contradict_each_other_tell_nothing() -> None:
    """A later page that was corrected downwards."""
    corrected = Pages(
        {WHOLE: 20, LATER_A: 3, LATER_B: 8}, [SUM, grew(A, LATER_A), grew(B, LATER_B)]
    )
    assert corrected.narrow([A, B], WIDTH) == {}


def test_pages_that_contradict_each_other_hide_nothing_that_others_tell() -> None:
    """However many groups of cells do not hang together, each tells what it tells alone."""
    printed, zero, told = {}, [], {}
    for year in range(7):
        whole, a, b, later = ((year, each) for each in ("all", "a", "b", "later"))
        printed |= {whole: 20, later: (3, 15)[year % 2]}
        other = (year, "later b")
        printed |= {other: 8}
        zero += [{whole: 1, a: -1, b: -1}, grew(a, later), grew(b, other)]
        told |= {a: Bounds(12, 15), b: Bounds(5, 8)} if year % 2 else {}
    assert Pages(printed, zero).narrow([*told, (0, "a"), (2, "b")], WIDTH) == told


@settings(max_examples=30)
@given(st.lists(st.lists(st.integers(0, 12), min_size=3, max_size=3), min_size=1, max_size=4))
def test_narrow_cells_are_those_of_a_program_for_each(days: list[list[int]]) -> None:
    """Tables of some days that only grow; of each day one number is printed, and the whole."""
    grown = np.cumsum(days, axis=0)
    printed, zero = {}, []
    for day, parts in enumerate(grown):
        printed |= {(day, "all"): int(parts.sum()), (day, day % 3): int(parts[day % 3])}
        zero.append({(day, "all"): 1} | {(day, n): -1 for n in range(3)})
        zero += [grew((day - 1, n), (day, n)) for n in range(3) if day]
    hidden = sorted({cell for each in zero for cell in each} - printed.keys(), key=str)
    matrix = np.array([[each.get(cell, 0) for cell in hidden] for each in zero])
    right = [-sum(n * printed.get(cell, 0) for cell, n in each.items()) for each in zero]
    alone = {}
    for at, cell in enumerate(hidden):
        least, most = (
            sign * linprog(np.eye(len(hidden))[at] * sign, A_eq=matrix, b_eq=right).fun
            for sign in (1, -1)
        )
        if round(most) - round(least) < WIDTH:
            alone[cell] = Bounds(round(least), round(most))
    assert Pages(printed, zero).narrow(hidden, WIDTH) == alone

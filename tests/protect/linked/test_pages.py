"""Pages of several days tell together what none of them tells alone."""

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

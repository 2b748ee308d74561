"""Linked tables are hidden together, and an attacker who has all of them learns nothing small."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.protect.linked.attack import Attack, Bounds
from analysis.protect.linked.cells import Linked, Sum, complement_of
from analysis.protect.linked.hide import hide

WIDTH = 5


def table(**parts: int) -> Linked:
    """One whole and its parts."""
    return Linked({"whole": sum(parts.values()), **parts}, (Sum("whole", tuple(parts)),))


def test_one_hidden_part_of_a_shown_whole_can_be_worked_out() -> None:
    assert Attack(table(a=3, b=40, c=60)).bounds({"a"})["a"] == Bounds(3, 3)


def test_two_hidden_parts_can_share_their_sum_in_any_way() -> None:
    found = Attack(table(a=3, b=40, c=60)).bounds({"a", "b"})
    assert found == {"a": Bounds(0, 43), "b": Bounds(0, 43)}


def test_a_small_part_takes_the_next_smallest_with_it() -> None:
    hidden = hide(table(a=3, b=40, c=60))
    assert (hidden.small, hidden.others) == ({"a"}, {"b"})
    assert hidden.narrowest == 43


def test_two_small_parts_need_no_third_unless_they_tell_of_each_other() -> None:
    assert hide(table(a=3, b=4, c=60)).others == frozenset()
    assert hide(table(a=1, b=1, c=60)).others == {"c"}  # 2 in two hidden cells: 1 and 1


def test_nought_is_shown_where_something_else_can_be_hidden() -> None:
    assert hide(table(a=3, nobody=0, b=40)).others == {"b"}


def test_nothing_is_hidden_where_nothing_is_small() -> None:
    hidden = hide(table(a=6, b=40, nobody=0))
    assert hidden.cells == frozenset()
    assert hidden.narrowest == float("inf")


def test_a_second_breakdown_of_the_same_whole_is_hidden_by_itself() -> None:
    values = {"whole": 103, "a": 3, "b": 40, "c": 60, "x": 50, "y": 53}
    hidden = hide(Linked(values, (Sum("whole", ("a", "b", "c")), Sum("whole", ("x", "y")))))
    assert hidden.cells == {"a", "b"}


def test_in_rows_and_columns_a_rectangle_is_hidden() -> None:
    """A cell hidden alone in its row or in its column could be worked out."""
    cells = {
        f"{r}{c}": n
        for r, row in {"a": (2, 30, 40), "b": (50, 20, 60)}.items()
        for c, n in zip("xyz", row, strict=True)
    }
    rows = {r: sum(n for cell, n in cells.items() if cell[0] == r) for r in "ab"}
    columns = {c: sum(n for cell, n in cells.items() if cell[1] == c) for c in "xyz"}
    sums = [Sum(r, tuple(f"{r}{c}" for c in "xyz")) for r in "ab"]
    sums += [Sum(c, tuple(f"{r}{c}" for r in "ab")) for c in "xyz"]
    sums += [Sum("whole", ("a", "b")), Sum("whole", ("x", "y", "z"))]
    hidden = hide(Linked(cells | rows | columns | {"whole": 202}, tuple(sums)))
    assert hidden.cells == {"ax", "ay", "bx", "by"}
    assert hidden.narrowest >= WIDTH


def test_a_complement_is_protected_though_no_table_prints_it() -> None:
    """57 of 60 tells of three children."""
    rest = complement_of("seen")
    linked = Linked(
        {"asked": 60, "seen": 57, rest: 3}, (Sum("asked", ("seen", rest)),), frozenset({rest})
    )
    hidden = hide(linked)
    assert hidden.cells == {"seen"}
    assert hidden.bounds[rest] == Bounds(0, 60)


def test_what_another_publication_prints_does_not_hide_anything() -> None:
    linked = Linked(
        {"whole": 103, "a": 3, "b": 40, "c": 60},
        (Sum("whole", ("a", "b", "c")),),
        fixed={"b": True},
    )
    assert hide(linked).others == {"c"}


def test_a_few_more_since_the_page_before_are_protected() -> None:
    """20 in June and 22 in September would tell of two children between."""
    since = ("since", "june")
    linked = Linked(
        {"june": 20, "september": 22, since: 2},
        (Sum("september", ("june", since)),),
        frozenset({since}),
        fixed={"june": True},
    )
    assert hide(linked).cells == {"september"}


def test_what_others_print_already_is_told_and_not_protected_further() -> None:
    linked = Linked(
        {"whole": 5, "a": 2, "b": 3},
        (Sum("whole", ("a", "b")),),
        fixed={"whole": True},
    )
    assert hide(linked).cells == {"a", "b"}
    told = hide(Linked({"whole": 3, "a": 3}, (Sum("whole", ("a",)),), fixed={"whole": True}))
    assert told.public == told.small == {"a"}
    assert told.narrowest == float("inf")


def test_numbers_that_do_not_add_up_are_refused() -> None:
    with pytest.raises(ValueError, match="do not add up"):
        Linked({"whole": 4, "a": 3}, (Sum("whole", ("a",)),))
    with pytest.raises(ValueError, match="without a number"):
        Linked({"whole": 4}, (Sum("whole", ("a",)),))


small_tables = st.lists(
    st.lists(st.integers(0, 30), min_size=3, max_size=4), min_size=2, max_size=3
).filter(lambda rows: len({len(row) for row in rows}) == 1)


def in_rows_and_columns(rows: list[list[int]]) -> Linked:
    """A table whose rows, columns and whole are told too."""
    cells = {(r, c): n for r, row in enumerate(rows) for c, n in enumerate(row)}
    width = len(rows[0])
    across = {("row", r): sum(row) for r, row in enumerate(rows)}
    down = {("column", c): sum(row[c] for row in rows) for c in range(width)}
    sums = [Sum(("row", r), tuple((r, c) for c in range(width))) for r in range(len(rows))]
    sums += [Sum(("column", c), tuple((r, c) for r in range(len(rows)))) for c in range(width)]
    sums += [Sum("whole", tuple(across)), Sum("whole", tuple(down))]
    values = {**cells, **across, **down, "whole": sum(across.values())}
    return Linked(values, tuple(sums))


@settings(max_examples=30)
@given(small_tables, st.integers(0, 2**12 - 1))
def test_what_is_narrow_is_so_by_the_bounds(rows: list[list[int]], chosen: int) -> None:
    """Whichever cells are hidden, and asked a second time, when some is known already."""
    linked = in_rows_and_columns(rows)
    inner = [cell for cell in linked.values if isinstance(cell[0], int)]
    hidden = {cell for n, cell in enumerate(inner) if chosen >> n & 1} | {("row", 0), "whole"}
    every, attack = frozenset(linked.values), Attack(linked)
    bounds = Attack(linked).bounds(hidden)
    for width in (WIDTH, 1, WIDTH):
        narrow = {cell: found for cell, found in bounds.items() if found.width < width}
        assert attack.narrow(hidden, width, every) == narrow
        assert attack.narrow(hidden, width, every - {"whole"}) == {
            cell: found for cell, found in narrow.items() if cell != "whole"
        }


@given(small_tables)
def test_nothing_small_can_be_worked_out_of_any_table(rows: list[list[int]]) -> None:
    """Rows, columns and the whole are shown unless hidden; every hidden cell stays open."""
    linked = in_rows_and_columns(rows)
    values = linked.values
    hidden = hide(linked)
    small = {cell for cell, n in values.items() if 0 < n <= 5}
    assert small <= hidden.cells
    assert hidden.narrowest >= WIDTH
    for cell, found in hidden.bounds.items():
        assert found.least <= values[cell] <= found.most

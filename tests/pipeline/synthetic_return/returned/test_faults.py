"""Faults on demand: as many as asked where there is room, and nothing else touched."""

from copy import deepcopy

import pytest

from analysis.catalogue.areas import reporting_area
from analysis.pipeline.synthetic_return.making.authority import generate
from analysis.pipeline.synthetic_return.returned.faults import (
    FAULTS,
    UnknownFaultError,
    plant,
)
from analysis.pipeline.synthetic_return.returned.layout import columns
from analysis.pipeline.synthetic_return.returned.tables import returns

TABLE = {"excel_upn": "header", "born_later": "header", "other_years_sex": "header"}
CELLS = (
    "overlap",
    "gap_of_a_day",
    "other_years_place",
    "lower_case",
    "spaces",
    "excel_dates",
    "excel_upn",
    "swapped_dates",
    "born_later",
    "other_years_sex",
)


@pytest.fixture(scope="module")
def whole():
    return returns(generate(reporting_area("Leeds"), 200, 4, 1))


def rows(made, table="episodes"):
    return [(year, row) for year in made for row in made[year][table]]


@pytest.mark.parametrize("kind", CELLS)
def test_a_fault_of_a_cell_changes_so_many_rows(whole, kind):
    made, table = deepcopy(whole), TABLE.get(kind, "episodes")
    assert plant(made, {kind: 7}, seed=1) == {kind: 7}
    changed = [
        (before, after)
        for (_, before), (_, after) in zip(rows(whole, table), rows(made, table), strict=True)
        if before != after
    ]
    assert len(changed) == 7
    assert all(sum(a != b for a, b in zip(*pair, strict=True)) == 1 for pair in changed)


def test_duplicates_are_the_same_line_again(whole):
    made = deepcopy(whole)
    plant(made, {"duplicated_rows": 4}, seed=1)
    assert len(rows(made)) == len(rows(whole)) + 4
    assert {tuple(row) for _, row in rows(made)} == {tuple(row) for _, row in rows(whole)}


def test_a_stale_episode_is_open_in_one_return_and_gone_in_the_next(whole):
    made = deepcopy(whole)
    assert plant(made, {"stale_open": 3}, seed=1) == {"stale_open": 3}
    left = {(year, row[0]) for year, row in rows(made)}
    gone = [(year, row) for year, row in rows(whole) if (year, row[0]) not in left]
    assert len(gone) == 3
    for year, row in gone:
        before = [r for y, r in rows(made) if (y, r[0], r[1]) == (year - 1, row[0], row[1])]
        assert [r[columns("episodes").index("DEC")] for r in before] == [""]


def test_a_child_without_header_is_in_no_year_s(whole):
    made = deepcopy(whole)
    plant(made, {"no_header": 2}, seed=1)
    before, after = ({row[0] for _, row in rows(each, "header")} for each in (whole, made))
    assert len(before - after) == 2 and rows(made) == rows(whole)


def test_lines_of_oc2_outside_the_cohort_are_added(whole):
    made = deepcopy(whole)
    plant(made, {"outside_cohort": 6}, seed=1)
    assert len(rows(made, "oc2")) == len(rows(whole, "oc2")) + 6
    assert {len(row) for _, row in rows(made, "oc2")} == {len(columns("oc2"))}


def test_all_at_once_and_the_same_for_the_same_seed(whole):
    one, other = deepcopy(whole), deepcopy(whole)
    asked = dict.fromkeys(FAULTS, 20)
    assert plant(one, asked, seed=1) == plant(other, asked, seed=1)
    assert one == other


def test_there_may_be_less_room_than_asked(whole):
    made = deepcopy(whole)
    assert 0 < plant(made, {"stale_open": 10**6}, seed=1)["stale_open"] < 10**4


def test_a_kind_that_there_is_not_is_refused_with_the_nearest(whole):
    with pytest.raises(UnknownFaultError, match=r"'overlpa'\. Did you mean overlap"):
        plant(deepcopy(whole), {"overlpa": 1}, seed=1)

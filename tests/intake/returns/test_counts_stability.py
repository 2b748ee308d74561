"""Moves and stability, worked by hand from the definitions of the published measures."""

from datetime import date

import pytest

from invented_returns import child, counted, episode, split, total

BORN = "2014-06-01"
HOME, OTHER, THIRD = ({"PL_POST": f"ZZ{n} 1AA", "URN": f"SC{n}"} for n in (1, 2, 3))


def moves(*episodes: dict, measure: str = "three_or_more_placements") -> float:
    return total(counted(child(BORN, *episodes)), measure)


def test_three_placements_in_the_year_are_three_with_the_one_it_began_in() -> None:
    assert moves(
        episode("2022-05-01", "2024-06-01", **HOME),
        episode("2024-06-01", "2024-08-01", rne="P", **OTHER),
        episode("2024-08-01", rne="P", **THIRD),
    )


def test_a_placement_that_ended_before_the_year_is_not_of_it() -> None:
    assert not moves(
        episode("2022-05-01", "2024-03-31", **HOME),
        episode("2024-03-31", "2024-08-01", rne="P", **OTHER),
        episode("2024-08-01", rne="P", **THIRD),
    )


@pytest.mark.parametrize("rne", ["L", "T", "U"])
def test_a_change_of_order_or_of_place_with_the_same_carer_is_no_move(rne: str) -> None:
    assert not moves(
        episode("2022-05-01", "2024-06-01", **HOME),
        episode("2024-06-01", "2024-08-01", rne=rne, **HOME),
        episode("2024-08-01", rne="P", **OTHER),
    )


def test_a_temporary_move_and_the_return_from_it_are_none() -> None:
    assert not moves(
        episode("2022-05-01", "2024-06-01", **HOME),
        episode("2024-06-01", "2024-06-10", rne="P", PLACE="T1", PL_POST="ZZ9 9ZZ"),
        episode("2024-06-10", "2024-08-01", rne="P", **HOME),
        episode("2024-08-01", rne="P", **OTHER),
    )


def test_another_home_after_a_temporary_move_is_a_move() -> None:
    assert moves(
        episode("2022-05-01", "2024-06-01", **HOME),
        episode("2024-06-01", "2024-06-10", rne="P", PLACE="T1", PL_POST="ZZ9 9ZZ"),
        episode("2024-06-10", "2024-08-01", rne="P", **OTHER),
        episode("2024-08-01", rne="P", **THIRD),
    )


def test_a_return_to_an_earlier_home_without_a_temporary_move_is_another_placement() -> None:
    assert moves(
        episode("2022-05-01", "2024-06-01", **HOME),
        episode("2024-06-01", "2024-08-01", rne="P", **OTHER),
        episode("2024-08-01", rne="P", **HOME),
    )


def test_where_a_child_lives_on_a_temporary_move_is_the_home_before() -> None:
    found = counted(
        child(
            BORN,
            episode("2022-05-01", "2025-03-20", PLACE="K2", PLACE_PROVIDER="PR4"),
            episode("2025-03-20", rne="P", PLACE="T2", PLACE_PROVIDER=None),
        )
    )
    assert split(found, "cla_31_march", "placement") == {"childrens_homes": 1}
    assert split(found, "cla_31_march", "provider") == {"private": 1}


def test_only_children_in_care_on_the_day_are_asked() -> None:
    assert not moves(
        episode("2022-05-01", "2024-06-01", **HOME),
        episode("2024-06-01", "2024-08-01", rne="P", **OTHER),
        episode("2024-08-01", "2025-01-01", "E4A", rne="P", **THIRD),
    )


@pytest.mark.parametrize(
    ("began", "placed", "cohort", "settled"),
    [
        ("2022-09-30", "2023-03-31", 1, 1),  # two and a half years, and two, to the day
        ("2022-09-30", "2023-04-01", 1, 0),
        ("2022-10-01", "2023-03-31", 0, 0),
    ],
)
def test_the_same_home_for_two_years(began: str, placed: str, cohort: int, settled: int) -> None:
    found = counted(child(BORN, episode(began, placed, **HOME), episode(placed, rne="P", **OTHER)))
    assert total(found, "long_term_cohort") == cohort
    assert total(found, "same_placement_two_years") == settled


def test_placed_for_adoption_the_home_before_counts_too() -> None:
    found = counted(
        child(
            BORN,
            episode("2022-01-01", "2022-06-01", **THIRD),
            episode("2022-06-01", "2024-12-01", rne="P", **HOME),
            episode("2024-12-01", rne="P", PLACE="A6", **OTHER),
        )
    )
    assert total(found, "same_placement_two_years") == 1


def test_a_young_person_of_16_is_in_neither() -> None:
    found = counted(child("2009-03-31", episode("2015-01-01")))
    assert total(found, "long_term_cohort") == 0


def test_moves_over_two_years_are_of_children_in_care_then_and_a_year_before() -> None:
    moved = (
        episode("2023-05-01", "2023-06-01", **HOME),
        episode("2023-06-01", "2024-08-01", rne="P", **OTHER),
        episode("2024-08-01", rne="P", **THIRD),
    )
    found = counted(child(BORN, *moved))
    assert total(found, "two_year_cohort") == 1
    assert total(found, "three_or_more_placements_two_years") == 1
    new = counted(child(BORN, episode("2024-04-01")))
    assert total(new, "two_year_cohort") == 0


def test_what_looks_back_further_than_the_returns_is_not_available() -> None:
    found = counted(child(BORN, episode("2015-01-01")), years=(2024, 2025))
    assert total(found, "placement_stability_cohort") == 1
    assert total(found, "long_term_cohort") != total(found, "long_term_cohort")  # not a number


def test_changes_of_placement_by_reason() -> None:
    found = counted(
        child(
            BORN,
            episode("2024-05-01", "2024-06-01", REASON_PLACE_CHANGE="CREQB", **HOME),
            episode("2024-06-01", "2024-07-01", rne="P", **OTHER),
            episode("2024-07-01", "2024-07-08", rne="P", PLACE="T4"),
            episode("2024-07-08", rne="P", **OTHER),
        )
    )
    assert total(found, "placement_changes") == 1
    assert split(found, "placement_changes", "reason") == {"carer_requests_behaviour": 1}
    assert total(found, "new_placements") == 2


def test_a_new_code_of_the_same_home_is_a_new_placement_and_no_move() -> None:
    found = counted(
        child(BORN, episode("2024-05-01", "2024-06-01"), episode("2024-06-01", rne="T", PLACE="U1"))
    )
    assert total(found, "new_placements") == 2
    assert total(found, "placement_changes") == 1
    assert total(found, "three_or_more_placements") == 0


def test_an_earlier_day_is_counted_as_it_was() -> None:
    moved = child(
        BORN,
        episode("2022-05-01", "2024-06-01", **HOME),
        episode("2024-06-01", rne="P", PLACE="K2"),
    )
    found = counted(moved, day=date(2024, 3, 31))
    assert split(found, "cla_31_march", "placement") == {"foster": 1}

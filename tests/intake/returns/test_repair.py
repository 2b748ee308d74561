"""Faulty episodes are repaired by declared rules, and each repair is counted and told."""

import pandas as pd
import pytest

from analysis.catalogue.returns.repairs import REPAIRS
from invented_returns import child, episode, known

BORN = "2012-06-01"
START, MOVE, END = "2023-05-01", "2023-09-01", "2024-02-01"
AFTER_THE_RETURN = "2024-06-01"


def repaired(*episodes: dict) -> tuple[pd.DataFrame, dict[str, int]]:
    past = known(child(BORN, *episodes))
    return past.episodes, {each.rule: each.episodes for each in past.repaired}


def test_an_episode_in_two_returns_is_one_and_the_later_says_how_it_ended() -> None:
    open_then = episode(START, YEAR=2024)
    closed_now = episode(START, AFTER_THE_RETURN, "E4A", YEAR=2025)
    rows, told = repaired(open_then, closed_now)
    assert list(rows["REC"]) == ["E4A"]
    assert told == {"recurring": 1}


def test_the_same_row_twice_in_one_return_is_one() -> None:
    rows, told = repaired(episode(START), episode(START))
    assert len(rows) == 1
    assert told == {"repeated": 1}


def test_of_two_episodes_begun_on_one_day_the_last_is_kept() -> None:
    rows, told = repaired(episode(START), episode(START, PLACE="K2"))
    assert list(rows["PLACE"]) == ["K2"]
    assert told == {"same_start": 1}


def test_an_episode_that_ends_before_it_begins_is_left_out() -> None:
    rows, told = repaired(episode(START), episode(END, MOVE, "E4A"))
    assert list(rows["DECOM"]) == [pd.Timestamp(START)]
    assert told == {"ends_first": 1}


def test_an_open_episode_absent_from_the_next_return_ends_with_its_own() -> None:
    rows, told = repaired(episode(START, YEAR=2024))
    assert list(rows["DEC"]) == [pd.Timestamp("2024-03-31")]
    assert list(rows["REC"]) == ["E99"]
    assert told == {"left_open": 1}


def test_an_open_episode_that_another_goes_on_from_ends_when_that_begins() -> None:
    rows, told = repaired(
        episode(START, YEAR=2024), episode(AFTER_THE_RETURN, rne="P", PLACE="K2", YEAR=2025)
    )
    assert rows["DEC"].iloc[0] == pd.Timestamp(AFTER_THE_RETURN)
    assert set(rows["period"]) == {1}
    assert told == {"overlapping": 1}


def test_of_episodes_that_overlap_the_later_start_wins() -> None:
    rows, told = repaired(episode(START, END, "X1"), episode(MOVE, rne="P", PLACE="K2"))
    assert list(rows["DEC"].dropna()) == [pd.Timestamp(MOVE)]
    assert told == {"overlapping": 1}


@pytest.mark.parametrize(("next_day", "periods"), [("2023-09-02", 1), ("2023-09-03", 2)])
def test_a_gap_of_one_day_inside_a_move_is_joined_and_a_longer_one_is_not(
    next_day: str, periods: int
) -> None:
    rows, told = repaired(episode(START, MOVE, "X1"), episode(next_day, rne="P", PLACE="K2"))
    assert rows["period"].nunique() == periods
    assert told == ({"one_day_gap": 1} if periods == 1 else {"broken_off": 1})


def test_a_child_who_comes_back_a_day_after_leaving_has_left() -> None:
    rows, told = repaired(episode(START, MOVE, "E4A"), episode("2023-09-02"))
    assert rows["period"].nunique() == 2
    assert told == {}


def test_an_end_without_a_reason_goes_on_only_where_something_follows() -> None:
    rows, told = repaired(
        episode(START, MOVE) | {"REC": None}, episode(MOVE, END, rne="P") | {"REC": None}
    )
    assert list(rows["REC"]) == ["X1", "E99"]
    assert told == {"broken_off": 1}


def test_children_without_a_header_are_counted_and_told() -> None:
    past = known(child("", episode(START)), child(BORN, episode(START)))
    assert {each.rule: each.episodes for each in past.repaired} == {"no_header": 1}


def test_each_rule_says_what_it_did() -> None:
    past = known(child(BORN, episode(START), episode(START)))
    assert [each.said for each in past.repaired] == [
        "1 episode was given more than once in the same words; one of each was kept."
    ]
    assert all(rule.said and not rule.said.endswith(".") for rule in REPAIRS.values())


def test_sound_episodes_are_left_as_they_are() -> None:
    rows, told = repaired(episode(START, MOVE), episode(MOVE, rne="P", PLACE="K2"))
    assert told == {}
    assert list(rows["PLACE"]) == ["U4", "K2"]

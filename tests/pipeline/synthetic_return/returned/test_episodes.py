"""Lives cut into episodes: the reasons for new ones and for what ended, as the guide has them."""

from analysis.pipeline.synthetic_return.lives import Child
from analysis.pipeline.synthetic_return.returned.episodes import episodes
from lived import (
    adopted,
    day,
    from_hospital,
    home,
    settled,
    short_breaks_first,
    stay,
    unsettled,
)


def cut(child):
    return [
        (
            f"{each.start}",
            each.why_new,
            each.status,
            each.kind,
            f"{each.end or ''}",
            each.why_ended,
            each.why_moved,
        )
        for each in episodes(child)
    ]


def test_a_status_a_home_and_a_code_that_change():
    assert cut(settled()) == [
        ("2021-05-10", "S", "V2", "U6", "2021-08-01", "X1", ""),
        ("2021-08-01", "L", "C1", "U6", "2022-03-01", "X1", ""),
        ("2022-03-01", "L", "C2", "U6", "2022-09-01", "X1", "CARPL"),
        ("2022-09-01", "P", "C2", "U6", "2024-06-15", "X1", "PLACE"),
        ("2024-06-15", "T", "C2", "U4", "", "", ""),
    ]


def test_temporary_moves_have_no_reason_and_status_and_home_can_change_together():
    assert cut(unsettled()) == [
        ("2023-02-01", "S", "V2", "U6", "2024-05-01", "X1", "CREQB"),
        ("2024-05-01", "B", "C1", "U6", "2024-07-01", "X1", ""),
        ("2024-07-01", "P", "C1", "T0", "2024-07-10", "X1", ""),
        ("2024-07-10", "P", "C1", "U6", "2024-10-10", "X1", "ALLEG"),
        ("2024-10-10", "P", "C1", "K2", "2024-12-01", "X1", ""),
        ("2024-12-01", "P", "C1", "T4", "2024-12-05", "X1", ""),
        ("2024-12-05", "P", "C1", "K2", "", "", ""),
    ]


def test_the_end_of_care_has_its_reason_and_none_for_moving():
    assert cut(adopted())[-1] == ("2023-12-01", "P", "E1", "A6", "2024-11-20", "E12", "")


def test_a_status_that_changes_with_the_code_of_one_home_is_u():
    both = home("2024-01-01", "U5", "A5 2024-06-01")
    child = Child("1", day("2023-01-01"), "F", "WBRI")
    child.stays = [stay("C2 2024-01-01, E1 2024-06-01", both)]
    assert [each.why_new for each in episodes(child)] == ["S", "U"]


def test_a_status_that_changes_while_away_is_l():
    child = unsettled()
    child.stays[0].orders.append((day("2024-07-05"), "C2"))
    assert [line[1:4] for line in cut(child)][2:5] == [
        ("P", "C1", "T0"),
        ("L", "C2", "T0"),
        ("P", "C2", "U6"),
    ]


def test_a_stay_may_begin_away_and_short_breaks_are_episodes_of_their_own():
    assert [line[1:4] for line in cut(from_hospital())] == [("S", "L2", "T1"), ("P", "L2", "U6")]
    assert cut(short_breaks_first())[0] == ("2024-04-05", "S", "V3", "U6", "2024-04-07", "E8", "")


def test_homes_without_a_provider_or_a_number_have_none():
    child = Child("1", day("2007-01-01"), "M", "WBRI")
    kinds = home("2023-01-01", "H5", "Z14 2023-10-28", "K3 2024-02-01", provider="PR4")
    child.stays = [stay("V2 2023-01-01", kinds)]
    assert [(each.kind, each.provider, each.urn) for each in episodes(child)] == [
        ("H5", "PR4", ""),
        ("Z14", "", ""),
        ("K3", "PR4", "SC900001"),
    ]

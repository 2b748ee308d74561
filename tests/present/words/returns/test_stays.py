"""Sentences about time in care say what the figures say, and no more than they can tell."""

from math import nan

from analysis.core.shapes import NOT_AVAILABLE, OK, SUPPRESSED
from analysis.present.words.returns import stays as words
from analysis.present.words.returns.stays import Told
from reading import faults


def share(value: float, low: float = nan, high: float = nan, *, after: float = 12, of: str = "All"):
    return Told(label=of, months=after, value=value, lower=low, upper=high, size=300, status=OK)


def hidden(after: float = 12, *, of: str = "All", status: str = SUPPRESSED):
    return Told(label=of, months=after, value=nan, lower=nan, upper=nan, size=nan, status=status)


def half(value: float, low: float, high: float, of: str = "All"):
    return share(value, low, high, after=nan, of=of)


def test_how_long_children_stay() -> None:
    line = [share(80, 78, 81, after=3), share(58, 56, 59), share(33, 31, 34, after=24), hidden(60)]
    assert words.still_in_care(line, half(15, 14, 16)) == (
        "Of every 100 children who come into care, 58 are still in care after a year (95% interval "
        "56 to 59) and 33 after two years (31 to 34). Half have left within 15 months (14 to 16)."
    )


def test_where_only_the_first_months_are_told_these_are_said() -> None:
    said = words.still_in_care([share(80, 70, 88, after=3), hidden(12)], hidden(nan))
    assert said == (
        "Of every 100 children who come into care, 80 are still in care after three months "
        "(95% interval 70 to 88)."
    )


def test_nothing_known_is_said_in_words() -> None:
    assert words.still_in_care([hidden()], hidden(nan)).startswith("Too few children")
    assert words.came_back([hidden(6), hidden(12)]).startswith("Too few children")
    assert words.same_home([hidden(3)]).startswith("Too few children")
    assert words.been_before(hidden(nan), hidden(nan), "1 April 2021") == ""
    assert words.apart([hidden()], hidden(), {}) == ""


def test_groups_stay_longer_only_where_the_intervals_are_apart() -> None:
    of = {"Young": "aged under 5", "Old": "aged 16"}
    said = words.longest_and_shortest([half(8, 6, 9, "Old"), half(28, 26, 31, "Young")], of)
    assert said == (
        "Those aged under 5 stay longest: half have left within 28 months (26 to 31). "
        "Those aged 16 stay shortest: 8 months (6 to 9)."
    )
    near = words.longest_and_shortest([half(8, 6, 14, "Old"), half(12, 10, 31, "Young")], of)
    assert "could be chance" in near
    assert words.longest_and_shortest([half(8, 6, 9, "Old"), hidden(nan, of="Young")], of) == ""


def test_an_upper_limit_that_is_not_reached_names_no_group() -> None:
    of = {"A": "a", "B": "b"}
    said = words.longest_and_shortest([half(8, 6, nan, "A"), half(28, 26, 31, "B")], of)
    assert "could be chance" in said


def test_who_came_back() -> None:
    assert words.came_back([share(6, 5, 8, after=6), share(9, 7, 12)]) == (
        "Of every 100 children who left care and could come back, 9 came back within a year (95% "
        "interval 7 to 12), and 6 within six months (5 to 8)."
    )


def test_only_groups_whose_interval_leaves_out_the_share_of_all_are_named() -> None:
    of = {"A": "who went home", "B": "who went elsewhere", "C": "with friends"}
    groups = [share(16, 12, 22, of="A"), share(9, 5, 15, of="B"), share(3, 1, 6, of="C")]
    assert words.apart(groups, share(9, 7, 12), of) == (
        "More than among all children (9%): 16% (12 to 22) of those who went home. "
        "Fewer than among all children (9%): 3% (1 to 6) of those with friends."
    )
    assert words.apart(groups[1:2], share(9, 7, 12), of).startswith("No group differs")


def test_a_missing_figure_says_why() -> None:
    assert hidden().printed() == "too few to say"
    assert hidden(status=NOT_AVAILABLE).spoken == "nobody to tell of"
    assert share(0).spoken == "0%"
    assert half(7, 7, 7).spoken_months == "7 months (to the month)"
    assert half(1, 0, nan).spoken_months == "1 month (0 to not reached)"


def test_every_sentence_is_well_put() -> None:
    said = [
        words.been_before(share(3, 3, 4), share(6, 5, 7), "1 April 2021"),
        words.same_home([share(71, 69, 74, after=3), share(49, 46, 52)]),
        words.steps({"Half were adopted within {}.": half(22, 21, 25)}),
    ]
    assert not [fault for each in said for fault in faults(each)]

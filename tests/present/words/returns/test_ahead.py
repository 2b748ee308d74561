"""Sentences about the years to come: each says what the table prints, and no more than is known."""

from datetime import date
from math import nan

import pytest

from analysis.present.words.returns import ahead as words
from analysis.present.words.returns.ahead import Decision, Spread
from reading import faults

YEAR = date(2028, 3, 31)


def spread(middle: float) -> Spread:
    return Spread(day=YEAR, low=middle - 6, middle=middle, high=middle + 6)


def test_a_spread_is_printed_as_tables_print_it() -> None:
    assert spread(1370.4).spoken == "1,370 (1,364 to 1,376)"
    assert Spread(day=YEAR, low=7, middle=7, high=7.2).likely == "7"


def test_the_number_to_come_stands_beside_todays() -> None:
    assert words.in_care(1310, date(2025, 3, 31), spread(300)) == (
        "In our care: 1,310 children on 31 March 2025, and 300 (294 to 306) on 31 March 2028."
    )


def test_a_peak_above_31_march_is_what_homes_are_needed_for() -> None:
    assert words.peaks([(spread(310), 300)]) == (
        "The most at once: 310 (304 to 316) in the year to March 2028. On 31 March: 300. "
        "Plan for the most, not for the day that is published."
    )
    assert "Plan" not in words.peaks([(spread(310), 310)])
    assert "On 31 March: 300 each year. " in words.peaks([(spread(310), 300), (spread(312), 300)])
    assert "On 31 March: 300 and 301. " in words.peaks([(spread(310), 300), (spread(312), 301)])
    assert words.peaks([]) == words.adults([]) == ""


@pytest.mark.parametrize(
    ("chance", "printed"), [(0, "under 1%"), (0.9, "under 1%"), (33.6, "34%"), (99.5, "over 99%")]
)
def test_a_chance_is_never_said_to_be_certain(chance: float, printed: str) -> None:
    assert words.percent(chance) == printed


def test_who_stays_is_told_as_far_as_it_is_known() -> None:
    one, two = spread(70), spread(50)
    assert words.staying([one]).endswith("70 (64 to 76) are still here after a year.")
    assert words.staying([one, two]).endswith("after a year. It is 50 (44 to 56) after two years.")


DUE, COMES = date(2027, 4, 1), date(2027, 11, 22)
NEEDLESS, NOTHING = "no date: a new place would", "no date"


@pytest.mark.parametrize(
    ("decision", "cell", "short"),
    [
        ((None, False, COMES, YEAR, 3, False), "no date: in number", NOTHING),
        ((DUE, False, COMES, YEAR, 30, True), "April 2027", "decide by April 2027"),
        (
            (DUE, True, COMES, YEAR, 30, True),
            "now: a place comes in November 2027; in the year to March 2028 places are too "
            "few in about 3 of 10 futures",
            "decide now",
        ),
        ((DUE, True, COMES, YEAR, 9, False), NEEDLESS, NOTHING),
        ((DUE, True, COMES, None, nan, False), NEEDLESS, NOTHING),
    ],
)
def test_a_date_is_told_where_a_decision_is_due(
    decision: tuple[date | None, bool, date, date | None, float, bool], cell: str, short: str
) -> None:
    due, late, comes, then, chance, needed = decision
    d = Decision(due=due, late=late, comes=comes, then=then, chance=chance, needed=needed)
    assert words.decide(d).startswith(cell) and words.decide_in_short(d) == short


def test_the_rule_of_the_method_is_told_with_its_scores() -> None:
    many = {"histories": 21, "no_change": 21, "published_figures": 9}
    scores = {"histories": 0.9, "no_change": 1.0, "published_figures": 0.8}
    said = words.which("published_figures", scores, many, 8)
    assert "uses the middle line of the forecast from published figures" in said
    assert "our histories 0.90; no change 1.00; published figures 0.80" in said
    assert "judged by 0 forecasts, and 8 are needed" in words.which("histories", {}, {}, 8)
    assert faults(said) == []


def test_parts_are_named_as_they_stand_in_a_sentence() -> None:
    parts = ["Children's homes", "Aged under 1", "With parents"]
    assert words.narrow(parts) == (
        "On our own past the range was too narrow for children's homes, those aged under 1 and "
        "those with parents: take it as wider than it is drawn."
    )
    assert words.narrow([]) == words.unknown([], 80) == ""
    assert "borrow" in words.unknown(parts, 82) and "borrow" not in words.unknown(parts, nan)


@pytest.mark.parametrize(
    ("held", "fits"),
    [(45, "too narrow"), (72, "about right"), (95, "about right"), (96, "too wide")],
)
def test_how_a_range_fits(held: float, fits: str) -> None:
    assert words.fits(held) == fits


@pytest.mark.parametrize(
    ("months", "told"),
    [
        ([], ""),
        ([36], "Over 36 months it did worse than 'no change'."),
        ([24, 36], "Over 24 and 36 months it did worse than 'no change'."),
    ],
)
def test_lengths_that_did_worse_are_named(months: list[int], told: str) -> None:
    assert words.worse(months) == told

"""What is said of need and places to come: every sign, every plural, and no figure at all."""

import pytest

from analysis.present.words.homes import need_and_places
from analysis.present.words.homes.need_and_places import Range
from analysis.present.words.homes.places import KINDS

NAN = float("nan")


def gap(p10, p50, p80, p90, year=2030):
    return Range(year=year, p10=p10, p50=p50, p80=p80, p90=p90)


UNKNOWN = gap(NAN, NAN, NAN, NAN)


@pytest.mark.parametrize(
    ("found", "told"),
    [
        (
            gap(3.2, 6, 8.4, 9.1),
            "In eight of ten futures we need between 3 and 9 more foster places by March 2030; "
            "there is a 1 in 5 chance of needing more than 8.",
        ),
        (
            gap(0.2, 2, 3, 5),
            "In eight of ten futures we need up to 5 more foster places by March 2030; "
            "there is a 1 in 5 chance of needing more than 3.",
        ),
        (
            gap(0.8, 1, 1.1, 1.3),
            "In eight of ten futures we need 1 more foster place by March 2030; "
            "there is a 1 in 10 chance of needing more than 1.",
        ),
        (
            gap(-3, 0, 2, 5),
            "In eight of ten futures foster places are between 5 too few and 3 to spare by March "
            "2030; there is a 1 in 5 chance of needing more than 2.",
        ),
        (
            gap(-1, 0, 0.2, 5),
            "In eight of ten futures foster places are between 5 too few and 1 to spare by March "
            "2030; there is a 1 in 5 chance of too few.",
        ),
        (
            gap(-30, -10, -4, 5),
            "In eight of ten futures foster places are between 5 too few and 30 to spare by March "
            "2030; there is a 1 in 5 chance of fewer than 4 to spare.",
        ),
        (
            gap(-9, -6, -4, -3),
            "In eight of ten futures we have between 3 and 9 foster places to spare by March 2030; "
            "there is a 1 in 5 chance of fewer than 4 to spare.",
        ),
        (
            gap(-0.3, 0, 0.1, 0.4),
            "In eight of ten futures we have as many foster places as we need by March 2030.",
        ),
        (
            gap(1000, 1500, 1800, 2000),
            "In eight of ten futures we need between 1,000 and 2,000 more foster places by March "
            "2030; there is a 1 in 5 chance of needing more than 1,800.",
        ),
    ],
)
def test_the_gap_in_places_is_said_whatever_its_sign(found, told):
    assert need_and_places.gap_in_places("foster", found) == told


@pytest.mark.parametrize("kind", KINDS)
def test_without_a_supply_figure_every_sentence_says_why(kind):
    why = need_and_places.no_gap(kind)
    assert why.startswith("There is no gap figure for ")
    assert need_and_places.gap_in_places(kind, UNKNOWN) == why
    assert need_and_places.gap_in_children(kind, UNKNOWN, 0.8) == why
    assert need_and_places.must_be_true(kind, UNKNOWN, NAN) == why
    assert need_and_places.reading(kind, [UNKNOWN]) == why
    assert need_and_places.to_providers("Ordinarton", kind, UNKNOWN) == why
    assert need_and_places.chance(kind, 2030, NAN) == why
    assert "no supply figure" in need_and_places.gap_headline(kind, [UNKNOWN])


@pytest.mark.parametrize(
    ("found", "told"),
    [
        (gap(2, 4, 5, 6), "It is one shortage: between 2 and 6 children have no usable foster"),
        (gap(-4, 1, 3, 6), "It is one shortage: up to 6 children have no usable foster place."),
        (gap(1, 1, 1, 1), "It is one shortage: 1 child has no usable foster place."),
        (gap(-9, -5, -3, -2), "In nine of ten futures there is a usable foster place for every"),
    ],
)
def test_the_gap_in_children_counts_no_child_below_zero(found, told):
    assert need_and_places.gap_in_children("foster", found, 0.76).startswith(told)


def test_places_and_children_of_one_shortage_are_joined_by_a_word():
    approved = need_and_places.gap_in_children("foster", gap(2, 4, 5, 6), 0.76)
    assert "Of 100 places approved about 76 can be lived in at a time." in approved
    registered = need_and_places.gap_in_children("childrens_homes", gap(2, 4, 5, 6), 0.8)
    assert "Of 100 places registered about 80" in registered


@pytest.mark.parametrize(
    ("kind", "found", "percent", "told"),
    [
        (
            "foster",
            gap(-220, -40, 20, 84),
            25,
            "For too few usable foster places it takes 40 more children who need one, or as many "
            "fewer homes of agencies and relatives. There are too few in about 2 of 10 futures.",
        ),
        (
            "foster",
            gap(-5, -1, 2, 4),
            40,
            "For too few usable foster places it takes 1 more child who needs one, or one fewer of "
            "the homes of agencies and relatives. There are too few in about 4 of 10 futures.",
        ),
        (
            "foster",
            gap(-5, 0, 2, 4),
            50,
            "For too few usable foster places it takes one more child who needs one. There are too "
            "few in about 5 of 10 futures.",
        ),
        (
            "childrens_homes",
            gap(39, 125, 150, 175),
            98,
            "For enough usable places in children's homes in the area it takes 125 fewer children "
            "who need one, or 125 more places. There are too few in more than 9 of 10 futures.",
        ),
    ],
)
def test_a_range_says_what_the_other_outcome_would_take(kind, found, percent, told):
    assert need_and_places.must_be_true(kind, found, percent) == told


def test_children_outside_the_area_stand_beside_a_gap_inside_it():
    assert need_and_places.outside(2025, 536, 1366) == (
        "Usable places in children's homes are those inside the area. On 31 March 2025, 536 "
        "children of our 1,366 (39%) lived outside it, in homes of every kind."
    )
    assert "1 child of our" in need_and_places.outside(2025, 1, 32)
    for away, whole in ((NAN, 32), (5, NAN), (0, 0)):
        assert need_and_places.outside(2025, away, whole) == (
            "How many of our children live outside the area is not published."
        )


@pytest.mark.parametrize(
    ("percent", "often"),
    [
        (0, "In fewer than 1 of 10 futures"),
        (4.9, "In fewer than 1 of 10 futures"),
        (12, "In about 1 of 10 futures"),
        (50, "In about 5 of 10 futures"),
        (94, "In about 9 of 10 futures"),
        (96, "In more than 9 of 10 futures"),
    ],
)
def test_a_chance_is_said_in_futures(percent, often):
    told = need_and_places.chance("foster", 2030, percent)
    assert told == f"{often} there are too few foster places for our children in March 2030."


def test_what_every_year_needs_is_firm_and_the_rest_can_be_ended():
    told = need_and_places.reading("foster", [gap(3, 6, 8, 9)])
    assert told == (
        "In nine of ten futures we need at least 3 more foster places, every year to 2030. Plan "
        "these as firm. Up to 6 more are needed in some futures: share places with other councils, "
        "or agree contracts that can end."
    )
    one = need_and_places.reading("foster", [gap(1, 1, 2, 2)])
    assert "at least 1 more foster place, every year to 2030. Plan this one as firm." in one
    assert "some futures" not in need_and_places.reading("foster", [gap(4, 4, 4, 4)])


def test_firm_are_the_fewest_over_the_whole_horizon_since_homes_outlast_a_year():
    falling = [gap(n, 90, 120, 150, year) for n, year in ((80, 2026), (72, 2028), (31, 2030))]
    assert need_and_places.firm(falling) == 31
    told = need_and_places.reading("childrens_homes", [falling[0], falling[0], *falling[1:]])
    assert "at least 31 more places in children's homes in the area, every year to 2030" in told
    assert "For 2028 alone it is 72, but a home that is opened lasts for years." in told
    assert "Up to 119 more" in told
    assert need_and_places.firm([gap(5, 6, 7, 8), gap(-2, 1, 3, 5)]) == 0


def test_what_only_some_futures_need_is_not_called_firm():
    told = need_and_places.reading("foster", [gap(-3, 1, 4, 7)])
    assert told.startswith("Some futures need no further foster place, and some up to 7 more.")
    assert "no firm need" in told
    assert need_and_places.reading("foster", [gap(-9, -5, -3, -2)]).startswith(
        "In number there are enough"
    )


def test_providers_are_told_a_range_and_that_it_is_no_promise():
    told = need_and_places.to_providers("Ordinarton", "childrens_homes", gap(3, 6, 8, 9))
    assert told == (
        "By March 2030 Ordinarton expects to need between 3 and 9 more places in children's homes "
        "in the area for its own children (eight of ten futures; the middle one is 6 more). This "
        "is a range to plan with, not an order or a promise."
    )
    spare = need_and_places.to_providers("Ordinarton", "foster", gap(-9, -5, -3, -2))
    assert "enough foster places in number" in spare
    mixed = need_and_places.to_providers("Ordinarton", "foster", gap(-9, -5, 1, 2))
    assert "up to 2 more" in mixed and "the middle one is 5 to spare" in mixed


@pytest.mark.parametrize(
    ("found", "told"),
    [
        (gap(3, 6, 8, 9), "3 to 9 too few"),
        (gap(-9, -6, -4, -3), "3 to 9 to spare"),
        (gap(-5, 1, 2, 3), "3 too few to 5 to spare"),
        (gap(0, 1, 2, 3), "up to 3 too few"),
        (gap(-5, -2, -1, 0), "up to 5 to spare"),
        (gap(2, 2, 2, 2), "2 too few"),
        (UNKNOWN, "no supply figure"),
    ],
)
def test_a_table_prints_too_few_or_to_spare_and_never_a_bare_minus(found, told):
    assert need_and_places.printed_span(found) == told


@pytest.mark.parametrize(
    "found", [gap(3, 6, 8, 9), gap(-5, 1, 2, 3), gap(-9, -6, -4, -3), gap(0, 0, 0, 0)]
)
def test_the_sentence_and_the_table_print_the_same_numbers(found):
    told = need_and_places.gap_in_places("foster", found)
    for number in (abs(found.low), abs(found.high)):
        assert str(number) in told or number == 0


@pytest.mark.parametrize("kind", KINDS)
def test_children_are_never_cases_or_beds(kind):
    every = (
        need_and_places.gap_in_places(kind, gap(3, 6, 8, 9))
        + need_and_places.gap_in_children(kind, gap(3, 6, 8, 9), 0.8)
        + need_and_places.reading(kind, [gap(3, 6, 8, 9)])
        + need_and_places.no_gap(kind)
    )
    for word in (" beds", " cases", "LAC", " units", " because "):
        assert word not in every


@pytest.mark.parametrize(
    ("percent", "told"),
    [
        (80, "probably too few usable places by March 2028"),
        (50, "too close to call whether places are enough by March 2028"),
        (20, "probably enough usable places by March 2028"),
    ],
)
def test_the_verdict_follows_the_chance_of_too_few(percent, told):
    assert need_and_places.verdict("foster", 2028, percent) == f"Foster care: {told}"


def test_the_third_year_is_planned_for_or_the_last_of_fewer():
    every = [gap(1, 2, 3, 4, year) for year in range(2026, 2031)]
    assert need_and_places.planned(every).year == 2028
    assert need_and_places.planned(every[:2]).year == 2027
    assert need_and_places.gap_headline("foster", every).endswith("by 2028")


def test_a_smaller_share_of_homes_is_told_in_places():
    one, many = (need_and_places.smaller_share(0.59, 1, places) for places in (1.2, 133))
    assert "between 0.59 and 1 times our share of all homes" in one
    assert one.endswith("between these two ends lie 1 place.")
    assert many.endswith("between these two ends lie 133 places.")
    assert "would change nothing" in need_and_places.smaller_share(0.59, 1, 0.2)

"""Made-up authorities: of the size asked, plausible, and the same for the same seed."""

import re
from collections import Counter
from datetime import date, timedelta

import pytest

from analysis.catalogue.areas import reporting_area
from analysis.pipeline.synthetic_return.lives import Synthetic, age_on
from analysis.pipeline.synthetic_return.making.authority import SyntheticReturnError, generate
from analysis.pipeline.synthetic_return.truth.counts import truth

LEEDS = "Leeds"
POSTCODE = re.compile(r"^[A-Z]{2}[0-9]{1,2} [0-9][A-Z]{2}$")
UPN = re.compile(r"^((?![IOS])[A-Z])\d{12}$")
TOTALS = {
    "cla_31_march": ("age", "ethnicity", "need", "legal_status", "placement", "provider", "uasc"),
    "cla_started": ("age", "need", "legal_status", "uasc"),
    "cla_ceased": ("age", "reason", "uasc"),
    "adopted_application": ("application",),
    "placement_changes": ("reason",),
    "care_leavers_22": ("activity", "in_touch"),
    "care_leavers_accommodation_19_21": ("accommodation",),
}


def made(size: int = 300, years: int = 3, seed: int = 1, **asked) -> Synthetic:
    return generate(reporting_area(LEEDS), size, years, seed, **asked)


@pytest.fixture(scope="module")
def town() -> Synthetic:
    return made(600, 4, 3)


@pytest.fixture(scope="module")
def values(town):
    rows = truth(town, date(2026, 3, 31))
    keys = zip(rows["measure"], rows["dimension"], rows["category"], strict=True)
    return dict(zip(keys, rows["value"], strict=True))


@pytest.mark.parametrize("size", [1, 50, 500])
def test_as_many_children_as_asked_on_the_last_31_march(size):
    rows = truth(made(size), date(2026, 3, 31))
    stock = rows[(rows["measure"] == "cla_31_march") & (rows["dimension"] == "all")]
    assert size <= stock["value"].item() <= max(size + 4, size * 1.1)


def test_the_same_arguments_give_the_same_lives_and_others_do_not():
    assert made().children == made().children and made().places == made().places
    assert made().children != made(seed=2).children


@pytest.mark.parametrize(
    ("years", "first", "expected"),
    [(1, None, (2026,)), (2, 2026, (2026, 2027)), (10, 2017, tuple(range(2017, 2027)))],
)
def test_years_end_with_2026_unless_the_first_is_given(years, first, expected):
    assert made(30, years, first_year=first).years == expected


@pytest.mark.parametrize(
    ("size", "years", "first", "said"),
    [
        (0, 5, None, "from 1 to 50,000 children; asked for 0"),
        (60_000, 5, None, "asked for 60,000"),
        (50, 12, None, "2017 to 2027; asked for 12 from 2015"),
        (50, 0, None, "asked for 0 from 2027"),
        (50, 3, 2026, "asked for 3 from 2026"),
    ],
)
def test_what_cannot_be_made_up_is_refused(size, years, first, said):
    with pytest.raises(SyntheticReturnError, match=said):
        made(size, years, first_year=first)


def test_nobody_is_in_care_before_birth_or_from_the_eighteenth_birthday_on(town):
    for child in town.children:
        for stay in child.stays:
            assert child.dob <= stay.start < stay.end
            assert age_on(child.dob, stay.end - timedelta(days=1)) <= 17


def test_stays_follow_one_another_and_homes_fill_them(town):
    for child in town.children:
        for before, after in zip(child.stays, child.stays[1:], strict=False):
            assert before.end < after.start
        for stay in child.stays:
            assert stay.orders[0][0] == stay.start
            now = stay.start
            for home in stay.homes:
                gone = {each.start: each.end for each in stay.away}
                assert home.start in (now, gone.get(now)) and home.start < home.end
                assert [day for day, _ in home.kinds] == sorted(day for day, _ in home.kinds)
                now = home.end
            assert stay.end in (now, gone.get(now))


def test_consecutive_homes_have_other_postcodes(town):
    for child in town.children:
        for stay in child.stays:
            for before, after in zip(stay.homes, stay.homes[1:], strict=False):
                assert before.post != after.post


def test_adoption_and_guardians_are_of_the_children_to_whom_they_belong(town):
    for child in town.children:
        for stay in child.stays:
            kind = stay.homes[-1].kinds[-1][1]
            assert (stay.reason in ("E11", "E12")) == kind.startswith("A")
            if kind in ("A5", "A6"):
                assert stay.orders[-1][1] == "E1"
                assert child.adoption.decided <= child.adoption.matched <= stay.end
            assert stay.reason not in ("E43", "E44") or stay.end < date(2018, 4, 1)


def test_places_do_not_exist_but_look_as_if(town):
    assert all(POSTCODE.match(post) and post[0] in "YZ" for post in town.places)
    assert Counter(place.la == "383" for place in town.places.values())[True] > 100
    assert all(UPN.match(child.upn) and child.upn[1:4] == "000" for child in town.children)
    assert len({child.id for child in town.children}) == len(town.children)


@pytest.mark.parametrize("measure", TOTALS)
def test_categories_add_up_to_the_total(values, measure):
    for dimension in TOTALS[measure]:
        parts = sum(v for (m, d, _), v in values.items() if (m, d) == (measure, dimension))
        assert parts == values[measure, "all", "all"]


def test_cohorts_lie_within_one_another(values):
    def all_of(measure):
        return values[measure, "all", "all"]

    assert all_of("cla_31_march") == all_of("placement_stability_cohort")
    assert all_of("cla_31_march") <= all_of("cla_during_year")
    assert all_of("long_term_cohort") <= all_of("cla_12_months")
    assert all_of("cla_12_months") <= all_of("two_year_cohort") <= all_of("cla_31_march")
    assert all_of("same_placement_two_years") <= all_of("long_term_cohort")
    assert all_of("sdq_normal") + all_of("sdq_borderline") + all_of("sdq_concern") == all_of(
        "sdq_received"
    )
    assert all_of("missing_more_than_once") <= all_of("missing_during_year")


def test_the_whole_looks_like_england(values):
    """Wide of England's shares of 2025 by no more than chance in 600 children, and then some."""

    def share(measure, dimension, category, of="cla_31_march"):
        return 100 * values[measure, dimension, category] / values[of, "all", "all"]

    assert 55 < share("cla_31_march", "placement", "foster") < 78  # 67 in England
    assert 6 < share("cla_31_march", "placement", "childrens_homes") < 18  # 12
    assert 30 < share("cla_started", "all", "all") < 52  # 39
    assert 30 < share("cla_ceased", "all", "all") < 56  # 42
    assert 5 < share("three_or_more_placements", "all", "all") < 16  # 10
    assert 55 < share("same_placement_two_years", "all", "all", "long_term_cohort") < 82  # 69
    assert 60 < share("cla_12_months", "all", "all") < 80  # 72
    assert 4 < share("cla_31_march", "uasc", "uasc") < 13  # 8

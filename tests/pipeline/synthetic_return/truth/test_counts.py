"""The truth of children written down by hand, each figure worked out by hand."""

from datetime import date

import pytest

from analysis.pipeline.synthetic_return.lives import Place, Synthetic, months_before
from analysis.pipeline.synthetic_return.truth.counts import NoTruthError, truth, untold
from lived import alone_no_more, settled, to_be_adopted, town, unsettled

DAY = date(2025, 3, 31)
# In care on the day: settled, unsettled, to_be_adopted, back_again, alone_no_more,
# short_breaks_first, in_hospital, from_hospital.
NOW = 8


@pytest.fixture(scope="module")
def found() -> dict[tuple[str, str], dict[str, float]]:
    """Categories that are not nought, by measure and dimension."""
    return figures(town(), DAY)


def figures(of: Synthetic, day: date, **asked: bool) -> dict[tuple[str, str], dict[str, float]]:
    rows = truth(of, day, **asked)
    named: dict[tuple[str, str], dict[str, float]] = {}
    for row in rows.itertuples():
        here = named.setdefault((row.measure, row.dimension), {})
        if row.value:
            here[row.category] = row.value
    return named


def one(child, day: date) -> dict[tuple[str, str], dict[str, float]]:
    return figures(Synthetic("999", "Town", (2022, 2023, 2024, 2025), 1, (child,), {}), day)


NOW_BY = {
    "age": {"under_1": 1, "1_to_4": 1, "5_to_9": 1, "10_to_15": 3, "16_and_over": 2},
    "sex": {"female": 2, "male": 5},
    "ethnicity": {"white": 3, "mixed": 1, "not_known": 1, "black": 2, "asian": 1},
    "need": {"n1_abuse_or_neglect": 6, "n8_absent_parenting": 1, "n2_disability": 1},
    "legal_status": {
        "full_care_order": 2,
        "interim_care_order": 1,
        "placement_order": 1,
        "voluntary_s20": 3,
        "detained_for_protection": 1,
    },
    "placement": {"foster": 3, "childrens_homes": 2, "adoption": 1, "supported": 1, "other": 1},
    "provider": {"own": 3, "private": 3, "voluntary": 1, "not_reported": 1},
    "uasc": {"not_uasc": NOW},
}


@pytest.mark.parametrize("dimension", NOW_BY)
def test_children_in_care_on_the_day(found, dimension):
    assert found["cla_31_march", "all"] == {"all": NOW}
    assert found["cla_31_march", dimension] == NOW_BY[dimension]


STARTED_BY = {  # back_again, alone_until_18, alone_no_more, short_breaks_first, from_hospital
    "all": {"all": 5},
    "age": {"10_to_15": 2, "16_and_over": 2, "under_1": 1},
    "sex": {"female": 1, "male": 3},
    "need": {"n1_abuse_or_neglect": 2, "n8_absent_parenting": 2, "n2_disability": 1},
    "legal_status": {"voluntary_s20": 4, "emergency_protection_order": 1},
    "uasc": {"uasc": 2, "not_uasc": 3},
}


@pytest.mark.parametrize("dimension", STARTED_BY)
def test_children_who_started_are_counted_at_their_first_start(found, dimension):
    assert found["cla_started", dimension] == STARTED_BY[dimension]


CEASED_BY = {  # adopted, back_again, alone_until_18, born_on_29_february, left_on_the_first_day
    "all": {"all": 5},
    "age": {"1_to_4": 1, "16": 2, "18_and_over": 1, "5_to_9": 1},
    "sex": {"female": 4, "male": 1},
    "reason": {
        "adopted": 1,
        "returned_home_unplanned": 1,
        "independent_supported": 1,
        "special_guardianship": 1,
        "lived_with_relatives": 1,
    },
    "uasc": {"uasc": 1, "not_uasc": 4},
}


@pytest.mark.parametrize("dimension", CEASED_BY)
def test_children_who_ceased_are_counted_at_their_last_end(found, dimension):
    assert found["cla_ceased", dimension] == CEASED_BY[dimension]


def test_adoptions_and_guardians(found):
    assert found["adopted_application", "application"] == {"consent_dispensed": 1}
    assert found["special_guardianship", "carer"] == {"former_foster_relative": 1}


def test_in_care_at_any_time_and_short_breaks(found):
    # The eight, adopted, alone_until_18 and born_on_29_february.
    assert found["cla_during_year", "all"] == {"all": 11}
    assert found["short_term_placements", "all"] == {"all": 1}


def test_homes_and_moves_of_the_year(found):
    # unsettled 3, to_be_adopted 1, back_again 3, alone_until_18 1, alone_no_more 1,
    # short_breaks_first 1, and settled a new code; from_hospital comes to a home after the day.
    assert found["new_placements", "all"] == {"all": 11}
    assert found["placement_changes", "all"] == {"all": 4}
    assert found["placement_changes", "reason"] == {
        "carer_requests_behaviour": 1,
        "allegation": 1,
        "care_plan": 1,  # to_be_adopted
        "status_only": 1,  # settled
    }
    assert found["placement_stability_cohort", "all"] == {"all": NOW}
    assert found["three_or_more_placements", "all"] == {"all": 2}  # unsettled, back_again


def test_two_years_and_long_term(found):
    # In care now and a year before: settled, unsettled, to_be_adopted, in_hospital.
    assert found["two_year_cohort", "all"] == {"all": 4}
    assert found["three_or_more_placements_two_years", "all"] == {"all": 1}
    # Under 16 and in care since September 2022: settled, to_be_adopted.
    assert found["long_term_cohort", "all"] == {"all": 2}
    assert found["same_placement_two_years", "all"] == {"all": 2}


def test_placed_for_adoption_is_not_enough_without_two_years_together():
    child = to_be_adopted()
    assert one(child, DAY)["same_placement_two_years", "all"] == {"all": 1}
    child.stays[0].homes[0].start = date(2023, 4, 1)
    assert one(child, DAY)["same_placement_two_years", "all"] == {}


def test_social_workers_from_2024(found):
    assert found["social_worker_cohort", "all"] == {"all": NOW}
    assert found["three_or_more_social_workers", "all"] == {"all": 1}  # unsettled
    before = one(settled(), date(2023, 3, 31))
    assert not any(measure == "social_worker_cohort" for measure, _ in before)


HEALTH = {  # of settled, 9, and unsettled, 14; to_be_adopted and in_hospital have no line
    "health_assessment": 2,
    "dental_check": 1,
    "immunisations": 2,
    "sdq_received": 2,
    "sdq_normal": 1,
    "sdq_concern": 1,
    "sdq_average": 14.5,
    "convicted": 1,
    "substance_misuse": 1,
    "substance_refused": 1,
    "cla_12_months": 4,
    "cla_12_months_0_4": 1,
    "cla_12_months_5_16": 3,
    "cla_12_months_10_17": 2,
}


@pytest.mark.parametrize("measure", HEALTH)
def test_health_of_those_a_year_in_care(found, measure):
    assert found[measure, "all"] == {"all": HEALTH[measure]}


def test_missing_and_away(found):
    assert found["missing_during_year", "all"] == {"all": 1}
    assert found["missing_incidents", "all"] == {"all": 3}
    assert found["missing_more_than_once", "all"] == {"all": 1}
    assert found["missing_at_31_march", "all"] == {"all": 1}
    assert found["away_incidents", "all"] == {"all": 1}
    assert found["away_more_than_once", "all"] == {} == found["away_at_31_march", "all"]


LEAVERS = {
    ("care_leavers_17_18", "activity"): {"not_eet": 1, "not_eet_other": 1},
    ("care_leavers_19_21", "activity"): {"eet": 1, "higher_education": 1, "not_known": 1},
    ("care_leavers_19_21", "all"): {"all": 2},
    ("care_leavers_accommodation_17_18", "accommodation"): {"unsuitable": 1},
    ("care_leavers_accommodation_19_21", "all"): {"all": 1},
    ("care_leavers_accommodation_19_21", "accommodation"): {"suitable": 1},
    ("care_leavers_in_touch_17_18", "contact"): {"not_in_touch": 1},
    ("care_leavers_in_touch_19_21", "contact"): {"in_touch": 2},
    ("care_leavers_23", "activity"): {"not_in_touch": 1},
    ("care_leavers_23", "in_touch"): {"not_in_touch": 1},
    ("care_leavers_accommodation_23", "accommodation"): {"no_information": 1},
}


@pytest.mark.parametrize(("measure", "dimension"), LEAVERS)
def test_care_leavers(found, measure, dimension):
    assert found[measure, dimension] == LEAVERS[measure, dimension]


def test_within_a_year_only_what_has_happened_counts():
    then = one(unsettled(), date(2024, 9, 30))
    assert then["new_placements", "all"] == {"all": 1}
    assert then["three_or_more_placements", "all"] == {}
    assert then["missing_incidents", "all"] == {"all": 2}
    assert ("sdq_received", "all") not in then and ("care_leavers_22", "all") not in then
    still = one(alone_no_more(), date(2024, 11, 30))
    assert still["cla_31_march", "uasc"] == {"uasc": 1}


def test_distances_are_of_the_home_and_only_on_asking(found):
    assert ("cla_31_march", "locality") not in found
    child = settled()
    child.home_post = "YA1 1AA"
    places = {"YA1 1AA": Place(0, 0, "999"), "YA3 3AA": Place(32_267, 0, "380")}  # 20.05 miles
    of = Synthetic("999", "Town", (2025,), 1, (child,), places)
    far = figures(of, DAY, distances=True)
    assert far["cla_31_march", "locality_distance"] == {"outside_over_20": 1}
    places["YA3 3AA"] = Place(32_190, 0, "999")  # 20.002 miles
    near = figures(of, DAY, distances=True)
    assert near["cla_31_march", "locality_distance"] == {"inside_within_20": 1}
    child.home_post = ""
    assert figures(of, DAY, distances=True)["cla_31_march", "distance"] == {"not_known": 1}


def test_noughts_are_rows_and_the_columns_are_those_of_counts():
    rows = truth(town(), DAY)
    columns = ["measure", "area", "period_end", "dimension", "category", "value", "unit"]
    assert list(rows.columns) == columns
    assert not rows.duplicated(columns[:5]).any()
    n7 = rows[(rows["category"] == "n7_low_income") & (rows["measure"] == "cla_31_march")]
    assert list(n7["value"]) == [0] and list(n7["unit"]) == ["children"]
    assert set(rows["unit"]) == {"children", "young_people", "incidents", "score"}


def test_a_day_that_no_return_reaches_is_refused():
    with pytest.raises(NoTruthError, match="from 2022-04-01 to 2025-03-31; asked for 2025-04-01"):
        truth(town(), date(2025, 4, 1))


def test_what_reaches_back_before_the_first_return_is_known_to_be_untold():
    assert untold(town(), DAY) == ()
    assert set(untold(town(), date(2024, 3, 31))) == {
        "long_term_cohort",
        "same_placement_two_years",
    }
    assert "cla_12_months" in untold(town(), date(2022, 9, 30))


def test_months_are_of_the_calendar():
    assert months_before(DAY, 30) == date(2022, 9, 30)
    assert months_before(date(2024, 2, 29), 12) == date(2023, 2, 28)
    assert months_before(date(2025, 1, 15), 12) == date(2024, 1, 15)

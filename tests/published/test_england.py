"""England's figures beside those in the field's own list of indicators, read by other means."""

import pytest

from analysis.catalogue.areas import ENGLAND
from analysis.core import shapes, store
from analysis.intake.combine import newest
from published import measured

CHILDREN_IN_CARE = dict(
    zip(
        range(2016, 2026),
        (70_410, 72_610, 75_360, 78_140, 80_000, 80_780, 82_090, 83_750, 83_530, 81_770),
        strict=True,
    )
)
# The time series of the 2024 edition prints these; the tool, and the authorities' sum, 10 more.
TIME_SERIES = {2016: 70_400, 2017: 72_600}
# England's latest figure as the field's list of indicators gives it, read there by other means.
ENGLAND_PRINTS: dict[str, float] = {
    "cla_number": 81_770,
    "cla_rate": 67,
    "cla_started_number": 32_270,
    "cla_started_rate": 26,
    "cla_ceased_number": 34_450,
    "cla_ceased_rate": 28,
    "net_flow": -2_180,
    "uasc_number": 6_540,
    "uasc_share": 8,
    "uasc_share_of_starts": 22,
    "placed_foster": 67,
    "placed_childrens_homes": 12,
    "placed_supported": 9,
    "placed_with_parents": 6,
    "placed_other": 3,
    "placed_over_20_miles_outside": 18,
    "new_placements_over_20_miles_outside": 16,
    "foster_places_approved": 36_725,
    "foster_places_filled": 60,
    "unit_cost_cla": 2_100,
    "unit_cost_fostering": 765,
    "unit_cost_residential": 7_385,
    "three_or_more_placements": 10,
    "same_placement_two_years": 69,
    "three_or_more_placements_two_years": 23,
    "three_or_more_social_workers": 27,
    "mid_year_school_moves": 8,
    "adopted": 9,
    "special_guardianship": 12,
    "child_arrangements_order": 3,
    "returned_home_planned": 16,
    "returned_home_unplanned": 3,
    "adoption_entry_to_placed": 19,
    "adoption_decision_to_match": 10,
    "health_assessment": 90,
    "dental_check": 81,
    "immunisations": 84,
    "development_assessment": 88,
    "sdq_received": 78,
    "sdq_average": 14.9,
    "sdq_concern": 42,
    "substance_misuse": 3,
    "substance_intervention": 41,
    "good_level_of_development": 42.9,
    "ks2_rwm": 35,
    "ks2_reading": 51,
    "ks2_writing": 45,
    "ks2_maths": 46,
    "attainment_8": 17.3,
    "english_maths_4": 17.4,
    "progress_8": -1.31,
    "absence_overall": 9.0,
    "absence_persistent": 20.3,
    "absence_severe": 6.4,
    "sen_support": 27.3,
    "sen_ehcp": 33.9,
    "missing_during_year": 11,
    "away_during_year": 3,
    "convicted": 2,
    "care_leavers_in_eet_17_18": 64,
    "care_leavers_in_eet_19_21": 54,
    "care_leavers_not_in_eet_19_21": 40,
    "care_leavers_ill_or_disabled_19_21": 9,
    "care_leavers_not_in_eet_other_19_21": 27,
    "care_leavers_parents_19_21": 4,
    "care_leavers_higher_education_19_21": 6,
    "care_leavers_apprenticeship_19_21": 2,
    "care_leavers_suitable_accommodation_17_18": 91,
    "care_leavers_suitable_accommodation_19_21": 89,
    "care_leavers_unsuitable_accommodation_19_21": 5,
    "care_leavers_not_in_touch_19_21": 4,
    "staying_put_19_20": 33,
}
ALL_PUPILS_PRINT = {
    "good_level_of_development": 68.3,
    "attainment_8": 46.0,
    "english_maths_4": 64.8,
    "english_maths_5": 45.4,
    "progress_8": -0.03,
    "absence_overall": 6.8,
    "absence_persistent": 18.1,
    "absence_severe": 2.4,
    "suspended": 4.0,
    "permanently_excluded": 0.13,
    "sen_support": 14.2,
    "sen_ehcp": 5.3,
}


@pytest.mark.parametrize("year", CHILDREN_IN_CARE)
def test_the_number_of_children_in_care_in_england(year: int) -> None:
    day = f"{year}-03-31"
    number = measured()[ENGLAND, day, "cla_number"]["value"]
    assert number in (CHILDREN_IN_CARE[year], TIME_SERIES.get(year, CHILDREN_IN_CARE[year]))
    authorities = [
        row["value"]
        for (area, at, name), row in measured().items()
        if (at, name) == (day, "cla_number") and len(area) == 3 and row["status"] == shapes.OK
    ]
    assert len(authorities) >= 150
    # England is rounded to the nearest ten, and a small authority may be suppressed.
    assert abs(sum(map(float, authorities)) - CHILDREN_IN_CARE[year]) <= 10  # type: ignore[arg-type]


@pytest.mark.parametrize("name", ENGLAND_PRINTS)
def test_englands_latest_figure_is_the_one_in_the_fields_list(name: str) -> None:
    given = {
        day: row["value"]
        for (area, day, indicator), row in measured().items()
        if area == ENGLAND and indicator == name and row["status"] == shapes.OK
    }
    assert given[max(given)] == ENGLAND_PRINTS[name]


def test_figures_that_differ_from_the_fields_list_do_so_for_a_known_reason() -> None:
    # The list rounds suspensions of 2023/24 to one decimal; the outcomes release prints two.
    assert measured()[ENGLAND, "2024-08-31", "suspended"]["value"] == 14.55
    # The list's 8.96 billion is of the section 251 return; ours is the revenue outturn's total.
    counts = newest(store.counts([ENGLAND]))
    latest = counts[counts["period_end"] == "2025-03-31"]
    s251 = latest.loc[latest["measure"] == "spend_cla", "value"].item()
    ro3 = measured()[ENGLAND, "2025-03-31", "spend_on_children_in_care"]["value"]
    assert isinstance(ro3, float)
    assert round(s251 / 1e9, 2) == 8.96
    assert round(ro3 / 1e9, 2) == 8.92
    # The list's support at 22 and 23 is of 2025; the files at hand end in 2024.
    assert (ENGLAND, "2025-03-31", "support_at_22") not in measured()


@pytest.mark.parametrize("name", ALL_PUPILS_PRINT)
def test_englands_latest_figure_for_all_pupils_is_the_one_in_the_fields_list(name: str) -> None:
    rows = store.measured([ENGLAND])
    rows = rows[(rows["indicator"] == name) & (rows["group"] == "all_pupils")]
    latest = rows[rows["status"] == shapes.OK].sort_values("period_end").iloc[-1]
    places = len(str(ALL_PUPILS_PRINT[name]).partition(".")[2])
    assert round(float(latest["value"]), places) == ALL_PUPILS_PRINT[name]

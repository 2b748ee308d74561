"""The traps of the definitions, each as the published figures show it."""

from datetime import date

import pandas as pd
import pytest

from analysis.catalogue.areas import ENGLAND
from analysis.catalogue.indicator import Figure
from analysis.catalogue.indicators import indicator, of_theme
from analysis.core import store


@pytest.fixture(scope="module")
def measured() -> pd.DataFrame:
    """Own rows of every area, without the splits."""
    columns = "indicator area period_end dimension group value lower95 status numerator denominator"
    rows = store.read(store.MEASURED_FILE, columns=columns.split())
    return rows[rows["group"] == "self"]


@pytest.fixture(scope="module")
def england(measured: pd.DataFrame) -> pd.DataFrame:
    """England's own rows by indicator and year."""
    rows = measured[(measured["area"] == ENGLAND) & (measured["dimension"] == "all")]
    rows = rows.assign(year=rows["period_end"].dt.year)
    return rows.set_index(["indicator", "year"]).sort_index()


def test_a_rates_population_is_that_of_the_year_before(england: pd.DataFrame) -> None:
    base = england.loc[("cla_rate", 2025), "denominator"].item()
    assert base == england.loc[("population_0_17", 2024), "value"].item() == 12_183_016
    assert "population is that of the year before" in indicator("cla_rate").caveat.lower()


def test_every_authoritys_rate_has_last_years_population(measured: pd.DataFrame) -> None:
    rates = measured[(measured["indicator"] == "cla_rate") & (measured["area"].str.len() == 3)]
    rates = rates[(rates["period_end"] == "2025-03-31") & rates["denominator"].notna()]
    people = measured[measured["indicator"] == "population_0_17"]
    people = people[people["period_end"] == "2024-06-30"].set_index("area")["value"]
    assert len(rates) > 150
    assert (rates["denominator"] == rates["area"].map(people)).all()


def test_the_three_measures_of_distance_are_three_indicators(england: pd.DataFrame) -> None:
    ids = ("placed_outside", "placed_over_20_miles", "placed_over_20_miles_outside")
    assert [england.loc[(i, 2025), "value"].item() for i in ids] == [44, 22, 18]
    assert len({indicator(i).ref for i in ids}) == 3
    assert len({indicator(i).definition for i in ids}) == 3


def test_same_carer_is_the_old_same_placement_and_runs_on(england: pd.DataFrame) -> None:
    years = england.loc["same_placement_two_years"]
    assert list(years.index) == list(range(2018, 2026))
    assert (years["status"] == "ok").all()
    assert "same carer" in indicator("same_placement_two_years").caveat


def test_cohorts_are_not_mixed(england: pd.DataFrame) -> None:
    def cohort(name: str, year: int = 2025) -> float:
        return england.loc[(name, year), "denominator"].item()

    assert cohort("placed_foster") == cohort("three_or_more_placements") == 81_770
    twelve_months = ("health_assessment", "dental_check", "immunisations", "substance_misuse")
    assert {cohort(name) for name in twelve_months} == {58_530}
    assert cohort("missing_during_year", 2024) == cohort("away_during_year", 2024) == 116_420
    assert cohort("adopted") == cohort("special_guardianship") == 34_450
    assert all("twelve months" in i.cohort for i in of_theme("E"))
    assert all("any time in the year" in indicator(i).cohort for i in ("missing_during_year",))


def test_convictions_are_of_children_aged_10_to_17(england: pd.DataFrame) -> None:
    convicted = indicator("convicted")
    assert convicted.denominator == Figure("cla_12_months_10_17")
    assert all("aged 10 to 17" in text for text in (convicted.title, convicted.cohort))
    assert england.loc[("convicted", 2025), "denominator"].item() == 40_990


def test_suitable_accommodation_has_another_group_than_work_and_study(
    england: pd.DataFrame,
) -> None:
    suitable = england.loc[("care_leavers_suitable_accommodation_19_21", 2025), "denominator"]
    working = england.loc[("care_leavers_in_eet_19_21", 2025), "denominator"]
    assert (suitable.item(), working.item()) == (38_190, 38_440)


def test_care_leavers_are_seen_around_their_birthday() -> None:
    ids = ("care_leavers_in_eet_17_18", "care_leavers_in_eet_19_21", "support_at_22")
    assert all("around their birthday" in indicator(i).cohort for i in ids)


def test_starts_less_ceases_is_not_the_change_in_number(england: pd.DataFrame) -> None:
    number = england.loc["cla_number", "value"]
    flow = england.loc[("net_flow", 2025), "value"].item()
    assert flow == 32_270 - 34_450 == -2_180
    assert number[2025] - number[2024] == -1_760
    assert "need not equal" in indicator("net_flow").caveat


def test_social_workers_before_care_are_counted_too() -> None:
    chosen = indicator("three_or_more_social_workers")
    assert "before they came into care" in chosen.definition
    assert "returning to an earlier worker counts as two" in chosen.caveat


@pytest.mark.parametrize(
    ("name", "on"),
    [
        ("placed_supported", date(2023, 10, 28)),
        ("placed_other", date(2023, 10, 28)),
        ("placement_of_children", date(2023, 10, 28)),
        ("attainment_8", date(2020, 3, 1)),
        ("attainment_8", date(2021, 9, 1)),
        ("english_maths_4", date(2020, 3, 1)),
        ("ks2_rwm", date(2020, 3, 1)),
        ("mid_year_school_moves", date(2020, 3, 31)),
    ],
)
def test_a_break_in_a_series_is_declared(name: str, on: date) -> None:
    assert on in {b.on for b in indicator(name).breaks}


def test_years_without_tests_have_no_figures(england: pd.DataFrame) -> None:
    lost = [("ks2_rwm", 2020), ("ks2_rwm", 2021), ("absence_overall", 2020)]
    lost += [("progress_8", year) for year in (2020, 2021, 2025)]
    assert set(england.loc[lost, "status"]) == {"not_available"}
    assert england.loc[lost, "value"].isna().all()
    assert "2024/25" in indicator("progress_8").caveat


def test_a_mean_score_is_not_a_percentage(england: pd.DataFrame) -> None:
    average = indicator("sdq_average")
    assert (average.kind, average.unit, average.has_interval) == ("mean", "points out of 40", False)
    assert england.loc[("sdq_average", 2025), "value"].item() == 14.9
    assert england.loc[("sdq_concern", 2025), "value"].item() == 42


def test_hackneys_lost_year_is_not_zero(measured: pd.DataFrame) -> None:
    lost = ("missing_during_year", "away_during_year", "missing_incidents_per_child")
    rows = measured[
        (measured["area"] == "204")
        & (measured["period_end"] == "2021-03-31")
        & measured["indicator"].isin([*lost, "missing_more_than_once"])
    ]
    assert len(rows) == 4
    assert set(rows["status"]) == {"not_available"}
    assert rows["value"].isna().all() and rows["numerator"].isna().all()


@pytest.mark.parametrize("pair", [("314", "318"), ("940", "941")])
def test_two_authorities_that_return_together_have_no_figure_of_their_own(
    pair: tuple[str, str], measured: pd.DataFrame
) -> None:
    rows = measured[
        measured["area"].isin(pair)
        & measured["indicator"].isin(["social_worker_turnover", "social_worker_caseload"])
        & (measured["period_end"] >= "2021-04-01")
    ]
    assert len(rows) == 20
    assert set(rows["status"]) == {"not_available"}


def test_revised_years_keep_the_older_figure_beside_the_newer() -> None:
    counts = store.counts(["380"])
    uasc = counts[
        (counts["measure"] == "cla_31_march")
        & (counts["category"] == "uasc")
        & (counts["unit"] == "children")
        & (counts["period_end"] == "2024-03-31")
    ].sort_values("release")
    assert list(uasc["value"]) == [77, 79]
    assert list(uasc["release"].str[:4]) == ["2024", "2025"]


def test_children_whose_provider_is_not_reported_are_said_to_be_counted() -> None:
    chosen = indicator("external_provision")
    assert "not reported" in chosen.caveat
    assert chosen.denominator == Figure("cla_31_march")

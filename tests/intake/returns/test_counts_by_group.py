"""Groups beside one another, reviews on time, and homes by age, of invented children."""

from datetime import date

import pandas as pd
import pytest

from analysis.catalogue.returns.groups import counted as by
from analysis.intake.returns.counts.working_days import working_days_after
from invented_returns import child, counted, episode, known, split, total

MARCH = "2025-03-31"
OLD = episode("2021-05-01", YEAR=2025)  # in care since before the returns begin


@pytest.fixture(autouse=True)
def _few_are_enough(monkeypatch: pytest.MonkeyPatch) -> None:
    """Groups of the few children of these tests are counted too."""
    monkeypatch.setattr(by, "FEWEST_IN_CARE", 1)


def reviewed(*days: str, start: str = "2024-06-03", code: str = "PN1") -> pd.Series:
    """The counts of one child who came into care on a day and was reviewed on others."""
    held = [{"REVIEW": day, "REVIEW_CODE": code} for day in days]
    rest = child("2010-01-01", OLD, reviews=[{"REVIEW": "2024-05-01", "REVIEW_CODE": "PN1"}])
    return counted(child("2012-06-01", episode(start), reviews=held), rest)


def on_time(found: pd.Series) -> bool:
    """Whether the child of `reviewed` had no late review: the other one had."""
    assert total(found, "reviews_cohort") == 2
    return total(found, "reviews_on_time") == 1


@pytest.mark.parametrize(
    ("day", "due"),
    [
        ("2024-06-03", "2024-07-01"),  # a Monday, and four weeks without a bank holiday
        ("2024-06-08", "2024-07-05"),  # a Saturday counts as the Friday before
        ("2024-12-20", "2025-01-22"),  # Christmas, Boxing Day and New Year between
        ("2022-05-23", "2022-06-22"),  # the Jubilee's two days
        ("2020-05-01", "2020-06-02"),  # VE Day on a Friday in place of the Monday
    ],
)
def test_working_days_leave_out_weekends_and_bank_holidays(day: str, due: str) -> None:
    found = working_days_after(pd.Series(pd.to_datetime([day, None])), 20)
    assert found.iloc[0] == pd.Timestamp(due)
    assert pd.isna(found.iloc[1])


def test_reviews_on_the_last_day_are_on_time() -> None:
    assert on_time(reviewed("2024-07-01", "2024-10-01"))


@pytest.mark.parametrize(
    "days",
    [
        ("2024-07-02", "2024-10-01"),  # the first a day late
        ("2024-07-01", "2024-10-02"),  # the second a day late
        ("2024-07-01", "2024-09-01", "2025-03-02"),  # the third a day late
        ("2024-07-01", "2024-09-01"),  # the third not held though due on 1 March
        (),
    ],
    ids=["first", "second", "third", "not held", "none"],
)
def test_a_review_a_day_late_or_not_held_is_late(days: tuple[str, ...]) -> None:
    assert not on_time(reviewed(*days))


def test_a_review_that_falls_due_after_the_year_is_not_asked_for() -> None:
    assert on_time(reviewed("2024-07-01", "2024-10-01"))  # the next by 1 April
    assert not on_time(reviewed("2024-07-01", "2024-09-30"))  # the next by 30 March


def test_a_child_whose_first_review_is_not_due_yet_is_not_counted() -> None:
    found = reviewed(start="2025-03-20")
    assert total(found, "reviews_cohort") == 1


def test_a_child_in_care_since_before_the_returns_is_reviewed_every_six_months() -> None:
    held = ("2023-10-02", "2024-04-02", "2024-10-02")
    rows = [{"REVIEW": day, "REVIEW_CODE": "PN1"} for day in held]
    found = counted(child("2012-06-01", OLD, reviews=rows))
    assert total(found, "reviews_on_time") == 1
    late = counted(child("2012-06-01", OLD, reviews=rows[1:]))
    assert total(late, "reviews_on_time") == 0


def test_reviews_are_not_available_where_the_returns_begin_too_late() -> None:
    held = [{"REVIEW": "2024-07-01", "REVIEW_CODE": "PN1"}]
    rows = counted(child("2012-06-01", episode("2024-06-03"), reviews=held), years=(2025,))
    assert pd.isna(total(rows, "reviews_cohort"))
    assert total(rows, "reviews_of_4_and_over") == 1


def test_how_children_took_part_leaves_out_those_under_four() -> None:
    found = reviewed("2024-07-01", "2024-10-01", code="PN6")
    assert split(found, "reviews_of_4_and_over", "participation") == {"spoke": 1, "sent_views": 2}
    young = reviewed("2024-07-01", "2024-10-01", code="PN0")
    assert total(young, "reviews_of_4_and_over") == 1


def test_health_is_counted_by_each_group_of_the_cohort() -> None:
    girl = child("2012-06-01", OLD, oc2=[{"TEETH_CHECK": 1, "SDQ_SCORE": 20}], ethnic="BCRB")
    boy = child("2022-06-01", OLD, sex="M", oc2=[{"TEETH_CHECK": 0, "SDQ_SCORE": 20}])
    new = child("2012-06-01", episode("2024-06-03"), oc2=[{"TEETH_CHECK": 1}])
    found = counted(girl, boy, new)
    assert split(found, "cla_12_months", "sex") == {"female": 1, "male": 1}
    assert split(found, "dental_check", "ethnicity") == {"black": 1}
    assert split(found, "sdq_concern", "age") == {"10_to_15": 1}
    assert split(found, "cla_12_months", "uasc") == {"not_uasc": 2}


def test_moves_are_by_the_age_at_the_move_and_the_home_left() -> None:
    stays = (
        episode("2024-05-01", "2024-12-01", PLACE="K2", REASON_PLACE_CHANGE="CREQB"),
        episode("2024-12-01", rne="P"),
    )
    found = counted(child("2015-01-01", *stays), child("2015-01-01", *stays))
    assert split(found, "placement_changes", "age") == {"5_to_9": 2}
    assert split(found, "moves_by_carers", "placement") == {"childrens_homes": 2}
    assert total(found, "moves_in_plan") == 0


def test_missing_children_are_by_the_home_that_they_have_now() -> None:
    away = {"MISSING": "M", "MIS_START": "2024-06-01", "MIS_END": "2024-06-02"}
    found = counted(
        child("2010-01-01", episode("2024-05-01", PLACE="K2"), missing=[away, away]),
        child("2010-01-01", episode("2024-05-01", "2024-09-01", "E4A"), missing=[away]),
        child("2010-01-01", episode("2024-05-01"), missing=[away | {"MISSING": "A"}]),
    )
    assert total(found, "missing_during_year") == 2
    assert split(found, "missing_of_in_care", "placement") == {"childrens_homes": 1}


def test_homes_are_by_age_on_the_newest_day_alone() -> None:
    children = (
        child("2010-01-01", episode("2024-05-01", PLACE="K2", PLACE_PROVIDER="PR4")),
        child("2018-01-01", episode("2024-05-01", PLACE="P1", PLACE_PROVIDER="PR0")),
    )
    found = counted(*children)
    assert split(found, "cla_31_march_in_childrens_homes", "age") == {"10_to_15": 1}
    assert split(found, "cla_31_march_in_elsewhere", "age") == {"5_to_9": 1}
    assert split(found, "cla_31_march_by_others", "age") == {"5_to_9": 1}
    assert "cla_31_march_by_own" not in counted(*children, day=date(2024, 12, 31))


def test_groups_of_a_year_are_counted_on_the_last_march_of_an_extract() -> None:
    past = known(child("2010-01-01", OLD), years=(2023, 2024, 2025))
    assert f"{past.as_at}" == MARCH
    assert "moves_in_plan" in counted(child("2010-01-01", OLD))
    assert "moves_in_plan" not in counted(child("2010-01-01", OLD), day=date(2024, 3, 31))


def test_no_groups_are_counted_where_few_are_in_care(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(by, "FEWEST_IN_CARE", 3)
    few = counted(*[child("2010-01-01", OLD)] * 2)
    assert "moves_in_plan" not in few and "cla_31_march_by_own" not in few
    assert "moves_in_plan" in counted(*[child("2010-01-01", OLD)] * 3)


@pytest.mark.parametrize(
    ("table", "cell", "without_rows"),
    [
        ("oc2", ("health_assessment", "sex", "female"), float("nan")),
        ("missing", (by.MISSING, "placement", "foster"), 0),
        ("reviews", (by.ON_TIME, "all", "all"), float("nan")),
    ],
)
def test_no_rows_are_noughts_where_nobody_need_be_in_a_table_that_was_given(
    table: str, cell: tuple[str, str, str], without_rows: float
) -> None:
    there = child("2010-01-01", OLD)
    assert counted(there)[cell] == pytest.approx(without_rows, nan_ok=True)
    assert pd.isna(counted(there, without=(table,))[cell])
    assert total(counted(there, without=(table,)), "cla_31_march") == 1

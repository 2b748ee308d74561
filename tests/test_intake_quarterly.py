"""Quarterly files as councils keep them: what is read, and every fault told at once."""

from datetime import date

import pandas as pd
import pytest

from analysis.intake.quarterly import QuarterlyError, read
from analysis.intake.quarterly_cells import day, decimals, number, period
from analysis.quarters import Quarter
from analysis.shapes import check_counts

HEAD = "indicator,period,numerator,denominator,value,supplier,received_on\n"
TOWN = "1"
SUMMER = Quarter(2025, 2)


@pytest.fixture
def given(tmp_path):
    """A file with these lines under the usual header, read for a town."""

    def write(lines, encoding="utf-8", head=HEAD, **asked):
        path = tmp_path / "town.csv"
        path.write_bytes((head + lines).encode(encoding))
        return read(path, TOWN, **asked)

    return write


def value(counts, measure, quarter=SUMMER):
    found = counts[(counts["measure"] == measure) & (counts["period_end"] == str(quarter.last))]
    return found["value"].tolist(), found["status"].tolist()


def test_a_share_becomes_two_counts_in_the_counts_shape(given):
    read = given("reviews_on_time,2025-26Q2,51,60,85,independent-reviewing-service,2025-10-14\n")
    counts = check_counts(read.counts)
    assert value(counts, "reviews_on_time") == ([51], ["ok"])
    assert value(counts, "reviews_on_time/of") == ([60], ["ok"])
    assert set(counts["frequency"]) == {"quarter"}
    assert counts["release"].tolist() == ["2025-10-14"] * 2
    assert counts["unit"].tolist() == ["% of children with a review", "of"]
    assert counts["source"].unique().tolist() == ["independent-reviewing-service"]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
def test_files_of_a_spreadsheet_are_read_whatever_their_encoding(given, encoding):
    line = "reviews_on_time;30/09/2025;1 051;1.060;;café;14/10/2025\n".replace("1.060", "1 060")
    counts = given(line, encoding, head=HEAD.replace(",", ";")).counts
    assert value(counts, "reviews_on_time") == ([1051], ["ok"])
    assert counts["source"].iloc[0] == "café"


def test_thousands_and_decimal_commas():
    assert number("1,204") == 1204
    assert number("12,5") == 12.5
    assert number("85%") == 85
    assert number("") is None
    assert decimals("85.25%") == 2 and decimals("85") == 0
    for wrong in ("-3", "three", "1,20,4", "1e3"):
        with pytest.raises(ValueError, match=r"negative|not a number"):
            number(wrong)


def test_days_and_quarters_as_people_write_them():
    days = ("2025-09-30", "30/09/2025", "30-Sep-2025", "30.09.2025", "2025-09-30 00:00:00")
    assert {day(each) for each in days} == {date(2025, 9, 30)}
    quarters = ("2025-26Q2", "2025/26 Q2", "Q2 2025-26", "2025-2026 q2", "30/09/2025")
    assert {period(each) for each in quarters} == {Quarter(2025, 2)}
    for wrong in ("2025-27Q2", "29/09/2025", "Q5 2025-26", "autumn"):
        with pytest.raises(ValueError, match=r"not|quarter"):
            period(wrong)


def test_every_fault_is_told_at_once_with_line_column_and_remedy(given):
    lines = (
        "review_on_time,2025-26Q2,51,60,,a-supplier,2025-10-14\n"
        "visits_on_time,2025-26Q5,51,60,,a-supplier,2025-10-14\n"
        "visits_on_time,2025-26Q2,61,60,,a-supplier,2025-10-14\n"
        "visits_on_time,2025-26Q1,-1,60,,a-supplier,2025-10-14\n"
        "took_part_in_review,2025-26Q2,51,60,80,a-supplier,2025-10-14\n"
        "advocacy_taken_up,2025-26Q2,51,60,,,sometime\n"
        "reviews_on_time,2025-26Q2,51,60,,a-supplier,2025-09-14\n"
        "part_time_timetables,2025-26Q2,,60,7,a-supplier,2025-10-14\n"
        "pathway_plan_in_date,2025-26Q2,51,,,a-supplier,2025-10-14\n"
    )
    with pytest.raises(QuarterlyError) as raised:
        given(lines)
    told = str(raised.value)
    for said in (
        "town.csv line 2, indicator: found 'review_on_time'; use reviews_on_time",
        "line 3, period: found '2025-26Q5'",
        "line 4, numerator: found '61'; it is larger than the denominator 60",
        "line 5, numerator: found '-1'; it is negative",
        "line 6, value: found '80'; 51 of 60 is 85.0%",
        "line 7, supplier: found ''",
        "line 7, received_on: found 'sometime'",
        "line 8, received_on: found '2025-09-14'; that is before the period ended",
        "line 9, denominator",
        "line 10, denominator: found ''; give both",
    ):
        assert said in told
    assert len(raised.value.faults) == 10


def test_a_later_delivery_revises_and_both_stay_as_releases(given):
    lines = (
        "reviews_on_time,2025-26Q2,51,60,,a-supplier,2025-10-14\n"
        "reviews_on_time,2025-26Q2,58,60,,a-supplier,2026-01-14\n"
    )
    counts = given(lines).counts
    assert value(counts, "reviews_on_time")[0] == [51, 58]
    assert counts["release"].unique().tolist() == ["2025-10-14", "2026-01-14"]


def test_two_figures_in_one_delivery_are_a_fault(given):
    line = "reviews_on_time,2025-26Q2,51,60,,a-supplier,2025-10-14\n"
    with pytest.raises(QuarterlyError, match=r"line 3, period.*line 2 has given it"):
        given(line + line)


def test_a_sum_since_april_cannot_fall_within_its_year_but_starts_again(given):
    good = (
        "suspended_so_far,2024-25Q4,40,300,,virtual-school,2025-04-14\n"
        "suspended_so_far,2025-26Q1,12,290,,virtual-school,2025-07-14\n"
    )
    assert value(given(good).counts, "suspended_so_far", Quarter(2025, 1))[0] == [12]
    with pytest.raises(QuarterlyError, match="cannot fall; earlier in the year it was 12"):
        given(good + "suspended_so_far,2025-26Q2,11,295,,virtual-school,2025-10-14\n")


def test_what_a_supplier_did_not_give_is_missing_with_its_name(given):
    lines = (
        "reviews_on_time,2025-26Q1,51,60,,reviewers,2025-07-14\n"
        "reviews_on_time,2025-26Q3,51,60,,reviewers,2026-01-14\n"
        "visits_on_time,2025-26Q3,,,,childrens-services,2026-01-14\n"
    )
    supplied = given(lines, expected={"wait_for_mental_health_support": "integrated-care-board"})
    counts = supplied.counts
    assert value(counts, "reviews_on_time")[1] == ["missing"]
    assert value(counts, "visits_on_time", Quarter(2025, 3))[1] == ["missing"]
    never = counts[counts["measure"] == "wait_for_mental_health_support"]
    assert never["status"].tolist() == ["missing"] * 3
    assert set(never["source"]) == {"integrated-care-board"}
    assert counts.loc[counts["status"] == "missing", "value"].isna().all()


def test_the_newest_quarter_is_missing_when_it_is_asked_for_and_not_there(given):
    line = "reviews_on_time,2025-26Q1,51,60,,reviewers,2025-07-14\n"
    assert value(given(line, last=Quarter(2025, 2)).counts, "reviews_on_time")[1] == ["missing"]


def test_rare_events_are_days_and_a_quarter_without_one_says_nothing(given):
    lines = (
        "permanent_exclusions,14/07/2025,,,,virtual-school,2025-10-14\n"
        "permanent_exclusions,2025-08-01,,,1,virtual-school,2025-10-14\n"
        "permanent_exclusions,2025-26Q3,,,0,virtual-school,2026-01-14\n"
    )
    supplied = given(lines)
    assert supplied.events["on"].tolist() == [
        pd.Timestamp(2025, 7, 14),
        pd.Timestamp(2025, 8, 1),
    ]
    assert supplied.counts.empty
    with pytest.raises(QuarterlyError, match="one row for each event"):
        given("permanent_exclusions,2025-26Q2,,,3,virtual-school,2025-10-14\n")
    with pytest.raises(QuarterlyError, match="line 2 has given that event"):
        given(lines.splitlines()[0] + "\n" + lines.splitlines()[0].replace("2025-10", "2026-01"))


def test_averages_have_what_they_are_of(given):
    counts = given(
        "wait_for_mental_health_support,2025-26Q2,,42,61.5,integrated-care-board,2025-10-14\n"
        "care_leavers_per_adviser,2025-26Q2,511,23,,leaving-care-service,2025-10-14\n"
    ).counts
    assert value(counts, "wait_for_mental_health_support") == ([61.5], ["ok"])
    assert value(counts, "wait_for_mental_health_support/of") == ([42], ["ok"])
    assert value(counts, "care_leavers_per_adviser")[0][0] == pytest.approx(22.217, abs=1e-3)
    with pytest.raises(QuarterlyError, match=r"511 divided by 23 is 22.2"):
        given("care_leavers_per_adviser,2025-26Q2,511,23,24.0,leaving-care,2025-10-14\n")


@pytest.mark.parametrize("column", ["Child ID", "UPN", "dob", "NHS number", "Surname"])
def test_a_file_of_single_children_is_refused_and_none_of_it_printed(given, column):
    head = HEAD.strip() + f",{column}\n"
    with pytest.raises(QuarterlyError, match="single children") as raised:
        given("reviews_on_time,2025-26Q2,1,1,,x,2025-10-14,ZZCANARY\n", head=head)
    assert "ZZCANARY" not in str(raised.value)


def test_columns_that_are_not_there_or_not_known_are_named(given):
    with pytest.raises(QuarterlyError, match=r"'supplier'.*\n.*'provider' is not known"):
        given("", head=HEAD.replace("supplier", "provider"))
    with pytest.raises(QuarterlyError, match="it is empty"):
        given("", head="")


def test_a_number_with_a_comma_and_no_quotation_marks_is_explained(given):
    with pytest.raises(QuarterlyError, match="quotation marks"):
        given("visits_on_time,2025-26Q2,1,204,1,447,,childrens-services,2025-10-14\n")


def test_a_figure_that_the_supplier_hid_stays_hidden(given):
    counts = given("reviews_on_time,2025-26Q2,c,60,,reviewers,2025-10-14\n").counts
    assert value(counts, "reviews_on_time") == (
        [pytest.approx(float("nan"), nan_ok=True)],
        ["suppressed"],
    )


def test_a_file_that_is_not_there_is_said(tmp_path):
    with pytest.raises(QuarterlyError, match="no such file"):
        read(tmp_path / "town.csv", TOWN)

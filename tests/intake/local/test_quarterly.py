"""Quarterly files as councils keep them: what is read, and every fault told at once."""

from datetime import date

import pandas as pd
import pytest
from hypothesis import given as given_by
from hypothesis import settings
from hypothesis import strategies as st

from analysis.catalogue.local import COUNT, LOCAL, MEAN, PROPORTION, RARE
from analysis.core.quarters import Quarter
from analysis.core.shapes import check_counts
from analysis.intake.local.cells import day, decimals, number, period
from analysis.intake.local.quarterly import QuarterlyError, read

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
    assert number("85%", percent=True) == 85
    assert number("") is None
    assert decimals("85.25%") == 2 and decimals("85") == 0
    for wrong in ("-3", "three", "1,20,4", "1e3"):
        with pytest.raises(ValueError, match=r"negative|give a number"):
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
    assert supplied.no_event == {} and given(lines.splitlines()[2]).no_event == {
        "permanent_exclusions": "virtual-school"
    }
    assert given(lines.splitlines()[0]).no_event == {}, "an event needs no figure"
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


def test_what_stands_beside_a_hidden_figure_is_checked_all_the_same(given):
    line = "reviews_on_time,2025-26Q2,c,60%,-7,reviewers,2025-10-14\n"
    assert refused(given, line) == [
        "line 2, denominator: found '60%'; a percentage does not belong here; give the number.",
        "line 2, value: found '-7'; it is negative; nothing here can be.",
    ]


def test_a_zero_with_a_sign_is_a_zero(given):
    counts = given(f"{PLANS},2025-26Q2,-0,498,,virtual-school,2025-10-14\n").counts
    (figure,), _ = value(counts, PLANS)
    assert f"{figure:g}" == "0"


def test_what_an_average_is_of_is_whole_and_a_rare_event_is_of_nothing(given):
    wait = "wait_for_mental_health_support,2025-26Q2,,30.5,40,health,2025-10-14\n"
    assert refused(given, wait) == [
        "line 2, denominator: found '30.5'; a number of children is whole."
    ]
    event = "permanent_exclusions,2025-26Q2,0,498,,virtual-school,2025-10-14\n"
    assert refused(given, event) == [
        "line 2, denominator: found '498'; an event is of nothing; leave it empty."
    ]


def test_a_file_that_is_not_there_is_said(tmp_path):
    with pytest.raises(QuarterlyError, match="no such file"):
        read(tmp_path / "town.csv", TOWN)


PLANS = "personal_education_plan_in_date"
TWO = (
    f"{PLANS},2025-26Q1,457,498,,virtual-school,2025-07-15\n"
    f"{PLANS},2025-26Q2,461,502,,virtual-school,2025-10-15\n"
)


def refused(given, lines, **asked):
    """The faults of a file, without the name of the file."""
    with pytest.raises(QuarterlyError) as raised:
        given(lines, **asked)
    return [str(fault).removeprefix("town.csv ") for fault in raised.value.faults]


@pytest.mark.parametrize(
    "lines",
    [
        TWO,
        TWO.replace(",", ";"),
        TWO.replace(",", "\t"),
        TWO.replace("\n", ",,\n"),
        TWO.replace("\n", "\r\n"),
        TWO.replace("\n", "\r"),
        TWO.replace("\n", "\n\n,,,,,,\n"),
    ],
    ids=["commas", "semicolons", "tabs", "empty columns", "Windows", "old Mac", "blank lines"],
)
@pytest.mark.parametrize("before", ["", "\n", "\n \n,,,\n", "sep=X\n", '"sep=X"\r\n'])
def test_what_spreadsheets_leave_behind_is_read(given, lines, before):
    """Columns without a name and without values are how spreadsheets save a sheet."""
    parted = next(c for c in ";\t," if c in lines)
    head = HEAD.replace(",", parted).strip() + parted * 2 * (",,\n" in lines) + "\n"
    before = before.replace("X", parted).replace(",", parted)
    counts = given(lines, head=before + head).counts
    assert value(counts, PLANS) == ([461], ["ok"])
    assert value(counts, f"{PLANS}/of", Quarter(2025, 1)) == ([498], ["ok"])


@pytest.mark.parametrize("said", [",", ";", "\t"])
@pytest.mark.parametrize("parted", [",", ";", "\t"])
def test_a_header_that_is_plainly_parted_otherwise_than_was_said_is_read(given, said, parted):
    """'sep=;' stays when a file was opened and saved by a program that does not know it."""
    head = f"sep={said}\n{HEAD.replace(',', parted)}"
    assert value(given(TWO.replace(",", parted), head=head).counts, PLANS) == ([461], ["ok"])


def test_something_under_no_name_is_one_fault_that_prints_none_of_it(given):
    lines = TWO.replace("\n", ",,ZZCANARY\n")
    (told,) = refused(given, lines, head=HEAD.strip() + ",,\n")
    assert told.startswith("line 2, column 9: found something under no name; name the column")
    assert "ZZCANARY" not in told


@pytest.mark.parametrize("title", ["Our quarterly figures,,,,,,\n", "Our figures\n", "A\nB\n\n"])
def test_a_title_above_the_header_is_one_fault(given, title):
    (told,) = refused(given, TWO, head=title + HEAD)
    line = title.count("\n") + 1
    assert told == (
        f"line 1: found a line above the header, which seems to stand on line {line}; remove what "
        "stands above it."
    )


@pytest.mark.parametrize(
    ("whole", "told"),
    [
        ("", "it is empty; its first line is indicator,period"),
        ("\n \n,,\n", "it holds blank lines and nothing else; its first line is"),
        (HEAD, "it holds no figures: nothing stands under its header. Add a line"),
        (HEAD + "\n,,,,,,\n", "it holds no figures: nothing stands under its header. Add a line"),
        (TWO, "line 1 is no header; its first line is indicator,period"),
    ],
    ids=["zero bytes", "blank lines", "header only", "header and blank lines", "no header"],
)
def test_a_file_without_figures_or_without_a_header_says_so(given, whole, told):
    (said,) = refused(given, whole, head="")
    assert said.startswith(told)


@pytest.mark.parametrize(
    ("cell", "told"),
    [
        ("92%", "a percentage does not belong here"),
        ("92 %", "a percentage does not belong here"),
        ("12 children", "give the number alone, without 'children'"),
        ("12 days", "without 'days'"),
        ("£400", "without '£'"),
        ("400 per week", "without 'per week'"),
        ("twelve", "give a number"),
        ("TBC", "give a number"),
        ("#DIV/0!", "give a number"),
        ("-3", "negative"),
        ("1.000", "can be read as 1 or as 1000"),
        ("12.345", "can be read as 12.345 or as 12345"),
        ("1.234.567", "write it without points: 1234567"),
        ("0,500", "give a number"),
        ("1" + "0" * 20, "no council counts more than 100,000"),
        ("100001", "no council counts more than 100,000"),
    ],
)
@pytest.mark.parametrize("column", ["numerator", "denominator", "value"])
def test_a_number_with_a_unit_or_beyond_belief_is_refused_in_every_column(
    given, column, cell, told
):
    """92 for 92%, once taken for the number of children."""
    cells = {"numerator": "", "denominator": "", "value": ""} | {column: f'"{cell}"'}
    for i in (i for i in LOCAL.values() if i.kind in (COUNT, MEAN, RARE)):
        if (i.kind, column) == (MEAN, "numerator") and "100,000" in told:
            continue  # the sum of the days that many waited
        line = f"{i.id},2025-26Q2,{','.join(cells.values())},education,2025-10-15\n"
        said = refused(given, line)
        assert any(each.startswith(f"line 2, {column}") and told in each for each in said), i.id
    if column != "value":
        other = {"numerator": "5", "denominator": "99", "value": ""} | {column: f'"{cell}"'}
        line = f"{PLANS},2025-26Q2,{','.join(other.values())},education,2025-10-15\n"
        said = refused(given, line)
        assert told in said[0] and said[0].startswith(f"line 2, {column}")


@pytest.mark.parametrize("i", LOCAL.values(), ids=LOCAL)
def test_a_share_of_one_is_refused_in_every_unit(given, i):
    """0.92 for 92%: AUS-DOH-Safety-and-Quality/PowerBI-SPC #257, leppott/BioMonTools #8."""
    n, d = ("461", "502") if i.kind == PROPORTION else ("", "502" if i.kind == MEAN else "")
    said = refused(given, f"{i.id},2025-26Q2,{n},{d},0.92,education,2025-10-15\n")
    assert len(said) == 1 and said[0].startswith("line 2, value: found '0.92';"), i.id
    if i.kind == PROPORTION:
        assert "that is a share of 1 and not percent; 461 of 502 is 91.8%" in said[0]


@pytest.mark.parametrize("i", [i for i in LOCAL.values() if i.kind == MEAN], ids=lambda i: i.id)
def test_an_average_beyond_belief_is_refused_however_it_is_given(given, i):
    for n, v in (("", "99999"), ("99999", ""), ("", f"{i.most + 1:g}"), ("", f"{i.least / 2:g}")):
        said = refused(given, f"{i.id},2025-26Q2,{n},1,{v},education,2025-10-15\n")
        assert "an average here is from" in said[0] and f"{i.most:,g}" in said[0]
    for v in (0, i.least, i.most):
        read = given(f"{i.id},2025-26Q2,,42,{v:g},education,2025-10-15\n")
        assert value(read.counts, i.id) == ([v], ["ok"])


@pytest.mark.parametrize(
    ("period", "received", "column"),
    [
        ("1925-26Q2", "2025-10-15", "period"),
        ("0001-02Q2", "2025-10-15", "period"),
        ("9999-00Q4", "2025-10-15", "period"),
        ("2100-01Q1", "2025-10-15", "period"),
        ("30/09/1925", "2025-10-15", "period"),
        ("0001-03-31", "2025-10-15", "period"),
        ("9999-12-31", "2025-10-15", "period"),
        ("2025-26Q2", "9999-12-31", "received_on"),
        ("2025-26Q2", "0001-01-01", "received_on"),
        ("2025-26Q2", "1925-10-15", "received_on"),
    ],
)
@pytest.mark.parametrize("name", [PLANS, "permanent_exclusions"])
def test_a_year_in_which_no_figure_can_be_is_refused(given, name, period, received, column):
    figures = "461,502," if name == PLANS else ",,0"
    said = refused(given, f"{name},{period},{figures},education,{received}\n")
    assert f"line 2, {column}: found" in said[0]
    assert "that is before 1991 or after 2100; mend the year." in said[0]


def test_a_financial_year_of_a_hundred_years_is_refused(given):
    said = refused(given, f"{PLANS},2025-1926Q2,461,502,,education,2025-10-15\n")
    assert "give a quarter" in said[0]


def test_lines_of_the_future_are_left_out_and_named(given):
    future = f"{PLANS},2030-31Q1,461,502,,virtual-school,2030-07-15\n"
    late = f"{PLANS},2025-26Q1,300,498,,virtual-school,2026-03-01\n"
    supplied = given(TWO + future + late, last=SUMMER, received_by=date(2025, 11, 24))
    assert supplied.later == (4, 5)
    assert value(supplied.counts, PLANS, Quarter(2025, 1)) == ([457], ["ok"])
    assert given(TWO).later == ()


def test_a_quarter_cannot_have_had_no_event_and_one(given):
    event = "permanent_exclusions,14/07/2025,,,1,virtual-school,{}\n"
    none = "permanent_exclusions,2025-26Q2,,,0,virtual-school,2025-10-14\n"
    for day_of_it in ("2025-10-14", "2025-10-01"):
        (told,) = refused(given, event.format(day_of_it) + none)
        assert told.startswith("line 3, value: found '0'; line 2 gives an event of 2025-26Q2; keep")
    later = given(none + event.format("2026-01-14"))
    assert len(later.events) == 1, "it came to be known later, and corrects the nought"


@pytest.mark.parametrize("code", [0, 1, 8, 11, 12, 27, 127, 133, 0x2028, 0x2029, 0x202E, 0x2066])
def test_a_control_character_is_refused_with_its_place(given, code):
    lines = TWO.replace("virtual-school,2025-10", f"virt{chr(code)}ual-school,2025-10")
    (told,) = refused(given, lines)
    assert told.startswith(f"line 3, column supplier: found the control character U+{code:04X};")


def test_a_file_saved_as_utf16_without_its_mark_is_refused(given):
    (told,) = refused(given, TWO, encoding="utf-16-le")
    assert "line 1, column" in told and "U+0000" in told and "CSV UTF-8" in told


def test_a_byte_that_no_text_of_windows_has_is_refused_by_its_line(given):
    (told,) = refused(
        given, TWO.replace("virtual-school,2025-10", "\x81,2025-10"), encoding="latin-1"
    )
    assert told == "line 3: found a byte that is no letter; save the file as 'CSV UTF-8'."


@pytest.mark.parametrize("cell", ["x" * 140_000, '"' + "x,\n" * 70_000])
def test_a_cell_without_an_end_is_told_by_line_and_column(given, cell):
    (told,) = refused(given, TWO + f"{PLANS},2025-26Q3,470,502,,{cell},2026-01-15\n")
    assert told.startswith(
        "line 4, column 6: found more than 131,072 characters in one cell; close"
    )


def test_a_cell_that_goes_on_over_lines_is_a_fault_of_its_line(given):
    line = f'{PLANS},2025-26Q3,470,502,,"virtual\nschool",2026-01-15\nx,,,,,,\n'
    said = refused(given, TWO + line)
    assert said[0].startswith("line 4, supplier: found") and "write it in one line" in said[0]
    assert said[1].startswith("line 6, indicator: found 'x'")


@pytest.mark.parametrize(("parted", "name"), [(";", "semicolons"), ("\t", "tabs")])
def test_lines_parted_otherwise_than_their_header_are_one_fault(given, parted, name):
    (told,) = refused(given, TWO.replace(",", parted))
    assert told == (
        f"line 2: found {name}; part the header and every line by {name}, or all by commas."
    )


def test_a_quotation_mark_that_is_not_closed_is_a_fault_of_its_line(given):
    line = f'{PLANS},2025-26Q3,"470,502,,virtual-school,2026-01-15\n{TWO}'
    (told,) = refused(given, TWO + line)
    assert told == (
        "line 4, cells: found '3 cells'; a line has 7; a quotation mark may be missing at a cell's "
        "end."
    )


@settings(max_examples=200, deadline=None)
@given_by(
    st.lists(
        st.tuples(
            st.integers(0, 400),
            st.integers(0, 12),
            st.sampled_from([*'",;\t\n\r\0%.-c*9', '"\n', "31/12/9999", "1e400", "9" * 40, "nan"]),
        ),
        min_size=1,
        max_size=4,
    )
)
def test_whatever_stands_in_a_file_it_is_read_or_refused_in_words(tmp_path_factory, spoilt):
    text = HEAD + TWO
    for at, much, other in spoilt:
        text = text[:at] + other + text[at + much :]
    path = tmp_path_factory.mktemp("spoilt") / "town.csv"
    path.write_text(text, encoding="utf-8", newline="")
    try:
        check_counts(read(path, TOWN, last=SUMMER, received_by=date(2025, 11, 24)).counts)
    except QuarterlyError as refusal:
        assert refusal.faults and "\0" not in str(refusal)

"""Dates, codes and numbers as people and systems write them."""

from datetime import date

import numpy as np
import pytest

from analysis.catalogue.returns.tables import TABLES
from analysis.intake.returns.values import codes, numbers
from analysis.intake.returns.values.dates import NO_DAY, Dates

PLACE = TABLES["episodes"].column("PLACE")
SEX = TABLES["header"].column("SEX")
SCORE = TABLES["oc2"].column("SDQ_SCORE")
FLAG = TABLES["oc2"].column("CONVICTED")


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("03/04/2020", "ok"),
        ("3/4/2020", "ok"),
        ("2020-04-03", "date_iso"),
        ("03/04/2020 00:00", "date_with_time"),
        ("2020-04-03T00:00:00Z", "date_with_time"),
        ("03.04.2020", "date_other_form"),
        ("03-Apr-2020", "date_other_form"),
        ("3 April 2020", "date_other_form"),
    ],
)
def test_a_day_in_every_form_that_is_read_without_doubt(text, what):
    days, kinds = Dates().of([text])
    assert kinds == [what]
    assert date.fromordinal(int(days[0]) + date(1970, 1, 1).toordinal()) == date(2020, 4, 3)


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("", ""),
        ("zz/zz/2014", ""),
        ("NULL", "null_words"),
        ("-", "null_words"),
        ("30/02/2020", "date_not_in_calendar"),
        ("29/02/2023", "date_not_in_calendar"),
        ("13/13/2020", "date_not_in_calendar"),
        ("00/01/2020", "date_not_in_calendar"),
        ("12/31/2020", "date_month_first"),
        ("43924", "date_serial"),
        ("43924.0", "date_serial"),
        ("03/04/20", "date_two_digit_year"),
        ("03-Apr-20", "date_two_digit_year"),
        ("2020", "date_year_only"),
        ("01/01/0001", "date_out_of_time"),
        ("31/12/1899", "date_out_of_time"),
        ("01/01/2101", "date_out_of_time"),
        ("########", "excel_error"),
        ("#VALUE!", "excel_error"),
        ("20200403", "date_unreadable"),
        ("soon", "date_unreadable"),
        ("03/04/2020 or so", "date_unreadable"),
    ],
)
def test_what_is_no_day_and_why(text, what):
    days, kinds = Dates().of([text])
    assert kinds == [what] and days[0] == NO_DAY
    assert np.isnat(days.astype("datetime64[D]")[0])


@pytest.mark.parametrize(
    "wrong",
    ["", "29/02/2019", "31/12/1899", "01/01/2101", "12/13/2020", "00/01/2020", "01/01/0000"],
)
@pytest.mark.parametrize("other", ["01-02/2020", "1/02/20201", "a1/02/2020", "٠1/02/2020"])
def test_plain_dates_are_the_same_read_at_once_or_one_by_one(wrong: str, other: str) -> None:
    plain = ["31/03/2025", "29/02/2020", "01/01/1900", "31/12/2100", wrong]
    days, kinds = Dates().of(plain)
    slowly, as_before = Dates().of([*plain, other])
    assert days.tolist() == slowly[:-1].tolist()
    assert kinds == as_before[:-1]
    alone = [Dates().of([text]) for text in plain]
    assert kinds == [what for _, (what,) in alone]


def test_dates_say_how_many_they_are_and_none_of_them():
    dates = Dates()
    dates.of(["17/02/2011", "2011-02-17"])
    assert repr(dates) == "Dates(3)"


def test_codes_are_read_in_any_case_and_by_their_year():
    texts = ["u1", "K2", "H5", "Z11", "K9", ""]
    found, what = codes.read(PLACE, texts, 2025)
    assert what == ["ok", "ok", "ok", "code_of_other_year", "code_unknown", ""]
    assert [found[n] >= 0 for n in range(6)] == [True, True, True, False, False, False]
    assert codes.read(PLACE, ["H5", "Z11"], 2026)[1] == ["code_of_other_year", "ok"]


def test_sex_is_read_in_both_ways_in_any_year():
    found, what = codes.read(SEX, ["1", "2", "M", "F", "U", "1.0"], 2025)
    assert found.tolist() == [0, 1, 0, 1, 2, 0]
    assert what == ["sex_of_other_year"] * 2 + ["ok"] * 3 + ["sex_of_other_year"]


@pytest.mark.parametrize(
    ("texts", "shown"),
    [
        (["K9"], ": K9"),
        (["PR1"], ": PR1"),
        (["X"], ": X"),
        (["WBRI", "12345"], ": WBRI and 1 others"),
        (["12/03/2011"], ""),
        (["LS1 4AP"], ""),
        (["1234567"], ""),
        (["A123456789012"], ""),
        (["ALEX"], ""),
    ],
)
def test_a_code_is_shown_only_where_it_is_no_persons(texts, shown):
    assert codes.shown(PLACE, texts) == shown


def test_numbers_and_flags():
    found, what = numbers.read(SCORE, ["0", "40", "7.0", "41", "-1", "many", ""])
    assert what == [
        "ok",
        "ok",
        "code_with_decimals",
        *["number_outside"] * 2,
        "number_unreadable",
        "",
    ]
    assert found[:3].tolist() == [0, 40, 7] and np.isnan(found[3:]).all()
    found, what = numbers.read(FLAG, ["0", "1", "1.0", "Y", "false", "2", "", "#N/A"])
    assert found[:5].tolist() == [0, 1, 1, 1, 0] and np.isnan(found[5:]).all()
    assert what[2:] == [
        "code_with_decimals",
        *["flag_in_words"] * 2,
        "flag_unknown",
        "",
        "excel_error",
    ]

"""Returns in which values are wrong."""

from collections.abc import Callable

from broken_returns.case import E24, E25, H24, H25, LEAK, Case, Change, rows
from returned import Made

OC2, OC3, UASC = "2025/oc2.csv", "2025/oc3.csv", "2025/uasc.csv"


def _put(name: str, line: int, column: str, value: str) -> Change:
    return lambda m: m.put(name, line, column, value)


def _each(name: str, column: str, change: Callable[[str], str]) -> Change:
    """Every value of a column changed by a function of it."""

    def all_of(made: Made) -> None:
        for line in range(2, len(made.rows[name]) + 1):
            made.put(name, line, column, change(made.get(name, line, column)))

    return all_of


def _month_first(day: str) -> str:
    return f"{day[3:5]}/{day[:2]}{day[5:]}" if day else ""


def _within_twelve(day: str) -> str:
    """A date whose day is never after the 12th, though there are many."""
    return f"{int(day[:2]) % 12 + 1:02d}{day[2:]}" if day else ""


def _iso(day: str) -> str:
    return f"{day[6:]}-{day[3:5]}-{day[:2]}" if day else ""


VALUES = (
    Case(
        "date_unreadable",
        _put(E25, 3, "DEC", LEAK),
        "2025/episodes.csv line 3, DEC: 1 value is no date",
    ),
    Case(
        "date_unreadable",
        _put(E25, 3, "DECOM", "20240517"),
        "2025/episodes.csv line 3, DECOM: 1 value is no date",
    ),
    Case(
        "date_not_in_calendar",
        _put(E25, 4, "DEC", "31/02/2025"),
        "2025/episodes.csv line 4, DEC: 1 date is of a day that the calendar does not have",
    ),
    Case(
        "date_month_first",
        rows(_put(E25, 4, "DEC", "02/25/2025"), _put(E25, 6, "DEC", "11/30/2024")),
        "2025/episodes.csv lines 4, 6, DEC: 2 dates have the month before the day",
    ),
    Case(
        "date_serial",
        _put(H25, 3, "DOB", "40123"),
        "2025/header.csv line 3, DOB: 1 date is a number as Excel counts days",
    ),
    Case(
        "date_two_digit_year",
        _put(H25, 3, "DOB", "17/02/11"),
        "2025/header.csv line 3, DOB: 1 date has a year of two digits",
    ),
    Case(
        "date_year_only",
        _put(H25, 3, "DOB", "2011"),
        "2025/header.csv line 3, DOB: 1 date is a year without day and month",
    ),
    Case(
        "date_out_of_time",
        _put(UASC, 2, "DUC", "01/01/1753"),
        "2025/uasc.csv line 2, DUC: 1 date lies before 1900 or after 2100",
    ),
    Case(
        "date_out_of_time",
        _put(E25, 3, "DEC", "01/01/9999"),
        "2025/episodes.csv line 3, DEC: 1 date lies before 1900 or after 2100",
    ),
    Case(
        "date_with_time",
        lambda m: m.put(H25, 3, "DOB", f"{m.get(H25, 3, 'DOB')} 00:00:00"),
        "2025/header.csv line 3, DOB: 1 date has a time of day, which was left out",
    ),
    Case(
        "date_iso",
        _each(E25, "DECOM", _iso),
        "2025/episodes.csv lines 2, 3, 4, 5, 6 and 46 more, DECOM: dates are yyyy-mm-dd",
    ),
    Case(
        "date_other_form",
        lambda m: m.put(H25, 3, "DOB", m.get(H25, 3, "DOB").replace("/", ".")),
        "2025/header.csv line 3, DOB: 1 date is a day, month and year in another form",
    ),
    Case(
        "date_other_form",
        _put("2025/reviews.csv", 3, "REVIEW", "17-Sep-2024"),
        "2025/reviews.csv line 3, REVIEW: 1 date is a day, month and year in another form",
    ),
    Case(
        "dates_mostly_unreadable",
        _each(H25, "DOB", _month_first),
        "2025/header.csv, DOB: 55% of its dates cannot be read, more than 5%",
        stops=True,
    ),
    Case(
        "dates_within_twelve",
        _each(E25, "DECOM", _within_twelve),
        "2025/episodes.csv, DECOM: no day is after the 12th in",
        stops=True,
    ),
    Case(
        "birth_first_of_month",
        _each(H25, "DOB", lambda day: f"01{day[2:]}"),
        "2025/header.csv, DOB: every child is born on the first of a month",
    ),
    Case(
        "null_words",
        rows(_put(E25, 4, "DEC", "NULL"), _put(E25, 6, "DEC", "NaN")),
        "2025/episodes.csv lines 4, 6, DEC: 2 cells say NULL or the like",
    ),
    Case(
        "excel_error",
        rows(_put(H25, 4, "DOB", "########"), _put(H25, 5, "DOB", "#N/A")),
        "2025/header.csv lines 4, 5, DOB: 2 cells hold an error of Excel",
    ),
    Case(
        "excel_error",
        _put(E25, 4, "PLACE", "#REF!"),
        "2025/episodes.csv line 4, PLACE: 1 cell holds an error of Excel",
    ),
    Case("blank", _put(E25, 4, "DECOM", ""), "2025/episodes.csv line 4, DECOM: 1 row has none"),
    Case("blank", _put(H25, 4, "ETHNIC", " "), "2025/header.csv line 4, ETHNIC: 1 row has none"),
    Case(
        "code_unknown",
        rows(_put(E25, 4, "PLACE", "K9"), _put(E25, 6, "PLACE", LEAK)),
        "2025/episodes.csv lines 4, 6, PLACE: 2 values are no code of PLACE: K9 and 1 others.",
    ),
    Case(
        "code_unknown",
        _put(E25, 5, "PLACE", "12/03/2011"),
        "2025/episodes.csv line 5, PLACE: 1 value is no code of PLACE.",
    ),
    Case(
        "code_unknown",
        _put(H25, 5, "ETHNIC", "WBRIT"),
        "2025/header.csv line 5, ETHNIC: 1 value is no code of ETHNIC: WBRIT.",
    ),
    Case(
        "code_of_other_year",
        _put(E24, 5, "PLACE", "Z11"),
        "PLACE: 1 row has a code that 2024 does not have: Z11 (since 2026: it is Z1)",
    ),
    Case(
        "code_of_other_year",
        _put(E25, 5, "REC", "E43"),
        "REC: 1 row has a code that 2025 does not have: E43 (until 2018: it was replaced by E45",
    ),
    Case(
        "code_of_other_year",
        _put(OC3, 3, "ACTIV", "f3"),
        "2025/oc3.csv line 3, ACTIV: 1 row has a code that 2025 does not have: F3 (until 2021",
    ),
    Case(
        "sex_of_other_year",
        _put(H25, 5, "SEX", "2"),
        "2025/header.csv line 5, SEX: 1 row has the code of another year (1 and 2 until 2024",
    ),
    Case(
        "sex_of_other_year",
        _put(H24, 5, "SEX", "F"),
        "2024/header.csv line 5, SEX: 1 row has the code of another year",
    ),
    Case(
        "codes_mostly_unknown",
        lambda m: m.fill(E25, "PLACE", LEAK),
        "2025/episodes.csv, PLACE: 100% of its values are no codes",
        stops=True,
    ),
    Case(
        "code_with_decimals",
        lambda m: m.fill(OC2, "IMMUNISATIONS", "1.0"),
        "2025/oc2.csv lines 2, 3, 4, 5, 6 and 18 more, IMMUNISATIONS: 23 values have decimals",
    ),
    Case(
        "flag_in_words",
        _put(OC2, 3, "TEETH_CHECK", "Yes"),
        "2025/oc2.csv line 3, TEETH_CHECK: 1 value is yes or no in words",
    ),
    Case(
        "flag_unknown",
        _put(OC2, 3, "TEETH_CHECK", LEAK),
        "2025/oc2.csv line 3, TEETH_CHECK: 1 value is neither 0 nor 1",
    ),
    Case(
        "number_unreadable",
        _put(OC2, 3, "SDQ_SCORE", LEAK),
        "2025/oc2.csv line 3, SDQ_SCORE: 1 value is no number",
    ),
    Case(
        "number_outside",
        rows(_put(OC2, 3, "SDQ_SCORE", "41"), _put(OC2, 4, "SDQ_SCORE", "-1")),
        "2025/oc2.csv lines 3, 4, SDQ_SCORE: 2 values are not from 0 to 40",
    ),
    Case(
        "child_blank",
        _put(E25, 4, "CHILD", ""),
        "2025/episodes.csv line 4, CHILD: 1 row of no child was left out",
    ),
    Case(
        "child_blank",
        rows(_put(E25, 4, "CHILD", "NULL"), _put(E25, 5, "CHILD", "#N/A")),
        "2025/episodes.csv lines 4, 5, CHILD: 2 rows of no child were left out",
    ),
    Case(
        "child_excel",
        _put(E25, 4, "CHILD", "7.65E+11"),
        "2025/episodes.csv line 4, CHILD: 1 number of a child was cut short by Excel",
        stops=True,
    ),
    Case(
        "child_with_decimals",
        lambda m: m.put(E25, 4, "CHILD", f"{m.get(E25, 4, 'CHILD')}.0"),
        "2025/episodes.csv line 4, CHILD: 1 number of a child ends in .0",
    ),
    Case(
        "upn_excel",
        _put(H25, 4, "UPN", "9.00E+11"),
        "2025/header.csv line 4, UPN: 1 number was cut short by Excel",
    ),
    Case(
        "upn_malformed",
        _put(H25, 4, "UPN", LEAK),
        "2025/header.csv line 4, UPN: 1 number is no unique pupil number",
    ),
    Case(
        "postcode_cut",
        _each(E25, "PL_POST", lambda post: post[:5].strip()),
        "2025/episodes.csv, PL_POST: postcodes end before their last letters",
    ),
)

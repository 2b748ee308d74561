"""What can be wrong with a value: dates, codes, numbers and names of columns that Excel spoilt."""

from analysis.catalogue.returns.faults.kind import FAULT, NOTE, STOPS, Kind

_DATES = "write dates as dd/mm/yyyy; these were taken as blank"
_EXCEL = "export the table again, and do not open it in Excel before it is read"
_CHECK = "correct them in the system of the return"

VALUES = (
    Kind("date_unreadable", "{count:value is|values are} no date", _DATES),
    Kind(
        "date_not_in_calendar",
        "{count:date is|dates are} of a day that the calendar does not have",
        f"{_CHECK}; these were taken as blank",
    ),
    Kind(
        "date_month_first",
        "{count:date has|dates have} the month before the day",
        _DATES,
    ),
    Kind(
        "date_serial",
        "{count:date is a number|dates are numbers} as Excel counts days",
        f"give the column the form dd/mm/yyyy, or {_EXCEL}; these were taken as blank",
    ),
    Kind(
        "date_two_digit_year",
        "{count:date has|dates have} a year of two digits",
        _DATES,
    ),
    Kind("date_year_only", "{count:date is|dates are} a year without day and month", _DATES),
    Kind(
        "date_out_of_time",
        "{count:date lies|dates lie} before 1900 or after 2100",
        f"{_CHECK}; these were taken as blank",
    ),
    Kind(
        "date_with_time",
        "{count:date has|dates have} a time of day, which was left out",
        "nothing need be done",
        NOTE,
        (),
    ),
    Kind(
        "date_iso",
        "dates are yyyy-mm-dd, as in extracts of platforms, and were read so",
        "nothing need be done",
        NOTE,
        (),
    ),
    Kind(
        "date_other_form",
        "{count:date is|dates are} a day, month and year in another form than dd/mm/yyyy, and "
        "read without doubt",
        "nothing need be done",
        NOTE,
        (),
    ),
    Kind(
        "dates_mostly_unreadable",
        "{share} of its dates cannot be read, more than {most}",
        "write dates as dd/mm/yyyy, or export the table again",
        STOPS,
    ),
    Kind(
        "dates_within_twelve",
        "no day is after the 12th in {count} different dates, as when the month stands before "
        "the day",
        "write dates as dd/mm/yyyy",
        STOPS,
    ),
    Kind(
        "birth_first_of_month",
        "every child is born on the first of a month, as in extracts that hide the day",
        "nothing need be done; ages are right to a month",
        NOTE,
    ),
    Kind(
        "null_words",
        "{count:cell says|cells say} NULL or the like, read as blank",
        "nothing need be done",
        NOTE,
        (),
    ),
    Kind(
        "excel_error",
        "{count:cell holds|cells hold} an error of Excel, as #N/A or ####",
        f"{_EXCEL}; these were taken as blank",
    ),
    Kind("blank", "{count:row has|rows have} none", "fill it in, in the system of the return"),
    Kind(
        "code_unknown",
        "{count:value is|values are} no code of {list}{found}",
        "use a code of the department's guide; these were taken as blank",
    ),
    Kind(
        "code_of_other_year",
        "{count:row has|rows have} a code that {year} does not have: {found}",
        "check the year of the file, and the code; these were taken as blank",
    ),
    Kind(
        "sex_of_other_year",
        "{count:row has|rows have} the code of another year (1 and 2 until 2024, M, F and U "
        "since), read as it is meant",
        "nothing need be done",
        NOTE,
        (),
    ),
    Kind(
        "codes_mostly_unknown",
        "{share} of its values are no codes, as when columns have changed places",
        "check that each column stands under its own name",
        STOPS,
    ),
    Kind(
        "code_with_decimals",
        "{count:value has|values have} decimals, as 1.0, left out on reading",
        "nothing need be done",
        NOTE,
        (),
    ),
    Kind(
        "flag_in_words",
        "{count:value is|values are} yes or no in words, read as 1 and 0",
        "use 1 and 0",
        NOTE,
        (),
    ),
    Kind(
        "flag_unknown", "{count:value is|values are} neither 0 nor 1", "use 0 or 1; taken as blank"
    ),
    Kind(
        "number_unreadable",
        "{count:value is|values are} no number",
        "write a number; these were taken as blank",
    ),
    Kind(
        "number_outside",
        "{count:value is|values are} not from {least} to {most}",
        f"{_CHECK}; these were taken as blank",
    ),
    Kind(
        "child_blank",
        "{count:row of no child was|rows of no child were} left out",
        "give the number of the child",
    ),
    Kind(
        "child_excel",
        "{count:number of a child was|numbers of children were} cut short by Excel, as 1.23E+11, "
        "so that children cannot be told apart",
        _EXCEL,
        STOPS,
    ),
    Kind(
        "child_with_decimals",
        "{count:number of a child ends|numbers of children end} in .0, and were read without",
        _EXCEL,
        NOTE,
        (),
    ),
    Kind(
        "upn_excel",
        "{count:number was|numbers were} cut short by Excel, as 1.23E+11",
        _EXCEL,
        FAULT,
        (),
    ),
    Kind(
        "upn_malformed",
        "{count:number is|numbers are} no unique pupil number, nor UN1 to UN5",
        _CHECK,
        NOTE,
        (),
    ),
    Kind(
        "postcode_cut",
        "postcodes end before their last letters, so that distances are not known",
        "nothing need be done, if the platform hides them",
        NOTE,
    ),
)

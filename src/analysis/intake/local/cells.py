"""Cells of a quarterly file as people type them: quarters, days, numbers."""

import re
from datetime import date, datetime, timedelta

from analysis.core import quarters
from analysis.core.quarters import FIRST_YEAR, LAST_YEAR, Quarter

LONGEST_UNIT = 20
_YEAR, _NUMBER = r"(?P<begins>\d{4})\s*[-/]\s*(?P<ends>\d{4}|\d{2})", r"Q(?P<number>[1-4])"
_QUARTER = re.compile(rf"{_YEAR}\s*,?\s*{_NUMBER}", re.IGNORECASE)
_QUARTER_FIRST = re.compile(rf"{_NUMBER}\s*,?\s*{_YEAR}", re.IGNORECASE)
_DAYS = ("%Y-%m-%d", "%d/%m/%Y", "%d/%m/%y", "%d-%b-%Y", "%d-%b-%y", "%d %B %Y", "%d.%m.%Y")
_GROUPED = re.compile(r"[1-9]\d{0,2}([, \N{NO-BREAK SPACE}]\d{3})+(\.\d+)?")
_POINTS = re.compile(r"[1-9]\d{0,2}(\.\d{3})+")
_DECIMAL_COMMA = re.compile(r"\d+,\d{1,2}")
_PLAIN = re.compile(r"-?\d+(\.\d+)?")
_WITH_UNIT = re.compile(r"(?P<before>[^\d\s.,-]*)\s*-?\d[\d.,\s]*(?P<after>[^\d\s.,][^\d]*)?")


class OutOfTimeError(ValueError):
    """A day or quarter that no quarterly figure can be of."""

    def __init__(self) -> None:
        super().__init__(f"that is before {FIRST_YEAR} or after {LAST_YEAR}; mend the year.")


def day(cell: str) -> date:
    """A day as '2025-09-30', '30/09/2025' or '30-Sep-2025'; ValueError for anything else, and
    OutOfTimeError for a year in which no figure can be.
    """
    bare = cell.removesuffix(" 00:00:00").removesuffix(" 00:00")
    for form in _DAYS:
        try:
            found = datetime.strptime(bare, form).date()
        except ValueError:
            continue
        if not quarters.in_time(found):
            raise OutOfTimeError
        return found
    raise ValueError(f"'{cell}' is not a day")


def period(cell: str) -> Quarter:
    """A quarter as '2025-26Q2', '2025/26 Q2' or 'Q2 2025-26', or the last day of one.

    ValueError for anything else, and for a day inside a quarter; OutOfTimeError as for `day`.
    """
    if found := _QUARTER.fullmatch(cell) or _QUARTER_FIRST.fullmatch(cell):
        return _quarter(**found.groupdict())
    ends = day(cell)
    if (ends + timedelta(days=1)) != quarters.quarter_of(ends).next.first:
        raise ValueError(f"'{cell}' is not the last day of a quarter")
    return quarters.quarter_of(ends)


def _quarter(begins: str, ends: str, number: str) -> Quarter:
    if len(ends) == 4 and int(ends) != int(begins) + 1:
        raise ValueError(f"{begins} to {ends} is not a financial year")
    if not FIRST_YEAR <= int(begins) < LAST_YEAR:
        raise OutOfTimeError
    try:
        return quarters.quarter(f"{begins}-{ends[-2:]}Q{number}")
    except quarters.QuarterError as fault:
        raise ValueError(str(fault)) from fault


def number(cell: str, *, percent: bool = False) -> float | None:
    """A number that is not negative, None for an empty cell; ValueError, with the remedy, for
    anything else.

    '1,204' is one thousand two hundred and four; '12,5' is twelve and a half; '85%' is 85 where
    the cell is a share (`percent`). '1.000' could be one or a thousand, and is asked.
    """
    bare = cell.removesuffix("%").strip() if percent else cell
    if not bare:
        return None
    if _POINTS.fullmatch(bare):
        raise ValueError(_with_points(bare))
    if _GROUPED.fullmatch(bare):
        bare = re.sub(r"[, \N{NO-BREAK SPACE}]", "", bare)
    elif _DECIMAL_COMMA.fullmatch(bare):
        bare = bare.replace(",", ".")
    if not _PLAIN.fullmatch(bare):
        raise ValueError(_not_a_number(bare))
    if float(bare) < 0:
        raise ValueError("it is negative; nothing here can be.")
    return abs(float(bare))  # '-0' is 0, and no page is to print its sign


def _with_points(cell: str) -> str:
    """What to do about '1.000', which is one or a thousand, and about '1.000.000'."""
    whole = cell.replace(".", "")
    if cell.count(".") > 1:
        return f"write it without points: {whole}."
    return f"that can be read as {float(cell):g} or as {whole}; write the one that is meant."


def _not_a_number(cell: str) -> str:
    """What to do about a cell that is not a number: mostly take its unit away."""
    found = _WITH_UNIT.fullmatch(cell)
    unit = (found["after"] or found["before"] or "").strip() if found else ""
    if unit == "%":
        return "a percentage does not belong here; give the number."
    if unit == "£" or 1 < len(unit) <= LONGEST_UNIT:
        return f"give the number alone, without '{unit}'."
    return "give a number."


def decimals(cell: str) -> int:
    """How many decimals a number was given with."""
    found = re.search(r"[.,](\d{1,2}|\d{4,})%?$", cell.strip())
    return len(found[1]) if found else 0

"""Dates as returns and extracts have them, and what is wrong with those that are none.

Each different text is looked at once in a reading, however often and in whichever table it stands.
"""

import re
from datetime import date, datetime

import numpy as np

from analysis.intake.returns.raw import NULLS

NO_DAY = np.iinfo(np.int64).min
"""What numpy takes for NaT."""
BLANK, OK = "", "ok"
EXCEL_ERROR = re.compile(r"#+|#(N/A|REF!|VALUE!|NAME\?|DIV/0!|NUM!|NULL!)")
EARLIEST, LATEST = date(1900, 1, 1), date(2100, 12, 31)
FINE = frozenset({OK, BLANK, "date_with_time", "date_iso", "date_other_form", "null_words"})
"""What a text can be without being wrong."""

_TIME = re.compile(r"[T ]\d{1,2}:\d\d(:\d\d(\.\d+)?)?Z?$")
_DAY_FIRST = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4})")
_ISO = re.compile(r"(\d{4})-(\d{2})-(\d{2})")
_OTHER_MARKS = re.compile(r"(\d{1,2})[-. ](\d{1,2})[-. ](\d{4})")
_SHORT_YEAR = re.compile(r"\d{1,2}[/.-]\d{1,2}[/.-]\d{2}|\d{1,2}[- ][A-Za-z]{3}[- ]\d{2}")
_SERIAL = re.compile(r"[1-6]\d{4}(\.0+)?")
_PARTLY = re.compile(r"zz/(zz|\d\d)/\d{4}", re.IGNORECASE)
_IN_WORDS = ("%d-%b-%Y", "%d %b %Y", "%d %B %Y", "%d-%B-%Y")
_BEFORE = date(1970, 1, 1).toordinal()
_PLAIN, _DIGITS, _MARKS = 10, [0, 1, 3, 4, 6, 7, 8, 9], [2, 5]  # of 31/03/2025
_TWO, _FOUR = np.array([10, 1]), np.array([1000, 100, 10, 1])


class Dates:
    """The dates read so far, so that none is worked out twice; it ends with its reading."""

    def __init__(self) -> None:
        self._known: dict[str, tuple[int, str]] = {"": (NO_DAY, BLANK)}

    def __repr__(self) -> str:
        """How many there are; never one of them."""
        return f"Dates({len(self._known):,})"

    def of(self, texts: list[str]) -> tuple[np.ndarray, list[str]]:
        """Days since 1970 (NO_DAY where there is none) and what each text is, as in FINE or the
        id of a fault.
        """
        if (plain := _all_plain(texts)) is not None:
            return plain, [OK if text else BLANK for text in texts]
        known = self._known
        for text in texts:
            if text not in known:
                known[text] = _day(text)
        found = [known[text] for text in texts]
        days = np.fromiter((day for day, _ in found), np.int64, len(found))
        return days, [what for _, what in found]


def _all_plain(texts: list[str]) -> np.ndarray | None:
    """The days of texts that are all blank or as 31/03/2025, at once; None where one is not."""
    given = [text for text in texts if text]
    joined = "".join(given)
    if {*map(len, given)} != {_PLAIN} or not joined.isascii():
        return None
    at = np.frombuffer(joined.encode(), dtype=np.uint8).reshape(-1, _PLAIN)
    digits = at[:, _DIGITS].astype(np.int64) - ord("0")
    if (at[:, _MARKS] != ord("/")).any() or ((digits < 0) | (digits > 9)).any():
        return None
    day, month, year = digits[:, :2] @ _TWO, digits[:, 2:4] @ _TWO, digits[:, 4:] @ _FOUR
    of_month = ((year - 1970) * 12 + month - 1).astype("datetime64[M]")
    days = of_month.astype("datetime64[D]") + (day - 1)
    in_time = (days >= np.datetime64(EARLIEST)) & (days <= np.datetime64(LATEST))
    in_calendar = (month >= 1) & (month <= 12) & (days.astype("datetime64[M]") == of_month)
    if not (in_time & in_calendar).all():
        return None
    found = np.full(len(texts), NO_DAY)
    found[np.array([bool(text) for text in texts])] = days.astype(np.int64)
    return found


def _day(text: str) -> tuple[int, str]:
    """The day of one text, and what the text is."""
    if found := _DAY_FIRST.fullmatch(text):
        return _checked(int(found[3]), int(found[2]), int(found[1]), OK)
    bare = _TIME.sub("", text)
    if bare != text:
        day, what = _day(bare)
        return day, "date_with_time" if what in FINE else what
    if found := _ISO.fullmatch(text):
        return _checked(int(found[1]), int(found[2]), int(found[3]), "date_iso")
    if found := _OTHER_MARKS.fullmatch(text):
        return _checked(int(found[3]), int(found[2]), int(found[1]), "date_other_form")
    return _in_words(text) or (NO_DAY, _no_date(text))


def _checked(year: int, month: int, day: int, what: str) -> tuple[int, str]:
    """A day of the calendar and of the time in which a return can name one."""
    if month > 12 and day <= 12:
        return NO_DAY, "date_month_first"
    try:
        found = date(year, month, day)
    except ValueError:
        return NO_DAY, "date_not_in_calendar" if year else "date_out_of_time"
    if not EARLIEST <= found <= LATEST:
        return NO_DAY, "date_out_of_time"
    return found.toordinal() - _BEFORE, what


def _in_words(text: str) -> tuple[int, str] | None:
    """'12-Jan-2020' or '12 January 2020'; None for anything else."""
    if not any(letter.isalpha() for letter in text):
        return None
    for form in _IN_WORDS:
        try:
            found = datetime.strptime(text, form)
        except ValueError:
            continue
        return _checked(found.year, found.month, found.day, "date_other_form")
    return None


def _no_date(text: str) -> str:
    """What a text is that is no date."""
    if text.upper() in NULLS or _PARTLY.fullmatch(text):
        return "null_words" if not _PARTLY.fullmatch(text) else BLANK
    if EXCEL_ERROR.fullmatch(text):
        return "excel_error"
    if _SERIAL.fullmatch(text):
        return "date_serial"
    if _SHORT_YEAR.fullmatch(text):
        return "date_two_digit_year"
    return "date_year_only" if re.fullmatch(r"(19|20)\d\d(\.0+)?", text) else "date_unreadable"

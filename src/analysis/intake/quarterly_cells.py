"""Cells of a quarterly file as people type them: quarters, days, numbers."""

import csv
import io
import re
from datetime import date, datetime, timedelta

from analysis.quarters import Quarter, QuarterError, quarter, quarter_of

_QUARTER = re.compile(r"(\d{4})\s*[-/]\s*(\d{2,4})\s*,?\s*Q([1-4])", re.IGNORECASE)
_QUARTER_FIRST = re.compile(r"Q([1-4])\s*,?\s*(\d{4})\s*[-/]\s*(\d{2,4})", re.IGNORECASE)
_DAYS = ("%Y-%m-%d", "%d/%m/%Y", "%d/%m/%y", "%d-%b-%Y", "%d-%b-%y", "%d %B %Y", "%d.%m.%Y")
_SUPPRESSED = ("c", "*", "[c]")
_GROUPED = re.compile(r"\d{1,3}([, \N{NO-BREAK SPACE}]\d{3})+(\.\d+)?")
_DECIMAL_COMMA = re.compile(r"\d+,\d{1,2}")
_PLAIN = re.compile(r"-?\d+(\.\d+)?")


def table(content: bytes) -> list[list[str]]:
    """The rows of a CSV saved by a spreadsheet: UTF-8, with or without its mark, or Windows text.

    Cells may be parted by commas, semicolons or tabs; spaces around them are dropped.
    """
    text = _decoded(content)
    head = text.splitlines()[0] if text.strip() else ""
    parted = max(",;\t", key=head.count)
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=parted)
    return [[cell.strip() for cell in row] for row in rows]


def day(cell: str) -> date:
    """A day as '2025-09-30', '30/09/2025' or '30-Sep-2025'; ValueError for anything else."""
    for form in _DAYS:
        try:
            return datetime.strptime(
                cell.removesuffix(" 00:00:00").removesuffix(" 00:00"), form
            ).date()
        except ValueError:
            continue
    raise ValueError(f"'{cell}' is not a day")


def period(cell: str) -> Quarter:
    """A quarter as '2025-26Q2', '2025/26 Q2' or 'Q2 2025-26', or the last day of one.

    ValueError for anything else, and for a day inside a quarter.
    """
    found = _QUARTER.fullmatch(cell)
    parts = (found[1], found[2], found[3]) if found else None
    if first := _QUARTER_FIRST.fullmatch(cell):
        parts = (first[2], first[3], first[1])
    if parts:
        try:
            return quarter(f"{parts[0]}-{parts[1][-2:]}Q{parts[2]}")
        except QuarterError as fault:
            raise ValueError(str(fault)) from fault
    ends = day(cell)
    if (ends + timedelta(days=1)) != quarter_of(ends).next.first:
        raise ValueError(f"'{cell}' is not the last day of a quarter")
    return quarter_of(ends)


def number(cell: str) -> float | None:
    """A number that is not negative, None for an empty cell; ValueError for anything else.

    '1,204' is one thousand two hundred and four; '12,5' is twelve and a half; '85%' is 85.
    """
    bare = cell.removesuffix("%").strip()
    if not bare:
        return None
    if _GROUPED.fullmatch(bare):
        bare = re.sub(r"[, \N{NO-BREAK SPACE}]", "", bare)
    elif _DECIMAL_COMMA.fullmatch(bare):
        bare = bare.replace(",", ".")
    if not _PLAIN.fullmatch(bare):
        raise ValueError(f"'{cell}' is not a number")
    if float(bare) < 0:
        raise ValueError(f"'{cell}' is negative")
    return float(bare)


def decimals(cell: str) -> int:
    """How many decimals a number was given with."""
    found = re.search(r"[.,](\d{1,2}|\d{4,})%?$", cell.strip())
    return len(found[1]) if found else 0


def is_suppressed(*cells: str) -> bool:
    """Whether the supplier hid a figure: 'c' or '*'."""
    return any(cell.casefold() in _SUPPRESSED for cell in cells)


def _decoded(content: bytes) -> str:
    if content[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return content.decode("utf-16")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("cp1252", errors="replace")

"""Codes of one list and year: which they are, and what is wrong with those that are none."""

import re
from collections.abc import Iterable
from difflib import get_close_matches

import numpy as np

from analysis.catalogue.returns.codes import lists as codes
from analysis.catalogue.returns.tables import Column
from analysis.intake.returns.raw import NULLS
from analysis.intake.returns.values.dates import BLANK, EXCEL_ERROR, OK

SEX = "SEX"
MOST_SHOWN = 6
_DECIMALS = re.compile(r"(\d+)\.0+")
_EVERY_CODE = frozenset(
    code for listed in codes.LISTS.values() for code in listed if not code.isdigit()
)


def read(column: Column, texts: list[str], year: int) -> tuple[np.ndarray, list[str]]:
    """The place of each text in the list's categories (-1 where it is none), and what it is."""
    listed = codes.LISTS[column.codes]
    place = {code: n for n, code in enumerate(codes.categories(column.codes))}
    found, what = np.full(len(texts), -1, dtype=np.int16), []
    for n, text in enumerate(texts):
        bare = text.upper()
        plain = _DECIMALS.sub(r"\1", bare)
        code = listed.get(plain)
        if code is None:
            what.append(_no_code(bare))
        elif not code.valid(year) and column.codes != SEX:
            what.append("code_of_other_year")
        else:
            found[n] = place[code.read_as or code.code]
            other = not code.valid(year)
            decimals = "code_with_decimals" if plain != bare else OK
            what.append("sex_of_other_year" if other else decimals)
    return found, what


def _no_code(text: str) -> str:
    """What a text is that is no code of a list."""
    if not text or text in NULLS:
        return "null_words" if text else BLANK
    return "excel_error" if EXCEL_ERROR.fullmatch(text) else "code_unknown"


def shown(column: Column, texts: Iterable[str]) -> str:
    """': AB1, AB2 and 3 others' of unknown codes, those alone that are codes and no person's.

    A text is shown where it is a code of another list, or nearly one of this list: anything else
    could be a name, a number or a date that stands in the wrong column.
    """
    known = codes.LISTS[column.codes]
    bare = sorted({text.upper() for text in texts})
    safe = [text for text in bare if text in _EVERY_CODE or _near(text, known)][:MOST_SHOWN]
    others = len(bare) - len(safe)
    if not safe:
        return ""
    return f": {', '.join(safe)}{f' and {others} others' if others else ''}"


def _near(text: str, known: Iterable[str]) -> bool:
    """Whether a text is made as a code of the list is (K9 as K2), or close to a longer one."""
    if len(text) == 1:
        return text.isalnum()
    if len(text) > 6 or not text.isalnum() or text.isdigit():
        return False
    if any(character.isdigit() for character in text):
        return _form(text) in {_form(code) for code in known if not code.isdigit()}
    return bool(get_close_matches(text, [code for code in known if len(code) > 2], 1, 0.75))


def _form(text: str) -> str:
    """'K9' and 'U1' are 'A9'."""
    return "".join("9" if character.isdigit() else "A" for character in text)


def of_other_year(column: Column, texts: Iterable[str]) -> str:
    """'H5 (until 2025: registered supported accommodation is K3)' of codes of other years."""
    listed = codes.LISTS[column.codes]
    told = []
    for text in sorted({_DECIMALS.sub(r"\1", text.upper()) for text in texts}):
        code = listed[text]
        years = f"until {code.until}" if code.until < 9999 else f"since {code.since}"
        told.append(f"{text} ({years}{f': {code.then}' if code.then else ''})")
    return ", ".join(told)

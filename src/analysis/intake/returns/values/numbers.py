"""Numbers and flags, and what is wrong with those that are none."""

import numpy as np

from analysis.catalogue.returns.tables import FLAG, Column
from analysis.intake.returns.raw import NULLS
from analysis.intake.returns.values.dates import BLANK, EXCEL_ERROR, OK

_FLAGS = {"0": 0.0, "1": 1.0}
_FLAGS_OTHERWISE = {"0.0": 0.0, "1.0": 1.0, "FALSE": 0.0, "TRUE": 1.0, "N": 0.0, "Y": 1.0}
_FLAGS_OTHERWISE |= {"NO": 0.0, "YES": 1.0}


def read(column: Column, texts: list[str]) -> tuple[np.ndarray, list[str]]:
    """The number of each text (NaN where it is none), and what each text is."""
    one = _flag if column.kind == FLAG else _number
    found = [one(column, text.upper()) for text in texts]
    return np.array([n for n, _ in found], dtype=np.float32), [what for _, what in found]


def _flag(column: Column, text: str) -> tuple[float, str]:
    if text in _FLAGS:
        return _FLAGS[text], OK
    if text in _FLAGS_OTHERWISE:
        return _FLAGS_OTHERWISE[text], "code_with_decimals" if text[1:] == ".0" else "flag_in_words"
    return np.nan, _nothing(text, "flag_unknown")


def _number(column: Column, text: str) -> tuple[float, str]:
    whole = text.removesuffix(".0")
    if not (whole.removeprefix("-").isascii() and whole.removeprefix("-").isdigit()):
        return np.nan, _nothing(text, "number_unreadable")
    if not column.least <= int(whole) <= column.most:
        return np.nan, "number_outside"
    return float(int(whole)), OK if whole == text else "code_with_decimals"


def _nothing(text: str, otherwise: str) -> str:
    """What a text is that says nothing; `otherwise` where it says something."""
    if not text:
        return BLANK
    if text in NULLS:
        return "null_words"
    return "excel_error" if EXCEL_ERROR.fullmatch(text) else otherwise

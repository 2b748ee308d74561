"""A table as text to a frame of records, and what is told of its values.

Values are looked at once for each different text of a column, not row by row.
"""

import re
from collections.abc import Callable, Iterable
from typing import Any

import numpy as np
import pandas as pd
import pyarrow as pa

from analysis.catalogue.returns.faults import FAULT
from analysis.catalogue.returns.faults.kind import MOST_UNKNOWN, MOST_UNREADABLE
from analysis.catalogue.returns.tables import CHILD, CODE, DATE, TEXT, Column
from analysis.intake.returns.fault import Findings, grave
from analysis.intake.returns.raw import MOST_LETTERS, NULLS, Raw, says_nothing
from analysis.intake.returns.records import ADDED_TYPES, DAY, dtype_of
from analysis.intake.returns.values import codes, numbers
from analysis.intake.returns.values.dates import BLANK, EXCEL_ERROR, OK, Dates

MANY_DATES = 30
"""So many different dates, none after the 12th of a month, are not so by chance."""
LEAST_TOLD = 10
"""So many values must be alike before it is said of all of them."""
LEAST_BAD = 3
"""So few values that cannot be read stop nothing, however few there are."""
Values = pd.api.extensions.ExtensionArray
_EXCEL_NUMBER = re.compile(r"\d(\.\d+)?E\+?\d+", re.IGNORECASE)
_STRINGS = pa.large_string()
_UPN = re.compile(r"(?![IOS])[A-Z](\d{12}|\d{11}[A-Z])|UN[1-5]", re.IGNORECASE)
_UPNS = re.compile(rf"(({_UPN.pattern})?(\n|\Z))*", re.IGNORECASE)
_WHOLE_POSTCODE = re.compile(r"[A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2}", re.IGNORECASE)
_SECTOR = re.compile(r"[A-Z]{1,2}\d[A-Z\d]?( ?\d)?", re.IGNORECASE)


def frame_of(raw: Raw, year: int, file: int, dates: Dates, findings: Findings) -> pd.DataFrame:
    """The rows of a table as records have them (see `records.Records`), each fault told.

    `file` is its number among the files; `dates` those known in this reading.
    """
    look = _Look(raw, year, findings)
    named = {column.name: look.column(column, dates) for column in raw.table.columns}
    added = dict(zip(ADDED_TYPES, (year, file, raw.lines), strict=True))
    index = pd.RangeIndex(len(raw))
    told = {n: pd.Series(added[n], index=index, dtype=kind) for n, kind in ADDED_TYPES.items()}
    return pd.DataFrame({**named, **told}, index=index)


class _Look:
    """A look at one table: its columns become values, and what is wrong is told."""

    def __init__(self, raw: Raw, year: int, findings: Findings) -> None:
        self.raw, self.year, self.findings = raw, year, findings

    def column(self, column: Column, dates: Dates) -> Values:
        """The values of a column; all missing where the file lacks it."""
        if column.name not in self.raw.columns:
            return pd.Series(index=pd.RangeIndex(len(self.raw)), dtype=dtype_of(column)).array
        texts, at = self.raw.texts(column.name)
        if column.kind in (CHILD, TEXT):
            return self._text(column, texts, at)
        if column.kind == DATE:
            return self._date(column, texts, at, dates)
        if column.kind == CODE:
            found, what = codes.read(column, texts, self.year)
            self._tell(column, texts, at, what)
            taken = found[at] if len(found) else at.astype(np.int16)
            kind: Any = dtype_of(column)
            return pd.Categorical.from_codes(taken, dtype=kind)
        number, what = numbers.read(column, texts)
        self._tell(column, texts, at, what)
        return pd.array(number[at], dtype="float32")

    def _date(self, column: Column, texts: list[str], at: np.ndarray, dates: Dates) -> Values:
        days, what = dates.of(texts)
        self._tell(column, texts, at, what)
        fine = days[np.array([text == OK for text in what], dtype=bool)]
        calendar = fine.astype("datetime64[D]")
        of_month = (calendar - calendar.astype("datetime64[M]")).astype(int) + 1
        if column.name == "DOB" and len(fine) >= LEAST_TOLD and (of_month == 1).all():
            if self.raw.table.name == "header":
                self._add("birth_first_of_month", column, children=len(self.raw))
        elif len(fine) >= MANY_DATES and of_month.max() <= 12:
            self._add("dates_within_twelve", column, count=len(fine), children=len(self.raw))
        return pd.array(days[at].astype("datetime64[D]").astype(DAY))

    def _text(self, column: Column, texts: list[str], at: np.ndarray) -> Values:
        """A text as it stands, without the spaces around; missing where it is blank."""
        if column.name == "CHILD":
            texts = self._child(column, texts, at)
        if column.name == "UPN" and not _UPNS.fullmatch("\n".join(texts)):
            self._tell(column, texts, at, _matching(texts, _EXCEL_NUMBER.fullmatch, "upn_excel"))
            self._tell(column, texts, at, [_upn(text) for text in texts])
        if column.name in ("HOME_POST", "PL_POST"):
            self._postcodes(column, texts)
        nothing = {text for text in texts if len(text) < MOST_LETTERS and says_nothing(text)}
        said = [None if text in nothing else text for text in texts] if nothing else texts
        return pd.array(pa.array(said, _STRINGS).take(pa.array(at)), dtype="str")

    def _child(self, column: Column, texts: list[str], at: np.ndarray) -> list[str]:
        """The numbers of children without the decimals of a spreadsheet."""
        if all(map(str.isdecimal, texts)):
            return texts
        self._tell(column, texts, at, _matching(texts, _EXCEL_NUMBER.fullmatch, "child_excel"))
        if not any(text.endswith(".0") for text in texts):
            return texts
        cut = _matching(texts, lambda text: text.endswith(".0"), "child_with_decimals")
        self._tell(column, texts, at, cut)
        return [text.removesuffix(".0") for text in texts]

    def _postcodes(self, column: Column, texts: list[str]) -> None:
        given = [text for text in texts if text]
        if (
            not given
            or len(self.raw) < LEAST_TOLD
            or any(_WHOLE_POSTCODE.fullmatch(text) for text in given)
        ):
            return
        if all(_SECTOR.fullmatch(text) for text in given):
            self._add("postcode_cut", column, children=len(self.raw))

    def _tell(self, column: Column, texts: list[str], at: np.ndarray, what: list[str]) -> None:
        """Tell of every kind of fault of a column's texts, each with its lines."""
        kinds = [kind for kind in dict.fromkeys(what) if kind not in (OK, BLANK)]
        if column.filled and column.kind != CHILD and BLANK in what:
            kinds.append("blank")
        for kind in kinds:
            of = BLANK if kind == "blank" else kind
            wrong = np.array([each == of for each in what])
            found = [text for text, is_so in zip(texts, wrong, strict=True) if is_so]
            self._add(
                kind, column, lines=self.raw.lines[wrong[at]], **self._words(kind, column, found)
            )
        self._limits(column, at, what)

    def _words(self, kind: str, column: Column, found: Iterable[str]) -> dict[str, Any]:
        """The words that the sentence of a kind needs."""
        if kind == "code_unknown":
            return {"list": column.codes, "found": codes.shown(column, found)}
        if kind == "code_of_other_year":
            return {"year": self.year, "found": codes.of_other_year(column, found)}
        if kind == "number_outside":
            return {"least": int(column.least), "most": int(column.most)}
        return {}

    def _limits(self, column: Column, at: np.ndarray, what: list[str]) -> None:
        """Stop where so many dates or codes of a needed column cannot be read that figures lie."""
        needed = column.required if column.kind == DATE else column.filled
        if not needed or column.kind not in (CODE, DATE):
            return
        dates = {kind for kind in {*what} - _READ if kind.startswith("date_")}
        kinds = dates if column.kind == DATE else {"code_unknown"} & {*what}
        if not kinds:
            return
        bad = np.array([kind in kinds for kind in what])[at].sum()
        given = len(at) - np.array([kind == BLANK for kind in what])[at].sum()
        most = MOST_UNREADABLE if column.kind == DATE else MOST_UNKNOWN
        if bad > most * given and bad >= LEAST_BAD:
            kind = "dates_mostly_unreadable" if column.kind == DATE else "codes_mostly_unknown"
            self._add(kind, column, count=int(bad), share=f"{bad / given:.0%}", most=f"{most:.0%}")

    def _add(
        self,
        kind: str,
        column: Column,
        *,
        lines: np.ndarray | None = None,
        children: int = 0,
        **words: object,
    ) -> None:
        self.findings.add(
            kind,
            self.raw.file,
            column.name,
            table=self.raw.table.name,
            lines=() if lines is None else lines.tolist(),
            children=children if lines is None else self._children(lines),
            touches=column.touches,
            severity=self._severity(kind, column),
            **words,  # type: ignore[arg-type]
        )

    def _severity(self, kind: str, column: Column) -> str:
        """How grave a kind is: as declared, but for what spoils a column and so its table."""
        if kind not in SPOILS:
            return ""
        return grave(self.raw.table) if column.required else FAULT

    def _children(self, lines: np.ndarray) -> int:
        """How many children the rows on some lines are of."""
        if "CHILD" not in self.raw.columns:
            return len(lines)
        rows = np.isin(self.raw.lines, lines, assume_unique=True)
        at = self.raw.columns["CHILD"].indices.to_numpy(zero_copy_only=False)
        return len(np.unique(at[rows]))


SPOILS = frozenset(
    {"dates_mostly_unreadable", "dates_within_twelve", "codes_mostly_unknown", "child_excel"}
)
"""What spoils the whole table."""
_READ = frozenset({"date_with_time", "date_iso", "date_other_form"})


def _matching(texts: list[str], matches: Callable[[str], object], kind: str) -> list[str]:
    """`kind` for each text that matches, and OK or BLANK for the others."""
    return [kind if matches(text) else OK if text else BLANK for text in texts]


def _upn(text: str) -> str:
    if not text or text.upper() in NULLS:
        return BLANK
    if EXCEL_ERROR.fullmatch(text):
        return "excel_error"
    fine = _UPN.fullmatch(text) or _EXCEL_NUMBER.fullmatch(text)
    return OK if fine else "upn_malformed"

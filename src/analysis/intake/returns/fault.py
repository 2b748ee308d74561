"""A fault of a return: where it stands, what is said of it, and which figures it touches.

A fault holds file, column, line numbers and counts, and codes that are no person's: never a row,
a child's number, a date of birth, a UPN or a postcode.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

import numpy as np

from analysis.catalogue.returns.faults import KINDS, LEFT_OUT, NOTE, SEVERITIES, STOPS
from analysis.catalogue.returns.tables import NEEDED, TABLES, Table
from analysis.core.errors import CareAnalysisError

FIRST_LINES = 5
MOST_MEASURES = 4


class _Number(int):
    """A count in a sentence: '{count:row is|rows are}' gives '1 row is' or '2,000 rows are'."""

    def __format__(self, forms: str) -> str:
        if not forms:
            return f"{int(self):,}"
        one, many = forms.split("|")
        return f"{int(self):,} {one if self == 1 else many}"


class _Few(_Number):
    """So many or fewer in a sentence: '{count:row is|rows are}' gives 'fewer than 6 rows are'."""

    def __format__(self, forms: str) -> str:
        return " ".join(filter(None, [f"fewer than {int(self) + 1}", forms.partition("|")[2]]))


@dataclass(frozen=True, kw_only=True)
class Fault:
    """One kind of fault of one file (or of a return as a whole) and column, all lines together.

    `kind` is its id in `catalogue.returns.faults.KINDS`; `table` its table by name, where it is of
    one; `lines` are the numbers of the first few
    lines, the header being line 1; `count` is how many rows, cells or children have it, and
    `children` how many children's figures it can touch at most. `touches` are the measures, as
    'measure' or 'measure/dimension' of counts.parquet. `words` fill the kind's sentence.
    """

    kind: str
    severity: str
    file: str = ""
    table: str = ""
    column: str = ""
    lines: tuple[int, ...] = ()
    count: int = 1
    children: int = 0
    touches: tuple[str, ...] = ()
    words: tuple[tuple[str, str], ...] = ()

    @property
    def place(self) -> str:
        """'2025/episodes.csv lines 3, 7 and 40 more, DECOM', as much of it as there is.

        Of XML, which has no lines of a table: 'return.xml, episodes: elements 3, 7'.
        """
        others = self.count - len(self.lines)
        several = "s" * (len(self.lines) > 1 or others > 0)
        xml = self.file.lower().endswith(".xml") and self.table
        what = f", {self.table}: element{several}" if xml else f" line{several}"
        shown = ", ".join(f"{line:,}" for line in self.lines)
        more = f" and {others:,} more" if others > 0 else ""
        named = f"{self.file}{what} {shown}{more}" if self.lines else self.file
        return ", ".join(filter(None, [named, self.column]))

    @property
    def said(self) -> str:
        """One sentence: where it stands and what is wrong."""
        says = KINDS[self.kind].says.format(count=_Number(self.count), **self._named())
        place = f"{self.place}: " if self.place else ""
        return _printable(f"{place}{says}.")

    def for_everybody(self, few: int) -> str:
        """One sentence without lines, where numbers of up to `few` are 'fewer than' one more."""
        number = _Few(few) if self.count <= few else _Number(self.count)
        small = {str(n) for n in range(1, few + 1)}
        words = {k: f"{_Few(few)}" if w in small else w for k, w in self._named().items()}
        file = ", ".join(filter(None, [self.file, self.column]))
        says = KINDS[self.kind].says.format(count=number, **words)
        return _printable(f"{file}: {says}." if file else f"{says}.")

    @property
    def mend(self) -> str:
        """What would do, as a sentence."""
        mend = KINDS[self.kind].mend.format(**self._named())
        return f"{mend[:1].upper()}{mend[1:]}."

    @property
    def touched(self) -> str:
        """Which measures it touches and by how many children at most, or ''."""
        if not self.touches or (self.severity == NOTE and not self.children):
            return ""
        named = ", ".join(self.touches[:MOST_MEASURES])
        more = len(self.touches) - MOST_MEASURES
        others = f" and {more} more" if more > 0 else ""
        children = f"{_Number(self.children):child|children}"
        most = f", by at most {children}" if self.children else ""
        return f"It touches {named}{others}{most}."

    def _named(self) -> dict[str, str]:
        """The words of its kind's sentences."""
        title = {"table": TABLES[self.table].title} if self.table else {}
        return {**title, **dict(self.words)}

    def __str__(self) -> str:
        """What is wrong, what would mend it and what it touches."""
        return " ".join(filter(None, [self.said, self.mend, self.touched]))


def _printable(text: str) -> str:
    return "".join(c if c.isprintable() else "?" for c in text)


class Findings:
    """The faults found so far, and which of them stop the reading."""

    def __init__(self) -> None:
        self._faults: list[Fault] = []

    def __iter__(self) -> Iterator[Fault]:
        return iter(self._faults)

    def add(
        self,
        kind: str,
        file: str = "",
        column: str = "",
        *,
        table: str = "",
        lines: Iterable[int] = (),
        count: int | None = None,
        children: int = 0,
        touches: tuple[str, ...] = (),
        severity: str = "",
        **words: object,
    ) -> None:
        """Keep a fault; `touches` where its kind does not say, `severity` where it differs.

        `count` is the number of lines where it is not given, and 1 where there are none.
        """
        declared, at = KINDS[kind], np.asarray(list(lines), dtype=int)
        self._faults.append(
            Fault(
                kind=kind,
                severity=severity or declared.severity,
                file=file,
                table=table,
                column=column,
                lines=tuple(np.unique(at)[:FIRST_LINES].tolist()),
                count=(len(at) or 1) if count is None else count,
                children=children,
                touches=touches if declared.touches is None else declared.touches,
                words=tuple((name, str(word)) for name, word in words.items()),
            )
        )

    def sorted(self) -> tuple[Fault, ...]:
        """All faults, the gravest first, then by file, line and column; equal ones are joined."""
        joined: dict[tuple[object, ...], Fault] = {}
        for fault in self._faults:
            key = (fault.kind, fault.severity, fault.file, fault.table, fault.column, fault.words)
            joined[key] = _joined(joined[key], fault) if key in joined else fault
        grave = list(SEVERITIES)
        return tuple(
            sorted(
                joined.values(),
                key=lambda f: (grave.index(f.severity), f.file, f.lines, f.column, f.kind),
            )
        )

    def check(self, path: str) -> None:
        """ReturnError, with every fault, where one of them stops the reading."""
        if any(fault.severity == STOPS for fault in self._faults):
            raise ReturnError(path, self.sorted())


def _joined(one: Fault, other: Fault) -> Fault:
    """Two faults of one kind, file and column as one."""
    return replace(
        one,
        lines=tuple(sorted({*one.lines, *other.lines})[:FIRST_LINES]),
        count=one.count + other.count,
        children=one.children + other.children,
    )


class ReturnError(CareAnalysisError):
    """A return of which figures would be wrong, with every fault found in `faults`."""

    def __init__(self, path: str, faults: Iterable[Fault]) -> None:
        self.faults = tuple(faults)
        grave = [fault for fault in self.faults if fault.severity == STOPS]
        other = [fault for fault in self.faults if fault.severity != STOPS]
        many = f"{_Number(len(grave)):fault|faults}"
        said = [f"{path} cannot be counted, because of {many}:", *(f"- {f}" for f in grave)]
        if other:
            said += ["Also:", *(f"- {f}" for f in other)]
        super().__init__("\n".join(said))


def grave(table: Table) -> str:
    """How grave a fault is that spoils a whole table: STOPS where every figure rests on it."""
    return STOPS if table.name in NEEDED else LEFT_OUT


def left_out(faults: Iterable[Fault]) -> frozenset[tuple[str, str]]:
    """The files and tables that are left out."""
    return frozenset((fault.file, fault.table) for fault in faults if fault.severity == LEFT_OUT)

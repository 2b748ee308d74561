"""The gate: a finished page is refused when it shows what was to be hidden.

It knows nothing of how a page was made: it compares the bytes to publish with what was suppressed.
"""

import csv
import io
import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby
from operator import attrgetter

from analysis.core.errors import CareAnalysisError
from analysis.protect.surfaces import (
    Surface,
    TableCell,
    cells_of,
    parsed,
    plain,
    surfaces,
    table_cells,
)

THRESHOLD = 5
NEAR_LETTERS = 160
_OF = re.compile(
    r"(?<![\d,.%])(\d[\d,]*) (?:of|out of)(?: the| all| our)? (\d[\d,]*)"
    r"(?![\d,]*(?:[.%]\d|-\d\d\b))"  # 'quarter 2 of 2026-27' is no share
)
_CHILDREN = re.compile(
    r" (?:[a-z-]+ ){0,2}(?:child|children|pupil|pupils|young person|young people|care leavers?)\b"
)
_NUMBER = re.compile(r"(?<![\d.])(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?%?(?!\d)")
_SAYS_A_FIGURE = r"(?:\b(?:was|is|were|are|at|to|from|only|stands at|of)\b|[:=(]) "
_NOT_FIGURES: tuple[str, ...] = ("centre", "average", "middle", "limit", "target", "signal")
_NOT_FIGURES += ("expected", "received", "unit", "release")


@dataclass(frozen=True, kw_only=True)
class HiddenCell:
    """A suppressed figure: what it is called, of when, and what it was.

    `known_as` are other names of the indicator (its id), `periods` other names of the period
    (2025-26Q2). `of_hidden` says that the denominator is suppressed too.
    """

    title: str
    period: str
    numerator: float
    denominator: float | None = None
    known_as: tuple[str, ...] = ()
    periods: tuple[str, ...] = ()
    of_hidden: bool = False

    @cached_property
    def titles(self) -> tuple[str, ...]:
        """Every name of the indicator, as compared."""
        return tuple(plain(t) for t in (self.title, *self.known_as) if t)

    @cached_property
    def days(self) -> tuple[str, ...]:
        """Every name of the period, as compared."""
        return tuple(plain(p) for p in (self.period, *self.periods) if p)

    @cached_property
    def secrets(self) -> set[str]:
        """How the figure could be printed: the count, those left over, and its share."""
        told = {f"{self.numerator:g}"}
        if self.denominator:
            share = 100 * self.numerator / self.denominator
            told |= {f"{share:.0f}%", f"{share:.1f}%", f"{share:.2f}%"}
            told.add(f"{self.denominator - self.numerator:g}")
            if self.of_hidden:
                told.add(f"{self.denominator:g}")
        return told

    def __str__(self) -> str:
        return f"'{self.title}' for {self.period}"


class GateError(CareAnalysisError):
    """A page that would show what was suppressed; `faults` says where, never what."""

    def __init__(self, page: str, faults: Iterable[str]) -> None:
        self.faults = tuple(dict.fromkeys(faults))
        listed = "\n".join(f"- {fault}" for fault in self.faults)
        super().__init__(
            f"{page} was not written, because it would show what is suppressed:\n{listed}"
        )


def check(
    html: str,
    hidden: Collection[HiddenCell] = (),
    *,
    titles: Collection[str] = (),
    threshold: int = THRESHOLD,
    page: str = "The page",
) -> str:
    """The same HTML, or GateError that lists every place where something hidden would show.

    `titles` are those of all local indicators: beside one of them no 'k of n' may be small.
    """
    soup = parsed(html)
    everything = list(surfaces(soup))
    cells = list(table_cells(soup))
    local = {plain(t) for t in titles} | {t for cell in hidden for t in cell.titles}
    faults = [
        *_in_tables(cells, hidden),
        *_in_words(everything, hidden),
        *_small_shares(everything, cells, local, threshold),
    ]
    if faults:
        raise GateError(page, faults)
    return html


def check_csv(text: str, hidden: Collection[HiddenCell] = (), *, page: str = "The table") -> str:
    """The same CSV text, or GateError: no row of a hidden figure may have its number."""
    rows = list(csv.reader(io.StringIO(text, newline="")))
    heads = [plain(cell) for cell in rows[0]] if rows else []
    cells = [cell for row in rows[1:] for cell in cells_of([plain(c) for c in row], heads, "")]
    if faults := list(_in_tables(cells, hidden)):
        raise GateError(page, faults)
    return text


def _in_tables(cells: list[TableCell], hidden: Collection[HiddenCell]) -> Iterator[str]:
    told = [(cell, numbers) for cell in cells if (numbers := set(_numbers(cell.text)))]
    for each in hidden:
        for cell, numbers in told:
            if not each.secrets.isdisjoint(numbers) and _stands_for(cell, each):
                yield f"{each} stands in a table, under '{cell.column}'"


def _stands_for(cell: TableCell, hidden: HiddenCell) -> bool:
    """Whether the cell is where the figure would be: its row, its column, or both in one row."""
    itself = cell.text in hidden.days or cell.text in hidden.titles
    if itself or any(word in cell.column for word in _NOT_FIGURES):
        return False
    titled_row = any(t in cell.row for t in hidden.titles)
    titled = titled_row or any(t in cell.column or t in cell.about for t in hidden.titles)
    dated = any(d in cell.column or d in cell.row for d in hidden.days)
    return (titled and dated) or (titled_row and any(d in cell.about for d in hidden.days))


def _in_words(everything: list[Surface], hidden: Collection[HiddenCell]) -> Iterator[str]:
    """Sentences with the indicator, the period and the figure; in data, the figure near both."""
    by_titles = attrgetter("titles")
    for titles, cells in groupby(sorted(hidden, key=by_titles), key=by_titles):
        least = min(map(len, titles), default=0)
        long = (surface for surface in everything if len(surface.text) >= least)
        named = [surface for surface in long if any(t in surface.text for t in titles)]
        pieces = [(surface, piece) for surface in named for piece in _pieces(surface, titles)]
        for each in cells:
            for surface, piece in pieces:
                dated = any(d in piece for d in each.days)
                if dated and _tells(piece, each, surface.data):
                    yield f"{each} is said in {surface.where}"


def _pieces(surface: Surface, titles: tuple[str, ...]) -> Iterator[str]:
    """The sentences that name an indicator; in data, what stands near its name."""
    if not surface.data:
        sentences = re.split(r"(?<=[.!?;])\s", surface.text)
        yield from (each for each in sentences if any(t in each for t in titles))
        return
    for title in titles:
        for found in re.finditer(re.escape(title), surface.text):
            start, end = max(0, found.start() - NEAR_LETTERS), found.end() + NEAR_LETTERS
            yield surface.text[start:end]


def _tells(piece: str, hidden: HiddenCell, data: bool) -> bool:
    for word in (*hidden.days, *hidden.titles):
        piece = piece.replace(word, " ")
    if data:
        return bool(hidden.secrets & set(_numbers(piece)))
    return any(re.search(_figure(secret), piece) for secret in hidden.secrets)


def _figure(secret: str) -> str:
    """The pattern of a sentence that gives a number as a figure, as k of n or as of children."""
    after = "" if secret.endswith("%") else r"(?![\d%])"
    number = re.escape(secret) + after
    alone = rf"(?<![\d.,]){number}"
    figure = rf"{_SAYS_A_FIGURE}(?:only |about )?{number}(?!\s*(?:to|quarters)\b)"
    return rf"{figure}|{alone} (?:of|out of)\b|{alone}{_CHILDREN.pattern}"


def _small_shares(
    everything: list[Surface], cells: list[TableCell], local: set[str], threshold: int
) -> Iterator[str]:
    """'k of n' with a small number in it: of children anywhere, of anything local in any part."""
    for surface in everything:
        if not _OF.search(surface.text):
            continue
        about = any(t in surface.text for t in local)
        yield from _shares(surface.text, about, threshold, surface.where)
    for cell in cells:
        if not _OF.search(cell.text):
            continue
        about = any(t in f"{cell.row} | {cell.column} | {cell.about}" for t in local)
        yield from _shares(cell.text, about, threshold, f"a table, under '{cell.column}'")


def _shares(text: str, local: bool, threshold: int, where: str) -> Iterator[str]:
    for found in _OF.finditer(text):
        k, n = (int(number.replace(",", "")) for number in found.groups())
        children = _CHILDREN.match(text[found.end() :]) is not None
        small = [k, n, *([n - k] if local else [])]
        if (local or children) and any(0 < number <= threshold for number in small):
            yield f"a share of a few children is given in {where}"


def _numbers(text: str) -> list[str]:
    return [found.replace(",", "") for found in _NUMBER.findall(text)]

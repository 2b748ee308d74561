"""A table that a person keeps in a spreadsheet and saved as CSV: its header and its lines.

Spreadsheets leave things behind: a mark of the encoding, 'sep=;', blank lines and columns, a title
above the header. What can be read without a doubt is read; all else is told with its place.
"""

import csv
import io
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from analysis.catalogue.text.invisible_characters import CONTROL, TURNING

LOOKED_AT = 20
SAVE_AS = "save the file as 'CSV UTF-8'."
PARTED_BY = {",": "commas", ";": "semicolons", "\t": "tabs"}
_SEPARATOR = re.compile(r'"?sep=([,;\t])"?[,;\t]*', re.IGNORECASE)
_BYTE_MARKS = (b"\xff\xfe", b"\xfe\xff")
# Those that show nothing, turn the order of others, or end a line for some readers alone.
_UNSEEN = re.compile(f"[{CONTROL}{TURNING}\u2028\u2029]")


class HandmadeError(ValueError):
    """A table that cannot be read: `place` ('line 3, column 2'), what was expected and found, and
    the remedy. Nothing that stands in a line is printed.
    """

    def __init__(self, place: str, expected: str, found: str, remedy: str) -> None:
        self.place, self.expected, self.found, self.remedy = place, expected, found, remedy
        super().__init__(f"{place}: found {found}; {remedy}")


class Line(NamedTuple):
    """One line: the number that an editor shows, and its cells without the spaces around them."""

    number: int
    cells: list[str]


@dataclass(frozen=True, kw_only=True)
class Table:
    """The header and the lines under it that are not blank; `names` in lower case, with '_'.

    `blank` says that the file has lines, and nothing in them.
    """

    header: int
    names: list[str]
    lines: list[Line]
    blank: bool = False


def text_of(content: bytes) -> str:
    """UTF-8 with or without its mark, UTF-16 with one, or the text of Windows; HandmadeError."""
    tried = ("utf-16",) if content[:2] in _BYTE_MARKS else ("utf-8-sig", "cp1252")
    for encoding in tried:
        try:
            return content.decode(encoding)
        except UnicodeDecodeError as fault:
            line = content[: fault.start].count(b"\n") + 1
    raise HandmadeError(f"line {line}", "text", "a byte that is no letter", SAVE_AS)


def table(text: str, columns: Sequence[str]) -> Table:
    """The table in a text whose header has these columns, parted by commas, semicolons or tabs.

    HandmadeError for a header that stands further down, lines that are parted otherwise than it,
    control characters, and a cell that never ends.
    """
    parted, above = _parted(text, columns)
    found = [line for line in _lines(text, parted) if line.number > above and any(line.cells)]
    if not found:
        return Table(header=0, names=[], lines=[], blank=bool(text))
    head, *lines = found
    names = [_folded(cell) for cell in head.cells]
    _check_place(head, names, lines, columns)
    for line in found:
        _check_characters(line, names)
    for line in lines:
        _check_parted(line, len(names), parted)
    return Table(header=head.number, names=names, lines=lines)


def without_blank_columns(found: Table) -> Table:
    """The table without columns that have no name and nothing under it, as spreadsheets save them.

    HandmadeError where something stands under no name. A line that is too short stays as it is.
    """
    wide = len(found.names)
    nameless = [n for n, name in enumerate(found.names) if not name]
    for line in found.lines:
        filled = [n for n in nameless if n < len(line.cells) and line.cells[n]]
        if filled:
            place = f"line {line.number}, column {filled[0] + 1}"
            expected = "nothing, since the column has no name"
            remedy = "name the column in the header, or empty it."
            raise HandmadeError(place, expected, "something under no name", remedy)
    lines = []
    for number, cells in found.lines:
        named = [cell for n, cell in enumerate(cells[:wide]) if n not in nameless]
        lines.append(Line(number, named + (cells[wide:] if any(cells[wide:]) else [])))
    return replace(found, names=[name for name in found.names if name], lines=lines)


def _folded(cell: str) -> str:
    return "_".join(cell.casefold().split())


def _parted(text: str, columns: Sequence[str]) -> tuple[str, int]:
    """What parts the cells, and the line above the table (0 where there is none): 'sep=;' says it,
    unless the header beneath it is plainly parted otherwise; or the line that names most columns,
    or else the first one.
    """
    lines = [(n, line) for n, line in enumerate(io.StringIO(text, newline=""), 1) if line.strip()]
    said = _SEPARATOR.fullmatch(lines[0][1].strip(" \r\n")) if lines else None
    if not said:
        return _seen(lines, columns), 0
    header = lines[1][1] if lines[1:] else ""
    seen = _seen(lines[1:2], columns)
    return seen if {*columns} <= _named(header, seen) else said[1], lines[0][0]


def _seen(lines: Sequence[tuple[int, str]], columns: Sequence[str]) -> str:
    """What parts the line that names most columns, or else the first one."""
    tried = [
        (-len(_named(line, parted) & {*columns}), n, -line.count(parted), parted)
        for n, line in lines[:LOOKED_AT]
        for parted in PARTED_BY
    ]
    return min(tried)[3] if tried else ","


def _named(line: str, parted: str) -> set[str]:
    return {_folded(cell.strip('" \r\n')) for cell in line.split(parted)}


def _lines(text: str, parted: str) -> Iterator[Line]:
    reader, begins = csv.reader(io.StringIO(text, newline=""), delimiter=parted), 1
    try:
        for cells in reader:
            yield Line(begins, [cell.strip() for cell in cells])
            begins = reader.line_num + 1
    except csv.Error:
        raise _endless(text, begins, parted) from None


def _endless(text: str, begins: int, parted: str) -> HandmadeError:
    """A cell so long that no person wrote it: mostly a quotation mark that was never closed."""
    most = csv.field_size_limit()
    rest = "".join(list(io.StringIO(text, newline=""))[begins - 1 :])[:most]
    before = next(csv.reader(io.StringIO(rest, newline=""), delimiter=parted), [""])
    return HandmadeError(
        f"line {begins}, column {len(before)}",
        "a cell that ends",
        f"more than {most:,} characters in one cell",
        "close its quotation mark, or shorten it.",
    )


def _check_place(
    head: Line, names: Sequence[str], lines: Sequence[Line], columns: Sequence[str]
) -> None:
    """HandmadeError where a line further down has all the columns, and the first has not."""
    if {*columns} <= {*names}:
        return
    for line in lines[:LOOKED_AT]:
        if {*columns} <= {_folded(cell) for cell in line.cells}:
            found = f"a line above the header, which seems to stand on line {line.number}"
            expected, remedy = "the header in the first line", "remove what stands above it."
            raise HandmadeError(f"line {head.number}", expected, found, remedy)


def _check_characters(line: Line, names: Sequence[str]) -> None:
    for n, cell in enumerate(line.cells):
        if found := _UNSEEN.search(cell):
            name = names[n] if n < len(names) and names[n].isprintable() else str(n + 1)
            character = f"the control character U+{ord(found[0]):04X}"
            remedy = f"write the cell again, or {SAVE_AS}"
            raise HandmadeError(f"line {line.number}, column {name}", "text", character, remedy)


def _check_parted(line: Line, wide: int, parted: str) -> None:
    """HandmadeError where a line does not fit the header and would if it were parted otherwise."""
    if len(line.cells) == wide or wide == 1:
        return
    whole = parted.join(line.cells)
    for other, name in PARTED_BY.items():
        if other != parted and len(whole.split(other)) == wide:
            expected = f"cells parted by {PARTED_BY[parted]}, as in the header"
            remedy = f"part the header and every line by {name}, or all by {PARTED_BY[parted]}."
            raise HandmadeError(f"line {line.number}", expected, name, remedy)

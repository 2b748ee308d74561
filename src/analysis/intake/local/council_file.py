"""A small CSV of a council's own: its lines by column, or every fault that they have."""

from collections.abc import Callable, Collection, Iterable, Sequence
from pathlib import Path
from typing import NamedTuple, TypeVar

from analysis.catalogue.text import personal_details
from analysis.core.errors import CareAnalysisError, suggest
from analysis.intake.local import spreadsheet
from analysis.intake.local.lines import NOT_REPEATED, Fault
from analysis.intake.local.spreadsheet import Table

LONGEST_NAME = 100
Cell = TypeVar("Cell")
Row = TypeVar("Row", bound=tuple[object, ...])


class CouncilFileError(CareAnalysisError):
    """A file of a council's own that cannot be used, with every fault found in `faults`."""

    def __init__(self, file: str, faults: Iterable[object]) -> None:
        self.faults = tuple(faults)
        super().__init__("\n".join(f"{file}: {fault}" for fault in self.faults))


class Given(NamedTuple):
    """A line and the text in each of its columns."""

    line: int
    cells: dict[str, str]


class Checked:
    """The cells of one line, read one after another; what is wrong with them is in `faults`."""

    def __init__(self, given: Given) -> None:
        self.given, self.faults = given, list[Fault]()

    def amiss(self, column: str, remedy: str, found: str | None = None) -> None:
        """Keep a fault of a column."""
        shown = self.given.cells.get(column, "") if found is None else found
        self.faults.append(Fault(self.given.line, column, shown, remedy))

    def cell(self, column: str, read: Callable[[str], Cell], otherwise: Cell) -> Cell:
        """What a column holds, or `otherwise` where it is empty or amiss: `read` says why."""
        written = self.given.cells.get(column, "")
        try:
            return read(written) if written else otherwise
        except ValueError as fault:
            self.amiss(column, str(fault))
            return otherwise

    def name(self, column: str) -> str:
        """A name that a page may print."""
        written = self.given.cells[column]
        if not written:
            self.amiss(column, "give it a name.")
        elif len(written) > LONGEST_NAME:
            self.amiss(column, f"use {LONGEST_NAME} characters at most.", NOT_REPEATED)
        elif found := personal_details.found(written):
            self.amiss(column, f"it has what looks like {found[0]}; take it out.", NOT_REPEATED)
        return written


def one_of(known: Collection[str], *, also: dict[str, str] | None = None) -> Callable[[str], str]:
    """Reads one of some names, or of other words for them."""
    words = {name.casefold(): name for name in known}
    words |= {word.casefold(): name for word, name in (also or {}).items()}

    def read(written: str) -> str:
        name = words.get(written.casefold())
        if name is None:
            near = suggest(written, known) or list(known)
            raise ValueError(f"use {', '.join(near)}.")
        return name

    return read


def table_of(path: Path, columns: Sequence[str]) -> Table:
    """The table of a file whose header has some of the columns; CouncilFileError."""
    if not path.is_file():
        raise CouncilFileError(path.name, ["there is no such file; put it there, or name another."])
    try:
        text = spreadsheet.text_of(path.read_bytes())
        return spreadsheet.without_blank_columns(spreadsheet.table(text, columns))
    except spreadsheet.HandmadeError as fault:
        raise CouncilFileError(path.name, [fault]) from None


def lines_of(file: str, table: Table, needed: Sequence[str], may: Sequence[str]) -> list[Given]:
    """Its lines, of which each column that is needed is there, and no other than may be.

    CouncilFileError for other columns, lines of another width, and a file without lines.
    """
    names, at = table.names, f"line {table.header}"
    faults = [f"{at}: there is no column '{c}'; add it." for c in needed if c not in names]
    faults += [
        f"{at}: the column '{n}' is not known; remove it. Known are {', '.join((*needed, *may))}."
        for n in names
        if n not in (*needed, *may)
    ]
    faults += [f"{at}: the column '{n}' is there twice." for n in set(names) if names.count(n) > 1]
    faults += [
        f"line {number}: it has {len(cells)} cells, and the header {len(names)}; a number with a "
        "comma needs quotation marks."
        for number, cells in table.lines
        if len(cells) != len(names)
    ]
    if not table.lines:
        faults.append("nothing stands under its header; add a line, or take the file away.")
    if faults:
        raise CouncilFileError(file, faults)
    return [Given(n, dict(zip(names, cells, strict=True))) for n, cells in table.lines]


def rows_of(
    file: str, lines: Iterable[Given], read: Callable[[Given], tuple[Row, list[object]]], twice: str
) -> list[Row]:
    """The row that `read` makes of each line; the first two cells of a row stand in it once.

    CouncilFileError with every fault, those of `read` and lines that repeat another: `twice` ends
    the sentence on these, as 'has that home and provider too.'
    """
    rows, faults, before = list[Row](), list[object](), dict[tuple[object, ...], int]()
    for given in lines:
        row, wrong = read(given)
        faults += wrong
        first = before.setdefault(row[:2], given.line)
        if first != given.line and not wrong:
            faults.append(f"line {given.line}: line {first} {twice}")
        rows.append(row)
    if faults:
        raise CouncilFileError(file, faults)
    return rows

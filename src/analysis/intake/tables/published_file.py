"""Reading a published file: it is what was expected, or the build stops and says why."""

import csv
import io
import re
from collections.abc import Collection, Iterator, Sequence
from difflib import get_close_matches
from itertools import islice
from pathlib import Path

import pandas as pd
import pyarrow as pa
import pyarrow.csv as pa_csv
import pyarrow.parquet as pq
from python_calamine import CalamineError, CalamineWorkbook

from analysis.catalogue.sources.source import Source, source_error
from analysis.intake.tables import register

WORDS = pa.dictionary(pa.int32(), pa.string())
BLANK_FIRST, BLANK_LINE = ("\n", "\r\n"), ("\n\n", "\n\r\n", "\r\r")


def read(source: Source, raw: Path) -> pd.DataFrame:
    """The declared columns of a published CSV as text, or of a parquet file as they are, after
    checking what was declared of it.
    """
    if source.file.endswith(".parquet"):
        return read_parquet(source, raw)
    return read_csv(source, raw, only=source.declared)


def read_csv(
    source: Source, raw: Path, *, skip: int = 0, only: Collection[str] = ()
) -> pd.DataFrame:
    """A published CSV as text, every cell as printed, after checking what was declared of it.

    `only` are the columns wanted, as far as they are there; every one where none is named.
    """
    try:
        text = find(source, raw).read_bytes().decode(source.encoding)
    except UnicodeDecodeError as fault:
        found = f"a byte that is not, at position {fault.start:,}"
        remedy = "Save it again as published; opening it in a spreadsheet may have changed it."
        raise source_error(source, f"text encoded as {source.encoding}", found, remedy) from fault
    held = io.StringIO(text, newline="")
    lines = csv.reader(held)
    header = next(islice(lines, skip, None), None)
    if header is None:
        raise source_error(source, "a table", "nothing")
    names = [cell.strip() for cell in header]
    wanted = [cell for cell, name in zip(header, names, strict=True) if name in only]
    try:
        frame = _at_once(text[held.tell() :], header, wanted)
    except pa.ArrowInvalid:
        frame = _line_by_line(source, lines, header, skip + 2)
    frame.columns = frame.columns.str.strip()
    return check(source, frame, raw, names)


def _at_once(text: str, header: list[str], wanted: list[str]) -> pd.DataFrame:
    """The wanted cells below a header, or all; ArrowInvalid where a line has more or fewer, or may
    be blank.
    """
    table = pa_csv.read_csv(
        pa.BufferReader(text.encode()),
        pa_csv.ReadOptions(use_threads=False, column_names=header),
        pa_csv.ParseOptions(newlines_in_values=True),
        pa_csv.ConvertOptions(
            column_types=dict.fromkeys(header, WORDS), include_columns=wanted or None
        ),
    )
    lines = text.count("\n") + (not text.endswith("\n"))
    if lines != table.num_rows and _may_be_blank(text):
        raise pa.ArrowInvalid("a blank line")
    return table.to_pandas()


def _may_be_blank(text: str) -> bool:
    """Whether there is a blank line, unless it is within a cell."""
    return text.startswith(BLANK_FIRST) or any(blank in text for blank in BLANK_LINE)


def _line_by_line(
    source: Source, lines: Iterator[list[str]], header: list[str], first: int
) -> pd.DataFrame:
    """The cells below a header; SourceError names the first line that has more or fewer."""
    rows = list(lines)
    for number, row in enumerate(rows, start=first):
        if len(row) != len(header):
            raise source_error(
                source, f"{len(header)} cells in line {number}, as in the header", f"{len(row)}"
            )
    return pd.DataFrame(rows, columns=pd.Index(header), dtype="str")


def read_parquet(source: Source, raw: Path) -> pd.DataFrame:
    """A published table that is carried as parquet, after checking what was declared of it."""
    path = find(source, raw)
    try:
        words = [c.name for c in pq.read_schema(path) if pa.types.is_string(c.type)]
        frame = pq.read_table(path, use_threads=False, read_dictionary=words).to_pandas()
    except (OSError, ValueError) as fault:
        found = f"one that cannot be read ({type(fault).__name__})"
        raise source_error(source, "a whole parquet file", found) from fault
    return check(source, frame, raw)


def read_sheet(source: Source, raw: Path, *, sheet: str, header: str) -> pd.DataFrame:
    """One sheet of a workbook (.ods, .xlsx) as text, below the line whose first cell is `header`,
    after checking what was declared of it.
    """
    rows = sheet_rows(source, raw, sheet)
    at = header_at(source, rows, header)
    names = [plain_header(cell) for cell in rows[at]]
    return check(source, sheet_table(names, rows[at + 1 :]), raw)


def sheet_rows(source: Source, raw: Path, sheet: str) -> list[list]:
    """Every line of the first sheet whose name begins with `sheet`; SourceError without one."""
    path = find(source, raw)
    try:
        book = CalamineWorkbook.from_path(path)
        named = [name for name in book.sheet_names if name.startswith(sheet)]
        rows = book.get_sheet_by_name(named[0]).to_python() if named else []
    except (CalamineError, OSError) as fault:
        found = f"one that cannot be read ({type(fault).__name__})"
        raise source_error(source, f"a whole workbook with a sheet '{sheet}'", found) from fault
    if not rows:
        remedy = "If the publisher renamed the sheet, say so in the reader."
        names = ", ".join(book.sheet_names)
        raise source_error(source, f"a sheet '{sheet}' with a table", names, remedy)
    return rows


def header_at(source: Source, rows: list[list], header: str) -> int:
    """The number of the first line whose first cell is `header`; SourceError without one."""
    for number, row in enumerate(rows):
        if row and row[0] == header:
            return number
    raise source_error(
        source, f"a header line that begins with '{header}'", f"none in {len(rows)} lines"
    )


def sheet_table(names: list[str], rows: list[list]) -> pd.DataFrame:
    """Lines of a sheet as a table of text without outer spaces."""
    cells = [[str(cell).strip() for cell in row] for row in rows]
    return pd.DataFrame(cells, columns=pd.Index(names), dtype="str")


def plain_header(cell: object) -> str:
    """A header on one line, with straight apostrophes and without the sheet's note marks."""
    text = " ".join(str(cell).replace("’", "'").split())
    return re.sub(r"\s*\[note \d+\]", "", text)


def find(source: Source, raw: Path) -> Path:
    """The file's path; SourceError when it is not there."""
    path = raw / source.file
    if not path.is_file():
        expected = f"the file '{source.title}' under {raw.name}/"
        found = "no such file"
        remedy = "Put the published file there, or point --raw at the folder that has it."
        raise source_error(source, expected, found, remedy)
    return path


def check(
    source: Source, frame: pd.DataFrame, raw: Path, names: Sequence[str] = ()
) -> pd.DataFrame:
    """The frame, if it has the columns and periods declared and is the file registered.

    `names` are all columns of the file, where the frame has not each of them.
    """
    names = names or [str(name) for name in frame.columns]
    absent = source.lacking(names)
    if absent:
        others = [name for name in names if name not in source.declared]
        closest = get_close_matches(absent[0], others, n=8, cutoff=0)
        expected = f"a column '{absent[0]}'" + (f" and {[*absent[1:]]}" if absent[1:] else "")
        found = f"columns not expected: {closest}" if closest else "no such column"
        remedy = "If the publisher renamed it, add the new name to the reader's labels."
        raise source_error(source, expected, found, remedy)
    if source.years:
        periods = sorted(map(str, frame[source.period_column].unique()))
        if periods != sorted(source.years):
            expected = f"the periods {', '.join(sorted(source.years))}"
            found = ", ".join(periods[:12]) or "none"
            remedy = "Check that this is the right edition, or register the new one as a source."
            raise source_error(source, expected, found, remedy)
    register.confirm(source, raw, len(frame))
    return frame

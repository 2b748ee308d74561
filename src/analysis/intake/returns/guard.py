"""Files that look like records of children: none of them may ever be put into git."""

import csv
import io
import re
import zipfile
from collections.abc import Iterable, Sequence
from pathlib import PurePosixPath

from python_calamine import CalamineError, CalamineWorkbook

from analysis.catalogue.returns.tables import TABLES
from analysis.intake.returns.files.text import spelt

CHILD = {"CHILD", "CHILDID"}
TABLES_OF_TEXT = {".csv", ".txt", ".tsv"}
WORKBOOKS = {".xlsx", ".xlsm", ".xls", ".xlsb", ".ods"}
OWN = frozenset().union(*(table.own for table in TABLES.values()))
FIRST_LINES = 20  # a title or two may stand above a header
MOST_MEMBERS = 1000
_XML = re.compile(rb"<\s*(EXPSSDA903|CHILDID)\b", re.IGNORECASE)


def looks_like_records(name: str, content: bytes) -> bool:
    """Whether a file has the columns of a table of the return, in any of its sheets or members.

    A column of a child's number beside one that only tables of the return have; an XML of the
    return; a zip or a workbook with any such.
    """
    suffix = PurePosixPath(name).suffix.lower()
    if suffix in WORKBOOKS:
        return any(_is_header(row) for row in _sheet_rows(content))
    if zipfile.is_zipfile(io.BytesIO(content)):
        return any(looks_like_records(*member) for member in _members(content))
    if content.lstrip(b"\xef\xbb\xbf \r\n\t").startswith(b"<"):
        return bool(_XML.search(content))
    return suffix in TABLES_OF_TEXT and any(_is_header(row) for row in _lines(content))


def _is_header(cells: Iterable[object]) -> bool:
    names = {spelt(str(cell)) for cell in cells}
    return bool(names & CHILD) and bool(names & OWN)


def _lines(content: bytes) -> Iterable[list[str]]:
    """The first lines of a text, split at whatever it is split at."""
    encoding = "utf-16" if content[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig"
    text = content[:100_000].decode(encoding, errors="replace").replace("\0", "")
    for line in text.splitlines()[:FIRST_LINES]:
        for delimiter in (",", ";", "\t", "|"):
            yield from csv.reader([line], delimiter=delimiter)


def _members(content: bytes) -> Iterable[tuple[str, bytes]]:
    """The files in a zip; one that is locked counts by its name alone."""
    with zipfile.ZipFile(io.BytesIO(content)) as packed:
        for each in packed.infolist()[:MOST_MEMBERS]:
            locked = each.flag_bits & 0x1
            yield each.filename, b"" if locked or each.is_dir() else packed.read(each)


def _sheet_rows(content: bytes) -> Iterable[Sequence[object]]:
    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(content))
        for name in book.sheet_names:
            yield from book.get_sheet_by_name(name).to_python(nrows=FIRST_LINES)
    except (CalamineError, OSError, ValueError):
        return

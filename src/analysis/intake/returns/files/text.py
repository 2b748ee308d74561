"""A CSV file as text: its encoding, what parts its cells, and where its header is."""

import csv
from dataclasses import dataclass, field

from analysis.catalogue.returns.tables import SHARED, TABLES, XML_NAMES
from analysis.intake.returns.fault import Findings

LOOKED_AT = 10
SEPARATORS = {",": "commas", ";": "semicolons", "\t": "tabs", "|": "bars"}
_BYTE_MARKS = {b"\xff\xfe": "utf-16", b"\xfe\xff": "utf-16"}
_KNOWN = frozenset(n for t in TABLES.values() for n in t.names) | {*XML_NAMES, "LA", "YEAR"}
_UTF8_MARK = b"\xef\xbb\xbf"


@dataclass(frozen=True, repr=False)
class Text:
    """A CSV file, in UTF-8 and with line ends of one character.

    `names` are the cells of its header as they stand there; `line` is the header's number and
    `body` what comes below it.
    """

    body: bytes
    names: list[str] = field(default_factory=list)
    separator: str = ","
    line: int = 1


def text_of(name: str, content: bytes, findings: Findings) -> Text | None:
    """A CSV file as text, its header found; None, and a fault, where it has no header."""
    plain = _decoded(name, content, findings)
    lines = plain.split(b"\n", LOOKED_AT)[:LOOKED_AT]
    found = max(
        (
            (_matches(names), -place, separator, names)
            for place, line in enumerate(lines)
            for separator in SEPARATORS
            if separator.encode() in line and (names := cells(line, separator))
        ),
        default=(0, 0, ",", []),
    )
    matches, place, separator, names = found
    if matches < 2:
        findings.add("no_header" if _is_row(lines) else "not_a_table", name)
        return None
    if separator != ",":
        findings.add("separator", name, found=SEPARATORS[separator])
    if above := sum(1 for line in lines[:-place] if line.strip(b",; \t")):
        findings.add("title_above_header", name, count=above)
    body = plain.split(b"\n", 1 - place)
    return Text(body[-1] if len(body) > 1 - place else b"", names, separator, 1 - place)


def cells(line: bytes, separator: str) -> list[str]:
    """The cells of one line; none where its quotation marks are not in order."""
    try:
        return next(csv.reader([line.decode()], delimiter=separator, strict=True), [])
    except csv.Error:
        return []


def spelt(name: str) -> str:
    """A column's name as the return spells it: 'Place provider ' is PLACE_PROVIDER."""
    bare = "_".join(name.strip().strip("\ufeff'\"").upper().replace("-", " ").split())
    return XML_NAMES.get(bare, bare)


def _decoded(name: str, content: bytes, findings: Findings) -> bytes:
    """UTF-8 without its mark and with one line end; other encodings and NUL bytes are told."""
    mark = _BYTE_MARKS.get(content[:2], "")
    if not mark and content[1:2] == b"\0" and content[3:4] == b"\0":
        mark = "utf-16-le"
    if mark:
        findings.add("utf16", name)
        content = content.decode(mark, errors="replace").encode()
    content = content.removeprefix(_UTF8_MARK)
    if nuls := content.count(b"\0"):
        findings.add("nul_bytes", name, count=nuls)
        content = content.replace(b"\0", b"")
    if not content.isascii() and not _is_utf8(content):
        findings.add("not_utf8", name)
        content = content.decode("cp1252", errors="replace").encode()
    if b"\r" in content:
        content = content.replace(b"\r\n", b"\n").replace(b"\r", b"\n")
    return content


def _is_utf8(content: bytes) -> bool:
    try:
        content.decode()
    except UnicodeDecodeError:
        return False
    return True


def _matches(names: list[str]) -> int:
    """How many of a line's cells are names of columns."""
    return len({spelt(name) for name in names} & _KNOWN)


def _is_row(lines: list[bytes]) -> bool:
    """Whether the first line has as many cells as a table, one with the form of a date."""
    widths = {len(table.columns) for table in TABLES.values()}
    for separator in SEPARATORS:
        row = cells(lines[0] if lines else b"", separator)
        dated = any(c[:2].isdigit() and c.count("/") + c.count("-") == 2 for c in row)
        if len(row) in widths and len(row) > len(SHARED) and dated:
            return True
    return False

"""A CSV file to a table as text: fast where all is in order, line by line where it is not.

No error of a parser is let out, for it would print the line: it is told by its number.
"""

import csv
import io

import numpy as np
import pyarrow as pa
import pyarrow.csv as arrow_csv

from analysis.catalogue.returns.faults.kind import MOST_UNREADABLE
from analysis.intake.returns.fault import Findings, grave
from analysis.intake.returns.files.places import Found
from analysis.intake.returns.files.recognised import Header, header_of
from analysis.intake.returns.files.text import Text, spelt, text_of
from analysis.intake.returns.raw import Raw, encoded

_TEXTS = pa.dictionary(pa.int32(), pa.string())


def table_of(file: Found, findings: Findings) -> Raw | None:
    """The table of a CSV file as text; None, and a fault, where it is none."""
    text = text_of(file.name, file.content, findings)
    header = header_of(file.name, text.names, findings) if text else None
    if text is None or header is None:
        return None
    parsed = _fast(text, header) or _line_by_line(file.name, text, header, findings)
    if parsed is None:
        return None
    columns, lines = parsed
    _repeated(file.name, header, columns, findings)
    wanted = {name: columns[place] for name, place in header.places.items()}
    return _rows_of_children(Raw(header.table, file.name, wanted, lines), findings)


_Parsed = tuple[dict[int, pa.DictionaryArray], np.ndarray]


def _places(header: Header) -> list[int]:
    return [*header.places.values(), *(p for places in header.again.values() for p in places)]


def _fast(text: Text, header: Header) -> _Parsed | None:
    """The columns by place and the lines, by Arrow; None where lines are not all alike."""
    body = text.body.rstrip(b"\n")
    rows = body.count(b"\n") + 1
    if not body or b"\n\n" in body or body.count(b'"') % 2:
        return None
    names = [f"{place}" for place in range(len(text.names))]
    wanted = [f"{place}" for place in _places(header)]
    try:
        table = arrow_csv.read_csv(
            pa.BufferReader(body),
            arrow_csv.ReadOptions(column_names=names, block_size=len(body) + 1),
            arrow_csv.ParseOptions(delimiter=text.separator),
            arrow_csv.ConvertOptions(
                column_types=dict.fromkeys(wanted, _TEXTS),
                include_columns=wanted,
                strings_can_be_null=False,
            ),
        )
    except pa.ArrowInvalid:
        return None
    if len(table) != rows:
        return None
    columns = {int(name): table[name].unify_dictionaries().combine_chunks() for name in wanted}
    return columns, np.arange(text.line + 1, text.line + 1 + rows, dtype=np.int32)


def _line_by_line(file: str, text: Text, header: Header, findings: Findings) -> _Parsed | None:
    """The same, with every line that is not like the header told; None where none can be read."""
    width, rows, lines = len(text.names), [], []
    wrong: dict[str, list[int]] = {"line_too_long": [], "line_too_short": [], "line_cut": []}
    blank = 0
    reader = csv.reader(
        io.StringIO(text.body.decode(), newline=""), delimiter=text.separator, strict=True
    )
    before, ended = text.line, text.body.endswith(b"\n")
    last = text.line + text.body.rstrip(b"\n").count(b"\n") + 1
    try:
        for cells in reader:
            line, before = before + 1, text.line + reader.line_num
            if not any(map(str.strip, cells)):
                blank += line <= last and bool(text.body.strip())
                continue
            if len(cells) > width and any(cell.strip() for cell in cells[width:]):
                wrong["line_too_long"].append(line)
                continue
            if len(cells) < width:
                cut = before >= last and not ended
                wrong["line_cut" if cut else "line_too_short"].append(line)
                if cut:
                    continue
            rows.append([*cells, *[""] * (width - len(cells))])
            lines.append(line)
    except csv.Error:
        at, touches = [before + 1], header.table.touches
        findings.add(
            "quote_open",
            file,
            table=header.table.name,
            lines=at,
            touches=touches,
            severity=grave(header.table),
        )
        return None
    if blank:
        findings.add("blank_lines", file, count=blank)
    _tell_lines(file, header, wrong, len(lines), findings)
    columns = {place: encoded([row[place] for row in rows]) for place in _places(header)}
    return columns, np.array(lines, dtype=np.int32)


def _tell_lines(
    file: str, header: Header, wrong: dict[str, list[int]], read: int, findings: Findings
) -> None:
    for kind, at in wrong.items():
        if at:
            name, touches = header.table.name, header.table.touches
            findings.add(kind, file, table=name, lines=at, children=len(at), touches=touches)
    broken = len(wrong["line_too_long"]) + len(wrong["line_too_short"])
    if broken > MOST_UNREADABLE * (read + len(wrong["line_too_long"])) and broken > 1:
        findings.add(
            "lines_mostly_broken",
            file,
            table=header.table.name,
            count=broken,
            children=broken,
            touches=header.table.touches,
            severity=grave(header.table),
            share=f"{broken / (read + len(wrong['line_too_long'])):.0%}",
        )


def _repeated(
    file: str, header: Header, columns: dict[int, pa.DictionaryArray], findings: Findings
) -> None:
    """Tell of columns that stand there twice: the same, or with different values."""
    for name, places in header.again.items():
        first = columns[header.places[name]].cast(pa.string())
        same = all(columns[place].cast(pa.string()).equals(first) for place in places)
        kind = "column_repeated" if same else "column_twice"
        known = name in header.table.names
        touches = header.table.column(name).touches if known else ()
        severity = "" if same else grave(header.table)
        findings.add(kind, file, name, table=header.table.name, touches=touches, severity=severity)


def _rows_of_children(raw: Raw, findings: Findings) -> Raw:
    """The rows without blank ones, repeated headers and those of no child, which are told."""
    if "CHILD" not in raw.columns or not len(raw):
        return raw
    texts, at = raw.texts("CHILD")
    if all(map(str.isdecimal, texts)):
        return raw
    header = np.array([text[:5].upper() == "CHILD" == spelt(text) for text in texts])[at]
    blank = raw.blank("CHILD")
    if not (header.any() or blank.any()):
        return raw
    nothing = blank.copy()
    for name in raw.columns if blank.any() else ():
        nothing &= raw.blank(name)
    for kind, wrong in (("header_again", header), ("child_blank", blank & ~nothing)):
        if wrong.any():
            findings.add(
                kind,
                raw.file,
                "CHILD" if kind == "child_blank" else "",
                table=raw.table.name,
                lines=raw.lines[wrong],
                touches=raw.table.touches,
            )
    if nothing.any():
        findings.add("blank_lines", raw.file, count=int(nothing.sum()))
    return raw.where(~(header | blank))

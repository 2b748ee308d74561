"""The return as XML: an element CHILD for each child, with its tables inside.

The layout is `<EXPSSDA903><CHILD><HEADER>...</HEADER><EPISODE>...</EPISODE></CHILD>`, as the
ingress of csc-validator-be-903 0.1.17 reads it: HEADER holds the child, OC3 and AD1 as elements of
its own and one element for each review, incident, placement for adoption, and so on. What such an
element is of is known by what stands in it, as with CSV files.
"""

import xml.etree.ElementTree as ElementTree
from collections.abc import Iterator
from xml.parsers import expat

import numpy as np

from analysis.catalogue.returns.tables import TABLES, XML_NAMES, Table
from analysis.intake.returns.fault import Findings
from analysis.intake.returns.files.places import Found
from analysis.intake.returns.files.recognised import table_of
from analysis.intake.returns.raw import Raw, encoded

_UASC = "UASC"
_FLAT = ("oc2", "oc3", "ad1")
_AROUND = {"CHILD", "HEADER", "EPISODE", _UASC}
_KNOWN = frozenset(n for t in TABLES.values() for n in t.names) | {_UASC}
_Row = dict[str, str]


def tables_of(file: Found, findings: Findings) -> list[Raw]:
    """The tables of an XML return as text, in the order of TABLES; none, and a fault, where it is
    no return. A table of which the file has no element is not there, for nobody can say whether
    there is none; that of unaccompanied children is, where the header has their flag.
    """
    root = _parsed(file, findings)
    if root is None:
        return []
    children = [each for each in root if _name(each) == "CHILD"]
    if not children:
        findings.add("xml_other", file.name)
        return []
    rows: dict[str, list[_Row]] = {name: [] for name in TABLES}
    unknown: set[str] = set()
    for child in children:
        for table, row in _rows(child, unknown):
            rows[table].append(row)
    if strange := unknown - _KNOWN - _AROUND:
        shown = sorted(n for n in strange if n.replace("_", "").isalpha() and len(n) < 30)
        found = ", ".join(shown) or "by no name that can be shown"
        findings.add("xml_unknown", file.name, count=len(strange), found=found)
    flagged = any(_UASC in facts for facts in rows["header"])
    given = [name for name in TABLES if rows[name] or (name == "uasc" and flagged)]
    raws = [_raw(file.name, TABLES[name], rows[name]) for name in given]
    return [_of_children(raw, findings) for raw in raws]


def _parsed(file: Found, findings: Findings) -> ElementTree.Element | None:
    """The root of an XML file; None, and a fault by its line, where it is damaged or unsafe."""
    bare = file.content.replace(b"\0", b"").upper()
    if b"<!DOCTYPE" in bare or b"<!ENTITY" in bare:
        findings.add("xml_entities", file.name)
        return None
    line = 0
    try:
        return ElementTree.fromstring(file.content)
    except ElementTree.ParseError as fault:
        line = fault.position[0]
    except (expat.ExpatError, ValueError, LookupError):
        line = 1
    findings.add("xml_damaged", file.name, lines=[line])
    return None


def _name(element: ElementTree.Element) -> str:
    """The name of an element without its namespace, in capitals."""
    return str(element.tag).rpartition("}")[2].upper()


def _rows(child: ElementTree.Element, unknown: set[str]) -> Iterator[tuple[str, _Row]]:
    """The rows of one child, each with the name of its table."""
    facts: _Row = {}
    inside: list[ElementTree.Element] = []
    for part in child:
        if _name(part) == "HEADER":
            facts |= _leaves(part)
            inside += [each for each in part if len(each)]
        elif len(part):
            inside.append(part)
        else:
            facts |= {_column(part): (part.text or "").strip()}
    unknown |= {*facts}
    yield "header", facts
    if facts.get(_UASC) in ("1", "1.0"):
        yield "uasc", facts
    for name in _FLAT:
        if any(facts.get(column) for column in TABLES[name].own):
            yield name, facts
    for element in inside:
        row = _leaves(element)
        table = table_of({*row} - {"CHILD"})
        unknown |= {*row} if table is not None else {_name(element)}
        if table is not None:
            yield table.name, facts | row


def _leaves(element: ElementTree.Element) -> _Row:
    """The elements that hold a text, by the name of their column."""
    return {_column(each): (each.text or "").strip() for each in element if not len(each)}


def _column(element: ElementTree.Element) -> str:
    return XML_NAMES.get(_name(element), _name(element))


def _raw(file: str, table: Table, rows: list[_Row]) -> Raw:
    columns = {name: encoded([row.get(name, "") for row in rows]) for name in table.names}
    return Raw(table, file, columns, np.arange(1, len(rows) + 1, dtype=np.int32))


def _of_children(raw: Raw, findings: Findings) -> Raw:
    """The rows that are of a child."""
    if not len(raw):
        return raw
    blank = raw.blank("CHILD")
    if blank.any():
        lines, touches = raw.lines[blank], raw.table.touches
        name = raw.table.name
        findings.add("child_blank", raw.file, "CHILDID", table=name, lines=lines, touches=touches)
    return raw.where(~blank)

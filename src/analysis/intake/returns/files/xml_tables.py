"""The return as XML: an element CHILD for each child, with its tables inside.

The layout is `<EXPSSDA903><CHILD><HEADER>...</HEADER><EPISODE>...</EPISODE></CHILD>`, as the
ingress of csc-validator-be-903 0.1.17 reads it: HEADER holds the child, OC3 and AD1 as elements of
its own and one element for each review, incident, placement for adoption, and so on. What such an
element is of is known by what stands in it, as with CSV files.
"""

import xml.etree.ElementTree as ElementTree
from xml.parsers import expat

import numpy as np

from analysis.catalogue.returns.tables import TABLES, XML_NAMES, Table
from analysis.intake.returns.fault import Findings
from analysis.intake.returns.files.places import Found
from analysis.intake.returns.files.recognised import table_of
from analysis.intake.returns.raw import Raw, encoded

_UASC = "UASC"
_FLAT = tuple((name, TABLES[name].own) for name in ("oc2", "oc3", "ad1"))
_AROUND = {"CHILD", "HEADER", "EPISODE", _UASC}
_KNOWN = frozenset(n for t in TABLES.values() for n in t.names) | {_UASC}
_Facts = dict[str, str | None]
_Row = tuple[_Facts, _Facts]
"""A row: what its own element says, and what is said of the child."""


class _Names(dict[str, str]):
    """The columns by the names of elements: in capitals, without namespace, as CSV calls them."""

    def __missing__(self, tag: str) -> str:
        bare = str(tag).rpartition("}")[2].upper()
        self[tag] = XML_NAMES.get(bare, bare)
        return self[tag]


def tables_of(file: Found, findings: Findings) -> list[Raw]:
    """The tables of an XML return as text, in the order of TABLES; none, and a fault, where it is
    no return. A table of which the file has no element is not there, for nobody can say whether
    there is none; that of unaccompanied children is, where the header has their flag.
    """
    root = _parsed(file, findings)
    if root is None:
        return []
    names = _Names()
    children = [each for each in root if names[each.tag] == "CHILD"]
    if not children:
        findings.add("xml_other", file.name)
        return []
    rows, unknown = _rows(children, names)
    if strange := unknown - _KNOWN - _AROUND:
        shown = sorted(n for n in strange if n.replace("_", "").isalpha() and len(n) < 30)
        found = ", ".join(shown) or "by no name that can be shown"
        findings.add("xml_unknown", file.name, count=len(strange), found=found)
    flagged = any(_UASC in facts for facts, _ in rows["header"])
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


def _rows(
    children: list[ElementTree.Element], names: _Names
) -> tuple[dict[str, list[_Row]], set[str]]:
    """The rows of each table, and the names of all elements that are no table's."""
    rows: dict[str, list[_Row]] = {name: [] for name in TABLES}
    unknown: set[str] = set()
    tables: dict[tuple[str, ...], Table | None] = {}
    for child in children:
        facts, inside = _child(child, names)
        unknown.update(facts)
        rows["header"].append((facts, {}))
        if (facts.get(_UASC) or "").strip() in ("1", "1.0"):
            rows["uasc"].append((facts, {}))
        for name, own in _FLAT:
            if not own.isdisjoint(facts) and any(facts.get(column) for column in own):
                rows[name].append((facts, {}))
        for element in inside:
            row: _Facts = {names[each.tag]: each.text for each in element}
            key = tuple(row)
            if key not in tables:
                tables[key] = table_of({*row} - {"CHILD"})
                unknown.update(row if tables[key] else {names[element.tag]})
            if (table := tables[key]) is not None:
                rows[table.name].append((row, facts))
    return rows, unknown


def _child(child: ElementTree.Element, names: _Names) -> tuple[_Facts, list[ElementTree.Element]]:
    """What is said of a child itself, and the elements of rows that it has."""
    facts: _Facts = {}
    inside: list[ElementTree.Element] = []
    for part in child:
        for each in part if names[part.tag] == "HEADER" else (part,):
            if len(each):
                inside.append(each)
            else:
                facts[names[each.tag]] = each.text
    return facts, inside


def _raw(file: str, table: Table, rows: list[_Row]) -> Raw:
    """The rows of a table, what their own element lacks being taken from the child's."""
    columns = {
        name: encoded([(row[name] if name in row else of.get(name)) or "" for row, of in rows])
        for name in table.names
    }
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

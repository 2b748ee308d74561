"""A return as XML: a CHILD for each child, with a HEADER that holds all but the episodes.

Laid out as the department's own files that csc-validator-be-903 0.1.17 reads: CHILDID for CHILD, PL
for PLACE, UASC as a flag in the header with DUC after it. Elements for OC3, AD1, social workers
and DoLo are named after their tables, since no source found says what they are called.
"""

from collections import defaultdict

from analysis.pipeline.synthetic_return.returned import layout
from analysis.pipeline.synthetic_return.returned.layout import Row, Tables

RENAMED = {"CHILD": "CHILDID", "PLACE": "PL"}
EPISODE = "DECOM RNE LS CIN PLACE PL_POST HOME_POST URN PLACE_PROVIDER DEC REC REASON_PLACE_CHANGE"
NESTED = {
    "reviews": "AREVIEW",
    "missing": "AMISSING",
    "prev_perm": "PERMANENCE",
    "placed_adoption": "AD_PLACED",
    "oc2": "OC2",
    "oc3": "OC3",
    "ad1": "AD1",
    "social_worker": "SWEPISODE",
    "dolo": "DOLO",
}
"""What a row of a table is called within the header."""
REPEATED = ("CHILD", "DOB")
"""Columns that stand in the header and are not said again."""


def document(tables: Tables) -> bytes:
    """The XML of one year's tables, UTF-8."""
    by_child: dict[str, dict[str, list[Row]]] = defaultdict(lambda: defaultdict(list))
    for table, rows in tables.items():
        for row in rows:
            by_child[row[0]][table].append(row)
    children = "\n".join(_child(number, said) for number, said in by_child.items())
    whole = f'<?xml version="1.0" encoding="UTF-8"?>\n<EXPSSDA903>\n{children}\n</EXPSSDA903>\n'
    return whole.encode()


def _child(number: str, said: dict[str, list[Row]]) -> str:
    parts = [f"<CHILD><HEADER>{_element('CHILD', number)}"]
    header = said.get("header", [])
    for row in header[:1]:
        known = dict(zip(layout.columns("header"), row, strict=True))
        parts.append(_elements(known, ("UPN", "SEX", "DOB", "ETHNIC")))
        parts.append(_uasc(said.get("uasc", [])))
        parts.append(_elements(known, ("MOTHER", "MC_DOB")))
    for table, name in NESTED.items():
        names = layout.columns(table)
        own = [each for each in names if each not in REPEATED]
        for row in said.get(table, []):
            inner = _elements(dict(zip(names, row, strict=True)), own)
            parts.append(f"<{name}>{inner}</{name}>")
    parts.append("</HEADER>")
    for row in said.get("episodes", []):
        known = dict(zip(layout.columns("episodes"), row, strict=True))
        parts.append(f"<EPISODE>{_elements(known, EPISODE.split())}</EPISODE>")
    parts.append("</CHILD>")
    return "".join(parts)


def _uasc(rows: list[Row]) -> str:
    if not rows:
        return _element("UASC", "0")
    ceased = rows[0][layout.columns("uasc").index("DUC")]
    return _element("UASC", "1") + (_element("DUC", ceased) if ceased else "")


def _elements(known: dict[str, str], names: tuple[str, ...] | list[str]) -> str:
    return "".join(_element(name, known[name]) for name in names)


def _element(name: str, value: str) -> str:
    name = RENAMED.get(name, name)
    return f"<{name}>{value}</{name}>" if value else f"<{name} />"

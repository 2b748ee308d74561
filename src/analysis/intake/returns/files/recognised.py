"""Which table a header is of, and which of its columns are which."""

import re
from dataclasses import dataclass

from analysis.catalogue.returns.tables import NEEDED, SHARED, TABLES, Table
from analysis.core.errors import suggest
from analysis.intake.returns.fault import Findings, grave
from analysis.intake.returns.files.text import spelt

STACKED = ("LA", "YEAR")
"""Columns that platforms add where they put several authorities and years into one file."""
_PLAIN = re.compile(r"[A-Za-z][A-Za-z _]{0,29}")
_JUNK = re.compile(r"_\d{1,2}|Unnamed: \d+|")


@dataclass(frozen=True)
class Header:
    """The table that a header is of, and the place of each of its columns in a line."""

    table: Table
    places: dict[str, int]
    again: dict[str, list[int]]


def header_of(file: str, names: list[str], findings: Findings) -> Header | None:
    """What the cells of a header are; None, and a fault, where they are of no table."""
    table = table_of({spelt(name) for name in names})
    if table is None:
        findings.add("not_a_table", file)
        return None
    _two_tables(file, table, {spelt(name) for name in names}, findings)
    places: dict[str, int] = {}
    again: dict[str, list[int]] = {}
    unknown = []
    for place, name in enumerate(names):
        column = spelt(name)
        if column not in (*table.names, *STACKED):
            unknown.append((place, name))
        elif column in places:
            again.setdefault(column, []).append(place)
        else:
            places[column] = place
            if column != name.strip("\ufeff \t").upper() and column not in name.upper():
                findings.add("column_respelt", file, _shown(place, name), found=column)
    _spaces(file, names, findings)
    _unknown(file, table, unknown, places, findings)
    _absent(file, table, places, findings)
    return Header(table, places, again)


def table_of(names: set[str]) -> Table | None:
    """The table of whose own columns most are there; the header's by CHILD, SEX and DOB too."""
    best = max(TABLES.values(), key=lambda t: (len(t.own & names), len({*t.names} & names)))
    if best.own & names:
        return best
    return TABLES["header"] if names >= SHARED else None


def _two_tables(file: str, table: Table, names: set[str], findings: Findings) -> None:
    for other in TABLES.values():
        if other is not table and len(other.own & names) > len(other.own) / 2:
            findings.add("columns_of_two_tables", file, table=table.name, other=other.title)


def _spaces(file: str, names: list[str], findings: Findings) -> None:
    spaced = [spelt(name) for name in names if name != name.strip() and name.strip()]
    if spaced := [name for name in spaced if _PLAIN.fullmatch(name)]:
        findings.add(
            "spaces_in_header", file, count=len(spaced), found=", ".join(sorted({*spaced}))
        )


def _unknown(
    file: str,
    table: Table,
    unknown: list[tuple[int, str]],
    places: dict[str, int],
    findings: Findings,
) -> None:
    """Tell of columns that are not the table's, and which of them look like a lacking one."""
    lacking = [name for name in table.names if name not in places]
    other = []
    for place, name in unknown:
        close = suggest(spelt(name), lacking, most=1)
        if close and not _JUNK.fullmatch(name):
            findings.add("column_nearly_known", file, _shown(place, name), found=close[0])
        elif not _JUNK.fullmatch(name.strip()):
            other.append(_shown(place, name))
    if other:
        findings.add("column_unknown", file, count=len(other), found=", ".join(other))


def _shown(place: int, name: str) -> str:
    """A column by its name, or by its place where the name could be a value of a row."""
    bare = name.strip()
    return bare if _PLAIN.fullmatch(bare) else f"column {place + 1}"


def _absent(file: str, table: Table, places: dict[str, int], findings: Findings) -> None:
    """Tell of the columns that are lacking: figures need some, and not others."""
    lacking = [column for column in table.columns if column.name not in places]
    for column in lacking:
        if column.required:
            findings.add(
                "column_absent",
                file,
                column.name,
                table=table.name,
                touches=column.touches,
                severity=grave(table),
                without=f": {column.without}" if column.without else "",
                otherwise="nothing can be counted without it"
                if table.name in NEEDED
                else "without it, leave the file out",
            )
    if spare := [column for column in lacking if not column.required]:
        touches = dict.fromkeys(each for column in spare for each in column.touches)
        found = ", ".join(column.name for column in spare)
        findings.add(
            "column_not_given",
            file,
            table=table.name,
            count=len(spare),
            touches=tuple(touches),
            found=found,
        )

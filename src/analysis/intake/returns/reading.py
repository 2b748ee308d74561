"""Read a council's returns: a folder, a zip, a CSV or an XML file, to records and what is wrong.

Nothing is written, and nothing that stands in a row is said: what goes wrong inside is told by
where in the project it happened, never by the text of another library, which may hold a value.
"""

import traceback
from collections.abc import Iterable
from datetime import date, timedelta
from pathlib import Path, PurePosixPath

import pandas as pd

from analysis.catalogue.areas import area as area_of
from analysis.catalogue.returns.tables import NEEDED, TABLES
from analysis.core.errors import CareAnalysisError
from analysis.intake.returns import consistency
from analysis.intake.returns.fault import Fault, Findings, left_out
from analysis.intake.returns.files import csv_tables, xml_tables, years
from analysis.intake.returns.files.authorities import of_authority
from analysis.intake.returns.files.names import first_day, last_day, named
from analysis.intake.returns.files.places import Found, found
from analysis.intake.returns.raw import Raw
from analysis.intake.returns.records import Records, empty
from analysis.intake.returns.values.dates import Dates
from analysis.intake.returns.values.typed import frame_of

QUIET_DAYS = 31
"""A newest return in which nothing happened for so long before 31 March is an extract."""
_Part = tuple[Raw, int]


class ReadingFailedError(CareAnalysisError):
    """Reading met something that the project did not foresee; where, and nothing else."""

    def __init__(self, path: Path, kind: str, place: str) -> None:
        super().__init__(
            f"{path.name}: reading failed with {kind} in {place}, a fault of this project. "
            "What stood there is not repeated, for it may be of a child. Please report this "
            "sentence, without any file."
        )


def read(
    path: Path | str,
    *,
    year: int | None = None,
    area: str | None = None,
    as_at: date | None = None,
    today: date | None = None,
) -> tuple[Records, tuple[Fault, ...]]:
    """The records of all returns at a path, and everything that is wrong with them.

    `year` is the collection year where no folder or file name says it (2025 ends on 31 March
    2025); `area` the name or code of the authority, needed where a file holds several; `as_at`
    the last day that the newest return covers, where it is an extract and its folder is not named
    by that day; `today` is today, and a test's day in tests.

    Raises ReturnError, with every fault, where figures would be wrong; NoSuchPathError;
    UnknownNameError for the area; ReadingFailedError.
    """
    asked = area_of(area).code if area else ""
    broken = ("", "")
    try:
        return _read(Path(path), year, asked, as_at, today or date.today())
    except CareAnalysisError:
        raise
    except Exception as fault:
        broken = type(fault).__name__, _place(fault)
    # Outside the handler, so that the error does not carry the other one, which may hold values.
    raise ReadingFailedError(Path(path), *broken)


def _place(fault: Exception) -> str:
    """The last line of the project that an error went through, as 'dates.py line 80'."""
    frames = traceback.extract_tb(fault.__traceback__)
    ours = [f for f in frames if f"{Path('analysis', 'intake')}" in f.filename] or frames
    return f"{Path(ours[-1].filename).name} line {ours[-1].lineno}"


def _read(
    path: Path, year: int | None, area: str, as_at: date | None, today: date
) -> tuple[Records, tuple[Fault, ...]]:
    findings, dates = Findings(), Dates()
    files = found(path, findings)
    raws = [(raw, file.path) for file in files for raw in _raws(file, findings)]
    mine, area = of_authority(raws, area, findings)
    parts = years.dated(mine, year, dates, findings)
    contents = {file.name: file.content for file in files}
    parts = _one_of_each(parts, contents, findings)
    names = tuple(dict.fromkeys(raw.file for raw, _ in parts))
    numbers = {name: number for number, name in enumerate(names)}
    frames = [
        (raw.table.name, each, frame_of(raw, each, numbers[raw.file], dates, findings))
        for raw, each in parts
    ]
    out = left_out(findings)
    kept = [
        frame
        for frame, (raw, _) in zip(frames, parts, strict=True)
        if (raw.file, raw.table.name) not in out
    ]
    _tables_there(kept, findings)
    if not kept:
        findings.check(path.name)
    records = _records(area, names, kept, as_at or _named_day(files, parts), today, findings)
    consistency.check(records, findings)
    findings.check(path.name)
    return records, findings.sorted()


def _raws(file: Found, findings: Findings) -> list[Raw]:
    """The tables of a file as text."""
    if file.suffix == ".xml" or file.content[:100].lstrip(b"\xef\xbb\xbf \r\n").startswith(b"<"):
        raws = xml_tables.tables_of(file, findings)
    else:
        raw = csv_tables.table_of(file, findings)
        raws = [raw] if raw is not None else []
    for raw in raws:
        kind = "needed_table_without_rows" if raw.table.name in NEEDED else "only_header"
        if not len(raw):
            findings.add(kind, file.name, table=raw.table.name, touches=raw.table.touches)
    return raws


def _one_of_each(parts: list[_Part], contents: dict[str, bytes], findings: Findings) -> list[_Part]:
    """The tables without those that a year has twice: the same file, or the same children."""
    kept: list[_Part] = []
    for raw, year in parts:
        before = [r for r, y in kept if y == year and r.table is raw.table]
        same = [r for r in before if contents[r.file] == contents[raw.file]]
        if same:
            findings.add("same_file_twice", raw.file, other=same[0].file)
            continue
        for other in before:
            shared = _children(raw) & _children(other)
            findings.add(
                "two_files_of_table" if shared else "table_in_parts",
                raw.file,
                children=len(shared),
                touches=raw.table.touches,
                table=raw.table.name,
                year=year,
                other=other.file,
            )
        kept.append((raw, year))
    return sorted(kept, key=lambda part: part[1])


def _children(raw: Raw) -> set[str]:
    """Their numbers, without the zeros in front that Excel takes away, and in small letters."""
    there = raw.texts("CHILD")[0] if "CHILD" in raw.columns else ()
    return {child.lstrip("0").casefold() for child in there} - {""}


def _tables_there(frames: list[tuple[str, int, pd.DataFrame]], findings: Findings) -> None:
    """Tell which tables of which years are not there, and which a year does not have."""
    given = {(name, year) for name, year, _ in frames}
    every = sorted({year for _, year in given})
    for table in TABLES.values():
        lacking = [y for y in every if (table.name, y) not in given and y >= table.since]
        if table.name in NEEDED:
            for year in lacking:
                columns = ", ".join(table.names)
                findings.add("table_absent", table=table.name, year=year, columns=columns)
        elif lacking:
            told = ", ".join(map(str, lacking))
            findings.add("table_not_given", table=table.name, touches=table.touches, year=told)
        for year in sorted(y for n, y in given if n == table.name and y < table.since):
            findings.add("table_of_later_year", table=table.name, since=table.since, year=year)


def _named_day(files: Iterable[Found], parts: list[_Part]) -> date | None:
    """The day of an extract that the folder of the newest return's episodes is named by."""
    newest = max((year for _, year in parts), default=0)
    of = {raw.file for raw, year in parts if year == newest and raw.table.name == "episodes"}
    said = [named(PurePosixPath(file.path)) for file in files if file.name in of]
    return next((each.day for each in said if each and each.day), None)


def _records(
    area: str,
    files: tuple[str, ...],
    frames: list[tuple[str, int, pd.DataFrame]],
    as_at: date | None,
    today: date,
    findings: Findings,
) -> Records:
    """All frames stacked by table, in the order of year, file and line."""
    tables = {}
    for name in TABLES:
        of = [frame for table, _, frame in frames if table == name]
        tables[name] = pd.concat(of, ignore_index=True) if of else empty(name)
    given = frozenset((name, year) for name, year, _ in frames)
    every = tuple(sorted({year for _, year in given}))
    if as_at is not None and not first_day(every[-1]) <= as_at <= last_day(every[-1]):
        findings.add("as_at_outside", day=f"{as_at.day} {as_at:%B %Y}", year=every[-1])
    day = as_at or _as_at(tables, every[-1], today, findings)
    return Records(area, day, every, files, tables, given)


def _as_at(tables: dict[str, pd.DataFrame], year: int, today: date, findings: Findings) -> date:
    """31 March of the newest return's year; the newest day that its dates name, and told so,
    where that is in the future or nothing happened for long before it.
    """
    ends, first = last_day(year), first_day(year)
    newest = first
    for name, frame in tables.items():
        of = frame[frame["YEAR"] == year]
        for column in TABLES[name].dates:
            if column in _EVENTS:
                days = of[column]
                inside = days[
                    (days >= pd.Timestamp(first)) & (days <= pd.Timestamp(min(ends, today)))
                ]
                newest = max(newest, inside.max().date()) if len(inside) else newest
    if ends <= today and ends - newest <= timedelta(days=QUIET_DAYS):
        return ends
    findings.add("as_at_from_dates", day=f"{newest.day} {newest:%B %Y}")
    return newest


_EVENTS = frozenset({"DECOM", "DEC", "REVIEW", "MIS_START", "MIS_END", "SW_DECOM", "SW_DEC"})
"""Dates that name a day on which something was recorded."""

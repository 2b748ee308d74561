"""Of which collection year each table is: by name, by --year, by its column YEAR, by its dates."""

from pathlib import PurePosixPath

import numpy as np

from analysis.catalogue.returns.tables import FIRST_YEAR, LAST_YEAR
from analysis.intake.returns.fault import Findings
from analysis.intake.returns.files.names import Named, named
from analysis.intake.returns.raw import Raw
from analysis.intake.returns.values.dates import NO_DAY, Dates

MOST_ELSEWHERE = 0.5
"""The share of ends in another year from which a table is of that year."""
SURE = 0.9
"""The share of ends in one year from which a table may be said to be of it."""
LEAST_ENDS = 20
"""Fewer ends, of all years together, do not tell that years are named by their beginning."""


_Said = tuple[Raw, int, bool]
"""A table, the year said of it, and whether it is said as a bare number."""


def dated(
    raws: list[tuple[Raw, PurePosixPath]], asked: int | None, dates: Dates, findings: Findings
) -> list[tuple[Raw, int]]:
    """Each table with its collection year, one of several years in parts; those of which nothing
    says the year, or two things say different ones, are told and left out.
    """
    said: list[_Said] = []
    silent: dict[PurePosixPath, list[Raw]] = {}
    for raw, path in raws:
        name = named(path)
        year = _agreed(raw.file, name, asked, findings)
        bare = asked is None and name is not None and name.bare
        if "YEAR" in raw.columns:
            said += _by_column(raw, year, asked is None and (bare or name is None), findings)
        elif year is not None:
            said.append((raw, year, bare))
        else:
            silent.setdefault(path.parent, []).append(raw)
    parts = _by_beginning(said, dates, findings)
    for together in silent.values():
        parts += _by_dates(together, dates, findings)
    return [(raw, year) for raw, year in parts if _known(raw, year, findings)]


def _by_beginning(said: list[_Said], dates: Dates, findings: Findings) -> list[tuple[Raw, int]]:
    """Tables with the year said of them; with the one after it, and told, where every year is a
    bare number and nearly all episodes of each ended in the year after.
    """
    ends: dict[int, list[np.ndarray]] = {}
    for raw, year, _ in said:
        ends.setdefault(year, []).extend(_ends([raw], dates))
    found = {year: mostly(np.concatenate(of)) for year, of in ends.items() if of}
    judged = {year: each for year, each in found.items() if each[0] is not None}
    many = sum(int((days != NO_DAY).sum()) for of in ends.values() for days in of)
    after = all(other == year + 1 and share >= SURE for year, (other, share) in judged.items())
    if many < LEAST_ENDS or not after or not all(bare for _, _, bare in said):
        return [(raw, year) for raw, year, _ in said]
    first, last = min(ends), max(ends)
    findings.add("years_by_beginning", count=len(ends), first=first, last=last, read=last + 1)
    return [(raw, year + 1) for raw, year, _ in said]


def _agreed(file: str, name: Named | None, asked: int | None, findings: Findings) -> int | None:
    """The year that the name says, or that was asked for; told where they differ."""
    if name is not None and asked is not None and name.year != asked:
        findings.add("year_unlike_name", file, year=name.year, asked=asked)
    return name.year if name is not None else asked


def _known(raw: Raw, year: int, findings: Findings) -> bool:
    if FIRST_YEAR <= year <= LAST_YEAR:
        return True
    findings.add("year_not_known_here", raw.file, year=year, first=FIRST_YEAR, last=LAST_YEAR)
    return False


def _by_column(raw: Raw, year: int | None, bare: bool, findings: Findings) -> list[_Said]:
    """The parts of a table by its column YEAR."""
    texts, at = raw.texts("YEAR")
    found = [named(PurePosixPath("rows") / text.removesuffix(".0") / "row") for text in texts]
    years = np.array([each.year if each else 0 for each in found], dtype=int)[at]
    wrong = years == 0
    if wrong.any():
        lines = raw.lines[wrong]
        findings.add("year_unreadable", raw.file, "YEAR", lines=lines, children=len(lines))
    if year is not None and (other := ~wrong & (years != year)).any():
        lines = raw.lines[other]
        findings.add("year_unlike_column", raw.file, "YEAR", lines=lines, year=year)
    bare &= all(each.bare for each in found if each)
    return [(raw.where(years == each), int(each), bare) for each in np.unique(years[~wrong])]


def _by_dates(raws: list[Raw], dates: Dates, findings: Findings) -> list[tuple[Raw, int]]:
    """The tables of a folder that says no year, with that in which nearly all episodes ended."""
    ends = _ends(raws, dates)
    year, share = mostly(np.concatenate(ends)) if ends else (None, 0.0)
    sure = year is not None and share >= SURE
    for raw in raws:
        findings.add("year_from_dates" if sure else "year_unknown", raw.file, year=year)
    return [(raw, year) for raw in raws] if sure and year is not None else []


def _ends(raws: list[Raw], dates: Dates) -> list[np.ndarray]:
    """The days on which the episodes among some tables ended, a table each."""
    ends = []
    for raw in raws:
        if raw.table.name == "episodes" and "DEC" in raw.columns:
            texts, at = raw.texts("DEC")
            ends.append(dates.of(texts)[0][at])
    return ends


def mostly(days: np.ndarray) -> tuple[int | None, float]:
    """The collection year in which most of some days lie, and the share that does."""
    given = days[days != NO_DAY].astype("datetime64[D]")
    if not len(given):
        return None, 0.0
    years, counts = np.unique(_years(given), return_counts=True)
    best = int(counts.argmax())
    return int(years[best]), float(counts[best] / counts.sum())


def _years(days: np.ndarray) -> np.ndarray:
    """The collection year of each day: that of the calendar, and one more from April on."""
    calendar = days.astype("datetime64[Y]").astype(int) + 1970
    month = days.astype("datetime64[M]").astype(int) % 12
    return calendar + (month >= 3)

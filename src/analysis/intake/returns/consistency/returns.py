"""Whether one year's return agrees with the next: episodes that go on, and halves of tables."""

import numpy as np

from analysis.catalogue.returns.tables import TABLES
from analysis.intake.returns.consistency.look import Look
from analysis.intake.returns.files.names import last_day

HALF, LEAST_ROWS = 0.5, 20
FACTS = ("LS", "PLACE", "PLACE_PROVIDER", "CIN")
_FLOWS = ("oc2", "oc3", "ad1", "reviews", "missing", "placed_adoption", "prev_perm")
"""Tables that an extract in the middle of a year has not yet, or not all of."""


def years_between(look: Look) -> None:
    """Years that are lacking between others."""
    for before, after in zip(look.years, look.years[1:], strict=False):
        for year in range(before + 1, after):
            children = len(np.unique(look.child["episodes"]))
            look.findings.add(
                "year_lacking", children=children, year=year, before=before, after=after
            )


def _episode(look: Look) -> np.ndarray:
    """A number for child and start of each episode; -1 of short breaks, and without a start."""
    start = look.days("episodes", "DECOM")
    days = start.astype(np.int64) + 100_000
    key = look.child["episodes"].astype(np.int64) * 1_000_000 + days
    return np.where(look.short_breaks | np.isnat(start), -1, key)


def _at(look: Look, rows: np.ndarray) -> np.ndarray:
    wrong = np.zeros(len(look.tables["episodes"]), dtype=bool)
    wrong[rows] = True
    return wrong


def go_on(look: Look) -> None:
    """Episodes that go on at the end of a year and are not in the next, and new ones of old."""
    end = look.days("episodes", "DEC")
    first = look.first("episodes")
    start, key, year_of = look.days("episodes", "DECOM"), _episode(look), look.year["episodes"]
    for place, (year, after) in enumerate(zip(look.years, look.years[1:], strict=False)):
        if after != year + 1:
            continue
        now, then = (np.flatnonzero((key >= 0) & (year_of == p)) for p in (place, place + 1))
        kept, known = np.isin(key[now], key[then]), np.isin(key[then], key[now])
        going = np.isnat(end[now])
        lost = now[going & ~kept]
        look.tell("open_then_absent", "episodes", _at(look, lost), "DEC", year=year)
        if going.sum() >= LEAST_ROWS and len(lost) > HALF * going.sum():
            look.findings.add(
                "half_of_episodes",
                table="episodes",
                count=len(lost),
                children=len(np.unique(look.child["episodes"][lost])),
                touches=TABLES["episodes"].touches,
                share=f"{len(lost) / going.sum():.0%}",
                before=year,
                year=after,
            )
        new = then[~known & (start[then] < first[then])]
        look.tell("begun_earlier_and_new", "episodes", _at(look, new), "DECOM")
        _changed(look, now[kept], then[known], key)


def _changed(look: Look, now: np.ndarray, then: np.ndarray, key: np.ndarray) -> None:
    """Episodes of two returns, the same by `key`, whose facts are not the same."""
    keys, first = np.unique(key[now], return_index=True)
    before = now[first[np.searchsorted(keys, key[then])]]
    end, frame = look.days("episodes", "DEC"), look.tables["episodes"]
    other = (end[then] != end[before]) & ~np.isnat(end[before])
    for fact in FACTS:
        codes = frame[fact].cat.codes.to_numpy()
        other |= (codes[then] != codes[before]) & (codes[before] >= 0)
    look.tell("changed_since", "episodes", _at(look, then[other]), "LS")


def halves(look: Look) -> None:
    """Tables of which a year has less than half the rows of a year beside it."""
    partly = look.records.as_at != last_day(look.years[-1])
    for name, frame in look.tables.items():
        rows = frame.groupby("YEAR").size().reindex(look.years, fill_value=0)
        for place, year in enumerate(look.years):
            newest = place == len(look.years) - 1
            if not look.records.has(name, year) or (partly and newest and name in _FLOWS):
                continue
            beside = [y for y in (year - 1, year + 1) if y in look.years]
            beside = [y for y in beside if look.records.has(name, y)]
            expected = max((int(rows[y]) for y in beside), default=0)
            if expected >= LEAST_ROWS and rows[year] < HALF * expected:
                _half(look, name, year, int(rows[year]), expected)


def _half(look: Look, name: str, year: int, rows: int, expected: int) -> None:
    of = look.tables[name]
    numbers = of.loc[of["YEAR"] == year, "FILE"]
    file = look.records.files[int(numbers.iloc[0])] if len(numbers) else ""
    look.findings.add(
        "half_a_table",
        file,
        table=name,
        count=rows,
        children=expected - rows,
        touches=TABLES[name].touches,
        year=year,
        expected=f"{expected:,}",
    )


RULES = (years_between, go_on, halves)

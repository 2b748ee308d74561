"""Counts of a return as anybody would count it, from the episodes in its files: they are the truth.

A second opinion on the truth, which knows only the files: episodes of all years put together, runs
of them as periods of care and as placements.
"""

import csv
from collections import Counter
from datetime import date, datetime, timedelta
from itertools import pairwise
from pathlib import Path

import pytest

from analysis.catalogue.areas import reporting_area
from analysis.pipeline.synthetic_return.files import write
from analysis.pipeline.synthetic_return.lives import months_before, year_start
from analysis.pipeline.synthetic_return.making.authority import generate
from analysis.pipeline.synthetic_return.truth.counts import truth, untold

SEEDS = (1, 2)
DAYS = (*(date(year, 3, 31) for year in range(2022, 2027)), date(2025, 9, 30), date(2024, 1, 2))


def day(text: str) -> date | None:
    return datetime.strptime(text, "%d/%m/%Y").date() if text else None


def read(folder: Path, name: str) -> list[dict[str, str]]:
    """The rows of a file of every year, oldest first."""
    rows = []
    for path in sorted(folder.glob(f"*/{name}.csv")):
        with path.open(encoding="utf-8", newline="") as lines:
            rows += list(csv.DictReader(lines))
    return rows


class Return:
    """Periods of care by child, each a list of episodes."""

    def __init__(self, folder: Path) -> None:
        self.born = {row["CHILD"]: day(row["DOB"]) for row in read(folder, "header")}
        newest = {(row["CHILD"], row["DECOM"]): row for row in read(folder, "episodes")}
        episodes = [row for row in newest.values() if row["LS"] not in ("V3", "V4")]
        for row in episodes:
            row["FROM"], row["TO"] = day(row["DECOM"]), day(row["DEC"])
        self.periods: list[list[dict]] = []
        before: dict = {}
        for row in sorted(episodes, key=lambda each: (each["CHILD"], each["FROM"])):
            goes_on = before.get("CHILD") == row["CHILD"] and before["REC"] == "X1"
            if goes_on and before["TO"] == row["FROM"]:
                self.periods[-1].append(row)
            else:
                self.periods.append([row])
            before = row

    def on(self, at: date) -> list[list[dict]]:
        """The periods that last on a day."""
        return [
            p for p in self.periods if p[0]["FROM"] <= at and (not p[-1]["TO"] or p[-1]["TO"] > at)
        ]


def homes(period: list[dict]) -> list[list[dict]]:
    """Episodes with the same placement and carer, without temporary ones."""
    found: list[list[dict]] = []
    after_temporary = False
    for row in period:
        if row["PLACE"].startswith("T"):
            after_temporary = True
            continue
        back = after_temporary and found and key(found[-1][-1]) == key(row)
        if found and (back or row["RNE"] in "LTU"):
            found[-1].append(row)
        else:
            found.append([row])
        after_temporary = False
    return found


def key(row: dict) -> tuple[str, str, str]:
    """What a home is known by: kinds of foster home count as one, and Z1 as Z11 to Z14 do."""
    kind = row["PLACE"][:1] if row["PLACE"][0] in "UZ" else row["PLACE"]
    return kind, row["URN"], row["PL_POST"]


def has_a_day(run: list[dict], first: date, last: date) -> bool:
    return run[0]["FROM"] <= last and (not run[-1]["TO"] or run[-1]["TO"] > first)


def counted(of: Return, at: date) -> dict[tuple[str, str, str], int]:
    """Some measures of a day: care, homes, moves."""
    first, found = year_start(at), Counter()
    now = {p[0]["CHILD"]: p for p in of.on(at)}
    a_year_before = {p[0]["CHILD"] for p in of.on(months_before(at, 12))}
    lived = {child: [] for child in of.born}
    for period in of.periods:
        lived[period[0]["CHILD"]] += homes(period)
        for home in homes(period):
            codes = [home[0], *(row for row in home[1:] if row["RNE"] in "TU")]
            found["new_placements", "all", "all"] += sum(first <= r["FROM"] <= at for r in codes)
        for row, following in pairwise(period):
            away = "T" in (row["PLACE"][0], following["PLACE"][0])
            if first <= row["TO"] <= at and following["RNE"] in "PBTU" and not away:
                found["placement_changes", "all", "all"] += 1
    for child, period in now.items():
        found["cla_31_march", "all", "all"] += 1
        begun = [home for home in homes(period) if home[0]["FROM"] <= at]
        last = [row for row in begun[-1] if row["FROM"] <= at][-1]["PLACE"] if begun else ""
        found["cla_31_march", "placement", "foster"] += last.startswith("U")
        found["cla_31_march", "placement", "adoption"] += last.startswith("A")
        found["cla_31_march", "placement", "childrens_homes"] += last in ("K1", "K2")
        found["three_or_more_placements", "all", "all"] += (
            sum(has_a_day(home, first, at) for home in lived[child]) >= 3
        )
        start, born = period[0]["FROM"], of.born[child]
        found["cla_12_months", "all", "all"] += start <= months_before(at, 12)
        two = months_before(at, 24)
        if child in a_year_before:
            found["two_year_cohort", "all", "all"] += 1
            many = sum(has_a_day(home, two + timedelta(days=1), at) for home in lived[child])
            found["three_or_more_placements_two_years", "all", "all"] += many >= 3
        sixteen = (at.year - born.year - ((at.month, at.day) < (born.month, born.day))) >= 16
        if start <= months_before(at, 30) and not sixteen:
            found["long_term_cohort", "all", "all"] += 1
            since = begun[-2:][0] if last.startswith("A") else begun[-1]
            found["same_placement_two_years", "all", "all"] += since[0]["FROM"] <= two
    begun = [p[0] for p in of.periods if p[0]["RNE"] == "S"]
    started = {row["CHILD"] for row in begun if first <= row["FROM"] <= at}
    found["cla_started", "all", "all"] = len(started)
    ended = {p[0]["CHILD"] for p in of.periods if p[-1]["TO"] and first <= p[-1]["TO"] <= at}
    found["cla_ceased", "all", "all"] = len(ended)
    in_year = {p[0]["CHILD"] for p in of.periods if has_a_day(p, first, at)}
    found["cla_during_year", "all", "all"] = len(in_year)
    return dict(found)


@pytest.mark.parametrize("seed", SEEDS)
def test_what_is_counted_from_the_files_is_the_truth(seed, tmp_path):
    town = generate(reporting_area("Leeds"), 400, 5, seed)
    write(town, tmp_path)
    read_back = Return(tmp_path)
    for at in DAYS:
        rows = truth(town, at)
        keys = zip(rows["measure"], rows["dimension"], rows["category"], strict=True)
        true = dict(zip(keys, rows["value"], strict=True))
        told = counted(read_back, at)
        cannot = untold(town, at)
        expected = {key: true[key] for key in told if key[0] not in cannot}
        assert {key: told[key] for key in expected} == expected, at
        assert len(expected) >= 10

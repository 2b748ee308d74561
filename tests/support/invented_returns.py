"""Returns of a few invented children, written out by hand: none of them is a real child."""

from collections.abc import Collection
from datetime import date
from typing import Any

import pandas as pd

from analysis.catalogue.returns.tables import TABLES, Table
from analysis.intake.returns.counts.counting import counts
from analysis.intake.returns.histories import Histories, histories
from analysis.intake.returns.records import Records, frame

ORDINARY = {"LS": "C2", "CIN": "N1", "PLACE": "U4", "PLACE_PROVIDER": "PR1", "PL_POST": "ZZ1 1AA"}


def episode(start: str, end: str = "", why: str = "", rne: str = "S", **codes: Any) -> dict:
    """An episode: foster care under a care order, unless other codes are given."""
    ended = {"DEC": end or None, "REC": why or ("X1" if end else None)}
    return ORDINARY | {"DECOM": start, "RNE": rne} | ended | codes


def child(born: str, *episodes: dict, sex: str = "F", ethnic: str = "WBRI", **tables: Any) -> dict:
    """A child with its episodes; `tables` has rows of other tables by name."""
    return {"born": born, "sex": sex, "ethnic": ethnic, "episodes": episodes, "tables": tables}


def returned(
    *children: dict, years: tuple[int, ...] = (2023, 2024, 2025), without: Collection[str] = ()
) -> Records:
    """The children's records, each episode in the newest of the returns unless it has a YEAR.

    `without` are the tables that no return held.
    """
    rows: dict[str, list[dict]] = {name: [] for name in TABLES}
    for number, each in enumerate(children):
        name = {"CHILD": f"invented{number}"}
        born = {"DOB": each["born"], "SEX": each["sex"], "ETHNIC": each["ethnic"]}
        if each["born"]:
            rows["header"].append(name | born)
        rows["episodes"] += [name | row for row in each["episodes"]]
        for table, given in each["tables"].items():
            rows[table] += [name | born | row for row in given]
    tables = {name: _frame(TABLES[name], rows[name], years[-1]) for name in TABLES}
    given = frozenset((name, year) for name in {*TABLES} - {*without} for year in years)
    return Records("380", date(years[-1], 3, 31), years, ("invented",), tables, given)


def known(*children: dict, **more: Any) -> Histories:
    """Their histories; `more` as in `returned`."""
    return histories(returned(*children, **more))


def counted(*children: dict, day: date = date(2025, 3, 31), **more: Any) -> pd.Series:
    """Their counts on a day: a value for each (measure, dimension, category)."""
    rows = counts(known(*children, **more), day)
    return rows.set_index(["measure", "dimension", "category"])["value"].sort_index()


def total(found: pd.Series, measure: str) -> float:
    """The count of a measure without a breakdown."""
    return float(found[measure, "all", "all"])


def split(found: pd.Series, measure: str, dimension: str) -> dict[str, float]:
    """The categories of a dimension that are not 0."""
    each = found[measure, dimension]
    return {str(name): float(value) for name, value in each.items() if value}


def _frame(table: Table, rows: list[dict], year: int) -> pd.DataFrame:
    told = pd.DataFrame(rows, columns=[*table.names, "YEAR"])
    return frame(table.name, {**told, "YEAR": told["YEAR"].fillna(year)})

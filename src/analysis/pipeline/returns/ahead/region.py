"""A region of councils added up future by future: what each hands over, and the gap of all.

A council hands over how many children are in care at each month's end in every future, in all, by
kind of home and by age, of parts that may be told; records of children stay where they are.
"""

from collections.abc import Mapping, Sequence
from datetime import date
from functools import partial
from pathlib import Path

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

from analysis.catalogue.areas import Area, area, authorities_in
from analysis.catalogue.assumptions import values
from analysis.core import atomic, returned, store
from analysis.core.errors import CareAnalysisError
from analysis.core.shapes import QUANTILES
from analysis.forecast.draws import Array, Draws, Key
from analysis.forecast.histories.futures import Futures
from analysis.forecast.histories.summary import Parts, in_care
from analysis.forecast.quantiles import projected
from analysis.forecast.scenarios import AS_NOW
from analysis.forecast.supply import gap
from analysis.forecast.supply.places import KINDS, USABLE

COLUMNS = ("area", "future", "period_end", "dimension", "category", "children")
PARTS = ("placement", "age")
SEED = 2026
RUN, OWN = "own_return", returned.OF_HISTORIES
MADE_UP = "made up"
SENTENCE = "Numbers of children in futures, of parts with enough children."
HOW = "`care-analysis return build NAME --hand-over FILE` makes one."


class HandOverError(CareAnalysisError):
    """Files that councils handed over cannot be added up."""


def handed_over(futures: Futures, parts: Parts, code: str) -> pd.DataFrame:
    """Children at each month's end in every future, with COLUMNS; parts as `summary` tells them."""
    ends = pd.DatetimeIndex([date.fromordinal(int(day)) for day in futures.ends[1:]])
    found = in_care(futures, {dimension: parts[dimension] for dimension in PARTS})
    many = len(futures.total)
    return pd.concat(
        [
            pd.DataFrame(
                {
                    "area": code,
                    "future": np.repeat(np.arange(many), len(ends)),
                    "period_end": np.tile(ends, many),
                    "dimension": dimension,
                    "category": category,
                    "children": np.rint(array[:, 1:]).astype(np.int32).ravel(),
                }
            )
            for (_, dimension, category), array in found.items()
        ],
        ignore_index=True,
    )[list(COLUMNS)]


def write(rows: pd.DataFrame, path: Path, *, made_up: bool) -> None:
    """One council's file, whole or not at all."""
    table = store.as_table(rows)
    facts = {MADE_UP: "yes" if made_up else "", "what": SENTENCE}
    with atomic.part_of(path) as part:
        pq.write_table(table.replace_schema_metadata(facts), part, compression="zstd")


def read(folder: Path, place: Area) -> dict[str, pd.DataFrame]:
    """What councils of a region handed over, by code, from every Parquet file of a folder.

    HandOverError, which names the file, for none, for one that is something else, for a council
    twice or of another region, and for other futures than those of the first.
    """
    files = sorted(folder.glob("*.parquet"))
    if not files:
        raise HandOverError(f"{folder} has no file that a council handed over. {HOW}")
    members = {each.code: each.name for each in authorities_in(place)}
    found: dict[str, pd.DataFrame] = {}
    for path in files:
        rows = _rows(path)
        codes = [str(each) for each in rows["area"].unique()]
        code = codes[0]
        if len(codes) != 1 or code not in members:
            raise HandOverError(
                f"{path} is of {_named(codes)}, which is no council of {place.name}: take it away."
            )
        if code in found:
            raise HandOverError(f"{path}: another file is of {members[code]} too; keep one.")
        first = next(iter(found.values()), rows)
        if rows["future"].nunique() != first["future"].nunique():
            raise HandOverError(
                f"{path} has {rows['future'].nunique():,} futures, and {files[0].name} "
                f"{first['future'].nunique():,}; both councils need the same release of this tool."
            )
        found[code] = rows
    return found


def gap_rows(place: Area, handed: Mapping[str, pd.DataFrame]) -> pd.DataFrame:
    """Projected rows of need, usable places and the gap, of each council that handed over and of
    all of them together; `area` is the code of each, and of the region, with OWN after it.

    Years are those to whose 31 March every council foresees. A council whose number of a kind is
    not told, or that has no supply figure of it, is left out of the sum of that kind on both sides.
    Usable places are drawn from their projected ranges, one rank a council and kind in each future.
    """
    years = sorted(set.intersection(*(_marches(rows) for rows in handed.values())))
    if not years:
        raise HandOverError("No 31 March lies within the months of all councils: build them anew.")
    codes = [*handed]
    own = tuple(code + OWN for code in codes)
    need = {
        (gap.NEED, "placement", kind): np.stack(
            [_of_kind(rows, kind, years) for rows in handed.values()], axis=1
        )
        for kind in KINDS
    }
    later = Draws(areas=own, years=tuple(years), values=need)
    usable = _usable(codes, years, later.count)
    for kind in KINDS:
        told = np.isfinite(later.of(gap.NEED, "placement", kind)).all((0, 2))
        usable[(USABLE, "placement", kind)][:, ~told] = np.nan
    both = [(later, usable), gap.summed_where_supplied(later, usable, {place.code + OWN: own})]
    need_of = partial(projected, unit={gap.NEED: "children"})
    gap_of = partial(gap.gap_rows, occupancy=gap.occupancies(values()))
    rows = []
    for drawn, places in both:
        for make in (partial(need_of, drawn), partial(gap_of, drawn, places)):
            rows.append(make(run=RUN, origin=min(years) - 1, scenario=AS_NOW))
    made_up = any(each.attrs[MADE_UP] for each in handed.values())
    method = "own histories, made up" if made_up else "own histories"
    return pd.concat(rows, ignore_index=True).assign(method=method)


def _rows(path: Path) -> pd.DataFrame:
    try:
        table = pq.read_table(path)
        rows = store.as_frame(table)
    except (pa.ArrowException, OSError) as fault:
        raise HandOverError(f"{path} cannot be read as parquet. {HOW}") from fault
    if tuple(rows.columns) != COLUMNS or rows.empty:
        raise HandOverError(f"{path} is not what a council hands over. {HOW}")
    rows = rows.assign(period_end=pd.to_datetime(rows["period_end"]))
    rows.attrs[MADE_UP] = bool((table.schema.metadata or {}).get(MADE_UP.encode(), b""))
    return rows


def _named(codes: Sequence[str]) -> str:
    names = []
    for code in codes[:3]:
        try:
            names.append(area(code).name)
        except CareAnalysisError:
            names.append(f"code {code}")
    return ", ".join(names)


def _marches(rows: pd.DataFrame) -> set[int]:
    days = pd.DatetimeIndex(rows["period_end"].unique())
    return {day.year for day in days if (day.month, day.day) == (3, 31)}


def _of_kind(rows: pd.DataFrame, kind: str, years: Sequence[int]) -> Array:
    """Children in a kind of home, future x year; nan where it is not told, or is with others."""
    mine = rows[(rows["dimension"] == "placement") & (rows["category"] == kind)]
    many = int(rows["future"].max()) + 1
    if mine.empty:
        return np.full((many, len(years)), np.nan)
    marches = mine[mine["period_end"].isin([pd.Timestamp(year, 3, 31) for year in years])]
    table = marches.pivot_table(index="future", columns="period_end", values="children")
    return np.asarray(table.to_numpy(float))


def _usable(codes: Sequence[str], years: Sequence[int], many: int) -> dict[Key, Array]:
    """Usable places of each council, future x council x year, from their projected ranges."""
    rows = store.projected(codes)
    rows = rows[(rows["measure"] == USABLE) & (rows["scenario"] == AS_NOW)]
    rows = rows.assign(year=pd.DatetimeIndex(rows["period_end"]).year)
    found = {}
    for kind in KINDS:
        drawn = np.full((many, len(codes), len(years)), np.nan)
        for n, code in enumerate(codes):
            rank = np.random.default_rng([SEED, int(code), KINDS.index(kind)]).random(many)
            mine = rows[(rows["area"] == code) & (rows["category"] == kind)].set_index("year")
            for m, year in enumerate(years):
                at = min(year, int(mine.index.max())) if len(mine) else year
                spread = mine.loc[at, list(QUANTILES)].to_numpy(float) if len(mine) else [np.nan]
                if np.isfinite(spread).all():
                    drawn[:, n, m] = np.interp(rank, list(QUANTILES.values()), spread)
        found[(USABLE, "placement", kind)] = drawn
    return found

"""Invented towns' children, weekly costs and spending, as counts and as simulated futures."""

import numpy as np
import pandas as pd

from analysis.catalogue.areas import ENGLAND
from analysis.core.shapes import COUNTS, OK, SUPPRESSED
from analysis.forecast.draws import Draws, Key

NAN = float("nan")
TOWNS = tuple(str(code) for code in range(1, 41))
YEARS = tuple(range(2017, 2026))
GROWTH = {"residential": 1.08, "fostering": 1.03, "cla": 1.06}
FIRST_COST = {"residential": 4000.0, "fostering": 600.0, "cla": 1200.0}
SHARES = {"childrens_homes": 0.10, "foster": 0.70, "supported": 0.20}
ORIGIN = 2025
AHEAD = (2026, 2027, 2028)


def children(town: str) -> float:
    """How many children a town looks after, the same in every year: 100 to 490."""
    return 90.0 + 10 * int(town)


def cost(service: str, year: int, town: str = "") -> float:
    """A weekly cost: England's by a steady growth, a town's up to 20% to either side of it."""
    tilt = 1 + (int(town) % 5 - 2) / 10 if town else 1
    return tilt * FIRST_COST[service] * GROWTH[service] ** (year - YEARS[0])


def row(measure: str, area: str, year: int, value: float, **changed: str) -> dict:
    """One row in the counts shape; a missing value is suppressed."""
    hidden = value != value
    return {
        "measure": measure,
        "area": area,
        "period_end": pd.Timestamp(year, 3, 31),
        "frequency": "year",
        "dimension": "all",
        "category": "all",
        "value": value,
        "unit": "children",
        "status": SUPPRESSED if hidden else OK,
        "source": "invented",
        "release": "2025-11-26",
    } | changed


def spent(town: str, year: int = ORIGIN) -> dict[str, float]:
    """Pounds that a town spent by line: its weekly costs for 52 weeks, and £300 a child besides."""
    number = children(town) if town != ENGLAND else sum(children(t) for t in TOWNS)
    own = "" if town == ENGLAND else town
    by = {
        "cla_residential": number * 0.1 * 52 * cost("residential", year, own),
        "cla_fostering": number * 0.7 * 52 * cost("fostering", year, own),
        "cla_other": number * 52 * 300.0,
        "cla_asylum": 0.0,
    }
    return by | {"cla_total": sum(by.values())}


def history(changed: dict[tuple, float] | None = None) -> pd.DataFrame:
    """Counts of every town and England; `changed` by (measure, area, year, category)."""
    records = []
    for area in (*TOWNS, ENGLAND):
        number = children(area) if area != ENGLAND else sum(children(t) for t in TOWNS)
        for year in YEARS:
            records.append(row("cla_31_march", area, year, number))
            records += [
                row("cla_31_march", area, year, number * s, dimension="placement", category=home)
                for home, s in SHARES.items()
            ]
            records += [
                row(
                    f"unit_cost_{service}",
                    area,
                    year,
                    cost(service, year, "" if area == ENGLAND else area),
                    unit="gbp_per_week",
                )
                for service in FIRST_COST
            ]
        for year in (2023, 2024, 2025):
            records += [
                row("spend", area, year, pounds, unit="gbp", dimension="service", category=line)
                for line, pounds in spent(area, year).items()
            ]
    frame = pd.DataFrame(records, columns=list(COUNTS))
    for (measure, area, year, category), value in (changed or {}).items():
        where = (
            (frame["measure"] == measure)
            & (frame["area"] == area)
            & (frame["category"] == category)
            & (pd.to_datetime(frame["period_end"]).dt.year == year)
        )
        assert where.sum() == 1, (measure, area, year, category)
        frame.loc[where, "value"] = value
        frame.loc[where, "status"] = SUPPRESSED if value != value else OK
    return frame


def futures(
    count: int = 200, spread: float = 0.05, shrink: float = 0.0
) -> tuple[Draws, dict[Key, np.ndarray]]:
    """Draws of children by placement that sum to the total, and the same at the origin.

    `shrink` takes that share off every figure of every year.
    """
    rng = np.random.default_rng(11)
    size = np.array([children(t) for t in TOWNS])[None, :, None]
    shape = (count, len(TOWNS), len(AHEAD))
    by = {
        ("cla_31_march", "placement", home): share
        * size
        * (1 - shrink)
        * np.exp(np.cumsum(spread * rng.standard_normal(shape), axis=2))
        for home, share in SHARES.items()
    }
    start = {key: np.tile(size[0, :, 0] * SHARES[key[2]], (count, 1)) for key in by}
    total: Key = ("cla_31_march", "all", "all")
    return (
        Draws(areas=TOWNS, years=AHEAD, values=by | {total: np.add.reduce(list(by.values()))}),
        start | {total: np.tile(size[0, :, 0], (count, 1))},
    )

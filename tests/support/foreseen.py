"""Outlooks for tests of what is said of the future: of real authorities, opened fast, and invented.

Ordinarton has everything; Hushford's small cells are hidden; Silentham's newest total is; Pennyless
has no forecast of spending; Tinyton has one child. No figure of an invented town is a real one.
"""

from datetime import date
from functools import cache

import numpy as np
import pandas as pd

from analysis.briefing.figures import Figures
from analysis.briefing.sufficiency.outlook import Outlook, newest
from analysis.catalogue.areas import Area, areas
from analysis.catalogue.assumptions import values
from analysis.core import shapes, store
from analysis.core.shapes import ALL, OK, SUPPRESSED
from analysis.forecast.draws import Draws
from analysis.forecast.quantiles import projected
from analysis.forecast.skill.backtest import CASES, SCORED
from analysis.forecast.supply.gap import gap_rows, occupancies
from analysis.pipeline.forecast.future import UNITS
from towns import town

CHILDREN, NAN = "cla_31_march", float("nan")
ORIGIN, YEARS = 2025, (2026, 2027, 2028, 2029, 2030)
SHARES = {
    "placement": {
        "foster": 0.66,
        "childrens_homes": 0.12,
        "supported": 0.08,
        "parents": 0.07,
        "adoption": 0.02,
        "residential_schools": 0.01,
        "other_residential": 0.02,
        "other": 0.02,
    },
    "age": {
        "under_1": 0.05,
        "1_to_4": 0.12,
        "5_to_9": 0.18,
        "10_to_15": 0.38,
        "16_and_over": 0.27,
    },
    "uasc": {"uasc": 0.09, "not_uasc": 0.91},
}
NAMES = ("Ordinarton", "Hushford", "Silentham", "Pennyless", "Tinyton")
ORDINARTON, HUSHFORD, SILENTHAM, PENNYLESS, TINYTON = (
    town(str(place), name) for place, name in enumerate(NAMES, start=1)
)
TOWNS = (ORDINARTON, HUSHFORD, SILENTHAM, PENNYLESS, TINYTON)
SMALL = ("adoption", "residential_schools")


def figures(area: Area) -> Figures:
    """An authority without measured rows: what the demand side needs is its name."""
    return Figures(
        area, date(2026, 11, 22), pd.DataFrame(columns=[*shapes.MEASURED]), {}, pd.DataFrame()
    )


def outlook(area: Area, counts: pd.DataFrame, rows: pd.DataFrame, cases: pd.DataFrame) -> Outlook:
    """An outlook whose earlier forecasts are given, not read."""
    here = Outlook(figures=figures(area), counts=counts, projected=rows)
    here.__dict__["_cases"] = cases
    return here


@cache
def _whole() -> tuple[dict[str, pd.DataFrame], ...]:
    """The committed tables by area."""
    read = (newest(store.counts()), store.projected(), store.read(store.HINDCAST_FILE))
    return tuple(dict(tuple(frame.groupby("area"))) for frame in read)


@cache
def real(code: str) -> Outlook:
    """The outlook of a real authority, from tables that are read once for all."""
    counts, rows, cases = (held.get(code) for held in _whole())
    none = next(iter(_whole()[2].values())).iloc[:0]
    return outlook(areas()[code], counts, rows, none if cases is None else cases)


@cache
def invented(area: Area) -> Outlook:
    """The outlook of an invented town."""
    return outlook(area, _counts(area), _rows(area), _cases(area))


def _size(area: Area) -> int:
    return 1 if area is TINYTON else 500


def _was(area: Area, year: int) -> int:
    """Children in care in a year: one more each year, but in Tinyton."""
    return 1 if area is TINYTON else _size(area) + year - ORIGIN


def count_row(area: str, year: int, value: float, key=(CHILDREN, ALL, ALL), unit="children"):
    """One published count; nan is hidden."""
    measure, dimension, category = key
    return {
        "measure": measure,
        "area": area,
        "period_end": pd.Timestamp(year, 3, 31),
        "frequency": "year",
        "dimension": dimension,
        "category": category,
        "value": value,
        "unit": unit,
        "status": SUPPRESSED if np.isnan(value) else OK,
        "source": "invented",
        "release": "2025-11-20",
    }


def _counts(area: Area) -> pd.DataFrame:
    size = _size(area)
    records = [count_row(area.code, y, _was(area, y)) for y in range(2016, ORIGIN)]
    records.append(count_row(area.code, ORIGIN, NAN if area is SILENTHAM else size))
    for dimension, shares in SHARES.items():
        for category, share in shares.items():
            hidden = area is SILENTHAM or (area is HUSHFORD and category in SMALL)
            value = NAN if hidden else round(size * share)
            records.append(count_row(area.code, ORIGIN, value, (CHILDREN, dimension, category)))
    for measure in ("care_leavers_17_18", "care_leavers_19_21"):
        key = (measure, ALL, ALL)
        records.append(count_row(area.code, ORIGIN, size / 2, key, "young_people"))
    return pd.DataFrame(records, columns=list(shapes.COUNTS))


def _need(area: Area) -> Draws:
    """Futures of a town: parts of whole children that add up to the total in every draw."""
    rng = np.random.default_rng(int(area.code))
    size, shape = _size(area), (400, 1, len(YEARS))
    total = np.maximum(np.round(rng.normal(size * 1.02, size * 0.1, shape)), 1.0)
    if area is TINYTON:
        total = np.ones(shape)
    held = {(CHILDREN, ALL, ALL): total}
    for dimension, shares in SHARES.items():
        edges = np.round(np.cumsum([*shares.values()])[:, None, None, None] * total)
        parts = np.diff(edges, axis=0, prepend=0.0)
        for category, part in zip(shares, parts, strict=True):
            held[CHILDREN, dimension, category] = part
    for measure in ("care_leavers_17_18", "care_leavers_19_21"):
        held[measure, ALL, ALL] = np.round(total / 2)
    spent = total * (NAN if area is PENNYLESS else 60_000.0)
    held["spend", "service", ALL] = spent
    if area is SILENTHAM:
        held = {key: np.full(shape, NAN) for key in held}
    return Draws(areas=(area.code,), years=YEARS, values=held)


def _rows(area: Area) -> pd.DataFrame:
    need = _need(area)
    parts = []
    for scenario, factor in (("as_now", 1.0), ("fewer_entries", 0.9), ("more_in_family", 0.95)):
        drawn = {key: array * factor for key, array in need.values.items()}
        parts.append(_said(Draws(areas=need.areas, years=YEARS, values=drawn), scenario))
    foster = need.of(CHILDREN, "placement", "foster")
    homes = need.of(CHILDREN, "placement", "childrens_homes")
    more = need.values | {
        (CHILDREN, "placement", "foster"): foster + np.round(homes * 0.1),
        (CHILDREN, "placement", "childrens_homes"): homes - np.round(homes * 0.1),
    }
    moved = Draws(areas=need.areas, years=YEARS, values=more)
    parts.append(_said(moved, "more_foster_carers"))
    usable = {
        ("places_usable", "placement", kind): np.full(foster.shape, places * _size(area))
        for kind, places in (("foster", 0.66), ("childrens_homes", 0.05), ("supported", NAN))
    }
    facts = {"run": "invented", "origin": ORIGIN, "scenario": "as_now"}
    parts.append(gap_rows(need, usable, occupancies(values()), **facts))
    return shapes.check_projected(pd.concat(parts, ignore_index=True))


def _said(need: Draws, scenario: str) -> pd.DataFrame:
    return projected(need, run="invented", origin=ORIGIN, scenario=scenario, unit=UNITS)


def _cases(area: Area) -> pd.DataFrame:
    """Earlier forecasts from 2020 on, which all said 510 children; the first was far too low."""
    records = []
    for origin in range(2020, ORIGIN):
        for horizon in range(1, min(3, ORIGIN - origin) + 1):
            missed = 200 if (origin, horizon) == (2020, 1) and area is not TINYTON else 0
            actual = _was(area, origin + horizon) + missed
            middle = _size(area) * (1.0 if area is TINYTON else 1.02)
            key = ("model", CHILDREN, ALL, ALL, area.code, origin, horizon)
            spread = np.linspace(0.9, 1.1, len(SCORED)) * middle
            records.append(
                dict(zip(CASES, key, strict=True))
                | {"now": actual, "actual": actual, "label": None}
                | dict(zip(SCORED, spread, strict=True))
            )
    columns = [*CASES, "now", "actual", *SCORED, "label"]
    return pd.DataFrame([] if area is SILENTHAM else records, columns=columns)

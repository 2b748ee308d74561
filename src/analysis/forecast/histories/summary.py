"""Futures of a council as rows to show: quantiles by month, peaks of a year, who is still here.

Kinds of home, ages and providers with few children now, or whose number now is hidden, are shown
together, never alone.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import date
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from analysis.core import shapes
from analysis.core.shapes import ALL
from analysis.forecast.histories.futures import BANDS, Futures
from analysis.forecast.histories.leavers import Leavers

IN_CARE, PEAK, STAY = "in_care", "in_care_peak", "still_in_care"
CAME, LEFT, ADULTS = "came", "left", "turned_18"
METHOD = "histories"
LEAST, TOGETHER = 20, "others_together"
"""A part with fewer children now is shown with the others of few, as TOGETHER."""
EACH_SIDE, STAYS = 10, (12, 24, 36)
LEAVERS, STAYING_PUT = "care_leavers", "staying_put"
UNITS = {STAY: "percent", LEAVERS: "young_people", STAYING_PUT: "young_people"}
Key = tuple[str, str, str]
Array = NDArray[Any]
Parts = dict[str, dict[str, list[int]]]
Row = tuple[Key, Array, list[date]]


def projected(
    futures: Futures, parts: Parts, *, area: str, run: str, scenario: str
) -> pd.DataFrame:
    """Rows in the projected shape, with months for years; `parts` as `parts_now` has them.

    `in_care` by placement, age and provider ('foster/own') at each month's end; `in_care_peak`, the
    most at any month's end of a year to 31 March, in all and by placement; `came`, `left` (before
    18) and `turned_18` in each year to 31 March, or in what is ahead of it; `still_in_care`, the
    percentage of those in care on the first day who are still 12, 24 and 36 months later, in all
    and by age then. Parts begin with the end of the first month. What is certain of few children,
    such as who turns 18, is told only where it and the rest are EACH_SIDE or more.
    """
    days = [date.fromordinal(int(day)) for day in futures.ends]
    years = sorted({_year_end(day) for day in days[1:]})
    every = [
        *((key, array, days) for key, array in in_care(futures, parts).items()),
        *((key, array, years) for key, array in _peaks(futures, parts, days, years)),
        *((key, array, years) for key, array in _flows(futures, days, years)),
        *_stays(futures, parts, days),
    ]
    told = _told([rows_of(*each) for each in every], days[0], area=area, run=run, scenario=scenario)
    now = (told["period_end"] == pd.Timestamp(days[0])) & (told["dimension"] != ALL)
    return told[~now].reset_index(drop=True)


def after_18(found: Leavers, futures: Futures, **facts: str) -> pd.DataFrame:
    """Rows in the projected shape of care leavers by age and those staying put, at each 31 March.

    Groups of fewer than LEAST now are left out; `facts` are `area`, `run` and `scenario`.
    """
    days = [date.fromordinal(int(day)) for day in futures.ends]
    at = [n for n, day in enumerate(days) if n and (day.month, day.day) == (3, 31)]
    every = {(LEAVERS, "age", name): array for name, array in found.aged.items()}
    every[(STAYING_PUT, ALL, ALL)] = found.staying_put
    rows = [
        rows_of(key, array[:, at], [days[n] for n in at])
        for key, array in every.items()
        if np.median(array[:, 0]) >= LEAST
    ]
    return _told(rows, days[0], **facts)


def _told(rows: list[pd.DataFrame], origin: date, **facts: str) -> pd.DataFrame:
    """In the projected shape; no rows where there are none."""
    if not rows:
        return pd.DataFrame(columns=list(shapes.PROJECTED))
    told = pd.concat(rows, ignore_index=True).assign(
        **facts, origin=origin.isoformat(), method=METHOD, status=shapes.OK
    )
    return shapes.check_projected(told[list(shapes.PROJECTED)])


def chances(futures: Futures, kinds: Sequence[str], area: str) -> pd.DataFrame:
    """The chance that more children than a number of places need a kind of home at a month's end.

    In the chances shape, for each kind and year to 31 March: places from the fewest to the most in
    any future, and the chance in per cent of futures.
    """
    days = [date.fromordinal(int(day)) for day in futures.ends]
    found = []
    for kind in kinds:
        months = np.rint(futures.of_kind(kind))
        for year in sorted({_year_end(day) for day in days[1:]}):
            peak = np.sort(months[:, _within(days, year)].max(axis=1))
            places = np.arange(peak[0], peak[-1] + 1)
            above = 100 - 100 * np.searchsorted(peak, places, side="right") / len(peak)
            rows = pd.DataFrame({"places": places.astype(int), "chance": above})
            found.append(rows.assign(area=area, placement=kind, period_end=pd.Timestamp(year)))
    none = pd.DataFrame(columns=list(shapes.CHANCES))
    return pd.concat([none, *found], ignore_index=True)[list(shapes.CHANCES)]


def parts_now(futures: Futures, shown: Mapping[str, Collection[str]]) -> Parts:
    """The states or bands of each category to be shown, by dimension; the others together.

    `shown` has the categories of placement, provider and age whose number now may be told. A kind
    of home with one kind of provider is shown where what is left of either is nobody, or enough.
    """
    now = futures.children[0, 0]
    kinds: dict[str, list[int]] = {}
    for n, (kind, _) in enumerate(futures.states):
        kinds.setdefault(kind, []).append(n)
    by_state = now.sum(1)
    pairs = {
        n
        for n, (kind, provider) in enumerate(futures.states)
        if kind in shown["placement"] and provider in shown["provider"] and by_state[n] >= LEAST
    }
    while pairs and (thin := _with_a_small_rest(futures, by_state, pairs)):
        pairs.remove(min(thin, key=lambda n: int(by_state[n])))
    providers = {"/".join(futures.states[n]): [n] for n in sorted(pairs)}
    rest = [n for n in range(len(futures.states)) if n not in pairs]
    ages = {band: [n] for n, band in enumerate(BANDS)}
    return {
        "placement": _merged(kinds, by_state, shown["placement"]),
        "provider": providers | ({TOGETHER: rest} if rest else {}),
        "age": _merged(ages, now.sum(0), shown["age"]),
    }


def _with_a_small_rest(futures: Futures, now: Array, pairs: Collection[int]) -> list[int]:
    """The pairs whose kind or provider has few children in other pairs, not shown."""
    found = []
    for n in pairs:
        for side in (0, 1):
            alike = [m for m, s in enumerate(futures.states) if s[side] == futures.states[n][side]]
            if 0 < sum(now[m] for m in alike if m not in pairs) < LEAST:
                found.append(n)
    return found


def _merged(
    parts: Mapping[str, list[int]], now: Array, shown: Collection[str]
) -> dict[str, list[int]]:
    enough = {n: at for n, at in parts.items() if n in shown and now[at].sum() >= LEAST}
    rest = [n for name, at in parts.items() if name not in enough for n in at]
    return enough | ({TOGETHER: rest} if rest else {})


def in_care(futures: Futures, parts: Parts) -> dict[Key, Array]:
    """Children at each month's end, future x month."""
    found: dict[Key, Array] = {(IN_CARE, ALL, ALL): futures.total}
    for dimension, chosen in parts.items():
        axis = 3 if dimension == "age" else 2
        for name, at in chosen.items():
            found[(IN_CARE, dimension, name)] = futures.children.take(at, axis).sum((2, 3))
    return found


def _flows(futures: Futures, days: list[date], years: list[date]) -> Iterator[tuple[Key, Array]]:
    """Children who came, left and turned 18 in each year, future x year."""
    for name, flow in ((CAME, futures.came), (LEFT, futures.left), (ADULTS, futures.adults)):
        by_month = flow.sum(2)
        by_year = [by_month[:, _within(days, year)].sum(axis=1) for year in years]
        array = np.stack(by_year, axis=1)
        if name != ADULTS or np.median(array, axis=0).min() >= EACH_SIDE:
            yield (name, ALL, ALL), array


def _stays(futures: Futures, parts: Parts, days: list[date]) -> Iterator[Row]:
    """The percentage of those in care now who still are, future x month."""
    here = futures.here
    groups = {(ALL, ALL): [*range(here.shape[2])]}
    groups |= {("age", name): at for name, at in parts["age"].items()}
    for (dimension, name), at in groups.items():
        some = here[:, :, at].sum(2)
        at_first = int(some[0, 0])
        months = [
            n
            for n in STAYS
            if n < len(days) and EACH_SIDE <= np.median(some[:, n]) <= at_first - EACH_SIDE
        ]
        if months:
            percent = np.rint(100 * some[:, months] / at_first)
            yield (STAY, dimension, name), percent, [days[n] for n in months]


def _peaks(
    futures: Futures, parts: Parts, days: list[date], years: list[date]
) -> Iterator[tuple[Key, Array]]:
    """The most children at a month's end of each year to 31 March, which may be only begun."""
    chosen = {(PEAK, "placement", name): at for name, at in parts["placement"].items()}
    for key, at in {(PEAK, ALL, ALL): [*range(len(futures.states))], **chosen}.items():
        months = futures.children[:, :, at].sum((2, 3))
        yield key, np.stack([months[:, _within(days, year)].max(axis=1) for year in years], axis=1)


def _year_end(day: date) -> date:
    """The 31 March with which the year of a day ends."""
    return date(day.year + (day.month > 3), 3, 31)


def _within(days: list[date], year_end: date) -> list[int]:
    """The places of the days in the year that ends on a 31 March."""
    return [n for n, day in enumerate(days) if n and _year_end(day) == year_end]


def rows_of(
    key: Key, array: Array, ends: list[date], units: Mapping[str, str] = UNITS
) -> pd.DataFrame:
    """Quantiles of a figure, future x end, as projected rows; of children where no unit is said."""
    measure, dimension, category = key
    spread = np.quantile(array, list(shapes.QUANTILES.values()), axis=0)
    quantiles = dict(zip(shapes.QUANTILES, np.maximum.accumulate(spread, axis=0), strict=True))
    return pd.DataFrame(
        {
            "measure": measure,
            "period_end": pd.DatetimeIndex(ends),
            "dimension": dimension,
            "category": category,
            "unit": units.get(measure, "children"),
            "central": quantiles["p50"],
            **quantiles,
        }
    )

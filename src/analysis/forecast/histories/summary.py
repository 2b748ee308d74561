"""Futures of a council as rows to show: quantiles by month, peaks of a year, who is still here.

Kinds of home, ages and providers with few children now, or whose number now is hidden, are shown
together, never alone.
"""

from collections.abc import Collection, Iterator, Mapping
from datetime import date
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from analysis.core import shapes
from analysis.core.shapes import ALL
from analysis.forecast.histories.futures import BANDS, Futures

IN_CARE, PEAK, STAY = "in_care", "in_care_peak", "still_in_care"
CAME, LEFT, ADULTS = "came", "left", "turned_18"
METHOD = "histories"
LEAST, TOGETHER = 20, "others_together"
"""A part with fewer children now is shown with the others of few, as TOGETHER."""
UNITS = {STAY: "percent"}
Key = tuple[str, str, str]
Array = NDArray[Any]
Parts = dict[str, dict[str, list[int]]]


def projected(
    futures: Futures, parts: Parts, *, area: str, run: str, scenario: str
) -> pd.DataFrame:
    """Rows in the projected shape, with months for years; `parts` as `parts_now` has them.

    `in_care` by placement, age and provider ('foster/own') at each month's end; `in_care_peak`, the
    most at any month's end of a year to 31 March, in all and by placement; `came`, `left` (before
    18) and `turned_18` in each month; `still_in_care`, the percentage of those in care on the first
    day who are still, in all and by age then. Parts begin with the end of the first month.
    """
    days = [date.fromordinal(int(day)) for day in futures.ends]
    found = [
        _rows(key, array, days).assign(area=area, run=run, scenario=scenario)
        for key, array in _figures(futures, parts).items()
    ]
    found += [
        _rows(key, array, ends).assign(area=area, run=run, scenario=scenario)
        for key, array, ends in _peaks(futures, parts, days)
    ]
    rows = pd.concat(found, ignore_index=True).assign(
        origin=days[0].isoformat(), method=METHOD, status=shapes.OK
    )
    now = (rows["period_end"] == pd.Timestamp(days[0])) & (rows["dimension"] != ALL)
    rows = rows[~now]
    return shapes.check_projected(rows[list(shapes.PROJECTED)])


def chances(futures: Futures, placement: str, year_end: date) -> pd.Series:
    """The chance (0 to 1) that more children than each number need a kind of home at a month's end
    of the year: by number of places, from the fewest to the most in any future.
    """
    days = [date.fromordinal(int(day)) for day in futures.ends]
    peak = futures.of_kind(placement)[:, _within(days, year_end)].max(axis=1)
    places = np.arange(peak.min(), peak.max() + 1)
    above = 1 - np.searchsorted(np.sort(peak), places, side="right") / len(peak)
    return pd.Series(above, index=pd.Index(places, name="places"))


def parts_now(futures: Futures, shown: Mapping[str, Collection[str]]) -> Parts:
    """The states or bands of each category to be shown, by dimension; the others together.

    `shown` has the categories of placement, provider and age whose number now may be told.
    """
    now = futures.children[0, 0]
    kinds: dict[str, list[int]] = {}
    providers: dict[str, list[int]] = {}
    for n, (kind, provider) in enumerate(futures.states):
        kinds.setdefault(kind, []).append(n)
        if kind in shown["placement"] and provider in shown["provider"]:
            providers.setdefault(f"{kind}/{provider}", []).append(n)
        else:
            providers.setdefault("", []).append(n)
    ages = {band: [n] for n, band in enumerate(BANDS)}
    return {
        "placement": _merged(kinds, now.sum(1), shown["placement"]),
        "provider": _merged(providers, now.sum(1), set(providers) - {""}),
        "age": _merged(ages, now.sum(0), shown["age"]),
    }


def _merged(
    parts: Mapping[str, list[int]], now: Array, shown: Collection[str]
) -> dict[str, list[int]]:
    enough = {n: at for n, at in parts.items() if n in shown and now[at].sum() >= LEAST}
    rest = [n for name, at in parts.items() if name not in enough for n in at]
    return enough | ({TOGETHER: rest} if rest else {})


def _figures(futures: Futures, parts: Parts) -> dict[Key, Array]:
    """Each figure as an array, future x month."""
    found: dict[Key, Array] = {(IN_CARE, ALL, ALL): futures.total}
    for dimension, chosen in parts.items():
        axis = 3 if dimension == "age" else 2
        for name, at in chosen.items():
            found[(IN_CARE, dimension, name)] = futures.children.take(at, axis).sum((2, 3))
    for name, flow in ((CAME, futures.came), (LEFT, futures.left), (ADULTS, futures.adults)):
        found[(name, ALL, ALL)] = flow.sum(2)
    here = futures.here
    found[(STAY, ALL, ALL)] = 100 * here.sum(2) / here[:, :1].sum(2)
    for name, at in parts["age"].items():
        some = here[:, :, at].sum(2)
        found[(STAY, "age", name)] = 100 * some / np.maximum(some[:, :1], 1)
    return found


def _peaks(
    futures: Futures, parts: Parts, days: list[date]
) -> Iterator[tuple[Key, Array, list[date]]]:
    """The most children at a month's end of each year to 31 March, which may be only begun."""
    chosen = {(PEAK, "placement", name): at for name, at in parts["placement"].items()}
    years = sorted({date(day.year + (day.month > 3), 3, 31) for day in days[1:]})
    for key, at in {(PEAK, ALL, ALL): [*range(len(futures.states))], **chosen}.items():
        months = futures.children[:, :, at].sum((2, 3))
        most = [months[:, _within(days, year)].max(axis=1) for year in years]
        yield key, np.stack(most, axis=1), years


def _within(days: list[date], year_end: date) -> list[int]:
    """The places of the days in the year that ends on a 31 March."""
    begins = date(year_end.year - 1, 3, 31)
    return [n for n, day in enumerate(days) if begins < day <= year_end]


def _rows(key: Key, array: Array, ends: list[date]) -> pd.DataFrame:
    measure, dimension, category = key
    spread = np.quantile(array, list(shapes.QUANTILES.values()), axis=0)
    quantiles = dict(zip(shapes.QUANTILES, np.maximum.accumulate(spread, axis=0), strict=True))
    return pd.DataFrame(
        {
            "measure": measure,
            "period_end": pd.DatetimeIndex(ends),
            "dimension": dimension,
            "category": category,
            "unit": UNITS.get(measure, "children"),
            "central": quantiles["p50"],
            **quantiles,
        }
    )

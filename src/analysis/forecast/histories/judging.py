"""How well a council's futures did on earlier days of its own histories, beside no change.

Rolling origins (Tashman 2000): on each earlier day the model learns from what was known by then,
and what came is what the later histories tell.
"""

from collections.abc import Iterable, Mapping
from typing import Any

import numpy as np
import pandas as pd

from analysis.core.shapes import ALL, JUDGED, QUANTILES
from analysis.forecast.draws import Array
from analysis.forecast.histories.arrivals import months_back
from analysis.forecast.histories.careers import YEAR, Careers
from analysis.forecast.histories.futures import BANDS, Futures, band_of
from analysis.forecast.histories.simulate import Model, simulate
from analysis.forecast.scores import SCORED, STILL, inside, weighted_interval_score

HISTORIES, PUBLISHED = "histories", "published_figures"
MONTHS = (12, 24, 36)
LEARNT = 2 * YEAR - 2
"""The days of histories that a model learns from at least."""
FUTURES, GROUPS = 400, 40
LEAST = 20
"""A part with fewer children on the day of origin is not judged."""
ENOUGH = 8
"""Forecasts of the total by which a council's own past decides; they overlap."""
TOTAL = (ALL, ALL)
Part = tuple[str, str]
Ratios = Mapping[tuple[int, int], Mapping[str, float]]


def cases(
    careers: Careers, days: Iterable[int], *, seed: int, published: Ratios | None = None
) -> pd.DataFrame:
    """What was foreseen on each of the days, and what came 12, 24 and 36 months later.

    Columns: method, origin (day), months, dimension, category, now, actual and the quantiles of
    SCORED. `published` has, by day of origin and months, quantiles of what another forecast said as
    shares of the number of that day; its cases are of the total alone. Empty where the histories
    are too short.
    """
    rows: list[dict[str, Any]] = []
    for day in days:
        if day - careers.first < LEARNT:
            continue
        known = careers.known_by(day)
        futures = simulate(Model.of(known), seed, futures=FUTURES, groups=GROUPS)
        past = [parts(known, each) for each in months_back(known.first, day)]
        for months in MONTHS:
            end = int(futures.ends[months])
            if end > careers.as_at:
                break
            came = parts(careers, end)
            for part, array in _drawn(futures, months).items():
                now = past[-1].get(part, 0)
                case: dict[str, Any] = {
                    "origin": day,
                    "months": months,
                    "now": now,
                    "actual": came.get(part, 0),
                }
                case |= {"dimension": part[0], "category": part[1]}
                spread = np.quantile(array, [QUANTILES[name] for name in SCORED])
                rows.append(case | _method(HISTORIES, spread))
                rows.append(case | _method(STILL, now + _errors(past, part, months)))
                ratios = (published or {}).get((day, months)) if part == TOTAL else None
                if ratios:
                    said = np.array([ratios[name] * now for name in SCORED])
                    rows.append(case | _method(PUBLISHED, said))
    return pd.DataFrame(rows)


def judged(told: pd.DataFrame, area: str) -> pd.DataFrame:
    """Scores by method, months and part, from `cases`; parts of LEAST children or more on the day.

    In the judged shape: the number of `forecasts`, `children` (mean on the days of origin, to the
    nearest ten), `missed` and `leans` (the mean absolute and the mean miss of the middle, per cent
    of the children of the day), `beside` (the weighted interval score over that of no change in the
    same cases), `held80` and `held95` (per cent of what came).
    """
    told = told[told["now"] >= LEAST] if len(told) else told
    if told.empty:
        return pd.DataFrame(columns=list(JUDGED))
    spread, came = {q: told[q].to_numpy(float) for q in SCORED}, told["actual"].to_numpy(float)
    told = told.assign(
        wis=weighted_interval_score(spread, came),
        missed=100 * (spread["p50"] - came) / told["now"],
        held80=inside(spread, came, 80),
        held95=inside(spread, came, 95),
    )
    same = ["origin", "months", "dimension", "category"]
    still = told.loc[told["method"] == STILL, [*same, "wis"]].rename(columns={"wis": "still"})
    told = told.merge(still, on=same)
    rows = []
    for key, each in told.groupby(["dimension", "category", "months", "method"], sort=False):
        figures = {
            "forecasts": len(each),
            "children": round(each["now"].mean(), -1),
            "missed": each["missed"].abs().mean(),
            "leans": each["missed"].mean(),
            "beside": each["wis"].sum() / each["still"].sum(),
            "held80": 100 * each["held80"].mean(),
            "held95": 100 * each["held95"].mean(),
        }
        rows.append((area, *key, *figures.values()))
    return pd.DataFrame(rows, columns=list(JUDGED))


def better(table: pd.DataFrame) -> str:
    """The method with the lowest score of the total over all months.

    `table` as `judged` has it; of those with ENOUGH forecasts. The histories where none has: on
    made-up authorities they did better than no change (docs/methods.md).
    """
    total = table[table["dimension"] == ALL]
    beside = {
        str(name): np.average(each["beside"], weights=each["forecasts"])
        for name, each in total.groupby("method")
        if each["forecasts"].sum() >= ENOUGH
    }
    return min(beside, key=lambda name: beside[name], default=HISTORIES)


def parts(c: Careers, day: int) -> dict[Part, int]:
    """The children in care on a day: all, by kind of home and by band of age."""
    at = c.there(day)
    kinds = np.bincount(c.kind_of[c.state[at]], minlength=len(c.kinds))
    ages = np.bincount(band_of(day - c.born[at]), minlength=len(BANDS))
    names = [TOTAL, *(("placement", k) for k in c.kinds), *(("age", band) for band in BANDS)]
    return dict(zip(names, map(int, (len(at), *kinds, *ages)), strict=True))


def _drawn(futures: Futures, months: int) -> dict[Part, Array]:
    """Children in every future after so many months, in the parts that are judged."""
    children = futures.children[:, months]
    kinds = dict.fromkeys(kind for kind, _ in futures.states)
    return {
        TOTAL: children.sum((1, 2)),
        **{("placement", kind): futures.of_kind(kind)[:, months] for kind in kinds},
        **{("age", band): children[:, :, n].sum(1) for n, band in enumerate(BANDS)},
    }


def _errors(past: list[dict[Part, int]], part: Part, months: int) -> Array:
    """The errors that no change made over as many months in the time known, both ways.

    Where less than twice as many months are known, those over fewer, grown as those of a random
    walk do.
    """
    numbers = np.array([each.get(part, 0) for each in past])
    over = min(months, len(numbers) // 2)
    made = (numbers[over:] - numbers[:-over]) * np.sqrt(months / over)
    both = np.concatenate([made, -made])
    return np.quantile(both, [QUANTILES[name] for name in SCORED])


def _method(name: str, spread: Array) -> dict[str, Any]:
    return {"method": name, **dict(zip(SCORED, spread, strict=True))}

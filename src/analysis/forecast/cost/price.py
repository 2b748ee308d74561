"""Price paths: how the weekly cost of a home may move, in the pounds of each year.

A path is England's growth, which every authority shares, and the authority's own departure from
it. Both are learnt from the published unit costs (C02 to C04, financial years from 2016-17);
nothing is deflated, so that a rise includes inflation.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from analysis.catalogue.areas import ENGLAND
from analysis.core.shapes import ALL
from analysis.forecast.draws import Array, Key, ratio, side_by_side

RESIDENTIAL, FOSTERING, OTHER = "residential", "fostering", "other"
SERVICES = (RESIDENTIAL, FOSTERING, OTHER)
HOMES = {RESIDENTIAL: "childrens_homes", FOSTERING: "foster"}
PUBLISHED = {RESIDENTIAL: "unit_cost_residential", FOSTERING: "unit_cost_fostering"}
FIRST_YEAR = 2017
HALF_LIFE_YEARS = 3.0  # a year's growth counts half as much as that of three years later
# A departure from England of more than a doubling or halving is cut here: recording changed.
LARGEST_STEP = float(np.log(2))
# The smallest spread of a year's growth: calm years before 2021-22 hid what 2022-23 showed. It was
# chosen with those years known, so the backtest is kind to it.
LEAST_SHOCK = 0.03
PERSISTENCE = 0.5  # of a year's shock to growth, how much the next year keeps
MOST_DEGREES, LEAST_DEGREES = 30, 3


@dataclass(frozen=True)
class Local:
    """Departures from England's growth, by years ahead.

    `pull` (horizons) is how much of its distance from England, in logs, an authority has lost;
    `spread` (horizons, 2) the variance a + b / children about that; `paths` (paths, horizons) what
    was seen, standardised.
    """

    pull: Array
    spread: Array
    paths: Array


def wide(
    counts: pd.DataFrame,
    measure: str,
    areas: Sequence[str],
    years: Sequence[int],
    *,
    unit: str,
    dimension: str = ALL,
    category: str = ALL,
) -> Array:
    """Published figures as area x year (ending 31 March), nan where none is; newest release."""
    rows = counts[counts["measure"] == measure]
    words = {"unit": unit, "dimension": dimension, "category": category}
    for name, word in words.items():
        rows = rows[rows[name] == word]
    rows = rows.sort_values("release", kind="stable")
    ends = pd.DatetimeIndex(rows["period_end"])
    line = pd.Index(areas).get_indexer(pd.Index(rows["area"].astype(object)))
    column = pd.Index(years).get_indexer(ends.year)
    wanted = (ends.month == 3) & (line >= 0) & (column >= 0)
    table = np.full((len(areas), len(years)), np.nan)
    table[line[wanted], column[wanted]] = rows["value"].to_numpy(float)[wanted]
    return table


def children_in(
    counts: pd.DataFrame, areas: Sequence[str], years: Sequence[int], home: str = ""
) -> Array:
    """Children in care on 31 March, or those in a kind of home, as published: area x year."""
    of = {"dimension": "placement", "category": home} if home else {}
    return wide(counts, "cla_31_march", areas, years, unit="children", **of)


def unit_costs(
    counts: pd.DataFrame, areas: Sequence[str], years: Sequence[int]
) -> dict[str, Array]:
    """Weekly cost by service in pounds, area x year.

    Residential and fostering are published. `other` is what the cost of a child in care, a week,
    leaves when fostering and children's homes have had their share: cost of care less (share of
    children in foster homes x cost of fostering) less (share in children's homes x cost of
    residential care). It is for each child in care, wherever the child lives, and is missing where
    one of these is not published (children by home are published from 2020) or nothing is left.
    """
    found = {
        service: wide(counts, name, areas, years, unit="gbp_per_week")
        for service, name in PUBLISHED.items()
    }
    left = wide(counts, "unit_cost_cla", areas, years, unit="gbp_per_week")
    children = children_in(counts, areas, years)
    for service, home in HOMES.items():
        left = left - children_in(counts, areas, years, home) / children * found[service]
    found[OTHER] = left
    return {name: np.where(price > 0, price, np.nan) for name, price in found.items()}


def price_draws(
    history: pd.DataFrame,
    areas: Sequence[str],
    years: Sequence[int],
    draws: int,
    rng: np.random.Generator,
    shared: float = 0.5,
) -> dict[Key, Array]:
    """Draws of price growth since the year before the first, as a factor: draw x area x year.

    `history` is in the counts shape; only years before `years[0]` are used. England's growth is a
    random walk with a drift: the mean of past growth, recent years counting more, with an error of
    its own and yearly shocks, both of Student's t on as many degrees of freedom as years allow.
    `shared` is the correlation of the services' shocks. An authority's departure is a path that
    some authority took from some past year, scaled to its number of children, and pulled towards
    England as far as authorities were (an unusual year is seldom followed by another).
    """
    known = list(range(FIRST_YEAR, years[0]))
    prices = unit_costs(history, [*areas, ENGLAND], known)
    size = children_in(history, areas, known)
    common = _shocks(rng, draws, len(years))
    found: dict[Key, Array] = {}
    for service in SERVICES:
        own = _shocks(rng, draws, len(years))
        mixed = np.sqrt(shared) * common + np.sqrt(1 - shared) * own
        england = _national(prices[service][-1], mixed, rng)
        local = fit_local(prices[service][:-1], prices[service][-1], size, len(years))
        relative = np.log(prices[service][:-1] / prices[service][-1])
        start = newest_known(relative), newest_known(size)
        departed = _departures(local, *start, draws, rng)
        growth = side_by_side(england[:, None, :] + departed)
        found[("price_growth", "service", service)] = np.exp(growth)
    return found


def fit_local(prices: Array, england: Array, size: Array, horizons: int) -> Local:
    """How authorities departed from England's growth, by years ahead and by children in care.

    `prices` and `size` are area x year, `england` is by year. The variance at h years is a + b / n,
    fitted by least squares with both at least 0; beyond the longest horizon seen it grows with it.
    """
    relative = np.log(prices) - np.log(england)
    seen = min(horizons, max(1, int(np.isfinite(england).sum()) - 1))
    steps = np.full((seen, *relative.shape), np.nan)
    for h in range(1, seen + 1):
        steps[h - 1, :, :-h] = relative[:, h:] - relative[:, :-h]
    steps = np.clip(steps, -LARGEST_STEP, LARGEST_STEP)
    distance = np.clip(relative, -LARGEST_STEP, LARGEST_STEP)
    pull = np.array([_pull(step, distance) for step in steps])
    steps = steps + pull[:, None, None] * distance
    spread = np.array([_variance(step, size) for step in steps])
    scale = np.sqrt(spread[:, :1, None] + spread[:, 1:, None] / np.maximum(size, 1))
    whole = ratio(steps, scale).reshape(seen, -1).T
    whole = whole[np.isfinite(whole).all(axis=1)]
    longer = [spread[-1] * h / seen for h in range(seen + 1, horizons + 1)]
    paths = np.hstack([whole, np.repeat(whole[:, -1:], horizons - seen, axis=1)])
    pulls = np.append(pull, np.repeat(pull[-1], horizons - seen))
    return Local(pull=pulls, spread=np.vstack([spread, *longer]), paths=paths)


def newest_known(table: Array) -> Array:
    """Each row's last figure that is known; the median of the others where none is."""
    filled = pd.DataFrame(table).ffill(axis=1).iloc[:, -1]
    return filled.fillna(filled.median()).fillna(0).to_numpy(dtype=float)


def backtest(
    history: pd.DataFrame,
    areas: Sequence[str],
    rng: np.random.Generator,
    *,
    draws: int = 500,
    newest: int = 2025,
) -> pd.DataFrame:
    """How often an 80% interval held the published price: service, horizon, origins, scored,
    covered_percent, and bias_percent of the median (above zero: we said too much).

    Every origin uses only the years up to it, and needs two years of growth before it.
    """
    found = []
    every = list(range(FIRST_YEAR, newest + 1))
    prices = unit_costs(history, areas, every)
    england = unit_costs(history, [ENGLAND], every)
    for origin in range(FIRST_YEAR + 2, newest):
        at, last = origin - FIRST_YEAR, min(origin + 3, newest)
        known = history[pd.to_datetime(history["period_end"]) <= pd.Timestamp(origin, 3, 31)]
        paths = price_draws(known, areas, range(origin + 1, last + 1), draws, rng)
        for service in SERVICES:
            if np.isfinite(england[service][0, : at + 1]).sum() >= 3:
                drawn = prices[service][:, [at]] * paths[("price_growth", "service", service)]
                happened = prices[service][:, at + 1 : last - FIRST_YEAR + 1]
                found.append(_scored(drawn, happened).assign(service=service, origin=origin))
    table = (
        pd.concat(found)
        .groupby(["service", "horizon"], sort=False)
        .agg(
            origins=("origin", "nunique"),
            scored=("scored", "sum"),
            covered_percent=("inside", "sum"),
            bias_percent=("error", "sum"),
        )
        .reset_index()
    )
    for percent in ("covered_percent", "bias_percent"):
        table[percent] = 100 * table[percent] / table["scored"]
    return table


def _scored(drawn: Array, happened: Array) -> pd.DataFrame:
    """By horizon, how many prices there were, how many lay inside, and the sum of log errors."""
    low, middle, high = np.quantile(drawn, [0.1, 0.5, 0.9], axis=0)
    error = np.log(middle / happened)
    return pd.DataFrame(
        {
            "horizon": np.arange(1, drawn.shape[2] + 1),
            "scored": np.isfinite(error).sum(axis=0),
            "inside": ((low <= happened) & (happened <= high)).sum(axis=0),
            "error": [each[np.isfinite(each)].sum() for each in error.T],
        }
    )


def _national(england: Array, shocks: Array, rng: np.random.Generator) -> Array:
    """Log growth of England's price since the last year, draw x year ahead."""
    growth = np.diff(np.log(england))
    growth = growth[np.isfinite(growth)]
    weight = 0.5 ** (np.arange(len(growth))[::-1] / HALF_LIFE_YEARS)
    weight = weight / weight.sum()
    drift = float(weight @ growth)
    degrees = int(np.clip(len(growth) - 1, LEAST_DEGREES, MOST_DEGREES))
    spread = max(LEAST_SHOCK, float(np.std(growth, ddof=1))) if len(growth) > 1 else 0.05
    tail = np.sqrt(degrees / rng.chisquare(degrees, (len(shocks), 1)))
    unsure = rng.standard_normal((len(shocks), 1)) * np.sqrt(weight @ weight)
    return np.cumsum(drift + spread * tail * (unsure + shocks), axis=1)


def _shocks(rng: np.random.Generator, draws: int, years: int) -> Array:
    """Yearly shocks that last: each keeps `PERSISTENCE` of the one before; variance 1."""
    found = rng.standard_normal((draws, years))
    for year in range(1, years):
        kept = PERSISTENCE * found[:, year - 1]
        found[:, year] = kept + np.sqrt(1 - PERSISTENCE**2) * found[:, year]
    return found


def _pull(step: Array, distance: Array) -> float:
    """The share of their distance from England that authorities lost, between 0 and 1."""
    there = np.isfinite(step) & np.isfinite(distance)
    apart = distance[there]
    if len(apart) < 3 or np.ptp(apart) == 0:
        return 0.0
    return float(np.clip(-(step[there] @ apart) / (apart @ apart), 0, 1))


def _variance(step: Array, size: Array) -> Array:
    """(a, b) of the variance a + b / children of one horizon."""
    there = np.isfinite(step) & (size > 0)
    square, inverse = step[there] ** 2, 1 / size[there]
    if len(square) < 3:
        return np.array([0.01, 0.0])
    b = max(0.0, float(np.polyfit(inverse, square, 1)[0])) if np.ptp(inverse) > 0 else 0.0
    a = float(square.mean() - b * inverse.mean())
    return np.array([a, b]) if a > 0 else np.array([0.0, square.mean() / inverse.mean()])


def _departures(
    local: Local, relative: Array, size: Array, draws: int, rng: np.random.Generator
) -> Array:
    """Log departures, draw x area x year, that leave England where its own path goes.

    `relative` is each authority's distance from England in logs. England is the authorities
    together: in each draw the mean of their factors, by what they spend, is 1.
    """
    weight = np.maximum(size, 1)
    scale = np.sqrt(local.spread[:, 0] + local.spread[:, 1] / weight[:, None])
    seen: Array = rng.standard_normal((draws, len(size), 1))
    if len(local.paths):
        seen = local.paths[rng.integers(len(local.paths), size=(draws, len(size)))]
    distance = np.clip(relative, -LARGEST_STEP, LARGEST_STEP)
    found = seen * scale - local.pull * distance[:, None]
    together = np.average(np.exp(found), axis=1, weights=weight * np.exp(distance))
    return found - np.log(together)[:, None, :]

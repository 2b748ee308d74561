"""Simulated authorities whose workings are known: panels for the tests of the forecast.

Children in care follow the country's growth and a growth of their own, of known size; parts are
shares that drift a little. Small cells can be hidden as a publisher would. No figure is a real one.
"""

import dataclasses

import numpy as np
from numpy.typing import NDArray

from analysis.core.shapes import ALL
from analysis.forecast.demand.shares import AGE, PLACEMENT, UNACCOMPANIED
from analysis.forecast.panel import CHILDREN, OLDER, YOUNGER, Panel
from analysis.forecast.scenarios import TO_FAMILY

Array = NDArray[np.floating]
TOTAL = (CHILDREN, ALL, ALL)
SHARES = {
    PLACEMENT: {
        "foster": 0.66,
        "childrens_homes": 0.12,
        "supported": 0.08,
        "other": 0.02,
        "parents": 0.07,
        "adoption": 0.02,
        "residential_schools": 0.01,
        "other_residential": 0.02,
    },
    AGE: {
        "16_and_over": 0.27,
        "10_to_15": 0.38,
        "5_to_9": 0.18,
        "1_to_4": 0.12,
        "under_1": 0.05,
    },
    UNACCOMPANIED: {"uasc": 0.09, "not_uasc": 0.91},
}


def totals(
    rng: np.random.Generator,
    areas: int = 60,
    years: int = 10,
    *,
    own: float = 0.06,
    chance: float = 0.3,
    shared: float = 0.015,
) -> Array:
    """Children in care, areas x years, in whole children.

    Yearly log growth is the country's (standard deviation `shared`) and the authority's own
    (variance own^2 + chance / children).
    """
    start = np.exp(rng.uniform(np.log(80), np.log(1200), areas))
    count = [start]
    for _ in range(years - 1):
        spread = np.sqrt(own**2 + chance / count[-1])
        count.append(count[-1] * np.exp(rng.normal(0, shared) + rng.normal(0, spread)))
    return np.maximum(np.round(np.stack(count, axis=1)), 20.0)


def plain(count: Array, first: int = 2016) -> Panel:
    """A panel of nothing but totals, as a user's own series makes it."""
    codes = tuple(f"{100 + i}" for i in range(len(count)))
    return Panel(
        areas=codes,
        years=tuple(range(first, first + count.shape[1])),
        figures={TOTAL: count},
    )


def full(seed: int = 1, areas: int = 40, years: int = 8, first: int = 2018) -> Panel:
    """A panel with every figure that the forecast uses; parts of each total add up to it."""
    rng = np.random.default_rng(seed)
    count = totals(rng, areas, years)
    figures: dict[tuple[str, str, str], Array] = {TOTAL: count}
    for tree, usual in SHARES.items():
        for category, part in zip(tree.categories, _parts(rng, count, usual), strict=True):
            figures[(CHILDREN, tree.dimension, category)] = part
    starts = np.round(count * rng.uniform(0.3, 0.5, (areas, 1)))
    figures[("cla_started", ALL, ALL)] = starts
    figures[("cla_ceased", ALL, ALL)] = np.round(starts * rng.uniform(0.85, 1.1, count.shape))
    for reason in TO_FAMILY:
        figures[("cla_ceased", "reason", reason)] = np.round(starts * 0.1)
    figures[("cla_12_months", ALL, ALL)] = np.round(count * 0.7)
    figures[("rate_base_0_17", ALL, ALL)] = np.round(count / rng.uniform(0.004, 0.01, (areas, 1)))
    sixteen = figures[(CHILDREN, AGE.dimension, "16_and_over")]
    figures[(YOUNGER, ALL, ALL)] = np.round(sixteen * rng.uniform(0.5, 0.7, count.shape))
    figures[(OLDER, ALL, ALL)] = np.round(count * rng.uniform(0.4, 0.5, count.shape))
    panel = plain(count, first)
    return dataclasses.replace(panel, figures=figures)


def _parts(rng: np.random.Generator, count: Array, usual: dict[str, float]) -> list[Array]:
    """Whole parts of each total: areas differ in their shares, and shares drift over the years."""
    logs = np.log(list(usual.values()))[:, None, None] + rng.normal(0, 0.3, (len(usual), 1, 1))
    drift = np.cumsum(rng.normal(0, 0.08, (len(usual), *count.shape)), axis=2)
    weight = np.exp(logs + rng.normal(0, 0.2, (len(usual), len(count), 1)) + drift)
    share = weight / weight.sum(axis=0)
    sums = np.round(np.cumsum(share, axis=0) * count)
    return list(np.diff(sums, axis=0, prepend=0.0))


def changed(panel: Panel, **figures: Array) -> Panel:
    """The panel with some totals replaced: `changed(panel, cla_started=array)`."""
    new = {(measure, ALL, ALL): array for measure, array in figures.items()}
    return dataclasses.replace(panel, figures={**panel.figures, **new})


def hidden(
    panel: Panel, dimension: str, categories: tuple[str, ...], area: int, year: int
) -> Panel:
    """The panel with some cells of one area and year hidden, as a publisher hides small ones."""
    figures = {key: array.copy() for key, array in panel.figures.items()}
    for category in categories:
        figures[(CHILDREN, dimension, category)][area, panel.years.index(year)] = np.nan
    return dataclasses.replace(panel, figures=figures)


def after(panel: Panel, origin: int, seed: int = 99) -> Panel:
    """The panel with every figure after the origin replaced by nonsense."""
    rng = np.random.default_rng(seed)
    place = panel.years.index(origin) + 1
    figures = {}
    for key, array in panel.figures.items():
        other = array.copy()
        low, high = (200, 5000) if key[1] == ALL else (1, 20)
        other[:, place:] = rng.integers(low, high, other[:, place:].shape)
        other[::3, place:] = np.nan
        figures[key] = other
    country = {y: v if y <= origin else 7.0 * v for y, v in panel.country.items()}
    return dataclasses.replace(panel, figures=figures, country=country)

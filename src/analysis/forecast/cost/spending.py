"""Spending to come: child-weeks x mix x price, in each draw, in the pounds of each year.

Spending of the base year is the published outturn. A later year's is that times the growth of
child-weeks (volume), of the share of children in the homes that a service pays for (mix) and of
its price. So the forecast starts from what was spent, whatever the unit of a price. A financial
year's children are the mean of those on 31 March at both of its ends.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
import pandas as pd

from analysis.core.shapes import ALL
from analysis.forecast.cost.base import CHILDREN, WEEKS, Flags, base_spend, base_weekly
from analysis.forecast.cost.price import HOMES, OTHER, SERVICES, children_in, price_draws
from analysis.forecast.draws import Array, Draws, Key, ratio, rows_of

LEAST_COVERED = 0.8


@dataclass(frozen=True, kw_only=True)
class Parts:
    """What spending is made of, for all authorities: pounds of the base year and three factors.

    `base` (service -> area) is spending in the base year, nan where none was published; `split`
    (area) whether its services can be told apart; `weekly` (service or all -> area) pounds a week
    in the base year. `volume`, and `mix` and `price` by service, are factors since the base year,
    draw x area x year. `children` (draw x area x year) is the mean number in care in the year.
    """

    areas: tuple[str, ...]
    years: tuple[int, ...]
    base: Mapping[str, Array]
    split: Flags
    weekly: Mapping[str, Array]
    volume: Array
    mix: Mapping[str, Array]
    price: Mapping[str, Array]
    children: Array


def cost_parts(
    children: Draws,
    origin: Mapping[Key, Array],
    history: pd.DataFrame,
    assumptions: Mapping[str, float],
    rng: np.random.Generator,
    price_shock_percent: float = 0.0,
) -> Parts:
    """What spending is made of in each draw, up to `spending` itself.

    `children` has the totals and the children by placement on 31 March of each year to come;
    `origin` the same figures at the newest 31 March published, draw x area (hidden ones imputed);
    `history` is in the counts shape. Give scenarios generators of the same seed, so that they meet
    the same prices. `price_shock_percent` lifts every price in every year to come. A figure is nan
    where no base can be read from the published outturn.
    """
    base_year = children.years[0] - 1
    base, split = base_spend(history, children.areas, base_year)
    shared = assumptions["price_shocks_shared"]
    growth = price_draws(history, children.areas, children.years, children.count, rng, shared)
    lift = 1 + price_shock_percent / 100
    volume, mix, mean = _children(children, origin, history, base_year)
    return Parts(
        areas=children.areas,
        years=children.years,
        base=base,
        split=split,
        weekly=base_weekly(history, children.areas, base_year, base, split),
        volume=volume,
        mix=mix,
        price={s: growth[("price_growth", "service", s)] * lift for s in SERVICES},
        children=mean,
    )


def with_children(
    parts: Parts, children: Draws, origin: Mapping[Key, Array], history: pd.DataFrame
) -> Parts:
    """The parts with other children, at the same prices: see `cost_parts`."""
    volume, mix, mean = _children(children, origin, history, children.years[0] - 1)
    return replace(parts, volume=volume, mix=mix, children=mean)


def dearer(parts: Parts, percent: float) -> Parts:
    """The parts with every price in every year to come so many percent higher."""
    lift = 1 + percent / 100
    return replace(parts, price={s: price * lift for s, price in parts.price.items()})


def spending(parts: Parts) -> dict[Key, Array]:
    """Spending and prices by service and in all, draw x area x year."""
    money = spent(parts)
    return money | prices(parts, money[("spend", "service", ALL)])


def spent(parts: Parts) -> dict[Key, Array]:
    """Spending by service and in all, their sum, draw x area x year."""
    each = by_service(parts)
    shown = np.where(parts.split, 1.0, np.nan)[None, :, None]
    total = each[SERVICES[0]] + each[SERVICES[1]] + each[SERVICES[2]]
    found: dict[Key, Array] = {("spend", "service", ALL): total}
    for service, money in each.items():
        money *= shown
        found[("spend", "service", service)] = money
    return found


def prices(parts: Parts, total: Array) -> dict[Key, Array]:
    """Prices by service, and in all of spending `total`, draw x area x year."""
    found: dict[Key, Array] = {
        ("price", "service", s): parts.weekly[s][None, :, None] * parts.price[s] for s in SERVICES
    }
    return found | {("price", "service", ALL): ratio(total, parts.children * WEEKS)}


def by_service(parts: Parts) -> dict[str, Array]:
    """Spending by service in pounds, draw x area x year, of split and unsplit councils alike."""
    return {
        s: parts.base[s][None, :, None] * parts.volume * parts.mix[s] * parts.price[s]
        for s in SERVICES
    }


def summed(
    parts: Parts, groups: Mapping[str, Sequence[str]], drawn: Mapping[Key, Array] | None = None
) -> dict[Key, Array]:
    """What was drawn of groups of authorities (code -> codes of its authorities), draw by draw.

    `drawn` are figures of authorities, all those of `spending` where none are given.

    The sum of those with a figure, in proportion to all children in care of the group; nan where
    those have less than 80% of its children. Services are scaled to sum to the whole. A group's
    price is the mean of its authorities', by the children in care of each.
    """
    found, chosen = {}, rows_of(groups, parts.areas)
    everyone = [parts.children[:, rows].sum(axis=1) for rows in chosen]
    for key, array in (spending(parts) if drawn is None else drawn).items():
        known = np.asarray(np.isfinite(array).all(axis=(0, 2)))
        each = [
            _together(
                array, parts.children, [i for i in rows if known[i]], every, key[0] == "price"
            )
            for rows, every in zip(chosen, everyone, strict=True)
        ]
        found[key] = np.stack(each, axis=1)
    services = [key for key in found if key[0] == "spend" and key[2] != ALL]
    if not services:
        return found
    whole = np.add.reduce([found[key] for key in services])
    scale = ratio(found[("spend", "service", ALL)], whole)
    return found | {key: found[key] * scale for key in services}


def _together(
    drawn: Array, children: Array, there: Sequence[int], every: Array, mean: bool
) -> Array:
    """The sum, or the mean by children, of the areas of a group that are known: draw x year; nan
    where these have too few of the group's children in care (`every`).
    """
    part = children[:, there].sum(axis=1)
    if not there or part.mean() < LEAST_COVERED * every.mean():
        return np.full(every.shape, np.nan)
    if mean:
        return (drawn[:, there] * children[:, there]).sum(axis=1) / part
    return drawn[:, there].sum(axis=1) * every / part


def saving(as_now: Mapping[Key, Array], scenario: Mapping[Key, Array]) -> dict[Key, Array]:
    """Pounds that a scenario saves a year beside carrying on as now, draw by draw.

    Both must be drawn with generators of the same seed. Below zero the scenario costs more.
    """
    return {
        ("saving", *key[1:]): drawn - scenario[key]
        for key, drawn in as_now.items()
        if key[0] == "spend"
    }


def break_even_occupancy(home_gbp_a_year: float, places: float, bought_gbp_a_week: float) -> float:
    """The occupancy, in percent, at which a child costs as much in a home of one's own as bought.

    `home_gbp_a_year` is what the home costs whether full or not. Above 100 the home costs more
    however full it is. ValueError unless every figure is above 0.
    """
    if min(home_gbp_a_year, places, bought_gbp_a_week) <= 0:
        raise ValueError("The cost of a home, its places and the price must all be above 0.")
    return 100 * home_gbp_a_year / (places * WEEKS * bought_gbp_a_week)


def _children(
    children: Draws, origin: Mapping[Key, Array], history: pd.DataFrame, base_year: int
) -> tuple[Array, dict[str, Array], Array]:
    """Growth of child-weeks, growth of each service's share, and mean children of each year."""
    mean, start = _two_ends(children, origin, history, base_year, CHILDREN)
    volume = _growth(mean, start)
    mix = {OTHER: np.broadcast_to(1.0, volume.shape)}
    for service, home in HOMES.items():
        key = (CHILDREN[0], "placement", home)
        there, then = _two_ends(children, origin, history, base_year, key)
        mix[service] = _growth(_growth(there, then), volume)
    return volume, mix, mean


def _two_ends(
    children: Draws, origin: Mapping[Key, Array], history: pd.DataFrame, base_year: int, key: Key
) -> tuple[Array, Array]:
    """Mean children of each year to come, and of the base year with a year's axis of 1.

    Where the count at the start of the base year is not published, that at its end stands in.
    """
    home = "" if key[1] == ALL else key[2]
    before = children_in(history, children.areas, [base_year - 1], home)[:, 0]
    at = origin[key]
    ends = np.concatenate([at[:, :, None], children.of(*key)], axis=2)
    first = np.where(np.isfinite(before), before, at)
    return (ends[:, :, 1:] + ends[:, :, :-1]) / 2, ((first + at) / 2)[:, :, None]


def _growth(later: Array, earlier: Array) -> Array:
    """later / earlier; 1 where both are 0, nan where only the earlier is."""
    earlier = np.broadcast_to(earlier, later.shape)
    nothing = np.where(later > 0, np.nan, 1.0)
    return np.divide(later, earlier, out=nothing, where=earlier > 0)

"""Draws of usable places: homes that children in our care could live in at one time.

Children's homes: registered places in the area x the share of children placed in the area who are
our own x occupancy. Fostering: approved places of our own carers, those filled and the part of the
others that is available, and the foster homes of agencies, relatives and friends that we use
today, held flat. Supported accommodation is listed by the provider's registered office, which may
not be where young people live, so no authority has a supply figure and there is none here. Secure
homes serve the whole country and are left out.

The assumed shares are not known either: each draw has its own, triangular between the ends of the
stated range with its peak at the stated value, the same for all authorities in that draw (nobody
knows by how much authorities differ, and a region would be made too sure if each had its own). The
occupancy that turns children into places to approve stays at the stated number.
"""

from collections.abc import Mapping, Sequence

import numpy as np

from analysis.forecast.draws import Array, Key, side_by_side
from analysis.forecast.supply.inputs import Movement, SupplyInputs

KINDS = ("foster", "childrens_homes", "supported")
USABLE = "places_usable"
DRAWN = (
    "homes_occupancy",
    "homes_own_share_factor",
    "foster_unfilled_available",
    "other_fostering_held",
)
BLUR = 0.15  # of the pooled remainders, so that draws are not a handful of past events


def usable_places(
    inputs: SupplyInputs,
    years: Sequence[int],
    count: int,
    rng: np.random.Generator,
    assumptions: Mapping[str, float],
    ranges: Mapping[str, tuple[float, float]] | None = None,
) -> dict[Key, Array]:
    """Usable places by kind of home, each an array draw x area x year; nan without a figure.

    `years` follow the origin of the inputs one by one; `assumptions` are values by id (those of
    `catalogue.assumptions`), and `ranges` the ends of theirs, without which every draw has
    the stated value. The same draw is one future of the country for all areas.
    """
    size = (count, len(inputs.areas), len(years))
    held = assumed(assumptions, ranges or {}, count, rng)
    carried = assumptions["supply_growth_carried"]
    approved = walked(inputs.approved, inputs.foster_movement, size, rng, carried)
    with np.errstate(divide="ignore", invalid="ignore"):
        fill = np.clip(inputs.filled / inputs.approved, 0.02, 0.98)
    strayed = rng.standard_normal(size) * inputs.fill_spread
    filled = _expit(np.log(fill / (1 - fill))[:, None] + strayed)
    reach = filled + held["foster_unfilled_available"] * (1 - filled)
    others = other_fostering(inputs)[None, :, None] * held["other_fostering_held"]
    registered = walked(inputs.homes, inputs.home_movement, size, rng, carried)
    share = own_share(inputs, size, rng, carried) * held["homes_own_share_factor"]
    return {
        (USABLE, "placement", "foster"): side_by_side(approved * reach + others),
        (USABLE, "placement", "childrens_homes"): side_by_side(
            registered * share * held["homes_occupancy"]
        ),
        (USABLE, "placement", "supported"): np.broadcast_to(np.nan, size),
    }


def assumed(
    assumptions: Mapping[str, float],
    ranges: Mapping[str, tuple[float, float]],
    count: int,
    rng: np.random.Generator,
) -> dict[str, Array]:
    """Draws of the shares that are assumed, by id, as draw x 1 x 1: one for all areas and years.

    Triangular between the ends of the range, its peak at the stated value; that value throughout
    where there is no range. ValueError where the value is outside its range.
    """
    found = {}
    for name in DRAWN:
        value = assumptions[name]
        low, high = ranges.get(name, (value, value))
        if not low <= value <= high:
            raise ValueError(f"{name} is {value}, which is not within {low} to {high}.")
        fixed = low == high
        drawn = np.full(count, value) if fixed else rng.triangular(low, value, high, count)
        found[name] = drawn[:, None, None]
    return found


def other_fostering(inputs: SupplyInputs) -> Array:
    """Our children fostered by agencies, relatives, friends or other councils' carers, about.

    Children in foster care (Department for Education) less filled places of our own mainstream
    carers (Ofsted): an estimate from two published figures, nan where either is not published.
    """
    return np.maximum(inputs.fostered - inputs.filled, 0)


def own_share(
    inputs: SupplyInputs, size: tuple[int, int, int], rng: np.random.Generator, carried: float
) -> Array:
    """The share of children placed in the area who are its own (draw x area x year).

    Uncertain today as a binomial share of the children counted (Jeffreys' prior). The typical
    area's yearly change carries on in part, as for places, and areas stray from it as they did.
    """
    there = np.isfinite(inputs.own) & np.isfinite(inputs.placed)
    own = np.where(there, inputs.own, 1)
    others = np.where(there, inputs.placed - inputs.own, 1)
    today = rng.beta(own + 0.5, others + 0.5, size[:2])
    yearly = rng.standard_normal(size) * inputs.share_spread
    drift = inputs.share_growth * rng.uniform(0, 2 * carried, (size[0], 1, 1))
    steps = np.cumsum(yearly + drift, axis=2)
    today = np.clip(today, 1e-6, 1 - 1e-6)
    share = _expit(np.log(today / (1 - today))[:, :, None] + steps)
    return np.where(there[None, :, None], share, np.nan)


def walked(
    start: Array,
    movement: Movement,
    size: tuple[int, int, int],
    rng: np.random.Generator,
    carried: float,
) -> Array:
    """Places of each area over the years from `start` (draw x area x year), never below zero.

    The country's growth carries on in part, drawn for each future between none and twice
    `carried`, with a shock that lasts and one for each year, which all areas share; each area adds
    a change of its own taken from the pooled past ones.
    """
    count, areas, horizons = size
    growth = movement.growth * rng.uniform(0, 2 * carried, (count, 1))
    growth = growth + rng.standard_normal((count, 1)) * movement.shock
    growth = growth + rng.standard_normal((count, horizons)) * movement.shock
    places = np.broadcast_to(start, (count, areas))
    future = np.empty(size)
    for year in range(horizons):
        picked = rng.choice(movement.remainders, (count, areas))
        strayed = picked + rng.normal(0, BLUR, (count, areas))
        moved = places * np.expm1(growth[:, [year]]) + strayed * movement.scale(places)
        places = np.maximum(places + moved, 0)
        future[:, :, year] = places
    return future


def _expit(logits: Array) -> Array:
    return 1 / (1 + np.exp(-logits))

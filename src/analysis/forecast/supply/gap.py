"""Need less usable places, draw by draw, in children and in places.

One definition throughout: a usable place is one that a child in our care could live in now, so
occupancy is already in it. The gap in children is need less usable places. The gap in places is
how many would have to be approved or registered to close it: the gap in children divided by the
stated occupancy. Below zero there are places to spare. Both have the same sign in every draw, so
the chance of a gap is the same for both. Where there is no supply figure there is no gap.
"""

from collections.abc import Mapping, Sequence
from functools import partial

import numpy as np
import pandas as pd

from analysis.core import shapes
from analysis.forecast.draws import Array, Draws, Key, rows_of
from analysis.forecast.quantiles import projected, spread
from analysis.forecast.supply.places import KINDS, USABLE

NEED = "cla_31_march"
MEASURES = ("places_usable", "places_needed", "gap_children", "gap_places")
CHANCE = "gap_chance"
UNITS = {
    "places_usable": "places",
    "places_needed": "places",
    "gap_children": "children",
    "gap_places": "places",
    CHANCE: "percent",
}
OCCUPANCY = {"foster": "foster_occupancy", "childrens_homes": "homes_occupancy"}


def occupancies(assumptions: Mapping[str, float]) -> dict[str, float]:
    """The stated occupancy of each kind of home that has one, from assumption values by id."""
    return {kind: assumptions[name] for kind, name in OCCUPANCY.items()}


def gap(need: Draws, usable: Mapping[Key, Array], occupancy: Mapping[str, float]) -> Draws:
    """Usable places, places needed and the gap by kind of home, for every draw, area and year.

    `need` has `cla_31_march` by placement; `usable` what `usable_places` gives for the same draws.
    `places_needed` is one usable place for each child, so that places needed less places usable
    is the gap in children. All four are nan where there is no supply figure. Raises ValueError
    for an occupancy that is not above 0 and at most 1.
    """
    values: dict[Key, Array] = {}
    for kind in KINDS:
        places = usable[(USABLE, "placement", kind)]
        children = np.where(np.isnan(places), np.nan, need.of(NEED, "placement", kind))
        share = occupancy.get(kind, np.nan)
        if not (np.isnan(share) or 0 < share <= 1):
            raise ValueError(f"An occupancy of {share} for {kind} is not a share above 0.")
        short = children - places
        for measure, array in zip(MEASURES, (places, children, short, short / share), strict=True):
            values[(measure, "placement", kind)] = array
    return Draws(areas=need.areas, years=need.years, values=values)


def chance(gaps: Draws) -> dict[Key, Array]:
    """The percentage of futures in which need exceeds usable places (area x year), by kind."""
    found = {}
    for kind in KINDS:
        short = gaps.of("gap_children", "placement", kind)
        percent = 100 * (short > 0).mean(axis=0)
        missing = np.isnan(short).any(axis=0)
        found[(CHANCE, "placement", kind)] = np.where(missing, np.nan, percent)
    return found


def summed_where_supplied(
    need: Draws, usable: Mapping[Key, Array], groups: Mapping[str, Sequence[str]]
) -> tuple[Draws, dict[Key, Array]]:
    """Need and usable places of groups of areas, added up draw by draw.

    Only authorities with a supply figure are added, on both sides, so that need and places are
    those of the same authorities; a group without any has nan.
    """
    needed, places = {}, {}
    for kind in KINDS:
        key, at = (NEED, "placement", kind), (USABLE, "placement", kind)
        there = set(np.flatnonzero(np.isfinite(usable[at]).all(axis=(0, 2))))
        rows = [[i for i in members if i in there] for members in rows_of(groups, need.areas)]
        needed[key], places[at] = _summed(need.values[key], rows), _summed(usable[at], rows)
    return Draws(areas=tuple(groups), years=need.years, values=needed), places


def _summed(array: Array, groups: Sequence[Sequence[int]]) -> Array:
    """Draws of some rows together, group by group; nan for a group without any."""
    unknown = np.full((array.shape[0], array.shape[2]), np.nan)
    return np.stack([array[:, r].sum(axis=1) if r else unknown for r in groups], axis=1)


def gap_rows(
    need: Draws,
    usable: Mapping[Key, Array],
    occupancy: Mapping[str, float],
    *,
    run: str,
    origin: int,
    scenario: str,
    central: Mapping[Key, Array] | None = None,
    spreads: Mapping[Key, Array] | None = None,
) -> pd.DataFrame:
    """Projected rows of usable and needed places, of both gaps, and of the chance of a gap.

    `central` are the central figures of need that are not the middle of its draws (area x year):
    needed places and both gaps have theirs moved by as much. `spreads` are those of usable places
    that are worked out already.
    """
    gaps = gap(need, usable, occupancy)
    moved: dict[Key, Array] = {}
    known = dict(spreads or {})
    for kind in KINDS:
        key, held = (NEED, "placement", kind), occupancy.get(kind, np.nan)
        short = known["gap_children", "placement", kind] = spread(
            gaps.of("gap_children", "placement", kind)
        )
        known["gap_places", "placement", kind] = short / held
        if central is None or key not in central:
            continue
        more = central[key] - need.middle(*key)
        for measure, share in (("places_needed", 1.0), ("gap_children", 1.0), ("gap_places", held)):
            moved[(measure, "placement", kind)] = more / share
    rows_of_run = partial(projected, run=run, origin=origin, scenario=scenario, unit=UNITS)
    rows = rows_of_run(gaps, moved=moved, spreads=known)
    single = {key: array[None] for key, array in chance(gaps).items()}
    chances = rows_of_run(Draws(areas=gaps.areas, years=gaps.years, values=single))
    chances[list(shapes.QUANTILES)] = np.nan
    return pd.concat([rows, chances], ignore_index=True)

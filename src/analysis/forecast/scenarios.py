"""What would follow if something were done: the same draws, moved by a stated assumption.

Every scenario starts from the draws of "as now", so that the difference between two scenarios is
the effect of the assumption alone. Effects follow from first principles (`length_of_stay`): so
many fewer starts, for as long as those children would have stayed. The children who do not come,
or leave earlier, are taken to be of the same ages, and to live in the same kinds of homes, as
children in care on a day, since stays by age and placement are not published.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace

import numpy as np

from analysis.core.shapes import ALL
from analysis.forecast.demand.length_of_stay import Stay, stay
from analysis.forecast.demand.shares import TREES
from analysis.forecast.draws import Array, Draws, Key, ratio
from analysis.forecast.panel import CHILDREN, Panel

AS_NOW = "as_now"
FEWER_ENTRIES = "fewer_entries"
MORE_IN_FAMILY = "more_in_family"
MORE_FOSTER_CARERS = "more_foster_carers"
PRICE_SHOCK = "price_shock"
SCENARIOS = (AS_NOW, FEWER_ENTRIES, MORE_IN_FAMILY, MORE_FOSTER_CARERS, PRICE_SHOCK)

TO_FAMILY = (
    "special_guardianship",
    "returned_home_planned",
    "returned_home_unplanned",
    "child_arrangements",
)
YEARS_AVERAGED = 3
PHASED = (0.5, 1.0)  # of a move of children between kinds of home, in the first and later years


@dataclass(frozen=True, kw_only=True)
class Flows:
    """Starts and exits to family in a year, and lengths of stay, of each area (averages)."""

    starts: Array
    to_family: Array
    stays: tuple[Stay, ...]


def flows(panel: Panel, origin: int) -> Flows:
    """Yearly flows of each area over three years to the origin, and its stay.

    The mean stay is the area's own (children in care over starts); the shape is the country's.
    Where an area does not publish what this needs, it has the country's rate of its children.
    """
    years = [panel.years.index(y) for y in range(origin - YEARS_AVERAGED + 1, origin + 1)]
    in_care = _mean(panel.total[:, years])
    starts = _usual(_mean(panel.of("cla_started")[:, years]), in_care)
    out = [_mean(panel.of("cla_ceased", "reason", reason)[:, years]) for reason in TO_FAMILY]
    to_family = np.sum([_usual(each, in_care) for each in out], axis=0)
    longer = panel.of("cla_12_months")[:, years]
    both = np.isfinite(longer) & np.isfinite(panel.total[:, years])
    a_year = longer[both].sum() / panel.total[:, years][both].sum()
    everyone = float(np.nansum(in_care))
    shape = stay(everyone, float(np.nansum(starts)), float(everyone * a_year)).shape
    return Flows(
        starts=starts,
        to_family=to_family,
        stays=tuple(Stay(mean=float(mean), shape=shape) for mean in ratio(in_care, starts)),
    )


def apply(scenario: str, draws: Draws, moving: Flows, assumptions: Mapping[str, float]) -> Draws:
    """The draws of a scenario; those of `as_now` and `price_shock` are the draws given.

    KeyError when there is no such scenario.
    """
    if scenario in (AS_NOW, PRICE_SHOCK):
        return draws
    if scenario == FEWER_ENTRIES:
        share = assumptions["fewer_starts_percent"] / 100
        return fewer(draws, share * entries_averted(moving, len(draws.years)))
    if scenario == MORE_IN_FAMILY:
        share = assumptions["more_exits_to_family_percent"] / 100
        return fewer(draws, share * exits_brought_forward(moving, len(draws.years)))
    if scenario == MORE_FOSTER_CARERS:
        return moved_to_foster(draws, assumptions["homes_to_foster_percent"] / 100)
    raise KeyError(scenario)


def entries_averted(moving: Flows, horizons: int) -> Array:
    """Children fewer in care after 1, 2, ... years had nobody come: areas x years."""
    years = np.arange(1.0, horizons + 1)
    pairs = zip(moving.starts, moving.stays, strict=True)
    return np.stack([n * stay.still_here(years) for n, stay in pairs])


def exits_brought_forward(moving: Flows, horizons: int) -> Array:
    """Children fewer in care after 1, 2, ... years had twice as many left to family."""
    years = np.arange(1.0, horizons + 1)
    pairs = zip(moving.to_family, moving.stays, strict=True)
    return np.stack([n * stay.would_be_here(years) for n, stay in pairs])


def fewer(draws: Draws, children: Array) -> Draws:
    """Draws with so many children fewer in care (areas x years), of every kind alike.

    In a future with more children than expected the effect is larger by as much.
    """
    with np.errstate(divide="ignore", invalid="ignore"):
        kept = np.clip(1 - children / draws.middle(CHILDREN), 0, 1)
    return _scaled(draws, np.nan_to_num(kept, nan=1.0))


def moved_to_foster(draws: Draws, share: float) -> Draws:
    """Draws with a share of children in children's homes living with foster carers instead."""
    homes, foster = (CHILDREN, "placement", "childrens_homes"), (CHILDREN, "placement", "foster")
    phase = np.array([PHASED[min(i, len(PHASED) - 1)] for i in range(len(draws.years))])
    moving = np.floor(draws.values[homes] * share * phase + 0.5).astype("float32")
    changed = {homes: draws.values[homes] - moving, foster: draws.values[foster] + moving}
    return replace(draws, values={**draws.values, **changed})


def more_places(
    usable: Mapping[Key, Array], as_now: Draws, scenario: Draws, name: str
) -> dict[Key, Array]:
    """Usable places in a scenario: where carers are found, foster places grow by the children who
    move; in the others they are those of `as_now`."""
    if name != MORE_FOSTER_CARERS:
        return dict(usable)
    foster: Key = (CHILDREN, "placement", "foster")
    at: Key = ("places_usable", "placement", "foster")
    return {**usable, at: usable[at] + (scenario.of(*foster) - as_now.of(*foster))}


def _scaled(draws: Draws, kept: Array) -> Draws:
    """Children in care times a factor (areas x years), whole, with parts (of the breakdowns that
    are there) that still add up; in single precision, which holds whole numbers exactly."""
    values = dict(draws.values)
    total = np.floor(draws.of(CHILDREN) * kept + 0.5)
    values[(CHILDREN, ALL, ALL)] = total.astype("float32")
    for tree in TREES:
        keys: list[Key] = [(CHILDREN, tree.dimension, c) for c in tree.categories]
        if keys[0] not in values:
            continue
        so_far, given = np.zeros_like(total), np.zeros_like(total)
        for key in keys:
            so_far += draws.values[key] * kept
            points = total if key == keys[-1] else np.minimum(np.floor(so_far + 0.5), total)
            values[key], given = (points - given).astype("float32"), points
    return replace(draws, values=values)


def _mean(over_years: Array) -> Array:
    """The mean over years that are published; nan where none is."""
    there = np.isfinite(over_years)
    sums = np.where(there, over_years, 0).sum(axis=1)
    return np.where(there.any(axis=1), sums / np.maximum(there.sum(axis=1), 1), np.nan)


def _usual(figure: Array, in_care: Array) -> Array:
    """A yearly figure, or the country's rate of it where an area publishes none."""
    both = np.isfinite(figure) & np.isfinite(in_care)
    rate = figure[both].sum() / in_care[both].sum()
    return np.where(np.isfinite(figure), figure, in_care * rate)

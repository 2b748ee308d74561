"""What is published about places up to an origin, and how places moved in the past.

Ofsted's lists are complete for 2021, 2022 and 2025; other years are rolled from the nearest list
by the places of homes that opened and closed (2017 to 2023). For England that is within 1% of the
list of 2022; three quarters of authorities come out exactly.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from analysis.core.shapes import ALL
from analysis.forecast.draws import Array, ratio

Table = Mapping[int, Array]  # year -> a figure of each authority, nan where it is not published

FARTHEST = 0.7  # log change: more than a factor of two is a merger or a slip in a return
NEWEST_SHARE = 2  # years that a share of own children may be old
LEAST_SHARE = 0.02  # nearer to 0 or 1 a logit says nothing
TYPICAL = 1.4826  # median absolute deviation to standard deviation


@dataclass(frozen=True, kw_only=True)
class Movement:
    """How places moved from year to year, all authorities pooled.

    `growth` is the country's average yearly log growth and `shock` its spread over the years. An
    authority's own change beside the country's has variance `fixed` + `per_place` x places (in
    places), and `remainders` are the changes divided by its root, centred on zero.
    """

    growth: float
    shock: float
    fixed: float
    per_place: float
    remainders: Array

    def scale(self, places: Array) -> Array:
        """The standard deviation of one year's own change of this many places, in places."""
        return np.sqrt(self.fixed + self.per_place * places)


@dataclass(frozen=True, kw_only=True)
class SupplyInputs:
    """What is known of each authority's supply at the origin, nan where it is not published.

    `homes` are registered places in children's homes in the area; `own` and `placed` the
    authority's own and all children placed in the area (`share_growth` and `share_spread`: the
    typical yearly change of the logit of their ratio, and the spread about it); `approved` and
    `filled` places of its own mainstream foster carers; `fostered` its children in foster care.
    """

    areas: tuple[str, ...]
    origin: int
    homes: Array
    own: Array
    placed: Array
    approved: Array
    filled: Array
    fostered: Array
    home_movement: Movement
    foster_movement: Movement
    share_growth: float
    share_spread: float
    fill_spread: float


def supply_inputs(counts: pd.DataFrame, areas: Sequence[str], origin: int) -> SupplyInputs:
    """The inputs of all authorities at 31 March of `origin`, from newest counts of all areas.

    Uses no count after the origin. Raises ValueError where no complete list of homes, or fewer
    than two years of foster places, had been published by then.
    """
    known = counts[pd.DatetimeIndex(counts["period_end"]).year <= origin]
    lists = table(known, areas, "places", "home_type", "childrens_home")
    approved = table(known, areas, "foster_places_approved")
    if not lists or len(approved) < 2:
        raise ValueError(f"Too little is published about places by {origin}; start from 2023.")
    filled = table(known, areas, "foster_places_filled")
    placed = table(known, areas, "children_placed_in_area")
    own = table(known, areas, "children_placed_in_area", "responsibility", "own")
    shares = _logits(own, placed)
    growth, spread = _walk(shares)
    unknown = np.full(len(areas), np.nan)
    return SupplyInputs(
        areas=tuple(areas),
        origin=origin,
        homes=lists[max(lists)],
        own=_newest(own, shares, origin),
        placed=_newest(placed, shares, origin),
        approved=approved.get(origin, unknown),
        filled=filled.get(origin, unknown),
        fostered=table(known, areas, "cla_31_march", "placement", "foster").get(origin, unknown),
        home_movement=home_movement(lists, net_opened(known, areas)),
        foster_movement=foster_movement(approved),
        share_growth=growth,
        share_spread=spread,
        fill_spread=_yearly_spread(_logits(filled, approved)) / 2**0.5,
    )


def table(
    counts: pd.DataFrame,
    areas: Sequence[str],
    measure: str,
    dimension: str = ALL,
    category: str = ALL,
) -> Table:
    """One figure as numbers (no percentages), year by year, in the order of the areas."""
    chosen = (
        (counts["measure"] == measure)
        & (counts["dimension"] == dimension)
        & (counts["category"] == category)
        & counts["unit"].isin(["children", "places", "homes"])
    )
    rows = counts.loc[chosen, ["area", "period_end", "value"]]
    years = pd.DatetimeIndex(rows["period_end"]).year
    return {
        int(year): part.set_index("area")["value"].reindex(list(areas)).to_numpy(float)
        for year, part in rows.groupby(years)
    }


def net_opened(counts: pd.DataFrame, areas: Sequence[str]) -> Table:
    """Places of homes that opened less those of homes that closed, in each year."""
    opened = table(counts, areas, "places_opened", "home_type", "childrens_home")
    closed = table(counts, areas, "places_closed", "home_type", "childrens_home")
    return {year: opened[year] - closed[year] for year in opened if year in closed}


def rolled(lists: Table, net: Table) -> dict[int, Array]:
    """Places by year: as listed, or rolled from the nearest list by openings and closures.

    `lists` has the years of complete lists, `net` opened less closed places of each year. Never
    below zero: a home may have changed its places without joining or leaving.
    """
    places = dict(lists)
    for year in sorted(net, reverse=True):
        if year in places and year - 1 not in places:
            places[year - 1] = np.maximum(places[year] - net[year], 0)
    for year in sorted(net):
        if year - 1 in places and year not in places:
            places[year] = np.maximum(places[year - 1] + net[year], 0)
    return dict(sorted(places.items()))


def home_movement(lists: Table, net: Table) -> Movement:
    """How places in children's homes moved: openings and closures, all authorities pooled."""
    places = rolled(lists, net)
    first, last = min(places), max(lists)
    growth = _growth(places[first], places[last]) / (last - first)
    changes, before, yearly = [], [], []
    for year in (y for y in sorted(net) if y - 1 in places):
        there = np.isfinite(places[year - 1]) & np.isfinite(net[year])
        start, moved = places[year - 1][there], net[year][there]
        yearly.append(moved.sum() / start.sum())
        changes.append(moved - yearly[-1] * start)
        before.append(start)
    yearly += _between_lists(lists, max(net))
    return _movement(growth, yearly, np.concatenate(changes), np.concatenate(before))


def _between_lists(lists: Table, after: int) -> list[float]:
    """The country's yearly growth in years without openings and closures, between two lists."""
    if len(lists) < 2:
        return []
    *_, before, last = sorted(lists)
    return [_growth(lists[before], lists[last]) / (last - before)] * (last - after)


def _growth(first: Array, last: Array) -> float:
    """Log growth of the sum over the authorities that are known both times."""
    both = np.isfinite(first) & np.isfinite(last)
    return float(np.log(last[both].sum() / first[both].sum()))


def foster_movement(approved: Table) -> Movement:
    """How approved foster places moved from return to return, all authorities pooled.

    Changes over three years vary three times as much as over one, so years are taken as
    independent. An authority that joined or left a combined return has no change.
    """
    changes, before, yearly = [], [], []
    for year in (y for y in sorted(approved) if y - 1 in approved):
        there = (approved[year] > 0) & (approved[year - 1] > 0)
        start, end = approved[year - 1][there], approved[year][there]
        yearly.append(np.log(end.sum() / start.sum()))
        changes.append(np.clip(np.log(end / start) - yearly[-1], -FARTHEST, FARTHEST) * start)
        before.append(start)
    growth = float(np.mean(yearly))
    return _movement(growth, yearly, np.concatenate(changes), np.concatenate(before))


def _movement(growth: float, yearly: list[float], changes: Array, before: Array) -> Movement:
    """The size-dependent variance by non-negative least squares on squared changes."""
    known = np.stack([np.ones_like(before), before], axis=1)
    weight = 1 / (1 + before)
    from scipy.optimize import nnls

    (fixed, per_place), _ = nnls(known * weight[:, None], changes**2 * weight)
    scale = np.sqrt(fixed + per_place * before)
    remainders = changes[scale > 0] / scale[scale > 0]
    return Movement(
        growth=growth,
        shock=float(np.std(yearly, ddof=1)) if len(yearly) > 1 else abs(growth),
        fixed=float(fixed),
        per_place=float(per_place),
        remainders=remainders - remainders.mean(),
    )


def _newest(figures: Table, shares: Table, origin: int) -> Array:
    """The newest figure of the last two years whose share is known, nan where there is none."""
    found = np.full(len(next(iter(figures.values()))), np.nan)
    for year in range(origin - NEWEST_SHARE + 1, origin + 1):
        if year in shares:
            found = np.where(np.isfinite(shares[year]), figures[year], found)
    return found


def _logits(part: Table, whole: Table) -> dict[int, Array]:
    """The logit of part / whole in the years that have both; nan where the whole is zero."""
    logits = {}
    for year in sorted(set(part) & set(whole)):
        held = np.clip(ratio(part[year], whole[year]), LEAST_SHARE, 1 - LEAST_SHARE)
        logits[year] = np.log(held / (1 - held))
    return logits


def _walk(logits: Table) -> tuple[float, float]:
    """The typical authority's yearly change, and the yearly standard deviation of a random walk
    that strayed from it as far as the shares have.

    From the change over all the years there are: over five years shares strayed half as far, in
    variance, as one year's changes would give if each stood.
    """
    first, last = min(logits), max(logits)
    years = max(last - first, 1)
    growth = float(np.nanmedian(logits[last] - logits[first])) / years
    return growth, _yearly_spread({0: logits[first], 1: logits[last]}) / float(years) ** 0.5


def _yearly_spread(logits: Table) -> float:
    """The standard deviation of yearly changes beside the typical authority's.

    1.48 times the median absolute deviation, which a few mergers do not rule.
    """
    own = [
        logits[year] - logits[year - 1] - np.nanmedian(logits[year] - logits[year - 1])
        for year in logits
        if year - 1 in logits
    ]
    return TYPICAL * float(np.nanmedian(np.abs(np.concatenate(own))))

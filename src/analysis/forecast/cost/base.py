"""Where a forecast of spending starts: what was spent on whom in the newest year published."""

from collections.abc import Mapping, Sequence
from functools import partial

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from analysis.catalogue.areas import ENGLAND
from analysis.core.shapes import ALL
from analysis.forecast.cost.price import (
    FOSTERING,
    HOMES,
    OTHER,
    PUBLISHED,
    RESIDENTIAL,
    SERVICES,
    children_in,
    wide,
)
from analysis.forecast.draws import Array, Key, ratio

Flags = NDArray[np.bool_]
WEEKS = 365.25 / 7
CHILDREN: Key = ("cla_31_march", ALL, ALL)
LINES = {ALL: "cla_total", RESIDENTIAL: "cla_residential", FOSTERING: "cla_fostering"}
# A council's spending on a service for each child-week may be this many times England's, or one in
# this many; beyond, the return has put the spending on another line.
FARTHEST = 3.0


def base_spend(
    history: pd.DataFrame, areas: Sequence[str], year: int
) -> tuple[dict[str, Array], Flags]:
    """Spending by service in the year ending 31 March `year`, and whether its split can be used.

    `other` is what is neither residential care nor fostering. Where the split cannot be used
    (`split_usable`), the published total is shared out as England's prices would share it, so that
    the total can be forecast; the services are then not to be shown.
    """
    everyone = [*areas, ENGLAND]
    spent = spent_by_service(history, everyone, year)
    number = children_of_year(history, everyone, year)
    usable = split_usable(spent, number)
    a_child = {s: spent[s][-1] / number[s][-1] for s in SERVICES}
    likely = {s: a_child[s] * np.nan_to_num(number[s]) for s in SERVICES}
    whole = np.add.reduce(list(likely.values()))
    base = {}
    for service in SERVICES:
        shared_out = spent[ALL] * ratio(likely[service], whole)
        base[service] = np.where(usable, spent[service], shared_out)[:-1]
    return base, usable[:-1]


def spent_by_service(counts: pd.DataFrame, areas: Sequence[str], year: int) -> dict[str, Array]:
    """Spending in pounds as published for a year: in all, by service, and the `other` rest."""
    line = partial(wide, counts, "spend", areas, [year], unit="gbp", dimension="service")
    spent = {name: line(category=each)[:, 0] for name, each in LINES.items()}
    return spent | {OTHER: spent[ALL] - spent[RESIDENTIAL] - spent[FOSTERING]}


def children_of_year(history: pd.DataFrame, areas: Sequence[str], year: int) -> dict[str, Array]:
    """Children that each service pays for: the mean of the published counts at both ends of a year.

    Residential care pays for children's homes and fostering for foster homes; `other` is for every
    child in care. nan where a count is not published.
    """
    homes = {OTHER: "", **HOMES}
    ends = [year - 1, year]
    return {s: children_in(history, areas, ends, home).mean(axis=1) for s, home in homes.items()}


def split_usable(spent: Mapping[str, Array], number: Mapping[str, Array]) -> Flags:
    """Whether an authority's spending by service fits its children; England is the last element.

    No service may be at 0 or below, and residential care and fostering for each child may not be
    more than `FARTHEST` times England's or less than one part in as many.
    """
    good = np.isfinite(spent[ALL]) & (spent[OTHER] > 0)
    for service in HOMES:
        a_child = ratio(spent[service], number[service])
        of_england = a_child / a_child[-1]
        good &= (of_england >= 1 / FARTHEST) & (of_england <= FARTHEST)
    return good


def base_weekly(
    history: pd.DataFrame, areas: Sequence[str], year: int, base: Mapping[str, Array], split: Flags
) -> dict[str, Array]:
    """Pounds a week in the base year: as published, and for `other` spending for each child."""
    found = {
        service: wide(history, name, areas, [year], unit="gbp_per_week")[:, 0]
        for service, name in PUBLISHED.items()
    }
    number = children_of_year(history, areas, year)[OTHER]
    a_child = ratio(base[OTHER], number) / WEEKS
    return found | {OTHER: np.where(split, a_child, np.nan)}

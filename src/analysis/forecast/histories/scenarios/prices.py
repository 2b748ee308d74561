"""What a week in each kind of home costs: the council's own fees, or published unit costs.

The two are not alike: a unit cost divides a year's spending, with overheads, by the children of one
day (fostering) or by days of care (residential care), and a fee is paid for one child's week.
"""

from collections.abc import Mapping, Sequence

import numpy as np
import pandas as pd

from analysis.catalogue.areas import ENGLAND
from analysis.forecast.cost.price import wide
from analysis.forecast.histories.careers import State
from analysis.forecast.histories.scenarios.changes import INDEPENDENT
from analysis.forecast.histories.scenarios.course import Array

RESIDENTIAL, FOSTERING = "unit_cost_residential", "unit_cost_fostering"
STANDS_FOR = {
    "foster": FOSTERING,
    "childrens_homes": RESIDENTIAL,
    "residential_schools": RESIDENTIAL,
    "other_residential": RESIDENTIAL,
}
"""The published unit cost that includes each kind of home; no other kind has one."""
OWN_FEES, NO_PRICE = "own fees", "no price"
OF_AREA, OF_ENGLAND = "published unit cost", "published unit cost of England"
YEARS_BACK = 5
COLUMNS = ("kind", "provider", "weekly_gbp", "price_year", "source")


def published(counts: pd.DataFrame, area: str, last: int) -> pd.DataFrame:
    """The newest weekly unit cost of each kind of home that has one, of the area or of England.

    Columns kind, weekly_gbp, price_year ('2024-25') and source; none from before the five years
    that end on 31 March `last`.
    """
    years = range(last - YEARS_BACK + 1, last + 1)
    rows = []
    for kind, measure in STANDS_FOR.items():
        table = wide(counts, measure, [area, ENGLAND], years, unit="gbp_per_week")
        for line, source in zip(table, (OF_AREA, OF_ENGLAND), strict=True):
            known = np.flatnonzero(np.isfinite(line))
            if len(known):
                rows.append((kind, line[known[-1]], price_year(years[known[-1]]), source))
                break
    return pd.DataFrame(rows, columns=["kind", "weekly_gbp", "price_year", "source"])


def price_year(ends: int) -> str:
    """The financial year that ends in March of a year: '2024-25' of 2025."""
    return f"{ends - 1}-{ends % 100:02d}"


def weekly(
    states: Sequence[State],
    now: Array,
    fees: pd.DataFrame,
    unit_costs: pd.DataFrame,
    dearer: Mapping[str, float],
) -> pd.DataFrame:
    """The price of a week in each state, in their order: COLUMNS.

    `fees` has kind, provider ('' for all that have no line of their own), weekly_gbp and
    price_year; `unit_costs` is as `published` has it, and `now` the children in each state.
    `dearer` says how many percent more a week with an independent provider costs, by kind: a unit
    cost is of all providers together, and is parted so that their mean stays the published one.
    Kinds without either have no price (nan), and what is paid for them is in no sum.
    """
    given = zip(*(fees[c] for c in ("kind", "provider", "weekly_gbp", "price_year")), strict=True)
    own = {(kind, provider): rest for kind, provider, *rest in given}
    stand_in = zip(
        *(unit_costs[c] for c in ("kind", "weekly_gbp", "price_year", "source")), strict=True
    )
    of_kind = {kind: (float(mean), *rest) for kind, mean, *rest in stand_in}
    rows = []
    for kind, provider in states:
        if found := own.get((kind, provider)) or own.get((kind, "")):
            rows.append((kind, provider, *found, OWN_FEES))
        elif kind in of_kind:
            mean, year, source = of_kind[kind]
            more = _more(kind, states, now, dearer.get(kind, 0.0))
            rows.append((kind, provider, mean * more[provider in INDEPENDENT], year, source))
        else:
            rows.append((kind, provider, np.nan, "", NO_PRICE))
    return pd.DataFrame(rows, columns=list(COLUMNS))


def _more(kind: str, states: Sequence[State], now: Array, percent: float) -> tuple[float, float]:
    """The price of other providers and of independent ones over the mean of a kind."""
    here = [n for n, each in enumerate(states) if each[0] == kind]
    independent = [n for n in here if states[n][1] in INDEPENDENT]
    share = now[independent].sum() / max(float(now[here].sum()), 1.0)
    ours = 1 / (1 + share * percent / 100)
    return ours, ours * (1 + percent / 100)

"""Why spending changed between two years: number of children, where they live, and price.

Spending of a service is child-weeks x share x price. Each part of a change is valued at the mean
of both years (Bennet 1920, The theory of measurement of changes in cost of living, Journal of the
Royal Statistical Society 83, 455-462; Diewert 2005, Review of Income and Wealth 51, 4), first
splitting price from quantity and then the number of children from their shares, so that nothing
is left over and the order of the years does not matter.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from analysis.catalogue.areas import ENGLAND
from analysis.core.errors import ShapeError
from analysis.core.results import Bridge
from analysis.core.shapes import ALL, NOT_AVAILABLE, OK
from analysis.forecast.cost.base import WEEKS, children_of_year, spent_by_service, split_usable
from analysis.forecast.cost.price import HOMES, OTHER, SERVICES, children_in, wide
from analysis.forecast.draws import Array

CHILDREN = "children"


@dataclass(frozen=True, kw_only=True)
class Explained:
    """The bridge of an area between two financial years (named by their 31 March), or why none.

    `why` is blank where there is a bridge in full; otherwise it says in words what is missing, and
    `bridge` is None or has no mix. `status` is a status word of the shapes. `elsewhere_percent` is
    the change in spending by the other return (section 251), nan where it is not published.
    """

    first: int
    last: int
    bridge: Bridge | None
    why: str
    status: str
    elsewhere_percent: float = float("nan")


def bridge(
    spend0: Mapping[str, float],
    spend1: Mapping[str, float],
    children0: Mapping[str, float],
    children1: Mapping[str, float],
) -> Bridge:
    """The change in spending from year 0 to year 1, summed exactly over its parts.

    `spend` is in pounds by service; `children` is the mean number of children in the year by
    service, and under 'children' of all in care, against whom a service's share is measured (the
    shares need not add to 1: a service may be for every child). ShapeError where the services
    differ or a number of children is not above 0.
    """
    services = list(spend0)
    for each in (spend1, children0, children1):
        found = sorted(set(each) - {CHILDREN})
        if found != sorted(services):
            raise ShapeError(f"bridge: services {found} beside {sorted(services)}.")
    if min(*children0.values(), *children1.values()) <= 0:
        raise ShapeError("bridge: every number of children must be above 0.")
    whole0, whole1 = children0[CHILDREN], children1[CHILDREN]
    volume = mix = dearer = 0.0
    for service in services:
        there0, there1 = children0[service], children1[service]
        price0, price1 = spend0[service] / there0, spend1[service] / there1
        share0, share1 = there0 / whole0, there1 / whole1
        price = (price0 + price1) / 2
        volume += (whole1 - whole0) * (share0 + share1) / 2 * price
        mix += (share1 - share0) * (whole0 + whole1) / 2 * price
        dearer += (price1 - price0) * (there0 + there1) / 2
    return Bridge(
        start=sum(spend0.values()),
        end=sum(spend1.values()),
        volume=volume,
        mix=mix if len(services) > 1 else None,
        price=dearer,
        children=(whole0, whole1),
    )


def explained(counts: pd.DataFrame, area: str, first: int = 2023, last: int = 2025) -> Explained:
    """The bridge of one area from published counts of the area and of England.

    Children are the mean of 31 March at both ends of a year. Residential care goes with children's
    homes, fostering with foster homes, and everything else with all children in care. Where the
    published split of spending or the number in a kind of home cannot be used, the bridge has only
    the number of children and what a child costs; nothing hidden is worked out from other figures.
    """
    areas = [area] if area == ENGLAND else [area, ENGLAND]
    years = [
        (spent_by_service(counts, areas, year), children_of_year(counts, areas, year))
        for year in (first, last)
    ]
    whole = [(spent[ALL][0], number[OTHER][0]) for spent, number in years]
    if not all(np.isfinite(figure) and figure > 0 for pair in whole for figure in pair):
        why = _missing(first, last, whole)
        return Explained(first=first, last=last, bridge=None, why=why, status=NOT_AVAILABLE)
    why = _why_not_split(years, (first, last))
    payers = {ALL: OTHER} if why else {s: s for s in SERVICES}
    spent_by = [{s: float(spent[s][0]) for s in payers} for spent, _ in years]
    there = [
        {s: float(number[payer][0]) for s, payer in {CHILDREN: OTHER, **payers}.items()}
        for _, number in years
    ]
    return Explained(
        first=first,
        last=last,
        bridge=bridge(*spent_by, *there),
        why=why,
        status=NOT_AVAILABLE if why else OK,
        elsewhere_percent=_elsewhere(counts, area, first, last),
    )


def _elsewhere(counts: pd.DataFrame, area: str, first: int, last: int) -> float:
    """Percent change in the weekly cost of a child in care x children, as section 251 has it."""
    years = [first, last]
    weekly = wide(counts, "unit_cost_cla", [area], years, unit="gbp_per_week")[0]
    there = children_in(counts, [area], years)[0]
    before, after = weekly * there
    return float(100 * (after / before - 1)) if before > 0 else float("nan")


def external_shift(
    children: float, share0: float, share1: float, difference_gbp_a_week: float
) -> float:
    """Pounds a year that a change in the external share costs, at one assumed difference in price.

    `share0` and `share1` are shares (0 to 1) of the children in care; the difference is external
    less own, for each child-week, and must be like for like to mean anything.
    """
    return children * WEEKS * (share1 - share0) * difference_gbp_a_week


def _missing(first: int, last: int, whole: Sequence[tuple[float, float]]) -> str:
    spending = [y for y, (s, _) in zip((first, last), whole, strict=True) if not s > 0]
    if spending:
        return f"spending on children in care was not published for {_years(spending)}"
    return "the number of children in care was not published for every 31 March that it needs"


def _why_not_split(
    years: Sequence[tuple[dict[str, Array], dict[str, Array]]], ends: Sequence[int]
) -> str:
    """Why spending cannot be told apart by service in some of the years; '' where it can."""
    hidden = [
        end
        for (_, number), end in zip(years, ends, strict=True)
        if not all(np.isfinite(number[s][0]) for s in HOMES)
    ]
    if hidden:
        return (
            "the number of children in foster homes or in children's homes is not published for "
            f"every 31 March of {_years(hidden)}"
        )
    unfit = [end for year, end in zip(years, ends, strict=True) if not bool(split_usable(*year)[0])]
    if not unfit:
        return ""
    return (
        f"the published figures for {_years(unfit)} do not divide spending between kinds of home "
        "in a way that fits the children who live there"
    )


def _years(ends: Sequence[int]) -> str:
    return " and ".join(f"{end - 1}-{end % 100:02d}" for end in ends)

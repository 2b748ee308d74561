"""Scenarios as rows to show: children by month, pounds by financial year, and the difference of
each from "as now", future by future.
"""

from collections.abc import Iterator, Mapping
from datetime import date

import numpy as np
import pandas as pd

from analysis.core import shapes
from analysis.core.shapes import ALL
from analysis.forecast.histories.careers import Days
from analysis.forecast.histories.scenarios.course import Array, Course, Flows, as_now
from analysis.forecast.histories.scenarios.money import Spent, Years
from analysis.forecast.histories.summary import IN_CARE, LEAST, METHOD, TOGETHER, rows_of
from analysis.forecast.scenarios import AS_NOW

FEWER_OR_MORE = "in_care_difference"
COST, COST_DIFFERENCE = "cost_of_homes", "cost_of_homes_difference"
MIX, PRICE = "child_weeks_share", "mean_weekly_price"
UNMET = "not_met"
PART = "part_of_year"
UNITS = {
    COST: "gbp",
    COST_DIFFERENCE: "gbp",
    MIX: "percent",
    PRICE: "gbp_per_week",
    UNMET: "percent",
}
DECIMALS = 6
"""Parts of a child or a pound that are less are of the arithmetic; 0 has no sign."""
Parts = Mapping[str, list[int]]


def told(
    courses: Mapping[str, Course],
    flows: Flows,
    weekly: Array,
    providers: Parts,
    *,
    area: str,
    run: str,
    least: int = LEAST,
) -> pd.DataFrame:
    """Rows in the projected shape, for "as now" and every scenario that may be told.

    `in_care` and `in_care_difference` by month, the difference in all and by provider;
    `cost_of_homes` and its difference in pounds by financial year, of which the category is ALL,
    or, of a year that is forecast in part, the days (`part_of_year`, '214_days'). For a whole year
    also the percentage of children's weeks (`child_weeks_share`) and the `mean_weekly_price` by
    provider. `not_met` is the percentage of futures with too few children for the changes.

    `providers` is as `parts_now` has it; states that a scenario adds go to those shown together.
    """
    now, years = as_now(flows), Years.of(flows.ends)
    parts, spent = _with_added(providers, len(flows.states)), Spent.of(now, years)
    found = []
    for name, course in {AS_NOW: now, **courses}.items():
        if course.may_be_told(flows.children[0, 0], least):
            figures = [*_children(course, now, parts, flows.ends)]
            figures += _money(Spent.of(course, years), spent, weekly, parts)
            figures += _not_met(course, flows.ends)
            found += [each.assign(scenario=name) for each in figures]
    rows = pd.concat(found, ignore_index=True).assign(
        area=area,
        run=run,
        origin=date.fromordinal(int(flows.ends[0])).isoformat(),
        method=METHOD,
        status=shapes.OK,
    )
    differences = rows["measure"].isin((FEWER_OR_MORE, COST_DIFFERENCE))
    rows = rows[~(differences & (rows["scenario"] == AS_NOW))]
    return shapes.check_projected(rows[list(shapes.PROJECTED)])


def _with_added(providers: Parts, states: int) -> dict[str, list[int]]:
    known = {n for at in providers.values() for n in at}
    added = [n for n in range(states) if n not in known]
    together = [*providers.get(TOGETHER, []), *added]
    return {**providers, **({TOGETHER: together} if together else {})}


def _children(course: Course, now: Course, parts: Parts, ends: Days) -> Iterator[pd.DataFrame]:
    days = [date.fromordinal(int(day)) for day in ends[1:]]
    yield _rows(IN_CARE, ALL, ALL, course.children.sum(2)[:, 1:], days)
    more = (course.children - now.children)[:, 1:]
    yield _rows(FEWER_OR_MORE, ALL, ALL, more.sum(2), days)
    for part, at in parts.items():
        yield _rows(FEWER_OR_MORE, "provider", part, more[..., at].sum(2), days)


def _money(spent: Spent, now: Spent, weekly: Array, parts: Parts) -> Iterator[pd.DataFrame]:
    years, cost = spent.years, spent.pounds(weekly)
    figures = {COST: cost, COST_DIFFERENCE: cost - now.pounds(weekly)}
    for measure, array in figures.items():
        for n, year in enumerate(years.ends):
            days = round(7 * years.weeks[:, n].sum())
            of = (ALL, ALL) if years.whole[n] else (PART, f"{days}_days")
            yield _rows(measure, *of, array[:, [n]], [date(year, 3, 31)])
    whole = [n for n, each in enumerate(years.whole) if each]
    ends = [date(years.ends[n], 3, 31) for n in whole]
    for part, at in parts.items():
        yield _rows(MIX, "provider", part, spent.mix(at)[:, whole], ends)
        prices = spent.mean_price(weekly, at)[:, whole]
        if len(whole) and np.isfinite(prices).all():
            yield _rows(PRICE, "provider", part, prices, ends)


def _not_met(course: Course, ends: Days) -> Iterator[pd.DataFrame]:
    """The most of any of its changes, of 100 futures."""
    if course.unmet:
        last = [date.fromordinal(int(ends[-1]))]
        row = _rows(UNMET, ALL, ALL, np.array([[100 * max(course.unmet)]]), last)
        yield row.assign(**dict.fromkeys(shapes.QUANTILES, np.nan))


def _rows(
    measure: str, dimension: str, category: str, array: Array, ends: list[date]
) -> pd.DataFrame:
    whole = array.round(DECIMALS) + 0.0
    return rows_of((measure, dimension, category), whole, ends, UNITS)

"""Who does better and worse, by the council's own return: groups beside all the others."""

from collections.abc import Sequence
from functools import lru_cache

import pandas as pd

from analysis.briefing.figures import Figures
from analysis.briefing.own.figures import OwnFigures
from analysis.briefing.parts import day, prose
from analysis.catalogue.categories import CATEGORIES
from analysis.catalogue.indicator import Indicator
from analysis.catalogue.returns.groups.counted import FEWEST_IN_CARE
from analysis.catalogue.returns.groups.measures import (
    OWN_MEASURES,
    PARTICIPATION,
    STOCK,
    OwnMeasure,
)
from analysis.measure.groups import beside_the_others
from analysis.present import charts
from analysis.present.parts.exhibit import Exhibit
from analysis.present.parts.prose import Bullets, Prose
from analysis.present.parts.records import Shown, Stack
from analysis.present.rows import Point, of, on, points
from analysis.present.words.returns.groups import Group, beside_others, how_named, without_mirrors

MOST = 6  # sentences in a list
CHILDREN = (
    "health_assessment",
    "dental_check",
    "immunisations",
    "sdq_concern",
    "three_or_more_placements",
    "moves_by_carers",
    "missing",
    "reviews_on_time",
    "over_20_miles",
)
HOMES = ("in_foster", "in_childrens_homes", "in_supported", "by_own", "by_private", "over_20_miles")
NO_FIGURES = "not shown by group: too few children, or not in the return."
NO_GROUPS = (
    f"No groups are told apart here: fewer than {FEWEST_IN_CARE} children were in care, or the "
    "return lacks what it takes."
)


def by_group(figures: Figures, name: str, note: str = "") -> Exhibit | Prose:
    """A measure of OWN_MEASURES by group, from the council's own return, as a chart."""
    own, measure = figures.own, OWN_MEASURES[name]
    if own is None:
        return prose()
    whole, groups = groups_of(own, measure)
    if whole is None:
        return prose(f"{measure.title}: {NO_FIGURES}")
    return charts.groups_beside_whole(
        measure,
        whole,
        groups,
        place=figures.area.name,
        day=_day(measure, whole),
        source=own.source,
        note=note,
    )


def say_groups(figures: Figures) -> Stack:
    """Which groups of children differ from all the others beyond chance: worse, better, else."""
    return _said(figures, CHILDREN)


def say_homes_by_age(figures: Figures) -> Stack:
    """Which ages differ from all the others in where they live and who provides the home."""
    return _said(figures, HOMES)


def took_part(figures: Figures) -> Exhibit | Prose:
    """How children of four and over took part in their reviews of the year."""
    if figures.own is None:
        return prose()
    rows = of(PARTICIPATION, figures.own.measured)
    if rows.empty:
        return prose(f"{PARTICIPATION.title}: the return lacks it.")
    return charts.breakdown(
        PARTICIPATION,
        rows,
        figures.area,
        source=figures.own.source,
        categories=CATEGORIES["participation"],
    )


@lru_cache(maxsize=64)  # a chart and the list of what differs ask for the same
def groups_of(own: OwnFigures, measure: OwnMeasure) -> tuple[Point | None, list[Group]]:
    """The figure of all and the groups of a measure on the day that it has groups of, if any."""
    rows = {each: of(i, own.measured) for each in measure.split_by if (i := measure.by(each))}
    days = [part["period_end"].max() for part in rows.values() if len(part)]
    if not days:
        return None, []
    whole = on(points(measure.whole, own.measured, own.area.code), max(days))
    if whole is None:
        return None, []
    found = []
    for dimension, part in rows.items():
        found += _groups(measure, dimension, part[part["period_end"] == max(days)], whole)
    return whole, found


def _groups(measure: OwnMeasure, dimension: str, rows: pd.DataFrame, whole: Point) -> list[Group]:
    beside = beside_the_others(rows, whole.numerator, whole.denominator)
    by_category = {str(name): n for n, name in enumerate(rows["category"])}
    order = [*CATEGORIES[dimension], *(c for c in by_category if c not in CATEGORIES[dimension])]
    found = []
    for category in (each for each in order if each in by_category):
        tested = beside.iloc[by_category[category]]
        [point] = _points(measure.by(dimension), rows, category)
        group = Group(
            measure=measure,
            dimension=dimension,
            category=category,
            point=point,
            others=float(tested["others"]),
            side=str(tested["side"]),
        )
        if point.denominator != 0:
            found.append(group)
    return found


def _points(indicator: Indicator, rows: pd.DataFrame, category: str) -> list[Point]:
    area = str(rows["area"].iloc[0])
    return points(indicator, rows, area, dimension=indicator.split, category=category)


def _said(figures: Figures, names: Sequence[str]) -> Stack:
    if figures.own is None:
        return Stack([])
    every = [g for n in names for g in groups_of(figures.own, OWN_MEASURES[n])[1] if g.shown]
    if not every:
        return Stack([prose(NO_GROUPS)])
    named = without_mirrors([group for group in every if group.side and not group.happened_to_none])
    named.sort(key=lambda group: -group.gap)
    neutral = [group for group in named if group.measure.polarity == "neutral"]
    better = [group for group in named if not group.worse and group not in neutral]
    parts: list[Shown] = []
    for lead, groups in (
        ("Worse than the other children", [group for group in named if group.worse]),
        ("Better than the other children", better),
        ("Different from the others", neutral),
    ):
        parts += _listed(lead, groups)
    return Stack([*parts, prose(how_named(len(every), len(named)), f"From {figures.own.source}.")])


def _listed(lead: str, groups: Sequence[Group]) -> list[Shown]:
    if not groups:
        return []
    told = [beside_others(group) for group in groups[:MOST]]
    left = len(groups) - MOST
    more = (
        [prose(f"{left} more {'are' if left > 1 else 'is'} marked in the charts.")]
        if left > 0
        else []
    )
    return [Bullets(points=told, lead=lead), *more]


def _day(measure: OwnMeasure, whole: Point) -> str:
    when = day(whole.period_end)
    return f"on {when}" if measure.period == STOCK else f"year to {when}"

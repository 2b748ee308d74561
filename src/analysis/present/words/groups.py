"""The headline of a breakdown: the group that differs most from England beyond chance."""

from collections.abc import Mapping

import pandas as pd

from analysis.catalogue.areas import ENGLAND, Area
from analysis.catalogue.indicator import Indicator
from analysis.core.shapes import OWN
from analysis.present import numbers
from analysis.present.rows import Point, of, on, points

PROPER_NAMES = ("White", "Asian", "Black", "PACE")
UNKNOWN = ("not_known", "not_reported", "inside_not_known", "outside_not_known")
NONE_SHOWN = "the groups that have children are not shown"
Beside = tuple[str, Point, Point | None]


def headline_of_groups(
    indicator: Indicator, rows: pd.DataFrame, area: Area, categories: Mapping[str, str]
) -> str:
    """The largest difference from England that is beyond chance, in percentage points; or that
    there is none.

    Beyond chance is outside the 99.8% interval of the group's own share, England being fixed: with
    as many as 25 groups the chance of naming one that does not differ stays below 5% (Bonferroni).
    A suppressed group is not compared, nor one whose figure prints as England's; 'not known' comes
    last. Where England has no figures the largest group is told.
    """
    rows = of(indicator, rows)
    found = in_newest_year(indicator, rows, area, categories)
    known = {c: each for c, each in found.items() if each[1].known}
    if all(own.value == 0 for _, own, _ in known.values()):
        told = NONE_SHOWN if len(known) < len(found) else "every group is 0"
        return f"{indicator.title}: {told}"
    if not any(england for _, _, england in known.values()):
        label, own, _ = max(known.values(), key=lambda each: each[1].value)
        largest = numbers.figure(indicator, own.value)
        return f"{indicator.title}: most often {_inside(label)}, {largest}"
    apart = _beyond_chance(indicator, rows, area, known)
    if not apart:
        groups = "group" if len(known) == len(found) else "group shown"
        return f"{indicator.title}: no {groups} differs clearly from England"
    label, own, england = known[max(apart, key=lambda c: (c not in UNKNOWN, apart[c]))]
    assert england is not None
    here, there = (numbers.figure(indicator, p.value) for p in (own, england))
    return f"{indicator.title}: {_inside(label)}, {here}; England {there}"


def in_newest_year(
    indicator: Indicator, rows: pd.DataFrame, area: Area, categories: Mapping[str, str]
) -> dict[str, Beside]:
    """Label, own and England's figure of each category in the newest year, whatever it shows."""
    series = {c: _series(indicator, rows, area.code, c) for c in categories}
    day = max((p.period_end for each in series.values() for p in each), default=None)
    return {
        category: (label, own, on(_series(indicator, rows, ENGLAND, category), day))
        for category, label in categories.items()
        if (own := on(series[category], day))
    }


def _series(indicator: Indicator, rows: pd.DataFrame, code: str, category: str) -> list[Point]:
    return points(indicator, rows, code, dimension=indicator.split, category=category)


def _beyond_chance(
    indicator: Indicator, rows: pd.DataFrame, area: Area, known: Mapping[str, Beside]
) -> dict[str, float]:
    """How far each group lies from England that does so beyond chance."""
    newest = rows["period_end"] == next(iter(known.values()))[1].period_end
    own_rows = rows[newest & (rows["area"] == area.code) & (rows["group"] == OWN)]
    own_rows = own_rows[own_rows["dimension"] == indicator.split]
    ends = zip(own_rows["lower998"], own_rows["upper998"], strict=True)
    limits = dict(zip(own_rows["category"], ends, strict=True))
    found = {}
    for category, (_, own, england) in known.items():
        if england is None or not england.known:
            continue
        low, high = limits[category]
        alike = numbers.figure(indicator, own.value) == numbers.figure(indicator, england.value)
        if not alike and (england.value < low or england.value > high):
            found[category] = abs(own.value - england.value)
    return found


def _inside(label: str) -> str:
    """A label within a sentence."""
    return label if label.startswith(PROPER_NAMES) else label[0].lower() + label[1:]

"""What a map says: its headline, its alternative text, its note and the table beside it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import pandas as pd

from analysis.catalogue.areas import Area
from analysis.catalogue.indicator import Indicator
from analysis.present import numbers
from analysis.present.maps.classes import ORDINALS, Classes, rounded
from analysis.present.rows import Point
from analysis.present.text import clipped, wrapped
from analysis.present.words.changes import period

KEY_INCHES = 1.9
SHADES = "Shades are fifths of all authorities in England."
NO_FIGURE = "Hatched: no figure is published."
BLANK = "What is blank is sea, or land outside England."
UNPUBLISHED = numbers.reason("not_available")

Named = tuple[str, str, Point | None]


@dataclass(frozen=True, kw_only=True)
class Told:
    """The words of a map."""

    headline: str
    alt: str
    note: str
    table: pd.DataFrame


def told(indicator: Indicator, area: Area, shown: Sequence[Named], grades: Classes) -> Told:
    """The words for the authorities in view: code, name and figure (None where it has none)."""
    own = next(point for code, _, point in shown if code == area.code)
    others = [each for each in shown if each[0] != area.code]
    known = [(name, point) for _, name, point in others if point and point.known]
    hidden = len(others) - len(known)
    hatched = NO_FIGURE if hidden or not (own and own.known) else ""
    return Told(
        headline=headline(indicator, area, own, [point for _, point in known]),
        alt=_alt(indicator, area, own, known, hidden, grades),
        note=" ".join(filter(None, (SHADES, hatched, BLANK, indicator.caveat))),
        table=_table(indicator, shown),
    )


def headline(indicator: Indicator, area: Area, own: Point | None, others: Sequence[Point]) -> str:
    """The authority's figure and how many around it have more, judged on printed figures."""
    if own is None or not own.known:
        why = numbers.reason(own.status) if own else UNPUBLISHED
        return f"{indicator.title}: no figure for {area.name} ({why})"
    printed = numbers.figure(indicator, own.value)
    mine = rounded(indicator, own.value)
    more = sum(rounded(indicator, p.value) > mine for p in others)
    start = f"{indicator.title}: {printed} in {area.name}"
    return f"{start}; {_have_more(more, len(others))}" if others else start


def subtitle(indicator: Indicator, area: Area, when: date) -> str:
    """Measure with its unit, whom it counts, place and date."""
    unit = f", {indicator.unit}" if "every" not in indicator.title else ""
    cohort = indicator.cohort.rstrip(".")
    told = period(indicator, when, when)
    return f"{indicator.title}{unit}. {cohort}. {area.name} and around, {told}."


def key_heading(indicator: Indicator) -> list[str]:
    """What the shades measure, in lines that fit beside the map."""
    unit = indicator.unit
    return wrapped(unit[:1].upper() + unit[1:], KEY_INCHES, bold=True)


def _have_more(more: int, count: int) -> str:
    """'3 of 12 authorities around it have more', the verb agreeing."""
    if count == 1:
        return f"the one authority near it has {'more' if more else 'no more'}"
    who = {0: "none of", count: "all"}.get(more, f"{more} of")
    return f"{who} {count} authorities around it {'has' if more < 2 else 'have'} more"


def _alt(
    indicator: Indicator,
    area: Area,
    own: Point | None,
    known: Sequence[tuple[str, Point]],
    hidden: int,
    grades: Classes,
) -> str:
    around = numbers.count(len(known) + hidden, "authority", "authorities")
    parts = [f"Map of {area.name} and {around} around it, darker where the figure is higher"]
    if own and own.known:
        shade = ORDINALS[grades.shade(grades.of(own.value))]
        printed = numbers.figure(indicator, own.value)
        parts.append(f"{area.name} is at {printed}, in the {shade} of {grades.count} shades")
    else:
        parts.append(f"{area.name} is hatched: it has no figure")
    if len(known) > 1:
        ordered = sorted(known, key=lambda each: (each[1].value, each[0]))
        (low, least), (high, most) = ordered[0], ordered[-1]
        parts.append(
            f"Around it figures run from {numbers.figure(indicator, least.value)} in {low} to "
            f"{numbers.figure(indicator, most.value)} in {high}"
        )
    if hidden:
        parts.append(f"{hidden} around it {'has' if hidden == 1 else 'have'} no figure")
    return clipped(". ".join(parts) + ".")


def _table(indicator: Indicator, shown: Sequence[Named]) -> pd.DataFrame:
    """Every authority in view from the highest figure down, then those without one."""

    def order(each: Named) -> tuple[float, str]:
        point = each[2]
        return (-point.value if point and point.known else float("inf"), each[1])

    ordered = sorted(shown, key=order)
    columns = {"Authority": [name for _, name, _ in ordered]}
    columns[indicator.title] = [
        numbers.figure(indicator, p.value, p.status) if p else UNPUBLISHED for _, _, p in ordered
    ]
    for which in ("numerator", "denominator"):
        figure = getattr(indicator, which)
        if figure is not None:
            head = figure.unit[:1].upper() + figure.unit[1:]
            columns[head] = [_counted(point, which) for _, _, point in ordered]
    return pd.DataFrame(columns)


def _counted(point: Point | None, which: str) -> str:
    if point is None:
        return UNPUBLISHED
    value = getattr(point, which)
    return numbers.plain(value) if value == value else numbers.reason(point.status)

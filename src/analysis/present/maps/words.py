"""What a map says: its headline, its alternative text, its notes and the table beside it."""

from datetime import date
from math import inf, nan

import pandas as pd

from analysis.present import numbers
from analysis.present.maps.classes import ORDINALS, rounded
from analysis.present.maps.view import Mapped
from analysis.present.rows import Point
from analysis.present.words.changes import period

SHADES = "Shades are fifths of all authorities in England."
NO_FIGURE = "Hatched: no figure is published."
BLANK = "What is blank is sea, or land outside England."


def headline(shown: Mapped) -> str:
    """The authority's figure and how many around it have more, judged on printed figures."""
    i, name, own = shown.indicator, shown.area.name, shown.known(shown.area.code)
    printed = shown.printed(shown.area.code)
    if own is None:
        return f"{i.title}: no figure for {name} ({printed})"
    mine, others = rounded(i, own.value), [rounded(i, p.value) for p in shown.around.values()]
    start = f"{i.title}: {printed} in {name}"
    more = sum(other > mine for other in others)
    return f"{start}; {_have_more(more, len(others))}" if others else start


def subtitle(shown: Mapped, when: date) -> str:
    """Measure with its unit, whom it counts, place and date."""
    i = shown.indicator
    unit = f", {i.unit}" if "every" not in i.title else ""
    told = f"{i.title}{unit}. {i.cohort.rstrip('.')}"
    return f"{told}. {shown.area.name} and around, {period(i, when, when)}."


def notes(shown: Mapped) -> list[str]:
    """What shades, hatching and blank land mean, and what to beware of."""
    return [SHADES, NO_FIGURE if shown.hatched else "", BLANK, shown.indicator.caveat]


def alt(shown: Mapped) -> str:
    """The figure and shade of the authority, and from what to what those around it run."""
    name, shade = shown.area.name, shown.shade(shown.area.code)
    many = len(shown.figures) - 1
    around = numbers.count(many, "authority", "authorities")
    parts = [f"Map of {name} and {around} around it, darker where the figure is higher"]
    if shade is None:
        parts.append(f"{name} is hatched: it has no figure")
    else:
        place = f"in the {ORDINALS[shade]} of {shown.classes.count} shades"
        parts.append(f"{name} is at {shown.printed(shown.area.code)}, {place}")
    known = sorted((p.value, shown.name(c), shown.printed(c)) for c, p in shown.around.items())
    if len(known) > 1:
        (_, low, least), *_, (_, high, most) = known
        parts.append(f"Around it figures run from {least} in {low} to {most} in {high}")
    if hidden := many - len(known):
        parts.append(f"{hidden} around it {'has' if hidden == 1 else 'have'} no figure")
    return ". ".join(parts) + "."


def table(shown: Mapped) -> pd.DataFrame:
    """Every authority in view from the highest figure down, then those without one."""
    known = {code: shown.known(code) for code in shown.figures}
    height = {code: point.value if point else -inf for code, point in known.items()}
    codes = sorted(height, key=lambda code: (-height[code], shown.name(code)))
    columns = {
        "Authority": [*map(shown.name, codes)],
        shown.indicator.title: [*map(shown.printed, codes)],
    }
    for which in ("numerator", "denominator"):
        if figure := getattr(shown.indicator, which):
            head = figure.unit[:1].upper() + figure.unit[1:]
            columns[head] = [_counted(shown.figures[code], which) for code in codes]
    return pd.DataFrame(columns)


def _have_more(more: int, count: int) -> str:
    """'3 of 12 authorities around it have more', the verb agreeing."""
    if count == 1:
        return f"the one authority near it has {'more' if more else 'no more'}"
    who = {0: "none of", count: "all"}.get(more, f"{more} of")
    return f"{who} {count} authorities around it {'has' if more < 2 else 'have'} more"


def _counted(point: Point | None, which: str) -> str:
    value = getattr(point, which, nan)
    status = point.status if point else "not_available"
    return numbers.plain(value) if value == value else numbers.reason(status)

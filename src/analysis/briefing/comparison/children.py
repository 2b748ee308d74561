"""Who the authorities are, how many children are in their care together, and how that changed."""

from dataclasses import replace

import pandas as pd

from analysis.briefing.comparison.opening import Together, all_named
from analysis.briefing.parts import capital, prose
from analysis.catalogue.areas import Area, areas
from analysis.catalogue.indicators import indicator
from analysis.core import shapes
from analysis.present import charts, numbers
from analysis.present.parts.exhibit import Exhibit
from analysis.present.parts.prose import Prose, listed
from analysis.present.rows import Point, points

NUMBER = "cla_number"
YEARS, MOST_NAMED = 5, 5


def children_by_year(together: Together) -> pd.DataFrame:
    """Children in care of all together by year, in the measured shape.

    A region's are those published, to the nearest ten. Of a set the counts of those with a figure
    now are added up, in the years in which each of them has one.
    """
    rows = together.rows(NUMBER)
    if together.is_region:
        return rows[rows["area"] == together.place.code]
    codes = [a.code for a in counted(together)]
    mine = rows[rows["area"].isin(codes) & (rows["group"] == shapes.OWN) & rows["value"].notna()]
    years = mine.groupby("period_end")["value"].agg(["sum", "size"])
    whole = years[years["size"] == len(codes)]
    first = mine.drop_duplicates("period_end").set_index("period_end").loc[whole.index]
    summed = first.assign(area=together.place.code, value=whole["sum"]).reset_index()
    return summed[list(rows.columns)]


def counted(together: Together) -> list[Area]:
    """The authorities whose number of children is published now."""
    known = together.known(NUMBER)
    return [a for a in together.members if a.name in known]


def children_together(together: Together) -> Exhibit:
    """How many children are in the care of all together, year by year."""
    rows = children_by_year(together)
    i = indicator(NUMBER)
    drawn = charts.trend(i, rows, together.place, source=together.source(NUMBER))
    return replace(drawn, key="children-together", headline=_headline(together), folded=True)


def say_children_together(together: Together) -> Prose:
    """Who they are, and whose figures are in the sum."""
    without = together.without(NUMBER)
    named = all_named(together.names) if len(together.names) <= MOST_NAMED else ""
    who = f": {named}" if named else ", each named in the pictures"
    hidden = f"The number of {together.few(without)} is hidden or not published."
    held = "The region's own figure has it." if together.is_region else "The sum leaves it out."
    return prose(
        f"{capital(together.name)} has {len(together.members)} authorities{who}."
        if together.is_region
        else f"This page is of {len(together.members)} authorities{who}.",
        f"{hidden} {held}" if without else "",
        "A region's number is published to the nearest ten." if together.is_region else "",
        _begun(together),
    )


def change_in_words(together: Together) -> str:
    """'up from 6,260 in 2020; the most was 6,970 in 2024': how the number moved in five years."""
    i = indicator(NUMBER)
    known = [p for p in _series(together) if p.known][-(YEARS + 1) :]
    if len(known) < 2:
        return "with too few years to compare"
    first, last = known[0], known[-1]

    def said(point: Point) -> str:
        return f"{numbers.figure(i, point.value)} in {point.period_end.year}"

    way = "up" if last.value > first.value else "down" if last.value < first.value else "as"
    top, bottom = (f(known, key=lambda p: p.value) for f in (max, min))
    turned = ""
    if top.value > max(first.value, last.value):
        turned = f"; the most was {said(top)}"
    elif bottom.value < min(first.value, last.value):
        turned = f"; the fewest was {said(bottom)}"
    return f"{way}{'' if way == 'as' else ' from'} {said(first)}{turned}"


def now(together: Together) -> str:
    """The newest number of children of all together, as printed, with its day."""
    i, known = indicator(NUMBER), [p for p in _series(together) if p.known]
    if not known:
        return "No number of children is published"
    return f"{numbers.figure(i, known[-1].value)} children in care {i.label(known[-1].period_end)}"


def _series(together: Together) -> list[Point]:
    return points(indicator(NUMBER), children_by_year(together), together.place.code)


def _headline(together: Together) -> str:
    known = bool(together.known(NUMBER))
    return f"{now(together)}, {change_in_words(together)}" if known else now(together)


def _begun(together: Together) -> str:
    """Which authorities are younger than the figures, and whose children they took over."""
    told = []
    for area in together.members:
        if area.start is None:
            continue
        before = [a.name for a in areas().values() if area.code in a.successors]
        whose = f", after {listed(before)}" if before else ""
        told.append(f"{area.name} began in {area.start.year}{whose}.")
    return " ".join([*told, "Figures start there."]) if told else ""

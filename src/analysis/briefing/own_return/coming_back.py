"""Who comes back into care, and who had been in it before."""

from math import nan

from analysis.briefing.own_figures import OwnFigures
from analysis.briefing.own_return.times import (
    BY_CHANCE,
    FEW,
    WORDED,
    YEAR,
    groups,
    line,
    one,
    with_ages,
    with_stays,
    years,
)
from analysis.briefing.parts import day, prose
from analysis.catalogue.returns import stays as told
from analysis.core.shapes import ALL
from analysis.present.charts.comparison.share_rows import share_rows
from analysis.present.parts.exhibit import Exhibit
from analysis.present.parts.prose import Prose
from analysis.present.words.returns import stays as words

BY = ("age", "left_to")
NOT_FOLLOWED = (
    "Left out: children who were adopted, turned 18, died or went to another council's care. Those "
    "who left at 17 could come back only until 18."
)


@with_stays
def say_came_back(own: OwnFigures) -> Prose:
    """How many of those who left came back, which groups differ, and who was in care before."""
    whole = one(own, told.RETURNED, ALL, ALL, YEAR)
    parts = [each for by in BY for each in groups(own, told.RETURNED, by, YEAR)]
    before, permanence = (one(own, each, ALL, ALL, nan) for each in (told.BEFORE, told.PERMANENCE))
    since = day(own.stays.loc[own.stays["statistic"] == told.IN_CARE, "start"].min().date())
    return prose(
        words.came_back(line(own, told.RETURNED)),
        words.apart(parts, whole, {**WORDED["age"], **WORDED["left_to"]}),
        words.been_before(before, permanence, since),
    )


@with_stays
def came_back(own: OwnFigures) -> Exhibit | Prose:
    """The share of those who left that came back within a year, by age and by where they went."""
    whole = one(own, told.RETURNED, ALL, ALL, YEAR)
    shown = [g for by in BY for g in groups(own, told.RETURNED, by, YEAR)]
    sooner = [g for by in BY for g in groups(own, told.RETURNED, by, 6)]
    if not any(each.known for each in shown):
        return prose(FEW.format("who came back by age or by where they went"))
    return share_rows(
        "came-back",
        with_ages(shown),
        whole,
        headline=f"{whole.printed()} of children who left care came back within a year"
        if whole.known
        else "Too few children came back to say how many",
        subtitle=f"Children who came back within 12 months, by age when they left and where they "
        f"went, {own.area.name}, left {years(own, told.RETURNED)}",
        table={
            "Children who left": [g.label for g in with_ages(shown)],
            "Back within six months": [g.spoken for g in sooner],
            "Back within a year": [g.spoken for g in shown],
        },
        source=own.source,
        notes=[BY_CHANCE, NOT_FOLLOWED],
    )

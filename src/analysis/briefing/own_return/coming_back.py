"""Who comes back into care, and who had been in it before."""

from math import nan

from analysis.briefing.own.figures import OwnFigures
from analysis.briefing.own_return.times import (
    WORDED,
    YEAR,
    groups,
    line,
    one,
    shares_by_group,
    with_stays,
)
from analysis.briefing.parts import day, prose
from analysis.catalogue.returns import stays as told
from analysis.core.shapes import ALL
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
    return shares_by_group(
        own,
        told.RETURNED,
        BY,
        6,
        key="came-back",
        headline="of children who left care came back within a year",
        nothing=(
            "Too few children came back to say how many",
            "who came back by age or by where they went",
        ),
        subtitle="Children who came back within 12 months, by age when they left and where they "
        f"went, {own.area.name}, left",
        columns=("Children who left", "Back within six months", "Back within a year"),
        note=NOT_FOLLOWED,
    )

"""What own histories say of places where they tell of them, and why older forecasts say another."""

from analysis.briefing.parts import bullets, prose
from analysis.briefing.sufficiency.cost.a_place import committed
from analysis.briefing.sufficiency.outlook import Outlook
from analysis.briefing.sufficiency.own_ahead.opened import (
    IN_CARE_NOW,
    Opened,
    opened_of,
    with_futures,
)
from analysis.briefing.sufficiency.own_ahead.places import (
    FIFTH,
    InYear,
    decision_of,
    homes_of,
    in_last_year,
)
from analysis.present.parts.prose import Bullets, Prose
from analysis.present.words.homes.places import KINDS
from analysis.present.words.returns import ahead as words


def told_by_own(there: Outlook) -> dict[str, InYear]:
    """The kinds of home whose places own histories tell of, in their last whole year; or none.

    The front page tells of these by own histories alone: one number for one question.
    """
    opened = opened_of(there)
    return in_last_year(opened) if opened else {}


@with_futures
def say_why_more(o: Opened) -> Bullets | Prose:
    """Why more children live in a kind of home than we count usable places in it."""
    return bullets(
        [
            words.why_more(each.kind, each.children, each.places, o.there.origin)
            for each in homes_of(o)
            if each.children and each.short
        ]
    )


def what_to_decide(there: Outlook) -> list[str]:
    """By kind of home: when to decide on how many places, and what they cost; [] without any."""
    if not (opened := opened_of(there)):
        return []
    told = []
    for kind, each in in_last_year(opened).items():
        when = words.decide_in_short(decision_of(opened, each.homes))
        more = each.more(FIFTH)
        point = words.decided(KINDS[kind].label, each.year.date(), when, more)
        told.append(" ".join([point, *committed(there, kind, more, each.homes.beyond)]).rstrip())
    return told


def say_older(there: Outlook, chances: dict[str, float], year: int) -> Prose:
    """What the older forecast asks and says, beside own histories; nothing without any.

    `chances` are those of too few places on 31 March `year` by kind of home, in per cent.
    """
    opened = opened_of(there)
    if not opened or not (told := in_last_year(opened)):
        return prose()
    labels = {KINDS[kind].label: chance for kind, chance in chances.items()}
    starts = {}
    for kind, each in told.items():
        then = there.published.at(there.origin, IN_CARE_NOW, "placement", kind)
        if then == then and each.homes.children is not None:
            starts[KINDS[kind].label] = (then, each.homes.children)
    last = next(iter(told.values())).year.date()
    return prose(
        words.older(last, year, there.origin, labels), words.older_start(opened.whose, starts)
    )

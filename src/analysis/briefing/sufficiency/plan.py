"""What follows from need, gap and cost: decisions, actions and questions."""

from math import nan

from analysis.briefing.parts import lowered, table
from analysis.briefing.sufficiency.cost.a_place import committed, price_source
from analysis.briefing.sufficiency.demand import CHILDREN, past
from analysis.briefing.sufficiency.outlook import Outlook, forecast_source
from analysis.briefing.sufficiency.own_ahead.decided import told_by_own, what_to_decide
from analysis.briefing.sufficiency.own_ahead.places import TENTH
from analysis.briefing.sufficiency.shortfall import foreseen, ranges, usable_now
from analysis.briefing.sufficiency.supply import own_foster_places
from analysis.catalogue.sources.publications import PUBLICATIONS
from analysis.present import numbers
from analysis.present.parts.exhibit import Exhibit
from analysis.present.parts.prose import Bullets, listed
from analysis.present.words.homes import need_and_places
from analysis.present.words.homes.need_and_places import Range, firm, planned
from analysis.present.words.homes.places import KINDS

OWNERS = {
    "foster": "Service manager for fostering",
    "childrens_homes": "Head of commissioning for children",
    "supported": "Head of commissioning for children, with housing",
}
EFFECTS = {
    "foster": "More children placed with foster carers; fewer more than 20 miles from home",
    "childrens_homes": "Fewer children placed outside the area and more than 20 miles away",
    "supported": "Care leavers in suitable accommodation",
}
FOSTERED = "foster"
MANY_EMPTY = 0.2  # of approved foster places, from which on it is asked why they are empty
TO_NAME = "to be named by the council"
TOO_SMALL = (
    "With numbers this small, what the council knows of each child says more than any forecast."
)
ASKED_OF_FEW = (
    "Which homes could each of our children and care leavers need in the next three years?",
    "Which of the places around us could they use, and who decides that?",
)


def decisions(here: Outlook) -> Bullets:
    """What follows for the council from the gap, by kind of home."""
    if not foreseen(here):
        return Bullets(points=[TOO_SMALL], lead="What follows")
    own = what_to_decide(here)
    gaps = {kind: _short(here, kind) for kind in KINDS if kind not in told_by_own(here)}
    whence = ", from published figures" if own else ""
    known = {kind: every for kind, every in gaps.items() if planned(every).known}
    points = [_decision(here, kind, every, whence) for kind, every in known.items()]
    priced = price_source(here, [kind for kind, every in known.items() if _wanted(every)])
    unknown = [KINDS[kind].label for kind, every in gaps.items() if not planned(every).known]
    if unknown:
        points.append(
            f"{listed([unknown[0], *map(lowered, unknown[1:])])}: no supply figure is published, "
            "so there is no gap to plan with; the council's own contracts would give one."
        )
    return Bullets(points=[*own, *points, *priced], lead="What follows")


def actions(here: Outlook) -> Exhibit:
    """Actions that the gap suggests, with what a council must add before it publishes them."""
    review = f"{PUBLICATIONS['cla'].next_due:%B %Y}, when new figures are due"
    return table(
        "suggested-actions",
        "What the gap suggests, for the council to decide, own and date"
        if foreseen(here)
        else "What the council could find out, since there is no gap to plan with",
        f"Suggested actions, {here.name}",
        [_action(kind, _gaps(here, kind)) | {"Review": review} for kind in KINDS],
        source=forecast_source(),
        note="The owner, the date and the money are the council's to set; no published figure "
        "says them. An action without an owner should not be published.",
    )


def questions(here: Outlook) -> Bullets:
    """What a member may ask of this report."""
    if not foreseen(here):
        return Bullets(points=ASKED_OF_FEW, lead="Questions to ask")
    points = [
        "Where did the last forecast miss, and what have we changed since?",
        "Which of the places in our area could our own children use, and who decides that?",
        "What would we do in the future where need is highest, and what would it cost to be "
        "ready for it?",
    ]
    year, high = _high_need(here)
    if high > 0:
        short = numbers.count(high, "usable foster place", "usable foster places")
        points.append(
            f"With high need we would be {short} short by March {year}. Where would they come "
            "from, and how many carers may we lose meanwhile?"
        )
    return Bullets(points=[*_empty(here), *points], lead="Questions to ask")


def _decision(here: Outlook, kind: str, every: list[Range], whence: str) -> str:
    """What follows for one kind of home: how many usable places, what they cost and commit."""
    read = lowered(need_and_places.reading(kind, every, usable=True))
    now = past(here, CHILDREN, "placement", kind)
    beyond = (now[-1].value if now else nan) - usable_now(here, kind).p50
    told = [f"{KINDS[kind].label}{whence}: {read}", *committed(here, kind, _wanted(every), beyond)]
    return " ".join(told).rstrip()


def _wanted(every: list[Range]) -> int:
    """How many usable places a decision is about: those that are firm, or else the most."""
    return firm(every) or max(planned(every).high, 0)


def _high_need(here: Outlook) -> tuple[int, int]:
    """By what year how many usable foster places are too few with high need: 1 of 10 futures."""
    if own := told_by_own(here).get(FOSTERED):
        return own.year.year, own.more(TENTH)
    foster = planned(_short(here, FOSTERED))
    return foster.year, foster.high if foster.known else 0


def _empty(here: Outlook) -> list[str]:
    """What to ask of approved foster places that are not filled, where they are many."""
    last = own_foster_places(here)
    if last is None or last.empty < MANY_EMPTY * last.approved:
        return []
    empty = numbers.count(last.empty, "is", "are")
    return [
        f"Of our {numbers.plain(last.approved)} approved foster places {empty} not filled "
        f"(31 March {last.year}). How many are free today, for which children, and what keeps the "
        "rest empty?"
    ]


def _short(here: Outlook, kind: str) -> list[Range]:
    """The gap of one kind of home in usable places, one for a child, in each year to come."""
    return ranges(here, kind, "gap_children")


def _gaps(here: Outlook, kind: str) -> list[Range]:
    """The gap of one kind of home in places to approve or register, in each year to come."""
    return ranges(here, kind, "gap_places")


def _action(kind: str, every: list[Range]) -> dict[str, str]:
    gap = planned(every)
    return {
        "Kind of home": KINDS[kind].label,
        "Action": _what(kind, every),
        "Owner": f"{OWNERS[kind]} ({TO_NAME})",
        "Due": f"31 March {gap.year} (to be set)",
        "Money": "to be costed" if gap.known and gap.high > 0 else "none, or to be costed",
        "Expected effect": EFFECTS[kind],
    }


def _what(kind: str, every: list[Range]) -> str:
    gap = planned(every)
    if not gap.known:
        return "Count the places that our own children can use, and ask providers for theirs"
    if gap.high <= 0:
        return "Check that the places suit the children who need them before any is let go"
    more = (f"more {KINDS[kind].made} place", f"more {KINDS[kind].made} places")
    most = f"agree how up to {numbers.count(gap.high, *more)} could be had"
    if not (least := firm(every)):
        return f"{most[:1].upper()}{most[1:]} if needed"
    secured = f"Secure {numbers.count(least, *more)} as firm"
    return secured if least == gap.high else f"{secured}, and {most} in all if needed"

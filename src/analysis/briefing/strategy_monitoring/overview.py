"""One page: how each priority stands, how sure that is, and what is outstanding."""

from collections.abc import Sequence

import pandas as pd

from analysis.briefing.strategy_monitoring.figures.published import of_priority, standings
from analysis.briefing.strategy_monitoring.figures.status import NOT_TARGETED, Standing
from analysis.briefing.strategy_monitoring.opening import Progress
from analysis.briefing.strategy_monitoring.phrases import day, plural
from analysis.catalogue.parameters import PARTNER
from analysis.measure.process.assurance import CANNOT_TELL, MAY_OR_MAY_NOT, WILL_MEET, WILL_MISS
from analysis.present.parts.exhibit import Exhibit
from analysis.present.parts.prose import Bullets, Card, Cards, Prose
from analysis.strategy.registers import closure, completeness, outstanding, overdue

MOST_QUESTIONS = 5
STATUSES = (WILL_MISS, MAY_OR_MAY_NOT, WILL_MEET, CANNOT_TELL)


def standing_cards(there: Progress) -> Cards | Prose:
    """Targets, actions, asks and promises, in one number each."""
    if not there.supplied:
        return Prose(["No strategy supplied: there are no targets, actions or promises to count."])
    found = standings(there)
    cards: list[Card | None] = [_targets(found), _actions(there), _asks(there)]
    if there.view != PARTNER:
        cards.append(_promises(there))
    return Cards([card for card in cards if card is not None])


def say_progress(there: Progress) -> Prose:
    """The whole in two sentences: what is still hard, and how much can be said at all."""
    found = standings(there)
    hard, missing = [s.title for s in found if s.hard], [s for s in found if not s.known]
    if not found:
        return Prose(["No figure belongs to this page."])
    more = [f"and {len(hard) - 3} more"] if len(hard) > 3 else []
    told = (
        f"Still hard: {'; '.join([*hard[:3], *more])}."
        if hard
        else "No figure is below its target, clearly worse than others, or getting worse."
    )
    if missing:
        told += (
            f" Of {plural(len(found), 'figure')}, {len(missing)} cannot be shown: see What is late "
            "or missing."
        )
    return Prose([told])


def priorities_table(there: Progress) -> Exhibit | Prose:
    """Each priority with its targets by status, how sure that is, its direction and its actions."""
    priorities = there.strategy.priorities
    if not priorities:
        return Prose(["No priority belongs to this page."])
    rows = []
    for priority in priorities:
        found = of_priority(there, priority.id)
        rows.append(
            {
                "Priority": f"{priority.number}: {priority.title}"
                if priority.number
                else priority.title,
                "Status": status_words(found) if there.supplied else _usual_status(found),
                "How sure": sureness(found),
                "Direction": direction(found),
                "Actions": _actions_of(there, priority.id),
            }
        )
    return Exhibit(
        key="priorities",
        headline=_headline(there, priorities),
        subtitle=f"Priorities, {there.name}, {there.quarter.words}, on {day(there.today)}",
        alt="",
        table=pd.DataFrame(rows),
        source=there.strategy.source,
        note="Status counts the figures that have a target, by what can be said of it. How sure: "
        "for how many of them enough is known to judge. Direction leaves out what chance explains.",
    )


def status_words(found: Sequence[Standing]) -> str:
    """'2 will reliably miss, 1 may or may not'; in words where there is no target."""
    told = [
        f"{many} {status}"
        for status in STATUSES
        if (many := sum(s.status == status for s in found))
    ]
    return ", ".join(told) or "no figure has a target"


def _usual_status(found: Sequence[Standing]) -> str:
    if not any(s.known for s in found):
        return "no target, and no figure known"
    hard, own = sum(bool(s.hard) for s in found), sum(s.local is not None for s in found)
    ways = ["worse than similar authorities"] * (own < len(found)) + ["getting worse"] * (own > 0)
    return f"no target; {hard} of {len(found)} {' or '.join(ways)}"


def sureness(found: Sequence[Standing]) -> str:
    """For how many of the figures with a target enough is known to judge."""
    targeted = [s for s in found if s.status != NOT_TARGETED]
    known = [s for s in targeted if s.status != CANNOT_TELL and s.known]
    if not targeted:
        return f"{sum(s.known for s in found)} of {len(found)} figures known"
    return f"{len(known)} of {len(targeted)} can be judged"


def direction(found: Sequence[Standing]) -> str:
    """'1 better, 2 worse', or that nothing moved by more than chance, as far as is known."""
    if not any(s.known for s in found):
        return "not known"
    told = [
        f"{many} {way}"
        for way in ("better", "worse", "higher", "lower", "changed")
        if (many := sum(s.direction == way for s in found))
    ]
    return ", ".join(told) or "no change beyond chance"


def decisions_needed(there: Progress) -> Bullets | Prose:
    """What the board is asked to decide."""
    told = [
        f"Priority {p.number or p.title}: {decision}"
        for p in there.strategy.priorities
        for decision in p.decisions
    ]
    return Bullets(points=told, lead="Decisions needed") if told else Prose([])


def progress_questions(there: Progress) -> Bullets:
    """Questions that members could ask, from what is hard, late, unanswered and missing."""
    found = standings(there)
    asked = [
        f"{s.title}: what is being done, who leads it, and when will the figures show it?"
        for s in found
        if s.hard
    ][:2]
    late = overdue(there.strategy, there.today)
    if late:
        asked.append(f"What keeps “{late[0].what.rstrip('.')}” from being done, and who can help?")
    waiting = closure(there.strategy, there.today).no_action
    if waiting:
        asked.append(
            f"Young people said: “{waiting[0].said.rstrip('.')}”. What will change, and when?"
        )
    missing = [s for s in found if s.missing]
    if missing:
        asked.append(f"{missing[0].title}: why do we not have the figure, and who could give it?")
    asked.append("Would this be good enough for our own children?")
    return Bullets(points=asked[:MOST_QUESTIONS], lead="Questions that members could ask")


def _targets(found: Sequence[Standing]) -> Card:
    targeted = [s for s in found if s.status != NOT_TARGETED]
    missed = [s for s in targeted if s.hard]
    return Card(
        number=f"{len(missed)} of {len(targeted)}" if targeted else "none",
        words=f"figures with a target {'is' if len(missed) == 1 else 'are'} short of it."
        if targeted
        else "of the figures has a target.",
        comparator=f"Of the {len(targeted)}: {status_words(found)}." if targeted else "",
    )


def _actions(there: Progress) -> Card:
    actions, late = there.strategy.actions, overdue(there.strategy, there.today)
    done = sum(a.status == "done" for a in actions)
    return Card(
        number=f"{len(late)} of {len(actions)}" if actions else "none",
        words=f"actions {'is' if len(late) == 1 else 'are'} late."
        if actions
        else "of the actions belongs here.",
        comparator=f"{done} done. {completeness(there.strategy).words} have an owner, a way to do "
        "it, a date and an expected effect."
        if actions
        else "",
    )


def _asks(there: Progress) -> Card:
    asks, open_ = there.strategy.asks, outstanding(there.strategy, there.today)
    return Card(
        number=f"{len(open_)} of {len(asks)}" if asks else "none",
        words=f"asks of members {'has' if len(open_) == 1 else 'have'} no answer yet."
        if asks
        else "of the asks is on this page.",
        comparator=f"The oldest is of {day(open_[0].on)}." if open_ else "",
    )


def _promises(there: Progress) -> Card | None:
    said = there.strategy.you_said
    if not said:
        return None
    found = closure(there.strategy, there.today)
    return Card(
        number=found.closed.words,
        words="things that young people said ended in a change, or in a reason why not.",
        comparator=f"{len(found.no_action)} heard without any action yet.",
    )


def _actions_of(there: Progress, priority: str) -> str:
    if not there.supplied:
        return "no strategy supplied"
    own = [a for a in there.strategy.actions if priority in a.priorities]
    late = {a.id for a in overdue(there.strategy, there.today)} & {a.id for a in own}
    done = sum(a.status == "done" for a in own)
    return f"{len(own)}: {done} done, {len(late)} late" if own else "none here"


def _headline(there: Progress, priorities: Sequence[object]) -> str:
    hard = [p for p in there.strategy.priorities if any(s.hard for s in of_priority(there, p.id))]
    many = plural(len(priorities), "priority", "priorities")
    known = [s for p in there.strategy.priorities for s in of_priority(there, p.id) if s.known]
    if not known:
        return f"No figure of {many} is known"
    if not hard:
        return f"None of {many} has a figure that is still hard"
    has = "has" if len(hard) == 1 else "have"
    return f"{len(hard)} of {many} {has} a figure that is still hard"

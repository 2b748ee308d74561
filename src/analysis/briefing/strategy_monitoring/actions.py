"""Actions: what is done, by whom, by when; the whole register, and those of one priority."""

from collections.abc import Sequence

import pandas as pd

from analysis.briefing.strategy_monitoring.opening import Progress
from analysis.briefing.strategy_monitoring.phrases import day, listed, provenance, shown_by, until
from analysis.catalogue.indicators import INDICATORS
from analysis.catalogue.local import LOCAL
from analysis.present.parts.exhibit import Exhibit
from analysis.present.parts.prose import Prose
from analysis.present.parts.records import Record, Records
from analysis.strategy.registers import (
    completeness,
    indicators_complete,
    objectives_complete,
    on_time,
    overdue,
)
from analysis.strategy.schema import Action

NO_STRATEGY = (
    "No strategy supplied: the council has not given us its actions, with owners and dates."
)
NONE_HERE = "No action of the strategy belongs here."
FIELDS = ("what", "how", "owner_role", "due", "status", "evidence")
COMPLETE = "have an owner, a way to do it, a date and an expected effect"
SIGNS = {"higher": "a higher", "lower": "a lower", "no worse": "no worse"}


def actions_told(there: Progress, actions: Sequence[Action], lead: str = "") -> Records | Prose:
    """Actions with all that is said of them, those that are late first."""
    if not there.supplied:
        return Prose([NO_STRATEGY])
    if not actions:
        return Prose([NONE_HERE])
    ordered = sorted(actions, key=lambda a: (not is_late(there, a), a.due or there.today))
    return Records([_record(there, a) for a in ordered], lead=lead)


def action_register(there: Progress) -> Exhibit | Prose:
    """Every action of the view in one table: the owner, the date, the status and the priority."""
    actions = there.strategy.actions
    if not there.supplied:
        return Prose([NO_STRATEGY])
    if not actions:
        return Prose([NONE_HERE])
    late = [a for a in actions if is_late(there, a)]
    return Exhibit(
        key="actions",
        headline=_headline(len(actions), len(late)),
        subtitle=f"Actions of the {there.strategy.name}, {there.name}, on {day(there.today)}",
        alt="",
        table=pd.DataFrame([_line(there, a) for a in actions]),
        source=there.strategy.source,
        note="Late: the due date has passed and the action is neither done nor stopped. Which "
        "parts are made up as an illustration stands with each action, under its priority.",
    )


def is_late(there: Progress, action: Action) -> bool:
    """Whether an action was due before the day of the page and is neither done nor stopped."""
    return action.id in {a.id for a in overdue(there.whole, there.today)}


def say_completeness(there: Progress) -> Prose:
    """How complete the actions are, how many were done on time, and what the figures lack."""
    if not there.supplied:
        return Prose([NO_STRATEGY])
    if there.seen_by:
        return Prose([f"{completeness(there.strategy).words} actions here {COMPLETE}."])
    done = on_time(there.whole, there.today)
    kept = (
        f" Of those due by {day(there.today)}, {done.words} were done by their date."
        if done.denominator
        else ""
    )
    told = (
        f"{completeness(there.whole).words} actions {COMPLETE}.{kept} "
        f"{indicators_complete(there.whole).words} figures have a baseline, a target where they "
        "may have one, a comparator and a source."
    )
    if there.whole.objectives:
        told += (
            f" {objectives_complete(there.whole).words} objectives have a champion and a partner "
            "that supplies what is to be known."
        )
    return Prose([told])


def status_words(there: Progress, action: Action) -> str:
    """'Under way, late by 3 years', 'Done in June 2019', 'Not started, due in 4 months'."""
    said = action.status.capitalize()
    if action.status == "done" and action.evidence:
        return f"{said} ({max(e.on for e in action.evidence):%B %Y})"
    if action.status in ("done", "stopped") or action.due is None:
        return said
    if is_late(there, action):
        return f"{said}, late: was due {until(action.due, there.today)}"
    return f"{said}, due {until(action.due, there.today)}"


def _headline(actions: int, late: int) -> str:
    if not late:
        return f"None of the {actions} actions is late" if actions > 1 else "The action is not late"
    return f"{late} of {actions} actions {'is' if late == 1 else 'are'} late"


def _line(there: Progress, action: Action) -> dict[str, str]:
    numbers = {p.id: p.number or p.title for p in there.whole.priorities}
    return {
        "Action": action.what,
        "Owner": action.owner_role or "no owner yet",
        "Due": day(action.due),
        "Status": status_words(there, action),
        "Priority": listed([numbers.get(p, p) for p in action.priorities]) or "none",
    }


def _record(there: Progress, action: Action) -> Record:
    strategy = there.whole
    waits = [a.what for a in strategy.actions if a.id in action.depends_on]
    return Record(
        title=action.what,
        status=status_words(there, action),
        late=is_late(there, action),
        facts={
            "How": action.how,
            "Owner": action.owner_role,
            "With": listed([strategy.partner(p) for p in action.partners]),
            "Due": day(action.due),
            "Resource": action.resource,
            "Waits for": "; ".join(waits),
            "Meant to change": listed(
                [effect_words(e.indicator, e.direction) for e in action.effect]
            ),
            "Evidence": shown_by(action.evidence),
            "Where this is from": provenance(action, FIELDS),
        },
    )


def effect_words(name: str, direction: str) -> str:
    """'a lower "Children with three or more placements in the year"'."""
    title = INDICATORS[name].title if name in INDICATORS else ""
    title = title or (LOCAL[name].title if name in LOCAL else name)
    return f"{SIGNS[direction]} figure for “{title}”"

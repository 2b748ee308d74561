"""The registers: actions, what members asked, what the board needs to know, where it meets."""

from collections.abc import Sequence
from datetime import date

from analysis.briefing.parts import capital, counted, day, prose, records, table
from analysis.briefing.strategy_monitoring.figures.published import assessments
from analysis.briefing.strategy_monitoring.opening import Progress
from analysis.briefing.strategy_monitoring.phrases import (
    listed,
    new_day,
    provenance,
    shown_by,
    until,
)
from analysis.present.parts.exhibit import Exhibit
from analysis.present.parts.prose import Bullets, Prose
from analysis.present.parts.records import Record, Records
from analysis.strategy import known
from analysis.strategy.calendar import meetings
from analysis.strategy.registers import (
    completeness,
    indicators_complete,
    objectives_complete,
    on_time,
    overdue,
)
from analysis.strategy.schema.work import Action, Ask

NO_STRATEGY = (
    "No strategy supplied: the council has not given us its actions, with owners and dates."
)
NO_ACTION = "No action of the strategy belongs here."
NO_ASK = "No question of members is on the register."
NO_ASK_HERE = "None of the questions of members on the register is for this page's readers."
ACTION_FIELDS = ("what", "how", "owner_role", "due", "late_because", "status", "evidence")
ASK_FIELDS = ("on", "asked", "owner_role", "due", "answer")
COMPLETE = "have an owner, a way to do it, a date and an expected effect"
ITS_FIGURE = "its figure has reached the target"
CLOSE_IT = "That is at or beyond the target: call the action done, or say what is left to do."
HAVE = {"have": "have it", "partial": "have part of it"}
EFFECTS = {"higher": "a higher", "lower": "a lower", "no worse": "no worse"}


def actions_told(there: Progress, actions: Sequence[Action], lead: str = "") -> Records | Prose:
    """Actions with all that is said of them, those that are late first."""
    if not there.supplied:
        return prose(NO_STRATEGY)
    ordered = sorted(actions, key=lambda a: (not is_late(there, a), a.due or there.today))
    return records([_of_action(there, a) for a in ordered], NO_ACTION, lead)


def action_register(there: Progress) -> Exhibit | Prose:
    """Every action of the view in one table: the owner, the date, the status and the priority."""
    actions = there.strategy.actions
    if not there.supplied or not actions:
        return prose(NO_ACTION if there.supplied else NO_STRATEGY)
    late = sum(is_late(there, a) for a in actions)
    none = f"None of the {len(actions)} actions is" if len(actions) > 1 else "The action is not"
    priorities = {p.id: p.number or p.title for p in there.whole.priorities}
    return table(
        "actions",
        f"{late} of {len(actions)} actions {'is' if late == 1 else 'are'} late"
        if late
        else f"{none} late",
        f"Actions of the {there.strategy.name}, {there.name}, on {day(there.today)}",
        [
            {
                "Action": a.what,
                "Owner": a.owner_role or "no owner yet",
                "Due": day(a.due),
                "Status": status_words(there, a),
                "Priority": listed([priorities.get(p, p) for p in a.priorities]) or "none",
            }
            for a in actions
        ],
        source=there.strategy.source,
        note="Late: the due date has passed and the action is neither done nor stopped. Which "
        "parts are made up as an illustration stands with each action, under its priority.",
    )


def is_late(there: Progress, action: Action) -> bool:
    """Whether an action was due before the day of the page and is neither done nor stopped."""
    return action.id in {a.id for a in overdue(there.whole, there.today)}


def figures_reached(there: Progress, action: Action) -> list[str]:
    """The figures that an action is to move, where all that have a target have reached it now."""
    meant = {e.indicator for e in action.effect if e.direction != "no worse"}
    found = assessments(there, [t for t in there.whole.indicators if t.indicator in meant])
    judged = [s for s in found if s.reached is not None]
    if not judged or not all(s.reached and s.known for s in judged):
        return []
    return [f"{s.title}: {s.now}" for s in judged]


def say_completeness(there: Progress) -> Prose:
    """How complete the actions are, how many were done on time, and what the figures lack."""
    if not there.supplied:
        return prose(NO_STRATEGY)
    if there.seen_by:
        return prose(f"{completeness(there.strategy).words} actions here {COMPLETE}.")
    done = on_time(there.whole, there.today)
    sentences = [
        f"{completeness(there.whole).words} actions {COMPLETE}.",
        f"Of those due by {day(there.today)}, {done.words} were done by their date."
        if done.denominator
        else "",
        f"{indicators_complete(there.whole).words} figures have a baseline, a target where they "
        "may have one, a comparator and a source.",
        f"{objectives_complete(there.whole).words} objectives have a champion and a partner "
        "that supplies what is to be known."
        if there.whole.objectives
        else "",
    ]
    return prose(" ".join(filter(None, sentences)))


def status_words(there: Progress, action: Action) -> str:
    """'Under way, late by 3 years', 'Done in June 2019', 'Not started, due in 4 months'."""
    status = action.status.capitalize()
    if action.status == "done" and action.evidence:
        return f"{status} ({max(e.on for e in action.evidence):%B %Y})"
    if action.status in ("done", "stopped") or action.due is None:
        return status
    late = is_late(there, action)
    told = f"{status}, {'late: was ' if late else ''}due {until(action.due, there.today)}"
    return f"{told}; but {ITS_FIGURE}" if late and figures_reached(there, action) else told


def _of_action(there: Progress, action: Action) -> Record:
    strategy = there.whole
    return Record(
        title=action.what,
        status=status_words(there, action),
        late=is_late(there, action),
        facts={
            "How": action.how,
            "Owner": action.owner_role,
            "With": listed([strategy.partner(p) for p in action.partners]),
            "Due": day(action.due),
            **new_day(action, there.today),
            "Resource": action.resource,
            "Waits for": "; ".join(a.what for a in strategy.actions if a.id in action.depends_on),
            "Meant to change": listed(
                [
                    f"{EFFECTS[e.direction]} figure for “{known.title(e.indicator)}”"
                    for e in action.effect
                ]
            ),
            "Its figure now": _done_or_not(there, action),
            "Evidence": shown_by(action.evidence),
            "Where this is from": provenance(action, ACTION_FIELDS),
        },
    )


def _done_or_not(there: Progress, action: Action) -> str:
    """Of a late action whose figure has reached its target: that somebody is to say which it is."""
    reached = figures_reached(there, action) if is_late(there, action) else []
    return f"{'; '.join(reached)}. {CLOSE_IT}" if reached else ""


def asks_told(there: Progress) -> Records | Prose:
    """Each ask with its answer; those without one first, oldest first. Nothing where none is."""
    ordered = sorted(there.strategy.asks, key=lambda a: (a.answered is not None, a.on))
    return records([_of_ask(there, a) for a in ordered])


def say_asks(there: Progress) -> Prose:
    """How many asks have an answer, and which bodies wait for one."""
    asks = there.strategy.asks
    if not asks:
        return prose(NO_ASK_HERE if there.whole.asks else NO_ASK)
    waiting = [a for a in asks if a.answered is None]
    answered = len(asks) - len(waiting)
    sentences = [
        *_since_the_last_meeting(there),
        f"{answered} of {counted(len(asks), 'ask')} of members on the register "
        f"{'has' if answered == 1 else 'have'} an answer.",
    ]
    if waiting:
        bodies = list(dict.fromkeys(f"the {a.body}" for a in waiting))
        sentences.append(
            f"{capital(listed(bodies))} {'waits' if len(bodies) == 1 else 'wait'} for "
            f"{counted(len(waiting), 'answer')}; the oldest ask is of "
            f"{day(min(a.on for a in waiting))}."
        )
    return prose(" ".join(sentences))


def _since_the_last_meeting(there: Progress) -> list[str]:
    """How many asks were made at the last meeting or after it, and when that was."""
    bodies = {a.body for a in there.strategy.asks}
    held = meetings(there.whole, date.min, there.today)
    last = next((s for s in reversed(held) if s.meeting.body in bodies), None)
    if last is None:
        return []
    new = sum(a.on >= last.on for a in there.strategy.asks)
    by_rule = f"By its calendar the {last.meeting.body} last met on {day(last.on)}."
    return [f"{by_rule} {counted(new, 'ask').capitalize()} of the register is of then or since."]


def _of_ask(there: Progress, ask: Ask) -> Record:
    late = ask.answered is None and ask.due is not None and ask.due < there.today
    waiting = f"No answer yet; due {day(ask.due)}" if ask.due else "No answer yet"
    late_words = f" ({until(ask.due, there.today)})" if late else ""
    return Record(
        title=ask.asked,
        status=f"Answered {day(ask.answered)}" if ask.answered else waiting + late_words,
        late=late,
        facts={
            "Asked by": f"{ask.body}, {day(ask.on)}",
            "Who answers": ask.owner_role or "nobody is named yet",
            "Answer": ask.answer,
            "Since then": ask.since,
            "Evidence": ask.evidence,
            "Where this is from": provenance(ask, ASK_FIELDS),
        },
    )


def information_needs(there: Progress) -> Exhibit | Prose:
    """What the board needs to know, from whom, how often, in what form, and whether it has it."""
    needs, partner = there.strategy.information_needs, there.whole.partner
    if not needs:
        return prose("The strategy does not say what its board needs to know and from whom.")
    lacking = sum(n.status != "have" for n in needs)
    return table(
        "information-needs",
        f"{lacking} of {counted(len(needs), 'need')} for information are not wholly met"
        if lacking
        else "Every need for information is met",
        f"What the board needs to know, and from whom, {there.name}",
        [
            {
                "What": n.need,
                "From whom": partner(n.supplier),
                "How often": n.frequency,
                "In what form": n.form,
                "Status": HAVE.get(n.status) or f"not supplied by {the(partner(n.supplier))}",
            }
            for n in needs
        ],
        source=there.strategy.source,
    )


def the(name: str) -> str:
    """A partner's name as it stands in a sentence: 'the integrated care board'."""
    small = name[0].lower() + name[1:] if name.split()[0][1:].islower() else name
    return small if small.split()[0] in ("the", "our") else f"the {small}"


def board_questions(there: Progress) -> Exhibit | Prose:
    """For each objective: who needs to be involved, what the board can do, how it is told."""
    if not there.strategy.objectives:
        return prose("The strategy has no objectives beside its priorities.")
    rows = [
        {
            "Objective": f"{o.number}. {o.title}" if o.number else o.title,
            "Champion": o.champion_role or "none yet",
            "Who needs to be involved": listed([there.whole.partner(p) for p in o.involve])
            or "not said",
            "What the board can do": o.board_can or "not said",
            "How the board is told": o.informed or "not said",
        }
        for o in there.strategy.objectives
    ]
    return table(
        "objectives",
        "Who champions each objective, who is involved, and how the board is told",
        f"Objectives of the {there.strategy.name}, {there.name}",
        rows,
        source=there.strategy.source,
    )


def meetings_told(there: Progress) -> Bullets | Prose:
    """Where this report goes, when, and where the minutes of each body are to be found."""
    points = [
        f"{m.body}: {m.frequency}, papers {counted(m.papers_days_before, 'day')} before. "
        f"Minutes: {m.minutes or 'where they are kept is not said'}."
        for m in there.strategy.calendar
    ]
    if not points:
        return prose("The strategy has no calendar of meetings.")
    return Bullets(points=points, lead="Where this report goes, and where the minutes are")

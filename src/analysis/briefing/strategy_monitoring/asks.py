"""What members asked for, who answers, and what the board needs to know and from whom."""

import pandas as pd

from analysis.briefing.strategy_monitoring.opening import Progress
from analysis.briefing.strategy_monitoring.phrases import day, listed, plural, provenance, until
from analysis.present.parts.exhibit import Exhibit
from analysis.present.parts.prose import Bullets, Prose
from analysis.present.parts.records import Record, Records
from analysis.strategy.schema import Ask, InformationNeed

FIELDS = ("on", "asked", "owner_role", "due", "answer")
NO_ASK = "No question of members is on the register."
NONE_HERE = "None of the questions of members on the register is for this page's readers."
HAVE = {"have": "have it", "partial": "have part of it", "missing": "do not have it"}


def asks_told(there: Progress) -> Records | Prose:
    """Each ask with its answer; those without one first, oldest first. Nothing where none is."""
    if not there.strategy.asks:
        return Prose([])
    ordered = sorted(there.strategy.asks, key=lambda a: (a.answered is not None, a.on))
    return Records([_record(there, a) for a in ordered])


def say_asks(there: Progress) -> Prose:
    """How many asks have an answer, and which bodies wait for one."""
    asks = there.strategy.asks
    if not asks:
        return Prose([NONE_HERE if there.whole.asks else NO_ASK])
    open_ = [a for a in asks if a.answered is None]
    told = (
        f"{len(asks) - len(open_)} of {plural(len(asks), 'ask')} of members on the register "
        f"{'has' if len(asks) - len(open_) == 1 else 'have'} an answer."
    )
    if open_:
        bodies = list(dict.fromkeys(f"the {a.body}" for a in open_))
        waiting = listed(bodies)
        told += (
            f" {waiting[0].upper()}{waiting[1:]} {'waits' if len(bodies) == 1 else 'wait'} for "
            f"{plural(len(open_), 'answer')}."
        )
    return Prose([told])


def information_needs(there: Progress) -> Exhibit | Prose:
    """What the board needs to know, from whom, how often, in what form, and whether it has it."""
    needs = there.strategy.information_needs
    if not needs:
        return Prose(["The strategy does not say what its board needs to know and from whom."])
    lacking = sum(n.status != "have" for n in needs)
    return Exhibit(
        key="information-needs",
        headline=f"{lacking} of {plural(len(needs), 'need')} for information are not wholly met"
        if lacking
        else "Every need for information is met",
        subtitle=f"What the board needs to know, and from whom, {there.name}",
        alt="",
        table=pd.DataFrame([_need(there, n) for n in needs]),
        source=there.strategy.source,
    )


def board_questions(there: Progress) -> Exhibit | Prose:
    """For each objective: who needs to be involved, what the board can do, how it is told."""
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
    if not rows:
        return Prose(["The strategy has no objectives beside its priorities."])
    return Exhibit(
        key="objectives",
        headline="Who champions each objective, who is involved, and how the board is told",
        subtitle=f"Objectives of the {there.strategy.name}, {there.name}",
        alt="",
        table=pd.DataFrame(rows),
        source=there.strategy.source,
    )


def meetings_told(there: Progress) -> Bullets | Prose:
    """Where this report goes, when, and where the minutes of each body are to be found."""
    calendar = there.strategy.calendar
    if not calendar:
        return Prose(["The strategy has no calendar of meetings."])
    return Bullets(
        points=[
            f"{m.body}: {m.frequency}, papers {plural(m.papers_days_before, 'day')} before. "
            f"Minutes: {m.minutes or 'where they are kept is not said'}."
            for m in calendar
        ],
        lead="Where this report goes, and where the minutes are",
    )


def _need(there: Progress, need: InformationNeed) -> dict[str, str]:
    supplier = there.whole.partner(need.supplier)
    return {
        "What": need.need,
        "From whom": supplier,
        "How often": need.frequency,
        "In what form": need.form,
        "Status": f"not supplied by {the(supplier)}"
        if need.status == "missing"
        else HAVE[need.status],
    }


def the(name: str) -> str:
    """A partner's name as it stands in a sentence: 'the integrated care board'."""
    small = name[0].lower() + name[1:] if name.split()[0][1:].islower() else name
    return small if small.split()[0] in ("the", "our") else f"the {small}"


def _record(there: Progress, ask: Ask) -> Record:
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
            "Where this is from": provenance(ask, FIELDS),
        },
    )

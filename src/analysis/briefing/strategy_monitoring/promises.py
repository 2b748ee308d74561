"""You said, we did: what children and young people said, and whether anything came of it."""

from analysis.briefing.strategy_monitoring.opening import Progress
from analysis.briefing.strategy_monitoring.phrases import (
    day,
    ended,
    plural,
    provenance,
    shown_by,
    until,
)
from analysis.present.parts.prose import Bullets, Prose
from analysis.present.parts.records import Record, Records
from analysis.strategy.registers import closure
from analysis.strategy.schema import Item, Promise

FIELDS = ("on", "who", "said", "did", "because", "evidence")
NONE = "The strategy has no register of what young people said and what was done about it."
STATUS = {"did": "Done", "doing": "Being done", "cannot": "Cannot be done, with a reason"}


def promises_told(there: Progress) -> Records | Prose:
    """Each thing said, and what came of it; those still waiting first."""
    said = there.strategy.you_said
    if not said:
        return Prose([NONE])
    order = ("doing", "cannot", "did")
    ordered = sorted(said, key=lambda p: (order.index(p.status), p.on))
    return Records([_record(there, p) for p in ordered])


def say_promises(there: Progress) -> Prose:
    """How many ended in a change or a reason, and how soon they had an answer."""
    said = there.strategy.you_said
    if not said:
        return Prose([NONE])
    found = closure(there.strategy, there.today)
    told = [
        f"Young people raised {plural(len(said), 'thing')}: {found.closed.words} ended in a change "
        "with evidence, or in a reason why not."
    ]
    if found.median_days is not None:
        told.append(
            f"Of {plural(found.answered, 'thing')} answered, the middle one had its first answer "
            f"after {plural(round(found.median_days), 'day')}."
        )
    if found.no_action:
        many = len(found.no_action)
        told.append(
            f"{plural(many, 'thing').capitalize()} {'was' if many == 1 else 'were'} listened to "
            "and nothing has changed yet."
        )
    return Prose([" ".join(told)])


def heard(there: Progress, priority: str) -> Bullets | Prose:
    """What young people told the council about one priority."""
    told = [
        _marked(p, "young_people_said", s)
        for p in there.strategy.priorities
        if p.id == priority
        for s in p.young_people_said
    ]
    told += [
        _marked(p, "said", f"“{ended(p.said)}” {p.who}, {day(p.on)}.")
        for p in there.strategy.you_said
        if priority in p.priorities
    ]
    if not told:
        return Prose(
            ["Nothing is recorded that children or young people said about this. Ask them."],
            lead="What young people told us",
        )
    return Bullets(points=told, lead="What young people told us")


def _marked(item: Item, field: str, words: str) -> str:
    """Words with a mark where they are made up as an illustration."""
    return f"{words} (Made up as an illustration.)" if item.illustrated(field) else words


def _record(there: Progress, promise: Promise) -> Record:
    late = promise.status == "doing" and bool(promise.due and promise.due < there.today)
    due = f"{day(promise.due)} ({until(promise.due, there.today)})" if promise.due else ""
    return Record(
        title=f"You said: {promise.said}",
        status=STATUS[promise.status] + (", late" if late else ""),
        late=late,
        facts={
            "Who, when": f"{promise.who}, {day(promise.on)}",
            "We did" if promise.status == "did" else "We are doing": promise.did,
            "We cannot, because": promise.because,
            "Answered": day(promise.responded) if promise.responded else "",
            "Owner": promise.owner_role,
            "Due": due if promise.status == "doing" else "",
            "Evidence of change": shown_by(promise.evidence),
            "Where this is from": provenance(promise, FIELDS),
        },
    )

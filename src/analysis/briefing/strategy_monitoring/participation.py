"""Taking part: what young people said and what came of it, their roles, and other reports."""

import re
from html import unescape

from analysis.briefing.parts import bullets, counted, day, lowered, prose, records
from analysis.briefing.strategy_monitoring.opening import Progress
from analysis.briefing.strategy_monitoring.phrases import (
    ended,
    new_day,
    provenance,
    shown_by,
    until,
)
from analysis.catalogue.indicators import INDICATORS
from analysis.present.parts.prose import Bullets, Prose
from analysis.present.parts.records import Record, Records, Stack
from analysis.strategy.implications import COUNTED, HEADING, implications
from analysis.strategy.registers import closure
from analysis.strategy.schema.part import Item
from analysis.strategy.schema.work import Promise

FIELDS = ("on", "who", "said", "did", "because", "late_because", "evidence")
NONE = "The strategy has no register of what young people said and what was done about it."
STATUS = {"doing": "Being done", "cannot": "Cannot be done, with a reason", "did": "Done"}


def promises_told(there: Progress) -> Records | Prose:
    """Each thing said, and what came of it; those still waiting first."""
    order = list(STATUS)
    ordered = sorted(there.strategy.you_said, key=lambda p: (order.index(p.status), p.on))
    return records([_of_promise(there, p) for p in ordered], NONE)


def say_promises(there: Progress) -> Prose:
    """How many ended in a change or a reason, and how soon they had an answer."""
    promises = there.strategy.you_said
    if not promises:
        return prose(NONE)
    found = closure(there.strategy, there.today)
    sentences = [
        f"Young people raised {counted(len(promises), 'thing')}: {found.closed.words} ended in a "
        "change with evidence, or in a reason why not."
    ]
    if found.median_days is not None:
        sentences.append(
            f"Of {counted(found.answered, 'thing')} answered, the middle one had its first answer "
            f"after {counted(round(found.median_days), 'day')}."
        )
    if found.no_action:
        many = len(found.no_action)
        sentences.append(
            f"{counted(many, 'thing').capitalize()} {'was' if many == 1 else 'were'} listened to "
            "and nothing has changed yet."
        )
    return prose(" ".join(sentences))


def heard(there: Progress, priority: str) -> Bullets | Prose:
    """What young people told the council about one priority."""
    points = [
        _marked(p, "young_people_said", words)
        for p in there.strategy.priorities
        if p.id == priority
        for words in p.young_people_said
    ]
    points += [
        _marked(p, "said", f"“{ended(p.said)}” {p.who}, {day(p.on)}.")
        for p in there.strategy.you_said
        if priority in p.priorities
    ]
    nothing = "Nothing is recorded that children or young people said about this. Ask them."
    return bullets(points, nothing, "What young people told us")


def _marked(item: Item, field: str, words: str) -> str:
    """Words with a mark where they are made up as an illustration."""
    return f"{words} (Made up as an illustration.)" if item.illustrated(field) else words


def _of_promise(there: Progress, promise: Promise) -> Record:
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
            **new_day(promise, there.today),
            "Evidence of change": shown_by(promise.evidence),
            "Where this is from": provenance(promise, FIELDS),
        },
    )


def roles_told(there: Progress) -> Records | Prose:
    """Ambassadors, members' training and the like: what is in place, and since when."""
    found = [
        Record(
            title=role.title,
            status=f"Since {day(role.on)}" if role.on else "",
            facts={
                "What": role.says,
                "Where this is from": provenance(role, ("title", "says", "on")),
            },
        )
        for role in there.strategy.roles
    ]
    nothing = "No role of young people or training of members is on the register."
    return records(found, nothing, "Ambassadors, training and taking part")


def implications_told(there: Progress) -> Stack:
    """The section for other reports as it stands, without its own heading."""
    strategy = there.whole if there.supplied else None
    text = implications(there.name, _children(there), strategy, there.quarter.words)
    parts = text.removeprefix(f"## {HEADING}").strip().split("\n\n")
    return Stack([_part(part) for part in parts])


def _children(there: Progress) -> dict[str, str]:
    """The published numbers of children and young people that the council is a parent to."""
    found = {INDICATORS[name]: there.figures.here(name) for name in COUNTED}
    return {f"{lowered(i.title)}, {own.when}": own.printed for i, own in found.items() if own.known}


def _part(part: str) -> Bullets | Prose:
    plain = unescape(part.replace("**", ""))  # words of a file have neither stars nor line ends
    marks = r"- |\d+\. "
    if not re.match(r"- |1\. ", plain):
        return prose(plain)
    points = [re.sub(rf"^({marks})", "", line) for line in plain.splitlines()]
    return Bullets(points=points, numbered=plain.startswith("1. "))

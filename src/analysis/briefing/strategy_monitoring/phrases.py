"""Small words that every part of a strategy's page uses: days, marks of illustration, lists."""

from collections.abc import Iterable, Sequence
from datetime import date

from analysis.briefing.parts import counted, day
from analysis.present.parts.prose import listed as listed
from analysis.strategy.schema.part import Item
from analysis.strategy.schema.whole import Contact
from analysis.strategy.schema.work import Action, Evidence, Promise

ILLUSTRATION = "made up as an illustration"


def ended(words: str) -> str:
    """Words that end as a sentence does: a full stop unless they have an end of their own."""
    words = words.strip()
    return words if words[-1:] in (".", "?", "!") else f"{words}."


def provenance(item: Item, fields: Iterable[str]) -> str:
    """Which fields of an item are from the minutes and which were made up as an illustration."""
    if not item.illustration:
        return ""
    real = [_NAMES.get(f, f) for f in fields if f in item.minuted]
    if not real:
        return f"All {ILLUSTRATION}."
    return f"{listed(real).capitalize()} from the minutes; the rest {ILLUSTRATION}."


def shown_by(evidence: Sequence[Evidence]) -> str:
    """Each piece of evidence with its day, and where it can be seen, if that is said."""
    return " ".join(
        f"{e.says.rstrip('.')} ({day(e.on)}{f'; see {e.link.strip()}' if e.link.strip() else ''})."
        for e in evidence
    )


def new_day(item: Action | Promise, today: date) -> dict[str, str]:
    """The new day of what is late, and why it is late, by their names; blank where not given."""
    again = f"{day(item.new_due)} ({until(item.new_due, today)})" if item.new_due else ""
    return {"New day": again, "Late, because": item.late_because}


def whom_to_ask(contact: Contact) -> str:
    """A team and the public ways to reach it; '' where the strategy names none."""
    ways = {
        "": contact.team,
        "telephone ": contact.telephone,
        "write to ": contact.email,
        "by post to ": contact.address,
    }
    given = [f"{how}{what.strip()}" for how, what in ways.items() if what.strip()]
    return f"Questions about this report: {ended('; '.join(given))}" if given else ""


def until(due: date | None, today: date) -> str:
    """How long until a day, or since it: 'in 3 weeks', 'more than 2 years ago', 'today'."""
    if due is None:
        return ""
    days = (due - today).days
    if days == 0:
        return "today"
    unit, size = next((u, size) for least, u, size in _UNITS if abs(days) >= least)
    many = max(1, int(abs(days) / size + 0.02))
    more = "more than " if abs(days) - many * size > size / 8 else ""
    said = more + counted(many, unit)
    return f"in {said}" if days > 0 else f"{said} ago"


_UNITS = ((549, "year", 365.25), (61, "month", 30.44), (14, "week", 7), (1, "day", 1))
_NAMES = {
    "what": "what is to be done",
    "how": "how",
    "owner_role": "the owner",
    "due": "the date",
    "late_because": "why it is late",
    "says": "what it is",
    "said": "what was said",
    "did": "what was done",
    "because": "the reason",
    "asked": "the question",
    "answer": "the answer",
    "evidence": "the evidence",
    "status": "the status",
    "title": "the title",
    "lead_body": "who leads",
    "lead_role": "the lead",
    "need": "the need",
    "on": "the day",
    "who": "who said it",
}

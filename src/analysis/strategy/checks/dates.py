"""Dates that cannot be: ends before starts, dues before there was a strategy, answers too early."""

from collections.abc import Iterator
from datetime import date, timedelta

from analysis.strategy.faults import NOTE, Fault, ItemAt, items_of, of_file
from analysis.strategy.schema.whole import Strategy
from analysis.strategy.schema.work import Action, Promise

FIRST = date(2000, 1, 1)
DAY, YEAR = timedelta(days=1), timedelta(days=366)
LONGEST_YEARS = 15
PAST = "lies before today"
LATE = "was due on {day}, and gives neither a new day to come nor a reason"
GIVE_ONE = "write new_due or late_because; until then the young people's page is not made"
Possible = tuple[ItemAt, str, date | None, date, date, str]


def faults(strategy: Strategy, today: date) -> Iterator[Fault]:
    """Every impossible date of a strategy, as seen on a day; one fault of each date."""
    yield from _whole(strategy, today)
    wrong: set[tuple[str, int, str]] = set()
    for at, field, day, first, last, wanted in _possible(strategy, today):
        date_of = (at.table, at.place, field)
        if day is not None and not first <= day <= last and date_of not in wrong:
            wrong.add(date_of)
            subject = "it" if wanted.startswith("happened") else "the date"
            yield at.fault(field, f"has {field} {_in_words(day)}", f"{subject} {wanted}")
    for at in items_of(strategy, "actions"):
        yield from _evidence(at, strategy.starts, "the strategy starts", today)
    for at in items_of(strategy, "you_said"):
        yield from _evidence(at, at.item.on, "it was said", today)
    for at in items_of(strategy, "actions", "you_said"):
        yield from _late(at, today)


def unexplained(item: Action | Promise, today: date) -> bool:
    """Whether what young people are told of is late, with neither a new day nor a reason."""
    told = item.status == "doing" if isinstance(item, Promise) else bool(item.plain.strip())
    ended = item.status in ("done", "stopped")
    late = told and not ended and item.due is not None and item.due < today
    again = item.new_due is not None and item.new_due >= today
    return late and not again and not item.late_because.strip()


def _late(at: ItemAt, today: date) -> Iterator[Fault]:
    given = [field for field in ("new_due", "late_because") if getattr(at.item, field)]
    if given and at.item.due is None:
        says = f"has {given[0]}, and no due that it is late for"
        yield at.fault(given[0], says, "write due, the day that was first given")
    elif unexplained(at.item, today):
        says = LATE.format(day=_in_words(at.item.due))
        yield at.fault("due", says, GIVE_ONE, NOTE)


def _whole(strategy: Strategy, today: date) -> Iterator[Fault]:
    starts, ends = strategy.starts, strategy.ends
    if not FIRST <= starts <= today + 5 * YEAR:
        remedy = "write the day on which the strategy starts"
        yield of_file("starts", f"starts on {_in_words(starts)}", remedy)
    says = ""
    if ends <= starts:
        says = f"ends on {_in_words(ends)}, not after it starts on {_in_words(starts)}"
    elif ends > starts + LONGEST_YEARS * YEAR:
        says = f"lasts more than {LONGEST_YEARS} years, to {_in_words(ends)}"
    if says:
        yield of_file("ends", says, "write the last day of the strategy")


def _possible(strategy: Strategy, today: date) -> Iterator[Possible]:
    """Each date of an item: its field, the day, the first and last that can be, and their words."""
    starts, ends = strategy.starts, strategy.ends
    for at in items_of(strategy, "calendar"):
        wanted = "lies within the strategy, or a year before it"
        yield at, "first", at.item.first, starts - YEAR, ends + 2 * YEAR, wanted
    for at in items_of(strategy, "indicators"):
        base = at.item.baseline.on if at.item.baseline else None
        goal = at.item.target.on if at.item.target else None
        yield at, "baseline", base, FIRST, today, PAST
        wanted = "lies after the strategy starts, and at most five years after it ends"
        yield at, "target", goal, starts, ends + 5 * YEAR, wanted
        if base is not None:
            wanted = f"lies after its baseline of {_in_words(base)}"
            yield at, "target", goal, base + DAY, date.max, wanted
        wanted = "lies within the strategy, or two years after it"
        yield at, "review", at.item.review, starts, ends + 2 * YEAR, wanted
    for at in items_of(strategy, "actions"):
        wanted = "lies after the strategy starts, and at most two years after it ends"
        yield at, "due", at.item.due, starts, ends + 2 * YEAR, wanted
    for at in items_of(strategy, "actions", "you_said"):
        if at.item.due is not None:
            later = f"lies after its due of {_in_words(at.item.due)}"
            yield at, "new_due", at.item.new_due, at.item.due + DAY, date.max, later
    for table, verb, answer in (("asks", "asked", "answered"), ("you_said", "said", "responded")):
        for at in items_of(strategy, table):
            on, answered = at.item.on, getattr(at.item, answer)
            later = f"is not before it was {verb}, {_in_words(on)}"
            yield at, "on", on, FIRST, today, PAST
            yield at, answer, answered, on, date.max, later
            yield at, answer, answered, date.min, today, PAST
            yield at, "due", at.item.due, on, date.max, later
    for at in items_of(strategy, "events", "roles"):
        yield at, "on", at.item.on, FIRST, today, "happened before today"


def _evidence(at: ItemAt, since: date, what: str, today: date) -> Iterator[Fault]:
    for number, each in enumerate(at.item.evidence):
        if not since <= each.on <= today:
            when = f"before {what}" if each.on < since else "after today"
            says = f"has evidence of {_in_words(each.on)}, {when}"
            remedy = "evidence has the day on which it was there to be seen"
            yield at.fault(("evidence", number, "on"), says, remedy)


def _in_words(day: date) -> str:
    """A day in words: '31 March 2026'."""
    return f"{day.day} {day:%B %Y}"

"""Dates that cannot be: ends before starts, dues before there was a strategy, answers too early."""

from collections.abc import Iterator
from datetime import date, timedelta

from analysis.strategy.faults import Fault, of_item
from analysis.strategy.schema import Evidence, Strategy

FIRST = date(2000, 1, 1)
YEAR = timedelta(days=366)
LONGEST_YEARS = 15


def faults(strategy: Strategy, today: date) -> Iterator[Fault]:
    """Every impossible date of a strategy, as seen on a day."""
    yield from _whole(strategy, today)
    yield from _calendar(strategy)
    yield from _targets(strategy, today)
    yield from _actions(strategy, today)
    yield from _answers(strategy, today)
    for table in ("events", "roles"):
        for place, item in enumerate(getattr(strategy, table)):
            if item.on is not None and not FIRST <= item.on <= today:
                yield _odd(table, place, item.id, "on", item.on, "happened before today")


def _whole(strategy: Strategy, today: date) -> Iterator[Fault]:
    starts, ends = strategy.starts, strategy.ends
    if not FIRST <= starts <= today + 5 * YEAR:
        says, remedy = f"starts on {_day(starts)}", "write the day on which the strategy starts"
        yield Fault(path=("starts",), says=says, remedy=remedy)
    if ends <= starts:
        says = f"ends on {_day(ends)}, not after it starts on {_day(starts)}"
        yield Fault(path=("ends",), says=says, remedy="write the last day of the strategy")
    elif ends > starts + LONGEST_YEARS * YEAR:
        says = f"lasts more than {LONGEST_YEARS} years, to {_day(ends)}"
        yield Fault(path=("ends",), says=says, remedy="write the last day of the strategy")


def _calendar(strategy: Strategy) -> Iterator[Fault]:
    for place, meeting in enumerate(strategy.calendar):
        if not strategy.starts - YEAR <= meeting.first <= strategy.ends + 2 * YEAR:
            wanted = "lies within the strategy, or a year before it"
            yield _odd("calendar", place, meeting.id, "first", meeting.first, wanted)


def _targets(strategy: Strategy, today: date) -> Iterator[Fault]:
    starts, ends = strategy.starts, strategy.ends
    for place, each in enumerate(strategy.indicators):
        base, goal = each.baseline, each.target
        if base is not None and not FIRST <= base.on <= today:
            yield _odd("indicators", place, each.id, "baseline", base.on, "lies before today")
        if goal is not None and not starts <= goal.on <= ends + 5 * YEAR:
            wanted = "lies after the strategy starts, and at most five years after it ends"
            yield _odd("indicators", place, each.id, "target", goal.on, wanted)
        elif goal is not None and base is not None and goal.on <= base.on:
            wanted = f"lies after its baseline of {_day(base.on)}"
            yield _odd("indicators", place, each.id, "target", goal.on, wanted)
        if each.review is not None and not starts <= each.review <= ends + 2 * YEAR:
            wanted = "lies within the strategy, or two years after it"
            yield _odd("indicators", place, each.id, "review", each.review, wanted)


def _actions(strategy: Strategy, today: date) -> Iterator[Fault]:
    for place, action in enumerate(strategy.actions):
        due = action.due
        if due is not None and not strategy.starts <= due <= strategy.ends + 2 * YEAR:
            wanted = "lies after the strategy starts, and at most two years after it ends"
            yield _odd("actions", place, action.id, "due", due, wanted)
        since = (strategy.starts, "the strategy starts")
        yield from _evidence("actions", place, action.id, action.evidence, since, today)


def _answers(strategy: Strategy, today: date) -> Iterator[Fault]:
    """Asks and promises: nothing is answered or due before it was said."""
    for place, ask in enumerate(strategy.asks):
        yield from _said("asks", place, ask.id, ask.on, today)
        dates = (("answered", ask.answered), ("due", ask.due))
        yield from _after("asks", place, ask.id, ask.on, "asked", dates, today)
    for place, promise in enumerate(strategy.you_said):
        yield from _said("you_said", place, promise.id, promise.on, today)
        dates = (("responded", promise.responded), ("due", promise.due))
        yield from _after("you_said", place, promise.id, promise.on, "said", dates, today)
        since = (promise.on, "it was said")
        yield from _evidence("you_said", place, promise.id, promise.evidence, since, today)


def _said(table: str, place: int, item: str, on: date, today: date) -> Iterator[Fault]:
    if not FIRST <= on <= today:
        yield _odd(table, place, item, "on", on, "lies before today")


def _after(
    table: str,
    place: int,
    item: str,
    on: date,
    verb: str,
    dates: tuple[tuple[str, date | None], ...],
    today: date,
) -> Iterator[Fault]:
    for field, day in dates:
        if day is not None and day < on:
            yield _odd(table, place, item, field, day, f"is not before it was {verb}, {_day(on)}")
        elif day is not None and field != "due" and day > today:
            yield _odd(table, place, item, field, day, "lies before today")


def _evidence(
    table: str,
    place: int,
    item: str,
    evidence: tuple[Evidence, ...],
    since: tuple[date, str],
    today: date,
) -> Iterator[Fault]:
    for number, each in enumerate(evidence):
        if since[0] <= each.on <= today:
            continue
        when = f"before {since[1]}" if each.on < since[0] else "after today"
        yield Fault(
            path=(table, place, "evidence", number, "on"),
            item=item,
            says=f"has evidence of {_day(each.on)}, {when}",
            remedy="evidence has the day on which it was there to be seen",
        )


def _odd(table: str, place: int, item: str, field: str, day: date, wanted: str) -> Fault:
    """A date that cannot be, with what it should be."""
    verb = {"happened before today": "it"}.get(wanted, "the date")
    return of_item(table, place, item, field, f"has {field} {_day(day)}", f"{verb} {wanted}")


def _day(day: date) -> str:
    """A day in words: '31 March 2026'."""
    return f"{day.day} {day:%B %Y}"

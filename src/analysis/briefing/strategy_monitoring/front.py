"""What stands in front: one banner, then a message and a picture for each priority and register."""

from collections.abc import Iterator, Sequence

from analysis.briefing.needs_analysis.summary import due
from analysis.briefing.parts import brief, bullets, capital, counted, day, prose, table
from analysis.briefing.strategy_monitoring.figures.assessment import Assessment
from analysis.briefing.strategy_monitoring.figures.origin import from_return
from analysis.briefing.strategy_monitoring.figures.published import assessments, of_priority
from analysis.briefing.strategy_monitoring.opening import Progress
from analysis.briefing.strategy_monitoring.overview import direction, status_words
from analysis.briefing.strategy_monitoring.phrases import ended
from analysis.briefing.strategy_monitoring.priorities import leading, leading_chart
from analysis.briefing.strategy_monitoring.reader_guide import about
from analysis.briefing.strategy_monitoring.registers import ITS_FIGURE, figures_reached
from analysis.catalogue.text import law
from analysis.core import returned, store
from analysis.present.parts.exhibit import Exhibit
from analysis.present.parts.in_front import Onward
from analysis.present.parts.prose import Bullets, Callout, Prose
from analysis.present.parts.records import Heading, Shown, Stack
from analysis.strategy.registers import outstanding, overdue
from analysis.strategy.schema.plan import Priority

MOST = 5
NEWEST_CHANGE = "Newest change: in the last year or quarter. The pictures below may tell of longer."
FIRST = "annex#one-page"


def first_banner(there: Progress) -> Stack:
    """What page this is, and all that must be known first in one short banner; the annex tells it
    whole.
    """
    said = " ".join(_before_reading(there))
    note = [Callout(title="Before you read", text=said)] if said else []
    return Stack([about(there), *note, Onward("What to know first, in full", FIRST)])


def standing_table(there: Progress) -> Exhibit | Prose:
    """Each priority in one line: where its figures stand, where they go, and what is late."""
    priorities = there.strategy.priorities
    if not priorities:
        return prose("No priority belongs to this page.")
    late = {a.id for a in overdue(there.strategy, there.today)}
    return table(
        "standing",
        "Where each priority stands",
        f"Priorities, {there.name}, {there.quarter.words}",
        [
            {
                "Priority": f"{p.number}: {p.title}" if p.number else p.title,
                "Figures by their target": status_words(of_priority(there, p.id)),
                "Newest change": direction(of_priority(there, p.id)),
                "Late actions": str(
                    sum(p.id in a.priorities and a.id in late for a in there.strategy.actions)
                )
                if there.supplied
                else "not supplied",
            }
            for p in priorities
        ],
        source=there.strategy.source,
        note=f"{NEWEST_CHANGE}{_counted_twice(there)}",
    )


def _counted_twice(there: Progress) -> str:
    """That a late action which serves several priorities counts in each; '' without such a one."""
    late = {a.id for a in overdue(there.strategy, there.today)}
    several = sum(len(a.priorities) > 1 for a in there.strategy.actions if a.id in late)
    if not several:
        return ""
    serves = (
        "serves several priorities and counts"
        if several == 1
        else "serve several priorities and count"
    )
    return f" {capital(counted(several, 'late action'))} {serves} in each."


def priorities_in_front(there: Progress) -> Stack:
    """For each priority of the view a message, its first picture, and the way to all the rest."""
    return Stack([part for p in there.strategy.priorities for part in _priority(there, p)])


def asks_in_front(there: Progress) -> Bullets | Prose:
    """What members asked for and nobody has answered, oldest first."""
    waiting = outstanding(there.strategy, there.today)
    points = [
        f"{ended(a.asked)} Asked {day(a.on)}; who answers: {a.owner_role or 'nobody yet'}."
        for a in waiting[:MOST]
    ]
    return bullets(points, "No ask here waits for an answer.")


def late_in_front(there: Progress) -> Bullets | Prose:
    """The actions that are late, oldest first, with who answers and the new day, if any."""
    if not there.supplied:
        return prose("No strategy supplied: there are no actions to count.")
    late = overdue(there.strategy, there.today)
    points = []
    for action in late[:MOST]:
        again = f"; the new day is {day(action.new_due)}" if action.new_due else ""
        done = f"; {ITS_FIGURE}" if figures_reached(there, action) else ""
        owner = action.owner_role or "no owner yet"
        what = action.what.rstrip(".")
        points.append(f"{what}: {owner}, was due {day(action.due)}{again}{done}.")
    if more := len(late) - len(points):
        points.append(f"And {more} more, in the annex.")
    return bullets(points, "No action here is late.")


def moved_in_front(there: Progress) -> Bullets | Prose:
    """The quarterly figures that moved by more than chance explains."""
    signals = [signal for s in assessments(there) for signal in s.signals]
    return bullets(signals[:MOST], "No figure moved this quarter by more than chance explains.")


def _priority(there: Progress, priority: Priority) -> Iterator[Shown]:
    found = of_priority(there, priority.id)
    number = f"Priority {priority.number}: " if priority.number else ""
    yield Heading(f"{number}{priority.title}")
    if there.supplied or not found:  # without a strategy, the banner says that there are no targets
        yield prose(message(found))
    yield from map(brief, leading_chart(there, priority, found))
    if found:
        yield Onward("All its figures, words and actions", f"annex#figures-{priority.id}")


def message(found: Sequence[Assessment]) -> str:
    """What a priority's figures say: the first that is short of its target, or has reached it, and
    how many others are where.
    """
    targeted, short = [s for s in found if s.targeted], [s for s in found if s.reached is False]
    reached = [s for s in found if s.reached]
    if not found:
        return "No figure shows how it goes."
    if not targeted:
        return "No target is set."
    if not short and not reached:
        return "Its targets cannot be judged yet."
    first = leading(found) or found[0]
    where = "Short of" if short else "At or beyond"
    others = {
        "short of it": len(short) - bool(short),
        "at or beyond it": len(reached) - (not short),
    }
    told = [f"{n} other{'s are' if n > 1 else ' is'} {way}" for way, n in others.items() if n > 0]
    return " ".join([f"{where} target: {_one(first)}", *[f"{' and '.join(told)}."] * bool(told)])


def _one(s: Assessment) -> str:
    """'Children who took part in their review, 93% (target 95%).'"""
    now = s.now.partition(" (")[0].partition(", from")[0].partition(", 95% interval")[0]
    return f"{s.title}, {now} (target {s.goal.partition(' by ')[0]})."


def _before_reading(there: Progress) -> Iterator[str]:
    """What a reader must know first, a short sentence each, the weightiest first."""
    if there.override:
        yield f"It is published although something is missing: {there.override.rstrip('.')}."
    if not there.supplied:
        yield f"{there.name} has given us no strategy, so there are no targets and no actions."
    if there.past:
        yield f"The strategy ended on {day(there.strategy.ends)}; nothing in it has been moved."
    if there.synthetic or any(i.illustration for _, _, i in there.whole.items()):
        yield "It is an example: quarterly figures, owners and days are partly made up."
    if from_return(there):
        made_up = there.prepared[store.RETURN][returned.SYNTHETIC]
        yield f"Some figures are from {'a made-up' if made_up else 'the council’s own'} return."
    late = [t for t in there.strategy.indicators if t.review and t.review < there.today]
    if there.supplied and late:
        yield f"{counted(len(late), 'target')} should have been reviewed by now.".capitalize()
    if due(there.figures).kind == "warning":
        yield "Newer yearly figures are due or out."
    if law.stale(there.today):
        yield f"What it says of the law was last checked on {day(law.oldest_check())}."

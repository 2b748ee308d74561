"""One page: how each priority stands, how sure that is, and what is outstanding."""

from collections.abc import Iterator, Mapping, Sequence

from analysis.briefing.parts import bullets, capital, counted, day, prose, table
from analysis.briefing.strategy_monitoring.figures.assessment import (
    SHORT,
    STANDINGS,
    Assessment,
)
from analysis.briefing.strategy_monitoring.figures.published import assessments, of_priority
from analysis.briefing.strategy_monitoring.opening import Progress
from analysis.briefing.strategy_monitoring.registers import (
    COMPLETE,
    ITS_FIGURE,
    figures_reached,
)
from analysis.catalogue.parameters import PARTNER
from analysis.measure.control_charts.assurance import CANNOT_TELL, WILL_MISS
from analysis.present.parts.exhibit import Exhibit
from analysis.present.parts.prose import Bullets, Card, Cards, Prose
from analysis.strategy.registers import closure, completeness, outstanding, overdue

MOST_QUESTIONS = 5
DIRECTIONS = ("better", "worse", "higher", "lower", "changed")


def standing_cards(there: Progress) -> Cards | Prose:
    """Targets, actions, asks and promises, in one number each."""
    if not there.supplied:
        return prose("No strategy supplied: there are no targets, actions or promises to count.")
    return Cards(list(_cards(there, assessments(there))))


def say_progress(there: Progress) -> Prose:
    """The whole in two sentences: what is still hard, and how much can be said at all."""
    found = assessments(there)
    hard, missing = [s.title for s in found if s.hard], sum(not s.known for s in found)
    if not found:
        return prose("No figure belongs to this page.")
    more = [f"and {len(hard) - 2} more"] if len(hard) > 2 else []
    first = (
        f"Still hard: {'; '.join([*hard[:2], *more])}."
        if hard
        else "No figure is below its target, clearly worse than others, or getting worse."
    )
    rest = (
        f" Of {counted(len(found), 'figure')}, {missing} cannot be shown: see What is late or "
        "missing."
        if missing
        else ""
    )
    return prose(first + rest)


def priorities_table(there: Progress) -> Exhibit | Prose:
    """Each priority with its targets by status, how sure that is, its direction and its actions."""
    priorities = there.strategy.priorities
    if not priorities:
        return prose("No priority belongs to this page.")
    found = {p.id: of_priority(there, p.id) for p in priorities}
    return table(
        "priorities",
        _headline(found),
        f"Priorities, {there.name}, {there.quarter.words}, on {day(there.today)}",
        [
            {
                "Priority": f"{p.number}: {p.title}" if p.number else p.title,
                "Status": (status_words if there.supplied else _usual_status)(found[p.id]),
                "How sure": sureness(found[p.id]),
                "Direction": direction(found[p.id]),
                "Actions": _actions_of(there, p.id),
            }
            for p in priorities
        ],
        source=there.strategy.source,
        note="Status counts the figures that have a target, by where they are now. How sure: for "
        "how many of them enough is known to say whether they will stay there. Direction leaves "
        "out what chance explains.",
    )


def _tally(words: Sequence[str], order: Sequence[str]) -> str:
    """'1 better, 2 worse': how many there are of each word, in an order."""
    return ", ".join(f"{words.count(word)} {word}" for word in order if word in words)


def status_words(found: Sequence[Assessment]) -> str:
    """'2 will reliably miss, 1 reached now'; in words where there is no target."""
    return _tally([s.standing for s in found], STANDINGS) or "no figure has a target"


def _usual_status(found: Sequence[Assessment]) -> str:
    if not any(s.known for s in found):
        return "no target, and no figure known"
    hard, own = sum(bool(s.hard) for s in found), sum(s.local is not None for s in found)
    ways = ["worse than similar authorities"] * (own < len(found)) + ["getting worse"] * (own > 0)
    return f"no target; {hard} of {len(found)} {' or '.join(ways)}"


def sureness(found: Sequence[Assessment]) -> str:
    """For how many of the figures with a target enough is known to judge."""
    targeted = [s for s in found if s.targeted]
    if not targeted:
        return f"{sum(s.known for s in found)} of {len(found)} figures known"
    judged = sum(s.status != CANNOT_TELL and s.known for s in targeted)
    return f"{judged} of {len(targeted)} can be judged"


def direction(found: Sequence[Assessment]) -> str:
    """'1 better, 2 worse', or that nothing moved by more than chance, as far as is known."""
    if not any(s.known for s in found):
        return "not known"
    return _tally([s.direction for s in found], DIRECTIONS) or "no change beyond chance"


def decisions_needed(there: Progress) -> Bullets | Prose:
    """What the board is asked to decide."""
    points = [
        f"Priority {p.number or p.title}: {decision}"
        for p in there.strategy.priorities
        for decision in p.decisions
    ]
    points += [
        f"Is “{a.what.rstrip('.')}” done? {capital(ITS_FIGURE)}, and it still counts as late."
        for a in overdue(there.strategy, there.today)
        if figures_reached(there, a)
    ]
    return bullets(points, lead="Decisions needed")


def progress_questions(there: Progress) -> Bullets:
    """Questions that members could ask, from what is hard, late, unanswered and missing."""
    found = assessments(there)
    hard, missing = [s.title for s in found if s.hard], [s.title for s in found if s.missing]
    late = [
        a.what.rstrip(".")
        for a in overdue(there.strategy, there.today)
        if not figures_reached(there, a)
    ]
    waiting = [p.said.rstrip(".") for p in closure(there.strategy, there.today).no_action]
    questions = [
        f"{title}: what is being done, by whom, and when will it show?" for title in hard[:2]
    ]
    questions += [f"What keeps “{what}” from being done, and who can help?" for what in late[:1]]
    questions += [
        f"Young people said: “{said}”. What will change, and when?" for said in waiting[:1]
    ]
    questions += [
        f"{title}: why do we not have the figure, and who could give it?" for title in missing[:1]
    ]
    questions.append("Would this be good enough for our own children?")
    return Bullets(points=questions[:MOST_QUESTIONS], lead="Questions that members could ask")


def _cards(there: Progress, found: Sequence[Assessment]) -> Iterator[Card]:
    """How many targets are missed, actions late, asks without an answer and promises kept."""
    targeted = [s for s in found if s.targeted]
    missed = sum(s.standing in (WILL_MISS, SHORT) for s in targeted)
    judged = f"Of the {len(targeted)}: {status_words(found)}."
    words = f"figures with a target {_is(missed)} short of it."
    yield _card(missed, len(targeted), words, "of the figures has a target.", judged)
    actions, late = there.strategy.actions, len(overdue(there.strategy, there.today))
    done = sum(a.status == "done" for a in actions)
    open_yet = len(actions) - done - late
    to_come = f", {open_yet} not yet due" if open_yet else ""
    complete = f"{done} done{to_come}. {completeness(there.strategy).words} {COMPLETE}."
    words = f"actions {_is(late)} late."
    yield _card(late, len(actions), words, "of the actions belongs here.", complete)
    asks, waiting = there.strategy.asks, outstanding(there.strategy, there.today)
    oldest = f"The oldest is of {day(waiting[0].on)}." if waiting else ""
    words = f"asks of members {'has' if len(waiting) == 1 else 'have'} no answer yet."
    yield _card(len(waiting), len(asks), words, "of the asks is on this page.", oldest)
    if there.view != PARTNER and there.strategy.you_said:
        closed = closure(there.strategy, there.today)
        yield Card(
            number=closed.closed.words,
            words="things that young people said ended in a change, or in a reason why not.",
            comparator=f"{len(closed.no_action)} heard without any action yet.",
        )


def _card(part: int, whole: int, words: str, none: str, comparator: str) -> Card:
    if not whole:
        return Card(number="none", words=none)
    return Card(number=f"{part} of {whole}", words=words, comparator=comparator)


def _is(number: int) -> str:
    return "is" if number == 1 else "are"


def _actions_of(there: Progress, priority: str) -> str:
    if not there.supplied:
        return "no strategy supplied"
    own = [a for a in there.strategy.actions if priority in a.priorities]
    late = {a.id for a in overdue(there.strategy, there.today)} & {a.id for a in own}
    done = sum(a.status == "done" for a in own)
    return f"{len(own)}: {done} done, {len(late)} late" if own else "none here"


def _headline(by_priority: Mapping[str, Sequence[Assessment]]) -> str:
    many = counted(len(by_priority), "priority", "priorities")
    hard = sum(any(s.hard for s in found) for found in by_priority.values())
    if not any(s.known for found in by_priority.values() for s in found):
        return f"No figure of {many} is known"
    if not hard:
        return f"None of {many} has a figure that is still hard"
    return f"{hard} of {many} {'has' if hard == 1 else 'have'} a figure that is still hard"

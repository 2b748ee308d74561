"""How well a strategy is carried out: what is complete, on time, answered, closed, and tied up."""

from dataclasses import dataclass
from datetime import date
from statistics import median

from analysis.strategy import known
from analysis.strategy.calendar import meetings
from analysis.strategy.checks.claims import lacking
from analysis.strategy.checks.links import indicators_of
from analysis.strategy.schema import Action, Ask, Objective, Promise, Strategy, Target

FAR = date(9998, 12, 31)
LOOK_AHEAD_YEARS = 2


@dataclass(frozen=True, kw_only=True)
class Share:
    """So many of so many."""

    numerator: int
    denominator: int

    @property
    def percent(self) -> float | None:
        """In percent; none of nothing."""
        return 100 * self.numerator / self.denominator if self.denominator else None

    @property
    def words(self) -> str:
        """'9 of 12'."""
        return f"{self.numerator} of {self.denominator}"


def action_gaps(strategy: Strategy) -> dict[str, tuple[str, ...]]:
    """Action id to what it lacks of owner_role, how, due and effect; only those that lack any."""
    gaps = {
        a.id: lacking(a.owner_role, a.how, a.due) + (() if a.effect else ("effect",))
        for a in strategy.actions
    }
    return {id: lacks for id, lacks in gaps.items() if lacks}


def completeness(strategy: Strategy) -> Share:
    """Actions with an owner, a how, a due date and an expected effect, of all (K01)."""
    every = len(strategy.actions)
    return Share(numerator=every - len(action_gaps(strategy)), denominator=every)


def done_on(action: Action) -> date | None:
    """The day on which an action was done, that of its newest evidence; none where it is not."""
    days = [e.on for e in action.evidence]
    return max(days) if action.status == "done" and days else None


def on_time(strategy: Strategy, day: date) -> Share:
    """Actions done by their due date, of those due by a day that were not stopped (K02)."""
    due = [a for a in strategy.actions if a.status != "stopped" and (a.due or FAR) <= day]
    kept = [a for a in due if (done_on(a) or FAR) <= (a.due or FAR)]
    return Share(numerator=len(kept), denominator=len(due))


def overdue(strategy: Strategy, day: date) -> tuple[Action, ...]:
    """Actions that were due before a day and are neither done by it nor stopped, oldest first."""
    late = [
        a
        for a in strategy.actions
        if a.status != "stopped" and (a.due or FAR) < day and (done_on(a) or FAR) > day
    ]
    return tuple(sorted(late, key=lambda a: (a.due or FAR, a.id)))


def indicator_gaps(strategy: Strategy) -> dict[str, tuple[str, ...]]:
    """Indicator entry to what it lacks of baseline, target, comparator and source.

    Neutral indicators and rare events have no target, and rare events no baseline: they lack none.
    """
    gaps = {t.id: _lacks(t) for t in strategy.indicators}
    return {id: lacks for id, lacks in gaps.items() if lacks}


def indicators_complete(strategy: Strategy) -> Share:
    """Indicators with baseline, target, comparator and source, of all (K03)."""
    every = len(strategy.indicators)
    return Share(numerator=every - len(indicator_gaps(strategy)), denominator=every)


def deadline(strategy: Strategy, ask: Ask) -> date | None:
    """The day by which an ask is to be answered: its due date, or the next meeting of its body."""
    if ask.due is not None:
        return ask.due
    end = ask.on.replace(year=ask.on.year + LOOK_AHEAD_YEARS, day=min(ask.on.day, 28))
    later = [s for s in meetings(strategy, ask.on, end) if s.on > ask.on]
    own = [s for s in later if s.meeting.body == ask.body]
    return (own or later)[0].on if later else None


def asks_answered(strategy: Strategy, day: date) -> Share:
    """Asks answered by the next meeting, of those whose next meeting has come by a day (K04)."""
    ends = [(ask, deadline(strategy, ask)) for ask in strategy.asks]
    come = [(ask, end) for ask, end in ends if end is not None and end <= day]
    kept = [ask for ask, end in come if ask.answered is not None and ask.answered <= end]
    return Share(numerator=len(kept), denominator=len(come))


def outstanding(strategy: Strategy, day: date) -> tuple[Ask, ...]:
    """Asks made by a day and not answered by it, oldest first."""
    left = [a for a in strategy.asks if a.on <= day and (a.answered or FAR) > day]
    return tuple(sorted(left, key=lambda a: (a.on, a.id)))


def objective_gaps(strategy: Strategy) -> dict[str, tuple[str, ...]]:
    """Objective id to what it lacks of champion and supplying partner."""
    supplied = {o for need in strategy.information_needs for o in need.objectives}
    gaps = {o.id: _lacks_of(o, o.id in supplied) for o in strategy.objectives}
    return {id: lacks for id, lacks in gaps.items() if lacks}


def objectives_complete(strategy: Strategy) -> Share:
    """Objectives with a champion and a partner that supplies what is to be known, of all (K05)."""
    every = len(strategy.objectives)
    return Share(numerator=every - len(objective_gaps(strategy)), denominator=every)


@dataclass(frozen=True, kw_only=True)
class Closure:
    """What came of what children and young people said (I09).

    `closed` are those with evidence of a change, or a reason why not, of all said; `no_action`
    those who were heard and nothing has changed yet; `median_days` to the first answer of those
    that were answered; `unanswered` those that were not.
    """

    closed: Share
    no_action: tuple[Promise, ...]
    median_days: float | None
    answered: int
    unanswered: int


def closure(strategy: Strategy, day: date) -> Closure:
    """You said, we did, as it stood on a day."""
    said = [p for p in strategy.you_said if p.on <= day]
    open_ = [p for p in said if not _closed(p, day)]
    days = [(p.responded - p.on).days for p in said if p.responded and p.responded <= day]
    return Closure(
        closed=Share(numerator=len(said) - len(open_), denominator=len(said)),
        no_action=tuple(p for p in open_ if not any(e.on <= day for e in p.evidence)),
        median_days=median(days) if days else None,
        answered=len(days),
        unanswered=len(said) - len(days),
    )


@dataclass(frozen=True, kw_only=True)
class Trace:
    """A line of need > priority > indicator > action > promise, by ids; `finding` may be empty."""

    finding: str
    priority: str
    indicators: tuple[str, ...]
    actions: tuple[str, ...]
    promises: tuple[str, ...]


def traceability(strategy: Strategy) -> tuple[Trace, ...]:
    """A row for each priority and each finding that it answers, in the order of priorities."""
    rows = []
    for priority in strategy.priorities:
        found = [f.id for f in strategy.findings if priority.id in f.priorities]
        rows += [_trace(strategy, finding, priority.id) for finding in found or [""]]
    return tuple(rows)


def loose(strategy: Strategy) -> dict[str, tuple[str, ...]]:
    """What is tied to nothing, as a sentence's beginning and the ids; only where there are any."""
    rows = traceability(strategy)
    lists = {
        "findings that no priority answers": [f.id for f in strategy.findings if not f.priorities],
        "priorities that answer no finding": [r.priority for r in rows if not r.finding],
        "priorities without an indicator": [r.priority for r in rows if not r.indicators],
        "priorities without an action": [r.priority for r in rows if not r.actions],
        "priorities about which nobody has said anything": [
            r.priority for r in rows if not r.promises
        ],
        "indicators of no priority": [
            t.id for t in strategy.indicators if not any(t.id in r.indicators for r in rows)
        ],
        "actions for no priority": [a.id for a in strategy.actions if not a.priorities],
        "promises for no priority": [p.id for p in strategy.you_said if not p.priorities],
    }
    return {what: tuple(dict.fromkeys(ids)) for what, ids in lists.items() if ids}


def _trace(strategy: Strategy, finding: str, priority: str) -> Trace:
    return Trace(
        finding=finding,
        priority=priority,
        indicators=tuple(indicators_of(strategy, priority)),
        actions=tuple(a.id for a in strategy.actions if priority in a.priorities),
        promises=tuple(p.id for p in strategy.you_said if priority in p.priorities),
    )


def _lacks(target: Target) -> tuple[str, ...]:
    """What an indicator of a strategy lacks."""
    untargeted = known.neutral(target.indicator) or known.rare(target.indicator)
    there = {
        "baseline": target.baseline is not None or known.rare(target.indicator),
        "target": target.target is not None or untargeted,
        "comparator": known.has_comparator(target.indicator),
        "source": target.supplier is not None or not known.is_local(target.indicator),
    }
    return tuple(what for what, given in there.items() if not given)


def _lacks_of(objective: Objective, supplied: bool) -> tuple[str, ...]:
    """What an objective lacks."""
    there = {"champion": bool(objective.champion_role.strip()), "supplying partner": supplied}
    return tuple(what for what, given in there.items() if not given)


def _closed(promise: Promise, day: date) -> bool:
    """Whether a change can be shown, or a reason was given, by a day."""
    if promise.status == "cannot":
        return bool(promise.because) and (promise.responded or FAR) <= day
    return promise.status == "did" and any(e.on <= day for e in promise.evidence)

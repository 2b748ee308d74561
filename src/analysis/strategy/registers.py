"""How well a strategy is carried out: what is complete, on time, answered, closed, and tied up."""

from collections.abc import Sized
from dataclasses import dataclass
from datetime import date
from statistics import median

from analysis.strategy import known
from analysis.strategy.checks.claims import lacking
from analysis.strategy.schema.whole import Strategy
from analysis.strategy.schema.work import Action, Ask, Promise

FAR = date(9998, 12, 31)
Gaps = dict[str, tuple[str, ...]]
"""Id to what it lacks; only of those that lack anything."""


@dataclass(frozen=True, kw_only=True)
class Share:
    """So many of so many."""

    numerator: int
    denominator: int

    @classmethod
    def without(cls, gaps: Gaps, every: Sized) -> "Share":
        """Those that lack nothing, of all."""
        return cls(numerator=len(every) - len(gaps), denominator=len(every))

    @property
    def words(self) -> str:
        """'9 of 12'."""
        return f"{self.numerator} of {self.denominator}"


def action_gaps(strategy: Strategy) -> Gaps:
    """What actions lack of owner_role, how, due and effect."""
    lacks = {a.id: (*lacking(a), *(() if a.effect else ("effect",))) for a in strategy.actions}
    return {id: what for id, what in lacks.items() if what}


def indicator_gaps(strategy: Strategy) -> Gaps:
    """What indicators lack of baseline, target, comparator and source, by the id of their entry.

    Neutral indicators and rare events have no target, and rare events no baseline: they lack none.
    """
    return _gaps(
        {
            t.id: {
                "baseline": t.baseline is not None or known.rare(t.indicator),
                "target": t.target is not None
                or known.neutral(t.indicator)
                or known.rare(t.indicator),
                "comparator": known.has_comparator(t.indicator),
                "source": t.supplier is not None or not known.is_local(t.indicator),
            }
            for t in strategy.indicators
        }
    )


def objective_gaps(strategy: Strategy) -> Gaps:
    """What objectives lack of champion and supplying partner."""
    supplied = {o for need in strategy.information_needs for o in need.objectives}
    return _gaps(
        {
            o.id: {"champion": bool(o.champion_role.strip()), "supplying partner": o.id in supplied}
            for o in strategy.objectives
        }
    )


def _gaps(given: dict[str, dict[str, bool]]) -> Gaps:
    lacks = {
        id: tuple(w for w, there in fields.items() if not there) for id, fields in given.items()
    }
    return {id: what for id, what in lacks.items() if what}


def completeness(strategy: Strategy) -> Share:
    """Actions with an owner, a how, a due date and an expected effect, of all (K01)."""
    return Share.without(action_gaps(strategy), strategy.actions)


def indicators_complete(strategy: Strategy) -> Share:
    """Indicators with baseline, target, comparator and source, of all (K03)."""
    return Share.without(indicator_gaps(strategy), strategy.indicators)


def objectives_complete(strategy: Strategy) -> Share:
    """Objectives with a champion and a partner that supplies what is to be known, of all (K05)."""
    return Share.without(objective_gaps(strategy), strategy.objectives)


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


def outstanding(strategy: Strategy, day: date) -> tuple[Ask, ...]:
    """Asks made by a day and not answered by it, oldest first."""
    left = [a for a in strategy.asks if a.on <= day and (a.answered or FAR) > day]
    return tuple(sorted(left, key=lambda a: (a.on, a.id)))


@dataclass(frozen=True, kw_only=True)
class Closure:
    """What came of what children and young people said (I09).

    `closed` are those with evidence of a change, or a reason why not, of all said; `no_action`
    those who were heard and nothing has changed yet; `median_days` to the first answer, where any.
    """

    closed: Share
    no_action: tuple[Promise, ...]
    median_days: float | None
    answered: int


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
    )


def loose(strategy: Strategy) -> dict[str, tuple[str, ...]]:
    """What is tied to nothing, as a sentence's beginning and the ids; only where there are any."""
    answering = {p for f in strategy.findings for p in f.priorities}
    acted_on = {p for a in strategy.actions for p in a.priorities}
    spoken_of = {p for y in strategy.you_said for p in y.priorities}
    targets = {p.id: strategy.targets_of(p.id) for p in strategy.priorities}
    tied = {t.id for of_priority in targets.values() for t in of_priority}
    lists = {
        "findings that no priority answers": [f.id for f in strategy.findings if not f.priorities],
        "priorities that answer no finding": [p for p in targets if p not in answering],
        "priorities without an indicator": [p for p, found in targets.items() if not found],
        "priorities without an action": [p for p in targets if p not in acted_on],
        "priorities about which nobody has said anything": [
            p for p in targets if p not in spoken_of
        ],
        "indicators of no priority": [t.id for t in strategy.indicators if t.id not in tied],
        "actions for no priority": [a.id for a in strategy.actions if not a.priorities],
        "promises for no priority": [p.id for p in strategy.you_said if not p.priorities],
    }
    return {what: tuple(ids) for what, ids in lists.items() if ids}


def _closed(promise: Promise, day: date) -> bool:
    """Whether a change can be shown, or a reason was given, by a day."""
    if promise.status == "cannot":
        return bool(promise.because) and (promise.responded or FAR) <= day
    return promise.status == "did" and any(e.on <= day for e in promise.evidence)

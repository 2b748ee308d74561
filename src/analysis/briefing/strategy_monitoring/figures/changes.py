"""What changed since last quarter: in the figures, in what was done, and in what was revised."""

from collections.abc import Callable
from datetime import date

import pandas as pd

from analysis.briefing.strategy_monitoring.figures.published import standings, title_of
from analysis.briefing.strategy_monitoring.opening import Progress
from analysis.briefing.strategy_monitoring.phrases import day, listed, plural
from analysis.catalogue.publications import PUBLICATIONS
from analysis.core import shapes, store
from analysis.core.quarters import quarter_of
from analysis.present.parts.prose import Bullets, Prose
from analysis.present.parts.records import Shown, Stack

NOTHING = "Nothing on this page changed in the quarter."
MOST_IN_SHORT = 3
MOST_TITLES = 4


def since(there: Progress) -> Stack:
    """What is new since the quarter before: figures, actions, answers, events, revisions."""
    parts: list[Shown] = []
    for lead, found in _all(there).items():
        if found:
            parts.append(Bullets(points=found, lead=lead))
    parts.append(Prose([_revised_published(there)], lead="Published figures that were revised"))
    return Stack(parts if len(parts) > 1 else [Prose([NOTHING]), *parts])


def since_in_short(there: Progress) -> Bullets | Prose:
    """The first few of what changed, for the first page."""
    every = [line for found in _all(there).values() for line in found]
    if not every:
        return Prose([NOTHING], lead="What changed since last quarter")
    return Bullets(points=every[:MOST_IN_SHORT], lead="What changed since last quarter")


def _all(there: Progress) -> dict[str, list[str]]:
    inside = _within(there)
    strategy = there.strategy
    return {
        "Signals in the figures": [line for s in standings(there) for line in s.signals],
        "Done": [
            f"{a.what.rstrip('.')}: done ({day(max(e.on for e in a.evidence))})."
            for a in strategy.actions
            if a.status == "done" and any(inside(e.on) for e in a.evidence)
        ],
        "Became late": [
            f"{a.what.rstrip('.')}: was due {day(a.due)}, {a.owner_role}."
            for a in strategy.actions
            if a.status not in ("done", "stopped") and a.due and inside(a.due)
        ],
        "Answers to members": [
            f"{a.asked.rstrip('.')}: {a.answer}" for a in strategy.asks if inside(a.answered)
        ],
        "You said, we did": [
            f"“{p.said.rstrip('.')}”: {e.says}"
            for p in strategy.you_said
            for e in p.evidence
            if inside(e.on)
        ],
        "Events": [f"{e.label} ({day(e.on)})." for e in strategy.events if inside(e.on)],
        "New publications": [
            f"{p.title}, published {day(p.released)}, figures to {p.data_to}."
            for p in PUBLICATIONS.values()
            if inside(p.released)
        ],
        "Quarterly figures that were revised": _revised_local(there),
    }


def _within(there: Progress) -> Callable[[date | None], bool]:
    """Whether a day lies in the quarter, and not after the day of the page: told once, then."""
    first, last = there.quarter.first, min(there.quarter.last, there.today)

    def inside(when: date | None) -> bool:
        return when is not None and first <= when <= last

    return inside


def _revised_local(there: Progress) -> list[str]:
    """Quarterly figures for which a later release gives another number, received in the quarter."""
    held = there.to_quarter
    seen = {t.indicator for t in there.strategy.indicators}
    held = held[(held["dimension"] == shapes.ALL) & held["measure"].isin(seen)]
    key = ["measure", "period_end"]
    twice = held[held.duplicated(key, keep=False)].sort_values("release")
    told = []
    for (measure, _), rows in twice.groupby(key, sort=True):
        newest = rows.iloc[-1]
        since_day = pd.Timestamp(newest["release"]).date()
        if not _within(there)(since_day):
            continue
        told.append(
            f"{title_of(str(measure))}, "
            f"{quarter_of(pd.Timestamp(newest['period_end']).date()).words}: revised on "
            f"{day(since_day)}."
        )
    return told


def _revised_published(there: Progress) -> str:
    """How many published figures of the authority a release of the quarter changed."""
    counts = store.counts([there.area.code])
    key = list(shapes.COUNT_KEY)
    twice = counts[counts.duplicated(key, keep=False)].sort_values("release")
    newest = twice.drop_duplicates(key, keep="last")
    inside = _within(there)
    mine = newest[[inside(date.fromisoformat(r)) for r in newest["release"]]]
    if mine.empty:
        return (
            f"No release in the quarter changed an earlier published figure of {there.name}. "
            f"Before then {plural(len(newest), 'figure was', 'figures were')} revised."
        )
    titles = list(dict.fromkeys(str(m).replace("_", " ") for m in mine["measure"]))
    more = f" and {len(titles) - MOST_TITLES} more" if len(titles) > MOST_TITLES else ""
    return (
        f"{plural(len(mine), 'published figure was', 'published figures were')} revised: "
        f"{listed(titles[:MOST_TITLES])}{more}."
    )

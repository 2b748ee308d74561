"""Each priority in turn: who leads it, what young people said, its figures, what is hard."""

from collections.abc import Sequence
from dataclasses import replace

import pandas as pd

from analysis.briefing.figures import source_line
from analysis.briefing.strategy_monitoring.actions import actions_told
from analysis.briefing.strategy_monitoring.figures.local import local_source
from analysis.briefing.strategy_monitoring.figures.published import of_priority
from analysis.briefing.strategy_monitoring.figures.status import NOT_TARGETED, Standing
from analysis.briefing.strategy_monitoring.opening import Progress
from analysis.briefing.strategy_monitoring.phrases import listed, plural, provenance
from analysis.briefing.strategy_monitoring.promises import heard
from analysis.catalogue.local import LOCAL
from analysis.catalogue.parameters import PARTNER
from analysis.present.parts.exhibit import Exhibit
from analysis.present.parts.prose import Bullets, Prose
from analysis.present.parts.records import Heading, Shown, Stack
from analysis.strategy.schema import Priority

FIELDS = ("title", "lead_body", "lead_role", "champion_role")
NOT_HARD = (
    "No figure of this priority is short of its target, worse than similar authorities by more "
    "than chance, or getting worse beyond its own limits."
)
NOTHING_WELL = "No figure of this priority is beyond its target or better than similar authorities."
MOST_CHARTS = 2


def priorities_told(there: Progress) -> Stack:
    """A section for each priority of the view."""
    return Stack([part for p in there.strategy.priorities for part in _section(there, p)])


def _section(there: Progress, priority: Priority) -> list[Shown]:
    found = of_priority(there, priority.id)
    number = f"Priority {priority.number}: " if priority.number else ""
    parts: list[Shown] = [Heading(f"{number}{priority.title}"), _who(there, priority)]
    if there.supplied and there.view != PARTNER:
        parts.append(heard(there, priority.id))
    if found:
        parts += [figures_table(there, priority, found), *_charts(priority, found)]
    parts += [going_well(found), still_hard(found)]
    if there.supplied:
        own = [a for a in there.strategy.actions if priority.id in a.priorities]
        parts.append(actions_told(there, own, lead="Actions"))
        parts.append(_decisions(priority))
    return parts


def _who(there: Progress, priority: Priority) -> Prose:
    """Who leads, who champions it, who has a part in it, and which objectives serve it."""
    if not there.supplied:
        return Prose(["No strategy supplied: nobody is named to lead this, and no target is set."])
    body = f"Led by: {priority.lead_body}. " if priority.lead_body else ""
    told = [f"{body}Lead: {priority.lead_role}."]
    told.append(f"Champion: {priority.champion_role or 'none named yet'}.")
    if priority.partners:
        told.append(f"Partners: {listed([there.whole.partner(p) for p in priority.partners])}.")
    serving = [o for o in there.strategy.objectives if priority.id in o.priorities]
    if serving:
        told.append(f"Objectives: {'; '.join(f'{o.number} {o.title}'.strip() for o in serving)}.")
    return Prose([priority.why, " ".join(told), provenance(priority, FIELDS)])


def figures_table(there: Progress, priority: Priority, found: Sequence[Standing]) -> Exhibit:
    """A priority's figures: value, period, target, status, those beside it."""
    of = f"Figures of {('priority ' + priority.number) if priority.number else priority.title}"
    return figures_exhibit(there, found, key=f"figures-{priority.id}", of=of)


def figures_exhibit(there: Progress, found: Sequence[Standing], *, key: str, of: str) -> Exhibit:
    """Some figures in a table: value, period, target, status, those beside each."""
    return Exhibit(
        key=key,
        headline=headline(found),
        subtitle=f"{of}, {there.name}, {there.quarter.words} and the newest published year",
        alt="",
        table=pd.DataFrame([_line(s) for s in found]),
        source=_source(there, found),
        note=_note(there, found),
    )


def headline(found: Sequence[Standing]) -> str:
    """How many figures stand how, in a few words."""
    hard, unknown = sum(bool(s.hard) for s in found), sum(not s.known for s in found)
    told = f"{hard} of {plural(len(found), 'figure')} {'is' if hard == 1 else 'are'} still hard"
    if not hard:
        which = f"None of {len(found)} figures is" if len(found) > 1 else "The one figure is not"
        told = f"{which} {_ways_to_be_hard(found)}"
    return f"{told}; {unknown} not known" if unknown else told


def _ways_to_be_hard(found: Sequence[Standing]) -> str:
    """What some of the figures could be, and none is: only what can be said of them."""
    ways = {
        "short of target": any(s.status != NOT_TARGETED for s in found),
        "clearly worse than others": any(s.local is None for s in found),
        "getting worse": any(s.local is not None for s in found),
    }
    return listed([way for way, can in ways.items() if can], "or")


def going_well(found: Sequence[Standing]) -> Bullets | Prose:
    """What went well, from the figures alone."""
    told = [s.well for s in found if s.well]
    told += [
        signal for s in found for signal in s.signals if s.direction == "better" and not s.well
    ]
    return (
        Bullets(points=told, lead="What went well")
        if told
        else Prose([NOTHING_WELL], lead="What went well")
    )


def still_hard(found: Sequence[Standing]) -> Bullets | Prose:
    """What is still hard, from the figures alone: never empty when one is short of its target."""
    told = [s.hard for s in found if s.hard]
    told += [signal for s in found for signal in s.signals if s.direction == "worse" and not s.hard]
    told += [s.missing for s in found if s.missing]
    return (
        Bullets(points=told, lead="What is still hard")
        if told
        else Prose([NOT_HARD], lead="What is still hard")
    )


def _charts(priority: Priority, found: Sequence[Standing]) -> list[Shown]:
    """Charts of local series, those with a signal or short of their target first."""
    charted = [(s, s.chart) for s in found if s.chart is not None]
    charted.sort(key=lambda pair: (not pair[0].signals, not pair[0].hard))
    return [replace(c, key=f"{c.key}-{priority.id}") for _, c in charted[:MOST_CHARTS]]


def _decisions(priority: Priority) -> Bullets | Prose:
    if not priority.decisions:
        return Prose(["None asked for in the strategy."], lead="Decisions needed")
    return Bullets(points=priority.decisions, lead="Decisions needed")


def _line(s: Standing) -> dict[str, str]:
    return {
        "Figure": s.title + (" (our own count)" if s.target.indicator in LOCAL else ""),
        "Now": s.now,
        "When": s.when or "no period",
        "Target": s.goal or ("none: neither more nor fewer is better" if s.neutral else "none set"),
        "Status": s.status,
        "Change": s.direction or "none beyond chance",
        "Beside": s.beside or "no comparator",
    }


def _source(there: Progress, found: Sequence[Standing]) -> str:
    published = source_line([s.published for s in found if s.published is not None])
    local = any(s.local is not None for s in found)
    parts = [published] if published else []
    return "; ".join([*parts, local_source(there)] if local else parts) or there.strategy.source


def _note(there: Progress, found: Sequence[Standing]) -> str:
    notes = []
    if any(s.status != "no target" for s in found):
        notes.append(
            "Status says whether the target lies inside the limits within which the figure moves "
            "by chance, not whether the last figure happened to be above or below it."
        )
    differing = [
        f"{s.title}: {s.local.differs}" for s in found if s.local is not None and s.local.differs
    ]
    return " ".join([*notes, *differing])

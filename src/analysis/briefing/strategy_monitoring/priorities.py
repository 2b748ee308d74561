"""Each priority in turn: who leads it, what young people said, its figures, what is hard."""

from collections.abc import Callable, Sequence
from dataclasses import replace

from analysis.briefing.figures import source_line
from analysis.briefing.parts import bullets, counted, prose, table
from analysis.briefing.strategy_monitoring.figures.assessment import (
    REACHED,
    SHORT,
    Assessment,
)
from analysis.briefing.strategy_monitoring.figures.marked import marked_trend
from analysis.briefing.strategy_monitoring.figures.origin import local_source
from analysis.briefing.strategy_monitoring.figures.published import of_priority
from analysis.briefing.strategy_monitoring.opening import Progress
from analysis.briefing.strategy_monitoring.participation import heard
from analysis.briefing.strategy_monitoring.phrases import listed, provenance
from analysis.briefing.strategy_monitoring.registers import actions_told
from analysis.catalogue.local import LOCAL
from analysis.catalogue.parameters import PARTNER
from analysis.measure.control_charts.assurance import (
    CANNOT_TELL,
    MAY_OR_MAY_NOT,
    WILL_MISS,
)
from analysis.present.parts.exhibit import Exhibit
from analysis.present.parts.prose import Bullets, Prose
from analysis.present.parts.records import Heading, Shown, Stack
from analysis.strategy.schema.plan import Priority

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
        of = f"Figures of {('priority ' + priority.number) if priority.number else priority.title}"
        parts.append(figures_table(there, found, key=f"figures-{priority.id}", of=of))
        parts += _charts(there, priority, found)
    parts += [going_well(found), still_hard(found)]
    if there.supplied:
        own = [a for a in there.strategy.actions if priority.id in a.priorities]
        parts.append(actions_told(there, own, lead="Actions"))
        none = "None asked for in the strategy."
        parts.append(bullets(priority.decisions, none, "Decisions needed"))
    return parts


def _who(there: Progress, priority: Priority) -> Prose:
    """Who leads, who champions it, who has a part in it, and which objectives serve it."""
    if not there.supplied:
        return prose("No strategy supplied: nobody is named to lead this, and no target is set.")
    serving = [o for o in there.strategy.objectives if priority.id in o.priorities]
    facts = {
        "Led by": priority.lead_body,
        "Lead": priority.lead_role,
        "Champion": priority.champion_role or "none named yet",
        "Partners": listed([there.whole.partner(p) for p in priority.partners]),
        "Objectives": "; ".join(f"{o.number} {o.title}".strip() for o in serving),
    }
    who = " ".join(f"{fact}: {words}." for fact, words in facts.items() if words)
    return prose(priority.why, who, provenance(priority, FIELDS))


def figures_table(there: Progress, found: Sequence[Assessment], *, key: str, of: str) -> Exhibit:
    """Some figures in a table: value, period, target, status, those beside each."""
    return table(
        key,
        headline(found),
        f"{of}, {there.name}, {there.quarter.words} and the newest published year",
        [_row(s) for s in found],
        source=_source(there, found),
        note=_note(found),
    )


def headline(found: Sequence[Assessment]) -> str:
    """How many figures stand how: what none is, only of the ways that can be said of them."""
    hard, unknown = sum(bool(s.hard) for s in found), sum(not s.known for s in found)
    words = f"{hard} of {counted(len(found), 'figure')} {'is' if hard == 1 else 'are'} still hard"
    if not hard:
        which = f"None of {len(found)} figures is" if len(found) > 1 else "The one figure is not"
        ways = {
            "short of target": any(s.targeted for s in found),
            "clearly worse than others": any(s.local is None for s in found),
            "getting worse": any(s.local is not None for s in found),
        }
        words = f"{which} {listed([way for way, can in ways.items() if can], 'or')}"
    return f"{words}; {unknown} not known" if unknown else words


def going_well(found: Sequence[Assessment]) -> Bullets | Prose:
    """What went well, from the figures alone."""
    points = [s.well for s in found if s.well]
    points += [p for s in found if s.direction == "better" and not s.well for p in s.signals]
    return bullets(points, NOTHING_WELL, "What went well")


def still_hard(found: Sequence[Assessment]) -> Bullets | Prose:
    """What is still hard, from the figures alone: never empty when one is short of its target."""
    points = [s.hard for s in found if s.hard]
    points += [p for s in found if s.direction == "worse" and not s.hard for p in s.signals]
    points += [s.missing for s in found if s.missing]
    return bullets(points, NOT_HARD, "What is still hard")


def leading(found: Sequence[Assessment]) -> Assessment | None:
    """The figure that stands for a priority in front: the first that will miss its target, else is
    short of it, else has reached it, else has a picture.
    """
    ways: tuple[Callable[[Assessment], bool], ...] = (
        lambda s: s.status == WILL_MISS and s.reached is False,
        lambda s: s.reached is False,
        lambda s: s.reached is True,
        lambda s: s.known and (s.draw is not None or s.published is not None),
    )
    return next((s for way in ways for s in found if way(s)), None)


def leading_chart(
    there: Progress, priority: Priority, found: Sequence[Assessment]
) -> list[Exhibit]:
    """The picture of the figure that leads a priority, under its key there; none without one."""
    first = leading(found)
    if first is None:
        return []
    chart = first.chart
    if chart is None and first.published is not None:
        chart = marked_trend(there, first.published.id)
    return [replace(chart, key=f"{chart.key}-{priority.id}")] if chart is not None else []


def _charts(there: Progress, priority: Priority, found: Sequence[Assessment]) -> list[Exhibit]:
    """Charts of local series, those with a signal or short of their target first, and that of the
    figure that leads the priority.
    """
    charted = sorted((s for s in found if s.draw), key=lambda s: (not s.signals, not s.hard))
    drawn = (c for s in charted[:MOST_CHARTS] if (c := s.chart))
    shown = [replace(c, key=f"{c.key}-{priority.id}") for c in drawn]
    keys = {c.key for c in shown}
    return [*shown, *(c for c in leading_chart(there, priority, found) if c.key not in keys)]


def _row(s: Assessment) -> dict[str, str]:
    return {
        "Figure": s.title + (" (our own count)" if s.target.indicator in LOCAL else ""),
        "Now": s.now,
        "When": s.when or "no period",
        "Target": s.goal or ("none: neither more nor fewer is better" if s.neutral else "none set"),
        "Status": _status(s),
        "Change": s.direction or "none beyond chance",
        "Beside": s.beside or "no comparator",
    }


def _status(s: Assessment) -> str:
    """Where a figure is by its target, and what can be said of later: 'short now, may reach it'."""
    later = {
        (SHORT, MAY_OR_MAY_NOT): ", by chance alone it may reach it",
        (REACHED, MAY_OR_MAY_NOT): ", by chance alone it may fall short",
        (SHORT, CANNOT_TELL): ", later cannot be told yet",
        (REACHED, CANNOT_TELL): ", later cannot be told yet",
    }
    return s.standing + later.get((s.standing, s.status), "")


def _source(there: Progress, found: Sequence[Assessment]) -> str:
    published = source_line([s.published for s in found if s.published is not None])
    counted_here = [s.local.id for s in found if s.local is not None]
    local = local_source(there, counted_here) if counted_here else ""
    return "; ".join(filter(None, (published, local))) or there.strategy.source


def _note(found: Sequence[Assessment]) -> str:
    notes = [
        "Status says where the figure is now and, from the limits within which it moves by chance, "
        "whether it will stay there."
    ] * any(s.targeted for s in found)
    notes += [f"{s.title}: {s.local.differs}" for s in found if s.local and s.local.differs]
    return " ".join(notes)

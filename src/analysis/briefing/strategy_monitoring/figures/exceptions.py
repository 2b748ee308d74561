"""Exceptions only: what left its own limits, with who answers; and charts with events."""

import pandas as pd

from analysis.briefing.needs_analysis import charts
from analysis.briefing.strategy_monitoring.figures.local import local_source
from analysis.briefing.strategy_monitoring.figures.published import standings
from analysis.briefing.strategy_monitoring.opening import Progress
from analysis.briefing.strategy_monitoring.phrases import listed, plural
from analysis.present.charts.time.trend_drawing import Event
from analysis.present.parts.exhibit import Exhibit
from analysis.present.parts.prose import Prose

NONE = (
    "No quarterly figure {of}left its limits or moved to one side of its usual level. That is no "
    "proof that nothing changed: small numbers hide much."
)
NAMED = "that the strategy names "


def exceptions(there: Progress) -> Exhibit | Prose:
    """Every signal of the view with the figure, what it says, and the role that answers for it."""
    rows = [
        {
            "Figure": s.title,
            "Signal": signal,
            "For children": {"better": "better", "worse": "worse"}.get(
                s.direction, "neither better nor worse in itself"
            ),
            "Who answers": s.target.owner_role or "nobody is named",
            "Explanation": listed(_events(there, s.target.indicator)) or "none given yet",
        }
        for s in standings(there)
        for signal in s.signals
    ]
    if not rows:
        return Prose([NONE.format(of=NAMED if there.supplied else "")])
    return Exhibit(
        key="signals",
        headline=f"{plural(len(rows), 'signal')} that chance does not explain",
        subtitle=f"Signals in quarterly figures, {there.name}, to {there.quarter.words}",
        alt="",
        table=pd.DataFrame(rows),
        source=local_source(there),
        note="With many figures followed every quarter, one in a few hundred points leaves its "
        "limits by chance alone. Ask what happened before deciding anything.",
    )


def marked_trend(there: Progress, name: str) -> Exhibit:
    """A published figure over the years with the strategy's events that bear on it."""
    return charts.trend(there.figures, name, events=marks(there, name))


def marks(there: Progress, name: str) -> tuple[Event, ...]:
    """The events of the strategy that bear on a figure, published or local."""
    return tuple(Event(on=e.on, label=e.label) for e in there.whole.events if name in e.indicators)


def _events(there: Progress, name: str) -> list[str]:
    return [f"{m.label.rstrip('.')} ({m.on:%B %Y})" for m in marks(there, name)]

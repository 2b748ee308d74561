"""A published figure over the years, with what happened in the strategy's own time marked."""

from analysis.briefing.needs_analysis import charts
from analysis.briefing.strategy_monitoring.opening import Progress
from analysis.present.charts.time.trend_drawing import Event
from analysis.present.parts.exhibit import Exhibit


def marked_trend(there: Progress, name: str) -> Exhibit:
    """A published figure over the years with the strategy's events that bear on it."""
    return charts.trend(there.figures, name, events=marks(there, name))


def marks(there: Progress, name: str) -> tuple[Event, ...]:
    """The events of the strategy that bear on a figure, published or local."""
    return tuple(Event(on=e.on, label=e.label) for e in there.whole.events if name in e.indicators)

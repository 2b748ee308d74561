"""Quarterly figures that were supplied and that the strategy does not name."""

from analysis.briefing.strategy_monitoring.figures.published import standings
from analysis.briefing.strategy_monitoring.figures.without_strategy import target
from analysis.briefing.strategy_monitoring.opening import Progress, supplied_by
from analysis.briefing.strategy_monitoring.priorities import figures_exhibit
from analysis.catalogue.parameters import ALL
from analysis.present.parts.prose import Bullets
from analysis.present.parts.records import LeftOut, Shown, Stack

MOVED = "What moved by more than chance"


def other_figures(there: Progress) -> Stack | LeftOut:
    """Each quarterly figure that the strategy does not name: where it stands, and its signals.

    The section is left out where there is none, and of the pages of single readers.
    """
    named = {t.indicator for t in there.whole.indicators}
    supplied = supplied_by(there.to_quarter, there.prepared.get("no event", {}))
    other = {name: supplier for name, supplier in supplied.items() if name not in named}
    if there.view != ALL or not other:
        return LeftOut("No other quarterly figure was supplied.")
    found = standings(there, [target(name, supplier) for name, supplier in other.items()])
    of = "Quarterly figures that the strategy does not name"
    parts: list[Shown] = [figures_exhibit(there, found, key="other-figures", of=of)]
    signals = [signal for s in found for signal in s.signals]
    if signals:
        parts.append(Bullets(points=signals, lead=MOVED))
    return Stack(parts)

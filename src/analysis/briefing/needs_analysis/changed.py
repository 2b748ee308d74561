"""What changed since the year before, by more than chance: better, worse, or neither."""

from dataclasses import dataclass

import pandas as pd

from analysis.briefing.figures import Figures, source_line
from analysis.briefing.needs_analysis.choice import SURE
from analysis.briefing.parts import capital, counted, prose, table
from analysis.catalogue.indicator import HIGH, NEUTRAL, Indicator
from analysis.catalogue.indicators import INDICATORS
from analysis.measure.change import Change
from analysis.present import numbers, words
from analysis.present.parts.exhibit import Exhibit
from analysis.present.parts.prose import Bullets, Prose
from analysis.present.words.changes import direction

MOST = 3
KINDS = WORSE, BETTER, OTHER = "Worse", "Better", "Changed"


def what_changed(figures: Figures) -> Bullets:
    """The measures that moved from the year before beyond chance (99.8%), at most three of a kind.

    A measure counts where its newest figure can be tested against that of the year before. Those of
    all children in the area come after those of children in care.
    """
    tested, moved = _tested(figures), _moved(figures)
    told = {kind: [_told(m) for m in moved if m.kind == kind] for kind in KINDS}
    points = [
        f"{kind}: {each}"
        for kind, found in told.items()
        for each in (*found[:MOST], *_more(len(found) - MOST))
    ]
    lead = capital(
        f"{counted(len(tested), 'measure')} could be tested against the year before; "
        f"{len(moved) or 'none'} changed by more than chance."
    )
    return Bullets(points=[lead, *points])


def all_that_changed(figures: Figures) -> Exhibit | Prose:
    """Every measure that moved from the year before beyond chance, as a table."""
    moved = _moved(figures)
    if not moved:
        return prose("No measure changed from the year before by more than chance.")
    rows = [
        {
            "Measure": m.indicator.title,
            "Newest": f"{m.now} ({words.short(m.indicator, figures.newest[m.indicator.id])})",
            "Year before": m.before,
            "Which is": {OTHER: "neither better nor worse"}.get(m.kind, m.kind.lower()),
        }
        for m in moved
    ]
    return table(
        "changed",
        f"{counted(len(moved), 'measure')} changed since the year before by more than chance",
        f"Measures that moved beyond their 99.8% interval, {figures.area.name}",
        rows,
        source=source_line([m.indicator for m in moved]),
    )


@dataclass(frozen=True)
class _Moved:
    """A measure with its newest figure and that of the year before, as printed."""

    indicator: Indicator
    verb: str
    now: str
    before: str

    @property
    def kind(self) -> str:
        i = self.indicator
        if i.polarity == NEUTRAL:
            return OTHER
        return BETTER if (self.verb == "rose") == (i.polarity == HIGH) else WORSE


def _moved(figures: Figures) -> list[_Moved]:
    found = []
    for i, change in _tested(figures):
        if verb := direction(i, change):
            assert change.from_value is not None and change.to_value is not None
            now, before = (numbers.figure(i, v) for v in (change.to_value, change.from_value))
            found.append(_Moved(i, verb, now, before))
    return found


def _tested(figures: Figures) -> list[tuple[Indicator, Change]]:
    found = []
    for i in sorted(INDICATORS.values(), key=lambda each: each.theme == "X"):
        if i.split or not i.has_interval or i.id not in figures.newest:
            continue
        change = figures.change(i.id, level=SURE)
        newest = change.later and pd.Timestamp(change.later) == figures.newest[i.id]
        if newest and change.verdict in ("rose", "fell", "no_evidence"):
            found.append((figures.indicator(i.id), change))
    return found


def _told(m: _Moved) -> str:
    return f"{m.indicator.title}: {m.now}, {'up' if m.verb == 'rose' else 'down'} from {m.before}."


def _more(left: int) -> list[str]:
    return [f"{counted(left, 'other measure')}, in the annex."] if left > 0 else []

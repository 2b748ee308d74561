"""What changed since the year before, by more than chance: better, worse, or neither."""

from collections.abc import Iterator

import pandas as pd

from analysis.briefing.figures import Figures
from analysis.briefing.parts import capital, counted
from analysis.catalogue.indicator import HIGH, NEUTRAL, Indicator
from analysis.catalogue.indicators import INDICATORS
from analysis.measure.change import Change
from analysis.present import numbers
from analysis.present.parts.prose import Bullets
from analysis.present.words.changes import direction

SURE = 0.998
MOST = 3
WORSE, BETTER, OTHER = "Worse", "Better", "Changed"


def what_changed(figures: Figures) -> Bullets:
    """The measures that moved from the year before beyond chance (99.8%), at most three of a kind.

    A measure counts where its newest figure can be tested against that of the year before. Those of
    all children in the area come after those of children in care.
    """
    tested = sorted(_tested(figures), key=lambda each: each[0].theme == "X")
    moved: dict[str, list[str]] = {WORSE: [], BETTER: [], OTHER: []}
    for i, change in tested:
        if verb := direction(i, change):
            moved[_kind(i, verb)].append(_told(i, change, verb))
    points = [
        point
        for kind, found in moved.items()
        for point in (*(f"{kind}: {each}" for each in found[:MOST]), *_more(kind, found))
    ]
    changed = sum(map(len, moved.values()))
    lead = capital(
        f"{counted(len(tested), 'measure')} could be tested against the year before; "
        f"{changed or 'none'} changed by more than chance."
    )
    return Bullets(points=[lead, *points])


def _tested(figures: Figures) -> Iterator[tuple[Indicator, Change]]:
    for i in INDICATORS.values():
        if i.split or not i.has_interval or i.id not in figures.newest:
            continue
        change = figures.change(i.id, level=SURE)
        newest = change.later and pd.Timestamp(change.later) == figures.newest[i.id]
        if newest and change.verdict in ("rose", "fell", "no_evidence"):
            yield figures.indicator(i.id), change


def _kind(i: Indicator, verb: str) -> str:
    if i.polarity == NEUTRAL:
        return OTHER
    return BETTER if (verb == "rose") == (i.polarity == HIGH) else WORSE


def _told(i: Indicator, change: Change, verb: str) -> str:
    assert change.from_value is not None and change.to_value is not None
    now, before = (numbers.figure(i, v) for v in (change.to_value, change.from_value))
    return f"{i.title}: {now}, {'up' if verb == 'rose' else 'down'} from {before}."


def _more(kind: str, found: list[str]) -> list[str]:
    left = len(found) - MOST
    return [f"{kind}: {counted(left, 'other measure')}, in the annex."] if left > 0 else []

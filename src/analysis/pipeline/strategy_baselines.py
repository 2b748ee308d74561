"""A strategy's baselines beside the published figures of their days.

One that is a hundredth of what was published, or a hundred times, is a fault; one that differs is
a note that says how far it is off, since a figure may have been revised.
"""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pandas as pd

from analysis.catalogue.areas import reporting_area
from analysis.catalogue.indicator import Indicator
from analysis.catalogue.indicators import INDICATORS
from analysis.core import shapes, store
from analysis.strategy.faults import FAULT, NOTE, Fault, items_of
from analysis.strategy.known import agrees
from analysis.strategy.lines import Lines
from analysis.strategy.parsing import reading
from analysis.strategy.parsing.reading import Checked
from analysis.strategy.schema.plan import Figure
from analysis.strategy.schema.whole import Strategy

HUNDREDFOLD = (80, 125)


def read(path: Path, *, today: date | None = None) -> Checked:
    """A strategy file with its faults, and with what its baselines say beside published figures.

    Nothing is compared where the file has faults already, or where no tables are built.
    """
    checked = reading.read(path, today=today)
    if checked.strategy is None or checked.serious:
        return checked
    lines = Lines(path.read_text(encoding="utf-8-sig"))
    try:
        found = [f.at(path.name, lines) for f in compared(checked.strategy)]
    except store.NotBuiltError:
        return checked

    def merged(before: Iterable[Fault], severity: str) -> tuple[Fault, ...]:
        more = (f for f in found if f.severity == severity)
        return tuple(sorted([*before, *more], key=lambda f: f.line))

    return replace(checked, faults=merged(checked.faults, FAULT), notes=merged(checked.notes, NOTE))


def compared(strategy: Strategy) -> Iterator[Fault]:
    """What differs between the baselines of published figures and what was published."""
    chosen = {t.indicator for t in strategy.indicators if t.baseline and t.indicator in INDICATORS}
    if not chosen:
        return
    code = reporting_area(strategy.area).code
    whole = {"group": shapes.OWN, "dimension": shapes.ALL}
    rows = store.read(store.MEASURED_FILE, [code], where=whole)
    rows = rows[(rows["area"] == code) & rows["value"].notna()]
    for at in items_of(strategy, "indicators"):
        base, name = at.item.baseline, at.item.indicator
        if base is None or name not in chosen:
            continue
        series = rows[rows["indicator"] == name].set_index("period_end")["value"]
        for says, remedy, severity in _beside(base, INDICATORS[name], series):
            yield at.fault("baseline", says, remedy, severity)


def _beside(base: Figure, i: Indicator, series: pd.Series) -> Iterator[tuple[str, str, str]]:
    """What is wrong with a baseline beside its series, by the last days of periods."""
    day, on = _words(base.on), pd.Timestamp(base.on)
    if on not in series.index:
        if len(series):
            near = min(series.index, key=lambda each: abs(each - on))
            says = f"has a baseline of {day}, and no figure of {i.title} is published for that day"
            remedy = f"the nearest is {series[near]:.4g}, of {_words(near.date())}"
            yield says, remedy, NOTE
        return
    published = float(series[on])
    if agrees(base.value, published):
        return
    says = f"has a baseline of {base.value:g} on {day}, where {published:.4g} is published"
    low, high = sorted((abs(base.value), abs(published)))
    if low and HUNDREDFOLD[0] <= high / low <= HUNDREDFOLD[1]:
        yield says, f"write it in its unit: {i.unit}", FAULT
    else:
        off = f"{abs(base.value - published):.2g} {'above' if base.value > published else 'below'}"
        yield f"{says}: {off}", "write the published figure, or leave it if that was revised", NOTE


def _words(day: date) -> str:
    return f"{day.day} {day:%B %Y}"

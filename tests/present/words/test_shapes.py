"""Over every indicator of every authority: no headline stands over a series that says otherwise."""

import re
from functools import cache

import numpy as np
import pandas as pd
import pytest

from analysis.catalogue.areas import authorities
from analysis.catalogue.indicator import Indicator
from analysis.catalogue.indicators import INDICATORS
from analysis.core import store
from analysis.core.shapes import ALL, OWN
from analysis.measure.change import Points, as_points, five_year_change
from analysis.present.parts.exhibit import LONGEST_HEADLINE
from analysis.present.rows import points
from analysis.present.words.headlines import headline_over_time
from analysis.present.words.shapes import since_break

WHOLE = [each for each in INDICATORS.values() if not each.split]
MOVED = re.compile(r": (up|down) from .*(?: since |, \S+ to )")
NONE = as_points(pd.DataFrame(columns=store.COLUMNS[store.MEASURED_FILE]))


@cache
def measured() -> pd.DataFrame:
    """The figures of all authorities for all children together."""
    rows = store.read(store.MEASURED_FILE, [place.code for place in authorities()])
    return rows[(rows["dimension"] == ALL) & (rows["group"] == OWN) & (rows["statistic"] == "own")]


@cache
def of_indicators() -> dict[str, pd.DataFrame]:
    """The same by indicator."""
    return {str(name): rows for name, rows in measured().groupby("indicator")}


@cache
def series() -> dict[tuple[str, str], Points]:
    """The same as the test of change takes them, by indicator and authority."""
    rows = measured().sort_values(["indicator", "area"], kind="stable")
    keys = [*zip(rows["indicator"], rows["area"], strict=True)]
    starts = [n for n, key in enumerate(keys) if not n or key != keys[n - 1]]
    parts = np.split(as_points(rows), starts[1:])
    return {keys[n]: part for n, part in zip(starts, parts, strict=True)}


@pytest.mark.parametrize("indicator", WHOLE, ids=lambda i: i.id)
def test_no_headline_misses_where_the_series_turned(indicator: Indicator) -> None:
    per = indicator.per if indicator.kind == "rate" else None
    breaks = [each.on for each in indicator.breaks]
    rows = of_indicators().get(indicator.id, measured().iloc[:0])
    for place in authorities():
        own = series().get((indicator.id, place.code), NONE)
        change = five_year_change(own, indicator.kind, per, breaks)
        said = headline_over_time(indicator, rows, place, change)
        assert len(said.split()) <= LONGEST_HEADLINE, said
        if not MOVED.search(said):
            continue
        known = [p for p in points(indicator, rows, place.code) if p.known]
        comparable = since_break(indicator, known)
        compared = [p for p in comparable if p.period_end.date() >= change.earlier]
        low, high = sorted((compared[0].value, compared[-1].value))
        beyond = [p for p in compared[1:-1] if p.lower > high or p.upper < low]
        assert not beyond, f"{place.name}: {said}"

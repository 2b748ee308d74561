"""Over every indicator of every authority: no headline stands over a series that says otherwise."""

import re
from functools import cache

import pandas as pd
import pytest

from analysis.catalogue.areas import authorities
from analysis.catalogue.indicator import Indicator
from analysis.catalogue.indicators import INDICATORS
from analysis.core import store
from analysis.measure.change import change_over
from analysis.present.parts.exhibit import LONGEST_HEADLINE
from analysis.present.rows import points
from analysis.present.words.headlines import headline_over_time, since_break

YEARS = 5
MOVED = re.compile(r": (up|down) from .* since ")


@cache
def measured() -> pd.DataFrame:
    """The figures of all authorities in all."""
    rows = store.read(store.MEASURED_FILE)
    return rows[rows["area"].isin([place.code for place in authorities()])]


@pytest.mark.parametrize("indicator", INDICATORS.values(), ids=lambda i: i.id)
def test_no_headline_misses_where_the_series_turned(indicator: Indicator) -> None:
    rows = measured()
    rows = rows[rows["indicator"] == indicator.id]
    for place in authorities():
        series = points(indicator, rows, place.code)
        change = change_over(series, indicator, YEARS)
        said = headline_over_time(indicator, rows, place, change)
        assert len(said.split()) <= LONGEST_HEADLINE, said
        if not MOVED.search(said):
            continue
        compared = [p for p in since_break(indicator, [p for p in series if p.known])]
        compared = [p for p in compared if p.period_end.date() >= change.earlier]
        low, high = sorted((compared[0].value, compared[-1].value))
        beyond = [p for p in compared[1:-1] if p.lower > high or p.upper < low]
        assert not beyond, f"{place.name}: {said}"

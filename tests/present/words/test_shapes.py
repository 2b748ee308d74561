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
from analysis.measure.change import Change, Points, as_points, five_year_change
from analysis.present.parts.exhibit import LONGEST_HEADLINE
from analysis.present.rows import Point, points
from analysis.present.words.headlines import headline_over_time
from analysis.present.words.shapes import since_break

WHOLE = [each for each in INDICATORS.values() if not each.split]
MOVED = re.compile(r"(up|down) from .*(?: since |, \S+ to )")
TURNED = re.compile(r"(rose|fell) to \S+(?: million)? in \S+, now ")
SHORTEST = 3
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
def test_no_headline_misses_or_contradicts_the_shape(indicator: Indicator) -> None:
    """Up or down, rose then fell, level, not clear, a new series, too short: as the figures are."""
    per = indicator.per if indicator.kind == "rate" else None
    breaks = [each.on for each in indicator.breaks]
    rows = of_indicators().get(indicator.id, measured().iloc[:0])
    for place in authorities():
        own = series().get((indicator.id, place.code), NONE)
        change = five_year_change(own, indicator.kind, per, breaks)
        said = headline_over_time(indicator, rows, place, change)
        assert len(said.split()) <= LONGEST_HEADLINE, said
        known = [p for p in points(indicator, rows, place.code) if p.known]
        if known:
            comparable = since_break(indicator, known)
            told = said.removeprefix(f"{indicator.title}: ")
            fault = contradicted(told, comparable, change)
            fault = fault or misnamed(told, len(comparable), len(known))
            assert not fault, f"{place.name}: {said}: {fault}"


def contradicted(told: str, known: list[Point], change: Change) -> str:
    """What the figures say against a headline of their shape; '' where they bear it out."""
    since = [p for p in known if change.earlier and p.period_end.date() >= change.earlier]
    if MOVED.match(told) or told.startswith(("level at", "no clear change")):
        low, high = sorted((since[0].value, since[-1].value))
        if any(p.lower > high or p.upper < low for p in since[1:-1]):
            return "it turned between"
        if told.startswith(("level", "no")):
            return "" if change.verdict == "no_evidence" else "it was not found unclear"
        up = change.to_value > change.from_value
        agrees = told.startswith("up") == up and change.verdict == ("rose" if up else "fell")
        return "" if agrees else "the test does not say so"
    if turn := TURNED.match(told):
        rising = turn[1] == "rose"
        turned = [
            p.lower > max(among[0].value, among[-1].value)
            if rising
            else p.upper < min(among[0].value, among[-1].value)
            for among in (since, known)
            for p in among[1:-1]
        ]
        return "" if any(turned) else "it did not turn"
    return ""


def misnamed(told: str, comparable: int, known: int) -> str:
    """Whether a series is called new or short that is not, or is so and is not called it."""
    short = comparable < SHORTEST
    if told.endswith("; new series") != (short and comparable < known):
        return "it is new, or is not"
    return "" if told.endswith("; too short") == (short and comparable == known) else "its length"


def test_every_shape_is_told_somewhere() -> None:
    told = [
        headline_over_time(i, of_indicators()[i.id], place, changes)
        for i in WHOLE
        if i.id in ("cla_rate", "dental_check", "placed_supported", "support_at_22")
        for place in authorities()
        if (
            changes := five_year_change(
                series().get((i.id, place.code), NONE),
                i.kind,
                i.per if i.kind == "rate" else None,
                [each.on for each in i.breaks],
            )
        )
    ]
    shapes = (" up from", " down from", " rose to", " fell to", "level at", "no clear change")
    for words in (*shapes, "; new series", "; too short"):
        assert any(words in each for each in told), words

"""Where a council's own quarterly figure stands: limits, signals and status, or the year so far."""

import math
from collections.abc import Iterator
from datetime import date
from typing import Any

import pandas as pd

from analysis.briefing.strategy_monitoring.figures.status import (
    NOT_TARGETED,
    Standing,
    goal_words,
    status_against,
)
from analysis.briefing.strategy_monitoring.figures.without_strategy import spoken
from analysis.briefing.strategy_monitoring.opening import Progress
from analysis.catalogue.areas import ENGLAND
from analysis.catalogue.indicator import HIGH, NEUTRAL, Indicator
from analysis.catalogue.indicators import INDICATORS
from analysis.catalogue.local import LOCAL, RARE, LocalIndicator
from analysis.core import shapes
from analysis.core.quarters import quarter_of
from analysis.measure.process import assurance, limits, quarterly_series, rare_events
from analysis.present import numbers
from analysis.present.charts.time import control_chart
from analysis.present.parts.exhibit import Exhibit
from analysis.present.words import local as local_words
from analysis.present.words import process as process_words
from analysis.strategy.schema import Target

OWN_AREA, ALL_PUPILS = "own", "all pupils"
CHANGED = "changed"  # of a figure of which neither way is better
FACTS = {"improving": "better", "worsening": "worse"}


def local_standing(there: Progress, target: Target) -> Standing:
    """Where one local figure stands, with its chart and the published figure beside it."""
    i = LOCAL[target.indicator]
    if i.kind == RARE:
        return _rare(there, target, i)
    series = quarterly_series.series(there.to_quarter, i, there.quarter)
    row = _of_quarter(there, series)
    supplier = supplier_name(there, target)
    if row is None or math.isnan(row.value):
        return _without(there, target, i, series, row)
    found = None if i.cumulative else limits.process(series, i, rebased(there, i.id))
    status, why = _status(there, target, i, series, found)
    signals, direction = _signals(i, found)
    return Standing(
        target=target,
        title=i.title,
        now=local_words.cell(i, row, supplier),
        when=there.quarter.words,
        beside=beside(there, i),
        goal=goal_words(target, lambda value: local_words.figure(i, value)),
        status=status or NOT_TARGETED,
        neutral=i.neutral,
        hard=_hard(target, i, row.value, status, why, direction),
        well=_well(target, i, row.value, status, direction),
        moved=_moved(i, series, found, there),
        direction=direction,
        signals=signals,
        chart=_chart(there, target, i, series, found),
        local=i,
    )


def supplier_name(there: Progress, target: Target) -> str:
    """The partner that a local figure comes from, by name."""
    if not target.supplier:
        return ""
    name = there.whole.partner(target.supplier)
    return name if name != target.supplier else spoken(name)


def rebased(there: Progress, name: str) -> list[date]:
    """The days on which limits start anew: only events that the strategy dates and says so of."""
    return [e.on for e in there.whole.events if e.rebase and name in e.indicators]


def beside(there: Progress, i: LocalIndicator) -> str:
    """The published yearly figure that a local one resembles, never mixed with it.

    An education figure is given with that of all pupils. Where the published one counts something
    else it is named.
    """
    if not i.beside:
        return ""
    p = INDICATORS[i.beside]
    figures = list(_published(there, p))
    if not figures:
        return "nothing like it is published for this authority"
    told = {whose: numbers.figure(p, float(row.value)) for whose, row in figures}
    period = p.label(figures[0][1].period_end)
    if i.same_measure:
        names = {OWN_AREA: f"{there.name}, published"}
        return "; ".join(f"{names.get(w, w)} {v}" for w, v in told.items()) + f" ({period})"
    names = {OWN_AREA: f"in {there.name}", ALL_PUPILS: f"for {ALL_PUPILS}"}
    listed = ", ".join(f"{v} {names.get(w, f'in {w}')}" for w, v in told.items())
    return f"{p.title}, published: {listed} ({period})"


def _published(there: Progress, p: Indicator) -> Iterator[tuple[str, Any]]:
    """The rows of an indicator's newest period that have a figure, with whose each is."""
    yield from (
        (whose, row)
        for whose, row in (
            (OWN_AREA, there.figures.value(p.id)),
            (ALL_PUPILS, _all_pupils(there, p) if p.all_pupils is not None else None),
            # The size of the country says nothing of a council.
            ("England", None if p.kind == "number" else there.figures.value(p.id, ENGLAND)),
        )
        if row is not None and row.status == shapes.OK
    )


def _all_pupils(there: Progress, p: Indicator) -> Any | None:
    """The authority's all-pupils figure, which is published as it is."""
    return there.figures.value(p.id, group="all_pupils", statistic="published")


def _of_quarter(there: Progress, series: pd.DataFrame) -> Any | None:
    """The row of the page's quarter."""
    rows = series[series["period_end"] == pd.Timestamp(there.quarter.last)]
    return None if rows.empty else rows.iloc[0]


def _without(
    there: Progress,
    target: Target,
    i: LocalIndicator,
    series: pd.DataFrame,
    row: Any | None,
) -> Standing:
    """A figure that was not supplied for the quarter, or that is hidden."""
    supplier = supplier_name(there, target)
    status = shapes.MISSING if row is None else str(row.status)
    if status == shapes.MISSING:
        told = (
            local_words.not_supplied(i, there.quarter, supplier)
            if series["value"].notna().any()
            else local_words.never_supplied(i, supplier)
        )
    elif status == shapes.SUPPRESSED:
        told = local_words.suppressed(i, there.quarter)
    else:
        told = f"{i.title}: {local_words.why_missing(status)} in {there.quarter.words}."
    found = (
        None if i.cumulative or series.empty else limits.process(series, i, rebased(there, i.id))
    )
    return Standing(
        target=target,
        title=i.title,
        now=local_words.why_missing(status, supplier),
        when=there.quarter.words,
        beside=beside(there, i),
        goal=goal_words(target, lambda value: local_words.figure(i, value)),
        status=assurance.CANNOT_TELL if target.target and not i.neutral else NOT_TARGETED,
        neutral=i.neutral,
        missing=told,
        chart=_chart(there, target, i, series, found) if series["value"].notna().any() else None,
        local=i,
    )


def _rare(there: Progress, target: Target, i: LocalIndicator) -> Standing:
    """Events that happen a few times a year, by the days between them.

    In words alone, unless the strategy allows the chart: see docs/disclosure.md.
    """
    between = quarterly_series.between(there.to_quarter, i)
    found = rare_events.t_chart(between, i.polarity)
    told = process_words.rare(i, found)
    last = found.last
    meaning = str(last["meaning"]) if last is not None and not found.refused else ""
    direction = FACTS.get(meaning, "")
    known = bool(found.points) and not found.refused
    return Standing(
        target=target,
        title=i.title,
        now=_rare_now(there, i, known),
        when=_rare_when(there, between, known),
        neutral=i.neutral,
        beside=beside(there, i),
        hard=told if direction == "worse" else "",
        well=told if direction == "better" else "",
        moved=told,
        direction=direction,
        signals=(told,) if direction else (),
        chart=control_chart.t_chart(
            i, found, there.area, source=local_source(there), note=_shown_to(there, i)
        )
        if known and there.whole.rare_charts
        else None,
        local=i,
    )


def _rare_now(there: Progress, i: LocalIndicator, known: bool) -> str:
    if known:
        return "told by the time between events"
    return "none reported" if i.id in there.prepared.get("no event", {}) else "too few to be shown"


def _rare_when(there: Progress, between: pd.DataFrame, known: bool) -> str:
    """The quarter up to which the events shown were told: their own quarters are never shown."""
    if between.empty:
        return "no event given"
    last = quarter_of(between["period_end"].iloc[0].date()) if known else there.quarter
    return f"up to {last.words}"


def _shown_to(there: Progress, i: LocalIndicator) -> str:
    """Up to when the times between events are shown, and why not further."""
    ends = quarterly_series.between(there.to_quarter, i)["period_end"]
    last = quarter_of(ends.iloc[0].date()).words
    return (
        f"Shown up to {last}: newer events are added only when more than five have come, so that "
        "no single one can be told from two pages."
    )


def _status(
    there: Progress,
    target: Target,
    i: LocalIndicator,
    series: pd.DataFrame,
    found: limits.Process | None,
) -> tuple[str, str]:
    """The status against the target and the sentence for it; '' without a target."""
    if target.target is None or i.neutral:
        return "", ""
    goal = target.target.value
    if found is not None:
        judged = assurance.from_process(
            found, goal, i.polarity, decimals=i.decimals, carried_over=i.carried_over
        )
        return judged.status, process_words.assurance(i, judged, goal)
    expected = assurance.expected_by_now(series, there.quarter, goal, i.kind)
    judged = assurance.from_sum(expected, i.polarity, i.decimals)
    past = f" It is {judged.why}." if judged.why == assurance.ALREADY_PAST else ""
    return judged.status, process_words.cumulative(i, expected) + past


def _signals(i: LocalIndicator, found: limits.Process | None) -> tuple[tuple[str, ...], str]:
    """The signal of the newest point, if any, and which way it points: better, worse or changed."""
    last = found.last if found is not None and not found.refused else None
    if found is None or last is None or not last["signal"]:
        return (), ""
    return (process_words.signal(i, found),), FACTS.get(str(last["meaning"]), CHANGED)


def _short(target: Target, i: LocalIndicator, value: float) -> bool:
    """Whether a figure is on the wrong side of its target, as both are printed."""
    if target.target is None or i.polarity == NEUTRAL or i.cumulative:
        return False
    now, goal = (assurance.printed(v, i.decimals) for v in (value, target.target.value))
    return now < goal if i.polarity == HIGH else now > goal


def _hard(
    target: Target, i: LocalIndicator, value: float, status: str, why: str, direction: str
) -> str:
    """Why this is still hard: short of its target, worse than where the year should be by now or
    past its end already, or getting worse.
    """
    reasons = []
    if target.target is not None and _short(target, i, value):
        goal = local_words.figure(i, target.target.value)
        reasons.append(f"short of the target of {goal} ({status_against(status)})")
    if direction == "worse":
        reasons.append("getting worse by more than chance explains")
    if reasons:
        return f"{i.title}: {local_words.with_unit(i, value)}, {' and '.join(reasons)}."
    worse_by_now = i.cumulative and (status == assurance.WILL_MISS or "which is worse" in why)
    return why if worse_by_now else ""


def _well(target: Target, i: LocalIndicator, value: float, status: str, direction: str) -> str:
    reasons = []
    judged = target.target is not None and not i.neutral and not i.cumulative
    if judged and target.target is not None and not _short(target, i, value):
        goal = local_words.figure(i, target.target.value)
        reasons.append(f"at or beyond the target of {goal} ({status_against(status)})")
    if direction == "better":
        reasons.append("getting better by more than chance explains")
    return (
        f"{i.title}: {local_words.with_unit(i, value)}, {' and '.join(reasons)}." if reasons else ""
    )


def _moved(
    i: LocalIndicator, series: pd.DataFrame, found: limits.Process | None, there: Progress
) -> str:
    if found is not None:
        return process_words.signal(i, found)
    return process_words.same_quarter(i, assurance.same_quarter(series, there.quarter))


def _chart(
    there: Progress,
    target: Target,
    i: LocalIndicator,
    series: pd.DataFrame,
    found: limits.Process | None,
) -> Exhibit:
    return control_chart.control_chart(
        i,
        series,
        found,
        there.area,
        source=local_source(there),
        target=target.target.value if target.target is not None and not i.neutral else None,
        events=[(e.on, e.label) for e in there.whole.events if i.id in e.indicators],
        supplier=supplier_name(there, target),
        note=i.differs,
    )


def local_source(there: Progress) -> str:
    """Where local figures are from, and that they are made up where they are."""
    if there.synthetic:
        return "synthetic quarterly figures, made up by a program as an example"
    return f"quarterly figures of {there.name} and its partners"

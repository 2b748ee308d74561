"""Where a council's own quarterly figure stands: limits, signals and status, or the year so far."""

import math
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pandas as pd

from analysis.briefing.figures import NewestFigure
from analysis.briefing.strategy_monitoring.figures.assessment import (
    NOT_TARGETED,
    Assessment,
    by_target,
    goal_words,
    hard_and_well,
)
from analysis.briefing.strategy_monitoring.figures.origin import local_source
from analysis.briefing.strategy_monitoring.opening import Progress
from analysis.catalogue.indicator import HIGH, Indicator
from analysis.catalogue.indicators import INDICATORS
from analysis.catalogue.local import LOCAL, RARE, LocalIndicator
from analysis.catalogue.local.from_return import FROM_RETURN
from analysis.core import shapes
from analysis.core.quarters import quarter_of
from analysis.measure.control_charts import assurance, limits, quarterly_series, rare_events
from analysis.present.charts.time import control_chart
from analysis.present.parts.exhibit import Exhibit
from analysis.present.words import control_charts as process_words
from analysis.present.words import local as local_words
from analysis.strategy.schema.plan import Target
from analysis.strategy.views.without_strategy import spoken

OWN_AREA, ALL_PUPILS = "own", "all pupils"
CHANGED = "changed"  # of a figure of which neither way is better
Found = limits.Process | None  # the limits of a series that has any
FACTS = {"improving": "better", "worsening": "worse"}


def assess_local(there: Progress, target: Target) -> Assessment:
    """Where one local figure stands, with its chart and the published figure beside it."""
    i = LOCAL[target.indicator]
    if i.kind == RARE:
        return _rare(there, target, i)
    series = quarterly_series.series(there.to_quarter, i, there.quarter)
    rows = series[series["period_end"] == pd.Timestamp(there.quarter.last)]
    row: Any = None if rows.empty else rows.iloc[0]
    every_figure_hidden = not series["value"].notna().any()
    found = None
    if not i.cumulative and not series.empty:
        # Limits start anew only on days of events that the strategy dates and says so of.
        anew = [e.on for e in there.whole.events if e.rebase and i.id in e.indicators]
        found = limits.process(series, i, anew)
    common = Assessment(
        target=target,
        title=i.title,
        now="",
        when=there.quarter.words,
        beside=beside(there, i),
        goal=goal_words(target, lambda value: local_words.figure(i, value)),
        neutral=i.neutral,
        draw=None if every_figure_hidden else lambda: _chart(there, target, i, series, found),
        local=i,
    )
    supplier = supplier_name(there, target)
    if row is None or math.isnan(row.value):
        status = shapes.MISSING if row is None else str(row.status)
        return replace(
            common,
            now=local_words.why_missing(status, supplier),
            status=assurance.CANNOT_TELL if target.target and not i.neutral else NOT_TARGETED,
            missing=_why_missing(there, i, status, supplier, every_figure_hidden),
        )
    status, why = _status(there, target, i, series, found)
    signals, direction = _signals(i, found)
    reached = _reached(target, i, row.value)
    hard, well = _hard_and_well(target, i, row.value, status, why, direction, found)
    return replace(
        common,
        now=local_words.cell(i, row, supplier),
        status=status or NOT_TARGETED,
        reached=reached,
        hard=hard,
        well=well,
        moved=process_words.signal(i, found)
        if found is not None
        else process_words.same_quarter(i, assurance.same_quarter(series, there.quarter)),
        direction=direction,
        signals=signals,
    )


def supplier_name(there: Progress, target: Target) -> str:
    """The partner that a local figure comes from, by name."""
    if not target.supplier:
        return ""
    name = there.whole.partner(target.supplier)
    return name if name != target.supplier else spoken(name)


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
    period = figures[0][1].when
    if i.same_measure:
        names = {OWN_AREA: f"{there.name}, published"}
        listed = "; ".join(f"{names.get(w, w)} {each.printed}" for w, each in figures)
        return f"{listed} ({period})"
    names = {OWN_AREA: f"in {there.name}", ALL_PUPILS: f"for {ALL_PUPILS}"}
    listed = ", ".join(f"{each.printed} {names.get(w, f'in {w}')}" for w, each in figures)
    return f"{p.title}, published: {listed} ({period})"


def _published(there: Progress, p: Indicator) -> Iterator[tuple[str, NewestFigure]]:
    """The figures of an indicator's newest period that are known, with whose each is."""
    each = {OWN_AREA: there.figures.here(p.id)}
    if p.all_pupils is not None:
        pupils = there.figures.value(p.id, group="all_pupils", statistic="published")
        each[ALL_PUPILS] = NewestFigure(p, pupils)
    if p.kind != "number":  # the size of the country says nothing of a council
        each["England"] = there.figures.england(p.id)
    yield from ((whose, figure) for whose, figure in each.items() if figure.known)


def _why_missing(
    there: Progress, i: LocalIndicator, status: str, supplier: str, never: bool
) -> str:
    """Why a figure was not supplied for the quarter, or is hidden."""
    if status == shapes.SUPPRESSED:
        return local_words.suppressed(i, there.quarter)
    if status != shapes.MISSING:
        return f"{i.title}: {local_words.why_missing(status)} in {there.quarter.words}."
    if never:
        return local_words.never_supplied(i, supplier)
    return local_words.not_supplied(i, there.quarter, supplier)


def _rare(there: Progress, target: Target, i: LocalIndicator) -> Assessment:
    """Events that happen a few times a year, by the days between them.

    In words alone, unless the strategy allows the chart: see docs/disclosure.md. Their own quarters
    are never shown: only the quarter up to which the events shown were told.
    """
    between = quarterly_series.between(there.to_quarter, i)
    found = rare_events.t_chart(between, i.polarity)
    sentence, last = process_words.rare(i, found), found.last
    meaning = str(last["meaning"]) if last is not None and not found.refused else ""
    direction = FACTS.get(meaning, "")
    known = bool(found.points) and not found.refused
    shown_to = quarter_of(between["period_end"].iloc[0].date()) if known else there.quarter
    no_event = i.id in there.prepared.get("no event", {})

    def draw() -> Exhibit:
        note = (
            f"Shown up to {shown_to.words}: newer events are added only when more than five have "
            "come, so that no single one can be told from two pages."
        )
        source = local_source(there, [i.id])
        return control_chart.t_chart(i, found, there.area, source=source, note=note)

    return Assessment(
        target=target,
        title=i.title,
        now="told by the time between events"
        if known
        else "none reported"
        if no_event
        else "too few to be shown",
        when="no event given" if between.empty else f"up to {shown_to.words}",
        neutral=i.neutral,
        beside=beside(there, i),
        hard=sentence if direction == "worse" else "",
        well=sentence if direction == "better" else "",
        moved=sentence,
        direction=direction,
        signals=(sentence,) if direction else (),
        draw=draw if known and there.whole.rare_charts else None,
        local=i,
    )


def _status(
    there: Progress, target: Target, i: LocalIndicator, series: pd.DataFrame, found: Found
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


def _signals(i: LocalIndicator, found: Found) -> tuple[tuple[str, ...], str]:
    """The signal of the newest point, if any, and which way it points: better, worse or changed."""
    last = found.last if found is not None and not found.refused else None
    if found is None or last is None or not last["signal"]:
        return (), ""
    return (process_words.signal(i, found),), FACTS.get(str(last["meaning"]), CHANGED)


def _reached(target: Target, i: LocalIndicator, value: float) -> bool | None:
    """Whether a figure is at or beyond its target as both are printed; None of a year's sum, and
    of what has no target.
    """
    if target.target is None or i.neutral or i.cumulative:
        return None
    now, aim = (assurance.printed(v, i.decimals) for v in (value, target.target.value))
    return now >= aim if i.polarity == HIGH else now <= aim


def _hard_and_well(
    target: Target,
    i: LocalIndicator,
    value: float,
    status: str,
    why: str,
    direction: str,
    found: Found,
) -> tuple[str, str]:
    """Why a figure is still hard, and why it goes well: by its target, and by its own signals.

    A sum is hard where it is worse than where the year should be by now, or past its end already.
    """
    reasons, reached = [], _reached(target, i, value)
    if target.target is not None and reached is not None:
        goal = local_words.figure(i, target.target.value)
        changing = bool(direction) or (found is not None and bool(found.travelled))
        told = by_target(goal, status, short=not reached, changing=changing)
        reasons.append((not reached, told))
    if direction in FACTS.values():
        reasons.append((direction == "worse", f"getting {direction} by more than chance explains"))
    hard, well = hard_and_well(f"{i.title}: {local_words.with_unit(i, value)}", reasons)
    worse_by_now = i.cumulative and (status == assurance.WILL_MISS or "which is worse" in why)
    return hard or (why if worse_by_now else ""), well


def _chart(
    there: Progress, target: Target, i: LocalIndicator, series: pd.DataFrame, found: Found
) -> Exhibit:
    return control_chart.control_chart(
        i,
        series,
        found,
        there.area,
        source=local_source(there, [i.id]),
        target=target.target.value if target.target is not None and not i.neutral else None,
        events=[(e.on, e.label) for e in there.whole.events if i.id in e.indicators],
        supplier=supplier_name(there, target),
        note=_note(i, series),
    )


def _note(i: LocalIndicator, series: pd.DataFrame) -> str:
    """How a figure differs from the published one, and how the return counts it."""
    own = (series["source"] == shapes.RETURNED).any()
    return f"{i.differs} {FROM_RETURN[i.id].says if own else ''}".strip()

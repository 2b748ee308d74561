"""Where each figure of a strategy stands: its value, its target, its signals, those beside it."""

from collections.abc import Sequence
from typing import Any

import pandas as pd

from analysis.briefing.figures import NEIGHBOURS
from analysis.briefing.strategy_monitoring.figures.local import local_standing
from analysis.briefing.strategy_monitoring.figures.status import (
    NOT_TARGETED,
    Standing,
    goal_words,
    status_against,
)
from analysis.briefing.strategy_monitoring.opening import Progress
from analysis.catalogue.areas import ENGLAND
from analysis.catalogue.indicator import HIGH, NEUTRAL, Indicator
from analysis.catalogue.indicators import INDICATORS
from analysis.catalogue.indicators.not_published import NOT_PUBLISHED
from analysis.catalogue.local import LOCAL
from analysis.core import shapes
from analysis.measure.process import assurance
from analysis.present import numbers, words
from analysis.strategy.schema import Target


def standings(there: Progress, targets: Sequence[Target] | None = None) -> list[Standing]:
    """Where each figure stands, in the order of the strategy; of the view where none are given."""
    chosen = there.strategy.indicators if targets is None else targets
    return [standing(there, target) for target in chosen]


def of_priority(there: Progress, priority: str) -> list[Standing]:
    """The figures of one priority: its own, and those of the objectives that serve it."""
    serving = {o.id for o in there.strategy.objectives if priority in o.priorities}
    return standings(
        there,
        [
            t
            for t in there.strategy.indicators
            if priority in t.priorities or serving & {*t.objectives}
        ],
    )


def standing(there: Progress, target: Target) -> Standing:
    """Where one figure stands, published, local or published by nobody; found once for a page."""
    if target not in there.stood:
        there.stood[target] = _standing(there, target)
    found: Standing = there.stood[target]
    return found


def _standing(there: Progress, target: Target) -> Standing:
    if target.indicator in LOCAL:
        return local_standing(there, target)
    if target.indicator in INDICATORS:
        return _published(there, target)
    return _nobody(target)


def title_of(name: str) -> str:
    """What a reader calls a figure, by its id, or by its number where nobody publishes it."""
    if name in INDICATORS:
        return INDICATORS[name].title
    if name in LOCAL:
        return LOCAL[name].title
    return next((n.title for n in NOT_PUBLISHED if n.ref == name), name)


def _nobody(target: Target) -> Standing:
    known = next((n for n in NOT_PUBLISHED if n.ref == target.indicator), None)
    supplier = known.supplier if known else "the council"
    return Standing(
        target=target,
        title=title_of(target.indicator),
        now="not published for an authority",
        missing=f"{title_of(target.indicator)}: not published; {supplier} could supply it.",
    )


def _published(there: Progress, target: Target) -> Standing:
    i = there.figures.indicator(target.indicator)
    row = there.figures.value(i.id)
    if row is None or row.status != shapes.OK:
        told = words.suppressed(i, there.figures.rows(i.id), there.area)
        status = shapes.NOT_AVAILABLE if row is None else str(row.status)
        return Standing(
            target=target,
            title=i.title,
            now=numbers.reason(status),
            missing=told or f"{i.title}: no figure is published for {there.name}.",
            published=i,
        )
    judged = _judged(i, row, target)
    sentence, worse = _beside(there, i, row)
    return Standing(
        target=target,
        title=i.title,
        now=_now(i, row),
        when=i.label(row.period_end).removeprefix("at "),
        beside=sentence,
        goal=goal_words(target, lambda value: numbers.figure(i, value), _of_its_day(there, target)),
        status=judged,
        neutral=i.polarity == NEUTRAL,
        hard=_hard(i, row, target, judged, sentence if worse is True else ""),
        well=_well(i, row, target, judged, sentence if worse is False else ""),
        moved=_moved(there, i),
        direction=_direction(there, i),
        published=i,
    )


def _of_its_day(there: Progress, target: Target) -> float | None:
    """The published figure of a baseline's day; none where there is no baseline or no figure."""
    if target.baseline is None:
        return None
    series = there.figures.series(target.indicator)
    found = series.loc[series["period_end"] == pd.Timestamp(target.baseline.on), "value"].dropna()
    return None if found.empty else float(found.iloc[0])


def _now(i: Indicator, row: Any) -> str:
    """'81% (122 of 151), 95% interval 74% to 86%'."""
    told = numbers.figure(i, float(row.value))
    n, d = row.numerator, row.denominator
    if i.kind == "proportion" and pd.notna(n) and pd.notna(d):
        told += f" ({numbers.plain(n)} of {numbers.plain(d)})"
    lower, upper = row.lower95, row.upper95
    if pd.notna(lower):
        told += f", 95% interval {numbers.interval(i, float(lower), float(upper))}"
    return told


def _judged(i: Indicator, row: Any, target: Target) -> str:
    if target.target is None or i.polarity == NEUTRAL:
        return NOT_TARGETED
    return assurance.from_interval(
        float(row.lower95),
        float(row.upper95),
        target.target.value,
        i.polarity,
        i.decimals,
    ).status


def _beside(there: Progress, i: Indicator, row: Any) -> tuple[str, bool | None]:
    """The figure beside all pupils, similar authorities and England; and whether it is worse than
    similar authorities (True), better (False) or neither (None) by its 95% interval.
    """
    rows = there.figures.rows(i.id)
    told = []
    if i.all_pupils is not None and i.kind != "difference":
        told.append(words.peers(i, rows, there.area).partition(", and ")[2].partition(":")[0])
    median = there.figures.value(i.id, group=NEIGHBOURS, statistic="median")
    england = there.figures.value(i.id, ENGLAND)
    worse = None
    if median is not None and pd.notna(median.value):
        told.append(f"similar authorities {numbers.figure(i, float(median.value), average=True)}")
        worse = _worse(i, row, float(median.value))
    if england is not None and pd.notna(england.value) and "england" in i.comparators:
        told.append(f"England {numbers.figure(i, float(england.value))}")
    return "; ".join(t for t in told if t) or "no comparator published", worse


def _worse(i: Indicator, row: Any, benchmark: float) -> bool | None:
    lower, upper = row.lower95, row.upper95
    if i.polarity == NEUTRAL or pd.isna(lower) or lower <= benchmark <= upper:
        return None
    above = float(row.value) > benchmark
    return above != (i.polarity == HIGH)


def _hard(i: Indicator, row: Any, target: Target, judged: str, beside: str) -> str:
    """Why this is still hard: the target is missed, or similar authorities do better."""
    now = f"{i.title}: {numbers.after_title(i, float(row.value))} {words.when(i, row.period_end)}"
    reasons = []
    if target.target is not None and i.polarity != NEUTRAL:
        short = (target.target.value - float(row.value)) * (1 if i.polarity == HIGH else -1)
        if short > 0:
            goal = numbers.figure(i, target.target.value)
            reasons.append(f"short of the target of {goal} ({status_against(judged)})")
    if beside:
        reasons.append(f"worse than similar authorities by more than chance ({beside})")
    return f"{now}, {' and '.join(reasons)}." if reasons else ""


def _well(i: Indicator, row: Any, target: Target, judged: str, beside: str) -> str:
    now = f"{i.title}: {numbers.after_title(i, float(row.value))} {words.when(i, row.period_end)}"
    reasons = []
    if target.target is not None and i.polarity != NEUTRAL:
        over = (float(row.value) - target.target.value) * (1 if i.polarity == HIGH else -1)
        if over >= 0:
            goal = numbers.figure(i, target.target.value)
            reasons.append(f"at or beyond the target of {goal} ({status_against(judged)})")
    if beside:
        reasons.append(f"better than similar authorities by more than chance ({beside})")
    return f"{now}, {' and '.join(reasons)}." if reasons else ""


def _moved(there: Progress, i: Indicator) -> str:
    """How it moved in a year, where that was tested."""
    if not i.has_interval:
        return ""
    change = there.figures.change(i.id, 1)
    return words.change(i, change, there.area) if change.earlier is not None else ""


def _direction(there: Progress, i: Indicator) -> str:
    """'better', 'worse', 'higher', 'lower' or '' where no change can be told from chance."""
    verdict = there.figures.change(i.id, 1).verdict if i.has_interval else ""
    if verdict not in ("rose", "fell"):
        return ""
    if i.polarity == NEUTRAL:
        return "higher" if verdict == "rose" else "lower"
    return "better" if (verdict == "rose") == (i.polarity == HIGH) else "worse"

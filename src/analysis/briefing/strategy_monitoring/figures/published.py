"""Where each figure of a strategy stands: its value, its target, its signals, those beside it."""

from collections.abc import Sequence

import pandas as pd

from analysis.briefing.figures import NewestFigure
from analysis.briefing.strategy_monitoring.figures.assessment import (
    NOT_TARGETED,
    Assessment,
    by_target,
    goal_words,
    hard_and_well,
)
from analysis.briefing.strategy_monitoring.figures.local import assess_local
from analysis.briefing.strategy_monitoring.opening import Progress
from analysis.catalogue.indicator import HIGH, LOW, NEUTRAL, Indicator
from analysis.catalogue.indicators import INDICATORS
from analysis.catalogue.local import LOCAL
from analysis.measure.control_charts import assurance
from analysis.present import numbers, words
from analysis.strategy import known
from analysis.strategy.schema.plan import Target

DIRECTIONS = {
    HIGH: {"rose": "better", "fell": "worse"},
    LOW: {"rose": "worse", "fell": "better"},
    NEUTRAL: {"rose": "higher", "fell": "lower"},
}


def assessments(there: Progress, targets: Sequence[Target] | None = None) -> list[Assessment]:
    """Where each figure stands, in the order of the strategy; of the view where none are given."""
    return [assess(there, t) for t in (there.strategy.indicators if targets is None else targets)]


def of_priority(there: Progress, priority: str) -> list[Assessment]:
    """The figures of one priority: its own, and those of the objectives that serve it."""
    return assessments(there, there.strategy.targets_of(priority))


def assess(there: Progress, target: Target) -> Assessment:
    """Where one figure stands, published, local or published by nobody; found once for a page."""
    if target not in there.assessed:
        by_whom = (
            assess_local
            if target.indicator in LOCAL
            else _assess_published
            if target.indicator in INDICATORS
            else _published_by_nobody
        )
        there.assessed[target] = by_whom(there, target)
    return there.assessed[target]


def _published_by_nobody(_: Progress, target: Target) -> Assessment:
    question, title = known.unpublished(target.indicator), known.title(target.indicator)
    supplier = question.supplier if question else "the council"
    return Assessment(
        target=target,
        title=title,
        now="not published for an authority",
        missing=f"{title}: not published; {supplier} could supply it.",
    )


def _assess_published(there: Progress, target: Target) -> Assessment:
    i, own = there.figures.indicator(target.indicator), there.figures.here(target.indicator)
    if not own.known:
        why = words.suppressed(i, there.figures.rows(i.id), there.area)
        return Assessment(
            target=target,
            title=i.title,
            now=own.printed,
            missing=why or f"{i.title}: no figure is published for {there.name}.",
            published=i,
        )
    goal = target.target.value if target.target else None
    judged = assurance.from_interval(*own.limits, goal, i.polarity, i.decimals)
    status = judged.status or NOT_TARGETED
    beside, worse = _beside(there, i, own)
    moved, direction = _moved(there, i)
    reached = _reached(i, own, target)
    hard, well = _hard_and_well(i, own, target, status, beside, worse)
    return Assessment(
        target=target,
        title=i.title,
        now=_now(own),
        when=own.when.removeprefix("at "),
        beside=beside,
        goal=goal_words(target, lambda value: numbers.figure(i, value), _of_its_day(there, target)),
        status=status,
        reached=reached,
        neutral=i.polarity == NEUTRAL,
        hard=hard,
        well=well,
        moved=moved,
        direction=direction,
        published=i,
    )


def _of_its_day(there: Progress, target: Target) -> float | None:
    """The published figure of a baseline's day; none where there is no baseline or no figure."""
    if target.baseline is None:
        return None
    series = there.figures.series(target.indicator)
    found = series.loc[series["period_end"] == pd.Timestamp(target.baseline.on), "value"].dropna()
    return None if found.empty else float(found.iloc[0])


def _now(own: NewestFigure) -> str:
    """'81% (122 of 151), 95% interval 74% to 86%'."""
    n, d = own.number("numerator"), own.number("denominator")
    shared = own.indicator.kind == "proportion" and n == n and d == d
    return (
        own.printed
        + (f" ({numbers.plain(n)} of {numbers.plain(d)})" if shared else "")
        + (f", 95% interval {own.interval}" if own.has_interval else "")
    )


def _beside(there: Progress, i: Indicator, own: NewestFigure) -> tuple[str, bool | None]:
    """The figure beside all pupils, similar authorities and England; and whether it is worse than
    similar authorities (True), better (False) or neither (None) by its 95% interval.
    """
    similar, england = there.figures.similar(i.id), there.figures.england(i.id)
    parts = []
    if i.all_pupils is not None and i.kind != "difference":
        peers = words.peers(i, there.figures.rows(i.id), there.area)
        parts.append(peers.partition(", and ")[2].partition(":")[0])
    if similar.known:
        parts.append(f"similar authorities {similar.printed}")
    if england.known and "england" in i.comparators:
        parts.append(f"England {england.printed}")
    side = "" if i.polarity == NEUTRAL else own.side(similar)
    worse = (side == "higher") != (i.polarity == HIGH) if side in ("higher", "lower") else None
    return "; ".join(filter(None, parts)) or "no comparator published", worse


def _reached(i: Indicator, own: NewestFigure, target: Target) -> bool | None:
    """Whether the published figure is at or beyond its target; None of what has none."""
    if target.target is None or i.polarity == NEUTRAL:
        return None
    return (own.number() - target.target.value) * (1 if i.polarity == HIGH else -1) >= 0


def _hard_and_well(
    i: Indicator, own: NewestFigure, target: Target, status: str, beside: str, worse: bool | None
) -> tuple[str, str]:
    """Why a figure is still hard, and why it goes well: by its target and by similar areas."""
    reasons, reached = [], _reached(i, own, target)
    if target.target is not None and reached is not None:
        goal = numbers.figure(i, target.target.value)
        reasons.append((not reached, by_target(goal, status, short=not reached)))
    if worse is not None:
        than = f"than similar authorities by more than chance ({beside})"
        reasons.append((worse, f"{'worse' if worse else 'better'} {than}"))
    when = words.when(i, own.row.period_end) if own.row is not None else ""
    return hard_and_well(f"{i.title}: {numbers.after_title(i, own.number())} {when}", reasons)


def _moved(there: Progress, i: Indicator) -> tuple[str, str]:
    """How it moved in a year, where that was tested; and 'better', 'worse', 'higher', 'lower' or ''
    where no change can be told from chance.
    """
    if not i.has_interval:
        return "", ""
    change = there.figures.change(i.id, 1)
    sentence = words.change(i, change, there.area) if change.earlier is not None else ""
    return sentence, DIRECTIONS[i.polarity].get(change.verdict, "")

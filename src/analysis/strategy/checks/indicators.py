"""What an indicator of a strategy may be judged by, and what a target must say."""

from collections.abc import Iterator

from analysis.catalogue.indicator import HIGH, LOW, Indicator
from analysis.catalogue.indicators import INDICATORS
from analysis.catalogue.local import LocalIndicator
from analysis.strategy import known
from analysis.strategy.checks.links import unknown_indicators
from analysis.strategy.faults import BLOCKS, Fault, items_of
from analysis.strategy.schema.plan import Figure, Target
from analysis.strategy.schema.whole import Strategy

Wrong = Iterator[tuple[str, str, str]]
"""The field, what is wrong with it, and what would mend it."""
FAR_APART = 50
LIMITS, INTERVAL, NONE = "process limits", "95% interval", "none"
WITHOUT_PUPILS = (
    "is an education figure without the figure for all pupils",
    "choose one that has it, so that members can compare",
)
NEEDED = {
    "basis": 'say what it rests on, as "similar authorities"',
    "owner_role": 'name the role that answers for it, as "Head of Fostering"',
    "review": "write the day on which the board looks at it again",
}


def faults(strategy: Strategy) -> Iterator[Fault]:
    """Every fault of the indicators of a strategy, and of the effects that actions expect."""
    yield from unknown_indicators(strategy)
    for at in items_of(strategy, "indicators"):
        indicator = known.found(at.item.indicator)
        if indicator is not None:
            for field, says, remedy in _target(at.item, indicator):
                yield at.fault(field, says, remedy)
            if lacks_comparator(at.item):
                yield at.fault("indicator", *WITHOUT_PUPILS, BLOCKS)
    for at in items_of(strategy, "actions"):
        for effect in at.item.effect:
            indicator = known.found(effect.indicator)
            worse = {HIGH: "lower", LOW: "higher"}.get(indicator.polarity if indicator else "")
            if indicator is not None and effect.direction == worse:
                says = f"expects {indicator.title} to be {worse}, which is worse"
                yield at.fault("effect", says, "write the direction that it is meant to take")


def lacks_comparator(target: Target) -> bool:
    """Whether it is an education figure without the figure for all pupils to stand beside it."""
    return known.education(target.indicator) and not known.all_pupils(target.indicator)


def _target(target: Target, indicator: Indicator | LocalIndicator) -> Wrong:
    mistaken = list(_fractions(target, indicator))
    yield from mistaken
    for field, figure in _figures(target):
        if indicator.unit.startswith("%") and not 0 <= figure.value <= 100:
            says = f"has a {field} of {figure.value:g} for a percentage"
            yield field, says, "write a number from 0 to 100"
    if known.neutral(target.indicator):
        says = f"judges {indicator.title}, where neither more nor fewer is better"
        if target.target is not None:
            yield "target", f"{says}, by a target", "take the target away; show it beside others"
        if target.tolerance != NONE:
            yield "tolerance", f"{says}, by a tolerance", 'take it away, or write "none"'
    elif known.rare(target.indicator):
        if target.target is not None or target.tolerance != NONE:
            says = "judges a rare event, which is told by the time between two of them"
            yield "target", says, "take the target and the tolerance away"
    else:
        yield from _judged(target, indicator, trusted=not mistaken)
    if known.is_local(target.indicator) and target.supplier is None:
        says = "is a local figure without a supplier"
        yield "supplier", says, "name the partner that it comes from"


def _figures(target: Target) -> Iterator[tuple[str, Figure]]:
    """The figures that a target has, by their fields."""
    figures = (("baseline", target.baseline), ("target", target.target))
    yield from ((field, figure) for field, figure in figures if figure is not None)


def _judged(target: Target, indicator: Indicator | LocalIndicator, *, trusted: bool) -> Wrong:
    """What a target needs; it lies on the better side of its baseline, if both can be `trusted`."""
    base, goal = target.baseline, target.target
    for field in [field for field in NEEDED if goal is not None and not getattr(target, field)]:
        yield field, f"has a target without {field}", NEEDED[field]
    if trusted and base is not None and goal is not None:
        high = indicator.polarity == HIGH
        if goal.value < base.value if high else goal.value > base.value:
            says = f"has a target of {goal.value:g} on the wrong side of its baseline of "
            better = "higher" if high else "lower"
            yield "target", f"{says}{base.value:g}", f"{better} is better for {indicator.title}"
    yield from _tolerance(target)


def _fractions(target: Target, indicator: Indicator | LocalIndicator) -> Wrong:
    """A percentage written as a share of 1, and a target in another unit than its baseline."""
    percent = indicator.unit.startswith("%")
    for field, figure in _figures(target):
        if percent and 0 < figure.value <= 1 and not figure.unit:
            says = f"has a {field} of {figure.value:g} for a percentage, as if it were a share of 1"
            remedy = f'write {100 * figure.value:g}, or add unit = "%" where {figure.value:g}% is'
            yield field, says, f"{remedy} meant"
        elif figure.unit and not percent:
            says = f"has a {field} with unit = '{figure.unit}' for {indicator.title}"
            yield field, says, f"it is in {indicator.unit}; take the unit away"
    base, goal = target.baseline, target.target
    if base and goal and not percent:
        low, high = sorted((abs(base.value), abs(goal.value)))
        if 0 < low * FAR_APART <= high:
            says = f"has a target of {goal.value:g} beside a baseline of {base.value:g}"
            yield "target", says, f"write both in one unit: {indicator.unit}"


def _tolerance(target: Target) -> Wrong:
    """Process limits are of quarterly series, intervals of published figures that have one."""
    local = known.is_local(target.indicator)
    interval = not local and INDICATORS[target.indicator].has_interval
    possible = LIMITS if local else INTERVAL if interval else NONE
    if target.tolerance not in (NONE, possible):
        kind = "a local figure" if local else "a published figure"
        kind += "" if local or interval else " without an interval"
        says = f"has tolerance '{target.tolerance}' for {kind}"
        yield "tolerance", says, f'write "{possible}"'
    elif target.target is not None and target.tolerance == NONE and possible != NONE:
        says = "has a target, and nothing by which it is judged to be met"
        yield "tolerance", says, f'write tolerance = "{possible}"'

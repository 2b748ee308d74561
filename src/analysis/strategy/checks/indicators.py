"""What an indicator of a strategy may be judged by, and what a target must say."""

from collections.abc import Iterator

from analysis.catalogue.indicator import HIGH, LOW
from analysis.catalogue.indicators import INDICATORS
from analysis.strategy import known
from analysis.strategy.checks.links import unknown_indicators
from analysis.strategy.faults import BLOCKS, Fault, of_item
from analysis.strategy.schema import Figure, Strategy, Target

FAR_APART = 50
LIMITS, INTERVAL, NONE = "process limits", "95% interval", "none"
WITHOUT_PUPILS = (
    "is an education figure without the figure for all pupils",
    "choose one that has it, so that members can compare",
)


def faults(strategy: Strategy) -> Iterator[Fault]:
    """Every fault of the indicators of a strategy, and of the effects that actions expect."""
    yield from unknown_indicators(strategy)
    for place, target in enumerate(strategy.indicators):
        if known.found(target.indicator) is not None:
            for field, says, remedy in _target(target):
                yield of_item("indicators", place, target.id, field, says, remedy)
            if lacks_comparator(target):
                says, remedy = WITHOUT_PUPILS
                yield of_item(
                    "indicators", place, target.id, "indicator", says, remedy, severity=BLOCKS
                )
    yield from _effects(strategy)


def lacks_comparator(target: Target) -> bool:
    """Whether it is an education figure without the figure for all pupils to stand beside it."""
    return known.education(target.indicator) and not known.all_pupils(target.indicator)


def _target(target: Target) -> Iterator[tuple[str, str, str]]:
    yield from _fractions(target)
    yield from _outside(target)
    if known.neutral(target.indicator):
        yield from _neutral(target)
    elif known.rare(target.indicator):
        if target.target is not None or target.tolerance != NONE:
            says = "judges a rare event, which is told by the time between two of them"
            yield "target", says, "take the target and the tolerance away"
    else:
        yield from _judged(target)
    if known.is_local(target.indicator) and target.supplier is None:
        says = "is a local figure without a supplier"
        yield "supplier", says, "name the partner that it comes from"


def _neutral(target: Target) -> Iterator[tuple[str, str, str]]:
    """A neutral indicator is not judged: it can be neither red nor green."""
    says = f"judges {known.title(target.indicator)}, where neither more nor fewer is better"
    if target.target is not None:
        yield "target", f"{says}, by a target", "take the target away; show it beside others"
    if target.tolerance != NONE:
        yield "tolerance", f"{says}, by a tolerance", 'take it away, or write "none"'


def _judged(target: Target) -> Iterator[tuple[str, str, str]]:
    if target.target is not None:
        for field in ("basis", "owner_role", "review"):
            if not getattr(target, field):
                yield field, f"has a target without {field}", _NEEDED[field]
        if not any(_fractions(target)):
            yield from _wrong_side(target)
    yield from _tolerance(target)


_NEEDED = {
    "basis": 'say what it rests on, as "similar authorities"',
    "owner_role": 'name the role that answers for it, as "Head of Fostering"',
    "review": "write the day on which the board looks at it again",
}


def _wrong_side(target: Target) -> Iterator[tuple[str, str, str]]:
    """A target that would be reached by getting worse than the baseline."""
    indicator, base, goal = known.found(target.indicator), target.baseline, target.target
    if indicator is None or base is None or goal is None:
        return
    worse = (indicator.polarity == HIGH and goal.value < base.value) or (
        indicator.polarity == LOW and goal.value > base.value
    )
    if worse:
        better = "higher" if indicator.polarity == HIGH else "lower"
        says = f"has a target of {goal.value:g} on the wrong side of its baseline of {base.value:g}"
        yield "target", says, f"{better} is better for {indicator.title}"


def _fractions(target: Target) -> Iterator[tuple[str, str, str]]:
    """A percentage written as a share of 1, and a target in another unit than its baseline."""
    indicator = known.found(target.indicator)
    percent = indicator is not None and indicator.unit.startswith("%")
    for field, figure in (("baseline", target.baseline), ("target", target.target)):
        if figure is None or indicator is None:
            continue
        if percent and 0 < figure.value <= 1 and not figure.unit:
            says = f"has a {field} of {figure.value:g} for a percentage, as if it were a share of 1"
            remedy = f'write {100 * figure.value:g}, or add unit = "%" where {figure.value:g}% is'
            yield field, says, f"{remedy} meant"
        elif figure.unit and not percent:
            says = f"has a {field} with unit = '{figure.unit}' for {indicator.title}"
            yield field, says, f"it is in {indicator.unit}; take the unit away"
    base, goal = target.baseline, target.target
    if indicator is not None and not percent and base and goal and _far_apart(base, goal):
        says = f"has a target of {goal.value:g} beside a baseline of {base.value:g}"
        yield "target", says, f"write both in one unit: {indicator.unit}"


def _far_apart(base: Figure, goal: Figure) -> bool:
    """Whether one is fifty times the other or more, as days and shares of days are."""
    low, high = sorted((abs(base.value), abs(goal.value)))
    return low > 0 and low * FAR_APART <= high


def _outside(target: Target) -> Iterator[tuple[str, str, str]]:
    """A percentage below 0 or above 100."""
    indicator = known.found(target.indicator)
    percent = indicator is not None and indicator.unit.startswith("%")
    for field in ("baseline", "target"):
        figure = getattr(target, field)
        if figure is not None and percent and not 0 <= figure.value <= 100:
            says = f"has a {field} of {figure.value:g} for a percentage"
            yield field, says, "write a number from 0 to 100"


def _tolerance(target: Target) -> Iterator[tuple[str, str, str]]:
    """Process limits are of quarterly series, intervals of published figures that have one."""
    local = known.is_local(target.indicator)
    interval = not local and INDICATORS[target.indicator].has_interval
    possible = LIMITS if local else INTERVAL if interval else NONE
    if target.tolerance not in (NONE, possible):
        kind = "a local figure" if local else "a published figure"
        kind += "" if local or interval else " without an interval"
        yield (
            "tolerance",
            f"has tolerance '{target.tolerance}' for {kind}",
            f'write "{possible}"',
        )
    elif target.target is not None and target.tolerance == NONE and possible != NONE:
        says = "has a target, and nothing by which it is judged to be met"
        yield "tolerance", says, f'write tolerance = "{possible}"'


def _effects(strategy: Strategy) -> Iterator[Fault]:
    """Actions that expect to make an indicator worse."""
    for place, action in enumerate(strategy.actions):
        for effect in action.effect:
            indicator = known.found(effect.indicator)
            wrong = {HIGH: "lower", LOW: "higher"}.get(indicator.polarity if indicator else "")
            if indicator is not None and effect.direction == wrong:
                says = f"expects {indicator.title} to be {wrong}, which is worse"
                remedy = "write the direction that it is meant to take"
                yield of_item("actions", place, action.id, "effect", says, remedy)

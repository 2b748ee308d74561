"""A scenario as a change to futures, each future for itself: nothing is drawn again, so that the
difference from "as now" is the scenario's alone.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import count

import numpy as np

from analysis.catalogue.local.changes import (
    FEWER_ENTRIES,
    HOME_SOONER,
    MORE_CARERS,
    Change,
    Scenario,
)
from analysis.core.errors import ShapeError
from analysis.forecast.histories.careers import Days, State
from analysis.forecast.histories.drawing.fewer import Fewer
from analysis.forecast.histories.scenarios.course import (
    FOSTER,
    HOMES,
    OWN,
    Array,
    Course,
    Flows,
    as_now,
)

PRIVATE, VOLUNTARY = "private", "voluntary"
INDEPENDENT = (PRIVATE, VOLUNTARY)
"""Providers whose children in-house carers take, in this order."""
USUAL_MONTHS = 12
TOLERANCE = 1e-9
Pools = Sequence[tuple[list[int], float]]
"""States from which children move, in their order, and how many children."""


def spared_by(scenarios: Sequence[Scenario], ends: Days) -> list[Fewer]:
    """The children whom `simulate` is to mark, in the order in which `applied` takes them."""
    changes = [c for each in scenarios for c in each.changes if c.kind == FEWER_ENTRIES]
    return [
        Fewer(12 * c.ages[0], 12 * c.ages[1] + 11, None, c.number, month_of(c, ends))
        for c in changes
    ]


def applied(scenarios: Sequence[Scenario], flows: Flows) -> dict[str, Course]:
    """Each scenario by its name; ShapeError unless `spared` has those of `spared_by`."""
    if len(flows.spared) != len(spared_by(scenarios, flows.ends)):
        raise ShapeError("scenarios: the futures need one `spared` for each change of entries.")
    numbers = count()
    return {each.name: _course(each, flows, numbers) for each in scenarios}


def month_of(change: Change, ends: Days) -> int:
    """The first month that ends in the change; 1 where it began before the histories ended."""
    return max(1, int(np.searchsorted(ends, change.begins.toordinal())))


def _course(scenario: Scenario, flows: Flows, numbers: Iterator[int]) -> Course:
    course = as_now(flows)
    for change in scenario.changes:
        since = month_of(change, flows.ends)
        if change.kind == FEWER_ENTRIES:
            course = _spared(course, flows, change, since, next(numbers))
        elif change.kind == HOME_SOONER:
            gone = _gone(flows, change.number) * (1 if change.share is None else change.share)
            gone[:, :since] = 0
            course = _without(course, gone)
        elif change.kind == MORE_CARERS:
            course = _with_carers(course, flows.states, change, since)
        else:
            course = _with_home(course, flows.states, change, since)
        course = replace(course, running=(*course.running, (change.begins, change.running)))
    return course


def _spared(course: Course, flows: Flows, change: Change, since: int, n: int) -> Course:
    """Without those who do not come, who are known one by one."""
    wanted = np.floor(change.number * (len(flows.ends) - since) + TOLERANCE)
    unmet = float((flows.met[n] < wanted).mean())
    after = _without(course, flows.spared[n])
    return replace(after, unmet=(*course.unmet, unmet))


def _gone(flows: Flows, sooner: float) -> Array:
    """Children of each month who leave within so many months after it.

    After the last month as many leave from each state as in a month of the year before.
    """
    months, parts = len(flows.ends), int(np.ceil(sooner))
    usual = flows.left[:, 1:][:, -USUAL_MONTHS:].mean(1, keepdims=True)
    left = np.concatenate([flows.left, np.repeat(usual, parts, axis=1)], axis=1)
    there = (*flows.stayed, *[flows.stayed[-1] if flows.stayed else 1.0] * parts)
    gone = np.zeros_like(flows.left)
    for n in range(parts):
        gone += min(1.0, sooner - n) * there[n] * left[:, n + 1 : n + 1 + months]
    return gone


def _without(course: Course, fewer: Array) -> Course:
    """With fewer children; those whom a state lacks are taken from all others alike."""
    taken = np.minimum(fewer, course.children)
    rest = course.children - taken
    lacking, there = (fewer - taken).sum(2), rest.sum(2)
    also = np.minimum(1.0, lacking / np.maximum(there, TOLERANCE))
    unmet = float((lacking > there + TOLERANCE).any(1).mean())
    children = rest * (1 - also[..., None])
    budgeted = np.minimum(course.budgeted, children)
    return replace(course, children=children, budgeted=budgeted, unmet=(*course.unmet, unmet))


def _with_carers(course: Course, states: Sequence[State], change: Change, since: int) -> Course:
    """Children of agencies, and the given share of homes, with carers of our own."""
    wanted = change.number * change.children_each
    of_homes = wanted * (change.share or 0.0)
    agencies, homes = (_at(states, kind, INDEPENDENT) for kind in (FOSTER, HOMES))
    pools = [(agencies, wanted - of_homes), (homes, of_homes)]
    return _moved(course, _taken(course, since, pools), pools, since, states.index((FOSTER, OWN)))


def _with_home(course: Course, states: Sequence[State], change: Change, since: int) -> Course:
    """Children of private homes in one of our own, which its budget pays where it has one."""
    ours = states.index((HOMES, OWN))
    pools = [(_at(states, HOMES, (PRIVATE,)), change.number * change.occupancy)]
    taken = _taken(course, since, pools)
    after = _moved(course, taken, pools, since, ours)
    if not change.running:
        return after
    budgeted = after.budgeted.copy()
    budgeted[..., ours] += taken.sum(2)
    return replace(after, budgeted=budgeted)


def _at(states: Sequence[State], kind: str, providers: Sequence[str]) -> list[int]:
    """The places of a kind's states, in the order of the providers."""
    return [states.index((kind, each)) for each in providers if (kind, each) in states]


def _taken(course: Course, since: int, pools: Pools) -> Array:
    """Children taken from each state, as long as there are some; what a pool lacks, from others."""
    taken = np.zeros_like(course.children)
    wanted = np.zeros(course.children.shape[:2])

    def take(sources: list[int]) -> None:
        for n in sources:
            more = np.minimum(wanted, course.children[..., n] - taken[..., n])
            taken[..., n] += more
            wanted[...] -= more

    for sources, number in pools:
        wanted[:, since:] += number
        take(sources)
    take([n for sources, _ in pools for n in sources])
    return taken


def _moved(course: Course, taken: Array, pools: Pools, since: int, to: int) -> Course:
    wanted, many = sum(number for _, number in pools), taken.sum(2)
    children = course.children - taken
    children[..., to] += many
    lacking = many[:, since:] < wanted - TOLERANCE
    drawn_on = tuple(tuple(sources) for sources, number in pools if number)
    return replace(
        course,
        children=children,
        unmet=(*course.unmet, float(lacking.any(1).mean())),
        drawn_on=(*course.drawn_on, *drawn_on),
    )

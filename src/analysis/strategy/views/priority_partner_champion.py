"""A strategy as one of its readers sees it: one priority, a partner's part, a champion's page."""

from collections.abc import Callable, Mapping
from typing import Any

from analysis.catalogue import parameters
from analysis.catalogue.parameters import ALL, NAMES, PARTNER, TABLES
from analysis.core.errors import UnknownNameError
from analysis.strategy.schema.part import Item
from analysis.strategy.schema.plan import Objective
from analysis.strategy.schema.whole import Strategy


def view_of(strategy: Strategy, view: str, which: str) -> Strategy:
    """The strategy with only what belongs to a view.

    `priority` keeps one priority and what serves it, `champion` one objective and what serves it,
    `partner` only what one partner is asked for and has to do. UnknownNameError for a view or an id
    that there is not, and CareAnalysisError for an id of the whole.
    """
    parameters.view(view, which, {}, strategy.area)
    if view == ALL:
        return strategy
    item = found(strategy, view, which)
    if view == PARTNER:
        return _of_partner(strategy, which)
    if isinstance(item, Objective):
        return _serving(strategy, {*item.priorities}, {which})
    return _serving(strategy, {which}, set())


def found(strategy: Strategy, view: str, which: str) -> Item:
    """The priority, partner or objective that a view is about; UnknownNameError for another."""
    known = _items(strategy, view)
    if which not in known:
        listed = ", ".join(known) or "none here"
        raise UnknownNameError(NAMES[view], which, known, f"There is {listed}.")
    return known[which]


def view_words(strategy: Strategy, view: str, which: str) -> str:
    """Whom a view is for: 'priority 7: Health', 'the integrated care board'; '' for all."""
    if view == ALL:
        return ""
    item = found(strategy, view, which)
    number = getattr(item, "number", "")
    title = getattr(item, "title", "") or getattr(item, "name", "")
    return f"{NAMES[view]} {number}: {title}" if number else title


def ids(strategy: Strategy) -> dict[str, list[str]]:
    """The ids of what there is to see by each view."""
    return {view: list(_items(strategy, view)) for view in TABLES}


def _items(strategy: Strategy, view: str) -> dict[str, Item]:
    return {item.id: item for item in getattr(strategy, TABLES[view])}


def _serving(strategy: Strategy, priorities: set[str], objectives: set[str]) -> Strategy:
    """What serves some priorities; of the objectives, those named, or all that serve them."""

    def near(item: Any) -> bool:
        return bool(priorities & {*item.priorities})

    objectives = objectives or {o.id for o in strategy.objectives if near(o)}

    def serving(item: Any) -> bool:
        return near(item) or bool(objectives & {*item.objectives})

    keep = {
        "priorities": lambda priority: priority.id in priorities,
        "objectives": lambda objective: objective.id in objectives,
        "indicators": serving,
        "information_needs": serving,
    }
    return _only(strategy, keep | dict.fromkeys(("findings", "actions", "you_said"), near))


def _of_partner(strategy: Strategy, which: str) -> Strategy:
    """Only what a partner is asked for and has to do, and the figures that it supplies."""
    served = {p for a in strategy.actions if which in a.partners for p in a.priorities}

    def taking_part(item: Any) -> bool:
        return which in item.partners

    def supplied(item: Any) -> bool:
        return bool(item.supplier == which)

    keep = {
        "priorities": lambda priority: priority.id in served or taking_part(priority),
        "objectives": lambda objective: which in objective.involve,
        "indicators": supplied,
        "information_needs": supplied,
        "actions": taking_part,
        "asks": taking_part,
    }
    return _only(strategy, keep | dict.fromkeys(("findings", "you_said", "roles"), lambda _: False))


def _only(strategy: Strategy, keep: Mapping[str, Callable[[Any], bool]]) -> Strategy:
    """The strategy with only those items of some tables that are to be kept."""
    kept = {table: tuple(filter(keeps, getattr(strategy, table))) for table, keeps in keep.items()}
    return strategy.model_copy(update=kept)

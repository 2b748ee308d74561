"""A strategy as one of its readers sees it: one priority, a partner's part, a champion's page."""

from analysis.catalogue import parameters
from analysis.catalogue.parameters import ALL, CHAMPION, NAMES, PARTNER, PRIORITY, TABLES
from analysis.core.errors import UnknownNameError
from analysis.strategy.schema import Item, Strategy


def narrowed(strategy: Strategy, view: str, which: str) -> Strategy:
    """The strategy with only what belongs to a view.

    `priority` keeps one priority and what serves it, `champion` one objective and what serves it,
    `partner` only what one partner is asked for and has to do. UnknownNameError for a view or an id
    that there is not, and CareAnalysisError for an id of the whole.
    """
    parameters.view(view, which, {}, strategy.area)
    if view == ALL:
        return strategy
    found(strategy, view, which)
    return {PRIORITY: _priority, PARTNER: _partner, CHAMPION: _champion}[view](strategy, which)


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


def _priority(strategy: Strategy, which: str) -> Strategy:
    return _serving(strategy, {which}, set())


def _champion(strategy: Strategy, which: str) -> Strategy:
    objective = next(o for o in strategy.objectives if o.id == which)
    return _serving(strategy, set(objective.priorities), {which})


def _serving(strategy: Strategy, priorities: set[str], objectives: set[str]) -> Strategy:
    """What serves some priorities; of the objectives, those named, or all that serve them."""

    def near(item: Item) -> bool:
        return bool(priorities & set(getattr(item, "priorities", ())))

    kept = [o for o in strategy.objectives if (o.id in objectives if objectives else near(o))]
    targets = [t for t in strategy.indicators if near(t) or {*t.objectives} & {o.id for o in kept}]
    needs = [
        n for n in strategy.information_needs if near(n) or {*n.objectives} & {o.id for o in kept}
    ]
    return strategy.model_copy(
        update={
            "priorities": tuple(p for p in strategy.priorities if p.id in priorities),
            "objectives": tuple(kept),
            "findings": tuple(f for f in strategy.findings if near(f)),
            "indicators": tuple(targets),
            "actions": tuple(a for a in strategy.actions if near(a)),
            "you_said": tuple(p for p in strategy.you_said if near(p)),
            "information_needs": tuple(needs),
        }
    )


def _partner(strategy: Strategy, which: str) -> Strategy:
    """Only what a partner is asked for and has to do, and the figures that it supplies."""
    actions = tuple(a for a in strategy.actions if which in a.partners)
    served = {p for a in actions for p in a.priorities}
    named = {p.id for p in strategy.priorities if which in p.partners}
    return strategy.model_copy(
        update={
            "priorities": tuple(p for p in strategy.priorities if p.id in served | named),
            "objectives": tuple(o for o in strategy.objectives if which in o.involve),
            "findings": (),
            "indicators": tuple(t for t in strategy.indicators if t.supplier == which),
            "actions": actions,
            "you_said": (),
            "asks": tuple(a for a in strategy.asks if which in a.partners),
            "information_needs": tuple(
                n for n in strategy.information_needs if n.supplier == which
            ),
            "roles": (),
        }
    )

"""Names that are given twice, that lead nowhere, or that nothing leads to."""

from collections.abc import Iterable, Iterator, Mapping

from analysis.strategy import known
from analysis.strategy.faults import Fault, meant, of_item
from analysis.strategy.schema import TABLES, Strategy

REFERENCES: Mapping[str, str] = {
    "priorities": "priorities",
    "objectives": "objectives",
    "partners": "partners",
    "involve": "partners",
    "supplier": "partners",
    "depends_on": "actions",
}
ONE = {"priorities": "priority", "objectives": "objective", "partners": "partner"}


def duplicates(strategy: Strategy) -> Iterator[Fault]:
    """Ids that two items of one kind have, and indicators that stand in two places."""
    for table in TABLES:
        first: dict[str, int] = {}
        for place, item in enumerate(getattr(strategy, table)):
            if first.setdefault(item.id, place) != place:
                says = f"has the id of number {first[item.id] + 1} of {table}"
                yield of_item(table, place, item.id, "id", says, "give it an id of its own")
    named: dict[str, str] = {}
    for place, target in enumerate(strategy.indicators):
        if named.setdefault(target.indicator, target.id) != target.id:
            says = f"is a second entry for {target.indicator}, beside '{named[target.indicator]}'"
            remedy = "keep one; it may serve several priorities"
            yield of_item("indicators", place, target.id, "indicator", says, remedy)


def references(strategy: Strategy) -> Iterator[Fault]:
    """References to items that do not exist, to the item itself, or in a circle."""
    ids = {table: [i.id for i in getattr(strategy, table)] for table in TABLES}
    for table, place, item in strategy.items():
        for field, to in REFERENCES.items():
            for name in _names(getattr(item, field, None)):
                if name not in ids[to]:
                    what = ONE.get(to, to.rstrip("s"))
                    says = f"has {field} '{name}', and there is no such {what}"
                    remedy = meant(name, ids[to], _those(ids[to], to))
                    yield of_item(table, place, item.id, field, says, remedy)
    yield from _circles(strategy)


def orphans(strategy: Strategy) -> Iterator[Fault]:
    """Priorities, findings, objectives, indicators and actions that are tied to nothing."""
    yield from _orphan_priorities(strategy)
    tied = (
        ("findings", "no priority answers it", "name the priorities that answer it"),
        ("objectives", "it serves no priority", "name the priorities that it serves"),
        ("actions", "it serves no priority", "name the priorities that it serves"),
    )
    for table, why, remedy in tied:
        for place, item in enumerate(getattr(strategy, table)):
            if not item.priorities:
                says = f"is an orphan: {why}"
                yield of_item(table, place, item.id, "priorities", says, remedy)
    for place, target in enumerate(strategy.indicators):
        if not target.priorities and not target.objectives:
            says = "is an orphan: it belongs to no priority and no objective"
            remedy = "name the priorities that are judged by it"
            yield of_item("indicators", place, target.id, "priorities", says, remedy)


def indicators_of(strategy: Strategy, priority: str) -> list[str]:
    """The ids of the indicators of a priority, named by it or by an objective that serves it."""
    serving = {o.id for o in strategy.objectives if priority in o.priorities}
    return [
        t.id for t in strategy.indicators if priority in t.priorities or serving & set(t.objectives)
    ]


def _orphan_priorities(strategy: Strategy) -> Iterator[Fault]:
    acted = {p for a in strategy.actions for p in a.priorities}
    served = {p for o in strategy.objectives for p in o.priorities}
    for place, priority in enumerate(strategy.priorities):
        lacking = [
            what
            for what, there in (
                ("action", priority.id in acted),
                ("indicator", bool(indicators_of(strategy, priority.id))),
                ("objective", priority.id in served or not strategy.objectives),
            )
            if not there
        ]
        for what in lacking:
            says = f"is an orphan: no {what} names it"
            remedy = f"name it in priorities of the {what} that belongs to it"
            yield of_item("priorities", place, priority.id, "", says, remedy)


def _circles(strategy: Strategy) -> Iterator[Fault]:
    """Actions that wait for themselves, straight or by way of others."""
    waits = {a.id: a.depends_on for a in strategy.actions}
    for place, action in enumerate(strategy.actions):
        seen: set[str] = set()
        asked = list(action.depends_on)
        while asked:
            name = asked.pop()
            if name not in seen:
                seen.add(name)
                asked += waits.get(name, ())
        if action.id in seen:
            says = "depends on itself" + ("" if action.id in action.depends_on else ", by others")
            remedy = "take one of the dependencies away"
            yield of_item("actions", place, action.id, "depends_on", says, remedy)


def unknown_indicators(strategy: Strategy) -> Iterator[Fault]:
    """Names of indicators that are neither published nor local."""
    for table, place, field, item, name in _named_indicators(strategy):
        published_only = table == "findings"
        if known.found(name) is None or (published_only and known.is_local(name)):
            says = f"has {field} '{name}', which is no {'published ' if published_only else ''}"
            remedy = known.advice(name, published_only=published_only)
            yield of_item(table, place, item, field, f"{says}indicator", remedy)


def _named_indicators(strategy: Strategy) -> Iterator[tuple[str, int, str, str, str]]:
    """Each place where an indicator is named: table, place, field, the item's id, the name."""
    for table in ("findings", "indicators", "information_needs"):
        for place, item in enumerate(getattr(strategy, table)):
            if item.indicator:
                yield table, place, "indicator", item.id, item.indicator
    for place, action in enumerate(strategy.actions):
        for effect in action.effect:
            yield "actions", place, "effect", action.id, effect.indicator
    for place, event in enumerate(strategy.events):
        for name in event.indicators:
            yield "events", place, "indicators", event.id, name


def _names(value: object) -> Iterable[str]:
    """The names in a field that holds one, several or none."""
    if value is None or value == "":
        return ()
    return (value,) if isinstance(value, str) else tuple(value)  # type: ignore[arg-type]


def _those(ids: list[str], table: str) -> str:
    """Which ids there are, in words."""
    return f"the {table} are {', '.join(ids)}" if ids else f"the file has no {table}"

"""Names that are given twice, that lead nowhere, or that nothing leads to."""

from collections.abc import Iterator, Mapping

from analysis.strategy import known
from analysis.strategy.faults import Fault, items_of, meant
from analysis.strategy.schema.part import Item
from analysis.strategy.schema.whole import TABLES, Strategy

REFERENCES: Mapping[str, str] = {
    "priorities": "priorities",
    "objectives": "objectives",
    "partners": "partners",
    "involve": "partners",
    "supplier": "partners",
    "depends_on": "actions",
    "kept_by": "actions",
}
ONE = {"priorities": "priority"}
SERVES = ("it serves no priority", "name the priorities that it serves")
TIED = {
    "findings": ("no priority answers it", "name the priorities that answer it"),
    "objectives": SERVES,
    "actions": SERVES,
    "indicators": (
        "it belongs to no priority and no objective",
        "name the priorities that are judged by it",
    ),
}


def duplicates(strategy: Strategy) -> Iterator[Fault]:
    """Ids that two items of one kind have, and indicators that stand in two places."""
    first: dict[tuple[str, str], int] = {}
    for at in items_of(strategy):
        number = first.setdefault((at.table, at.item.id), at.place)
        if number != at.place:
            says = f"has the id of number {number + 1} of {at.table}"
            yield at.fault("id", says, "give it an id of its own")
    named: dict[str, str] = {}
    for at in items_of(strategy, "indicators"):
        other = named.setdefault(at.item.indicator, at.item.id)
        if other != at.item.id:
            says = f"is a second entry for {at.item.indicator}, beside '{other}'"
            yield at.fault("indicator", says, "keep one; it may serve several priorities")


def references(strategy: Strategy) -> Iterator[Fault]:
    """References to items that do not exist, to the item itself, or in a circle."""
    ids = {table: [i.id for i in getattr(strategy, table)] for table in TABLES}
    for at in items_of(strategy):
        for field, to in REFERENCES.items():
            for name in names_in(at.item, field):
                if name not in ids[to]:
                    there = f"the {to} are {', '.join(ids[to])}" if ids[to] else ""
                    what = ONE.get(to, to.rstrip("s"))
                    says = f"has {field} '{name}', and there is no such {what}"
                    remedy = meant(name, ids[to], there or f"the file has no {to}")
                    yield at.fault(field, says, remedy)
    waits = {a.id: a.depends_on for a in strategy.actions}
    for at in items_of(strategy, "actions"):
        reached = list(at.item.depends_on)
        for name in reached:
            reached += [n for n in waits.get(name, ()) if n not in reached]
        if at.item.id in reached:
            by = "" if at.item.id in at.item.depends_on else ", by others"
            yield at.fault(
                "depends_on", f"depends on itself{by}", "take one of the dependencies away"
            )


def orphans(strategy: Strategy) -> Iterator[Fault]:
    """Priorities, findings, objectives, indicators and actions that are tied to nothing."""
    acted = {p for a in strategy.actions for p in a.priorities}
    served = {p for o in strategy.objectives for p in o.priorities}
    for at in items_of(strategy, "priorities"):
        named = {
            "action": at.item.id in acted,
            "indicator": bool(strategy.targets_of(at.item.id)),
            "objective": at.item.id in served or not strategy.objectives,
        }
        for what in [what for what, there in named.items() if not there]:
            remedy = f"name it in priorities of the {what} that belongs to it"
            yield at.fault("", f"is an orphan: no {what} names it", remedy)
    for at in items_of(strategy, *TIED):
        if not at.item.priorities and not getattr(at.item, "objectives", ()):
            why, remedy = TIED[at.table]
            yield at.fault("priorities", f"is an orphan: {why}", remedy)


def unknown_indicators(strategy: Strategy) -> Iterator[Fault]:
    """Names of indicators that are neither published nor local."""
    for at in items_of(strategy):
        of_published = at.table == "findings"
        fields = ("indicator", "effect", "indicators")
        for field, name in [(f, name) for f in fields for name in names_in(at.item, f)]:
            if known.found(name) is None or (of_published and known.is_local(name)):
                says = f"has {field} '{name}', which is no {'published ' * of_published}indicator"
                yield at.fault(field, says, known.advice(name, published_only=of_published))


def names_in(item: Item, field: str) -> tuple[str, ...]:
    """The names in a field that holds one, several, effects or none, or that an item has not."""
    value = getattr(item, field, None) or ()
    values = (value,) if isinstance(value, str) else value
    return tuple(getattr(each, "indicator", each) for each in values)

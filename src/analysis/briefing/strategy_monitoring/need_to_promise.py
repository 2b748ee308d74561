"""From need to promise: what each priority answers and leads to, and what hangs in the air."""

from analysis.briefing.parts import capital, counted, prose, table
from analysis.briefing.strategy_monitoring.opening import Progress
from analysis.briefing.strategy_monitoring.phrases import listed
from analysis.present.parts.exhibit import Exhibit
from analysis.present.parts.prose import Bullets, Prose
from analysis.strategy import known
from analysis.strategy.registers import loose
from analysis.strategy.schema.part import Item
from analysis.strategy.schema.plan import Target

NONE = "There is no strategy to trace: the council has supplied none."


def traceability(there: Progress) -> Exhibit | Prose:
    """Each priority with the findings it answers, its figures, its actions and its promises."""
    if not there.supplied:
        return prose(NONE)
    strategy, loose_ones = there.strategy, sum(map(len, loose(there.whole).values()))
    rows = [
        {
            "Priority": f"{priority.number}: {priority.title}",
            "Needs it answers": _those(strategy.findings, priority.id, "says"),
            "Objectives": listed(
                [o.number or o.title for o in strategy.objectives if priority.id in o.priorities]
            )
            or "none",
            "Figures that would show it": "; ".join(
                known.title(t.indicator) for t in strategy.targets_of(priority.id)
            )
            or "none",
            "Actions": _those(strategy.actions, priority.id, "what"),
            "Promises to young people": _those(strategy.you_said, priority.id, "said"),
        }
        for priority in strategy.priorities
    ]
    return table(
        "traceability",
        f"{counted(loose_ones, 'thing hangs', 'things hang')} in the air"
        if loose_ones
        else "Every priority is tied to a need, a figure and an action",
        f"From need to promise, {strategy.name}, {there.name}",
        rows,
        source=strategy.source,
    )


def loose_ends(there: Progress) -> Bullets | Prose:
    """What the strategy leaves unconnected: priorities, findings, figures, actions, promises."""
    if not there.supplied:
        return prose(NONE)
    found = loose(there.whole)
    if not found:
        return prose("Nothing hangs in the air: every finding, priority and figure is taken up.")
    titles = {item.id: _title(item) for _, _, item in there.whole.items()}
    points = [
        f"{capital(what)}: {'; '.join(titles.get(id, id) for id in ids)}."
        for what, ids in found.items()
    ]
    return Bullets(points=points, lead="What hangs in the air")


def _title(item: Item) -> str:
    """What an item says of itself, or its id."""
    if isinstance(item, Target):
        return known.title(item.indicator)
    fields = ("title", "says", "what", "said")
    return next((str(getattr(item, f)) for f in fields if hasattr(item, f)), item.id).rstrip(".")


def _those(items: tuple[Item, ...], priority: str, field: str) -> str:
    chosen = [i for i in items if priority in getattr(i, "priorities", ())]
    return "; ".join(str(getattr(i, field)).rstrip(".") for i in chosen) or "none"

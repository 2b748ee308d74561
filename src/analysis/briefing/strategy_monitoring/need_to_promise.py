"""From need to promise: what each priority answers and leads to, and what hangs in the air."""

import pandas as pd

from analysis.briefing.strategy_monitoring.figures.published import title_of
from analysis.briefing.strategy_monitoring.opening import Progress
from analysis.briefing.strategy_monitoring.phrases import listed, plural
from analysis.present.parts.exhibit import Exhibit
from analysis.present.parts.prose import Bullets, Prose
from analysis.strategy.registers import loose
from analysis.strategy.schema import Item, Target

NONE = "There is no strategy to trace: the council has supplied none."


def traceability(there: Progress) -> Exhibit | Prose:
    """Each priority with the findings it answers, its figures, its actions and its promises."""
    if not there.supplied:
        return Prose([NONE])
    strategy = there.strategy
    rows = []
    for priority in strategy.priorities:
        serving = [i.id for i in strategy.objectives if priority.id in i.priorities]
        rows.append(
            {
                "Priority": f"{priority.number}: {priority.title}",
                "Needs it answers": _those(strategy.findings, priority.id, "says"),
                "Objectives": listed(
                    [o.number or o.title for o in strategy.objectives if o.id in serving]
                )
                or "none",
                "Figures that would show it": "; ".join(
                    title_of(t.indicator)
                    for t in strategy.indicators
                    if priority.id in t.priorities or {*t.objectives} & {*serving}
                )
                or "none",
                "Actions": _those(strategy.actions, priority.id, "what"),
                "Promises to young people": _those(strategy.you_said, priority.id, "said"),
            }
        )
    loose_ones = sum(len(ids) for ids in loose(there.whole).values())
    return Exhibit(
        key="traceability",
        headline="Every priority is tied to a need, a figure and an action"
        if not loose_ones
        else f"{plural(loose_ones, 'thing hangs', 'things hang')} in the air",
        subtitle=f"From need to promise, {strategy.name}, {there.name}",
        alt="",
        table=pd.DataFrame(rows),
        source=strategy.source,
    )


def loose_ends(there: Progress) -> Bullets | Prose:
    """What the strategy leaves unconnected: priorities, findings, figures, actions, promises."""
    if not there.supplied:
        return Prose([NONE])
    found = loose(there.whole)
    if not found:
        return Prose(["Nothing hangs in the air: every finding, priority and figure is taken up."])
    told = [
        f"{what[0].upper()}{what[1:]}: {'; '.join(_named(there, id) for id in ids)}."
        for what, ids in found.items()
    ]
    return Bullets(points=told, lead="What hangs in the air")


def _named(there: Progress, id: str) -> str:
    """What an item says, by its id."""
    for _, _, item in there.whole.items():
        if item.id == id:
            if isinstance(item, Target):
                return title_of(item.indicator)
            fields = ("title", "says", "what", "said")
            return next((str(getattr(item, f)) for f in fields if hasattr(item, f)), id).rstrip(".")
    return id


def _those(items: tuple[Item, ...], priority: str, field: str) -> str:
    chosen = [i for i in items if priority in getattr(i, "priorities", ())]
    return "; ".join(str(getattr(i, field)).rstrip(".") for i in chosen) or "none"

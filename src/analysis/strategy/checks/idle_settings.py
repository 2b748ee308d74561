"""Settings that do nothing: a fault where the writer counts on them, a note where they are idle."""

from collections.abc import Iterator

from analysis.strategy import known
from analysis.strategy.checks.links import names_in
from analysis.strategy.faults import NOTE, Fault, ItemAt, items_of, of_file
from analysis.strategy.schema.whole import Strategy


def faults(strategy: Strategy) -> Iterator[Fault]:
    """Everything in a strategy that changes no page, though it looks as if it did."""
    judged = {t.indicator for t in strategy.indicators}
    for at in items_of(strategy, "events"):
        yield from _event(at, judged)
    for at in items_of(strategy, "indicators"):
        yield from _target(at)
    yield from _unnamed(strategy)
    for at in items_of(strategy):
        if at.item.minuted and not at.item.illustration:
            remedy = "write illustration = true, or take minuted away"
            yield at.fault("minuted", "says what is minuted, and is no illustration", remedy, NOTE)
    if strategy.illustration_note and not any(i.illustration for _, _, i in strategy.items()):
        says = "has an illustration_note, and nothing in it is an illustration"
        remedy = "take it away, or mark what is made up"
        yield of_file("illustration_note", says, remedy, NOTE)
    if strategy.rare_charts and not any(known.rare(name) for name in judged):
        says = "has rare_charts = true, and no indicator that is a rare event"
        yield of_file("rare_charts", says, "take it away", NOTE)


def _event(at: ItemAt, judged: set[str]) -> Iterator[Fault]:
    """Limits start anew only for quarterly figures that have them and that a page shows."""
    limited = [name for name in at.item.indicators if known.limited(name)]
    if at.item.rebase and not judged & set(limited):
        says = "has rebase = true, and names no indicator that has process limits"
        if limited:
            says = f"has rebase = true for {limited[0]}, by which the strategy is not judged"
        remedy = "name a quarterly figure of the strategy that has limits, or write rebase = false"
        yield at.fault("rebase", says, remedy)
    elif at.item.indicators and not any(
        name == known.MARKED or (name in judged and known.is_local(name))
        for name in at.item.indicators
    ):
        says = "names no indicator whose chart shows events"
        remedy = "name a quarterly figure that the strategy is judged by, or leave indicators out"
        yield at.fault("indicators", says, remedy, NOTE)


def _target(at: ItemAt) -> Iterator[Fault]:
    target, name = at.item, at.item.indicator
    if target.supplier and known.found(name) and not known.is_local(name):
        says = "is a published figure with a supplier, of whom the page would say that it is late"
        remedy = "take the supplier away; only quarterly figures have one"
        yield at.fault("supplier", says, remedy)
    given = ["basis"] * bool(target.basis) + ["tolerance"] * (target.tolerance != "none")
    if given and target.target is None and not (known.neutral(name) or known.rare(name)):
        says = f"has {' and '.join(given)} without a target, of which nothing comes"
        yield at.fault(given[0], says, "write the target, or take it away", NOTE)


def _unnamed(strategy: Strategy) -> Iterator[Fault]:
    """Partners that no page shows, meetings without reports, and actions that wait in vain."""
    fields = ("partners", "involve", "supplier")
    named = {
        n for _, _, item in strategy.items() for field in fields for n in names_in(item, field)
    }
    for at in items_of(strategy, "partners"):
        if at.item.id not in named:
            says = "is named by no other part, so no page shows it"
            yield at.fault("id", says, "name it where it has a part, or take it away", NOTE)
    for at in items_of(strategy, "calendar"):
        if not at.item.reports:
            says = "has no reports, so nothing is ever due for it"
            yield at.fault("reports", says, "name them, as strategy_monitoring", NOTE)
    stopped = {a.id for a in strategy.actions if a.status == "stopped"}
    for at in items_of(strategy, "actions"):
        for name in sorted(stopped & set(at.item.depends_on)):
            says = f"waits for '{name}', which is stopped"
            yield at.fault("depends_on", says, "say what it waits for now, or stop it too", NOTE)

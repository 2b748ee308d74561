"""Settings that do nothing: a fault where the writer counts on them, a note where they are idle."""

from collections.abc import Iterator

from analysis.strategy import known
from analysis.strategy.faults import NOTE, Fault, of_item
from analysis.strategy.schema import Event, Item, Strategy, Target


def faults(strategy: Strategy) -> Iterator[Fault]:
    """Everything in a strategy that changes no page, though it looks as if it did."""
    judged = {t.indicator for t in strategy.indicators}
    for place, event in enumerate(strategy.events):
        yield from _event(event, place, judged)
    for place, target in enumerate(strategy.indicators):
        yield from _target(target, place)
    yield from _unnamed_partners(strategy)
    yield from _calendar(strategy)
    yield from _waiting(strategy)
    yield from _illustrations(strategy)
    if strategy.rare_charts and not any(known.rare(name) for name in judged):
        says = "has rare_charts = true, and no indicator that is a rare event"
        yield Fault(path=("rare_charts",), says=says, remedy="take it away", severity=NOTE)


def _event(event: Event, place: int, judged: set[str]) -> Iterator[Fault]:
    """Limits start anew only for quarterly figures that have them and that a page shows."""
    limited = [name for name in event.indicators if known.limited(name)]
    if event.rebase and not judged & set(limited):
        says = "has rebase = true, and names no indicator that has process limits"
        if limited:
            says = f"has rebase = true for {limited[0]}, by which the strategy is not judged"
        remedy = "name a quarterly figure of the strategy that has limits, or write rebase = false"
        yield of_item("events", place, event.id, "rebase", says, remedy)
    elif event.indicators and not {known.MARKED, *(judged & known.LOCAL_NAMES)} & set(
        event.indicators
    ):
        says = "names no indicator whose chart shows events"
        remedy = "name a quarterly figure that the strategy is judged by, or leave indicators out"
        yield of_item("events", place, event.id, "indicators", says, remedy, severity=NOTE)


def _target(target: Target, place: int) -> Iterator[Fault]:
    if target.supplier and known.found(target.indicator) and not known.is_local(target.indicator):
        says = "is a published figure with a supplier, of whom the page would say that it is late"
        remedy = "take the supplier away; only quarterly figures have one"
        yield of_item("indicators", place, target.id, "supplier", says, remedy)
    given = [
        field
        for field, there in (("basis", target.basis), ("tolerance", target.tolerance != "none"))
        if there and target.target is None
    ]
    if given and not (known.neutral(target.indicator) or known.rare(target.indicator)):
        says = f"has {' and '.join(given)} without a target, of which nothing comes"
        remedy = "write the target, or take it away"
        yield of_item("indicators", place, target.id, given[0], says, remedy, severity=NOTE)


def _unnamed_partners(strategy: Strategy) -> Iterator[Fault]:
    """Partners that no other part names: no page ever shows them."""
    named = {
        name
        for _, _, item in strategy.items()
        for field in ("partners", "involve", "supplier")
        for name in _names(item, field)
    }
    for place, partner in enumerate(strategy.partners):
        if partner.id not in named:
            says = "is named by no other part, so no page shows it"
            remedy = "name it where it has a part, or take it away"
            yield of_item("partners", place, partner.id, "id", says, remedy, severity=NOTE)


def _names(item: Item, field: str) -> tuple[str, ...]:
    value = getattr(item, field, None) or ()
    return (value,) if isinstance(value, str) else tuple(value)


def _calendar(strategy: Strategy) -> Iterator[Fault]:
    for place, meeting in enumerate(strategy.calendar):
        if not meeting.reports:
            says = "has no reports, so nothing is ever due for it"
            remedy = "name them, as strategy_monitoring"
            yield of_item("calendar", place, meeting.id, "reports", says, remedy, severity=NOTE)


def _waiting(strategy: Strategy) -> Iterator[Fault]:
    """Actions that wait for one that was stopped."""
    stopped = {a.id for a in strategy.actions if a.status == "stopped"}
    for place, action in enumerate(strategy.actions):
        for name in sorted(stopped & set(action.depends_on)):
            says = f"waits for '{name}', which is stopped"
            remedy = "say what it waits for now, or stop it too"
            yield of_item("actions", place, action.id, "depends_on", says, remedy, severity=NOTE)


def _illustrations(strategy: Strategy) -> Iterator[Fault]:
    """Fields that are minuted where nothing is an illustration, and a note of what is none."""
    for table, place, item in strategy.items():
        if item.minuted and not item.illustration:
            says = "says what is minuted, and is no illustration"
            remedy = "write illustration = true, or take minuted away"
            yield of_item(table, place, item.id, "minuted", says, remedy, severity=NOTE)
    if strategy.illustration_note and not any(i.illustration for _, _, i in strategy.items()):
        says = "has an illustration_note, and nothing in it is an illustration"
        remedy = "take it away, or mark what is made up"
        yield Fault(path=("illustration_note",), says=says, remedy=remedy, severity=NOTE)

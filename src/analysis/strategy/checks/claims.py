"""What is claimed must be shown: nothing is done without evidence, or refused without a reason."""

from collections.abc import Iterator

from analysis.catalogue.text.placeholders import says_nothing
from analysis.strategy.checks.texts import shown
from analysis.strategy.faults import BLOCKS, Fault, ItemAt, items_of
from analysis.strategy.schema.whole import Strategy
from analysis.strategy.schema.work import Action

NEEDED = {
    "owner_role": 'name the role that answers for it, as "Head of Fostering"',
    "how": "say by what steps it is done",
    "due": "write the day by which it is done, as 2026-03-31",
}


def faults(strategy: Strategy) -> Iterator[Fault]:
    """Every claim of a strategy that nothing stands behind."""
    for at in items_of(strategy, "actions"):
        yield from _action(at)
    for at in items_of(strategy, "you_said"):
        yield from _promise(at)
    for at in items_of(strategy, "asks"):
        if bool(at.item.answer.strip()) != (at.item.answered is not None):
            field, lacks = ("answer", "words") if at.item.answered else ("answered", "day")
            yield at.fault(field, f"has an answer without its {lacks}", f"write {field}")


def lacking(action: Action) -> tuple[str, ...]:
    """Which of the fields that an action must have are not filled in; 'TBC' fills in nothing."""
    texts = [field for field in ("owner_role", "how") if says_nothing(getattr(action, field))]
    return (*texts, *(() if action.due else ("due",)))


def _action(at: ItemAt) -> Iterator[Fault]:
    action = at.item
    for field in lacking(action):
        text = str(getattr(action, field) or "").strip()
        says = f"has {shown(field, text)}" if text else f"has no {field}"
        yield at.fault(field, says, NEEDED[field], BLOCKS)
    if action.status == "done" and not action.evidence:
        remedy = "add [[actions.evidence]] with says and on, or call it under way"
        yield at.fault("status", "is done without evidence", remedy)
    if action.status == "stopped" and not action.evidence:
        remedy = "add [[actions.evidence]] that says when and why"
        yield at.fault("status", "is stopped, and nothing says why", remedy)


def _promise(at: ItemAt) -> Iterator[Fault]:
    promise, status = at.item, at.item.status
    if status == "did" and not promise.evidence:
        remedy = "add [[you_said.evidence]] with says and on"
        yield at.fault("status", "is 'did' without evidence", remedy)
    if status in ("did", "doing") and not promise.did.strip():
        remedy = "write did, in words for young people"
        yield at.fault("did", "does not say what was done", remedy)
    if status == "cannot" and not promise.because.strip():
        yield at.fault("because", "cannot be done, and does not say why", "write because, kindly")
    if status in ("did", "cannot") and promise.responded is None:
        remedy = "write in responded when they were told"
        yield at.fault("responded", "has no day of the answer", remedy)

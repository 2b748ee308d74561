"""What is claimed must be shown: nothing is done without evidence, or refused without a reason."""

from collections.abc import Iterator

from analysis.catalogue.text.placeholders import says_nothing
from analysis.strategy.checks.texts import shown
from analysis.strategy.faults import BLOCKS, Fault, of_item
from analysis.strategy.schema import Strategy

NEEDED = {
    "owner_role": 'name the role that answers for it, as "Head of Fostering"',
    "how": "say by what steps it is done",
    "due": "write the day by which it is done, as 2026-03-31",
}


def faults(strategy: Strategy) -> Iterator[Fault]:
    """Every claim of a strategy that nothing stands behind."""
    yield from _actions(strategy)
    yield from _promises(strategy)
    yield from _asks(strategy)


def lacking(owner_role: str, how: str, due: object) -> tuple[str, ...]:
    """Which of the fields that an action must have are not filled in; 'TBC' fills in nothing."""
    given = {"owner_role": not says_nothing(owner_role), "how": not says_nothing(how), "due": due}
    return tuple(field for field, value in given.items() if not value)


def _actions(strategy: Strategy) -> Iterator[Fault]:
    for place, action in enumerate(strategy.actions):
        for field in lacking(action.owner_role, action.how, action.due):
            text, remedy = str(getattr(action, field) or "").strip(), NEEDED[field]
            says = f"has {shown(field, text)}" if text else f"has no {field}"
            yield of_item("actions", place, action.id, field, says, remedy, severity=BLOCKS)
        if action.status == "done" and not action.evidence:
            says = "is done without evidence"
            remedy = "add [[actions.evidence]] with says and on, or call it under way"
            yield of_item("actions", place, action.id, "status", says, remedy)
        if action.status == "stopped" and not action.evidence:
            says = "is stopped, and nothing says why"
            remedy = "add [[actions.evidence]] that says when and why"
            yield of_item("actions", place, action.id, "status", says, remedy)


def _promises(strategy: Strategy) -> Iterator[Fault]:
    for place, promise in enumerate(strategy.you_said):
        for field, says, remedy in (
            ("status", "is 'did' without evidence", "add [[you_said.evidence]] with says and on"),
            ("did", "does not say what was done", "write did, in words for young people"),
            ("because", "cannot be done, and does not say why", "write because, kindly"),
            ("responded", "has no day of the answer", "write in responded when they were told"),
        ):
            status = promise.status
            wrong = {
                "status": status == "did" and not promise.evidence,
                "did": status in ("did", "doing") and not promise.did.strip(),
                "because": status == "cannot" and not promise.because.strip(),
                "responded": status in ("did", "cannot") and promise.responded is None,
            }
            if wrong[field]:
                yield of_item("you_said", place, promise.id, field, says, remedy)


def _asks(strategy: Strategy) -> Iterator[Fault]:
    for place, ask in enumerate(strategy.asks):
        if bool(ask.answer.strip()) != (ask.answered is not None):
            field = "answered" if ask.answered is None else "answer"
            says = f"has an answer without its {'day' if field == 'answered' else 'words'}"
            yield of_item("asks", place, ask.id, field, says, f"write {field}")

"""What stops a report of a strategy from being published."""

from datetime import date

from analysis.strategy import known
from analysis.strategy.checks.claims import lacking
from analysis.strategy.checks.indicators import WITHOUT_PUPILS, lacks_comparator
from analysis.strategy.faults import listed
from analysis.strategy.schema.whole import Strategy

SAID = {"owner_role": "an owner", "how": "how it is done", "due": "a due date"}


def refusals(strategy: Strategy, today: date) -> list[str]:
    """A sentence for each thing that must be put right before a report is published.

    An action needs an owner, a how and a due date; an education figure needs the figure for all
    pupils; nothing is evidence before its day has come.
    """
    found = [
        f"Action '{action.id}' ({_short(action.what)}) lacks "
        f"{listed([SAID[field] for field in lacking(action)])}."
        for action in strategy.actions
        if lacking(action)
    ]
    says, remedy = WITHOUT_PUPILS
    found += [
        f"Indicator '{target.id}' ({known.title(target.indicator)}) {says}; {remedy}."
        for target in strategy.indicators
        if lacks_comparator(target)
    ]
    for action in strategy.actions:
        if action.status == "done" and not any(e.on <= today for e in action.evidence):
            day = f"{today.day} {today:%B %Y}"
            found.append(f"Action '{action.id}' is done, with no evidence of it by {day}.")
    return found


def _short(what: str, most: int = 60) -> str:
    """The beginning of a text, cut between words."""
    if len(what) <= most:
        return what.rstrip(".")
    return what[:most].rsplit(" ", 1)[0].rstrip(",;:.") + " ..."

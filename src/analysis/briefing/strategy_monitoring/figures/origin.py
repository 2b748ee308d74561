"""Where quarterly figures are from: typed by people, or taken from the council's own return."""

from collections.abc import Collection, Iterable
from datetime import date
from typing import Any

from analysis.briefing.own.figures import return_source
from analysis.briefing.parts import bullets, capital, counted
from analysis.briefing.strategy_monitoring.opening import Progress
from analysis.briefing.strategy_monitoring.phrases import listed
from analysis.catalogue.local import LOCAL, PROPORTION
from analysis.core import returned, store
from analysis.core.quarters import quarter
from analysis.core.shapes import MISSING, RETURNED
from analysis.present.parts.prose import Bullets, Callout, Prose
from analysis.present.words import local as local_words
from analysis.protect.suppress import OF
from analysis.strategy import known
from analysis.strategy.schema.plan import Target

MOST_TOLD = 6
BY_A_FEW = (
    "differs by so few children that the two are not told side by side; the return's is shown"
)


def local_source(there: Progress, names: Collection[str] | None = None) -> str:
    """Where the local figures with these names (all, if none are given) are from, and that they are
    made up where they are.
    """
    rows = there.to_quarter
    if names is not None:
        rows = rows[rows["measure"].isin([*names, *(f"{name}{OF}" for name in names)])]
    sources = {*rows.loc[rows["status"] != MISSING, "source"]}
    own = _return_of(there) if RETURNED in sources else ""
    typed = "" if own and sources == {RETURNED} else _typed(there)
    return "; ".join(filter(None, (typed, own)))


def _typed(there: Progress) -> str:
    if there.synthetic:
        return "synthetic quarterly figures, made up by a program as an example"
    return f"quarterly figures of {there.name} and its partners"


def _return_of(there: Progress) -> str:
    record = there.prepared[store.RETURN]
    as_at = date.fromisoformat(record[returned.AS_AT])
    return return_source(there.area, as_at, made_up=record[returned.SYNTHETIC])


def from_return(there: Progress) -> list[str]:
    """The local indicators of which this page has figures from the council's own return."""
    rows = there.to_quarter
    named = set(rows.loc[rows["source"] == RETURNED, "measure"])
    return [name for name in LOCAL if name in named]


def from_return_notice(there: Progress) -> Callout | None:
    """Which figures are from the return, for the top of the page; None where none is."""
    names = from_return(there)
    if not names:
        return None
    record = there.prepared[store.RETURN]
    whose = "a made-up return" if record[returned.SYNTHETIC] else "the council's own return"
    told = listed([LOCAL[name].brief.lower().removeprefix("children ") for name in names])
    return Callout(
        title=f"Some figures are from {whose}",
        text=f"Children: {told}.",
        kind="information",
    )


def differences(there: Progress, targets: Iterable[Target]) -> Bullets | Prose:
    """The quarters in which a typed figure is not that of the return, newest first; nothing
    without one.
    """
    record: dict[str, Any] = there.prepared.get(store.RETURN, {})
    shown = {t.indicator for t in targets}
    held = [
        each
        for each in record.get("differences", ())
        if each["indicator"] in shown
        and quarter(each["quarter"]) <= there.quarter
        and record[returned.AS_AT] <= there.today.isoformat()
    ]
    points = [_difference(each) for each in held[::-1][:MOST_TOLD]]
    if more := len(held) - len(points):
        points.append(f"{capital(counted(more, 'earlier quarter'))} too.")
    return bullets(points, lead="Where the council's own return has another figure")


def _difference(told: dict[str, Any]) -> str:
    when = f"{known.title(told['indicator'])}, {quarter(told['quarter']).words}"
    if not told["typed"]:
        return f"{when}: the figure entered by hand {BY_A_FEW}."
    typed, own = (_printed(told["indicator"], told[each]) for each in ("typed", "returned"))
    return f"{when}: {typed} was entered by hand and is shown; the return has {own}."


def _printed(name: str, numbers: list[float]) -> str:
    i = LOCAL[name]
    if i.kind != PROPORTION:
        return local_words.figure(i, numbers[0])
    number, of = numbers
    share = local_words.figure(i, 100 * number / of) if of else "none"
    return f"{share} ({number:,.0f} of {of:,.0f})"

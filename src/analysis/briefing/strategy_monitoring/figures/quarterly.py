"""The quarterly figures that were asked for: what is late or missing, and what came beside."""

from typing import Any

import pandas as pd

from analysis.briefing.parts import counted, day, table
from analysis.briefing.strategy_monitoring.figures.local import local_source
from analysis.briefing.strategy_monitoring.figures.published import assessments, title_of
from analysis.briefing.strategy_monitoring.figures.without_strategy import target
from analysis.briefing.strategy_monitoring.opening import Progress, supplied_by
from analysis.briefing.strategy_monitoring.priorities import figures_table
from analysis.briefing.strategy_monitoring.registers import the
from analysis.catalogue.local import LOCAL, RARE
from analysis.catalogue.parameters import ALL
from analysis.core import shapes
from analysis.core.quarters import quarter_of
from analysis.present.parts.exhibit import Exhibit
from analysis.present.parts.prose import Bullets, Prose
from analysis.present.parts.records import LeftOut, Shown, Stack
from analysis.strategy.schema import Target

OF_FOUR = ("none supplied", "one supplied", "two supplied", "three supplied", "all supplied")
QUARTERS_LOOKED_AT = len(OF_FOUR) - 1


def late_figures(there: Progress) -> Exhibit | Prose:
    """Each local figure with its supplier, and what came of the last four quarters."""
    rows = [_row(there, target) for target in there.strategy.indicators if target.supplier]
    if not rows:
        return Prose(["No quarterly figure is asked of anyone here."])
    lacking = sum("not supplied" in row["This quarter"] for row in rows)
    return table(
        "late-figures",
        f"{lacking} of {counted(len(rows), 'quarterly figure')} "
        f"{'was' if lacking == 1 else 'were'} not supplied for this quarter"
        if lacking
        else "Every quarterly figure was supplied for this quarter",
        f"Quarterly figures by supplier, {there.name}, {there.quarter.words}",
        rows,
        source=local_source(there),
        note="Suppressed: supplied, and not shown because a small number of children might be "
        "known.",
    )


def _row(there: Progress, target: Target) -> dict[str, str]:
    own = there.to_quarter
    own = own[own["measure"] == target.indicator]
    whole = (own["dimension"] == shapes.ALL) & (own["category"] == shapes.ALL)
    own = own[whole].sort_values("release")
    by_quarter = {quarter_of(r["period_end"].date()): r for r in own.to_dict("records")}
    came = [by_quarter.get(there.quarter.back(n)) for n in range(QUARTERS_LOOKED_AT)]
    supplied = [row is not None and row["status"] != shapes.MISSING for row in came]
    supplier = there.whole.partner(target.supplier or "")
    rare = LOCAL[target.indicator].kind == RARE and not (own["status"] == shapes.MISSING).any()
    latest = ("told by the time between events", "does not apply", "does not apply")
    if not rare:
        quarter, received = (
            _received(came[0])
            if supplied[0]
            else (
                f"not supplied by {the(supplier)}",
                "not received",
            )
        )
        latest = (quarter, OF_FOUR[sum(supplied)], received)
    heads = ("This quarter", "Last four quarters", "Received")
    named = {"Figure": title_of(target.indicator), "Supplier": supplier}
    return named | dict(zip(heads, latest, strict=True))


def _received(row: Any) -> tuple[str, str]:
    """Whether a figure that was supplied is shown, and when it came."""
    shown = "suppressed" if row["status"] == shapes.SUPPRESSED else "supplied"
    return shown, day(pd.Timestamp(row["release"]))


def other_figures(there: Progress) -> Stack | LeftOut:
    """Each quarterly figure that the strategy does not name: where it stands, and its signals.

    The section is left out where there is none, and of the pages of single readers.
    """
    named = {t.indicator for t in there.whole.indicators}
    supplied = supplied_by(there.to_quarter, there.prepared.get("no event", {}))
    others = [target(name, supplier) for name, supplier in supplied.items() if name not in named]
    if there.view != ALL or not others:
        return LeftOut("No other quarterly figure was supplied.")
    found = assessments(there, others)
    of = "Quarterly figures that the strategy does not name"
    parts: list[Shown] = [figures_table(there, found, key="other-figures", of=of)]
    if signals := [signal for s in found for signal in s.signals]:
        parts.append(Bullets(points=signals, lead="What moved by more than chance"))
    return Stack(parts)

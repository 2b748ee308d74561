"""What is late or missing: local figures that a supplier did not give."""

from typing import Any

import pandas as pd

from analysis.briefing.strategy_monitoring.asks import the
from analysis.briefing.strategy_monitoring.figures.local import local_source
from analysis.briefing.strategy_monitoring.figures.published import title_of
from analysis.briefing.strategy_monitoring.opening import Progress
from analysis.briefing.strategy_monitoring.phrases import plural
from analysis.catalogue.local import LOCAL, RARE
from analysis.core import shapes
from analysis.core.quarters import quarter_of
from analysis.present.parts.exhibit import Exhibit
from analysis.present.parts.prose import Prose
from analysis.strategy.schema import Target

NONE_ASKED = "No quarterly figure is asked of anyone here."
OF_FOUR = ("none supplied", "one supplied", "two supplied", "three supplied", "all supplied")
QUARTERS_LOOKED_AT = len(OF_FOUR) - 1


def late_figures(there: Progress) -> Exhibit | Prose:
    """Each local figure with its supplier, and what came of the last four quarters."""
    asked = [t for t in there.strategy.indicators if t.supplier]
    if not asked:
        return Prose([NONE_ASKED])
    rows = [_line(there, target) for target in asked]
    lacking = sum("not supplied" in row["This quarter"] for row in rows)
    return Exhibit(
        key="late-figures",
        headline=f"{lacking} of {plural(len(rows), 'quarterly figure')} "
        f"{'was' if lacking == 1 else 'were'} not supplied for this quarter"
        if lacking
        else "Every quarterly figure was supplied for this quarter",
        subtitle=f"Quarterly figures by supplier, {there.name}, {there.quarter.words}",
        alt="",
        table=pd.DataFrame(rows),
        source=local_source(there),
        note="Suppressed: supplied, and not shown because a small number of children might be "
        "known.",
    )


def not_supplied(there: Progress, target: Target) -> str:
    """'not supplied by the integrated care board'."""
    return f"not supplied by {the(there.whole.partner(target.supplier or 'the council'))}"


def _line(there: Progress, target: Target) -> dict[str, str]:
    own = there.to_quarter
    own = own[own["measure"] == target.indicator]
    whole = (own["dimension"] == shapes.ALL) & (own["category"] == shapes.ALL)
    own = own[whole].sort_values("release")
    by_quarter = {quarter_of(r["period_end"].date()): r for r in own.to_dict("records")}
    now = by_quarter.get(there.quarter)
    came = [by_quarter.get(there.quarter.back(n)) for n in range(QUARTERS_LOOKED_AT)]
    supplied = sum(row is not None and row["status"] != shapes.MISSING for row in came)
    rare = LOCAL[target.indicator].kind == RARE and not (own["status"] == shapes.MISSING).any()
    return {
        "Figure": title_of(target.indicator),
        "Supplier": there.whole.partner(target.supplier or ""),
        "This quarter": "told by the time between events"
        if rare
        else not_supplied(there, target)
        if now is None or now["status"] == shapes.MISSING
        else "suppressed"
        if now["status"] == shapes.SUPPRESSED
        else "supplied",
        "Last four quarters": "does not apply" if rare else OF_FOUR[supplied],
        "Received": "does not apply" if rare else _received(now),
    }


def _received(row: Any) -> str:
    if row is None or row["status"] == shapes.MISSING:
        return "not received"
    day = pd.Timestamp(row["release"])
    return f"{day.day} {day:%B %Y}"

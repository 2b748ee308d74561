"""What happened in the quarter: what changed, what left its limits, what was not supplied."""

from datetime import date

import pandas as pd

from analysis.briefing.parts import bullets, counted, day, prose, table
from analysis.briefing.strategy_monitoring.figures.marked import marks
from analysis.briefing.strategy_monitoring.figures.origin import differences, local_source
from analysis.briefing.strategy_monitoring.figures.published import assessments
from analysis.briefing.strategy_monitoring.opening import Progress
from analysis.briefing.strategy_monitoring.phrases import listed
from analysis.briefing.strategy_monitoring.priorities import figures_table
from analysis.briefing.strategy_monitoring.registers import the
from analysis.catalogue.local import LOCAL, RARE
from analysis.catalogue.parameters import ALL
from analysis.catalogue.sources.publications import PUBLICATIONS
from analysis.core import shapes, store
from analysis.core.quarters import quarter_of
from analysis.present.parts.exhibit import Exhibit
from analysis.present.parts.prose import Bullets, Prose
from analysis.present.parts.records import LeftOut, Shown, Stack
from analysis.strategy import known
from analysis.strategy.schema.plan import Target
from analysis.strategy.views.without_strategy import supplied_by, target

NO_CHANGE = "Nothing on this page changed in the quarter."
NO_SIGNAL = (
    "No quarterly figure {of}left its limits or moved to one side of its usual level. That is no "
    "proof that nothing changed: small numbers hide much."
)
FOR_CHILDREN = {"better": "better", "worse": "worse"}
MOST_IN_SHORT = 3
MOST_TITLES = 4
OF_FOUR = ("none supplied", "one supplied", "two supplied", "three supplied", "all supplied")
QUARTERS_LOOKED_AT = len(OF_FOUR) - 1


def since(there: Progress) -> Stack:
    """What is new since the quarter before: figures, actions, answers, events, revisions."""
    parts: list[Shown] = [
        Bullets(points=points, lead=lead) for lead, points in _changes(there).items() if points
    ]
    revised = prose(_revised_published(there), lead="Published figures that were revised")
    return Stack([*(parts or [prose(NO_CHANGE)]), revised])


def since_in_short(there: Progress) -> Bullets | Prose:
    """The first few of what changed, for the first page."""
    every = [point for points in _changes(there).values() for point in points]
    return bullets(every[:MOST_IN_SHORT], NO_CHANGE, "What changed since last quarter")


def _changes(there: Progress) -> dict[str, list[str]]:
    inside, strategy = there.in_quarter, there.strategy
    return {
        "Signals in the figures": [line for s in assessments(there) for line in s.signals],
        "Done": [
            f"{a.what.rstrip('.')}: done ({day(max(e.on for e in a.evidence))})."
            for a in strategy.actions
            if a.status == "done" and any(inside(e.on) for e in a.evidence)
        ],
        "Became late": [
            f"{a.what.rstrip('.')}: was due {day(a.due)}, {a.owner_role}."
            for a in strategy.actions
            if a.status not in ("done", "stopped") and a.due and inside(a.due)
        ],
        "Answers to members": [
            f"{a.asked.rstrip('.')}: {a.answer}" for a in strategy.asks if inside(a.answered)
        ],
        "You said, we did": [
            f"“{p.said.rstrip('.')}”: {e.says}"
            for p in strategy.you_said
            for e in p.evidence
            if inside(e.on)
        ],
        "Events": [f"{e.label} ({day(e.on)})." for e in strategy.events if inside(e.on)],
        "New publications": [
            f"{p.title}, published {day(p.released)}, figures to {p.data_to}."
            for p in PUBLICATIONS.values()
            if inside(p.released)
        ],
        "Quarterly figures that were revised": _revised_local(there),
    }


def _revised_local(there: Progress) -> list[str]:
    """Quarterly figures for which a later release gives another number, received in the quarter."""
    held = there.to_quarter
    named = {t.indicator for t in there.strategy.indicators}
    held = held[(held["dimension"] == shapes.ALL) & held["measure"].isin(named)]
    key = ["measure", "period_end"]
    twice = held[held.duplicated(key, keep=False)].sort_values("release")
    newest = [rows.iloc[-1] for _, rows in twice.groupby(key, sort=True)]
    return [
        f"{known.title(row['measure'])}, {quarter_of(row['period_end'].date()).words}: revised on "
        f"{day(received)}."
        for row in newest
        if there.in_quarter(received := date.fromisoformat(row["release"]))
    ]


def _revised_published(there: Progress) -> str:
    """How many published figures of the authority a release of the quarter changed."""
    counts = store.counts([there.area.code])
    key = list(shapes.COUNT_KEY)
    twice = counts[counts.duplicated(key, keep=False)].sort_values("release")
    newest = twice.drop_duplicates(key, keep="last")
    mine = newest[[there.in_quarter(date.fromisoformat(r)) for r in newest["release"]]]
    if mine.empty:
        return (
            f"No release in the quarter changed an earlier published figure of {there.name}. "
            f"Before then {counted(len(newest), 'figure was', 'figures were')} revised."
        )
    titles = list(dict.fromkeys(str(m).replace("_", " ") for m in mine["measure"]))
    more = f" and {len(titles) - MOST_TITLES} more" if len(titles) > MOST_TITLES else ""
    return (
        f"{counted(len(mine), 'published figure was', 'published figures were')} revised: "
        f"{listed(titles[:MOST_TITLES])}{more}."
    )


def exceptions(there: Progress) -> Exhibit | Prose:
    """Every signal of the view with the figure, what it says, and the role that answers for it."""
    rows = [
        {
            "Figure": s.title,
            "Signal": signal,
            "For children": FOR_CHILDREN.get(s.direction, "neither better nor worse in itself"),
            "Who answers": s.target.owner_role or "nobody is named",
            "Explanation": listed(
                [f"{m.label.rstrip('.')} ({m.on:%B %Y})" for m in marks(there, s.target.indicator)]
            )
            or "none given yet",
        }
        for s in assessments(there)
        for signal in s.signals
    ]
    if not rows:
        return prose(NO_SIGNAL.format(of="that the strategy names " if there.supplied else ""))
    return table(
        "signals",
        f"{counted(len(rows), 'signal')} that chance does not explain",
        f"Signals in quarterly figures, {there.name}, to {there.quarter.words}",
        rows,
        source=local_source(there),
        note="With many figures followed every quarter, one in a few hundred points leaves its "
        "limits by chance alone. Ask what happened before deciding anything.",
    )


def late_figures(there: Progress) -> Shown:
    """Each local figure with its supplier, what came of the last four quarters, and where typed
    figures are not those of the council's own return.
    """
    supplied, told = _supplied(there), differences(there, there.strategy.indicators)
    return Stack([supplied, told]) if isinstance(told, Bullets) else supplied


def _supplied(there: Progress) -> Exhibit | Prose:
    rows = [_row(there, target) for target in there.strategy.indicators if target.supplier]
    if not rows:
        return prose("No quarterly figure is asked of anyone here.")
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
    supplied = [row if row and row["status"] != shapes.MISSING else None for row in came]
    newest, supplier = supplied[0], there.whole.partner(target.supplier or "")
    told = (f"not supplied by {the(supplier)}", OF_FOUR[sum(map(bool, supplied))], "not received")
    if newest:
        shown = "suppressed" if newest["status"] == shapes.SUPPRESSED else "supplied"
        shown += ", from the return" * (newest["source"] == shapes.RETURNED)
        told = (shown, told[1], day(pd.Timestamp(newest["release"])))
    if LOCAL[target.indicator].kind == RARE and not (own["status"] == shapes.MISSING).any():
        told = ("told by the time between events", "does not apply", "does not apply")
    heads = ("Figure", "Supplier", "This quarter", "Last four quarters", "Received")
    return dict(zip(heads, (known.title(target.indicator), supplier, *told), strict=True))


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

"""What a reader must know first: what is past, made up, late, or published all the same."""

from analysis.briefing.needs_analysis.summary import due
from analysis.briefing.strategy_monitoring.opening import Opened, Progress
from analysis.briefing.strategy_monitoring.phrases import day, ended, plural, until
from analysis.present.parts.prose import Callout, Prose
from analysis.present.parts.records import Shown, Stack


def banners(there: Progress) -> Stack:
    """Every banner that applies, the weightiest first, and what page this is."""
    found: list[Shown | None] = [
        about(there),
        _overridden(there),
        _not_supplied(there),
        past(there),
        _made_up(there),
        _stale(there),
    ]
    return Stack([banner for banner in found if banner is not None])


def about(there: Progress) -> Prose:
    """The strategy, the quarter, whom the page is for, and where the minutes are."""
    name = f"{there.whole.name}, " if there.supplied else ""
    seen = f" This page is for {there.seen_by} alone." if there.seen_by else ""
    ran = f" The strategy runs from {day(there.whole.starts)} to {day(there.whole.ends)}."
    minutes = [m for m in there.whole.calendar if m.minutes]
    kept = f" The minutes are kept here: {minutes[0].minutes.rstrip('.')}." if minutes else ""
    return Prose(
        [
            f"{name}{there.name}: {there.quarter.words} (quarter {there.quarter.number} of "
            f"{there.quarter.code[:7]}).{ran if there.supplied else ''}{seen}{kept}"
        ]
    )


def past(opened: Opened) -> Callout | None:
    """That a strategy has ended; nothing while it runs."""
    if not opened.past:
        return None
    ended = opened.strategy.ends
    return Callout(
        title="This strategy is past its date",
        text=f"It ended on {day(ended)}, {until(ended, opened.today)}. Its priorities are still "
        "followed here until the council adopts new ones; its dates and targets have not been "
        "moved. Ask when the next strategy will come.",
    )


def _overridden(there: Progress) -> Callout | None:
    if not there.override:
        return None
    wrong = " ".join(there.refusals) or "Nothing stopped publication."
    return Callout(
        title="Published although it is not complete",
        text=f"Reason given: {there.override.rstrip('.')}. What is missing: {wrong}",
    )


def _not_supplied(there: Progress) -> Callout | None:
    if there.supplied:
        return None
    own = sum(t.supplier is not None for t in there.whole.indicators)
    more = f", and {plural(own, 'figure')} that it counts each quarter" if own else ""
    return Callout(
        title="No strategy supplied",
        text=f"{there.name} has given us no strategy file, so this page shows the figures that "
        f"members usually see{more}, with no targets and no actions. A council can write its own "
        "with 'care-analysis strategy new'.",
        kind="information",
    )


def _made_up(there: Progress) -> Callout | None:
    items = [item for _, _, item in there.strategy.items()] if there.supplied else []
    made_up = sum(item.illustration for item in items)
    parts = []
    if there.synthetic:
        parts.append("The quarterly figures on this page are synthetic: a program made them up.")
    if made_up:
        parts.append(
            f"What the minutes do not say was filled in by us in {made_up} of {len(items)} "
            "entries, and each says so."
        )
        parts += [ended(there.whole.illustration_note)] if there.whole.illustration_note else []
    if not parts:
        return None
    parts.append("The yearly figures are published ones and real. Do not take the rest for facts.")
    return Callout(title="An example: some of this is made up", text=" ".join(parts))


def _stale(there: Progress) -> Callout:
    """What is older than it should be: local figures, the strategy's reviews, publications."""
    published = due(there.figures)
    told = [*_late_figures(there), *_late_review(there), published.text]
    old = len(told) > 1 or published.kind == "warning"
    return Callout(
        title="Out of date" if old else published.title,
        text=" ".join(told),
        kind="warning" if old else "information",
    )


def _late_figures(there: Progress) -> list[str]:
    held = there.to_quarter
    held = held[held["status"] != "missing"]
    if not any(t.supplier for t in there.whole.indicators):
        return []
    if held.empty:
        return [f"No quarterly figure has been supplied up to {there.quarter.words}."]
    newest = held["period_end"].max().date()
    if newest >= there.quarter.last:
        return []
    return [
        f"The newest quarterly figures are of the quarter to {day(newest)}, "
        f"not of {there.quarter.words}."
    ]


def _late_review(there: Progress) -> list[str]:
    late = [t for t in there.strategy.indicators if t.review and t.review < there.today]
    if not there.supplied or not late:
        return []
    oldest = min(t.review for t in late if t.review)
    return [
        f"The review of {plural(len(late), 'target')} was due "
        f"({'the oldest ' if len(late) > 1 else ''}on {day(oldest)}); the strategy is to be "
        f"reviewed {there.whole.review_every}."
    ]

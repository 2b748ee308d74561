"""What a reader must know first, how to read the page, and how its figures are judged."""

from collections.abc import Iterator
from datetime import date

from analysis.briefing.needs_analysis.summary import due
from analysis.briefing.parts import counted, day, prose
from analysis.briefing.strategy_monitoring.figures.origin import from_return, from_return_notice
from analysis.briefing.strategy_monitoring.opening import Progress
from analysis.briefing.strategy_monitoring.phrases import ended, until, whom_to_ask
from analysis.catalogue.text import law
from analysis.core import returned, store
from analysis.present.parts.prose import Bullets, Callout, Prose
from analysis.present.parts.records import Shown, Stack

HOW_TO_READ = (
    "Will reliably meet, will reliably miss: the target lies beyond one side of the limits within "
    "which the figure moves by chance, or beyond the other. Reached now, short now: it lies "
    "between them, or later cannot be told yet: too few quarters, or a figure that is changing.",
    "A signal is a point outside the limits, seven in a row on one side of the middle, seven "
    "rising or falling in a row, or two of three near a limit. Anything less is noise, and has no "
    "arrow.",
    "Published figures are of 31 March or of a whole year. Our own counts are of a quarter. They "
    "count different children on different days and must not be mixed.",
    "Of care leavers, published figures look at young people around their birthday; our own count "
    "looks at all of them on one day.",
    "Suppressed: the number of children is so small that one might be known. Not supplied: a "
    "partner has not given us the figure; that is not a zero.",
)
HOW_LONG = ("in care until", "eligible", "former relevant", "until 25", "qualifying")
METHODS = (
    "Quarterly measures have XmR limits (the mean and 2.66 times the mean moving range), shares of "
    "changing cohorts have p-chart limits, and rare events are judged by the days between them. "
    "With fewer than twelve points the limits are trial limits; with fewer than six there is only "
    "a middle line, and with fewer than five no chart. Limits start anew only at an event that the "
    "strategy dates and explains. A figure about mostly the same children from one quarter to the "
    "next moves less than chance would say, so it has a status only where its target lies beyond "
    "twice its limits; a figure that is changing has none yet.",
    "Figures that start again each April are set against where the year should be by now, and "
    "never against limits. Published yearly figures are judged by their 95% interval.",
    "Local counts of 1 to 5 are hidden before anything is shown, with their complements and with "
    "whatever would give them away by subtraction; the finished page is searched for them, and is "
    "not written if one is found. A figure that was revised by a few stays as it was shown.",
    "What is still hard is written from the figures and cannot be left out: a figure short of its "
    "target, worse than similar authorities by more than chance, or getting worse beyond its "
    "limits.",
)


def banners(there: Progress) -> Stack:
    """Every banner that applies, the weightiest first, and what page this is."""
    return Stack([*_banners(there)])


def _banners(there: Progress) -> Iterator[Shown]:
    yield about(there)
    if there.override:
        wrong = " ".join(there.refusals) or "Nothing stopped publication."
        yield Callout(
            title="Published although it is not complete",
            text=f"Reason given: {there.override.rstrip('.')}. What is missing: {wrong}",
        )
    if not there.supplied:
        yield _not_supplied(there)
    if there.past:
        yield _ended(there.strategy.ends, there.today)
    if own := from_return_notice(there):
        yield own
    if made_up := _made_up(there):
        real = "Yearly figures are published and real. Do not take the rest for facts."
        title = "An example: some of this is made up"
        yield Callout(title=title, text=" ".join([*made_up, real]))
    yield _out_of_date(there)


def about(there: Progress) -> Prose:
    """The strategy, the quarter, whom the page is for, and where the minutes are."""
    whole, quarter = there.whole, there.quarter
    name = f"{whole.name}, " if there.supplied else ""
    of_year = f"quarter {quarter.number} of {quarter.code[:7]}"
    sentences = [f"{name}{there.name}: {quarter.words} ({of_year})."]
    if there.supplied:
        sentences.append(f"The strategy runs from {day(whole.starts)} to {day(whole.ends)}.")
    if there.seen_by:
        sentences.append(f"This page is for {there.seen_by} alone.")
    if minutes := next((m.minutes for m in whole.calendar if m.minutes), ""):
        sentences.append(f"The minutes are kept here: {minutes.rstrip('.')}.")
    return prose(" ".join(sentences))


def _not_supplied(there: Progress) -> Callout:
    own = sum(t.supplier is not None for t in there.whole.indicators)
    more = f", and {counted(own, 'figure')} that it counts each quarter" if own else ""
    return Callout(
        title="No strategy supplied",
        text=f"{there.name} has given us no strategy file, so this page shows the figures that "
        f"members usually see{more}, with no targets and no actions. A council can write its own "
        "with 'care-analysis strategy new'.",
        kind="information",
    )


def _ended(ends: date, today: date) -> Callout:
    return Callout(
        title="This strategy is past its date",
        text=f"It ended on {day(ends)}, {until(ends, today)}. Its priorities are still "
        "followed here until the council adopts new ones; its dates and targets have not been "
        "moved. Ask when the next strategy will come.",
    )


def _made_up(there: Progress) -> list[str]:
    """What on the page is made up, a sentence each."""
    items = [item for _, _, item in there.strategy.items()] if there.supplied else []
    made_up = sum(item.illustration for item in items)
    parts = []
    returned_too = from_return(there) and there.prepared[store.RETURN][returned.SYNTHETIC]
    if there.synthetic:
        which = "figures and the return" if returned_too else "figures"
        parts.append(f"The quarterly {which} are synthetic: a program made them up.")
    elif returned_too:
        parts.append("The return is made up too: no child in it is real.")
    if made_up:
        parts.append(
            f"We filled in what the minutes do not say in {made_up} of {len(items)} entries; each "
            "says so."
        )
        parts += [ended(there.whole.illustration_note)] if there.whole.illustration_note else []
    return parts


def _out_of_date(there: Progress) -> Callout:
    """What is older than it should be: local figures, the strategy's reviews, publications."""
    published = due(there.figures)
    late = [*_late_figures(there), *_late_review(there)]
    old = bool(late) or published.kind == "warning"
    return Callout(
        title="Out of date" if old else published.title,
        text=" ".join([*late, published.text]),
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
        f"The review of {counted(len(late), 'target')} was due "
        f"({'the oldest ' if len(late) > 1 else ''}on {day(oldest)}); the strategy is to be "
        f"reviewed {there.whole.review_every}."
    ]


def how_to_read(there: Progress) -> Bullets:
    """How to read statuses, signals and the two kinds of figure."""
    return Bullets(points=HOW_TO_READ, lead="How to read this page")


def how_long(there: Progress) -> Bullets:
    """How long the council is responsible, cohort by cohort, up to the age of 25."""
    return Bullets(
        points=[law.said(n) for n in HOW_LONG], lead=f"How long is {there.name} responsible?"
    )


def progress_methods(there: Progress) -> Prose:
    """How figures are judged and protected, and whom to ask about the report."""
    of = " No quarterly figure of the council's own was supplied." if there.local.empty else ""
    return prose(*METHODS[:-1], METHODS[-1] + of, whom_to_ask(there.whole.contact))

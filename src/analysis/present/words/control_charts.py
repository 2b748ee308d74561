"""Sentences about a council's own quarterly figures: what changed, whether a target will be met."""

import math
from collections.abc import Sequence
from datetime import date
from typing import Any

import pandas as pd

from analysis.catalogue.indicator import HIGH, NEUTRAL
from analysis.catalogue.local import RARE, LocalIndicator
from analysis.core.quarters import quarter_of
from analysis.core.results import Assurance, Expected, Process
from analysis.present import numbers
from analysis.present.parts.prose import listed
from analysis.present.words.homes.spending import financial_year
from analysis.present.words.local import figure, with_unit

SIGNAL_WORDS = {
    "outside": "a figure outside the range that chance explains",
    "shift": "seven quarters in a row on one side of the average",
    "trend": "seven quarters in a row that went the same way",
    "two of three": "two of three quarters close to the edge of the range that chance explains",
}
STATUS_SENTENCES = {
    "will reliably meet": "will reliably meet the target",
    "may or may not": "may or may not meet the target, from one quarter to the next",
    "will reliably miss": "will reliably miss the target unless something changes",
}

# What a headline says where there is no signal, the fullest first.
NO_EVIDENCE: tuple[str, ...] = ("no evidence of a change", "no evidence of change")
NO_EVIDENCE_NOW = (*(f"{each} this quarter" for each in NO_EVIDENCE), "no evidence of change now")
MOST_WORDS = 10
WAYS = {1: "up", -1: "down"}


def signal(indicator: LocalIndicator, process: Process) -> str:
    """What the newest quarter shows: a change and which way, or no evidence of one."""
    if process.refused:
        return f"{indicator.brief}: no chart can be made yet, because {process.refused}."
    last = process.last
    if last is None:
        return f"{indicator.brief}: no quarter has a figure that can be shown."
    quarter = quarter_of(last.period_end.date()).words
    now = f"{indicator.brief}: {with_unit(indicator, last.value)} in {quarter}"
    if process.travelled:
        return f"{now}, {_course(indicator, process)}"
    if not last.signal:
        return f"{now}, which is no evidence of a change{_reach(indicator, last)}"
    verdict = {
        "improving": "this is getting better.",
        "worsening": "this is getting worse.",
    }.get(last.meaning, "this has changed; neither way is better.")
    trial = " The limits are on trial until there are 12 quarters." if process.trial else ""
    return f"{now}; {verdict} The chart shows {SIGNAL_WORDS[last.signal]}.{trial}"


def _course(indicator: LocalIndicator, process: Process) -> str:
    """'up from 60% in April to June 2022: more than chance explains. It is getting better.'"""
    first, last = process.stretch.iloc[0], process.stretch.iloc[-1]
    since = quarter_of(first.period_end.date()).words
    verdict = {"improving": "It is getting better.", "worsening": "It is getting worse."}
    now = verdict.get(last.meaning, "Neither way is better.")
    return (
        f"{WAYS[process.travelled]} from {figure(indicator, first.value)} in {since}: more than "
        f"chance explains. {now if last.signal else 'This quarter adds no new sign.'}"
    )


def assurance(indicator: LocalIndicator, found: Assurance, target: float | None = None) -> str:
    """Whether the target will be met, in one sentence; '' for what has no target."""
    if not found.status:
        return ""
    aim = f" of {with_unit(indicator, target)}" if target is not None else ""
    if found.status == "cannot tell yet":
        return f"We cannot tell yet whether the target{aim} will be met: {found.why}."
    verb = STATUS_SENTENCES[found.status].replace("the target", f"the target{aim}")
    limited = found.method == "process limits"
    return f"{'As things work now' if limited else 'By its newest published figure'}, this {verb}."


def cumulative(indicator: LocalIndicator, expected: Expected) -> str:
    """Where a sum since April stands beside where the year should be by now.

    With a decimal more where figures that differ would be printed alike.
    """
    now, ends = expected.value, (expected.by_now, expected.low, expected.high)
    # A decimal more tells the figure from those that it is set against.
    alike = (end != now and figure(indicator, end) == figure(indicator, now) for end in ends)
    more = int(not math.isnan(now) and any(alike))
    should = _should_be(indicator, expected, more)
    if math.isnan(now):
        return (
            f"{indicator.brief}: there is no figure to show for {expected.quarter.words}. {should}"
        )
    better = ""
    if expected.place != "about" and indicator.polarity != NEUTRAL:
        good = (expected.place == "above") == (indicator.polarity == HIGH)
        better = f", which is {'better' if good else 'worse'}"
    return (
        f"{indicator.brief}: {figure(indicator, now, more)} by the end of "
        f"{expected.quarter.words.split(' to ')[1]}, {expected.place} where the year "
        f"should be by now{better}. {should}"
    )


def same_quarter(indicator: LocalIndicator, rows: pd.DataFrame) -> str:
    """A sum since April beside the same quarter of earlier years, never beside another quarter."""
    every: list[Any] = list(rows.itertuples())
    known = [r for r in every if not math.isnan(r.value)]
    if len(known) < 2 or math.isnan(every[-1].value):
        return ""
    years = (financial_year(quarter_of(r.period_end.date()).year + 1) for r in known)
    told = (f"{figure(indicator, r.value)} in {y}" for r, y in zip(known, years, strict=True))
    *earlier, now = told
    return f"By the same time it was {listed(earlier)}; it is {now}."


def rare(indicator: LocalIndicator, process: Process) -> str:
    """What the time between rare events shows."""
    if indicator.kind != RARE:
        raise ValueError(f"{indicator.title} is not told by the time between events.")
    if process.refused:
        return f"{indicator.brief}: {process.refused}, so nothing can be said."
    last = process.rows.iloc[-1]
    if last["signal"]:
        way = {"improving": "Such events have become rarer.", "worsening": "They come more often."}
        told = way.get(last["meaning"], "The time between them has changed.")
        rule = SIGNAL_WORDS[last["signal"]].replace("quarters", "times")
        return f"{indicator.brief}: {told} It shows {rule.replace('a figure', 'a time')}."
    return (
        f"{indicator.brief}: there is no evidence that such events come more or less often; "
        f"half the times between them are longer than about "
        f"{numbers.plain(round(float(last['centre']), -1))} days."
    )


def annotated(labels: Sequence[tuple[date, str]]) -> str:
    """What happened, for the note of a chart: 'September 2025: the in-house home closed.'"""
    return " ".join(f"{day:%B %Y}: {label.rstrip('.')}." for day, label in sorted(labels))


def _reach(indicator: LocalIndicator, last: Any) -> str:
    """How far from the average a quarter would have had to be to show."""
    reach = max(abs(last.upper - last.centre), abs(last.centre - last.lower))
    if math.isnan(last.lower) or reach <= 0:
        return "; there are too few quarters to say what chance alone would do."
    size = numbers.plain(math.ceil(round(reach, 6)))
    unit = "percentage points" if indicator.share else indicator.unit
    return (
        ". That is not the same as no change: at these numbers one quarter would have to be "
        f"about {size} {unit} from the average to show."
    )


def _should_be(indicator: LocalIndicator, expected: Expected, more: int) -> str:
    """Where the year should be by now, by how many earlier years, and which could not be used."""
    ends = (figure(indicator, end, more) for end in (expected.low, expected.high))
    aim, number = figure(indicator, expected.target), figure(indicator, expected.by_now, more)
    how = "if every quarter adds the same; there is no earlier year to go by"
    if expected.years:
        how = f"as in {numbers.count(len(expected.years), 'earlier year', 'earlier years')}"
        low, high = ends
        number += f" ({low} to {high})" if low != high else ""
    hidden = ""
    if expected.hidden_years:
        one = expected.hidden_years == 1
        hidden = (
            f" {'One earlier year' if one else f'{expected.hidden_years} earlier years'} could "
            f"not be used, because some of {'its' if one else 'their'} figures are hidden."
        )
    return f"To end the year on {aim} it would be about {number} by now, {how}.{hidden}"


def headline(indicator: LocalIndicator, process: Process) -> str:
    """The message of a chart in at most ten words; no more than the newest figure shows."""
    last = process.last
    if last is None or process.refused:
        return f"{indicator.brief}: {'no figure to show' if last is None else 'too few to judge'}"
    if process.travelled and indicator.kind != RARE:
        ends = [figure(indicator, process.stretch["value"].iloc[n]) for n in (0, -1)]
        way = WAYS[process.travelled]
        whole = [f"{way} from {ends[0]} to {ends[1]}", f"{way} to {ends[1]}", f"now {ends[1]}"]
        return _short_enough([f"{indicator.brief}: {each}" for each in whole])
    if last.signal:
        verdict = {"improving": "getting better", "worsening": "getting worse"}
        return f"{indicator.brief}: {verdict.get(last.meaning, 'a change beyond chance')}"
    rare = indicator.kind == RARE
    told = NO_EVIDENCE if rare or pd.isna(process.rows["value"].iloc[-1]) else NO_EVIDENCE_NOW
    if changed_before(process):
        earlier = "earlier times did" if rare else "earlier quarters did change"
        told = (*(f"{each}; {earlier}" for each in told), *told)
    return _short_enough([f"{indicator.brief}: {each}" for each in told])


def _short_enough(headlines: Sequence[str]) -> str:
    """The first of some headlines that has few enough words, or the last."""
    fit = (each for each in headlines if len(each.split()) <= MOST_WORDS)
    return next(fit, headlines[-1])


def changed_before(process: Process) -> bool:
    """Whether the newest figure has no signal and an earlier one has."""
    last = process.last
    signals = process.rows["signal"].astype(bool)
    return last is not None and not process.refused and not last.signal and bool(signals.any())

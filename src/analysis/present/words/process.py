"""Sentences about a council's own quarterly figures: what changed, whether a target will be met."""

import math
from collections.abc import Sequence
from datetime import date
from typing import Any, Protocol

import pandas as pd

from analysis.catalogue.indicator import NEUTRAL
from analysis.catalogue.local import RARE, LocalIndicator
from analysis.core.quarters import Quarter, quarter_of
from analysis.present import numbers
from analysis.present.parts.prose import listed
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

# What a headline says of the newest figure, the fullest first, and what may follow.
Said = tuple[tuple[str, ...], str]
UNCHANGED: Said = (
    (
        "no evidence of a change this quarter",
        "no evidence of change this quarter",
        "no evidence of change now",
    ),
    "earlier quarters did change",
)
UNCHANGED_LATELY: Said = (("no evidence of a change", "no evidence of change"), UNCHANGED[1])
UNCHANGED_EVENTS: Said = (("no evidence of a change", "no evidence of change"), "earlier times did")
MOST_WORDS = 10


class ProcessLike(Protocol):
    """What a sentence needs of a process chart: see measure.process.Process."""

    @property
    def rows(self) -> pd.DataFrame: ...
    @property
    def method(self) -> str: ...
    @property
    def points(self) -> int: ...
    @property
    def trial(self) -> bool: ...
    @property
    def refused(self) -> str: ...
    @property
    def polarity(self) -> str: ...


class AssuranceLike(Protocol):
    """What a sentence needs of a status: see measure.process.assurance.Assurance."""

    @property
    def status(self) -> str: ...
    @property
    def method(self) -> str: ...
    @property
    def why(self) -> str: ...


class ExpectedLike(Protocol):
    """What a sentence needs of an expectation: see measure.process.assurance.Expected."""

    @property
    def quarter(self) -> Quarter: ...
    @property
    def target(self) -> float: ...
    @property
    def by_now(self) -> float: ...
    @property
    def low(self) -> float: ...
    @property
    def high(self) -> float: ...
    @property
    def years(self) -> tuple[int, ...]: ...
    @property
    def value(self) -> float: ...
    @property
    def place(self) -> str: ...
    @property
    def hidden_years(self) -> int: ...


def signal(indicator: LocalIndicator, process: ProcessLike, smallest: float | None = None) -> str:
    """What the newest quarter shows: a change and which way, or no evidence of one.

    `smallest` is the smallest change that would have shown, in the indicator's unit; without it
    the distance from the average to the limit is said.
    """
    if process.refused:
        return f"{indicator.brief}: no chart can be made yet, because {process.refused}."
    last = _newest(process)
    if last is None:
        return f"{indicator.brief}: no quarter has a figure that can be shown."
    if last.signal:
        return f"{indicator.brief}: {_changed(indicator, process, last)}"
    return f"{indicator.brief}: {_no_evidence(indicator, process, last, smallest)}"


def assurance(indicator: LocalIndicator, found: AssuranceLike, target: float | None = None) -> str:
    """Whether the target will be met, in one sentence; '' for what has no target."""
    if not found.status:
        return ""
    aim = f" of {with_unit(indicator, target)}" if target is not None else ""
    if found.status == "cannot tell yet":
        return f"We cannot tell yet whether the target{aim} will be met: {found.why}."
    verb = STATUS_SENTENCES[found.status].replace("the target", f"the target{aim}")
    if found.method == "process limits":
        return f"As things work now, this {verb}."
    return f"By its newest published figure, this {verb}."


def cumulative(indicator: LocalIndicator, expected: ExpectedLike) -> str:
    """Where a sum since April stands beside where the year should be by now.

    With a decimal more where figures that differ would be printed alike.
    """
    more = _tied(indicator, expected)
    should = _should_be(indicator, expected, more)
    if math.isnan(expected.value):
        return (
            f"{indicator.brief}: there is no figure to show for {expected.quarter.words}. {should}"
        )
    place = {"above": "above where", "below": "below where", "about": "about where"}
    better = _better(indicator, expected.place)
    return (
        f"{indicator.brief}: {figure(indicator, expected.value, more)} by the end of "
        f"{expected.quarter.words.split(' to ')[1]}, {place[expected.place]} the year "
        f"should be by now{better}. {should}"
    )


def same_quarter(indicator: LocalIndicator, rows: pd.DataFrame) -> str:
    """A sum since April beside the same quarter of earlier years, never beside another quarter."""
    every: list[Any] = list(rows.itertuples())
    known = [r for r in every if not math.isnan(r.value)]
    if len(known) < 2 or math.isnan(every[-1].value):
        return ""
    *earlier, now = known
    told = [f"{figure(indicator, r.value)} in {_year(r.period_end)}" for r in earlier]
    return (
        f"By the same time it was {listed(told)}; it is {figure(indicator, now.value)} in "
        f"{_year(now.period_end)}."
    )


def rare(indicator: LocalIndicator, process: ProcessLike) -> str:
    """What the time between rare events shows."""
    if indicator.kind != RARE:
        raise ValueError(f"{indicator.title} is not told by the time between events.")
    if process.refused:
        return f"{indicator.brief}: {process.refused}, so nothing can be said."
    last = process.rows.iloc[-1]
    if last["signal"]:
        way = {"improving": "Such events have become rarer.", "worsening": "They come more often."}
        told = way.get(last["meaning"], "The time between them has changed.")
        return f"{indicator.brief}: {told} It shows {SIGNAL_WORDS[last['signal']]}.".replace(
            "quarters", "times"
        ).replace("a figure outside", "a time outside")
    return (
        f"{indicator.brief}: there is no evidence that such events come more or less often; "
        f"half the times between them are longer than about "
        f"{numbers.plain(round(float(last['centre']), -1))} days."
    )


def annotated(labels: Sequence[tuple[date, str]]) -> str:
    """What happened, for the note of a chart: 'September 2025: the in-house home closed.'"""
    told = [f"{day:%B %Y}: {label.rstrip('.')}." for day, label in sorted(labels)]
    return " ".join(told)


def _newest(process: ProcessLike) -> Any:
    known = process.rows[process.rows["value"].notna()]
    return None if known.empty else known.iloc[-1]


def _when(row: Any) -> str:
    return quarter_of(pd.Timestamp(row.period_end).date()).words


def _changed(indicator: LocalIndicator, process: ProcessLike, last: Any) -> str:
    verdict = {
        "improving": "this is getting better by more than chance explains.",
        "worsening": "this is getting worse by more than chance explains.",
    }.get(last.meaning, "this has changed by more than chance explains; neither way is better.")
    trial = " The limits are on trial until there are 12 quarters." if process.trial else ""
    return (
        f"{with_unit(indicator, last.value)} in {_when(last)}; {verdict} "
        f"The chart shows {SIGNAL_WORDS[last.signal]}.{trial}"
    )


def _no_evidence(
    indicator: LocalIndicator, process: ProcessLike, last: Any, smallest: float | None
) -> str:
    told = f"{with_unit(indicator, last.value)} in {_when(last)}, which is no evidence of a change"
    reach = smallest
    if reach is None and not math.isnan(last.lower):
        reach = max(abs(last.upper - last.centre), abs(last.centre - last.lower))
    if reach is None or reach <= 0:
        return f"{told}; there are too few quarters to say what chance alone would do."
    size = numbers.plain(math.ceil(round(reach, 6)))
    unit = "percentage points" if indicator.share else indicator.unit
    return (
        f"{told}. That is not the same as no change: at these numbers one quarter would have to be "
        f"about {size} {unit} from the average to show."
    )


def _tied(indicator: LocalIndicator, expected: ExpectedLike) -> int:
    """How many decimals more tell the figure from those that it is set against."""
    near = (expected.by_now, expected.low, expected.high)
    if math.isnan(expected.value):
        return 0
    now = figure(indicator, expected.value)
    return int(any(v != expected.value and figure(indicator, v) == now for v in near))


def _hidden_years(expected: ExpectedLike) -> str:
    if not expected.hidden_years:
        return ""
    if expected.hidden_years == 1:
        return " One earlier year could not be used, because some of its figures are hidden."
    many = f" {expected.hidden_years} earlier years"
    return f"{many} could not be used, because some of their figures are hidden."


def _should_be(indicator: LocalIndicator, expected: ExpectedLike, more: int = 0) -> str:
    number = figure(indicator, expected.by_now, more)
    aim = figure(indicator, expected.target)
    if not expected.years:
        return (
            f"To end the year on {aim} it would be about {number} by now, if every quarter adds "
            f"the same; there is no earlier year to go by.{_hidden_years(expected)}"
        )
    low, high = (figure(indicator, end, more) for end in (expected.low, expected.high))
    span = f" ({low} to {high})" if low != high else ""
    many = f"{len(expected.years)} earlier year{'s' if len(expected.years) > 1 else ''}"
    return (
        f"To end the year on {aim} it would be about {number}{span} by now, as in {many}."
        f"{_hidden_years(expected)}"
    )


def _better(indicator: LocalIndicator, place: str) -> str:
    if place == "about" or indicator.polarity == NEUTRAL:
        return ""
    good = (place == "above") == (indicator.polarity == "high is good")
    return ", which is better" if good else ", which is worse"


def _year(day: Any) -> str:
    year = quarter_of(pd.Timestamp(day).date()).year
    return f"{year}-{(year + 1) % 100:02d}"


def headline(indicator: LocalIndicator, process: ProcessLike) -> str:
    """The message of a chart in at most ten words."""
    last = _newest(process)
    short = indicator.brief
    if last is None:
        return f"{short}: no figure to show"
    if process.refused:
        return f"{short}: too few to judge"
    if not last.signal:
        return _unchanged(indicator, process)
    verdict = {"improving": "getting better", "worsening": "getting worse"}
    return f"{short}: {verdict.get(last.meaning, 'a change beyond chance')}"


def changed_before(process: ProcessLike) -> bool:
    """Whether the newest figure has no signal and an earlier one has."""
    last = _newest(process)
    signals = process.rows["signal"].astype(bool)
    return last is not None and not process.refused and not last.signal and bool(signals.any())


def _unchanged(indicator: LocalIndicator, process: ProcessLike) -> str:
    """A headline that claims no more than the newest figure shows, in at most ten words."""
    told, earlier = UNCHANGED
    if indicator.kind == RARE:
        told, earlier = UNCHANGED_EVENTS
    elif pd.isna(process.rows["value"].iloc[-1]):
        told, earlier = UNCHANGED_LATELY
    if changed_before(process):
        told = (*(f"{each}; {earlier}" for each in told), *told)
    whole = [f"{indicator.brief}: {each}" for each in told]
    return next((w for w in whole if len(w.split()) <= MOST_WORDS), whole[-1])

"""Sentences about one figure, and about how it changed between two published periods.

Directions follow the printed figures, and are claimed only where chance is an unlikely reason:
then a change is called clear, a word that a page explains once. "No clear change" is never worded
as no change, and no cause is asserted.
"""

import math
from datetime import date

import pandas as pd

from analysis.catalogue.areas import Area
from analysis.catalogue.indicator import Indicator
from analysis.core.results import Change
from analysis.present import numbers
from analysis.present.rows import latest, points

NO_CLEAR_CHANGE = "no clear change"
UNCLEAR = "numbers too small to tell"
FAR = 10  # percentage points


def suppressed(indicator: Indicator, rows: pd.DataFrame, area: Area) -> str:
    """Why the newest figure is missing, and the last that was published, if any was."""
    series = points(indicator, rows, area.code)
    if not series or series[-1].known:
        return ""
    missing, last = series[-1], latest(series)
    sentence = (
        f"{indicator.title}: the figure for {area.name} {when(indicator, missing.period_end)} "
        f"is {numbers.why_missing(missing.status)}."
    )
    if last is None:
        return sentence
    printed = numbers.after_title(indicator, last.value)
    return f"{sentence} The last one published was {printed} {when(indicator, last.period_end)}."


def pooled(indicator: Indicator, rows: pd.DataFrame, area: Area) -> str:
    """The newest figure over three years together, or that there is none."""
    found = latest(points(indicator, rows, area.code, group="three_years"))
    if found is None:
        return f"{indicator.title}: three years together: not all published."
    behind = []
    if not math.isnan(found.numerator + found.denominator):
        behind.append(f"{numbers.plain(found.numerator)} of {numbers.plain(found.denominator)}")
    if found.limited:
        behind.append(f"95% interval {numbers.interval(indicator, found.lower, found.upper)}")
    counted = f" ({'; '.join(behind)})" if behind else ""
    return (
        f"{indicator.title}: over three years together, the last "
        f"{indicator.label(found.period_end).removeprefix('year ')}, the figure for {area.name} "
        f"was {numbers.after_title(indicator, found.value)}{counted}."
    )


def change(indicator: Indicator, change: Change, area: Area) -> str:
    """How the figure changed between two periods, and whether chance could have done it."""
    earlier, later, start, end = change.earlier, change.later, change.from_value, change.to_value
    if earlier is None or later is None or start is None or end is None:
        return f"{indicator.title}: too few years to compare."
    if change.verdict == "too_few_years":
        return f"{indicator.title}: too few years to test."
    between = span(indicator, earlier, later)
    if change.verdict == "series_break":
        why = [b.why.rstrip(".") for b in indicator.breaks if earlier < b.on <= later]
        because = f": {why[-1][0].lower()}{why[-1][1:]}" if why else ""
        return (
            f"{indicator.title}: figures for {area.name} cannot be compared {between}, because "
            f"the series changed{because}."
        )
    moved = _moved(indicator, change, between, start, end)
    return f"{indicator.title}: the figure for {area.name} {moved}"


def when(indicator: Indicator, day: date) -> str:
    """A period inside a sentence: 'at 31 March 2025', 'in the school year 2024/25'."""
    label = indicator.label(day)
    if label.startswith("at "):
        return label
    the = "the " if label.startswith(("year", "school")) else ""
    return f"in {the}{label}"


def short(indicator: Indicator, day: date) -> str:
    """A period as it stands on an axis or in a table: '2025', '2024/25' for a school year."""
    if indicator.period == "school year":
        return indicator.label(day).removeprefix("school year ")
    return str(day.year)


def span(indicator: Indicator, earlier: date, later: date) -> str:
    """Two periods: 'between 31 March 2020 and 31 March 2024', '... school years ...'."""
    first, last = (indicator.label(day).removeprefix("at ") for day in (earlier, later))
    for word in ("year ending ", "school year "):
        if first.startswith(word):
            plural = word.replace("year", "years", 1)
            return f"between the {plural}{first.removeprefix(word)} and {last.removeprefix(word)}"
    return f"between {first} and {last}"


def period(indicator: Indicator, first: date, last: date) -> str:
    """The periods covered: '31 March 2016 to 31 March 2025', 'school years 2018/19 to 2024/25'."""
    if first == last:
        return indicator.label(last).removeprefix("at ")
    told = span(indicator, first, last).removeprefix("between ")
    return told.removeprefix("the ").replace(" and ", " to ")


def direction(indicator: Indicator, change: Change) -> str:
    """'rose' or 'fell' where the test and the printed figures both say so; '' otherwise."""
    if change.from_value is None or change.to_value is None:
        return ""
    first, last = (numbers.figure(indicator, v) for v in (change.from_value, change.to_value))
    printed = "rose" if change.to_value > change.from_value else "fell"
    return printed if first != last and change.verdict == printed else ""


def _moved(indicator: Indicator, change: Change, between: str, start: float, end: float) -> str:
    first, last = numbers.figure(indicator, start), numbers.after_title(indicator, end)
    if verb := direction(indicator, change):
        return f"clearly {verb} from {first} to {last} {between}."
    told = f"went from {first} to {last} {between}"
    if first == numbers.figure(indicator, end):
        told = f"was {last} both times, comparing {between.removeprefix('between ')}"
    if change.verdict == "no_test":
        return f"{told} (not tested: no counts)."
    if change.verdict in ("rose", "fell"):
        return f"{told}; the counts behind it differ, but the printed figures show no direction."
    return f"{told}; {_unclear(indicator, change.detectable, start, end)}."


def _unclear(indicator: Indicator, size: float | None, start: float, end: float) -> str:
    """That a change is not clear: how large one would have been that is, where that says something.

    Of a share that moved far the numbers are said to be small, so that no climb is called level.
    """
    if numbers.is_share(indicator) and abs(end - start) >= FAR:
        return UNCLEAR
    if size is None or not math.isfinite(size) or start == end in (0, 100):
        return NO_CLEAR_CHANGE
    step = 10**-indicator.decimals
    smallest = math.ceil(round(size / step, 6)) * step
    if abs(end - start) >= smallest - step / 2:
        return NO_CLEAR_CHANGE
    return f"{NO_CLEAR_CHANGE} ({numbers.gap(indicator, smallest)} would be)"

"""How a figure moved over the years, beside England, the region and similar authorities."""

import pandas as pd

from analysis.catalogue.areas import Area
from analysis.catalogue.indicator import Indicator
from analysis.present import numbers
from analysis.present.charts.drawing.frame import drawn, subtitle, unpublished
from analysis.present.charts.time.trend_lines import Mark, Trend, axis_limits, trend_figure
from analysis.present.parts.exhibit import Exhibit
from analysis.present.parts.prose import listed
from analysis.present.rows import Comparator, Point, at, comparators, latest, of, points
from analysis.present.text import clipped
from analysis.present.words.changes import ChangeLike, direction, short
from analysis.present.words.headlines import headline_over_time, since_break


def trend(
    indicator: Indicator,
    rows: pd.DataFrame,
    area: Area,
    *,
    source: str,
    change: ChangeLike | None = None,
    events: tuple[Mark, ...] = (),
) -> Exhibit:
    """The area's line with its 95% interval, comparators in grey, and gaps for what is hidden.

    `rows` is in the measured shape. A tested `change` lets the headline say 'up' or 'down'. Events
    inside the years shown are marked; all are told in the note.
    """
    key = f"{indicator.id}-trend"
    rows = of(indicator, rows)
    own = points(indicator, rows, area.code)
    if latest(own) is None:
        return unpublished(key, indicator, area, own, source)
    shown = Trend(
        indicator=indicator,
        area=area,
        own=own,
        others=comparators(indicator, rows, area),
        events=events,
    )
    return Exhibit(
        key=key,
        headline=headline_over_time(indicator, rows, area, change),
        subtitle=subtitle(indicator, area, own[0].period_end, own[-1].period_end),
        alt=_alt(shown, change),
        table=trend_table(shown),
        source=source,
        svg=drawn(lambda: trend_figure(shown)),
        note=_note(shown),
    )


def trend_table(shown: Trend) -> pd.DataFrame:
    """The same figures, a row for each period."""
    i = shown.indicator
    columns: dict[str, list[str]] = {
        "Period": [i.label(p.period_end).removeprefix("at ") for p in shown.own],
        shown.area.name: [numbers.figure(i, p.value, p.status) for p in shown.own],
    }
    if any(p.limited for p in shown.own):
        columns["95% interval"] = [
            numbers.interval(i, p.lower, p.upper) if p.known else numbers.reason(p.status)
            for p in shown.own
        ]
    for other in shown.others:
        columns[_column(other)] = [_cell(i, other, p) for p in shown.own]
    return pd.DataFrame(columns)


def _cell(indicator: Indicator, other: Comparator, own: Point) -> str:
    same = [p for p in other.series if p.period_end == own.period_end]
    if not same:
        return numbers.reason("not_available")
    return numbers.figure(indicator, same[0].value, same[0].status, average=other.average)


def _column(other: Comparator) -> str:
    label = other.label.removeprefix("the ")
    return "Median of similar authorities" if other.average else label


def _alt(shown: Trend, change: ChangeLike | None) -> str:
    known = since_break(shown.indicator, [p for p in shown.own if p.known])
    first, last = known[0], known[-1]
    i, name = shown.indicator, shown.area.name
    end = numbers.figure(i, last.value)
    if first is last:
        told = f"Chart with one year to compare: {name} is at {end} in {short(i, last.period_end)}."
    else:
        told = f"Line chart: {name} is at {_stations(i, first, last, change)}."
    beside = [_beside(i, other, last) for other in shown.others]
    said = [text for text in beside if text]
    hidden = sum(not p.known for p in shown.own if shown.area.existed(p.period_end.date()))
    events = "".join(f" Marked in {e.on:%B %Y}: {e.label.rstrip('.')}." for e in shown.marked)
    gaps = f" {hidden} year{'s' if hidden > 1 else ''} not shown." if hidden else ""
    newest = last.period_end == shown.own[-1].period_end
    dated = "" if newest else f", of {short(i, last.period_end)},"
    ends = f" Its last figure{dated} is {'; '.join(said)}." if said else ""
    return clipped(f"{told}{events}{ends}{gaps}")


def _stations(indicator: Indicator, first: Point, last: Point, change: ChangeLike | None) -> str:
    """First, last and, where a change is told, its start: '275 in 2015, 373 in 2020 and ...'."""
    i = indicator
    stops = {first.period_end: first.value, last.period_end: last.value}
    if change and change.earlier and change.from_value is not None and direction(i, change):
        start = pd.Timestamp(change.earlier)
        if first.period_end < start < last.period_end:
            stops[start] = change.from_value
    told = [f"{numbers.figure(i, v)} in {short(i, day)}" for day, v in sorted(stops.items())]
    return listed(told)


def _beside(indicator: Indicator, other: Comparator, last: Point) -> str:
    benchmark = at(other.series, last.period_end)
    if benchmark is None:
        return ""
    printed = numbers.figure(indicator, benchmark.value, average=other.average)
    label = "the median of similar authorities" if other.average else other.label
    if printed == numbers.figure(indicator, last.value):
        return f"level with {label} ({printed})"
    return f"{'above' if last.value > benchmark.value else 'below'} {label} ({printed})"


def _note(shown: Trend) -> str:
    notes = []
    if any(p.limited for p in shown.own):
        notes.append("The shaded band is the 95% interval of the area's own figure.")
    if axis_limits(shown)[0] > 0:
        notes.append("The axis does not start at zero.")
    hidden = sorted({numbers.why_missing(p.status) for p in shown.own if not p.known})
    if hidden:
        notes.append(f"Grey columns: the figure is {' or '.join(hidden)}.")
    if shown.breaks:
        why = " ".join(f"{b.why.rstrip('.')}." for b in shown.breaks)
        notes.append(f"Dotted line: the series changed. {why}")
    if shown.events:
        told = "; ".join(f"{e.label.rstrip('.')} ({e.on:%B %Y})" for e in shown.events)
        notes.append(f"Events: {told}.")
    return " ".join(notes)

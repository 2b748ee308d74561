"""How a figure moved over the years, beside England, the region and similar authorities."""

import pandas as pd

from analysis.catalogue.areas import Area
from analysis.catalogue.indicator import Indicator
from analysis.core.results import Change
from analysis.core.shapes import PUBLISHED
from analysis.present import drawing, numbers
from analysis.present.charts.time.trend_drawing import Event, Trend, plot
from analysis.present.parts.prose import listed
from analysis.present.returned import Returned, in_words
from analysis.present.rows import Comparator, Point, at, comparators, latest, of, points
from analysis.present.words.changes import direction, short
from analysis.present.words.headlines import headline_over_time
from analysis.present.words.shapes import since_break

BAND = "The shaded band is the 95% interval of the area's own figure."


def trend(
    indicator: Indicator,
    rows: pd.DataFrame,
    area: Area,
    *,
    source: str,
    change: Change | None = None,
    events: tuple[Event, ...] = (),
    returned: Returned | None = None,
) -> drawing.Exhibit:
    """The area's line with its 95% interval, comparators in grey, and gaps for what is hidden.

    `rows` is in the measured shape. A tested `change` lets the headline say 'up' or 'down'. Events
    inside the years shown are marked; all are told in the note. Figures of the council's own return
    that are newer than the published ones are `returned`: drawn with a mark of their own.
    """
    key = f"{indicator.id}-trend"
    rows = of(indicator, rows)
    own = points(indicator, rows, area.code)
    if latest(own) is None:
        return drawing.unpublished(key, indicator, area, own, source)
    others = comparators(indicator, rows, area)
    shown = Trend(
        indicator=indicator, area=area, own=own, others=others, events=events, returned=returned
    )
    return drawing.exhibit(
        key,
        lambda: plot(shown),
        headline=headline_over_time(indicator, rows, area, change),
        subtitle=drawing.subtitle(indicator, area, own[0].period_end, own[-1].period_end),
        alt=_alt(shown, change),
        table=_table(shown),
        source=source,
        notes=_notes(shown),
    )


def _table(shown: Trend) -> dict[str, list[str]]:
    """The same figures, a row for each period."""
    i, own = shown.indicator, shown.own
    columns = {
        "Period": [i.label(p.period_end).removeprefix("at ") for p in own],
        shown.area.name: [drawing.printed(i, p) for p in own],
    }
    if any(p.limited for p in own):
        columns["95% interval"] = [drawing.interval(i, p) for p in own]
    for other in shown.others:
        same = {p.period_end: p for p in reversed(other.series)}
        label = f"Median of {other.label}" if other.average else other.label.removeprefix("the ")
        columns[label] = [
            drawing.printed(i, same.get(p.period_end), average=other.average) for p in own
        ]
    return _with_return(shown, columns) if shown.returned else columns


def _with_return(shown: Trend, columns: dict[str, list[str]]) -> dict[str, list[str]]:
    """The table with a row for each figure of the return, and a column for where each is from."""
    assert shown.returned
    i, ours = shown.indicator, shown.returned.series
    figures = {
        "Period": [in_words(p) for p in ours],
        shown.area.name: [drawing.printed(i, p) for p in ours],
        "95% interval": [drawing.interval(i, p) for p in ours],
    }
    none = [drawing.printed(i, None)] * len(ours)
    longer = {head: cells + figures.get(head, none) for head, cells in columns.items()}
    origins = [PUBLISHED] * len(shown.own) + [shown.returned.origin] * len(ours)
    return {"Period": longer.pop("Period"), "Origin": origins, **longer}


def _alt(shown: Trend, change: Change | None) -> str:
    i, name = shown.indicator, shown.area.name
    known = since_break(i, [p for p in shown.own if p.known])
    first, last = known[0], known[-1]
    if first is last:
        end = numbers.figure(i, last.value)
        told = f"Chart with one year to compare: {name} is at {end} in {short(i, last.period_end)}."
    else:
        told = f"Line chart: {name} is at {_stations(i, first, last, change)}."
    beside = "; ".join(filter(None, (_beside(i, other, last) for other in shown.others)))
    hidden = sum(not p.known for p in shown.own if shown.area.existed(p.period_end.date()))
    events = "".join(f" Marked in {e.on:%B %Y}: {e.label.rstrip('.')}." for e in shown.marked)
    gaps = f" {hidden} year{'s' if hidden > 1 else ''} not shown." if hidden else ""
    newest = last.period_end == shown.own[-1].period_end
    dated = "" if newest else f", of {short(i, last.period_end)},"
    ends = f" Its last figure{dated} is {beside}." if beside else ""
    ours = shown.returned.told(i) if shown.returned else ""
    after = f" Diamonds, {shown.returned.origin}: {ours}." if shown.returned and ours else ""
    return f"{told}{after}{events}{ends}{gaps}"


def _stations(indicator: Indicator, first: Point, last: Point, change: Change | None) -> str:
    """First, last and, where a change is told, its start: '275 in 2015, 373 in 2020 and ...'."""
    stops = {first.period_end: first.value, last.period_end: last.value}
    if change and change.earlier and change.from_value is not None and direction(indicator, change):
        start = pd.Timestamp(change.earlier)
        if first.period_end < start < last.period_end:
            stops[start] = change.from_value
    return listed(
        [
            f"{numbers.figure(indicator, v)} in {short(indicator, day)}"
            for day, v in sorted(stops.items())
        ]
    )


def _beside(indicator: Indicator, other: Comparator, last: Point) -> str:
    benchmark = at(other.series, last.period_end)
    if benchmark is None:
        return ""
    figure = drawing.printed(indicator, benchmark, average=other.average)
    label = f"the median of {other.label}" if other.average else other.label
    if figure == numbers.figure(indicator, last.value):
        return f"level with {label} ({figure})"
    return f"{'above' if last.value > benchmark.value else 'below'} {label} ({figure})"


def _notes(shown: Trend) -> list[str]:
    hidden = drawing.reasons(shown.own)
    breaks = " ".join(f"{b.why.rstrip('.')}." for b in shown.breaks)
    events = "; ".join(f"{e.label.rstrip('.')} ({e.on:%B %Y})" for e in shown.events)
    limited = any(p.limited for p in shown.own)
    ours = shown.returned
    return [
        ours.note("diamonds") if ours and ours.newest else "",
        BAND if limited else "",
        drawing.NOT_FROM_ZERO if shown.ends[0] > 0 else "",
        f"Grey columns: {hidden}." if hidden else "",
        f"Dotted line: the series changed. {breaks}" if breaks else "",
        f"Events: {events}." if events else "",
        f"Of the {ours.origin} a figure is {drawing.why_missing(ours.series)}."
        if ours and drawing.why_missing(ours.series)
        else "",
    ]

"""Small multiples: several measures as panels on the same axes, each with its newest figure."""

from collections.abc import Sequence
from itertools import chain

import pandas as pd

from analysis.core.shapes import NOT_AVAILABLE
from analysis.present import drawing, numbers
from analysis.present.charts.time.small_line import Frame, Shared, small_line
from analysis.present.charts.time.trend import BAND
from analysis.present.charts.time.trend_drawing import Trend
from analysis.present.parts.picture import Picture
from analysis.present.parts.prose import listed
from analysis.present.rows import at, latest
from analysis.present.words.changes import short

TALL = 1.15
DASHES = {
    "england": "England (dashes)",
    "neighbours_2025": "similar authorities' median (dashes and dots)",
    "all_pupils": "all pupils here (short dashes)",
}


def panels(
    shown: Sequence[Trend], *, key: str, headline: str, subtitle: str, source: str
) -> drawing.Exhibit:
    """A panel for each measure, with its line, its band, and thin lines of whom it is beside.

    All share the years, and those of one unit the axis of figures. A panel without any published
    figure says so and draws nothing.
    """
    drawn = [each for each in shown if latest(each.own)]
    return drawing.exhibit(
        key,
        headline=headline,
        subtitle=subtitle,
        table=pd.concat([_table(each) for each in shown]).fillna(numbers.reason(NOT_AVAILABLE)),
        source=source,
        notes=_notes(drawn),
        panels=[_panel(each, drawn) for each in shown],
    )


def _panel(each: Trend, drawn: Sequence[Trend]) -> Picture:
    title = f"{each.indicator.title}: {_newest(each)}"
    if each not in drawn:
        return Picture(svg="", alt="", title=title)
    return small_line(each, Frame(tall=TALL, shared=_shared(each, drawn), named=()), title)


def _shared(each: Trend, drawn: Sequence[Trend]) -> Shared:
    """The years of all panels, the first and the last of them named, and the figures of a unit."""
    spans = [one.span for one in drawn]
    days = [(p.period_end, one.indicator) for one in drawn for p in one.own]
    ends = [pick(days, key=lambda day: day[0]) for pick in (min, max)]
    return Shared(
        span=(min(start for start, _ in spans), max(end for _, end in spans)),
        years={float(day.toordinal()): short(i, day) for day, i in ends},
        y=_axis([one for one in drawn if one.indicator.unit[:1] == each.indicator.unit[:1]]),
    )


def _axis(same: Sequence[Trend]) -> drawing.Axis:
    """One axis for measures of one unit: from zero unless every figure is far from it."""
    ends = [each.ends for each in same]
    low, high = min(low for low, _ in ends), max(high for _, high in ends)
    share = numbers.is_share(same[0].indicator)
    high = 100 if share and high > 90 else high
    i = same[0].indicator
    return drawing.Axis(ends=(low, high), printed=lambda y: drawing.tick_text(i, y), most=3)


def _newest(each: Trend) -> str:
    """'88% in 2025', or why there is none, and the last that there is."""
    i, last = each.indicator, latest(each.own)
    if not each.own:
        return drawing.printed(i, None)
    newest = each.own[-1]
    told = f"{drawing.printed(i, newest)} in {short(i, newest.period_end)}"
    if last is None or last is newest:
        return told
    return f"{told}; {drawing.printed(i, last)} in {short(i, last.period_end)}"


def _table(each: Trend) -> pd.DataFrame:
    """A row for each period of a measure."""
    i = each.indicator
    columns: dict[str, list[str]] = {
        "Measure": [i.title for _ in each.own],
        "Period": [i.label(p.period_end).removeprefix("at ") for p in each.own],
        each.area.name: [drawing.printed(i, p) for p in each.own],
        "95% interval": [drawing.interval(i, p) for p in each.own],
    }
    for other in each.others:
        columns[other.label[0].upper() + other.label[1:]] = [
            drawing.printed(i, at(other.series, p.period_end), average=other.average)
            for p in each.own
        ]
    return pd.DataFrame(columns)


def _notes(drawn: Sequence[Trend]) -> list[str]:
    keys = dict.fromkeys(other.key for each in drawn for other in each.others)
    lines = listed([DASHES[key] for key in keys])
    hidden = drawing.reasons(chain.from_iterable(each.own for each in drawn))
    return [
        BAND if any(p.limited for each in drawn for p in each.own) else "",
        f"Thin lines: {lines}." if lines else "",
        "All panels have the same axes." if len(drawn) > 1 else "",
        f"Grey columns: {hidden}." if hidden else "",
        "Dotted line: the series changed." if any(each.breaks for each in drawn) else "",
    ]

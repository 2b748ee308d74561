"""Small multiples: measures as panels with axes of one length, each with its newest figure."""

from collections.abc import Container, Sequence
from dataclasses import replace
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
from analysis.present.words.shapes import since_break

TALL = 1.15
DASHES = {
    "england": "England (dashes)",
    "neighbours_2025": "similar authorities' median (dashes and dots)",
    "all_pupils": "all pupils here (short dashes)",
}
ROOM = 1.12  # how much longer an axis is than the figures along it reach


def panels(
    shown: Sequence[Trend],
    *,
    key: str,
    headline: str,
    subtitle: str,
    source: str,
    quiet: Container[str] = (),
) -> drawing.Exhibit:
    """A panel for each measure, with its line, its band, and thin lines of whom it is beside.

    All share the years. Each axis lies about its own figures, and those of one unit are equally
    long where that holds them. What is `quiet`, by the ids of measures, comes last in words alone,
    as does a measure without any published figure.
    """
    shown = sorted(shown, key=lambda each: each.indicator.id in quiet)
    drawn = [each for each in shown if latest(each.own) and each.indicator.id not in quiet]
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
        y=_axis(each, [o for o in drawn if o.indicator.unit[:1] == each.indicator.unit[:1]]),
    )


def _axis(each: Trend, same: Sequence[Trend]) -> drawing.Axis:
    """About the figures of a measure, as long as any of the same unit needs since its last break.

    Of a share 0 to 100% at most.
    """
    i, (low, high) = each.indicator, each.reach
    ends = [(low, high), *(_since_break(one).reach for one in same)]
    long = ROOM * max(top - foot for foot, top in ends) or 1.0
    if numbers.is_share(i):
        long = min(long, 100.0)
    foot = max((low + high - long) / 2, min(low, 0.0))
    foot = min(foot, 100 - long) if numbers.is_share(i) else foot
    return drawing.Axis(ends=(foot, foot + long), printed=lambda y: drawing.tick_text(i, y), most=3)


def _since_break(each: Trend) -> Trend:
    return replace(each, own=since_break(each.indicator, [p for p in each.own if p.known]))


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
        "Same unit, same length of axis." if len(drawn) > 1 else "",
        f"Grey columns: {hidden}." if hidden else "",
        "Dotted line: the series changed." if any(each.breaks for each in drawn) else "",
    ]

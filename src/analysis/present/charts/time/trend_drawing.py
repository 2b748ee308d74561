"""The picture of a trend: lines, bands, gaps, breaks, and labels that do not meet."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from math import inf
from typing import Any

from pandas import Timestamp

from analysis.catalogue.areas import Area
from analysis.catalogue.indicator import Break, Indicator
from analysis.present import drawing, numbers
from analysis.present.returned import Returned
from analysis.present.rows import Comparator, Point, at, latest
from analysis.present.text import text_inches
from analysis.present.words.changes import short

PLOT_INCHES, LEAST_LEFT_INCHES = 2.65, 0.45
TOP_INCHES, LINE_INCHES, FOOT_INCHES = 0.12, 0.18, 0.35
# The axis starts at zero unless every figure is in the upper half of what it would then show.
FAR_FROM_ZERO = 0.5
LEAST_RANGE = 0.25

# Greys differ by dash as well as by shade, so that a print without colour can be read.
COMPARATOR_LINES: dict[str, tuple[str, tuple[float, ...]]] = {
    "england": (drawing.DARK_GREY, (6, 2)),
    "region": (drawing.MID_GREY, (1.2, 1.6)),
    "neighbours_2025": (drawing.MID_GREY, (7, 2, 1.5, 2)),
    "all_pupils": (drawing.DARK_GREY, (2, 1)),
}


@dataclass(frozen=True, kw_only=True)
class Event:
    """Something that happened on a day, in a few words, to be shown in a chart over time."""

    on: date
    label: str


@dataclass(frozen=True, kw_only=True)
class Trend:
    """The series of one chart: the area's own, those beside it, and the years they cover.

    `returned` has figures of the council's own return, newer than those published.
    """

    indicator: Indicator
    area: Area
    own: list[Point]
    others: list[Comparator]
    events: tuple[Event, ...] = ()
    returned: Returned | None = None

    @property
    def later(self) -> list[Point]:
        """The figures of the return that are shown."""
        return [p for p in self.returned.series if p.known] if self.returned else []

    @property
    def last(self) -> Timestamp:
        """The last day that the chart tells of."""
        return [*self.own, *self.later][-1].period_end

    @property
    def breaks(self) -> list[Break]:
        """The declared breaks that fall inside the years shown."""
        first, last = (self.own[n].period_end.date() for n in (0, -1))
        return [b for b in self.indicator.breaks if first < b.on <= last]

    @property
    def marked(self) -> list[Event]:
        """The events that fall inside the years shown."""
        first, last = self.own[0].period_end.date(), self.last.date()
        return [e for e in self.events if first <= e.on <= last]

    @property
    def hidden(self) -> list[list[Point]]:
        """Stretches of neighbouring years without a figure."""
        return drawing.runs(self.own, lambda p: not p.known)

    @property
    def span(self) -> tuple[float, float]:
        """Where the years start and end on the axis, in days."""
        first, last = _x(self.own[0].period_end), _x(self.last)
        pad = 180 if first == last else (last - first) * 0.03
        return first - pad, last + pad

    @cached_property
    def reach(self) -> tuple[float, float]:
        """The lowest and the highest of its figures and intervals, and of whom it is beside."""
        own = [*self.own, *self.later]
        values = [p.value for p in own if p.known]
        values += [e for p in own if p.limited for e in (p.lower, p.upper)]
        for other in self.others:
            same = (at(other.series, p.period_end) for p in self.own)
            values += [benchmark.value for benchmark in same if benchmark]
        return min(values), max(values)

    @cached_property
    def ends(self) -> tuple[float, float]:
        """Where the axis of figures starts and ends: at zero unless every one is far from it."""
        low, high = self.reach
        top = high + max(high - min(low, 0), 1e-9) * 0.06
        if low < 0:
            return low * 1.08, max(top, 0)
        if low <= FAR_FROM_ZERO * high:
            return 0.0, top if high > 0 else 1.0
        room = max(high - low, LEAST_RANGE * high)
        middle = (low + high) / 2
        return max(0.0, middle - 0.62 * room), middle + 0.62 * room

    def runs(self, series: list[Point]) -> list[list[Point]]:
        """Unbroken stretches of published figures: no missing year and no break inside."""

        def parted(before: Point, after: Point) -> bool:
            first, last = before.period_end.date(), after.period_end.date()
            return (last - first).days > 400 or any(first < b.on <= last for b in self.breaks)

        return drawing.runs(series, lambda p: p.known, parted)

    def break_x(self, each: Break) -> float:
        """Midway between the periods on both sides of a break."""
        before = max(p.period_end for p in self.own if p.period_end.date() < each.on)
        after = min(p.period_end for p in self.own if p.period_end.date() >= each.on)
        return (_x(before) + _x(after)) / 2


def plot(shown: Trend) -> drawing.Plot:
    """The picture alone."""
    i, (start, end), lines = shown.indicator, shown.span, _lines(shown)
    key = lines if drawing.is_narrow() else []
    labels = [line.label(bare=bool(key)) for line in lines if line.printed]
    left = max(
        LEAST_LEFT_INCHES, 0.15 + max(text_inches(drawing.tick_text(i, e)) for e in shown.ends)
    )
    right = 0.3 + max(text_inches(label.text, bold=True) for label in labels)
    wide = drawing.width() - left - right
    an_inch = (end - start) / wide
    within = (start - 0.4 * an_inch, inf)
    words_inches, above = drawing.words_above(
        _words_above(shown), an_inch, within, pad=0.04, line_inches=LINE_INCHES
    )
    y = drawing.Axis(
        ends=shown.ends, printed=lambda y: drawing.tick_text(i, y), most=5, whole=i.decimals == 0
    )
    zero = drawing.across(0, color=drawing.DARK_GREY, linewidth=0.8)
    marks = [
        *([zero] if shown.ends[0] < 0 else []),
        *hidden_marks(shown),
        *(each for other in shown.others for each in other_marks(shown, other)),
        *own_marks(shown),
        *_returned(shown.later),
        *upright_marks(shown),
        *above,
        *drawing.end_labels(labels, y, PLOT_INCHES, nudge=14),
        *drawing.key_under(
            [(line.text, line.style) for line in key], tall=PLOT_INCHES, foot=FOOT_INCHES, left=left
        ),
    ]
    sides = dict[str, Any](left=left, right=right, top=TOP_INCHES + words_inches)
    sides["bottom"] = FOOT_INCHES + drawing.KEY_INCHES * len(key)
    return drawing.Plot(_years(shown, wide), y, marks, tall=PLOT_INCHES, **sides)


def hidden_marks(shown: Trend) -> Iterator[drawing.Mark]:
    """A grey column over each stretch of years without a figure."""
    for x in map(_xs, shown.hidden):
        yield drawing.missing(x[0] - 150, x[-1] + 150, zorder=0.5)


def own_marks(shown: Trend, **style: Any) -> Iterator[drawing.Mark]:
    """The area's own line with its band; `style` over that of `drawing.own_line`."""
    for run in shown.runs(shown.own):
        for stretch in drawing.runs(run, lambda p: p.limited):
            x, low, high = _xs(stretch), [p.lower for p in stretch], [p.upper for p in stretch]
            if len(stretch) > 1:
                yield drawing.band(x, low, high, color=drawing.BAND_COLOUR)
            else:
                yield drawing.whisker(x, low, high, color=drawing.OWN_COLOUR, linewidth=1.2)
        yield drawing.own_line(_xs(run), [p.value for p in run], zorder=4, clip_on=False, **style)


def _returned(later: list[Point]) -> Iterator[drawing.Mark]:
    """Hollow diamonds on a dashed line that does not meet the published one."""
    if not later:
        return
    for p in later:
        if p.limited:
            style = dict[str, Any](color=drawing.OWN_COLOUR, linewidth=0.8)
            yield drawing.whisker([_x(p.period_end)], [p.lower], [p.upper], **style)
    style = dict[str, Any](color=drawing.OWN_COLOUR, linewidth=1, dashes=(3, 2), marker="D")
    style |= {"markerfacecolor": "white", "markersize": 5, "markeredgewidth": 1.2, "zorder": 4.5}
    yield drawing.line(
        _xs(later), [p.value for p in later], gid="own-return", clip_on=False, **style
    )


def other_marks(shown: Trend, other: Comparator, **over: Any) -> Iterator[drawing.Mark]:
    """The line of a comparator, dashed after its key."""
    first, last = shown.own[0].period_end, shown.own[-1].period_end
    for run in shown.runs([p for p in other.series if first <= p.period_end <= last]):
        alone = "" if len(run) > 1 else "D"
        style = _style(other.key) | {"marker": alone, "markersize": 4, "zorder": 3}
        style |= {"gid": other.key} | over
        yield drawing.line(_xs(run), [p.value for p in run], **style)


def upright_marks(shown: Trend) -> Iterator[drawing.Mark]:
    """A dotted line where the series changed, and one for each event."""
    dots = dict[str, Any](color=drawing.DARK_GREY, linewidth=1, linestyle=(0, (1, 2)), gid="break")
    yield from (drawing.upright(shown.break_x(each), **dots) for each in shown.breaks)
    style = dict[str, Any](color=drawing.EVENT_COLOUR, linewidth=1.4, zorder=2, gid="event")
    yield from (drawing.upright(_x(each.on), **style) for each in shown.marked)


def _words_above(shown: Trend) -> Iterator[tuple[float, str]]:
    """The reasons for gaps and breaks, and the events, each with the day it stands over."""
    for stretch in shown.hidden:
        reasons = {numbers.reason(p.status) for p in stretch}
        text = reasons.pop() if len(reasons) == 1 else "not shown"
        yield (_x(stretch[0].period_end) + _x(stretch[-1].period_end)) / 2, text
    yield from ((shown.break_x(each), "series changed") for each in shown.breaks)
    yield from ((_x(each.on), each.label) for each in shown.marked)


def _years(shown: Trend, wide: float) -> drawing.Axis:
    """As many years, back from the last, as have room for their names."""
    i, later = shown.indicator, [p for p in shown.later if _same_day(p, shown.own[-1])]
    own = [*shown.own, *later]
    needed = text_inches(short(i, own[-1].period_end)) + 0.12
    step = max(1, int(-(-needed // (wide / max(len(own), 1)))))
    named = {_x(p.period_end): short(i, p.period_end) for p in own[::-1][::step][::-1]}
    return drawing.Axis(ends=shown.span, ticks=named, printed=named.__getitem__)


@dataclass(frozen=True, kw_only=True)
class _Line:
    """A line that is named, its style, and its last figure: as printed, its height, its place.

    Without a figure `printed` is empty.
    """

    name: str
    style: dict[str, Any]
    printed: str = ""
    at: float = 0
    last: float = 1
    bold: bool = False

    @property
    def text(self) -> str:
        return f"{self.name} {self.printed}".strip()

    def label(self, *, bare: bool) -> drawing.Label:
        """Its name and figure, or the figure alone, for its end."""
        text, colour = (self.printed if bare else self.text), self.style["color"]
        return drawing.Label(text, self.at, colour, self.bold, self.last)


def _lines(shown: Trend) -> list[_Line]:
    """Every line; the area's own first, and last the figures of the return."""
    i, (start, end), lines = shown.indicator, shown.span, list[_Line]()
    first, newest = (shown.own[n].period_end for n in (0, -1))
    for each in (Comparator(key="", label=shown.area.name, series=shown.own), *shown.others):
        point = latest([p for p in each.series if first <= p.period_end <= newest])
        name, found = each.label.removeprefix("the "), dict[str, Any]()
        if point:
            printed = drawing.printed(i, point, average=each.average)
            last = (_x(point.period_end) - start) / (end - start)
            older = point.period_end < newest
            dated = f" ({short(i, point.period_end)})" if older else ""
            found = {"printed": printed + dated, "at": point.value, "last": last}
        style = _style(each.key)
        name = f"{name[0].upper()}{name[1:]}"
        lines.append(_Line(name=name, style=style, bold=not each.key, **found))
    if shown.returned and shown.later:
        point = shown.later[-1]
        style = {"color": drawing.OWN_COLOUR, "markersize": 5, "marker": "D", "linestyle": "none"}
        style |= {"markerfacecolor": "white"}
        name, printed = f"{shown.returned.title(point)}:", drawing.printed(i, point)
        lines.append(_Line(name=name, style=style, printed=printed, at=point.value))
    return lines


def _style(key: str) -> dict[str, Any]:
    """How the line of a comparator is drawn, or with no key the area's own."""
    if not key:
        return {"color": drawing.OWN_COLOUR, "linewidth": 2.4}
    colour, dash = COMPARATOR_LINES[key]
    return {"color": colour, "linewidth": 1.6, "dashes": dash, "dash_capstyle": "butt"}


def _same_day(one: Point, other: Point) -> bool:
    """Whether two figures are of the same day of their years."""
    return f"{one.period_end:%m-%d}" == f"{other.period_end:%m-%d}"


def _x(day: date) -> float:
    return float(day.toordinal())


def _xs(series: list[Point]) -> list[float]:
    return [_x(p.period_end) for p in series]

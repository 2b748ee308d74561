"""The picture of a trend: lines, bands, gaps, breaks, and labels that do not meet."""

from dataclasses import dataclass
from datetime import date
from itertools import groupby

from matplotlib.axes import Axes
from matplotlib.figure import Figure

from analysis.catalogue.areas import Area
from analysis.catalogue.indicator import Break, Indicator
from analysis.present import numbers
from analysis.present.charts.drawing.axes import round_ticks, scale_x, scale_y
from analysis.present.charts.drawing.frame import (
    BAND_COLOUR,
    DARK_GREY,
    EVENT_COLOUR,
    LIGHT_GREY,
    MID_GREY,
    MISSING_FILL,
    OWN_COLOUR,
    WIDTH_INCHES,
    sheet,
    spread,
    the_figure,
    tick_text,
)
from analysis.present.charts.drawing.pen import line, words
from analysis.present.rows import Comparator, Point, at, latest
from analysis.present.text import POINTS_PER_INCH, text_inches
from analysis.present.words.changes import short

PLOT_INCHES, BOTTOM_INCHES, LEAST_LEFT_INCHES = 2.65, 0.35, 0.45
TOP_INCHES, LINE_OF_WORDS_INCHES = 0.12, 0.18
LABEL_APART_POINTS = 13
# The axis starts at zero unless every figure is in the upper half of what it would then show.
FAR_FROM_ZERO = 0.5
LEAST_RANGE = 0.25

# Greys differ by dash as well as by shade, so that a print without colour can be read.
COMPARATOR_LINES: dict[str, tuple[str, tuple[float, ...]]] = {
    "england": (DARK_GREY, (6, 2)),
    "region": (MID_GREY, (1.2, 1.6)),
    "neighbours_2025": (MID_GREY, (7, 2, 1.5, 2)),
}
LINE_LABELS = {"neighbours_2025": "Similar authorities"}


@dataclass(frozen=True, kw_only=True)
class Mark:
    """Something that happened on a day, in a few words, to be shown in a chart over time."""

    on: date
    label: str


@dataclass(frozen=True, kw_only=True)
class Trend:
    """The series of one chart: the area's own, those beside it, and the years they cover."""

    indicator: Indicator
    area: Area
    own: list[Point]
    others: list[Comparator]
    events: tuple[Mark, ...] = ()

    @property
    def breaks(self) -> list[Break]:
        """The declared breaks that fall inside the years shown."""
        first, last = self.own[0].period_end.date(), self.own[-1].period_end.date()
        return [b for b in self.indicator.breaks if first < b.on <= last]

    @property
    def marked(self) -> list[Mark]:
        """The events that fall inside the years shown."""
        first, last = self.own[0].period_end.date(), self.own[-1].period_end.date()
        return [e for e in self.events if first <= e.on <= last]


@dataclass(frozen=True, kw_only=True)
class Above:
    """A few words over the plot: where, and on which line, the lowest being 0."""

    x: float
    text: str
    level: int


def trend_figure(shown: Trend) -> Figure:
    """The picture alone."""
    labels = _end_labels(shown)
    right = 0.3 + max(text_inches(text, bold=True) for text, _, _ in labels)
    low, high = axis_limits(shown)
    widest = max(text_inches(tick_text(shown.indicator, end)) for end in (low, high))
    left = max(LEAST_LEFT_INCHES, widest + 0.15)
    start, end = _ends(shown)
    above = _words_above(shown, (end - start) / (WIDTH_INCHES - left - right))
    top = TOP_INCHES + LINE_OF_WORDS_INCHES * (1 + max((w.level for w in above), default=-1))
    axes = sheet(top + PLOT_INCHES + BOTTOM_INCHES, left, right, top, BOTTOM_INCHES)
    axes.set_ylim(low, high)
    axes.set_xlim(start, end)
    if low < 0:
        axes.axhline(0, color=DARK_GREY, linewidth=0.8)
    _shade_missing(axes, shown)
    for other in shown.others:
        _draw_other(axes, shown, other)
    _draw_own(axes, shown)
    _draw_breaks(axes, shown)
    _draw_events(axes, shown)
    _write_above(axes, above)
    _tick(axes, shown)
    _label_ends(axes, labels, shown)
    return the_figure(axes)


def _runs(series: list[Point], breaks: list[Break]) -> list[list[Point]]:
    """Unbroken stretches of published figures: no missing year and no break inside."""
    runs: list[list[Point]] = [[]]
    for point in series:
        if runs[-1] and _parted(runs[-1][-1], point, breaks):
            runs.append([])
        if point.known:
            runs[-1].append(point)
        elif runs[-1]:
            runs.append([])
    return [run for run in runs if run]


def _parted(before: Point, after: Point, breaks: list[Break]) -> bool:
    days = (after.period_end - before.period_end).days
    crossed = any(before.period_end.date() < b.on <= after.period_end.date() for b in breaks)
    return crossed or days > 400


def _draw_own(axes: Axes, shown: Trend) -> None:
    for run in _runs(shown.own, shown.breaks):
        x, y = _xs(run), [p.value for p in run]
        for stretch in _limited(run):
            at, low, high = _xs(stretch), [p.lower for p in stretch], [p.upper for p in stretch]
            if len(stretch) > 1:
                axes.fill_between(at, low, high, color=BAND_COLOUR, linewidth=0, zorder=1.5)
            else:
                axes.vlines(at, low, high, color=OWN_COLOUR, linewidth=1.2)
        line(
            axes,
            x,
            y,
            color=OWN_COLOUR,
            linewidth=2.4,
            marker="o",
            markersize=5,
            zorder=4,
            clip_on=False,
            gid="own",
        )


def _limited(run: list[Point]) -> list[list[Point]]:
    """The stretches of a run whose figures have an interval."""
    parts = groupby(run, key=lambda p: p.limited)
    return [list(points) for limited, points in parts if limited]


def _draw_other(axes: Axes, shown: Trend, other: Comparator) -> None:
    colour, dash = COMPARATOR_LINES[other.key]
    last = shown.own[-1].period_end
    series = [p for p in other.series if shown.own[0].period_end <= p.period_end <= last]
    for run in _runs(series, shown.breaks):
        marker = "" if len(run) > 1 else "D"
        line(
            axes,
            _xs(run),
            [p.value for p in run],
            color=colour,
            linewidth=1.6,
            dashes=dash,
            marker=marker,
            markersize=4,
            dash_capstyle="butt",
            zorder=3,
            gid=other.key,
        )


def _hidden(shown: Trend) -> list[list[Point]]:
    """Stretches of neighbouring years without a figure."""
    stretches: list[list[Point]] = [[]]
    for point in shown.own:
        if point.known:
            stretches.append([])
        else:
            stretches[-1].append(point)
    return [stretch for stretch in stretches if stretch]


def _shade_missing(axes: Axes, shown: Trend) -> None:
    """A grey column for each stretch of hidden years."""
    for stretch in _hidden(shown):
        x = _xs(stretch)
        axes.axvspan(x[0] - 150, x[-1] + 150, color=MISSING_FILL, linewidth=0, zorder=0.5)


def _draw_breaks(axes: Axes, shown: Trend) -> None:
    for each in shown.breaks:
        axes.axvline(
            _break_x(shown, each), color=DARK_GREY, linewidth=1, linestyle=(0, (1, 2)), gid="break"
        )


def _draw_events(axes: Axes, shown: Trend) -> None:
    for each in shown.marked:
        axes.axvline(_x(each.on), color=EVENT_COLOUR, linewidth=1.4, zorder=2, gid="event")


def _break_x(shown: Trend, each: Break) -> float:
    before = max(p.period_end for p in shown.own if p.period_end.date() < each.on)
    after = min(p.period_end for p in shown.own if p.period_end.date() >= each.on)
    return (_x(before) + _x(after)) / 2


def _words_above(shown: Trend, days_an_inch: float) -> list[Above]:
    """The reasons for gaps and breaks, on as many lines as keep them apart."""
    wanted = []
    for stretch in _hidden(shown):
        reasons = {numbers.reason(p.status) for p in stretch}
        text = reasons.pop() if len(reasons) == 1 else "not shown"
        wanted.append(((_x(stretch[0].period_end) + _x(stretch[-1].period_end)) / 2, text))
    wanted += [(_break_x(shown, each), "series changed") for each in shown.breaks]
    wanted += [(_x(each.on), each.label) for each in shown.marked]
    ends: list[float] = []
    above = []
    for x, text in sorted(wanted):
        half = (text_inches(text, 9) / 2 + 0.04) * days_an_inch
        x = max(x, _ends(shown)[0] + half - 0.4 * days_an_inch)
        level = next((k for k, end in enumerate(ends) if x - half >= end), len(ends))
        ends[level : level + 1] = [x + half]
        above.append(Above(x=x, text=text, level=level))
    return above


def _write_above(axes: Axes, above: list[Above]) -> None:
    for each in above:
        words(
            axes,
            (each.x, 1),
            each.text,
            where=axes.get_xaxis_transform(),
            nudge=(0, 3 + each.level * LINE_OF_WORDS_INCHES * POINTS_PER_INCH),
            ha="center",
            va="bottom",
            points=9,
            colour=DARK_GREY,
        )


def _tick(axes: Axes, shown: Trend) -> None:
    wide = text_inches(short(shown.indicator, shown.own[-1].period_end)) + 0.12
    room = axes.get_position().width * WIDTH_INCHES / max(len(shown.own), 1)
    step = max(1, int(-(-wide // room)))
    labelled = shown.own[::-1][::step][::-1]
    named = {_x(p.period_end): short(shown.indicator, p.period_end) for p in labelled}
    scale_x(axes, named, named.__getitem__)
    heights = round_ticks(axes.get_ylim(), 5, whole=shown.indicator.decimals == 0)
    scale_y(axes, heights, lambda y: tick_text(shown.indicator, y))


def _end_labels(shown: Trend) -> list[tuple[str, Point, str]]:
    """Text, the point that it belongs to, and colour, for each line; the area's own first."""
    last = latest(shown.own)
    assert last is not None
    own = f"{shown.area.name} {numbers.figure(shown.indicator, last.value)}"
    labels = [(own, last, OWN_COLOUR)]
    for other in shown.others:
        end = latest([p for p in other.series if p.period_end <= shown.own[-1].period_end])
        if end and end.period_end >= shown.own[0].period_end:
            name = LINE_LABELS.get(other.key, other.label.removeprefix("the "))
            printed = numbers.figure(shown.indicator, end.value, average=other.average)
            labels.append((f"{name} {printed}", end, COMPARATOR_LINES[other.key][0]))
    return labels


def _label_ends(axes: Axes, labels: list[tuple[str, Point, str]], shown: Trend) -> None:
    low, high = axes.get_ylim()
    height = PLOT_INCHES * POINTS_PER_INCH
    wanted = [(point.value - low) / (high - low) * height for _, point, _ in labels]
    placed = spread(wanted, LABEL_APART_POINTS, 4, height - 4)
    edge = _ends(shown)[1]
    for (text, point, colour), y, at_line in zip(labels, placed, wanted, strict=True):
        words(
            axes,
            (edge, low + (high - low) * y / height),
            text,
            nudge=(14, 0),
            colour=colour,
            bold=colour == OWN_COLOUR,
            gid="end-label",
        )
        _lead(axes, point, (edge, low + (high - low) * y / height), colour, abs(y - at_line))


def _lead(
    axes: Axes, point: Point, end: tuple[float, float], colour: str, moved_points: float
) -> None:
    """A thin line from the last point to a label that had to move, or that stands far off."""
    x = _x(point.period_end)
    span = axes.get_xlim()[1] - axes.get_xlim()[0]
    if moved_points < 3 and end[0] - x < 0.1 * span:
        return
    reach = end[0] + span * 0.028
    style = {"color": LIGHT_GREY, "linewidth": 0.8, "clip_on": False, "zorder": 1}
    line(axes, [x, reach], [point.value, end[1]], **style)


def axis_limits(shown: Trend) -> tuple[float, float]:
    """Where the axis starts and ends: at zero unless every figure is far from it."""
    values = [p.value for p in shown.own if p.known]
    values += [e for p in shown.own if p.limited for e in (p.lower, p.upper)]
    for other in shown.others:
        same = (at(other.series, p.period_end) for p in shown.own)
        values += [benchmark.value for benchmark in same if benchmark]
    low, high = min(values), max(values)
    top = high + max(high - min(low, 0), 1e-9) * 0.06
    if low < 0:
        return low * 1.08, max(top, 0)
    if low <= FAR_FROM_ZERO * high:
        return 0.0, top if high > 0 else 1.0
    room = max(high - low, LEAST_RANGE * high)
    middle = (low + high) / 2
    return max(0.0, middle - 0.62 * room), middle + 0.62 * room


def _ends(shown: Trend) -> tuple[float, float]:
    first, last = _x(shown.own[0].period_end), _x(shown.own[-1].period_end)
    pad = 180 if first == last else (last - first) * 0.03
    return first - pad, last + pad


def _x(day: date) -> float:
    return float(day.toordinal())


def _xs(series: list[Point]) -> list[float]:
    return [_x(p.period_end) for p in series]

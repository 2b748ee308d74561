"""How a figure moved over the years, beside England, the region and similar authorities."""

from dataclasses import dataclass
from datetime import date

import matplotlib.dates as mdates
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from analysis.catalogue.areas import Area
from analysis.catalogue.indicator import Break, Indicator
from analysis.present import numbers
from analysis.present.chart_frame import (
    BAND_COLOUR,
    DARK_GREY,
    LIGHT_GREY,
    MID_GREY,
    MISSING_FILL,
    OWN_COLOUR,
    POINTS_PER_INCH,
    TEXT_POINTS,
    WIDTH_INCHES,
    clipped,
    drawn,
    sheet,
    spread,
    subtitle,
    text_inches,
    tick_text,
    unpublished,
)
from analysis.present.exhibit import Exhibit
from analysis.present.rows import Comparator, Point, at, comparators, latest, of, points
from analysis.present.words_headline import headline_over_time
from analysis.present.words_time import ChangeLike, short

PLOT_INCHES, BOTTOM_INCHES, LEFT_INCHES = 2.65, 0.35, 0.55
TOP_INCHES, TOP_WITH_WORDS_INCHES = 0.12, 0.3
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
class Trend:
    """The series of one chart: the area's own, those beside it, and the years they cover."""

    indicator: Indicator
    area: Area
    own: list[Point]
    others: list[Comparator]

    @property
    def breaks(self) -> list[Break]:
        """The declared breaks that fall inside the years shown."""
        first, last = self.own[0].period_end.date(), self.own[-1].period_end.date()
        return [b for b in self.indicator.breaks if first < b.on <= last]


def trend(
    indicator: Indicator,
    rows: pd.DataFrame,
    area: Area,
    *,
    source: str,
    change: ChangeLike | None = None,
) -> Exhibit:
    """The area's line with its 95% interval, comparators in grey, and gaps for what is hidden.

    `rows` is in the measured shape. A tested `change` lets the headline say 'up' or 'down'.
    """
    key = f"{indicator.id}-trend"
    rows = of(indicator, rows)
    own = points(indicator, rows, area.code)
    if latest(own) is None:
        return unpublished(key, indicator, area, own, source)
    shown = Trend(
        indicator=indicator, area=area, own=own, others=comparators(indicator, rows, area)
    )
    return Exhibit(
        key=key,
        headline=headline_over_time(indicator, rows, area, change),
        subtitle=subtitle(indicator, area, own[0].period_end, own[-1].period_end),
        alt=_alt(shown),
        table=trend_table(shown),
        source=source,
        svg=drawn(lambda: trend_figure(shown)),
        note=_note(shown),
    )


def trend_figure(shown: Trend) -> Figure:
    """The picture alone."""
    labels = _end_labels(shown)
    right = 0.3 + max(text_inches(text, bold=True) for text, _, _ in labels)
    words_above = shown.breaks or not all(p.known for p in shown.own)
    top = TOP_WITH_WORDS_INCHES if words_above else TOP_INCHES
    axes = sheet(top + PLOT_INCHES + BOTTOM_INCHES, LEFT_INCHES, right, top, BOTTOM_INCHES)
    low, high = _limits(shown)
    axes.set_ylim(low, high)
    axes.set_xlim(*_ends(shown))
    _shade_missing(axes, shown)
    for other in shown.others:
        _draw_other(axes, shown, other)
    _draw_own(axes, shown)
    _draw_breaks(axes, shown)
    _tick(axes, shown)
    _label_ends(axes, labels, shown)
    figure = axes.get_figure()
    assert isinstance(figure, Figure)
    return figure


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


def _alt(shown: Trend) -> str:
    known = [p for p in shown.own if p.known]
    first, last = known[0], known[-1]
    i, name = shown.indicator, shown.area.name
    start, end = numbers.figure(i, first.value), numbers.figure(i, last.value)
    if first is last:
        told = f"Chart with one year: {name} is at {end} in {short(i, last.period_end)}."
    else:
        way = "starts and ends at" if start == end else f"goes {_way(first, last)} from {start} to"
        years = f"{short(i, first.period_end)} to {short(i, last.period_end)}"
        told = f"Line chart, {years}: {name} {way} {end}."
    beside = [_beside(i, other, last) for other in shown.others]
    said = [text for text in beside if text]
    hidden = sum(not p.known for p in shown.own)
    gaps = f" {hidden} year{'s' if hidden > 1 else ''} not shown." if hidden else ""
    ends = f" Its last figure is {'; '.join(said)}." if said else ""
    return clipped(f"{told}{ends}{gaps}")


def _way(first: Point, last: Point) -> str:
    return "up" if last.value > first.value else "down"


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
    if _limits(shown)[0] > 0:
        notes.append("The axis does not start at zero.")
    hidden = sorted({numbers.why_missing(p.status) for p in shown.own if not p.known})
    if hidden:
        notes.append(f"Grey columns: the figure is {' or '.join(hidden)}.")
    notes += [f"Dotted line: the series changed. {b.why.rstrip('.')}." for b in shown.breaks]
    return " ".join(notes)


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
        if all(p.limited for p in run):
            low, high = [p.lower for p in run], [p.upper for p in run]
            if len(run) > 1:
                axes.fill_between(x, low, high, color=BAND_COLOUR, linewidth=0, zorder=1.5)
            else:
                axes.vlines(x, low, high, color=OWN_COLOUR, linewidth=1.2)
        axes.plot(
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


def _draw_other(axes: Axes, shown: Trend, other: Comparator) -> None:
    colour, dash = COMPARATOR_LINES[other.key]
    last = shown.own[-1].period_end
    series = [p for p in other.series if shown.own[0].period_end <= p.period_end <= last]
    for run in _runs(series, shown.breaks):
        marker = "" if len(run) > 1 else "D"
        axes.plot(
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


def _shade_missing(axes: Axes, shown: Trend) -> None:
    """A grey column for each stretch of hidden years, with the reason at its head."""
    stretch: list[Point] = []
    for i, point in enumerate(shown.own):
        if not point.known:
            stretch.append(point)
        if stretch and (point.known or i == len(shown.own) - 1):
            x = _xs(stretch)
            axes.axvspan(x[0] - 150, x[-1] + 150, color=MISSING_FILL, linewidth=0, zorder=0.5)
            reasons = {numbers.reason(p.status) for p in stretch}
            text = reasons.pop() if len(reasons) == 1 else "not shown"
            _over(axes, (x[0] + x[-1]) / 2, text, MID_GREY)
            stretch = []


def _draw_breaks(axes: Axes, shown: Trend) -> None:
    for each in shown.breaks:
        before = max(p.period_end for p in shown.own if p.period_end.date() < each.on)
        after = min(p.period_end for p in shown.own if p.period_end.date() >= each.on)
        x = (_x(before) + _x(after)) / 2
        axes.axvline(x, color=DARK_GREY, linewidth=1, linestyle=(0, (1, 2)), gid="break")
        _over(axes, x, "series changed", DARK_GREY)


def _over(axes: Axes, x: float, text: str, colour: str) -> None:
    """A word above the plot, moved inwards where it would pass the left end."""
    start, end = axes.get_xlim()
    inches = axes.get_position().width * WIDTH_INCHES
    half = text_inches(text, 9) / 2 * (end - start) / inches
    axes.text(
        max(x, start + half - 0.4 * (end - start) / inches),
        1.02,
        text,
        transform=axes.get_xaxis_transform(),
        ha="center",
        va="bottom",
        fontsize=9,
        color=colour,
    )


def _tick(axes: Axes, shown: Trend) -> None:
    wide = text_inches(short(shown.indicator, shown.own[-1].period_end)) + 0.12
    room = axes.get_position().width * WIDTH_INCHES / max(len(shown.own), 1)
    step = max(1, int(-(-wide // room)))
    labelled = shown.own[::-1][::step][::-1]
    axes.set_xticks(_xs(labelled), [short(shown.indicator, p.period_end) for p in labelled])
    axes.locator_params(axis="y", nbins=5, integer=shown.indicator.decimals == 0)
    axes.yaxis.set_major_formatter(lambda y, _: tick_text(shown.indicator, y))


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
        axes.annotate(
            text,
            (edge, low + (high - low) * y / height),
            xytext=(14, 0),
            textcoords="offset points",
            va="center",
            fontsize=TEXT_POINTS,
            color=colour,
            fontweight="bold" if colour == OWN_COLOUR else "normal",
            annotation_clip=False,
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
    axes.plot(
        [x, reach], [point.value, end[1]], color=LIGHT_GREY, linewidth=0.8, clip_on=False, zorder=1
    )


def _limits(shown: Trend) -> tuple[float, float]:
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
    return float(mdates.date2num(day))


def _xs(series: list[Point]) -> list[float]:
    return [_x(p.period_end) for p in series]

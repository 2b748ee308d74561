"""An authority among its ten similar authorities, each by name; not a league table."""

import pandas as pd
from matplotlib.figure import Figure

from analysis.catalogue.areas import Area
from analysis.catalogue.indicator import Indicator
from analysis.present import numbers
from analysis.present.charts.drawing.axes import round_ticks, scale_x
from analysis.present.charts.drawing.frame import (
    MID_GREY,
    OWN_COLOUR,
    drawn,
    subtitle,
    the_figure,
    tick_text,
    unpublished,
)
from analysis.present.charts.drawing.row_chart import Column, bar, mark_line, place, row_sheet
from analysis.present.parts.exhibit import Exhibit
from analysis.present.rows import NEIGHBOURS, Point, at, comparator, latest, name, of, points
from analysis.present.text import clipped
from analysis.present.words import headlines
from analysis.present.words.changes import when

NOT_A_LEAGUE_TABLE = (
    "Authorities are in order of their figures so that they can be found; this is not a league "
    "table. Thin lines are 95% intervals: where they overlap much, the order says little."
)
Dot = tuple[str, str, Point | None]


def dots(
    indicator: Indicator,
    rows: pd.DataFrame,
    area: Area,
    *,
    source: str,
    names: dict[str, str] | None = None,
) -> Exhibit:
    """The newest figure of the area and of each similar authority, with intervals.

    `rows` also holds the neighbours' own rows. `names` names areas outside the register.
    """
    key = f"{indicator.id}-dots"
    rows = of(indicator, rows)
    series = points(indicator, rows, area.code)
    own = latest(series)
    if own is None:
        return unpublished(key, indicator, area, series, source)
    shown = _dots(indicator, rows, area, own, names)
    lines = _lines(indicator, rows, area, own)
    return Exhibit(
        key=key,
        headline=headlines.headline(indicator, rows, area),
        subtitle=subtitle(
            indicator, f"{area.name} and similar authorities", own.period_end, own.period_end
        ),
        alt=_alt(indicator, area, shown, lines),
        table=_table(indicator, shown, lines),
        source=source,
        svg=drawn(lambda: dots_figure(indicator, area, shown, lines)),
        note=_note(indicator, series, own),
    )


def dots_figure(
    indicator: Indicator, area: Area, shown: list[Dot], lines: dict[str, float]
) -> Figure:
    """The picture alone: `shown` in order, and reference lines by what they are called."""
    own = next(i for i, (code, _, _) in enumerate(shown) if code == area.code)
    cells = [_printed(indicator, point) for _, _, point in shown]
    axes = row_sheet(
        [label for _, label, _ in shown], [Column(head="", cells=cells)], bold=own, label_inches=2.7
    )
    values = [v for _, _, p in shown if p and p.known for v in _extent(p)] + [*lines.values()]
    axes.set_xlim(*_limits(values))
    for y, (code, _, point) in enumerate(shown):
        if point is None or not point.known:
            continue
        mine = code == area.code
        bar(axes, point.lower, point.upper, y, OWN_COLOUR if mine else MID_GREY, 2 if mine else 1.2)
        place(axes, "own" if mine else "neighbour", point.value, y)
    for level, (label, value) in enumerate(lines.items()):
        printed = numbers.figure(indicator, value, average=label != "England")
        mark_line(axes, value, f"{label} {printed}", level, dashed=label == "England")
    ticks = round_ticks(axes.get_xlim())
    scale_x(axes, ticks, lambda x: tick_text(indicator, x), grid=True)
    return the_figure(axes)


def _dots(
    indicator: Indicator,
    rows: pd.DataFrame,
    area: Area,
    own: Point,
    names: dict[str, str] | None,
) -> list[Dot]:
    """Published figures from the highest down, then those that are not published."""
    mine = rows.loc[rows["group"] == "self", "area"]
    codes = [c for c in mine.unique() if not c.startswith("E") and c != area.code]
    found: list[Dot] = [(area.code, area.name, own)]
    for code in codes:
        series = points(indicator, rows, code)
        same = next((p for p in series if p.period_end == own.period_end), None)
        found.append((code, name(code, names), same))
    known = [dot for dot in found if dot[2] and dot[2].known]
    hidden = [dot for dot in found if not (dot[2] and dot[2].known)]
    ordered = sorted(known, key=lambda d: (-d[2].value, d[1]) if d[2] else (0.0, d[1]))
    return [*ordered, *sorted(hidden, key=lambda d: d[1])]


def _lines(indicator: Indicator, rows: pd.DataFrame, area: Area, own: Point) -> dict[str, float]:
    found = {}
    for label, key in (("England", "england"), ("Median of similar authorities", NEIGHBOURS)):
        if key.split("_")[0] not in indicator.comparators:
            continue
        benchmark = at(comparator(indicator, rows, area, key).series, own.period_end)
        if benchmark:
            found[label] = benchmark.value
    return found


def _alt(indicator: Indicator, area: Area, shown: list[Dot], lines: dict[str, float]) -> str:
    known = [(label, p.value) for _, label, p in shown if p and p.known]
    mine = next(value for label, value in known if label == area.name)
    over = sum(value > mine for label, value in known if label != area.name)
    beside = " and ".join(
        f"{'the ' if label != 'England' else ''}{label[0].lower() if label != 'England' else 'E'}"
        f"{label[1:]} at {numbers.figure(indicator, value, average=label != 'England')}"
        for label, value in lines.items()
    )
    hidden = len(shown) - len(known)
    return clipped(
        f"Dot plot: {area.name} is at {numbers.figure(indicator, mine)}; {over} of "
        f"{len(known) - 1} similar authorities {'is' if over == 1 else 'are'} higher."
        + (f" Lines mark {beside}." if beside else "")
        + (f" {hidden} listed without a figure." if hidden else "")
    )


def _table(indicator: Indicator, shown: list[Dot], lines: dict[str, float]) -> pd.DataFrame:
    records = [
        (
            label,
            _printed(indicator, p),
            numbers.interval(indicator, p.lower, p.upper)
            if p and p.known
            else _printed(indicator, p),
        )
        for _, label, p in shown
    ]
    records += [
        (label, numbers.figure(indicator, value, average=label != "England"), numbers.NO_INTERVAL)
        for label, value in lines.items()
    ]
    return pd.DataFrame(records, columns=["Authority", "Figure", "95% interval"])


def _note(indicator: Indicator, series: list[Point], own: Point) -> str:
    newest = series[-1]
    if newest is own:
        return NOT_A_LEAGUE_TABLE
    hidden = (
        f"The area's figure {when(indicator, newest.period_end)} is "
        f"{numbers.why_missing(newest.status)}; these are figures of the last year with one."
    )
    return f"{hidden} {NOT_A_LEAGUE_TABLE}"


def _printed(indicator: Indicator, point: Point | None) -> str:
    if point is None:
        return numbers.reason("not_available")
    return numbers.figure(indicator, point.value, point.status)


def _extent(point: Point) -> list[float]:
    return [point.value, *([point.lower, point.upper] if point.limited else [])]


def _limits(values: list[float]) -> tuple[float, float]:
    low, high = min(values), max(values)
    pad = (high - low or abs(high) or 1) * 0.05
    if 0 <= low <= 0.5 * high:
        return 0.0, high + pad
    return low - pad, high + pad

"""An authority among its ten similar authorities, each by name; not a league table."""

from math import inf, nan

import pandas as pd

from analysis.catalogue.areas import Area
from analysis.catalogue.indicator import Indicator
from analysis.present import drawing, numbers
from analysis.present.rows import NEIGHBOURS, Point, at, comparator, latest, name, of, on, points
from analysis.present.words import headlines
from analysis.present.words.changes import when

NOT_A_LEAGUE_TABLE = (
    "Authorities are in order of their figures so that they can be found; this is not a league "
    "table. Thin lines are 95% intervals: where they overlap much, the order says little."
)
Dot = tuple[str, str, Point | None]
Line = tuple[str, float, str]  # what is marked, where, and its figure as printed


def dot_plot(
    indicator: Indicator,
    rows: pd.DataFrame,
    area: Area,
    *,
    source: str,
    names: dict[str, str] | None = None,
) -> drawing.Exhibit:
    """The newest figure of the area and of each similar authority, with intervals.

    `rows` also holds the neighbours' own rows. `names` names areas outside the register.
    """
    key = f"{indicator.id}-dots"
    rows = of(indicator, rows)
    series = points(indicator, rows, area.code)
    own = latest(series)
    if own is None:
        return drawing.unpublished(key, indicator, area, series, source)
    shown = _dots(indicator, rows, area, own, names)
    lines = _lines(indicator, rows, area, own)
    together = f"{area.name} and similar authorities"
    newest = series[-1]
    older = (
        f"The area's figure {when(indicator, newest.period_end)} is "
        f"{numbers.why_missing(newest.status)}; these are figures of the last year with one."
    )
    return drawing.exhibit(
        key,
        lambda: plot(indicator, area, shown, lines),
        headline=headlines.headline(indicator, rows, area),
        subtitle=drawing.subtitle(indicator, together, own.period_end, own.period_end),
        alt=_alt(indicator, area, shown, lines),
        table=_table(indicator, shown, lines),
        source=source,
        notes=["" if newest is own else older, NOT_A_LEAGUE_TABLE],
    )


def plot(indicator: Indicator, area: Area, shown: list[Dot], lines: list[Line]) -> drawing.Plot:
    """The picture alone: `shown` in order, and reference lines by what they are called."""
    rows, values = [], [value for _, value, _ in lines]
    for code, label, point in shown:
        own = code == area.code
        if point and point.known:
            values += [point.value, *([point.lower, point.upper] if point.limited else [])]
        rows.append(
            drawing.Row(
                label=label,
                cells=[drawing.printed(indicator, point)],
                dots={"own" if own else "neighbour": point.value} if point else {},
                bar=(point.lower, point.upper) if point else (nan, nan),
                bar_colour=drawing.OWN_COLOUR if own else drawing.MID_GREY,
                bar_points=2 if own else 1.2,
                bold=own,
            )
        )
    marks = [
        drawing.reference(value, f"{label} {printed}", level, dashed=label == "England")
        for level, (label, value, printed) in enumerate(lines)
    ]
    low, high = min(values), max(values)
    pad = (high - low or abs(high) or 1) * 0.05
    ends = (0.0 if 0 <= low <= 0.5 * high else low - pad, high + pad)
    x = drawing.Axis(ends=ends, printed=lambda x: drawing.tick_text(indicator, x), grid=True)
    return drawing.row_chart(rows, [drawing.Column(head="")], x, marks=marks, label_inches=2.7)


def _dots(
    indicator: Indicator, rows: pd.DataFrame, area: Area, own: Point, names: dict[str, str] | None
) -> list[Dot]:
    """Published figures from the highest down, then those that are not published."""
    found: list[Dot] = [(area.code, area.name, own)]
    for code in rows.loc[rows["group"] == "self", "area"].unique():
        if not code.startswith("E") and code != area.code:
            series = points(indicator, rows, code)
            found.append((code, name(code, names), on(series, own.period_end)))
    height = {code: p.value if p and p.known else -inf for code, _, p in found}
    return sorted(found, key=lambda each: (-height[each[0]], each[1]))


def _lines(indicator: Indicator, rows: pd.DataFrame, area: Area, own: Point) -> list[Line]:
    found = []
    for label, key in (("England", "england"), ("Median of similar authorities", NEIGHBOURS)):
        if key.split("_")[0] in indicator.comparators:
            benchmark = at(comparator(indicator, rows, area, key).series, own.period_end)
            if benchmark:
                printed = drawing.printed(indicator, benchmark, average=label != "England")
                found.append((label, benchmark.value, printed))
    return found


def _alt(indicator: Indicator, area: Area, shown: list[Dot], lines: list[Line]) -> str:
    known = [(label, p.value) for _, label, p in shown if p and p.known]
    mine = next(value for label, value in known if label == area.name)
    over = sum(value > mine for label, value in known if label != area.name)
    beside = " and ".join(
        f"{label.replace('Median', 'the median')} at {printed}" for label, _, printed in lines
    )
    hidden = len(shown) - len(known)
    return (
        f"Dot plot: {area.name} is at {numbers.figure(indicator, mine)}; {over} of "
        f"{len(known) - 1} similar authorities {'is' if over == 1 else 'are'} higher."
        + (f" Lines mark {beside}." if beside else "")
        + (f" {hidden} listed without a figure." if hidden else "")
    )


def _table(indicator: Indicator, shown: list[Dot], lines: list[Line]) -> pd.DataFrame:
    records = [
        (label, drawing.printed(indicator, p), drawing.interval(indicator, p))
        for _, label, p in shown
    ]
    records += [(label, printed, numbers.NO_INTERVAL) for label, _, printed in lines]
    return pd.DataFrame(records, columns=["Authority", "Figure", "95% interval"])

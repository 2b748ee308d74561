"""The picture of a process chart: points, the range that chance explains, gaps, events, target."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from math import isnan
from typing import Any

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from analysis.catalogue.local import LocalIndicator
from analysis.core.quarters import quarter_of
from analysis.core.shapes import MISSING, SUPPRESSED
from analysis.present.charts.drawing.axes import round_ticks, scale_x, scale_y
from analysis.present.charts.drawing.frame import (
    BAND_COLOUR,
    DARK_GREY,
    MID_GREY,
    MISSING_FILL,
    OWN_COLOUR,
    sheet,
    spread,
)
from analysis.present.charts.drawing.pen import line, words
from analysis.present.charts.time.control_chart_marks import (
    MARKS,
    mark_of,
    mark_words,
    newest_place,
)
from analysis.present.text import POINTS_PER_INCH, text_inches
from analysis.present.words.local import figure

PLOT_INCHES, LINE_INCHES, TOP_INCHES = 2.6, 0.17, 0.12
BOTTOM_INCHES, KEY_INCHES = 0.42, 0.24
APART_POINTS, KEY_COLUMNS = 13, 2
_GAP_WORDS = {MISSING: "not supplied", SUPPRESSED: "suppressed"}
_MONTHS = ("Apr\N{EN DASH}Jun", "Jul\N{EN DASH}Sep", "Oct\N{EN DASH}Dec", "Jan\N{EN DASH}Mar")


@dataclass(frozen=True, kw_only=True)
class Drawn:
    """What is drawn: rows with value, centre, lower, upper, segment, signal, meaning and status.

    `x` of a row is its place, from 0; `ticks` are places and words; `events` (place, label); with
    `by_year` the line parts each April.
    """

    indicator: LocalIndicator
    area: str
    rows: pd.DataFrame
    ticks: Sequence[tuple[float, str]]
    target: float | None = None
    events: Sequence[tuple[float, str]] = field(default_factory=tuple)
    by_year: bool = False
    centre_word: str = "Average"

    @cached_property
    def values(self) -> Any:
        """The figures, NaN for a gap."""
        return self.rows["value"].to_numpy(dtype=float)

    @cached_property
    def last(self) -> int:
        """The place of the newest figure."""
        return newest_place(self.rows)

    @cached_property
    def marks(self) -> list[str | None]:
        """The kind of mark of each place, None for a gap."""
        last, known = self.last, ~np.isnan(self.values)
        rows = self.rows.itertuples()
        return [mark_of(r, n == last) if known[n] else None for n, r in enumerate(rows)]


def process_figure(shown: Drawn) -> Figure:
    """The picture alone."""
    labels = _labels(shown)
    right = 0.3 + max(text_inches(text, bold=bold) for text, _, bold in labels)
    low, high = _ends(shown)
    left = max(0.45, text_inches(figure(shown.indicator, high)) + 0.15)
    inch = (len(shown.rows) - 0.2) / (7.2 - left - right)
    above = _above(shown, inch)
    top = TOP_INCHES + LINE_INCHES * (1 + max((level for *_, level in above), default=-1))
    bottom = BOTTOM_INCHES + KEY_INCHES * -(-len(_marked(shown)) // KEY_COLUMNS)
    axes = sheet(top + PLOT_INCHES + bottom, left, right, top, bottom)
    axes.set_xlim(-0.6, len(shown.rows) - 0.4)
    axes.set_ylim(low, high)
    _shade_gaps(axes, shown)
    _draw_limits(axes, shown)
    _draw_points(axes, shown)
    _draw_events(axes, shown, above)
    if shown.target is not None:
        dash = (0, (2, 2))
        axes.axhline(shown.target, color=DARK_GREY, linewidth=1.4, linestyle=dash, gid="target")
    _tick(axes, shown)
    _label(axes, shown, labels)
    _key(axes, shown)
    result = axes.figure
    assert isinstance(result, Figure)
    return result


def quarter_ticks(ends: Sequence[date], most: int = 6) -> list[tuple[float, str]]:
    """Places and words of the quarters named on the axis: the newest, and others evenly before."""
    step = max(1, -(-len(ends) // most))
    named = []
    for place in range(len(ends) - 1, -1, -step):
        quarter = quarter_of(pd.Timestamp(ends[place]).date())
        named.append((float(place), f"{_MONTHS[quarter.number - 1]}\n{quarter.first.year}"))
    return named[::-1]


def _ends(shown: Drawn) -> tuple[float, float]:
    columns = shown.rows[["value", "lower", "upper", "centre"]].to_numpy(dtype=float)
    known = [*columns[~np.isnan(columns)], *([] if shown.target is None else [shown.target])]
    low, high = min(known), max(known)
    room = 0.08 * max(high - low, 0.05 * max(abs(high), 1))
    floor = 0.0 if low >= 0 else low - room
    low = max(floor, low - room) if low > 0.5 * high else floor
    top = high + room
    return low, min(top, 101.5) if shown.indicator.share else top


def _runs(shown: Drawn) -> list[list[int]]:
    """Places in a row that have a figure, parted by gaps, by new limits, and by years if asked."""
    runs: list[list[int]] = [[]]
    for place, row in enumerate(shown.rows.itertuples()):
        starts = shown.by_year and quarter_of(pd.Timestamp(str(row.period_end)).date()).number == 1
        if runs[-1] and (starts or shown.rows["segment"].iloc[runs[-1][-1]] != row.segment):
            runs.append([])
        if not isnan(shown.values[place]):
            runs[-1].append(place)
        elif runs[-1]:
            runs.append([])
    return [run for run in runs if run]


def _draw_points(axes: Axes, shown: Drawn) -> None:
    for run in _runs(shown):
        style = {"color": OWN_COLOUR, "linewidth": 1.8, "zorder": 3, "gid": "own"}
        line(axes, run, shown.values[run], **style)
    for place in range(len(shown.rows)):
        if not isnan(shown.values[place]):
            kind = shown.marks[place] or ""
            line(
                axes,
                [place],
                [shown.values[place]],
                linestyle="none",
                zorder=4,
                clip_on=False,
                gid=f"point-{kind or 'ordinary'}",
                **MARKS[kind],
            )


def _draw_limits(axes: Axes, shown: Drawn) -> None:
    """For each stretch, its average and the range that chance explains, in steps."""
    for _, part in shown.rows.reset_index(drop=True).groupby("segment"):
        x = part.index.to_numpy(dtype=float)
        edges = np.append(x - 0.5, x[-1] + 0.5)
        for column, dash in (("centre", "-"), ("lower", (0, (5, 3))), ("upper", (0, (5, 3)))):
            level = part[column].ffill().bfill().to_numpy(dtype=float)
            if np.isnan(level).all():
                continue
            steps = np.append(level, level[-1])
            line(
                axes,
                edges,
                steps,
                drawstyle="steps-post",
                color=MID_GREY,
                linewidth=1.4 if column == "centre" else 0.9,
                linestyle=dash,
                zorder=2,
                gid=column,
            )
        _band(axes, part, edges)


def _band(axes: Axes, part: pd.DataFrame, edges: Any) -> None:
    lower = part["lower"].ffill().bfill().to_numpy(dtype=float)
    upper = part["upper"].ffill().bfill().to_numpy(dtype=float)
    if np.isnan(upper).all():
        return
    lower = np.nan_to_num(lower, nan=0.0)
    axes.fill_between(
        edges,
        np.append(lower, lower[-1]),
        np.append(upper, upper[-1]),
        step="post",
        color=BAND_COLOUR,
        alpha=0.55,
        linewidth=0,
        zorder=1.5,
    )


def _gaps(shown: Drawn) -> list[list[int]]:
    gaps: list[list[int]] = [[]]
    for place, value in enumerate(shown.values):
        same = gaps[-1] and shown.rows["status"].iloc[gaps[-1][-1]]
        if not isnan(value) or (gaps[-1] and same != shown.rows["status"].iloc[place]):
            gaps.append([])
        if isnan(value):
            gaps[-1].append(place)
    return [gap for gap in gaps if gap]


def _shade_gaps(axes: Axes, shown: Drawn) -> None:
    for gap in _gaps(shown):
        axes.axvspan(
            gap[0] - 0.5, gap[-1] + 0.5, color=MISSING_FILL, linewidth=0, zorder=1, gid="gap"
        )


def _above(shown: Drawn, inch: float) -> list[tuple[float, str, int]]:
    """Words over the plot with their places, on as many lines as keep them apart."""
    wanted = [
        ((gap[0] + gap[-1]) / 2, _GAP_WORDS.get(shown.rows["status"].iloc[gap[0]], "no figure"))
        for gap in _gaps(shown)
    ]
    wanted += list(shown.events)
    ends: list[float] = []
    placed = []
    for x, text in sorted(wanted):
        half = (text_inches(text, 9) / 2 + 0.05) * inch
        middle = min(max(x, half - 0.9), max(len(shown.rows) - half, half - 0.9))
        level = next((k for k, end in enumerate(ends) if middle - half >= end), len(ends))
        ends[level : level + 1] = [middle + half]
        placed.append((middle, text, level))
    return placed


def _draw_events(axes: Axes, shown: Drawn, above: list[tuple[float, str, int]]) -> None:
    for x, _ in shown.events:
        axes.axvline(
            x, color=DARK_GREY, linewidth=1.1, linestyle=(0, (1, 2)), zorder=2, gid="event"
        )
    for x, text, level in above:
        words(
            axes,
            (x, 1),
            text,
            where=axes.get_xaxis_transform(),
            nudge=(0, 3 + level * LINE_INCHES * POINTS_PER_INCH),
            ha="center",
            va="bottom",
            points=9,
            colour=DARK_GREY,
        )


def _tick(axes: Axes, shown: Drawn) -> None:
    named = dict(shown.ticks)
    scale_x(axes, named, named.__getitem__)
    scale_y(axes, round_ticks(axes.get_ylim(), 5), lambda y: _axis_text(shown.indicator, y))


def _axis_text(indicator: LocalIndicator, value: float) -> str:
    whole = abs(value - round(value)) < 1e-9
    printed = f"{value:,.0f}" if whole else f"{value:,.1f}"
    return f"{printed}%" if indicator.share else printed


def _labels(shown: Drawn) -> list[tuple[str, float, bool]]:
    """Words at the right end: the newest figure, the average, the ends of the range, the target."""
    last = shown.rows.iloc[shown.last]
    told = [(f"{shown.area} {figure(shown.indicator, float(last['value']))}", last["value"], True)]
    for column, word in (
        ("centre", shown.centre_word),
        ("upper", "Upper limit"),
        ("lower", "Lower limit"),
    ):
        known = shown.rows[column].dropna()
        if len(known):
            level = float(known.iloc[-1])
            told.append((f"{word} {figure(shown.indicator, level)}", level, False))
    if shown.target is not None:
        told.append((f"Target {figure(shown.indicator, shown.target)}", shown.target, False))
    return [(text, float(level), bold) for text, level, bold in told]


def _label(axes: Axes, shown: Drawn, labels: list[tuple[str, float, bool]]) -> None:
    low, high = axes.get_ylim()
    height = PLOT_INCHES * POINTS_PER_INCH
    wanted = [(level - low) / (high - low) * height for _, level, _ in labels]
    for (text, _, bold), y in zip(labels, spread(wanted, APART_POINTS, 4, height - 4), strict=True):
        words(
            axes,
            (1, y / height),
            text,
            where=axes.transAxes,
            nudge=(8, 0),
            colour=OWN_COLOUR if bold else DARK_GREY,
            bold=bold,
            gid="end-label",
        )


def _marked(shown: Drawn) -> list[str]:
    return [kind for kind in MARKS if kind and kind in shown.marks]


def _key(axes: Axes, shown: Drawn) -> None:
    """What the marks mean, under the plot, where any stands out."""
    if not _marked(shown):
        return
    for kind in _marked(shown):
        axes.plot(
            [], [], linestyle="none", label=mark_words(kind, shown.centre_word), **MARKS[kind]
        )
    axes.legend(
        loc="upper left",
        bbox_to_anchor=(-0.02, -BOTTOM_INCHES / PLOT_INCHES),
        ncols=KEY_COLUMNS,
        fontsize=9,
        handletextpad=0.3,
        borderaxespad=0,
    )

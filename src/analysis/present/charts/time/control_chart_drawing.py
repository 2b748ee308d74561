"""The picture of a control chart: points, the range that chance explains, gaps, events, target."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from math import isnan
from typing import Any

import numpy as np
import pandas as pd
from matplotlib.axes import Axes

from analysis.catalogue.local import LocalIndicator
from analysis.core.quarters import quarter_of
from analysis.core.shapes import MISSING, RETURNED, SUPPRESSED
from analysis.present import drawing
from analysis.present.text import text_inches
from analysis.present.words.local import figure

PLOT_INCHES, LINE_INCHES, TOP_INCHES = 2.6, 0.17, 0.12
BOTTOM_INCHES, KEY_INCHES, KEY_COLUMNS = 0.42, 0.24, 2
GAP_WORDS = {MISSING: "not supplied", SUPPRESSED: "suppressed"}
_MONTHS = ("Apr\N{EN DASH}Jun", "Jul\N{EN DASH}Sep", "Oct\N{EN DASH}Dec", "Jan\N{EN DASH}Mar")
_OUTSIDE = "outside"
# Shape tells what a point means, and colour only repeats it.
MARKS: dict[str, dict[str, Any]] = {
    "": {"marker": "o", "color": drawing.OWN_COLOUR, "markersize": 5},
    "improving": {"marker": "D", "color": "#1D7A72", "markersize": 7},
    "worsening": {"marker": "s", "color": drawing.EVENT_COLOUR, "markersize": 7},
    "changed": {"marker": "X", "color": drawing.DARK_GREY, "markersize": 8},
    "above": {"marker": "^", "color": drawing.OWN_COLOUR, "markersize": 8},
    "below": {"marker": "v", "color": drawing.OWN_COLOUR, "markersize": 8},
    _OUTSIDE: {"marker": "*", "color": drawing.OWN_COLOUR, "markersize": 10},
}
HOLLOW = {"markerfacecolor": "white", "markeredgewidth": 1.4}  # from the council's own return
EVENT_LINE = dict[str, Any](
    color=drawing.DARK_GREY, linewidth=1.1, linestyle=(0, (1, 2)), zorder=2, gid="event"
)
TARGET_LINE = dict[str, Any](
    color=drawing.DARK_GREY, linewidth=1.4, linestyle=(0, (2, 2)), gid="target"
)
MARK_WORDS = {
    "improving": "newest: better by more than chance explains",
    "worsening": "newest: worse by more than chance explains",
    "changed": "newest: changed by more than chance explains",
    "above": "above average",
    "below": "below average",
    _OUTSIDE: "outside the limits",
}
NEWEST_WORDS = {"improving": "better", "worsening": "worse", "changed": "changed"}


@dataclass(frozen=True, kw_only=True)
class ControlChart:
    """What is drawn: rows with value, centre, lower, upper, segment, signal, meaning, status and
    source.

    `x` of a row is its place, from 0; `ticks` are words by place; `events` (place, label); with
    `by_year` the line parts each April.
    """

    indicator: LocalIndicator
    area: str
    rows: pd.DataFrame
    ticks: dict[float, str]
    target: float | None = None
    events: Sequence[tuple[float, str]] = ()
    by_year: bool = False
    centre_word: str = "Average"

    @cached_property
    def values(self) -> Any:
        """The figures, NaN for a gap."""
        return self.rows["value"].to_numpy(dtype=float)

    def status(self, place: int) -> str:
        """Why a place has no figure."""
        return str(self.rows["status"].iloc[place])

    @cached_property
    def newest(self) -> int:
        """The place of the newest figure, -1 where there is none."""
        return max(np.flatnonzero(~np.isnan(self.values)).tolist(), default=-1)

    @cached_property
    def marks(self) -> list[str | None]:
        """The kind of mark of each place: None for a gap, '' for an ordinary point.

        Of the newest 'improving', 'worsening' or 'changed'; of an older one, which the average has
        since taken in, only 'above', 'below' or 'outside'.
        """
        rows: list[Any] = [*self.rows.itertuples()]
        kinds: list[str | None] = [None if isnan(r.value) else _older(r) for r in rows]
        if kinds and kinds[self.newest]:
            kinds[self.newest] = str(rows[self.newest].meaning or "changed")
        return kinds

    @cached_property
    def hollow(self) -> list[bool]:
        """Whether each place has a figure from the council's own return."""
        own = self.rows["source"] == RETURNED
        return (own & ~np.isnan(self.values)).tolist()

    @property
    def key(self) -> dict[str, str]:
        """What the marks that stand out mean; where the centre is a median it is the middle."""
        centre = "average" if self.centre_word == "Average" else f"the {self.centre_word.lower()}"
        told = {kind: words.replace("average", centre) for kind, words in MARK_WORDS.items()}
        return {kind: words for kind, words in told.items() if kind in self.marks}

    @property
    def signals(self) -> list[str]:
        """What each point shows: of the newest whether it is better, of others where they lie."""
        told = {"": "none", **self.key, **NEWEST_WORDS}
        return ["no figure" if kind is None else told[kind] for kind in self.marks]

    @cached_property
    def ends(self) -> tuple[float, float]:
        """The ends of the axis of figures: from zero unless all are in its upper half."""
        columns = self.rows[["value", "lower", "upper", "centre"]].to_numpy(dtype=float)
        known = [*columns[~np.isnan(columns)], *([] if self.target is None else [self.target])]
        low, high = min(known), max(known)
        room = 0.08 * max(high - low, 0.05 * max(abs(high), 1))
        floor = 0.0 if low >= 0 else low - room
        low = max(floor, low - room) if low > 0.5 * high else floor
        top = high + room
        return low, min(top, 101.5) if self.indicator.share else top

    @cached_property
    def gaps(self) -> list[list[int]]:
        """Places in a row without a figure, for one reason."""
        return drawing.runs(
            range(len(self.rows)),
            lambda place: isnan(self.values[place]),
            lambda before, after: self.status(before) != self.status(after),
        )

    @property
    def runs(self) -> list[list[int]]:
        """Places in a row that have a figure, parted by gaps, new limits, and years if asked."""
        segment, days = self.rows["segment"].to_numpy(), pd.DatetimeIndex(self.rows["period_end"])

        def parted(before: int, after: int) -> bool:
            new_year = self.by_year and quarter_of(days[after].date()).number == 1
            return new_year or segment[before] != segment[after]

        return drawing.runs(
            range(len(self.rows)), lambda place: not isnan(self.values[place]), parted
        )


def _older(row: Any) -> str:
    """The kind of mark of a point with a signal, were it not the newest; '' without one."""
    if not row.signal or row.signal == _OUTSIDE:
        return str(row.signal)
    return "above" if row.value > row.centre else "below"


def spaced(many: int, most: int) -> range:
    """At most so many places of many: the newest, and others evenly before."""
    step = max(1, -(-many // most))
    return range((many - 1) % step, many, step)


def quarter_ticks(ends: Sequence[date]) -> dict[float, str]:
    """Places and words of the quarters named on the axis."""
    named = {float(place): quarter_of(ends[place]) for place in spaced(len(ends), 6)}
    return {place: f"{_MONTHS[q.number - 1]}\n{q.first.year}" for place, q in named.items()}


def plot(shown: ControlChart) -> drawing.Plot:
    """The picture alone."""
    many, labels = len(shown.rows), _labels(shown)
    right = 0.3 + max(text_inches(label.text, bold=label.bold) for label in labels)
    left = max(0.45, text_inches(figure(shown.indicator, shown.ends[1])) + 0.15)
    an_inch = (many - 0.2) / (drawing.width() - left - right)
    words_inches, above = drawing.words_above(
        _words_above(shown), an_inch, (-0.9, many), pad=0.05, line_inches=LINE_INCHES
    )
    x = drawing.Axis(ends=(-0.6, many - 0.4), ticks=shown.ticks, printed=shown.ticks.__getitem__)
    y = drawing.Axis(ends=shown.ends, printed=lambda y: _axis_text(shown.indicator, y), most=5)
    marks = [
        *(drawing.missing(g[0] - 0.5, g[-1] + 0.5, zorder=1, gid="gap") for g in shown.gaps),
        *_limits(shown),
        *_points(shown),
        *(drawing.upright(x, **EVENT_LINE) for x, _ in shown.events),
        *above,
        *([] if shown.target is None else [drawing.across(shown.target, **TARGET_LINE)]),
        *drawing.end_labels(labels, y, PLOT_INCHES, nudge=8),
        *([_key(shown.key)] if shown.key else []),
    ]
    bottom = BOTTOM_INCHES + KEY_INCHES * -(-len(shown.key) // KEY_COLUMNS)
    sides = dict[str, Any](left=left, right=right, top=TOP_INCHES + words_inches)
    return drawing.Plot(x, y, marks, tall=PLOT_INCHES, bottom=bottom, **sides)


def _points(shown: ControlChart) -> Iterator[drawing.Mark]:
    for run in shown.runs:
        style = dict[str, Any](color=drawing.OWN_COLOUR, linewidth=1.8, zorder=3, gid="own")
        yield drawing.line(run, shown.values[run], **style)
    for place, kind in enumerate(shown.marks):
        if kind is not None:
            style = {"linestyle": "none", "zorder": 4, "clip_on": False, **MARKS[kind]}
            style |= HOLLOW if shown.hollow[place] else {}
            value = shown.values[place]
            yield drawing.line([place], [value], gid=f"point-{kind or 'ordinary'}", **style)


def _limits(shown: ControlChart) -> Iterator[drawing.Mark]:
    """For each stretch, its average and the range that chance explains, in steps."""
    for _, part in shown.rows.reset_index(drop=True).groupby("segment"):
        x = part.index.to_numpy(dtype=float)
        edges = np.append(x - 0.5, x[-1] + 0.5)
        filled = part[["centre", "lower", "upper"]].astype(float).ffill().bfill()
        steps = {name: np.append(level, level.iloc[-1]) for name, level in filled.items()}
        for name, level in steps.items():
            if not np.isnan(level).all():
                dash, width = ("-", 1.4) if name == "centre" else ((0, (5, 3)), 0.9)
                style = dict[str, Any](color=drawing.MID_GREY, linestyle=dash, linewidth=width)
                style |= {"drawstyle": "steps-post", "zorder": 2, "gid": name}
                yield drawing.line(edges, level, **style)
        if not np.isnan(steps["upper"]).all():
            style = dict[str, Any](color=drawing.BAND_COLOUR, alpha=0.55, step="post")
            yield drawing.band(edges, np.nan_to_num(steps["lower"]), steps["upper"], **style)


def _words_above(shown: ControlChart) -> list[tuple[float, str]]:
    """Why there is no figure, and the events, each with the place it stands over."""
    why = ((gap, GAP_WORDS.get(shown.status(gap[0]), "no figure")) for gap in shown.gaps)
    return [*(((gap[0] + gap[-1]) / 2, text) for gap, text in why), *shown.events]


def _axis_text(indicator: LocalIndicator, value: float) -> str:
    whole = abs(value - round(value)) < 1e-9
    printed = f"{value:,.0f}" if whole else f"{value:,.1f}"
    return f"{printed}%" if indicator.share else printed


def _labels(shown: ControlChart) -> list[drawing.Label]:
    """Words at the right end: the newest figure, the average, the ends of the range, the target."""
    ends = {shown.area: float(shown.values[shown.newest])}
    named = {"centre": shown.centre_word, "upper": "Upper limit", "lower": "Lower limit"}
    for column_of, word in named.items():
        known = shown.rows[column_of].dropna()
        if len(known):
            ends[word] = float(known.iloc[-1])
    if shown.target is not None:
        ends["Target"] = shown.target
    return [
        drawing.Label(f"{word} {figure(shown.indicator, level)}", level, bold=word == shown.area)
        for word, level in ends.items()
    ]


@drawing.mark
def _key(axes: Axes, key: dict[str, str]) -> None:
    """What the marks mean, under the plot."""
    for kind, told in key.items():
        axes.plot([], [], linestyle="none", label=told, **MARKS[kind])
    axes.legend(
        loc="upper left",
        bbox_to_anchor=(-0.02, -BOTTOM_INCHES / PLOT_INCHES),
        ncols=KEY_COLUMNS,
        fontsize=9,
        handletextpad=0.3,
        borderaxespad=0,
    )

"""Numbers of the past as a line, and the range of those to come as a fan."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import isnan

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from analysis.present import numbers
from analysis.present.charts.drawing.axes import round_ticks, scale_x, scale_y
from analysis.present.charts.drawing.frame import (
    DARK_GREY,
    OWN_COLOUR,
    drawn,
    sheet,
    spread,
    the_figure,
)
from analysis.present.charts.drawing.pen import line, words
from analysis.present.charts.drawing.year_axis import Outcome, axis_ends, published_line
from analysis.present.parts.exhibit import Exhibit
from analysis.present.text import POINTS_PER_INCH, clipped, text_inches, wrapped
from analysis.present.words.forecast import EIGHT_OF_TEN, Ahead, extrapolated

PLOT_INCHES, TOP_INCHES, BOTTOM_INCHES, LABEL_INCHES = 2.75, 0.12, 0.35, 1.65
BANDS = (("p025", "p975", "#E4EBF1"), ("p10", "p90", "#C9D6E2"), ("p25", "p75", "#A3B9CC"))
CENTRAL_DASH, LEVEL_DASH = (0, (2, 1.2)), (0, (6, 2))
LABEL_APART_POINTS = 14


@dataclass(frozen=True, kw_only=True)
class Fan:
    """What one fan shows: published numbers, those to come, and the year it starts from.

    `past` may go on beyond `origin`: then the fan is what would have been said at the time.
    """

    past: Sequence[Outcome]
    ahead: Sequence[Ahead]
    origin: int
    name: str


def fan(
    key: str, shown: Fan, *, headline: str, subtitle: str, source: str, note: str = ""
) -> Exhibit:
    """The past as a line, and 50, 80 and 95% of futures as bands about the central line."""
    return Exhibit(
        key=key,
        headline=headline,
        subtitle=subtitle,
        alt=_alt(shown),
        table=fan_table(shown),
        source=source,
        svg=drawn(lambda: fan_figure(shown)),
        note=_note(shown, note),
    )


def fan_figure(shown: Fan) -> Figure:
    """The picture alone."""
    low, high = limits(shown)
    left = 0.2 + text_inches(numbers.plain(high))
    height = TOP_INCHES + PLOT_INCHES + BOTTOM_INCHES
    axes = sheet(height, left, LABEL_INCHES, TOP_INCHES, BOTTOM_INCHES)
    axes.set_ylim(low, high)
    years = sorted({o.year for o in shown.past} | {a.year for a in shown.ahead})
    axes.set_xlim(years[0] - 0.15, years[-1] + 0.15)
    shown_years = years if len(years) <= 12 else [y for y in years if (years[-1] - y) % 2 == 0]
    scale_x(axes, shown_years, str)
    scale_y(axes, round_ticks((low, high)), numbers.plain)
    _bands(axes, shown)
    published_line(axes, shown.past)
    _labels(axes, shown, (low, high))
    return the_figure(axes)


def fan_table(shown: Fan) -> pd.DataFrame:
    """A row for each year: the published number, and what is or was foreseen."""
    foreseen = {a.year: a for a in shown.ahead}
    published = {o.year: o for o in shown.past}
    lines = []
    for year in sorted({*foreseen, *published}):
        outcome, each = published.get(year), foreseen.get(year)
        lines.append(
            {
                "31 March": str(year),
                "Published": _printed(outcome) if outcome else "not yet",
                "Middle line": numbers.plain(round(each.central)) if each else "not foreseen",
                "Eight of ten futures": each.likely if each else "not foreseen",
                "Nineteen of twenty": each.nearly_all if each else "not foreseen",
            }
        )
    return pd.DataFrame(lines)


def limits(shown: Fan) -> tuple[float, float]:
    """The ends of the axis: from zero unless every number is in the upper half."""
    values = [o.value for o in shown.past if not isnan(o.value)]
    values += [v for a in shown.ahead for v in (a.p025, a.p975)]
    return axis_ends(values)


def _start(shown: Fan) -> float:
    return next((o.value for o in shown.past if o.year == shown.origin), float("nan"))


def _bands(axes: Axes, shown: Fan) -> None:
    """Bands and central line, joined to the number at the origin where it is published."""
    start = _start(shown)
    joined = not isnan(start)
    years = ([shown.origin] if joined else []) + [a.year for a in shown.ahead]
    for lower, upper, colour in BANDS:
        axes.fill_between(
            years,
            ([start] if joined else []) + [getattr(a, lower) for a in shown.ahead],
            ([start] if joined else []) + [getattr(a, upper) for a in shown.ahead],
            color=colour,
            linewidth=0,
            zorder=1.5,
            gid=f"band-{lower}",
        )
    useful = [a for a in shown.ahead if not a.level]
    flat = [a for a in shown.ahead if a.level]
    line(
        axes,
        ([shown.origin] if joined else []) + [a.year for a in useful],
        ([start] if joined else []) + [a.central for a in useful],
        color=OWN_COLOUR,
        linewidth=2.2,
        linestyle=CENTRAL_DASH,
        zorder=3,
        gid="central",
    )
    if flat:
        line(
            axes,
            [a.year for a in [*useful[-1:], *flat]],
            [a.central for a in [*useful[-1:], *flat]],
            color=OWN_COLOUR,
            linewidth=1.6,
            linestyle=LEVEL_DASH,
            zorder=3,
            gid="level",
        )


def _labels(axes: Axes, shown: Fan, ends: tuple[float, float]) -> None:
    last = shown.ahead[-1]
    texts = [
        (last.p975, f"19 of 20: up to {numbers.plain(round(last.p975))}", DARK_GREY),
        (last.p90, f"8 of 10: up to {numbers.plain(round(last.p90))}", OWN_COLOUR),
        (last.central, f"Middle: {numbers.plain(round(last.central))}", OWN_COLOUR),
        (last.p10, f"8 of 10: from {numbers.plain(round(last.p10))}", OWN_COLOUR),
        (last.p025, f"19 of 20: from {numbers.plain(round(last.p025))}", DARK_GREY),
    ]
    low, high = ends
    apart = (high - low) * LABEL_APART_POINTS / (PLOT_INCHES * POINTS_PER_INCH)
    heights = spread([at for at, _, _ in texts], apart, low, high)
    for (_, text, colour), y in zip(texts, heights, strict=True):
        words(
            axes,
            (1.02, y),
            "\n".join(wrapped(text, LABEL_INCHES - 0.1)),
            where=axes.get_yaxis_transform(),
            colour=colour,
            bold=text.startswith("Middle"),
        )


def _printed(outcome: Outcome) -> str:
    if isnan(outcome.value):
        return numbers.reason(outcome.status)
    return numbers.plain(outcome.value)


def _alt(shown: Fan) -> str:
    last = shown.ahead[-1]
    known = [o for o in shown.past if not isnan(o.value)]
    was = (
        f"{numbers.plain(known[0].value)} in {known[0].year} and {numbers.plain(known[-1].value)} "
        f"in {known[-1].year}; then a fan: "
        if known
        else ""
    )
    return clipped(
        f"Line chart of {shown.name}: {was}{last.likely} in {last.year} in {EIGHT_OF_TEN}, "
        f"{last.nearly_all} in nineteen of twenty."
    )


def _note(shown: Fan, more: str) -> str:
    notes = ["Bands, dark to light: half, eight of ten and nineteen of twenty futures."]
    if any(a.level for a in shown.ahead):
        notes.append("Long dashes: the level of the year before goes on.")
    if limits(shown)[0] > 0:
        notes.append("The axis does not start at zero.")
    notes.append(extrapolated([a.year for a in shown.ahead if a.extrapolated]))
    return " ".join(n for n in [*notes, more] if n)

"""Whether ranges are honest: how many outcomes lay below each percentile that was foretold."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import ceil
from typing import Any

from matplotlib.axes import Axes

from analysis.present import drawing, numbers
from analysis.present.text import TEXT_POINTS

LINES = {
    1: (drawing.OWN_COLOUR, "o", "-"),
    2: (drawing.EVENT_COLOUR, "s", (0, (6, 2))),
    3: (drawing.DARK_GREY, "D", (0, (2, 1.2))),
}
curve, written, named = drawing.mark(Axes.plot), drawing.mark(Axes.annotate), drawing.mark(Axes.set)


@dataclass(frozen=True, kw_only=True)
class Below:
    """For one number of years ahead: the share of outcomes, in per cent, below each percentile."""

    years: int
    observed: Mapping[float, float]
    cases: int

    @property
    def label(self) -> str:
        """How far ahead: '1 year ahead'."""
        return "1 year ahead" if self.years == 1 else f"{self.years} years ahead"


def calibration(key: str, found: Sequence[Below], *, source: str) -> drawing.Exhibit:
    """A line for each number of years ahead, beside the line where outcomes should lie."""
    apart = (abs(seen - said) for each in found for said, seen in each.observed.items())
    told = "; ".join(
        f"{each.label} {each.observed[10.0]:.0f}% below the 10th and "
        f"{each.observed[90.0]:.0f}% below the 90th percentile"
        for each in found
    )
    levels = list(found[0].observed)
    return drawing.exhibit(
        key,
        lambda: plot(found),
        headline="Outcomes fell within "
        f"{numbers.count(ceil(max(apart, default=0)), 'point', 'points')} of where they should",
        subtitle="Share of outcomes below each percentile foretold, per cent, children in care on "
        "31 March, all authorities",
        alt=f"Calibration chart of three lines near the diagonal: {told}.",
        table={
            "Percentile foretold": [numbers.plain(s, 1 if s % 1 else 0) for s in levels],
            **{
                f"{each.label} ({numbers.plain(each.cases)} forecasts)": [
                    f"{each.observed[s]:.1f}%" for s in levels
                ]
                for each in found
            },
        },
        source=source,
        notes=[
            "The thin line is where all points lie if ranges are honest. Above it at the left, or "
            "below it at the right, the ranges are too narrow."
        ],
    )


def plot(found: Sequence[Below]) -> drawing.Plot:
    """The picture alone, on matplotlib's own axes."""
    ends = drawing.Axis(ends=(0, 100))
    marks = [
        curve([0, 100], [0, 100], color=drawing.MID_GREY, linewidth=1, gid="honest"),
        *(each for place, below in enumerate(found) for each in _line(place, below)),
        named(xlabel="Percentile foretold", ylabel="Outcomes below it, %"),
    ]
    tall, right = (2.0, 1.25) if drawing.is_narrow() else (3.2, 1.6)
    sides = dict[str, float](left=0.65, right=right, bottom=0.55)
    return drawing.Plot(ends, ends, marks, tall=tall, kind=Axes, **sides)


def _line(place: int, below: Below) -> Iterator[drawing.Mark]:
    colour, marker, dash = LINES[below.years]
    x, y = list(below.observed), list(below.observed.values())
    style = dict[str, Any](color=colour, marker=marker, linestyle=dash, linewidth=1.6)
    yield curve(x, y, markersize=5.5, clip_on=False, gid=f"ahead-{below.years}", **style)
    where = dict[str, Any](xy=(1.03, 0.95 - 0.09 * place), xycoords="axes fraction")
    bold = dict[str, Any](color=colour, fontsize=TEXT_POINTS, fontweight="bold")
    yield written(below.label, annotation_clip=False, **where, **bold)

"""What charts over years share: a published number or why there is none, its line, its axis."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import isnan

from matplotlib.axes import Axes

from analysis.present.charts.drawing.frame import OWN_COLOUR
from analysis.present.charts.drawing.pen import line

FAR_FROM_ZERO = 0.5


@dataclass(frozen=True, kw_only=True)
class Outcome:
    """The number of children in a kind of home in a past year, or why it is not known."""

    year: int
    value: float
    status: str


def published_line(axes: Axes, past: Sequence[Outcome]) -> None:
    """Published numbers; a year that is not published parts the line."""
    run: list[Outcome] = []
    for each in [*past, Outcome(year=0, value=float("nan"), status="")]:
        if not isnan(each.value):
            run.append(each)
            continue
        if run:
            line(
                axes,
                [o.year for o in run],
                [o.value for o in run],
                color=OWN_COLOUR,
                linewidth=2.4,
                marker="o",
                markersize=5,
                zorder=4,
                clip_on=False,
                gid="own",
            )
        run = []


def axis_ends(values: Sequence[float]) -> tuple[float, float]:
    """The ends of an axis: from zero unless every number is in the upper half of what it shows."""
    low, high = min(values), max(max(values), 1)
    room = 0.06 * (high - min(low, high * FAR_FROM_ZERO))
    return (low - room if low > FAR_FROM_ZERO * high else 0.0), high + room

"""What charts over years share: a published number or why there is none, its line, its axis."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import isnan
from typing import Any

from analysis.present import numbers
from analysis.present.drawing.axes import Axis
from analysis.present.drawing.layout import runs
from analysis.present.drawing.marks import Mark, own_line

FAR_FROM_ZERO = 0.5


@dataclass(frozen=True, kw_only=True)
class Outcome:
    """The number of children in a kind of home in a past year, or why it is not known."""

    year: int
    value: float
    status: str

    @property
    def known(self) -> bool:
        """Whether it is published."""
        return not isnan(self.value)

    @property
    def printed(self) -> str:
        """The number, or the words for a missing one."""
        return numbers.plain(self.value) if self.known else numbers.reason(self.status)


def published_line(past: Sequence[Outcome]) -> list[Mark]:
    """Published numbers; a year that is not published parts the line."""
    style = dict[str, Any](zorder=4, clip_on=False)
    return [
        own_line([o.year for o in run], [o.value for o in run], **style)
        for run in runs(past, lambda o: o.known)
    ]


def year_axis(years: Sequence[int]) -> Axis:
    """All years, or every second one back from the last where there are more than twelve."""
    shown = years if len(years) <= 12 else [y for y in years if (years[-1] - y) % 2 == 0]
    return Axis(ends=(years[0] - 0.15, years[-1] + 0.15), ticks=shown, printed=str)


def axis_ends(values: Sequence[float]) -> tuple[float, float]:
    """The ends of an axis: from zero unless every number is in the upper half of what it shows."""
    low, high = min(values), max(max(values), 1)
    room = 0.06 * (high - min(low, high * FAR_FROM_ZERO))
    return (low - room if low > FAR_FROM_ZERO * high else 0.0), high + room

"""Figures of a council's own return beside published ones, marked as what they are."""

from collections.abc import Sequence
from dataclasses import dataclass

from analysis.catalogue.indicator import Indicator
from analysis.core import shapes
from analysis.present import numbers
from analysis.present.rows import Point, latest


@dataclass(frozen=True, kw_only=True)
class Returned:
    """Figures of one series from a return, oldest first and each with its day.

    `made_up` says that the return is an example in which no child is real.
    """

    series: Sequence[Point]
    made_up: bool

    @property
    def origin(self) -> str:
        """Where each is from, as a table says it: 'own return' or 'made-up return'."""
        return shapes.origin(self.made_up)

    @property
    def newest(self) -> Point | None:
        """The newest that is shown, if any is."""
        return latest([*self.series])

    def title(self, point: Point) -> str:
        """The origin and the day of a figure: 'Own return, 30 September 2026'."""
        return f"{self.origin.capitalize()}, {in_words(point)}"

    @property
    def head(self) -> str:
        """The same of the last figure, in two short lines for the head of a column."""
        day = self.series[-1].period_end
        return f"{self.origin.capitalize()},\n{day.day} {day:%b %Y}"

    def note(self, marks: str) -> str:
        """What the hollow marks of a chart are."""
        if self.made_up:
            return f"Hollow {marks}: a made-up return."
        return f"Hollow {marks}: the council's own return, not published."

    def told(self, indicator: Indicator) -> str:
        """The first and the last that are shown, in words; '' where none is."""
        shown = [point for point in self.series if point.known]
        ends = {in_words(p): numbers.figure(indicator, p.value) for p in (shown[:1] + shown[-1:])}
        return " to ".join(f"{figure} on {day}" for day, figure in ends.items())


def in_words(point: Point) -> str:
    """The day of a figure: '30 September 2026'."""
    return f"{point.period_end.day} {point.period_end:%B %Y}"

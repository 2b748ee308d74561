"""One shape for every chart: data in, marks declared, an exhibit out."""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import KW_ONLY, dataclass, field
from datetime import date
from string import printable

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from analysis.catalogue.areas import Area
from analysis.catalogue.indicator import Indicator
from analysis.present import numbers
from analysis.present.drawing.axes import Axis
from analysis.present.drawing.marks import Mark, band, line, mark, words
from analysis.present.drawing.sheet import (
    PlainAxes,
    drawn,
    narrow,
    sheet,
    the_figure,
    width,
)
from analysis.present.parts.exhibit import Exhibit
from analysis.present.parts.picture import Picture
from analysis.present.rows import Point
from analysis.present.text import TEXT_POINTS, clipped
from analysis.present.words import headlines
from analysis.present.words.changes import period

LETTERS = "".join(printable.split()) + " £−–←→"


@dataclass(frozen=True)
class Plot:
    """A plot `tall` inches high with its margins, its axes and its marks, all declared, not drawn.

    `width` is that of the whole sheet in inches.
    `kind` is matplotlib's own Axes for the few charts that its own ticks suit, which may also leave
    the ends of an axis to it: None.
    """

    x: Axis | None
    y: Axis | None
    marks: Iterable[Mark]
    _: KW_ONLY
    tall: float
    left: float
    right: float
    top: float = 0.12
    bottom: float = 0.35
    kind: type[Axes] = PlainAxes
    width: float = field(default_factory=width)

    def figure(self) -> Figure:
        """The picture alone: limits, then marks in their order, then what the axes show."""
        sides = (self.left, self.right, self.top, self.bottom)
        axes = sheet(self.tall, *sides, self.kind, self.width)
        if self.x:
            axes.set_xlim(*self.x.ends)
        if self.y:
            axes.set_ylim(*self.y.ends)
        for each in self.marks:
            each(axes)
        if self.x:
            self.x.draw_foot(axes)
        if self.y:
            self.y.draw_side(axes)
        return the_figure(axes)


def exhibit(
    key: str,
    plot: Callable[[], Plot] | None = None,
    *,
    headline: str,
    subtitle: str,
    alt: str = "",
    table: pd.DataFrame | Mapping[str, Sequence[str]],
    source: str,
    notes: Iterable[str] = (),
    panels: Sequence[Picture] = (),
) -> Exhibit:
    """A plot with its words and its table; those alone where there is nothing to draw.

    `plot` says how to declare it, which is done twice: once more as narrow as a phone.

    `alt` is cut to the length that a reader can listen to; of `notes` empty ones are left out.
    """
    return Exhibit(
        key=key,
        headline=headline,
        subtitle=subtitle,
        alt=clipped(alt),
        table=table if isinstance(table, pd.DataFrame) else pd.DataFrame(table, dtype=object),
        source=source,
        svg=drawn(plot().figure) if plot else None,
        narrow=_narrow(plot) if plot else None,
        note=" ".join(note for note in notes if note),
        panels=panels,
    )


def _narrow(plot: Callable[[], Plot]) -> str:
    with narrow():
        return drawn(plot().figure)


def unpublished(
    key: str, indicator: Indicator, area: Area, series: list[Point], source: str
) -> Exhibit:
    """An exhibit without a picture, which says that nothing is published, and why."""
    figures = {
        indicator.label(p.period_end).removeprefix("at "): printed(indicator, p) for p in series
    } or {"Every period": "not published"}
    return exhibit(
        key,
        headline=headlines.all_missing(indicator, series),
        subtitle=f"{indicator.title}, {indicator.unit}. {area.name}.",
        table={"Period": list(figures), area.name: list(figures.values())},
        source=source,
        notes=["Nothing is put in the place of a figure that is not published."],
    )


def subtitle(indicator: Indicator, area: Area | str, first: date, last: date) -> str:
    """Measure, unit, population, period and area in one line."""
    place = area if isinstance(area, str) else area.name
    unit = "number of children" if indicator.unit == "children" else indicator.unit
    measure = indicator.title if "10,000" in indicator.title else f"{indicator.title}, {unit}"
    return f"{measure}. {indicator.cohort.rstrip('.')}. {place}, {period(indicator, first, last)}."


def printed(indicator: Indicator, point: Point | None, *, average: bool = False) -> str:
    """A figure as printed, or the words for one that is missing or not there at all."""
    if point is None:
        return numbers.reason("not_available")
    return numbers.figure(indicator, point.value, point.status, average=average)


def interval(indicator: Indicator, point: Point | None) -> str:
    """The 95% interval of a figure, or the words for a figure that is missing."""
    if point is None or not point.known:
        return printed(indicator, point)
    return numbers.interval(indicator, point.lower, point.upper)


def why_missing(series: Iterable[Point]) -> str:
    """Why figures are missing, each reason once; '' where none is."""
    return " or ".join(sorted({numbers.why_missing(p.status) for p in series if not p.known}))


def reasons(series: Iterable[Point]) -> str:
    """The same in the short words of a table, as a note under a picture says it."""
    return " or ".join(sorted({numbers.reason(p.status) for p in series if not p.known}))


def tick_text(indicator: Indicator, value: float) -> str:
    """A number on an axis: as a figure, without decimals that say nothing."""
    figure = numbers.figure(indicator, value).replace(" million", "m")
    return re.sub(r"\.0+(?=%|m|$)", "", figure)


def first_use() -> None:
    """What charts need once, for a process that those which draw are forked from."""
    for kind in (Axes, PlainAxes):
        drawn(all_letters(kind).figure)


def all_letters(kind: type[Axes]) -> Plot:
    """Every letter in every style on a chart of nothing."""
    styles = [(points, bold) for points in (9, TEXT_POINTS) for bold in (False, True)]
    marks = [words((0, 0), LETTERS, points=points, bold=bold) for points, bold in styles]
    marks += [
        band([0, 1], [0, 1], [1, 2]),
        line([0, 1], [0, 1], marker="o", label="A line"),
        mark(Axes.legend)(),
    ]
    sides, unit = dict.fromkeys(("left", "right", "top", "bottom"), 0.5), Axis(ends=(0, 1))
    return Plot(unit, unit, marks, tall=1, kind=kind, **sides)

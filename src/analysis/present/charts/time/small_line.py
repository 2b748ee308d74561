"""A line with its 95% band as small as a card or a panel: the marks of a trend and few words."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from analysis.catalogue.indicator import Indicator
from analysis.present import drawing, numbers
from analysis.present.charts.time.trend_drawing import (
    COMPARATOR_LINES,
    Trend,
    hidden_marks,
    other_marks,
    own_marks,
    upright_marks,
)
from analysis.present.parts.picture import Picture
from analysis.present.rows import Point, at
from analysis.present.text import text_inches
from analysis.present.words.changes import short

POINTS = 9
THIN = dict[str, Any](linewidth=1.2, markersize=3)
LINE = dict[str, Any](linewidth=2, markersize=3.5)


@dataclass(frozen=True, kw_only=True)
class Shared:
    """The axes of panels: the ends of the years in days, the names of some, and of the figures."""

    span: tuple[float, float]
    years: Mapping[float, str]
    y: drawing.Axis


@dataclass(frozen=True, kw_only=True)
class Frame:
    """How large a small picture is, in inches, and the axes that it shares with others, if any.

    `named` are the keys of the comparators whose figures stand beside their lines.
    """

    wide: float = 2.75
    tall: float = 0.72
    shared: Shared | None = None
    named: Sequence[str] = ("england",)


def small_line(shown: Trend, frame: Frame = Frame(), title: str = "") -> Picture:
    """The picture with its words; nothing is drawn where no figure is published."""
    if not any(p.known for p in shown.own):
        return Picture(svg="", alt="", title=title)
    return Picture(svg=drawing.drawn(plot(shown, frame).figure), alt=_alt(shown), title=title)


def plot(shown: Trend, frame: Frame) -> drawing.Plot:
    """The picture alone: the area's line with its band, others thin, gaps and breaks as ever."""
    axes, (first, last) = frame.shared, _ends(shown)
    own = {_x(p): short(shown.indicator, p.period_end) for p in (first, last)}
    span, years = (axes.span, axes.years) if axes else (shown.span, own)
    foot = drawing.Axis(ends=span, ticks=years, printed=years.__getitem__)
    y = axes.y if axes else drawing.Axis(ends=shown.ends)
    labels = list(_labels(shown, foot, frame.named))
    before = numbers.figure(shown.indicator, first.value)
    written = [drawing.tick_text(shown.indicator, n) for n in y.numbers] if axes else [before]
    after = [label.text for label in labels] + (["100%"] if axes else [])
    marks = [
        *hidden_marks(shown),
        *(each for other in shown.others for each in other_marks(shown, other, **THIN)),
        *own_marks(shown, **LINE),
        *upright_marks(shown),
        *drawing.end_labels(labels, y, frame.tall, nudge=5, points=POINTS, apart=11, edge=3),
        *([] if axes or first is last else _start(first, before)),
        *([] if axes else [_unit(shown.indicator)]),
    ]
    sides = dict[str, Any](
        left=max(0.2, 0.14 + max(text_inches(text, POINTS) for text in written)),
        right=0.14 + max(text_inches(text, POINTS, bold=True) for text in after),
        top=0.1 if axes else 0.2,
        bottom=0.26,
    )
    return drawing.Plot(foot, y, marks, tall=frame.tall, width=frame.wide, **sides)


def _labels(shown: Trend, x: drawing.Axis, named: Sequence[str]) -> Iterator[drawing.Label]:
    """The newest figure, and those of the comparators that are named, of the same period."""
    i, (_, last) = shown.indicator, _ends(shown)
    far = x.share(_x(last))
    yield drawing.Label(numbers.figure(i, last.value), last.value, bold=True, last=far)
    for other in shown.others:
        point = at(other.series, last.period_end) if other.key in named else None
        if point:
            printed = drawing.printed(i, point, average=other.average)
            colour = COMPARATOR_LINES[other.key][0]
            yield drawing.Label(f"{other.label} {printed}", point.value, colour)


def _start(first: Point, text: str) -> Iterator[drawing.Mark]:
    """The first figure, at the left of its point."""
    style = dict[str, Any](ha="right", points=POINTS, colour=drawing.OWN_COLOUR)
    yield drawing.words((_x(first), first.value), text, nudge=(-5, 0), **style)


def _unit(i: Indicator) -> drawing.Mark:
    """What its figures are of, above the plot, where they are no shares."""
    style = dict[str, Any](points=POINTS, colour=drawing.DARK_GREY, va="bottom", shares="xy")
    return drawing.words((0, 1), numbers.unit_after(i), nudge=(-5, 1), **style)


def _ends(shown: Trend) -> tuple[Point, Point]:
    """The first and the last published figure."""
    known = [p for p in shown.own if p.known]
    return known[0], known[-1]


def _x(point: Point) -> float:
    return float(point.period_end.toordinal())


def _alt(shown: Trend) -> str:
    """First, highest, lowest and last figure with their years, others at the last, and gaps."""
    i, (first, last) = shown.indicator, _ends(shown)
    known = [p for p in shown.own if p.known]
    stops = {p.period_end: p for p in (first, last)}
    stops |= {p.period_end: p for p in (pick(known, key=lambda p: p.value) for pick in (max, min))}
    path = ", ".join(
        f"{numbers.figure(i, stops[day].value)} in {short(i, day)}" for day in sorted(stops)
    )
    band = f", its 95% band then {drawing.interval(i, last)}" if last.limited else ""
    beside = "".join(
        f"; {other.label} {drawing.printed(i, point, average=other.average)}"
        for other in shown.others
        if (point := at(other.series, last.period_end))
    )
    hidden = sum(not p.known for p in shown.own if shown.area.existed(p.period_end.date()))
    gaps = f" {hidden} year{'s' if hidden > 1 else ''} without a figure." if hidden else ""
    broken = " The series changed on the way." if shown.breaks else ""
    return f"{i.title}: {path}{band}{beside}.{gaps}{broken}"

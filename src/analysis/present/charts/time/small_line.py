"""A line with its 95% band as small as a card or a panel: the marks of a trend and few words."""

from collections.abc import Iterator, Sequence
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
class Frame:
    """How large a small picture is, in inches, and its axes where it shares them with others.

    `span` are the ends of its years in days. `named` are the keys of the comparators whose figures
    stand beside their lines.
    """

    wide: float = 2.75
    tall: float = 0.72
    span: tuple[float, float] | None = None
    y: drawing.Axis | None = None
    named: Sequence[str] = ("england",)


def small_line(shown: Trend, frame: Frame = Frame(), title: str = "") -> Picture:
    """The picture with its words; nothing is drawn where no figure is published."""
    if not any(p.known for p in shown.own):
        return Picture(svg="", alt="", title=title)
    return Picture(svg=drawing.drawn(plot(shown, frame).figure), alt=_alt(shown), title=title)


def plot(shown: Trend, frame: Frame) -> drawing.Plot:
    """The picture alone: the area's line with its band, others thin, gaps and breaks as ever."""
    i, first, last = shown.indicator, *_ends(shown)
    y = frame.y or drawing.Axis(ends=shown.ends)
    labels = [drawing.Label(numbers.figure(i, last.value), last.value, bold=True)]
    for other in shown.others:
        point = at(other.series, last.period_end) if other.key in frame.named else None
        if point:
            printed = drawing.printed(i, point, average=other.average)
            colour = COMPARATOR_LINES[other.key][0]
            labels.append(drawing.Label(f"{other.label} {printed}", point.value, colour))
    start = numbers.figure(i, first.value)
    written = [drawing.tick_text(i, n) for n in y.numbers] if frame.y else [start]
    years = {float(p.period_end.toordinal()): short(i, p.period_end) for p in (first, last)}
    foot = drawing.Axis(ends=frame.span or shown.span, ticks=years, printed=years.__getitem__)
    marks = [
        *hidden_marks(shown),
        *(each for other in shown.others for each in other_marks(shown, other, **THIN)),
        *own_marks(shown, **LINE),
        *upright_marks(shown),
        *drawing.end_labels(labels, y, frame.tall, nudge=5, points=POINTS, apart=11, edge=3),
        *([] if frame.y or first is last else _start(first, start)),
        *([] if frame.y else [_unit(i)]),
    ]
    sides = dict[str, Any](
        left=max(0.2, 0.14 + max(text_inches(text, POINTS) for text in written)),
        right=0.14 + max(text_inches(label.text, POINTS, label.bold) for label in labels),
    )
    return drawing.Plot(
        foot,
        y,
        marks,
        tall=frame.tall,
        top=0.1 if frame.y else 0.2,
        bottom=0.26,
        width=frame.wide,
        **sides,
    )


def _start(first: Point, text: str) -> Iterator[drawing.Mark]:
    """The first figure, at the left of its point."""
    style = dict[str, Any](ha="right", points=POINTS, colour=drawing.OWN_COLOUR)
    yield drawing.words((first.period_end.toordinal(), first.value), text, nudge=(-5, 0), **style)


def _unit(i: Indicator) -> drawing.Mark:
    """What its figures are of, above the plot, where they are no shares."""
    style = dict[str, Any](points=POINTS, colour=drawing.DARK_GREY, va="bottom", shares="xy")
    return drawing.words((0, 1), numbers.unit_after(i), nudge=(-5, 1), **style)


def _ends(shown: Trend) -> tuple[Point, Point]:
    """The first and the last published figure."""
    known = [p for p in shown.own if p.known]
    return known[0], known[-1]


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

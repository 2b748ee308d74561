"""An authority's dot over those of its similar authorities and England's, as small as a card."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from analysis.catalogue.indicator import Indicator
from analysis.present import drawing, numbers
from analysis.present.drawing.row_chart import MARKS
from analysis.present.parts.picture import Picture
from analysis.present.rows import Point
from analysis.present.text import text_inches

WIDE, TALL, SIDE, POINTS = 2.75, 0.72, 0.28, 9
# Heights as shares of the plot: the own figure, its dot, those of others, and a step of a pile.
NAME_LANE, OWN_LANE, LANE, STEP = 0.88, 0.64, 0.12, 0.13
PILE = 1 / 26  # of the axis: dots nearer than this stand on one another
SMALL = MARKS["neighbour"] | {"markersize": 4.5, "markerfacecolor": "white", "zorder": 3}
DOT = dict[str, Any](linestyle="none", clip_on=False)


@dataclass(frozen=True, kw_only=True)
class Among:
    """One figure, those known of similar authorities, and England's if it is known.

    All are of the same period.
    """

    indicator: Indicator
    own: Point
    others: Sequence[float]
    england: float | None = None

    @property
    def ends(self) -> tuple[float, float]:
        """From the least that is drawn to the most, and a little more."""
        every = [self.own.value, *self.others]
        every += [] if self.england is None else [self.england]
        every += [self.own.lower, self.own.upper] if self.own.limited else []
        pad = (max(every) - min(every) or abs(max(every)) or 1) * 0.04
        return min(every) - pad, max(every) + pad


def small_dots(shown: Among) -> Picture:
    """The picture with its words."""
    return Picture(svg=drawing.drawn(plot(shown).figure), alt=_alt(shown))


def plot(shown: Among) -> drawing.Plot:
    """The picture alone: the own dot with its interval above, and below it those of the others."""
    i, own, (low, high) = shown.indicator, shown.own, shown.ends
    x = drawing.Axis(ends=(low, high), printed=lambda n: drawing.tick_text(i, n), most=3)
    marks = [
        drawing.line([value], [height], gid="mark-neighbour", **DOT, **SMALL)
        for value, height in _piled(shown.others, (high - low) * PILE)
    ]
    if own.limited:
        bar = dict[str, Any](color=drawing.OWN_COLOUR, linewidth=2.4, gid="interval")
        marks.append(drawing.line([own.lower, own.upper], [OWN_LANE, OWN_LANE], **bar))
    marks.append(drawing.line([own.value], [OWN_LANE], gid="mark-own", **DOT, **MARKS["own"]))
    marks += _named(shown, x)
    return drawing.Plot(
        x,
        drawing.Axis(ends=(0, 1)),
        marks,
        tall=TALL,
        left=SIDE,
        right=SIDE,
        top=0.2,
        bottom=0.26,
        width=WIDE,
    )


def _piled(values: Sequence[float], near: float) -> Iterator[tuple[float, float]]:
    """Each value with its height: those too near to one another stand on one another."""
    last: list[float] = []  # the newest value at each height
    for value in sorted(values):
        level = next((n for n, x in enumerate(last) if value - x >= near), len(last))
        last[level : level + 1] = [value]
        yield value, LANE + STEP * level


def _named(shown: Among, x: drawing.Axis) -> Iterator[drawing.Mark]:
    """The own figure beside its dot, and England's over a dashed line."""
    i, own, wide = shown.indicator, shown.own, WIDE - 2 * SIDE
    text = f"{numbers.figure(i, own.value)} here"
    at, room = _held(x.share(own.value), text, wide, bold=True)
    yield drawing.ground((at - room / 2, NAME_LANE - 0.1), room, 0.2)  # no line runs through it
    style = dict[str, Any](points=POINTS, ha="center", shares="xy")
    own_style = dict[str, Any](bold=True, colour=drawing.OWN_COLOUR)
    yield drawing.words((at, NAME_LANE), text, **style, **own_style)
    if shown.england is None:
        return
    dashed = dict[str, Any](color=drawing.DARK_GREY, linewidth=1.2, linestyle=(0, (5, 2)))
    yield drawing.upright(shown.england, **dashed, zorder=2, gid="reference")
    text = f"England {numbers.figure(i, shown.england)}"
    at, _ = _held(x.share(shown.england), text, wide)
    above = dict[str, Any](colour=drawing.DARK_GREY, va="bottom", nudge=(0, 2))
    yield drawing.words((at, 1), text, **style, **above)


def _held(share: float, text: str, wide: float, bold: bool = False) -> tuple[float, float]:
    """Where the middle of words stands so that none leave the picture, and their width in shares
    of a plot so many inches wide.
    """
    room, over = text_inches(text, POINTS, bold) / wide, (SIDE - 0.04) / wide
    return min(max(share, room / 2 - over), 1 + over - room / 2), room


def _alt(shown: Among) -> str:
    i, value = shown.indicator, shown.own.value
    over = sum(each > value for each in shown.others)
    told = f"{over or 'none'} {'are' if over > 1 else 'is'}"
    ends = numbers.interval(i, min(shown.others), max(shown.others))
    england = f" England: {numbers.figure(i, shown.england)}." if shown.england is not None else ""
    return (
        f"Dot at {numbers.figure(i, value)} beside those of {len(shown.others)} similar "
        f"authorities, from {ends}: {told} higher.{england}"
    )

"""Who came into care in a year, who is in care, who left, and to where: ribbons to one scale."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from analysis.catalogue.areas import Area
from analysis.core.shapes import OK
from analysis.present import drawing, numbers
from analysis.present.parts.prose import listed
from analysis.present.text import wrapped

CHILDREN_INCHES, GAP_INCHES, LINE_INCHES, EDGE_INCHES = 2.4, 0.08, 0.155, 0.05
MOST_HIDDEN = 2
CURVE = np.linspace(0, 1, 16)
TOO_FEW = "too few to publish"


@dataclass(frozen=True, kw_only=True)
class Across:
    """The inches across the picture: labels, ribbons, the block in the middle, and labels."""

    left: float = 1.3
    ribbon: float
    block: float
    right: float

    @property
    def start(self) -> float:
        """Where the block starts."""
        return self.left + self.ribbon + 0.1

    @property
    def end(self) -> float:
        """Where the block ends."""
        return self.start + self.block

    @property
    def all(self) -> float:
        """From the first label to the end of the last."""
        return self.end + self.ribbon + self.right


DESK = Across(ribbon=0.45, block=0.55, right=2.0)
PHONE = Across(ribbon=0.3, block=0.5, right=1.1)


@dataclass(frozen=True, kw_only=True)
class Part:
    """Some of the children who came or left: how many, and whether some of them are not published.

    `number` is what is published; None where nothing is.
    """

    label: str
    number: int | None
    partly: bool = False

    @property
    def printed(self) -> str:
        """'54', 'at least 72', 'too few to publish'."""
        if self.number is None:
            return TOO_FEW
        return f"{'at least ' if self.partly else ''}{numbers.plain(self.number)}"


@dataclass(frozen=True, kw_only=True)
class Whole:
    """A published number of children, or the status that says why there is none."""

    number: float
    status: str = OK

    @property
    def known(self) -> bool:
        """Whether it is published."""
        return self.status == OK

    @property
    def printed(self) -> str:
        """The number, or the words for a missing one."""
        return numbers.plain(self.number) if self.known else numbers.reason(self.status)


@dataclass(frozen=True, kw_only=True)
class Flows:
    """A year of an area: who came by age, who is in care at its end, and who left by reason.

    Nothing that a publisher hid is worked out from what is left of a total, or drawn.
    """

    area: Area
    year: int
    came: Whole
    here: Whole
    left: Whole
    came_by: Sequence[Part]
    left_by: Sequence[Part]

    @property
    def known(self) -> bool:
        """Whether there is something to draw."""
        return self.here.known and self.came.known and self.left.known and self.here.number > 0


def flows(shown: Flows, table: dict[str, list[str]], *, source: str) -> drawing.Exhibit:
    """The year as a picture: ages at the left, those in care in the middle, reasons at the right.

    `table` has what is printed of every age and reason.
    """
    hidden = any(p.partly or p.number is None for p in (*shown.came_by, *shown.left_by))
    return drawing.exhibit(
        "care-flows",
        (lambda: plot(shown)) if shown.known else None,
        headline=_headline(shown),
        subtitle=f"Children who came into care, are in care and left care, by number. "
        f"{shown.area.name}, year ending 31 March {shown.year}.",
        alt=_alt(shown) if shown.known else "",
        table=table,
        source=source,
        notes=[
            "Children who came and left within the year are on both sides." if shown.known else "",
            "Numbers too small to publish are not drawn, so parts may add up to less than the "
            "whole."
            if hidden
            else "",
        ],
    )


def plot(shown: Flows) -> drawing.Plot:
    """The picture alone, in inches from its upper left corner."""
    scale = CHILDREN_INCHES / max(shown.here.number, shown.came.number, shown.left.number)
    across = PHONE if drawing.is_narrow() else DESK
    start, end, centre = across.start, across.end, across.start + across.block / 2
    came, left = drawn_parts(shown.came_by, "ages"), drawn_parts(shown.left_by, "reasons")
    sides = [
        _Side(came, scale, start, start - across.ribbon, across.left),
        _Side(left, scale, end, end + across.ribbon, across.right),
    ]
    high = shown.here.number * scale
    tall = max(high, *(side.tall for side in sides))
    block = dict[str, Any](color=drawing.OWN_COLOUR, linewidth=0, gid="in-care")
    within = dict[str, Any](ha="center", colour="white")
    marks = [
        drawing.box((start, (tall - high) / 2), across.block, high, **block),
        drawing.words((centre, tall / 2 - 0.09), shown.here.printed, bold=True, **within),
        drawing.words((centre, tall / 2 + 0.09), "in care", points=9, **within),
        *(mark for side in sides for mark in side.marks(tall, high)),
        *_heads(shown, across),
    ]
    margins = dict[str, Any](left=EDGE_INCHES, right=EDGE_INCHES, top=0.4, bottom=0.1)
    x, y = drawing.Axis(ends=(0, across.all)), drawing.Axis(ends=(tall, 0))
    return drawing.Plot(x, y, marks, tall=tall, width=across.all + 2 * EDGE_INCHES, **margins)


def drawn_parts(parts: Sequence[Part], what: str) -> list[Part]:
    """Those with children; where more than two are hidden they are one, 'all 5 ages'."""
    found, hidden = ([p for p in parts if p.number], [p for p in parts if p.number is None])
    if len(hidden) > MOST_HIDDEN:
        count = f"{len(hidden)} {'other ' if found else ''}{what}"
        hidden = [Part(label=count if found else f"All {count}", number=None)]
    return [p for p in parts if p.number or p in hidden] + [p for p in hidden if p not in parts]


@dataclass(frozen=True)
class _Side:
    """What came or left: a ribbon for each part between two places across, to a scale."""

    parts: Sequence[Part]
    scale: float
    inner: float
    outer: float
    label_inches: float

    def thick(self, part: Part) -> float:
        return (part.number or 0) * self.scale

    def lines(self, part: Part) -> list[str]:
        return wrapped(f"{part.label}: {part.printed}", self.label_inches)

    def slot(self, part: Part) -> float:
        """The inches that a part takes at the outer end."""
        return max(self.thick(part), LINE_INCHES * len(self.lines(part)) + 0.03)

    @property
    def tall(self) -> float:
        return sum(map(self.slot, self.parts)) + GAP_INCHES * max(len(self.parts) - 1, 0)

    def marks(self, tall: float, block: float) -> Iterator[drawing.Mark]:
        """The ribbons, dots for those that are hidden, and a label at the end of each."""
        whole = sum(map(self.thick, self.parts))
        at, start = (tall - max(block, whole)) / 2, (tall - self.tall) / 2
        for part in self.parts:
            middle = start + self.slot(part) / 2
            yield self._ribbon(at, middle, self.thick(part))
            yield from self._label(middle, self.lines(part))
            at, start = at + self.thick(part), start + self.slot(part) + GAP_INCHES

    def _ribbon(self, at: float, middle: float, thick: float) -> drawing.Mark:
        x = self.inner + (self.outer - self.inner) * CURVE
        upper = at + (middle - thick / 2 - at) * CURVE**2 * (3 - 2 * CURVE)
        if thick:
            return drawing.band(x, upper, upper + thick, color=drawing.BAND_COLOUR, gid="ribbon")
        dots = dict[str, Any](color=drawing.MID_GREY, linewidth=1, linestyle=(0, (1, 2)))
        return drawing.line(x, upper, gid="hidden", **dots)

    def _label(self, middle: float, lines: Sequence[str]) -> Iterator[drawing.Mark]:
        right = self.outer > self.inner
        x, ha = self.outer + (0.06 if right else -0.06), "left" if right else "right"
        for n, text in enumerate(lines):
            yield drawing.words((x, middle + LINE_INCHES * (n - (len(lines) - 1) / 2)), text, ha=ha)


def _heads(shown: Flows, across: Across) -> Iterator[drawing.Mark]:
    """What each side is, over it; on a phone the second ends where the labels under it end."""
    style = dict[str, Any](bold=True, va="bottom", colour=drawing.OWN_COLOUR)
    yield drawing.words((0, -0.2), f"{shown.came.printed} came into care", **style)
    at, ha = (across.all, "right") if drawing.is_narrow() else (across.end + 0.1, "left")
    yield drawing.words((at, -0.2), f"{shown.left.printed} left care", ha=ha, **style)


def _headline(shown: Flows) -> str:
    came, left, here = shown.came, shown.left, shown.here
    if not (came.known and left.known and here.known):
        return "Who came into care, who is there and who left: not all of it is published"
    more = came.number - left.number
    told = "As many children left care as came into it"
    if more:
        told = f"{'More' if more > 0 else 'Fewer'} children came into care than left it"
    return f"{told}: {came.printed} and {left.printed} in the year; {here.printed} are in care"


def _alt(shown: Flows) -> str:
    ages, reasons = _spoken(shown.came_by), _spoken(shown.left_by)
    return (
        f"{shown.here.printed} are in care. {shown.came.printed} came into it: {ages}. "
        f"{shown.left.printed} left: {reasons}."
    )


def _spoken(parts: Sequence[Part]) -> str:
    """The parts with their numbers, then those that have none."""
    names = {p: p.label.lower().removeprefix("aged ") for p in parts}
    told = [f"{names[p]} {p.printed}" for p in parts if p.number]
    hidden = [names[p] for p in parts if p.number is None]
    return "; ".join([*told, *([f"{TOO_FEW}: {listed(hidden)}"] if hidden else [])])

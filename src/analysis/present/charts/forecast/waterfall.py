"""Why spending changed: a waterfall from the first year to the last, the parts between them."""

from dataclasses import dataclass

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from analysis.catalogue.areas import Area
from analysis.present.charts.drawing.axes import scale_x
from analysis.present.charts.drawing.frame import (
    DARK_GREY,
    INK,
    MID_GREY,
    OWN_COLOUR,
    drawn,
    sheet,
    the_figure,
)
from analysis.present.charts.drawing.pen import box, line, words
from analysis.present.numbers import MINUS
from analysis.present.parts.exhibit import Exhibit
from analysis.present.text import clipped
from analysis.present.words.spending import NOMINAL, BridgeLike, financial_year, no_bridge, pounds

ROUNDED = "Parts may not add up to the last digit, because each is rounded."
UP, DOWN = MID_GREY, "white"
BAR = 0.62


@dataclass(frozen=True)
class Step:
    """One bar: its words, where it starts and ends in pounds, and whether it is a whole year."""

    label: str
    start: float
    end: float
    whole: bool

    @property
    def size(self) -> float:
        """Pounds from start to end."""
        return self.end - self.start

    @property
    def printed(self) -> str:
        """A year as its sum; a part with its sign."""
        if self.whole:
            return pounds(self.end)
        sign = "+" if self.size > 0 and pounds(self.size) != "£0" else ""
        return f"{sign}{pounds(self.size)}"


def bridge_chart(
    bridge: BridgeLike | None, area: Area, first: int, last: int, *, source: str, why: str = ""
) -> Exhibit:
    """The waterfall of a change in spending between two financial years, named by their end.

    `why` says what hinders a bridge, or one in full; without a bridge there is no picture.
    """
    key = "spend-bridge"
    years = f"{financial_year(first)} to {financial_year(last)}"
    subtitle = f"Change in spending on children in care, pounds of each year. {area.name}, {years}."
    if bridge is None:
        told = no_bridge(first, last, why)
        return Exhibit(
            key=key,
            headline="The change in spending cannot be divided up here",
            subtitle=subtitle,
            alt="",
            table=pd.DataFrame({"Part": ["Every part"], "Spending": ["not published"]}),
            source=source,
            note=told,
        )
    steps = bridge_steps(bridge, first, last)
    return Exhibit(
        key=key,
        headline=_headline(steps),
        subtitle=subtitle,
        alt=_alt(steps, area),
        table=pd.DataFrame(
            {"Part": [s.label for s in steps], "Spending": [s.printed for s in steps]}
        ),
        source=source,
        svg=drawn(lambda: bridge_figure(steps)),
        note=" ".join([ROUNDED, NOMINAL, *([f"{why[0].upper()}{why[1:]}."] if why else [])]),
    )


def bridge_steps(bridge: BridgeLike, first: int, last: int) -> list[Step]:
    """The bars from left to right: a year, its parts, and the other year."""
    parts = [("Number of children", bridge.volume)]
    if bridge.mix is None:
        parts.append(("Cost of a child", bridge.price))
    else:
        parts += [("Where they live", bridge.mix), ("Price", bridge.price)]
    steps = [Step(financial_year(first), 0.0, bridge.start, True)]
    for label, size in parts:
        at = steps[-1].end
        steps.append(Step(label, at, at + size, False))
    return [*steps, Step(financial_year(last), 0.0, bridge.end, True)]


def bridge_figure(steps: list[Step]) -> Figure:
    """The picture alone: filled bars add, hollow bars take away."""
    axes = sheet(3.0, 0.25, 0.25, 0.35, 0.35)
    top = max(max(s.start, s.end) for s in steps)
    axes.set_ylim(0, top * 1.1)
    axes.set_xlim(-0.5, len(steps) - 0.5)
    for x, step in enumerate(steps):
        _bar(axes, x, step)
        if x + 1 < len(steps):
            line(
                axes,
                [x - BAR / 2, x + 1 + BAR / 2],
                [step.end] * 2,
                color=DARK_GREY,
                linewidth=0.7,
                zorder=1,
            )
    scale_x(axes, range(len(steps)), lambda x: steps[int(x)].label)
    return the_figure(axes)


def _bar(axes: Axes, x: int, step: Step) -> None:
    colour = OWN_COLOUR if step.whole else UP if step.size > 0 else DOWN
    low, high = sorted((step.start, step.end))
    box(
        axes,
        (x - BAR / 2, low),
        BAR,
        high - low,
        facecolor=colour,
        edgecolor=OWN_COLOUR if step.whole else MID_GREY,
        linewidth=1.2,
        zorder=2,
        gid="year" if step.whole else "part",
    )
    words(
        axes,
        (x, high),
        step.printed,
        nudge=(0, 3),
        ha="center",
        va="bottom",
        bold=step.whole,
        colour=OWN_COLOUR if step.whole else INK,
        gid="bar-label",
    )


def _headline(steps: list[Step]) -> str:
    change = steps[-1].end - steps[0].end
    if pounds(steps[-1].end) == pounds(steps[0].end):
        return "Spending on children in care was the same in both years"
    verb = "rose" if change > 0 else "fell"
    same = [s for s in steps[1:-1] if s.size * change > 0]
    largest = max(same, key=lambda s: abs(s.size))
    label = largest.label[0].lower() + largest.label[1:]
    return f"Spending {verb} by {pounds(abs(change))}; the largest part is {label}"


def _alt(steps: list[Step], area: Area) -> str:
    parts = "; ".join(f"{s.label.lower()} {s.printed}" for s in steps[1:-1])
    return clipped(
        f"Waterfall chart: {area.name} from {steps[0].printed} in {steps[0].label} to "
        f"{steps[-1].printed} in {steps[-1].label}: {parts}.".replace(MINUS, "minus ")
    )

"""Why spending changed: a waterfall from the first year to the last, the parts between them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from analysis.catalogue.areas import Area
from analysis.core.results import Bridge
from analysis.present import drawing
from analysis.present.numbers import MINUS
from analysis.present.text import wrapped
from analysis.present.words.homes.spending import NOMINAL, financial_year, no_bridge, pounds

ROUNDED = "Parts may not add up to the last digit, because each is rounded."
UP, DOWN = drawing.MID_GREY, "white"
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
        sign = "+" if self.size > 0 and pounds(self.size) != "£0" and not self.whole else ""
        return f"{sign}{pounds(self.size)}"


def waterfall(
    bridge: Bridge | None, area: Area, first: int, last: int, *, source: str, why: str = ""
) -> drawing.Exhibit:
    """The waterfall of a change in spending between two financial years, named by their end.

    `why` says what hinders a bridge, or one in full; without a bridge there is no picture.
    """
    key = "spend-bridge"
    years = f"{financial_year(first)} to {financial_year(last)}"
    subtitle = f"Change in spending on children in care, pounds of each year. {area.name}, {years}."
    if bridge is None:
        return drawing.exhibit(
            key,
            headline="The change in spending cannot be divided up here",
            subtitle=subtitle,
            table={"Part": ["Every part"], "Spending": ["not published"]},
            source=source,
            notes=[no_bridge(first, last, why)],
        )
    steps = waterfall_steps(bridge, first, last)
    return drawing.exhibit(
        key,
        lambda: plot(steps),
        headline=_headline(steps),
        subtitle=subtitle,
        alt=_alt(steps, area),
        table={"Part": [s.label for s in steps], "Spending": [s.printed for s in steps]},
        source=source,
        notes=[ROUNDED, NOMINAL, f"{why[0].upper()}{why[1:]}." if why else ""],
    )


def waterfall_steps(bridge: Bridge, first: int, last: int) -> list[Step]:
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


def plot(steps: Sequence[Step]) -> drawing.Plot:
    """The picture alone: filled bars add, hollow bars take away."""
    top = max(max(s.start, s.end) for s in steps)
    places = range(len(steps))
    marks = [
        *(each for x, step in enumerate(steps) for each in _bar(x, step)),
        *(_join(x, step) for x, step in enumerate(steps[:-1])),
    ]
    inches = (drawing.width() - 0.5) / len(steps) - 0.05
    names = {x: wrapped(step.label, inches) for x, step in enumerate(steps)}
    x = drawing.Axis(
        ends=(-0.5, len(steps) - 0.5),
        ticks=places,
        printed=lambda x: "\n".join(names[int(x)]),
        all_told=True,
    )
    y = drawing.Axis(ends=(0, top * 1.1))
    bottom = 0.2 + 0.15 * max(map(len, names.values()))
    return drawing.Plot(x, y, marks, tall=2.3, left=0.25, right=0.25, top=0.35, bottom=bottom)


def _bar(x: int, step: Step) -> Iterator[drawing.Mark]:
    low, high = sorted((step.start, step.end))
    fill, edge, ink = UP if step.size > 0 else DOWN, drawing.MID_GREY, drawing.INK
    if step.whole:
        fill = edge = ink = drawing.OWN_COLOUR
    kind = "year" if step.whole else "part"
    style = dict[str, Any](facecolor=fill, edgecolor=edge, linewidth=1.2, zorder=2, gid=kind)
    yield drawing.box((x - BAR / 2, low), BAR, high - low, **style)
    over = dict[str, Any](nudge=(0, 3), ha="center", va="bottom", gid="bar-label")
    told = step.printed.replace(" million", "m") if drawing.is_narrow() else step.printed
    yield drawing.words((x, high), told, bold=step.whole, colour=ink, **over)


def _join(x: int, step: Step) -> drawing.Mark:
    """The thin line from the end of a bar to the start of the next."""
    ends = [x - BAR / 2, x + 1 + BAR / 2]
    return drawing.line(ends, [step.end] * 2, color=drawing.DARK_GREY, linewidth=0.7, zorder=1)


def _headline(steps: Sequence[Step]) -> str:
    change = steps[-1].end - steps[0].end
    if pounds(steps[-1].end) == pounds(steps[0].end):
        return "Spending on children in care was the same in both years"
    verb = "rose" if change > 0 else "fell"
    same = [s for s in steps[1:-1] if s.size * change > 0]
    largest = max(same, key=lambda s: abs(s.size))
    label = largest.label[0].lower() + largest.label[1:]
    return f"Spending {verb} by {pounds(abs(change))}; the largest part is {label}"


def _alt(steps: Sequence[Step], area: Area) -> str:
    parts = "; ".join(f"{s.label.lower()} {s.printed}" for s in steps[1:-1])
    first, last = steps[0], steps[-1]
    return (
        f"Waterfall chart: {area.name} from {first.printed} in {first.label} to "
        f"{last.printed} in {last.label}: {parts}.".replace(MINUS, "minus ")
    )

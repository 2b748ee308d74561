"""Where things of a plot stand: stretches without a gap, and words that do not meet."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

from matplotlib.axes import Axes

from analysis.present.drawing.axes import Axis
from analysis.present.drawing.marks import Mark, line, mark, words
from analysis.present.drawing.sheet import is_narrow, the_figure
from analysis.present.drawing.style import DARK_GREY, LIGHT_GREY, OWN_COLOUR
from analysis.present.text import POINTS_PER_INCH, TEXT_POINTS, text_inches

Thing = TypeVar("Thing")
LABEL_POINTS = 13  # from the middle of a label to that of the next
FAR_OFF, LEAD_TO = 0.1, 1.028  # shares of a plot: a line that ends far off, and a lead
PHONE_BESIDE_INCHES = 1.2
KEY_INCHES = 0.18  # a line of the key under a plot


@dataclass(frozen=True)
class Label:
    """Words beside a plot, and the number on its axis that they belong to.

    Bold ones have the authority's own colour and others are grey, unless said otherwise. `last` is
    the share of the plot where their line ends, for those that may want a lead to it.
    """

    text: str
    at: float
    colour: str = ""
    bold: bool = False
    last: float = 0


def runs(
    things: Iterable[Thing],
    belongs: Callable[[Thing], bool],
    parted: Callable[[Thing, Thing], bool] = lambda before, after: False,
) -> list[list[Thing]]:
    """Stretches of neighbours that belong, parted where one does not and where two are `parted`."""
    found: list[list[Thing]] = [[]]
    for thing in things:
        if found[-1] and (not belongs(thing) or parted(found[-1][-1], thing)):
            found.append([])
        if belongs(thing):
            found[-1].append(thing)
    return [run for run in found if run]


def spread(wanted: list[float], apart: float, low: float, high: float) -> list[float]:
    """Positions as near to those wanted as they can be, at least `apart` and within the ends."""
    order = sorted(range(len(wanted)), key=lambda i: (wanted[i], i))
    placed = [min(max(wanted[i], low), high) for i in order]
    for _ in range(50):
        for i in range(1, len(placed)):
            overlap = apart - (placed[i] - placed[i - 1])
            if overlap > 0:
                placed[i - 1] -= overlap / 2
                placed[i] += overlap / 2
        if len(placed) > 1:
            shift = max(low - placed[0], 0) - max(placed[-1] - high, 0)
            placed = [p + shift for p in placed]
    for i in range(1, len(placed)):
        placed[i] = max(placed[i], placed[i - 1] + apart)
    return [placed[order.index(i)] for i in range(len(wanted))]


def end_labels(
    labels: Sequence[Label],
    y: Axis,
    inches: float,
    *,
    x: float = 1,
    nudge: float = 0,
    apart: float = LABEL_POINTS,
    edge: float = 4,
    points: float = TEXT_POINTS,
) -> Iterator[Mark]:
    """Labels beside a plot some `inches` high, a line of them `apart`, from its ends `edge` points.

    They begin at a share `x` of the plot, and some points to the right of it. A thin line leads to
    a label that had to move or that stands far off.
    """
    tall = inches * POINTS_PER_INCH
    wanted = [y.share(label.at) * tall for label in labels]
    lines = max((label.text.count("\n") + 1 for label in labels), default=1)
    apart, edge = apart * lines, edge + LABEL_POINTS / 2 * (lines - 1)
    for label, at, placed in zip(
        labels, wanted, spread(wanted, apart, edge, tall - edge), strict=True
    ):
        colour = label.colour or (OWN_COLOUR if label.bold else DARK_GREY)
        style = dict[str, Any](shares="xy", nudge=(nudge, 0), gid="end-label", points=points)
        yield words((x, placed / tall), label.text, colour=colour, bold=label.bold, **style)
        if label.last and (abs(placed - at) >= 3 or label.last <= 1 - FAR_OFF):
            style = dict[str, Any](color=LIGHT_GREY, linewidth=0.8, clip_on=False, zorder=1)
            yield line([label.last, LEAD_TO], [at / tall, placed / tall], shares="xy", **style)


def beside(inches: float) -> float:
    """The inches for labels beside a plot: at most so many, and fewer on a narrow sheet."""
    return min(inches, PHONE_BESIDE_INCHES) if is_narrow() else inches


def key_under(
    lines: Iterable[tuple[str, Mapping[str, Any]]], *, tall: float, foot: float, left: float
) -> Iterator[Mark]:
    """On a sheet too narrow for names at the ends of lines: a piece of each line, and its name.

    They stand under one another from the edge of the sheet, below a plot some inches `tall` with
    its `foot` and its margin at the `left`, each KEY_INCHES high. A line that is not drawn is its
    marker alone.
    """
    for n, (name, style) in enumerate(lines):
        y = -(foot + KEY_INCHES * (n + 0.2)) / tall
        yield _piece(y, left, style)
        edge = POINTS_PER_INCH * (0.45 - left)
        yield words((0, y), name, shares="xy", nudge=(edge, 0), gid="key")


@mark
def _piece(axes: Axes, y: float, left: float, style: Mapping[str, Any]) -> None:
    """A third of an inch of a line, at the edge of the sheet."""
    wide = axes.get_position().width * the_figure(axes).get_figwidth()
    inches = [0.22] if style.get("linestyle") == "none" else [0.06, 0.38]
    x = [(each - left) / wide for each in inches]
    line(x, [y] * len(x), shares="xy", clip_on=False, gid="key", **style)(axes)


def words_above(
    wanted: Iterable[tuple[float, str]],
    an_inch: float,
    within: tuple[float, float],
    *,
    pad: float,
    line_inches: float,
) -> tuple[float, list[Mark]]:
    """Words over a plot, on as many lines as keep them apart, and the inches that they take.

    Each is wanted in the middle over a number on the axis, of which `an_inch` covers so much.
    `within` is where words may begin and end; `pad` are the inches at each end of them.
    """
    ends: list[float] = []
    marks = []
    for x, text in sorted(wanted):
        half = (text_inches(text, 9) / 2 + pad) * an_inch
        least = within[0] + half
        middle = min(max(x, least), max(within[1] - half, least))
        level = next((k for k, end in enumerate(ends) if middle - half >= end), len(ends))
        ends[level : level + 1] = [middle + half]
        up = 3 + level * line_inches * POINTS_PER_INCH
        style = dict[str, Any](ha="center", va="bottom", points=9, colour=DARK_GREY)
        marks.append(words((middle, 1), text, shares="y", nudge=(0, up), **style))
    return line_inches * len(ends), marks

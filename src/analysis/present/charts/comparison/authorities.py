"""Authorities one under another in the order of their names, a panel for each measure.

Never in the order of their figures: who is where is read from the dots, and no authority is first.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import accumulate, pairwise
from typing import Any

from matplotlib.ticker import MaxNLocator

from analysis.catalogue.indicator import Indicator
from analysis.core.shapes import SUPPRESSED
from analysis.present import drawing, numbers
from analysis.present.drawing.axes import STEPS
from analysis.present.rows import Point
from analysis.present.text import text_inches, wrapped

LABEL_INCHES, PHONE_LABEL_INCHES, FIGURE_INCHES, GAP_INCHES = 1.95, 1.35, 0.52, 0.12
ROW_INCHES, CLOSE_INCHES, LINE_INCHES, HEAD_INCHES, FOOT_INCHES = 0.165, 0.155, 0.13, 0.14, 0.25
SMALL, MANY = 9.0, 20
FEW = 20  # people, of whom a figure lies so far from others that no axis suits both
MARKS: dict[str, dict[str, Any]] = {
    "": {"marker": "o", "color": drawing.MID_GREY, "markersize": 5},
    "higher": {"marker": "^", "color": drawing.OWN_COLOUR, "markersize": 7},
    "lower": {"marker": "v", "color": drawing.OWN_COLOUR, "markersize": 7},
}
BEYOND = "Lines to an edge go on. No dot: beyond the edge."


@dataclass(frozen=True, kw_only=True)
class Panel:
    """One measure: the figure of each authority by its name, and the lines that are drawn.

    `lines` are figures by whose they are, the first dashed and the second solid; `sides` says of
    an authority that it is 'higher' or 'lower' than the others together beyond chance.
    """

    indicator: Indicator
    title: str
    figures: Mapping[str, Point | None]
    lines: Mapping[str, float] = field(default_factory=dict)
    sides: Mapping[str, str] = field(default_factory=dict)

    @property
    def ends(self) -> tuple[float, float]:
        """Where its axis ends: at zero, unless all figures are far from it.

        A figure of few people, or their long interval, does not stretch it: see FEW.
        """
        known = [p for p in self.figures.values() if p and p.known]
        many = [p for p in known if not p.numerator < FEW] or known
        limits = [v for p in many if p.limited for v in (p.lower, p.upper)]
        values = [*(p.value for p in many), *limits, *self.lines.values()] or [0.0, 1.0]
        low, high = min(values), max(values)
        pad = (high - low or abs(high) or 1) * 0.06
        return (0.0 if 0 <= low <= 0.5 * high else low - pad, high + pad)

    @property
    def beyond(self) -> bool:
        """Whether a figure or an interval goes on beyond the axis."""
        known = [p for p in self.figures.values() if p and p.known]
        reach = [v for p in known for v in (p.value, p.lower, p.upper) if v == v]
        low, high = self.ends
        return any(not low <= v <= high for v in reach)

    def printed(self, name: str) -> str:
        """An authority's figure as printed, or why there is none."""
        return drawing.printed(self.indicator, self.figures.get(name))

    def interval(self, name: str) -> str:
        """The figure with its interval, as the table has them."""
        point = self.figures.get(name)
        if not point or not point.known or not point.limited:
            return self.printed(name)
        return f"{self.printed(name)} ({drawing.interval(self.indicator, point)})"


def beside_one_another(
    key: str,
    panels: Sequence[Panel],
    names: Sequence[str],
    *,
    headline: str,
    subtitle: str,
    alt: str,
    source: str,
    notes: Sequence[str] = (),
) -> drawing.Exhibit:
    """A row for each authority in the order given, a panel for each measure, a table of all.

    The table is not printed, since the picture prints its figures; of many authorities it has no
    intervals, which are in the file beside the page.
    """
    rows = {"Authority": [*names, *_lines(panels)]}
    many = len(names) > MANY
    for panel in panels:
        cells = [panel.printed(name) if many else panel.interval(name) for name in names]
        rest = [_line_printed(panel, label) for label in _lines(panels)]
        rows[panel.title] = [*cells, *rest]
    shortened = any(panel.ends[0] > 0 for panel in panels)
    drawn = drawing.exhibit(
        key,
        lambda: plot(panels, names),
        headline=headline,
        subtitle=subtitle,
        alt=alt,
        table=rows,
        source=source,
        notes=[
            "Some axes start above zero." if shortened else "",
            BEYOND if any(panel.beyond for panel in panels) else "",
            *notes,
        ],
    )
    return replace(drawn, folded=True)


def plot(panels: Sequence[Panel], names: Sequence[str]) -> drawing.Plot:
    """The picture alone: panels beside one another, or on a phone under one another."""
    label = PHONE_LABEL_INCHES if drawing.is_narrow() else LABEL_INCHES
    across = 1 if drawing.is_narrow() else len(panels)
    lines = {name: wrapped(name, label - 0.1) for name in names}
    row = CLOSE_INCHES if len(names) > MANY else ROW_INCHES
    heights = [max(row, LINE_INCHES * len(each) + 0.04) for each in lines.values()]
    tall = sum(heights)
    middles = [end - height / 2 for end, height in zip(accumulate(heights), heights, strict=True)]
    wide = drawing.width() - label - 0.05
    each = wide / across
    heads = [_head(panel, each) for panel in panels]
    top = HEAD_INCHES * max(map(len, heads)) + 0.14
    apart = top + tall + FOOT_INCHES
    marks = list[drawing.Mark]()
    for n, (panel, head) in enumerate(zip(panels, heads, strict=True)):
        row, place = divmod(n, across)
        at = {name: row * apart + y for name, y in zip(names, middles, strict=True)}
        x = _Scale(panel.ends, place * each + GAP_INCHES, (place + 1) * each - FIGURE_INCHES)
        marks += [] if place else _labels(lines, at)
        marks += _panel(panel, at, x, (row * apart, row * apart + tall))
        over = top if across > 1 else HEAD_INCHES * len(head) + 0.14
        marks += _written(head, (x.start, row * apart), over)
    whole = apart * -(-len(panels) // across) - top - FOOT_INCHES
    sides = dict[str, Any](left=label, right=0.05, top=top, bottom=FOOT_INCHES)
    x_axis, y_axis = drawing.Axis(ends=(0, wide)), drawing.Axis(ends=(whole, 0))
    return drawing.Plot(x_axis, y_axis, marks, tall=whole, **sides)


@dataclass(frozen=True)
class _Scale:
    """Where figures of a panel stand on the sheet, in inches."""

    ends: tuple[float, float]
    start: float
    stop: float

    def __call__(self, value: float) -> float:
        low, high = self.ends
        return self.start + (value - low) / (high - low) * (self.stop - self.start)


def _labels(lines: Mapping[str, Sequence[str]], at: Mapping[str, float]) -> Iterator[drawing.Mark]:
    for name, label in lines.items():
        for k, text in enumerate(label):
            y = at[name] + (k - (len(label) - 1) / 2) * LINE_INCHES
            yield drawing.words((0, y), text, ha="right", nudge=(-2, 0), points=SMALL)


def _panel(
    panel: Panel, at: Mapping[str, float], x: _Scale, ends: tuple[float, float]
) -> Iterator[drawing.Mark]:
    below = dict[str, Any](ha="center", va="top", nudge=(0, -4), points=SMALL)
    for tick, told in _ticks(panel, x).items():
        yield drawing.line([x(tick)] * 2, ends, color="#D9D9D9", linewidth=0.6, zorder=0.5)
        yield drawing.words((x(tick), ends[1]), told, **below)
    yield drawing.line([x.start, x.stop], [ends[1]] * 2, color="#767676", linewidth=0.8, zorder=1)
    for dash, value in zip(((0, (4, 2)), "-"), panel.lines.values(), strict=False):
        style = dict[str, Any](color=drawing.DARK_GREY, linewidth=1.2, zorder=1.5)
        yield drawing.line([x(value)] * 2, ends, linestyle=dash, gid="reference", **style)
    for name, y in at.items():
        yield from _figure(panel, name, y, x)


def _ticks(panel: Panel, x: _Scale) -> dict[float, str]:
    """At most four round numbers, and no more than have room for their words."""
    (low, high), told = panel.ends, dict[float, str]()
    for most in (3, 2, 1):
        ticks = MaxNLocator(most, steps=STEPS).tick_values(low, high)
        told = {t: drawing.tick_text(panel.indicator, t) for t in ticks if low <= t <= high}
        wide = max((text_inches(text, SMALL) for text in told.values()), default=0)
        if all(x(b) - x(a) > wide for a, b in pairwise(told)):
            break
    return told


def _figure(panel: Panel, name: str, y: float, x: _Scale) -> Iterator[drawing.Mark]:
    point = panel.figures.get(name)
    known, tested = bool(point and point.known), panel.sides.get(name, "")
    if point and point.known:
        low, high = panel.ends
        if point.limited and point.lower < high:
            ends = [x(max(point.lower, low)), x(min(point.upper, high))]
            colour = MARKS[tested]["color"]
            yield drawing.line(ends, [y, y], color=colour, linewidth=1.2, zorder=2, gid="interval")
        if low <= point.value <= high:
            style = dict[str, Any](linestyle="none", zorder=3, clip_on=False, **MARKS[tested])
            yield drawing.line([x(point.value)], [y], gid=f"mark-{tested or 'figure'}", **style)
    missing = "hidden" if point and point.status == SUPPRESSED else "no figure"
    yield drawing.words(
        (x.stop + FIGURE_INCHES - 0.04, y),
        panel.printed(name) if known else missing,
        ha="right",
        points=SMALL,
        bold=bool(tested),
        colour=drawing.INK if known else drawing.MID_GREY,
    )


def _head(panel: Panel, inches: float) -> list[tuple[str, bool]]:
    """The lines over a panel: its title in bold, and what its lines mark."""
    title = [(text, True) for text in wrapped(panel.title, inches - 0.2, bold=True)]
    drawn = zip(("dashed", "solid"), panel.lines.items(), strict=False)
    told = [
        (text, False)
        for how, (label, value) in drawn
        for text in wrapped(
            f"{how}: {label} {numbers.figure(panel.indicator, value)}", inches - 0.1
        )
    ]
    return [*title, *told]


def _written(
    head: Sequence[tuple[str, bool]], at: tuple[float, float], top: float
) -> Iterator[drawing.Mark]:
    for k, (text, bold) in enumerate(head):
        up = 72 * (top - 0.05 - HEAD_INCHES * k)
        yield drawing.words(at, text, va="top", points=SMALL, bold=bold, nudge=(0, up))


def _lines(panels: Sequence[Panel]) -> list[str]:
    return [*dict.fromkeys(label for panel in panels for label in panel.lines)]


def _line_printed(panel: Panel, label: str) -> str:
    value = panel.lines.get(label)
    return "not published" if value is None else numbers.figure(panel.indicator, value)

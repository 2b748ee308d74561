"""Numbers of the past as a line, and the range of those to come as a fan."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd

from analysis.present import drawing, numbers
from analysis.present.text import text_inches, wrapped
from analysis.present.words.homes.forecast import EIGHT_OF_TEN, Ahead, extrapolated

PLOT_INCHES, LABEL_INCHES = 2.75, 1.65
BANDS = (("p025", "p975", "#E4EBF1"), ("p10", "p90", "#C9D6E2"), ("p25", "p75", "#A3B9CC"))
CENTRAL_DASH, LEVEL_DASH = (0, (2, 1.2)), (0, (6, 2))
LABEL_APART_POINTS = 14


@dataclass(frozen=True, kw_only=True)
class Fan:
    """What one fan shows: published numbers, those to come, and the year it starts from.

    `past` may go on beyond `origin`: then the fan is what would have been said at the time.
    """

    past: Sequence[drawing.Outcome]
    ahead: Sequence[Ahead]
    origin: int
    name: str

    @property
    def ends(self) -> tuple[float, float]:
        """The ends of the axis: from zero unless every number is in the upper half."""
        values = [o.value for o in self.past if o.known]
        return drawing.axis_ends(values + [v for a in self.ahead for v in (a.p025, a.p975)])


def fan_chart(
    key: str, shown: Fan, *, headline: str, subtitle: str, source: str, note: str = ""
) -> drawing.Exhibit:
    """The past as a line, and 50, 80 and 95% of futures as bands about the central line."""
    return drawing.exhibit(
        key,
        lambda: plot(shown),
        headline=headline,
        subtitle=subtitle,
        alt=_alt(shown),
        table=fan_table(shown),
        source=source,
        notes=[
            "Bands, dark to light: half, eight of ten and nineteen of twenty futures.",
            "Long dashes: the level of the year before goes on."
            if any(a.level for a in shown.ahead)
            else "",
            drawing.NOT_FROM_ZERO if shown.ends[0] > 0 else "",
            extrapolated([a.year for a in shown.ahead if a.extrapolated]),
            note,
        ],
    )


def plot(shown: Fan) -> drawing.Plot:
    """The picture alone."""
    years = sorted({o.year for o in shown.past} | {a.year for a in shown.ahead})
    labels = _labels(shown.ahead[-1])
    y = drawing.Axis(ends=shown.ends, printed=numbers.plain)
    marks = [
        *_bands(shown),
        *drawing.published_line(shown.past),
        *drawing.end_labels(labels, y, PLOT_INCHES, x=1.02, apart=LABEL_APART_POINTS, edge=0),
    ]
    left = 0.2 + text_inches(numbers.plain(shown.ends[1]))
    x = drawing.year_axis(years)
    return drawing.Plot(
        x, y, marks, tall=PLOT_INCHES, left=left, right=drawing.beside(LABEL_INCHES)
    )


def fan_table(shown: Fan) -> pd.DataFrame:
    """A row for each year: the published number, and what is or was foreseen."""
    foreseen = {a.year: a for a in shown.ahead}
    published = {o.year: o.printed for o in shown.past}
    years = sorted({*foreseen, *published})
    return pd.DataFrame(
        {
            "31 March": str(year),
            "Published": published.get(year, "not yet"),
            "Middle line": numbers.plain(round(each.central)) if each else "not foreseen",
            "Eight of ten futures": each.likely if each else "not foreseen",
            "Nineteen of twenty": each.nearly_all if each else "not foreseen",
        }
        for year, each in zip(years, map(foreseen.get, years), strict=True)
    )


def _bands(shown: Fan) -> Iterator[drawing.Mark]:
    """Bands and central line, joined to the number at the origin where it is published."""
    start = [o.value for o in shown.past if o.year == shown.origin and o.known][:1]
    origin = [shown.origin] * len(start)
    years = origin + [a.year for a in shown.ahead]
    for lower, upper, colour in BANDS:
        low, high = ([getattr(a, end) for a in shown.ahead] for end in (lower, upper))
        yield drawing.band(years, start + low, start + high, color=colour, gid=f"band-{lower}")
    useful = [a for a in shown.ahead if not a.level]
    flat = [a for a in shown.ahead if a.level]
    x, central = origin + [a.year for a in useful], start + [a.central for a in useful]
    style = dict[str, Any](color=drawing.OWN_COLOUR, zorder=3)
    yield drawing.line(x, central, linewidth=2.2, linestyle=CENTRAL_DASH, gid="central", **style)
    if flat:
        held = [*useful[-1:], *flat]
        x, central = [a.year for a in held], [a.central for a in held]
        yield drawing.line(x, central, linewidth=1.6, linestyle=LEVEL_DASH, gid="level", **style)


def _labels(last: Ahead) -> list[drawing.Label]:
    told = [
        ("19 of 20: up to", last.p975, drawing.DARK_GREY),
        ("8 of 10: up to", last.p90, drawing.OWN_COLOUR),
        ("Middle:", last.central, drawing.OWN_COLOUR),
        ("8 of 10: from", last.p10, drawing.OWN_COLOUR),
        ("19 of 20: from", last.p025, drawing.DARK_GREY),
    ]
    labels = []
    for said, at, colour in told:
        lines = wrapped(f"{said} {numbers.plain(round(at))}", drawing.beside(LABEL_INCHES) - 0.1)
        labels.append(drawing.Label("\n".join(lines), at, colour, bold=said == "Middle:"))
    return labels


def _alt(shown: Fan) -> str:
    last = shown.ahead[-1]
    known = [o for o in shown.past if o.known]
    ends = " and ".join(f"{o.printed} in {o.year}" for o in (known[0], known[-1])) if known else ""
    was = f"{ends}; then a fan: " if known else ""
    return (
        f"Line chart of {shown.name}: {was}{last.likely} in {last.year} in {EIGHT_OF_TEN}, "
        f"{last.nearly_all} in nineteen of twenty."
    )

"""Need beside the usable places, year by year."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd

from analysis.catalogue.areas import Area
from analysis.present import drawing, numbers
from analysis.present.text import text_inches, wrapped
from analysis.present.words.homes.forecast import extrapolated
from analysis.present.words.homes.need_and_places import Range, planned, printed_span, verdict
from analysis.present.words.homes.places import KINDS

PLOT_INCHES, LABEL_INCHES = 2.75, 1.75
LABEL_APART_POINTS = 14
# The line, the band and the dashes of places and of need.
PLACES_STYLE = (drawing.DARK_GREY, "#E3E3E3", (0, (6, 2)))
NEED_STYLE = (drawing.OWN_COLOUR, drawing.BAND_COLOUR, (0, (2, 1.2)))


@dataclass(frozen=True, kw_only=True)
class Beside:
    """One kind of home: children in the past, need and usable places in the years to come.

    `chance` is the chance of too few places in the year planned for, in percent.
    """

    kind: str
    area: Area
    past: Sequence[drawing.Outcome]
    need: Sequence[Range]
    places: Sequence[Range]
    gap: Sequence[Range]
    chance: float = float("nan")

    @property
    def supplied(self) -> bool:
        """Whether there is a supply figure to set beside need."""
        return all(r.known for r in self.places)

    @property
    def foreseen(self) -> bool:
        """Whether there is a forecast of need at all."""
        return all(r.known for r in self.need)

    @property
    def ends(self) -> tuple[float, float]:
        """The ends of the axis."""
        drawn = [*self.need, *(self.places if self.supplied else [])]
        values = [o.value for o in self.past if o.known]
        return drawing.axis_ends(values + [v for r in drawn for v in (r.p10, r.p90)])


def need_and_places(shown: Beside, *, source: str) -> drawing.Exhibit:
    """Children in the past and to come, with eight of ten futures shaded, beside usable places.

    `gap` is in children, one for each year of `need`. Without a supply figure only need is drawn;
    ValueError where need itself is not foreseen.
    """
    if not shown.foreseen:
        raise ValueError(f"There is no need to draw: {shown.area.name} has no forecast.")
    first = shown.past[0].year if shown.past else shown.need[0].year
    beside = ", and usable places," if shown.supplied else ""
    hidden = [str(o.year) for o in shown.past if not o.known]
    return drawing.exhibit(
        f"{shown.kind}-need-and-places",
        lambda: plot(shown),
        headline=_headline(shown),
        subtitle=f"Children of {shown.area.name} who need {KINDS[shown.kind].home}{beside} on 31 "
        f"March {first} to {shown.need[-1].year}",
        alt=_alt(shown),
        table=_table(shown),
        source=source,
        notes=[
            "Shaded: eight of ten futures.",
            drawing.NOT_FROM_ZERO if shown.ends[0] > 0 else "",
            f"Not published: {', '.join(hidden)}." if hidden else "",
            extrapolated([r.year for r in shown.need if r.extrapolated]),
        ],
    )


def plot(shown: Beside) -> drawing.Plot:
    """The picture alone."""
    years = [o.year for o in shown.past] + [r.year for r in shown.need]
    labels = _labels(shown)
    y = drawing.Axis(ends=shown.ends, printed=numbers.plain)
    where = dict[str, Any](x=1.02, apart=LABEL_APART_POINTS, edge=0)
    marks = [
        *(_range("places", shown.places, *PLACES_STYLE) if shown.supplied else []),
        *_range("need", _from_today(shown), *NEED_STYLE),
        *drawing.published_line(shown.past),
        *drawing.end_labels(labels, y, PLOT_INCHES, **where),
    ]
    left = 0.2 + text_inches(numbers.plain(shown.ends[1]))
    x = drawing.year_axis(years)
    return drawing.Plot(
        x, y, marks, tall=PLOT_INCHES, left=left, right=drawing.beside(LABEL_INCHES)
    )


def _from_today(shown: Beside) -> list[Range]:
    """Need, joined to the last published number where that is the year before."""
    today = shown.past[-1] if shown.past else None
    if today is None or not today.known or today.year != shown.need[0].year - 1:
        return list(shown.need)
    v = today.value
    return [Range(year=today.year, p10=v, p50=v, p80=v, p90=v), *shown.need]


def _range(
    name: str, ranges: Sequence[Range], colour: str, fill: str, dash: object
) -> Iterator[drawing.Mark]:
    years = [r.year for r in ranges]
    low, middle, high = ([getattr(r, p) for r in ranges] for p in ("p10", "p50", "p90"))
    yield drawing.band(years, low, high, color=fill, alpha=0.75, gid=f"{name}-band")
    for edge in (low, high):
        yield drawing.line(years, edge, color=colour, linewidth=0.6, zorder=2)
    style = dict[str, Any](color=colour, linewidth=2.2, linestyle=dash, zorder=3)
    yield drawing.line(years, middle, gid=name, **style)


def _labels(shown: Beside) -> list[drawing.Label]:
    """Names and middle figures at the right."""
    ends = [(shown.need[-1], "Children who need one", drawing.OWN_COLOUR)]
    if shown.supplied:
        ends.append((shown.places[-1], "Usable places", drawing.DARK_GREY))
    labels, wide = [], drawing.beside(LABEL_INCHES) - 0.2
    for r, told, colour in ends:
        lines = wrapped(f"{told}: {numbers.plain(r.middle)}", wide, bold=True)
        labels.append(drawing.Label("\n".join(lines), r.p50, colour, bold=True))
    return labels


def _headline(shown: Beside) -> str:
    label = KINDS[shown.kind].label
    if not shown.supplied:
        then = planned(shown.need)
        return f"{label}: {_ends(then)} children may need one by March {then.year}"
    if all(gap.low > 0 for gap in shown.gap):
        return f"{label}: need stays above usable places"
    if all(gap.high < 0 for gap in shown.gap):
        return f"{label}: usable places are enough in number"
    return verdict(shown.kind, planned(shown.gap).year, shown.chance)


def _alt(shown: Beside) -> str:
    last = shown.need[-1]
    told = (
        f"Line chart. In March {last.year} between {numbers.plain(last.low)} and "
        f"{numbers.plain(last.high)} children need one"
    )
    if not shown.supplied:
        return f"{told}, in eight of ten futures. No places are drawn."
    place = shown.places[-1]
    return (
        f"{told}, beside {numbers.plain(place.low)} to {numbers.plain(place.high)} places we can "
        "use, in eight of ten futures."
    )


def _table(shown: Beside) -> pd.DataFrame:
    """A row for each year: what was, then need, places and the gap in children."""
    past = [(str(o.year), o.printed, *["past"] * 3) for o in shown.past]
    future = [
        (
            str(need.year),
            f"{numbers.plain(need.middle)} (middle)",
            _ends(need),
            _ends(places),
            printed_span(gap),
        )
        for need, places, gap in zip(shown.need, shown.places, shown.gap, strict=True)
    ]
    columns = [
        "31 March",
        "Children",
        "Need, eight of ten futures",
        "Usable places, eight of ten futures",
        "Children without a place",
    ]
    table = pd.DataFrame([*past, *future], columns=columns)
    return table if shown.supplied else table.iloc[:, :3]


def _ends(each: Range) -> str:
    return numbers.span(each.p10, each.p90) if each.known else "no supply figure"

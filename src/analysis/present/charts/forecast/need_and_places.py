"""Need beside the places we can use, year by year."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import isnan

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from analysis.catalogue.areas import Area
from analysis.present import numbers
from analysis.present.charts.drawing.axes import round_ticks, scale_x, scale_y
from analysis.present.charts.drawing.frame import (
    BAND_COLOUR,
    DARK_GREY,
    OWN_COLOUR,
    drawn,
    sheet,
    spread,
    the_figure,
)
from analysis.present.charts.drawing.pen import line, words
from analysis.present.charts.drawing.year_axis import Outcome, axis_ends, published_line
from analysis.present.parts.exhibit import Exhibit
from analysis.present.text import POINTS_PER_INCH, clipped, text_inches, wrapped
from analysis.present.words import need_and_places as need_and_places_words
from analysis.present.words.forecast import extrapolated
from analysis.present.words.need_and_places import Range
from analysis.present.words.places import KINDS

PLOT_INCHES, TOP_INCHES, BOTTOM_INCHES, LABEL_INCHES = 2.75, 0.12, 0.35, 1.75
LABEL_APART_POINTS = 14
PLACES_BAND = "#E3E3E3"
PLACES_DASH = (0, (6, 2))
FUTURE_DASH = (0, (2, 1.2))


@dataclass(frozen=True, kw_only=True)
class Beside:
    """One kind of home: children in the past, need and usable places in the years to come.

    `chance` is the chance of too few places in the year planned for, in percent.
    """

    kind: str
    area: Area
    past: Sequence[Outcome]
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


def need_and_places(shown: Beside, *, source: str, note: str = "") -> Exhibit:
    """Children in the past and to come, with eight of ten futures shaded, beside usable places.

    `gap` is in children, one for each year of `need`. Without a supply figure only need is drawn;
    ValueError where need itself is not foreseen.
    """
    if not shown.foreseen:
        raise ValueError(f"There is no need to draw: {shown.area.name} has no forecast.")
    named = KINDS[shown.kind]
    first = shown.past[0].year if shown.past else shown.need[0].year
    beside = ", and usable places," if shown.supplied else ""
    return Exhibit(
        key=f"{shown.kind}-need-and-places",
        headline=_headline(shown),
        subtitle=f"Children of {shown.area.name} who need {named.home}{beside} on 31 March {first} "
        f"to {shown.need[-1].year}",
        alt=_alt(shown),
        table=_table(shown),
        source=source,
        svg=drawn(lambda: beside_figure(shown)),
        note=_note(shown, note),
    )


def beside_figure(shown: Beside) -> Figure:
    """The picture alone."""
    low, high = _limits(shown)
    left = 0.2 + text_inches(numbers.plain(high))
    height = TOP_INCHES + PLOT_INCHES + BOTTOM_INCHES
    axes = sheet(height, left, LABEL_INCHES, TOP_INCHES, BOTTOM_INCHES)
    axes.set_ylim(low, high)
    years = [o.year for o in shown.past] + [r.year for r in shown.need]
    axes.set_xlim(min(years) - 0.15, max(years) + 0.15)
    scale_x(axes, years, str)
    scale_y(axes, round_ticks((low, high)), numbers.plain)
    if shown.supplied:
        _range(axes, shown.places, DARK_GREY, PLACES_BAND, PLACES_DASH, "places")
    _range(axes, _from_today(shown), OWN_COLOUR, BAND_COLOUR, FUTURE_DASH, "need")
    published_line(axes, shown.past)
    _labels(axes, shown, (low, high))
    return the_figure(axes)


def _from_today(shown: Beside) -> list[Range]:
    """Need, joined to the last published number where that is the year before."""
    today = shown.past[-1] if shown.past else None
    if today is None or isnan(today.value) or today.year != shown.need[0].year - 1:
        return list(shown.need)
    v = today.value
    return [Range(year=today.year, p10=v, p50=v, p80=v, p90=v), *shown.need]


def _range(
    axes: Axes, ranges: Sequence[Range], colour: str, band: str, dash: object, name: str
) -> None:
    years = [r.year for r in ranges]
    axes.fill_between(
        years,
        [r.p10 for r in ranges],
        [r.p90 for r in ranges],
        color=band,
        alpha=0.75,
        linewidth=0,
        zorder=1.5,
        gid=f"{name}-band",
    )
    for end in ("p10", "p90"):
        edge = [getattr(r, end) for r in ranges]
        line(axes, years, edge, color=colour, linewidth=0.6, zorder=2)
    line(
        axes,
        years,
        [r.p50 for r in ranges],
        color=colour,
        linewidth=2.2,
        linestyle=dash,
        zorder=3,
        gid=name,
    )


def _labels(axes: Axes, shown: Beside, limits: tuple[float, float]) -> None:
    """Names and middle figures at the right, kept apart."""
    low, high = limits
    ends = [(shown.need[-1], "Children who need one", OWN_COLOUR)]
    if shown.supplied:
        ends.append((shown.places[-1], "Places we can use", DARK_GREY))
    texts = [
        "\n".join(wrapped(f"{told}: {numbers.plain(r.middle)}", LABEL_INCHES - 0.2, bold=True))
        for r, told, _ in ends
    ]
    tallest = max(text.count("\n") + 1 for text in texts)
    apart = (high - low) * LABEL_APART_POINTS * tallest / (PLOT_INCHES * POINTS_PER_INCH)
    heights = spread([r.p50 for r, _, _ in ends], apart, low, high)
    for (_, _, colour), text, y in zip(ends, texts, heights, strict=True):
        words(axes, (1.02, y), text, where=axes.get_yaxis_transform(), colour=colour, bold=True)


def _limits(shown: Beside) -> tuple[float, float]:
    values = [o.value for o in shown.past if not isnan(o.value)]
    values += [v for r in shown.need for v in (r.p10, r.p90)]
    if shown.supplied:
        values += [v for r in shown.places for v in (r.p10, r.p90)]
    return axis_ends(values)


def _headline(shown: Beside) -> str:
    named = KINDS[shown.kind]
    if not shown.supplied:
        then = need_and_places_words.planned(shown.need)
        return f"{named.label}: {_ends(then)} children may need one by March {then.year}"
    if all(gap.low > 0 for gap in shown.gap):
        return f"{named.label}: need stays above the places we can use"
    if all(gap.high < 0 for gap in shown.gap):
        return f"{named.label}: the places we can use are enough in number"
    return need_and_places_words.verdict(
        shown.kind, need_and_places_words.planned(shown.gap).year, shown.chance
    )


def _alt(shown: Beside) -> str:
    last = shown.need[-1]
    told = (
        f"Line chart. In March {last.year} between {numbers.plain(last.low)} and "
        f"{numbers.plain(last.high)} children need one"
    )
    if not shown.supplied:
        return clipped(f"{told}, in eight of ten futures. No places are drawn.")
    place = shown.places[-1]
    return clipped(
        f"{told}, beside {numbers.plain(place.low)} to {numbers.plain(place.high)} places we can "
        "use, in eight of ten futures."
    )


def _table(shown: Beside) -> pd.DataFrame:
    """A row for each year: what was, then need, places and the gap in children."""
    lines = [
        {
            "31 March": str(o.year),
            "Children": numbers.reason(o.status) if isnan(o.value) else numbers.plain(o.value),
            "Need, eight of ten futures": "past",
            "Usable places, eight of ten futures": "past",
            "Children without a place": "past",
        }
        for o in shown.past
    ]
    for need, places, gap in zip(shown.need, shown.places, shown.gap, strict=True):
        lines.append(
            {
                "31 March": str(need.year),
                "Children": f"{numbers.plain(need.middle)} (middle)",
                "Need, eight of ten futures": _ends(need),
                "Usable places, eight of ten futures": _ends(places),
                "Children without a place": need_and_places_words.printed_span(gap),
            }
        )
    table = pd.DataFrame(lines)
    return table if shown.supplied else table.iloc[:, :3]


def _ends(each: Range) -> str:
    if not each.known:
        return "no supply figure"
    low, high = numbers.plain(each.low), numbers.plain(each.high)
    return low if low == high else f"{low} to {high}"


def _note(shown: Beside, more: str) -> str:
    notes = ["Shaded: eight of ten futures."]
    if _limits(shown)[0] > 0:
        notes.append("The axis does not start at zero.")
    hidden = [str(o.year) for o in shown.past if isnan(o.value)]
    if hidden:
        notes.append(f"Not published: {', '.join(hidden)}.")
    notes.append(extrapolated([r.year for r in shown.need if r.extrapolated]))
    return " ".join(n for n in [*notes, more] if n)

"""The gap in places by year: eight of ten futures, the middle one, and the line of no gap."""

from collections.abc import Sequence

import pandas as pd
from matplotlib.figure import Figure

from analysis.catalogue.areas import Area
from analysis.present import numbers
from analysis.present.charts.drawing.axes import round_ticks, scale_x
from analysis.present.charts.drawing.frame import OWN_COLOUR, drawn, the_figure
from analysis.present.charts.drawing.row_chart import Column, bar, mark_line, place, row_sheet
from analysis.present.parts.exhibit import Exhibit
from analysis.present.text import clipped
from analysis.present.words import need_and_places
from analysis.present.words.forecast import extrapolated
from analysis.present.words.need_and_places import Range
from analysis.present.words.places import KINDS


def gap_ranges(
    kind: str, area: Area, gaps: Sequence[Range], *, occupancy: float, source: str
) -> Exhibit:
    """The gap in places by year: eight of ten futures as a bar, the middle one as a dot.

    `gaps` are in places at the stated `occupancy`; ValueError where one has no figure.
    """
    if not all(g.known for g in gaps):
        raise ValueError(f"There is no gap to draw: {need_and_places.no_gap(kind)}")
    words = KINDS[kind]
    then = need_and_places.planned(gaps)
    made = "approve" if kind == "foster" else "register"
    return Exhibit(
        key=f"{kind}-gap",
        headline=need_and_places.gap_headline(kind, gaps),
        subtitle=f"{words.plural[0].upper()}{words.plural[1:]} to add (or to spare) on 31 March, "
        f"eight of ten futures, {area.name}",
        alt=clipped(
            f"Range chart by year. In March {then.year} eight of ten futures have "
            f"{need_and_places.printed_span(then)}; the middle one has "
            f"{need_and_places.printed_gap(then.p50)}."
        ),
        table=_gap_table(gaps),
        source=source,
        svg=drawn(lambda: gap_figure(gaps)),
        note=f"Places to {made} if {round(100 * occupancy)}% of them can be lived in at one time. "
        "Left of the line there are places to spare. "
        f"{extrapolated([g.year for g in gaps if g.extrapolated])}".rstrip(),
    )


def gap_figure(gaps: Sequence[Range]) -> Figure:
    """The picture alone."""
    columns = [
        Column(
            head="Middle",
            cells=[need_and_places.printed_gap(g.p50) for g in gaps],
            mark="own",
        ),
        Column(head="Eight of ten", cells=[need_and_places.printed_span(g) for g in gaps]),
    ]
    axes = row_sheet([f"March {g.year}" for g in gaps], columns)
    ends = [v for g in gaps for v in (g.p10, g.p90)] + [0.0]
    width = max(max(ends) - min(ends), 1)
    axes.set_xlim(min(ends) - 0.04 * width, max(ends) + 0.04 * width)
    scale_x(axes, round_ticks(axes.get_xlim(), whole=True), numbers.plain, grid=True)
    for y, each in enumerate(gaps):
        bar(axes, each.p10, each.p90, y, OWN_COLOUR, 3)
        place(axes, "own", each.p50, y)
    mark_line(axes, 0, "as many as we need", 0, dashed=False)
    return the_figure(axes)


def _gap_table(gaps: Sequence[Range]) -> pd.DataFrame:
    return pd.DataFrame(
        {
            "31 March": [str(g.year) for g in gaps],
            "Low (1 in 10 below)": [need_and_places.printed_gap(g.p10) for g in gaps],
            "Middle": [need_and_places.printed_gap(g.p50) for g in gaps],
            "1 in 5 above": [need_and_places.printed_gap(g.p80) for g in gaps],
            "High (1 in 10 above)": [need_and_places.printed_gap(g.p90) for g in gaps],
        }
    )

"""The gap in places by year: eight of ten futures, the middle one, and the line of no gap."""

from collections.abc import Sequence

from analysis.catalogue.areas import Area
from analysis.present import drawing, numbers
from analysis.present.words.homes import need_and_places
from analysis.present.words.homes.forecast import extrapolated
from analysis.present.words.homes.need_and_places import Range, printed_gap, printed_span
from analysis.present.words.homes.places import KINDS


def gap_ranges(
    kind: str, area: Area, gaps: Sequence[Range], *, occupancy: float, source: str
) -> drawing.Exhibit:
    """The gap in places by year: eight of ten futures as a bar, the middle one as a dot.

    `gaps` are in places at the stated `occupancy`; ValueError where one has no figure.
    """
    if not all(g.known for g in gaps):
        raise ValueError(f"There is no gap to draw: {need_and_places.no_gap(kind)}")
    plural = KINDS[kind].plural
    then = need_and_places.planned(gaps)
    made = "approve" if kind == "foster" else "register"
    return drawing.exhibit(
        f"{kind}-gap",
        lambda: plot(gaps),
        headline=need_and_places.gap_headline(kind, gaps),
        subtitle=f"{plural[0].upper()}{plural[1:]} to add (or to spare) on 31 March, "
        f"eight of ten futures, {area.name}",
        alt=f"Range chart by year. In March {then.year} eight of ten futures have "
        f"{printed_span(then)}; the middle one has {printed_gap(then.p50)}.",
        table={
            "31 March": [str(g.year) for g in gaps],
            "Low (1 in 10 below)": [printed_gap(g.p10) for g in gaps],
            "Middle": [printed_gap(g.p50) for g in gaps],
            "1 in 5 above": [printed_gap(g.p80) for g in gaps],
            "High (1 in 10 above)": [printed_gap(g.p90) for g in gaps],
        },
        source=source,
        notes=[
            f"Places to {made} if {round(100 * occupancy)}% of them can be lived in at one time.",
            "Left of the line there are places to spare.",
            extrapolated([g.year for g in gaps if g.extrapolated]),
        ],
    )


def plot(gaps: Sequence[Range]) -> drawing.Plot:
    """The picture alone."""
    rows = [
        drawing.Row(
            label=f"March {g.year}",
            cells=[printed_gap(g.p50), printed_span(g)],
            dots={"own": g.p50},
            bar=(g.p10, g.p90),
        )
        for g in gaps
    ]
    values = [v for g in gaps for v in (g.p10, g.p90)] + [0.0]
    low, high = min(values), max(values)
    room = 0.04 * max(high - low, 1)
    return drawing.row_chart(
        rows,
        [drawing.Column(head="Middle", mark="own"), drawing.Column(head="Eight of ten")],
        drawing.Axis(ends=(low - room, high + room), printed=numbers.plain, whole=True, grid=True),
        marks=[drawing.reference(0, "as many as we need", int(drawing.is_narrow()))],
    )

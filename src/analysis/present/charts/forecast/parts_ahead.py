"""The parts of the number to come: each kind with its range, beside what it is now."""

from collections.abc import Sequence
from dataclasses import dataclass

import pandas as pd
from matplotlib.figure import Figure

from analysis.present import numbers
from analysis.present.charts.drawing.axes import round_ticks, scale_x
from analysis.present.charts.drawing.frame import OWN_COLOUR, drawn, the_figure
from analysis.present.charts.drawing.row_chart import Column, bar, place, row_sheet
from analysis.present.charts.drawing.year_axis import Outcome
from analysis.present.parts.exhibit import Exhibit
from analysis.present.text import clipped
from analysis.present.words.forecast import Ahead, extrapolated


@dataclass(frozen=True, kw_only=True)
class Part:
    """One kind: its label, the newest published number, and the years to come."""

    label: str
    now: Outcome
    ahead: Sequence[Ahead]

    def at(self, year: int) -> Ahead:
        """The year to come; KeyError when it is not forecast."""
        return {a.year: a for a in self.ahead}[year]


def parts_ahead(
    key: str,
    parts: Sequence[Part],
    year: int,
    *,
    headline: str,
    subtitle: str,
    source: str,
    note: str = "",
    whom: str = "Children",
) -> Exhibit:
    """Each part as a dot (middle) and a bar (eight of ten futures) in one year to come, with a
    diamond for the newest published number; the table, of `whom`, has every year."""
    return Exhibit(
        key=key,
        headline=headline,
        subtitle=subtitle,
        alt=_alt(parts, year),
        table=parts_table(parts, year, whom),
        source=source,
        svg=drawn(lambda: parts_figure(parts, year)),
        note=_note(parts, note),
    )


def parts_figure(parts: Sequence[Part], year: int) -> Figure:
    """The picture alone."""
    now = [_now(p) for p in parts]
    columns = [
        Column(head=str(parts[0].now.year), cells=now, mark="england"),
        Column(head=f"8 of 10\n{year}", cells=[p.at(year).likely for p in parts], mark="own"),
    ]
    axes = row_sheet([p.label for p in parts], columns)
    ends = [p.at(year).p90 for p in parts] + [
        p.now.value for p in parts if p.now.value == p.now.value
    ]
    axes.set_xlim(0, max([*ends, 1]) * 1.04)
    scale_x(axes, round_ticks(axes.get_xlim(), whole=True), numbers.plain, grid=True)
    for y, part in enumerate(parts):
        each = part.at(year)
        bar(axes, each.p10, each.p90, y, OWN_COLOUR, 3)
        if part.now.value == part.now.value:
            place(axes, "england", part.now.value, y)
        place(axes, "own", each.central, y)
    return the_figure(axes)


def parts_table(parts: Sequence[Part], year: int, whom: str = "Children") -> pd.DataFrame:
    """A row for each part: now, the middle in one `year`, and eight of ten futures in each year."""
    years = [a.year for a in parts[0].ahead]
    table = {
        whom: [p.label for p in parts],
        str(parts[0].now.year): [_now(p) for p in parts],
    }
    table[f"{year}, middle"] = [numbers.plain(round(p.at(year).central)) for p in parts]
    for each in years:
        table[f"{each}, 8 of 10 futures"] = [p.at(each).likely for p in parts]
    return pd.DataFrame(table)


def _note(parts: Sequence[Part], more: str) -> str:
    notes = ["Bars: eight of ten futures; dots: the middle one."]
    still = [p.label for p in parts if p.ahead[0].still]
    if still:
        named = "; ".join(f"{label[0].lower()}{label[1:]}" for label in still)
        notes.append(f"The middle is today's number for these: {named}.")
    far = [a.year for a in parts[0].ahead if a.extrapolated]
    return " ".join(n for n in [*notes, more, extrapolated(far)] if n)


def _now(part: Part) -> str:
    if part.now.value != part.now.value:
        return numbers.reason(part.now.status)
    return numbers.plain(part.now.value)


def _alt(parts: Sequence[Part], year: int) -> str:
    told = "; ".join(f"{p.label} {p.at(year).likely}" for p in parts)
    return clipped(f"Range chart for March {year}, eight of ten futures: {told}.")

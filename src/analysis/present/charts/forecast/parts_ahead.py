"""The parts of the number to come: each kind with its range, beside what it is now."""

from collections.abc import Sequence
from dataclasses import dataclass

from analysis.present import drawing, numbers
from analysis.present.words.homes.forecast import Ahead, extrapolated


@dataclass(frozen=True, kw_only=True)
class Part:
    """One kind: its label, the newest published number, and the years to come."""

    label: str
    now: drawing.Outcome
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
) -> drawing.Exhibit:
    """Each part as a dot (middle) and a bar (eight of ten futures) in one year to come, with a
    diamond for the newest published number; the table, of `whom`, has every year."""
    told = "; ".join(f"{p.label} {p.at(year).likely}" for p in parts)
    still = "; ".join(f"{p.label[0].lower()}{p.label[1:]}" for p in parts if p.ahead[0].still)
    years = parts[0].ahead
    return drawing.exhibit(
        key,
        lambda: plot(parts, year),
        headline=headline,
        subtitle=subtitle,
        alt=f"Range chart for March {year}, eight of ten futures: {told}.",
        table={
            whom: [p.label for p in parts],
            str(parts[0].now.year): [p.now.printed for p in parts],
            f"{year}, middle": [numbers.plain(round(p.at(year).central)) for p in parts],
            **{f"{a.year}, 8 of 10 futures": [p.at(a.year).likely for p in parts] for a in years},
        },
        source=source,
        notes=[
            "Bars: eight of ten futures; dots: the middle one.",
            f"The middle is today's number for these: {still}." if still else "",
            note,
            extrapolated([a.year for a in years if a.extrapolated]),
        ],
    )


def plot(parts: Sequence[Part], year: int) -> drawing.Plot:
    """The picture alone."""
    then = [p.at(year) for p in parts]
    rows = [
        drawing.Row(
            label=part.label,
            cells=[part.now.printed, each.likely],
            dots={"england": part.now.value, "own": each.central},
            bar=(each.p10, each.p90),
        )
        for part, each in zip(parts, then, strict=True)
    ]
    columns = [
        drawing.Column(head=str(parts[0].now.year), mark="england"),
        drawing.Column(head=f"8 of 10\n{year}", mark="own"),
    ]
    most = max([a.p90 for a in then] + [p.now.value for p in parts if p.now.known] + [1])
    x = drawing.Axis(ends=(0, most * 1.04), printed=numbers.plain, whole=True, grid=True)
    return drawing.row_chart(rows, columns, x)

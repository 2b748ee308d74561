"""Past months, the range of those to come and the places there are: small panels on one sheet."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate
from typing import Any

import numpy as np
import pandas as pd

from analysis.present import drawing, numbers
from analysis.present.charts.forecast.fan_chart import BANDS, CENTRAL_DASH, LABEL_INCHES
from analysis.present.charts.forecast.need_and_places import PLACES_STYLE
from analysis.present.text import wrapped
from analysis.present.words.homes.forecast import EIGHT_OF_TEN

FIRST_INCHES, OTHER_INCHES, BETWEEN_INCHES = 1.75, 1.2, 0.4
LIKELY = "8 of 10: "  # which the note says too
LABEL_APART_POINTS = 14
QUARTER = 3  # the table has every third month


@dataclass(frozen=True, kw_only=True)
class Panel:
    """One panel: its title, numbers of past days, the months to come, and the places there are.

    `past` has period_end, value and status; `ahead` projected rows by month; `places` period_end
    and central, empty where there is no supply figure.
    """

    title: str
    past: pd.DataFrame
    ahead: pd.DataFrame
    places: pd.DataFrame

    @cached_property
    def supply(self) -> tuple[list[float], list[float]]:
        """Days and places to draw, up to the last month."""
        if self.places.empty:
            return [], []
        days, values = _x(self.places["period_end"]), self.places["central"].to_numpy(float)
        last = _x(self.ahead["period_end"])[-1]
        kept = [day for day in days if day < last] + [last]
        return kept, np.interp(kept, days, values).tolist()

    @cached_property
    def ends(self) -> tuple[float, float]:
        """The ends of its axis."""
        drawn = [*self.past["value"].dropna(), *self.ahead["p025"], *self.ahead["p975"]]
        return drawing.axis_ends([*drawn, *self.supply[1]])


def months_ahead(
    key: str,
    panels: Sequence[Panel],
    *,
    headline: str,
    subtitle: str,
    source: str,
    notes: list[str],
) -> drawing.Exhibit:
    """Panels one under another over the same months; the table has every third month."""
    return drawing.exhibit(
        key,
        lambda: plot(panels),
        headline=headline,
        subtitle=subtitle,
        alt=_alt(panels),
        table=_table(panels),
        source=source,
        notes=[
            "Dark band: eight of ten futures; light band: nineteen of twenty; short dashes: the "
            "middle.",
            "Long dashes: usable places, in the middle future."
            if any(len(p.places) for p in panels)
            else "",
            "An axis may start above zero." if any(p.ends[0] > 0 for p in panels) else "",
            *notes,
        ],
    )


def plot(panels: Sequence[Panel]) -> drawing.Plot:
    """The picture alone: the height of every mark is in inches from the foot of the sheet."""
    tall = [FIRST_INCHES, *[OTHER_INCHES] * (len(panels) - 1)]
    tops = [sum(tall) + BETWEEN_INCHES * (len(panels) - 1)]
    tops = [
        *accumulate(tall[:-1], lambda top, inches: top - inches - BETWEEN_INCHES, initial=tops[0])
    ]
    named: dict[float, str] = {}
    marks: list[drawing.Mark] = []
    labels: list[drawing.Label] = []
    for panel, inches, top in zip(panels, tall, tops, strict=True):
        on = _On(panel, top - inches, inches)
        named |= on.ticks
        marks += on.marks()
        labels += on.labels()
    y = drawing.Axis(ends=(0, tops[0]), ticks=named, printed=named.__getitem__)
    marks += drawing.end_labels(labels, y, tops[0], x=1.02, apart=LABEL_APART_POINTS, edge=0)
    days = [day for p in panels for day in (*_x(p.past["period_end"]), *_x(p.ahead["period_end"]))]
    sides = dict[str, Any](left=0.6, right=drawing.beside(LABEL_INCHES), top=0.3)
    return drawing.Plot(_years(min(days), max(days)), y, marks, tall=tops[0], **sides)


@dataclass(frozen=True)
class _On:
    """A panel at its place: `foot` and `inches` say where on the sheet it stands."""

    panel: Panel
    foot: float
    inches: float

    @cached_property
    def axis(self) -> drawing.Axis:
        return drawing.Axis(ends=self.panel.ends, printed=numbers.plain, most=4, whole=True)

    @property
    def ticks(self) -> dict[float, str]:
        return {self.y([n])[0]: numbers.plain(n) for n in self.axis.numbers}

    def y(self, values: Any) -> list[float]:
        return [self.foot + self.inches * self.axis.share(float(value)) for value in values]

    def marks(self) -> Iterator[drawing.Mark]:
        panel, ahead = self.panel, self.panel.ahead
        months = _x(ahead["period_end"])
        for lower, upper, colour in BANDS[:2]:
            low, high = self.y(ahead[lower]), self.y(ahead[upper])
            yield drawing.band(months, low, high, color=colour, gid=f"band-{lower}")
        for edge in ("p10", "p90"):
            style = dict[str, Any](color=drawing.OWN_COLOUR, linewidth=0.6, zorder=2)
            yield drawing.line(months, self.y(ahead[edge]), **style)
        style = dict[str, Any](color=drawing.OWN_COLOUR, linewidth=2.2, zorder=3, gid="central")
        yield drawing.line(months, self.y(ahead["central"]), linestyle=CENTRAL_DASH, **style)
        days, places = panel.supply
        colour, _, dash = PLACES_STYLE
        style = dict[str, Any](color=colour, linewidth=2.2, linestyle=dash, zorder=3, gid="places")
        yield drawing.line(days, self.y(places), **style)
        known = panel.past[panel.past["value"].notna()]
        style = dict[str, Any](color=drawing.OWN_COLOUR, linewidth=1, marker="D", clip_on=False)
        style |= {"markerfacecolor": "white", "markersize": 4.5, "markeredgewidth": 1.2}
        yield drawing.line(
            _x(known["period_end"]), self.y(known["value"]), zorder=4, gid="own-return", **style
        )
        top = self.foot + self.inches
        start = min([*_x(panel.past["period_end"]), *months])
        yield drawing.words((start, top), panel.title, nudge=(-6, 10), bold=True)

    def labels(self) -> Iterator[drawing.Label]:
        last = self.panel.ahead.iloc[-1]
        told = [
            (f"{LIKELY}up to", last["p90"], drawing.OWN_COLOUR),
            ("Middle:", last["central"], drawing.OWN_COLOUR),
            (f"{LIKELY}from", last["p10"], drawing.OWN_COLOUR),
        ]
        if len(self.panel.places):
            told.append(("Places:", self.panel.supply[1][-1], drawing.DARK_GREY))
        for said, at, colour in told:
            said = said.removeprefix(LIKELY) if drawing.is_narrow() else said
            wide = drawing.beside(LABEL_INCHES) - 0.1
            text = "\n".join(wrapped(f"{said} {numbers.plain(round(at))}", wide))
            bold = said in ("Middle:", "Places:")
            yield drawing.Label(text, self.y([at])[0], colour, bold=bold)


def _years(first: float, last: float) -> drawing.Axis:
    """Every 31 March between two days."""
    days = pd.date_range(_day(first), _day(last), freq=pd.offsets.YearEnd(month=3))
    named = {float(day.toordinal()): f"Mar {day.year}" for day in days}
    room = 0.015 * (last - first)
    return drawing.Axis(ends=(first - room, last + room), ticks=named, printed=named.__getitem__)


def _alt(panels: Sequence[Panel]) -> str:
    told = []
    for panel in panels:
        known, last = panel.past[panel.past["value"].notna()], panel.ahead.iloc[-1]
        now = f"{numbers.plain(known['value'].iloc[-1])} now, " if len(known) else ""
        there = f", {numbers.plain(round(panel.supply[1][-1]))} places" if len(panel.places) else ""
        likely = numbers.span(last["p10"], last["p90"])
        told.append(f"{panel.title.lower()} {now}{likely} then{there}")
    when = pd.Timestamp(panels[0].ahead["period_end"].iloc[-1])
    return f"Fan chart by month to {when:%B %Y}, {EIGHT_OF_TEN}: {'; '.join(told)}."


def _table(panels: Sequence[Panel]) -> pd.DataFrame:
    """A row for each past day and each third month to come."""
    past = pd.DatetimeIndex(panels[0].past["period_end"])
    ahead = pd.DatetimeIndex(panels[0].ahead["period_end"].iloc[QUARTER::QUARTER])
    days = [*past, *ahead]
    columns: dict[str, list[str]] = {"Day": [f"{day.day} {day:%b %Y}" for day in days]}
    for panel in panels:
        told = {**_likely(panel.ahead, "p10", "p90", middle=True), **_told(panel.past)}
        columns[panel.title] = [told.get(day, numbers.reason("not_available")) for day in days]
    widest = _likely(panels[0].ahead, "p025", "p975")
    name = f"{panels[0].title}, nineteen of twenty"
    columns[name] = ["past" if day in past else widest[day] for day in days]
    for panel in panels:
        if panel.supply[0]:
            places = np.interp(_x(days), *panel.supply)
            columns[f"Usable places, {panel.title.lower()}"] = [
                "past" if day in past else numbers.plain(round(n))
                for day, n in zip(days, places.tolist(), strict=True)
            ]
    return pd.DataFrame(columns)


def _told(past: pd.DataFrame) -> dict[pd.Timestamp, str]:
    """The numbers of past days, or why there is none."""
    rows = past[["period_end", "value", "status"]].to_numpy(dtype=object).tolist()
    return {
        day: numbers.reason(status) if pd.isna(value) else numbers.plain(value)
        for day, value, status in rows
    }


def _likely(
    ahead: pd.DataFrame, low: str, high: str, *, middle: bool = False
) -> dict[pd.Timestamp, str]:
    """A range of each month to come, after its middle where asked."""
    rows = ahead[["period_end", "central", low, high]].to_numpy(dtype=object).tolist()
    return {
        day: f"{numbers.plain(round(central))} ({numbers.span(least, most)})"
        if middle
        else numbers.span(least, most)
        for day, central, least, most in rows
    }


def _x(days: Iterable[pd.Timestamp]) -> list[float]:
    return [float(day.toordinal()) for day in days]


def _day(ordinal: float) -> pd.Timestamp:
    return pd.Timestamp.fromordinal(int(ordinal))

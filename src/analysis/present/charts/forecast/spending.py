"""What will be spent: past years as published, years to come as a fan."""

from collections.abc import Mapping

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from analysis.catalogue.areas import Area
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
from analysis.present.parts.exhibit import Exhibit
from analysis.present.text import clipped, text_inches
from analysis.present.words.spending import NOMINAL, between, financial_year, pounds

PAST, TO_COME = "past year", "not yet published"
PLANNED = 3
INNER_COLOUR = "#93ADC6"
PLOT_INCHES, BOTTOM_INCHES, TOP_INCHES = 2.65, 0.35, 0.2
BANDS = (("p10", "p90", BAND_COLOUR), ("p25", "p75", INNER_COLOUR))


def spend_fan(
    actual: Mapping[int, float],
    future: pd.DataFrame,
    area: Area,
    *,
    source: str,
    note: str = "",
) -> Exhibit:
    """Spending by financial year (named by its 31 March): published, then 8 of 10 futures.

    `actual` has pounds by year where published; `future` projected rows of all spending, of which
    those with a figure are drawn. Where none has one there is a table of what was published.
    `note` is said under what is to come.
    """
    key = "spend-forecast"
    rows = future[future["status"] == "ok"].sort_values("period_end")
    subtitle = f"Spending on children in care in the financial year, pounds. {area.name}."
    if rows.empty:
        return _none(key, actual, subtitle, source)
    years = [day.year for day in pd.to_datetime(rows["period_end"])]
    at = min(PLANNED, len(years)) - 1
    then = rows.iloc[at]
    return Exhibit(
        key=key,
        headline=f"Spending of {between(then['p10'], then['p90']).replace(' and ', ' to ')} in "
        f"{financial_year(years[at])}, in eight of ten futures",
        subtitle=subtitle,
        alt=_alt(actual, rows, years, area),
        table=_table(actual, rows, years),
        source=source,
        svg=drawn(lambda: fan_figure(actual, rows, years)),
        note="Dark band: 5 of 10 futures. Light band: 8 of 10. Dots: as published. "
        f"{NOMINAL} {note}".rstrip(),
    )


def fan_figure(actual: Mapping[int, float], rows: pd.DataFrame, years: list[int]) -> Figure:
    """The picture alone."""
    ends = {"p90": "1 in 10 above", "central": "middle", "p10": "1 in 10 below"}
    labels = {name: f"{_short(rows.iloc[-1][name])} {said}" for name, said in ends.items()}
    right = 0.4 + max(text_inches(text, bold=True) for text in labels.values())
    axes = sheet(TOP_INCHES + PLOT_INCHES + BOTTOM_INCHES, 0.55, right, TOP_INCHES, BOTTOM_INCHES)
    past = sorted(actual)
    axes.set_ylim(0, max([*rows["p90"], *actual.values()]) * 1.06)
    axes.set_xlim(min([*past, *years]) - 0.2, years[-1] + 0.1)
    start = {past[-1]: actual[past[-1]]} if past and past[-1] == years[0] - 1 else {}
    x = [*start, *years]
    for low, high, colour in BANDS:
        axes.fill_between(
            x,
            [*start.values(), *rows[low]],
            [*start.values(), *rows[high]],
            color=colour,
            linewidth=0,
            gid=f"band-{low}",
        )
    middle = [*start.values(), *rows["central"]]
    line(axes, x, middle, color=OWN_COLOUR, linewidth=1.8, dashes=(5, 2), gid="middle")
    line(
        axes,
        _every(actual),
        [actual.get(y, float("nan")) for y in _every(actual)],
        color=OWN_COLOUR,
        linewidth=2.4,
        marker="o",
        markersize=5,
        gid="own",
    )
    every = [*_every(actual), *years]
    scale_x(axes, every, lambda year: financial_year(int(year)))
    scale_y(axes, round_ticks(axes.get_ylim(), 5), _tick)
    _label(axes, {name: rows.iloc[-1][name] for name in ends}, labels, years[-1])
    return the_figure(axes)


def _short(value: float) -> str:
    return pounds(value).replace(" million", "m")


def _tick(value: float) -> str:
    return _short(value).replace(".0m", "m")


def _label(axes: Axes, at: Mapping[str, float], text: Mapping[str, str], year: int) -> None:
    low, high = axes.get_ylim()
    height = PLOT_INCHES * 72
    names = list(at)
    placed = spread([(at[n] - low) / (high - low) * height for n in names], 13, 4, height - 4)
    for name, y in zip(names, placed, strict=True):
        own = name == "central"
        words(
            axes,
            (year, low + (high - low) * y / height),
            text[name],
            nudge=(10, 0),
            bold=own,
            colour=OWN_COLOUR if own else DARK_GREY,
            gid="end-label",
        )


def _table(actual: Mapping[int, float], rows: pd.DataFrame, years: list[int]) -> pd.DataFrame:
    past = [(financial_year(y), _published(actual, y), *[PAST] * 3) for y in _every(actual)]
    future = [
        (financial_year(y), TO_COME, *(pounds(row[name]) for name in ("p10", "central", "p90")))
        for y, (_, row) in zip(years, rows.iterrows(), strict=True)
    ]
    head = ["Financial year", "Published", "1 in 10 below", "Middle", "1 in 10 above"]
    return pd.DataFrame([*past, *future], columns=head)


def _alt(actual: Mapping[int, float], rows: pd.DataFrame, years: list[int], area: Area) -> str:
    past = [f"{pounds(actual[y])} in {financial_year(y)}" for y in sorted(actual)[-1:]]
    row = rows.iloc[-1]
    return clipped(
        f"Fan chart: {area.name}{', from ' + past[0] if past else ''}, to between "
        f"{pounds(row['p10'])} and {pounds(row['p90'])} in {financial_year(years[-1])}, "
        f"{pounds(row['central'])} in the middle."
    )


def _every(actual: Mapping[int, float]) -> list[int]:
    """Every year from the first published to the last, those between that are not too."""
    return list(range(min(actual), max(actual) + 1)) if actual else []


def _published(actual: Mapping[int, float], year: int) -> str:
    return pounds(actual[year]) if year in actual else "not published"


def _none(key: str, actual: Mapping[int, float], subtitle: str, source: str) -> Exhibit:
    found = {financial_year(y): _published(actual, y) for y in _every(actual)}
    table = found or {"Every year": "not published"}
    return Exhibit(
        key=key,
        headline="What was published of spending on children in care",
        subtitle=subtitle,
        alt="",
        table=pd.DataFrame({"Financial year": list(table), "Spending": list(table.values())}),
        source=source,
    )

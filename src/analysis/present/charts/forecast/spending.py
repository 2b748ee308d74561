"""What will be spent: past years as published, years to come as a fan."""

from collections.abc import Iterator, Mapping
from typing import Any

import pandas as pd

from analysis.catalogue.areas import Area
from analysis.present import drawing
from analysis.present.text import text_inches, wrapped
from analysis.present.words.homes.spending import NOMINAL, between, financial_year, pounds

PAST, TO_COME, HIDDEN = "past year", "not yet published", "not published"
BANDS_SAID = "Dark band: 5 of 10 futures. Light band: 8 of 10. Dots: as published."
PLANNED = 3
PLOT_INCHES, LABEL_INCHES = 2.65, 2.0
BANDS = (("p10", "p90", drawing.BAND_COLOUR), ("p25", "p75", "#93ADC6"))
ENDS = {"p90": "1 in 10 above", "central": "middle", "p10": "1 in 10 below"}


def spending_fan(
    actual: Mapping[int, float],
    future: pd.DataFrame,
    area: Area,
    *,
    source: str,
    note: str = "",
    marks: Mapping[int, str] | None = None,
) -> drawing.Exhibit:
    """Spending by financial year (named by its 31 March): published, then 8 of 10 futures.

    `actual` has pounds by year where published; `future` projected rows of all spending, of which
    those with a figure are drawn. Where none has one there is a table of what was published.
    `note` is said under what is to come; `marks` say of a year how else than published it is known.
    """
    rows = future[future["status"] == "ok"].sort_values("period_end")
    rows = rows.set_axis(pd.to_datetime(rows["period_end"]).dt.year)
    year = rows.index[min(PLANNED, len(rows)) - 1] if len(rows) else 0
    rows = rows[rows.index > max(actual, default=0)]
    key = "spend-forecast"
    subtitle = f"Spending on children in care in the financial year, pounds. {area.name}."
    marked = {year: f" ({mark})" for year, mark in (marks or {}).items()}
    told = {
        year: f"{pounds(actual[year])}{marked.get(year, '')}" if year in actual else HIDDEN
        for year in _every(actual)
    }
    past = {financial_year(year): spent for year, spent in told.items()}
    if rows.empty:
        table = past or {"Every year": HIDDEN}
        return drawing.exhibit(
            key,
            headline="What was published of spending on children in care",
            subtitle=subtitle,
            table={"Financial year": list(table), "Spending": list(table.values())},
            source=source,
        )
    span = between(*rows.loc[year, ["p10", "p90"]]).replace(" and ", " to ")
    middle = pounds(float(rows["central"][year]))
    others = " ".join(f"{financial_year(y)}: {mark}." for y, mark in (marks or {}).items())
    return drawing.exhibit(
        key,
        lambda: plot(actual, rows),
        headline=f"Spending of about {middle} in {financial_year(year)}; "
        f"{span} in eight of ten futures",
        subtitle=subtitle,
        alt=_alt(actual, rows.iloc[-1], rows.index[-1], area),
        table=_table(past, rows),
        source=source,
        notes=[BANDS_SAID, others, NOMINAL, note],
    )


def plot(actual: Mapping[int, float], rows: pd.DataFrame) -> drawing.Plot:
    """The picture alone; `rows` are those to come by year."""
    last = rows.iloc[-1]
    told = {
        name: wrapped(f"{_short(last[name])} {said}", drawing.beside(LABEL_INCHES), bold=True)
        for name, said in ENDS.items()
    }
    labels = [
        drawing.Label("\n".join(lines), last[name], bold=name == "central")
        for name, lines in told.items()
    ]
    right = 0.4 + max(text_inches(text, bold=True) for lines in told.values() for text in lines)
    years = [*_every(actual), *rows.index]
    ends = (years[0] - 0.2, years[-1] + 0.1)
    x = drawing.Axis(ends=ends, ticks=years, printed=lambda year: financial_year(int(year)))
    y = drawing.Axis(
        ends=(0, max([*rows["p90"], *actual.values()]) * 1.06),
        printed=lambda v: _short(v).replace(".0m", "m"),
        most=5,
    )
    marks = [
        *_bands(actual, rows),
        drawing.own_line(_every(actual), [actual.get(y, float("nan")) for y in _every(actual)]),
        *drawing.end_labels(labels, y, PLOT_INCHES, x=x.share(years[-1]), nudge=10),
    ]
    return drawing.Plot(x, y, marks, tall=PLOT_INCHES, left=0.55, right=right, top=0.2)


def _bands(actual: Mapping[int, float], rows: pd.DataFrame) -> Iterator[drawing.Mark]:
    """Bands and the middle, from the last published year where that is the year before."""
    before = rows.index[0] - 1
    start = [actual[before]] if before == max(actual, default=None) else []
    x = [*[before] * len(start), *rows.index]
    for low, high, colour in BANDS:
        lower, upper = ([*start, *rows[end]] for end in (low, high))
        yield drawing.band(x, lower, upper, color=colour, gid=f"band-{low}")
    style = dict[str, Any](color=drawing.OWN_COLOUR, linewidth=1.8, dashes=(5, 2), gid="middle")
    yield drawing.line(x, [*start, *rows["central"]], **style)


def _short(value: float) -> str:
    return pounds(value).replace(" million", "m")


def _every(actual: Mapping[int, float]) -> list[int]:
    """Every year from the first published to the last, those between that are not too."""
    return list(range(min(actual), max(actual) + 1)) if actual else []


def _table(past: Mapping[str, str], rows: pd.DataFrame) -> pd.DataFrame:
    future = [
        (financial_year(year), TO_COME, *map(pounds, row))
        for year, *row in rows[["p10", "central", "p90"]].itertuples()
    ]
    head = ["Financial year", "Published", "1 in 10 below", "Middle", "1 in 10 above"]
    return pd.DataFrame(
        [*((y, told, *[PAST] * 3) for y, told in past.items()), *future], columns=head
    )


def _alt(actual: Mapping[int, float], last: pd.Series, year: int, area: Area) -> str:
    newest = max(actual, default=0)
    past = f", from {pounds(actual[newest])} in {financial_year(newest)}" if actual else ""
    return (
        f"Fan chart: {area.name}{past}, to between {pounds(last['p10'])} and "
        f"{pounds(last['p90'])} in {financial_year(year)}, {pounds(last['central'])} in the middle."
    )

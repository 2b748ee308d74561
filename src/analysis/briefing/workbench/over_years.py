"""Charts over the years: lines with their intervals, parted at gaps and breaks."""

from typing import Any

import pandas as pd
import seaborn as sns
import seaborn.objects as so
from matplotlib.axes import Axes

from analysis.briefing.workbench import chart, tidy
from analysis.briefing.workbench.tidy import CHOSEN, COUNTRY, NEIGHBOUR, REGION, Names, Years
from analysis.catalogue.indicator import Indicator
from analysis.catalogue.indicators import indicator
from analysis.present import drawing, numbers
from analysis.present.drawing.layout import spread
from analysis.present.drawing.style import house_style
from analysis.present.parts.prose import listed
from analysis.present.words.changes import short

DASHES = {REGION: (1.2, 1.6), COUNTRY: (6, 2)}
TALL, SMALL_TALL, LABEL_POINTS = 3.7, 1.7, 13
MOST_YEARS = {1: 10, 2: 5, 3: 3}  # named under a chart, by how many stand in a row
BANDS = "Bands: 95% interval, from the counts."


@house_style()
def over_time(
    name: str, areas: Names, years: Years = None, *, category: str = "", title: str = ""
) -> Axes:
    """Lines of at most four areas with their 95% bands, beside neighbours, region and England.

    A line ends at a break of the series, which is drawn, and where a figure is missing. The x axis
    is of dates, the y axis of the indicator's unit; `category` is needed where it is split.
    """
    i, rows = _rows(name, areas, years, category)
    own = chart.few(rows, "name fewer, or use each_over_time")
    (axes,) = chart.sheet(TALL, title or chart.heading(i, category))
    for n, area in enumerate(own):
        _own(axes, _series(rows, area), chart.HUES[n], chart.SHAPES[n])
    if len(own) > 1:
        rows = rows[rows["role"] != NEIGHBOUR]
    for role in (NEIGHBOUR, REGION, COUNTRY):
        _other(axes, rows, role)
    ends = rows[rows["role"] != NEIGHBOUR]
    note = chart.number_axis(axes.yaxis, i, [*chart.limits(ends), *rows["value"]])
    _name_years(axes, i, rows, 1)
    _end_labels(axes, i, rows, own)
    axes.set_title(f"{i.unit}, {_span(i, rows)}", loc="left", size=9.5)
    similar = "Thin lines: statistical neighbours." if (rows["role"] == NEIGHBOUR).any() else ""
    banded = BANDS if rows.loc[rows["role"] == CHOSEN, "lower95"].notna().any() else ""
    notes = (f"{banded} {similar} {note}".strip(), _draw_breaks(axes, i, rows, own), _gaps(i, rows))
    return chart.finish(
        axes, f"Line chart: {chart.heading(i, category)}. {_told(i, rows, own)}", *notes
    )


@house_style()
def each_over_time(
    name: str, areas: Names, years: Years = None, *, category: str = "", title: str = ""
) -> chart.SmallCharts:
    """A small chart for each area on the same axes, with its 95% band and England dashed.

    Returns a list of axes in the order of the areas. The rest is as of `over_time`.
    """
    i, rows = _rows(name, areas, years, category)
    own = [*dict.fromkeys(rows.loc[rows["role"] == CHOSEN, "area"])]
    columns = min(3, len(own))
    lines = -(-len(own) // columns)
    every = chart.sheet(
        0.7 + SMALL_TALL * lines, title or chart.heading(i, category), lines, columns
    )
    note = ""
    for axes, area in zip(every, own, strict=False):
        _own(axes, _series(rows, area), chart.HUES[0], "o", 3)
        _other(axes, rows, COUNTRY)
        _draw_breaks(axes, i, rows, [area])
        axes.set_title(area, loc="left", size=9, weight="bold")
        shown = rows[rows["role"].isin([CHOSEN, COUNTRY])]
        note = chart.number_axis(axes.yaxis, i, chart.limits(shown))
        _name_years(axes, i, rows, columns)
    for spare in every[len(own) :]:
        spare.remove()
    dashed = "Dashed: England." if (rows["role"] == COUNTRY).any() else ""
    foot = f"{i.unit}, {_span(i, rows)}. {BANDS} {dashed} {note}".strip()
    kind = f"{len(own)} small line charts: {chart.heading(i, category)}. "
    chart.finish(every[0], kind + _told(i, rows, own), foot, _gaps(i, rows))
    return chart.SmallCharts(every[: len(own)])


def _rows(name: str, areas: Names, years: Years, category: str) -> tuple[Indicator, pd.DataFrame]:
    """The rows of the years of which those chosen have any."""
    i = indicator(name)
    rows = tidy.compared(i, tidy.of_category(i, tidy.figures(name, areas, years), category))
    own = rows.loc[rows["role"] == CHOSEN, "period"]
    return i, rows[rows["period"].between(own.min(), own.max())]


def _series(rows: pd.DataFrame, area: str) -> pd.DataFrame:
    return rows[(rows["area"] == area) & (rows["role"] == CHOSEN)]


def _own(axes: Axes, series: pd.DataFrame, colour: str, shape: str, size: float = 5) -> None:
    """A line in stretches, with its band, or with a bar where a stretch is of one figure."""
    known = series[series["value"].notna()]
    limited = known[known["lower95"].notna()]
    alone = limited.groupby("stretch")["period"].transform("size") == 1
    limits = {"ymin": "lower95", "ymax": "upper95"}
    plot = chart.plotted(axes, known, x="period", y="value", group="stretch")
    if not alone.all():
        band = so.Band(color=colour, alpha=0.2, edgewidth=0)
        plot = plot.add(band, data=limited[~alone], legend=False, **limits)
    if alone.any():
        plot = plot.add(so.Range(color=colour), data=limited[alone], legend=False, **limits)
    if len(known):
        line = so.Line(color=colour, marker=shape, pointsize=size, linewidth=2.2)
        plot.add(line, legend=False).plot()


def _other(axes: Axes, rows: pd.DataFrame, role: str) -> None:
    """Grey lines of those beside, a stretch each; a stretch of one figure is a dot."""
    known = rows[(rows["role"] == role) & rows["value"].notna()]
    known = known.assign(line=known["code"] + " " + known["stretch"].astype(str))
    thin = role == NEIGHBOUR
    style = dict[str, Any](color=chart.COLOURS[role] if not thin else drawing.LIGHT_GREY)
    style |= {"linewidth": 0.9 if thin else 1.6, "zorder": 1 if thin else 1.8}
    if not thin:
        style |= {"dashes": False, "linestyle": (0, DASHES[role])}
    if len(known):
        sns.lineplot(
            known,
            x="period",
            y="value",
            units="line",
            estimator=None,
            legend=False,
            ax=axes,
            **style,
        )
    axes.set(xlabel="", ylabel="")


def _draw_breaks(axes: Axes, i: Indicator, rows: pd.DataFrame, own: list[str]) -> str:
    """A dotted line midway between the figures on both sides of a break; what breaks there are."""
    found: dict[str, list[str]] = {}
    for area in own:
        series = _series(rows, area)
        for each in tidy.breaks(i, series):
            day = pd.Timestamp(each.on)
            before = series.loc[series["period"] < day, "period"].max()
            after = series.loc[series["period"] >= day, "period"].min()
            middle = before + (after - before) / 2
            axes.axvline(middle, color=drawing.DARK_GREY, linewidth=1, linestyle=(0, (1, 2)))
            declared = each in i.breaks
            found.setdefault(each.why, []).append("" if declared else f"{area}: ")
    told = [
        f"{'' if '' in names else ''.join(dict.fromkeys(names))}{why}"
        for why, names in found.items()
    ]
    return f"Dotted: the series changed. {' '.join(told)}" if told else ""


def _name_years(axes: Axes, i: Indicator, rows: pd.DataFrame, columns: int) -> None:
    """Name the periods, as many as have room, back from the last."""
    days = [*sorted(rows["period"].unique())]
    step = -(-len(days) // MOST_YEARS[columns])
    named = days[::-1][::step][::-1]
    axes.set_xticks(named, [short(i, pd.Timestamp(day)) for day in named])


def _end_labels(axes: Axes, i: Indicator, rows: pd.DataFrame, own: list[str]) -> None:
    """The name and the newest figure of each line at its right, so that none meet."""
    low, high = axes.get_ylim()
    tall = (TALL - 1.1) * 72  # less than it will be
    named = [*((_series(rows, area), chart.HUES[n], True) for n, area in enumerate(own))]
    for role in (REGION, COUNTRY):
        beside = rows[rows["role"] == role]
        named += [(part, chart.COLOURS[role], False) for _, part in beside.groupby("area")]
    last = [(part[part["value"].notna()], *style) for part, *style in named]
    last = [(part.iloc[-1], colour, bold) for part, colour, bold in last if len(part)]
    wanted = [(row["value"] - low) / (high - low) * tall for row, _, _ in last]
    for (row, colour, bold), y in zip(last, spread(wanted, LABEL_POINTS, 4, tall - 4), strict=True):
        axes.annotate(
            f"{row['area']} {numbers.figure(i, row['value'])}",
            (1.015, y / tall),
            xycoords="axes fraction",
            va="center",
            size=9.5,
            color=colour,
            weight="bold" if bold else "normal",
        )


def _span(i: Indicator, rows: pd.DataFrame) -> str:
    """From which to which period."""
    ends = dict.fromkeys(short(i, rows["period"].agg(end)) for end in ("min", "max"))
    return " to ".join(ends)


def _told(i: Indicator, rows: pd.DataFrame, own: list[str]) -> str:
    """The first and last figure of each area, and the newest of those beside."""
    told = []
    for area in own:
        known = _series(rows, area).dropna(subset="value")
        ends = known.iloc[[*{0, len(known) - 1}]] if len(known) else known
        said = [f"{numbers.figure(i, r.value)} in {short(i, r.period)}" for r in chart.each(ends)]
        told.append(f"{area}: {' and '.join(said) or 'no figure published'}")
    beside = rows[rows["role"].isin([REGION, COUNTRY])].dropna(subset="value")
    told += [f"{n} {numbers.figure(i, r['value'].iloc[-1])}" for n, r in beside.groupby("area")]
    return "; ".join(told) + "."


def _gaps(i: Indicator, rows: pd.DataFrame) -> str:
    """The figures of those chosen that are missing, each with its reason."""
    gone = rows[(rows["role"] == CHOSEN) & rows["value"].isna()]
    parts = [
        f"{area} {listed([short(i, day) for day in part['period']])} ({why})"
        for (area, why), part in gone.groupby(["area", "why"], sort=False)
    ]
    return f"No figure: {'; '.join(parts)}." if parts else ""

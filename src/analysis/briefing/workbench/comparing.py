"""Charts of one period: areas beside one another, among all, and one figure against another."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

import pandas as pd
import seaborn as sns
import seaborn.objects as so
from matplotlib.axes import Axes

from analysis.briefing.workbench import chart, tidy
from analysis.briefing.workbench.tidy import CHOSEN, COUNTRY, NEIGHBOUR, OTHER, Names
from analysis.catalogue.indicator import Indicator
from analysis.catalogue.indicators import indicator
from analysis.core.errors import CareAnalysisError
from analysis.present import drawing, numbers
from analysis.present.drawing.style import house_style
from analysis.present.text import wrapped

ROW_INCHES, SWARM_POINTS, MOST_ROWS = 0.27, 4, 40
COLUMNS = 60  # of dots across a swarm, fewer than there are
AUTHORITY = 3  # digits of the code of an authority
NO_LEAGUE = "Not a league table: where intervals overlap much, the order says little."


@house_style()
def compare(
    name: str, areas: Names, year: int | None = None, *, category: str = "", title: str = ""
) -> Axes:
    """The newest figures (or a year's) of areas, by name, beside their region and England.

    One authority alone has its neighbours beside it too. A dot and its 95% interval on the x axis,
    in the indicator's unit; the highest first, and last those that are missing, with the reason.
    `category` is needed where the indicator is split. CareAnalysisError for over 40 rows.
    """
    i, rows = _rows(name, areas, year, category)
    if len(rows) > MOST_ROWS:
        raise CareAnalysisError(f"{len(rows)} areas are too many; name fewer or use spread.")
    rows = rows.sort_values(["value", "area"], ascending=[False, True], na_position="last")
    rows = rows.assign(y=range(len(rows)))
    (axes,) = chart.sheet(1.1 + ROW_INCHES * len(rows), title or chart.heading(i, category))
    _dots(axes, rows)
    note = chart.number_axis(axes.xaxis, i, chart.limits(rows))
    _name_rows(axes, i, rows)
    axes.set_ylim(len(rows) - 0.4, -0.6)
    _head(axes, i, rows)
    notes = f"{chart.barred(rows)} {chart.hollow(rows)} {note} {NO_LEAGUE}"
    return chart.finish(axes, f"Dot plot: {chart.subject(i, rows)}. {_told(i, rows)}", notes)


@house_style()
def spread(
    name: str,
    areas: Names = (),
    year: int | None = None,
    *,
    by_region: bool = False,
    category: str = "",
    title: str = "",
) -> Axes:
    """Every authority as a dot, and below them those chosen with their 95% intervals, and England.

    The x axis is in the indicator's unit; `by_region` gives each region its own row of dots. At
    most four areas are chosen. The rest is as of `compare`.
    """
    i, rows = _rows(name, areas, year, category, others=True)
    chart.few(rows, "name fewer, or use compare")
    whole = rows[rows["code"].str.len() == AUTHORITY]
    every = whole.dropna(subset="value").sort_values("role", key=_over_others)
    below = rows[rows["role"].isin([CHOSEN, COUNTRY])]
    heights = [*tidy.REGIONS] if by_region else [f"{len(every)} authorities"]
    row = every["region"] if by_region else every["code"].mask(every["code"] != "", heights[0])
    tall = len(heights) * max(0.4 if by_region else 1.1, _crowd(row, every["value"]))
    inches = 1.0 + tall + ROW_INCHES * len(below)
    (axes,) = chart.sheet(inches, title or chart.heading(i, category))
    roles = [OTHER, NEIGHBOUR, CHOSEN]
    sns.swarmplot(
        every.assign(row=row),
        x="value",
        y="row",
        order=heights,
        hue="role",
        hue_order=roles,
        palette=[chart.COLOURS[role] for role in roles],
        size=SWARM_POINTS,
        legend=False,
        ax=axes,
    )
    step = ROW_INCHES * len(heights) / tall
    start = len(heights) - 0.5 + step / 2
    below = below.assign(y=[start + step * n for n in range(len(below))])
    _dots(axes, below)
    note = chart.number_axis(axes.xaxis, i, [*every["value"], *chart.limits(below)])
    _name_rows(axes, i, below, dict(enumerate(heights)))
    axes.set_ylim(start + step * (len(below) - 0.5), -0.5)
    _head(axes, i, rows)
    gone = whole.loc[whole["value"].isna(), "why"]
    hidden = f"{len(gone)} without a figure: {', '.join(sorted({*gone}))}." if len(gone) else ""
    darker = "Darker: statistical neighbours." if (rows["role"] == NEIGHBOUR).any() else ""
    alt = f"Dots of {len(every)} authorities: {chart.subject(i, rows)}. {_placed(i, rows, every)}"
    return chart.finish(axes, alt, f"{chart.barred(below)} {darker} {note}", hidden)


@house_style()
def relate(x: str, y: str, areas: Names = (), year: int | None = None, *, title: str = "") -> Axes:
    """Two indicators of every authority against each other, those chosen with 95% intervals.

    Both axes are in their indicator's unit. Under the title stands Spearman's rank correlation of
    the authorities that have both figures: what goes together, and not why. At most four areas are
    chosen; indicators that are split have no place here.
    """
    (i, across), (j, up) = (_rows(n, areas, year, others=True) for n in (x, y))
    own, key = chart.few(across, "name fewer"), ["code", "area", "role"]
    both = across.merge(up, on=key, suffixes=("_x", "_y")).sort_values("role", key=_over_others)
    known = both[both["code"].str.len() == AUTHORITY].dropna(subset=["value_x", "value_y"])
    rho = known["value_x"].corr(known["value_y"], method="spearman")
    (axes,) = chart.sheet(5.4, title or f"{i.title}, and {j.title[0].lower()}{j.title[1:]}")
    chosen = known[known["role"] == CHOSEN]
    bars = so.Range(color=drawing.OWN_COLOUR, linewidth=1.4)
    plot = chart.plotted(axes, known, x="value_x", y="value_y")
    plot = plot.add(bars, data=chosen, orient="x", ymin="lower95_y", ymax="upper95_y")
    plot = plot.add(bars, data=chosen, orient="y", xmin="lower95_x", xmax="upper95_x")
    plot.add(so.Dot(pointsize=5), legend=False, **chart.BY_ROLE).scale(**chart.SCALES).plot()
    for axis, each, end in ((axes.xaxis, i, "_x"), (axes.yaxis, j, "_y")):
        ends = [*known[f"value{end}"], *chosen[f"lower95{end}"], *chosen[f"upper95{end}"]]
        chart.number_axis(axis, each, ends, from_zero=False)
    for row in chart.each(chosen):
        _name_dot(axes, row.area, (row.value_x, row.value_y))
    country = both[both["role"] == COUNTRY]
    dashed = dict[str, Any](color=drawing.DARK_GREY, linewidth=1, linestyle=(0, (6, 2)), zorder=0.9)
    for draw, end in ((axes.axvline, "value_x"), (axes.axhline, "value_y")):
        for value in country[end].dropna():
            draw(value, **dashed)
    axes.grid(True, axis="both")
    for label, each, rows in ((axes.set_xlabel, i, across), (axes.set_ylabel, j, up)):
        label("\n".join(wrapped(f"{each.title}: {each.unit}, {rows['when'].iloc[0]}", 4)))
    sign = numbers.plain(rho, 2)
    together = f"Rank correlation {sign} (Spearman) of {len(known)} authorities"
    axes.set_title(f"{together}; it does not say why", loc="left", size=9.5)
    told = [
        f"{r.area}: {numbers.figure(i, r.value_x)} and {numbers.figure(j, r.value_y)}"
        for r in chart.each(chosen)
    ]
    lost = both[both["role"] == CHOSEN].loc[lambda r: ~r["area"].isin(known["area"]), "area"]
    hidden = f"Without both figures, and not drawn: {', '.join(lost)}." if len(lost) else ""
    alt = f"Scatter: {i.title} (across) and {j.title[0].lower()}{j.title[1:]} (up). {together}. "
    hollow = chart.hollow(known)
    dashes = f"{chart.INTERVALS if own else ''} {hollow} Dashed: England."
    return chart.finish(axes, alt + "; ".join(told), dashes.strip(), hidden)


def _rows(
    name: str, areas: Names, year: int | None, category: str = "", *, others: bool = False
) -> tuple[Indicator, pd.DataFrame]:
    """The rows of the newest period of those chosen, or of a year."""
    i = indicator(name)
    rows = tidy.of_category(i, tidy.figures(name, areas, year, others=others), category)
    rows = tidy.compared(i, tidy.newest(rows))
    several = len({*rows.loc[rows["role"] == CHOSEN, "code"]}) > 1
    crowd = several and not others
    return i, rows[rows["role"] != NEIGHBOUR] if crowd else rows


def _crowd(row: pd.Series, values: pd.Series) -> float:
    """The inches that the fullest column of a swarm's dots takes, in the fullest row."""
    low, high = values.min(), values.max()
    wide = (high - (0 if 0 <= low <= 0.5 * high else low) or 1) / COLUMNS
    fullest = (values // wide).groupby(row).value_counts().max()
    return float(fullest * SWARM_POINTS * 1.65 / 72)


def _over_others(roles: pd.Series) -> pd.Series:
    """Where roles stand in the order in which dots are drawn, those chosen over all others."""
    return -roles.map(tidy.ROLES.index)


def _dots(axes: Axes, rows: pd.DataFrame) -> None:
    """A dot for each row at its height, with its interval."""
    known = rows[rows["value"].notna()]
    limited = known[known["lower95"].notna()]
    plot = chart.plotted(axes, known, x="value", y="y")
    bars = dict[str, Any](orient="y", xmin="lower95", xmax="upper95", color="role", legend=False)
    plot = plot.add(so.Range(linewidth=1.4), data=limited, **bars)
    plot = plot.add(so.Dot(pointsize=6), legend=False, **chart.BY_ROLE)
    plot.scale(**chart.SCALES).plot()


def _name_rows(
    axes: Axes, i: Indicator, rows: pd.DataFrame, above: Mapping[int, str] = MappingProxyType({})
) -> None:
    """Name each row with its figure or why it has none, those chosen in bold; `above` first."""
    names = [f"{r.area} {chart.printed(i, r)}".strip() for r in chart.each(rows)]
    for row in chart.each(rows[rows["value"].isna()]):
        at = axes.get_yaxis_transform()
        axes.text(0.01, row.y, row.why, transform=at, va="center", color=drawing.MID_GREY)
    axes.set_yticks([*above, *rows["y"]], [*above.values(), *names])
    for label, role in zip(axes.get_yticklabels()[len(above) :], rows["role"], strict=True):
        if role == CHOSEN:
            label.set(weight="bold", color=drawing.OWN_COLOUR)


def _head(axes: Axes, i: Indicator, rows: pd.DataFrame) -> None:
    axes.grid(True, axis="x")
    axes.grid(False, axis="y")
    axes.set(xlabel="", ylabel="")
    axes.set_title(f"{i.unit}, {rows['when'].iloc[0]}", loc="left", size=9.5)


def _name_dot(axes: Axes, name: str, at: tuple[float, float]) -> None:
    style = dict[str, Any](xytext=(7, 6), textcoords="offset points", color=drawing.OWN_COLOUR)
    axes.annotate(name, at, weight="bold", **style)


def _told(i: Indicator, rows: pd.DataFrame) -> str:
    """Those chosen with their intervals, how many neighbours are higher, and England."""
    own = rows[rows["role"] == CHOSEN]
    told = [f"{row.area}: {chart.said(i, row)}" for row in chart.each(own)]
    beside = rows.loc[rows["role"] == NEIGHBOUR, "value"].dropna()
    if len(own) == 1 and len(beside) and own["value"].notna().all():
        over = (beside > own["value"].iloc[0]).sum()
        told.append(f"{over} of {len(beside)} neighbours {'is' if over == 1 else 'are'} higher")
    return f"{'; '.join([*told, *_country(i, rows)])}."


def _placed(i: Indicator, rows: pd.DataFrame, every: pd.DataFrame) -> str:
    """Those chosen with how many authorities are below and above, and England."""
    told = []
    for row in chart.each(rows[rows["role"] == CHOSEN]):
        under, over = ((every["value"] < row.value).sum(), (every["value"] > row.value).sum())
        placed = f", {under} lower and {over} higher" if row.value == row.value else ""
        told.append(f"{row.area}: {chart.said(i, row)}{placed}")
    return f"{'; '.join([*told, *_country(i, rows)])}."


def _country(i: Indicator, rows: pd.DataFrame) -> list[str]:
    return [f"England {chart.said(i, r)}" for r in chart.each(rows[rows["role"] == COUNTRY])]

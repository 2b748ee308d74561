"""For analysts: pick an authority and an indicator, and see what reports and workbench show.

The lists to pick from are widgets, which no page can show: only `notebooks/explore.ipynb` imports
it. What is picked is shown without any, so that it stands after papermill and as HTML too.
"""

from collections.abc import Callable
from functools import lru_cache
from typing import Any

import ipywidgets as widgets
import itables
import matplotlib.pyplot as plt
import pandas as pd
from IPython.display import HTML, DisplayHandle, display
from matplotlib.axes import Axes

from analysis.briefing import workbench as wb
from analysis.briefing.figures import Figures, open_figures
from analysis.briefing.needs_analysis import charts, evidence
from analysis.briefing.parts import day, prose
from analysis.briefing.workbench.chart import Chart
from analysis.catalogue import parameters
from analysis.catalogue.areas import ENGLAND, areas, authorities
from analysis.catalogue.categories import CATEGORIES
from analysis.catalogue.indicator import THEMES, Indicator
from analysis.catalogue.indicators import indicator, of_theme
from analysis.catalogue.returns.relations import counted_from
from analysis.core import shapes
from analysis.core.errors import CareAnalysisError
from analysis.present.parts.exhibit import Exhibit
from analysis.present.parts.prose import Prose

Show = Callable[[Figures, str, str], object]
WIDE = widgets.Layout(width="44em")
DECIMALS = 2


class Lists(widgets.VBox):
    """Lists below one another; where no widget runs, a line says what would do."""

    def __repr__(self) -> str:
        return "Here are lists to choose from when the notebook runs in JupyterLab."


class Picker:
    """Lists to choose from: an authority (its code), a theme, an indicator (its id), a category.

    The category is '' of an indicator that is not split.
    """

    def __init__(self, area: str, name: str, today: str = "") -> None:
        chosen = indicator(parameters.text(name))
        parameters.day(today)
        self._open = lru_cache(maxsize=8)(lambda code: open_figures(code, today))
        self.authority = _list("Authority", [(a.name, a.code) for a in authorities()])
        self.authority.value = parameters.place(area).code
        self.theme = _list("Theme", [(title, letter) for letter, title in THEMES.items()])
        self.theme.value = chosen.theme
        self.indicator = _list("Indicator", _titled(chosen.theme))
        self.indicator.value = chosen.id
        self.category = _list("Category", _categories(chosen))
        self.theme.observe(self._turn, names="value")
        self.indicator.observe(self._split, names="value")

    @property
    def figures(self) -> Figures:
        """The figures of the authority that is chosen, opened once for each."""
        return self._open(self.authority.value)

    @property
    def choice(self) -> tuple[str, str, str | None]:
        """The code, the id and the category that are chosen; no category while that changes."""
        return self.authority.value, self.indicator.value, self.category.value

    def _turn(self, change: Any) -> None:
        """Offer the indicators of another theme."""
        self.indicator.options = _titled(change["new"])

    def _split(self, change: Any) -> None:
        """Offer the categories of another indicator."""
        if change["new"]:
            self.category.options = _categories(indicator(change["new"]))

    def _ipython_display_(self) -> None:
        live(self, title)
        display(Lists([self.authority, self.theme, self.indicator, self.category]))


def live(picker: Picker, show: Show) -> None:
    """Show what a function shows of the choice, and show it again whenever the choice changes."""
    shown = [picker.choice]
    handle = DisplayHandle()
    handle.display(answer(picker, show))

    def again(_: Any) -> None:
        if None not in picker.choice and picker.choice != shown[0]:
            shown[0] = picker.choice
            handle.update(answer(picker, show))

    for chosen in (picker.authority, picker.indicator, picker.category):
        chosen.observe(again, names="value")


def answer(picker: Picker, show: Show) -> object:
    """What a function shows of the choice, or why it cannot; a chart is closed once drawn."""
    _, name, category = picker.choice
    try:
        found = show(picker.figures, name, category or "")
    except CareAnalysisError as problem:
        return prose(str(problem))
    if not isinstance(found, Axes):
        return found
    chart = found.get_figure()
    assert isinstance(chart, Chart)
    html = HTML(chart._repr_html_())
    plt.close(chart)
    return html


def title(figures: Figures, name: str, category: str = "") -> Prose:
    """What is chosen, in words."""
    of = f" ({category})" if category else ""
    return prose(f"{figures.area.name}: {indicator(name).title}{of}.")


def trend(figures: Figures, name: str, category: str = "") -> Exhibit:
    """As the reports show it: the figure over the years; of one that is split, every category."""
    show = charts.split if indicator(name).split else charts.trend
    return show(figures, name)


def over_time(figures: Figures, name: str, category: str = "") -> Axes:
    """The figure, or its category, over the years: the workbench's chart."""
    return wb.over_time(name, figures.area.code, category=category)


def compare(figures: Figures, name: str, category: str = "") -> Axes:
    """The newest figure beside similar authorities, each named: the workbench's chart."""
    return wb.compare(name, figures.area.code, category=category)


def spread(figures: Figures, name: str, category: str = "") -> Axes:
    """The newest figure among all authorities of England: the workbench's chart."""
    return wb.spread(name, figures.area.code, category=category)


def say(figures: Figures, name: str, category: str = "") -> Prose:
    """What the reports say of the figure; of one that is split, why it matters."""
    i = indicator(name)
    return prose(i.definition, i.why) if i.split else evidence.say(figures, name)


def measured(figures: Figures, name: str) -> pd.DataFrame:
    """The measured rows of an indicator in words, newest first; values and limits in its unit.

    Those of the council's own return come with the others, each with its origin.
    """
    i, own = indicator(name), figures.own
    rows = figures.rows(name).assign(**{shapes.ORIGIN: shapes.PUBLISHED})
    if own:
        ours = own.measured[own.measured["indicator"] == i.id]
        rows = pd.concat([rows, ours.assign(**{shapes.ORIGIN: shapes.origin(own.made_up)})])
    rows = rows.sort_values("period_end", ascending=False, kind="stable")
    categories = {**CATEGORIES.get(i.split, {}), shapes.ALL: "all"}
    published = rows[shapes.ORIGIN] == shapes.PUBLISHED
    period = [
        i.label(end) if theirs else _counted(i, end)
        for end, theirs in zip(rows["period_end"], published, strict=True)
    ]
    return pd.DataFrame(
        {
            "Area": [areas()[code].name for code in rows["area"]],
            **({"Origin": rows[shapes.ORIGIN].to_numpy()} if own else {}),
            "Whose": [
                _whose(figures, *each) for each in zip(rows["group"], rows["area"], strict=True)
            ],
            "Statistic": rows["statistic"].to_numpy(),
            "Period": period,
            "Category": rows["category"].replace(categories).to_numpy(),
            f"Value ({i.unit})": rows["value"].round(DECIMALS).to_numpy(),
            "From (95%)": rows["lower95"].round(DECIMALS).to_numpy(),
            "To (95%)": rows["upper95"].round(DECIMALS).to_numpy(),
            "Numerator": rows["numerator"].to_numpy(),
            "Denominator": rows["denominator"].to_numpy(),
            "Status": rows["status"]
            .map({shapes.OK: "published", **shapes.STATUS_WORDS})
            .where(published | (rows["status"] != shapes.OK), "shown")
            .to_numpy(),
        }
    ).reset_index(drop=True)


def _whose(figures: Figures, group: str, code: str) -> str:
    """Whose a row is: the authority's own, its region's, England's, or of those like it."""
    known = {figures.area.code: "own", figures.area.region: "region", ENGLAND: "England"}
    return known.get(code, "similar authority") if group == shapes.OWN else group


def _counted(i: Indicator, end: pd.Timestamp) -> str:
    """The day or the part of a year that a figure of a return is of."""
    since = counted_from(i, end.date())
    return f"{day(since)} to {day(end)}" if since else day(end)


def table(figures: Figures, name: str, category: str = "") -> HTML:
    """The measured rows as a table to sort and search in, which needs no network."""
    rows = measured(figures, name)
    html = itables.to_html_datatable(
        rows, connected=False, paging=True, maxBytes=0, classes="display compact"
    )
    return HTML(html)


def start_tables() -> None:
    """Put what the tables need into the notebook, so that nothing is loaded from anywhere."""
    itables.init_notebook_mode(all_interactive=False, connected=False)


def _list(title: str, options: list[tuple[str, str]]) -> widgets.Dropdown:
    return widgets.Dropdown(options=options, description=title, layout=WIDE)


def _categories(i: Indicator) -> list[tuple[str, str]]:
    """The categories of an indicator by name; one for all of an indicator that is not split."""
    if not i.split:
        return [("All", "")]
    published = {*wb.figures(i.id, ENGLAND)["category"]}
    return [(name, name) for name in CATEGORIES[i.split].values() if name in published]


def _titled(theme: str) -> list[tuple[str, str]]:
    """The indicators of a theme by title; titles that are shared are told apart by id."""
    found = of_theme(theme)
    titles = [i.title for i in found]
    return [(i.title if titles.count(i.title) == 1 else f"{i.title} ({i.id})", i.id) for i in found]

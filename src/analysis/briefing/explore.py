"""For analysts: pick an authority and an indicator, and see what the reports would show and say.

It uses the functions of the reports, and widgets, which no page can show: only
`notebooks/explore.ipynb` imports it.
"""

from collections.abc import Callable
from functools import lru_cache
from typing import Any

import ipywidgets as widgets
import itables
import pandas as pd
from IPython.display import HTML, display

from analysis.briefing.figures import Figures, open_figures
from analysis.briefing.needs_analysis import charts, evidence
from analysis.briefing.parts import day, prose
from analysis.catalogue import parameters
from analysis.catalogue.areas import areas, authorities
from analysis.catalogue.categories import CATEGORIES
from analysis.catalogue.indicator import THEMES, Indicator
from analysis.catalogue.indicators import indicator, of_theme
from analysis.catalogue.returns.relations import counted_from
from analysis.core import shapes
from analysis.present.parts.exhibit import Exhibit
from analysis.present.parts.prose import Prose

Show = Callable[[Figures, str], object]
WIDE = widgets.Layout(width="44em")
DECIMALS = 2


class Picker:
    """Three lists to choose from: an authority (its code), a theme, and an indicator (its id)."""

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
        self.theme.observe(self._turn, names="value")

    @property
    def figures(self) -> Figures:
        """The figures of the authority that is chosen, opened once for each."""
        return self._open(self.authority.value)

    def _turn(self, change: Any) -> None:
        """Offer the indicators of another theme."""
        self.indicator.options = _titled(change["new"])

    def _ipython_display_(self) -> None:
        display(widgets.VBox([self.authority, self.theme, self.indicator]))


def live(picker: Picker, show: Show) -> widgets.Output:
    """What a function shows of the choice, shown again whenever the choice changes."""

    def again(code: str, name: str) -> None:
        if code and name:
            display(show(picker.figures, name))

    chosen = {"code": picker.authority, "name": picker.indicator}
    return widgets.interactive_output(again, chosen)


def trend(figures: Figures, name: str) -> Exhibit:
    """The figure over the years; of one that is split, the newest by category."""
    show = charts.split if indicator(name).split else charts.trend
    return show(figures, name)


def dots(figures: Figures, name: str) -> Exhibit | Prose:
    """The newest figure beside similar authorities, each named."""
    if indicator(name).split:
        return prose("A figure by category is not put beside each similar authority.")
    return charts.dots(figures, name)


def say(figures: Figures, name: str) -> Prose:
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
            "Whose": rows["group"].replace(shapes.OWN, "own").to_numpy(),
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


def _counted(i: Indicator, end: pd.Timestamp) -> str:
    """The day or the part of a year that a figure of a return is of."""
    since = counted_from(i, end.date())
    return f"{day(since)} to {day(end)}" if since else day(end)


def table(figures: Figures, name: str) -> HTML:
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


def _titled(theme: str) -> list[tuple[str, str]]:
    """The indicators of a theme by title; titles that are shared are told apart by id."""
    found = of_theme(theme)
    titles = [i.title for i in found]
    return [(i.title if titles.count(i.title) == 1 else f"{i.title} ({i.id})", i.id) for i in found]

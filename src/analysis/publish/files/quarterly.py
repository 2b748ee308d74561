"""An authority's own quarterly figures as a file beside its page, protected as the page is."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from analysis.catalogue.areas import Area
from analysis.core import shapes, store
from analysis.protect.events import newest_sets
from analysis.publish import variants
from analysis.publish.files.columns import meanings, named
from analysis.publish.files.downloads import Download, link, write_csv
from analysis.strategy.views.priority_partner_champion import view_of
from analysis.strategy.views.without_strategy import known_by, strategy_of

MADE_UP, ORIGIN = "made_up", "origin"


def write(stem: str, area: Area, folder: Path, given: Mapping[str, Any]) -> list[Download]:
    """Write `<stem>.csv`: the figures up to the page's quarter that its view is about.

    A row has a figure with its numerator and denominator (see `columns.named`); nothing is written
    where the authority gave none. The column `made_up` says yes for examples; where there
    is a return of its own, `origin` says which figures are from it and which were typed.
    """
    prepared, (variant, day) = store.prepared(area.slug), variants.of_page(given)
    rows = known_by(store.local_figures(area.slug), variant.covers(day), day)
    if rows.empty:
        return []
    strategy = strategy_of(area, prepared, rows)
    if variant.view != variants.ALL:
        seen = view_of(strategy, variant.view, variant.which)
        wanted = {target.indicator for target in seen.indicators}
        rows = rows[rows["measure"].str.partition("/")[0].isin(wanted)]
    if not strategy.rare_charts:
        rows = rows[rows["dimension"] == shapes.ALL]
    synthetic = bool(prepared.get("synthetic", False))
    figures = newest_sets(rows).assign(**{MADE_UP: "yes" if synthetic else "no"})
    if figures.empty:
        return []
    more = [MADE_UP]
    if own := prepared.get(store.RETURN):
        is_own = figures["source"] == shapes.RETURNED
        figures[MADE_UP] = figures[MADE_UP].mask(is_own, "yes" if own["synthetic"] else "no")
        figures = figures.assign(**{ORIGIN: is_own.map({True: "own return", False: "typed"})})
        more.append(ORIGIN)
    table = folder / f"{stem}.csv"
    write_csv(named.quarterly(figures, *more), table)
    made_up = {*figures[MADE_UP]}
    how = {("no",): "", ("yes",): ", made up as an example"}
    what = how.get(tuple(made_up), ", in part made up as an example")
    return [link(table, f"Quarterly figures{what}, CSV", meanings.QUARTERLY)]

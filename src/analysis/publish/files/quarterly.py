"""An authority's own quarterly figures as a file beside its page, protected as the page is."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from analysis.catalogue.areas import Area
from analysis.core import shapes, store
from analysis.protect.events import newest_sets
from analysis.publish import variants
from analysis.publish.files.downloads import Download, link, write_csv
from analysis.strategy.views.priority_partner_champion import view_of
from analysis.strategy.views.without_strategy import known_by, strategy_of

MADE_UP = "made_up"


def write(stem: str, area: Area, folder: Path, given: Mapping[str, Any]) -> list[Download]:
    """Write `<stem>.csv`: the figures up to the page's quarter that its view is about.

    Nothing where the authority gave none. The column `made_up` says yes for examples.
    """
    prepared, (variant, day) = store.prepared(area.slug), variants.of_page(given)
    rows = known_by(store.local_figures(area.slug), variant.covers(day), day)
    if rows.empty:
        return []
    strategy = strategy_of(area, prepared, rows)
    if variant.view != variants.ALL:
        seen = view_of(strategy, variant.view, variant.which)
        named = {target.indicator for target in seen.indicators}
        rows = rows[rows["measure"].str.partition("/")[0].isin(named)]
    if not strategy.rare_charts:
        rows = rows[rows["dimension"] == shapes.ALL]
    synthetic = bool(prepared.get("synthetic", False))
    figures = newest_sets(rows).assign(**{MADE_UP: "yes" if synthetic else "no"})
    if figures.empty:
        return []
    table = folder / f"{stem}.csv"
    write_csv(figures, table, (*shapes.COUNTS, MADE_UP))
    what = "Quarterly figures, made up as an example" if synthetic else "Quarterly figures"
    return [link(table, f"{what}, CSV")]

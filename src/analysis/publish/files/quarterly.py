"""An authority's own quarterly figures as a file beside its page, protected as the page is."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pandas as pd

from analysis.catalogue.areas import Area
from analysis.core import shapes, store
from analysis.protect.events import newest_sets
from analysis.publish import variants
from analysis.publish.files.downloads import Download, link, write_csv

MADE_UP = "made_up"


def write(stem: str, area: Area, folder: Path, given: Mapping[str, Any]) -> list[Download]:
    """Write `<stem>.csv`: the figures up to the page's quarter that its view is about.

    Nothing where the authority gave none. The column `made_up` says yes for examples.
    """
    prepared = store.prepared(area.slug)
    strategy = prepared.get("strategy", {})
    variant, day = variants.of_page(given)
    rows = _viewed(store.local_figures(area.slug), strategy, variant)
    if rows.empty:
        return []
    until = pd.Timestamp(variant.covers(day).last)
    known = (rows["period_end"] <= until) & (rows["release"] <= day.isoformat())
    if not strategy.get("rare_charts", False):
        known &= rows["dimension"] == shapes.ALL
    synthetic = bool(prepared.get("synthetic", False))
    figures = newest_sets(rows[known]).assign(**{MADE_UP: "yes" if synthetic else "no"})
    if figures.empty:
        return []
    table = folder / f"{stem}.csv"
    write_csv(figures, table, (*shapes.COUNTS, MADE_UP))
    what = "Quarterly figures, made up as an example" if synthetic else "Quarterly figures"
    return [link(table, f"{what}, CSV")]


def _viewed(
    rows: pd.DataFrame, strategy: Mapping[str, Any], variant: variants.Variant
) -> pd.DataFrame:
    """The figures that a view is about: all, or those of one priority, partner or objective."""
    if variant.view == variants.ALL or rows.empty:
        return rows
    near = [t["indicator"] for t in strategy.get("indicators", []) if _near(t, strategy, variant)]
    return rows[rows["measure"].str.partition("/")[0].isin(near)]


def _near(
    target: Mapping[str, Any], strategy: Mapping[str, Any], variant: variants.Variant
) -> bool:
    """Whether a target is supplied by the partner, or serves the priority or the objective."""
    which, serves = variant.which, {*target.get("priorities", [])}
    if variant.view == variants.PARTNER:
        return bool(target.get("supplier") == which)
    if variant.view == variants.PRIORITY:
        return which in serves
    objectives = [o for o in strategy.get("objectives", []) if o["id"] == which]
    wanted = {p for o in objectives for p in o.get("priorities", [])}
    return which in target.get("objectives", []) or bool(serves & wanted)

"""An authority's own quarterly figures as a file beside its page, protected as the page is."""

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

import pandas as pd

from analysis.catalogue.areas import Area
from analysis.core import shapes, store
from analysis.protect.events import newest_sets
from analysis.publish.files.figures import link, write_csv
from analysis.publish.render import variants
from analysis.publish.render.page import Download
from analysis.publish.reports import REPORTS

MADE_UP = "made_up"


def write(stem: str, area: Area, folder: Path, given: Mapping[str, Any]) -> list[Download]:
    """Write `<stem>.csv`: the figures up to the page's quarter that its view is about.

    Nothing where the authority gave none. The column `made_up` says yes for examples.
    """
    prepared = store.prepared(area.slug)
    day = variants.page_day(given, date.fromisoformat(str(given["today"])))
    asked = variants.variant(REPORTS["strategy_monitoring"], given)
    rows = _seen(store.local_figures(area.slug), prepared.get("strategy", {}), asked)
    until = pd.Timestamp(asked.covers(day).last)
    if rows.empty:
        return []
    known = (rows["period_end"] <= until) & (rows["release"] <= day.isoformat())
    if not prepared.get("strategy", {}).get("rare_charts", False):
        known &= rows["dimension"] == shapes.ALL
    synthetic = bool(prepared.get("synthetic", False))
    told = newest_sets(rows[known]).assign(**{MADE_UP: "yes" if synthetic else "no"})
    if told.empty:
        return []
    table = folder / f"{stem}.csv"
    write_csv(told, table, (*shapes.COUNTS, MADE_UP))
    what = "Quarterly figures, made up as an example" if synthetic else "Quarterly figures"
    return [link(table, f"{what}, CSV")]


def _seen(rows: pd.DataFrame, strategy: Mapping[str, Any], asked: variants.Variant) -> pd.DataFrame:
    """The figures that a view is about: all, or those of one priority, partner or objective."""
    if asked.view == variants.ALL or rows.empty:
        return rows
    near = [t["indicator"] for t in strategy.get("indicators", []) if _near(t, strategy, asked)]
    return rows[rows["measure"].str.partition("/")[0].isin(near)]


def _near(target: Mapping[str, Any], strategy: Mapping[str, Any], asked: variants.Variant) -> bool:
    """Whether a target is supplied by the partner, or serves the priority or the objective."""
    which, serves = asked.which, {*target.get("priorities", [])}
    if asked.view == "partner":
        return bool(target.get("supplier") == which)
    if asked.view == "priority":
        return which in serves
    objective = [o for o in strategy.get("objectives", []) if o["id"] == which]
    wanted = {p for o in objective for p in o.get("priorities", [])}
    return which in target.get("objectives", []) or bool(serves & wanted)

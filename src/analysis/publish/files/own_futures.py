"""The futures that a council's own return gives it, as a file beside its page."""

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

import pandas as pd

from analysis.catalogue import parameters
from analysis.catalogue.areas import Area
from analysis.core import returned, shapes
from analysis.publish.files.downloads import Download, link, write_csv

BASED_ON = "based_on"


def write(stem: str, area: Area, folder: Path, given: Mapping[str, Any]) -> list[Download]:
    """Write `<stem>-own-futures.csv`; nothing where the council's return gives no futures.

    Projected rows by month and year, with whether they are `based_on` the own or a made-up return.
    """
    rows = known(area, given)
    if rows.empty:
        return []
    table = folder / f"{stem}-own-futures.csv"
    write_csv(rows, table, (*shapes.PROJECTED, BASED_ON))
    return [link(table, f"Futures from the {rows[BASED_ON].iloc[0]}, CSV")]


def known(area: Area, given: Mapping[str, Any]) -> pd.DataFrame:
    """A council's futures; none without any, or on a page of a day before its return's last one."""
    record = returned.record(area.slug)
    today = parameters.day(given.get("today", "")) or date.today()
    if not record.get(returned.FUTURES) or date.fromisoformat(record[returned.AS_AT]) > today:
        return pd.DataFrame()
    rows = returned.futures(area.slug)
    return rows.assign(**{BASED_ON: shapes.origin(record[returned.SYNTHETIC])})

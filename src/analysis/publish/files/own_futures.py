"""The futures that a council's own return gives it, as a file beside its page."""

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

import pandas as pd

from analysis.catalogue import parameters
from analysis.catalogue.areas import Area
from analysis.core import returned, shapes
from analysis.publish.files.columns import meanings, named
from analysis.publish.files.downloads import Download, link, write_csv

BASED_ON = "based_on"
MEASURES = {
    "in_care": "Children in care",
    "in_care_difference": "Children in care, less those as now",
    "still_in_care": "Children in care at the start who still are",
    "care_leavers": "Care leavers",
    "staying_put": "Young people who stay with their foster carers after 18",
}
OF_YEARS = {
    "in_care_peak": "Most children in care at any month's end",
    "came": "Children who come into care",
    "left": "Children who leave care before 18",
    "turned_18": "Young people in care who turn 18",
    "cost_of_homes": "Cost of homes",
    "cost_of_homes_difference": "Cost of homes, less that as now",
    "child_weeks_share": "Share of children's weeks in the kind of home",
    "mean_weekly_price": "Average price of a week",
    "not_met": "Futures in which the change cannot be made in full",
}


def write(stem: str, area: Area, folder: Path, given: Mapping[str, Any]) -> list[Download]:
    """Write `<stem>-own-futures.csv`; nothing where the council's return gives no futures.

    Projected rows by month and year, with whether they are `based_on` the own or a made-up return.
    """
    rows = known(area, given)
    if rows.empty:
        return []
    table = folder / f"{stem}-own-futures.csv"
    write_csv(named.projected(rows, MEASURES | OF_YEARS, OF_YEARS), table)
    words = f"Futures from the {rows[BASED_ON].iloc[0]}, CSV"
    return [link(table, words, meanings.OWN_FUTURES)]


def known(area: Area, given: Mapping[str, Any]) -> pd.DataFrame:
    """A council's futures; none without any, or on a page of a day before its return's last one."""
    record = returned.record(area.slug)
    today = parameters.day(given.get("today", "")) or date.today()
    if not record.get(returned.FUTURES) or date.fromisoformat(record[returned.AS_AT]) > today:
        return pd.DataFrame()
    rows = returned.futures(area.slug)
    return rows.assign(**{BASED_ON: shapes.origin(record[returned.SYNTHETIC])})

"""What is known of spending and prices: published, the council's own, and drawn."""

from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from analysis.briefing.sufficiency.outlook import (
    Outlook,
    PublishedCounts,
    is_extrapolated,
    newest,
)
from analysis.catalogue.areas import ENGLAND
from analysis.catalogue.indicators import chosen
from analysis.core import paths, shapes, store
from analysis.forecast.cost.base import FARTHEST, LINES
from analysis.forecast.cost.price import PUBLISHED
from analysis.forecast.cost.uncertainty import CAUSES
from analysis.present.words.homes import spending as words
from analysis.present.words.homes.forecast import extrapolated

FIRST, LAST = 2023, 2025
"""Spending by service is published for the financial years 2022-23 to 2024-25."""
AHEAD = 3
SPENDING = chosen(["spend_on_children_in_care"])
EXPLAINING = ("spend", "cla_31_march", "unit_cost_cla")  # what the bridge is made of


def published_spending(here: Outlook) -> dict[int, float]:
    """Published spending on children in care by the year of its 31 March."""
    spent = here.published.series("spend", "service", LINES[shapes.ALL])
    return {y: spent[y] for y in range(FIRST, LAST + 1) if np.isfinite(spent.get(y, np.nan))}


def known_spending(here: Outlook) -> dict[int, float]:
    """Published spending, and the council's own outturn of later years that are over."""
    published, own = published_spending(here), here.budgets.outturn(here.figures.today)
    last = max(published, default=0)
    return published | {end: spent for end, spent in own.items() if end > last}


def uncertain(here: Outlook, end: int) -> dict[str, float]:
    """Percent of the uncertainty of spending by cause, in the year to 31 March `end`."""
    return uncertainty(here).get(end, {})


def uncertainty(here: Outlook) -> dict[int, dict[str, float]]:
    """Percent of the uncertainty by cause, for each year that has a forecast."""
    found: dict[int, dict[str, float]] = {}
    for cause in CAUSES:
        for row in here.known_forecast("spend_uncertainty", "cause", cause):
            found.setdefault(row.period_end.year, {})[cause] = float(row.central)
    return found


def weekly_cost(here: Outlook, measure: str, year: int = LAST) -> tuple[float, str]:
    """The published weekly cost, and whose: England's where ours is missing or far from it."""
    own = here.published.at(year, measure)
    england = PublishedCounts(england_counts(paths.processed())).at(year, measure)
    if 1 / FARTHEST <= own / england <= FARTHEST:
        return own, "we pay"
    return england, "councils in England pay on average"


@cache
def england_counts(folder: Path) -> pd.DataFrame:
    """England's counts that cost is told from, read once for each folder of built tables."""
    counts = store.counts([ENGLAND])
    return newest(counts[counts["measure"].isin([*EXPLAINING, *PUBLISHED.values()])])


def of_year(rows: list[Any], end: int | None = None) -> list[Any]:
    """The rows of the financial year to 31 March `end`; of the third year when it is not given."""
    wanted = end or min(row.period_end.year for row in rows) + AHEAD - 1
    return [row for row in rows if row.period_end.year == wanted]


def years_extrapolated(rows: list[Any]) -> str:
    """Of which financial years the errors are extrapolated, among projected rows with a figure."""
    years = sorted({row.period_end.year for row in rows if is_extrapolated(row.method)})
    return extrapolated([words.financial_year(year) for year in years])

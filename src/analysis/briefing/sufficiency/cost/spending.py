"""What a council spends on children in its care, and may spend: past years and years to come."""

from dataclasses import dataclass
from typing import Any

import pandas as pd

from analysis.briefing.figures import source_line
from analysis.briefing.parts import lowered, once, prose, table
from analysis.briefing.sufficiency.cost.known import (
    AHEAD,
    LAST,
    SPENDING,
    known_spending,
    of_year,
    published_spending,
    uncertain,
    uncertainty,
    years_extrapolated,
)
from analysis.briefing.sufficiency.cost.savings import SCENARIO_WORDS, saving_rows
from analysis.briefing.sufficiency.outlook import (
    Outlook,
)
from analysis.briefing.sufficiency.scenarios import size
from analysis.core.shapes import BUDGET, CONTRACTS
from analysis.forecast.cost.uncertainty import CAUSES
from analysis.present import numbers
from analysis.present.charts.forecast.spending import spending_fan
from analysis.present.parts.exhibit import Exhibit
from analysis.present.parts.prose import Prose
from analysis.present.words.homes import spending as words

CAUSE_WORDS = {"volume": "Number of children", "mix": "Where they live", "price": "Price"}


@once
def spend_forecast(here: Outlook) -> Exhibit | Prose:
    """Spending by financial year, as published and to come; nothing where there is neither."""
    actual, future = known_spending(here), here.known_forecast("spend", "service")
    if not actual and not future:
        return prose()
    source = f"{source_line(SPENDING)}; forecast of this project"
    own = [year for year in here.budgets.outturn(here.figures.today) if year in actual]
    rows = pd.DataFrame(future, columns=here.projected.columns)
    marks = dict.fromkeys(own, f"outturn, {here.budgets.whose}")
    return spending_fan(
        actual, rows, here.figures.area, source=source, note=years_extrapolated(future), marks=marks
    )


def spend_in(here: Outlook, end: int | None = None) -> Any | None:
    """The projected row of all spending in the year to 31 March `end` (or the third), if any."""
    rows = here.known_forecast("spend", "service")
    return of_year(rows, end)[0] if rows and (end or len(rows) >= AHEAD) else None


def spend_said(here: Outlook, end: int | None = None) -> Prose:
    """What we expect to spend in the year to 31 March `end` (or the third), and what is unknown."""
    row = spend_in(here, end)
    if row is None:
        return prose(no_forecast(here))
    year = row.period_end.year
    near = beside(here, year)
    spent = words.spend_forecast(year, row.p10, row.central, row.p90, near.marked if near else "")
    movable = f"{words.movable(uncertain(here, year))} {_largest_saving(here, year)}".strip()
    return prose(f"{spent} {words.NOMINAL}", movable)


def _largest_saving(here: Outlook, end: int) -> str:
    """The scenario that saves the most in a year; '' where none saves."""
    saved = [row for row in saving_rows(here) if row.period_end.year == end and row.p10 > 0]
    if not saved:
        return ""
    most = max(saved, key=lambda row: float(row.central))
    title = lowered(SCENARIO_WORDS[most.scenario])
    return words.largest_saving(title, size(most.scenario), end, most.central)


@dataclass(frozen=True, kw_only=True)
class Beside:
    """A year that spending to come is set beside: to 31 March `end`, pounds, how it is known."""

    end: int
    pounds: float
    mark: str

    @property
    def marked(self) -> str:
        """'£181.7 million in 2026-27 (drawn)'."""
        return f"{words.pounds(self.pounds)} in {words.financial_year(self.end)} ({self.mark})"


def beside(here: Outlook, end: int) -> Beside | None:
    """What the year to 31 March `end` is set beside: the year of the page, or the newest published.

    None where neither is known.
    """
    now = (pd.Timestamp(here.figures.today) + pd.DateOffset(months=9)).year
    drawn = {row.period_end.year: row.central for row in here.known_forecast("spend", "service")}
    budget = here.budgets.of(BUDGET, now)
    if now < end and budget:
        return Beside(end=now, pounds=budget, mark=f"budget, {here.budgets.whose}")
    if now < end and now in drawn:
        return Beside(end=now, pounds=drawn[now], mark="drawn")
    spent, own = known_spending(here), here.budgets.outturn(here.figures.today)
    if not spent:
        return None
    last = max(spent)
    mark = f"outturn, {here.budgets.whose}" if last in own else "counted"
    return Beside(end=last, pounds=spent[last], mark=mark)


def outturn_said(here: Outlook) -> Prose:
    """What the council's own outturn says of a forecast year that is over; nothing without one."""
    rows = {row.period_end.year: row for row in here.known_forecast("spend", "service")}
    own = here.budgets.outturn(here.figures.today)
    over = [
        words.outturn(year, own[year], row.p10, row.central, row.p90, here.budgets.whose)
        for year, row in rows.items()
        if year in own
    ]
    ahead = spend_in(here)
    signed = here.budgets.of(CONTRACTS, ahead.period_end.year) if ahead else None
    if ahead is not None and signed:
        told = words.contracts(ahead.period_end.year, signed, ahead.central, here.budgets.whose)
        over.append(told)
    return prose(*over)


def spend_unknown(here: Outlook) -> Exhibit | Prose:
    """How much of what is not known is volume, mix and price, by financial year."""
    shares = uncertainty(here)
    if not shares:
        return prose()
    far = years_extrapolated(here.known_forecast("spend", "service"))
    rows = [
        {"Financial year": words.financial_year(year)}
        | {CAUSE_WORDS[c]: f"{numbers.plain(by[c])}%" for c in CAUSES}
        for year, by in shares.items()
    ]
    return table(
        "spend-unknown",
        "Why we cannot say more exactly what will be spent",
        "Share of the uncertainty of spending on children in care (variance over the "
        f"futures). {here.name}.",
        rows,
        source="Forecast of this project",
        note=f"Rounded shares may not add up to 100. {far}".rstrip(),
        folded=True,
    )


def no_forecast(here: Outlook) -> str:
    """That there is no forecast of spending, and why."""
    return words.no_forecast(_why_none(here))


def _why_none(here: Outlook) -> str:
    if LAST not in published_spending(here):
        year = words.financial_year(LAST)
        return f"spending on children in care was not published for {year}"
    return "the number of children that it starts from is not published"

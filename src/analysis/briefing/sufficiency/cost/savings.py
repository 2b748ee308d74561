"""What could be saved: scenarios beside carrying on as now, and a home of our own."""

from typing import Any

from analysis.briefing.parts import prose, table
from analysis.briefing.sufficiency.cost.known import of_year, weekly_cost, years_extrapolated
from analysis.briefing.sufficiency.outlook import (
    AS_NOW,
    Outlook,
)
from analysis.briefing.sufficiency.scenarios import TITLES, size
from analysis.catalogue.assumptions import ASSUMPTIONS
from analysis.core import shapes
from analysis.forecast.cost.price import PUBLISHED, RESIDENTIAL
from analysis.forecast.cost.spending import break_even_occupancy
from analysis.present.parts.exhibit import Exhibit
from analysis.present.parts.prose import Bullets, Callout, Prose
from analysis.present.words.homes import spending as words

SCENARIO_WORDS = {name: title for name, title in TITLES.items() if name != AS_NOW}
NOT_TAKEN_OFF = "What it costs to bring a change about is not taken off."


def savings(here: Outlook) -> Exhibit | Prose:
    """What each scenario saves a year beside carrying on as now; nothing without a forecast."""
    saved = saving_rows(here)
    if not saved:
        return prose()
    rows = [
        {
            "Scenario": SCENARIO_WORDS[row.scenario],
            "Size": size(row.scenario),
            "Financial year": words.financial_year(row.period_end.year),
            "Middle": words.change(-row.central),
            "1 in 10 below": words.change(-row.p90),
            "1 in 10 above": words.change(-row.p10),
        }
        for row in saved
    ]
    return table(
        "savings",
        "What each change would save or cost, year by year",
        "Change in spending on children in care beside carrying on as now, pounds a financial "
        f"year: − is a saving, + a cost. {here.name}.",
        rows,
        source="Forecast and assumptions of this project",
        note=f"{NOT_TAKEN_OFF} {words.NOMINAL} {years_extrapolated(saved)}".rstrip(),
        folded=True,
    )


def savings_said(here: Outlook) -> Bullets | Prose:
    """One sentence for each scenario, for the third year to come."""
    saved = saving_rows(here)
    if not saved:
        return prose("Without a forecast of spending no saving can be reckoned.")
    points = [
        words.saving(
            SCENARIO_WORDS[row.scenario],
            size(row.scenario),
            row.period_end.year,
            row.p10,
            row.central,
            row.p90,
        )
        for row in of_year(saved)
    ]
    return Bullets(points=[*points, NOT_TAKEN_OFF])


def break_even_said(here: Outlook) -> Prose:
    """How full a home of our own must be to cost no more than the places that we pay for."""
    cost, places = ASSUMPTIONS["own_home_cost_per_place"], ASSUMPTIONS["own_home_places"].value
    year = int(cost.price_year[:4]) + 1
    price, whose = weekly_cost(here, PUBLISHED[RESIDENTIAL], year)
    full = [break_even_occupancy(c * places, places, price) for c in (cost.low, cost.high)]
    at = break_even_occupancy(cost.value * places, places, price)
    return prose(
        words.break_even(round(places), at, price, cost.price_year, whose),
        words.own_home_cost(cost.value, cost.price_year, *full),
    )


def cost_traps() -> Callout:
    """What weekly costs are not."""
    return Callout(title="Read weekly costs with care", text=words.TRAPS, kind="information")


def saving_rows(here: Outlook) -> list[Any]:
    figure = ("saving", "service", shapes.ALL)
    return [row for name in SCENARIO_WORDS for row in here.known_forecast(*figure, name)]

"""What care costs and may come to cost: the pages for a cabinet member for finance."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from analysis.briefing.figures import source_line
from analysis.briefing.parts import lowered, prose, table
from analysis.briefing.sufficiency.outlook import (
    AS_NOW,
    Outlook,
    PublishedCounts,
    each_row,
    is_extrapolated,
    newest,
)
from analysis.briefing.sufficiency.scenarios import TITLES, size
from analysis.catalogue.areas import ENGLAND, authorities
from analysis.catalogue.assumptions import ASSUMPTIONS
from analysis.catalogue.indicators import chosen
from analysis.core import paths, shapes, store
from analysis.core.shapes import BUDGET, CONTRACTS
from analysis.forecast.cost.base import FARTHEST, LINES
from analysis.forecast.cost.bridge import Explained, explained
from analysis.forecast.cost.bridge import external_shift as shift_of
from analysis.forecast.cost.price import PUBLISHED, RESIDENTIAL, backtest
from analysis.forecast.cost.spending import break_even_occupancy
from analysis.forecast.cost.uncertainty import CAUSES
from analysis.present import numbers
from analysis.present.charts.forecast.spending import spending_fan
from analysis.present.charts.forecast.waterfall import waterfall
from analysis.present.parts.exhibit import Exhibit
from analysis.present.parts.prose import Bullets, Callout, Prose
from analysis.present.words.homes import spending as words
from analysis.present.words.homes.forecast import extrapolated

FIRST, LAST = 2023, 2025
"""Spending by service is published for the financial years 2022-23 to 2024-25."""
AHEAD = 3
SEED = 20261122
SCENARIO_WORDS = {name: title for name, title in TITLES.items() if name != AS_NOW}
NOT_TAKEN_OFF = "What it costs to bring a change about is not taken off."
CAUSE_WORDS = {"volume": "Number of children", "mix": "Where they live", "price": "Price"}
SPENDING = chosen(["spend_on_children_in_care"])
EXPLAINING = ("spend", "cla_31_march", "unit_cost_cla")  # what the bridge is made of


def spend_forecast(here: Outlook) -> Exhibit | Prose:
    """Spending by financial year, as published and to come; nothing where there is neither."""
    actual, future = _spent(here), here.known_forecast("spend", "service")
    if not actual and not future:
        return prose()
    source = f"{source_line(SPENDING)}; forecast of this project"
    own = [year for year in here.budgets.outturn(here.figures.today) if year in actual]
    rows = pd.DataFrame(future, columns=["Index", *here.projected.columns])
    marks = dict.fromkeys(own, f"outturn, {here.budgets.whose}")
    return spending_fan(
        actual, rows, here.figures.area, source=source, note=_far(future), marks=marks
    )


def spend_in(here: Outlook, end: int | None = None) -> Any | None:
    """The projected row of all spending in the year to 31 March `end` (or the third), if any."""
    rows = here.known_forecast("spend", "service")
    return _of_year(rows, end)[0] if rows and (end or len(rows) >= AHEAD) else None


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
    saved = [row for row in _savings(here) if row.period_end.year == end and row.p10 > 0]
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
    spent, own = _spent(here), here.budgets.outturn(here.figures.today)
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
    shares = _shares(here)
    if not shares:
        return prose()
    far = _far(here.known_forecast("spend", "service"))
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


def spend_bridge(here: Outlook) -> Exhibit | Prose:
    """Why spending changed from FIRST to LAST; nothing where `bridge_said` says why not."""
    found = _bridge(here)
    if found.bridge is None:
        return prose()
    source = source_line([*SPENDING, *chosen(["cla_number"])])
    years, area = (found.first, found.last), here.figures.area
    return waterfall(found.bridge, area, *years, source=source, why=found.why)


def bridge_said(here: Outlook) -> Prose:
    """The same in sentences."""
    found = _bridge(here)
    if found.bridge is None:
        return prose(words.no_bridge(found.first, found.last, found.why))
    change = 100 * found.bridge.change / found.bridge.start
    caution = words.returns_differ(change, found.elsewhere_percent)
    return prose(*words.bridge_said(found.bridge, found.first, found.last, found.why), caution)


def external_shift_said(here: Outlook) -> Prose:
    """What a change in the external share may have cost, at the differences assumed."""
    i = here.figures.indicator("external_provision")
    series = here.figures.series("external_provision").set_index("period_end")["value"].dropna()
    ends = [pd.Timestamp(year, 3, 31) for year in (FIRST - 1, LAST)]
    broken = any(ends[0].date() < b.on <= ends[1].date() for b in i.breaks)
    prices = [_price(here, name)[0] for name in PUBLISHED.values()]
    children = here.published.at(LAST, "cla_31_march")
    known = all(day in series.index for day in ends) and np.isfinite([*prices, children]).all()
    if broken or not known:
        why = "recording changed" if broken else "the figures it needs are not all published"
        return prose(
            "What a change in the share of children with private providers and charities cost "
            f"is not published, and cannot be reckoned here because {why}."
        )
    share0, share1 = (float(series[day]) for day in ends)
    foster = prices[1] * ASSUMPTIONS["external_difference_fostering"].value / 100
    homes = prices[0] * ASSUMPTIONS["external_difference_residential"].high / 100
    sums = [shift_of(children, share0 / 100, share1 / 100, gap) for gap in (foster, homes)]
    return prose(words.external_shift(FIRST - 1, LAST, share0, share1, *sums))


def savings(here: Outlook) -> Exhibit | Prose:
    """What each scenario saves a year beside carrying on as now; nothing without a forecast."""
    saved = _savings(here)
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
        note=f"{NOT_TAKEN_OFF} {words.NOMINAL} {_far(saved)}".rstrip(),
        folded=True,
    )


def savings_said(here: Outlook) -> Bullets | Prose:
    """One sentence for each scenario, for the third year to come."""
    saved = _savings(here)
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
        for row in _of_year(saved)
    ]
    return Bullets(points=[*points, NOT_TAKEN_OFF])


def break_even_said(here: Outlook) -> Prose:
    """How full a home of our own must be to cost no more than the places that we pay for."""
    cost, places = ASSUMPTIONS["own_home_cost_per_place"], ASSUMPTIONS["own_home_places"].value
    year = int(cost.price_year[:4]) + 1
    price, whose = _price(here, PUBLISHED[RESIDENTIAL], year)
    full = [break_even_occupancy(c * places, places, price) for c in (cost.low, cost.high)]
    at = break_even_occupancy(cost.value * places, places, price)
    return prose(
        words.break_even(round(places), at, price, cost.price_year, whose),
        words.own_home_cost(cost.value, cost.price_year, *full),
    )


def cost_traps() -> Callout:
    """What weekly costs are not."""
    return Callout(title="Read weekly costs with care", text=words.TRAPS, kind="information")


def price_record_said() -> Prose:
    """How well past ranges of price did some years ahead, a sentence for each service."""
    scores = _price_scores()
    at = scores[scores["horizon"] == AHEAD]
    return prose(
        *[
            words.price_record(row.service, AHEAD, row.covered_percent, row.origins)
            for row in each_row(at)
        ]
    )


def price_backtest() -> Exhibit:
    """How past price intervals did over all authorities, for the methods page."""
    rows = [
        {
            "Service": words.SERVICE_WORDS[row.service],
            "Years ahead": str(row.horizon),
            "Past years tried": str(row.origins),
            "Authorities and years scored": numbers.plain(row.scored),
            "In the 80% range": f"{numbers.plain(row.covered_percent)}%",
            "Middle too high by": f"{numbers.plain(row.bias_percent)}%",
        }
        for row in each_row(_price_scores())
    ]
    return table(
        "price-backtest",
        "How well past ranges of price held what happened",
        "Share of published weekly costs inside the 80% range that earlier years give, "
        "all authorities",
        rows,
        source=source_line(chosen(["unit_cost_residential", "unit_cost_fostering"])),
        note="Few past years can be tried, and prices rose faster after 2021-22 than before: the "
        "middle of past ranges was too low (below zero). The smallest spread that is allowed was "
        "chosen with these years known.",
    )


@cache
def _price_scores() -> pd.DataFrame:
    """The backtest of prices over all authorities, made once: it takes some seconds."""
    codes = [a.code for a in authorities()]
    counts = store.counts([*codes, ENGLAND])
    wanted = counts["measure"].isin(["unit_cost_cla", *PUBLISHED.values(), "cla_31_march"])
    return backtest(newest(counts[wanted]), codes, np.random.default_rng(SEED))


def _of_year(rows: list[Any], end: int | None = None) -> list[Any]:
    """The rows of the financial year to 31 March `end`; of the third year when it is not given."""
    wanted = end or min(row.period_end.year for row in rows) + AHEAD - 1
    return [row for row in rows if row.period_end.year == wanted]


def _bridge(here: Outlook) -> Explained:
    rows = pd.concat([here.counts, _england(paths.processed())])
    explaining = rows[rows["measure"].isin(EXPLAINING)]
    return explained(explaining, here.figures.area.code, FIRST, LAST)


@cache
def _england(folder: Path) -> pd.DataFrame:
    """England's counts that cost is told from, read once for each folder of built tables."""
    counts = store.counts([ENGLAND])
    return newest(counts[counts["measure"].isin([*EXPLAINING, *PUBLISHED.values()])])


def _price(here: Outlook, measure: str, year: int = LAST) -> tuple[float, str]:
    """The published weekly cost, and whose: England's where ours is missing or far from it."""
    own = here.published.at(year, measure)
    england = PublishedCounts(_england(paths.processed())).at(year, measure)
    if 1 / FARTHEST <= own / england <= FARTHEST:
        return own, "we pay"
    return england, "councils in England pay on average"


def _actual(here: Outlook) -> dict[int, float]:
    """Published spending on children in care by the year of its 31 March."""
    spent = here.published.series("spend", "service", LINES[shapes.ALL])
    return {y: spent[y] for y in range(FIRST, LAST + 1) if np.isfinite(spent.get(y, np.nan))}


def _spent(here: Outlook) -> dict[int, float]:
    """The same with the council's own outturn of later years that are over."""
    published, own = _actual(here), here.budgets.outturn(here.figures.today)
    last = max(published, default=0)
    return published | {end: spent for end, spent in own.items() if end > last}


def uncertain(here: Outlook, end: int) -> dict[str, float]:
    """Percent of the uncertainty of spending by cause, in the year to 31 March `end`."""
    return _shares(here).get(end, {})


def _shares(here: Outlook) -> dict[int, dict[str, float]]:
    """Percent of the uncertainty by cause, for each year that has a forecast."""
    found: dict[int, dict[str, float]] = {}
    for cause in CAUSES:
        for row in here.known_forecast("spend_uncertainty", "cause", cause):
            found.setdefault(row.period_end.year, {})[cause] = float(row.central)
    return found


def _savings(here: Outlook) -> list[Any]:
    figure = ("saving", "service", shapes.ALL)
    return [row for name in SCENARIO_WORDS for row in here.known_forecast(*figure, name)]


def _far(rows: list[Any]) -> str:
    """Of which financial years the errors are extrapolated, among projected rows with a figure."""
    years = sorted({row.period_end.year for row in rows if is_extrapolated(row.method)})
    return extrapolated([words.financial_year(year) for year in years])


def no_forecast(here: Outlook) -> str:
    """That there is no forecast of spending, and why."""
    return words.no_forecast(_why_none(here))


def _why_none(here: Outlook) -> str:
    if LAST not in _actual(here):
        year = words.financial_year(LAST)
        return f"spending on children in care was not published for {year}"
    return "the number of children that it starts from is not published"

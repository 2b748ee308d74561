"""What the finance pages of a report show for awkward authorities, from published figures."""

import re
from dataclasses import replace
from functools import cache

import numpy as np
import pandas as pd
import pytest

import reading
from analysis.briefing.figures import open_figures
from analysis.briefing.sufficiency.cost import price_record, savings, spending, why_changed
from analysis.briefing.sufficiency.outlook import Outlook, newest
from analysis.core import store
from analysis.core.budgets import Budgets
from analysis.core.shapes import PROJECTED
from analysis.forecast.draws import Draws
from analysis.forecast.quantiles import projected
from analysis.present.parts.prose import Prose
from briefed import TODAY

MISSING = re.compile(r"\bnan\b", re.IGNORECASE)
YEARS = (2026, 2027, 2028, 2029, 2030)
UNIT = {"spend": "gbp", "saving": "gbp", "spend_uncertainty": "percent"}
CODES = {"383": "Leeds", "888": "Lancashire", "333": "Sandwell", "201": "City of London"}
each = pytest.mark.parametrize("code", CODES, ids=CODES.get)
SAID = (
    spending.spend_said,
    why_changed.bridge_said,
    why_changed.external_shift_said,
    savings.savings_said,
    savings.break_even_said,
)
SHOWN = (spending.spend_forecast, why_changed.spend_bridge, savings.savings, spending.spend_unknown)


def invented_rows(code: str) -> pd.DataFrame:
    """A forecast of one authority: £100 million and a little more each year."""
    rng = np.random.default_rng(2)
    spend = 1e8 * np.exp(np.cumsum(rng.normal(0.05, 0.05, (300, 1, 5)), axis=2))
    share = {"volume": 20.0, "mix": 15.0, "price": 65.0}
    made = {
        "as_now": {("spend", "service", "all"): spend}
        | {("spend_uncertainty", "cause", c): np.full((1, 1, 5), s) for c, s in share.items()},
        "fewer_entries": {("saving", "service", "all"): 0.05 * spend},
        "price_shock": {("saving", "service", "all"): -0.1 * spend},
    }
    parts = []
    for scenario, values in made.items():
        for key, array in values.items():
            draws = Draws(areas=(code,), years=YEARS, values={key: array})
            parts.append(projected(draws, run="t", origin=2025, scenario=scenario, unit=UNIT))
    return pd.concat(parts, ignore_index=True)[list(PROJECTED)]


@cache
def outlook(code: str, forecast: bool = True) -> Outlook:
    """An authority's real figures beside an invented forecast, or none."""
    rows = invented_rows(code)
    return Outlook(
        figures=open_figures(code, TODAY),
        counts=newest(store.counts([code])),
        projected=rows if forecast else rows.iloc[:0],
    )


@each
@pytest.mark.parametrize("forecast", [True, False])
def test_every_authority_is_told_something(code, forecast):
    here = outlook(code, forecast)
    for say in SAID:
        said = " ".join(reading.told(say(here)))
        assert said and not MISSING.search(said)
    for shown in (show(here) for show in SHOWN):
        assert not MISSING.search(shown._repr_html_().split("<div")[0])
        assert shown == Prose([]) or not shown.table.map(MISSING.search).any(axis=None)


def test_without_a_forecast_nothing_is_shown_twice():
    here = outlook("201", forecast=False)
    assert savings.savings(here) == spending.spend_unknown(here) == Prose([])
    assert reading.told(savings.savings_said(here)) == [
        "Without a forecast of spending no saving can be reckoned."
    ]
    assert "forecast" not in spending.spend_forecast(here).headline


def test_the_sentence_agrees_with_the_table():
    here = outlook("383")
    said = spending.spend_said(here).paragraphs[0]
    table = spending.spend_forecast(here).table.set_index("Financial year")
    low, middle, high = table.loc["2027-28"].tolist()[1:]
    assert said.startswith("In 2027-28")
    assert f"between {low.removesuffix(' million')} and {high}" in said and middle in said
    assert "mostly because of prices" in spending.spend_said(here).paragraphs[1]


def test_a_year_can_be_asked_for():
    assert spending.spend_said(outlook("383"), 2027).paragraphs[0].startswith("In 2026-27")


def test_leeds_has_a_full_bridge_as_published():
    shown = why_changed.spend_bridge(outlook("383"))
    assert shown.table["Part"].tolist() == [
        "2022-23",
        "Number of children",
        "Where they live",
        "Price",
        "2024-25",
    ]
    assert shown.table["Spending"].iloc[[0, -1]].tolist() == ["£98.4 million", "£146.6 million"]


def test_lancashire_counts_its_homes_elsewhere_and_has_no_mix():
    shown = why_changed.spend_bridge(outlook("888"))
    assert len(shown.table) == 4
    assert "do not divide spending" in " ".join(why_changed.bridge_said(outlook("888")).paragraphs)


def test_sandwell_published_no_spending():
    here = outlook("333", False)
    said = spending.spend_said(here).paragraphs[0]
    assert said == (
        "There is no forecast of spending here, because spending on children in care was not "
        "published for 2024-25."
    )
    assert spending.spend_forecast(here) == why_changed.spend_bridge(here) == Prose([])


def test_a_city_with_few_children_is_not_worked_out_from_what_is_hidden():
    said = why_changed.bridge_said(outlook("201")).paragraphs[0]
    assert "number of children in care was not published" in said
    assert why_changed.spend_bridge(outlook("201")) == Prose([])


def test_savings_name_each_scenario_and_what_is_left_out():
    said = savings.savings_said(outlook("383")).points
    size = "10% fewer children come into care each year"
    assert re.match(rf"Fewer children coming into care \({size}\): £.* less to spend", said[0])
    assert re.match(r"Prices rise .* \(every home costs 10% more .*\): £.* more to spend", said[1])
    assert "not taken off" in said[-1]
    table = savings.savings(outlook("383")).table
    assert len(table) == 10
    for row in table.itertuples(index=False):
        saves = row.Scenario.startswith("Fewer")
        assert all(cell.startswith("−£" if saves else "+£") for cell in row[3:])
        assert row.Size


def with_sums(sums: dict[str, dict[int, float]], *, made_up: bool = False) -> Outlook:
    return replace(outlook("383"), budgets=Budgets(sums, made_up))


def test_a_year_that_is_over_takes_the_councils_own_outturn():
    here = with_sums({"outturn": {2026: 150e6}})
    rows = spending.spend_forecast(here).table.set_index("Financial year")
    assert rows.loc["2025-26", "Published"] == "£150.0 million (outturn, the council's own)"
    assert rows.loc["2025-26", "Middle"] == "past year"
    assert rows.loc["2026-27", "Published"] == "not yet published"
    assert "2027-28" in spending.spend_forecast(here).headline
    assert (
        "2025-26 is over. The outturn was £150.0 million"
        in spending.outturn_said(here).paragraphs[0]
    )
    assert spending.outturn_said(outlook("383")) == Prose([])


def test_an_outturn_of_a_year_that_is_not_over_on_the_day_of_the_page_is_left_out():
    here = with_sums({"outturn": {2028: 150e6}})
    assert spending.outturn_said(here) == Prose([])
    assert spending.spend_forecast(here).table.equals(spending.spend_forecast(outlook("383")).table)


def test_the_middle_stands_beside_this_years_budget_or_what_is_drawn_of_it():
    budgeted = with_sums({"budget": {2027: 120e6}}, made_up=True)
    said = spending.spend_said(budgeted).paragraphs[0]
    assert "beside £120.0 million in 2026-27 (budget, made up as an example)" in said
    assert re.search(
        r"beside £[\d.]+ million in 2026-27 \(drawn\)",
        spending.spend_said(outlook("383")).paragraphs[0],
    )


def test_contracts_are_told_beside_the_year_that_is_planned_for():
    here = with_sums({"contracts": {2028: 30e6}})
    assert (
        "£30.0 million (26%) is in contracts that run already"
        in spending.outturn_said(here).paragraphs[-1]
    )


def test_a_home_of_our_own_is_beside_the_price_of_its_own_year():
    said = savings.break_even_said(outlook("383")).paragraphs
    assert "2023-24" in said[0] and "4 places" in said[0]
    assert "£318,400 a year in 2023-24 prices" in said[1]


def test_the_record_of_prices_says_how_many_past_years_were_tried():
    table = price_record.price_backtest().table
    assert len(table) == 9 and table["Past years tried"].tolist()[:3] == ["6", "5", "4"]
    said = price_record.price_record_said().paragraphs
    assert len(said) == 3 and "3 years ahead" in said[0] and "4 past years tried" in said[0]
    assert table["In the 80% range"].iloc[2] in said[0]


def test_the_traps_are_printed():
    text = savings.cost_traps().text
    assert "31 March" in text and "days of care" in text and "fee" in text

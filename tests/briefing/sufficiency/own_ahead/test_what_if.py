"""What scenarios change, what a week costs and who needs help after 18, of invented futures."""

from dataclasses import replace
from typing import Any

import pandas as pd
import pytest

from analysis import briefing
from analysis.briefing.sufficiency.outlook import Outlook
from analysis.core import returned
from analysis.core.shapes import QUANTILES
from analysis.forecast.histories.scenarios import effects
from analysis.forecast.histories.summary import IN_CARE, LEAVERS, STAYING_PUT
from analysis.present.parts.exhibit import Exhibit
from analysis.present.words.returns.ahead import (
    Spread,
    difference_in_children,
    difference_in_pounds,
)
from own_futures import FIRST, MONTHS, YEARS, ahead, row, with_ahead
from reading import faults, told

OPENED = briefing.open_outlook("Herefordshire", "2026-11-22")
FEWER = "One child a month fewer"
CHANGE = {"number": 1, "unit": "children a month", "from": "2026-10-01"}
RECORD = {
    returned.WHAT_IF: {
        "own": False,
        "scenarios": [{"name": FEWER, "changes": [CHANGE]}],
        "prices": [
            {"kind": "foster", "source": "own fees", "price_year": "2025-26"},
            {"kind": "other", "source": "no price", "price_year": ""},
        ],
    }
}


def spread(low: float, middle: float, high: float) -> Spread:
    return Spread(day=FIRST, low=low, middle=middle, high=high)


def changed(measure: str, day: pd.Timestamp, middle: float, step: float, **more: Any) -> dict:
    made = row(measure, day, middle)
    return made | {name: middle + step * (n - 5) for n, name in enumerate(QUANTILES)} | more


@pytest.fixture(scope="module")
def there() -> Outlook:
    """A council whose scenario has 12 children fewer, and 400,000 pounds less in whole years."""
    mine = {"scenario": FEWER}
    rows = [
        changed(effects.COST, YEARS[1], 30_000_000, 1_000_000),
        changed(IN_CARE, MONTHS[-1], 288, 2, **mine),
        changed(effects.FEWER_OR_MORE, MONTHS[-1], -12, 0.5, **mine),
        changed(effects.MIX, YEARS[1], 40, 1, dimension="provider", category="foster/own"),
        changed(effects.PRICE, YEARS[1], 540, 0, dimension="provider", category="foster/own"),
        changed(effects.MIX, YEARS[1], 60, 1, dimension="provider", category="others_together"),
        changed(effects.UNMET, MONTHS[-1], 12, 0, **mine),
        *(changed(effects.COST_DIFFERENCE, y, -400_000, 50_000, **mine) for y in YEARS[1:3]),
        *(changed(STAYING_PUT, y, 40, 2) for y in YEARS[:3]),
        *(changed(LEAVERS, y, 150, 1, dimension="age", category="18_to_20") for y in YEARS[:3]),
    ]
    known = ahead()
    both = pd.concat([known.projected, pd.DataFrame(rows)], ignore_index=True)
    outlook = with_ahead(OPENED, replace(known, projected=both))
    own = outlook.figures.own
    assert own
    record = {**own.record, returned.FUTURES: RECORD}
    figures = replace(outlook.figures, own=replace(own, record=record))
    return replace(outlook, figures=figures)


def test_a_scenario_is_told_in_children_and_in_pounds(there: Outlook) -> None:
    shown = briefing.what_if_futures(there)
    assert isinstance(shown, Exhibit)
    line = shown.table.iloc[0]
    assert line["If"] == FEWER
    assert line["Size"] == "1 child a month from October 2026"
    assert line["Children on 30 September 2029"].startswith("12 fewer (1")
    assert line["Cost of homes, 2027-28"].startswith("£400,000 less (")
    assert "homes cost £30.0 million in 2027-28" in shown.note
    assert "12% of futures" in shown.note
    assert "examples" in shown.note


def test_every_home_has_its_share_and_its_price_or_says_that_none_is_known(there: Outlook) -> None:
    shown = briefing.prices_of_homes(there)
    assert isinstance(shown, Exhibit)
    prices = dict(zip(shown.table["Home and provider"], shown.table["Pounds a week"], strict=True))
    assert prices == {
        "With foster carers: the council itself": "£540",
        "All others together": "not known",
    }
    assert "prices of 2025-26" in shown.note
    assert "Other: no price." in shown.note


def test_young_people_after_18_are_told_at_each_end_of_march(there: Outlook) -> None:
    shown = briefing.after_18(there)
    assert isinstance(shown, Exhibit)
    assert shown.table["On"].tolist() == ["31 March 2027", "31 March 2028", "31 March 2029"]
    assert set(shown.table.columns) == {
        "On",
        "Care leavers aged 18 to 20",
        "Staying put with foster carers",
    }


@pytest.mark.parametrize(
    "tell", [briefing.what_if_futures, briefing.prices_of_homes, briefing.after_18]
)
def test_all_of_it_reads_well(tell: Any, there: Outlook) -> None:
    assert [fault for text in told(tell(there)) for fault in faults(text)] == []


@pytest.mark.parametrize(
    ("ends", "children"),
    [
        ((-20, -17, -14), "17 fewer (14 to 20)"),
        ((14, 17, 20), "17 more (14 to 20)"),
        ((0, 0, 0), "no change in number"),
        ((-3, 2, 7), "2 more (3 fewer to 7 more)"),
        ((-12.6, -12.6, -12.6), "13 fewer"),
    ],
)
def test_a_difference_has_one_direction_or_both(ends: tuple, children: str) -> None:
    low, middle, high = ends
    assert difference_in_children(spread(low, middle, high)) == children


def test_a_difference_in_pounds_is_to_ten_thousand() -> None:
    assert difference_in_pounds(spread(-695_000, -422_000, -326_000)) == (
        "£420,000 less (£330,000 to £700,000)"
    )
    assert difference_in_pounds(spread(100, 200, 300)) == "no change in cost"

"""The picture of months to come: panels that share their months, each on its own scale."""

import re

import pandas as pd
import pytest

from analysis.present.charts.forecast.months_ahead import Panel, months_ahead
from analysis.present.parts.exhibit import Exhibit
from own_futures import ahead

PAST = pd.DataFrame(
    {
        "period_end": pd.to_datetime(["2026-03-31", "2026-06-30", "2026-09-30"]),
        "value": [305.0, float("nan"), 300.0],
        "status": ["ok", "suppressed", "ok"],
    }
)
PLACES = pd.DataFrame(
    {"period_end": pd.to_datetime(["2026-03-31", "2030-03-31"]), "central": [250.0, 210.0]}
)


@pytest.fixture(scope="module")
def shown() -> Exhibit:
    total = Panel(
        title="All children", past=PAST, ahead=ahead().rows("in_care"), places=PLACES.iloc[:0]
    )
    foster = Panel(
        title="Foster care",
        past=PAST.assign(value=[198.0, 199.0, 200.0], status="ok"),
        ahead=ahead().rows("in_care", "placement", "foster"),
        places=PLACES,
    )
    words = {"headline": "How many", "subtitle": "Children", "source": "Invented"}
    return months_ahead("months", [total, foster], notes=["A note."], **words)


def test_every_panel_has_its_bands_its_middle_and_its_past(shown: Exhibit) -> None:
    assert shown.svg
    assert [len(re.findall(f'id="{each}"', shown.svg)) for each in ("band-p025", "band-p10")] == [
        2,
        2,
    ]
    assert len(re.findall('id="central"', shown.svg)) == 2
    assert len(re.findall('id="own-return"', shown.svg)) == 2


def test_the_words_say_now_then_and_places_where_there_are_any(shown: Exhibit) -> None:
    assert shown.alt == (
        "Fan chart by month to September 2029, eight of ten futures: all children 300 now, 294 to "
        "306 then; foster care 200 now, 194 to 206 then, 215 places."
    )


def test_the_table_has_every_past_day_and_every_third_month(shown: Exhibit) -> None:
    table = shown.table.set_index("Day")
    assert len(table) == 3 + 12
    assert table.loc["30 Jun 2026", "All children"] == "suppressed"
    assert table.loc["30 Sep 2026", "All children"] == "300"
    assert table.loc["31 Dec 2026", "All children"] == "300 (294 to 306)"
    assert table.loc["31 Dec 2026", "All children, nineteen of twenty"] == "290 to 310"
    assert table.loc["31 Mar 2028", "Usable places, foster care"] == "230"
    assert "Usable places, all children" not in table

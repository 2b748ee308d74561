"""The ten statistical neighbours of an invented town: by hand, with some of them suppressed."""

from dataclasses import replace
from typing import Any

import pandas as pd
import pytest

from analysis.core import shapes
from analysis.measure.comparators import STATISTICS, neighbour_rows
from towns import NEIGHBOUR_NAMES, RATE, SCORE, SHARE, frame, measured_row

NAN = float("nan")
CODES = list(NEIGHBOUR_NAMES)
# Rates of eight neighbours, and the children and population behind them; two are suppressed.
RATES = (40, 52, 55, 60, 64, 71, 80, 122)
PEOPLE = (10_000, 20_000, 10_000, 40_000, 10_000, 10_000, 20_000, 50_000)


def model(name: str = "neighbours_2025", area: str = "1") -> pd.DataFrame:
    """Ten neighbours of one town, closest first."""
    records = [(name, area, rank, code, 0.0) for rank, code in enumerate(CODES, 1)]
    return pd.DataFrame(records, columns=list(shapes.NEIGHBOURS))


def rate_rows(usable: int = 8, year: int = 2025, counted: bool = True) -> list[dict[str, Any]]:
    """Own rows of the ten: the first `usable` have a figure, the others are suppressed."""
    records = []
    for place, code in enumerate(CODES):
        has = place < usable
        people = PEOPLE[place % 8]
        behind = {
            "numerator": RATES[place % 8] * people / RATE.per if has and counted else NAN,
            "denominator": people if has and counted else NAN,
        }
        value = RATES[place % 8] if has else None
        records.append(measured_row(RATE, code, year, value=value, **behind))
    return records


def summary(records: list[dict[str, Any]], *models: pd.DataFrame, **changed: Any) -> pd.DataFrame:
    """The neighbours' rows by statistic."""
    neighbours = pd.concat(models) if models else model()
    rows = neighbour_rows(frame(records), neighbours, [replace(RATE, **changed)])
    return shapes.check_measured(rows).set_index("statistic")


def test_every_statistic_is_as_worked_out_by_hand() -> None:
    rows = summary(rate_rows())
    assert set(rows.index) == set(STATISTICS)
    # Median of eight: (60 + 64) / 2. Mean: 544 / 8. Pooled: 1,344 children of 170,000.
    assert rows["value"].to_dict() == {
        "median": 62.0,
        "mean": 68.0,
        "pooled": 79.1,
        "lowest": 40.0,
        "highest": 122.0,
    }
    assert (rows.loc["pooled", "numerator"], rows.loc["pooled", "denominator"]) == (1344, 170_000)
    assert set(rows["method"]) == {"8 of 10 usable, 2 suppressed"}
    assert set(rows["area"]) == {"1"} and set(rows["group"]) == {"neighbours_2025"}
    assert set(rows["status"]) == {"ok"}


def test_a_comparator_is_taken_as_fixed() -> None:
    assert summary(rate_rows())[list(shapes.LIMITS)].isna().all(axis=None)


def test_values_are_rounded_to_one_more_decimal_than_is_printed() -> None:
    rows = summary(rate_rows(usable=7))
    assert rows.loc["mean", "value"] == 60.3  # 422 / 7 = 60.2857
    assert rows.loc["median", "value"] == 60.0


@pytest.mark.parametrize("usable", [0, 1, 4])
def test_fewer_than_five_usable_neighbours_give_no_figure(usable: int) -> None:
    rows = summary(rate_rows(usable))
    assert set(rows["status"]) == {"not_available"}
    assert rows[["value", "numerator", "denominator"]].isna().all(axis=None)
    assert set(rows["method"]) == {f"{usable} of 10 usable, {10 - usable} suppressed"}


def test_five_usable_neighbours_are_enough() -> None:
    rows = summary(rate_rows(usable=5))
    assert rows["value"].notna().all()
    assert rows.loc["median", "value"] == 55


def test_without_counts_there_is_no_pooled_value() -> None:
    rows = summary(rate_rows(counted=False))
    assert set(rows.index) == set(STATISTICS) - {"pooled"}
    assert rows.loc["mean", "value"] == 68


def test_pooling_leaves_out_a_neighbour_without_a_published_value() -> None:
    records = rate_rows()
    records[0] |= {"value": NAN, "status": shapes.SUPPRESSED}
    rows = summary(records)
    assert rows.loc["pooled", "numerator"] == 1344 - 40
    assert rows.loc["pooled", "denominator"] == 160_000
    assert rows.loc["lowest", "value"] == 52


def test_a_pooled_share_is_a_percentage() -> None:
    records = [
        measured_row(SHARE, code, 2025, value=80, numerator=80, denominator=100) for code in CODES
    ]
    rows = neighbour_rows(frame(records), model(), [SHARE]).set_index("statistic")
    assert rows.loc["pooled", "value"] == rows.loc["median", "value"] == 80


@pytest.mark.parametrize(("per", "pooled"), [(1, 2.5), (100, 250.0)])
def test_a_pooled_ratio_is_scaled_as_its_indicator_says(per: int, pooled: float) -> None:
    ratio = replace(SHARE, kind="ratio", per=per, decimals=1)
    records = [
        measured_row(ratio, code, 2025, value=2.5 * per, numerator=250, denominator=100)
        for code in CODES
    ]
    rows = neighbour_rows(frame(records), model(), [ratio]).set_index("statistic")
    assert rows.loc["pooled", "value"] == rows.loc["median", "value"] == pooled


def test_the_older_model_is_kept_for_the_newest_period_only() -> None:
    records = rate_rows(year=2024) + rate_rows(year=2025)
    rows = summary(records, model(), model("neighbours_2021")).reset_index()
    years = rows.groupby("group")["period_end"].agg(lambda d: sorted(set(d.dt.year)))
    assert years.to_dict() == {"neighbours_2021": [2025], "neighbours_2025": [2024, 2025]}


def test_the_newest_period_is_the_newest_with_a_figure() -> None:
    records = rate_rows(year=2024) + rate_rows(usable=0, year=2025)
    rows = summary(records, model("neighbours_2021")).reset_index()
    assert rows.loc[rows["status"] == "ok", "period_end"].dt.year.unique().tolist() == [2024]


def test_every_authority_has_its_own_ten() -> None:
    elsewhere = model(area="2").assign(neighbour=[*CODES[5:], *"abcde"])
    rows = summary(rate_rows(), model(), elsewhere)
    medians = rows.loc["median"].set_index("area")
    assert medians.loc["1", "value"] == 62
    assert medians.loc["2", "status"] == "not_available"
    assert medians.loc["2", "method"] == "3 of 10 usable, 2 suppressed"


def test_an_indicator_not_compared_with_neighbours_has_no_rows() -> None:
    rows = neighbour_rows(frame(rate_rows()), model(), [replace(RATE, comparators=("england",))])
    assert rows.empty
    assert list(rows.columns) == list(shapes.MEASURED)


def test_categories_and_indicators_are_kept_apart() -> None:
    records = rate_rows()
    records += [measured_row(SCORE, code, 2025, value=17) for code in CODES]
    rows = neighbour_rows(frame(records), model(), [RATE, SCORE])
    means = rows[rows["statistic"] == "mean"].set_index("indicator")["value"]
    assert means.to_dict() == {"cla_rate": 68, "attainment_8": 17}

"""What a week costs: the council's own fee first, then a published unit cost, then nothing."""

import numpy as np
import pandas as pd
import pytest

from analysis.core.shapes import ALL
from analysis.forecast.histories.scenarios.prices import (
    NO_PRICE,
    OF_AREA,
    OF_ENGLAND,
    OWN_FEES,
    published,
    weekly,
)

STATES = (("childrens_homes", "private"), ("foster", "own"), ("foster", "private"), ("parents", ""))
NOW = np.array([10, 30, 10, 5])
UNIT_COSTS = pd.DataFrame(
    [
        ("foster", 800.0, "2024-25", OF_AREA),
        ("childrens_homes", 7000.0, "2024-25", OF_ENGLAND),
    ],
    columns=["kind", "weekly_gbp", "price_year", "source"],
)


def fees(*rows: tuple[str, str, float]) -> pd.DataFrame:
    """Fees in prices of 2025-26."""
    whole = [(*row, "2025-26") for row in rows]
    return pd.DataFrame(whole, columns=["kind", "provider", "weekly_gbp", "price_year"])


def priced(given: pd.DataFrame, **dearer: float) -> list[tuple]:
    """The price, its year and its source, for each of STATES."""
    found = weekly(STATES, NOW, given, UNIT_COSTS, dearer)
    assert list(zip(found["kind"], found["provider"], strict=True)) == list(STATES)
    return list(found[["weekly_gbp", "price_year", "source"]].itertuples(index=False, name=None))


def test_a_fee_of_the_kind_and_provider_comes_first() -> None:
    homes, own, agency, _ = priced(fees(("foster", "private", 950), ("foster", "", 500)))
    assert agency == (950, "2025-26", OWN_FEES)
    assert own == (500, "2025-26", OWN_FEES)
    assert homes == (7000, "2024-25", OF_ENGLAND)


def test_a_kind_that_nobody_publishes_a_cost_of_has_no_price() -> None:
    *_, parents = priced(fees())
    assert np.isnan(parents[0])
    assert parents[1:] == ("", NO_PRICE)


def test_a_unit_cost_is_parted_between_our_own_and_independent_carers() -> None:
    _, own, agency, _ = priced(fees(), foster=20.0)
    assert agency[0] / own[0] == pytest.approx(1.2)
    assert (30 * own[0] + 10 * agency[0]) / 40 == pytest.approx(800)


def test_without_a_difference_all_providers_cost_the_same() -> None:
    _, own, agency, _ = priced(fees())
    assert own[0] == agency[0] == 800


class TestPublished:
    @staticmethod
    def counts(*rows: tuple[str, str, str, float]) -> pd.DataFrame:
        return pd.DataFrame(
            [
                (measure, area, pd.Timestamp(end), ALL, ALL, value, "gbp_per_week", "2026-01-01")
                for measure, area, end, value in rows
            ],
            columns=[
                "measure",
                "area",
                "period_end",
                "dimension",
                "category",
                "value",
                "unit",
                "release",
            ],
        )

    def test_the_newest_of_the_area_and_otherwise_of_england(self) -> None:
        found = published(
            self.counts(
                ("unit_cost_fostering", "901", "2024-03-31", 700),
                ("unit_cost_fostering", "901", "2025-03-31", 750),
                ("unit_cost_fostering", "E92000001", "2025-03-31", 765),
                ("unit_cost_residential", "E92000001", "2025-03-31", 7385),
            ),
            "901",
            2026,
        ).set_index("kind")
        assert found.loc["foster"].tolist() == [750, "2024-25", OF_AREA]
        assert found.loc["childrens_homes"].tolist() == [7385, "2024-25", OF_ENGLAND]

    def test_none_where_none_was_published_in_five_years(self) -> None:
        old = self.counts(("unit_cost_fostering", "901", "2020-03-31", 700))
        assert published(old, "901", 2026).empty

"""Pounds by financial year: a child for a week costs the price of a week."""

from datetime import date

import numpy as np
import pytest

from analysis.forecast.histories.scenarios.course import Course
from analysis.forecast.histories.scenarios.money import Spent, Years


def days(*ends: str) -> np.ndarray:
    """Last days of months as numbers."""
    return np.array([date.fromisoformat(each).toordinal() for each in ends])


def course(children, *, budgeted=None, running=()) -> Course:
    """Of children, future x month x state."""
    whole = np.array(children, dtype=float)
    return Course(whole, np.zeros_like(whole) if budgeted is None else budgeted, running)


def pounds(of: Course, weekly: np.ndarray, years: Years) -> np.ndarray:
    """What it costs, future x year."""
    return Spent.of(of, years).pounds(weekly)


def months(first: int, many: int) -> np.ndarray:
    """The last days of so many months and the one before, from a month of 2025."""
    firsts = [first + n for n in range(many + 1)]
    return np.array([date(2025 + n // 12, n % 12 + 1, 1).toordinal() - 1 for n in firsts])


APRIL = 3
WHOLE_YEAR = months(APRIL, 12)


class TestYears:
    def test_a_year_runs_from_april_to_march(self) -> None:
        years = Years.of(WHOLE_YEAR)
        assert years.ends == (2026,)
        assert years.weeks.sum() == pytest.approx(365 / 7)
        assert years.whole == (True,)

    def test_a_leap_year_has_a_day_more(self) -> None:
        years = Years.of(days("2027-03-31", "2028-03-31"))
        assert years.weeks.sum() == pytest.approx(366 / 7)
        assert years.whole == (True,)

    def test_a_year_that_is_forecast_in_part_is_not_whole(self) -> None:
        years = Years.of(days("2025-09-30", "2026-03-31", "2026-04-30"))
        assert years.ends == (2026, 2027)
        assert (7 * years.weeks.sum(0)).tolist() == pytest.approx([182, 30])
        assert years.whole == (False, False)

    def test_days_on_both_sides_of_a_year_go_to_each(self) -> None:
        years = Years.of(days("2026-03-15", "2026-04-30"))
        assert (7 * years.weeks).tolist() == [[0, 0], [16, 30]]


class TestPounds:
    def test_a_child_all_year_costs_the_weeks_of_a_year(self) -> None:
        all_year = course(np.ones((1, 13, 1)))
        found = pounds(all_year, np.array([700.0]), Years.of(WHOLE_YEAR))
        assert found == pytest.approx(np.array([[365 * 100.0]]))

    def test_a_month_costs_its_days(self) -> None:
        years = Years.of(days("2025-03-31", "2025-04-30", "2025-05-31"))
        one, two = [[5], [1], [0]], [[5], [1], [1]]
        assert pounds(course([one, two]), np.array([700.0]), years).ravel().tolist() == (
            pytest.approx([30 * 100, 61 * 100])
        )

    def test_those_without_a_price_cost_nothing(self) -> None:
        both = course(np.ones((1, 13, 2)))
        found = pounds(both, np.array([np.nan, 700.0]), Years.of(WHOLE_YEAR))
        assert found[0, 0] == pytest.approx(36_500)

    def test_a_home_costs_its_budget_however_many_live_there(self) -> None:
        years, opened = Years.of(WHOLE_YEAR), date(2025, 4, 1)
        three = np.full((1, 13, 1), 3.0)
        budget = course(three, budgeted=three, running=((opened, 1e6),))
        assert pounds(budget, np.array([7000.0]), years)[0, 0] == pytest.approx(1e6)

    def test_a_home_opened_in_march_costs_the_days_of_march(self) -> None:
        nobody = np.zeros((1, 13, 1))
        opened = course(nobody, running=((date(2026, 3, 1), 365_000.0),))
        assert pounds(opened, np.array([0.0]), Years.of(WHOLE_YEAR))[0, 0] == pytest.approx(31_000)

    def test_a_budget_from_before_the_forecast_is_paid_for_what_is_forecast(self) -> None:
        years = Years.of(days("2025-03-31", "2025-04-30"))
        opened = course(np.zeros((1, 2, 1)), running=((date(2024, 1, 1), 365_000.0),))
        assert pounds(opened, np.array([0.0]), years)[0, 0] == pytest.approx(30_000)


class TestMixAndPrice:
    YEARS = Years.of(WHOLE_YEAR)
    HALF = Spent.of(course(np.stack([np.ones((1, 13)), np.full((1, 13), 3.0)], axis=2)), YEARS)

    def test_weeks_are_those_of_children_in_each_state(self) -> None:
        assert self.HALF.all[0, :, 0].tolist() == pytest.approx([365 / 7, 3 * 365 / 7])

    def test_shares_are_of_all_childrens_weeks(self) -> None:
        assert self.HALF.mix([0])[0, 0] == pytest.approx(25)
        assert self.HALF.mix([0, 1])[0, 0] == pytest.approx(100)

    def test_the_mean_price_counts_each_week_alike(self) -> None:
        found = self.HALF.mean_price(np.array([1000.0, 600.0]), [0, 1])
        assert found[0, 0] == pytest.approx(700)

    def test_a_state_without_a_price_is_left_out_of_the_mean(self) -> None:
        found = self.HALF.mean_price(np.array([np.nan, 600.0]), [0, 1])
        assert found[0, 0] == pytest.approx(600)

    def test_children_whose_home_has_a_budget_are_in_the_mix_and_not_in_the_mean_price(
        self,
    ) -> None:
        nobody_pays = np.ones((1, 13, 2))
        nobody_pays[..., 1] = 0
        spent = Spent.of(course(np.ones((1, 13, 2)), budgeted=nobody_pays), self.YEARS)
        assert spent.mix([0])[0, 0] == pytest.approx(50)
        assert spent.mean_price(np.array([7000.0, 600.0]), [0, 1])[0, 0] == pytest.approx(600)

    def test_there_is_no_price_where_nobody_lives(self) -> None:
        nobody = Spent.of(course(np.zeros((1, 13, 1))), self.YEARS)
        assert np.isnan(nobody.mean_price(np.array([600.0]), [0])).all()

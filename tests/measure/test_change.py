"""Change over time, on invented towns and against published worked examples."""

from datetime import date
from typing import Any

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from analysis.core.errors import ShapeError
from analysis.core.shapes import LIMITS, MEASURED, OK, SUPPRESSED, check_measured
from analysis.measure.change import (
    Change,
    five_year_change,
    last_change,
    pool_three_years,
    trend_marker,
    trend_test,
)
from analysis.measure.differences import newcombe_difference


def rows(
    points: dict[int, Any], *, per: float = 100, area: str = "Fairtown", **columns: Any
) -> pd.DataFrame:
    """A series of (count, out of) by year; a bare number is a value with no counts behind it."""
    table = []
    for year, point in points.items():
        x, n = point if isinstance(point, tuple) else (np.nan, np.nan)
        value = round(x / n * per) if isinstance(point, tuple) else point
        table.append(
            dict.fromkeys(MEASURED, np.nan)
            | {
                "indicator": "same_placement_two_years",
                "area": area,
                "period_end": pd.Timestamp(year, 3, 31),
                "dimension": "all",
                "category": "all",
                "group": "self",
                "statistic": "own",
                "value": value,
                "numerator": x,
                "denominator": n,
                "method": "Wilson",
                "status": SUPPRESSED if pd.isna(value) else OK,
            }
            | columns
        )
    return pd.DataFrame(table, columns=list(MEASURED))


STEADY = {2019: (70, 100), 2020: (69, 100), 2021: (71, 100), 2022: (70, 100), 2023: (68, 100)}
RISING = {2021: (140, 400), 2022: (180, 400), 2023: (220, 400), 2024: (250, 400), 2025: (290, 400)}


def test_a_clear_rise_is_newcombes_difference_in_points() -> None:
    # Newcombe 1998, Table II, contrast a: 48/80 then 56/70 differ by 0.0524 to 0.3339.
    change = last_change(rows({2024: (48, 80), 2025: (56, 70)}), "proportion")
    assert change.verdict == "rose"
    assert (change.earlier, change.later) == (date(2024, 3, 31), date(2025, 3, 31))
    assert (change.from_value, change.to_value, change.difference) == (60, 80, 20)
    assert (change.lower, change.upper) == pytest.approx((5.24, 33.39), abs=0.005)


def test_a_fall_is_a_rise_turned_round() -> None:
    change = last_change(rows({2024: (56, 70), 2025: (48, 80)}), "proportion")
    assert change.verdict == "fell"
    assert (change.lower, change.upper) == pytest.approx((-33.39, -5.24), abs=0.005)


def test_no_evidence_says_what_change_would_have_shown() -> None:
    change = last_change(rows({2024: (99, 146), 2025: (96, 146)}), "proportion")
    assert change.verdict == "no_evidence"
    assert change.detectable == pytest.approx(10.8, abs=0.1)


def test_equal_printed_figures_are_never_a_change() -> None:
    # 67.45% and 66.55% of 100,000 differ beyond chance, but both are printed as 67.
    change = last_change(rows({2024: (67_450, 100_000), 2025: (66_550, 100_000)}), "proportion")
    assert newcombe_difference(66_550, 100_000, 67_450, 100_000)[1] < 0
    assert (change.verdict, change.difference) == ("no_evidence", 0)


def test_counts_that_contradict_the_printed_figures_are_no_evidence() -> None:
    series = rows({2024: (200, 1_000), 2025: (300, 1_000)}).assign(value=[31.0, 29.0])
    change = last_change(series, "proportion")
    assert (change.verdict, change.difference) == ("no_evidence", -2)


@pytest.mark.parametrize(("later", "verdict"), [(560, "rose"), (360, "fell"), (470, "no_evidence")])
def test_rates_and_numbers_are_compared_as_poisson_counts(later: int, verdict: str) -> None:
    rate = rows({2024: (450, 60_000), 2025: (later, 60_000)}, per=10_000)
    number = rows({2024: 450, 2025: later})
    by_rate = last_change(rate, "rate", per=10_000)
    by_number = last_change(number, "number")
    assert by_rate.verdict == by_number.verdict == verdict
    assert (by_number.lower, by_number.upper) == pytest.approx(
        (by_rate.lower * 6, by_rate.upper * 6)
    )


def test_a_rate_needs_its_per() -> None:
    with pytest.raises(ValueError, match="needs `per`"):
        last_change(rows({2024: (450, 60_000), 2025: (460, 60_000)}), "rate")


def test_without_counts_there_is_no_test() -> None:
    for kind in ("mean", "money", "proportion"):
        change = last_change(rows({2024: 13.9, 2025: 14.4}), kind)
        assert (change.verdict, change.difference) == ("no_test", 0.5)
        assert change.lower is change.upper is change.detectable is None


def test_a_cohort_of_nobody_or_an_impossible_one_is_not_tested() -> None:
    for point in ((0.0, 0.0), (12, 10)):
        series = rows({2024: (5, 10), 2025: (5, 10)})
        series.loc[1, ["numerator", "denominator"]] = point
        assert last_change(series, "proportion").verdict == "no_test"


def test_a_comparison_is_never_made_across_a_break() -> None:
    series = rows({2023: (48, 80), 2024: (56, 70)})
    broken = last_change(series, "proportion", breaks=[date(2023, 10, 28)])
    assert (broken.verdict, broken.difference) == ("series_break", None)
    assert (broken.from_value, broken.to_value) == (60, 80)
    for outside in (date(2023, 3, 31), date(2024, 4, 1)):
        assert last_change(series, "proportion", breaks=[outside]).verdict == "rose"
    assert last_change(series, "proportion", breaks=[date(2024, 3, 31)]).verdict == "series_break"


@pytest.mark.parametrize("points", [{}, {2025: (5, 10)}, {2023: (5, 10), 2025: (9, 10)}])
def test_a_year_before_must_be_published(points: dict[int, Any]) -> None:
    change = last_change(rows(points), "proportion")
    assert (change.verdict, change.earlier) == ("too_few_years", None)
    assert change.later == (date(2025, 3, 31) if points else None)


def test_suppressed_points_are_passed_over() -> None:
    series = rows({2023: (48, 80), 2024: (56, 70), 2025: np.nan})
    change = last_change(series, "proportion")
    assert (change.verdict, change.later) == ("rose", date(2024, 3, 31))


@pytest.mark.parametrize(
    ("years", "earlier"),
    [
        ((2018, 2019, 2020, 2021, 2025), 2020),
        ((2018, 2021, 2022, 2025), 2021),
        ((2022, 2023, 2024, 2025), 2022),
        ((2018, 2019, 2023, 2024, 2025), None),
    ],
)
def test_five_years_back_or_the_earliest_of_at_least_three(
    years: tuple[int, ...], earlier: int | None
) -> None:
    change = five_year_change(rows(dict.fromkeys(years, (50, 100))), "proportion")
    assert change.earlier == (date(earlier, 3, 31) if earlier else None)
    assert change.verdict == ("no_evidence" if earlier else "too_few_years")


def test_five_years_start_on_this_side_of_a_break_where_three_are_left() -> None:
    series = rows(dict.fromkeys(range(2018, 2026), (50, 100)))
    early = five_year_change(series, "proportion", breaks=[date(2021, 1, 1)])
    assert (early.verdict, early.earlier) == ("no_evidence", date(2021, 3, 31))
    late = five_year_change(series, "proportion", breaks=[date(2023, 1, 1)])
    assert (late.verdict, late.earlier) == ("series_break", date(2020, 3, 31))


def test_more_than_one_series_is_refused() -> None:
    two = pd.concat([rows(STEADY), rows(STEADY, area="Otherby")])
    with pytest.raises(ShapeError, match="expected one series"):
        last_change(two, "proportion")


def test_trend_test_matches_the_published_example() -> None:
    # Altman 1991, Practical Statistics for Medical Research, p. 229 (caesarean section by shoe
    # size), worked in Dalgaard, Introductory Statistics with R, section 7.3: chi-square 8.0237.
    yes, no = np.array([5, 7, 6, 7, 8, 10]), np.array([17, 28, 36, 41, 46, 140])
    chi_square, score = trend_test(yes, yes + no, np.arange(6), "proportion")
    assert chi_square == pytest.approx(8.0237, abs=5e-5)
    assert score < 0


def test_the_poisson_trend_test_is_the_binomial_given_the_total() -> None:
    # Two periods: the chi-square for trend is (x1 n2 - x2 n1)^2 / (x n1 n2), one count's z squared.
    x, n = np.array([30.0, 50.0]), np.array([1_000.0, 1_200.0])
    share = n[1] / n.sum()
    z = (x[1] - x.sum() * share) / np.sqrt(x.sum() * share * (1 - share))
    assert trend_test(x, n, [0, 1], "rate")[0] == pytest.approx(z**2)


def test_the_trend_marker_of_a_fingertips_example() -> None:
    # The documented example of `assign_trend_markers` in PHEindicatormethods: five falling rates.
    counts, people = [1367, 1332, 1199, 1023, 994], [44701, 44064, 42811, 41527, 40299]
    points = dict(zip(range(2021, 2026), zip(counts, people, strict=True), strict=True))
    assert trend_marker(rows(points, per=1_000), "rate") == "decreasing"


def test_trend_markers_of_rising_and_steady_towns() -> None:
    assert trend_marker(rows(RISING), "proportion") == "increasing"
    assert trend_marker(rows(STEADY), "proportion") == "no significant change"
    assert trend_marker(rows(dict.fromkeys(STEADY, (0, 100))), "proportion") == (
        "no significant change"
    )


def test_one_outlying_year_is_not_a_trend() -> None:
    points = {2021: (210, 400), 2022: (206, 400), 2023: (203, 400), 2024: (200, 400)}
    series = rows(points | {2025: (330, 400)})
    counts = series["numerator"].to_numpy()
    assert trend_test(counts, [400] * 5, range(5), "proportion")[0] > stats.chi2.isf(0.002, 1)
    assert trend_marker(series, "proportion") == "no significant change"


@pytest.mark.parametrize(
    "spoilt",
    [
        rows({y: p for y, p in RISING.items() if y != 2021}),
        rows({2020: (100, 400)} | {y: p for y, p in RISING.items() if y != 2023}),
        rows(RISING | {2023: np.nan}),
        rows(RISING | {2023: 55}),
        rows(RISING, group="three_years"),
    ],
    ids=["four years", "a gap", "a suppressed year", "a year without counts", "overlapping"],
)
def test_no_trend_marker_without_five_whole_years(spoilt: pd.DataFrame) -> None:
    assert trend_marker(spoilt, "proportion") == "no trend test possible"


def test_no_trend_marker_across_a_break_or_for_means() -> None:
    assert trend_marker(rows(RISING), "proportion", [date(2023, 10, 28)]) == (
        "no trend test possible"
    )
    assert trend_marker(rows(RISING), "mean") == "no trend test possible"


def test_three_years_are_pooled_where_all_three_are_published() -> None:
    town = rows({2021: (6, 20), 2022: (8, 22), 2023: (7, 18), 2024: np.nan, 2025: (9, 21)})
    pooled = check_measured(pool_three_years(town))
    assert pooled["period_end"].dt.year.tolist() == [2023]
    row = pooled.iloc[0]
    assert (row["numerator"], row["denominator"]) == (21, 60)
    assert (row["group"], row["statistic"], row["method"], row["status"]) == (
        "three_years",
        "pooled",
        "Wilson, three years pooled",
        OK,
    )
    wilson = stats.binomtest(21, 60).proportion_ci(0.95, method="wilson")
    assert (row["value"], row["lower95"], row["upper95"]) == pytest.approx(
        (35, wilson.low * 100, wilson.high * 100)
    )


def test_windows_overlap_within_a_series_and_never_between_two() -> None:
    points = dict.fromkeys(range(2021, 2026), (5, 20))
    towns = pd.concat([rows(points), rows(points, area="Otherby"), rows({2026: (5, 20)}, area="A")])
    pooled = pool_three_years(towns.sample(frac=1, random_state=1))
    found = pooled.groupby("area")["period_end"].agg(lambda ends: ends.dt.year.tolist())
    assert found.to_dict() == {"Fairtown": [2023, 2024, 2025], "Otherby": [2023, 2024, 2025]}


def test_pooling_leaves_out_gaps_breaks_rates_and_comparators() -> None:
    points = {2021: (6, 20), 2022: (8, 22), 2023: (7, 18)}
    assert pool_three_years(rows({2020: (6, 20)} | points)).shape[0] == 2
    for spoilt in (
        rows({2020: (6, 20), 2022: (8, 22), 2023: (7, 18)}),
        rows(points, method="Byar"),
        rows(points, group="neighbours_2025"),
        rows(dict.fromkeys(points, (0.0, 1.0))).assign(denominator=0.0),
    ):
        pooled = pool_three_years(spoilt)
        assert pooled.empty and tuple(pooled.columns) == MEASURED
    broken = {"same_placement_two_years": [date(2022, 10, 28)]}
    assert pool_three_years(rows(points), broken).empty
    assert not pool_three_years(rows(points), {"another_indicator": broken.popitem()[1]}).empty


def test_pooling_refuses_two_figures_for_one_year() -> None:
    with pytest.raises(ShapeError, match="same date"):
        pool_three_years(pd.concat([rows(STEADY), rows(STEADY)]))


@st.composite
def cohorts(draw: st.DrawFn) -> tuple[int, int]:
    denominator = draw(st.integers(1, 2_000))
    return draw(st.integers(0, denominator)), denominator


@given(cohorts(), cohorts())
def test_a_change_never_contradicts_itself(first: tuple[int, int], last: tuple[int, int]) -> None:
    series = rows({2024: first, 2025: last})
    for change in (last_change(series, "proportion"), last_change(series, "rate", per=100)):
        _check_coherent(change)


def _check_coherent(change: Change) -> None:
    assert change.lower <= change.difference <= change.upper
    if change.verdict == "no_evidence":
        assert change.lower <= 0 <= change.upper
        assert abs(change.difference) <= change.detectable
    else:
        assert change.verdict == ("rose" if change.to_value > change.from_value else "fell")
        assert change.lower > 0 or change.upper < 0
        assert abs(change.difference) >= change.detectable


@given(st.lists(cohorts(), min_size=3, max_size=7))
def test_pooled_rows_keep_the_measured_shape_and_narrow(points: list[tuple[int, int]]) -> None:
    pooled = check_measured(pool_three_years(rows(dict(enumerate(points, start=2015)))))
    assert len(pooled) == len(points) - 2
    assert ((pooled[list(LIMITS)] >= 0) & (pooled[list(LIMITS)] <= 100 + 1e-9)).all(axis=None)
    assert (pooled["upper998"] - pooled["lower998"] > pooled["upper95"] - pooled["lower95"]).all()

"""Whether a target will be met, by limits or interval, and where a year should be by now."""

import numpy as np
import pandas as pd
import pytest

from analysis.core.errors import ShapeError
from analysis.core.quarters import Quarter
from analysis.measure.control_charts.assurance import (
    expected_by_now,
    from_interval,
    from_process,
    from_sum,
    same_quarter,
)
from analysis.measure.control_charts.limits import xmr

NAN = float("nan")
STEADY = [80, 82, 78, 81, 79, 82, 78, 81, 79, 80, 82, 78]
HIGH, LOW, NEUTRAL = "high is good", "low is good", "neutral"


def chart(values, polarity=HIGH):
    ends = pd.date_range("2023-06-30", periods=len(values), freq="QE")
    return xmr(pd.DataFrame({"period_end": ends, "value": values}), polarity)


@pytest.mark.parametrize(
    ("target", "polarity", "status"),
    [
        (60, HIGH, "will reliably meet"),
        (80, HIGH, "may or may not"),
        (95, HIGH, "will reliably miss"),
        (60, LOW, "will reliably miss"),
        (80, LOW, "may or may not"),
        (95, LOW, "will reliably meet"),
    ],
)
def test_the_status_is_the_place_of_the_target_beside_the_limits(target, polarity, status):
    found = from_process(chart(STEADY, polarity), target)
    assert (found.status, found.method) == (status, "process limits")


@pytest.mark.parametrize("points", [3, 5, 11])
def test_too_few_quarters_cannot_tell_yet(points):
    found = from_process(chart(STEADY[:points]), 80)
    assert found.status == "cannot tell yet"
    assert "at least 5" in found.why or "too few" in found.why


def test_a_process_on_its_way_to_the_target_is_not_said_to_miss_it():
    rising = [60, 61, 59, 60, 62, 61, 70, 71, 72, 70, 71, 72, 73]
    found = from_process(chart(rising), 90)
    assert found.status == "cannot tell yet" and "changing" in found.why
    assert from_process(chart(rising, LOW), 90).status == "cannot tell yet"


def test_a_signal_at_the_newest_point_cannot_tell_whatever_the_limits_say():
    for values, target in (([*STEADY, 99], 60), ([*STEADY, 50], 99), ([*STEADY, 99], 99.9)):
        found = from_process(chart(values), target)
        assert found.status == "cannot tell yet" and "changing" in found.why


@pytest.mark.parametrize(
    ("polarity", "status"), [(HIGH, "may or may not"), (LOW, "may or may not")]
)
def test_limits_that_are_printed_as_the_target_contain_it(polarity, status):
    row = chart(STEADY).last
    beyond = {HIGH: float(row["upper"]), LOW: float(row["lower"])}[polarity]
    target = round(beyond)
    shifted = [v + (target - beyond) - 0.3 * (1 if polarity == HIGH else -1) for v in STEADY]
    assert from_process(chart(shifted, polarity), target).status == status


def test_a_stock_of_mostly_the_same_people_is_judged_by_limits_twice_as_wide():
    row = chart(STEADY).last
    near = float(row["upper"]) + 2
    far = 2 * float(row["upper"]) - float(row["centre"]) + 2
    assert from_process(chart(STEADY), near).status == "will reliably miss"
    same = from_process(chart(STEADY), near, carried_over=True)
    assert same.status == "cannot tell yet" and "same from one quarter" in same.why
    assert from_process(chart(STEADY), far, carried_over=True).status == "will reliably miss"
    assert from_process(chart(STEADY), 80, carried_over=True).status == "may or may not"


def test_neutral_measures_and_those_without_a_target_have_no_status():
    assert from_process(chart(STEADY, NEUTRAL), 80).status == ""
    assert from_process(chart(STEADY), None).status == ""
    assert from_interval(70, 80, NAN, HIGH).status == ""
    with pytest.raises(ShapeError, match="polarity"):
        from_interval(70, 80, 75, "upwards")


def test_a_strategy_may_give_a_polarity_to_what_is_neutral_in_general():
    assert from_process(chart(STEADY, NEUTRAL), 95, LOW).status == "will reliably meet"


@pytest.mark.parametrize(
    ("target", "polarity", "status"),
    [
        (85, HIGH, "will reliably miss"),
        (70, HIGH, "will reliably meet"),
        (75, HIGH, "may or may not"),
        (75, LOW, "may or may not"),
        (69, LOW, "will reliably miss"),
        (80, LOW, "will reliably meet"),
    ],
)
def test_a_yearly_figure_is_judged_by_its_whole_interval(target, polarity, status):
    found = from_interval(70, 80, target, polarity)
    assert (found.status, found.method) == (status, "95% interval")


def test_a_yearly_figure_without_an_interval_cannot_tell():
    assert from_interval(NAN, NAN, 80, HIGH).status == "cannot tell yet"


def sums(by_year, upto=4):
    rows = [
        (Quarter(year, n).last, value)
        for year, values in by_year.items()
        for n, value in enumerate(values, start=1)
    ]
    return pd.DataFrame(rows, columns=["period_end", "value"])


def test_a_sum_is_set_against_the_share_that_earlier_years_had_by_then():
    # By the second quarter the years before had 4 of 10 and 6 of 12: 0.4 and 0.5 of the year.
    series = sums({2023: [1, 4, 7, 10], 2024: [2, 6, 9, 12], 2025: [1, 6]})
    found = expected_by_now(series, Quarter(2025, 2), 10)
    assert (found.low, found.by_now, found.high) == pytest.approx((4, 4.5, 5))
    assert found.years == (2023, 2024)
    assert found.place == "above" and found.value == 6


def test_an_early_sum_is_not_better_than_the_last_whole_year():
    # The trap: 2% by June is not better than 10% by March.
    series = sums({2024: [1, 3, 6, 10], 2025: [2]})
    found = expected_by_now(series, Quarter(2025, 1), 10)
    assert found.place == "above"
    assert found.by_now == pytest.approx(1)


def test_without_a_whole_earlier_year_each_quarter_adds_the_same():
    found = expected_by_now(sums({2025: [2, 5]}), Quarter(2025, 2), 10)
    assert found.by_now == found.low == found.high == 5
    assert found.years == () and found.place == "about"


def test_a_sum_is_above_only_where_its_whole_interval_is():
    series = sums({2023: [1, 4, 7, 10], 2024: [2, 6, 9, 12], 2025: [1, 6]})
    close = series.assign(lower95=series["value"] - 2, upper95=series["value"] + 2)
    assert expected_by_now(close, Quarter(2025, 2), 10).place == "about"
    apart = series.assign(lower95=series["value"] - 0.5, upper95=series["value"] + 0.5)
    assert expected_by_now(apart, Quarter(2025, 2), 10).place == "above"
    assert expected_by_now(series, Quarter(2025, 2), 10, "count").place == "about"
    many = series.assign(value=series["value"] * 20)
    assert expected_by_now(many, Quarter(2025, 2), 180, "count").place == "above"


def test_earlier_years_that_are_hidden_are_counted():
    series = sums({2022: [1, NAN, 4, 8], 2023: [1, 4, NAN, 10], 2024: [1, 2, 3, NAN], 2025: [1, 6]})
    status = ["suppressed" if np.isnan(v) else "ok" for v in series["value"]]
    assert expected_by_now(series.assign(status=status), Quarter(2025, 2), 10).hidden_years == 2


@pytest.mark.parametrize(
    ("value", "polarity", "status"),
    [
        (10.4, LOW, "may or may not"),
        (10.6, LOW, "will reliably miss"),
        (10.6, HIGH, "will reliably meet"),
        (9, HIGH, "may or may not"),
        (NAN, LOW, "cannot tell yet"),
    ],
)
def test_a_sum_past_the_target_of_the_year_is_settled_before_march(value, polarity, status):
    found = expected_by_now(sums({2024: [2, 6, 9, 12], 2025: [1, value]}), Quarter(2025, 2), 10)
    judged = from_sum(found, polarity)
    assert judged.status == status
    assert (judged.why == "already past the year's target") == ("reliably" in status)


def test_a_sum_without_an_earlier_year_cannot_be_told_unless_it_is_past():
    early = expected_by_now(sums({2025: [2, 5]}), Quarter(2025, 2), 10)
    assert from_sum(early, LOW).status == "cannot tell yet"
    past = expected_by_now(sums({2025: [2, 50]}), Quarter(2025, 2), 10)
    assert from_sum(past, LOW).status == "will reliably miss"
    assert from_sum(past, NEUTRAL).status == ""


def test_years_with_a_hidden_quarter_and_later_years_are_left_out():
    series = sums({2022: [1, NAN, 4, 8], 2023: [1, 4, 7, 10], 2024: [1, 2, 3, NAN], 2026: [9] * 4})
    found = expected_by_now(series, Quarter(2025, 2), 10)
    assert found.years == (2023,)
    assert np.isnan(found.value) and found.place == ""


def test_a_sum_is_compared_with_the_same_quarter_of_earlier_years_only():
    series = sums({2023: [1, 4, 7, 10], 2024: [2, 6, 9, 12], 2025: [1, 6]})
    assert same_quarter(series, Quarter(2025, 1))["value"].tolist() == [1, 2, 1]
    assert same_quarter(series, Quarter(2024, 4))["value"].tolist() == [10, 12]

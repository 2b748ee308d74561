"""Process charts against the worked examples of textbooks, and rules against made-up runs."""

from datetime import date

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.catalogue.local import LOCAL
from analysis.core.errors import ShapeError
from analysis.measure.control_charts.limits import (
    LIMITS_BY_RANGE,
    ProcessError,
    mean_moving_range,
    p_chart,
    process,
    sigma_z,
    xmr,
)
from analysis.measure.control_charts.rules import signals

NAN = float("nan")
HIGH, LOW, NEUTRAL = "high is good", "low is good", "neutral"

# Montgomery, Introduction to Statistical Quality Control, 6th ed., example 6.5 and table 6.6: the
# weekly costs of processing mortgage loan applications. Mean 300.5, mean moving range 7.79, limits
# 279.78 and 321.22, no point outside.
MORTGAGES = [310, 288, 297, 298, 307, 303, 294, 297, 308, 306]
MORTGAGES += [294, 299, 297, 299, 314, 295, 293, 306, 301, 304]
# The same, table 7.1: cans of orange juice that fail in 30 samples of 50. Mean 0.2313, limits
# 0.0524 and 0.4102, samples 15 and 23 outside.
JUICE = [12, 15, 8, 10, 4, 7, 16, 9, 14, 10, 5, 6, 17, 12, 22]
JUICE += [8, 10, 5, 13, 11, 20, 18, 24, 15, 9, 12, 7, 13, 9, 6]
# The same, table 7.4: purchase orders with an error, of 80 to 120. Mean 234 of 2,450 (0.096); the
# limits of a sample of 100 are 0.007 and 0.184; sample 11 is outside.
ORDERS = [100, 80, 80, 100, 110, 110, 100, 100, 90, 90, 110, 120, 120]
ORDERS += [120, 110, 80, 80, 80, 90, 100, 100, 100, 100, 90, 90]
WRONG = [12, 8, 6, 9, 10, 12, 11, 16, 10, 6, 20, 15, 9, 8, 6, 8, 10, 7, 5, 8, 5, 8, 10, 6, 9]


def quarters(values, **columns):
    ends = pd.date_range("2018-06-30", periods=len(values), freq="QE")
    return pd.DataFrame({"period_end": ends, "value": values} | columns)


def shares(numerator, denominator):
    return quarters([NAN] * len(numerator), numerator=numerator, denominator=denominator)


def places(found, signal):
    return [n + 1 for n, s in enumerate(found.rows["signal"]) if s == signal]


def test_the_individuals_chart_of_the_textbook():
    found = xmr(quarters(MORTGAGES), NEUTRAL)
    row = found.rows.iloc[0]
    assert mean_moving_range(np.array(MORTGAGES, dtype=float)) == pytest.approx(7.79, abs=5e-3)
    assert row["centre"] == pytest.approx(300.5)
    assert (row["lower"], row["upper"]) == pytest.approx((279.78, 321.22), abs=5e-3)
    assert found.method == "XmR" and not found.trial
    assert set(found.rows["signal"]) == {""}


def test_the_p_chart_of_the_textbook():
    found = p_chart(shares(JUICE, 50), LOW, overdispersed=False)
    row = found.rows.iloc[0]
    assert row["centre"] == pytest.approx(23.13, abs=5e-3)
    assert (row["lower"], row["upper"]) == pytest.approx((5.24, 41.02), abs=5e-3)
    assert places(found, "outside") == [15, 23]
    assert found.rows["meaning"].iloc[[14, 22]].tolist() == ["worsening"] * 2


def test_the_p_chart_of_the_textbook_with_samples_of_different_size():
    found = p_chart(shares(WRONG, ORDERS), LOW, overdispersed=False)
    assert found.rows["centre"].iloc[0] == pytest.approx(9.551, abs=5e-4)
    limits = found.rows.set_index(pd.Index(ORDERS))[["lower", "upper"]]
    assert limits.loc[100].iloc[0].tolist() == pytest.approx([0.7, 18.4], abs=0.05)
    assert limits.loc[120].iloc[0].tolist() == pytest.approx([1.5, 17.6], abs=0.05)
    assert limits.loc[80].iloc[0].tolist() == pytest.approx([0, 19.4], abs=0.05)
    assert places(found, "outside") == [11]


def test_widened_limits_of_equal_samples_are_those_of_the_individuals_chart():
    # Laney 2002: with samples of one size p' is the individuals chart of the shares.
    wide = p_chart(shares(JUICE, 50), LOW, overdispersed=True)
    alone = xmr(quarters([2 * d for d in JUICE]), LOW)
    assert wide.method == "p'-chart"
    assert wide.rows["upper"].iloc[0] == pytest.approx(alone.rows["upper"].iloc[0], rel=1e-3)
    share = np.array(JUICE) / 50
    sigma = np.sqrt(share.mean() * (1 - share.mean()) / np.full(len(JUICE), 50))
    assert sigma_z(share, share.mean(), sigma) == pytest.approx(1.661, abs=1e-3)


def test_limits_are_widened_by_themselves_only_where_chance_does_not_explain_the_spread():
    calm = [45, 47, 44, 46, 45, 48, 44, 46, 47, 45, 44, 46]
    wild = [30, 60, 25, 64, 31, 58, 28, 63, 35, 57, 30, 60]
    assert p_chart(shares(calm, 90), HIGH).method == "p-chart"
    assert p_chart(shares(wild, 90), HIGH).method == "p'-chart"


def test_constants_are_those_of_making_data_count():
    assert pytest.approx(3 / 1.128, abs=5e-3) == LIMITS_BY_RANGE


FLAT = [50, 52, 48, 51, 49, 52, 48, 51, 49, 50, 52, 48]


def test_a_point_outside_is_told_by_polarity():
    values = [*FLAT, 80]
    assert places(xmr(quarters(values), HIGH), "outside") == [13]
    assert xmr(quarters(values), HIGH).rows["meaning"].iloc[-1] == "improving"
    assert xmr(quarters(values), LOW).rows["meaning"].iloc[-1] == "worsening"
    assert xmr(quarters(values), NEUTRAL).rows["meaning"].iloc[-1] == ""


def test_seven_in_a_row_on_one_side_are_a_shift_and_six_are_not():
    low, high = [48, 52, 47, 51, 46, 50, 48], [55, 57, 54, 56, 58, 55, 57]
    assert places(xmr(quarters(low + high), HIGH), "shift")[-7:] == list(range(8, 15))
    six = [48, 57, 48, 57, 48, 57, 48, 55, 56, 54, 57, 55, 56]
    assert places(xmr(quarters(six), HIGH), "shift") == []


def test_seven_that_rise_are_a_trend_and_six_are_not():
    up = [50, 44, 46, 48, 49.5, 51, 53, 55, 45, 51, 47, 52, 46, 51]
    assert places(xmr(quarters(up), LOW), "trend") == [2, 3, 4, 5, 6, 7, 8]
    assert xmr(quarters(up), LOW).rows["meaning"].iloc[4] == "worsening"
    fewer = [50, 47, 48, 49.5, 51, 53, 55, 45, 51, 47, 52, 46, 51]
    assert places(xmr(quarters(fewer), LOW), "trend") == []


@pytest.mark.parametrize(
    ("values", "found"),
    [
        ([50, 57, 50, 57, 50], [2, 4]),
        ([50, 57, 57, 50, 50], [2, 3]),
        ([50, 57, 43, 50, 50], []),
        ([50, 57, 50, 50, 57], []),
        ([50, 56, 50, 56, 50], []),
        ([57, NAN, 57, 50, 50], []),
        ([50, 43, 50, 43, 50], [2, 4]),
    ],
)
def test_two_of_three_in_the_outer_third_on_one_side(values, found):
    # A centre of 50 and limits of 40 and 60: the outer thirds start at 43.3 and 56.7.
    centre, lower, upper = (np.full(5, level) for level in (50.0, 40.0, 60.0))
    told, way = signals(np.array(values, dtype=float), centre, lower, upper, [0] * 5)
    assert [n + 1 for n, s in enumerate(told) if s == "two of three"] == found
    assert all(way[n - 1] == np.sign(values[n - 1] - 50) for n in found)


def test_a_gap_parts_a_run_and_gives_no_moving_range():
    rising = [44, 45, 46, NAN, 48, 49, 51, 45, 50, 46, 51, 47]
    assert places(xmr(quarters(rising), HIGH), "trend") == []
    low, high = [48, 52, 47, 51, 46, 50, 48], [55, 57, 54, NAN, 58, 55, 57]
    assert [n for n in places(xmr(quarters(low + high), HIGH), "shift") if n > 7] == []
    assert mean_moving_range(np.array([1.0, 3.0, NAN, 9.0, 10.0])) == pytest.approx(1.5)


def test_limits_start_anew_only_on_the_days_given():
    values = [40, 42, 39, 41, 43, 40, 60, 62, 59, 61, 63, 60]
    once = xmr(quarters(values), HIGH)
    anew = xmr(quarters(values), HIGH, rebase=[date(2019, 10, 1)])
    assert len(once.rows["centre"].unique()) == 1
    assert anew.rows["segment"].tolist() == [0] * 6 + [1] * 6
    assert anew.rows["centre"].unique().tolist() == pytest.approx([40.833, 60.833], abs=1e-3)
    assert anew.trial and anew.points == 6
    assert set(anew.rows["signal"]) == {""}


@pytest.mark.parametrize(
    ("points", "method", "trial"),
    [(4, "none", False), (5, "run chart", False), (6, "XmR", True), (12, "XmR", False)],
)
def test_how_many_points_each_chart_needs(points, method, trial):
    found = xmr(quarters(FLAT[:points]), HIGH)
    assert (found.method, found.trial) == (method, trial)
    assert bool(found.refused) == (method == "none")
    assert found.rows["upper"].notna().all() == (method == "XmR")
    if method == "run chart":
        assert found.rows["centre"].iloc[0] == np.median(FLAT[:5])
    if method == "none":
        assert "only 4 quarters" in found.refused and "at least 5" in found.refused


def test_gaps_do_not_count_as_points():
    assert xmr(quarters([*FLAT[:4], NAN, NAN]), HIGH).method == "none"


def test_no_limits_for_sums_since_april_or_rare_events():
    series = quarters(FLAT)
    with pytest.raises(ProcessError, match="grows through the year"):
        process(series, LOCAL["suspended_so_far"])
    with pytest.raises(ProcessError, match="time between events"):
        process(series, LOCAL["permanent_exclusions"])


def test_points_out_of_order_are_refused():
    with pytest.raises(ShapeError, match="oldest first"):
        xmr(quarters(FLAT).iloc[::-1], HIGH)


def test_a_share_that_is_always_everybody_has_no_signal():
    found = p_chart(shares([20] * 12, 20), HIGH)
    assert found.rows[["value", "lower", "upper"]].eq(100).all(axis=None)
    assert set(found.rows["signal"]) == {""}


@given(
    st.lists(
        st.one_of(st.just(NAN), st.floats(0, 1000).map(lambda x: round(x, 2))),
        min_size=1,
        max_size=30,
    )
)
def test_whatever_the_figures_a_gap_has_no_signal_and_limits_surround_the_centre(values):
    rows = xmr(quarters(values), HIGH).rows
    assert (rows.loc[rows["value"].isna(), "signal"] == "").all()
    known = rows.dropna(subset=["centre", "upper"])
    assert (known["lower"] <= known["centre"]).all() and (known["centre"] <= known["upper"]).all()
    assert (rows["signal"].ne("") == rows["meaning"].ne("")).all()

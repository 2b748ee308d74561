"""Charts of the time between rare events, against published worked examples."""

import numpy as np
import pandas as pd
import pytest

from analysis.core.errors import ShapeError
from analysis.measure.control_charts.rare_events import t_chart, transformed

# Montgomery, Introduction to Statistical Quality Control, 6th ed., example 7.6 and table 7.14:
# hours between failures of a valve, and those hours to the power 0.2777 as printed there.
VALVE = [286, 948, 536, 124, 816, 729, 4, 143, 431, 8]
VALVE += [2837, 596, 81, 227, 603, 492, 1199, 1214, 2831, 96]
PRINTED = [4.80986, 6.70903, 5.72650, 3.81367, 6.43541, 6.23705, 1.46958, 3.96768, 5.39007, 1.78151]
PRINTED += [9.09619, 5.89774, 3.38833, 4.51095, 5.91690, 5.59189, 7.16124, 7.18601, 9.09083]
PRINTED += [3.55203]


def between(days):
    return pd.DataFrame({"days": days})


def test_times_are_transformed_as_in_the_textbook():
    # 1 / 3.6 is 0.2778; the textbook rounds it to 0.2777.
    assert transformed(np.array(VALVE, dtype=float)) == pytest.approx(PRINTED, abs=9e-3)


def test_the_limits_are_those_of_the_textbook_turned_back_to_hours():
    # There: centre 5.39, limits -0.89 and 11.66 of the transformed times, none outside.
    row = t_chart(between(VALVE), "low is good").rows.iloc[0]
    assert row["centre"] ** (1 / 3.6) == pytest.approx(5.39, abs=5e-3)
    assert row["upper"] ** (1 / 3.6) == pytest.approx(11.66, abs=2e-2)
    assert np.isnan(row["lower"])


def test_no_time_of_the_textbook_is_out_of_the_ordinary():
    assert set(t_chart(between(VALVE), "low is good").rows["signal"]) == {""}


def test_a_very_long_time_is_better_where_events_should_not_happen():
    days = [30, 40, 35, 45, 30, 40, 35, 45, 30, 40, 35, 900]
    rows = t_chart(between(days), "low is good").rows
    assert rows["signal"].iloc[-1] == "outside"
    assert rows["meaning"].iloc[-1] == "improving"
    assert t_chart(between(days), "high is good").rows["meaning"].iloc[-1] == "worsening"


def test_many_short_times_in_a_row_are_worse():
    days = [200, 300, 250, 280, 220, 260, 240, 20, 30, 20, 40, 30, 20, 30]
    rows = t_chart(between(days), "low is good").rows
    assert rows["meaning"].iloc[-1] == "worsening"


@pytest.mark.parametrize(
    ("times", "method", "trial"),
    [(4, "none", False), (5, "run chart", False), (6, "t-chart", True), (12, "t-chart", False)],
)
def test_how_many_times_a_chart_needs(times, method, trial):
    found = t_chart(between(VALVE[:times]), "low is good")
    assert (found.method, found.trial) == (method, trial)
    assert ("too few" in found.refused) == (method == "none")
    assert found.rows["upper"].notna().any() == (method == "t-chart")


def test_a_suppressed_row_is_no_event():
    assert t_chart(between([float("nan")]), "low is good").refused


def test_events_out_of_order_are_refused():
    with pytest.raises(ShapeError, match="oldest first"):
        t_chart(between([10, -5, 20]), "low is good")

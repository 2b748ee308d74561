"""Shares still there and times until, against published worked examples and by hand."""

from math import inf, isnan

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.measure.survival import still_there, time_until

# Weeks in remission on 6-mercaptopurine, Freireich et al. 1963, Blood 21:699-716; 0 is censored.
WEEKS = (6, 6, 6, 6, 7, 9, 10, 10, 11, 13, 16, 17, 19, 20, 22, 23, 25, 32, 32, 34, 35)
ENDED = (1, 1, 1, 0, 1, 0, 1, 0, 0, 1, 1, 0, 0, 0, 1, 1, 0, 0, 0, 0, 0)


def times(days: object, event: object, entry: object = -1) -> pd.DataFrame:
    made = pd.DataFrame({"days": days, "event": event, "entry": entry})
    return made.astype({"event": bool})


def by_hand(seen: list[tuple[int, bool, int]], day: int) -> float:
    """The product of the shares that stayed on each day on which somebody left."""
    share = 1.0
    for left in sorted({days for days, event, _ in seen if event and days <= day}):
        at_risk = sum(entry < left <= days for days, _, entry in seen)
        share *= 1 - sum(event and days == left for days, event, _ in seen) / at_risk
    return share


@pytest.mark.parametrize(
    ("week", "value", "lower", "upper"),
    # Kleinbaum and Klein 2012, Survival Analysis, table 2.1; limits as R's survfit gives them
    # with conf.type = "log-log".
    [(6, 0.8571, 0.6197, 0.9516), (10, 0.7529, 0.5032, 0.8894), (23, 0.4482, 0.1881, 0.6801)],
)
def test_shares_are_those_of_the_published_example(
    week: int, value: float, lower: float, upper: float
) -> None:
    (found,) = still_there(times(WEEKS, ENDED), [week])
    told = (found.value, found.lower95, found.upper95)
    assert told == pytest.approx((value, lower, upper), abs=1e-4)


def test_the_median_and_its_limits_are_those_of_the_published_example() -> None:
    assert time_until(times(WEEKS, ENDED), 0.5) == (23, 13, inf)


def test_who_enters_late_is_at_risk_from_then_on_only() -> None:
    """By hand: 3 at risk on day 2, 3 on day 5 (one has left, one has entered), 2 on day 8."""
    seen = times([2, 5, 9, 8], [1, 1, 0, 1], [-1, -1, -1, 3])
    found = still_there(seen, [1, 2, 5, 8])
    assert [f.value for f in found] == pytest.approx([1, 2 / 3, 4 / 9, 2 / 9])
    assert [f.at_risk for f in found] == [3, 2, 2, 1]
    assert [f.ended for f in found] == [0, 1, 2, 3]


def test_what_ends_on_its_first_day_counts() -> None:
    assert still_there(times([0, 4], [1, 0]), [0])[0].value == 0.5


def test_nothing_is_said_of_days_that_nobody_was_seen_for() -> None:
    (found,) = still_there(times([3, 5], [1, 0]), [6])
    assert isnan(found.value) and isnan(found.lower95)
    assert isnan(time_until(times([3, 5, 5], [1, 0, 0]), 0.5)[0])
    assert isnan(time_until(times([3], [0]), 0.5)[0])


def test_where_all_have_left_none_are_there() -> None:
    assert still_there(times([3, 5], [1, 1]), [6])[0].value == 0


@given(
    st.lists(
        st.tuples(st.integers(0, 40), st.booleans(), st.integers(-1, 5)), min_size=1, max_size=40
    ),
    st.integers(0, 40),
)
def test_shares_are_the_product_by_hand(seen: list[tuple[int, bool, int]], day: int) -> None:
    # Somebody is seen from the first day to the last, as in any council.
    kept = [each for each in seen if each[0] > each[2]] + [(41, False, -1)]
    (found,) = still_there(times(*zip(*kept, strict=True)), [day])
    assert found.value == pytest.approx(by_hand(kept, day), abs=1e-9)
    if not isnan(found.lower95):
        assert found.lower95 <= found.value <= found.upper95

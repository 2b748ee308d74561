"""What is told of futures: quantiles, peaks and chances, and nothing of few children."""

from dataclasses import replace
from datetime import date

import numpy as np
import pandas as pd
import pytest

from analysis.core.shapes import ALL
from analysis.forecast.histories import summary
from analysis.forecast.histories.futures import BANDS, Futures
from analysis.forecast.histories.simulate import simulate
from cohorts import AS_AT, in_care, model

HOMES = (("foster", "own"), ("foster", "private"), ("homes", "private"), ("homes", "own"))
SHOWN = {"placement": ["foster", "homes"], "provider": ["own", "private"], "age": list(BANDS)}


def futures(*by_state: int, months: int = 36, growth: int = 0) -> Futures:
    """Two futures of children aged 5 to 9 in each state; `growth` a month more in one of them."""
    ends = simulate(model(in_care(1, 6.0)), 1, months=months, futures=2, groups=1).ends
    children = np.zeros((2, months + 1, len(HOMES), len(BANDS)), dtype=np.int32)
    children[:, :, :, 2] = by_state
    children[1, :, 0, 2] += growth * np.arange(months + 1)
    here = children.sum(2)
    nobody = np.zeros((2, months + 1, len(HOMES)), dtype=np.int32)
    return Futures(
        ends, HOMES, children, here, nobody, nobody, nobody, children[None][:0], nobody[:0, 0, :0]
    )


def told(found: Futures) -> pd.DataFrame:
    parts = summary.parts_now(found, SHOWN)
    rows = summary.projected(found, parts, area="380", run="own", scenario="as_now")
    return rows.set_index(["measure", "dimension", "category", "period_end"]).sort_index()


@pytest.mark.parametrize(
    ("by_state", "shown"),
    [
        ((60, 30, 25, 40), {"foster/own", "foster/private", "homes/private", "homes/own"}),
        ((60, 30, 25, 19), set()),  # the 19 would be what is left of each kind, and of own homes
        ((60, 0, 0, 40), {"foster/own", "homes/own"}),  # what is left is nobody
        ((60, 12, 9, 40), {"foster/own", "homes/own"}),
    ],
)
def test_a_home_by_provider_is_told_where_nothing_small_is_left(by_state, shown) -> None:
    parts = summary.parts_now(futures(*by_state), SHOWN)["provider"]
    found = {name for name in parts if name != summary.TOGETHER}
    for side in (0, 1):
        for name in found:
            alike = [n for n, state in enumerate(HOMES) if state[side] == name.split("/")[side]]
            rest = sum(by_state[n] for n in alike if "/".join(HOMES[n]) not in found)
            assert rest == 0 or rest >= summary.LEAST
    assert found <= shown or not shown


def test_kinds_and_ages_of_few_or_hidden_now_are_told_together() -> None:
    found = futures(60, 30, 12, 0)
    assert set(summary.parts_now(found, SHOWN)["placement"]) == {"foster", summary.TOGETHER}
    hidden = SHOWN | {"placement": ["homes"], "age": []}
    parts = summary.parts_now(found, hidden)
    assert set(parts["placement"]) == set(parts["age"]) == {summary.TOGETHER}


def test_the_peak_of_a_year_is_its_highest_month_and_not_that_of_march() -> None:
    up = futures(100, 0, 0, 40, growth=2)
    down = replace(up, children=up.children[:, ::-1])
    rows = told(down).loc[(summary.PEAK, ALL, ALL)]
    first = down.total[1, 1:13].max()
    assert rows.loc["2026-03-31", "p975"] == pytest.approx(first, abs=2)
    assert rows.loc["2026-03-31", "p975"] > np.quantile(down.total[:, 12], 0.975)


def test_places_are_too_few_in_as_many_futures_as_need_more() -> None:
    rows = summary.chances(futures(50, 0, 0, 40, growth=1), ["foster"], "380")
    year = rows[rows["period_end"] == pd.Timestamp(2026, 3, 31)].set_index("places")["chance"]
    assert year[50] == year[61] == 50
    assert year[62] == 0
    assert year.index[0] == 50


def test_parts_have_no_row_of_the_first_day() -> None:
    rows = told(futures(60, 30, 25, 40)).reset_index()
    first = rows[rows["period_end"] == pd.Timestamp(date.fromordinal(AS_AT))]
    assert set(first["dimension"]) == {ALL}


def test_who_turns_18_is_told_only_where_they_are_many() -> None:
    """All sixteen of the same age turn 18 in the same month for certain."""
    some = simulate(model(in_care(9, 17.5)), 1, months=12, futures=4, groups=1)
    many = simulate(model(in_care(90, 17.5)), 1, months=12, futures=4, groups=1)
    measures = [set(told_of(each)["measure"]) for each in (some, many)]
    assert [summary.ADULTS in each for each in measures] == [False, True]


def told_of(found: Futures) -> pd.DataFrame:
    parts = summary.parts_now(found, SHOWN)
    return summary.projected(found, parts, area="380", run="own", scenario="as_now")


def test_how_many_are_still_here_is_told_where_neither_side_is_few() -> None:
    drawn = simulate(model(in_care(40, 6.0), leave=0.0005), 1, futures=200, groups=4)
    rows = told_of(drawn)
    stays = rows[rows["measure"] == summary.STAY]
    gone = 40 - stays["p50"] * 40 / 100
    assert len(stays)
    assert (gone.round() >= summary.EACH_SIDE).all()
    certain = simulate(model(in_care(40, 6.0)), 1, futures=20, groups=2)
    assert summary.STAY not in set(told_of(certain)["measure"])

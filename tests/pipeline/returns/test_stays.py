"""How long children stay: as it is true of made-up authorities, and nothing small among it."""

from collections import Counter
from datetime import date
from functools import cache
from itertools import pairwise
from math import isnan
from pathlib import Path
from random import Random

import numpy as np
import pandas as pd
import pytest
from scipy.optimize import Bounds, LinearConstraint, milp

from analysis.catalogue.areas import area
from analysis.catalogue.returns import stays as told
from analysis.core.shapes import ALL, NOT_AVAILABLE, OK, SUPPRESSED
from analysis.intake.returns.histories import Histories, histories
from analysis.intake.returns.reading import read
from analysis.intake.returns.times.leavers import returned_times, started_before
from analysis.intake.returns.times.permanence import stage_times
from analysis.intake.returns.times.stays import first_home_times, in_care_times
from analysis.pipeline.returns.protection.printable import (
    ENOUGH,
    LEAST,
    told_by_time,
    told_of_groups,
)
from analysis.pipeline.returns.stays import days_of, stays
from analysis.pipeline.synthetic_return.files import write
from analysis.pipeline.synthetic_return.lives import Synthetic
from analysis.pipeline.synthetic_return.making.authority import generate
from analysis.pipeline.synthetic_return.truth import stays as truth

WIDTH = 5
DAYS = (91, 365, 730)
WHOLE, SIZE = (ALL, ALL), 9999


@cache
def authority(size: int) -> Synthetic:
    return generate(area("Bradford"), size, 5, seed=7)


@pytest.fixture(scope="module")
def past(tmp_path_factory: pytest.TempPathFactory) -> Histories:
    return read_back(tmp_path_factory.mktemp("made") / "returns", 500)


@pytest.fixture(scope="module")
def rows(past: Histories) -> pd.DataFrame:
    return stays(past)


def figure(rows: pd.DataFrame, statistic: str, months: float = float("nan")) -> float:
    """The figure of all children together."""
    mine = rows[(rows["statistic"] == statistic) & (rows["dimension"] == ALL)]
    (found,) = mine.loc[
        mine["months"].eq(months) | (isnan(months) & mine["months"].isna()), "value"
    ]
    return float(found)


def read_back(folder: Path, size: int, as_at: date | None = None) -> Histories:
    write(authority(size), folder, as_at=as_at)
    return histories(read(folder, area="Bradford", as_at=as_at)[0])


def as_tuples(times: pd.DataFrame, *columns: str) -> Counter:
    rows = times[["days", "event", "entry", *columns]].itertuples(index=False)
    return Counter(((int(d), bool(e), int(n)), *rest) for d, e, n, *rest in rows)


@pytest.mark.parametrize(("size", "as_at"), [(500, None), (50, None), (500, date(2025, 9, 30))])
def test_every_time_is_the_true_one(size: int, as_at: date | None, tmp_path: Path) -> None:
    past, children = read_back(tmp_path / "made", size, as_at), authority(size).children
    seen = (children, past.first, past.as_at)
    assert as_tuples(in_care_times(past), "age", "need", "uasc") == Counter(truth.in_care(*seen))
    assert as_tuples(returned_times(past), "age", "left_to") == Counter(truth.returned(*seen))
    assert as_tuples(first_home_times(past), "age", "kind") == Counter(truth.first_homes(*seen))
    new = started_before(past)
    assert (len(new), new["before"].sum(), new["permanence"].sum()) == truth.before(*seen)
    true = truth.stages(*seen)
    for stage, times in stage_times(past).items():
        assert as_tuples(times) == Counter((each,) for each in true.get(stage, [])), stage


def test_children_in_care_before_the_first_return_enter_late(past: Histories) -> None:
    late = in_care_times(past)["entry"] >= 0
    assert 20 < late.sum() < 0.2 * len(late)


def test_shares_and_medians_are_the_true_ones_rounded(past: Histories, rows: pd.DataFrame) -> None:
    """By a loop over the true lives, one leaving after the other."""
    true = [time for time, *_ in truth.in_care(authority(500).children, past.first, past.as_at)]
    still = _still_by_hand(true)
    for months in told.MONTHS[told.IN_CARE]:
        share = still[max(day for day in still if day <= days_of(months))]
        assert figure(rows, told.IN_CARE, months) == round(100 * share), months
    half = next(d for d in range(5000) if still[max(day for day in still if day <= d)] < 0.5)
    assert figure(rows, f"{told.IN_CARE}_half") == round(half / 30.4375)


def _still_by_hand(seen: list[truth.Time]) -> dict[int, float]:
    """The share still in care from each day on which somebody left, and from the first day."""
    share, still = 1.0, {0: 1.0}
    for left in sorted({days for days, event, _ in seen if event}):
        at_risk = sum(entry < left <= days for days, _, entry in seen)
        share *= 1 - sum(event and days == left for days, event, _ in seen) / at_risk
        still[left] = share
    return still


def test_shares_that_came_back_are_the_true_ones(past: Histories, rows: pd.DataFrame) -> None:
    true = truth.returned(authority(500).children, past.first, past.as_at)
    back = sum(event and days <= 365 for (days, event, _), *_ in true)
    assert figure(rows, told.RETURNED, 12) == round(100 * back / len(true))


def test_only_whole_numbers_and_tens_are_kept(rows: pd.DataFrame) -> None:
    for column in ("value", "lower95", "upper95"):
        known = rows[column].dropna()
        assert len(known) and (known == known.round()).all()
    assert (rows["size"].dropna() % 10 == 0).all()
    shown = rows[rows["status"] == OK]
    assert (shown["size"] >= LEAST).all()
    assert not (shown["lower95"] > shown["value"]).any()
    assert not (shown["value"] > shown["upper95"]).any()


def test_a_tiny_council_tells_of_all_together_or_of_nobody(tmp_path: Path) -> None:
    write(generate(area("Rutland"), 40, 3, seed=11), tmp_path / "made")
    rows = stays(histories(read(tmp_path / "made", area="Rutland")[0]))
    shown = rows[rows["status"] == OK]
    assert set(rows["status"]) <= {OK, SUPPRESSED, NOT_AVAILABLE}
    assert set(shown.loc[shown["statistic"] == told.IN_CARE, "dimension"]) == {ALL}
    assert rows.loc[rows["status"] == SUPPRESSED, ["value", "size"]].isna().all(axis=None)
    assert shown[shown["statistic"].isin(told.STAGES)].empty


def invented(seed: int, number: int) -> pd.DataFrame:
    """Times of so many children in groups of unequal size."""
    chance = Random(seed)
    return pd.DataFrame(
        {
            "days": [round(chance.expovariate(1 / 500)) for _ in range(number)],
            "event": [chance.random() < 0.8 for _ in range(number)],
            "entry": -1,
            "age": chance.choices(("a", "b", "c", "d"), (10, 5, 3, 1), k=number),
        }
    )


@pytest.mark.parametrize("number", [40, 120, 250, 400])
@pytest.mark.parametrize("seed", range(3))
def test_an_attacker_who_knew_the_numbers_would_learn_nothing_small(seed: int, number: int) -> None:
    """Whole numbers by branch and bound, from the exact numbers behind all that is printed."""
    times = invented(seed, number)
    shown = told_by_time(times, ("age",), DAYS)
    left, sizes = of_groups(times)
    assert not any(left[cell] < ENOUGH for cell in shown)
    for cell, (least, most) in _attacked(left, shown, sizes).items():
        if 0 < left[cell] < ENOUGH:
            assert most - least >= WIDTH, cell


def _attacked(left: dict, shown: set, sizes: dict) -> dict:
    """The least and the most that each number not printed can be. The attacker knows the size of
    the whole and of each group of which anything is shown.
    """
    cells = [*left, *((*group, SIZE) for group in sizes)]
    at = {cell: n for n, cell in enumerate(cells)}
    known = {cell: left[cell] for cell in shown}
    known |= {(*g, SIZE): sizes[g] for g in sizes if g == WHOLE or g in {c[:2] for c in shown}}
    lines, high = [], []
    for day in (*DAYS, SIZE):
        lines.append(_line(at, (*WHOLE, day), [c for c in cells if c[0] != ALL and c[2] == day]))
        high.append(0)
    for group in sizes:
        for before, after in pairwise((*DAYS, SIZE)):
            lines.append(_line(at, (*group, after), [(*group, before)]))
            high.append(np.inf)
    sums = LinearConstraint(np.array(lines), 0, high)
    within = Bounds([known.get(c, 0) for c in cells], [known.get(c, np.inf) for c in cells])
    found = {}
    for cell in set(left) - shown:
        ends = []
        for sign in (1, -1):
            cost = np.zeros(len(cells))
            cost[at[cell]] = sign
            got = milp(cost, constraints=sums, bounds=within, integrality=1)
            ends.append(sign * got.fun)
        found[cell] = tuple(ends)
    return found


def _line(at: dict, whole: tuple, parts: list) -> np.ndarray:
    line = np.zeros(len(at))
    line[at[whole]] = 1
    line[[at[part] for part in parts]] = -1
    return line


def of_groups(times: pd.DataFrame) -> tuple[dict, dict]:
    """How many had the event by each day, and how many there are, by group."""
    groups = {WHOLE: times, **{("age", n): g for n, g in times.groupby("age")}}
    left = {
        (*name, day): int((group["event"] & (group["days"] <= day)).sum())
        for name, group in groups.items()
        for day in DAYS
    }
    return left, {name: len(group) for name, group in groups.items()}


def test_the_attacker_would_win_against_small_numbers_left_out_alone() -> None:
    """So that the test above can fail."""
    won = False
    for seed in range(3):
        left, sizes = of_groups(invented(seed, 120))
        shown = {cell for cell in left if left[cell] >= ENOUGH}
        bounds = _attacked(left, shown, sizes)
        won |= any(most - least < WIDTH for least, most in bounds.values())
    assert won


def test_few_of_a_kind_in_a_group_are_not_told_nor_what_tells_them() -> None:
    groups = pd.Series(["a"] * 60 + ["b"] * 60)
    kinds = pd.Series(["x"] * 40 + ["y"] * 17 + ["z"] * 3 + ["x"] * 30 + ["y"] * 20 + ["z"] * 10)
    shown = told_of_groups(groups, kinds)
    assert (ALL, "a", "z") not in shown
    assert len({(ALL, "a", "x"), (ALL, "a", "y")} & shown) < 2 or (ALL, "b", "z") not in shown
    assert (ALL, ALL, "x") in shown


def test_of_a_small_group_nothing_is_told() -> None:
    times = invented(1, LEAST - 1)
    assert told_by_time(times, ("age",), DAYS) == set()


def test_half_has_no_months_of_its_own(rows: pd.DataFrame) -> None:
    halves = rows[rows["statistic"] == f"{told.IN_CARE}_half"]
    assert halves["months"].map(isnan).all()
    assert (halves["status"] == OK).any()
